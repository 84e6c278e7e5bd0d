import Facts

/// What a workbook says about itself. Everything is given from outside: no clock, no host, no user.
public struct ReportProperties: Sendable {
    public var title: String
    public var subject: String
    public var author: String
    public var company: String
    public var keywords: String
    public var comments: String
    /// The latest source's date; the workbook's `created`.
    public var created: CalendarDay?
    /// Custom properties in order: the report's digest, counts, the tool's version.
    public var custom: [(name: String, value: String)]

    public init(
        title: String = "", subject: String = "", author: String = "Assay", company: String = "", keywords: String = "",
        comments: String = "", created: CalendarDay? = nil, custom: [(name: String, value: String)] = []
    ) {
        self.title = title
        self.subject = subject
        self.author = author
        self.company = company
        self.keywords = keywords
        self.comments = comments
        self.created = created
        self.custom = custom
    }

    /// Midnight UTC of ``created``; 2000-01-01 where no source has a date.
    var secondsSinceEpoch: Int { (created.map(ExcelDay.daysSince1970) ?? 10957) * 86_400 }
}

/// Days as Excel counts them.
enum ExcelDay {
    /// Days since 1970-01-01 of the Gregorian calendar.
    static func daysSince1970(_ day: CalendarDay) -> Int {
        let y = day.month <= 2 ? day.year - 1 : day.year
        let era = y / 400
        let yearOfEra = y - era * 400
        let monthFromMarch = (day.month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Excel's serial number; `nil` before 1900-03-01, where its calendar has a day that never was.
    static func serial(_ day: CalendarDay) -> Double? {
        let serial = daysSince1970(day) + 25_569
        return serial > 60 ? Double(serial) : nil
    }
}
