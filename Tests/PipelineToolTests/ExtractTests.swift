import Foundation
import Testing

@Suite struct ExtractTests {
    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func keys(_ line: Substring) -> [String] {
        line.components(separatedBy: "\": ").dropLast().compactMap { $0.components(separatedBy: "\"").last }
    }

    /// A report's own workbook goes to `review apply`; other archives are told what they are.
    @Test func aWorkbookIsToldWhereItGoes() throws {
        let project = try SmallProject(documents: ["a.txt": "2020年，全市产值达到1.2亿元。\n"])
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        let answer = try Tool.run(["extract", project.scratch.file("Reports/brief/latest/industry-brief.xlsx")])
        #expect(answer.code == 65 && answer.err.contains("industry-brief.xlsx` is not text: it is a workbook"), "\(answer.err)")
        #expect(answer.err.contains("help: decisions in a report's workbook are taken over by `assay review apply`"))
        try project.scratch.write("other.zip", "PK\u{3}\u{4}\u{14}\u{0}")
        let other = try Tool.run(["extract", project.scratch.file("other.zip")])
        #expect(other.code == 65 && other.err.contains("a ZIP archive or an Office document") && !other.err.contains("review apply"))
    }

    @Test func factsHaveExactlyTheAgreedFields() throws {
        let answer = try Tool.run(
            ["extract", "--date", "2021-01-08", "--format", "jsonl", "-"], input: "2020年，全市产值达到1.2亿元，同比增长20%。\n")
        #expect(answer.code == 0, "\(answer.err)")
        let lines = answer.out.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines {
            #expect(keys(line) == [
                "document", "surface", "start", "end", "low", "high", "comparator", "unit", "category", "metric", "subject",
                "item", "basis", "period", "place", "from", "direction", "relation", "rule", "confidence",
            ])
            #expect(!line.contains("null"))
        }
        #expect(lines[0].contains("\"low\": 120000000, ") && lines[0].contains("\"from\": \"\""))
    }

    @Test func quantitiesSayTheirKindAndReason() throws {
        let answer = try Tool.run(["extract", "--quantities", "--format", "jsonl", "-"], input: "第12届博览会签约项目36个，投资3.5亿元。\n")
        let found = try objects(answer.out)
        #expect(found.contains { $0["kind"] as? String == "money" && $0["unit"] as? String == "CNY" && $0["reason"] == nil })
        #expect(found.contains { $0["kind"] as? String == "ordinal" && $0["unit"] as? String == "" })
    }

    @Test func everyLineIsADocumentOfItsOwn() throws {
        let answer = try Tool.run(
            ["extract", "--each-line", "--format", "jsonl", "--date", "2021-01-08", "-"],
            input: "投资1亿元。\r\n\n没有数字。\n产能2万吨/年。")
        let found = try objects(answer.out)
        #expect(found.compactMap { $0["document"] as? Int } == [1, 4])
        #expect(found.compactMap { $0["start"] as? Int } == [2, 2])
    }

    @Test func manyLinesComeOutInOrder() throws {
        let input = (1...3000).map { "第\($0)条：投资\($0)万元。" }.joined(separator: "\n")
        let one = try Tool.run(["extract", "--each-line", "--jobs", "1", "--format", "csv", "-"], input: input)
        let many = try Tool.run(["extract", "--each-line", "--jobs", "8", "--format", "csv", "-"], input: input)
        #expect(one.out == many.out)
        #expect(one.out.split(separator: "\r\n").count >= 3000)
    }

    @Test func unreadableFilesAreNamedAndTheOthersRead() throws {
        let scratch = try Scratch()
        try scratch.write("好.txt", "投资1亿元。")
        try scratch.write("空.txt", "")
        let missing = try Tool.run(["extract", scratch.file("none.txt"), scratch.file("好.txt"), "--format", "jsonl"])
        #expect(missing.code == 66)
        #expect(missing.err.contains("there is no file") && missing.out.contains("100000000"))
        #expect(try Tool.run(["extract", scratch.file("空.txt")]).code == 65)
        #expect(try Tool.run(["extract", scratch.path]).code == 65)
        #expect(try Tool.run(["extract", "--date", "2021-13-01", "-"]).code == 64)
        #expect(try Tool.run(["extract"]).code == 64)
    }

    @Test func aReaderThatLeavesIsNoError() throws {
        let answer = try Tool.run(
            "/bin/bash", ["-c", "set -o pipefail; '\(Tool.path)' extract --each-line --format jsonl - | head -n 1"],
            input: String(repeating: "投资1亿元。\n", count: 20_000))
        #expect(answer.code == 0, "\(answer.err)")
        #expect(answer.err.isEmpty)
    }
}
