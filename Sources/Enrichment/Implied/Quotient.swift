import Facts

/// A worked-out value with what rounding leaves open and the comparator that it carries.
struct WorkedFigure {
    var value: ExactDecimal
    var low: ExactDecimal
    var high: ExactDecimal
    var comparator: Comparator

    /// Base ÷ divisor, where the divisor is `percent` of a hundred parts.
    ///
    /// - Returns: `nil` where the interval of the divisor reaches zero or a value does not fit.
    static func quotient(
        _ base: ExactDecimal, _ halfBase: ExactDecimal, percent: ExactDecimal, _ halfPercent: ExactDecimal, unit: String
    ) -> WorkedFigure? {
        guard let least = percent.subtracting(halfPercent), !least.isNegative, !least.isZero,
            let most = percent.adding(halfPercent), let lowBase = base.subtracting(halfBase),
            let highBase = base.adding(halfBase), let value = divide(base, percent, unit),
            let low = divide(lowBase, most, unit),
            let high = divide(highBase, least, unit)
        else { return nil }
        return WorkedFigure(value: value, low: low, high: high, comparator: .eq)
    }

    private static func divide(_ base: ExactDecimal, _ percent: ExactDecimal, _ unit: String) -> ExactDecimal? {
        base.scaled(by: 2).flatMap { Self.divided($0, percent, unit) }
    }

    /// A quotient with as many decimals as its unit can bear: fen of money, four of things counted, else six.
    static func divided(_ a: ExactDecimal, _ b: ExactDecimal, _ unit: String) -> ExactDecimal? {
        let most = unit.hasPrefix("CNY") ? 2 : RoundingInterval.isCounted(unit) ? 4 : 6
        for digits in stride(from: most, through: 0, by: -1) {
            if let value = a.divided(by: b, digits: digits) { return value }
        }
        return nil
    }

    /// The weaker comparator of a quotient or difference. `opposite`: the second figure pulls the other way (a divisor).
    static func weaker(_ a: Comparator, _ b: Comparator, opposite: Bool) -> Comparator {
        let second = opposite ? flipped(b) : b
        if a == .eq { return second }
        if second == .eq { return a }
        if a == second { return a }
        switch (a, second) {
        case (.gt, .ge), (.ge, .gt): return .gt
        case (.lt, .le), (.le, .lt): return .lt
        // bounds that pull apart say nothing sharper than about
        default: return .approx
        }
    }

    private static func flipped(_ c: Comparator) -> Comparator {
        switch c {
        case .gt: return .lt
        case .ge: return .le
        case .lt: return .gt
        case .le: return .ge
        // just below, as a divisor, gives just above: no comparator says that
        case .near: return .approx
        default: return c
        }
    }

    /// Whole numbers that fit: `78–80`, `49`; a bound where the figure is one: `≤266`.
    func integers(_ unit: String) -> String {
        guard RoundingInterval.isCounted(unit) else { return "" }
        switch comparator {
        case .eq, .approx, .near:
            guard let first = Self.ceiling(low), let last = Self.floor(high), first <= last else { return "" }
            return first == last ? String(first) : "\(first)–\(last)"
        case .le, .lt: return Self.floor(high).map { "≤\($0)" } ?? ""
        case .ge, .gt: return Self.ceiling(low).map { "≥\($0)" } ?? ""
        case .range: return ""
        }
    }

    static func floor(_ value: ExactDecimal) -> Int? {
        let rounded = value.rounded(digits: 0)
        guard let n = rounded.integer else { return nil }
        return rounded > value ? n - 1 : n
    }

    static func ceiling(_ value: ExactDecimal) -> Int? {
        let rounded = value.rounded(digits: 0)
        guard let n = rounded.integer else { return nil }
        return rounded < value ? n + 1 : n
    }
}
