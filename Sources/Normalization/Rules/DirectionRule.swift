import Facts

/// The direction and sign of a change, and whether a multiple is a ratio or an increment.
struct DirectionRule: Sendable {
    func complete(_ d: Draft, phrase: Phrase, in r: Reading) {
        if d.category == .change {
            if d.direction.isEmpty { d.direction = !phrase.change.isEmpty ? phrase.change : phrase.reached }
            if d.direction.isEmpty, let behind = growthBehind(d, r) { d.direction = behind }
            if d.direction.isEmpty, d.quantity.low.isNegative { d.direction = "down" }
            if d.direction.isEmpty, isSigned(d, r) { d.direction = "up" }
            if d.direction.isEmpty, d.quantity.dimension == .point, let sign = comparison(d, r) { d.direction = sign }
            if d.direction.isEmpty, d.rule.equals("compared-with") { d.direction = r.view(phrase.range).holds("低于") ? "down" : "up" }
            if d.direction.isEmpty, d.quantity.dimension == .multiple { d.direction = "up" }
            // 减值率0.61%
            if d.direction.isEmpty, phrase.indicator?.name.begins("减值") == true { d.direction = "down" }
            // a decline is negative (convention 4); from A to B stays as written
            if d.direction == "down", d.from == nil, !d.quantity.low.isNegative, d.quantity.dimension != .multiple { d.quantity.negate() }
        } else if !phrase.reached.isEmpty {
            d.direction = phrase.reached
        }
        if d.category == .revenue, d.quantity.kind == .money, !d.quantity.low.isNegative, isLoss(d, phrase, r) { d.quantity.negate() }
        if d.quantity.dimension == .multiple, d.category == .change {
            let text = r.string(extent(d.quantity.span.start, d.quantity.span.end))
            if text.begins("翻") || !phrase.reached.isEmpty || phrase.change.isEmpty || isFormer(d, r) {
                d.relation = "ratio"
            } else {
                d.relation = "increment"
            }
        }
    }

    /// 高于全国4.3个百分点.
    private func comparison(_ d: Draft, _ r: Reading) -> String? {
        let words = r.view(extent(max(r.start(of: d.clause), d.quantity.span.start - 14), d.quantity.span.start))
        if words.holds("高于") || words.holds("快于") || words.holds("高出") { return "up" }
        return words.holds("低于") || words.holds("慢于") ? "down" : nil
    }

    /// +35%.
    private func isSigned(_ d: Draft, _ r: Reading) -> Bool {
        let start = d.quantity.span.start
        return r.text[start] == "+" || r.text[start] == "＋" || start > 0 && (r.text[start - 1] == "+" || r.text[start - 1] == "＋")
    }

    private func isLoss(_ d: Draft, _ p: Phrase, _ r: Reading) -> Bool {
        var a = max(0, d.quantity.span.start - 8)
        a = max(a, r.start(of: d.clause))
        let s = r.view(extent(a, d.quantity.span.start))
        // 经营亏损2130万元，比去年同期的3870万元收窄: the loss told before
        if p.range.isEmpty, p.indicator?.name.ends("亏损") == true, !s.holds("盈利") { return true }
        return (s.holds("净损") || s.holds("淨損") || s.holds("亏损") || s.holds("虧損") || s.holds("预亏") || s.holds("預虧") || Self.loses(before: d.quantity.span.start, from: a, r)) && !s.holds("扭亏") && !s.holds("扭虧")
    }

    /// Whether 亏, 亏了, 亏掉 or 赔了 stands right before a sum; 预亏, 减亏 and 扭亏 are no such verbs.
    static func loses(before position: Int, from start: Int, _ r: Reading) -> Bool {
        var i = position
        if i > start, r.text[i - 1] == "了" || r.text[i - 1] == "掉" || r.text[i - 1] == "去" { i -= 1 }
        guard i > start, r.text[i - 1] == "亏" || r.text[i - 1] == "虧" || r.text[i - 1] == "赔" && i < position else { return false }
        guard i - 2 >= start else { return true }
        switch r.text[i - 2] {
        case "预", "减", "扭", "盈", "增", "吃", "止", "補", "补": return false
        default: return true
        }
    }

    /// 提升为原来的100倍, 是2007年的2.1倍.
    private func isFormer(_ d: Draft, _ r: Reading) -> Bool {
        let s = r.view(extent(max(0, d.quantity.span.start - 5), d.quantity.span.start))
        return s.ends("的") || s.holds("原来") || s.holds("是")
    }

    private func growthBehind(_ d: Draft, _ r: Reading) -> String? {
        var j = d.token + 1
        var n = 0
        while j < d.sentence.upperBound, n < 3 {
            let t = r.tokens[j]
            if t.endsClause || t.kind == .quantity { return nil }
            if !t.roles.isDisjoint(with: [.up, .down]), r.leadsToFigure(j, in: d.sentence) { return nil }
            if t.roles.contains(.up) { return "up" }
            if t.roles.contains(.down) { return "down" }
            j += 1
            n += 1
        }
        return nil
    }
}
