import Facts
import Foundation

/// Numbers as Excel keeps them: doubles of which 15 significant digits count.
///
/// This is the one place where an exact decimal becomes a double.
public enum ExcelNumber {
    /// `value` at 15 significant digits.
    ///
    /// libxlsxwriter prints with `%.16G`, which brings a quarter of all doubles back changed. A double
    /// nearest to a decimal of 15 digits always comes back: its 16 printed digits lie closer to it than
    /// half the distance to its neighbour. Excel itself shows and stores no more than 15.
    public static func rounded(_ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return value == 0 ? 0 : value }
        let whole = value.rounded(.towardZero)
        if whole == value, abs(value) < 1e15 { return value }
        if tenThousandths(value) != nil || shortDigits(value) != nil { return value }
        // the largest doubles would round up past the last one
        return Double(printed("%.15g", value)).flatMap { $0.isFinite ? $0 : nil } ?? value
    }

    private static let wholes = 6_755_399_441_055_744.0

    /// `value` as a whole number of ten thousandths; `nil` where it is none.
    ///
    /// A quotient of whole numbers below 2^53 is the double nearest to it, so those of at most 15 digits that give
    /// `value` again are the digits it stands for.
    @inline(__always)
    static func tenThousandths(_ value: Double) -> Int64? {
        let scaled = value * 10_000
        guard abs(scaled) < 1e15, value != 0 || value.sign == .plus else { return nil }
        // beside 1.5 x 2^52 doubles are a whole apart: the sum is rounded, and its low bits are the whole number
        let sum = scaled + Self.wholes
        guard (sum - Self.wholes) / 10_000 == value else { return nil }
        return Int64(bitPattern: sum.bitPattern) &- Int64(bitPattern: Self.wholes.bitPattern)
    }

    /// The shortest digits that read back as `value`, without exponent, where they are at most 15: then they are those
    /// of `%.15g` too, found without printf.
    private static func shortDigits(_ value: Double) -> String? {
        let size = abs(value)
        guard size >= 1e-4, size < 1e15 else { return nil }
        let text = value.description
        var digits = 0
        var leading = true
        for byte in text.utf8 {
            if byte == 101 { return nil }
            guard byte >= 48, byte <= 57 else { continue }
            if byte != 48 { leading = false }
            if !leading { digits += 1 }
        }
        return digits <= 15 && !text.hasSuffix(".0") ? text : nil
    }

    /// The double nearest to an exact decimal's digits, at 15 significant digits; `nil` for other text.
    public static func value(of text: String) -> Double? {
        guard let first = text.utf8.first, first < 0x80, let value = Double(text), value.isFinite else { return nil }
        // Double takes "nan", "0x1p3", "infinity" too: only plain decimals are figures here
        let plain = text.utf8.allSatisfy { byte in
            (byte >= 48 && byte <= 57) || byte == 43 || byte == 45 || byte == 46 || byte == 69 || byte == 101
        }
        return plain ? rounded(value) : nil
    }

    /// The shortest text that reads back as `value` at 15 digits, without exponent between 1e-7 and 1e15.
    public static func text(_ value: Double) -> String {
        let value = rounded(value)
        guard value.isFinite else { return "" }
        if value == 0 { return "0" }
        if value == value.rounded(.towardZero), abs(value) < 1e15 { return String(Int64(value)) }
        if let short = shortDigits(value) { return short }
        let short = printed("%.15g", value)
        guard short.utf8.contains(101) else { return short }
        return ExactDecimal(short)?.description ?? short
    }

    /// `value` rounded half away from zero to `digits` decimals, as ROUND does: on the 15 digits shown,
    /// so that 2.675 gives 2.68 although its double lies below.
    public static func rounded(_ value: Double, digits: Int) -> Double {
        let digits = max(-15, min(15, digits))
        guard value.isFinite, value != 0 else { return value }
        let scale = pow(10, Double(abs(digits)))
        let scaled = rounded(digits >= 0 ? value * scale : value / scale)
        guard abs(scaled) < 1e15 else { return value }
        let whole = scaled.rounded(.toNearestOrAwayFromZero)
        return rounded(digits >= 0 ? whole / scale : whole * scale)
    }

    /// Digits with `decimals` decimals, without grouping.
    static func fixed(_ value: Double, decimals: Int) -> String {
        let text = printed("%.\(max(0, min(15, decimals)))f", rounded(value, digits: decimals))
        // "-0.00" says nothing that "0.00" does not
        return text.hasPrefix("-") && !text.utf8.contains(where: { $0 >= 49 && $0 <= 57 })
            ? String(text.dropFirst()) : text
    }

    /// `fixed` with a comma after each three digits of the whole part.
    static func grouped(_ value: Double, decimals: Int) -> String {
        let text = fixed(value, decimals: decimals)
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return text }
        var out = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return sign + out + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// C's printf for one double. The C locale is never changed in this program, so the point is a point.
    private static func printed(_ format: String, _ value: Double) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
            let count = withVaList([value]) { vsnprintf(buffer.baseAddress, buffer.count, format, $0) }
            let length = max(0, min(Int(count), buffer.count - 1))
            return String(decoding: buffer.prefix(length).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
