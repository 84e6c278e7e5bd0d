import Facts

/// Reads the day that an event happened on: 2020年12月22日, 12月22日, 2020年12月, 22日.
enum DayReader {
    /// The first day of a range.
    ///
    /// - Parameter today: a day without its year is the last such day not after this one; without it such a day is no day.
    /// - Returns: an ISO day, or month where the text gives no day, and the offset past it.
    static func first(
        in text: UnsafeBufferPointer<UInt32>, range: Range<Int>, before today: CalendarDay?
    ) -> (iso: String, end: Int)? {
        var i = range.lowerBound
        while i < range.upperBound {
            guard let (number, after) = number(in: text, at: i, limit: range.upperBound) else {
                i += 1
                continue
            }
            if after < range.upperBound, text[after] == 0x5E74, number >= 1900, number <= 2100 {
                if let found = month(in: text, at: after + 1, limit: range.upperBound, year: number) { return found }
            } else if after < range.upperBound, text[after] == 0x6708, (1...12).contains(number), let today {
                if let (day, end) = Self.number(in: text, at: after + 1, limit: range.upperBound), end < range.upperBound,
                    text[end] == 0x65E5 || text[end] == 0x53F7 {
                    for year in [today.year, today.year - 1] {
                        if let date = CalendarDay(year: year, month: number, day: day), date <= today { return (date.description, end + 1) }
                    }
                }
            }
            i = after
        }
        return nil
    }

    private static func month(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int, year: Int
    ) -> (iso: String, end: Int)? {
        guard let (month, after) = number(in: text, at: start, limit: limit), after < limit, text[after] == 0x6708,
            (1...12).contains(month)
        else { return nil }
        if let (day, end) = number(in: text, at: after + 1, limit: limit), end < limit, text[end] == 0x65E5 || text[end] == 0x53F7,
            let date = CalendarDay(year: year, month: month, day: day) {
            return (date.description, end + 1)
        }
        return ("\(CalendarDay.four(year))-\(CalendarDay.two(month))", after + 1)
    }

    private static func number(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> (Int, Int)? {
        var i = start, value = 0
        while i < limit, i - start < 5 {
            if text[i] >= 0x30, text[i] <= 0x39 {
                value = value * 10 + Int(text[i] - 0x30)
            } else if text[i] >= 0xFF10, text[i] <= 0xFF19 {
                value = value * 10 + Int(text[i] - 0xFF10)
            } else {
                break
            }
            i += 1
        }
        return i > start ? (value, i) : nil
    }
}
