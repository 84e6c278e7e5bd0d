import Enrichment
import Facts
import Testing

@Suite struct ImpliedFigureTests {
    private func implied(_ page: MarkedDocument) throws -> [ImpliedFigure] {
        try Enricher(lexicons: Shipped.lexicons.get(), with: ["implied"]).enrich(page.facts, in: page.document).implied
    }

    private func lines(_ page: MarkedDocument, _ kinds: [ImpliedKind]) throws -> [String] {
        try implied(page).filter { kinds.contains($0.kind) }.map {
            [$0.kind.rawValue, $0.value, $0.low, $0.high, $0.comparator.rawValue, $0.unit, $0.integers, $0.period]
                .joined(separator: " ")
        }
    }

    @Test func aGrowthRateImpliesTheYearBefore() throws {
        let page = MarkedDocument(
            "2022年全市登记企业⟦2150户⟧，比上年增长⟦7.5%⟧，营业收入⟦36.4亿元⟧，同比增长⟦12.85%⟧。",
            [
                .init("2150", "户", .count, metric: "企业", subject: "南昌市", item: "企业", period: "2022", place: "江西省南昌市"),
                .init("7.5", "%", .change, metric: "企业", subject: "南昌市", item: "企业", period: "2022", direction: "up"),
                .init("3640000000", "CNY", .revenue, metric: "营业收入", subject: "南昌市", period: "2022"),
                .init("12.85", "%", .change, metric: "营业收入", subject: "南昌市", period: "2022", direction: "up"),
            ])
        #expect(
            try lines(page, [.prior]) == [
                "prior 2000 1999.0702 2000.9307 eq 户 2000 2021",
                "prior 3225520602.57 3220947233.18 3230094377.24 eq CNY  2021",
            ])
        let first = try #require(try implied(page).first { $0.kind == .prior })
        #expect(first.formula == "base / (1 + rate / 100)")
        #expect(first.label == "上年企业")
    }

    @Test func aDeclineImpliesMoreBefore() throws {
        let page = MarkedDocument(
            "能耗⟦80万吨⟧，同比下降⟦20%⟧。",
            [
                .init("800000", "t", .resource, metric: "能耗", period: "2021"),
                .init("-20", "%", .change, metric: "能耗", period: "2021", direction: "down"),
            ])
        let figure = try #require(try implied(page).first { $0.kind == .prior })
        #expect(figure.value == "1000000")
        #expect(figure.formula == "base / (1 + rate / 100)")
        #expect(figure.period == "2020")
        #expect(try implied(page).first { $0.kind == .increase }?.value == "-200000")
    }

    @Test func aBoundIsCarriedTheOtherWayThroughADivision() throws {
        let page = MarkedDocument(
            "产值⟦120亿元⟧，增长⟦20%以上⟧。标准⟦90项⟧，占总数的⟦45%以上⟧。",
            [
                .init("12000000000", "CNY", .revenue, metric: "产值"),
                .init("20", "%", .change, .ge, metric: "产值", direction: "up"),
                .init("90", "项", .count, metric: "标准"), .init("45", "%", .share, .ge, metric: "占总数"),
            ])
        #expect(
            try lines(page, [.prior, .whole]) == [
                "prior 10000000000 9958333333.33 10041666666.67 le CNY  ", "whole 200 200 200 le 项 ≤200 ",
            ])
    }

    @Test(arguments: [
        ("产值⟦100亿元⟧，年均增长⟦8%⟧。", 0), ("产值⟦100亿元⟧，设备投资增长⟦8%⟧。", 0), ("产值⟦100亿元⟧，增长⟦8%⟧。", 1), ("产值增长⟦8%⟧，达到⟦100亿元⟧。", 1),
        ("产值⟦100亿元⟧（同比增长⟦8%⟧）。", 1), ("产值⟦100亿元⟧。这比2015年增长⟦8%⟧。", 0), ("产值⟦100亿元⟧，比2015年增长⟦8%⟧。", 1),
        ("产值⟦100亿元⟧，环比增长⟦8%⟧。", 1), ("实现产值⟦100亿元⟧、同比增长⟦8%⟧。", 1), ("产值⟦100亿元⟧，五年来累计增长⟦8%⟧。", 0),
    ])
    func onlyARateOfTheValueImpliesAPrior(text: String, count: Int) throws {
        let rate = MarkedDocument.Slots("8", "%", .change, direction: "up")
        let base = MarkedDocument.Slots("10000000000", "CNY", .revenue, metric: "产值")
        let page = MarkedDocument(text, text.hasPrefix("产值增长") ? [rate, base] : [base, rate])
        #expect(try implied(page).filter { $0.kind == .prior }.count == count)
    }

    @Test func theYearComparedWithIsThePeriod() throws {
        let page = MarkedDocument(
            "产值⟦100亿元⟧，比2015年增长⟦25%⟧。",
            [
                .init("10000000000", "CNY", .revenue, metric: "产值", period: "2020"),
                .init("25", "%", .change, period: "2020", direction: "up"),
            ])
        let figure = try #require(try implied(page).first { $0.kind == .prior })
        #expect(figure.period == "2015")
        #expect(figure.value == "8000000000")
        #expect(figure.label == "2015年产值")
    }

    @Test func listsOfValuesAndRatesArePairedInOrder() throws {
        let page = MarkedDocument(
            "产值⟦110亿元⟧、利润⟦12亿元⟧，分别增长⟦10%⟧和⟦20%⟧。",
            [
                .init("11000000000", "CNY", .revenue, metric: "产值"), .init("1200000000", "CNY", .revenue, metric: "利润"),
                .init("10", "%", .change, direction: "up"), .init("20", "%", .change, direction: "up"),
            ])
        #expect(try implied(page).filter { $0.kind == .prior }.map(\.value) == ["10000000000", "1000000000"])
    }

    /// A list none of whose pairs belongs together is passed over: it once was looked at for ever.
    @Test func aListOfOtherTimesImpliesNothing() throws {
        let page = MarkedDocument(
            "2016年产值⟦110亿元⟧、利润⟦12亿元⟧，2015年分别增长⟦10%⟧和⟦20%⟧。",
            [
                .init("11000000000", "CNY", .revenue, metric: "产值", period: "2016"),
                .init("1200000000", "CNY", .revenue, metric: "利润", period: "2016"),
                .init("10", "%", .change, period: "2015", direction: "up"), .init("20", "%", .change, period: "2015", direction: "up"),
            ])
        #expect(try implied(page).filter { $0.kind == .prior }.isEmpty)
    }

    @Test func sharesOfTheProvinceFindTheirOwnParts() throws {
        let page = MarkedDocument(
            "全市认定登记技术合同⟦940项⟧，增长⟦12%⟧，技术合同成交额突破⟦30亿元⟧，达到⟦31.35亿元⟧，合同登记数量及总成交额分别占全省⟦23.5%⟧、⟦16.5%⟧。",
            [
                .init(
                    "940", "项", .count, metric: "技术合同登记", subject: "南昌市", item: "技术合同", period: "2020", place: "江西省南昌市"),
                .init("12", "%", .change, metric: "技术合同登记", direction: "up"),
                .init("3000000000", "CNY", .revenue, .gt, metric: "技术合同成交额", subject: "南昌市", place: "江西省南昌市"),
                .init("3135000000", "CNY", .revenue, metric: "技术合同成交额", subject: "南昌市", place: "江西省南昌市"),
                .init("23.5", "%", .share), .init("16.5", "%", .share),
            ])
        let wholes = try implied(page).filter { $0.kind == .whole }
        #expect(wholes.map(\.value) == ["4000", "19000000000"])
        #expect(wholes.map(\.subject) == ["江西省", "江西省"])
        #expect(wholes.map(\.placeCode) == ["360000", "360000"])
        #expect(wholes.first?.integers == "3992–4008")
    }

    @Test func aSummingWordMeansTheFiguresBefore() throws {
        let page = MarkedDocument(
            "合同⟦940项⟧，成交额⟦31.35亿元⟧，首次突破⟦30亿元⟧，同比增长⟦10%⟧。⟦两项⟧指标分别占全省的⟦23.5%⟧和⟦16.5%⟧。",
            [
                .init("940", "项", .count, metric: "合同", place: "江西省南昌市"),
                .init("3135000000", "CNY", .revenue, metric: "成交额", place: "江西省南昌市"),
                .init("3000000000", "CNY", .revenue, .gt, metric: "成交额"), .init("10", "%", .change, direction: "up"),
                .init("2", "项", .count, metric: "指标"), .init("23.5", "%", .share), .init("16.5", "%", .share),
            ])
        let found = try implied(page)
        #expect(found.filter { $0.kind == .whole }.map(\.value) == ["4000", "19000000000"])
        #expect(found.first { $0.kind == .prior }?.value == "2850000000")
    }

    @Test(arguments: [("400件", "与文中400件相符"), ("500件", "与文中500件不符")])
    func aStatedWholeIsComparedWithTheImpliedOne(stated: String, note: String) throws {
        let page = MarkedDocument(
            "专利授权⟦\(stated)⟧，其中发明专利⟦100件⟧，占⟦25%⟧。",
            [
                .init(String(stated.dropLast()), "件", .count, metric: "专利授权"),
                .init("100", "件", .count, metric: "发明专利"),
                .init("25", "%", .share),
            ])
        #expect(try implied(page).first { $0.kind == .whole }?.note.hasSuffix(note) == true)
    }

    @Test func growthAtConstantPricesIsSaidToBeSo() throws {
        let page = MarkedDocument(
            "地区生产总值⟦1200亿元⟧，按可比价格计算，比上年增长⟦8%⟧。",
            [
                .init("120000000000", "CNY", .revenue, metric: "地区生产总值", period: "2021"),
                .init("8", "%", .change, direction: "up"),
            ])
        #expect(try implied(page).first { $0.kind == .prior }?.note == "增速按可比价格计算，上年值为近似")
    }

    @Test func theOwnersTurnoverIsNotTheProjects() throws {
        let owner = "某某新材料股份有限公司"
        let page = MarkedDocument(
            "\(owner)上半年营业收入⟦14亿元⟧。拟投资⟦5亿元⟧建设年产⟦2000吨⟧磁体项目。",
            [
                .init("1400000000", "CNY", .revenue, metric: "营业收入", subject: owner, period: "2021-01/2021-06"),
                .init("500000000", "CNY", .investment, metric: "投资", subject: owner, basis: .planned),
                .init("2000", "t/a", .capacity, metric: "年产", subject: owner, basis: .planned),
            ])
        #expect(try implied(page).map(\.label) == ["单位产能投资"])
    }

    @Test func theWholeNumberThatFitsBestIsNamed() throws {
        let page = MarkedDocument(
            "园区内，光伏企业⟦17家⟧，占总量的⟦31%⟧。",
            [.init("17", "家", .count, metric: "光伏企业", item: "企业"), .init("31", "%", .share, metric: "占总量", item: "企业")])
        let figure = try #require(try implied(page).first)
        #expect(figure.integers == "54–55")
        #expect(figure.note == "55最吻合：17/55＝30.9%")
    }

    @Test func ofAWholeAShareIsAPart() throws {
        let page = MarkedDocument(
            "完成投资⟦50亿元⟧，其中工业投资占⟦60%⟧。",
            [.init("5000000000", "CNY", .investment, metric: "投资"), .init("60", "%", .share, metric: "工业投资")])
        #expect(try lines(page, [.part, .whole]) == ["part 3000000000 2945250000 3055250000 eq CNY  "])
    }

    @Test func aShareOfSomethingElseImpliesNothing() throws {
        let page = MarkedDocument(
            "首批⟦9家⟧企业投入⟦200万元⟧，企业自筹⟦约一半⟧资金。",
            [
                .init("9", "家", .count, metric: "企业"), .init("2000000", "CNY", .investment, metric: "投入"),
                .init("50", "%", .share, .approx, metric: "资金"),
            ])
        #expect(try implied(page).isEmpty)
    }

    @Test func aProjectHasItsIntensities() throws {
        let project = "宁夏星瀚新材料股份有限公司"
        let page = MarkedDocument(
            "\(project)项目总投资⟦24亿元⟧，建设年产⟦6万吨⟧正极材料生产线，达产后年产值⟦90亿元⟧。",
            [
                .init("2400000000", "CNY", .investment, metric: "总投资", subject: project, basis: .planned),
                .init("60000", "t/a", .capacity, metric: "年产", subject: project, item: "正极材料", basis: .planned),
                .init("9000000000", "CNY", .revenue, metric: "年产值", subject: project, basis: .planned),
            ])
        #expect(
            try implied(page).map { "\($0.label) \($0.value) \($0.unit) \($0.note)" } == [
                "单位产能投资 40000 CNY/(t/a) 计划口径", "单位投资产值 3.75 x 计划口径", "单位产能产值 150000 CNY/t 计划口径",
            ])
    }

    @Test func fromAToBGivesDifferenceRatioAndRate() throws {
        let page = MarkedDocument(
            "良品率⟦从80%提高到96%⟧。", [.init("96", "%", .change, metric: "良品率", from: "80", direction: "up")])
        #expect(
            try implied(page).map { "\($0.kind.rawValue) \($0.value) \($0.unit)" } == [
                "difference 16 pp", "ratio 1.2 x", "relative_change 20 %",
            ])
    }

    @Test func aDivisionByNothingImpliesNothing() throws {
        let page = MarkedDocument(
            "产值⟦10亿元⟧，下降⟦100%⟧，占⟦0%⟧。",
            [
                .init("1000000000", "CNY", .revenue, metric: "产值"), .init("-100", "%", .change, direction: "down"),
                .init("0", "%", .share),
            ])
        #expect(try implied(page).isEmpty)
    }
}
