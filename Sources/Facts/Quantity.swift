public enum Comparator: String, Sendable, Codable, CaseIterable {
    case eq, approx, near, gt, ge, lt, le, range
}

/// What a recognised figure is, before anything is known of its meaning.
public enum QuantityKind: String, Sendable, Codable, CaseIterable {
    case money, measure, percent, point, multiple, count, number, ordinal, fraction, date, time
}

/// The physical or economic kind of a unit; `count` for classifiers, `none` without a unit.
public enum Dimension: String, Sendable, Codable, CaseIterable {
    case none, money, mass, length, area, volume, energy, power, speed, temperature, pressure, force
    case concentration, purity, duration, rate, count, percent, point, multiple, index, data, frequency
    case voltage, current, charge, angle, density, flow, other
}

/// One figure of a text: where it stands, its exact value and its canonical unit.
public struct Quantity: Sendable, Hashable {
    /// Number, unit and comparator, without verb or indicator (`facts.md` convention 1).
    public var span: TextSpan
    /// The numeral alone, inside ``span``.
    public var numeral: TextSpan
    public var kind: QuantityKind
    /// Value in ``unit``; `low == high` unless the text gives a range or bounds.
    public var low: ExactDecimal
    public var high: ExactDecimal
    public var comparator: Comparator
    /// Canonical unit (`CNY`, `t`, `%`, `家`, `CNY/t`), empty for number, ordinal, date and time.
    public var unit: String
    public var dimension: Dimension
    /// Why this figure is no fact (`date`, `ordinal`, `list`, `name`, `model`, `phone`, `score`,
    /// `idiom`, `document-number`, `clock`, `lexical`); empty for one that may be.
    public var reason: String

    public init(
        span: TextSpan, numeral: TextSpan, kind: QuantityKind, low: ExactDecimal, high: ExactDecimal,
        comparator: Comparator = .eq, unit: String = "", dimension: Dimension = .none, reason: String = ""
    ) {
        self.span = span
        self.numeral = numeral
        self.kind = kind
        self.low = low
        self.high = high
        self.comparator = comparator
        self.unit = unit
        self.dimension = dimension
        self.reason = reason
    }

    public var isRejected: Bool { !reason.isEmpty }

    /// Turns a figure told without a sign (a decline of 3%, a loss of 5亿元) into the negative one it means.
    public mutating func negate() { (low, high) = (high.negated, low.negated) }
}
