import Facts
import Lexicons

/// Figures that open with an Arabic digit, and fractions.
extension Scan {
    mutating func stepDigit(_ i: Int) -> Int {
        if at(i - 1) == 0x5B || at(i - 1) == 0x28 || at(i - 1) == 0xFF08 || at(i - 1) == 0xFF3B, i - 1 >= floor, let n = interval(i) { return finish(n) }
        var n = readArabic(at: i)
        if at(i - 1) == 0x2E, i - 1 >= floor, !n.marks.contains(.decimal), !n.marks.contains(.dotted), !n.marks.contains(.unreadable), !n.marks.contains(.multiplied) || Scalars.isLetter(at(n.end - 1)), !n.marks.contains(.grouped),
            at(i - 2) == 0 || Scalars.isBlank(at(i - 2)) || Scalars.isBreak(at(i - 2)) || Scalars.isMinus(at(i - 2)) || at(i - 2) == 0x24 || at(i - 2) == 0xA3 || at(i - 2) == 0x20AC, n.digits <= 12, n.mantissaEnd == i + n.digits,
            let point = n.low.scaled(by: -n.digits)
        {
            // .5
            n.start = i - 1
            n.low = point
            n.high = point
            n.marks.insert(.decimal)
            n.marks.remove(.leadingZero)
        }
        if n.marks.contains(.dotted) { return dotted(n) }
        if isColon(at(n.end)), let end = structure(n) { return end }
        // 4.9∶42.8∶52.4
        if at(n.end) == 0x2236 || (n.marks.contains(.decimal) && (at(n.end) == 0x3A || at(n.end) == 0xFF1A)), isDigit(n.end + 1), !n.marks.contains(.unreadable) {
            var j = n.end
            while at(j) == 0x2236 || at(j) == 0x3A || at(j) == 0xFF1A, isDigit(j + 1) { j = readDigits(at: j + 1, grouping: false).end }
            reject(from: n.start, to: j, kind: .number, value: n.low, reason: "score")
            return j
        }
        if n.marks.contains(.unreadable) {
            var j = n.end
            while classAt(j) == ScalarClass.hanBig || classAt(j) == ScalarClass.hanSmall { j += 1 }
            if let unit = readUnit(after: n, at: j) { j = unit.end }
            reject(from: n.start, to: j, kind: .number, value: .zero, reason: "id")
            return j
        }
        if !n.marks.contains(.decimal), !n.marks.contains(.grouped), !n.marks.contains(.multiplied) {
            if let special = special(n) { return special }
        }
        if at(n.end) == 0x2F || at(n.end) == 0xFF0F, let end = asciiFraction(n) { return end }
        if let end = mixedFraction(n) { return end }
        if partsFollow(n.end) != nil, let end = hanFraction(denominator: n) { return end }
        if at(n.end) == 0x20, let discount = spacedDiscount(n) { return finish(discount) }
        return finish(n)
    }

    private func isColon(_ c: UInt32) -> Bool { c == 0x2236 || c == 0x3A || c == 0xFF1A }

    /// 三次产业结构为19.1:28.3:52.6: three shares of a whole. What a structure was before (由…调整为) is left out.
    @inline(never) private mutating func structure(_ n: Numeral) -> Int? {
        func begins(_ j: Int) -> Int? { let k = at(j + 1) == 0x20 ? j + 2 : j + 1; return isColon(at(j)) && isDigit(k) ? k : nil }
        guard !n.marks.contains(.unreadable), let second = begins(n.end), case let b = readDigits(at: second, grouping: false), let third = begins(b.end), case let c = readDigits(at: third, grouping: false), !isColon(at(c.end)) else { return nil }
        guard let two = n.low.adding(b.low), let sum = two.adding(c.low), sum >= ExactDecimal(99), sum <= ExactDecimal(101) else { return nil }
        var j = n.start
        while j > 0, n.start - j < 60, !Scalars.isBreak(at(j - 1)), !(at(j - 1) == 0x3002 || at(j - 1) == 0xFF1B), !reads("产业", at: j) { j -= 1 }
        guard reads("产业", at: j) else { return nil }
        // 由19.3:48.9:31.8，调整到…
        let next = at(c.end) == 0xFF0C || at(c.end) == 0x2C ? at(c.end + 1) : at(c.end)
        if next == 0x8C03 || next == 0x4F18 || next == 0x53D8 || next == 0x6F14 || next == 0x8F6C {  // 调优变演转
            reject(from: n.start, to: c.end, kind: .number, value: n.low, reason: "score")
            return c.end
        }
        for part in [n, b, c] {
            emit(Quantity(span: TextSpan(part.start, part.end), numeral: TextSpan(part.start, part.end), kind: .percent, low: part.low, high: part.low, unit: "%", dimension: .percent))
        }
        return c.end
    }

