/// An exact decimal number: a 64-bit coefficient times a power of ten.
///
/// Arithmetic is checked: an operation whose exact result does not fit returns `nil`, never a
/// rounded or wrapped value. Values are kept normalised (no trailing zero in the coefficient),
/// so equal numbers have equal storage and hash alike.
///
/// - Note: no `Double` touches a figure before Rendering.
public struct ExactDecimal: Hashable, Sendable {
    /// The significant digits, signed, without trailing zeros; 0 for zero.
    public let coefficient: Int64
    /// The power of ten that ``coefficient`` is multiplied by, -40...40.
    public let exponent: Int16

    static let exponentRange = -40...40
    public static let zero = ExactDecimal(unchecked: 0, 0)
    public static let one = ExactDecimal(unchecked: 1, 0)
    public static let hundred = ExactDecimal(unchecked: 1, 2)

    private init(unchecked coefficient: Int64, _ exponent: Int16) {
        self.coefficient = coefficient
        self.exponent = exponent
    }

    /// Makes `coefficient × 10^exponent`, or `nil` where the exponent leaves -40...40.
    public init?(coefficient: Int64, exponent: Int = 0) {
        var c = coefficient
        var e = exponent
        if c == 0 { self = .zero; return }
        while c % 10 == 0 { c /= 10; e += 1 }
        guard Self.exponentRange.contains(e) else { return nil }
        self.init(unchecked: c, Int16(e))
    }

    public init(_ value: Int) {
        var c = Int64(value)
        var e: Int16 = 0
        if c == 0 { self = .zero; return }
        while c % 10 == 0 { c /= 10; e += 1 }
        self.init(unchecked: c, e)
    }

    /// Reads plain decimal notation: `-12.50`, `3e8`. No grouping, no spaces.
    ///
    /// - Returns: `nil` for anything else, and for more significant digits than 64 bits hold.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        var negative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            bytes.removeFirst()
        }
        var accumulator = DigitAccumulator()
        var sawDigit = false
        var sawPoint = false
        while let byte = bytes.first {
            if byte >= 48, byte <= 57 {
                guard accumulator.append(Int64(byte - 48), afterPoint: sawPoint) else { return nil }
                sawDigit = true
            } else if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else {
                break
            }
            bytes.removeFirst()
        }
        guard sawDigit else { return nil }
        var exponent = 0
        if let e = bytes.first, e == UInt8(ascii: "e") || e == UInt8(ascii: "E") {
            guard let value = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)) else { return nil }
            guard value >= -100, value <= 100 else { return nil }
            exponent = value
            bytes = []
        }
        guard bytes.isEmpty, let value = accumulator.value(negative: negative, shiftedBy: exponent) else { return nil }
        self = value
    }

    public var isZero: Bool { coefficient == 0 }
    public var isNegative: Bool { coefficient < 0 }
    /// Whether the value has no fractional part.
    public var isInteger: Bool { exponent >= 0 }
    public var negated: ExactDecimal {
        coefficient == .min ? self : ExactDecimal(unchecked: -coefficient, exponent)
    }
    public var magnitude: ExactDecimal { isNegative ? negated : self }

    /// The value as an `Int`, where it is one and fits.
    public var integer: Int? {
        guard exponent >= 0, let scale = Self.powerOfTen(Int(exponent)) else { return nil }
        let (value, overflow) = coefficient.multipliedReportingOverflow(by: scale)
        return overflow ? nil : Int(value)
    }

    /// `self × 10^power`, or `nil` out of range.
    public func scaled(by power: Int) -> ExactDecimal? {
        if coefficient == 0 { return self }
        let e = Int(exponent) + power
        guard Self.exponentRange.contains(e) else { return nil }
        return ExactDecimal(unchecked: coefficient, Int16(e))
    }

    public static func powerOfTen(_ n: Int) -> Int64? {
        guard n >= 0, n <= 18 else { return nil }
        var value: Int64 = 1
        for _ in 0..<n { value *= 10 }
        return value
    }

    /// The exact sum, or `nil` where it does not fit.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? {
        if isZero { return other }
        if other.isZero { return self }
        let low = min(exponent, other.exponent)
        guard let a = Self.powerOfTen(Int(exponent - low)), let b = Self.powerOfTen(Int(other.exponent - low)) else {
            return nil
        }
        let (x, o1) = coefficient.multipliedReportingOverflow(by: a)
        let (y, o2) = other.coefficient.multipliedReportingOverflow(by: b)
        let (sum, o3) = x.addingReportingOverflow(y)
        if o1 || o2 || o3 { return nil }
        return ExactDecimal(coefficient: sum, exponent: Int(low))
    }

    public func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

    /// The exact product, or `nil` where it does not fit 64 bits after trailing zeros are dropped.
    public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        if isZero || other.isZero { return .zero }
        let negative = (coefficient < 0) != (other.coefficient < 0)
        var (high, low) = coefficient.magnitude.multipliedFullWidth(by: other.coefficient.magnitude)
        var e = Int(exponent) + Int(other.exponent)
        while high > 0 {
            let (q1, r1) = high.quotientAndRemainder(dividingBy: 10)
            let (q0, r0) = UInt64(10).dividingFullWidth((r1, low))
            guard r0 == 0 else { return nil }
            (high, low) = (q1, q0)
            e += 1
        }
        while low > UInt64(Int64.max) {
            guard low % 10 == 0 else { return nil }
            low /= 10
            e += 1
        }
        return ExactDecimal(coefficient: negative ? -Int64(low) : Int64(low), exponent: e)
    }

    /// The quotient rounded half away from zero to `digits` decimals.
    ///
    /// - Returns: `nil` for a zero divisor or where the result does not fit.
    public func divided(by other: ExactDecimal, digits: Int) -> ExactDecimal? {
        guard !other.isZero else { return nil }
        if isZero { return .zero }
        // self / other = (c1 / c2) × 10^(e1 − e2); wanted in units of 10^−digits
        let shift = Int(exponent) - Int(other.exponent) + digits
        let negative = (coefficient < 0) != (other.coefficient < 0)
        var numerator = UInt128(coefficient.magnitude)
        var denominator = UInt128(other.coefficient.magnitude)
        if shift >= 0 {
            guard shift <= 19 else { return nil }
            for _ in 0..<shift { numerator *= 10 }
        } else {
            guard shift >= -19 else { return .zero }
            for _ in 0..<(-shift) { denominator *= 10 }
        }
        var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        if remainder * 2 >= denominator { quotient += 1 }
        var e = -digits
        while quotient > UInt128(Int64.max) {
            guard quotient % 10 == 0 else { return nil }
            quotient /= 10
            e += 1
        }
        let c = Int64(quotient)
        return ExactDecimal(coefficient: negative ? -c : c, exponent: e)
    }

    /// Rounds half away from zero to `digits` decimals.
    public func rounded(digits: Int) -> ExactDecimal {
        guard Int(exponent) < -digits else { return self }
        return divided(by: .one, digits: digits) ?? self
    }
}

