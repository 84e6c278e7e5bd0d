import Facts

/// What an implied figure is of the figures it comes from.
public enum ImpliedKind: String, Sendable, Codable, CaseIterable {
    /// The value a period before: base ÷ (1 + rate).
    case prior
    /// The amount gained or lost since: base − prior.
    case increase
    /// What the base is a share of: base ÷ share.
    case whole
    /// A share of the base: base × share.
    case part
    /// What a part told with 其中 is of its whole, in percent: part ÷ whole.
    case share
    /// From A to B: B − A.
    case difference
    /// From A to B: B ÷ A.
    case ratio
    /// From A to B, in percent of A.
    case relativeChange = "relative_change"
    /// Investment per unit of capacity, output value per unit of capacity, output value per yuan invested.
    case perUnit = "per_unit"
    /// A total divided by its number of things.
    case average
}

/// A figure that the text does not state but implies, with what it was worked out from.
///
/// Never rounded more than ``value`` says; ``low`` and ``high`` bound what the last printed digits of
/// the two figures allow.
public struct ImpliedFigure: Sendable, Hashable, Codable {
    public var kind: ImpliedKind
    /// What it is, in the reader's words: `上年技术合同成交额`.
    public var label: String
    /// Index of the fact in ``formula``'s `base`.
    public var baseFact: Int
    /// Index of the fact in ``formula``'s `rate`; equal to ``baseFact`` for a change from A to B, whose start value is `from`.
    public var rateFact: Int
    /// Exact decimal text.
    public var value: String
    public var low: String
    public var high: String
    public var comparator: Comparator
    public var unit: String
    public var metric: String
    public var subject: String
    public var item: String
    public var period: String
    public var place: String
    public var placeCode: String
    /// Expression over `base`, `rate` and `from`, values as the facts hold them (percent as 29, not 0.29).
    public var formula: String
    /// Whole numbers that fit, for things that are counted: `78–80`, `49`; empty otherwise.
    public var integers: String
    public var note: String
}
