import Foundation
import Testing

/// Completion, manual page, JSON on every verb, doctor.
@Suite struct ShellTests {
    static func has(_ program: String) -> Bool {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
    }

    // MARK: Completion

    @Test(arguments: ["bash", "zsh", "fish"])
    func A50_completionNamesEveryVerb(_ shell: String) throws {
        let script = try Tool.run(["--generate-completion-script", shell])
        #expect(script.code == 0 && script.err.isEmpty)
        for verb in VerbTests.verbs { #expect(script.out.contains(verb), "\(verb)") }
        if Self.has(shell) {
            let scratch = try Scratch()
            try scratch.write("script", script.out)
            let check = try Tool.run("/usr/bin/env", [shell, "-n", scratch.file("script")])
            #expect(check.code == 0, "\(check.err)")
        }
    }

    @Test func A50_stagesAndPipelinesOfTheNearestProjectAreProposed() throws {
        let project = try SmallProject()
        let folder = project.scratch.file("Pipelines/brief/sources")
        let stages = try Tool.run(["---completion", "run", "--", "--only", "3", "0", "assay", "run", "--only", ""], in: folder)
        #expect(stages.out.split(separator: "\n").map(String.init) == ["ingest", "normalize", "enrich", "check", "report"], "\(stages)")
        let pipelines = try Tool.run(["---completion", "run", "--", "positional@0", "2", "0", "assay", "run", ""], in: folder)
        #expect(pipelines.out == "brief\n" || pipelines.out == "brief", "\(pipelines)")
        let nowhere = try Tool.run(["---completion", "run", "--", "--only", "3", "0", "assay", "run", "--only", ""], in: "/")
        #expect(nowhere.out.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty && nowhere.code == 0)
    }

    @Test func A50_theTabKeyWorksInBash() throws {
        let project = try SmallProject()
        let script = """
            PATH='\(URL(fileURLWithPath: Tool.path).deletingLastPathComponent().path)':$PATH
            source <(assay --generate-completion-script bash)
            cd '\(project.root)'
            COMP_WORDS=(assay run --only no) COMP_CWORD=3 COMP_LINE='assay run --only no' COMP_POINT=19
            COMPREPLY=()
            _assay assay no --only
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let answer = try Tool.run("/bin/bash", ["-c", script])
        #expect(answer.out.contains("normalize"), "\(answer)")
    }

    // MARK: Manual page

    @Test func A51_theManualHasEveryVerbAndEveryFlag() throws {
        let manual = try Tool.run(["--generate-manual"])
        #expect(manual.code == 0 && manual.err.isEmpty)
        let plain = manual.out.replacing("\\-", with: "-").replacing("\\fB", with: "").replacing("\\fR", with: "")
        for verb in VerbTests.verbs {
            #expect(plain.contains(".SS assay \(verb)"), "\(verb)")
            let section = try #require(plain.components(separatedBy: ".SS assay \(verb)").dropFirst().first).components(separatedBy: "\n.SS ")[0]
            for match in try Tool.run([verb, "--help"]).out.matches(of: /--[a-z][a-z-]+/) where !["--help", "--version"].contains(match.output) {
                #expect(section.contains(match.output), "\(match.output) of \(verb)")
            }
        }
        #expect(!manual.out.utf8.contains { $0 > 0x7E })
    }

    @Test func A51_theManualIsRendered() throws {
        let scratch = try Scratch()
        try scratch.write("assay.1", try Tool.run(["--generate-manual"]).out)
        if Self.has("groff") {
            let groff = try Tool.run("/usr/bin/env", ["groff", "-man", "-ww", "-z", "-Tutf8", scratch.file("assay.1")])
            #expect(groff.code == 0 && groff.err.isEmpty, "\(groff.err.prefix(400))")
        }
        guard Self.has("man") else { return }
        let page = try Tool.run(
            "/usr/bin/env", ["man", "-l", scratch.file("assay.1")],
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "100"])
        // a minimal system may hold `man` without the macros it needs
        guard page.code == 0 else { return }
        for word in ["NAME", "VERBS", "assay run [pipeline]", "--if-locked", "EXIT STATUS"] { #expect(page.out.contains(word), "\(word)") }
    }

    // MARK: JSON

    /// Each verb's own example with `--json` gives JSON and nothing else on standard output.
    @Test(arguments: VerbTests.verbs)
    func A53_everyVerbSpeaksJSON(_ verb: String) throws {
        let help = try Tool.run([verb, "--help"]).out
        #expect(help.contains("--json"), "\(verb)")
        let lines = help.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex { $0.hasSuffix("Example:") })
        let example = try #require(lines[(start + 1)...].first { $0.contains("assay ") }).trimmingCharacters(in: .whitespaces)
        let bin = try Scratch()
        try FileManager.default.createSymbolicLink(atPath: bin.file("assay"), withDestinationPath: Tool.path)
        var environment = Tool.inherited
        environment["PATH"] = bin.path + ":/usr/bin:/bin"
        environment["ASSAY_ROOT"] = try Sample.root.get().path
        let command = example.replacing("/tmp/assay-example", with: bin.file("made")) + " --json"
        var answer = try Tool.run("/bin/bash", ["-c", command], environment: environment)
        for _ in 0..<120 where answer.code == 75 {
            Thread.sleep(forTimeInterval: 0.5)
            answer = try Tool.run("/bin/bash", ["-c", command], environment: environment)
        }
        #expect([0, 2].contains(answer.code), "\(command): \(answer.err)")
        if (try? JSONSerialization.jsonObject(with: Data(answer.out.utf8), options: .fragmentsAllowed)) != nil { return }
        for line in answer.out.split(separator: "\n") {
            #expect(throws: Never.self, "\(line.prefix(200))") { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
    }

    @Test func A53_diagnosticsAreJSONToo() throws {
        let answer = try Tool.run(["extract", "--json", "/nowhere.txt"])
        #expect(answer.code == 66 && answer.out.isEmpty)
        let said = try #require(try JSONSerialization.jsonObject(with: Data(answer.err.utf8)) as? [String: Any])
        #expect(said["code"] as? String == "input.missing" && (said["help"] as? String)?.isEmpty == false)
    }

    // MARK: Doctor

    @Test func A58_doctorFindsWhatRunsNeed() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief", "--quiet")
        let sound = try project.assay("doctor", "--store", "brief", "--json")
        #expect(sound.code == 0, "\(sound.out)")
        let checks = try RecordTests.lines(sound.out)
        let names = checks.compactMap { $0["check"] as? String }
        for name in ["tables", "project", "folder", "temporary folder", "sqlite", "store of brief", "pdftotext", "Chinese font"] {
            #expect(names.contains(name), "\(name) of \(names)")
        }
        #expect(checks.allSatisfy { $0["status"] as? String == "ok" || ($0["help"] as? String)?.isEmpty == false })
    }

    @Test func A58_doctorSaysHowToMend() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief", "--quiet")
        // a page in the middle is overwritten; the head still looks like a store
        let store = project.scratch.file(".assay/brief/store.sqlite")
        let handle = try #require(FileHandle(forUpdatingAtPath: store))
        try handle.seek(toOffset: 3 * 4096)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 40_000))
        try handle.close()
        let damaged = try project.assay("doctor", "--store", "brief")
        #expect(damaged.code == 74, "\(damaged.out)")
        #expect(damaged.out.contains("away and run again"), "\(damaged.out)")
        let lost = try Tool.run(["doctor", "--root", "/nowhere"])
        #expect(lost.code == 66 && lost.out.contains("help:"))
        let noShare = try Scratch()
        // by a process of its own: one that is started while a file is open for writing keeps it busy
        _ = try Tool.run("/bin/cp", [Tool.path, noShare.file("assay")])
        let lonely = try Tool.run(noShare.file("assay"), ["doctor", "--root", project.root], environment: ["PATH": "/usr/bin:/bin"])
        #expect(lonely.code == 78, "\(lonely.out)")
        try FileManager.default.removeItem(atPath: store)
        let noPrograms = try project.assay("doctor", environment: ["PATH": "/nowhere"])
        #expect(noPrograms.code == 0 && noPrograms.out.contains("poppler-utils"), "\(noPrograms.out)")
    }
}
