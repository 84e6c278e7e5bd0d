import Facts
import Lexicons

/// A unit as read behind a figure.
struct UnitReading {
    var end: Int
    var unit: String
    var factor: ExactDecimal
    var hasFactor: Bool
    var dimension: Dimension
    var kind: QuantityKind
    /// `ordinal`, `name`, `date` or `clock` where the word makes the figure none.
    var reason = ""
    /// Added to the figure before the factor: the half of 3年半, the mao of 3块5.
    var addition: ExactDecimal?
    var isBig = false
    var isClassifier = false
    var length: Int
    /// Replaces the figure's value, where the word changes how it is read (八五折).
    var value: ExactDecimal?

    var isOrdinal: Bool { reason == "ordinal" }
}

extension Scan {
    func readUnit(after n: Numeral) -> UnitReading? { readUnit(after: n, at: n.end) }

    /// The unit that stands at `i`, behind the figure `n`.
    func readUnit(after n: Numeral, at i: Int) -> UnitReading? {
        var j = i
        var blanks = 0, breaks = 0
        while blanks + breaks < 5 {
            let c = at(j)
            if Scalars.isBlank(c) { blanks += 1 } else if Scalars.isBreak(c) { breaks += 1 } else { break }
            j += 1
        }
        let gap = j > i
        if breaks > 0 {
            // 115⏎⏎家: a figure that ends its line, its classifier on the next
            guard n.marks.contains(.arabic), Scalars.isHan(at(j)), !standsAlone(n) else { return nil }
        } else if blanks > 2 {
            return nil
        }
        if at(j) == 0x2D, !gap {
            // five-year, 10-kg
            guard Scalars.isLetter(at(j + 1)) else { return nil }
            guard let match = tables.units.longestMatch(in: text, at: j, limit: upper) ?? tables.units.longestMatch(in: text, at: j + 1, limit: upper),
                match.end > j + 2 || n.marks.contains(.arabic), let unit = accept(match.value, from: j + 1, to: match.end, n: n, gap: false)
            else { return nil }
            return withRate(unit)
        }
        guard var match = tables.units.longestMatch(in: text, at: j, limit: upper) else { return subunit(after: n, at: j) }
        var tries = 0
        while tries < 4 {
            if let unit = accept(match.value, from: j, to: match.end, n: n, gap: gap) {
                if breaks > 0 || (gap && unit.isClassifier), unit.isClassifier, gapMakesWord(unit, at: j) { return nil }
                return withRate(withTail(unit, n: n))
            }
            guard match.end - 1 > j, let shorter = tables.units.longestMatch(in: text, at: j, limit: match.end - 1) else { break }
            match = shorter
            tries += 1
        }
        return gap ? nil : subunit(after: n, at: j)
    }

    /// 3 个人所得税: behind a gap the classifier may open a word.
    private func gapMakesWord(_ unit: UnitReading, at j: Int) -> Bool {
        switch at(j) {
        case 0x4E2A: isOne(of: "人体性股税", at: j + 1)
        case 0x9879: isOne(of: "目", at: j + 1)
        case 0x540D: isOne(of: "词义", at: j + 1)
        case 0x4EBA: isOne(of: "员大口民类数", at: j + 1)
        case 0x4EF6: isOne(of: "数", at: j + 1)
        default: false
        }
    }

