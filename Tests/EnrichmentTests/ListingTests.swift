import Enrichment
import Facts
import Testing

@Suite struct ListingTests {
    private func listings(_ text: String) throws -> [Listing] {
        try Enricher(lexicons: Shipped.lexicons.get(), with: ["listings"]).enrich([], in: MarkedDocument(text, []).document).listings
    }

    @Test(arguments: [
        ("形成绿色石化、数字安防、汽车、现代纺织等4个世界级集群。", "4个世界级集群 pass 4–4 绿色石化、数字安防、汽车、现代纺织"),
        ("以钢铁、铝、装备制造、电力、稀土、煤化工等六大产业为主导。", "六大产业为主导 pass 6–6 钢铁、铝、装备制造、电力、稀土、煤化工"),
        ("到2017年稀土永磁、贮氢、抛光、荧光四大功能材料领先。", "四大功能材料领先 pass 4–4 稀土永磁、贮氢、抛光、荧光"),
        ("新组建了数字安防（消防、安保）、工业互联网平台等2个专家组。", "2个专家组 pass 2–2 数字安防（消防、安保）、工业互联网平台"),
        ("通过“扫码、开柜、换电、完成”四步即可完成。", "四步即可完成 pass 4–4 扫码、开柜、换电、完成"),
        ("实施钢铁有色、装备制造、稀土和现代农牧业4大专项。", "4大专项 pass 3–4 钢铁有色、装备制造、稀土和现代农牧业"),
        ("发展钢铁、稀土、铝业等二大产业。", "二大产业 fail 3–3 钢铁、稀土、铝业"),
        ("发展钢铁、稀土、铝业等七大产业。", "七大产业 not_checkable 3–3 钢铁、稀土、铝业"),
        ("形成了以钢铁、铝业等二大产业为主导。", "二大产业为主导 pass 2–2 钢铁、铝业"),
        ("依托国内重点高校、科研院所加快7大基地建设。", "7大基地建设 not_checkable 0–0 "),
        ("加快7大基地建设。", "7大基地建设 not_checkable 0–0 "),
        ("实施三大工程：强基工程、补链工程、延链工程。", "三大工程 pass 3–3 强基工程、补链工程、延链工程"),
        ("实施三大工程：强基工程、补链工程。", "三大工程 fail 2–2 强基工程、补链工程"),
        ("突出四个方面，分别是产业、人才、资金和平台。", "四个方面 pass 3–4 产业、人才、资金和平台"),
        ("抓好三项任务。一是扩投资。二是稳外贸。三是促消费。", "三项任务 pass 3–3 扩投资、稳外贸、促消费"),
        ("抓好三项任务：一是扩投资；二是稳外贸。", "三项任务 fail 2–2 扩投资、稳外贸"),
        ("建设七大基地。\n一、精品钢基地\n内容。\n二、铝镁基地\n内容。\n三、装备基地", "七大基地 not_checkable 3–3 精品钢基地、铝镁基地、装备基地"),
        ("推出快淬磁粉、轻稀土釉料、玻璃涂层3项新技术。", "3项新技术 pass 3–3 快淬磁粉、轻稀土釉料、玻璃涂层"),
    ])
    func statedNumbersAreHeldAgainstLists(_ text: String, _ expected: String) throws {
        #expect(
            try listings(text).map { "\($0.quote) \($0.agreement.rawValue) \($0.least)–\($0.most) \($0.names)" } == [expected])
    }

    @Test(arguments: [
        "安装8面换电柜、64个电池和12个充电桩。", "第三个、第四个五年计划。", "设计产能分别达到6.5万吨、1万吨、2.4万吨等级。", "在稀土、铝业领域建设3个项目。",
        "全国20个最适宜发展工业的城市。", "一个产业一个基地。", "2021年3月，15个集群建成。", "钢铁、稀土和三个园区。", "国内50多所高校。", "提高五个百分点：稳订单、稳链条、稳预期。", "稳订单、稳链条、稳预期等三个月见效。",
    ])
    func whatIsNoListIsNone(_ text: String) throws { #expect(try listings(text).isEmpty) }

    @Test func theNumberIsTheFactThatWasRead() throws {
        let page = MarkedDocument(
            "形成汽车、化工等⟦2个⟧产业集群。", [.init("2", "个", .count, metric: "产业集群", item: "产业集群", basis: .target)])
        let found = try Enricher(lexicons: Shipped.lexicons.get()).enrich(page.facts, in: page.document)
        #expect(found.listings.map(\.fact) == [0])
        #expect(found.listings.map(\.agreement) == [.same])
    }

    @Test(arguments: [
        (
            "建设“稀土云计算”平台，汇集稀土企业和高校的人才、设备等资源，为稀土产业技术开发等创新活动搭建交流平台。",
            "稀土企业和高校的人才、设备等资源，为稀土产业技术开发等创新活动搭建交流平台", "稀土产业技术开发等创新活动"
        ),
        ("维护人员通过“e行”管控服务平台，便可查询到电池状态、仓门状态等。", "查询到电池状态、仓门状态等", "维护人员"),
        ("《浙江省培育先进制造业集群行动计划》提出，到2022年，要形成4个集群。", "2022年，要形成4个集群", ""),
        ("全市的“十四五”专项规划和年度计划已经草就。该专项规划立足优势；专项规划还提出了到2025年的发展目标和任务举措。", "2025年的发展目标和任务举措", ""),
        ("印发《人才引进行动计划》。天气很好，市长要求大家努力。", "", ""),
        ("发布《智能制造服务方案》，面向中小企业、园区提供免费诊断。", "", "中小企业、园区"),
    ])
    func aProgrammeSaysWhatItHoldsAndForWhom(_ text: String, _ holds: String, _ audience: String) throws {
        let found = try Enricher(lexicons: Shipped.lexicons.get(), with: ["programmes"]).enrich(
            [], in: MarkedDocument(text, []).document)
        let programme = try #require(found.programmes.first)
        #expect(programme.holds == holds)
        #expect(programme.audience == audience)
    }

    @Test func aPartToldWithinItsWholeHasAShare() throws {
        let page = MarkedDocument(
            "现有⟦500多家⟧纺织企业，其中规模以上企业占⟦148家⟧。实施项目⟦120多项⟧(其中与清华大学合作项目⟦49项⟧，与中科院合作项目⟦30项⟧)，新增⟦20项⟧。专利⟦400件⟧，其中发明专利⟦100件⟧，占⟦25%⟧。",
            [
                .init("500", "家", .count, .gt, metric: "纺织企业"), .init("148", "家", .count, metric: "规模以上企业"),
                .init("120", "项", .count, .gt, metric: "合作项目"), .init("49", "项", .count, metric: "与清华合作项目"),
                .init("30", "项", .count, metric: "与中科院合作项目"), .init("20", "项", .count, metric: "新增"),
                .init("400", "件", .count, metric: "专利"), .init("100", "件", .count, metric: "发明专利"),
                .init("25", "%", .share, metric: "发明专利"),
            ])
        let found = try Enricher(lexicons: Shipped.lexicons.get()).enrich(page.facts, in: page.document)
        #expect(
            found.implied.filter { $0.kind == .share }.map { "\($0.label) \($0.comparator.rawValue) \($0.value)" } == [
                "规模以上企业占纺织企业 lt 29.6", "与清华合作项目占合作项目 lt 40.8333", "与中科院合作项目占合作项目 lt 25",
            ])
    }

    @Test func aNeedToldForEnergyIsToldPerKilowattHour() throws {
        let page = MarkedDocument(
            "按照测算，1亿瓦时将需要⟦220万吨⟧正极材料，需要碳酸锂⟦80万吨⟧。产量⟦5万吨⟧。",
            [
                .init("2200000", "t", .resource, item: "正极材料"), .init("800000", "t", .resource, item: "碳酸锂"),
                .init("50000", "t", .production),
            ])
        let found = try Enricher(lexicons: Shipped.lexicons.get()).enrich(page.facts, in: page.document)
        #expect(
            found.implied.map { "\($0.item) \($0.value) \($0.unit) \($0.formula) \($0.note)" } == [
                "正极材料 22000 kg/kWh base * 1000 / 100000 按原文每100000千瓦时；单位存疑",
                "碳酸锂 8000 kg/kWh base * 1000 / 100000 按原文每100000千瓦时；单位存疑",
            ])
    }
}
