import Facts

/// A number as read, without its unit.
struct Numeral {
    struct Marks: OptionSet {
        let rawValue: UInt32
        static let arabic = Marks(rawValue: 1)
        static let han = Marks(rawValue: 2)
        static let english = Marks(rawValue: 4)
        /// Opens with a bare 百, 千, 万 or 亿.
        static let bare = Marks(rawValue: 8)
        static let decimal = Marks(rawValue: 16)
        static let grouped = Marks(rawValue: 32)
        static let leadingZero = Marks(rawValue: 64)
        /// One Chinese character.
        static let single = Marks(rawValue: 128)
        /// Chinese digits in a row: 二〇二〇.
        static let positional = Marks(rawValue: 256)
        /// 几 alone: bounds do not follow.
        static let indefinite = Marks(rawValue: 512)
        /// More digits than a value holds.
        static let unreadable = Marks(rawValue: 1024)
        /// 1.2.3: a version, an address, a date.
        static let dotted = Marks(rawValue: 2048)
        static let fraction = Marks(rawValue: 4096)
        static let scientific = Marks(rawValue: 8192)
        /// 五六: one or the other.
        static let pair = Marks(rawValue: 16384)
        /// Ends in 多 or 余.
        static let openEnded = Marks(rawValue: 32768)
        /// 百分之: the value is in percent already.
        static let percent = Marks(rawValue: 65536)
        static let permille = Marks(rawValue: 131072)
        static let negative = Marks(rawValue: 262144)
        /// 十 or 百 opens it: a round Chinese number.
        static let part = Marks(rawValue: 524288)
        /// 5st, 3rd.
        static let ordinal = Marks(rawValue: 1_048_576)
        /// Carries 万, 亿, million.
        static let multiplied = Marks(rawValue: 2_097_152)
    }

    var start: Int
    var end: Int
    var low: ExactDecimal
    var high: ExactDecimal
    /// `eq`, `gt` for 多, `approx` for 几, `range` for 二三.
    var comparator: Comparator = .eq
    var marks: Marks
    /// Digits before the point of an Arabic figure.
    var digits = 0
    /// Power of ten of the multipliers at its end, for 3—5亿.
    var power = 0
    /// The Arabic digits before the multipliers end here.
    var mantissaEnd = 0

    /// The value multiplied, where it fits.
    func scaled(by power: Int) -> Numeral? {
        guard let low = low.scaled(by: power), let high = high.scaled(by: power) else { return nil }
        var copy = self
        copy.low = low
        copy.high = high
        copy.power += power
        return copy
    }
}
