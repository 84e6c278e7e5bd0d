import Facts
import Lexicons

/// Reads every figure of a text: numerals in every script, with their units and comparators.
///
/// The scanner goes once over the scalars, in time linear in their number, and looks closer only
/// where a digit, a Chinese numeral, a letter or a mark says that a figure may begin.
public struct QuantityScanner: Sendable {
    let tables: ScanTables

    public init(lexicons: LexiconSet) { self.init(QuantityLexicons(lexicons)) }

    /// Makes a scanner of the quantity layer's own tables.
    public init(_ lexicons: QuantityLexicons) { tables = ScanTables(lexicons) }

    /// The quantities of `scalars[range]`, sorted by start, never overlapping, the longest at each place.
    ///
    /// - Parameters:
    ///   - scalars: Unicode scalars of a text.
    ///   - range: what to read; offsets of the result count from the start of `scalars`.
    /// - Returns: figures that may be facts and, with a ``Quantity/reason``, those that are none:
    ///   dates, ordinals, list numbers, names. A figure whose value does not fit is left out.
    public func quantities(in scalars: UnsafeBufferPointer<UInt32>, range: Range<Int>) -> [Quantity] {
        var scan = Scan(tables: tables, text: scalars, range: range)
        scan.run()
        return scan.found
    }

    /// The quantities of a whole text.
    public func quantities(in text: SourceText) -> [Quantity] {
        text.scalars.withUnsafeBufferPointer { quantities(in: $0, range: 0..<$0.count) }
    }
}

extension Scan {
    mutating func run() {
        let classes = tables.classes
        var i = lower
        while i < upper {
            let c = text[i]
            let k = c < 0x10000 ? classes[Int(c)] : 0
            if k == ScalarClass.other {
                i += 1
                continue
            }
            let next: Int
            switch k {
            case ScalarClass.digit: next = stepDigit(i)
            case ScalarClass.letter: next = stepLetter(i)
            case ScalarClass.mark: next = stepMark(i)
            case ScalarClass.currency: next = i + 1
            default: next = stepHan(i)
            }
            i = max(next, i + 1)
        }
    }

    // MARK: Arabic

    private mutating func stepDigit(_ i: Int) -> Int {
        var n = readArabic(at: i)
        if at(i - 1) == 0x2E, i - 1 >= floor, !n.marks.contains(.decimal), !n.marks.contains(.dotted), !n.marks.contains(.unreadable), !n.marks.contains(.multiplied), !n.marks.contains(.grouped),
            at(i - 2) == 0 || Scalars.isBlank(at(i - 2)) || Scalars.isBreak(at(i - 2)) || Scalars.isMinus(at(i - 2)), n.digits <= 12, n.mantissaEnd == i + n.digits,
            let point = n.low.scaled(by: -n.digits)
        {
            // .5
            n.start = i - 1
            n.low = point
            n.high = point
            n.marks.insert(.decimal)
            n.marks.remove(.leadingZero)
        }
        if n.marks.contains(.dotted) { return dotted(n) }
        if n.marks.contains(.unreadable) {
            var j = n.end
            while classAt(j) == ScalarClass.hanBig || classAt(j) == ScalarClass.hanSmall { j += 1 }
            if let unit = readUnit(after: n, at: j) { j = unit.end }
            reject(from: n.start, to: j, kind: .number, value: .zero, reason: "id")
            return j
        }
        if !n.marks.contains(.decimal), !n.marks.contains(.grouped), !n.marks.contains(.multiplied) {
            if let special = special(n) { return special }
        }
        if at(n.end) == 0x2F || at(n.end) == 0xFF0F, let end = asciiFraction(n) { return end }
        if let end = mixedFraction(n) { return end }
        if partsFollow(n.end) != nil, let end = hanFraction(denominator: n) { return end }
        return finish(n)
    }

    /// Where 分之 ends that begins at `i`, perhaps behind blanks.
    private func partsFollow(_ i: Int) -> Int? {
        var j = i
        while Scalars.isBlank(at(j)), j < i + 2 { j += 1 }
        guard at(j) == Mark.parts else { return nil }
        j += 1
        var blanks = 0
        while Scalars.isBlank(at(j)), blanks < 2 { j += 1; blanks += 1 }
        return at(j) == Mark.of ? j + 1 : nil
    }

