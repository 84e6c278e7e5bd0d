import Facts
import Lexicons

/// 第, 翻, 半, 几, 《, ± and other marks with a rule of their own.
extension Scan {
    mutating func stepMark(_ i: Int) -> Int {
        switch at(i) {
        case Mark.ordinal: return ordinal(i)
        case Mark.doubling: return doubling(i)
        case Mark.half: return half(i)
        case Mark.pairUp, Mark.pairUpTraditional: return halfPrice(i)
        case Mark.few, Mark.fewTraditional, Mark.several, Mark.severalTraditional: return few(i)
        case Mark.titleOpen:
            var j = i + 1
            while j < upper, j < i + 60, at(j) != Mark.titleClose, !Scalars.isBreak(at(j)) { j += 1 }
            if at(j) == Mark.titleClose { titleEnd = j }
            return i + 1
        case Mark.plusMinus:
            guard isDigit(i + 1) else { return i + 1 }
            var n = readArabic(at: i + 1)
            if n.marks.contains(.unreadable) || n.marks.contains(.dotted) { return n.end }
            n.high = n.low
            n.low = n.low.negated
            n.comparator = .range
            n.start = i
            return finish(n)
        case 0xBD, 0xBC, 0xBE, 0x2153, 0x2154: return vulgarFraction(i)
        case 0x2460...0x2473:
            reject(from: i, to: i + 1, kind: .number, value: ExactDecimal(Int(at(i)) - 0x245F), reason: "list")
            return i + 1
        default: return i + 1
        }
    }

    mutating func vulgarFraction(_ i: Int) -> Int {
        let text: String
        switch at(i) {
        case 0xBD: text = "50"
        case 0xBC: text = "25"
        case 0xBE: text = "75"
        case 0x2153: text = "33.333333333333"
        default: text = "66.666666666667"
        }
        guard let value = ExactDecimal(text), !isDigit(i - 1) else { return i + 1 }
        return finish(Numeral(start: i, end: i + 1, low: value, high: value, marks: [.fraction, .percent]))
    }

    /// 第十二届, 第3, 第三季度.
    mutating func ordinal(_ i: Int) -> Int {
        var j = i + 1
        while Scalars.isBlank(at(j)), j < i + 3 { j += 1 }
        if let idiom = tables.idioms.longestMatch(in: text, at: i, limit: upper), idiom.end > i + 1 {
            if let n = readNumber(at: j), n.end > idiom.end {} else {
                reject(from: i, to: idiom.end, kind: .ordinal, value: .zero, reason: "ordinal")
                return idiom.end
            }
        }
        guard let n = readNumber(at: j), !n.marks.contains(.unreadable) else { return i + 1 }
        var end = n.end
        var isDate = false
        if reads("季度", at: end) {
            end += 2
            isDate = true
        } else if let unit = readUnit(after: n, at: end), unit.kind == .count || unit.isOrdinal || unit.dimension == .duration {
            end = unit.end
        }
        // 第1-3名, 第二、三产业
        if at(n.end) == Mark.enumeration || Scalars.isDash(at(n.end)) || at(n.end) == 0x81F3 || at(n.end) == 0x5230, let m = readNumber(at: n.end + 1), !m.marks.contains(.unreadable) {
            end = m.end
            if let unit = readUnit(after: m, at: end), unit.kind == .count || unit.isOrdinal { end = unit.end }
        }
        reject(from: i, to: end, kind: isDate ? .date : .ordinal, value: n.low, reason: isDate ? "date" : "ordinal")
        return end
    }

    /// 翻一番, 翻了两番, 翻番, 翻倍.
    mutating func doubling(_ i: Int) -> Int {
        var j = i + 1
        if at(j) == 0x4E86 { j += 1 }  // 了
        var comparator: Comparator = .eq
        if at(j) == 0x8FD1 { comparator = .near; j += 1 } else if reads("超过", at: j) { comparator = .gt; j += 2 }
        var times = 1
        let numeralStart = j
        var numeralEnd = j
        var half = false
        if let n = readNumber(at: j) {
            guard let value = n.low.integer, value >= 1, value <= 20, at(n.end) == 0x756A || reads("个番", at: n.end) else { return i + 1 }
            times = value
            numeralEnd = n.end
            j = n.end + (at(n.end) == 0x756A ? 1 : 2)
        } else if at(j) == 0x756A {
            numeralEnd = j
            j += 1
        } else if at(j) == 0x500D, j == i + 1 {  // 翻倍
            numeralEnd = j
            j += 1
        } else {
            return i + 1
        }
        if at(j) == Mark.half { half = true; j += 1 }
        if half { return j }
        if at(j) == Mark.many { comparator = .gt; j += 1 }
        var value = 1
        for _ in 0..<times { value *= 2 }
        let number = ExactDecimal(value)
        emit(Quantity(
            span: TextSpan(i, j), numeral: TextSpan(numeralStart, max(numeralEnd, numeralStart)), kind: .multiple, low: number, high: number,
            comparator: comparator, unit: "x", dimension: .multiple))
        return j
    }

