import Facts
import Lexicons

/// Joins two figures of a change into one: 从4%增至8%, 由9.15降至7.82, 30亿元→50亿元.
struct FromToRule: Sendable {
    struct Change: Sendable {
        var span: TextSpan
        var from: ExactDecimal
        var direction: String
        var firstToken: Int
        /// What both are measured in, where the second leaves it out: 每吨6万元降到3.5万元.
        var unit: String?
        /// What the second is multiplied by for that unit: 每克300毫安时提高到362毫安时, per kilogram.
        var scale: ExactDecimal?
    }
    struct Merged: Sendable { var changes: [Int: Change] = [:]; var consumed: Set<Int> = [] }

    func merge(_ range: Range<Int>, _ r: Reading) -> Merged {
        var merged = Merged()
        var last: Int?
        for j in range where r.tokens[j].kind == .quantity {
            defer { last = j }
            guard let a = last, !merged.consumed.contains(a), merged.changes[a] == nil else { continue }
            guard let change = change(a, j, range, r) else { continue }
            merged.changes[j] = change
            merged.consumed.insert(a)
        }
        return merged
    }

    private func change(_ a: Int, _ b: Int, _ range: Range<Int>, _ r: Reading) -> Change? {
        let first = r.tokens[a], second = r.tokens[b]
        guard second.start - first.end <= 24, b - a <= 8 else { return nil }
        var direction = ""
        var found = false
        var plainTo = false
        for k in extent(a + 1, b) {
            let t = r.tokens[k]
            if t.kind == .mark, t.mark != .space { return nil }
            if t.kind == .word {
                if t.roles.contains(.toUp) { direction = "up"; found = true } else if t.roles.contains(.toDown) { direction = "down"; found = true }
                else if t.roles.contains(.to) { plainTo = true; found = true }
                else if t.roles.isDisjoint(with: [.copula, .adverb, .planned, .actual, .forecast, .target, .up, .down, .preposition]) { return nil }
                if t.roles.contains(.up), direction.isEmpty { direction = "up" }
                if t.roles.contains(.down), direction.isEmpty { direction = "down" }
            }
            if t.kind == .entity || t.kind == .place { return nil }
        }
        guard found else { return nil }
        // 从 or 由 in front, with nothing but time between
        var start = first.start
        var lead = false
        var k = a - 1
        while k >= range.lowerBound, first.start - r.tokens[k].start <= 18 {
            let t = r.tokens[k]
            if t.kind == .word, t.end - t.start == 1, r.text[t.start] == "从" || r.text[t.start] == "由" || r.text[t.start] == "從" {
                start = t.start
                lead = true
                break
            }
            if t.kind == .period || t.mark == .space || t.kind == .word && !t.roles.isDisjoint(with: [.copula, .adverb]) { k -= 1; continue }
            break
        }
        let arrow = r.view(extent(first.end, second.start)).equals("→")
        if plainTo, direction.isEmpty, !lead, !arrow { return nil }
        if !lead, direction.isEmpty, !arrow { return nil }
        let qa = r.quantities[Int(first.index)], qb = r.quantities[Int(second.index)]
        var from = qa.low
        // 由20多万元提高到每年400多万元: a year's sum both times
        let isRated = lead && qa.unit.begins(qb.unit + "/") && !qb.unit.isEmpty
        // 由2天缩短至6小时
        if qa.unit != qb.unit, qa.dimension == .duration, qb.dimension == .duration {
            guard lead, let factor = Self.factor(from: qa.unit, to: qb.unit), let scaled = from.multiplied(by: factor) else { return nil }
            from = scaled
        } else if qa.unit != qb.unit, qa.unit + "/a" != qb.unit, !isRated {
            // 从30提高到50亿元: the unit and multiplier stand once
            guard qa.unit.isEmpty, qa.kind == .number else { return nil }
            let written = r.string(extent(qb.numeral.start, qb.numeral.end)).prefix { $0.isASCII }
            if let value = ExactDecimal(String(written)), !value.isZero,
                let factor = qb.low.divided(by: value, digits: 12), let scaled = from.multiplied(by: factor)
            {
                from = scaled
            }
        }
        if direction.isEmpty { direction = qb.low > from ? "up" : qb.low < from ? "down" : "" }
        return Change(span: TextSpan(start, second.end), from: from, direction: direction, firstToken: lead ? r.tokenIndex(at: start) : a, unit: isRated ? qa.unit : nil, scale: isRated ? scale(of: first, r) : nil)
    }

    /// How many of the mass that a figure is told per make a kilogram, where it is not one.
    private func scale(of t: Token, _ r: Reading) -> ExactDecimal? {
        let words = r.view(extent(t.start, t.end))
        if words.holds("每克") { return ExactDecimal(1000) }
        return words.holds("每斤") || words.holds("一斤") ? ExactDecimal(2) : nil
    }

    /// How many of `b` make one of `a`, where that is a whole number; a month has no fixed number of days.
    private static func factor(from a: String, to b: String) -> ExactDecimal? {
        switch (a, b) {
        case ("天", "小时"), ("天", "小時"): return ExactDecimal(24)
        case ("天", "分钟"), ("天", "分鐘"): return ExactDecimal(1440)
        case ("小时", "分钟"), ("小時", "分鐘"), ("分钟", "秒"), ("分鐘", "秒"): return ExactDecimal(60)
        case ("年", "个月"), ("年", "個月"): return ExactDecimal(12)
        case ("周", "天"), ("週", "天"): return ExactDecimal(7)
        default: return nil
        }
    }
}
