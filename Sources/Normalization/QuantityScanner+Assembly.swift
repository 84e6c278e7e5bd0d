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
        let bottom = max(floor, lastEnd)
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
                // a range has read its own signs
                if !isRange { (low, high) = (high.negated, low.negated) }
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
    func hundredMillions(_ n: Numeral) -> Numeral {
        guard at(n.end) == 0x4E2A || at(n.end) == 0x500B, !n.marks.contains(.percent) else { return n }
        let more = at(n.end + 1) == Mark.many
        let j = n.end + (more ? 2 : 1)
        // 87个亿元以上项目: the classifier counts the projects
        if at(j + 1) == 0x5143, isOne(of: "以及级项产企工村镇县园", at: j + 2) { return n }
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
}
