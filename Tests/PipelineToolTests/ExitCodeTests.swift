import Foundation
import Testing

/// Each exit code by a way that leads there, end to end. Those of configuration, sources, checks and locks are in `ErrorTests`.
@Suite struct ExitCodeTests {
    /// Without root's rights, which know no permissions: as nobody where the tests run as root.
    static func unprivileged(_ arguments: [String], in folder: String = "/") throws -> Tool.Answer {
        guard geteuid() == 0 else { return try Tool.run(arguments, in: folder) }
        return try Tool.run(
            "/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Tool.path] + arguments, in: folder)
    }

    static let canDropRights = geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

    private static let page = Array("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n".utf8)

    @Test func A36_anAbsentProgramIs69() throws {
        let scratch = try Scratch()
        try Data(Self.page).write(to: URL(fileURLWithPath: scratch.file("a.pdf")))
        let environment = ["PATH": scratch.path]
        let extract = try Tool.run("/usr/bin/env", ["PATH=" + scratch.path, Tool.path, "extract", scratch.file("a.pdf")])
        guard extract.err.contains("ingest.needs-program") else { return }
        #expect(extract.code == 69)
        #expect(extract.err.contains("poppler-utils"))
        let project = try SmallProject(documents: [:], pipeline: SmallProject.pipeline.replacing("sources/*.txt", with: "sources/*.pdf"))
        try FileManager.default.copyItem(atPath: scratch.file("a.pdf"), toPath: project.scratch.file("Pipelines/brief/sources/a.pdf"))
        let run = try Tool.run("/usr/bin/env", ["PATH=" + scratch.path, Tool.path, "run", "brief", "--root", project.root])
        #expect(run.code == 69, "\(run.err)")
        let doctor = try Tool.run("/usr/bin/env", ["PATH=" + scratch.path, Tool.path, "doctor", "--root", project.root])
        #expect(doctor.code == 69, "\(doctor.out)")
        _ = environment
    }

    @Test func A36_aStagePastItsDeadlineIs70AndSaysWhatToDo() throws {
        let project = try SmallProject()
        let answer = try project.assay("run", "brief", "--set", "limits.stage=1ms")
        #expect(answer.code == 70)
        #expect(answer.err.contains("stage.overdue") && answer.err.contains("assay run brief --root"))
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
    }

    @Test func A36_whatCannotBeMadeIs73() throws {
        let project = try SmallProject()
        try project.scratch.write("Reports", "a file in the way")
        let run = try project.assay("run", "brief", "--quiet")
        #expect(run.code == 73)
        #expect(run.err.contains("Reports") && run.err.contains("help:"), "\(run.err)")
        try FileManager.default.removeItem(atPath: project.scratch.file("Reports"))
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        #expect(try project.assay("init", "brief").code == 73)
        let other = try SmallProject()
        try other.scratch.write(".assay", "a file in the way")
        #expect(try other.assay("run", "brief", "--quiet").code == 73)
    }

    @Test func A36_aFullDiskOrABrokenPipeIs74AndQuietlyZero() throws {
        let full = try Tool.run("/bin/bash", ["-c", "'\(Tool.path)' schema pipeline > /dev/full"])
        #expect(full.code == 74)
        #expect(full.err.contains("No space left"))
        let gone = try Tool.run("/bin/bash", ["-c", "set -o pipefail; '\(Tool.path)' schema pipeline | head -1 > /dev/null"])
        #expect(gone.code == 0 && gone.err.isEmpty, "\(gone.err)")
    }

    /// A disk of two megabytes: nothing half is published, the message names the cause, and with room again the run goes on.
    @Test func A36_aFullDiskKeepsThePublishedReport() throws {
        let scratch = try Scratch()
        let disk = scratch.file("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard geteuid() == 0, try Tool.run("/usr/bin/env", ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]).code == 0 else { return }
        defer { _ = try? Tool.run("/usr/bin/env", ["umount", "-l", disk]) }
        let project = try SmallProject()
        for name in ["Pipelines", "Templates"] {
            _ = try Tool.run("/bin/cp", ["-rL", project.scratch.file(name), disk])
        }
        let first = try Tool.run(["run", "brief", "--root", disk, "--quiet"])
        #expect(first.code == 0, "\(first.err)")
        let published = try FileManager.default.destinationOfSymbolicLink(atPath: disk + "/Reports/brief/latest")
        // no room for the next one
        let filler = disk + "/filler"
        _ = try Tool.run("/bin/bash", ["-c", "head -c 3000000 /dev/zero > '\(filler)' 2>/dev/null; true"])
        try? Data("项目总投资31亿元。\n".utf8).write(to: URL(fileURLWithPath: disk + "/Pipelines/brief/sources/a.txt"))
        let full = try Tool.run(["run", "brief", "--root", disk, "--quiet"])
        #expect(full.code == 74, "\(full.code) \(full.err)")
        #expect(full.err.split(separator: "\n").count <= 40)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: disk + "/Reports/brief/latest") == published)
        try FileManager.default.removeItem(atPath: filler)
        try Data("项目总投资32亿元。\n".utf8).write(to: URL(fileURLWithPath: disk + "/Pipelines/brief/sources/a.txt"))
        let again = try Tool.run(["run", "brief", "--root", disk, "--quiet"])
        #expect(again.code == 0 && again.err.isEmpty, "\(again.err)")
        #expect(try Tool.run(["doctor", "--store", "brief", "--root", disk, "--quiet"]).out.contains("damaged") == false)
    }

    @Test(.enabled(if: canDropRights))
    func A36_noPermissionIs77() throws {
        let project = try SmallProject()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: project.root)
        guard try Self.unprivileged(["version"]).code == 0 else { return }
        if geteuid() != 0 { try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: project.root) }
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: project.root) }
        let run = try Self.unprivileged(["run", "brief", "--root", project.root])
        #expect(run.code == 77, "\(run.err)")
        #expect(run.err.contains("help:"))
        // looking needs no right to write
        #expect(try Self.unprivileged(["plan", "brief", "--root", project.root]).code == 0)
        let doctor = try Self.unprivileged(["doctor", "--root", project.root])
        #expect(doctor.code == 77, "\(doctor.out)")
    }

    @Test(.enabled(if: canDropRights))
    func A36_anUnreadableDocumentIsQuarantinedAndAnUnreadableFileIs77() throws {
        let project = try SmallProject()
        let secret = project.scratch.file("Pipelines/brief/sources/b.txt")
        _ = try Tool.run("/bin/chmod", ["-R", "a+rwX", project.root])
        try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: secret)
        guard try Self.unprivileged(["version"]).code == 0 else { return }
        #expect(try Self.unprivileged(["extract", secret]).code == 77)
        let run = try Self.unprivileged(["run", "brief", "--root", project.root])
        #expect(run.code == 0 && run.out.contains("1 in quarantine"), "\(run.out)\(run.err)")
    }

    @Test func A36_anInterruptIs130() throws {
        let project = try SlowProject()
        let process = try project.startRendering()
        process.send(SIGINT)
        #expect(process.wait() == 130)
    }

    /// No library call is waited for, nothing half is left, and the state is one that the next run goes on from.
    @Test func A35_SIGTERMInALongReportLeavesWithinTwoSeconds() throws {
        let project = try SlowProject()
        let process = try project.startRendering()
        let asked = Date()
        process.send(SIGTERM)
        #expect(process.wait() == 143)
        // a second more than promised, for a machine that is busy with other tests
        #expect(Date().timeIntervalSince(asked) < 3)
        let scratch = project.project.scratch
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("Reports/brief")).isEmpty)
        #expect(try project.project.assay("doctor", "--store", "brief").out.contains("sound"))
        let plan = try project.project.assay("plan", "brief").out
        #expect(plan.contains("report: 1 of 1") && !plan.contains("normalize:"), "\(plan)")
        let last = try #require(try RecordTests.lines(project.project.assay("runs", "brief", "--json").out).first)
        #expect(last["status"] as? String == "interrupted" && last["exit_code"] as? Int == 143, "\(last)")
    }

    @Test func A35_aSecondSignalLeavesAtOnce() throws {
        let project = try SlowProject()
        let process = try project.startRendering()
        process.send(SIGTERM)
        Thread.sleep(forTimeInterval: 0.1)
        let asked = Date()
        process.send(SIGTERM)
        #expect(process.wait() == 143)
        #expect(Date().timeIntervalSince(asked) < 1)
    }

    /// From the first moment on a signal is either the process's plain end or a clean one; none is lost.
    @Test func A35_noSignalIsLostWhileTheRunBegins() throws {
        let project = try SlowProject()
        for delay in stride(from: 0.0, to: 0.16, by: 0.02) {
            let process = try Tool.start(["run", "brief", "--root", project.project.root, "--quiet"])
            Thread.sleep(forTimeInterval: delay)
            process.send(SIGTERM)
            let asked = Date()
            #expect(process.wait() == 143, "after \(delay) s")
            #expect(Date().timeIntervalSince(asked) < 4, "after \(delay) s")
        }
    }
}

