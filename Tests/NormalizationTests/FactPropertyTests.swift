import Facts
import Lexicons
import Normalization
import SeededRandom
import Testing

/// What holds for every text, tried on made ones.
@Suite struct FactPropertyTests {
    private static let date = CalendarDay(year: 2022, month: 3, day: 15)
    /// Pieces of language in which every rule finds something to do.
    private static let words = [
        "包头市", "全市", "兰溪市", "浙江省", "我国", "公司", "该项目", "华盛集团有限公司", "稀土项目", "产值", "总投资", "增长", "下降", "占", "其中", "分别",
        "同比",
        "从", "增至", "降至", "达到", "预计", "力争", "建成后", "将", "2021年", "去年", "到2025年", "上半年", "“十四五”期间", "3.5亿元", "12.6%",
        "3—5万吨", "500多家",
        "翻一番", "2倍", "三分之一", "第12位", "1万", "8个百分点", "，", "、", "；", "。", "：", "（", "）", "“", "”", "\n", "\t", " ", "和",
        "的", "亿元以上", "万",
        "增加 0.87 个百分点", "比年初增减额", "价格（元）", "毛利率（%）营业收入", "亏损：", "道指跌", "了四成", "仙", "2020及2021年", "截至3月31日止年度",
        "1、某某：", "卓创资讯预计", "每年可回收", "A2.6", "本报告期", "上年度末", "不适用", "增减", "合计", "|", "｜", "||\n",
        "1,4-", "1,3,5-", "1,4-丁二醇", "五.五", "○九万八一八七", "个多月", "提升", "报告期内", "变动分别为-1%、2%", "完成年初预算", "完成", "超过", "图3", "港口完成", "（6443-TW）",
        "千", "十", "7", ".", "-", "—", "%", "/", "年", "月", "US$", "bn", "MW", "\u{200B}", "\u{FEFF}", "𠮷", "👍",
        "e\u{301}",
    ]

    private static func reader() throws -> Normalizer { try FactSpecTests.normalizer.get() }

    private static func page(_ lines: [ArraySlice<UInt32>], text: SourceText, role: ParagraphRole = .body) -> Article {
        Article(
            ordinal: 0, paragraphs: lines.map { Paragraph(role: role, pieces: [TextSpan($0.startIndex, $0.endIndex)]) })
    }

    private static func document(_ scalars: ContiguousArray<UInt32>, role: ParagraphRole = .body) -> Document {
        let text = SourceText(scalars: scalars)
        let lines = Array(text.scalars).split(separator: 0x0A)
        return Document(name: "made", text: text, date: date, articles: [page(lines, text: text, role: role)])
    }

    private static func soup(_ random: inout SeededRandom, words count: Int) -> ContiguousArray<UInt32> {
        var scalars = ContiguousArray<UInt32>()
        for _ in 0..<count {
            scalars.append(
                contentsOf: words[Int.random(in: 0..<words.count, using: &random)].unicodeScalars.map(\.value))
        }
        return scalars
    }

    private func holds(_ facts: [Fact], _ document: Document) {
        var last = TextSpan(0, 0)
        for fact in facts {
            let pieces = fact.pieces.isEmpty ? [fact.span] : fact.pieces
            #expect(pieces.map { document.text[$0] }.joined() == fact.surface)
            #expect(fact.span.start >= 0 && fact.span.start < fact.span.end && fact.span.end <= document.text.count)
            #expect(fact.span.start >= last.start)
            #expect(!(fact.high < fact.low), "\(fact.surface)")
            #expect(fact.confidence >= 0 && fact.confidence <= 1)
            #expect(!fact.unit.isEmpty)
            #expect(fact.sentence.allSatisfy { $0.start >= 0 && $0.end <= document.text.count })
            last = fact.span
        }
    }

    @Test(arguments: 1...40) func spansSliceBackInAnyOrderOfWords(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        for role in [ParagraphRole.body, .row, .heading, .title] {
            let document = Self.document(Self.soup(&random, words: 400), role: role)
            holds(try Self.reader().facts(in: document), document)
        }
    }

