import Facts
import Lexicons

/// What stands beside a figure: currencies, comparators, signs, 每吨 and 时速.
extension Scan {
    /// 人民币, US$ in front of `start`.
    func currencyBefore(_ start: Int) -> (start: Int, code: String)? {
        var e = start
        if at(e - 1) == 0x20 { e -= 1 }
        let c = at(e - 1)
        if c == 0 || Scalars.isBreak(c) { return nil }
        guard let match = tables.currenciesBefore.longestMatch(in: text, endingAt: e, floor: max(lower, e - 10)) else { return nil }
        if Scalars.isLetter(at(match.start)), Scalars.isLetter(at(match.start - 1)) { return nil }
        if match.start < lastEnd { return nil }
        return (match.start, tables.currencyCodes[match.value])
    }

    func comparatorBefore(_ start: Int, n: Numeral, unit: UnitReading?, bottom: Int) -> (comparator: Comparator, start: Int)? {
        var e = start
        if at(e - 1) == 0x20 { e -= 1 }
        guard e > bottom, let match = tables.comparatorsBefore.longestMatch(in: text, endingAt: e, floor: bottom) else { return nil }
        let word = tables.comparators[match.value]
        if word.needsBare, !n.marks.contains(.bare) { return nil }
        let before = match.start > lower ? text[match.start - 1] : 0
        if !tables.comparatorGuards[match.value].isEmpty, tables.comparatorGuards[match.value].contains(before) { return nil }
        if Scalars.isLetter(at(match.start)) {
            if Scalars.isLetter(before) { return nil }
            if e == start { return nil }
        } else if e != start, Scalars.isHan(at(match.start)), n.marks.contains(.han) {
            return nil
        }
        // 3<5 and a~b are not comparators of prose
        if word.word.utf8.count == 1, word.word == "~" || word.word == ">" || word.word == "<", isDigit(match.start - 1) { return nil }
        // 突破3项关键技术 broke through them
        if at(match.start) == 0x7A81, let unit, unit.isClassifier, unit.unit == "项" || unit.unit == "個" || unit.unit == "个" || unit.unit == "批" || unit.unit == "種" || unit.unit == "种" {
            var k = unit.end
            while k < min(upper, unit.end + 12), !isOne(of: "，。；,;", at: k) {
                if reads("技术", at: k) || reads("瓶颈", at: k) || reads("难题", at: k) || reads("关键", at: k) || reads("核心", at: k) || reads("卡脖", at: k) { return nil }
                k += 1
            }
        }
        return (word.comparator, match.start)
    }

    func comparatorAfter(_ end: Int, unit: UnitReading?, n: Numeral) -> (comparator: Comparator, end: Int)? {
        var j = end
        if let unit, unit.holdsRest { return (.gt, end) }
        // 3年多, 2倍余
        if let unit, at(j) == Mark.many || at(j) == Mark.rest || at(j) == Mark.restTraditional {
            if unit.dimension == .duration || unit.kind == .multiple || unit.kind == .money || unit.dimension == .length || unit.dimension == .mass || unit.dimension == .area || unit.dimension == .percent,
                !isOne(of: "样元功媒模层次边方额热种家个项名位晶肽聚彩维", at: j + 1) || unit.dimension == .duration
            { return (.gt, j + 1) }
            return nil
        }
        if at(j) == 0x20, Scalars.isLetter(at(j + 1)) || n.marks.contains(.arabic) && (at(j + 1) == 0x4E4B || at(j + 1) == 0x4EE5) && boundsBehindGap(j + 1) { j += 1 }
        if at(j) == 0x2B || at(j) == 0xFF0B {
            return isDigit(j + 1) || Scalars.isLetter(at(j + 1)) || at(j + 1) == 0x2F ? nil : (.ge, j + 1)
        }
        guard let match = tables.comparatorsAfter.longestMatch(in: text, at: j, limit: upper) else { return nil }
        let word = tables.comparators[match.value]
        if Scalars.isLetter(at(j)), Scalars.isLetter(at(match.end)) || j == end { return nil }
        if at(j) == 0x8BB8 || at(j) == 0x8A31, isOne(of: "可多诺昌", at: j + 1) { return nil }  // 许可
        if reads("上下", at: j), isOne(of: "游", at: j + 2) { return nil }
        return (word.comparator, match.end)
    }

    /// 170 以下, 5 之内: a bound that stands off its figure, and no 以下简称.
    private func boundsBehindGap(_ i: Int) -> Bool {
        guard let match = tables.comparatorsAfter.longestMatch(in: text, at: i, limit: upper) else { return false }
        return !isOne(of: "简簡称稱为為是同列所各", at: match.end)
    }

