import Facts

/// A time expression of the text, before it is resolved against the document's date.
///
/// - Note: what a form means is `facts.md` conventions 8, 15 and 19.
struct PeriodMention: Sendable {
    enum Form: Sendable, Equatable {
        /// A year, month or day; missing parts are `nil`. A missing year is the context's.
        case point(year: Int?, month: Int?, day: Int?)
        /// From one point to another, both inclusive.
        case span(PeriodPoint, PeriodPoint)
        /// Offset in years from the document's year: 今年 0, 去年 -1.
        case relativeYear(Int)
        /// Months of a year: 上半年 1...6, 三季度 7...9. A missing year is the context's.
        case months(year: Int?, offset: Int?, first: Int, last: Int)
        /// The month of the document: 目前.
        case now
        /// The month `offset` months from the document's: 本月 0, 上月 -1.
        case relativeMonth(Int)
        /// The last `n` full years: 近3年.
        case lastYears(Int)
        /// The next `n` years from the document's month: 未来三年.
        case nextYears(Int)
        /// A five-year plan by its number: 十四五 14. `end` asks for its last year alone.
        case plan(number: Int, end: Bool)
        /// The day of the document, or so many days from it: 今日 0, 昨日 -1.
        case relativeDay(Int)
        /// The date of the event told before: 当日, 同日.
        case sameDay
        /// The year told before: 当年, 同年.
        case sameYear
        /// 当月: the month told before.
        case sameMonth
        /// 本旬: the ten days told before.
        case sameTenDays
        /// 上年同期 -1, 同期 0: the months told before, that many years on.
        case samePeriod(Int)
        /// 上季度: the quarter before the one told of.
        case quarterBefore
        /// 报告期内: the time that a firm's report is on.
        case reportTerm
        /// 全年, 年末: the year under report, named elsewhere.
        case wholeYear
        /// Vague (近年来, 多年来): says that there is a time word, without a value.
        case vague

        var isSamePeriod: Bool {
            switch self {
            case .samePeriod, .reportTerm: true
            default: false
            }
        }
    }

    var span: TextSpan
    var form: Form
    /// `自…以来`, `…至今`: the interval runs to the document's month.
    var sinceThen = false
    /// A year, or months of one: 2023年, 上半年, 去年.
    var tellsYear: Bool {
        switch form {
        case .point(_?, nil, nil), .relativeYear, .months: return true
        default: return false
        }
    }
    /// 低于上年的77.9亿美元: it dates the figure compared with alone; a year before is that before the one told of.
    var isOfContext = false
    /// 上旬 1, 中旬 2, 下旬 3 of the month named.
    var tenDays: Int?
    /// Stands in a comparison (比上年, 较2007年): no period of the figure itself.
    var isBaseline = false
    /// `到2025年`, `2030年前`, `年底前`: an end point looked forward to.
    var isDeadline = false
    /// When the source was told it (记者1月6日从…获悉): not the figure's period.
    var isReporting = false

    var isDay: Bool {
        switch form {
        case .point(_, _, let day): return day != nil
        case .relativeDay: return true
        default: return false
        }
    }
}

struct PeriodPoint: Sendable, Equatable {
    var year: Int?
    var month: Int?
    var day: Int?
}
