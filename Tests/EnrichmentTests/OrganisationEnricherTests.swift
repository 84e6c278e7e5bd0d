import Enrichment
import Facts
import Testing

@Suite struct OrganisationEnricherTests {
    private func ids(_ text: String, _ subjects: [String]) throws -> [String] {
        let page = MarkedDocument(
            text + subjects.map { _ in "⟦3亿元⟧" }.joined(separator: "，"),
            subjects.map { .init("300000000", "CNY", .investment, subject: $0, place: "内蒙古自治区包头市") })
        return try Enricher(lexicons: Shipped.lexicons.get(), with: ["organisations"]).enrich(
            page.facts, in: page.document
        )
        .meanings.map(\.subjectID)
    }

    @Test func C14_twoNamesOfOneBodyAreOne() throws {
        #expect(try ids("", ["中科院", "中国科学院", "包钢", "包钢集团"]) == ["cas", "cas", "baogang", "baogang"])
    }

    @Test func aShortNameOfACompanyInTheTextIsThatCompany() throws {
        let full = "org:甘肃明德锂盐科技有限公司"
        #expect(
            try ids("日前，甘肃明德锂盐科技有限公司的项目投产。", ["甘肃明德锂盐科技有限公司", "明德锂盐", "明德锂盐公司", "明德公司"])
                == [full, full, full, full])
    }

    @Test func anAliasThatTheTextIntroducesHolds() throws {
        #expect(
            try ids("记者从宁夏星瀚新材料股份有限公司（以下简称“星瀚新材”）获悉，新线投产。", ["星瀚新材"]) == ["org:宁夏星瀚新材料股份有限公司"])
        #expect(try ids("记者从内蒙古科技大学（简称内大科院）获悉。", ["内大科院"]) == ["imust"])
    }

    @Test func aShortNameThatFitsTwoCompaniesIsNeither() throws {
        #expect(
            try ids("华鼎钢构有限公司与华鼎铝业有限公司签约。", ["华鼎"]) == ["name:华鼎"])
    }

    @Test func placesAndZonesAreSubjectsToo() throws {
        #expect(
            try ids("", ["包头市", "包头", "稀土高新区", "包头稀土高新区", "某项目"])
                == ["place:150200", "place:150200", "zone:包头稀土高新区", "zone:包头稀土高新区", "name:某项目"])
    }
}