    /// [50,100)万元: both ends in brackets that differ, or with a unit behind.
    @inline(never) private func interval(_ i: Int) -> Numeral? {
        let first = readDigits(at: i, grouping: false)
        let isPercent = at(first.end) == 0x25 || at(first.end) == 0xFF05
        let comma = isPercent ? first.end + 1 : first.end
        guard first.digits <= 15, !first.marks.contains(.dotted), at(comma) == 0x2C || at(comma) == 0xFF0C else { return nil }
        var j = comma + 1
        if at(j) == 0x20 { j += 1 }
        guard isDigit(j) else { return nil }
        var second = readDigits(at: j, grouping: false)
        if isPercent {
            // [3%,5%)
            guard at(second.end) == at(first.end) else { return nil }
            second.end += 1
        }
        let close = at(second.end)
        let opensSquare = at(i - 1) == 0x5B || at(i - 1) == 0xFF3B
        let closesSquare = close == 0x5D || close == 0xFF3D
        guard second.digits <= 15, !second.marks.contains(.dotted), closesSquare || close == 0x29 || close == 0xFF09, first.low < second.low else { return nil }
        var n = second
        n.start = i - 1
        n.low = first.low
        n.high = second.low
        n.end = second.end + 1
        n.comparator = .range
        n.marks = isPercent ? [.arabic, .decimal, .percent] : [.arabic, .decimal]
        if isPercent {
            n.mantissaEnd = n.end
            return n
        }
        var power = 0
        while multiplierBegins(at: n.end), power < 13 {
            power += Int(valueAt(n.end))
            n.end += 1
        }
        if power > 0 {
            guard let scaled = n.scaled(by: power) else { return nil }
            n = scaled
            n.marks.insert(.multiplied)
        }
        n.mantissaEnd = n.end
        if opensSquare != closesSquare { return n }
        // [1, 2] may be two notes, (1,234) a loss
        guard opensSquare || power > 0 && (second.digits != 3 || second.marks.contains(.decimal)), let unit = readUnit(after: n), unit.reason.isEmpty, unit.kind != .count else { return nil }
        return n
    }

    /// 7 2 折, 九 九 折: the digits of a price spaced out.
    @inline(never) func spacedDiscount(_ n: Numeral) -> Numeral? {
        guard n.end - n.start == 1, let tens = n.low.integer, tens >= 1, tens <= 9, at(n.end) == 0x20 else { return nil }
        let j = n.end + 1
        guard classAt(j) == ScalarClass.digit || classAt(j) == ScalarClass.hanDigit, at(j + 1) == 0x6298 || at(j + 1) == 0x20 && at(j + 2) == 0x6298 else { return nil }
        let value = ExactDecimal(tens * 10 + Int(valueAt(j)))
        var price = n
        price.low = value
        price.high = value
        price.end = j + 1
        price.mantissaEnd = j + 1
        price.marks.remove(.single)
        price.marks.insert(.positional)
        return price
    }

    /// Where 分之 ends that begins at `i`, perhaps behind blanks.
    func partsFollow(_ i: Int) -> Int? {
        var j = i
        while Scalars.isBlank(at(j)), j < i + 2 { j += 1 }
        guard at(j) == Mark.parts else { return nil }
        j += 1
        var blanks = 0
        while Scalars.isBlank(at(j)), blanks < 2 { j += 1; blanks += 1 }
        return at(j) == Mark.of ? j + 1 : nil
    }

