import Foundation
import Testing

/// What is kept of runs and of facts: freshness, differences, history, manifests, retention.
@Suite struct RecordTests {
    static func day(_ ago: Int) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "Asia/Shanghai")
        format.dateFormat = "yyyy-MM-dd"
        return format.string(from: Date(timeIntervalSinceNow: Double(-86_400 * ago)))
    }

    static func lines(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    }

    // MARK: Freshness

    @Test func A43_aLateSourceWarnsOrStops() throws {
        let old = Self.day(9)
        let project = try SmallProject(
            documents: ["\(old).txt": "项目总投资30亿元。\n"],
            pipeline: SmallProject.pipeline.replacing("date: 2021-01-08 }", with: "date: auto, freshness: { within: 2d, days: weekdays } }"))
        let late = "nothing has come for source `press` since \(old)"
        for _ in 0..<2 {
            let answer = try project.assay("run", "brief")
            #expect(answer.code == 0)
            #expect(answer.err.contains("warning[source.late]: \(late)"), "\(answer.err)")
            #expect(answer.err.contains("Pipelines/brief/pipeline.yml:4:"), "\(answer.err)")
        }
        #expect(try project.assay("run", "brief", "--quiet").err.isEmpty)
        #expect(try project.assay("check", "brief").err.contains(late))
        let before = try project.published()
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("days: weekdays", with: "days: weekdays, severity: error") }
        let stopped = try project.assay("run", "brief", "--quiet")
        #expect(stopped.code == 66)
        #expect(stopped.err.contains("error[source.late]"))
        #expect(try project.published() == before)
        try project.scratch.write("Pipelines/brief/sources/\(Self.day(0)).txt", "项目总投资31亿元。\n")
        let better = try project.assay("run", "brief", "--quiet")
        #expect(better.code == 0 && better.err.isEmpty, "\(better.err)")
    }

    @Test func A43_withoutADayInTheNameTheFilesOwnTimeCounts() throws {
        let project = try SmallProject(
            documents: ["a.txt": "项目总投资30亿元。\n"],
            pipeline: SmallProject.pipeline.replacing("date: 2021-01-08 }", with: "date: 2021-01-08, freshness: 36h }"))
        #expect(try !project.assay("run", "brief").err.contains("source.late"))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3 * 86_400)],
            ofItemAtPath: project.scratch.file("Pipelines/brief/sources/a.txt"))
        let answer = try project.assay("run", "brief")
        #expect(answer.err.contains("source.late") && answer.out == "nothing to do\n", "\(answer.err)")
    }

    // MARK: Differences

    @Test func A44_diffNamesWhatCameChangedAndWentAndWhy() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief", "--quiet")
        let first = try #require(project.runFolders.first)
        #expect(try project.assay("diff", "brief").code == 0)
        try project.edit("Pipelines/brief/sources/a.txt") { $0.replacing("2758亿元", with: "2759亿元") }
        try FileManager.default.removeItem(atPath: project.scratch.file("Pipelines/brief/sources/b.txt"))
        try project.scratch.write("Pipelines/brief/sources/d.txt", "某园区投资4亿元。\n")
        _ = try project.assay("run", "brief", "--quiet")
        let answer = try project.assay("diff", "brief", "--json")
        #expect(answer.code == 2)
        let changes = try Self.lines(answer.out)
        func of(_ change: String, _ document: String) -> [[String: Any]] {
            changes.filter { $0["change"] as? String == change && ($0["document"] as? String)?.hasSuffix(document) == true }
        }
        let changed = try #require(of("changed", "a.txt").first)
        #expect(changed["old_value"] as? String == "275800000000" && changed["new_value"] as? String == "275900000000")
        #expect(changed["cause"] as? String == "source")
        #expect(!of("withdrawn", "b.txt").isEmpty && of("added", "d.txt").count == 1)
        #expect(of("changed", "c.txt").isEmpty && of("added", "c.txt").isEmpty)
        // the same by names of runs, in both directions
        let second = try #require(project.runFolders.max())
        #expect(try project.assay("diff", "brief", first, second, "--json").out == answer.out)
        #expect(try project.assay("diff", "brief", "@previous", "@latest", "--json").out == answer.out)
        let back = try Self.lines(try project.assay("diff", "brief", second, first, "--json").out)
        #expect(back.contains { $0["change"] as? String == "added" && ($0["document"] as? String)?.hasSuffix("b.txt") == true })
        #expect(try project.assay("diff", "brief", "--format", "csv").out.hasPrefix("change,cause,document,"))
        #expect(try project.assay("diff", "brief", "20010101T000000Z-0000").code == 66)
    }

    @Test func A44_aChangeOfMethodIsNoChangeOfTheSource() throws {
        let project = try SmallProject(documents: ["a.txt": "该厂投资5亿元，年产量30嗵。\n"])
        _ = try project.assay("run", "brief", "--quiet")
        try project.scratch.write(
            "Pipelines/brief/overrides.csv",
            "document,quote,surface,decision,low,high,unit,category,metric,subject,item,basis,period,place,comment,reviewer,reviewed_at\n"
                + "sources/a.txt,\"该厂投资5亿元，年产量30嗵。\",5亿元,correct,600000000,,,,,,,,,,,,\n")
        let run = try project.assay("run", "brief", "--quiet")
        #expect(run.code == 0, "\(run.err)")
        let changes = try Self.lines(try project.assay("diff", "brief", "--json").out)
        #expect(changes.allSatisfy { $0["cause"] as? String != "source" }, "\(changes)")
        #expect(changes.contains { $0["new_value"] as? String == "600000000" }, "\(changes)")
    }

    /// Where the document and a table changed together, nobody can say that the data did it.
    @Test(arguments: [false, true]) func B26_aChangeOfBothIsNotShownAsOneOfData(_ ofMethodToo: Bool) throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief", "--quiet")
        try project.edit("Pipelines/brief/sources/a.txt") { $0.replacing("2758亿元", with: "2800亿元") }
        if ofMethodToo {
            try project.scratch.write("Pipelines/brief/lexicons/units.tsv", try RerunToolTests.unitsHeader())
        }
        let run = try project.assay("run", "brief", "--quiet")
        #expect(run.code == 0, "\(run.err)")
        let rows = try project.scratch.read("Reports/brief/latest/csv/changes.csv").split(separator: "\r\n").dropFirst()
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0.hasPrefix(ofMethodToo ? "both," : "source,") }, "\(rows)")
        #expect(rows.contains { $0.contains("275800000000,280000000000") })
    }

    // MARK: History

    @Test func A48_factsKeepWhenTheyWereFirstAndLastSeen() throws {
        let project = try SmallProject()
        var runs: [String] = []
        func night(_ change: () throws -> Void) throws {
            try change()
            #expect(try project.assay("run", "brief", "--quiet").code == 0)
            runs.append(try #require(project.runFolders.max()))
        }
        try night {}
        try night { try project.edit("Pipelines/brief/sources/c.txt") { $0 + "另投资7亿元建设物流园。\n" } }
        try night { try project.edit("Pipelines/brief/sources/a.txt") { $0.replacing("2758亿元", with: "2760亿元") } }
        func rows() throws -> [[String: Any]] { try Self.lines(try project.assay("facts", "brief", "--history", "--json").out) }
        func row(_ low: String) throws -> [String: Any] {
            let found = try rows().filter { $0["low"] as? String == low }
            #expect(found.count == 1, "\(low)")
            return try #require(found.first)
        }
        let gone = try row("275800000000"), new = try row("276000000000"), steady = try row("3000000000")
        #expect(gone["first_seen"] as? String == runs[0] && gone["last_seen"] as? String == runs[1] && gone["withdrawn"] as? String == runs[2])
        #expect(new["first_seen"] as? String == runs[2] && new["withdrawn"] as? String == "")
        #expect(steady["first_seen"] as? String == runs[0] && steady["last_seen"] as? String == runs[2])
        #expect(try row("700000000")["first_seen"] as? String == runs[1])
        // what comes back is the fact it was
        try night { try project.edit("Pipelines/brief/sources/a.txt") { $0.replacing("2760亿元", with: "2758亿元") } }
        let back = try row("275800000000")
        #expect(back["first_seen"] as? String == runs[0] && back["withdrawn"] as? String == "")
        // history is nothing that a report depends on
        let before = try project.published()
        try FileManager.default.removeItem(atPath: project.scratch.file(".assay"))
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        #expect(try project.published() == before)
    }

    // MARK: Manifest and retention

    @Test func A23_theManifestNamesInputsOutputsTablesAndReasons() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief", "--quiet")
        let bytes = try #require(FileManager.default.contents(atPath: project.scratch.file("Reports/brief/latest/manifest.json")))
        let manifest = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(try Tool.run(["schema", "manifest"]).out.utf8)) as? [String: Any])
        for key in try #require(schema["required"] as? [String]) { #expect(manifest[key] != nil, "\(key)") }
        #expect((manifest["inputs"] as? [[String: Any]])?.count == 3)
        let outputs = try #require(manifest["outputs"] as? [[String: Any]])
        for output in outputs {
            let path = try #require(output["path"] as? String)
            let sum = try Tool.run("/usr/bin/sha256sum", [project.scratch.file("Reports/brief/latest/" + path)]).out.prefix(64)
            #expect(output["sha256"] as? String == String(sum), "\(path)")
        }
        let tables = try #require(manifest["tables"] as? [[String: Any]])
        #expect(tables.contains { $0["kind"] as? String == "lexicon" } && tables.contains { $0["kind"] as? String == "template" })
        let stages = try #require(manifest["stages"] as? [[String: Any]])
        #expect(stages.compactMap { $0["stage"] as? String } == ["ingest", "normalize", "enrich", "check", "report"])
        #expect((manifest["counts"] as? [String: Int])?["facts"] ?? 0 > 0)
    }

    @Test func A30_gcForgetsRunsWhoseReportsAreGone() throws {
        let project = try SmallProject()
        for amount in ["3亿元", "4亿元", "5亿元", "6亿元"] {
            try project.scratch.write("Pipelines/brief/sources/d.txt", "新增投资\(amount)。\n")
            #expect(try project.assay("run", "brief", "--quiet").code == 0)
        }
        func listed() throws -> Int { try project.assay("runs", "brief", "--json").out.split(separator: "\n").count }
        #expect(try listed() == 4)
        Thread.sleep(forTimeInterval: 1.2)
        let dry = try project.assay("gc", "brief", "--keep-last", "1", "--keep", "1s", "--dry-run")
        #expect(try listed() == 4 && dry.code == 0)
        #expect(try project.assay("gc", "brief", "--keep-last", "1", "--keep", "1s").code == 0)
        // the published report and the one that `diff` compares it with
        #expect(project.runFolders.count == 2)
        #expect(try listed() == 2)
        #expect(try project.assay("diff", "brief").code == 2)
        #expect(try project.assay("run", "brief").out == "nothing to do\n")
    }

    @Test func deletingTheStateGivesTheSameReportAndNoNewFolder() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief", "--quiet")
        let before = try project.published()
        try FileManager.default.removeItem(atPath: project.scratch.file(".assay"))
        let again = try project.assay("run", "brief", "--quiet")
        #expect(again.code == 0 && again.err.isEmpty, "\(again.err)")
        #expect(try project.published() == before)
        #expect(project.runFolders.count == 1)
    }
}
