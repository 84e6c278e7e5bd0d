import Facts
import Lexicons

/// English number words and magnitudes.
extension Scan {
    /// million, bn, k behind an Arabic figure at `i`.
    func readEnglishScale(at i: Int, from start: Int) -> (power: Int, times: ExactDecimal, end: Int)? {
        var j = i
        let space = Scalars.isBlank(at(j))
        if space { j += 1 }
        if at(j) == 0x2D, !space { j += 1 }  // 3-million
        guard Scalars.isLetter(at(j)), let match = tables.english.longestMatch(in: text, at: j, limit: upper) else { return nil }
        let word = tables.englishWords[match.value]
        guard !Scalars.isLetter(at(match.end)), !isDigit(match.end) else { return nil }
        switch word.role {
        case .scale, .plural:
            return word.value.integer.map { ($0, .one, match.end) }
        case .group, .pluralGroup:
            // 3 dozens
            return space ? (0, word.value, match.end) : nil
        case .abbreviation:
            // 5m, 5k and 5b are money or counts only where something says so
            guard let power = word.value.integer else { return nil }
            if match.end - j == 1 {
                let isThousand = power == 3 && !space && i - start >= 2 && i - start <= 4 && isDigit(i - 2)
                // 9m alone is a length, 5 G no number
                let isAlone = at(j) != 0x6D && (power < 9 || !space) && power < 12 && isLine(start, match.end)
                guard isThousand || isAlone || millionsOfThings(match.end, letter: at(j)) || hasMoneySign(before: i) || moneyFollows(match.end) else { return nil }
            }
            return (power, .one, match.end)
        default:
            return nil
        }
    }

    /// Whether the figure, with its sign, is all of its line: 3M.
    func isLine(_ start: Int, _ end: Int) -> Bool {
        var k = start - 1
        if at(k) == 0x2E { k -= 1 }
        if Scalars.isMinus(at(k)) { k -= 1 }
        return (k < lower || Scalars.isBreak(at(k))) && (end >= upper || Scalars.isBreak(at(end)) || at(end) == 0x3002)
    }

    /// 8.8m units: things are counted in millions, not metres.
    private func millionsOfThings(_ i: Int, letter: UInt32) -> Bool {
        // 6m people
        if letter == 0x6D || letter == 0x4D {
            for word: StaticString in [" people", " users", " jobs", " customers", " vehicles", " cars", " passengers", " visitors", " homes", " residents", " workers", " shares"] where reads(word, at: i) { return true }
        }
        guard letter == 0x6D || letter == 0x4D || letter == 0x62 || letter | 32 == 0x6B, at(i) == 0x20 else { return false }
        guard let match = tables.units.longestMatch(in: text, at: i + 1, limit: upper), !Scalars.isLetter(at(match.end)) else { return false }
        let entry = tables.entries[match.value]
        return match.end - i > 3 && entry.dimension != .duration && entry.isLatin
    }

    /// Whether the figure that ends before `i` has a currency sign in front.
    private func hasMoneySign(before i: Int) -> Bool {
        var k = i - 1
        while k >= max(lower, i - 24), isDigit(k) || at(k) == 0x2E || at(k) == 0x2C || Scalars.isDash(at(k)) { k -= 1 }
        if at(k) == 0x20 { k -= 1 }
        return tables.currenciesBefore.longestMatch(in: text, endingAt: k + 1, floor: max(lower, k - 8)) != nil
    }

    private func moneyFollows(_ i: Int) -> Bool {
        let j = at(i) == 0x20 ? i + 1 : i
        guard let match = tables.units.longestMatch(in: text, at: j, limit: upper) else { return false }
        return tables.entries[match.value].kind == .money
    }

    /// a dollar, a litre: one of a unit, where it ends its phrase or says of what.
    func readArticle(at i: Int) -> Numeral? {
        guard at(i + 1) == 0x20, found.isEmpty || lastEnd < i - 1, measures(at: i + 2) || moneyWord(at: i + 2), let match = tables.units.longestMatch(in: text, at: i + 2, limit: upper), match.end - i > 5 else { return nil }
        let next = at(match.end)
        // $60 a barrel is a rate, a dollar store a shop, a ton of work much work
        if isDigit(i - 2) || at(i - 2) == 0x25 || next == 0x2D { return nil }
        guard next == 0 || Scalars.isBreak(next) || next == 0x2E || next == 0x2C || next == 0x3B || reads(" of ", at: match.end) && !reads("ton of", at: i + 2) else { return nil }
        var numeral = Numeral(start: i, end: i + 1, low: .one, high: .one, marks: [.english, .multiplied])
        numeral.mantissaEnd = i + 1
        return numeral
    }