    /// 半年, 半数, 过半, 半个百分点.
    mutating func half(_ i: Int) -> Int {
        let bottom = max(lower, i - 2)
        for k in stride(from: i, through: bottom, by: -1) {
            if let idiom = tables.idioms.longestMatch(in: text, at: k, limit: upper), idiom.end > i, idiom.end > i + 1 || k < i {
                return takeIdiom(IdiomMatch(start: k, end: idiom.end, reason: idiom.value))
            }
        }
        guard let five = ExactDecimal(coefficient: 5, exponent: -1), let fifty = ExactDecimal(coefficient: 5, exponent: 1) else { return i + 1 }
        // 半亿元, 半万人
        if classAt(i + 1) == ScalarClass.hanBig, multiplierBegins(at: i + 1), !isOne(of: "一大小前后後多各", at: i - 1), var n = Numeral(start: i, end: i + 2, low: five, high: five, marks: [.han, .multiplied]).scaled(by: Int(valueAt(i + 1))) {
            n.mantissaEnd = n.end
            return finish(n)
        }
        if at(i + 1) == 0x6298, !isOne(of: "叠疊扣算线線痕页頁旧舊损損合断斷返", at: i + 2), !Scalars.isHan(at(i - 1)) || !isOne(of: "对對一大", at: i - 1) { return emitHalfPrice(i, i + 2) }
        if at(i + 1) == Mark.several, !isOne(of: "字据", at: i + 2) {
            return finish(Numeral(start: i, end: i + 2, low: fifty, high: fifty, marks: [.han, .fraction, .percent]))
        }
        let before = at(i - 1)
        if isOne(of: "过近超逾", at: i - 1) || reads("超过", at: i - 2) || reads("将近", at: i - 2) || reads("不到", at: i - 2) || reads("不足", at: i - 2) || reads("占", at: i - 1) {
            if !Scalars.isHan(at(i + 1)) || isOne(of: "的为是以，。", at: i + 1), before != 0 {
                return finish(Numeral(start: i, end: i + 1, low: fifty, high: fifty, marks: [.han, .fraction, .percent, .bare]))
            }
        }
        var n = Numeral(start: i, end: i + 1, low: five, high: five, marks: [.han, .part])
        n.mantissaEnd = i + 1
        guard let unit = readUnit(after: n, at: i + 1), unit.dimension != .count || unit.end - i >= 2,
            unit.dimension == .duration || unit.kind == .point || unit.dimension == .mass || unit.dimension == .length || at(i + 1) == 0x4E2A || unit.dimension == .volume || unit.dimension == .area || unit.dimension == .energy && !unit.unit.isEmpty
                || unit.unit == "%" && !Scalars.isHan(at(unit.end))
        else { return i + 1 }
        if unit.isOrdinal || unit.dimension == .money { return i + 1 }
        return finish(n)
    }

    /// 对折: half the price.
    mutating func halfPrice(_ i: Int) -> Int {
        guard at(i + 1) == 0x6298, !isOne(of: "叠疊扣算线線痕页頁旧舊损損合断斷返", at: i + 2), !isOne(of: "核查面针反相成应", at: i - 1) else { return i + 1 }
        return emitHalfPrice(i, i + 2)
    }

    private mutating func emitHalfPrice(_ i: Int, _ end: Int) -> Int {
        guard let fifty = ExactDecimal(coefficient: 5, exponent: 1) else { return i + 1 }
        emit(Quantity(span: TextSpan(i, end), numeral: TextSpan(i, end), kind: .percent, low: fifty, high: fifty, comparator: .eq, unit: "%", dimension: .percent))
        return end
    }

    /// 几十, 数百, 几万 — bounds; 几个 — none.
    mutating func few(_ i: Int) -> Int {
        let c = at(i)
        if c == Mark.several || c == Mark.severalTraditional {
            if isOne(of: "人个户总指基分次系参函整少多无岁件天倍股单复常页字位度负正因", at: i - 1) { return i + 1 }
            guard classAt(i + 1) == ScalarClass.hanSmall || classAt(i + 1) == ScalarClass.hanBig else { return i + 1 }
            if at(i + 2) == Mark.parts, at(i + 3) == Mark.of { return i + 1 }
        }
        for k in stride(from: i, through: max(lower, i - 1), by: -1) {
            if let idiom = tables.idioms.longestMatch(in: text, at: k, limit: upper), idiom.end > i + 1 || (k < i && idiom.end > i) {
                return takeIdiom(IdiomMatch(start: k, end: idiom.end, reason: idiom.value))
            }
        }
        guard let n = readHan(at: i), n.end > i + 1 else {
            // 几个, 几家: no bounds follow
            let n = Numeral(start: i, end: i + 1, low: .zero, high: .zero, marks: [.han])
            if c == Mark.few || c == Mark.fewTraditional, let unit = readUnit(after: n, at: i + 1), unit.kind == .count || unit.dimension == .duration {
                // 几个亿千瓦时
                var end = unit.end
                if unit.unit == "个" || unit.unit == "個", classAt(end) == ScalarClass.hanBig {
                    end += 1
                    if let more = readUnit(after: n, at: end) { end = more.end }
                }
                reject(from: i, to: end, kind: .count, value: .zero, reason: "indefinite")
                return end
            }
            return i + 1
        }
        if at(n.end) == Mark.parts, at(n.end + 1) == Mark.of, let end = hanFraction(denominator: n) { return end }
        return finish(n)
    }
}