    /// Checks a spelling's boundary and context.
    private func accept(_ index: Int, from start: Int, to end: Int, n: Numeral, gap: Bool) -> UnitReading? {
        let e = tables.entries[index]
        let next = at(end)
        if e.endsInLetter, Scalars.isLetter(next) || isDigit(end) || next == 0x2B { return nil }
        if !e.notBefore.isEmpty, e.notBefore.contains(next) { return nil }
        var unit = UnitReading(
            end: end, unit: e.unit, factor: e.factor, hasFactor: e.hasFactor, dimension: e.dimension, kind: .measure, length: end - start)
        switch e.kind {
        case .money:
            unit.kind = .money
            // 3元 is a figure, 三元 a word unless money is meant
            return unit
        case .count:
            unit.kind = .count
            unit.isClassifier = true
            if gap, n.marks.contains(.han) { return nil }
            if at(start) == 0x672C, n.marks.contains(.decimal) { return nil }  // 2.3本项目
            if at(start) == 0x6B21, n.marks.contains(.han), reads("会议", at: end) || reads("全会", at: end) || reads("全体会议", at: end) {
                unit.reason = "ordinal"
                unit.kind = .ordinal
                return unit
            }
            return block(unit, start: start, n: n)
        case .big:
            unit.kind = .count
            unit.isBig = true
            unit.isClassifier = true
            if gap || n.marks.contains(.decimal) { return nil }
            return unit
        case .ordinal:
            if gap, start > n.end + 1 { return nil }
            if n.marks.contains(.decimal) || n.marks.contains(.openEnded) { return nil }
            if at(start) == 0x7EA7 || at(start) == 0x7D1A, n.marks.contains(.multiplied), n.low >= .hundred { return grade(unit, n: n) }
            if n.marks.contains(.multiplied), n.low > ExactDecimal(1000) { return nil }
            unit.reason = "ordinal"
            unit.kind = .ordinal
            if at(start) == 0x5C4A || at(start) == 0x5C46, isOne(of: "共办续了", at: n.start - 1) {
                unit.reason = ""
                unit.kind = .count
                unit.isClassifier = true
            }
            if at(start) == 0x671F, n.marks.contains(.arabic), isOne(of: "共办行计了", at: n.start - 1) {
                unit.reason = ""
                unit.kind = .count
                unit.isClassifier = true
            }
            return unit
        case .name:
            if gap || n.marks.contains(.decimal) { return nil }
            unit.reason = "name"
            unit.kind = .number
            return unit
        case .unit:
            break
        }
        switch e.dimension {
        case .percent: unit.kind = .percent
        case .money: unit.kind = .money
        case .point: unit.kind = .point
        case .multiple: unit.kind = .multiple
        case .count: unit.kind = .count
        default: break
        }
        if e.isLatin, e.length == 1, !gap, e.context == .none {
            // 5m, 3t: letters that also make names (5h, 7d, 3s)
            if n.marks.contains(.han) { return nil }
        }
        switch e.context {
        case .none, .tesla:
            if n.marks.contains(.han), !Scalars.isHan(at(start)), e.isLatin, !gap, e.length == 1 { return nil }
            return unit
        case .onlyRate:
            return nil
        case .tael, .qian:
            let before = at(n.start - 1)
            guard before == 0x65A4 || isOne(of: "金银酒黄白重", at: end) || isOne(of: "重", at: n.start - 1) || (e.context == .tael && !Scalars.isHan(next) && !isDigit(end) && !n.marks.contains(.pair)) else { return nil }
            return unit
        case .fang:
            if n.marks.contains(.multiplied) || isOne(of: "土石沙砂木水气浆", at: n.start - 1) || isOne(of: "土石沙砂水气木混", at: end) { return unit }
            if n.marks.contains(.han) { return nil }
            unit.unit = "方"
            unit.dimension = .count
            unit.kind = .count
            unit.isClassifier = true
            return unit
        case .degree:
            return degree(unit, n: n)
        case .cattle:
            return Scalars.isHan(next) ? nil : unit
        case .nines:
            if gap || n.marks.contains(.han) { return nil }
            if n.low > ExactDecimal(13) {
                unit.dimension = .force
                return unit
            }
            return unit
        case .amp:
            if at(start) == 0x41 {
                if isOne(of: "级股景类座轮", at: end) || (!gap && !n.marks.contains(.decimal) && n.low <= ExactDecimal(5)) { return nil }
                return unit
            }
            return Scalars.isHan(next) || n.marks.contains(.single) ? nil : unit
        case .tenths:
            guard !gap, !n.marks.contains(.multiplied) || n.low <= ExactDecimal(10), n.high <= ExactDecimal(10), n.low > .zero else { return nil }
            if at(end) == Mark.half, let half = ExactDecimal(coefficient: 5, exponent: -1) {
                unit.addition = half
                unit.end = end + 1
                return unit
            }
            // 七成五
            if classAt(end) == ScalarClass.hanDigit, valueAt(end) > 0, classAt(end + 1) != ScalarClass.hanDigit, classAt(end + 1) != ScalarClass.hanSmall,
                !unitBegins(at: end + 1)
            {
                unit.addition = ExactDecimal(coefficient: valueAt(end), exponent: -1)
                unit.end = end + 1
            }
            return unit
        case .discount:
            guard !gap, n.low > .zero, n.high < .hundred else { return nil }
            if n.marks.contains(.pair), let first = n.low.integer, let second = n.high.integer {
                unit.value = ExactDecimal(first * 10 + second)
            }
            let value = unit.value ?? n.high
            if value >= ExactDecimal(10) {
                unit.factor = .one
                unit.hasFactor = false
            }
            return unit
        case .times:
            if at(start) == 0x78, gap || n.marks.contains(.han) || isDigit(end) { return nil }
            return unit
        case .year:
            if at(start) == Mark.year {
                if gap { return nil }
                if isOne(of: "代级报鉴会货纪轮", at: end) { return nil }
            }
            return unit
        case .month:
            if at(start) == Mark.month { return nil }
            if at(start) == 0x4E2A, gap { return nil }
            return unit
        case .week:
            if gap, Scalars.isHan(at(start)) { return nil }
            return unit
        case .date:
            return nil
        case .second:
            if at(start) == 0x73, !gap { return nil }
            return unit
        case .quarter:
            if gap { return nil }
            unit.reason = "date"
            unit.kind = .date
            return unit
        case .half:
            return nil
        case .point:
            if gap { return nil }
            if at(start) == Mark.point || at(start) == Mark.pointTraditional {
                guard n.low >= .hundred || n.marks.contains(.decimal) else { return nil }
            }
            return unit
        }
    }

