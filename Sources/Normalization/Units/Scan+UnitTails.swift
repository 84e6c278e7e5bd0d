import Facts
import Lexicons

/// What goes on behind a unit: 3年半, 12元5角3分, 5毛.
extension Scan {
    /// Whether ``withTail(_:n:)`` may find anything: 半, or behind money a digit or 整.
    @inline(__always) func tailMayFollow(_ unit: UnitReading) -> Bool {
        let c = at(unit.end)
        return c == Mark.half || c == Mark.many && unit.isClassifier || unit.kind == .money && (isDigit(unit.end) || c == 0x6574 || classAt(unit.end) == ScalarClass.hanDigit)
    }

    /// 半, 角 and 分 behind a unit.
    func withTail(_ unit: UnitReading, n: Numeral) -> UnitReading {
        var unit = unit
        var j = unit.end
        if at(j) == Mark.many { return withSpan(behindMany: unit) }
        if at(j) == Mark.half, unit.addition == nil, unit.reason.isEmpty, unit.kind != .percent,
            !isOne(of: "导導挂掛成径徑岛島自公固封开開潜决决官山球坡透干连数壁空途夜路场月年天身湿壳联", at: j + 1) || unit.unit == "个"
        {
            let loose = unit.dimension == .duration || unit.kind == .multiple || at(unit.end - 1) == 0x65A4 || unit.unit == "个"
            let end = !Scalars.isHan(at(j + 1))
            if let half = ExactDecimal(coefficient: 5, exponent: -1), loose || end {
                if unit.unit == "个" || unit.unit == "個" {
                    // 3个半月
                    if isOne(of: "月", at: j + 1) { unit.unit = "个月"; unit.dimension = .duration; unit.kind = .measure; unit.isClassifier = false; j += 1 }
                    else if reads("小时", at: j + 1) || reads("钟头", at: j + 1) { unit.unit = "小时"; unit.dimension = .duration; unit.kind = .measure; unit.isClassifier = false; j += 2 }
                    else if reads("百分点", at: j + 1) { unit.unit = "pp"; unit.dimension = .point; unit.kind = .point; unit.isClassifier = false; j += 3 }
                    else if Scalars.isHan(at(j + 1)), isOne(of: "导成径自", at: j + 1) { return unit }
                }
                unit.addition = half
                unit.end = j + 1
            }
            return unit
        }
        guard unit.kind == .money, unit.unit == "CNY" || at(unit.end - 1) == 0x868A else { return unit }
        // 12元5角3分, 3块5, 三蚊四
        let isKuai = at(unit.end - 1) == 0x5757 || at(unit.end - 1) == 0x584A || at(unit.end - 1) == 0x868A
        let isYuan = at(unit.end - 1) == 0x5143 || at(unit.end - 1) == 0x5706 || at(unit.end - 1) == 0x5713
        guard isKuai || isYuan else { return unit }
        var jiao: Int64?, fen: Int64?
        j = unit.end
        var gapped = false
        if isYuan || isKuai, classAt(j) == ScalarClass.hanDigit, valueAt(j) == 0 { j += 1; gapped = true }  // 元零五分
        if let d = oneDigit(j) {
            let c = at(j + 1)
            if c == 0x89D2 || c == 0x6BDB || c == 0x6BEB && at(unit.end - 1) == 0x868A {
                jiao = d
                j += 2
            } else if c == Mark.parts, at(j + 2) != Mark.of {
                fen = d
                j += 2
            } else if isKuai, !unitBegins(at: j + 1), classAt(j + 1) != ScalarClass.hanSmall, classAt(j + 1) != ScalarClass.hanBig {
                // 三块四 is 3.4, 三块零四 is 3.04
                if gapped { fen = d } else { jiao = d }
                j += 1
            }
            if jiao != nil {
                var k = j
                if classAt(k) == ScalarClass.hanDigit, valueAt(k) == 0 { k += 1 }
                if let d = oneDigit(k), at(k + 1) == Mark.parts, at(k + 2) != Mark.of {
                    fen = d
                    j = k + 2
                } else if k == j, let d = oneDigit(k), !isOne(of: "角", at: j - 1) || !Scalars.isHan(at(k + 1)), isOne(of: "毛角毫", at: j - 1), !unitBegins(at: k + 1), classAt(k + 1) != ScalarClass.hanSmall,
                    classAt(k + 1) != ScalarClass.hanBig, classAt(k + 1) != ScalarClass.digit, d > 0
                {
                    // 五块七毛八
                    fen = d
                    j = k + 1
                }
            }
        } else if isYuan || isKuai, isDigit(j), isDigit(j + 1), at(j + 2) == Mark.parts, at(j + 3) != Mark.of {
            fen = (Scalars.digit(at(j)) ?? 0) * 10 + (Scalars.digit(at(j + 1)) ?? 0)
            j += 3
        }
        if jiao == nil, fen == nil {
            if isYuan, at(unit.end) == 0x6574 { unit.end += 1 }  // 元整
            return unit
        }
        unit.addition = ExactDecimal(coefficient: (jiao ?? 0) * 10 + (fen ?? 0), exponent: -2)
        unit.end = at(j) == 0x6574 ? j + 1 : j
        if at(unit.end) == 0x94B1, isKuai { unit.end += 1 }  // 钱
        return unit
    }

