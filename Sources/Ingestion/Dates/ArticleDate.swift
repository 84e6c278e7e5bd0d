import Facts

/// The day that an article's own opening names.
struct ArticleDate {
    let page: Page
    let document: CalendarDay?

    /// ISO day, or empty: a full day in the first paragraph, else `1月6日` with the year that puts it
    /// nearest before the document's day.
    func date(of article: Article) -> String {
        guard let lead = Self.lead(of: article) else { return "" }
        let dates = DateReader(text: page.text)
        let end = min(lead.end, lead.start + 120)
        let full = dates.firstDay(lead.start, end)
        if let bare = dates.firstMonthDay(lead.start, min(lead.end, lead.start + 60)),
            full.map({ $0.span.start > bare.span.start }) ?? true
        {
            if let document, let day = Self.day(month: bare.month, day: bare.day, before: document) {
                return day.description
            }
            return full?.day.description ?? ""
        }
        return full?.day.description ?? ""
    }

    /// The first piece of the first running paragraph after the headline.
    static func lead(of article: Article) -> TextSpan? {
        let title = article.paragraphs.firstIndex { $0.role == .title } ?? -1
        let after = article.paragraphs.dropFirst(title + 1)
        return (after.first { $0.role == .body } ?? article.paragraphs.first { $0.role == .body || $0.role == .lead })?
            .pieces.first
    }

    /// The day in the year of `document`, or the year before where it would lie more than two days ahead.
    static func day(month: Int, day: Int, before document: CalendarDay) -> CalendarDay? {
        if let same = CalendarDay(year: document.year, month: month, day: day),
            same <= document || days(from: document, to: same) <= 2
        {
            return same
        }
        return CalendarDay(year: document.year - 1, month: month, day: day)
    }

    static func days(from a: CalendarDay, to b: CalendarDay) -> Int { number(b) - number(a) }

    /// Day number of the proleptic Gregorian calendar.
    private static func number(_ day: CalendarDay) -> Int {
        let y = day.month <= 2 ? day.year - 1 : day.year
        let m = day.month <= 2 ? day.month + 12 : day.month
        return 365 * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + day.day
    }
}
