import Facts
import Lexicons

/// Why a figure is none: codes, lists, names, words.
extension Scan {
    /// 《关于投资年产20万吨项目的议案》, 《关于收购某公司70%股权的议案》: what a paper's name states, a capacity or a stake.
    func statesFact(from start: Int, to end: Int) -> Bool {
        var k = start - 1
        while Scalars.isBlank(at(k)), k > start - 3 { k -= 1 }
        if at(k - 1) == 0x5E74, at(k) == 0x4EA7 || at(k) == 0x7522 { return true }  // 年产
        k = end
        if Scalars.isBlank(at(k)) { k += 1 }
        if at(k) == 0x7684 { k += 1 }  // 的
        return isOne(of: "%％", at: end - 1) && at(k) == 0x80A1 && (at(k + 1) == 0x6743 || at(k + 1) == 0x4EFD)  // 股权, 股份
    }

    func rejection(_ n: Numeral, unit: UnitReading?, kind: QuantityKind, start: Int, end: Int, hasComparator: Bool, sign: Bool) -> String {
        if n.start < titleEnd, !statesFact(from: n.start, to: unit?.end ?? n.end) { return "name" }
        let next = at(n.end)
        // codes and telephone numbers
        if let match = tables.contextsBefore.longestMatch(in: text, endingAt: n.start, floor: max(lower, n.start - 16)) {
            let reason = tables.contextReasons[match.value]
            switch reason {
            case "list", "name", "id", "phone", "score":
                // 表2　分领域投资: what stands behind a blank is no classifier
                let isApart = reason == "list" && unit?.isClassifier == true && Scalars.isBlank(next)
                if unit == nil || isApart || (reason == "phone" && n.digits >= 7) { return reason }
            default:
                return reason
            }
        }
        if unit == nil, Scalars.isLetter(next) || next == 0x40, n.marks.contains(.arabic), !n.marks.contains(.multiplied) {
            // 1st, 5G, 4K
            if reads("st", at: n.end) || reads("nd", at: n.end) || reads("rd", at: n.end) || reads("th", at: n.end), !Scalars.isLetter(at(n.end + 2)) { return "ordinal" }
            return "model"
        }
        if let unit {
            if n.marks.contains(.han) {
                let isOne = n.end - n.start == 1 && at(n.start) == Mark.one
                // 单位：亿元 — a caption's unit, no figure
                if n.marks.contains(.bare), !hasComparator, !Scalars.isHan(at(n.start - 1)), !Scalars.isHan(at(end)), !isDigit(n.start - 1), n.start > lower || end < upper, n.end - n.start == 1 || at(n.start - 1) == 0xFF1A { return "lexical" }
                if isOne, unit.kind == .count, !hasComparator { return "lexical" }
                if n.marks.contains(.bare), unit.kind == .count, !hasComparator, n.end - n.start == 1 { return "lexical" }
                if unit.dimension == .duration, isOne, isOneOfDays(unit) { return "lexical" }
            }
            if let reason = quoted(start, end, unit: unit) { return reason }
            // AM60B(1%RE)
            if unit.kind == .percent, Scalars.isLetter(at(unit.end)), at(n.start - 1) == 0x28 || at(n.start - 1) == 0xFF08 { return "name" }
            if unit.isClassifier, n.marks.contains(.positional), n.marks.contains(.han), n.end - n.start == 2 { return "lexical" }
            return ""
        }
        if n.marks.contains(.percent) { return n.start < titleEnd && !statesFact(from: n.start, to: n.end) ? "name" : "" }
        if kind == .money { return "" }
        // 〔2020〕15号 is an ordinal by its unit; (2020) in brackets after an issuer
        if n.marks.contains(.english) {
            return n.marks.contains(.single) && !hasComparator ? (isWhole(n) ? "" : "lexical") : ""
        }
        if let reason = listNumber(n) { return reason }
        if let reason = quoted(start, end, unit: nil) { return reason }
        if n.marks.contains(.han), !n.marks.contains(.arabic) {
            if at(n.start) == 0x96F6, n.low.isZero, n.end - n.start > 1 { return "lexical" }
            if isWhole(n) { return "" }
            if n.marks.contains(.single), !hasComparator { return "lexical" }
            if n.marks.contains(.bare), !hasComparator, n.low < ExactDecimal(100_000) { return "lexical" }
            if n.marks.contains(.positional) || n.marks.contains(.pair), n.end - n.start == 2 { return "lexical" }
            return ""
        }
        if n.marks.contains(.arabic), !n.marks.contains(.decimal), !n.marks.contains(.multiplied), !n.marks.contains(.grouped) {
            if n.digits == 11, Scalars.digit(at(n.start)) == 1, let second = Scalars.digit(at(n.start + 1)), second >= 3 { return "phone" }
            if n.marks.contains(.leadingZero) || n.digits >= 13 { return "id" }
            if n.digits == 4, let year = n.low.integer, year >= 1900, year < 2100, yearContext(n) { return "date" }
        }
        // 1,4-丁二醇
        if n.digits > 0, n.digits <= 2, n.marks.contains(.arabic) {
            var j = n.end
            while at(j) == 0x2C, isDigit(j + 1), j < n.end + 8 { j += 2 }
            if at(j) == 0x2D, Scalars.isHan(at(j + 1)), j > n.end || at(n.start - 1) == 0x2C || at(n.end + 2) == 0x7532 || at(n.end + 2) == 0x4E01 { return "name" }
        }
        // GB/T 4754—2017
        if Scalars.isDash(at(n.start - 1)), !found.isEmpty, lastEnd == n.start - 1 {
            let last = found[found.count - 1]
            if last.kind == .number, last.reason == "name" || last.reason == "id" { return last.reason }
        }
        // 东风-41
        if Scalars.isMinus(at(n.start - 1)), !sign, Scalars.isHan(at(n.start - 2)) { return "name" }
        if !found.isEmpty, lastEnd == n.start, found[found.count - 1].reason.isEmpty { return "list" }
        if let match = tables.contextsAfter.longestMatch(in: text, at: n.end, limit: upper) { return tables.contextReasons[match.value] }
        return ""
    }

