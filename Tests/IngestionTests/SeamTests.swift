import Facts
import Testing

@Suite struct SeamTests {
    /// Two features in columns: each breaks off, the second one's first, and the sections come mixed.
    static let columns = """
        延链补链 海州磁材产业加速跑

        ◎本报记者 高远

        3月10日，记者从海州市工信局了解到，全市磁材企业目前共有磁材生产线121

        条，其中智能生产线47条，占38.8%。磁材产业已成为海州的支柱。

        项目是“压舱石”。位于海州高新区的华磁公司高性能磁体项目复工，一期工程计划投资12.6

        一根丝里的智造账

        □ 本报记者 沈知

        走进桐山市恒丝化纤公司长丝车间，三十六条生产线上只有二十几名工人在巡检。恒丝化纤先后投入3.2亿元实施智能化改造。

        “改造前，一个车间要220人，现在只要85人。”恒丝化纤总经理陆明说，每吨长丝的电耗明显下降，这得益于桐山的“智慧化

        亿元，建成后可年产8000吨高性能磁体，海州磁材产业链将更加完整。

        政策扶持 磁材企业得实惠

        去年，海州市兑现磁材产业扶持资金2.36亿元，华磁公司等企业受益。海州高新区还设立了磁材基金。

        纤”计划。恒丝化纤的长丝车间里，落丝、包装全部交给机器人，陆明算过一笔账，桐山的化纤企业七成已完成智能化改造。

        机器换人 化纤车间变了样

        陆明告诉记者，恒丝化纤今年还将投入1.8亿元改造长丝车间。
        """

    @Test func C05_columnBreaksBesideOneAnother() throws {
        let document = try read(Self.columns)
        #expect(document.texts(0)[0] == "3月10日，记者从海州市工信局了解到，全市磁材企业目前共有磁材生产线121/条，其中智能生产线47条，占38.8%。磁材产业已成为海州的支柱。")
    }

    @Test func C05_columnBreaksFarApart() throws {
        let document = try read(Self.columns)
        #expect(document.texts(0)[1] == "项目是“压舱石”。位于海州高新区的华磁公司高性能磁体项目复工，一期工程计划投资12.6/亿元，建成后可年产8000吨高性能磁体，海州磁材产业链将更加完整。")
        #expect(document.texts(1)[1].hasSuffix("这得益于桐山的“智慧化/纤”计划。恒丝化纤的长丝车间里，落丝、包装全部交给机器人，陆明算过一笔账，桐山的化纤企业七成已完成智能化改造。"))
    }

    @Test func C06_sectionsGoToTheArticleTheyAreAbout() throws {
        let document = try read(Self.columns)
        #expect(document.articles.map(\.title) == ["海州磁材产业加速跑", "一根丝里的智造账"])
        #expect(document.texts(0, .heading) == ["政策扶持 磁材企业得实惠"])
        #expect(document.texts(1, .heading) == ["机器换人 化纤车间变了样"])
        #expect(document.texts(0).count == 3)
        #expect(document.texts(1).count == 3)
        #expect(document.piecesAreSound)
    }

    @Test(
        .disabled(
            "known gap: a continuation that begins like a paragraph, after a paragraph that ends, in a short text"))
    func C05_continuationsWithoutAnySign() throws {}

    @Test func C05_quotesBalanceAcrossASeam() throws {
        let document = try read(
            """
            耐磨材料走进矿山

            本报记者 何一

            该公司负责人刘平介绍，企业在“高锰

            老厂区变身创意园

            本报记者 许二

            老厂区改造完成投资3亿元，吸引了40家设计企业入驻。创意园今年接待游客12万人次。

            钢耐磨材料”领域投入2亿元，产品供应全国矿山。耐磨材料产量达到1.5万吨。
            """)
        #expect(document.texts(0) == ["该公司负责人刘平介绍，企业在“高锰/钢耐磨材料”领域投入2亿元，产品供应全国矿山。耐磨材料产量达到1.5万吨。"])
        #expect(document.texts(1).count == 1)
    }

    @Test(arguments: [
        // a missing full stop is no column break
        ("全市完成工业投资三十亿元，同比增长百分之五，增速居全省第一", "目前，全市在建项目十二个，完成投资八亿元。"),
        ("全市完成工业投资三十亿元，同比增长百分之五，增速居全省第一", "“今年要再上台阶。”市长张三说，投资要达到四十亿元。"),
        ("全市完成工业投资三十亿元，同比增长百分之五：", "一是新建项目十二个，完成投资八亿元。"),
        ("新建项目进展顺利，完成投资八亿元；", "技改项目完成投资三亿元。"),
    ])
    func C05_paragraphsThatDoNotGoOn(first: String, second: String) throws {
        let rest = "全年各项目标任务顺利完成，经济运行总体平稳，质量效益稳步提升，发展后劲不断增强，为明年打下了坚实基础。"
        let document = try read([first, second, rest, rest + "完。"].joined(separator: "\n\n"))
        #expect(document.texts(0).prefix(2) == [first, second])
    }

    @Test(arguments: [
        ("全区共有规模以上稀土企业115", "家，形成了完整的产业链条，产值保持增长。"),
        ("一期工程完成投资12.6", "亿元，形成年产能两万吨，带动就业一千人。"),
        ("抛光材料替代了进口产品和国外大公", "司产品，价格下降三成，市场占有率稳步提高。"),
        ("近几年招工难，产能大、", "利润薄的矛盾日益突出，企业纷纷转型升级。"),
        ("去年产值达到三十亿元，占全市的", "40%，今年力争突破五十亿元，增速保持领先。"),
        ("公司开发的新型储氢合金（主要用于燃料", "电池）实现量产，年产能达到三百吨左右。"),
    ])
    func C05_cutsOfEveryKind(head: String, tail: String) throws {
        let rest = "全年各项目标任务顺利完成，经济运行总体平稳，质量效益稳步提升，发展后劲不断增强，为明年打下了坚实基础。"
        let document = try read([rest, "记者了解到，" + head, tail, rest + "完。"].joined(separator: "\n\n"))
        #expect(document.texts(0)[1] == "记者了解到，\(head)/\(tail)")
    }

    @Test func C05_captionsBetweenTwoHalvesAreSteppedOver() throws {
        let rest = "全年各项目标任务顺利完成，经济运行总体平稳，质量效益稳步提升，发展后劲不断增强，为明年打下了坚实基础。"
        let document = try read(
            [rest, "轴承厂投入1.5亿元改造生产线，不良品率从3%降到", "图为轴承厂智能车间。 郑二摄", "0.5%。", rest].joined(separator: "\n\n"))
        #expect(document.texts(0)[1] == "轴承厂投入1.5亿元改造生产线，不良品率从3%降到/0.5%。")
    }
}
