import Facts

/// Figures in Arabic digits, with grouping, points, powers and multipliers.
extension Scan {
    /// Reads the figure whose first digit stands at `i`.
    func readArabic(at i: Int) -> Numeral {
        var plain = readDigits(at: i, grouping: true)
        if plain.marks.contains(.unreadable) { return plain }
        if let power = readPowerOfTen(at: plain.end, from: i, decimal: plain.marks.contains(.decimal)) {
            plain.marks.insert(.scientific)
            plain.end = power.end
            guard let value = plain.low.scaled(by: power.exponent) else {
                plain.marks.insert(.unreadable)
                return plain
            }
            plain.low = value
            plain.high = value
            plain.mantissaEnd = plain.end
            return plain
        }
        // 一 million in letters: 3.5 million, 1.2bn
        if let scale = readEnglishScale(at: plain.end, from: i) {
            if let scaled = plain.scaled(by: scale.power), let low = scaled.low.multiplied(by: scale.times) {
                plain = scaled
                plain.low = low
                plain.high = low
                plain.end = scale.end
                plain.marks.insert(.multiplied)
            }
            return plain
        }
        if at(plain.end) == 0x20, reads(" point ", at: plain.end), isDigit(plain.end + 7), !plain.marks.contains(.decimal) {
            // 1 point 5
            let decimals = readDigits(at: plain.end + 7, grouping: false)
            if !decimals.marks.contains(.decimal), !decimals.marks.contains(.unreadable), decimals.digits <= 6, let part = decimals.low.scaled(by: -decimals.digits), let value = plain.low.adding(part) {
                plain.low = value
                plain.high = value
                plain.end = decimals.end
                plain.mantissaEnd = decimals.end
                plain.marks.insert(.decimal)
                return plain
            }
        }
        if at(plain.end) | 32 == 0x77, tenThousands(at: plain.end, from: i), let scaled = plain.scaled(by: 4) {
            plain = scaled
            plain.end += 1
            plain.marks.insert(.multiplied)
            return plain
        }
        return readMultipliers(after: plain)
    }

    /// 30w元, 3w人: 万 typed as a letter; capital W is watts unless money or people follow.
    private func tenThousands(at i: Int, from start: Int) -> Bool {
        let j = i + 1
        if Scalars.isLetter(at(j)) || isDigit(j) { return false }
        if let match = tables.units.longestMatch(in: text, at: j, limit: upper) {
            let e = tables.entries[match.value]
            if e.kind == .money || e.kind == .count && (e.unit == "人" || e.unit == "人次" || at(i) == 0x77 && (e.unit == "户" || e.unit == "名")) { return true }
        }
        guard at(i) == 0x77 else { return false }
        if at(j) == Mark.many || at(j) == 0x2B { return true }
        if Scalars.isDash(at(j)) || at(j) == 0x5230 || at(j) == 0x81F3, isDigit(j + 1) {
            // 20w-30w元
            var k = j + 1
            while k < j + 10, isDigit(k) || at(k) == 0x2E { k += 1 }
            return at(k) == 0x77
        }
        if Scalars.isHan(at(j)), tables.comparatorsAfter.longestMatch(in: text, at: j, limit: upper) != nil { return true }
        return isLine(start, j)
    }

    /// 2.|2024年: the number of an item stands before a year.
    private func isYear(behind point: Int) -> Bool {
        guard at(point + 5) == 0x5E74, at(point + 1) == 0x31 && at(point + 2) == 0x39 || at(point + 1) == 0x32 && at(point + 2) == 0x30 else { return false }
        return isDigit(point + 3) && isDigit(point + 4)
    }