    /// 3块5 is money, 128块电池 is not; 三面 and the like need more than one character.
    private func block(_ unit: UnitReading, start: Int, n: Numeral) -> UnitReading? {
        var unit = unit
        guard at(start) == 0x5757 || at(start) == 0x584A else { return unit }
        func money() {
            unit.unit = "CNY"
            unit.kind = .money
            unit.dimension = .money
            unit.isClassifier = false
        }
        let j = unit.end
        let single = (isDigit(j) && !isDigit(j + 1)) || (classAt(j) == ScalarClass.hanDigit && classAt(j + 1) != ScalarClass.hanDigit && valueAt(j) > 0)
        if single {
            let after = at(j + 1)
            let isMao = after == 0x6BDB || after == 0x89D2
            if isMao || !(unitBegins(at: j + 1) || classAt(j + 1) == ScalarClass.hanSmall || classAt(j + 1) == ScalarClass.hanBig || after == 0x2E)
                || (after == 0x94B1 || after == 0x5143)
            {
                money()
                return unit
            }
        }
        // 3.04块; 七块 alone
        if n.marks.contains(.decimal) && !n.marks.contains(.multiplied) || (n.start == lower && (j == upper || Scalars.isBreak(at(j)))) {
            money()
            return unit
        }
        var k = n.start - 1
        while k >= max(lower, n.start - 5) {
            if isOne(of: "价卖售花价赚元涨降", at: k) { money(); return unit }
            if isOne(of: "，。；,;、\n", at: k) { break }
            k -= 1
        }
        if reads("每斤", at: n.start - 2) || reads("一斤", at: n.start - 2) || reads("每公斤", at: n.start - 3) { money() }
        return unit
    }

    /// 千亿级, 万吨级.
    private func grade(_ unit: UnitReading, n: Numeral) -> UnitReading {
        var unit = unit
        unit.unit = ""
        unit.kind = .number
        unit.dimension = .none
        return unit
    }

    /// What 度 measures here.
    private func degree(_ unit: UnitReading, n: Numeral) -> UnitReading? {
        var unit = unit
        if isOne(of: "电電", at: unit.end) || n.power >= 4 && n.marks.contains(.multiplied) { return unit }
        if at(unit.end) == 0x89D2 {
            unit.unit = "deg"
            return unit
        }
        var k = n.start - 1
        let bottom = max(lower, n.start - 14)
        while k >= bottom {
            let c = at(k)
            if c == 0x3002 || c == 0xFF1B || Scalars.isBreak(c) { break }
            if c == 0x6E29 || reads("零下", at: k) || reads("零上", at: k) || reads("摄氏", at: k) || reads("攝氏", at: k) || reads("发烧", at: k) || reads("烤箱", at: k) {
                unit.unit = "degC"
                unit.dimension = .temperature
                return unit
            }
            if reads("华氏", at: k) {
                unit.unit = "degF"
                unit.dimension = .temperature
                return unit
            }
            if c == 0x7535 || c == 0x96FB { return unit }
            if c == 0x89D2 || c == 0x5761 || reads("旋转", at: k) || reads("东经", at: k) || reads("北纬", at: k) || reads("倾斜", at: k) || c == 0x7EAC || c == 0x7ECF && isOne(of: "东西", at: k - 1) {
                unit.unit = "deg"
                unit.dimension = .angle
                return unit
            }
            k -= 1
        }
        if n.marks.contains(.han), n.marks.contains(.single) { return nil }
        unit.unit = "度"
        unit.dimension = .angle
        return unit
    }

