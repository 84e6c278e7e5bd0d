import Foundation
import Testing

/// What reruns, and what does not.
@Suite struct RerunToolTests {
    @Test func A10_secondRunAndTouchDoNothing() throws {
        let project = try SmallProject()
        let first = try project.assay("run", "brief")
        #expect(first.code == 0, "\(first.err)")
        #expect(first.out.contains("3 documents"))
        let second = try project.assay("run", "brief")
        #expect(second.out == "nothing to do\n")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: project.scratch.file("Pipelines/brief/sources/a.txt"))
        #expect(try project.assay("plan", "brief").out == "nothing to do\n")
        #expect(try project.assay("run", "brief").out == "nothing to do\n")
        #expect(project.runFolders.count == 1)
    }

    @Test func A16_oneChangedDocumentRunsAloneAndAWithdrawnOneVanishes() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        try project.edit("Pipelines/brief/sources/a.txt") { $0.replacing("2758", with: "2759") }
        let plan = try project.assay("plan", "brief").out
        #expect(plan.contains("normalize: 1 of 3 (source changed: sources/a.txt)"), "\(plan)")
        let run = try project.assay("run", "brief")
        #expect(run.code == 0)
        let facts = try project.assay("facts", "brief", "--format", "jsonl").out
        #expect(facts.contains("275900000000") && !facts.contains("275800000000"))
        try FileManager.default.removeItem(atPath: project.scratch.file("Pipelines/brief/sources/b.txt"))
        #expect(try project.assay("run", "brief").code == 0)
        let left = try project.assay("facts", "brief", "--format", "jsonl").out
        #expect(!left.contains("b.txt") && left.contains("c.txt"))
        let csv = String(decoding: try #require(try project.published()["csv/facts.csv"]), as: UTF8.self)
        #expect(!csv.contains("b.txt") && csv.contains("c.txt"))
    }