    /// Digits with grouping and a decimal point, nothing more.
    func readDigits(at i: Int, grouping: Bool) -> Numeral {
        var coefficient: Int64 = 0
        var count = 0, decimals = 0
        var j = i
        while let d = Scalars.digit(at(j)) {
            if count < 18 { coefficient = coefficient &* 10 &+ d }
            count += 1
            j += 1
        }
        var marks: Numeral.Marks = .arabic
        if count > 1, Scalars.digit(at(i)) == 0 { marks.insert(.leadingZero) }
        let cents = grouping && count <= 3 && !marks.contains(.leadingZero) && at(i) != 48 ? spacedCents(from: j) : nil
        if let cents {
            // 35, 527. 50, as a table printed it
            while j < cents {
                if at(j) == 0x2E { marks.insert(.decimal) }
                if let d = Scalars.digit(at(j)) {
                    if count < 18 { coefficient = coefficient &* 10 &+ d }
                    count += 1
                    if marks.contains(.decimal) { decimals += 1 }
                }
                j += 1
            }
            marks.insert(.grouped)
        } else if grouping, count <= 3, !marks.contains(.leadingZero), at(i) != 48 {
            let mark = at(j)
            if isGroupMark(mark, at: j, first: i) {
                // 1,234，567,890: one wide comma slipped in between
                // 400，000,000.00: or one narrow comma among wide ones
                while at(j) == mark || j > i + count && (at(j) == 0xFF0C && mark == 0x2C && at(j + 4) == 0x2C || at(j) == 0x2C && mark == 0xFF0C), isDigit(j + 1), isDigit(j + 2), isDigit(j + 3), !isDigit(j + 4) {
                    for k in 1...3 {
                        if count < 18, let d = Scalars.digit(at(j + k)) { coefficient = coefficient &* 10 &+ d }
                        count += 1
                    }
                    j += 4
                    marks.insert(.grouped)
                }
            }
        }
        let integerDigits = count
        if at(j) == 0x2E || at(j) == 0xFF0E || at(j) == 0xFE52, isDigit(j + 1), count > 2 || !isYear(behind: j) {
            j += 1
            while let d = Scalars.digit(at(j)) {
                if count < 18 { coefficient = coefficient &* 10 &+ d }
                count += 1
                decimals += 1
                j += 1
            }
            marks.insert(.decimal)
            if at(j) == 0x2E, isDigit(j + 1) {
                marks.insert(.dotted)
                while at(j) == 0x2E, isDigit(j + 1) {
                    j += 1
                    while isDigit(j) { j += 1 }
                }
            }
        }
        if decimals == 0, at(j) == 0x20, grouping, let spaced = spacedDecimals(j) {
            // 6 . 2 %, as wire copy sets it; 9 .3元
            j = spaced.lowerBound
            while j < spaced.upperBound, let d = Scalars.digit(at(j)) {
                if count < 18 { coefficient = coefficient &* 10 &+ d }
                count += 1
                decimals += 1
                j += 1
            }
            marks.insert(.decimal)
        }
        var value: ExactDecimal?
        if count <= 18 {
            value = ExactDecimal(coefficient: coefficient, exponent: -decimals)
        } else {
            var accumulator = DigitAccumulator()
            var afterPoint = false
            var fits = true
            var k = i
            while k < j, fits {
                if let d = Scalars.digit(at(k)) {
                    fits = accumulator.append(d, afterPoint: afterPoint)
                } else if !isDigit(k) {
                    afterPoint = true
                }
                k += 1
            }
            value = fits ? accumulator.value() : nil
        }
        if value == nil { marks.insert(.unreadable) }
        let number = value ?? .zero
        var numeral = Numeral(start: i, end: j, low: number, high: number, marks: marks)
        numeral.digits = integerDigits
        numeral.mantissaEnd = j
        return numeral
    }

    /// The end of thousands and cents with blanks behind their marks; none where no blank stands there or the cents are not two.
    private func spacedCents(from start: Int) -> Int? {
        guard at(start) == 0x2C else { return nil }
        var j = start, isSpaced = false
        while at(j) == 0x2C {
            let first = at(j + 1) == 0x20 ? j + 2 : j + 1
            isSpaced = isSpaced || first == j + 2
            guard isDigit(first), isDigit(first + 1), isDigit(first + 2), !isDigit(first + 3) else { return nil }
            j = first + 3
        }
        guard at(j) == 0x2E, case let first = at(j + 1) == 0x20 ? j + 2 : j + 1, isDigit(first), isDigit(first + 1), !isDigit(first + 2), isSpaced || first == j + 2 else { return nil }
        return first + 2
    }