    func isOneOfDays(_ unit: UnitReading) -> Bool { unit.unit == "天" || unit.unit == "日" }

    /// Whether the numeral is all of the text.
    func isWhole(_ n: Numeral) -> Bool {
        let before = at(n.start - 1), after = at(n.end)
        return (before == 0 || Scalars.isBreak(before)) && (after == 0 || Scalars.isBreak(after) || after == 0x3002)
    }

    func yearContext(_ n: Numeral) -> Bool {
        for word: StaticString in ["in ", "by ", "since ", "until ", "of ", "from ", "during ", "for ", "In ", "By ", "Since "] {
            let length = word.utf8CodeUnitCount
            if reads(word, at: n.start - length), !Scalars.isLetter(at(n.start - length - 1)) { return true }
        }
        return isOne(of: "自至到于截", at: n.start - 1) && !Scalars.isHan(at(n.end))
    }

    /// 一、 （二） 1. 2） at the head of a line or clause.
    func listNumber(_ n: Numeral) -> String? {
        guard n.end - n.start <= 3, !n.marks.contains(.decimal) else { return nil }
        let next = at(n.end), before = at(n.start - 1)
        let opens = before == 0x28 || before == 0xFF08
        let closes = next == 0x29 || next == 0xFF09
        if opens, closes, n.high < .hundred { return "list" }
        if before == 0x5B, next == 0x5D, n.high < .hundred { return "list" }
        if next == 0x2E, Scalars.isHan(at(n.end + 1)), n.digits <= 2, n.digits > 0, before == 0x3A || before == 0xFF1A || Scalars.isBlank(before) { return "list" }
        let atHead = before == 0 || Scalars.isBreak(before) || (Scalars.isBlank(before) && lineBlank(n.start - 1))
        if closes, atHead || isOne(of: "。；：;:，、", at: n.start - 1) { return "list" }
        if next == Mark.enumeration || next == 0xFF0E || next == 0x2E && !isDigit(n.end + 1) {
            if atHead { return isDigit(n.end + 1) && next == Mark.enumeration ? nil : "list" }
            if n.marks.contains(.han), next == Mark.enumeration, isOne(of: "。；：;:", at: n.start - 1), classAt(n.end + 1) != ScalarClass.hanDigit { return "list" }
        }
        return nil
    }

    func lineBlank(_ i: Int) -> Bool {
        var k = i
        while Scalars.isBlank(at(k)), i - k < 8 { k -= 1 }
        return at(k) == 0 || Scalars.isBreak(at(k))
    }

    /// “415”, “4+X”, “七个二”: a figure that a short quotation makes a name.
    func quoted(_ start: Int, _ end: Int, unit: UnitReading?) -> String? {
        if let unit, !(unit.kind == .count || unit.kind == .number || (unit.dimension == .duration && Scalars.isOpenQuote(at(start - 1)))) || unit.dimension == .energy { return nil }
        var k = start - 1
        let bottom = max(lower, start - 5)
        while k >= bottom, !Scalars.isOpenQuote(text[k]) {
            if Scalars.isCloseQuote(text[k]) || Scalars.endsQuotation(text[k]) || text[k] == Mark.enumeration { return nil }
            k -= 1
        }
        guard k >= bottom else { return nil }
        let stop = min(upper, end + 7)
        var j = end
        while j < stop {
            if Scalars.isCloseQuote(text[j]) { return "name" }
            if Scalars.endsQuotation(text[j]) { return nil }
            j += 1
        }
        return nil
    }
}
