import Facts
import Lexicons

/// What a figure takes from those before it: the words of a list, what a change is a change of.
extension ArticleReader {
    /// 项目62项，总投资452亿元，其中建成投产4项: of what was counted, not of its money.
    func countsWhatWasCounted(_ d: Draft, _ previous: Draft?) -> Bool {
        guard let previous, d.quantity.dimension == .count, !CategoryRule.made.contains(d.quantity.unit) else { return false }
        switch previous.category {
        case .investment, .revenue, .funding, .price: return true
        default: return false
        }
    }

    func lastIndicator(before d: Draft, after token: Int = -1, _ r: Reading) -> IndicatorTable.Indicator? {
        r.indicatorIndex(before: d.token, after: max(token, d.sentence.lowerBound - 1)).flatMap { r.indicator(r.tokens[$0]) }
    }

    func latest(of drafts: [Draft], from first: Int, _ fits: (_ category: Category?, _ dimension: Dimension) -> Bool) -> Int? {
        var k = drafts.count - 1
        while k >= first {
            if fits(drafts[k].category, drafts[k].quantity.dimension) { return k }
            k -= 1
        }
        return nil
    }

    /// What a change is a change of, where that is not the figure right before it: brackets, parts of a whole and amounts gained stand between.
    func grown(_ d: Draft, _ drafts: [Draft], from first: Int, _ r: Reading) -> Draft? {
        var k = drafts.count - 1
        guard k > first else { return nil }
        // 增加值255亿元（占规上工业62.0%），增长12.5%
        if let open = bracket(between: drafts[k].quantity.span.end, and: d.quantity.span.start, r) {
            while k >= first, drafts[k].quantity.span.start > open { k -= 1 }
            return k >= first ? drafts[k] : nil
        }
        // 完成12.3亿元，为预算的87%，增收4300万元，增长3.6%: what came in
        var came = k
        while came > first, drafts[came].sentence == d.sentence, drafts[came].isRead(by: "share-of-plan") || drafts[came].category == .change && drafts[came].quantity.dimension == .money { came -= 1 }
        if came < k, drafts[came].sentence == d.sentence, drafts[came].category == .revenue || drafts[came].category == .investment || drafts[came].category == .funding, extent(came + 1, k + 1).contains(where: { drafts[$0].isRead(by: "share-of-plan") }) { return drafts[came] }
        let last = drafts[k], own = drafts[k - 1]
        // 增加值增长21.8%，占规模以上工业的比重提高到13.0%；有色金属行业|下降2.7%
        if own.sentence == d.sentence, own.category == .change, own.from == nil, last.metric.ends("比重") || last.metric.ends("占比"), d.quantity.dimension == .percent { return own }
        guard own.sentence == d.sentence, own.category != .change, own.category != .share else { return nil }
        // 比上年增收3761万元，增长3.6%
        if last.category == .change, last.metric.ends("增收"), last.quantity.dimension == own.quantity.dimension { return own }
        // 1857万个，占85.2%，比上年增加1036万个
        if last.category == .share, last.phrase?.share != nil, last.phrase?.range.isEmpty == true, d.quantity.unit == own.quantity.unit { return own }
        return nil
    }

    /// Where the bracket opened that closes between two figures.
    private func bracket(between a: Int, and b: Int, _ r: Reading) -> Int? {
        var j = r.tokenIndex(at: a)
        while j < r.tokens.count, r.tokens[j].start < b, r.tokens[j].mark != .close, r.tokens[j].mark != .open { j += 1 }
        guard j < r.tokens.count, r.tokens[j].start < b, r.tokens[j].mark == .close else { return nil }
        let close = j
        while j > 0, close - j < 60 {
            j -= 1
            if r.tokens[j].mark == .open { return r.tokens[j].start }
        }
        return nil
    }

    /// -11.83%、0.00%、11.31%: where no verb says which way, each sign of a list is its own.
    private func ownDirection(of d: Draft, after previous: Draft, _ r: Reading) -> String? {
        func isSigned(_ one: Draft) -> Bool {
            switch r.text[one.quantity.span.start] {
            case "-", "－", "−": return true
            default: return false
            }
        }
        guard let phrase = previous.phrase, phrase.change.isEmpty, phrase.reached.isEmpty, isSigned(previous) || isSigned(d) || previous.isRead(by: "sign-of-its-own") else { return nil }
        d.evidence.append(SlotEvidence(slot: "direction", rule: "sign-of-its-own"))
        return d.quantity.low.isNegative ? "down" : d.quantity.low > .zero ? "up" : ""
    }

    /// A figure in a list takes the words of the one before it.
    /// 合同额为柒仟捌佰万元(|￥78,000,000.00|): the same figure again, in brackets behind it.
    func restates(_ d: Draft, _ previous: Draft, _ r: Reading) -> Bool {
        let a = previous.quantity.span.end, b = d.quantity.span.start
        guard b > a, b - a <= 8, d.quantity.low == previous.quantity.low, d.quantity.high == previous.quantity.high, d.quantity.unit == previous.quantity.unit, d.quantity.dimension == .money else { return false }
        let open = r.text[a] == " " ? a + 1 : a
        return Scalars.opensBracket(r.text[open])
    }

    func inherit(_ d: Draft, from previous: Draft, _ r: Reading, index: Int) {
        d.category = previous.category
        d.metric = previous.metric
        d.item = previous.item
        d.subject = previous.subject
        d.subjectEntity = previous.subjectEntity
        d.basis = previous.basis
        d.period = previous.period
        d.place = previous.place
        d.direction = previous.direction
        d.relation = previous.relation
        d.phrase = previous.phrase
        d.rule = "list"
        if previous.metric == previous.quantity.unit { d.metric = d.quantity.unit; d.item = d.quantity.unit }
        d.doubts = previous.doubts
        d.evidence = previous.evidence
        d.coordinatedWith = index
        UnitRule().localize(d, in: r)
        if previous.quantity.unit.equals("km/h"), d.quantity.unit.equals("m"), let low = d.quantity.low.divided(by: ExactDecimal(1000), digits: 6), let high = d.quantity.high.divided(by: ExactDecimal(1000), digits: 6) {
            (d.quantity.low, d.quantity.high) = (low, high)
            (d.quantity.unit, d.quantity.dimension) = ("km/h", .speed)
        }
        // 6.5万吨、1万吨: per year where the first is
        if previous.quantity.unit.ends("/a"), !d.quantity.unit.holds("/") { d.extendUnit(by: "/a") }
        // 44607元、16996元: a head where the first is
        if previous.quantity.unit.ends("/人"), previous.quantity.dimension == .money, d.quantity.dimension == .money, !d.quantity.unit.holds("/") { d.extendUnit(by: "/人") }
        if d.category == .change, let own = ownDirection(of: d, after: previous, r) { d.direction = own }
        if d.direction == "down", d.category == .change, d.quantity.low > .zero { d.quantity.negate() }
        // 占全省的66%、全国的24%
        if previous.category == .share, r.text[d.quantity.span.start - 1] == "的", d.quantity.span.start - previous.quantity.span.end > 3 {
            d.metric = "占" + r.string(extent(previous.quantity.span.end + 1, d.quantity.span.start - 1))
        }
        // its own noun behind: 64辆换电车和128块电池
        if d.category == .count || d.category == .resource || d.category == .production, let head = phrases.head(of: d, in: r) {
            let text = r.string(head)
            if d.category == .count { d.metric = text }
            d.item = text
        }
    }
}