    /// Where the decimals stand of a figure whose point follows the blank at `i`, if a unit follows them.
    private func spacedDecimals(_ i: Int) -> Range<Int>? {
        guard at(i + 1) == 0x2E else { return nil }
        if isDigit(i + 2) {
            // a unit right behind one or two decimals
            let j = isDigit(i + 3) ? i + 4 : i + 3
            return Scalars.isHan(at(j)) || at(j) == 0x25 || at(j) == 0xFF05 ? i + 2..<j : nil
        }
        guard at(i + 2) == 0x20, isDigit(i + 3) else { return nil }
        var j = i + 3
        while isDigit(j), j < i + 12 { j += 1 }
        guard !isDigit(j), at(j) == 0x20 else { return nil }
        if at(j + 1) == 0x25 || at(j + 1) == 0xFF05 { return i + 3..<j }
        for word: StaticString in ["million", "billion", "trillion", "percent", "per cent", "pct", "points"] where reads(word, at: j + 1) { return i + 3..<j }
        return nil
    }

    private func isGroupMark(_ mark: UInt32, at j: Int, first: Int) -> Bool {
        switch mark {
        case 0x2C, 0xFF0C, 0xFE50, 0xA0, 0x202F, 0x2009: return isDigit(j + 1)
        case 0x20:
            // 1 234: only where it cannot be two cells of a row
            guard isDigit(j + 1), isDigit(j + 2), isDigit(j + 3), !isDigit(j + 4), at(first) != 48 else { return false }
            if Scalars.isBlank(at(first - 1)), isDigit(first - 2) { return false }
            var k = j + 4
            while at(k) == 0x20, isDigit(k + 1), isDigit(k + 2), isDigit(k + 3), !isDigit(k + 4) { k += 4 }
            if at(k) == 0x20, isDigit(k + 1) { return false }
            return true
        default: return false
        }
    }

    /// ×10⁻⁶, ×10^-6, E-6 at `i`.
    private func readPowerOfTen(at i: Int, from first: Int, decimal: Bool) -> (exponent: Int, end: Int)? {
        let c = at(i)
        if c == 0x65 || c == 0x45 {
            let signed = Scalars.isMinus(at(i + 1)) || at(i + 1) == 0x2B
            guard isDigit(signed ? i + 2 : i + 1) else { return nil }
            var j = signed ? i + 2 : i + 1, value = 0
            while let d = Scalars.digit(at(j)) {
                value = min(value * 10 + Int(d), 999)
                j += 1
            }
            guard !Scalars.isLetter(at(j)), signed || decimal || plainPower(from: first, to: j, value: value) else { return nil }
            return (Scalars.isMinus(at(i + 1)) ? -value : value, j)
        }
        var j = i
        if at(j) == 0x20 { j += 1 }
        let times = at(j)
        guard times == 0xD7 || times == 0x78 || times == 0x58 || times == 0x2A || times == 0xB7 || times == 0x2715 else { return nil }
        j += 1
        if at(j) == 0x20 { j += 1 }
        guard Scalars.digit(at(j)) == 1, Scalars.digit(at(j + 1)) == 0 else { return nil }
        j += 2
        var negative = false
        var value = 0
        if at(j) == 0x5E {
            j += 1
            let bracket = at(j) == 0x28 || at(j) == 0x7B
            if bracket { j += 1 }
            if Scalars.isMinus(at(j)) { negative = true; j += 1 }
            guard isDigit(j) else { return nil }
            while let d = Scalars.digit(at(j)) {
                value = min(value * 10 + Int(d), 999)
                j += 1
            }
            if bracket, at(j) == 0x29 || at(j) == 0x7D { j += 1 }
        } else {
            if at(j) == 0x207B { negative = true; j += 1 }
            if !negative, at(j) == 0x2212, decimal, isDigit(j + 1), !isDigit(j + 3) {
                // 2.5×10−5, its superscript flattened
                j += 1
                while let d = Scalars.digit(at(j)) {
                    value = min(value * 10 + Int(d), 999)
                    j += 1
                }
                return (-value, j)
            }
            guard Scalars.superscript(at(j)) != nil else { return nil }
            while let d = Scalars.superscript(at(j)) {
                value = min(value * 10 + d, 999)
                j += 1
            }
        }
        return (negative ? -value : value, j)
    }

