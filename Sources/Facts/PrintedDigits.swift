/// What the last printed digit of a figure leaves open.
public enum PrintedDigits {
    /// Half a unit of the last digit with which `value` was written: 500000 of 72.92亿元, 0.005 of 28.36%.
    ///
    /// - Parameter surface: the figure as written; of several numerals in it the one that makes `value` counts.
    /// - Returns: zero for a counted whole number (1892项) and a figure in Chinese numerals.
    public static func halfUnit(of value: ExactDecimal, in surface: String, unit: String) -> ExactDecimal {
        let value = value.magnitude
        guard !value.isZero else { return .zero }
        for (number, decimals) in writtenNumbers(surface).reversed() {
            guard let written = ExactDecimal(number), !written.isZero,
                let factor = value.divided(by: written, digits: 6) ?? value.divided(by: written, digits: 0),
                factor.coefficient == 1, factor.multiplied(by: written) == value
            else { continue }
            if factor == .one, decimals == 0, isCounted(unit) { return .zero }
            return factor.scaled(by: -decimals)?.multiplied(by: half) ?? .zero
        }
        return .zero
    }

    private static let half = ExactDecimal(coefficient: 5, exponent: -1) ?? .one

    /// Whether a unit counts things: 家, 个, 项, 台套.
    public static func isCounted(_ unit: String) -> Bool {
        guard !unit.isEmpty, !["年", "个月", "天", "小时", "日", "分钟", "点", "月", "周", "秒"].contains(unit) else { return false }
        return unit.unicodeScalars.allSatisfy { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
    }

    /// The numerals of a surface in Arabic digits, without grouping, each with its number of decimals.
    private static func writtenNumbers(_ surface: String) -> [(String, Int)] {
        var result: [(String, Int)] = []
        var digits = ""
        var decimals = 0
        var afterPoint = false
        func flush() {
            if digits.contains(where: \.isNumber) { result.append((digits, decimals)) }
            digits = ""
            decimals = 0
            afterPoint = false
        }
        for scalar in surface.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0xFF10...0xFF19:
                let digit = scalar.value >= 0xFF10 ? scalar.value - 0xFF10 : scalar.value - 0x30
                digits.append(String(digit))
                if afterPoint { decimals += 1 }
            case 0x2E where !digits.isEmpty && !afterPoint, 0xFF0E where !digits.isEmpty && !afterPoint:
                digits.append(".")
                afterPoint = true
            case 0x2C where !digits.isEmpty, 0xFF0C where !digits.isEmpty, 0x0A, 0x0D, 0x20: break
            default: flush()
            }
        }
        flush()
        return result
    }
}
