import Facts
import Normalization

/// Reads a value as a person types it into the sheet 复核: `120000000`, `1.2亿`, `１．２亿元`, `3–5万吨`, `5%`.
struct TypedValue {
    let scanner: QuantityScanner
    /// Words for unit codes as the report shows them: `元` → `CNY`.
    let unitWords: [String: String]

    struct Reading: Equatable {
        var low: ExactDecimal
        var high: ExactDecimal
        /// Empty where the text names none.
        var unit: String
    }

    /// - Parameters:
    ///   - text: of the cell, trimmed.
    ///   - unit: of the cell for the unit beside it, empty where nothing was typed.
    ///   - machineUnit: the unit that the fact has; a bare `5%` or `3亿` is read in it.
    /// - Returns: `nil` for what is no single figure.
    func read(_ text: String, unit: String, machineUnit: String) -> Reading? {
        let clean = Self.plain(text)
        let code = unitCode(unit)
        if let number = ExactDecimal(clean) {
            if unit.isEmpty { return Reading(low: number, high: number, unit: "") }
            if let code { return Reading(low: number, high: number, unit: code) }
            return quantity(clean + Self.plain(unit))
        }
        let word = code == nil ? Self.plain(unit) : ""
        for tail in [word, unitWord(code ?? machineUnit)] {
            guard var reading = quantity(clean + tail) else { continue }
            if let code { reading.unit = code }
            return reading
        }
        guard word.isEmpty, let bare = quantity(clean + "元") else { return nil }
        return Reading(low: bare.low, high: bare.high, unit: code ?? "")
    }

    /// The code that a typed unit stands for, where it is one of the report's words or a code itself.
    func unitCode(_ text: String) -> String? {
        if text.isEmpty { return nil }
        return unitWords[text] ?? (unitWords.values.contains(text) ? text : nil)
    }

    /// The unit that a word outside the report's own means, as in `万吨`; its factor has to be 1.
    func unit(_ text: String) -> String? {
        if let code = unitCode(text) { return code }
        guard let reading = quantity("1" + Self.plain(text)), reading.low == .one, reading.high == .one else { return nil }
        return reading.unit
    }

    private func unitWord(_ code: String) -> String { unitWords.first { $0.value == code }?.key ?? code }

    /// The one figure that the whole text is.
    private func quantity(_ text: String) -> Reading? {
        let source = SourceText(text)
        let found = scanner.quantities(in: source)
        guard found.count == 1, let quantity = found.first, quantity.span.start == 0, quantity.span.end == source.count,
            quantity.kind != .date, quantity.kind != .ordinal, quantity.kind != .time
        else { return nil }
        return Reading(low: quantity.low, high: quantity.high, unit: quantity.unit)
    }

    /// Full-width digits as ASCII, without white space and without commas between digits.
    static func plain(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            let value = scalar.value
            out.append(0xFF01...0xFF5E ~= value ? Unicode.Scalar(value - 0xFEE0) ?? scalar : scalar)
        }
        let scalars = Array(out)
        var clean = String.UnicodeScalarView()
        for (at, scalar) in scalars.enumerated() {
            if scalar == ",", at > 0, at + 3 < scalars.count, isDigit(scalars[at - 1]), scalars[(at + 1)...(at + 3)].allSatisfy(isDigit) {
                continue
            }
            clean.append(scalar)
        }
        return String(clean)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

/// Reads a period as a person types it: `2020`, `2020年12月`, `2018-2020年`, `2017-09/2020-12`, or a day cell.
enum TypedPeriod {
    /// - Returns: the period as facts carry it, `nil` for what is none.
    static func read(_ text: String) -> String? {
        let plain = TypedValue.plain(text)
        let ends = plain.split(separator: "/", omittingEmptySubsequences: false)
        if ends.count == 2 {
            guard let from = moment(ends[0]), let to = moment(ends[1]), from.count == to.count, from <= to else { return nil }
            return from + "/" + to
        }
        guard ends.count == 1 else { return nil }
        if let single = moment(ends[0]) { return single }
        for mark in ["至", "—", "–", "-", "~", "到"] {
            let halves = plain.split(separator: Character(mark), omittingEmptySubsequences: false)
            guard halves.count == 2, let to = moment(halves[1]), let from = moment(halves[0].last == "年" || to.count > 4 ? halves[0] : halves[0] + "年"),
                from.count == to.count, from <= to
            else { continue }
            return from + "/" + to
        }
        return nil
    }

    /// `2020`, `2020-12` or `2020-12-22`, from digits or from 年, 月, 日.
    private static func moment(_ text: some StringProtocol) -> String? {
        var words = String(text).replacing("年", with: "-").replacing("月", with: "-").replacing("日", with: "").replacing(".", with: "-")
        while words.hasSuffix("-") { words.removeLast() }
        let parts = words.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4, let year = Int(parts[0]) else { return nil }
        let rest = parts.dropFirst().compactMap { Int($0) }
        guard rest.count == parts.count - 1,
            CalendarDay(year: year, month: rest.first ?? 1, day: rest.count > 1 ? rest[1] : 1) != nil
        else { return nil }
        return ([CalendarDay.four(year)] + rest.map(CalendarDay.two)).joined(separator: "-")
    }
}