    /// 2e5吨 is a figure, 2e5 in running text a name: a Chinese unit follows, or nothing stands beside it.
    private func plainPower(from first: Int, to end: Int, value: Int) -> Bool {
        guard value <= 18, end - first <= 6, !Scalars.isLetter(at(first - 1)) else { return false }
        if isLine(first, end) { return true }
        let j = at(end) == 0x20 ? end + 1 : end
        if j > end, measures(at: j), Scalars.isLetter(at(j)), Scalars.isLetter(at(j + 2)) { return true }
        return Scalars.isHan(at(j)) && unitBegins(at: j) && !Scalars.isHan(at(first - 1)) || Scalars.isHan(at(j)) && longUnitOrMass(j)
    }

    private func longUnitOrMass(_ i: Int) -> Bool {
        guard let match = tables.units.longestMatch(in: text, at: i, limit: upper) else { return false }
        let e = tables.entries[match.value]
        return e.kind == .money || e.kind == .unit && (e.dimension == .mass || match.end > i + 1)
    }

    /// 万, 千万, 万亿 and 多 behind an Arabic figure; mixed numerals go on in ``readHan(at:seed:)``.
    private func readMultipliers(after plain: Numeral) -> Numeral {
        var numeral = plain
        var j = plain.end
        var power = 0
        var openEnded: Comparator = .eq
        var few = false
        if let word = readOpenEnd(at: j, of: plain) ?? openEndAcrossGap(plain) {
            openEnded = word.comparator
            few = word.isFew
            if !multiplierBegins(at: word.end) {
                // 30多个: the word closes the number
                numeral.end = word.end
                numeral.comparator = openEnded
                numeral.marks.insert(.openEnded)
                if few, let low = plain.low.adding(.one), let high = plain.low.adding(ExactDecimal(9)) {
                    numeral.low = low
                    numeral.high = high
                    numeral.comparator = .approx
                }
                return numeral
            }
            j = word.end
        } else if let k = multiplierAcrossGap(plain) {
            j = k
        }
        var last = 0
        while multiplierBegins(at: j) {
            let p = Int(valueAt(j))
            if classAt(j) == ScalarClass.hanSmall, p == 1 { break }
            // 3千万, 5百亿, 2万亿: each step rises; 3千5百 goes on below
            if power > 0, p <= last, !(p == last && p >= 4) { break }
            power += p
            last = p
            j += 1
        }
        if power == 0 { return plain }
        if few {
            guard let low = plain.low.adding(.one), let high = plain.low.adding(ExactDecimal(9)) else { return plain }
            numeral.low = low
            numeral.high = high
            openEnded = .approx
        }
        guard power <= 24, var scaled = numeral.scaled(by: power) else {
            numeral.marks.insert(.unreadable)
            numeral.end = j
            return numeral
        }
        scaled.end = j
        scaled.comparator = openEnded
        scaled.marks.insert(.multiplied)
        if openEnded != .eq { scaled.marks.insert(.openEnded) }
        if openEnded == .eq {
            if isDigit(j) || classAt(j) == ScalarClass.hanDigit || at(j) == 0x20 && partAcrossGap(j, last: last), let mixed = readHan(at: j, seed: scaled) { return mixed }
            if let word = readOpenEnd(at: j, of: scaled), !word.isFew {
                // 3万多亿: the open end stands inside the multiplier
                if classAt(word.end) == ScalarClass.hanBig, multiplierBegins(at: word.end), Int(valueAt(word.end)) > last,
                    power + Int(valueAt(word.end)) <= 24, let more = scaled.scaled(by: Int(valueAt(word.end)))
                {
                    scaled = more
                    scaled.end = word.end + 1
                    scaled.comparator = word.comparator
                    scaled.marks.formUnion([.multiplied, .openEnded])
                    return scaled
                }
                scaled.end = word.end
                scaled.comparator = word.comparator
                scaled.marks.insert(.openEnded)
            }
        }
        return scaled
    }

    /// 160 多万, 20 余家: the word stands off its figure as Latin digits do from Chinese text.
    private func openEndAcrossGap(_ n: Numeral) -> (comparator: Comparator, end: Int, isFew: Bool)? {
        guard at(n.end) == 0x20, let word = readOpenEnd(at: n.end + 1, of: n), !word.isFew else { return nil }
        if classAt(word.end) == ScalarClass.hanBig { return word }
        if at(word.end) == 0x20, classAt(word.end + 1) == ScalarClass.hanBig { return (word.comparator, word.end + 1, false) }
        return unitBegins(at: word.end) && readUnit(after: n, at: word.end) != nil ? word : nil
    }

