import Facts
import Ingestion
import Testing

@Suite struct ArticleTests {
    /// A page as a newspaper's text comes: column name, briefs, a feature with sections, a commentary.
    static let page = """
        2022年4月12日 星期二  责编：赵六

        第5版：区域

        地方动态

        四川攀枝花 钒钛基地完成投资60亿元

        本报讯（记者钱七）4月9日，记者从攀枝花市经信局获悉，一季度钒钛新材料基地完成投资60亿元，同比增长18%。

        基地负责人介绍，一期项目年产钛材2万吨，带动就业1200人。

        乙县矿山修复见成效

        本报讯 记者孙八从乙县自然资源局了解到，三年来该县累计修复矿山43座，投入资金6.8亿元。

        合金材料年产能达到5万吨

        本报沈阳4月10日电（记者吴九 实习生郑十）沈阳市合金材料产业园4月10日投产。

        “小巨人”挑大梁

        ——丙市培育专精特新企业纪实

        本报记者 周十 通讯员 冯一一

        走进丙市高新区的精密制造车间，机器人正在忙碌。三年来，丙市培育专精特新企业216家，实现营业收入520亿元。

        技术赋能 老厂焕新

        丙市轴承厂投入1.5亿元改造生产线，生产效率提高35%。

        图为丙市轴承厂智能车间。 郑二摄

        记者手记

        创新需要耐心

        在丙市采访的日子里，感受最深的是耐心二字。
        """

