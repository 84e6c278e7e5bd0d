import Facts

/// The little that enrichment needs to know of ISO periods.
enum Period {
    /// Year of the period's end; `nil` for an empty one.
    static func lastYear(_ period: String) -> Int? {
        guard let last = period.split(separator: "/").last, last.count >= 4 else { return nil }
        return Int(last.prefix(4))
    }

    /// The same span a year before: `2019` for `2020`, `2019-01/2019-06` for `2020-01/2020-06`; empty for
    /// a span of several years, or none.
    static func yearBefore(_ period: String) -> String {
        let parts = period.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count) else { return "" }
        var result: [String] = []
        var years: Set<Int> = []
        for part in parts {
            guard part.count >= 4, let year = Int(part.prefix(4)), year > 1 else { return "" }
            years.insert(year)
            let rest = String(part.dropFirst(4))
            // a leap day has no day a year before
            result.append(CalendarDay.four(year - 1) + (rest == "-02-29" ? "-02-28" : rest))
        }
        return years.count == 1 ? result.joined(separator: "/") : ""
    }
}
