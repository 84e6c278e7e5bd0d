import Foundation
import SeededRandom
import Testing

/// Many documents, much text, little memory. Larger sizes are in `make soak`.
@Suite struct LoadTests {
    /// A report that lists every figure, and little else.
    static let figures = """
        version: 1
        name: figures
        title: { zh: 数字, en: Figures }
        sheets:
          - kind: table
            id: facts
            name: { zh: 事实, en: Facts }
            sql: SELECT document, metric, low, unit FROM facts ORDER BY document, n
            columns:
              - { key: document, label: { zh: 文件, en: Document } }
              - { key: metric, label: { zh: 指标, en: Metric } }
              - { key: low, label: { zh: 数值, en: Value } }
              - { key: unit, label: { zh: 单位, en: Unit } }

        """

    static func project(_ pipeline: String) throws -> SmallProject {
        let project = try SmallProject(documents: [:], pipeline: pipeline)
        try FileManager.default.removeItem(atPath: project.scratch.file("Templates"))
        try project.scratch.write("Templates/figures.yml", figures)
        return project
    }

    /// 64 MB of text with a figure in twenty sentences, in a thousand documents.
    static func writeCorpus(_ project: SmallProject, bytes: Int = 64 << 20) throws {
        var random = SeededRandom(seed: 7)
        let words = "他 她 慢慢 地 走 着 看见 窗外 雨 声 轻轻 落 在 树叶 心里 想 起 往事 风 吹 过 夜里 很 静 猫 睡 了 茶 凉 书 翻 开".split(separator: " ")
        // a page of sentences, cut at other places for each document
        let sentences = (0..<400).map { _ in
            (0..<(12 + random.below(14))).map { _ in words[random.below(words.count)] }.joined() + "。"
        }
        var written = 0, number = 0
        while written < bytes {
            var text = "", first = random.below(400)
            while text.utf8.count < 64_000 {
                for _ in 0..<20 {
                    text += sentences[first % 400]
                    first += 7
                    if first % 5 == 0 { text += "\n" }
                }
                text += "该项目总投资\(random.below(99) + 1)亿元。\n"
            }
            let data = Data(text.utf8)
            try data.write(to: URL(fileURLWithPath: project.scratch.file("Pipelines/brief/sources/d\(number).txt")))
            written += data.count
            number += 1
        }
    }

    @Test func A34_aLargeCorpusStaysUnderItsMemoryWithEqualResults() throws {
        let pipeline = """
            version: 1
            name: brief
            sources:
              press: { path: "sources/*.txt", date: 2021-01-08 }
            stages:
              ingest:    { kind: ingest, sources: [press] }
              normalize: { kind: normalize, needs: [ingest] }
              report:    { kind: render, needs: [normalize], template: figures, outputs: [xlsx, csv] }

            """
        let narrow = try Self.project(pipeline)
        try Self.writeCorpus(narrow)
        let wide = try Self.project(pipeline)
        try FileManager.default.removeItem(atPath: wide.scratch.file("Pipelines/brief/sources"))
        try FileManager.default.createSymbolicLink(
            atPath: wide.scratch.file("Pipelines/brief/sources"), withDestinationPath: narrow.scratch.file("Pipelines/brief/sources"))
        // side by side
        let other = try Tool.start(["run", "brief", "--quiet", "--memory", "2G", "--root", wide.root])
        let run = try narrow.assay("run", "brief", "--quiet", "--memory", "96M")
        #expect(run.code == 0 && run.err.isEmpty, "\(run.err)")
        #expect(other.wait() == 0)
        func peak(_ project: SmallProject) throws -> Int {
            let bytes = try #require(FileManager.default.contents(atPath: project.scratch.file("Reports/brief/latest/manifest.json")))
            return try #require((try JSONSerialization.jsonObject(with: bytes) as? [String: Any])?["memoryPeak"] as? Int)
        }
        let most = try peak(narrow)
        #expect(most > 1 << 20 && most < 96 << 20, "\(most >> 20) MB")
        let files = try narrow.published()
        #expect(try files == wide.published())
        #expect(files["csv/facts.csv"].map { $0.count > 100_000 } == true)
    }

    @Test func A16_oneAddedOneChangedOneGoneOfTenThousand() throws {
        let project = try Self.project(SmallProject.pipeline.replacing("industry-brief", with: "figures"))
        let folder = project.scratch.file("Pipelines/brief/sources/")
        func put(_ number: Int, _ amount: Int) throws {
            try Data("第\(number)号园区总投资\(amount)亿元。\n".utf8).write(to: URL(fileURLWithPath: folder + "d\(number).txt"))
        }
        for number in 0..<10_000 { try put(number, number % 97 + 1) }
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        try put(10_000, 5)
        try put(4_711, 99)
        try FileManager.default.removeItem(atPath: folder + "d42.txt")
        let run = try project.assay("run", "brief")
        #expect(run.code == 0, "\(run.err)")
        for stage in ["ingest", "normalize", "enrich"] { #expect(run.err.contains("\(stage): 2 of 10000 "), "\(run.err)") }
        let id = try #require(try project.runID())
        let rows = try RecordTests.lines(try project.assay("runs", "brief", "--of", id, "--json").out)
        #expect(rows.prefix(3).allSatisfy { $0["computed"] as? Int == 2 && $0["withdrawn"] as? Int == 1 }, "\(rows)")
        let facts = String(decoding: try #require(try project.published()["csv/facts.csv"]), as: UTF8.self)
        #expect(facts.split(separator: "\r\n").count == 10_001)
        #expect(!facts.contains("d42.txt") && facts.contains("d10000.txt"))
        #expect(facts.split(separator: "\r\n").first { $0.contains("d4711.txt") }?.contains("9900000000") == true)
    }
}