    private func moneyWord(at i: Int) -> Bool {
        guard let match = tables.units.longestMatch(in: text, at: i, limit: upper) else { return false }
        return tables.entries[match.value].kind == .money && !Scalars.isLetter(at(match.end))
    }

    /// a quarter later, the last three quarters, half past two: times of the year or day.
    private func isTime(_ start: Int, _ end: Int) -> Bool {
        for word: StaticString in [" earlier", " later", " ago", " past ", " before", " ended", " ending"] where reads(word, at: end) { return true }
        for word: StaticString in ["last ", "past ", "next ", "previous ", "first ", "following "] where reads(word, at: start - word.utf8CodeUnitCount) { return true }
        return false
    }

    /// Whether a unit that measures something stands at `i`.
    func measures(at i: Int) -> Bool {
        guard let match = tables.units.longestMatch(in: text, at: i, limit: upper), !Scalars.isLetter(at(match.end)) else { return false }
        switch tables.entries[match.value].dimension {
        case .mass, .length, .area, .volume, .energy, .power: return match.end - i > 1 || Scalars.isHan(at(i))
        default: return false
        }
    }

    /// The word at `i` with its end, where a word of the table stands whole.
    private func englishWord(_ i: Int) -> (word: NumeralWord, end: Int)? {
        guard let match = tables.english.longestMatch(in: text, at: i, limit: upper), !Scalars.isLetter(at(match.end)), !isDigit(match.end) else { return nil }
        return (tables.englishWords[match.value], match.end)
    }

    /// Digits behind "point": five, zero three, seventy-one.
    private func englishDecimals(_ i: Int) -> (value: ExactDecimal, end: Int)? {
        var value: Int64 = 0
        var count = 0
        var j = i, end = i
        while count < 12, let next = englishWord(j) {
            if next.word.role == .word, let d = next.word.value.integer, d < 10 {
                value = value * 10 + Int64(d)
                count += 1
                end = next.end
            } else if count == 0, next.word.role == .tensWord, let tens = next.word.value.integer {
                value = Int64(tens)
                count = 2
                end = next.end
                if at(end) == 0x2D || at(end) == 0x20, let ones = englishWord(end + 1), ones.word.role == .word, let d = ones.word.value.integer, d < 10, d > 0 {
                    value += Int64(d)
                    end = ones.end
                }
                break
            } else {
                break
            }
            guard at(end) == 0x20 else { break }
            j = end + 1
        }
        guard count > 0, let decimals = ExactDecimal(coefficient: value, exponent: -count) else { return nil }
        return (decimals, end)
    }

    /// a half, three quarters, two thirds behind "and".
    func englishPart(_ i: Int) -> (value: ExactDecimal, end: Int)? {
        var j = i
        var numerator = ExactDecimal.one
        if reads("a ", at: i) || reads("a-", at: i) || reads("an ", at: i) {
            j += reads("an ", at: i) ? 3 : 2
        } else {
            guard let top = englishWord(i), top.word.role == .word, at(top.end) == 0x20 || at(top.end) == 0x2D else { return nil }
            numerator = top.word.value
            j = top.end + 1
        }
        guard let bottom = englishWord(j) else { return nil }
        switch bottom.word.role {
        case .part:
            return numerator == .one ? (bottom.word.value, bottom.end) : nil
        case .ordinalWord:
            guard numerator == .one, bottom.word.value > ExactDecimal(2) else { return nil }
        case .partPlural:
            guard numerator < bottom.word.value, numerator != ExactDecimal.one else { return nil }
        default:
            return nil
        }
        return numerator.divided(by: bottom.word.value, digits: 12).map { ($0, bottom.end) }
    }

