import Facts

/// Turns time expressions into ISO 8601 against the document's date and the year told before.
///
/// What cannot be known gives the empty string, never a guess.
struct PeriodResolver: Sendable {
    var documentDate: CalendarDay?
    /// The last year that the text named with digits, for `9月底` after `2012年2月`.
    var contextYear: Int?
    /// Where it stands, and the last one told that is the document's own or the one before.
    private var contextEnd = 0
    private var recentYear: Int?
    /// Where 目前 or 现有 stood last.
    private var nowEnd = 0
    /// The months told last: 1—5月 of 2024.
    var contextMonths: (year: Int, first: Int, last: Int)?
    /// The years told one behind the other: 2021年、2022年、2023年.
    private var row: (first: Int, last: Int, end: Int)?
    /// 1990年至1999年: the years told last, and where.
    private var contextYears: (first: Int, last: Int, end: Int)?
    /// The last full day told, for 当日.
    var contextDay: CalendarDay?

    /// Whether the text reports on thirds of months; elsewhere 3月上旬 is told of an event, and stands for its month.
    private let reportsTenDays: Bool
    private var contextTenDays = ""

    /// The same period of the year before, as an ISO period.
    static func yearBefore(_ period: String) -> String {
        period.split(separator: "/").map { part in
            guard let year = Int(part.prefix(4)), year > 1 else { return String(part) }
            return CalendarDay.four(year - 1) + part.dropFirst(4)
        }.joined(separator: "/")
    }

    init(documentDate: CalendarDay?, reportsTenDays: Bool = false) {
        self.documentDate = documentDate
        self.reportsTenDays = reportsTenDays
    }

    /// Remembers what `mention` says for later mentions without a year.
    mutating func remember(_ mention: PeriodMention) {
        let before = contextYear
        if reportsTenDays, mention.tenDays != nil, !mention.isBaseline { contextTenDays = resolve(mention) }
        defer {
            if let contextYear, let date = documentDate, contextYear >= date.year - 1 { recentYear = contextYear }
            if contextYear != before { contextEnd = mention.span.end }
        }
        noteRow(mention)
        switch mention.form {
        // 成立于1996年9月: how old a body is tells no year of anything else
        case .point(let year?, _, _) where mention.isReporting && year + 2 < documentDate?.year ?? year: break
        case .point(let year?, let month, let day):
            // a year to come is no context for what is told
            if !mention.isDeadline, !mention.isBaseline, !mention.sinceThen || contextYear == nil, year <= documentDate?.year ?? year {
                contextYear = year
                // 2019年 behind 上半年: the year now told of
                if month == nil { contextMonths = nil }
            }
            if let month, let day, let date = CalendarDay(year: year, month: month, day: day) { contextDay = date }
        case .point(nil, let month?, let day?):
            if let year = year(forMonth: month), let date = CalendarDay(year: year, month: month, day: day) {
                contextDay = date
            }
        case .months(let year, let offset, let first, let last):
            guard !mention.isBaseline else { return }
            if let year, let date = documentDate, year > date.year || year == date.year && first > date.month { return }
            // 到今年5月: the year now told of
            if let year = year ?? offset.flatMap({ o in o <= 0 ? documentDate.map { $0.year + o } : nil }) { contextYear = year }
            if let y = year ?? offset.flatMap({ o in documentDate.map { $0.year + o } }) ?? current(at: mention.span.start).year(forMonth: last) { contextMonths = (y, first, last) }
        case .relativeYear(let offset):
            if mention.isOfContext { contextMonths = nil } else if let y = documentDate?.year, !mention.isBaseline, offset <= 0 { contextYear = y + offset; contextMonths = nil }
        // “从考察到今天签约…”: what is said aloud dates nothing told before
        case .relativeDay(let offset) where contextDay == nil: if let day = documentDate?.adding(days: offset) { contextDay = day }
        // 2009年建成首套…，目前…。8月底: long ago told in passing, and now
        case .now: if let date = documentDate { recentYear = date.year; nowEnd = mention.span.end }
        case .span(let start, let end):
            guard let y = end.year, y <= documentDate?.year ?? y else { return }
            contextYear = y
            if let first = start.year, first < y, start.month == nil, end.month == nil { contextYears = (first, y, mention.span.end); contextMonths = nil }
        default: break
        }
    }

