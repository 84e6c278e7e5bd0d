import Facts
import Testing

@Suite struct DateTests {
    private static let body = "全市完成投资三十亿元，同比增长百分之五。"

    @Test(arguments: [
        ("发布日期：2021-01-08\n某市投资增长\n\(body)", "a.txt", "2021-01-08", "dateline"),
        ("2021年1月8日 星期五\n\n\(body)", "a.txt", "2021-01-08", "dateline"),
        ("某市简况\n（某市统计局　２０２１年７月１５日）\n\(body)", "a.txt", "2021-07-15", "dateline"),
        ("某市通知\n\n\(body)\n\n某市人民政府\n二〇二一年十二月二十一日", "a.txt", "2021-12-21", "dateline"),
        ("某市通讯\n\n\(body)（发稿日期：2020年12月25日）", "a.txt", "2020-12-25", "dateline"),
        ("某市投资增长\n来源：某某网 2021-01-08 10:20\n\(body)", "a.txt", "2021-01-08", "dateline"),
        ("本报讯\(body)", "2021-01-08.txt", "2021-01-08", "file-name"),
        ("本报讯\(body)", "页/20210108_05.txt", "2021-01-08", "file-name"),
        ("本报讯\(body)", "2021年1月8日第5版.txt", "2021-01-08", "file-name"),
        ("本报讯\(body)", "a20211308.txt", "", ""),
        ("本报讯（记者张三）记者1月6日从某市获悉，\(body)", "a.txt", "", ""),
        ("本报某市2021年12月30日讯（记者张三）\(body)", "a.txt", "2021-12-30", "dateline"),
    ])
    func C06_datesFoundByThemselves(text: String, name: String, day: String, origin: String) throws {
        let document = try read(text, name: name)
        #expect(document.date?.description ?? "" == day)
        #expect(document.dateOrigin == origin)
    }

    @Test func C06_aGivenDayWinsAndYearsTheDatelines() throws {
        let text = "产业园投产\n\n本报记者 张三\n\n记者12月30日从内蒙古自治区包头市获悉，产业园投产。"
        let document = try read(text, name: "2019-01-01.txt", date: "2021-01-08")
        #expect(document.dateOrigin == "given")
        #expect(document.articles[0].date == "2020-12-30")
        #expect(document.articles[0].place == "内蒙古自治区包头市")
        #expect(try read(text).articles[0].date == "")
    }

    @Test(arguments: [
        ("{yyyy}{mm}{dd}", "press/20210108-3.txt", "2021-01-08"),
        ("{yyyy}-{mm}-{dd}", "a2021-01-08b.txt", "2021-01-08"),
        ("{dd}.{mm}.{yyyy}", "08.01.2021.txt", "2021-01-08"), ("p*_{yyyy}_{mm}{dd}", "p17_2021_0108.txt", "2021-01-08"),
        ("{yyyy}{mm}{dd}", "press/none.txt", ""), ("{yyyy}/{mm}/{dd}", "press/2021/01/08/a.txt", "2021-01-08"),
    ])
    func C06_patternsOverTheFileName(pattern: String, name: String, day: String) throws {
        let document = try read(Self.body, name: name, date: pattern)
        #expect(document.date?.description ?? "" == day)
        #expect(document.dateOrigin == (day.isEmpty ? "" : "file-name"))
    }

    @Test func C06_theYearOfABareDayFromTheRestOfThePage() throws {
        let document = try read(
            """
            甲项目签约

            本报讯（记者张三）2020年12月22日，甲项目签约，总投资30亿元。

            乙项目投产

            本报讯（记者李四）1月7日，乙项目投产，总投资20亿元。
            """)
        #expect(document.date == CalendarDay("2021-01-07"))
        #expect(document.articles.map(\.date) == ["2020-12-22", "2021-01-07"])
    }
}