    /// Number words at `i` (twenty-five thousand, a dozen, two thirds), where a word begins.
    func readEnglish(at i: Int) -> Numeral? {
        var j = i
        var total = ExactDecimal.zero
        var section: ExactDecimal?
        var marks: Numeral.Marks = .english
        var comparator: Comparator = .eq
        var end = i
        var lastTens = false, lastWord = false, needsNumber = false
        var words = 0
        var article = false
        var lastScale = false, scaled = false
        func skipBlanks(_ k: inout Int) {
            let first = k
            while Scalars.isBlank(at(k)), k < first + 3 { k += 1 }
        }
        // a dozen, a hundred, half a million
        if at(j) == 0x61 || at(j) == 0x41, at(j + 1) == 0x20 {
            article = true
            j += 2
        }
        while words < 40 {
            var next = j
            if words > 0 {
                if at(next) == 0x2D || Scalars.isBlank(at(next)) { next += 1 } else { break }
                skipBlanks(&next)
                // two point five million
                if reads("point ", at: next), !marks.contains(.decimal), !marks.contains(.part), let decimals = englishDecimals(next + 6),
                    let value = (section ?? .zero).adding(decimals.value)
                {
                    section = value
                    marks.insert(.decimal)
                    lastWord = true
                    lastTens = false
                    words += 1
                    end = decimals.end
                    j = decimals.end
                    continue
                }
                if reads("and ", at: next) || reads("and-a-", at: next), section != nil || !total.isZero {
                    next += 4
                    skipBlanks(&next)
                    // two and a half, a hundred and three quarters
                    if !marks.contains(.part), !article, let tail = englishPart(next), let sum = total.adding(section ?? .zero)?.adding(tail.value) {
                        var numeral = Numeral(start: i, end: tail.end, low: sum, high: sum, marks: [.english, .decimal])
                        numeral.mantissaEnd = tail.end
                        return numeral
                    }
                }
                if reads("a ", at: next), marks.contains(.part) {
                    next += 2
                    skipBlanks(&next)
                }
                if reads("of a ", at: next), marks.contains(.part) { next += 5 }
            }
            guard let match = tables.english.longestMatch(in: text, at: next, limit: upper),
                !Scalars.isLetter(at(match.end)), !isDigit(match.end)
            else { break }
            let word = tables.englishWords[match.value]
            switch word.role {
            case .word:
                if article || lastWord || needsNumber { return close() }
                section = (section ?? .zero).adding(word.value)
                lastWord = true
                lastTens = false
            case .tensWord:
                if words == 1, lastWord, at(match.end) == 0x2D, let ones = englishWord(match.end + 1), ones.word.role == .ordinalWord || ones.word.role == .partPlural, ones.word.value < ExactDecimal(10),
                    let bottom = word.value.adding(ones.word.value), let percent = section?.multiplied(by: .hundred)?.divided(by: bottom, digits: 12)
                {
                    // one twenty-fifth
                    var numeral = Numeral(start: i, end: ones.end, low: percent, high: percent, marks: [.english, .fraction, .percent])
                    numeral.mantissaEnd = ones.end
                    return numeral
                }
                if article || lastWord || lastTens { return close() }
                section = (section ?? .zero).adding(word.value)
                lastTens = true
            case .scale:
                guard let power = word.value.integer else { return close() }
                if words == 0, !article { return nil }
                if lastScale, section == nil, power >= 6 {
                    // three thousand million
                    guard let scaled = total.scaled(by: power) else { return close() }
                    total = scaled
                    lastWord = false
                    break
                }
                let base = section ?? .one
                if marks.contains(.part), power < 3 { return close() }
                if power == 2 {
                    section = base.scaled(by: 2)
                } else {
                    guard let scaled = base.scaled(by: power), let sum = total.adding(scaled) else { return nil }
                    total = sum
                    section = nil
                }
                marks.insert(.multiplied)
                lastWord = false
                lastTens = false
                article = false
                scaled = true
            case .plural:
                // three billions; millions alone is no number
                guard words > 0, !article, !marks.contains(.part), let power = word.value.integer, power >= 5, section != nil || lastScale else { return close() }
                if section == nil {
                    guard let more = total.scaled(by: power) else { return close() }
                    total = more
                } else {
                    guard let more = section?.scaled(by: power), let sum = total.adding(more) else { return close() }
                    total = sum
                    section = nil
                }
                marks.insert(.multiplied)
                lastWord = false
                lastTens = false
                scaled = true
            case .pluralGroup:
                guard words > 0, !article, !marks.contains(.part), let dozens = section?.multiplied(by: word.value) else { return close() }
                section = dozens
                lastWord = true
            case .group:
                guard let scaled = (section ?? .one).multiplied(by: word.value) else { return nil }
                if words == 0, !article { return nil }
                section = scaled
                lastWord = true
                article = false
            case .part:
                // quarter alone is three months; the first half is a time
                if isTime(i, match.end) { return close() }
                if words == 1, section == .one, total.isZero, !marks.contains(.multiplied), let percent = word.value.multiplied(by: .hundred) {
                    // one half, one quarter
                    var numeral = Numeral(start: i, end: match.end, low: percent, high: percent, marks: [.english, .fraction, .percent])
                    numeral.mantissaEnd = match.end
                    return numeral
                }
                // quarter-litre; a quarter alone is three months
                if !article, word.value != ExactDecimal("0.5"), !(words == 0 && at(match.end) == 0x2D && measures(at: match.end + 1)) { return close() }
                if reads("first ", at: i - 6) || reads("second ", at: i - 7) || reads("latter ", at: i - 7) || reads("1st ", at: i - 4) || reads("2nd ", at: i - 4) { return nil }
                guard words == 0 else {
                    // two and a half
                    if word.value == ExactDecimal("0.5"), section != nil { return close() }
                    return close()
                }
                if article, word.value != ExactDecimal("0.5") { article = true }
                section = word.value
                marks.insert(.part)
                article = false
            case .partPlural, .ordinalWord:
                if word.role == .ordinalWord, lastTens, at(j) == 0x2D, let ones = word.value.integer, ones < 10 {
                    // twenty-third
                    guard let value = total.adding(section ?? .zero)?.adding(word.value) else { return nil }
                    var numeral = Numeral(start: i, end: match.end, low: value, high: value, marks: [.english, .ordinal])
                    numeral.mantissaEnd = match.end
                    return numeral
                }
                if word.value == ExactDecimal(4), isTime(i, match.end) { return close() }
                guard words > 0 || article, let numerator = section ?? (article ? .one : nil), total.isZero else { return close() }
                if word.role == .ordinalWord, !(numerator == .one && (article || words == 1)) || word.value.integer ?? 0 < 3 { return close() }
                if numerator >= word.value {
                    // three halves; six quarters may be a year and a half
                    guard word.role == .partPlural, word.value != ExactDecimal(4), let value = numerator.divided(by: word.value, digits: 12) else { return close() }
                    var numeral = Numeral(start: i, end: match.end, low: value, high: value, marks: [.english, .decimal])
                    numeral.mantissaEnd = match.end
                    return numeral
                }
                guard let percent = numerator.multiplied(by: .hundred), let value = percent.divided(by: word.value, digits: 12) else { return close() }
                var numeral = Numeral(start: i, end: match.end, low: value, high: value, marks: [.english, .fraction, .percent])
                numeral.mantissaEnd = match.end
                return numeral
            case .abbreviation:
                return close()
            default:
                return close()
            }
            words += 1
            end = match.end
            j = match.end
            needsNumber = false
            lastScale = scaled
            scaled = false
            comparator = .eq
        }
        return close()

        func close() -> Numeral? {
            guard words > 0, !article else { return nil }
            guard let value = total.adding(section ?? .zero) else { return nil }
            // "half" alone is a part, "one" alone a word
            if words == 1, marks.contains(.part) {
                guard let percent = value.multiplied(by: .hundred) else { return nil }
                var numeral = Numeral(start: i, end: end, low: percent, high: percent, marks: [.english, .fraction, .percent, .part])
                numeral.mantissaEnd = end
                return numeral
            }
            var numeral = Numeral(start: i, end: end, low: value, high: value, comparator: comparator, marks: marks)
            if words == 1, !marks.contains(.multiplied), value < ExactDecimal(12) { numeral.marks.insert(.single) }
            numeral.mantissaEnd = end
            return numeral
        }
    }
}
