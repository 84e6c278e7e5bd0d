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
    /// ``addition`` is in the canonical unit, as the 5两 of 3斤5两 is; one field for both keeps a reading small to copy.
    var addsCanonical = false
    var isBig = false
    /// 10个多月: the rest stands inside.
    var holdsRest = false
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
            // 二十   个百分点: nothing else is set so wide
            return spacedPoint(after: n, at: j)
        }
        if at(j) == 0x2D, !gap {
            // five-year, 10-kg
            guard Scalars.isLetter(at(j + 1)) else { return nil }
            guard let match = tables.units.longestMatch(in: text, at: j, limit: upper) ?? tables.units.longestMatch(in: text, at: j + 1, limit: upper),
                match.end > j + 2 || n.marks.contains(.arabic), let unit = accept(match.value, from: j + 1, to: match.end, n: n, gap: false)
            else { return nil }
            return withRate(unit)
        }
        let opening = at(j)
        if opening == 0x28 || opening == 0x5B || opening == 0xFF08, blanks < 2, breaks == 0, let unit = bracketedUnit(after: n, at: j) { return unit }
        if gap, opening == 0x4E2A || opening == 0x500B || opening == 0x767E, let unit = spacedPoint(after: n, at: j) { return unit }
        // 2分/千瓦时, 3角5分 has its own
        if at(j + 1) == 0x2F || at(j + 1) == 0xFF0F, let part = isOne(of: "角毛", at: j) ? -1 : isOne(of: "分", at: j) ? -2 : isOne(of: "厘", at: j) ? -3 : nil, let factor = ExactDecimal(coefficient: 1, exponent: part) {
            let rated = withRate(UnitReading(end: j + 1, unit: "CNY", factor: factor, hasFactor: true, dimension: .money, kind: .money, length: 1))
            if rated.end > j + 1 { return rated }
        }
        guard var match = tables.units.longestMatch(in: text, at: j, limit: upper) else { return subunit(after: n, at: j) }
        var tries = 0
        while tries < 4 {
            if let unit = accept(match.value, from: j, to: match.end, n: n, gap: gap) {
                if breaks > 0 || (gap && unit.isClassifier), unit.isClassifier, gapMakesWord(unit, at: j) { return nil }
                // a reading is dear to copy, and most have nothing behind them
                let tailed = tailMayFollow(unit) ? withTail(unit, n: n) : unit
                let chained = chainMayFollow(tailed.end) ? withChain(tailed, n: n) : tailed
                return rateMayFollow(chained.end) ? withRate(chained) : chained
            }
            guard match.end - 1 > j, let shorter = tables.units.longestMatch(in: text, at: j, limit: match.end - 1) else { break }
            match = shorter
            tries += 1
        }
        return gap ? nil : subunit(after: n, at: j)
    }

    /// 六 个 百 分 点, as justified lines set it.
    func spacedPoint(after n: Numeral, at i: Int) -> UnitReading? {
        var j = i
        func skip() {
            let first = j
            while Scalars.isBlank(at(j)), j < first + 4 { j += 1 }
        }
        if at(j) == 0x4E2A || at(j) == 0x500B { j += 1; skip() }
        guard at(j) == 0x767E else { return nil }
        j += 1
        skip()
        guard at(j) == Mark.parts else { return nil }
        j += 1
        skip()
        guard at(j) == Mark.point || at(j) == Mark.pointTraditional else { return nil }
        return UnitReading(end: j + 1, unit: "pp", factor: .one, hasFactor: false, dimension: .point, kind: .point, length: j + 1 - i)
    }

    /// 20 (kg), 3 [t]: a unit alone in brackets.
    func bracketedUnit(after n: Numeral, at i: Int) -> UnitReading? {
        guard n.marks.contains(.arabic), let match = tables.units.longestMatch(in: text, at: i + 1, limit: upper) else { return nil }
        let close = at(match.end)
        guard close == (at(i) == 0x28 ? 0x29 : at(i) == 0x5B ? 0x5D : 0xFF09) else { return nil }
        let e = tables.entries[match.value]
        switch e.dimension {
        case .mass, .length, .area, .volume, .energy, .power, .pressure, .temperature, .voltage, .current, .frequency: break
        default: return nil
        }
        // 5 (m) and 3 (t) may be marks of their own
        guard e.kind == .unit, e.length > 1 || Scalars.isHan(at(i + 1)), var unit = accept(match.value, from: i + 1, to: match.end, n: n, gap: true) else { return nil }
        unit.end = match.end + 1
        return unit
    }

    /// 升到, 升至 behind a figure: still litres where the same unit follows the next figure.
    private func repeats(_ start: Int, _ end: Int) -> Bool {
        guard at(end) == 0x5230 || at(end) == 0x81F3, let m = readNumber(at: end + 1) else { return false }
        for k in start..<end where at(m.end + k - start) != at(k) { return false }
        return true
    }

    /// Whether 20 million pounds before `start` were paid, not weighed.
    private func isSpent(before start: Int) -> Bool {
        var k = start - 1
        let bottom = max(lower, start - 28)
        while k >= bottom, !Scalars.isBreak(at(k)), at(k) != 0x3B {
            if at(k) == 0x20 || k == lower {
                let w = k == lower ? k : k + 1
                for word: StaticString in ["spen", "paid", "pay", "cost", "worth", "rais", "invest", "price", "fund", "budget", "earn", "sold for", "Spen", "Paid"] where reads(word, at: w) { return true }
            }
            k -= 1
        }
        return false
    }

    /// 3 个人所得税: behind a gap the classifier may open a word.
    func gapMakesWord(_ unit: UnitReading, at j: Int) -> Bool {
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
    func accept(_ index: Int, from start: Int, to end: Int, n: Numeral, gap: Bool) -> UnitReading? {
        let e = tables.entries[index]
        let next = at(end)
        if e.endsInLetter, Scalars.isLetter(next) || isDigit(end) || next == 0x2B { return nil }
        // 三元电池 is a word, 9.8亿元电站 is money
        let isScaled = e.kind == .money && (at(start - 1) == 0x4EBF || at(start - 1) == 0x4E07)
        if !e.notBefore.isEmpty, !isScaled, e.notBefore.contains(next), !(next == 0x7535 && isOne(of: "容池机子力缆信商器站影解", at: end + 1)), !repeats(start, end), !(next == 0x7EA6 && isDigit(end + 1)), !reads("具有", at: end), !reads("具备", at: end), !reads("长期", at: end) { return nil }
        var unit = UnitReading(
            end: end, unit: e.unit, factor: e.factor, hasFactor: e.hasFactor, dimension: e.dimension, kind: .measure, length: end - start)
        switch e.kind {
        case .money:
            unit.kind = .money
            if at(start) == Mark.day, isOne(of: "旦宵", at: end) { return nil }  // 5 日元旦
            // 10 $ 30: a sign between two figures belongs to the second
            if !e.endsInLetter, !Scalars.isHan(at(end - 1)), isDigit(end) || Scalars.isBlank(next) && isDigit(end + 1) && !standsAlone(n) { return nil }
            // 3元 is a figure, 三元 a word unless money is meant
            return unit
        case .count:
            unit.kind = .count
            unit.isClassifier = true
            if gap, n.marks.contains(.han) { return nil }
            if at(start) == 0x672C, n.marks.contains(.decimal) { return nil }  // 2.3本项目
            if isOne(of: "项項", at: start), isOne(of: "目", at: end), !isOne(of: "标標", at: end + 1) { return nil }  // 尼龙6项目
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
            // 迈过千亿|大关
            if n.low >= ExactDecimal(1000), at(end) == 0x5173 || n.low >= ExactDecimal(10_000) { return nil }
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
        case .inch:
            if at(start) == 0x69 {
                // 5 in 2020 is a preposition
                guard n.marks.contains(.arabic), at(n.end) == 0x20 || start == n.end else { return nil }
                var k = end
                if at(k) == 0x2E { k += 1 }
                if at(k) == 0 || Scalars.isBreak(at(k)) || at(k) == 0x29 || at(k) == 0x2C { return unit }
                for word: StaticString in [" thick", " long", " wide", " tall", " deep", " high", " pipe", " diameter", " screen", " round", " x "] where reads(word, at: end) { return unit }
                return nil
            }
            // 9" is a size unless the mark closes a quotation
            guard n.marks.contains(.arabic), !n.marks.contains(.multiplied), at(start) == 0x27 || !quotationOpen(before: n.start) else { return nil }
            return unit
        case .mao:
            if gap || Scalars.isHan(next) && !isOne(of: "子錢钱八七六五四三二一", at: end) || n.marks.contains(.multiplied) || n.high >= ExactDecimal(10) { return nil }
            return unit
        case .none, .tesla:
            if at(start) == 0x70, e.dimension == .mass, e.unit == "lb", n.marks.contains(.multiplied), isSpent(before: n.start) {
                unit.unit = "GBP"
                unit.dimension = .money
                unit.kind = .money
                return unit
            }
            if n.marks.contains(.han), !Scalars.isHan(at(start)), e.isLatin, !gap, e.length == 1 { return nil }
            return unit
        case .onlyRate:
            return nil
        case .computing:
            return tellsOfComputing(around: n.start, end) ? unit : nil
        case .cent:
            for k in 1...6 where isOne(of: "息利盈派股", at: n.start - k) { return unit }
            return nil
        case .tael, .qian:
            let before = at(n.start - 1)
            guard before == 0x65A4 || isOne(of: "金银酒黄白重", at: end) || isOne(of: "重", at: n.start - 1) || (e.context == .tael && (!Scalars.isHan(next) || next == Mark.half && !Scalars.isHan(at(end + 1))) && !isDigit(end) && !n.marks.contains(.pair)) else { return nil }
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
            // 10 成: behind a blank only where it makes no word with what follows
            guard !gap || !Scalars.isHan(next), !n.marks.contains(.multiplied) || n.low <= ExactDecimal(10), n.high <= ExactDecimal(10), n.low > .zero else { return nil }
            if at(end) == Mark.half, let half = ExactDecimal(coefficient: 5, exponent: -1) {
                unit.addition = half
                unit.end = end + 1
                return unit
            }
            // 8成9
            if n.marks.contains(.arabic), isDigit(end), !isDigit(end + 1), at(end + 1) != 0x2E, !unitBegins(at: end + 1) {
                unit.addition = ExactDecimal(coefficient: Int64(at(end) & 0xF), exponent: -1)
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
            guard !gap || !Scalars.isHan(next), n.low > .zero, n.high < .hundred else { return nil }
            // 十折 takes nothing off
            if n.low == ExactDecimal(10), n.marks.contains(.han) { return nil }
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
                if gap, !n.marks.contains(.decimal) { return nil }
                if isOne(of: "代级报鉴会货纪轮", at: end) { return nil }
            }
            return unit
        case .month:
            if at(start) == Mark.month { return nil }
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
}
