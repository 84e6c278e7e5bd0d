public enum Category: String, Sendable, Codable, CaseIterable {
    case investment, funding, revenue, capacity, production, count, share, change, price, resource, technical, other
}

public enum Basis: String, Sendable, Codable, CaseIterable {
    case actual, planned, target, forecast
}

/// Why one slot of a fact has its value: the rule that filled it and where it read it.
public struct SlotEvidence: Sendable, Hashable, Codable {
    public var slot: String
    public var rule: String
    /// Where in the source the value stands; empty where the rule supplies it.
    public var span: TextSpan?

    public init(slot: String, rule: String, span: TextSpan? = nil) {
        self.slot = slot
        self.rule = rule
        self.span = span
    }
}

/// One figure that an analyst would put in one spreadsheet row, with everything needed to read it
/// without opening the source.
public struct Fact: Sendable, Hashable {
    /// The quantity as written; `document.text[span]`, or its `pieces` joined.
    public var surface: String
    public var span: TextSpan
    /// All pieces of a figure cut across columns; empty for an ordinary one.
    public var pieces: [TextSpan]
    public var low: ExactDecimal
    public var high: ExactDecimal
    public var comparator: Comparator
    public var unit: String
    public var category: Category
    public var metric: String
    public var subject: String
    public var item: String
    public var basis: Basis
    /// ISO 8601 interval or part, empty where the text gives none.
    public var period: String
    public var place: String
    /// Start value of a change from A to B.
    public var from: ExactDecimal?
    /// `up`, `down` or empty.
    public var direction: String
    /// `ratio`, `increment` or empty.
    public var relation: String
    public var rule: String
    /// Probability that value and strict slots are right, 0 to 1, two decimals.
    public var confidence: Double
    /// Ordinal of the article it stands in.
    public var article: Int
    /// The sentence it stands in, as source pieces.
    public var sentence: [TextSpan]
    public var evidence: [SlotEvidence]

    public init(
        surface: String, span: TextSpan, pieces: [TextSpan] = [], low: ExactDecimal, high: ExactDecimal,
        comparator: Comparator, unit: String, category: Category, metric: String = "", subject: String = "",
        item: String = "", basis: Basis = .actual, period: String = "", place: String = "", from: ExactDecimal? = nil,
        direction: String = "", relation: String = "", rule: String = "", confidence: Double = 0, article: Int = 0,
        sentence: [TextSpan] = [], evidence: [SlotEvidence] = []
    ) {
        self.surface = surface
        self.span = span
        self.pieces = pieces
        self.low = low
        self.high = high
        self.comparator = comparator
        self.unit = unit
        self.category = category
        self.metric = metric
        self.subject = subject
        self.item = item
        self.basis = basis
        self.period = period
        self.place = place
        self.from = from
        self.direction = direction
        self.relation = relation
        self.rule = rule
        self.confidence = confidence
        self.article = article
        self.sentence = sentence
        self.evidence = evidence
    }
}