    private mutating func noteRow(_ mention: PeriodMention) {
        guard case .point(let year?, nil, nil) = mention.form else { return }
        if let row, year == row.last + 1, mention.span.start - row.end <= 4 { self.row = (row.first, year, mention.span.end) } else { row = (year, year, mention.span.end) }
    }

    /// ISO 8601 interval or part, or empty.
    func resolve(_ mention: PeriodMention) -> String {
        // 2019年产量…，较上年的6万吨增长: the year before the one told of
        if mention.isBaseline || mention.isOfContext, mention.form == .relativeYear(-1), let contextYear, let date = documentDate, contextYear < date.year { return CalendarDay.four(contextYear - 1) }
        // 2021年、2022年和2023年的净利润分别不低于…，三年累计不低于…
        if case .lastYears(let n) = mention.form, n >= 2, let row, row.last - row.first + 1 == n, (1...80).contains(mention.span.start - row.end) { return CalendarDay.four(row.first) + "/" + CalendarDay.four(row.last) }
        // 1990年至1999年，该行业年均增长32.1%，远高于同期…: of the same years
        if mention.form == .samePeriod(0), let years = contextYears, years.last == contextYear, (1...60).contains(mention.span.start - years.end) { return CalendarDay.four(years.first) + "/" + CalendarDay.four(years.last) }
        var value = current(at: mention.span.start).resolveForm(mention.form)
        if reportsTenDays, let third = mention.tenDays { value = tenDays(third, of: value) }
        guard mention.sinceThen, !value.isEmpty, let date = documentDate else { return value }
        let start = value.split(separator: "/").first.map(String.init) ?? value
        return start == date.monthString ? start : start + "/" + date.monthString
    }

    /// 2016年首列班列…。全年出口43万辆: long ago told in passing, the year of the news goes on.
    private func current(at position: Int) -> PeriodResolver {
        guard let contextYear, let recentYear, let date = documentDate, contextYear < date.year - 1, position - contextEnd > 60 || nowEnd > contextEnd else { return self }
        var now = self
        now.contextYear = recentYear
        return now
    }

    private func resolveForm(_ form: PeriodMention.Form) -> String {
        switch form {
        case .point(let year, let month, let day):
            return iso(PeriodPoint(year: year, month: month, day: day))
        case .span(let a, var b):
            var a = a
            if a.year == nil { a.year = b.year ?? a.month.flatMap(year(forMonth:)) }
            if b.year == nil {
                b.year = a.year
                if let x = a.month, let y = b.month, y < x, let year = a.year { b.year = year + 1 }
            }
            let x = iso(a), y = iso(b)
            return x.isEmpty || y.isEmpty ? "" : wholeMonths(a, b) ?? x + "/" + y
        case .relativeYear(let offset):
            return documentDate.map { CalendarDay.four($0.year + offset) } ?? ""
        case .months(let year, let offset, let first, let last):
            let y = year ?? offset.flatMap { o in documentDate.map { $0.year + o } } ?? self.year(from: first, to: last)
            guard let y else { return "" }
            if first == 1, last == 12 { return CalendarDay.four(y) }
            let a = CalendarDay.month(y, first)
            return first == last ? a : a + "/" + CalendarDay.month(y, last)
        case .now:
            return documentDate?.monthString ?? ""
        case .relativeMonth(let offset):
            guard let date = documentDate else { return "" }
            let index = date.year * 12 + date.month - 1 + offset
            return "\(CalendarDay.four(index / 12))-\(CalendarDay.two(index % 12 + 1))"
        case .lastYears(let n):
            guard let date = documentDate, n > 0 else { return "" }
            return n == 1 ? CalendarDay.four(date.year - 1) : "\(CalendarDay.four(date.year - n))/\(CalendarDay.four(date.year - 1))"
        case .nextYears(let n):
            guard let date = documentDate, n > 0, date.year + n <= 9999 else { return "" }
            return "\(date.monthString)/\(CalendarDay.four(date.year + n))-\(CalendarDay.two(date.month))"
        case .plan(let number, let end):
            // the first plan began in 1953; since the sixth (1981) every plan is five calendar years
            guard number >= 6, number <= 60 else { return "" }
            let first = 1981 + (number - 6) * 5
            return end ? CalendarDay.four(first + 4) : "\(CalendarDay.four(first))/\(CalendarDay.four(first + 4))"
        case .relativeDay(let offset):
            return documentDate?.adding(days: offset)?.description ?? ""
        case .sameDay:
            return contextDay?.description ?? ""
        case .sameYear:
            return contextYear.map(CalendarDay.four) ?? ""
        case .sameMonth:
            guard let m = contextMonths else { return "" }
            return "\(CalendarDay.four(m.year))-\(CalendarDay.two(m.last))"
        case .sameTenDays: return contextTenDays
        case .samePeriod(let offset):
            if let m = contextMonths { return resolveForm(.months(year: m.year + offset, offset: nil, first: m.first, last: m.last)) }
            if let contextYear { return CalendarDay.four(contextYear + offset) }
            return documentDate.map { CalendarDay.four($0.year + offset) } ?? ""
        case .quarterBefore:
            guard let m = contextMonths, m.last - m.first == 2 else { return "" }
            return resolveForm(.months(year: m.first == 1 ? m.year - 1 : m.year, offset: nil, first: m.first == 1 ? 10 : m.first - 3, last: m.first == 1 ? 12 : m.last - 3))
        case .reportTerm:
            return documentDate.flatMap(Self.reported) ?? resolveForm(.samePeriod(0))
        case .wholeYear:
            // 2026年政府工作报告, given in January: 全年 is the year that is over
            if let contextYear, contextYear != documentDate?.year || (documentDate?.month ?? 12) > 2 { return CalendarDay.four(contextYear) }
            // a report of the first months tells of the year before
            guard let date = documentDate else { return "" }
            return CalendarDay.four(date.month <= 5 ? date.year - 1 : date.year)
        case .vague:
            return ""
        }
    }

