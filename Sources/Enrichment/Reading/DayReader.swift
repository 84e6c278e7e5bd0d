import Facts

/// Reads the day that an event happened on: 2020年12月22日, 12月22日, 2020年12月, 22日.
enum DayReader {
    struct Day: Sendable, Hashable {
        /// An ISO day, or month where the text gives no day.
        let iso: String
        let range: Range<Int>
    }

    /// The days of a range, in order.
    ///
    /// - Parameter today: a day without its year is the last such day not after this one, or the next one where 将
    ///   says that it is still to come; 去年 and 今年 decide the year. Without it such a day is no day.
    static func days(in text: UnsafeBufferPointer<UInt32>, range: Range<Int>, before today: CalendarDay?) -> [Day] {
        var result: [Day] = []
        var i = range.lowerBound
        while i < range.upperBound {
            guard let (number, after) = number(in: text, at: i, limit: range.upperBound) else {
                i += 1
                continue
            }
            if after < range.upperBound, text[after] == 0x5E74, number >= 1900, number <= 2100 {
                if let found = month(in: text, at: after + 1, limit: range.upperBound, year: number) {
                    result.append(Day(iso: found.iso, range: i..<found.end))
                    i = found.end
                    continue
                }
            } else if after < range.upperBound, text[after] == 0x6708, (1...12).contains(number), let today,
                let (day, end) = Self.number(in: text, at: after + 1, limit: range.upperBound), end < range.upperBound,
                text[end] == 0x65E5 || text[end] == 0x53F7
            {
                let before = i >= 2 ? (text[i - 2], text[i - 1]) : (0, 0)
                let coming = (end + 1..<min(end + 14, range.upperBound)).contains { text[$0] == 0x5C06 }
                var years = [today.year, today.year - 1]
                if before.1 == 0x5E74, before.0 == 0x53BB || before.0 == 0x4E0A { years = [today.year - 1] }
                if before.1 == 0x5E74, before.0 == 0x4ECA { years = [today.year] }
                for year in years {
                    if let date = CalendarDay(year: year, month: number, day: day),
                        date <= today || coming || years.count == 1
                    {
                        result.append(Day(iso: date.description, range: i..<(end + 1)))
                        break
                    }
                }
                i = end + 1
                continue
            }
            i = after
        }
        return result
    }

    private static func month(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int, year: Int
    ) -> (iso: String, end: Int)? {
        guard let (month, after) = number(in: text, at: start, limit: limit), after < limit, text[after] == 0x6708,
            (1...12).contains(month)
        else { return nil }
        if let (day, end) = number(in: text, at: after + 1, limit: limit), end < limit,
            text[end] == 0x65E5 || text[end] == 0x53F7,
            let date = CalendarDay(year: year, month: month, day: day)
        {
            return (date.description, end + 1)
        }
        return ("\(CalendarDay.four(year))-\(CalendarDay.two(month))", after + 1)
    }

    private static func number(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> (Int, Int)? {
        var i = start
        var value = 0
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
