import Foundation
import Lexicons
import Testing

@Suite struct MeaningTablesTests {
    @Test func anAliasMeansTheSameBody() throws {
        let table = try OrganisationTable(source: ShippedTables.source)
        #expect(table.organisation(named: "中科院")?.id == "cas")
        #expect(table.organisation(named: "中国科学院") == table.organisation(named: "中科院"))
        #expect(table.organisation(named: "内科大")?.name == "内蒙古科技大学")
        #expect(table.organisation(named: "某某公司") == nil)
    }

    @Test(arguments: [
        ("稀土永磁", "398"), ("锂电池", "384"), ("碳酸锂", "261"), ("轴承行业企业", "345"), ("技术合同", "75"), ("多晶硅", "398"),
        ("电解铝", "32"),
        ("纺织企业", "17"), ("换电柜", "384"),
    ])
    func wordsNameAnIndustry(text: String, code: String) throws {
        #expect(try IndustryTable(source: ShippedTables.source).industry(in: text)?.code == code)
    }

    @Test(arguments: [
        ("稀土永磁", "稀土·永磁材料"), ("储氢", "稀土·储氢材料"), ("轻稀土", "稀土·冶炼分离"), ("高能密度锂电材料", "锂电·电池材料"), ("换电车", "锂电·换电与充电"),
        ("百米钢轨", "钢铁·钢材"), ("煤制烯烃", "化工·基础化工"),
    ])
    func wordsNameALinkOfAChain(text: String, label: String) throws {
        #expect(try ChainTable(source: ShippedTables.source).link(in: text)?.label == label)
    }

    @Test func C14_anAnalystMergesTwoNamesByARowOfTheirOwn() throws {
        let overlay = try ShippedTables.folder(
            OrganisationTable.fileName,
            "id\tname\taliases\tkind\tcode\tsource\ncas\t\t国科院\t\t\tus\nxh\t宁夏星瀚新材料股份有限公司\t星瀚\tenterprise\t640000\tus\n"
        )
        defer { try? FileManager.default.removeItem(at: overlay) }
        let table = try OrganisationTable(
            source: LexiconSource(shipped: ShippedTables.source.shipped, overlay: overlay))
        #expect(table.organisation(named: "国科院")?.id == "cas")
        #expect(table.organisation(named: "中科院")?.id == "cas")
        #expect(table.organisation(named: "星瀚")?.id == "xh")
    }

    @Test func wordsAreAddedToAnIndustryAndALinkWithoutRepeatingThem() throws {
        let overlay = try ShippedTables.folder(
            IndustryTable.fileName, "code\tname\tkeywords\temerging\tsource\n398\t\t铈磁体\t\tus\n")
        defer { try? FileManager.default.removeItem(at: overlay) }
        try "chain\tposition\tlink\tkeywords\tsource\n稀土\t\t永磁材料\t铈磁体\tus\n"
            .write(to: overlay.appendingPathComponent(ChainTable.fileName), atomically: true, encoding: .utf8)
        let source = LexiconSource(shipped: ShippedTables.source.shipped, overlay: overlay)
        #expect(try IndustryTable(source: source).industry(in: "高性能铈磁体")?.code == "398")
        #expect(try ChainTable(source: source).link(in: "高性能铈磁体")?.label == "稀土·永磁材料")
    }

    @Test func allShippedTablesLoad() throws { _ = try LexiconSet(source: ShippedTables.source) }
}
