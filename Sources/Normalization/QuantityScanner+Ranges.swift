import Facts
import Lexicons

/// Ranges, tolerances and products: 3—5亿, 25%—30%, 2×66万千瓦.
extension Scan {
    func readRange(_ n: Numeral, _ unit: UnitReading?, from end: Int, currency: (start: Int, code: String)?)
        -> (low: ExactDecimal, high: ExactDecimal, numeral: Numeral, unit: UnitReading?, end: Int)?
    {
        var j = end
        if let k = pastInclusion(j), Scalars.isDash(at(k)) || at(k) == 0x81F3 || at(k) == 0x5230 { j = k }
        var worded = false
        var isTo = false
        var isAnd = false
        var isBetween = false
        let c = at(j)
        if c == 0x2D, reads(" to ", at: j + 1) {
            // 8- to 16-meter
            j += 5
            isTo = true
            worded = true
        } else if Scalars.isDash(c) {
            j += 1
            var dashes = 1
            while Scalars.isDash(at(j)), dashes < 3 { j += 1; dashes += 1 }
        } else if c == 0x81F3 || c == 0x5230 {
            j += 1
            isTo = true
        } else if c == 0x20 {
            if reads("to ", at: j + 1) { j += 4; isTo = true; worded = true }
            else if reads("through ", at: j + 1) { j += 9; isTo = true; worded = true }
            else if reads("and ", at: j + 1), reads("etween ", at: n.start - 7) || reads("etween $", at: n.start - 8) {
                j += 5
                if reads("about ", at: j) { j += 6 } else if reads("approximately ", at: j) { j += 14 }
                worded = true
                isAnd = true
            }
            else if Scalars.isDash(at(j + 1)), at(j + 2) == 0x20 { j += 3 }
            // 0.511 -0.6369元/千瓦时: only where money closes it, else the second is negative
            else if unit == nil, n.marks.contains(.arabic), Scalars.isDash(at(j + 1)), isDigit(j + 2), closesWithMoney(j + 2) { j += 2 }
            else if at(j + 1) == 0x81F3 || at(j + 1) == 0x5230 { j += 2; isTo = true; if at(j) == 0x20 { j += 1 } }
            else { return nil }
        } else if c == 0x548C || c == 0x4E0E {
            j += 1
            isBetween = true
        } else {
            return nil
        }
        if at(j) == 0x20, !worded { j += 1 }
        // 4%到-2% stays two figures
        var secondCurrency: String?
        if j < upper, classAt(j) == ScalarClass.currency, let match = tables.currenciesBefore.longestMatch(in: text, endingAt: j + 1, floor: j) {
            secondCurrency = tables.currencyCodes[match.value]
            j += 1
        } else if reads("US$", at: j) || reads("HK$", at: j) {
            secondCurrency = reads("US$", at: j) ? "USD" : "HKD"
            j += 3
        }
        // -40℃～85℃, -5%至-3%
        var secondNegative = false
        if Scalars.isMinus(at(j)) && isDigit(j + 1) || at(j) == Mark.minusWord {
            secondNegative = true
            j += 1
        }
        var m: Numeral
        if let read = readNumber(at: j) { m = read } else if worded || Scalars.isLetter(at(j)), let read = readEnglish(at: j) { m = read } else { return nil }
        if m.marks.contains(.unreadable) || m.marks.contains(.dotted) { return nil }
        if m.marks.contains(.arabic) != n.marks.contains(.arabic), !worded, unit == nil, !m.marks.contains(.multiplied) { return nil }
        if m.comparator != .eq, m.comparator != .range { return nil }
        // a date behind is no bound
        if at(m.end) == Mark.month || at(m.end) == Mark.day, readUnit(after: m) == nil { return nil }
        if at(m.end) == Mark.year, m.digits == 4, m.marks.contains(.arabic) { return nil }
        var second = readUnit(after: m)
        // 331亿元—391亿: the unit stands once, with the first
        if second == nil, var shared = unit, shared.kind == .money, shared.addition == nil, m.marks.contains(.multiplied), n.marks.contains(.multiplied), !Scalars.isHan(at(m.end)), !Scalars.isLetter(at(m.end)) {
            shared.end = m.end
            second = shared
        }
        if second == nil, unit?.dimension == .rate, let code = secondCurrency {
            // $350 per kg to $680 per kg
            let rated = withRate(UnitReading(end: m.end, unit: code, factor: .one, hasFactor: false, dimension: .money, kind: .money, length: 0))
            if rated.end > m.end { second = rated }
        }
        if let second, !second.reason.isEmpty { return nil }
        // 20和30之间
        var tail = 0
        if isBetween {
            guard reads("之间", at: second?.end ?? m.end) else { return nil }
            tail = 2
        }
        if m.marks.contains(.single), m.marks.contains(.han), second == nil, unit == nil { return nil }
        let fromWord = isOne(of: "从由自", at: n.start - 1) || reads("rom ", at: n.start - 4) || reads("rom $", at: n.start - 5)
        // ranged from A to B is no change
        let ranges = isTo && spansFrom(n.start)
        if fromWord, isTo, unit != nil, second != nil, !ranges { return nil }
        if secondCurrency != nil, currency == nil { return nil }
        let sign = signBefore(n.start, unit: unit ?? second, n: n)
        let firstNegative = sign.map { !$0.isPlusMinus } ?? false
        if sign?.isPlusMinus ?? false { return nil }
        if secondNegative && !firstNegative { return nil }
        if firstNegative {
            guard unit == nil || unit?.unit == second?.unit && unit?.factor == second?.factor, unit?.addition == nil, second?.addition == nil, !m.marks.contains(.multiplied) || unit != nil else { return nil }
            let a = n.low.negated, b = secondNegative ? m.high.negated : m.high
            // 净利润-8.4亿元至-9.5亿元: losses are told by their size
            if ranges || secondNegative && unit?.kind == .money, b < a { return (b, a, m, second, (second?.end ?? m.end) + tail) }
            guard a < b else { return nil }
            return (a, b, m, second, (second?.end ?? m.end) + tail)
        }
        if let secondCurrency, let currency, secondCurrency != currency.code { return nil }
        var low = n.low
        if let unit {
            guard let second else { return nil }
            guard second.unit == unit.unit || (second.dimension == .rate && rateOf(second.unit, unit.unit)), true else { return nil }
            if unit.addsCanonical || second.addsCanonical {
                guard let x = canonical(n.low, unit), let y = canonical(m.high, second), x < y else { return nil }
                var merged = second
                merged.factor = .one
                merged.hasFactor = false
                merged.addition = nil
                merged.addsCanonical = false
                return (x, y, m, merged, second.end + tail)
            }
            if unit.addition != nil || second.addition != nil {
                // 五元六角—五元七角八分
                guard unit.factor == second.factor, let a = n.low.adding(unit.addition ?? .zero), let b = m.high.adding(second.addition ?? .zero), a < b else { return nil }
                var merged = second
                merged.addition = nil
                return (a, b, m, merged, second.end + tail)
            }
            if unit.factor != second.factor {
                // 500米至2公里: in the canonical unit
                guard let a = n.low.multiplied(by: unit.factor), let b = m.high.multiplied(by: second.factor), a < b else { return nil }
                var merged = second
                merged.factor = .one
                merged.hasFactor = false
                return (a, b, m, merged, second.end + tail)
            }
            guard low < m.high || low == m.low else { return nil }
            if isTo, reachesLevel(n, m) { return nil }
            return (low, m.high, m, second, second.end + tail)
        }
        // the unit, and maybe the multiplier, stand once at the end
        if !n.marks.contains(.multiplied) || (n.marks.contains(.han) && n.power < 4), m.marks.contains(.multiplied) {
            for power in carried(m) {
                if let a = n.low.scaled(by: power), a < m.high {
                    low = a
                    break
                }
            }
        }
        guard low < m.high else { return nil }
        // 3-2, 010-1234: two bare figures joined by a hyphen
        if second == nil, currency == nil, !isTo, !isAnd, !worded, !isBetween {
            if n.marks.contains(.leadingZero) || m.marks.contains(.leadingZero) { return nil }
            if Scalars.isMinus(at(m.end)) || Scalars.isLetter(at(m.end)) { return nil }
            if n.marks.contains(.han) != m.marks.contains(.han) { return nil }
        }
        return (low, m.high, m, second, (second?.end ?? m.end) + tail)
    }