    @Test func A13_cosmeticEditsRunNothing() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        try project.edit("Pipelines/brief/pipeline.yml") {
            "# a comment\n" + $0.replacing("{ kind: normalize, needs: [ingest] }", with: "{needs: ['ingest'],   kind: \"normalize\"}  # same")
        }
        #expect(try project.assay("plan", "brief").out == "nothing to do\n")
    }

    @Test func A15_aReflowedPageStopsAtNormalize() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        try project.edit("Pipelines/brief/sources/c.txt") { $0 + "\n\n" }
        let run = try project.assay("run", "brief")
        #expect(run.err.contains("normalize: 1 of 3"), "\(run.err)")
        #expect(!run.err.contains("enrich:") && !run.err.contains("report:"), "\(run.err)")
        #expect(project.runFolders.count == 1)
    }

    @Test func A07_onlyRendersAgain() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        let again = try project.assay("run", "brief", "--only", "report")
        #expect(again.code == 0)
        #expect(again.err.contains("report: 1 of 1 (forced)"), "\(again.err)")
        #expect(!again.err.contains("normalize"))
        // equal bytes make no new folder
        #expect(project.runFolders.count == 1)
    }

    @Test func A20_planTouchesNothing() throws {
        let project = try SmallProject()
        #expect(try project.assay("plan", "brief").code == 0)
        #expect(!project.scratch.exists(".assay") && !project.scratch.exists("Reports"))
        _ = try project.assay("run", "brief")
        let before = try FileManager.default.subpathsOfDirectory(atPath: project.root).sorted()
        #expect(try project.assay("plan", "brief", "--detailed-exitcode").code == 0)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: project.root).sorted() == before)
        try project.edit("Pipelines/brief/sources/a.txt") { $0 + "另有投资2亿元。\n" }
        #expect(try project.assay("plan", "brief", "--detailed-exitcode").code == 2)
    }

    @Test func A28_aKilledRunIsCompletedByTheNext() throws {
        let undisturbed = try SmallProject()
        _ = try undisturbed.assay("run", "brief")
        let expected = try undisturbed.published()
        for delay in [0.05, 0.2, 0.35, 0.5, 0.8] {
            let project = try SmallProject()
            let process = try Tool.start(["run", "brief", "--root", project.root, "--quiet"])
            Thread.sleep(forTimeInterval: delay)
            process.send(SIGKILL)
            _ = process.wait()
            let next = try project.assay("run", "brief", "--quiet")
            #expect(next.code == 0 && next.err.isEmpty, "after \(delay) s: \(next.err)")
            #expect(try project.published() == expected, "killed after \(delay) s")
            #expect(try project.assay("run", "brief").out == "nothing to do\n")
        }
    }

    /// Another zone, locale, umask, folder and number of jobs, and where `faketime` is there also another hour.
    @Test func B16_equalInputsGiveEqualBytes() throws {
        let pipeline = SmallProject.pipeline.replacing("outputs: [xlsx, csv]", with: "outputs: [xlsx, csv, html]")
        let one = try SmallProject(pipeline: pipeline)
        _ = try one.assay("run", "brief", "--jobs", "1")
        let expected = try one.published()
        #expect(
            Set(expected.keys).isSuperset(of: ["industry-brief.xlsx", "csv/datapackage.json", "industry-brief.html", "csv/facts.csv"]))
        let many = try SmallProject(pipeline: pipeline)
        let moved = many.root + "/另一个 文件夹"
        try FileManager.default.createDirectory(atPath: moved, withIntermediateDirectories: true)
        for name in ["Pipelines", "Templates"] {
            try FileManager.default.moveItem(atPath: many.root + "/" + name, toPath: moved + "/" + name)
        }
        var environment = Tool.inherited
        environment["TZ"] = "America/New_York"
        environment["LC_ALL"] = "C"
        let later = ["/usr/bin/faketime"].filter { FileManager.default.isExecutableFile(atPath: $0) }.flatMap { [$0, "-f", "+1h"] }
        let answer = try Tool.run(
            "/bin/sh", ["-c", "umask 077; exec \"$@\"", "sh"] + later + [Tool.path, "run", "brief", "--jobs", "8", "--root", moved],
            environment: environment)
        #expect(answer.code == 0, "\(answer.err)")
        let found = try SmallProject.published(moved)
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
    }

    @Test func deletingTheStoreGivesTheSameReport() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        let before = try project.published()
        try FileManager.default.removeItem(atPath: project.scratch.file(".assay"))
        #expect(try project.assay("run", "brief").code == 0)
        #expect(try project.published() == before)
        #expect(project.runFolders.count == 1)
    }

    @Test func A14_acceptedChangesAreNotRunAndTheNextOneIs() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        try project.scratch.write("Pipelines/brief/lexicons/units.tsv", try Self.unitsHeader())
        #expect(try project.assay("plan", "brief").out.contains("lexicon changed: units.tsv"))
        for stage in ["ingest", "normalize", "enrich"] {
            let accepted = try project.assay("accept", stage, "brief", "--reason", "header only")
            #expect(accepted.code == 0, "\(accepted.err)")
        }
        #expect(try project.assay("plan", "brief").out == "nothing to do\n")
        #expect(try project.assay("runs", "brief").out.contains("accept"))
    }

    @Test func anOverlaidUnitIsReadWithoutABuild() throws {
        let project = try SmallProject(documents: ["a.txt": "当地年产绿锭5000筐箱。\n"])
        #expect(try project.assay("run", "brief").code == 0)
        #expect(project.scratch.exists("Reports/brief/latest/industry-brief.xlsx"))
    }

    @Test func A12_anOverlaidTableRerunsTheFirstStageThatReadsIt() throws {
        let project = try SmallProject()
        #expect(try project.assay("run", "brief").code == 0)
        let firm = "own\t安顺绿锭机械有限公司\t绿锭机械\tenterprise\t520400\tauthors\n"
        for (table, rows, first) in [("organisations.tsv", firm, "normalize"), ("plausibility.tsv", "", "enrich")] {
            let overlay = "Pipelines/brief/lexicons/\(table)"
            try project.scratch.write(overlay, try Self.header(of: table) + rows)
            let plan = try project.assay("plan", "brief").out.split(separator: "\n").first ?? ""
            #expect(plan.hasPrefix(first + ":"))
            #expect(plan.contains("lexicon changed: \(table)"))
            try FileManager.default.removeItem(atPath: project.scratch.file(overlay))
        }
    }

    static func unitsHeader() throws -> String { try header(of: "units.tsv") }

    /// The header of a shipped table, as an overlay without rows.
    private static func header(of table: String) throws -> String {
        let text = try String(contentsOfFile: Tool.repository + "/Sources/Lexicons/Resources/\(table)", encoding: .utf8)
        let header = text.split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
        return "# our own\n\(header)\n"
    }
}
