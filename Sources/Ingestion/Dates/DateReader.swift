import Facts

/// Reads days as pages write them: `2021年1月8日`, `2021-01-08`, `二〇二一年一月八日`, `1月8日`.
struct DateReader {
    let text: UnsafeBufferPointer<UInt32>

    /// The first full day in `start..<end`, with its span.
    func firstDay(_ start: Int, _ end: Int) -> (day: CalendarDay, span: TextSpan)? {
        var i = start
        while i < end {
            if let found = day(at: i, end) { return (found.day, TextSpan(i, found.end)) }
            if Characters.isDigit(text[i]) {
                while i < end, Characters.isDigit(text[i]) { i += 1 }
            } else {
                i += 1
            }
        }
        return nil
    }

    /// The first `1月8日` in `start..<end` that no year precedes.
    func firstMonthDay(_ start: Int, _ end: Int) -> (month: Int, day: Int, span: TextSpan)? {
        var i = start
        while i < end {
            guard Characters.isDigit(text[i]), let month = number(at: i, end, digits: 2) else {
                while i < end, Characters.isDigit(text[i]) { i += 1 }
                i += 1
                continue
            }
            if month.end < end, text[month.end] == 0x6708, let day = number(at: month.end + 1, end, digits: 2),
                day.end < end,
                text[day.end] == 0x65E5 || text[day.end] == 0x53F7, i == start || text[i - 1] != 0x5E74,
                CalendarDay(year: 2000, month: month.value, day: day.value) != nil
            {
                return (month.value, day.value, TextSpan(i, day.end + 1))
            }
            i = month.end
        }
        return nil
    }

    private func day(at start: Int, _ end: Int) -> (day: CalendarDay, end: Int)? {
        if let year = number(at: start, end, digits: 4), year.end - start == 4, year.value >= 1900, year.value <= 2100 {
            var i = year.end
            while i < end, text[i] == 0x20 { i += 1 }
            guard i < end else { return nil }
            let separator = text[i]
            guard separator == 0x5E74 || separator == 0x2D || separator == 0x2F || separator == 0x2E else { return nil }
            i += 1
            while i < end, text[i] == 0x20 { i += 1 }
            guard let month = number(at: i, end, digits: 2) else { return nil }
            i = month.end
            while i < end, text[i] == 0x20 { i += 1 }
            guard i < end, text[i] == (separator == 0x5E74 ? 0x6708 : separator) else { return nil }
            i += 1
            while i < end, text[i] == 0x20 { i += 1 }
            guard let day = number(at: i, end, digits: 2),
                let value = CalendarDay(year: year.value, month: month.value, day: day.value)
            else { return nil }
            i = day.end
            if separator == 0x5E74 {
                while i < end, text[i] == 0x20 { i += 1 }
                guard i < end, text[i] == 0x65E5 || text[i] == 0x53F7 else { return nil }
                i += 1
            }
            return (value, i)
        }
        return hanDay(at: start, end)
    }

    /// `二〇二一年一月八日`: digits for the year, numerals for month and day.
    private func hanDay(at start: Int, _ end: Int) -> (day: CalendarDay, end: Int)? {
        guard start + 9 <= end, Self.hanDigit(text[start]) != nil else { return nil }
        var year = 0
        for k in 0..<4 {
            guard let digit = Self.hanDigit(text[start + k]) else { return nil }
            year = year * 10 + digit
        }
        guard text[start + 4] == 0x5E74, let month = hanNumber(at: start + 5, end), month.end < end,
            text[month.end] == 0x6708,
            let day = hanNumber(at: month.end + 1, end), day.end < end, text[day.end] == 0x65E5,
            let value = CalendarDay(year: year, month: month.value, day: day.value)
        else { return nil }
        return (value, day.end + 1)
    }

    private func hanNumber(at start: Int, _ end: Int) -> (value: Int, end: Int)? {
        var value = 0
        var i = start
        while i < end, i - start < 3 {
            if text[i] == 0x5341 {
                value = value == 0 ? 10 : value * 10
            } else if let digit = Self.hanDigit(text[i]) {
                value += digit
            } else {
                break
            }
            i += 1
        }
        return i > start ? (value, i) : nil
    }

    private func number(at start: Int, _ end: Int, digits: Int) -> (value: Int, end: Int)? {
        var value = 0
        var i = start
        while i < end, let digit = Characters.digit(text[i]) {
            if i - start >= digits { return nil }
            value = value * 10 + digit
            i += 1
        }
        return i > start ? (value, i) : nil
    }

    private static func hanDigit(_ c: UInt32) -> Int? {
        switch c {
        case 0x3007, 0x96F6, 0x25CB, 0x4F: return 0
        case 0x4E00: return 1
        case 0x4E8C: return 2
        case 0x4E09: return 3
        case 0x56DB: return 4
        case 0x4E94: return 5
        case 0x516D: return 6
        case 0x4E03: return 7
        case 0x516B: return 8
        case 0x4E5D: return 9
        default: return nil
        }
    }
}
