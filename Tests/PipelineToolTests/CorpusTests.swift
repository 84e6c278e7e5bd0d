import Foundation
import Testing

/// What only several documents together tell.
struct CorpusTests {
    @Test func aTargetFindsItsActualInAnotherDocument() throws {
        let project = try SmallProject(documents: [
            "报告.txt": "宜春市2021年政府工作报告\n\n今年主要目标：粮食产量达到50万吨，规模以上工业企业达到900家。\n",
            "公报.txt": "宜春市2020年统计公报\n\n2020年，全市粮食产量45万吨，油料产量3万吨。\n",
            "旧公报.txt": "宜春市2019年统计公报\n\n2019年，全市粮食产量44万吨。\n",
            "外地.txt": "上饶市2020年统计公报\n\n2020年，全市规模以上工业企业700家。\n",
        ])
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        func target(_ metric: String) throws -> [Substring] {
            let csv = String(decoding: try #require(try project.published()["csv/targets.csv"]), as: UTF8.self)
            let line = try #require(csv.split(whereSeparator: \.isNewline).first { $0.contains(metric) })
            return line.split(separator: ",", omittingEmptySubsequences: false)
        }
        // the latest one, of the same place
        let grain = try target("粮食产量")
        #expect(grain.contains("450000") && grain.contains("90") && grain.contains("elsewhere"), "\(grain)")
        let firms = try target("规模以上工业企业")
        #expect(firms.contains("none"), "\(firms)")

        // it goes with its document
        try FileManager.default.removeItem(atPath: project.scratch.file("Pipelines/brief/sources/公报.txt"))
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        #expect(try target("粮食产量").contains("440000"))
    }
}