    /// 一又二分之一, 1 3/5: a whole and a part.
    private mutating func mixedFraction(_ whole: Numeral) -> Int? {
        guard whole.comparator == .eq, !whole.marks.contains(.unreadable), !whole.marks.contains(.positional) else { return nil }
        var j = whole.end
        while Scalars.isBlank(at(j)), j < whole.end + 1 { j += 1 }
        var top: Numeral, bottom: Numeral
        if at(j) == 0x53C8 {
            j += 1
            while Scalars.isBlank(at(j)), j < whole.end + 3 { j += 1 }
            guard let d = readNumber(at: j), var k = partsFollow(d.end) else { return nil }
            while Scalars.isBlank(at(k)), k < d.end + 6 { k += 1 }
            guard let n = readNumber(at: k) else { return nil }
            (top, bottom) = (n, d)
        } else if j > whole.end, whole.digits <= 3, whole.marks.isDisjoint(with: [.decimal, .multiplied, .grouped, .leadingZero]), isDigit(j) {
            let n = readDigits(at: j, grouping: false)
            guard n.digits <= 2, at(n.end) == 0x2F, isDigit(n.end + 1) else { return nil }
            let d = readDigits(at: n.end + 1, grouping: false)
            guard d.digits <= 2, !d.marks.contains(.decimal), n.low < d.low, at(d.end) != 0x2F else { return nil }
            (top, bottom) = (n, d)
        } else {
            return nil
        }
        guard !top.marks.contains(.unreadable), !bottom.marks.contains(.unreadable), top.comparator == .eq,
            let part = top.low.divided(by: bottom.low, digits: 12), let value = whole.low.adding(part)
        else { return nil }
        var number = whole
        number.end = max(top.end, bottom.end)
        number.low = value
        number.high = value
        number.marks.remove(.single)
        number.marks.insert(.decimal)
        return finish(number)
    }

    /// 1.2.3: a date, an address or a version.
    private mutating func dotted(_ n: Numeral) -> Int {
        var end = n.end
        var parts: [Int] = []
        var value = 0, digits = 0
        for k in n.start..<n.end {
            if let d = Scalars.digit(at(k)) {
                value = min(value * 10 + Int(d), 1_000_000)
                digits += 1
            } else {
                if parts.count < 5 { parts.append(value) }
                value = 0
            }
        }
        if parts.count < 5 { parts.append(value) }
        let isDate = parts.count == 3 && parts[0] > 1000 && parts[0] < 3000 && parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31
        if !isDate { while Scalars.isLetter(at(end)) || isDigit(end) { end += 1 } }
        reject(from: n.start, to: end, kind: isDate ? .date : .number, value: .zero, reason: isDate ? "date" : "version")
        return end
    }

    /// 3/4 as a part of a whole; 4/5G and 24/7 as names.
    private mutating func asciiFraction(_ n: Numeral) -> Int? {
        guard isDigit(n.end + 1), !n.marks.contains(.decimal), !n.marks.contains(.multiplied), !n.marks.contains(.leadingZero) else { return nil }
        let d = readDigits(at: n.end + 1, grouping: false)
        if d.marks.contains(.decimal) || d.marks.contains(.unreadable) { return nil }
        if at(d.end) == 0x2F || Scalars.isLetter(at(d.end)) {
            var end = d.end
            while Scalars.isLetter(at(end)) || isDigit(end) || (at(end) == 0x2F && isDigit(end + 1)) { end += 1 }
            reject(from: n.start, to: end, kind: .number, value: n.low, reason: "model")
            return end
        }
        guard n.low < d.low, d.low <= ExactDecimal(1000), !n.low.isZero, !d.marks.contains(.leadingZero),
            let percent = n.low.multiplied(by: .hundred), let value = percent.divided(by: d.low, digits: 12)
        else {
            reject(from: n.start, to: d.end, kind: .number, value: n.low, reason: "score")
            return d.end
        }
        var fraction = Numeral(start: n.start, end: d.end, low: value, high: value, marks: [.arabic, .fraction, .percent])
        fraction.mantissaEnd = d.end
        return finish(fraction)
    }