    /// 华氏, 摄氏温度 in front of a degree.
    func scaleBefore(_ start: Int) -> (start: Int, unit: String)? {
        var k = Scalars.isBlank(at(start - 1)) ? start - 1 : start
        if at(k - 1) == 0x5EA6, at(k - 2) == 0x6E29 || at(k - 2) == 0x6EAB { k -= 2 }
        guard at(k - 1) == 0x6C0F else { return nil }
        if reads("摄", at: k - 2) || reads("攝", at: k - 2) { return (k - 2, "degC") }
        if reads("华", at: k - 2) || reads("華", at: k - 2) { return (k - 2, "degF") }
        return nil
    }

    /// -, 负, 零下, ± in front.
    func signBefore(_ start: Int, unit: UnitReading?, n: Numeral) -> (start: Int, isPlusMinus: Bool)? {
        let c = at(start - 1)
        if Scalars.isMinus(c), n.marks.contains(.arabic) {
            let b = at(start - 2)
            if !found.isEmpty, lastEnd == start - 1 { return nil }
            // 基本每股收益（元/股）-0.04元
            if b == 0xFF09 || b == 0x29, unit?.kind == .money, at(start - 3) == 0x80A1 || at(start - 3) == 0x5143 { return (start - 1, false) }
            if isDigit(start - 2) || Scalars.isLetter(b) || Scalars.isMinus(b) || Scalars.isCloseQuote(b) || b == 0x29 || b == 0xFF09 || b == 0x25 { return nil }
            if Scalars.isHan(b) {
                guard let unit, unit.kind == .percent || unit.kind == .money || unit.kind == .point || unit.dimension == .temperature else { return nil }
            }
            if b == 0 || Scalars.isBreak(b), let unit, unit.kind == .count { return nil }
            return (start - 1, false)
        }
        if c == 0x20, at(start - 2) == Mark.minusWord || at(start - 2) == 0x8CA0, !isOne(of: "担胜自抱欺肩辜减正", at: start - 3) { return (start - 2, false) }
        if c == Mark.minusWord || c == 0x8CA0 {
            if at(start - 2) == 0x6B63 { return (start - 2, true) }  // 正负5
            return isOne(of: "担胜自抱欺肩辜减", at: start - 2) ? nil : (start - 1, false)
        }
        if c == 0x4E0B, reads("零下", at: start - 2) { return (start - 2, false) }
        guard c == 0x20 else { return nil }
        if at(start - 2) == 0x73, reads("minus ", at: start - 6) || reads("Minus ", at: start - 6) { return (start - 6, false) }
        if at(start - 2) == 0x65, reads("negative ", at: start - 9) || reads("Negative ", at: start - 9) { return (start - 9, false) }
        // 增速- 5%, and - 1,200 alone: elsewhere a dash between blanks is a dash
        if Scalars.isMinus(at(start - 2)), n.marks.contains(.arabic), found.isEmpty || lastEnd < start - 2 {
            let b = at(start - 3)
            let isValue = unit.map { $0.kind == .percent || $0.kind == .money || $0.kind == .point || $0.dimension == .temperature } ?? false
            if isValue, Scalars.isHan(b) || b == 0x3A || b == 0xFF1A || b == 0x20 && unit?.dimension == .temperature && Scalars.isLetter(at(start - 4)) { return (start - 2, false) }
            if start - 2 <= lower, unit?.kind != .count, (unit?.end ?? n.end) >= upper { return (start - 2, false) }
        }
        return nil
    }

    /// 每吨, 每小时, 时速 in front of the figure.
    func rateBefore(_ start: Int, unit: UnitReading) -> (start: Int, rateName: String, factor: ExactDecimal, isSpeed: Bool)? {
        if reads("时速", at: start - 2) || reads("時速", at: start - 2) {
            return unit.dimension == .length ? (start - 2, "h", .one, true) : nil
        }
        guard unit.dimension != .duration, unit.dimension != .rate, unit.dimension != .speed, unit.kind != .percent, unit.kind != .multiple, unit.kind != .point, !unit.isBig
        else { return nil }
        var k = start - 2
        let bottom = max(lower, start - 6, lastEnd)
        while k >= bottom, at(k) != Mark.each { k -= 1 }
        // 每股 10.34 元: the blank before the numeral of a printed page
        let stop = at(start - 1) == 0x20 && start - 1 > k ? start - 1 : start
        guard k >= bottom, at(k) == Mark.each, let match = tables.units.longestMatch(in: text, at: k + 1, limit: stop), match.end == stop else { return nil }
        let e = tables.entries[match.value]
        guard !e.rateName.isEmpty else { return nil }
        if e.kind == .count, unit.kind != .money, e.unit != "人" { return nil }
        let isSpeed = unit.dimension == .length && (e.rateName == "h" || e.rateName == "s" || e.rateName == "min")
        return (k, e.rateName, e.rateFactor, isSpeed)
    }
}
