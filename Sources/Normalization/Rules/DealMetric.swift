import Facts
import Lexicons

/// What a figure of shares is: what is done with them, whose they are, what they go at.
extension MetricRule {
    /// 某某股份|大跌5.9%, 某某控股一度跌超5%: a listed firm's shares, where nothing but a time stands between its name and the move.
    func movesShares(_ d: Draft, _ r: Reading) -> Bool {
        guard d.category == .change, d.quantity.dimension == .percent, d.quantity.span.start > 1, Self.moves(r.text[d.quantity.span.start - 1]) else { return false }
        let k = r.entityIndex(endingAfter: d.quantity.span.start - 20)
        guard let e = r.entities[k...].prefix(while: { $0.end <= d.quantity.span.start }).last(where: { $0.kind == .organisation && $0.isKnownFirm }), e.start >= r.start(of: d.clause) else { return false }
        // 在12月1日|分别下跌: the time stands between
        let times = extent(r.tokenIndex(at: e.end), d.token).filter { r.tokens[$0].kind == .period }
        let words = String(scalars: extent(e.end, d.quantity.span.start).filter { i in r.text[i] != "在" && !times.contains { r.tokens[$0].start <= i && i < r.tokens[$0].end } }.map { r.text[$0] })
        guard let verb = Self.moving.ending(of: words) else { return false }
        let between = String(words.unicodeScalars.dropLast(verb.scalarCount))
        return between.isEmpty || Self.sessions.contains(between)
    }

    private static func moves(_ c: UInt32) -> Bool { c == "跌" || c == "涨" || c == "漲" }
    private static let moving: AffixList = ["跌", "涨", "漲", "大跌", "大涨", "大漲", "收跌", "收涨", "收漲", "下跌", "上涨", "上漲", "股价上涨", "股价下跌", "分别下跌", "分别上涨"]
    private static let sessions: WordSet = ["一度", "盘中", "盘中一度", "早盘", "午后", "午后一度", "尾盘", "盘前", "盘后", "也", "则", "均", "更", "当日", "盤中", "盤中一度", "午後"]

    /// 转让某公司60%的|股权: the stake behind a share.
    func stake(behind position: Int, _ r: Reading) -> String? {
        var end = position
        while end + 1 < r.text.count, r.text[end] == "、" || r.text[end] == "和" || r.text[end] == "及", case let j = r.tokenIndex(at: end + 1), j < r.tokens.count, r.tokens[j].kind == .quantity, r.tokens[j].start == end + 1, r.quantities[Int(r.tokens[j].index)].dimension == .percent { end = r.tokens[j].end }
        while end < r.text.count, r.text[end] == " " || r.text[end] == "的" { end += 1 }
        let words = r.string(extent(end, min(r.text.count, end + 3)))
        return Self.stakes.first { words.begins($0) }
    }

    /// 持有|天风期货|2.0976%股权: whose shares they are.
    func stakeHolding(before position: Int, _ d: Draft, _ r: Reading) -> String {
        let k = r.entityIndex(endingAfter: position) - 1
        guard k >= 0, case let e = r.entities[k], e.kind == .organisation, position - e.end <= 1, e.start > r.start(of: d.clause) else { return "" }
        return r.string(extent(e.start, e.end))
    }

    /// What is done with shares, at most ten scalars before their number: 发行, 增发, 减持, 认购.
    func dealInShares(before d: Draft, _ r: Reading) -> String? {
        let start = max(r.start(of: d.clause), d.quantity.span.start - 12)
        var i = d.quantity.span.start
        while i - 2 >= start {
            let words = extent(i - 2, i)
            if words.contains(where: { (0x30...0x39).contains(r.text[$0]) }) { return nil }
            if Self.dealsInShares.contains(r.text, words) {
                let between = r.view(extent(i, d.quantity.span.start))
                return between.holds("数") || between.holds("股本") || between.holds("价") ? nil : r.string(words)
            }
            i -= 1
        }
        return nil
    }

    /// 以17.88元/股的|价格|发行, 以12.5元/股|增发|9600万股.
    func priceOfShares(_ d: Draft, _ phrase: Phrase, _ r: Reading) -> Answer? {
        guard d.quantity.unit == "CNY/股", phrase.indicator == nil else { return nil }
        let end = d.quantity.span.end
        if r.view(extent(end, min(r.text.count, end + 4))).begins("的价格") { return Answer(metric: "价格", item: "", rule: "indicator-behind", sure: true) }
        guard d.rule.equals("verb-of-shares"), let issue = Self.issue(behind: end, r) else { return nil }
        return Answer(metric: issue + "价格", item: "", rule: "verb-behind", sure: true)
    }

    /// 发行价格为不低于前20个交易日均价的|90%|，即不低于|9元/股|: the price that the sentence sets.
    static func sharePrice(before d: Draft, _ r: Reading) -> String? {
        let words = extent(r.start(of: d.sentence), d.quantity.span.start)
        guard d.quantity.unit == "CNY/股" || d.quantity.dimension == .percent && (averages.anyEnds(r.written, words) || averages.anyEnds(r.written, extent(words.lowerBound, max(words.lowerBound, words.upperBound - 1)))) else { return nil }
        let said = r.string(words)
        guard !dividends.anyIn(said) else { return nil }
        return sharePrices.first { said.holds($0) }
    }

    private static let averages: AffixList = ["均价的", "均 价的"]
    private static let dividends: AffixList = ["红利", "股利", "股息", "每股收益"]
    private static let sharePrices = ["股票发行价格", "发行价格", "发行底价", "发行价", "认购价格", "转让价格", "回购价格", "行权价格", "授予价格", "收购价格", "减持价格"]

    /// How new shares come to be, right behind their price: 12.5元/股|增发, 6.02元/股的|定增.
    static func issue(behind position: Int, _ r: Reading) -> String? {
        let start = position < r.text.count && r.text[position] == "的" ? position + 1 : position
        return issues.beginning(of: r.written, extent(start, min(r.text.count, start + 6)))
    }

    private static let issues: AffixList = ["非公开发行", "非公开增发", "发行", "增发", "定增", "认购", "配售", "发售", "發行"]
    private static let dealsInShares: WordSet = ["发行", "增发", "配售", "减持", "增持", "回购", "认购", "转增", "發行", "減持", "回購", "認購"]
    private static let stakes = ["股权", "股份", "权益", "出资额"]
}