    /// 三分之二, 百分之五, 千分之三 once the denominator is read.
    private mutating func hanFraction(denominator d: Numeral) -> Int? {
        guard var j = partsFollow(d.end) else { return nil }
        let bottom = j
        while Scalars.isBlank(at(j)), j < bottom + 2 { j += 1 }
        var negative = false
        if at(j) == Mark.minusWord || Scalars.isMinus(at(j)) { negative = true; j += 1 }
        guard let n = readNumber(at: j), !n.marks.contains(.unreadable), !d.low.isZero else { return nil }
        func part(_ v: ExactDecimal) -> ExactDecimal? {
            guard let p = v.multiplied(by: .hundred) else { return nil }
            return p.divided(by: d.low, digits: 12)
        }
        guard let low = part(n.low), let high = part(n.high) else { return nil }
        var fraction = Numeral(start: d.start, end: n.end, low: low, high: high, comparator: n.comparator, marks: [.fraction, .percent])
        if negative {
            fraction.low = high.negated
            fraction.high = low.negated
        }
        fraction.mantissaEnd = n.end
        return finish(fraction)
    }

    /// A number of any script at `i`.
    func readNumber(at i: Int) -> Numeral? {
        switch classAt(i) {
        case ScalarClass.digit: return readArabic(at: i)
        case ScalarClass.hanDigit, ScalarClass.hanSmall, ScalarClass.hanTens, ScalarClass.hanBig: return readHan(at: i)
        case ScalarClass.mark:
            let c = at(i)
            return c == Mark.few || c == Mark.fewTraditional || c == Mark.several || c == Mark.severalTraditional ? readHan(at: i) : nil
        default: return nil
        }
    }

    // MARK: Chinese

    private mutating func stepHan(_ i: Int) -> Int {
        // 百分之三点五
        if (classAt(i) == ScalarClass.hanSmall && valueAt(i) >= 2) || at(i) == 0x4E07 || at(i) == 0x842C, at(i + 1) == Mark.parts, at(i + 2) == Mark.of {
            return perHundred(i)
        }
        if at(i) == 0x96F6, isOne(of: "下上", at: i + 1) { return i + 1 }  // 零下20度
        var idiom = idiomCovering(i)
        guard let n = readHan(at: i) else { return idiom.map { takeIdiom($0) } ?? i + 1 }
        if n.marks.contains(.unreadable) {
            let end = readUnit(after: n, at: n.end)?.end ?? n.end
            reject(from: n.start, to: end, kind: .number, value: .zero, reason: "id")
            return end
        }
        // 一半
        if n.marks.contains(.single), at(i) == Mark.one, at(n.end) == Mark.half, idiom.map({ $0.end <= n.end + 1 }) ?? true,
            !isOne(of: "导挂成径自封公径", at: n.end + 1), let fifty = ExactDecimal(coefficient: 5, exponent: 1)
        {
            return finish(Numeral(start: i, end: n.end + 1, low: fifty, high: fifty, marks: [.han, .fraction, .percent]))
        }
        // 近百家 counts, 百家 need not
        if let found = idiom, found.start == i, n.marks.contains(.bare), comparatorBefore(i, n: n, unit: nil, bottom: max(floor, lower)) != nil { idiom = nil }
        if let idiom, idiom.end >= n.end || (idiom.start < i && n.marks.contains(.positional) && idiom.end > i) {
            let unitEnd = readUnit(after: n, at: n.end)?.end ?? n.end
            let fractionEnd = at(n.end) == Mark.parts && at(n.end + 1) == Mark.of ? n.end + 3 : n.end
            if idiom.end >= max(unitEnd, fractionEnd) || idiom.start < i { return takeIdiom(idiom) }
        }
        if at(n.end) == 0x53C8 || at(n.end) == 0x20, let end = mixedFraction(n) { return end }
        if partsFollow(n.end) != nil, let end = hanFraction(denominator: n) { return end }
        if let special = special(n) { return special }
        return finish(n)
    }