    /// 上涨50元|至3800元/吨: by how much it changed, and where it came to; a change is seldom a range so wide.
    private func reachesLevel(_ n: Numeral, _ m: Numeral) -> Bool {
        guard let bound = n.high.multiplied(by: ExactDecimal(8)), m.low > bound else { return false }
        var i = n.start
        if at(i - 1) == 0x4E86 || at(i - 1) == 0x7EA6 { i -= 1 }
        if isOne(of: "涨跌升降增减落弹滑漲減彈", at: i - 1) { return true }
        return isOne(of: "上下调調", at: i - 2) && isOne(of: "调調行高低", at: i - 1) || reads("增加", at: i - 2) || reads("减少", at: i - 2) || reads("減少", at: i - 2) || reads("提高", at: i - 2) || reads("降低", at: i - 2) || reads("走高", at: i - 2) || reads("走低", at: i - 2)
    }

    /// ranged from, ranging from before `start`, a sign between them allowed.
    private func spansFrom(_ start: Int) -> Bool {
        let e = Scalars.isMinus(at(start - 1)) ? start - 1 : start
        guard reads(" from ", at: e - 6) else { return false }
        return reads("ranged", at: e - 12) || reads("ranging", at: e - 13) || reads("ranges", at: e - 12) || reads("range", at: e - 11)
    }

