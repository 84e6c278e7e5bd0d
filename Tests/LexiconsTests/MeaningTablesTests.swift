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
        ("稀土永磁", "398"), ("锂电池", "384"), ("碳酸锂", "261"), ("轴承行业企业", "345"), ("技术合同", "75"), ("多晶硅", "398"), ("电解铝", "32"),
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

    @Test func allShippedTablesLoad() throws { _ = try LexiconSet(source: ShippedTables.source) }
}