    /// 一又二分之一, 1 3/5: a whole and a part.
    mutating func mixedFraction(_ whole: Numeral) -> Int? {
        guard whole.comparator == .eq, !whole.marks.contains(.unreadable), !whole.marks.contains(.positional) else { return nil }
        var j = whole.end
        while Scalars.isBlank(at(j)), j < whole.end + 2 { j += 1 }
        var top: Numeral, bottom: Numeral
        if at(j) == 0x53C8 {
            j += 1
            while Scalars.isBlank(at(j)), j < whole.end + 3 { j += 1 }
            guard let d = readNumber(at: j), var k = partsFollow(d.end) else { return nil }
            while Scalars.isBlank(at(k)), k < d.end + 6 { k += 1 }
            guard let n = readNumber(at: k) else { return nil }
            (top, bottom) = (n, d)
        } else if j > whole.end, at(j) == 0x61, reads(" and ", at: whole.end), whole.marks.contains(.arabic), whole.marks.isDisjoint(with: [.decimal, .multiplied]), let tail = englishPart(whole.end + 5), let value = whole.low.adding(tail.value) {
            // 4 and a half miles
            var number = whole
            number.end = tail.end
            number.low = value
            number.high = value
            number.marks.insert(.decimal)
            return finish(number)
        } else if j > whole.end, whole.digits <= 3, whole.marks.isDisjoint(with: [.decimal, .multiplied, .grouped, .leadingZero]), isDigit(j) {
            let n = readDigits(at: j, grouping: false)
            guard n.digits <= 2, at(n.end) == 0x2F, isDigit(n.end + 1) else { return nil }
            let d = readDigits(at: n.end + 1, grouping: false)
            guard d.digits <= 2, !d.marks.contains(.decimal), n.low < d.low, at(d.end) != 0x2F else { return nil }
            (top, bottom) = (n, d)
        } else {
            return nil
        }
        guard !top.marks.contains(.unreadable), !bottom.marks.contains(.unreadable), top.comparator == .eq,
            let part = top.low.divided(by: bottom.low, digits: 12), let value = whole.low.adding(part)
        else { return nil }
        var number = whole
        number.end = max(top.end, bottom.end)
        number.low = value
        number.high = value
        number.marks.remove(.single)
        number.marks.insert(.decimal)
        return finish(number)
    }

    /// 1.2.3: a date, an address or a version.
    mutating func dotted(_ n: Numeral) -> Int {
        var end = n.end
        var parts: [Int] = []
        var value = 0, digits = 0
        for k in n.start..<n.end {
            if let d = Scalars.digit(at(k)) {
                value = min(value * 10 + Int(d), 1_000_000)
                digits += 1
            } else {
                if parts.count < 5 { parts.append(value) }
                value = 0
            }
        }
        if parts.count < 5 { parts.append(value) }
        let isDate = parts.count == 3 && parts[0] > 1000 && parts[0] < 3000 && parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31
        if !isDate { while Scalars.isLetter(at(end)) || isDigit(end) { end += 1 } }
        reject(from: n.start, to: end, kind: isDate ? .date : .number, value: .zero, reason: isDate ? "date" : "version")
        return end
    }

    /// 3/4 as a part of a whole; 4/5G and 24/7 as names.
    mutating func asciiFraction(_ n: Numeral) -> Int? {
        guard isDigit(n.end + 1), !n.marks.contains(.decimal), !n.marks.contains(.multiplied), !n.marks.contains(.leadingZero) else { return nil }
        // the 80 of 100/80/60元, whose 100 waits for its unit
        if pendingFrom >= 0, lastEnd == n.start - 1, at(lastEnd) == 0x2F || at(lastEnd) == 0xFF0F { return nil }
        let d = readDigits(at: n.end + 1, grouping: true)
        if d.marks.contains(.decimal) || d.marks.contains(.unreadable) || d.marks.contains(.grouped) { return nil }
        // 30/65万吨: two sizes
        if d.marks.contains(.multiplied) || classAt(d.end) == ScalarClass.hanBig { return nil }
        // 120/150/180亿元: sizes, one by one
        if at(d.end) == 0x2F || at(d.end) == 0xFF0F, isList(from: d.end) { return nil }
        if at(d.end) == 0x2F || Scalars.isLetter(at(d.end)) {
            var end = d.end
            while Scalars.isLetter(at(end)) || isDigit(end) || (at(end) == 0x2F && isDigit(end + 1)) { end += 1 }
            reject(from: n.start, to: end, kind: .number, value: n.low, reason: "model")
            return end
        }
        guard n.low < d.low, d.low <= ExactDecimal(1000), !n.low.isZero, !d.marks.contains(.leadingZero),
            let percent = n.low.multiplied(by: .hundred), let value = percent.divided(by: d.low, digits: 12)
        else {
            // -3/2 has a sign and 16/5 stands alone: no score has
            var whole = n
            whole.end = d.end
            if n.low > d.low, d.low > .one, d.low != ExactDecimal(7), isWhole(whole) || Scalars.isMinus(at(n.start - 1)) && isLine(n.start, d.end), let value = n.low.divided(by: d.low, digits: 12) {
                whole.low = value
                whole.high = value
                whole.marks = [.arabic, .decimal]
                whole.mantissaEnd = d.end
                return finish(whole)
            }
            reject(from: n.start, to: d.end, kind: .number, value: n.low, reason: "score")
            return d.end
        }
        var fraction = Numeral(start: n.start, end: d.end, low: value, high: value, marks: [.arabic, .fraction, .percent])
        fraction.mantissaEnd = d.end
        return finish(fraction)
    }