    /// 10个多月, 两个多小时: the rest stands between 个 and what is measured.
    private func withSpan(behindMany unit: UnitReading) -> UnitReading {
        guard unit.unit == "个" || unit.unit == "個" else { return unit }
        let i = unit.end + 1
        var span = unit
        if isOne(of: "月", at: i) { (span.unit, span.end) = ("个月", i + 1) }
        else if reads("小时", at: i) || reads("小時", at: i) || reads("钟头", at: i) { (span.unit, span.end) = ("小时", i + 2) }
        else if reads("百分点", at: i) || reads("百分點", at: i) { (span.unit, span.end) = ("pp", i + 3) }
        else { return unit }
        span.dimension = span.unit == "pp" ? .point : .duration
        span.kind = span.unit == "pp" ? .point : .measure
        span.isClassifier = false
        span.holdsRest = true
        return span
    }

    /// Whether a figure may follow at `i`; asked in place, for a reading is dear to copy.
    @inline(__always) func chainMayFollow(_ i: Int) -> Bool {
        switch classAt(i) {
        case ScalarClass.digit, ScalarClass.hanDigit, ScalarClass.hanSmall: return true
        case ScalarClass.other:
            let c = at(i)
            // blanks part Latin units alone
            return c == 0x53C8 || c == 0x20 && !Scalars.isHan(at(i - 1)) && (classAt(i + 1) == ScalarClass.digit || Scalars.isLetter(at(i + 1)))
        default: return false
        }
    }

