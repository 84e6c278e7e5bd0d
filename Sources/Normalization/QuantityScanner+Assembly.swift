import Facts
import Lexicons

/// From a numeral to a quantity: unit, range, comparators, and whether it is one at all.
extension Scan {
    /// Finishes the figure `first` and returns where to go on.
    mutating func finish(_ first: Numeral) -> Int {
        var n = hundredMillions(first)
        var unit = readUnit(after: n)
        if n.marks.contains(.percent), let u = unit, n.marks.contains(.han) || n.marks.contains(.fraction), !n.marks.contains(.part) || u.kind == .count || !n.marks.contains(.english) {
            // 三分之二, 百分之五: complete in themselves
            unit = u.kind == .point || u.dimension == .percent ? nil : nil
        }
        // half a year, half a million
        if n.marks.contains(.english), n.marks.contains(.part), n.marks.contains(.percent), reads(" a ", at: n.end) || reads(" an ", at: n.end) {
            let skip = n.end + (reads(" an ", at: n.end) ? 4 : 3)
            if let u = readUnit(after: n, at: skip), u.dimension != .count, let half = ExactDecimal(coefficient: 5, exponent: -1) {
                n.low = half
                n.high = half
                n.marks.remove(.percent)
                unit = u
            }
        }
        var end = unit?.end ?? n.end
        let currency = currencyBefore(n.start)
        var isRange = false
        if unit == nil, let currency, !n.marks.contains(.percent), case let bare = UnitReading(end: n.end, unit: currency.code, factor: .one, hasFactor: false, dimension: .money, kind: .money, length: 0),
            case let rated = withRate(bare), rated.end > n.end
        {
            // $85/t
            unit = rated
            end = rated.end
        }

        // 3—5亿, 25%—30%, 3至5
        if unit?.reason.isEmpty ?? true, n.comparator == .eq || n.marks.contains(.pair), let range = readRange(n, unit, from: end, currency: currency) {
            n.low = range.low
            n.high = range.high
            n.end = range.numeral.end
            n.marks.formUnion(range.numeral.marks.subtracting([.single, .bare]))
            n.marks.remove(.single)
            n.power = 0
            n.comparator = .range
            unit = range.unit
            end = range.end
            isRange = true
        } else if at(end) == Mark.plusMinus || (at(end) == 0x2B && at(end + 1) == 0x2F && at(end + 2) == 0x2D), n.comparator == .eq {
            // 100±5
            let j = at(end) == Mark.plusMinus ? end + 1 : end + 3
            if isDigit(j) {
                let m = readArabic(at: j)
                let mu = readUnit(after: m)
                let fits = unit == nil || mu == nil || (unit?.unit == mu?.unit && unit?.factor == mu?.factor)
                if fits, !(unit == nil && mu?.kind == .percent && n.low > .hundred), !m.marks.contains(.unreadable), let low = n.low.subtracting(m.low), let high = n.high.adding(m.low) {
                    n.low = low
                    n.high = high
                    n.comparator = .range
                    n.end = m.end
                    unit = mu ?? unit
                    end = mu?.end ?? m.end
                    isRange = true
                }
            }
        } else if unit == nil, n.marks.contains(.arabic), !n.marks.contains(.decimal), n.digits <= 4, let product = readProduct(n, from: n.end) {
            n = product.numeral
            unit = product.unit
            end = product.end
        }
        if n.marks.contains(.unreadable) {
            reject(from: n.start, to: end, kind: .number, value: .zero, reason: "id")
            return end
        }

        // the figure in its unit
        var low = unit?.value ?? n.low, high = unit?.value ?? n.high
        if let addition = unit?.addition {
            guard let a = low.adding(addition), let b = high.adding(addition) else { return end }
            low = a
            high = b
        }
        if let unit, unit.hasFactor {
            guard let a = low.multiplied(by: unit.factor), let b = high.multiplied(by: unit.factor) else {
                // no exact value: leave it out
                return end
            }
            low = a
            high = b
        }
        var kind = unit?.kind ?? .number
        var unitName = unit?.unit ?? ""
        var dimension = unit?.dimension ?? .none
        var reason = unit?.reason ?? ""
        var comparator = n.comparator
        if unit == nil, n.marks.contains(.percent) {
            unitName = n.marks.contains(.permille) ? "‰" : "%"
            kind = n.marks.contains(.fraction) ? .fraction : .percent
            dimension = .percent
        }
        // 千亿级
        if at(end) == Mark.grade || at(end) == Mark.gradeTraditional, n.marks.contains(.multiplied), reason.isEmpty, unit == nil || unit?.length ?? 0 > 0, n.low >= .hundred || unit?.dimension != .count {
            end += 1
            if comparator == .eq { comparator = .approx }
        } else if let unit, unit.kind == .number, unit.reason.isEmpty, comparator == .eq {
            comparator = .approx
        }
        if let unit, isClassifierBracket(unit, at: end) == nil, unit.isClassifier { end = unit.end }

        // behind: 以上, 左右, 多
        var afterEnd = end
        if reason.isEmpty {
            if let after = comparatorAfter(end, unit: unit, n: n) {
                comparator = after.comparator == .approx && (comparator == .gt || comparator == .near || comparator == .range) ? comparator : (comparator == .range && !n.marks.contains(.pair) ? .range : after.comparator)
                afterEnd = after.end
            }
        }
        // in front
        var start = n.start
        var hasBefore = false
        let bottom = max(floor, found.last?.span.end ?? lower)
        if let currency, currency.start >= bottom, unit == nil || unit?.kind == .money {
            start = currency.start
            if kind == .number || unitName == "CNY" && currency.code != "CNY" || unit == nil {
                unitName = currency.code
                kind = .money
                dimension = .money
            }
        }
        var sign = false
        if let negative = signBefore(start, unit: unit, n: n), negative.start >= bottom, !isRange || n.marks.contains(.arabic) {
            start = negative.start
            if negative.isPlusMinus {
                comparator = .range
                high = low.magnitude
                low = high.negated
            } else {
                (low, high) = (high.negated, low.negated)
                sign = true
            }
        }
        if let word = comparatorBefore(start, n: n, unit: unit, bottom: bottom) {
            hasBefore = true
            start = word.start
            if comparator != .range || n.marks.contains(.pair) && word.comparator != .approx {
                if comparator == .eq || comparator == .gt && word.comparator != .approx || comparator == .approx || word.comparator != .approx && comparator != .range { comparator = word.comparator == .approx && comparator == .gt ? .gt : word.comparator }
            }
            if currency == nil, kind == .number || unitName == "CNY", let c = currencyBefore(start), c.start >= bottom {
                start = c.start
                unitName = c.code
                kind = .money
                dimension = .money
            }
        }
        // 每小时250公里, 时速486.1公里
        if reason.isEmpty, let unit, let each = rateBefore(start, unit: unit), each.start >= bottom {
            start = each.start
            if each.isSpeed {
                if let f = ExactDecimal(each.rateName == "h" ? "0.001" : each.rateName == "min" ? "0.06" : "3.6"), let a = low.multiplied(by: f), let b = high.multiplied(by: f) {
                    low = a
                    high = b
                    unitName = "km/h"
                    dimension = .speed
                }
            } else if let a = low.multiplied(by: each.factor), let b = high.multiplied(by: each.factor) {
                low = a
                high = b
                unitName = unitName + "/" + each.rateName
                dimension = .rate
                if kind != .money { kind = .measure }
            }
            if !hasBefore, let word = comparatorBefore(start, n: n, unit: unit, bottom: bottom) {
                start = word.start
                if comparator == .eq { comparator = word.comparator }
            }
        }
        if comparator == .range, low == high { comparator = .eq }
        if isRange, reads("between ", at: start - 8) || reads("Between ", at: start - 8) { start = max(start - 8, bottom) }
        // 千亿产业: a round goal
        if unit == nil, n.marks.contains(.bare), comparator == .eq, kind == .number { comparator = .approx }
        // what it may not be
        if kind == .number, unitName.isEmpty, n.start <= acidUntil, low <= ExactDecimal(14), low >= .zero, n.marks.contains(.arabic) {
            unitName = "pH"
            kind = .measure
            dimension = .other
            acidUntil = afterEnd + 6
        }
        if reason.isEmpty { reason = rejection(n, unit: unit, kind: kind, start: start, end: afterEnd, hasComparator: comparator != .eq || hasBefore, sign: sign) }
        if reason == "drop" { return max(afterEnd, n.end) }
        if reason == "model" {
            var j = n.end
            while j < upper, Scalars.isLetter(at(j)) || isDigit(j) || ((at(j) == 0x2D || at(j) == 0x2E || at(j) == 0x2F) && (Scalars.isLetter(at(j + 1)) || isDigit(j + 1))) { j += 1 }
            if at(j) == 0x40 { while j < upper, at(j) > 32, at(j) < 127 { j += 1 } }
            reject(from: n.start, to: j, kind: .number, value: n.low, reason: "model")
            return j
        }
        if reason == "ordinal" {
            let end = unit == nil && Scalars.isLetter(at(n.end)) ? n.end + 2 : afterEnd
            reject(from: n.start, to: end, kind: .ordinal, value: low, reason: "ordinal")
            return end
        }
        emit(Quantity(
            span: TextSpan(start, afterEnd), numeral: TextSpan(n.start, n.end), kind: kind, low: low, high: high, comparator: comparator,
            unit: kind == .date || kind == .ordinal ? "" : unitName, dimension: dimension, reason: reason), numeral: n, factor: unit?.hasFactor ?? false ? unit?.factor : nil)
        return afterEnd
    }

