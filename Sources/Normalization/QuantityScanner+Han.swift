import Facts
import Lexicons

/// Figures that open with a Chinese numeral, and the words that look like them.
extension Scan {
    mutating func stepHan(_ i: Int) -> Int {
        if mayBeSpacedCapitals(i), let end = spacedCapitals(i) { return end }
        // 百分之三点五
        if (classAt(i) == ScalarClass.hanSmall && valueAt(i) >= 2) || at(i) == 0x4E07 || at(i) == 0x842C, at(i + 1) == Mark.parts, at(i + 2) == Mark.of {
            return perHundred(i)
        }
        if at(i) == 0x96F6, isOne(of: "下上", at: i + 1) { return i + 1 }  // 零下20度
        var idiom = idiomCovering(i)
        guard let n = readHan(at: i) else { return idiom.map { takeIdiom($0) } ?? i + 1 }
        // 十一又十四分之一 is a number, whatever its first word is
        if at(n.end) == 0x53C8, let end = mixedFraction(n) { return end }
        if n.marks.contains(.unreadable) {
            let end = readUnit(after: n, at: n.end)?.end ?? n.end
            reject(from: n.start, to: end, kind: .number, value: .zero, reason: "id")
            return end
        }
        // 一半
        if n.marks.contains(.single), at(i) == Mark.one, at(n.end) == Mark.half, idiom.map({ $0.end <= n.end + 1 }) ?? true,
            !isOne(of: "导挂成径自封公径", at: n.end + 1), let fifty = ExactDecimal(coefficient: 5, exponent: 1)
        {
            return finish(Numeral(start: i, end: n.end + 1, low: fifty, high: fifty, marks: [.han, .fraction, .percent]))
        }
        // 近百家 counts, 百家 need not
        if let found = idiom, found.start == i, n.marks.contains(.bare), comparatorBefore(i, n: n, unit: nil, bottom: max(floor, lower)) != nil { idiom = nil }
        if let idiom, idiom.end >= n.end || (idiom.start < i && n.marks.contains(.positional) && idiom.end > i) {
            let unitEnd = readUnit(after: n, at: n.end)?.end ?? n.end
            let fractionEnd = at(n.end) == Mark.parts && at(n.end + 1) == Mark.of ? n.end + 3 : n.end
            if idiom.end >= max(unitEnd, fractionEnd) || idiom.start < i { return takeIdiom(idiom) }
        }
        if at(n.end) == 0x53C8 || at(n.end) == 0x20, let end = mixedFraction(n) { return end }
        if partsFollow(n.end) != nil, let end = hanFraction(denominator: n) { return end }
        if let top = shortFraction(n), let percent = ExactDecimal(top * 100).divided(by: n.low, digits: 12) {
            return finish(Numeral(start: i, end: n.end + 2, low: percent, high: percent, marks: [.fraction, .percent]))
        }
        if let special = special(n) { return special }
        if at(n.end) == 0x20, let discount = spacedDiscount(n) { return finish(discount) }
        return finish(n)
    }

    /// 百分之, 千分之, 万分之 with what follows.
    mutating func perHundred(_ i: Int) -> Int {
        var j = i + 3
        var negative = false
        if at(j) == Mark.minusWord || Scalars.isMinus(at(j)) { negative = true; j += 1 }
        if at(j) == Mark.half {
            // no numeral: 百分之半 is not said
            return i + 3
        }
        var n: Numeral
        if let read = readNumber(at: j), !read.marks.contains(.unreadable) {
            n = read
        } else {
            return i + 3
        }
        var end = n.end
        // 百分之三十到四十
        if at(end) == 0x81F3 || at(end) == 0x5230 || Scalars.isDash(at(end)), n.comparator == .eq, at(end + 1) == at(i), at(end + 2) == Mark.parts,
            at(end + 3) == Mark.of, let second = readNumber(at: end + 4), !second.marks.contains(.unreadable), n.low < second.high
        {
            // 百分之六到百分之七
            n.high = second.high
            n.comparator = .range
            end = second.end
        } else if at(end) == 0x81F3 || at(end) == 0x5230 || Scalars.isDash(at(end)), n.comparator == .eq,
            !(classAt(end + 1) == ScalarClass.hanSmall && at(end + 2) == Mark.parts), let second = readNumber(at: end + 1),
            !second.marks.contains(.unreadable), n.low < second.high, readUnit(after: second, at: second.end) == nil
        {
            n.high = second.high
            n.comparator = .range
            end = second.end
        }
        // 百分之15k
        if end == n.end, let scale = scaleLetter(after: n), let low = n.low.scaled(by: scale.power), let high = n.high.scaled(by: scale.power) {
            n.low = low
            n.high = high
            end = scale.end
        }
        n.start = i
        n.end = end
        if negative { (n.low, n.high) = (n.high.negated, n.low.negated) }
        let power = Int(classAt(i) == ScalarClass.hanBig ? 4 : valueAt(i))
        n.marks = [.han, .percent]
        if power == 3 { n.marks.insert(.permille) }
        if power == 4, let low = n.low.scaled(by: -2), let high = n.high.scaled(by: -2) {
            n.low = low
            n.high = high
        }
        // 千分之 with an English-like denominator, 百分之百
        return finish(n)
    }

    struct IdiomMatch {
        var start: Int
        var end: Int
        var reason: Int
    }

    /// The longest idiom that covers the numeral at `i`.
    func idiomCovering(_ i: Int) -> IdiomMatch? {
        var best: IdiomMatch?
        var k = i
        let bottom = max(lower, i - tables.idiomsByOffset, lastEnd)
        while k >= bottom {
            if let match = tables.idioms.longestMatch(in: text, at: k, limit: upper), match.end > i, !(k == i && isNumberInRange(i, match.end)) {
                if best == nil || match.end - k > (best.map { $0.end - $0.start } ?? 0) {
                    best = IdiomMatch(start: k, end: match.end, reason: match.value)
                }
            }
            k -= 1
        }
        return best
    }

    /// 十一|至十三万吨: a number that opens a range, where it is a word alone.
    private func isNumberInRange(_ i: Int, _ end: Int) -> Bool {
        guard end - i == 2, at(i) == 0x5341, at(i + 1) == 0x4E00, at(end) == 0x5230 || at(end) == 0x81F3 || at(end) == 0x2014 || at(end) == 0x7E, let next = readNumber(at: end + 1) else { return false }
        return next.low > ExactDecimal(11)
    }

    mutating func takeIdiom(_ idiom: IdiomMatch) -> Int {
        reject(from: idiom.start, to: idiom.end, kind: .number, value: .zero, reason: tables.idiomReasons[idiom.reason])
        return idiom.end
    }
}