extension ExactDecimal: Comparable {
    public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        if a.isZero || b.isZero { return a.isZero ? (!b.isZero && !b.isNegative) : a.isNegative }
        let ordered = magnitudeLess(a, b)
        return a.isNegative ? (a != b && !ordered) : ordered
    }

    private static func magnitudeLess(_ a: ExactDecimal, _ b: ExactDecimal) -> Bool {
        let x = a.coefficient.magnitude, y = b.coefficient.magnitude
        let dx = digitCount(x) + Int(a.exponent), dy = digitCount(y) + Int(b.exponent)
        if dx != dy { return dx < dy }
        // same order of magnitude: the exponents differ by less than 19
        if a.exponent == b.exponent { return x < y }
        if a.exponent > b.exponent {
            return UInt128(x) * power(Int(a.exponent - b.exponent)) < UInt128(y)
        }
        return UInt128(x) < UInt128(y) * power(Int(b.exponent - a.exponent))
    }

    private static func power(_ n: Int) -> UInt128 {
        var value: UInt128 = 1
        for _ in 0..<min(n, 20) { value *= 10 }
        return value
    }

    private static func digitCount(_ value: UInt64) -> Int {
        var n = 1
        var rest = value
        while rest >= 10 { rest /= 10; n += 1 }
        return n
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits without exponent or grouping: `-0.05`, `20000000000`.
    public var description: String {
        let digits = String(coefficient.magnitude)
        let sign = coefficient < 0 ? "-" : ""
        if exponent >= 0 { return coefficient == 0 ? "0" : sign + digits + String(repeating: "0", count: Int(exponent)) }
        let point = digits.count + Int(exponent)
        if point > 0 {
            let cut = digits.index(digits.startIndex, offsetBy: point)
            return sign + digits[..<cut] + "." + digits[cut...]
        }
        return sign + "0." + String(repeating: "0", count: -point) + digits
    }
}

/// Collects decimal digits into an ``ExactDecimal`` without ever overflowing.
public struct DigitAccumulator: Sendable {
    private var coefficient: Int64 = 0
    private var exponent = 0
    /// Zeros seen but not yet part of the coefficient, so that `1.50000…0` never overflows.
    private var pendingZeros = 0

    public init() {}

    /// Takes one digit. `false` where the number no longer fits.
    @inline(__always)
    public mutating func append(_ digit: Int64, afterPoint: Bool) -> Bool {
        if afterPoint { exponent -= 1 }
        if digit == 0 {
            pendingZeros += coefficient == 0 ? 0 : 1
            return pendingZeros <= 64 && exponent >= -64
        }
        while pendingZeros > 0 {
            let (value, overflow) = coefficient.multipliedReportingOverflow(by: 10)
            if overflow { return false }
            coefficient = value
            pendingZeros -= 1
        }
        let (shifted, o1) = coefficient.multipliedReportingOverflow(by: 10)
        let (value, o2) = shifted.addingReportingOverflow(digit)
        if o1 || o2 { return false }
        coefficient = value
        return exponent >= -64
    }

    /// The number read so far, times `10^shift`.
    public func value(negative: Bool = false, shiftedBy shift: Int = 0) -> ExactDecimal? {
        ExactDecimal(coefficient: negative ? -coefficient : coefficient, exponent: exponent + pendingZeros + shift)
    }
}
