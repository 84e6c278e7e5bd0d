import Facts

/// Numerals in Chinese characters, and mixed ones (3万5千) that began with Arabic digits.
extension Scan {
    /// Low and high bound of what has been read, as coefficients of `10^-scale`.
    private struct Bounds {
        var low: Int128
        var high: Int128
        static let zero = Bounds(low: 0, high: 0)
        var isZero: Bool { low == 0 && high == 0 }
    }

    private static let ceiling: Int128 = 1_000_000_000_000_000_000_000_000_000_000  // 10^30

    private static func tenTo(_ n: Int) -> Int128 {
        powers[max(0, min(n, 30))]
    }

    private static let powers: [Int128] = {
        var powers: [Int128] = [1]
        while powers.count <= 30 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()

    private static func limit(_ b: inout Bounds, _ unreadable: inout Bool) {
        if b.high >= ceiling || b.low >= ceiling {
            b = .zero
            unreadable = true
        }
    }

    /// Reads the numeral at `i`; with a `seed`, goes on from an Arabic figure with its multipliers.
    func readHan(at i: Int, seed: Numeral? = nil) -> Numeral? {
        var total = Bounds.zero, section = Bounds.zero, pending = Bounds.zero
        var hasPending = false
        var scale = 0
        var lastPower = 99  // of the last multiplier, for 三万五
        var sectionPower = 99, bigPower = 99
        var zero = false
        var comparator: Comparator = .eq
        var marks: Numeral.Marks = .han
        var unreadable = false
        var j = i
        var partStart = i  // where the group behind the last 万 or 亿 began
        var afterPart = Bounds.zero  // total when it began
        var pendingPair = false
        var pendingScaled = false
        var openEnded = false
        var start = i
        var sawMultiplier = false
        var power = 0

        if let seed {
            start = seed.start
            marks = [.arabic, .multiplied]
            guard seed.low.exponent >= -12 else { return nil }
            let low = seed.low
            let decimals = max(0, -Int(low.exponent))
            scale = decimals
            guard Int(low.exponent) + decimals <= 24 else { return nil }
            let value = Int128(low.coefficient) * Self.tenTo(Int(low.exponent) + decimals)
            guard value < Self.ceiling else { return nil }
            sawMultiplier = true
            if seed.power >= 4 {
                total = Bounds(low: value, high: value)
                bigPower = seed.power
            } else {
                section = Bounds(low: value, high: value)
                sectionPower = seed.power
            }
            lastPower = seed.power
            afterPart = total
            partStart = i
        }

        // 三点一四, 一百二十点五
        func readPoint() {
            let point = at(j) == 0x20 ? j + 1 : j
            let first = at(point + 1) == 0x20 ? point + 2 : point + 1
            guard at(point) == Mark.point || at(point) == Mark.pointTraditional || stopIsPoint(point), classAt(first) == ScalarClass.hanDigit, scale == 0, seed == nil, !openEnded,
                let decimals = readHanDecimals(at: first)
            else { return }
            if decimals.count > 15 { unreadable = true }
            let f = Self.tenTo(min(decimals.count, 15))
            if hasPending, omissionApplies(lastPower: lastPower, zero: zero, section: !section.isZero), lastPower <= 3 {
                // 两千三点一 is 2300.1, 两千零三点一 2003.1
                pending.low *= Self.tenTo(lastPower - 1)
                pending.high *= Self.tenTo(lastPower - 1)
            }
            let group = Bounds(low: (section.low + pending.low) * f + decimals.value, high: (section.high + pending.high) * f + decimals.value)
            Self.limit(&total, &unreadable)
            total = Bounds(low: total.low * f, high: total.high * f)
            afterPart = Bounds(low: afterPart.low * f, high: afterPart.high * f)
            Self.limit(&total, &unreadable)
            section = .zero
            pending = group
            hasPending = true
            pendingScaled = true
            scale = min(decimals.count, 15)
            marks.insert(.decimal)
            j = first + decimals.count
            sectionPower = 0
        }

        scanning: while j < upper {
            switch classAt(j) {
            case ScalarClass.hanDigit:
                if hasPending || openEnded { break scanning }
                let d = valueAt(j)
                if d == 0, sawMultiplier {
                    // 零 fills a gap: 一千零五
                    let next = at(j + 1)
                    guard !zero, next == Mark.few || next == Mark.fewTraditional || classAt(j + 1) == ScalarClass.hanDigit || classAt(j + 1) == ScalarClass.hanTens || isDigit(j + 1) || classAt(j + 1) == ScalarClass.hanSmall
                    else { break scanning }
                    zero = true
                    j += 1
                    continue
                }
                var run = 1
                while classAt(j + run) == ScalarClass.hanDigit, at(j + run) != 0x4E24, at(j + run) != 0x5169 { run += 1 }
                // 两万两: the second is a weight
                if run == 1, sawMultiplier, at(j) == 0x4E24 || at(j) == 0x5169, classAt(j + 1) != ScalarClass.hanSmall, classAt(j + 1) != ScalarClass.hanBig { break scanning }
                // 两千一吨 is 2000 for one tonne; 3.5万一 is two numbers
                if run == 1, !zero, lastPower >= 2, lastPower < 99, classAt(j + 1) != ScalarClass.hanSmall, classAt(j + 1) != ScalarClass.hanBig,
                    seed != nil || (d == 1 && unitBegins(at: j + 1) && at(j + 1) != Mark.point)
                { break scanning }
                if run == 1 {
                    pending = Bounds(low: Int128(d), high: Int128(d))
                    hasPending = true
                    j += 1
                } else if run == 2, isPair(d, valueAt(j + 1)), at(j + 2) != 0xFF05 && at(j + 2) != 0x25 || lastPower == 1, pairMayStand(before: j + 2) || lastPower == 1 {
                    pending = Bounds(low: Int128(d), high: Int128(valueAt(j + 1)))
                    hasPending = true
                    pendingPair = true
                    comparator = .range
                    marks.insert(.pair)
                    j += 2
                } else if !sawMultiplier {
                    // digits in a row
                    var value: Int128 = 0
                    for k in 0..<run where k < 19 { value = value * 10 + Int128(valueAt(j + k)) }
                    if run > 18 { unreadable = true }
                    pending = Bounds(low: value, high: value)
                    hasPending = true
                    marks.insert(.positional)
                    j += run
                } else if run == 4, lastPower == 4 || lastPower == 8, scale == 0, seed == nil {
                    // 一○九万八一八七: the four places below
                    var value: Int128 = 0
                    for k in 0..<run { value = value * 10 + Int128(valueAt(j + k)) }
                    pending = Bounds(low: value, high: value)
                    hasPending = true
                    marks.insert(.positional)
                    zero = true
                    j += run
                } else {
                    break scanning
                }
                readPoint()

            case ScalarClass.hanTens:
                if hasPending || openEnded || sectionPower <= 1 { break scanning }
                let v = Int128(valueAt(j)) * 10 * Self.tenTo(scale)
                section.low += v
                section.high += v
                sectionPower = 1
                lastPower = 1
                sawMultiplier = true
                zero = false
                j += 1

            case ScalarClass.hanSmall:
                let p = Int(valueAt(j))
                if p >= sectionPower { break scanning }
                // 三万五千瓦 is 35000 watts: the digit needs its 千; 五万千瓦 is 50000 kilowatts
                // and 一千分之二 has the denominator 一千
                let isParts = at(j + 1) == Mark.parts && at(j + 2) == Mark.of
                let completes = hasPending && (isParts || sawMultiplier && p < lastPower)
                if !completes, !multiplierBegins(at: j), hasPending || sawMultiplier || p > 1 { break scanning }
                if pendingScaled { break scanning }
                if hasPending, marks.contains(.positional) { break scanning }
                if openEnded { break scanning }
                if !hasPending {
                    if j == i, seed == nil, p >= 2 { marks.insert(.bare) }
                    pending = Bounds(low: 1, high: 1)
                    if sawMultiplier, p > 1 { break scanning }
                    if seed != nil { break scanning }
                }
                let unit = Self.tenTo(p + scale)
                section.low += pending.low * unit
                section.high += pending.high * unit
                Self.limit(&section, &unreadable)
                pending = .zero
                hasPending = false
                sectionPower = p
                lastPower = p
                sawMultiplier = true
                zero = false
                if pendingPair { pendingPair = false }
                j += 1

            case ScalarClass.hanBig:
                guard multiplierBegins(at: j) else { break scanning }
                let p = Int(valueAt(j))
                var group = section
                if hasPending {
                    let unit = pendingScaled ? 1 : Self.tenTo(scale)
                    var value = Bounds(low: pending.low * unit, high: pending.high * unit)
                    // 一千二 before 万 is 1200万
                    if !pendingScaled, omissionApplies(lastPower: lastPower, zero: zero, section: !section.isZero) {
                        value.low *= Self.tenTo(lastPower - 1)
                        value.high *= Self.tenTo(lastPower - 1)
                    }
                    group.low += value.low
                    group.high += value.high
                }
                if group.isZero, !hasPending, section.isZero {
                    if total.isZero, !unreadable {
                        if j == i { marks.insert(.bare) }
                        let one = Self.tenTo(scale)
                        total = Bounds(low: one, high: one)
                    }
                    if bigPower != 99, p < bigPower {
                        if bigPower < 16 { break scanning }
                        // 亿亿亿…: no number at all, and one step
                        while classAt(j) == ScalarClass.hanBig { j += 1 }
                        unreadable = true
                        break scanning
                    }
                    total.low *= Self.tenTo(p)
                    total.high *= Self.tenTo(p)
                    Self.limit(&total, &unreadable)
                    power = bigPower == 99 ? p : bigPower + p
                    bigPower = power
                } else if p < bigPower {
                    total.low += group.low * Self.tenTo(p)
                    total.high += group.high * Self.tenTo(p)
                    Self.limit(&total, &unreadable)
                    bigPower = p
                    power = p
                } else if seed == nil, p > bigPower {
                    total.low = (total.low + group.low) * Self.tenTo(p)
                    total.high = (total.high + group.high) * Self.tenTo(p)
                    Self.limit(&total, &unreadable)
                    bigPower = p
                    power = p
                } else {
                    // 三万五万: the second is another number
                    section = .zero
                    hasPending = false
                    total = afterPart
                    j = partStart
                    break scanning
                }
                section = .zero
                pending = .zero
                hasPending = false
                pendingPair = false
                pendingScaled = false
                sectionPower = 99
                lastPower = p
                sawMultiplier = true
                zero = false
                marks.insert(.multiplied)
                j += 1
                partStart = j
                afterPart = total
                if openEnded { break scanning }

            case ScalarClass.digit:
                // 1亿2000万, 100万零5千
                guard sawMultiplier, !hasPending, !openEnded, seed != nil || zero == false else { break scanning }
                guard seed != nil else { break scanning }
                let part = readDigits(at: j, grouping: true)
                if part.marks.contains(.unreadable) || part.marks.contains(.dotted) || (part.marks.contains(.leadingZero)) { break scanning }
                if at(part.end) == Mark.year, part.digits == 4 { break scanning }
                if part.digits > max(lastPower, 1) || part.digits > 12 { break scanning }
                let decimals = max(0, -Int(part.low.exponent))
                if decimals > 6 { break scanning }
                if decimals > 0 {
                    // only the last part may have a point
                    guard scale == 0 else { break scanning }
                    let f = Self.tenTo(decimals)
                    for b in [0, 1] {
                        if b == 0 { total.low *= f; section.low *= f; afterPart.low *= f } else { total.high *= f; section.high *= f; afterPart.high *= f }
                    }
                    Self.limit(&total, &unreadable)
                    Self.limit(&section, &unreadable)
                    scale = decimals
                }
                let value = Int128(part.low.coefficient) * Self.tenTo(Int(part.low.exponent) + decimals)
                let next = at(part.end) == 0x20 && multiplierBegins(at: part.end + 1) ? part.end + 1 : part.end
                let completes = classAt(next) == ScalarClass.hanSmall && Int(valueAt(next)) < lastPower && valueAt(next) >= 2 && !(at(next + 1) == Mark.parts && at(next + 2) == Mark.of)
                if completes || multiplierBegins(at: next) {
                    let p = Int(valueAt(next))
                    guard p < lastPower else { break scanning }
                    let unit = Self.tenTo(p + (decimals > 0 ? 0 : scale))
                    // 3万5千, 1亿2000万
                    if p >= 4 {
                        total.low += (section.low + value * unit)
                        total.high += (section.high + value * unit)
                        section = .zero
                        sectionPower = 99
                        bigPower = p
                    } else {
                        section.low += value * unit
                        section.high += value * unit
                        sectionPower = p
                    }
                    lastPower = p
                    power = p
                    zero = false
                    j = next + 1
                } else {
                    // 3万5, 1万2345: only where a number may end
                    guard scale == decimals else { break scanning }
                    var v = value
                    if part.digits == 1, decimals == 0, !zero {
                        guard lastPower >= 2, !Scalars.isLetter(at(next)), !isOne(of: "月日号年、,，:：-—~～至到", at: next) else { break scanning }
                        v *= Self.tenTo(lastPower - 1)
                    } else if zero == false, part.digits != lastPower, part.digits < 3 {
                        break scanning
                    } else if isOne(of: "月日号-—:：", at: next) {
                        break scanning
                    }
                    section.low += v
                    section.high += v
                    j = next
                    power = 0
                    break scanning
                }

            case ScalarClass.mark where at(j) == Mark.few || at(j) == Mark.fewTraditional:
                guard !hasPending, !openEnded else { break scanning }
                if zero, sawMultiplier, sectionPower != 1, classAt(j + 1) != ScalarClass.hanSmall {
                    // 一百零几万
                    section.low += Self.tenTo(scale)
                    section.high += 9 * Self.tenTo(scale)
                    comparator = .approx
                    openEnded = true
                    zero = false
                    lastPower = 1
                    sectionPower = 0
                    j += 1
                    if classAt(j) != ScalarClass.hanBig { break scanning }
                } else if sawMultiplier, sectionPower == 1 {
                    // 三十几
                    section.low += Self.tenTo(scale)
                    section.high += 9 * Self.tenTo(scale)
                    comparator = .approx
                    openEnded = true
                    lastPower = 1
                    j += 1
                    // 三十几万
                    if classAt(j) != ScalarClass.hanBig { break scanning }
                } else if multiplierBegins(at: j + 1) || classAt(j + 1) == ScalarClass.hanSmall && valueAt(j + 1) == 1, seed == nil {
                    pending = Bounds(low: sawMultiplier ? 1 : 2, high: 9)
                    hasPending = true
                    comparator = .approx
                    j += 1
                } else {
                    break scanning
                }

            case ScalarClass.mark where (at(j) == Mark.several || at(j) == Mark.severalTraditional) && j == i && seed == nil:
                guard classAt(j + 1) == ScalarClass.hanSmall || classAt(j + 1) == ScalarClass.hanBig else { break scanning }
                pending = Bounds(low: 2, high: 9)
                hasPending = true
                comparator = .approx
                j += 1

            default:
                if sawMultiplier, !hasPending, at(j) == Mark.point || at(j) == Mark.pointTraditional || (at(j) == 0x20 && (at(j + 1) == Mark.point || at(j + 1) == Mark.pointTraditional)) || stopIsPoint(j) {
                    let before = j
                    readPoint()
                    if j > before { continue }
                    break scanning
                }
                // 三千 九百 六十五, as some type it
                if at(j) == 0x20, sawMultiplier || hasPending, seed == nil, !openEnded, blankInside(j, hasPending: hasPending, lastPower: lastPower) {
                    j += 1
                    continue
                }
                // 7万 5千 4百
                if at(j) == 0x20, seed != nil, !hasPending, !openEnded, partAcrossGap(j, last: lastPower) {
                    j += 1
                    continue
                }
                // 五百 余万, 十 余 万
                if at(j) == 0x20, sawMultiplier, !hasPending, !openEnded, seed == nil, isOne(of: "多余餘", at: j + 1) {
                    let k = at(j + 2) == 0x20 ? j + 3 : j + 2
                    if classAt(k) == ScalarClass.hanBig, multiplierBegins(at: k) {
                        if comparator == .eq { comparator = .gt }
                        openEnded = true
                        marks.insert(.openEnded)
                        j = k
                        continue
                    }
                }
                // 三十多万, 五百余
                guard sawMultiplier || hasPending, !openEnded else { break scanning }
                let c = at(j)
                guard c == Mark.many || c == Mark.rest || c == Mark.restTraditional || c == Mark.come || c == Mark.comeTraditional else { break scanning }
                if comparator == .range, !sawMultiplier { break scanning }
                if hasPending, !sawMultiplier, classAt(j + 1) != ScalarClass.hanBig { break scanning }
                let probe = Numeral(start: i, end: j, low: ExactDecimal(10), high: ExactDecimal(10), marks: .han)
                guard let word = readOpenEnd(at: j, of: probe) else { break scanning }
                if comparator == .eq { comparator = word.comparator }
                openEnded = true
                marks.insert(.openEnded)
                j = word.end
                if classAt(j) != ScalarClass.hanBig || !multiplierBegins(at: j) { break scanning }
            }
        }

        // close
        var group = section
        if hasPending {
            let unit: Int128 = pendingScaled ? 1 : Self.tenTo(scale)
            var value = Bounds(low: pending.low * unit, high: pending.high * unit)
            if !pendingScaled, omissionApplies(lastPower: lastPower, zero: zero, section: !section.isZero || !total.isZero) {
                value.low *= Self.tenTo(lastPower - 1)
                value.high *= Self.tenTo(lastPower - 1)
            }
            group.low += value.low
            group.high += value.high
            power = 0
        } else if !section.isZero {
            power = sectionPower == 99 ? 0 : sectionPower
        }
        guard j > i else { return nil }
        if zero, !hasPending, j > i, classAt(j - 1) == ScalarClass.hanDigit { j -= 1 }
        let low = total.low + group.low, high = total.high + group.high
        var numeral = Numeral(start: start, end: j, low: .zero, high: .zero, comparator: comparator, marks: marks)
        numeral.power = power
        numeral.mantissaEnd = j
        if let a = Self.exact(low, scale), let b = Self.exact(high, scale), !unreadable {
            numeral.low = a
            numeral.high = b
        } else {
            numeral.marks.insert(.unreadable)
        }
        if j - start == 1 { numeral.marks.insert(.single) }
        if sawMultiplier { numeral.marks.insert(.multiplied) }
        if comparator == .approx, low == high { numeral.marks.insert(.openEnded) }
        return numeral
    }

    private static func exact(_ value: Int128, _ scale: Int) -> ExactDecimal? {
        if value <= Int128(Int64.max) { return ExactDecimal(coefficient: Int64(value), exponent: -scale) }
        var v = value, e = -scale
        while v % 10 == 0 { v /= 10; e += 1 }
        return v <= Int128(Int64.max) ? ExactDecimal(coefficient: Int64(v), exponent: e) : nil
    }

    private func omissionApplies(lastPower: Int, zero: Bool, section: Bool) -> Bool {
        section && !zero && lastPower >= 2 && lastPower < 99
    }

    private func blankInside(_ j: Int, hasPending: Bool, lastPower: Int) -> Bool {
        switch classAt(j + 1) {
        case ScalarClass.mark:
            // 一百二十 几亿
            return lastPower == 1 && !hasPending && (at(j + 1) == Mark.few || at(j + 1) == Mark.fewTraditional) && classAt(j + 2) == ScalarClass.hanBig
        case ScalarClass.hanBig where !hasPending:
            // 二十 亿元
            return multiplierBegins(at: j + 1) && (classAt(j + 2) != ScalarClass.other || at(j + 2) == 0 || unitBegins(at: j + 2))
        case ScalarClass.hanSmall, ScalarClass.hanBig:
            return multiplierBegins(at: j + 1) && classAt(j + 2) != ScalarClass.other || hasPending && multiplierBegins(at: j + 1)
        case ScalarClass.hanDigit:
            guard !hasPending else { return false }
            let k = at(j + 2) == 0x20 ? j + 3 : j + 2
            // 三百 五又三分之一
            if at(k) == 0x53C8, partsBehind(k + 1) { return true }
            // 两千 四 百 五
            if at(j + 2) == 0, lastPower >= 2, lastPower <= 3, Scalars.isBlank(at(j - 2)) { return true }
            return classAt(k) == ScalarClass.hanSmall && multiplierBegins(at: k) || (lastPower == 1 && classAt(j + 2) != ScalarClass.hanDigit && at(j + 2) != 0x20)
        default:
            return false
        }
    }

    /// Whether …分之 follows 又 within a few characters.
    private func partsBehind(_ i: Int) -> Bool {
        var k = i
        while k < i + 8, classAt(k) == ScalarClass.hanDigit || classAt(k) == ScalarClass.hanSmall || Scalars.isBlank(at(k)) { k += 1 }
        return at(k) == Mark.parts
    }

    private func isPair(_ a: Int64, _ b: Int64) -> Bool { a >= 1 && (b == a + 1 || (a == 3 && b == 5)) }

    /// Whether two digits in a row may be one or the other: 二三十, 七八成, 两三家.
    private func pairMayStand(before i: Int) -> Bool {
        switch classAt(i) {
        case ScalarClass.hanSmall, ScalarClass.hanBig: return true
        default:
            let c = at(i)
            if c == Mark.many { return true }
            if isOne(of: "折年", at: i) { return true }
            return unitBegins(at: i)
        }
    }

    /// 五.五%, 二十七.八億: a stop between Chinese digits, where a unit or a multiplier follows.
    private func stopIsPoint(_ i: Int) -> Bool {
        guard at(i) == 0x2E || at(i) == 0xFF0E || at(i) == 0x2027, classAt(i - 1) == ScalarClass.hanDigit || classAt(i - 1) == ScalarClass.hanTens || classAt(i - 1) == ScalarClass.hanSmall, classAt(i + 1) == ScalarClass.hanDigit else { return false }
        var k = i + 1
        while classAt(k) == ScalarClass.hanDigit, k - i < 8 { k += 1 }
        return at(k) == 0x25 || at(k) == 0xFF05 || classAt(k) == ScalarClass.hanBig || unitBegins(at: k)
    }

    /// Digits behind 点, unless they tell the time (三点二十分).
    private func readHanDecimals(at i: Int) -> (value: Int128, count: Int)? {
        var value: Int128 = 0
        var j = i
        while classAt(j) == ScalarClass.hanDigit {
            if j - i < 15 { value = value * 10 + Int128(valueAt(j)) }
            j += 1
        }
        let c = classAt(j)
        if c == ScalarClass.hanSmall, j - i == 1, valueAt(j) == 1 { return nil }
        if at(j) == Mark.parts, !(at(j + 1) == Mark.of) { return nil }
        if at(j) == 0x523B { return nil }  // 刻
        return (value, j - i)
    }
}