    /// What a report of `date` is on where the text does not say: the year before in the first months, the first half behind it.
    private static func reported(on date: CalendarDay) -> String? {
        switch date.month {
        case ...4: return CalendarDay.four(date.year - 1)
        case 7...9: return "\(CalendarDay.month(date.year, 1))/\(CalendarDay.month(date.year, 6))"
        default: return nil
        }
    }

    /// 3月上旬: from its first day to its tenth.
    private func tenDays(_ third: Int, of month: String) -> String {
        guard let first = CalendarDay(month + "-01"), let start = first.adding(days: (third - 1) * 10) else { return month }
        let next = first.adding(days: 31).flatMap { CalendarDay(year: $0.year, month: $0.month, day: 1) }
        guard let end = third < 3 ? start.adding(days: 9) : next?.adding(days: -1) else { return month }
        return "\(start)/\(end)"
    }

    /// 2020年1月1日至2020年3月31日: months.
    private func wholeMonths(_ a: PeriodPoint, _ b: PeriodPoint) -> String? {
        guard let first = a.year, let last = b.year, let x = a.month, let y = b.month, a.day == 1, let end = b.day, let day = CalendarDay(year: last, month: y, day: end), day.adding(days: 1)?.day == 1 else { return nil }
        if first == last { return resolveForm(.months(year: first, offset: nil, first: x, last: y)) }
        let isYears = x == 1 && y == 12
        return iso(PeriodPoint(year: first, month: isYears ? nil : x)) + "/" + iso(PeriodPoint(year: last, month: isYears ? nil : y))
    }

    private func iso(_ point: PeriodPoint) -> String {
        guard let year = point.year ?? point.month.flatMap(year(forMonth:)) ?? contextYear, (1...9999).contains(year) else {
            return ""
        }
        guard let month = point.month else { return CalendarDay.four(year) }
        guard (1...12).contains(month) else { return "" }
        guard let day = point.day else { return CalendarDay.month(year, month) }
        return CalendarDay(year: year, month: month, day: day)?.description ?? ""
    }

    /// The year of a part of a year named without one.
    private func year(from first: Int, to last: Int) -> Int? {
        guard first < last, let date = documentDate, first <= date.month, date.month <= last else { return year(forMonth: last) }
        // under way: a year told just before is meant in its first weeks, this year later on
        if let contextYear, contextYear == date.year - 1, date.month - first < 2 { return contextYear }
        return date.year
    }

    /// The year of a month named without one: the context's, else the newest such month not after the document's.
    private func year(forMonth month: Int) -> Int? {
        if let contextYear, let date = documentDate, abs(contextYear - date.year) > 1 || contextYear == date.year {
            return contextYear
        }
        guard let date = documentDate else { return contextYear }
        if let contextYear, contextYear == date.year - 1, month > date.month { return contextYear }
        return month > date.month ? date.year - 1 : date.year
    }
}
