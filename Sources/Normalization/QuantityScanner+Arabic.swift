import Facts
import Lexicons

/// Figures that open with an Arabic digit, and fractions.
extension Scan {
    mutating func stepDigit(_ i: Int) -> Int {
        var n = readArabic(at: i)
        if at(i - 1) == 0x2E, i - 1 >= floor, !n.marks.contains(.decimal), !n.marks.contains(.dotted), !n.marks.contains(.unreadable), !n.marks.contains(.multiplied), !n.marks.contains(.grouped),
            at(i - 2) == 0 || Scalars.isBlank(at(i - 2)) || Scalars.isBreak(at(i - 2)) || Scalars.isMinus(at(i - 2)), n.digits <= 12, n.mantissaEnd == i + n.digits,
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
        return finish(n)
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
        while Scalars.isBlank(at(j)), j < whole.end + 1 { j += 1 }
        var top: Numeral, bottom: Numeral
        if at(j) == 0x53C8 {
            j += 1
            while Scalars.isBlank(at(j)), j < whole.end + 3 { j += 1 }
            guard let d = readNumber(at: j), var k = partsFollow(d.end) else { return nil }
            while Scalars.isBlank(at(k)), k < d.end + 6 { k += 1 }
            guard let n = readNumber(at: k) else { return nil }
            (top, bottom) = (n, d)
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
        let d = readDigits(at: n.end + 1, grouping: false)
        if d.marks.contains(.decimal) || d.marks.contains(.unreadable) { return nil }
        // 30/65万吨: two sizes
        if d.marks.contains(.multiplied) || classAt(d.end) == ScalarClass.hanBig { return nil }
        if at(d.end) == 0x2F || Scalars.isLetter(at(d.end)) {
            var end = d.end
            while Scalars.isLetter(at(end)) || isDigit(end) || (at(end) == 0x2F && isDigit(end + 1)) { end += 1 }
            reject(from: n.start, to: end, kind: .number, value: n.low, reason: "model")
            return end
        }
        guard n.low < d.low, d.low <= ExactDecimal(1000), !n.low.isZero, !d.marks.contains(.leadingZero),
            let percent = n.low.multiplied(by: .hundred), let value = percent.divided(by: d.low, digits: 12)
        else {
            reject(from: n.start, to: d.end, kind: .number, value: n.low, reason: "score")
            return d.end
        }
        var fraction = Numeral(start: n.start, end: d.end, low: value, high: value, marks: [.arabic, .fraction, .percent])
        fraction.mantissaEnd = d.end
        return finish(fraction)
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
        guard let low = part(n.low), let high = part(n.high) else { return nil }
        var fraction = Numeral(start: d.start, end: n.end, low: low, high: high, comparator: n.comparator, marks: [.fraction, .percent])
        if negative {
            fraction.low = high.negated
            fraction.high = low.negated
        }
        fraction.mantissaEnd = n.end
        return finish(fraction)
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
