import Enrichment
import Facts
import Testing

@Suite struct MeaningTests {
    private func enrich(_ page: MarkedDocument) throws -> DocumentEnrichment {
        try Enricher(lexicons: Shipped.lexicons.get()).enrich(page.facts, in: page.document)
    }

    @Test func whatCanHardlyBeIsFlagged() throws {
        let page = MarkedDocument(
            "占⟦120%⟧，产能⟦-5万吨⟧。1亿瓦时需要⟦230万吨⟧负极材料，每兆瓦时需要⟦2吨⟧。纯度⟦101%⟧，产量⟦2吨⟧。",
            [
                .init("120", "%", .share), .init("-50000", "t/a", .capacity),
                .init("2300000", "t", .resource, item: "负极材料"),
                .init("2", "t", .resource, item: "负极材料"), .init("101", "%", .technical, metric: "纯度"),
                .init("2", "t", .production),
            ])
        #expect(
            try enrich(page).meanings.map { $0.flags.joined(separator: ",") } == [
                "share_over_100", "negative_value", "unit_suspect", "", "unit_suspect", "",
            ])
    }

    @Test func aHeadlineRepeatsItsBody() throws {
        let page = MarkedDocument(
            "成交额突破⟦40亿元⟧\n成交额突破⟦40亿元⟧，达到⟦41.2亿元⟧，利润⟦3亿元⟧。",
            [
                .init("4000000000", "CNY", .revenue, .gt, metric: "成交额", subject: "南昌市", period: "2020"),
                .init("4000000000", "CNY", .revenue, .gt, metric: "成交额", subject: "南昌市", period: "2020"),
                .init("4120000000", "CNY", .revenue, metric: "成交额", subject: "南昌市", period: "2020"),
                .init("300000000", "CNY", .revenue, metric: "利润", subject: "南昌市", period: "2020"),
            ])
        let found = try enrich(page).meanings
        #expect(Set(found.prefix(3).map(\.repeatKey)).count == 1)
        #expect(found[3].repeatKey != found[0].repeatKey)
        #expect(found.map(\.flags) == [["milestone"], ["milestone"], [], []])
        #expect(found[0].conflictKey.isEmpty)
        #expect(!found[2].conflictKey.isEmpty)
    }

    @Test func twoValuesOfOneThingDisagree() throws {
        let slot = { (value: String, period: String) in
            MarkedDocument.Slots(value, "家", .count, metric: "企业", subject: "包头市", item: "企业", period: period)
        }
        let page = MarkedDocument("⟦20家⟧。⟦21家⟧。⟦30家⟧", [slot("20", "2020"), slot("21", "2020"), slot("30", "2021")])
        #expect(try enrich(page).meanings.map(\.flags) == [["conflict"], ["conflict"], []])
    }

    /// Equal slots, but the words before say that each figure counts something else.
    @Test(arguments: [
        "认定登记技术合同⟦2356项⟧。成交额在1000万元以上的技术合同⟦187项⟧。",
        "高新技术企业⟦523家⟧。新认定高新技术企业⟦126家⟧。",
        "换电⟦9.2万次⟧。日均换电⟦252次⟧。",
        "换电⟦9.2万次⟧。换电平均为⟦252次⟧。",
        "累计换电⟦9.2万次⟧。换电⟦252次⟧。",
        "合同⟦2356项⟧。其中合同⟦187项⟧。",
        "合同⟦2356项⟧。其中，开发合同居多，合同⟦187项⟧。",
        "签约合同⟦20项⟧。百亿元以上合同⟦1项⟧。",
        "抛光粉、荧光粉产能分别为⟦6000吨⟧和⟦500吨⟧，合计⟦6500吨⟧。",
        "年产能⟦500吨⟧，又有产能⟦32200吨⟧。",
    ]) func figuresOfDifferentThingsAreNoConflict(_ text: String) throws {
        let count = text.split(separator: "⟦").count - 1
        let slots = (0..<count).map {
            MarkedDocument.Slots("\($0 + 20)", "项", .count, metric: "合同", subject: "南昌市", item: "合同", period: "2021")
        }
        let found = try enrich(MarkedDocument(text, slots)).meanings
        #expect(found.allSatisfy { $0.flags.isEmpty }, "\(found.map(\.conflictKey))")
    }

    @Test(arguments: [
        "登记合同⟦2356项⟧。全市登记合同⟦2365项⟧。",
        "累计换电⟦9.2万次⟧。换电累计达到⟦9.5万次⟧。",
        "日均换电⟦252次⟧。换电日均⟦262次⟧。",
        "成交额在1000万元以上的合同⟦187项⟧。1000万元以上合同⟦178项⟧。",
        "规模以上企业⟦60家⟧。企业⟦61家⟧。",
        "其中有些已完成；登记合同⟦2356项⟧。登记合同⟦2365项⟧。",
    ]) func figuresOfOneThingThatDifferStayAConflict(_ text: String) throws {
        let slots = ["20", "21"].map {
            MarkedDocument.Slots($0, "项", .count, metric: "合同", subject: "南昌市", item: "合同", period: "2021")
        }
        #expect(try enrich(MarkedDocument(text, slots)).meanings.map(\.flags) == [["conflict"], ["conflict"]])
    }

    @Test func anInvestmentIsNoConflictWithARevenueOfThatName() throws {
        let slots = [Category.investment, .revenue].enumerated().map {
            MarkedDocument.Slots("\($0.offset + 1)00000000", "CNY", $0.element, metric: "总额", subject: "南昌市", period: "2021")
        }
        #expect(try enrich(MarkedDocument("总额⟦1亿元⟧。总额⟦2亿元⟧。", slots)).meanings.allSatisfy { $0.flags.isEmpty })
    }

    @Test func aFactWithoutHolderIsNeverARepeat() throws {
        let page = MarkedDocument("⟦20家⟧", [.init("20", "家", .count, metric: "企业")])
        #expect(try enrich(page).meanings[0].repeatKey.isEmpty)
    }

    @Test func anItemSaysIndustryAndLink() throws {
        let page = MarkedDocument("年产⟦2万吨⟧", [.init("20000", "t/a", .capacity, metric: "年产", item: "钕铁硼磁体")])
        let meaning = try enrich(page).meanings[0]
        #expect(meaning.industryCode == "398")
        #expect(meaning.chainLink == "稀土·永磁材料")
        #expect(meaning.tags == ["战略性新兴产业:新材料"])
    }

    @Test func aTargetFindsItsPlanAndActual() throws {
        let page = MarkedDocument(
            "市政府印发《包头市稀土产业行动计划（2021—2025年）》，目前规上企业⟦60家⟧，到2025年达到⟦100家⟧。", title: "包头", date: "2021-03-01",
            [
                .init("60", "家", .count, metric: "规上企业", subject: "包头市", item: "规上企业", period: "2021-03"),
                .init("100", "家", .count, metric: "规上企业", subject: "包头市", item: "规上企业", basis: .target, period: "2025"),
            ])
        let found = try enrich(page)
        let target = try #require(found.targets.first)
        #expect(target.fact == 1)
        #expect(target.actualFact == 0)
        #expect(target.year == 2025)
        #expect(target.plan == "包头市稀土产业行动计划（2021—2025年）")
        let programme = try #require(found.programmes.first)
        #expect(programme.kind == "计划")
        #expect(programme.horizon == "2021/2025")
        #expect(programme.level == "市级")
        #expect(programme.placeCode == "150200")
    }

    @Test func aSigningIsAnEvent() throws {
        let page = MarkedDocument(
            "本报讯（记者某某）3月5日，甘肃明德锂盐科技有限公司与中科院的合作签约仪式在西宁市举行。项目总投资⟦8亿元⟧。", date: "2021-03-09",
            [.init("800000000", "CNY", .investment)])
        let event = try #require(try enrich(page).events.first)
        #expect(event.date == "2021-03-05")
        #expect(event.kind == "签约")
        #expect(event.placeCode == "630100")
        #expect(event.parties == ["甘肃明德锂盐科技有限公司", "中国科学院"])
        #expect(event.event == "3月5日，甘肃明德锂盐科技有限公司与中科院的合作签约仪式在西宁市举行")
    }

    @Test(arguments: [
        ("项目将于2022年3月5日在西宁市开工。", "2022-03-05 开工（预告）"), ("4月2日，将在北京举行合作签约仪式。", "2021-04-02 签约（预告）"),
        ("本报西宁2021年3月8日讯 去年12月28日，项目在西宁市投运。", "2020-12-28 投运"), ("3月5日下午，项目发布会举行，现场签约。", "2021-03-05 签约"),
    ])
    func theDayOfAnEventIsItsOwn(text: String, expected: String) throws {
        let page = MarkedDocument(text + "投资⟦8亿元⟧。", date: "2021-03-09", [.init("800000000", "CNY", .investment)])
        #expect(try enrich(page).events.map { "\($0.date) \($0.kind)" } == [expected])
    }

    @Test func programmesAreNamedWithAndWithoutMarks() throws {
        let page = MarkedDocument(
            "全市实施“七个二”工程，编制包头市稀土产业“十四五”专项规划，启用技术合同线上登记系统，“四步法”很好。⟦1个⟧", [.init("1", "个", .count)])
        #expect(
            try enrich(page).programmes.map { "\($0.name) \($0.kind) \($0.horizon)" } == [
                "“七个二”工程 行动 2021/2025", "包头市稀土产业“十四五”专项规划 规划 2021/2025", "技术合同线上登记系统 平台 2021/2025",
            ])
    }

    @Test func anEmptyDocumentHasNoMeaning() throws {
        let page = MarkedDocument("", [])
        #expect(try enrich(page) == DocumentEnrichment(meanings: []))
    }

    @Test func anExpiredDeadlineIsKept() throws {
        let page = MarkedDocument("投资⟦8亿元⟧。", [.init("800000000", "CNY", .investment)])
        #expect(throws: DeadlineExceeded.self) {
            _ = try Enricher(lexicons: Shipped.lexicons.get()).enrich(
                page.facts, in: page.document, deadline: .after(milliseconds: -1))
        }
    }

    @Test func tenTimesTheTextTakesAboutTenTimesAsLong() throws {
        let sentence = "2020年包头市某某新材料有限公司产值⟦72.92亿元⟧，较上年增长⟦28.36%⟧，占全省⟦31.24%⟧。\n"
        let slots: [MarkedDocument.Slots] = [
            .init("7292000000", "CNY", .revenue, metric: "产值", subject: "包头市", period: "2020", place: "内蒙古自治区包头市"),
            .init("28.36", "%", .change, metric: "产值", subject: "包头市", period: "2020", direction: "up"),
            .init("31.24", "%", .share, metric: "产值", subject: "包头市"),
        ]
        func time(_ n: Int) throws -> Duration {
            let page = MarkedDocument(
                String(repeating: sentence, count: n), Array(repeating: slots, count: n).flatMap { $0 })
            let enricher = try Enricher(lexicons: Shipped.lexicons.get())
            return try ContinuousClock().measure { _ = try enricher.enrich(page.facts, in: page.document) }
        }
        _ = try time(10)
        let small = try time(200)
        let large = try time(2000)
        #expect(large < small * 40)
    }
}
