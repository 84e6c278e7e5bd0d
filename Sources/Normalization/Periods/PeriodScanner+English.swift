import Facts
import Lexicons

/// Time expressions in English: a bulletin of the trade quotes them among Chinese lines.
extension PeriodScanner {
    /// July 2023, first half of 2023, Q2 2023, 1H23, 2Q 2023, in 2023.
    func english(_ t: S, _ i: Int, _ end: Int) -> PeriodMention? {
        guard i == 0 || !Scalars.isLetter(t[i - 1]), i + 3 < end else { return nil }
        func months(_ first: Int, _ last: Int, _ year: Int?, _ stop: Int) -> PeriodMention {
            PeriodMention(span: TextSpan(i, stop), form: .months(year: year, offset: nil, first: first, last: last))
        }
        if isDigit(t[i]) {
            // 1H23, 2Q 2023
            if let part = part(t[i + 1], t[i]), i == 0 || !isDigit(t[i - 1]), let year = yearBehind(t, i + 2, end) { return months(part.first, part.last, year.value, year.end) }
            // in 2023, 2023 net sales
            guard i >= 2, t[i - 1] == " " else { return nil }
            guard let y = number(t, i, end), y.isYear, y.digits == 4, (1980...2100).contains(y.value), y.end >= end || t[y.end] == " " || t[y.end] == "," || t[y.end] == "." && (y.end + 1 >= end || !isDigit(t[y.end + 1])) else { return nil }
            let lead = Self.leads.contains { i - 1 - $0.count >= 0 && matches(t, i - 1 - $0.count, end, $0) && (i - 1 - $0.count == 0 || !Scalars.isLetter(t[i - 2 - $0.count])) }
            guard lead || Scalars.isLetter(t[i - 2]) && y.end + 1 < end && t[y.end] == " " && Scalars.isLetter(t[y.end + 1]) else { return nil }
            return PeriodMention(span: TextSpan(i, y.end), form: .point(year: y.value, month: nil, day: nil))
        }
        guard Scalars.isLetter(t[i]) else { return nil }
        if let part = part(t[i], t[i + 1]), let year = yearBehind(t, i + 2, end) { return months(part.first, part.last, year.value, year.end) }
        for (n, name) in Self.monthNames.enumerated() where matches(t, i, end, name) {
            let stop = i + name.count
            guard stop < end, t[stop] == " " else { return nil }
            if let year = number(t, stop + 1, end), year.isYear { return months(n % 12 + 1, n % 12 + 1, year.value, year.end) }
            // July 12, 2023
            if let day = number(t, stop + 1, end), (1...31).contains(day.value), day.end + 2 < end, t[day.end] == ",", t[day.end + 1] == " ", let year = number(t, day.end + 2, end), year.isYear {
                return PeriodMention(span: TextSpan(i, year.end), form: .point(year: year.value, month: n % 12 + 1, day: day.value))
            }
            return nil
        }
        for (words, first, last) in Self.partsOfYear where matches(t, i, end, words) {
            let stop = i + words.count
            let behind = matches(t, stop, end, Self.of) ? stop + Self.of.count : stop
            if let year = yearBehind(t, behind, end) { return months(first, last, year.value, year.end) }
            return months(first, last, nil, stop)
        }
        if matches(t, i, end, Self.thisYear) { return PeriodMention(span: TextSpan(i, i + Self.thisYear.count), form: .relativeYear(0)) }
        if matches(t, i, end, Self.lastYear) { return PeriodMention(span: TextSpan(i, i + Self.lastYear.count), form: .relativeYear(-1)) }
        return nil
    }

    /// Months of Q2, H1 and their like.
    func part(_ letter: UInt32, _ digit: UInt32) -> (first: Int, last: Int)? {
        guard digit >= "1", digit <= "4" else { return nil }
        let n = Int(digit - 0x30)
        switch letter {
        case "Q": return (n * 3 - 2, n * 3)
        case "H" where n <= 2: return (n * 6 - 5, n * 6)
        default: return nil
        }
    }

    /// `23`, ` 2023`, `'23`.
    private func yearBehind(_ t: S, _ i: Int, _ end: Int) -> (value: Int, end: Int)? {
        var j = i
        if j < end, t[j] == " " || t[j] == "'" { j += 1 }
        guard let n = number(t, j, end), n.isYear && n.digits == 4 || n.digits == 2 && j == i, n.end >= end || !Scalars.isLetter(t[n.end]) else { return nil }
        return (n.isYear ? n.value : 2000 + n.value, n.end)
    }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ].map(scalars)
    private static let partsOfYear: [([UInt32], Int, Int)] = [
        ("first half", 1, 6), ("second half", 7, 12), ("first quarter", 1, 3), ("second quarter", 4, 6), ("third quarter", 7, 9), ("fourth quarter", 10, 12),
    ].map { (scalars($0.0), $0.1, $0.2) }
    private static let leads = ["in", "for", "by", "of", "during", "since", "fiscal", "FY", "year", "end", "guides", "In", "By", "For"].map(scalars)
    private static let of = scalars(" of"), thisYear = scalars("this year"), lastYear = scalars("last year")
}