/// A project whose report has 500,000 rows, so that a signal finds it at work.
struct SlowProject {
    let project: SmallProject

    init(rows: Int = 500_000) throws {
        project = try SmallProject(pipeline: SmallProject.pipeline.replacing("industry-brief", with: "long"))
        try FileManager.default.removeItem(atPath: project.scratch.file("Templates"))
        try project.scratch.write(
            "Templates/long.yml",
            """
            version: 1
            name: long
            title: { zh: 长表, en: Long table }
            sheets:
              - kind: table
                id: rows
                name: { zh: 行, en: Rows }
                sql: |
                  WITH RECURSIVE line(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM line WHERE n < \(rows))
                  SELECT n, n * 7 AS seven, 'row ' || n AS name FROM line
                columns:
                  - { key: n, label: { zh: 序, en: No. }, format: integer }
                  - { key: seven, label: { zh: 七倍, en: Seven }, format: integer }
                  - { key: name, label: { zh: 名, en: Name } }

            """)
    }

    /// The run, at the moment when its report is being written.
    func startRendering() throws -> Child {
        let process = try Tool.start(["run", "brief", "--root", project.root, "--quiet"])
        let reports = project.scratch.file("Reports/brief")
        for _ in 0..<1200 {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
            if names.contains(where: { $0.hasPrefix(".staging") }) { break }
            Thread.sleep(forTimeInterval: 0.01)
        }
        // the stages before take a moment, the report many
        Thread.sleep(forTimeInterval: 0.8)
        return process
    }
}