    @Test func C06_pageIsTakenApart() throws {
        let document = try read(Self.page)
        #expect(
            document.articles.map(\.title) == [
                "钒钛基地完成投资60亿元", "乙县矿山修复见成效", "合金材料年产能达到5万吨", "“小巨人”挑大梁", "创新需要耐心",
            ])
        #expect(document.articles.map(\.kicker) == ["四川攀枝花", "", "", "", ""])
        #expect(document.articles.map(\.byline) == ["记者钱七", "记者孙八", "记者吴九 实习生郑十", "本报记者 周十 通讯员 冯一一", ""])
        #expect(document.articles.map(\.date) == ["2022-04-09", "", "2022-04-10", "", ""])
        #expect(document.articles.map(\.place) == ["四川攀枝花", "乙县", "沈阳", "", ""])
        #expect(document.date == CalendarDay("2022-04-12"))
        #expect(document.dateOrigin == "dateline")
        #expect(document.texts(3, .heading) == ["——丙市培育专精特新企业纪实", "技术赋能 老厂焕新"])
        #expect(document.texts(3, .caption) == ["图为丙市轴承厂智能车间。 郑二摄"])
        #expect(document.articles[0].paragraphs.filter { $0.role == .furniture }.count == 3)
        #expect(document.piecesAreSound)
    }

    @Test(arguments: [
        "◎本报记者 张三 通讯员 李四", "□ 本报记者 王五", "科技日报记者 赵六", "本报记者 钱 七", "◎孙八九 本报记者 周十",
        "新华社记者 吴一 郑二三", "本报记者　冯四　实习生　陈五", "文/图 本报记者 褚六", "本报驻江苏记者 卫七", "作者：蒋八", "□ 沈九 韩十一", "记者韩一通讯员杨二三",
    ])
    func C06_bylines(line: String) throws {
        let document = try read("产业园建成投产\n\n\(line)\n\n园区一期完成投资三亿元，今年计划再投五亿元。")
        #expect(document.articles.count == 1)
        #expect(document.articles[0].byline == line)
        #expect(document.articles[0].title == "产业园建成投产")
    }

    @Test(arguments: [
        "■ 创新驱动", "记者：请问今年的投资是多少？", "文化建设", "记者从市发改委获悉，今年投资三亿元。", "采访实录", "◆ 产业升级 提质增效", "通讯员队伍建设管理办法",
    ])
    func C06_linesThatAreNoByline(line: String) throws {
        let document = try read("产业园建成投产\n\n\(line)\n\n园区一期完成投资三亿元，今年计划再投五亿元。")
        #expect(document.articles[0].byline.isEmpty)
    }

    @Test(arguments: [
        ("科技日报讯（记者张三）", "记者张三", ""), ("本报讯 ", "", ""), ("新华社北京1月8日电（记者李四）", "记者李四", "北京"),
        ("据新华社上海1月8日电 ", "", "上海"), ("中新网1月8日电 ", "", ""), ("本报杭州1月8日讯（记者王五 赵六）", "记者王五 赵六", "杭州"),
        ("合肥1月8日讯　", "", "合肥"), ("南方日报讯（记者/钱七）", "记者/钱七", ""),
        ("（记者 孙八）", "记者 孙八", ""), ("〔記者周九／台北報導〕", "記者周九／台北報導", "台北"), ("【本报讯】", "", ""),
        ("（中央社記者吳十台北8日電）", "中央社記者吳十台北8日電", ""),
    ])
    func C06_dispatches(opening: String, byline: String, place: String) throws {
        let document = try read("前文说的是别的事。\n\n产业园建成投产\n\n\(opening)产业园一期完成投资三亿元。", date: "2021-01-09")
        let article = try #require(document.articles.last)
        #expect(article.title == "产业园建成投产")
        #expect(article.byline == byline)
        #expect(article.place == place)
        #expect(article.date == (opening.contains("1月8日") ? "2021-01-08" : ""))
    }

    @Test func C06_aMentionOfAnAgencyOpensNothing() throws {
        let document = try read(
            """
            产业园建成投产

            本报记者 张三

            产业园一期完成投资三亿元，今年计划再投五亿元。

            新华网消息，该市去年引进项目十二个，协议投资二十亿元。

            据新华社报道，全国同类园区已有四十家。
            """)
        #expect(document.articles.count == 1)
    }

    @Test func C06_aReportIsOneArticleWithHeadings() throws {
        let document = try read(
            """
            政府工作报告
            ——2021年1月25日在甲省第十三届人民代表大会第四次会议上
            各位代表：
            现在，我代表省人民政府向大会报告工作。
            一、2020年工作回顾
            过去一年，全省地区生产总值增长3.6%，总量突破4万亿元。
            （一）工业经济稳中有进。规模以上工业增加值增长4.2%。
            （二）投资结构持续优化
            全年固定资产投资增长5%，其中工业投资增长8%。
            1.重大项目建设
            实施重大项目300个，完成投资2500亿元。
            ——脱贫成果巩固。累计减贫12万人。
            第二部分 2021年工作安排
            地区生产总值增长6%以上；
            居民收入稳步增长。
            """)
        #expect(document.articles.count == 1)
        #expect(document.articles[0].title == "政府工作报告")
        #expect(
            document.texts(0, .heading) == [
                "——2021年1月25日在甲省第十三届人民代表大会第四次会议上", "一、2020年工作回顾", "（二）投资结构持续优化", "1.重大项目建设", "第二部分 2021年工作安排",
            ])
        #expect(document.texts(0).count == 9)
        #expect(document.date == CalendarDay("2021-01-25"))
    }

    @Test func C06_aTranscriptIsOneArticle() throws {
        let document = try read(
            """
            省政府新闻办举行稀土产业新闻发布会

            时间：2022年6月15日上午10时
            地点：省政府新闻发布厅

            主持人：各位记者朋友，大家上午好。

            新华社记者：请问今年的投资目标是多少？

            张三：谢谢您的提问。今年计划投资50亿元。

            问：专项资金下达了吗？

            答：已经下达资金3.2亿元。
            """)
        #expect(document.articles.count == 1)
        #expect(document.articles[0].byline.isEmpty)
        #expect(document.texts(0, .heading).isEmpty)
        #expect(document.texts(0).count == 6)
    }

    @Test func C06_anAnnouncementsTitleIsNotItsCode() throws {
        let document = try read(
            """
            证券代码：600001　　证券简称：某某新材　　公告编号：2021-047

            某某新材料股份有限公司
            关于募集资金投资项目进展情况的公告

            截至2021年6月30日，公司累计使用募集资金54,260.18万元。

            某某新材料股份有限公司董事会
            二〇二一年八月二十日
            """)
        #expect(document.articles[0].title == "关于募集资金投资项目进展情况的公告")
        #expect(document.articles[0].kicker == "某某新材料股份有限公司")
        #expect(document.date == CalendarDay("2021-08-20"))
    }

    @Test func C06_flatTablesKeepTheirRows() throws {
        let document = try read(
            """
            2020年主要工业产品产量

            表1  主要工业产品产量  单位：万吨
            产品名称    产量    比上年增长（%）
            原煤    1001.2    5.3
            粗钢    3560    -2.1

            全年生产总体平稳，稀土产量增长较快。
            行业\t增加值\t占比
            化工\t118.6\t17.3
            """)
        #expect(document.texts(0, .caption) == ["表1  主要工业产品产量  单位：万吨"])
        #expect(
            document.texts(0, .row) == [
                "产品名称    产量    比上年增长（%）", "原煤    1001.2    5.3", "粗钢    3560    -2.1", "行业\t增加值\t占比", "化工\t118.6\t17.3",
            ])
        #expect(document.texts(0) == ["全年生产总体平稳，稀土产量增长较快。"])
    }

    /// A statement of accounts as it comes out of a PDF: single spaces, cells of the head and labels broken over lines.
    @Test func C06_statementsKeepTheirRows() throws {
        let document = try read("""
            主要会计数据
            单位：元
            主要会计数据 本报告期
            （1－6月） 上年同期 本报告期比上年
            同期增减(%)
            营业收入 1,284,306,715.42 1,102,558,390.17 16.48
            归属于上市公司股东的净利
            润 86,915,220.08 97,430,612.55 -10.79
            经营活动产生的现金流量净额
            不适用 20,741,335.90 -356.10
            报告期内收入增长，主要是新产品交付放量。
            """)
        let rows = document.texts(0, .row)
        #expect(rows == [
            "主要会计数据 本报告期", "（1－6月） 上年同期 本报告期比上年", "同期增减(%)",
            "营业收入 1,284,306,715.42 1,102,558,390.17 16.48",
            "归属于上市公司股东的净利", "润 86,915,220.08 97,430,612.55 -10.79",
            "经营活动产生的现金流量净额", "不适用 20,741,335.90 -356.10",
        ])
    }

    /// Rows of a price table: commas in brackets, a unit of their own, groups under a label.
    @Test func C06_pricesKeepTheirRows() throws {
        let document = try read("""
            流通领域生产资料价格（2026-06上旬）
            产品名称 单位 本期价格（元） 比上期涨跌（元） 涨跌幅（%）
            黑色金属
            螺纹钢（Φ20mm，HRB400E） 吨 3243.9 -21.8 -0.7
            角钢（5#） 吨 3523.1 -25.5 -0.7
            有色金属
            电解铜（1#） 吨 105083.8 288.1 0.3
            铝锭（A00） 吨 24132.5 -131.8 -0.5
            """)
        let rows = document.texts(0, .row)
        #expect(rows.contains("螺纹钢（Φ20mm，HRB400E） 吨 3243.9 -21.8 -0.7"))
        #expect(rows.contains("铝锭（A00） 吨 24132.5 -131.8 -0.5"))
        #expect(rows.contains("产品名称 单位 本期价格（元） 比上期涨跌（元） 涨跌幅（%）"))
    }

    /// 增加 0.87 个百分点 is one cell, and 毛利率（%）营业收入 two of a head.
    @Test func C06_pointsWithBlanksAreOneCell() throws {
        let document = try read("""
            分产品情况
            分产品 营业收入 营业成本 毛利率（%）营业收入比上年增减（%）毛利率比上年增减（%）
            集成电路 4,923,542,448.73 3,368,867,617.40 31.58 19.93 增加 0.87 个百分点
            分立器件 6,379,424,388.17 5,599,664,756.72 12.22 17.32 减少 1.04 个百分点
            """)
        #expect(document.texts(0, .row).count == 3)
    }

    /// A table whose cells came one to a line is rows again.
    @Test func C06_cellsOfOneLineEachAreRows() throws {
        let document = try read("""
            产销快报
            单位：辆
            产品
            本月
            累计同比
            轿车
            8,506
            -17.15%
            客车
            6,415
            3.44%
            本月下线整车较多。
            """)
        let rows = document.texts(0, .row)
        #expect(rows == ["产品\n本月\n累计同比", "轿车\n8,506\n-17.15%", "客车\n6,415\n3.44%"])
    }

    /// Each cell on a line of its own that a bar ends, a unit behind the label, a title of the head cut in two.
    @Test func C06_cellsOfOneLineEachWithUnitsAreRows() throws {
        let document = try read("""
            旅游业情况表
            项 目 |
            单 位 |
            2014年 |
            2015年 |
            2015年比 |
            2014增长% |
            旅游业收入 |
            亿元 |
            210.2 |
            227.4 |
            8.2 |
            接待人数 |
            人次 |
            902153 |
            986865 |
            9.4 |
            |
            """)
        let rows = document.texts(0, .row)
        #expect(rows.count == 3)
        #expect(rows.last == "接待人数 |\n人次 |\n902153 |\n986865 |\n9.4 |")
    }

    /// Labels with figures tell something; labels with codes and names do not.
    @Test func C06_labelledFiguresAreNoFurniture() throws {
        let document = try read("""
            2025年度业绩预告
            证券代码：301877　证券简称：沅芷生物
            归属于上市公司股东的净利润 亏损：4900万元 盈利：9212万元
            报告期内行业需求回落，公司主要产品价格走低。
            """)
        let told = document.texts(0) + document.texts(0, .heading)
        #expect(told.contains("归属于上市公司股东的净利润 亏损：4900万元 盈利：9212万元"))
        #expect(!told.contains { $0.hasPrefix("证券代码") })
    }

    @Test func C05_wrappedLinesAreParagraphsAgain() throws {
        let document = try read(
            """
                  关于下达2021年专项资金的通知

            各市（州）财政局、工业和信息化局：
                为支持稀土新材料产业发展，经研究，现下达2021年
            产业转型升级专项资金3.7亿元，其中用于技术改造项目
            1.2亿元，用于创新平台建设2.5亿元，请按规定使用，专款
            专用，并于12月31日前将使用情况报省财政厅。
                各地要加强资金监管，提高使用效益，对弄虚作假的单
            位，一经查实，收回全部资金，三年内不得申报。
                                      甲省财政厅
                                      2021年3月5日
            """)
        #expect(document.articles.count == 1)
        #expect(
            document.texts(0).suffix(2) == [
                "为支持稀土新材料产业发展，经研究，现下达2021年/产业转型升级专项资金3.7亿元，其中用于技术改造项目/1.2亿元，用于创新平台建设2.5亿元，请按规定使用，专款/专用，并于12月31日前将使用情况报省财政厅。",
                "各地要加强资金监管，提高使用效益，对弄虚作假的单/位，一经查实，收回全部资金，三年内不得申报。",
            ])
        #expect(document.date == CalendarDay("2021-03-05"))
    }

    @Test func C05_wrappedLinesWithABlankLineBehindEachAreParagraphsAgain() throws {
        let lines = [
            "岚屿银行股份有限公司于近日召开年度股东大会，审议通过了年度利润分配",
            "方案，现将有关事项公告如下，请各位股东知悉并按公告的要求办理手续。",
            "公司拟以实施权益分派股权登记日登记的总股本扣除回购专户上的股份为基",
            "数，向全体股东每10股派发现金红利人民币1.5元，不送红股，也不以公积",
            "金转增股本，剩余的未分配利润结转下一年度，用于支持公司各项业务的发",
            "展，分派对象为股权登记日下午收市后在登记机构登记在册的全体股东，请",
            "各位股东关注，并核对有关的资料。",
            "本次分派于七月实施。",
        ]
        let told = try read(lines.joined(separator: "\n\n")).allTexts
        #expect(told.contains { $0.contains("为基/数，向全体股东") && $0.contains("公积/金转增股本") })
        #expect(told.contains("本次分派于七月实施。"))
    }

    @Test func C05_aParagraphOnEachLineStaysApart() throws {
        let lines = [
            "全市完成工业投资三十亿元，增长百分之五。", "稀土产业产值突破百亿元大关。", "新开工项目十二个，竣工项目八个，在建项目进展顺利。", "外贸进出口总额二十亿元。",
            "下一步，继续抓好项目建设。", "城镇居民收入增长百分之六，农村居民收入增长百分之七。",
        ]
        #expect(try read(lines.joined(separator: "\n")).allTexts == lines)
    }

    @Test func C09_plainMakesAParagraphOfEachLine() {
        let text = SourceText("全市企业115\n\n家，增长\n 3%\r\n")
        let document = Ingestor.plain(text: text, name: "1", date: CalendarDay("2021-01-08"))
        #expect(document.articles.count == 1)
        #expect(document.allTexts == ["全市企业115", "家，增长", "3%"])
        #expect(document.dateOrigin == "given")
    }
}
