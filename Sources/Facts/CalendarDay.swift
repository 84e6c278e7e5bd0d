/// A day of the Gregorian calendar, without clock or zone.
public struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// - Returns: `nil` for a day that the calendar does not have.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2021-01-08`.
    public init?(_ iso: some StringProtocol) {
        // most of what is asked is a year or a stretch
        guard iso.utf8.count == 10 else { return nil }
        let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2])
        else { return nil }
        self.init(year: y, month: m, day: d)
    }

    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    public var description: String { monthString + "-" + Self.two(day) }
    /// The month of the day, `2021-01`.
    public var monthString: String { Self.month(year, month) }

    /// A month as ISO 8601 writes it, `2021-01`.
    public static func month(_ year: Int, _ month: Int) -> String {
        guard (0...9999).contains(year), (0...99).contains(month) else { return four(year) + "-" + two(month) }
        // written at once: joining its parts makes a string of each
        return String(unsafeUninitializedCapacity: 7) { bytes in
            var rest = year
            for k in [3, 2, 1, 0] {
                bytes[k] = UInt8(48 + rest % 10)
                rest /= 10
            }
            bytes[4] = UInt8(ascii: "-")
            bytes[5] = UInt8(48 + month / 10)
            bytes[6] = UInt8(48 + month % 10)
            return 7
        }
    }

    /// The day `days` later, or earlier where negative; `nil` beyond the years 1 to 9999.
    public func adding(days: Int) -> CalendarDay? {
        guard abs(days) <= 3_660_000 else { return nil }
        var (y, m, d) = (year, month, day + days)
        while d < 1 {
            (y, m) = m == 1 ? (y - 1, 12) : (y, m - 1)
            d += Self.days(inMonth: m, of: y)
        }
        while d > Self.days(inMonth: m, of: y) {
            d -= Self.days(inMonth: m, of: y)
            (y, m) = m == 12 ? (y + 1, 1) : (y, m + 1)
        }
        return CalendarDay(year: y, month: m, day: d)
    }

    public static func < (a: CalendarDay, b: CalendarDay) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    public static func four(_ n: Int) -> String {
        let digits = String(n)
        return digits.utf8.count >= 4 ? digits : String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
    public static func two(_ n: Int) -> String { n < 10 ? "0" + String(n) : String(n) }
}

extension CalendarDay {
    /// Whether the blank at `place` stands inside a written date: 2016 年 6 月. Between 2025 年 2024 年 two years meet.
    package static func spans(_ place: Int, of text: UnsafeBufferPointer<UInt32>, in range: Range<Int>) -> Bool {
        guard place > range.lowerBound, place + 1 < range.upperBound else { return false }
        func isDigit(_ c: UInt32) -> Bool { c >= 0x30 && c <= 0x39 }
        func isUnit(_ c: UInt32) -> Bool { c == 0x5E74 || c == 0x6708 || c == 0x65E5 }  // 年月日
        let (a, b) = (text[place - 1], text[place + 1])
        if isDigit(a), isUnit(b) {
            var digits = 1
            while place - digits > range.lowerBound, digits < 5, isDigit(text[place - 1 - digits]) { digits += 1 }
            return b == 0x5E74 ? digits == 4 : digits <= 2
        }
        guard isUnit(a), a != 0x65E5, isDigit(b) else { return false }
        var digits = 1
        while place + 1 + digits < range.upperBound, digits < 4, isDigit(text[place + 1 + digits]) { digits += 1 }
        return digits <= 2
    }
}
