import Facts

/// How one figure is shown: Excel's number format and the text that it gives.
///
/// Excel's formats know at most two conditions, and one that switches between 万 and 亿 shows 99,999,999 as
/// `10000.0万` and sends negatives to the last section. So the scale is chosen here, cell by cell, and each cell
/// gets a format of one section, in which negatives keep their sign.
package struct ValueDisplay: Hashable, Sendable {
    package var format: String
    private var value: Double
    /// Decimals shown; `nil` for as many as the number has.
    private var decimals: Int?
    private var divisor = 1.0
    private var isGrouped = true
    private var suffix: String

    /// The text that the format gives; made only when somebody asks.
    package var text: String {
        guard let decimals else { return ExcelNumber.text(value) + suffix }
        let shown = value / divisor
        return
            (isGrouped ? ExcelNumber.grouped(shown, decimals: decimals) : ExcelNumber.fixed(shown, decimals: decimals))
            + suffix
    }

    /// Figures with so many decimals as they have.
    static func plain(_ value: Double, exact: ExactDecimal?, decimals: Int?, suffix: String = "", spaced: Bool = false)
        -> ValueDisplay
    {
        let places: Int
        if let decimals {
            places = decimals
        } else if let exact {
            places = max(0, -Int(exact.exponent))
            if places > 6 { return ValueDisplay(format: "General" + quoted(suffix), value: value, suffix: suffix) }
        } else {
            // derived: about four significant digits, never more than what a reader takes in
            let size = abs(value)
            places =
                value == value.rounded() ? 0 : size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 4 : 6
        }
        if places == 0, suffix.isEmpty {
            return ValueDisplay(format: "#,##0", value: value, decimals: 0, suffix: suffix)
        }
        let zeros = places > 0 ? "." + String(repeating: "0", count: places) : ""
        return ValueDisplay(format: "#,##0" + zeros + quoted(suffix), value: value, decimals: places, suffix: suffix)
    }

    private static func quoted(_ suffix: String) -> String { suffix.isEmpty ? "" : "\"" + suffix + "\"" }

    /// Yuan in 元, 万 or 亿 by size (English: k, m, bn); the stored value stays in yuan.
    package static func money(
        _ value: Double, exact: ExactDecimal?, scale: MoneyScale, decimals: Int?, language: ReportLanguage,
        bare: Bool = false
    ) -> ValueDisplay {
        switch (scale, language) {
        case (.yuan, _): return plain(value, exact: exact, decimals: decimals)
        case (.wan, .zh):
            return scaled(value, power: 4, decimals: places(value, exact, power: 4, wanted: decimals), suffix: "")
        case (.yi, .zh):
            return scaled(value, power: 8, decimals: places(value, exact, power: 8, wanted: decimals), suffix: "")
        case (.wan, .en), (.yi, .en): return western(value, exact, power: 6, suffix: "")
        case (.auto, .zh):
            let size = abs(value)
            if size >= 1e8 {
                return scaled(value, power: 8, decimals: places(value, exact, power: 8, wanted: nil), suffix: "亿")
            }
            if size >= 1e4 {
                let digits = places(value, exact, power: 4, wanted: nil)
                // a derived 99,999,999 would round up to 10000.0万
                if ExcelNumber.rounded(size / 1e4, digits: digits) >= 1e4 {
                    return scaled(value, power: 8, decimals: 2, suffix: "亿")
                }
                return scaled(value, power: 4, decimals: digits, suffix: "万")
            }
            return plain(value, exact: exact, decimals: exact == nil ? (value == value.rounded() ? 0 : 2) : decimals)
        case (.auto, .en):
            let size = abs(value)
            if size >= 1e9 { return western(value, exact, power: 9, suffix: " bn") }
            if size >= 1e6 { return western(value, exact, power: 6, suffix: " m") }
            return plain(value, exact: exact, decimals: exact == nil ? 0 : decimals)
        }
    }

    /// Decimals that a scaled format can show: the digits after the point are shifted by whole commas of three.
    private static func places(_ value: Double, _ exact: ExactDecimal?, power: Int, wanted: Int?) -> Int {
        let offered = power == 8 ? [2, 5, 8] : [1, 4]
        if let wanted { return offered.first { $0 >= wanted } ?? offered[offered.count - 1] }
        if let exact {
            let needed = max(0, power - Int(exact.exponent) - 0 - power)  // decimals of the yuan value itself
            let inScale = max(0, -(Int(exact.exponent) - power))
            if needed == 0, let fits = offered.first(where: { $0 >= inScale }), fits < 8 || abs(value) < 1e10 {
                return fits
            }
            return power == 8 ? 5 : 4
        }
        if power == 4 { return abs(value) < 1e6 ? 4 : 1 }
        return 2
    }

    /// `0\.00,,"亿"`: the literal point stands among the digits, each comma drops three of them.
    static func scaled(_ value: Double, power: Int, decimals: Int, suffix: String) -> ValueDisplay {
        let commas = String(repeating: ",", count: (power - decimals) / 3)
        var divisor = 1.0
        for _ in 0..<power { divisor *= 10 }
        return ValueDisplay(
            format: "0\\." + String(repeating: "0", count: decimals) + commas + quoted(suffix), value: value,
            decimals: decimals, divisor: divisor,
            isGrouped: false, suffix: suffix)
    }

    private static func western(_ value: Double, _ exact: ExactDecimal?, power: Int, suffix: String) -> ValueDisplay {
        var divisor = 1.0
        for _ in 0..<power { divisor *= 10 }
        var decimals = 2
        if let exact, power - Int(exact.exponent) >= 0 {
            decimals = max(1, min(4, power - Int(exact.exponent)))
        }
        return ValueDisplay(
            format: "#,##0." + String(repeating: "0", count: decimals) + String(repeating: ",", count: power / 3)
                + quoted(suffix), value: value,
            decimals: decimals, divisor: divisor, suffix: suffix)
    }

    /// The display of a numeric column's cell.
    static func of(
        _ value: Double, exact: ExactDecimal?, column: ColumnDefinition, unit: String, language: ReportLanguage
    ) -> ValueDisplay {
        switch column.format {
        case .money:
            return money(value, exact: exact, scale: column.scale, decimals: column.decimals, language: language)
        case .quantity:
            if unit == "CNY" { return money(value, exact: exact, scale: .auto, decimals: nil, language: language) }
            if unit == "%" {
                return plain(value, exact: exact, decimals: column.decimals ?? (exact == nil ? 2 : nil), suffix: "%")
            }
            return plain(value, exact: exact, decimals: column.decimals)
        case .percent:
            return plain(value, exact: exact, decimals: column.decimals ?? (exact == nil ? 2 : nil), suffix: "%")
        case .multiple:
            return plain(value, exact: exact, decimals: column.decimals, suffix: language == .zh ? "倍" : "×")
        case .integer: return plain(value, exact: exact, decimals: column.decimals ?? 0)
        case .confidence: return plain(value, exact: exact, decimals: column.decimals ?? 2)
        case .decimal, .text, .date, .marked: return plain(value, exact: exact, decimals: column.decimals)
        }
    }
}