    /// 十个亿, 四个多亿: the classifier before 亿.
    private func hundredMillions(_ n: Numeral) -> Numeral {
        guard at(n.end) == 0x4E2A || at(n.end) == 0x500B, !n.marks.contains(.percent) else { return n }
        let more = at(n.end + 1) == Mark.many
        let j = n.end + (more ? 2 : 1)
        guard classAt(j) == ScalarClass.hanBig, valueAt(j) == 8, var scaled = n.scaled(by: 8) else { return n }
        scaled.end = j + 1
        scaled.marks.insert(.multiplied)
        scaled.marks.remove(.single)
        if more, scaled.comparator == .eq {
            scaled.comparator = .gt
            scaled.marks.insert(.openEnded)
        }
        return scaled
    }

    // MARK: Ranges and products

    private func readRange(_ n: Numeral, _ unit: UnitReading?, from end: Int, currency: (start: Int, code: String)?)
        -> (low: ExactDecimal, high: ExactDecimal, numeral: Numeral, unit: UnitReading?, end: Int)?
    {
        var j = end
        var worded = false
        var isTo = false
        var isAnd = false
        var isBetween = false
        let c = at(j)
        if Scalars.isDash(c) {
            j += 1
            var dashes = 1
            while Scalars.isDash(at(j)), dashes < 3 { j += 1; dashes += 1 }
        } else if c == 0x81F3 || c == 0x5230 {
            j += 1
            isTo = true
        } else if c == 0x20 {
            if reads("to ", at: j + 1) { j += 4; isTo = true; worded = true }
            else if reads("and ", at: j + 1), reads("etween ", at: n.start - 7) || reads("etween $", at: n.start - 8) { j += 5; worded = true; isAnd = true }
            else if Scalars.isDash(at(j + 1)), at(j + 2) == 0x20 { j += 3 }
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
        if let match = tables.currenciesBefore.longestMatch(in: text, endingAt: j + 1, floor: j), classAt(j) == ScalarClass.currency {
            secondCurrency = tables.currencyCodes[match.value]
            j += 1
        } else if reads("US$", at: j) || reads("HK$", at: j) {
            secondCurrency = reads("US$", at: j) ? "USD" : "HKD"
            j += 3
        }
        var m: Numeral
        if let read = readNumber(at: j) { m = read } else if worded || Scalars.isLetter(at(j)), let read = readEnglish(at: j) { m = read } else { return nil }
        if m.marks.contains(.unreadable) || m.marks.contains(.dotted) || m.marks.contains(.single) && classAt(j) == ScalarClass.hanSmall && false { return nil }
        if m.marks.contains(.arabic) != n.marks.contains(.arabic), !worded, unit == nil, !m.marks.contains(.multiplied) { return nil }
        if m.comparator != .eq, m.comparator != .range { return nil }
        // a date behind is no bound
        if at(m.end) == Mark.month || at(m.end) == Mark.day, readUnit(after: m) == nil { return nil }
        if at(m.end) == Mark.year, m.digits == 4, m.marks.contains(.arabic) { return nil }
        let second = readUnit(after: m)
        if let second, !second.reason.isEmpty { return nil }
        // 20和30之间
        var tail = 0
        if isBetween {
            guard reads("之间", at: second?.end ?? m.end) else { return nil }
            tail = 2
        }
        if m.marks.contains(.single), m.marks.contains(.han), second == nil, unit == nil { return nil }
        let fromWord = isOne(of: "从由自", at: n.start - 1) || reads("rom ", at: n.start - 4) || reads("rom $", at: n.start - 5)
        if fromWord, isTo, unit != nil, second != nil { return nil }
        if secondCurrency != nil, currency == nil { return nil }
        if let secondCurrency, let currency, secondCurrency != currency.code { return nil }
        var low = n.low
        if let unit {
            guard let second else { return nil }
            guard second.unit == unit.unit || (second.dimension == .rate && rateOf(second.unit, unit.unit)), true else { return nil }
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

    /// Whether `rate` is `unit` per something: 5万元—10万元/年.
    private func rateOf(_ rate: String, _ unit: String) -> Bool { rate.hasPrefix(unit) && rate.dropFirst(unit.count).hasPrefix("/") }

    /// Powers of ten that the end of `m` may lend to the figure before it, the longest run first.
    private func carried(_ m: Numeral) -> [Int] {
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

    private func englishPower(_ m: Numeral) -> [Int] {
        [12, 9, 6, 3, 2].filter { p in m.low.exponent >= p }
    }

    /// 2×66万千瓦.
    private func readProduct(_ n: Numeral, from i: Int) -> (numeral: Numeral, unit: UnitReading, end: Int)? {
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

    // MARK: Neighbours

    /// 人民币, US$ in front of `start`.
    func currencyBefore(_ start: Int) -> (start: Int, code: String)? {
        var e = start
        if at(e - 1) == 0x20 { e -= 1 }
        let c = at(e - 1)
        if c == 0 || Scalars.isBreak(c) { return nil }
        guard let match = tables.currenciesBefore.longestMatch(in: text, endingAt: e, floor: max(lower, e - 10)) else { return nil }
        if Scalars.isLetter(at(match.start)), Scalars.isLetter(at(match.start - 1)) { return nil }
        if match.start < (found.last?.span.end ?? lower) { return nil }
        return (match.start, tables.currencyCodes[match.value])
    }

    func comparatorBefore(_ start: Int, n: Numeral, unit: UnitReading?, bottom: Int) -> (comparator: Comparator, start: Int)? {
        var e = start
        if at(e - 1) == 0x20 { e -= 1 }
        guard e > bottom, let match = tables.comparatorsBefore.longestMatch(in: text, endingAt: e, floor: bottom) else { return nil }
        let word = tables.comparators[match.value]
        if word.needsBare, !n.marks.contains(.bare), !(n.marks.contains(.part) && false) { return nil }
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

    private func comparatorAfter(_ end: Int, unit: UnitReading?, n: Numeral) -> (comparator: Comparator, end: Int)? {
        var j = end
        // 3年多, 2倍余
        if let unit, at(j) == Mark.many || at(j) == Mark.rest || at(j) == Mark.restTraditional {
            if unit.dimension == .duration || unit.kind == .multiple || unit.kind == .money || unit.dimension == .length || unit.dimension == .mass || unit.dimension == .area || unit.dimension == .percent,
                !isOne(of: "样元功媒模层次边方额热种家个项名位", at: j + 1) || unit.dimension == .duration
            { return (.gt, j + 1) }
            return nil
        }
        if at(j) == 0x20, Scalars.isLetter(at(j + 1)) { j += 1 }
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

    private func isClassifierBracket(_ unit: UnitReading, at i: Int) -> Int? { nil }

    /// -, 负, 零下, ± in front.
    private func signBefore(_ start: Int, unit: UnitReading?, n: Numeral) -> (start: Int, isPlusMinus: Bool)? {
        let c = at(start - 1)
        if Scalars.isMinus(c), n.marks.contains(.arabic) {
            let b = at(start - 2)
            if let last = found.last, last.span.end == start - 1 { return nil }
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
        if reads("零下", at: start - 2) { return (start - 2, false) }
        if reads("minus ", at: start - 6) { return (start - 6, false) }
        return nil
    }

    /// 每吨, 每小时, 时速 in front of the figure.
    private func rateBefore(_ start: Int, unit: UnitReading) -> (start: Int, rateName: String, factor: ExactDecimal, isSpeed: Bool)? {
        if reads("时速", at: start - 2) || reads("時速", at: start - 2) {
            return unit.dimension == .length ? (start - 2, "h", .one, true) : nil
        }
        guard unit.dimension != .duration, unit.dimension != .rate, unit.dimension != .speed, unit.kind != .percent, unit.kind != .multiple, unit.kind != .point, !unit.isBig
        else { return nil }
        var k = start - 2
        let bottom = max(lower, start - 6, found.last?.span.end ?? lower)
        while k >= bottom, at(k) != Mark.each { k -= 1 }
        guard k >= bottom, at(k) == Mark.each, let match = tables.units.longestMatch(in: text, at: k + 1, limit: start), match.end == start else { return nil }
        let e = tables.entries[match.value]
        guard !e.rateName.isEmpty else { return nil }
        if e.kind == .count, unit.kind != .money, e.unit != "人" { return nil }
        let isSpeed = unit.dimension == .length && (e.rateName == "h" || e.rateName == "s" || e.rateName == "min")
        return (k, e.rateName, e.rateFactor, isSpeed)
    }

    // MARK: What is no quantity

    private func rejection(_ n: Numeral, unit: UnitReading?, kind: QuantityKind, start: Int, end: Int, hasComparator: Bool, sign: Bool) -> String {
        if n.start < titleEnd { return "name" }
        let next = at(n.end)
        // codes and telephone numbers
        if let match = tables.contextsBefore.longestMatch(in: text, endingAt: n.start, floor: max(lower, n.start - 16)) {
            let reason = tables.contextReasons[match.value]
            switch reason {
            case "list", "name", "id", "phone", "score":
                if unit == nil || (reason == "phone" && n.digits >= 7) { return reason }
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
        if n.marks.contains(.percent) { return n.start < titleEnd ? "name" : "" }
        if kind == .money { return "" }
        // 〔2020〕15号 is an ordinal by its unit; (2020) in brackets after an issuer
        if n.marks.contains(.english) {
            return n.marks.contains(.single) && !hasComparator ? (isWhole(n) ? "" : "lexical") : ""
        }
        if let reason = listNumber(n) { return reason }
        if let reason = quoted(start, end, unit: nil) { return reason }
        if n.marks.contains(.han), !n.marks.contains(.arabic) {
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
        // 东风-41
        if Scalars.isMinus(at(n.start - 1)), !sign, Scalars.isHan(at(n.start - 2)) { return "name" }
        if let last = found.last, last.span.end == n.start, last.reason.isEmpty { return "list" }
        if let match = tables.contextsAfter.longestMatch(in: text, at: n.end, limit: upper) { return tables.contextReasons[match.value] }
        return ""
    }

    private func isOneOfDays(_ unit: UnitReading) -> Bool { unit.unit == "天" || unit.unit == "日" }

    /// Whether the numeral is all of the text.
    private func isWhole(_ n: Numeral) -> Bool {
        let before = at(n.start - 1), after = at(n.end)
        return (before == 0 || Scalars.isBreak(before)) && (after == 0 || Scalars.isBreak(after) || after == 0x3002)
    }

    private func yearContext(_ n: Numeral) -> Bool {
        for word: StaticString in ["in ", "by ", "since ", "until ", "of ", "from ", "during ", "for ", "In ", "By ", "Since "] {
            let length = word.utf8CodeUnitCount
            if reads(word, at: n.start - length), !Scalars.isLetter(at(n.start - length - 1)) { return true }
        }
        return isOne(of: "自至到于截", at: n.start - 1) && !Scalars.isHan(at(n.end))
    }

    /// 一、 （二） 1. 2） at the head of a line or clause.
    private func listNumber(_ n: Numeral) -> String? {
        guard n.end - n.start <= 3, !n.marks.contains(.decimal) else { return nil }
        let next = at(n.end), before = at(n.start - 1)
        let opens = before == 0x28 || before == 0xFF08
        let closes = next == 0x29 || next == 0xFF09
        if opens, closes, n.high < .hundred { return "list" }
        let atHead = before == 0 || Scalars.isBreak(before) || (Scalars.isBlank(before) && lineBlank(n.start - 1))
        if closes, atHead || isOne(of: "。；：;:，、", at: n.start - 1) { return "list" }
        if next == Mark.enumeration || next == 0xFF0E || next == 0x2E && !isDigit(n.end + 1) {
            if atHead { return isDigit(n.end + 1) && next == Mark.enumeration && !lineHasListBefore(n) ? nil : "list" }
            if n.marks.contains(.han), next == Mark.enumeration, isOne(of: "。；：;:", at: n.start - 1), classAt(n.end + 1) != ScalarClass.hanDigit { return "list" }
        }
        return nil
    }

    private func lineHasListBefore(_ n: Numeral) -> Bool { false }

    private func lineBlank(_ i: Int) -> Bool {
        var k = i
        while Scalars.isBlank(at(k)), i - k < 8 { k -= 1 }
        return at(k) == 0 || Scalars.isBreak(at(k))
    }

    /// “415”, “4+X”, “七个二”: a figure that a short quotation makes a name.
    private func quoted(_ start: Int, _ end: Int, unit: UnitReading?) -> String? {
        if let unit, !(unit.kind == .count || unit.kind == .number || (unit.dimension == .duration && Scalars.isOpenQuote(at(start - 1)))) || unit.dimension == .energy { return nil }
        var k = start - 1
        let bottom = max(lower, start - 5)
        while k >= bottom, !Scalars.isOpenQuote(at(k)) {
            if Scalars.isCloseQuote(at(k)) || isOne(of: "，。；、", at: k) { return nil }
            k -= 1
        }
        guard k >= bottom, Scalars.isOpenQuote(at(k)) else { return nil }
        var j = end
        while j < min(upper, end + 7) {
            if Scalars.isCloseQuote(at(j)) { return "name" }
            if isOne(of: "，。；", at: j) { return nil }
            j += 1
        }
        return nil
    }

    // MARK: Output

    mutating func reject(from start: Int, to end: Int, kind: QuantityKind, value: ExactDecimal, reason: String) {
        emit(Quantity(span: TextSpan(start, end), numeral: TextSpan(start, end), kind: kind, low: value, high: value, reason: reason))
    }

    /// Appends, and gives a list's earlier bare numbers the unit of its last: 分别为2、3、5万吨.
    mutating func emit(_ quantity: Quantity, numeral: Numeral? = nil, factor: ExactDecimal? = nil) {
        guard quantity.span.start >= floor, quantity.span.end > quantity.span.start else { return }
        var quantity = quantity
        if quantity.span.start < titleEnd, quantity.reason.isEmpty { quantity.reason = "name" }
        let joins = pendingFrom >= 0 && joined(quantity)
        if joins, let numeral, !quantity.unit.isEmpty || !quantity.reason.isEmpty || quantity.kind == .ordinal {
            share(&quantity, numeral: numeral, factor: factor)
            pendingFrom = -1
        } else if joins, quantity.kind == .date || quantity.kind == .ordinal {
            for k in pendingFrom..<found.count where found[k].unit.isEmpty {
                found[k].reason = quantity.reason
                found[k].kind = quantity.kind
            }
            pendingFrom = -1
        }
        if bounds(quantity) { return }
        found.append(quantity)
        floor = quantity.span.end
        let isBare = quantity.kind == .number && quantity.unit.isEmpty && (quantity.reason.isEmpty || quantity.reason == "lexical") && numeral != nil
        if isBare {
            if !(joins && pendingFrom >= 0) { pendingFrom = found.count - 1 }
        } else {
            pendingFrom = -1
        }
    }

    /// Joins 5000万元以上1亿元以下 into one range; `true` where it did.
    private mutating func bounds(_ quantity: Quantity) -> Bool {
        guard quantity.reason.isEmpty, let last = found.last, last.reason.isEmpty, last.low == last.high, quantity.low == quantity.high,
            last.unit == quantity.unit || (last.kind == .number && last.unit.isEmpty && last.comparator != .eq)
        else { return false }
        let opens = last.comparator == .gt || last.comparator == .ge
        let closes = quantity.comparator == .lt || quantity.comparator == .le
        let reversed = (last.comparator == .lt || last.comparator == .le) && (quantity.comparator == .gt || quantity.comparator == .ge)
        guard opens && closes || reversed, quantity.span.start - last.span.end <= 5 else { return false }
        for k in last.span.end..<quantity.span.start where !isOne(of: "，, 、且并但而同时的或", at: k) { return false }
        let low = reversed ? quantity.low : last.low, high = reversed ? last.low : quantity.low
        guard low < high else { return false }
        var merged = quantity
        merged.low = low
        merged.high = high
        merged.comparator = .range
        merged.span.start = last.span.start
        merged.numeral.start = last.numeral.start
        found[found.count - 1] = merged
        floor = merged.span.end
        pendingFrom = -1
        return true
    }

    /// Whether only a list mark stands between the last quantity and this one.
    private func joined(_ quantity: Quantity) -> Bool {
        guard let last = found.last else { return false }
        let gap = quantity.span.start - last.span.end
        return gap == 1 && isOne(of: "、和及与或", at: last.span.end)
    }

    private mutating func share(_ quantity: inout Quantity, numeral: Numeral, factor: ExactDecimal?) {
        if !quantity.reason.isEmpty, quantity.reason != "lexical" {
            for k in pendingFrom..<found.count {
                found[k].reason = quantity.reason
                found[k].kind = quantity.kind
            }
            return
        }
        guard quantity.comparator == .eq || quantity.comparator == .range || quantity.comparator == .approx || quantity.comparator == .gt || quantity.comparator == .ge else { return }
        // 2、3家: two or three
        if found.count - pendingFrom == 1, let a = found[pendingFrom].low.integer, let b = numeral.low.integer, b == a + 1, b <= 9,
            found[pendingFrom].comparator == .eq, quantity.comparator == .eq, at(found[pendingFrom].span.end) == Mark.enumeration, !reads("分别", at: found[pendingFrom].span.start - 2),
            !reads("别为", at: found[pendingFrom].span.start - 2), !isOne(of: "为达有", at: found[pendingFrom].span.start - 1), factor == nil
        {
            quantity.low = found[pendingFrom].low
            quantity.comparator = .range
            quantity.span.start = found[pendingFrom].span.start
            quantity.numeral.start = found[pendingFrom].numeral.start
            if quantity.reason == "lexical" { quantity.reason = "" }
            found.removeLast()
            return
        }
        let power = numeral.marks.contains(.multiplied) ? (carried(numeral).last ?? 0) : 0
        for k in pendingFrom..<found.count {
            let last = classAt(found[k].numeral.end - 1)
            let hasOwn = last == ScalarClass.hanBig || last == ScalarClass.hanSmall
            guard var low = found[k].low.scaled(by: hasOwn ? 0 : power), var high = found[k].high.scaled(by: hasOwn ? 0 : power) else { continue }
            if let factor {
                guard let a = low.multiplied(by: factor), let b = high.multiplied(by: factor) else { continue }
                low = a
                high = b
            }
            found[k].low = low
            found[k].high = high
            found[k].unit = quantity.unit
            found[k].kind = quantity.kind
            found[k].dimension = quantity.dimension
            found[k].reason = ""
        }
    }
}
