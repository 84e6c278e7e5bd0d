import Facts
import Testing

@Suite struct HTMLTests {
    static let page = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>某市稀土产业产值突破百亿元_某某新闻网</title>
        <meta name="PubDate" content="2021-03-05 10:20"><script>var a="<p>no</p>";</script><style>p{}</style></head>
        <body><nav><a href="/">首页</a><a>新闻</a></nav><div class="list"><a href=1>相关新闻一</a> <a href=2>相关新闻二</a></div>
        <h1>某市稀土产业产值突破百亿元</h1><div id="content"><p>　　本报讯（记者张三）全市稀土产业
        产值达到<b>120亿元</b>，同比增长8.5%&#12290;</p><p>全市建设<a href="/x">产业园</a>3个。</p>
        <table><caption>表1 主要指标（单位：亿元）</caption><tr><th>指标</th><th>2019年</th><th>2020年</th></tr>
        <tr><td>产值</td><td><p>110.6</p></td><td>120</td></tr><tr><td>利润</td><td></td><td>12</td></tr></table>
        <h2>下步打算</h2><ul><li>投资30亿元。</li><li>新建项目5个。</li></ul><p style="display: none">看不见的字。</p></div>
        <footer>版权所有</footer></body></html>
        """

    @Test func C07_textWithoutItsFrame() throws {
        let document = try read(Self.page, name: "a.html")
        #expect(
            document.text.string == """
                某市稀土产业产值突破百亿元
                本报讯（记者张三）全市稀土产业产值达到120亿元，同比增长8.5%。
                全市建设产业园3个。
                表1 主要指标（单位：亿元）
                指标\t2019年\t2020年
                产值\t110.6\t120
                利润\t\t12
                下步打算
                投资30亿元。
                新建项目5个。
                """)
        #expect(document.articles.count == 1)
        #expect(document.articles[0].title == "某市稀土产业产值突破百亿元")
        #expect(document.articles[0].byline == "记者张三")
        #expect(document.date == CalendarDay("2021-03-05"))
        #expect(document.dateOrigin == "html-meta")
        #expect(document.texts(0, .row).count == 3)
        #expect(document.texts(0, .caption) == ["表1 主要指标（单位：亿元）"])
        #expect(document.texts(0, .heading) == ["下步打算"])
        #expect(document.piecesAreSound)
    }

    @Test func C07_layoutTablesAreNoRows() throws {
        let long = String(repeating: "全市完成投资三十亿元，同比增长百分之五。", count: 30)
        let document = try read(
            "<html><body><table><tr><td><table><tr><td>\(long)</td></tr></table></td><td><p>投资二亿元。</p></td></tr></table></body></html>",
            name: "a.htm")
        #expect(document.texts(0, .row).isEmpty)
        #expect(document.texts(0) == [long, "投资二亿元。"])
    }

    @Test func C01_htmlIsKnownByItsBytes() throws {
        #expect(try read("<!DOCTYPE html><p>产值三亿元。</p>", name: "a.txt").text.string == "产值三亿元。")
        #expect(try read("产值<三亿元。", name: "a.html").text.string == "产值<三亿元。")
    }

    @Test(arguments: [
        #"<meta property="article:published_time" content="2021-03-05T08:00:00+08:00">"#,
        #"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-03-05"}</script>"#,
        #"<meta itemprop="datePublished" content="2021年3月5日">"#,
    ])
    func C01_metadataDates(element: String) throws {
        let document = try read("<html><head>\(element)</head><body><p>产值三亿元。</p></body></html>", name: "a.html")
        #expect(document.date == CalendarDay("2021-03-05"))
    }

    @Test func C02_utf16HTML() throws {
        let html = "<html><head><title>题</title></head><body><p>产值三亿元，增长百分之五。</p></body></html>"
        #expect(try read([0xFF, 0xFE] + html.bytes(in: "UTF-16LE"), name: "a.html").allTexts == ["产值三亿元，增长百分之五。"])
    }
}