    /// A smaller unit behind a greater one: 3斤5两, 2公里300米, 一米七五, 7 feet 10 inches, 3 dollars 50 cents.
    @inline(never) func withChain(_ unit: UnitReading, n: Numeral) -> UnitReading {
        guard unit.addition == nil, unit.reason.isEmpty, n.comparator == .eq, !n.marks.contains(.percent) else { return unit }
        switch unit.dimension {
        case .mass, .length, .volume, .money: break
        default: return unit
        }
        var unit = unit
        if unit.unit == "m", unit.factor == .one, at(unit.end - 1) == 0x7C73, let height = metreDigits(unit.end), n.low.integer.map({ $0 >= 1 && $0 <= 9 }) ?? false {
            unit.addition = height.value
            unit.end = height.end
            return unit
        }
        var factor = unit.factor
        var links = 0
        // each link is smaller than the one before, so that there are few
        while links < 3 {
            var j = unit.end
            let c = at(j)
            let k = classAt(j)
            var spaced = false
            if c == 0x53C8 || k == ScalarClass.hanDigit && valueAt(j) == 0 {
                j += 1
            } else if Scalars.isBlank(c) {
                guard !Scalars.isHan(at(j - 1)) else { return unit }
                spaced = true
                j += reads(" and ", at: j) ? 5 : 1
            } else if k != ScalarClass.digit && k != ScalarClass.hanDigit && k != ScalarClass.hanSmall {
                return unit
            }
            var number = readNumber(at: j)
            if number == nil, spaced, Scalars.isLetter(at(j)), at(j) != 0x61 { number = readEnglish(at: j) }
            guard let m = number, m.comparator == .eq, m.marks.isDisjoint(with: [.unreadable, .dotted, .percent, .leadingZero]), m.low < ExactDecimal(10000) else { return unit }
            var start = m.end
            if Scalars.isBlank(at(start)), spaced { start += 1 }
            guard let match = tables.units.longestMatch(in: text, at: start, limit: upper),
                let part = accept(match.value, from: start, to: match.end, n: m, gap: start > m.end), part.reason.isEmpty, part.kind == unit.kind, part.dimension == unit.dimension
            else { return unit }
            var partFactor = part.factor
            if part.unit != unit.unit {
                if unit.unit == "t", part.unit == "kg", let thousandth = ExactDecimal(coefficient: 1, exponent: -3), let f = part.factor.multiplied(by: thousandth) {
                    partFactor = f
                } else if unit.unit == "lb", part.unit == "oz", let sixteenth = ExactDecimal(coefficient: 625, exponent: -4) {
                    partFactor = sixteenth
                } else if !(unit.kind == .money && part.unit == "USD" && Scalars.isLetter(at(start)) && ["EUR", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD"].contains(unit.unit)) {
                    return unit
                }
            }
            guard partFactor < factor, let value = m.low.multiplied(by: partFactor), value < factor, let sum = (unit.addition ?? .zero).adding(value) else { return unit }
            unit.addition = sum
            unit.addsCanonical = true
            unit.end = part.end
            factor = partFactor
            links += 1
            // 3斤5两半
            if at(unit.end) == Mark.half, !Scalars.isHan(at(unit.end + 1)), let half = ExactDecimal(coefficient: 5, exponent: -1), let rest = half.multiplied(by: factor), let whole = sum.adding(rest) {
                unit.addition = whole
                unit.end += 1
                return unit
            }
        }
        return unit
    }

    /// The 75 of 1米75 and the 七五 of 一米七五, in metres.
    private func metreDigits(_ i: Int) -> (value: ExactDecimal, end: Int)? {
        var j = i
        var value: Int64 = 0
        let k = classAt(i)
        guard k == ScalarClass.digit || k == ScalarClass.hanDigit && at(i) != 0x4E24 else { return nil }
        while classAt(j) == k, j < i + 3 {
            value = value * 10 + valueAt(j)
            j += 1
        }
        guard j - i <= 2, value > 0, valueAt(i) > 0 || j - i == 2, classAt(j) == ScalarClass.other, !unitBegins(at: j), !isOne(of: "年月日号-—–~～至到/%．.,:：", at: j) else { return nil }
        return ExactDecimal(coefficient: value, exponent: i - j).map { ($0, j) }
    }

    func oneDigit(_ i: Int) -> Int64? {
        if let d = Scalars.digit(at(i)), !isDigit(i + 1), at(i + 1) != 0x2E { return d }
        if classAt(i) == ScalarClass.hanDigit, classAt(i + 1) != ScalarClass.hanDigit { return valueAt(i) }
        return nil
    }

    /// 5角, 5毛钱, 8分钱.
    func subunit(after n: Numeral, at j: Int) -> UnitReading? {
        guard n.high < .hundred || n.marks.contains(.multiplied) else { return nil }
        var end = j
        var exponent = -1
        switch at(j) {
        case 0x6BDB:
            if isOne(of: "利坯巾病衣织重细绒泽皮竹笔", at: j + 1) { return nil }
            end = j + 1
        case 0x89D2:
            if isOne(of: "度色落逐形大楼膜质", at: j + 1) { return nil }
            end = j + 1
        case Mark.parts:
            guard at(j + 1) == 0x94B1 else { return nil }
            exponent = -2
            end = j + 1
        default: return nil
        }
        if at(end) == 0x94B1 { end += 1 }
        // 5角3分, 两毛五
        var addition: ExactDecimal?
        if exponent == -1, let d = oneDigit(end), !Scalars.isHan(at(end + 1)), !isDigit(end + 1), at(end) != 0x96F6 {
            addition = ExactDecimal(coefficient: d, exponent: -1)
            end += 1
        } else
        if exponent == -1, let d = oneDigit(end), at(end + 1) == Mark.parts, at(end + 2) != Mark.of {
            addition = ExactDecimal(coefficient: d, exponent: -1)
            end += 2
        }
        guard let factor = ExactDecimal(coefficient: 1, exponent: exponent) else { return nil }
        let unit = UnitReading(
            end: end, unit: "CNY", factor: factor, hasFactor: true, dimension: .money, kind: .money, addition: addition, length: end - j)
        // 4毛钱一斤
        return addition == nil && rateMayFollow(end) ? withRate(unit) : unit
    }
}
