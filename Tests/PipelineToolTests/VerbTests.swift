import Foundation
import Testing

/// A copy of the sample pipeline that has run once, for verbs that only look.
enum Sample {
    static let root: Result<Scratch, any Error> = Result {
        let scratch = try Scratch()
        let manager = FileManager.default
        try manager.createDirectory(atPath: scratch.file("Pipelines"), withIntermediateDirectories: true)
        try manager.copyItem(atPath: Tool.repository + "/Pipelines/industry-brief", toPath: scratch.file("Pipelines/industry-brief"))
        try manager.createSymbolicLink(atPath: scratch.file("Templates"), withDestinationPath: Tool.repository + "/Templates")
        let run = try Tool.run(["run", "industry-brief", "--root", scratch.path, "--quiet"])
        guard run.code == 0 else { throw SampleFailed(text: run.err) }
        return scratch
    }

    struct SampleFailed: Error { var text: String }
}

@Suite struct VerbTests {
    static let verbs: [String] = {
        let help = (try? Tool.run(["--help"]))?.out ?? ""
        let rows = help.components(separatedBy: "SUBCOMMANDS:").last ?? ""
        return rows.split(separator: "\n").compactMap { line in
            line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.contains("See ") ? line.split(separator: " ").first.map(String.init) : nil
        }
    }()

    @Test func thereAreVerbs() { #expect(Self.verbs.count >= 20, "\(Self.verbs)") }

    /// Each verb's help shows an example, and the example runs.
    @Test(.serialized, arguments: verbs)
    func theExampleOfEachVerbRuns(_ verb: String) throws {
        let help = try Tool.run([verb, "--help"])
        #expect(help.code == 0)
        let lines = help.out.components(separatedBy: "\n")
        let start = try #require(lines.firstIndex { $0.hasSuffix("Example:") }, "\(verb) has no example")
        let example = lines[(start + 1)...].prefix { $0.hasPrefix("  ") }.map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(!example.isEmpty)
        let bin = try Scratch()
        try FileManager.default.createSymbolicLink(atPath: bin.file("assay"), withDestinationPath: Tool.path)
        var environment = Tool.inherited
        environment["PATH"] = bin.path + ":/usr/bin:/bin"
        environment["ASSAY_ROOT"] = try Sample.root.get().path
        try? FileManager.default.removeItem(atPath: "/tmp/assay-example")
        var answer = try Tool.run("/bin/bash", ["-c", example.joined(separator: "\n")], environment: environment)
        // another test may hold the sample's lock just now
        for _ in 0..<120 where answer.code == 75 {
            Thread.sleep(forTimeInterval: 0.5)
            answer = try Tool.run("/bin/bash", ["-c", example.joined(separator: "\n")], environment: environment)
        }
        #expect([0, 2].contains(answer.code), "\(example): \(answer.err)")
        try? FileManager.default.removeItem(atPath: "/tmp/assay-example")
    }

    @Test(arguments: verbs)
    func A53_noVerbPrintsTalkOnStandardOutput(_ verb: String) throws {
        let answer = try Tool.run([verb, "--no-such-flag"])
        #expect(answer.code == 64)
        #expect(answer.out.isEmpty)
    }

    @Test func explainShowsWhereAFactComesFrom() throws {
        let root = try Sample.root.get().path
        let line = try #require(try Tool.run(["facts", "--ids", "--format", "jsonl", "--root", root]).out.split(separator: "\n").first)
        let fact = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let id = try #require(fact["fact_id"] as? String), surface = try #require(fact["surface"] as? String)
        let text = try Tool.run(["explain", id, "--root", root]).out
        for part in ["fact \(id)", "⟦\(surface)⟧", "rule \(fact["rule"] as? String ?? "?")", "category"] { #expect(text.contains(part), "\(text)") }
        let json = try Tool.run(["explain", id, "--json", "--root", root]).out
        #expect((try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])?["surface"] as? String == surface)
        #expect(try Tool.run(["explain", "zzzz", "--root", root]).code == 66)
    }

    @Test func factsAreTheSameAsExtracted() throws {
        let root = try Sample.root.get().path
        let name = "sources/统计/南昌技术市场2021年度简报.txt"
        let stored = try Tool.run(["facts", "--format", "jsonl", "--document", name, "--root", root]).out
        let read = try Tool.run(["extract", "--format", "jsonl", name], in: root + "/Pipelines/industry-brief").out
        #expect(!stored.isEmpty)
        #expect(stored == read)
    }

    @Test func A21_whyNamesTheChangedField() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("outputs: [xlsx, csv]", with: "outputs: [csv]") }
        let text = try project.assay("why", "report", "brief").out
        #expect(text.contains("outputs") && text.contains("->") && text.contains("pipeline.yml:14:"), "\(text)")
    }

    @Test func A22_graphHasAStableOrder() throws {
        let root = try Sample.root.get().path
        let text = try Tool.run(["graph", "--format", "mermaid", "--root", root]).out
        #expect(text.contains("ingest") && text.contains("-->"))
        #expect(try Tool.run(["graph", "--format", "mermaid", "--root", root]).out == text)
    }

    @Test(arguments: ["pipeline", "template", "manifest"])
    func A04_schemasAreJSON(_ subject: String) throws {
        let text = try Tool.run(["schema", subject]).out
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((schema["$schema"] as? String)?.contains("2020-12") == true)
    }

    @Test func A05_configSaysWhereEachValueComesFrom() throws {
        let root = try Sample.root.get().path
        let text = try Tool.run(["config", "--origin", "--jobs", "3", "--root", root]).out
        #expect(text.contains("limits.jobs = 3  (flag --jobs)"), "\(text)")
        #expect(text.contains("(Pipelines/industry-brief/pipeline.yml:"))
    }

    @Test func A30_gcKeepsWhatIsPublished() throws {
        let project = try SmallProject()
        for amount in ["3亿元", "4亿元", "5亿元", "6亿元"] {
            try project.scratch.write("Pipelines/brief/sources/d.txt", "新增投资\(amount)。\n")
            #expect(try project.assay("run", "brief", "--quiet").code == 0)
        }
        #expect(project.runFolders.count == 4)
        #expect(try project.assay("gc", "brief", "--keep-last", "1", "--keep", "1s", "--dry-run").code == 0)
        #expect(project.runFolders.count == 4)
        Thread.sleep(forTimeInterval: 1.2)
        #expect(try project.assay("gc", "brief", "--keep-last", "1", "--keep", "1s").code == 0)
        #expect(project.runFolders.count == 2)
        #expect(project.scratch.exists("Reports/brief/latest/industry-brief.xlsx"))
    }

    @Test func A19_retryRunsWhatFailed() throws {
        var documents = SmallProject.documents
        documents["e.txt"] = ""
        let project = try SmallProject(documents: documents)
        _ = try project.assay("run", "brief")
        #expect(try project.assay("run", "brief").out == "nothing to do\n")
        let again = try project.assay("retry", "brief")
        #expect(again.err.contains("ingest: 1 of 4 (failed last time"), "\(again.err)")
    }
}

@Suite struct SchemaFileTests {
    /// Editors read the committed file; it is what `assay schema` prints.
    @Test func A04_theCommittedSchemaIsCurrent() throws {
        let committed = try String(contentsOfFile: Tool.repository + "/Pipelines/pipeline.schema.json", encoding: .utf8)
        #expect(try Tool.run(["schema", "pipeline"]).out == committed, "run: assay schema pipeline > Pipelines/pipeline.schema.json")
    }
}