    /// 百分之, 千分之, 万分之 with what follows.
    private mutating func perHundred(_ i: Int) -> Int {
        var j = i + 3
        var negative = false
        if at(j) == Mark.minusWord || Scalars.isMinus(at(j)) { negative = true; j += 1 }
        if at(j) == Mark.half {
            // no numeral: 百分之半 is not said
            return i + 3
        }
        var n: Numeral
        if let read = readNumber(at: j), !read.marks.contains(.unreadable) {
            n = read
        } else {
            return i + 3
        }
        var end = n.end
        // 百分之三十到四十
        if at(end) == 0x81F3 || at(end) == 0x5230 || Scalars.isDash(at(end)), n.comparator == .eq,
            !(classAt(end + 1) == ScalarClass.hanSmall && at(end + 2) == Mark.parts), let second = readNumber(at: end + 1),
            !second.marks.contains(.unreadable), n.low < second.high, readUnit(after: second, at: second.end) == nil
        {
            n.high = second.high
            n.comparator = .range
            end = second.end
        }
        n.start = i
        n.end = end
        if negative { (n.low, n.high) = (n.high.negated, n.low.negated) }
        let power = Int(classAt(i) == ScalarClass.hanBig ? 4 : valueAt(i))
        n.marks = [.han, .percent]
        if power == 3 { n.marks.insert(.permille) }
        if power == 4, let low = n.low.scaled(by: -2), let high = n.high.scaled(by: -2) {
            n.low = low
            n.high = high
        }
        // 千分之 with an English-like denominator, 百分之百
        return finish(n)
    }

    struct IdiomMatch {
        var start: Int
        var end: Int
        var reason: Int
    }

    /// The longest idiom that covers the numeral at `i`.
    private func idiomCovering(_ i: Int) -> IdiomMatch? {
        var best: IdiomMatch?
        var k = i
        let bottom = max(lower, i - tables.idiomsByOffset, found.last?.span.end ?? lower)
        while k >= bottom {
            if let match = tables.idioms.longestMatch(in: text, at: k, limit: upper), match.end > i {
                if best == nil || match.end - k > (best.map { $0.end - $0.start } ?? 0) {
                    best = IdiomMatch(start: k, end: match.end, reason: match.value)
                }
            }
            k -= 1
        }
        return best
    }

    private mutating func takeIdiom(_ idiom: IdiomMatch) -> Int {
        reject(from: idiom.start, to: idiom.end, kind: .number, value: .zero, reason: tables.idiomReasons[idiom.reason])
        return idiom.end
    }

    // MARK: Marks

