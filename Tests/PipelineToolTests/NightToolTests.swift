import Foundation
import Testing

/// What a scheduler, an operator and a monitor see of a night, end to end.
@Suite struct NightToolTests {
    /// Path, kind, size, inode and times (not of reading) of everything below a folder.
    static func snapshot(_ folder: String) throws -> [String] {
        try Tool.run("/usr/bin/find", [folder, "-printf", "%P %y %s %i %T@ %C@\n"]).out.split(separator: "\n").map(String.init).sorted()
    }

    @Test func A20_lookingTouchesNothing() throws {
        let project = try SmallProject()
        let looks = [
            ["plan", "brief"], ["plan", "brief", "--json", "--from", "enrich"], ["validate", "brief"], ["config", "brief", "--origin"],
            ["graph", "brief"], ["schedule", "brief"], ["why", "report", "brief"],
        ]
        let stored = [
            ["runs", "brief"], ["facts", "brief"], ["facts", "brief", "--history"], ["diff", "brief"], ["check", "brief"],
            ["gc", "brief", "--dry-run", "--keep-last", "9"], ["review", "brief"], ["explain", "30亿元", "brief"],
        ]
        let untouched = try Self.snapshot(project.root)
        for look in looks { _ = try Tool.run(look + ["--root", project.root]) }
        #expect(try Self.snapshot(project.root) == untouched)
        _ = try project.assay("run", "brief", "--quiet")
        try project.edit("Pipelines/brief/sources/a.txt") { $0 + "另有投资2亿元。\n" }
        let before = try Self.snapshot(project.root)
        for look in looks + stored where look[0] != "gc" {
            let answer = try Tool.run(look + ["--root", project.root])
            #expect([0, 2].contains(answer.code), "\(look): \(answer.err)")
            #expect(try Self.snapshot(project.root) == before, "\(look)")
        }
        // also where nothing may be written at all
        guard ShellTests.has("strace") else { return }
        let log = project.scratch.file("strace")
        let traced = try Tool.run(
            "/usr/bin/env", ["strace", "-f", "-qq", "-o", log, "-e", "trace=openat,open,creat,mkdir,unlink,rename,renameat2", Tool.path, "plan", "brief", "--root", project.root])
        guard traced.code == 0 else { return }
        let writes = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").filter { line in
            (line.contains("O_WRONLY") || line.contains("O_RDWR") || line.contains("O_CREAT") || line.contains("mkdir(") || line.contains("unlink(") || line.contains("rename"))
                && !line.contains("/dev/") && !line.contains("ENOENT")
        }
        #expect(writes.isEmpty, "\(writes.prefix(5))")
    }

    @Test func A37_aFailureIsOneShortBlockWithTheCommandToRepeat() throws {
        var documents: [String: String] = [:]
        for i in 0..<60 { documents["bad\(i).txt"] = "" }
        let project = try SmallProject(documents: documents)
        let answer = try project.assay("run", "brief", "--quiet")
        #expect(answer.code == 65 && answer.out.isEmpty)
        let lines = answer.err.split(separator: "\n")
        #expect(!lines.isEmpty && lines.count <= 40, "\(answer.err)")
        #expect(answer.err.contains("bad0.txt") && answer.err.contains("assay retry brief"), "\(answer.err)")
        try project.edit("Pipelines/brief/pipeline.yml") { text in
            text + (0..<60).map { "  extra\($0): { kind: nothing }\n" }.joined()
        }
        let broken = try project.assay("run", "brief", "--quiet")
        #expect(broken.code == 78)
        #expect(broken.err.contains("pipeline.yml:"))
    }

    @Test func A38_mailOnlyOnNews() throws {
        let project = try SmallProject(pipeline: SmallProject.pipeline + "notify: { command: \"cat >> '$HOME/mail'; echo END >> '$HOME/mail'\" }\n")
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("'$HOME/mail'", with: "'" + project.scratch.file("mail") + "'") }
        func mails() -> [String] {
            ((try? project.scratch.read("mail")) ?? "").components(separatedBy: "END\n").filter { !$0.isEmpty }
        }
        for _ in 0..<2 { #expect(try project.assay("run", "brief", "--quiet").code == 0) }
        #expect(mails().isEmpty)
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("low_real <= high_real", with: "low_real < 100") }
        for _ in 0..<4 { #expect(try project.assay("run", "brief", "--quiet").code == 1) }
        #expect(mails().count == 1 && mails()[0].contains("brief failed") && mails()[0].contains("again: assay run brief"), "\(mails())")
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("low_real < 100", with: "low_real <= high_real") }
        for _ in 0..<3 { #expect(try project.assay("run", "brief", "--quiet").code == 0) }
        #expect(mails().count == 2 && mails()[1].contains("works again"), "\(mails())")
    }

    @Test func A40_theTextfileIsWrittenAlsoOnFailure() throws {
        let project = try SmallProject(pipeline: SmallProject.pipeline + "notify: { prometheus: metrics.prom }\n")
        func metrics() throws -> [String: Double] {
            let text = try project.scratch.read("Pipelines/brief/metrics.prom")
            return Dictionary(
                text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
                    line.lastIndex(of: " ").flatMap { at in Double(line[line.index(after: at)...]).map { (String(line[..<at]), $0) } }
                }, uniquingKeysWith: { _, b in b })
        }
        func value(_ part: String) throws -> Double? { try metrics().first { $0.key.contains(part) }?.value }
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        let good = try #require(try value("last_success"))
        #expect(try value("exit_code") == 0)
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("low_real <= high_real", with: "low_real < 100") }
        #expect(try project.assay("run", "brief", "--quiet").code == 1)
        #expect(try value("exit_code") == 1)
        #expect(try value("last_success") == good)
    }

    @Test func A39_underJSONEveryLineIsAnObjectWithACode() throws {
        var documents = SmallProject.documents
        documents["empty.txt"] = ""
        let project = try SmallProject(documents: documents)
        for expected in [0, 1] as [Int32] {
            let answer = try project.assay("run", "brief", "--log-format", "json", "--verbose")
            #expect(answer.code == expected)
            #expect(!answer.err.utf8.contains(0x1B))
            let lines = try RecordTests.lines(answer.err)
            #expect(lines.count > 5)
            for line in lines { #expect((line["code"] as? String)?.isEmpty == false && line["level"] != nil && line["time"] != nil, "\(line)") }
            try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("low_real <= high_real", with: "low_real < 100") }
        }
    }

    @Test func A27_aKilledOwnerLeavesNoLock() throws {
        let project = try SlowProject()
        let process = try project.startRendering()
        #expect(try project.project.assay("run", "brief", "--quiet").code == 75)
        process.send(SIGKILL)
        #expect(process.wait() == 137)
        try project.project.edit("Templates/long.yml") { $0.replacing("n < 500000", with: "n < 50") }
        let next = try project.project.assay("run", "brief", "--quiet")
        #expect(next.code == 0 && next.err.isEmpty, "\(next.err)")
        let left = try FileManager.default.contentsOfDirectory(atPath: project.project.scratch.file("Reports/brief"))
        #expect(!left.contains { $0.hasPrefix(".") }, "\(left)")
    }

    /// A stage that is asked for by name says what is missing before it; a second run and an empty folder say so too.
    @Test func strangeSituationsAreSaid() throws {
        let project = try SmallProject()
        #expect(try project.assay("run", "brief", "--only", "report").code == 66)
        #expect(try project.assay("retry", "brief").code == 0)
        #expect(try project.assay("run", "brief", "--document", "*.pdf").code == 66)
        #expect(try project.assay("run", "brief", "--only", "reprot").code == 64)
        #expect(try project.assay("accept", "nothing", "brief", "--reason", "x").code == 64)
        #expect(try project.assay("facts", "brief", "--document", "nothing*").out.isEmpty)
        let empty = try Scratch()
        try FileManager.default.createDirectory(atPath: empty.file("Pipelines"), withIntermediateDirectories: true)
        for verb in ["run", "plan", "validate", "runs", "gc", "doctor"] {
            let answer = try Tool.run([verb, "--root", empty.path])
            #expect(answer.code == (verb == "doctor" ? 0 : 66), "\(verb) \(answer.code) \(answer.err)")
        }
    }

    /// A document that is slow on purpose goes to quarantine alone.
    @Test func A32_aSlowDocumentIsQuarantinedAlone() throws {
        var documents = SmallProject.documents
        documents["slow.txt"] = String(repeating: "项目总投资30亿元，设计产能16万吨/年；", count: 400_000)
        let project = try SmallProject(documents: documents)
        let answer = try project.assay("run", "brief", "--set", "limits.document=300ms")
        #expect(answer.code == 0, "\(answer.err)")
        #expect(answer.out.contains("in quarantine"), "\(answer.out)")
        let quarantine = String(decoding: try #require(try project.published()["csv/quarantine.csv"]), as: UTF8.self)
        #expect(quarantine.contains("slow.txt") && !quarantine.contains("a.txt"))
        #expect(try project.assay("facts", "brief", "--document", "sources/a.txt").out.contains("2758"))
    }
}
