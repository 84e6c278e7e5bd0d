import Facts
import Lexicons

/// English number words and magnitudes.
extension Scan {
    /// million, bn, k behind an Arabic figure at `i`.
    func readEnglishScale(at i: Int, from start: Int) -> (power: Int, end: Int)? {
        var j = i
        let space = Scalars.isBlank(at(j))
        if space { j += 1 }
        if at(j) == 0x2D, !space { j += 1 }  // 3-million
        guard Scalars.isLetter(at(j)), let match = tables.english.longestMatch(in: text, at: j, limit: upper) else { return nil }
        let word = tables.englishWords[match.value]
        guard !Scalars.isLetter(at(match.end)), !isDigit(match.end) else { return nil }
        switch word.role {
        case .scale:
            return word.value.integer.map { ($0, match.end) }
        case .abbreviation:
            // 5m, 5k and 5b are money or counts only where something says so
            guard let power = word.value.integer else { return nil }
            if match.end - j == 1 {
                let isThousand = power == 3 && !space && isDigit(i - 2) && !isDigit(i - 5)
                guard isThousand || isLine(start, match.end) || millionsOfThings(match.end, letter: at(j)) || hasMoneySign(before: i) || moneyFollows(match.end) else { return nil }
            }
            return (power, match.end)
        default:
            return nil
        }
    }

    /// Whether the figure, with its sign, is all of its line: 3M.
    private func isLine(_ start: Int, _ end: Int) -> Bool {
        var k = start - 1
        if Scalars.isMinus(at(k)) { k -= 1 }
        return (k < lower || Scalars.isBreak(at(k))) && (end >= upper || Scalars.isBreak(at(end)) || at(end) == 0x3002)
    }

    /// 8.8m units: things are counted in millions, not metres.
    private func millionsOfThings(_ i: Int, letter: UInt32) -> Bool {
        guard letter == 0x6D || letter == 0x4D || letter == 0x62, at(i) == 0x20 else { return false }
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
        // a dozen, a hundred, half a million
        if at(j) == 0x61 || at(j) == 0x41, at(j + 1) == 0x20 {
            article = true
            j += 2
        }
        while words < 40 {
            var next = j
            if words > 0 {
                if at(next) == 0x2D || Scalars.isBlank(at(next)) { next += 1 } else { break }
                if reads("and ", at: next), section != nil || !total.isZero { next += 4 }
                if reads("a ", at: next), marks.contains(.part) { next += 2 }
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
                if article || lastWord || lastTens { return close() }
                section = (section ?? .zero).adding(word.value)
                lastTens = true
            case .scale:
                guard let power = word.value.integer else { return close() }
                if words == 0, !article { return nil }
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
            case .group:
                guard let scaled = (section ?? .one).multiplied(by: word.value) else { return nil }
                if words == 0, !article { return nil }
                section = scaled
                lastWord = true
                article = false
            case .part:
                // quarter alone is three months; the first half is a time
                if !article, word.value != ExactDecimal("0.5") { return close() }
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
                guard words > 0 || article, let numerator = section ?? (article ? .one : nil), total.isZero, words <= 2 else { return close() }
                if word.role == .ordinalWord, !(numerator == .one && (article || words == 1)) || word.value.integer ?? 0 < 3 { return close() }
                guard let percent = numerator.multiplied(by: .hundred), let value = percent.divided(by: word.value, digits: 12),
                    numerator < word.value
                else { return close() }
                var numeral = Numeral(start: i, end: match.end, low: value, high: value, marks: [.english, .fraction, .percent])
                numeral.mantissaEnd = match.end
                return numeral
            case .plural, .pluralGroup, .abbreviation:
                return close()
            default:
                return close()
            }
            words += 1
            end = match.end
            j = match.end
            needsNumber = false
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