    /// Whether 5千 behind the blank at `i` goes on with 7万: the next power down, so that two cells of a row stay two.
    func partAcrossGap(_ i: Int, last: Int) -> Bool {
        guard isDigit(i + 1), last < 99 else { return false }
        var j = i + 1
        while isDigit(j), j < i + 6 { j += 1 }
        let digits = j - i - 1
        guard digits <= 4, classAt(j) == ScalarClass.hanSmall || classAt(j) == ScalarClass.hanBig, multiplierBegins(at: j) else { return false }
        let p = Int(valueAt(j))
        return p == last - 1 && digits == 1 || p == 4 && last == 8
    }

    /// Where 万 or 亿 goes on behind blanks or a line break (2.5⏎万亩), where the figure does not stand alone.
    private func multiplierAcrossGap(_ n: Numeral) -> Int? {
        var j = n.end
        var breaks = false
        while j < n.end + 4, Scalars.isBlank(at(j)) || Scalars.isBreak(at(j)) {
            if Scalars.isBreak(at(j)) { breaks = true }
            j += 1
        }
        // 474.3 百萬元
        let isLong = j == n.end + 1 && !breaks && classAt(j) == ScalarClass.hanSmall && classAt(j + 1) == ScalarClass.hanBig && unitBegins(at: j + 2)
        // 214.1 千公顷
        let isThousands = j == n.end + 1 && !breaks && at(j) == 0x5343 && n.marks.contains(.decimal) && unitBegins(at: j + 1)
        guard j > n.end, classAt(j) == ScalarClass.hanBig || isLong || isThousands, multiplierBegins(at: j) else { return nil }
        if breaks || j > n.end + 1 {
            // the multiplier must open a unit: 万亩, 亿元
            guard unitBegins(at: j + 1) || j == n.end + 2 && !breaks else { return nil }
            if breaks, standsAlone(n) { return nil }
        }
        return j
    }

    /// Whether the figure is all there is on its line.
    func standsAlone(_ n: Numeral) -> Bool {
        var k = n.start - 1
        while Scalars.isBlank(at(k)) { k -= 1 }
        return k < lower || Scalars.isBreak(at(k))
    }

    /// Whether 万, 亿, 千, 百 at `i` multiplies what stands before it (not 千瓦, 百帕).
    @inline(__always) func multiplierBegins(at i: Int) -> Bool {
        switch classAt(i) {
        case ScalarClass.hanBig:
            return at(i) == 0x5146 ? !longUnitBegins(at: i) : true  // 兆瓦
        case ScalarClass.hanSmall:
            if at(i + 1) == Mark.parts && at(i + 2) == Mark.of { return false }
            return !longUnitBegins(at: i)
        default:
            return false
        }
    }

    /// 多, 余, 来, 几 behind a round figure.
    func readOpenEnd(at j: Int, of numeral: Numeral) -> (comparator: Comparator, end: Int, isFew: Bool)? {
        let c = at(j)
        switch c {
        case Mark.many:
            guard !isOne(of: "样元功媒模层少次氯边方伦项家个年地山彩晶极头维肽聚", at: j + 1) || followsAsUnit(j + 1) else { return nil }
            return (.gt, j + 1, false)
        case Mark.rest, Mark.restTraditional:
            guard !isOne(of: "额下热量杭姚角温震党干江生粮波数地", at: j + 1) else { return nil }
            return (.gt, j + 1, false)
        case Mark.come, Mark.comeTraditional:
            guard numeral.low.integer.map({ $0 >= 10 && $0 % 10 == 0 }) ?? false, !isOne(of: "自到看说源宾", at: j + 1),
                unitBegins(at: j + 1) || multiplierBegins(at: j + 1)
            else { return nil }
            return (.approx, j + 1, false)
        case Mark.few, Mark.fewTraditional:
            guard numeral.low.integer.map({ $0 >= 10 && $0 < 100 && $0 % 10 == 0 }) ?? false else { return nil }
            return (.approx, j + 1, true)
        default:
            return nil
        }
    }

    private func followsAsUnit(_ i: Int) -> Bool { unitBegins(at: i) }
}
