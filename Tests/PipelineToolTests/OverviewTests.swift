import Foundation
import Testing

/// What the published tables say of several documents taken together.
struct OverviewTests {
    private func table(_ name: String, _ files: [String: Data]) throws -> [String] {
        String(decoding: try #require(files["csv/\(name).csv"]), as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    @Test func B03_investmentsOfDifferentBasisAndSpanAreNeverAdded() throws {
        let project = try SmallProject(documents: [
            "a.txt": "2020年，包头市完成投资20亿元。包头市稀土新材料项目总投资30亿元，2020年12月签约。2016年至2020年，包头市累计完成投资500亿元。\n",
            "c.txt": "2020年，包头市兑现奖励资金3亿元。2021年，包头市计划安排奖励资金5亿元。\n",
        ])
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        let files = try project.published()
        let places = try table("investment-by-place", files)
        #expect(places.count == 2 && places[1].hasPrefix("内蒙古自治区包头市,2,2000000000,3000000000,,20,30,"), "\(places)")
        let years = try table("investment-by-year", files)
        #expect(years.count == 2 && years[1].hasPrefix("2020,1,2000000000,,,20,"), "\(years)")
        let funds = try table("funding-by-instrument", files)
        #expect(funds.count == 2 && funds[1] == "奖励资金,2,300000000,500000000,3,5", "\(funds)")
        let apart = try table("investment-over-years", files)
        #expect(apart.count == 2 && apart[1].hasPrefix("内蒙古自治区包头市,2016/2020,actual,累计完成投资,50000000000,"), "\(apart)")
    }

    /// Two documents that differ by a slip of the pen, and figures beside that only look alike.
    @Test func B04_aDisagreementOfTwoDocumentsIsShownWithBothSentences() throws {
        let project = try SmallProject(documents: [
            "a.txt": "2020年，南昌市登记技术合同2356项。成交额在1000万元以上的技术合同187项。\n",
            "b.txt": "2020年，南昌市登记技术合同2365项。新登记技术合同126项。\n",
        ])
        let run = try project.assay("run", "brief")
        #expect(run.code == 0 && run.out.contains(" 1 conflicts"), "\(run.out)")
        let files = try project.published()
        let rows = try table("conflicts", files)
        #expect(rows.count == 3 && rows[1].contains(",2356,") && rows[2].contains(",2365,"), "\(rows)")
        // each has the key of its own sentence
        let keys = rows.dropFirst().compactMap { $0.split(separator: ",").first }
        let evidence = try table("evidence", files)
        #expect(Set(keys).count == 2 && keys.allSatisfy { key in evidence.contains { $0.hasPrefix(key) } })
        let checks = try table("cross-checks", files).filter { $0.contains(",conflict,") }
        #expect(checks.count == 2 && checks.allSatisfy { $0.contains("2356") && $0.contains("2365") && $0.contains("✗") }, "\(checks)")
        // a person settles it: nothing is left to show
        try project.scratch.write(
            "Pipelines/brief/overrides.csv",
            "document,quote,surface,decision,low,high,unit,category,metric,subject,item,basis,period,place,comment,reviewer,reviewed_at\n"
                + "sources/b.txt,2020年，南昌市登记技术合同2365项。,2365项,correct,2356,,,,,,,,,,查过原件,李,2021-02-03\n")
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        #expect(try table("conflicts", project.published()).count == 1)
    }
}