    @Test(arguments: 1...20) func anyScalarsAreRead(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) &+ 1000)
        var scalars = ContiguousArray<UInt32>()
        for _ in 0..<3000 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: scalars.append(UInt32.random(in: 0x20..<0x7F, using: &random))
            case 1: scalars.append(UInt32.random(in: 0x4E00..<0x9FFF, using: &random))
            case 2: scalars.append(UInt32.random(in: 0x3000..<0x3020, using: &random))
            case 3: scalars.append(UInt32.random(in: 0xFF00..<0xFFEF, using: &random))
            default: scalars.append(UInt32.random(in: 0..<0x11_0000, using: &random))
            }
        }
        let document = Self.document(scalars)
        holds(try Self.reader().facts(in: document), document)
    }

    @Test(arguments: [
        "7", "亿", "（", "（）", "“", "从3%增至", "3万吨、", "分别为3万吨、", "占3%，", "1,", "3—", "某市产值达125.6亿元，增长8.5%，", "有限公司", "其中",
        "2020年", "\t3", "%", "千",
    ])
    func hostileTextsAreReadAndSlicedBack(_ pattern: String) throws {
        let unit = pattern.unicodeScalars.map(\.value)
        var scalars = ContiguousArray<UInt32>()
        while scalars.count < 6_000 { scalars.append(contentsOf: unit) }
        for role in [ParagraphRole.body, .row] {
            let document = Self.document(scalars, role: role)
            holds(try Self.reader().facts(in: document), document)
        }
    }

    @Test func oddPagesAreRead() throws {
        let empty = Document(name: "empty", text: SourceText(""), date: nil, articles: [])
        #expect(try Self.reader().facts(in: empty).isEmpty)
        // paragraphs without a piece, outside the text, upside down, overlapping
        let text = SourceText("总投资3亿元，增长5%。")
        let odd = Document(
            name: "odd", text: text, date: nil,
            articles: [
                Article(
                    ordinal: 0,
                    paragraphs: [
                        Paragraph(role: .body, pieces: []), Paragraph(role: .body, pieces: [TextSpan(5, 500)]),
                        Paragraph(role: .row, pieces: [TextSpan(4, 2)]),
                        Paragraph(role: .body, pieces: [TextSpan(0, 7), TextSpan(3, 9)]),
                    ])
            ])
        _ = try Self.reader().facts(in: odd)
    }

    /// What a fact says, without where it stands.
    private static func meaning(_ f: Fact, from start: Int) -> [String] {
        [
            String(f.span.start - start), f.surface, f.low.description, f.high.description, f.unit, f.category.rawValue,
            f.metric, f.subject,
            f.item, f.basis.rawValue, f.period, f.place, f.from?.description ?? "", f.direction, f.relation, f.rule,
        ]
    }

    @Test(arguments: 1...20) func theSameTextGivesTheSameFactsWhereverItStands(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) &+ 5000)
        let rows = FactSpec.all
        guard let spec = rows.randomElement(using: &random) else { return }
        let before = Self.soup(&random, words: Int.random(in: 0..<200, using: &random)) + [0x0A]
        let after = [0x0A] + Self.soup(&random, words: 50)
        let alone = try Self.reader().facts(in: spec.document)
        let start = before.count
        guard let own = spec.document.articles.first else { return }
        func moved(_ article: Article) -> Article {
            var article = article
            article.ordinal = 1
            for i in article.paragraphs.indices {
                article.paragraphs[i].pieces = article.paragraphs[i].pieces.map {
                    TextSpan($0.start + start, $0.end + start)
                }
            }
            return article
        }
        let end = start + spec.document.text.count
        let text = SourceText(scalars: before + spec.document.text.scalars + after)
        let articles = [
            Article(ordinal: 0, paragraphs: [Paragraph(role: .body, pieces: [TextSpan(0, start)])]), moved(own),
            Article(ordinal: 2, paragraphs: [Paragraph(role: .body, pieces: [TextSpan(end, text.count)])]),
        ]
        let long = Document(name: "long", text: text, date: spec.document.date, articles: articles)
        let within = try Self.reader().facts(in: long).filter { $0.article == 1 }
        #expect(
            within.map { Self.meaning($0, from: start) } == alone.map { Self.meaning($0, from: 0) }, "\(spec.shown)")
    }

    @Test func aDeadlineThatHasPassedStopsTheReading() throws {
        var random = SeededRandom(seed: 9)
        let document = Self.document(Self.soup(&random, words: 200))
        #expect(throws: DeadlineExceeded.self) {
            try Self.reader().facts(in: document, deadline: .after(milliseconds: -1))
        }
    }
}
