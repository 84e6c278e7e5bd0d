import Facts

/// Amounts in capital numerals that a printed page spaced out: 贰 佰 陆 拾 壹 万 玖 仟 元 玖 角 壹 分.
extension Scan {
    /// The value of one capital digit.
    private func capital(_ c: UInt32) -> Int64? {
        switch Unicode.Scalar(c) {
        case "零": 0
        case "壹": 1
        case "贰": 2
        case "叁": 3
        case "肆": 4
        case "伍": 5
        case "陆": 6
        case "柒": 7
        case "捌": 8
        case "玖": 9
        default: nil
        }
    }

    /// Whether a capital digit stands at `i`, with a blank among the ten scalars behind it.
    @inline(__always)
    func mayBeSpacedCapitals(_ i: Int) -> Bool {
        guard at(i) > 0x4F00, capital(at(i)) ?? 0 > 0 else { return false }
        return (i + 1...i + 10).contains { at($0) == 0x20 }
    }

    /// Reads the amount at `i` up to its last 元, 角, 分 or 整, blanks passed over one at a time.
    ///
    /// - Returns: its end, or `nil` where no blank stands inside or no 元 closes it.
    mutating func spacedCapitals(_ i: Int) -> Int? {
        var total: Int64 = 0, section: Int64 = 0, digit: Int64 = 0, cents: Int64 = 0
        var yuan: Int64?
        var blanks = 0
        var j = i, end = i
        scanning: while j < upper, j - i < 120 {
            let c = at(j)
            if c == 0x20, at(j + 1) != 0x20 { blanks += 1; j += 1; continue }
            if let d = capital(c) { digit = d } else {
                switch Unicode.Scalar(c) {
                case "拾": (section, digit) = (section + max(digit, 1) * 10, 0)
                case "佰": (section, digit) = (section + digit * 100, 0)
                case "仟": (section, digit) = (section + digit * 1000, 0)
                case "万": (total, section, digit) = (total + (section + digit) * 10_000, 0, 0)
                case "亿":
                    // no amount has so many places
                    guard total + section + digit < 10_000_000 else { return nil }
                    (total, section, digit) = ((total + section + digit) * 100_000_000, 0, 0)
                case "元", "圆":
                    guard yuan == nil else { break scanning }
                    (yuan, section, digit) = (total + section + digit, 0, 0)
                    end = j + 1
                case "角": (cents, digit, end) = (cents + digit * 10, 0, j + 1)
                case "分": (cents, digit, end) = (cents + digit, 0, j + 1)
                case "整": end = j + 1; break scanning
                default: break scanning
                }
                guard total < 1_000_000_000_000_000 else { return nil }
            }
            j += 1
        }
        guard let yuan, blanks > 0, text[i..<end].contains(0x20), let value = ExactDecimal(coefficient: yuan * 100 + cents, exponent: -2) else { return nil }
        emit(Quantity(span: TextSpan(i, end), numeral: TextSpan(i, end), kind: .money, low: value, high: value, unit: "CNY", dimension: .money))
        return end
    }
}