    private mutating func stepMark(_ i: Int) -> Int {
        switch at(i) {
        case Mark.ordinal: return ordinal(i)
        case Mark.doubling: return doubling(i)
        case Mark.half: return half(i)
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

    private mutating func vulgarFraction(_ i: Int) -> Int {
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
    private mutating func ordinal(_ i: Int) -> Int {
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

    /// 翻一番, 翻了两番, 翻番.
    private mutating func doubling(_ i: Int) -> Int {
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
    private mutating func half(_ i: Int) -> Int {
        let bottom = max(lower, i - 2)
        for k in stride(from: i, through: bottom, by: -1) {
            if let idiom = tables.idioms.longestMatch(in: text, at: k, limit: upper), idiom.end > i, idiom.end > i + 1 || k < i {
                return takeIdiom(IdiomMatch(start: k, end: idiom.end, reason: idiom.value))
            }
        }
        guard let five = ExactDecimal(coefficient: 5, exponent: -1), let fifty = ExactDecimal(coefficient: 5, exponent: 1) else { return i + 1 }
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
            unit.dimension == .duration || unit.kind == .point || unit.dimension == .mass || unit.dimension == .length || at(i + 1) == 0x4E2A
        else { return i + 1 }
        if unit.isOrdinal || unit.dimension == .money { return i + 1 }
        return finish(n)
    }

    /// 几十, 数百, 几万 — bounds; 几个 — none.
    private mutating func few(_ i: Int) -> Int {
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

    // MARK: Letters

    private mutating func stepLetter(_ i: Int) -> Int {
        var end = i + 1
        while Scalars.isLetter(at(end)) { end += 1 }
        let next = at(end)
        // addresses
        if next == 0x40 || (next == 0x3A && at(end + 1) == 0x2F && at(end + 2) == 0x2F) || (end - i == 3 && next == 0x2E && (reads("www", at: i) || reads("WWW", at: i))) {
            return skipToken(end)
        }
        if let n = readEnglish(at: i) {
            return finishEnglish(n)
        }
        if let month = tables.months.longestMatch(in: text, at: i, limit: upper), month.end >= end, let done = englishDate(i, month.end) { return done }
        if let match = tables.english.longestMatch(in: text, at: i, limit: upper), match.end == end,
            tables.englishWords[match.value].role == .ordinalWord, !isDigit(end)
        {
            reject(from: i, to: end, kind: .ordinal, value: tables.englishWords[match.value].value, reason: "ordinal")
            return end
        }
        let length = end - i
        if length == 2, at(i) == 0x70 || at(i) == 0x50, at(i + 1) == 0x48 || at(i + 1) == 0x68 {
            acidUntil = end + 8
            return end
        }
        let isDash = next == 0x2D || next == 0x2010 || next == 0x2011
        guard isDigit(end) || (isDash && isDigit(end + 1)) else { return end }
        // USD200, RMB3.5
        if tables.currenciesBefore.longestMatch(in: text, endingAt: end, floor: i) != nil, !isDash { return end }
        // GDP1500亿元
        if !isDash, length >= 2, isUpper(i, end) {
            let n = readArabic(at: end)
            if !n.marks.contains(.unreadable), !n.marks.contains(.dotted) {
                let unit = readUnit(after: n, at: n.end)
                if n.marks.contains(.multiplied) { return end }
                if let unit, [.money, .mass, .percent, .energy, .point, .multiple].contains(unit.dimension), unit.end - n.end > 1 || unit.dimension == .percent || at(n.end) > 0x3000 { return end }
            }
        }
        // a list of numbers with a letter for a name is a model
        var j = end
        var budget = 40
        while j < upper, budget > 0 {
            let c = at(j)
            if Scalars.isLetter(c) || Scalars.digit(c) != nil {
                j += 1
            } else if c == 0x2D || c == 0x2E || c == 0x2F || c == 0x2B || c == 0x5F, Scalars.isLetter(at(j + 1)) || isDigit(j + 1) {
                j += 1
            } else {
                break
            }
            budget -= 1
        }
        if budget == 0 { while j < upper, Scalars.isLetter(at(j)) || isDigit(j) { j += 1 } }
        if at(j) == 0x40 { return skipToken(j) }
        reject(from: i, to: j, kind: .number, value: .zero, reason: "model")
        return j
    }

    private func isUpper(_ a: Int, _ b: Int) -> Bool {
        for k in a..<b where !(at(k) >= 65 && at(k) <= 90) { return false }
        return true
    }

    /// Past an address: everything up to a blank or a character that no address holds.
    private func skipToken(_ i: Int) -> Int {
        var j = i
        while j < upper, at(j) > 32, at(j) < 127 { j += 1 }
        return j
    }

    private mutating func finishEnglish(_ n: Numeral) -> Int {
        if n.marks.contains(.ordinal) {
            reject(from: n.start, to: n.end, kind: .ordinal, value: n.low, reason: "ordinal")
            return n.end
        }
        return finish(n)
    }

    /// December 25, 2020; Dec 2020; May 5.
    private mutating func englishDate(_ i: Int, _ end: Int) -> Int? {
        var j = end
        if at(j) == 0x20 { j += 1 }
        guard isDigit(j), !Scalars.isLetter(at(i - 1)) else { return nil }
        let day = readDigits(at: j, grouping: false)
        guard !day.marks.contains(.decimal), let value = day.low.integer, value <= 31 || (value > 1000 && value < 3000) else { return nil }
        j = day.end
        if reads("st", at: j) || reads("nd", at: j) || reads("rd", at: j) || reads("th", at: j) { j += 2 }
        if value <= 31 {
            var k = j
            if at(k) == 0x2C { k += 1 }
            if at(k) == 0x20 { k += 1 }
            if isDigit(k) {
                let year = readDigits(at: k, grouping: false)
                if year.digits == 4, !year.marks.contains(.decimal), let y = year.low.integer, y > 1000, y < 3000 { j = year.end }
            }
        }
        reject(from: i, to: j, kind: .date, value: .zero, reason: "date")
        return j
    }
}
