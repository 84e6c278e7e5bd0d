import Lexicons

extension PeriodScanner {
    /// 截至2024年9月30日止六个月, 截至9月底止中期业绩, 截至12月31日止年度: the months that end there, not the day.
    func asTerm(_ m: inout PeriodMention, _ t: S, _ limit: Int) {
        let year: Int?, month: Int
        switch m.form {
        case .point(let y, let last?, _): (year, month) = (y, last)
        case .months(let y, nil, let first, let last) where first == last: (year, month) = (y, last)
        default: return
        }
        guard (1...12).contains(month) else { return }
        var i = m.span.end
        if i < limit, t[i] == "底" || t[i] == "末" { i += 1 }
        guard i < limit, t[i] == "止" else { return }
        i += 1
        while i < limit, t[i] == " " || t[i] == "的" { i += 1 }
        for (word, months) in Self.terms where matches(t, i, limit, word) {
            let first = month - months + 1
            m.span.end = i + word.count
            // 截至2024年3月31日止年度: months of two years
            guard first >= 1 else {
                guard let year else { return }
                m.form = .span(PeriodPoint(year: year - 1, month: first + 12), PeriodPoint(year: year, month: month))
                return
            }
            m.form = months == 12 && year != nil ? .point(year: year, month: nil, day: nil) : .months(year: year, offset: nil, first: first, last: month)
            return
        }
    }

    private static let terms: [(word: [UInt32], months: Int)] = [
        ("十二个月", 12), ("十二個月", 12), ("年度", 12), ("全年", 12), ("财政年度", 12), ("財政年度", 12), ("财年", 12), ("一年", 12),
        ("六个月", 6), ("六個月", 6), ("6个月", 6), ("6個月", 6), ("半年", 6), ("中期", 6),
        ("三个月", 3), ("三個月", 3), ("3个月", 3), ("3個月", 3), ("九个月", 9), ("九個月", 9), ("9个月", 9), ("9個月", 9),
    ].map { (scalars($0.0), $0.1) }
}
