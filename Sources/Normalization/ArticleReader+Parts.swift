import Facts
import Lexicons

/// Figures that divide what the text told before: by sector, by goods, by partner.
extension ArticleReader {
    /// 其中…, 按常住地分，城镇居民|38904元, 分城乡看，…: a sentence on the parts of what the one before told.
    func tellsParts(_ d: Draft, _ r: Reading) -> Bool {
        let start = r.start(of: d.sentence)
        let opening = opening(of: d, r)
        if opening.equals("其中") { return true }
        guard opening.begins("按") || opening.begins("分") else { return false }
        let comma = extent(start, min(r.text.count, start + 10)).first { r.text[$0] == "，" || r.text[$0] == "," || r.text[$0] == "：" }
        guard let comma, comma - start >= 3 else { return false }
        return r.text[comma - 1] == "分" || r.text[comma - 1] == "看"
    }

    /// The first two scalars of the figure's sentence.
    func opening(of d: Draft, _ r: Reading) -> TextView {
        let start = r.start(of: d.sentence)
        return r.view(extent(start, min(r.text.count, start + 2)))
    }

    /// What a sentence divides by goods or partners: 进口方面，…; 按商品分，… behind a figure of 出口.
    func tradeTopic(_ d: Draft, _ drafts: [Draft], _ discourse: SubjectRule.Discourse, _ r: Reading) -> String? {
        let start = r.start(of: d.sentence)
        guard start < d.quantity.span.start else { return nil }
        let head = extent(start, min(d.quantity.span.start, start + 10))
        if Self.tradeSides.anyBegins(r.written, head), case let opening = r.string(head), let side = Self.sides.first(where: { opening.holds($0) }) { discourse.tradeTopic = side; return side }
        guard Self.tradeDivisions.anyBegins(r.written, head) || Self.directions.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)), let last = drafts.last(where: { $0.category == .revenue }), d.quantity.span.start - last.quantity.span.end < 400, Self.sides.contains(where: { last.metric.holds($0) }) || Self.deals.contains(where: { last.metric.holds($0) }) else { return discourse.tradeTopic }
        discourse.tradeTopic = last.metric
        return last.metric
    }

    /// 出口 or 进口, where the sentence tells of the one: at its head, or with money before.
    func tradedBeside(_ d: Draft, _ drafts: [Draft], from first: Int, _ discourse: SubjectRule.Discourse, _ r: Reading) -> String? {
        if let topic = tradeTopic(d, drafts, discourse, r) { return Self.sides.first { topic.holds($0) } }
        guard drafts.count > first, let money = drafts[first...].last(where: { $0.category == .revenue && $0.quantity.dimension == .money }) else { return nil }
        guard !money.metric.holds("进出口") else { return nil }
        return Self.sides.first { money.metric.holds($0) }
    }

    static let sides = ["再出口", "出口", "进口", "進口"]
    private static let deals = ["成交", "订单", "訂單", "接單", "接单"]
    private static let directions: AffixList = ["销往", "输往", "輸往", "出口至", "出口到", "运往"]
    private static let tradeSides: AffixList = ["出口方面", "进口方面", "進口方面", "出口商品", "进口商品", "在出口商品", "在进口商品"]
    private static let tradeDivisions: AffixList = ["就市場別", "依市場別", "就國別", "依國別", "就出口市場", "按货品", "按貨品", "按商品", "分商品", "按产品", "按產品", "按国别", "分国别", "按市场", "按贸易方式", "按原產地", "按原产地", "按目的地", "按貿易", "主要商品", "分市场", "从市场", "最大市場", "最大市场", "第一大市场", "前三大市场", "前五大市场", "主要出口市场", "其中，", "其中,", "分地区", "按主要貨品", "按主要货品", "按主要地區", "按地區", "按主要市場", "就訂單來源", "就主要", "就出口"]

    /// 三次产业结构为19.1:28.3:52.6: what each of the three is a share of.
    func partOfStructure(_ d: Draft, _ r: Reading) -> (metric: String, item: String)? {
        guard d.quantity.unit.equals("%"), d.quantity.span == d.quantity.numeral else { return nil }
        func isColon(_ i: Int) -> Bool { i >= 0 && i < r.text.count && (r.text[i] == ":" || r.text[i] == "：" || r.text[i] == "∶") }
        let start = d.quantity.span.start
        var index = isColon(start - 1) || isColon(start - 2) && r.text[start - 1] == " " ? 1 : 0
        guard index == 1 || isColon(d.quantity.span.end) else { return nil }
        if index == 1, !isColon(d.quantity.span.end) { index = 2 }
        var i = start
        while i > 2, start - i < 60, !(r.text[i - 2] == "产" && r.text[i - 1] == "业") {
            if r.text[i - 1] == "。" || r.text[i - 1] == "\n" { return nil }
            i -= 1
        }
        guard i > 2, r.text[i - 1] == "业" else { return nil }
        var first = i - 2
        while first > 0, i - first < 8, Scalars.isHan(r.text[first - 1]), r.text[first - 1] != "年", r.text[first - 1] != "市", r.text[first - 1] != "县", r.text[first - 1] != "区", r.text[first - 1] != "省", r.text[first - 1] != "看" { first -= 1 }
        if r.view(extent(first, first + 2)).equals("预计") || r.text[first] == "預" && r.text[first + 1] == "計" { first += 2 }
        var last = i
        while last < start, Scalars.isHan(r.text[last]), !Self.leads(r.text[last]) { last += 1 }
        return (r.string(extent(first, last)), Self.sectors[index])
    }

    private static let sectors = ["第一产业", "第二产业", "第三产业"]

    private static func leads(_ c: UInt32) -> Bool {
        switch c {
        case "为", "由", "从", "调", "优", "达", "是", "升", "转", "变", "演": return true
        default: return false
        }
    }

    /// 到位资金3477亿元，排名前五的产业链为：新能源（1178亿元）、石化化工（363亿元）: parts of the money told before, each by the name before its bracket.
    func bracketedPart(_ d: Draft, _ drafts: [Draft], _ r: Reading) -> (told: Draft, item: String)? {
        let open = d.quantity.span.start - 1, close = d.quantity.span.end
        guard d.quantity.dimension == .money, open > 1, close < r.text.count, Scalars.opensBracket(r.text[open]), Scalars.closesBracket(r.text[close]) else { return nil }
        var start = open
        while start > 0, open - start < 20, Scalars.isHan(r.text[start - 1]) || Scalars.isLetter(r.text[start - 1]) { start -= 1 }
        guard (2...18).contains(open - start), start > 1, let told = drafts.last(where: { $0.quantity.dimension == .money && $0.category != .change && !$0.metric.isEmpty }), d.quantity.span.start - told.quantity.span.end < 160 else { return nil }
        let mark = r.text[start - 1]
        guard mark == "：" || mark == ":" || mark == "、" && Scalars.closesBracket(r.text[start - 2]) else { return nil }
        return (told, r.string(extent(start, open)))
    }

    /// What grew before a paragraph that divides it: 分行业看，纺织业增长8.9%, where a sector alone stands before the growth.
    func sectorMeasure(_ d: Draft, _ phrase: Phrase, _ block: ArticleText.Block, _ drafts: [Draft], _ r: Reading) -> String? {
        guard d.quantity.dimension == .percent, !phrase.change.isEmpty, phrase.indicator.map({ $0.category == .count }) ?? true, phrase.range.count >= 3, r.text[phrase.range.upperBound - 1] == "业", isDivided(before: phrase.range.lowerBound, block, r) else { return nil }
        for k in extent(max(0, drafts.count - 24), drafts.count).reversed() {
            guard drafts[k].category == .change, d.quantity.span.start - drafts[k].quantity.span.end < 600, let name = drafts[k].phrase?.indicator?.name, ["增加值", "利润", "利润总额", "营业收入", "总产值", "投资", "出口"].contains(where: { name.ends($0) }), drafts[k].quantity.span.start < block.range.lowerBound || drafts[k].metric.ends(name) else { continue }
            return ["增加值", "利润总额", "营业收入", "总产值"].first { name.ends($0) } ?? name
        }
        return nil
    }

    /// The measure of the figure in front of 其中, of which a thing without one is a part.
    func measureDivided(_ d: Draft, _ phrase: Phrase, _ drafts: [Draft], from first: Int, _ r: Reading) -> String? {
        guard phrase.indicator == nil, phrase.verb.isDisjoint(with: [.invest, .fund, .make, .use, .need, .new]), phrase.range.count >= 2, !MetricRule.namesMeasure(r.string(phrase.range)), drafts.count > first else { return nil }
        guard let told = drafts[first...].last(where: { !$0.metric.isEmpty && ($0.phrase?.indicator != nil || MetricRule.namesMeasure($0.metric)) && $0.metric != $0.item }) else { return nil }
        guard d.quantity.span.start - told.quantity.span.end < 160, r.view(extent(told.quantity.span.end, phrase.range.lowerBound)).holds("其中") || told.sentence != d.sentence && tellsParts(d, r) else { return nil }
        let name = told.item.isEmpty ? nil : told.metric.behind(told.item)
        return name.flatMap { $0.scalarCount >= 2 && told.metric.begins(told.item) ? $0 : nil } ?? told.metric
    }

    /// 分经济类型看, 分行业看 in front, in the same paragraph.
    private func isDivided(before position: Int, _ block: ArticleText.Block, _ r: Reading) -> Bool {
        for i in extent(max(block.range.lowerBound, position - 300), position) where r.text[i] == "分" {
            if i > block.range.lowerBound, Scalars.isHan(r.text[i - 1]) { continue }
            for k in extent(i + 2, min(position, i + 9)) {
                if r.text[k] == "看" { return true }
                if !Scalars.isHan(r.text[k]) { break }
            }
        }
        return false
    }
}