    /// 半, 角 and 分 behind a unit.
    private func withTail(_ unit: UnitReading, n: Numeral) -> UnitReading {
        var unit = unit
        var j = unit.end
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
        guard unit.kind == .money, unit.unit == "CNY" else { return unit }
        // 12元5角3分, 3块5
        let isKuai = at(unit.end - 1) == 0x5757 || at(unit.end - 1) == 0x584A
        let isYuan = at(unit.end - 1) == 0x5143 || at(unit.end - 1) == 0x5706 || at(unit.end - 1) == 0x5713
        guard isKuai || isYuan else { return unit }
        var jiao: Int64?, fen: Int64?
        j = unit.end
        if isYuan, classAt(j) == ScalarClass.hanDigit, valueAt(j) == 0 { j += 1 }  // 元零五分
        if let d = oneDigit(j) {
            let c = at(j + 1)
            if c == 0x89D2 || c == 0x6BDB {
                jiao = d
                j += 2
            } else if c == Mark.parts, at(j + 2) != Mark.of {
                fen = d
                j += 2
            } else if isKuai, !unitBegins(at: j + 1), classAt(j + 1) != ScalarClass.hanSmall, classAt(j + 1) != ScalarClass.hanBig {
                jiao = d
                j += 1
            }
            if jiao != nil {
                var k = j
                if classAt(k) == ScalarClass.hanDigit, valueAt(k) == 0 { k += 1 }
                if let d = oneDigit(k), at(k + 1) == Mark.parts, at(k + 2) != Mark.of {
                    fen = d
                    j = k + 2
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

    private func oneDigit(_ i: Int) -> Int64? {
        if let d = Scalars.digit(at(i)), !isDigit(i + 1), at(i + 1) != 0x2E { return d }
        if classAt(i) == ScalarClass.hanDigit, classAt(i + 1) != ScalarClass.hanDigit { return valueAt(i) }
        return nil
    }

    /// 5角, 5毛钱, 8分钱.
    private func subunit(after n: Numeral, at j: Int) -> UnitReading? {
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
        return UnitReading(
            end: end, unit: "CNY", factor: factor, hasFactor: true, dimension: .money, kind: .money, addition: addition, length: end - j)
    }

    /// What stands below the stroke: 元/吨, 吨每天, tons per year.
    func withRate(_ unit: UnitReading) -> UnitReading {
        guard unit.reason.isEmpty, unit.dimension != .percent || true, unit.kind != .multiple, unit.dimension != .duration, unit.dimension != .rate || true
        else { return unit }
        var unit = unit
        var level = 0
        while level < 2 {
            let j = unit.end
            var k = j
            var worded = false
            switch at(k) {
            case 0x2F, 0xFF0F: k += 1
            case Mark.each:
                k += 1
                worded = true
            case 0x20:
                if reads("per ", at: k + 1) { k += 5 } else if reads("a ", at: k + 1) { k += 3; worded = true } else if reads("an ", at: k + 1) { k += 4; worded = true } else if at(k + 1) == 0x2F { k += 2 } else { return unit }
            default: return unit
            }
            if at(k) == 0x20 { k += 1 }
            if at(k) == Mark.each { k += 1 }
            if at(k - 1) == 0x2F || at(k - 1) == 0xFF0F, isDigit(k) { return unit }
            guard let match = tables.units.longestMatch(in: text, at: k, limit: upper) else { return unit }
            let e = tables.entries[match.value]
            guard !e.rateName.isEmpty, !(e.endsInLetter && Scalars.isLetter(at(match.end))), !e.notBefore.contains(at(match.end)) || e.kind == .count && unit.kind == .money else { return unit }
            if worded, e.kind == .count, unit.kind != .money { return unit }
            if worded, at(j) == 0x20, e.dimension != .duration && unit.kind != .money { return unit }
            if unit.isClassifier, e.kind == .count, worded { return unit }
            if unit.kind == .percent || unit.kind == .point {
                guard e.dimension == .duration else { return unit }
                return unit  // 5%/年 keeps its unit
            }
            unit.end = match.end
            unit.length = match.end
            if unit.dimension == .length, e.rateName == "h" || e.rateName == "s" || e.rateName == "min" {
                // a speed: metres per hour, minute, second to km/h
                let text = e.rateName == "h" ? "0.001" : e.rateName == "min" ? "0.06" : "3.6"
                if let f = ExactDecimal(text), let g = unit.factor.multiplied(by: f) {
                    unit.factor = g
                    unit.hasFactor = true
                    unit.unit = "km/h"
                    unit.dimension = .speed
                }
                return unit
            }
            if e.rateFactor != .one, let f = unit.factor.multiplied(by: e.rateFactor) {
                unit.factor = f
                unit.hasFactor = true
            }
            unit.unit = unit.unit + "/" + e.rateName
            unit.dimension = .rate
            if unit.kind != .money { unit.kind = .measure }
            unit.isClassifier = false
            level += 1
        }
        return unit
    }
}
