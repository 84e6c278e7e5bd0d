import Facts
import Lexicons

/// English number words, models, dates and addresses.
extension Scan {
    mutating func stepLetter(_ i: Int) -> Int {
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
        if end == i + 1, at(i) | 32 == 0x61, next == 0x20, let n = readArticle(at: i) { return finish(n) }
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
        // GDP1500亿元, 双酚A2.61万吨
        if !isDash, isUpper(i, end) {
            let n = readArabic(at: end)
            if !n.marks.contains(.unreadable), !n.marks.contains(.dotted) {
                let unit = readUnit(after: n, at: n.end)
                if n.marks.contains(.multiplied), length >= 2 || unit != nil { return end }
                guard length >= 2 else { return rejectModel(from: i, letters: end) }
                if let unit, [.money, .mass, .percent, .energy, .point, .multiple].contains(unit.dimension), unit.end - n.end > 1 || unit.dimension == .percent || at(n.end) > 0x3000 { return end }
            }
        }
        return rejectModel(from: i, letters: end)
    }

    /// A run of letters and digits from `i` on, whose letters end at `end`: a list of numbers with a letter for a name is a model.
    private mutating func rejectModel(from i: Int, letters end: Int) -> Int {
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

    func isUpper(_ a: Int, _ b: Int) -> Bool {
        for k in a..<b where !(at(k) >= 65 && at(k) <= 90) { return false }
        return true
    }

    /// Past an address: everything up to a blank or a character that no address holds.
    func skipToken(_ i: Int) -> Int {
        var j = i
        while j < upper, at(j) > 32, at(j) < 127 { j += 1 }
        return j
    }

    mutating func finishEnglish(_ n: Numeral) -> Int {
        if n.marks.contains(.ordinal) {
            reject(from: n.start, to: n.end, kind: .ordinal, value: n.low, reason: "ordinal")
            return n.end
        }
        return finish(n)
    }

    /// December 25, 2020; Dec 2020; May 5.
    mutating func englishDate(_ i: Int, _ end: Int) -> Int? {
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
