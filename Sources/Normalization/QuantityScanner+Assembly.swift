import Facts
import Lexicons

/// From a numeral to a quantity: unit, range, comparators, and whether it is one at all.
extension Scan {
    /// Finishes the figure `first` and returns where to go on.
    mutating func finish(_ first: Numeral) -> Int {
        var n = hundredMillions(first)
        var unit = readUnit(after: n)
        if n.marks.contains(.percent), let part = partOfUnit(n) {
            // half a mile, a quarter of a ton, 1/2 gallon, 四分之三公里
            n = part.numeral
            unit = part.unit
        } else if n.marks.contains(.percent), let u = unit, n.marks.contains(.han) || n.marks.contains(.fraction), !n.marks.contains(.part) || u.kind == .count || !n.marks.contains(.english) {
            // 三分之二, 百分之五: complete in themselves
            unit = u.kind == .point || u.dimension == .percent ? nil : nil
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

        // $20 and 43 cents
        if unit == nil, let currency, !n.marks.contains(.percent), reads(" and ", at: n.end) {
            let chained = withChain(UnitReading(end: n.end, unit: currency.code, factor: .one, hasFactor: false, dimension: .money, kind: .money, length: 0), n: n)
            if chained.addition != nil {
                unit = chained
                end = chained.end
            }
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
            // 50万（含）到100万元（不含）
            end = pastInclusion(range.end) ?? range.end
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
        let addsCanonical = unit?.addsCanonical ?? false
        if !addsCanonical, let addition = unit?.addition {
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
        if addsCanonical, let addition = unit?.addition {
            guard let a = low.adding(addition), let b = high.adding(addition) else { return end }
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
        if kind == .number, unitName.isEmpty, sign, let sum = currencyBefore(start), sum.start >= bottom {
            // $-99.99
            start = sum.start
            unitName = sum.code
            kind = .money
            dimension = .money
        }
        // 华氏70°, 摄氏温度37度: the scale stands in front
        if dimension == .temperature || dimension == .angle, reason.isEmpty, let scale = scaleBefore(start), scale.start >= bottom {
            start = scale.start
            unitName = scale.unit
            dimension = .temperature
        }
        // 比30平方米大
        if comparator == .eq, reason.isEmpty, at(start - 1) == 0x6BD4 || at(start - 2) == 0x6BD4, let word = comparison(start, afterEnd), word.start >= bottom {
            comparator = word.comparator
            start = word.start
            afterEnd = word.end
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
        if !reason.isEmpty, reason == "drop" { return max(afterEnd, n.end) }
        if !reason.isEmpty, reason == "model" {
            var j = n.end
            while j < upper, Scalars.isLetter(at(j)) || isDigit(j) || ((at(j) == 0x2D || at(j) == 0x2E || at(j) == 0x2F) && (Scalars.isLetter(at(j + 1)) || isDigit(j + 1))) { j += 1 }
            if at(j) == 0x40 { while j < upper, at(j) > 32, at(j) < 127 { j += 1 } }
            reject(from: n.start, to: j, kind: .number, value: n.low, reason: "model")
            return j
        }
        if !reason.isEmpty, reason == "ordinal" {
            let end = unit == nil && Scalars.isLetter(at(n.end)) ? n.end + 2 : afterEnd
            reject(from: n.start, to: end, kind: .ordinal, value: low, reason: "ordinal")
            return end
        }
        if hasBefore, afterEnd == end, comparator != .range { boundEnd = afterEnd }
        emit(Quantity(
            span: TextSpan(start, afterEnd), numeral: TextSpan(n.start, n.end), kind: kind, low: low, high: high, comparator: comparator,
            unit: kind == .date || kind == .ordinal ? "" : unitName, dimension: dimension, reason: reason), numeral: n, factor: unit?.hasFactor ?? false ? unit?.factor : nil)
        return afterEnd
    }

    /// The figure and its unit, where a fraction is a part of one unit and no share of a whole.
    @inline(never) private func partOfUnit(_ n: Numeral) -> (numeral: Numeral, unit: UnitReading)? {
        guard n.marks.contains(.percent), n.marks.contains(.fraction), !n.marks.contains(.han), n.comparator == .eq else { return nil }
        var j = n.end
        var linked = false
        if n.marks.contains(.english) {
            let a = reads(" of", at: j) ? j + 3 : j
            if reads(" a ", at: a) { j = a + 3; linked = true } else if reads(" an ", at: a) { j = a + 4; linked = true }
        }
        guard let unit = readUnit(after: n, at: j), unit.reason.isEmpty, !unit.isClassifier else { return nil }
        switch unit.dimension {
        case .mass, .length, .area, .volume, .energy, .power, .money, .speed, .pressure: break
        case .duration:
            // half a year; 三分之一年 is no time
            guard n.marks.contains(.english) && (linked || n.marks.contains(.part)) || unit.unit == "小时" || unit.unit == "世纪" else { return nil }
        case .percent, .point, .data: guard n.marks.contains(.english) else { return nil }
        default: return nil
        }
        if !n.marks.contains(.english), unit.dimension == .length || unit.dimension == .mass, unit.length == 1, Scalars.isLetter(at(unit.end - 1)), j == n.end, at(j) != 0x20 { return nil }
        guard let low = n.low.scaled(by: -2)?.divided(by: .one, digits: 12), let high = n.high.scaled(by: -2)?.divided(by: .one, digits: 12) else { return nil }
        var part = n
        part.low = low
        part.high = high
        part.marks.remove(.percent)
        part.marks.insert(.decimal)
        return (part, unit)
    }

    /// Behind （含）, (不含) and the like at `i`.
    func pastInclusion(_ i: Int) -> Int? {
        guard at(i) == 0x28 || at(i) == 0xFF08 else { return nil }
        var j = i + 1
        if at(j) == 0x4E0D { j += 1 }
        guard at(j) == 0x542B else { return nil }
        j += 1
        if reads("本数", at: j) { j += 2 }
        return at(j) == 0x29 || at(j) == 0xFF09 ? j + 1 : nil
    }

    /// 比 in front and 大, 高, 小, 低 behind: bigger or smaller than the figure.
    @inline(never) private func comparison(_ start: Int, _ end: Int) -> (comparator: Comparator, start: Int, end: Int)? {
        let k = at(start - 1) == 0x20 ? start - 2 : start - 1
        guard at(k) == 0x6BD4 else { return nil }
        let j = at(end) == 0x20 ? end + 1 : end
        // 比30%高5个百分点 compares, and bounds nothing
        if Scalars.isHan(at(j + 1)), !isOne(of: "的且并", at: j + 1) { return nil }
        if isDigit(j + 1) || at(j + 1) == 0x20 && isDigit(j + 2) { return nil }
        if isOne(of: "大高多长長重", at: j) { return (.gt, k, j + 1) }
        if isOne(of: "小低少短轻輕矮", at: j) { return (.lt, k, j + 1) }
        return nil
    }

    /// 十个亿, 四个多亿: the classifier before 亿.
    func hundredMillions(_ n: Numeral) -> Numeral {
        guard at(n.end) == 0x4E2A || at(n.end) == 0x500B, !n.marks.contains(.percent) else { return n }
        if at(n.end + 1) == Mark.half, classAt(n.end + 2) == ScalarClass.hanBig, valueAt(n.end + 2) == 8, n.comparator == .eq, let half = ExactDecimal(coefficient: 5, exponent: -1), let more = n.low.adding(half)?.scaled(by: 8) {
            // 两个半亿
            var scaled = n
            scaled.low = more
            scaled.high = more
            scaled.end = n.end + 3
            scaled.marks.insert(.multiplied)
            scaled.marks.remove(.single)
            return scaled
        }
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