    /// `value` with everything that `unit` adds and multiplies.
    private func canonical(_ value: ExactDecimal, _ unit: UnitReading) -> ExactDecimal? {
        guard let addition = unit.addition else { return value.multiplied(by: unit.factor) }
        return unit.addsCanonical ? value.multiplied(by: unit.factor)?.adding(addition) : value.adding(addition)?.multiplied(by: unit.factor)
    }

    private func closesWithMoney(_ i: Int) -> Bool {
        let m = readArabic(at: i)
        guard let unit = readUnit(after: m), unit.reason.isEmpty else { return false }
        return unit.dimension == .money || unit.dimension == .rate && unit.unit.hasPrefix("CNY")
    }

    /// Whether `rate` is `unit` per something: 5万元—10万元/年.
    func rateOf(_ rate: String, _ unit: String) -> Bool { rate.hasPrefix(unit) && rate.dropFirst(unit.count).hasPrefix("/") }

    /// Powers of ten that the end of `m` may lend to the figure before it, the longest run first.
    func carried(_ m: Numeral) -> [Int] {
        if m.marks.contains(.english) || Scalars.isLetter(at(m.end - 1)) { return m.power > 0 ? [m.power] : englishPower(m) }
        var run = 0, lastBig = 0
        var k = m.end - 1
        while k >= m.start, classAt(k) == ScalarClass.hanBig || classAt(k) == ScalarClass.hanSmall {
            let p = Int(valueAt(k))
            run += p
            if lastBig == 0 { lastBig = run }
            k -= 1
        }
        return run == lastBig ? [run] : [run, lastBig]
    }

    func englishPower(_ m: Numeral) -> [Int] {
        [12, 9, 6, 3, 2].filter { p in m.low.exponent >= p }
    }

    /// 2×66万千瓦.
    func readProduct(_ n: Numeral, from i: Int) -> (numeral: Numeral, unit: UnitReading, end: Int)? {
        var j = i
        if at(j) == 0x20 { j += 1 }
        guard at(j) == 0xD7 || at(j) == 0x78 || at(j) == 0x58 || at(j) == 0x2A || at(j) == 0x2715 else { return nil }
        j += 1
        if at(j) == 0x20 { j += 1 }
        guard isDigit(j) else { return nil }
        let m = readArabic(at: j)
        guard !m.marks.contains(.unreadable), !m.marks.contains(.dotted), let unit = readUnit(after: m), unit.reason.isEmpty,
            [.power, .energy, .mass, .volume, .money, .flow, .rate].contains(unit.dimension), let value = n.low.multiplied(by: m.low)
        else { return nil }
        var product = m
        product.start = n.start
        product.low = value
        product.high = value
        return (product, unit, unit.end)
    }
}