    /// Whether the figures from the stroke at `i` on end in a multiplier or a unit that all of them share.
    private func isList(from i: Int) -> Bool {
        var j = i
        var count = 0
        while at(j) == 0x2F || at(j) == 0xFF0F, isDigit(j + 1), count < 8 {
            let part = readDigits(at: j + 1, grouping: true)
            if part.digits > 9 || part.marks.contains(.dotted) { return false }
            j = part.end
            count += 1
        }
        guard count > 0, !isDigit(j) else { return false }
        if classAt(j) == ScalarClass.hanBig { return true }
        guard let match = tables.units.longestMatch(in: text, at: j, limit: upper) else { return false }
        let e = tables.entries[match.value]
        return e.kind == .money || e.kind == .unit && e.dimension != .duration && (Scalars.isHan(at(j)) || e.dimension == .percent)
    }

    /// 三分之二, 百分之五, 千分之三 once the denominator is read.
    mutating func hanFraction(denominator d: Numeral) -> Int? {
        guard var j = partsFollow(d.end) else { return nil }
        let bottom = j
        while Scalars.isBlank(at(j)), j < bottom + 2 { j += 1 }
        var negative = false
        if at(j) == Mark.minusWord || Scalars.isMinus(at(j)) { negative = true; j += 1 }
        guard let n = readNumber(at: j), !n.marks.contains(.unreadable), !d.low.isZero else { return nil }
        func part(_ v: ExactDecimal) -> ExactDecimal? {
            guard let p = v.multiplied(by: .hundred) else { return nil }
            return p.divided(by: d.low, digits: 12)
        }
        guard var low = part(n.low), var high = part(n.high) else { return nil }
        var end = n.end
        if d.low == .hundred, let scale = scaleLetter(after: n), let a = low.scaled(by: scale.power), let b = high.scaled(by: scale.power) {
            // 百 分 之 15 k
            (low, high) = (a, b)
            end = scale.end
        }
        var fraction = Numeral(start: d.start, end: end, low: low, high: high, comparator: n.comparator, marks: [.fraction, .percent])
        if negative {
            fraction.low = high.negated
            fraction.high = low.negated
        }
        fraction.mantissaEnd = end
        return finish(fraction)
    }

    /// k, Ｋ or M behind an Arabic figure, perhaps behind a blank.
    func scaleLetter(after n: Numeral) -> (power: Int, end: Int)? {
        guard n.marks.contains(.arabic) else { return nil }
        let i = at(n.end) == 0x20 ? n.end + 1 : n.end
        let letter = at(i) >= 0xFF21 && at(i) <= 0xFF5A ? at(i) - 0xFEE0 : at(i)
        guard letter | 32 == 0x6B || letter == 0x4D, !Scalars.isLetter(at(i + 1)), !isDigit(i + 1) else { return nil }
        return (letter == 0x4D ? 6 : 3, i + 1)
    }

    /// 四分一升 for 四分之一升: only where a unit follows or 占 stands in front.
    func shortFraction(_ d: Numeral) -> Int? {
        guard at(d.end) == Mark.parts, d.marks.contains(.single), classAt(d.end + 1) == ScalarClass.hanDigit, classAt(d.end + 2) == ScalarClass.other, let bottom = d.low.integer, bottom > 1 else { return nil }
        let top = Int(valueAt(d.end + 1))
        guard top > 0, top < bottom else { return nil }
        guard measures(at: d.end + 2) || isOne(of: "占佔約约", at: d.start - 1) && !unitBegins(at: d.end + 2) else { return nil }
        return top
    }

    /// A number of any script at `i`.
    func readNumber(at i: Int) -> Numeral? {
        switch classAt(i) {
        case ScalarClass.digit: return readArabic(at: i)
        case ScalarClass.hanDigit, ScalarClass.hanSmall, ScalarClass.hanTens, ScalarClass.hanBig: return readHan(at: i)
        case ScalarClass.mark:
            let c = at(i)
            return c == Mark.few || c == Mark.fewTraditional || c == Mark.several || c == Mark.severalTraditional ? readHan(at: i) : nil
        default: return nil
        }
    }
}
