/// What enrichment found in one document.
public struct DocumentEnrichment: Sendable, Hashable, Codable {
    /// One per fact, in the facts' order.
    public var meanings: [FactMeaning]
    public var implied: [ImpliedFigure]
    public var targets: [PlanTarget]
    public var events: [Event]
    public var programmes: [Programme]
    public var listings: [Listing]

    public init(
        meanings: [FactMeaning], implied: [ImpliedFigure] = [], targets: [PlanTarget] = [], events: [Event] = [],
        programmes: [Programme] = [], listings: [Listing] = []
    ) {
        self.meanings = meanings
        self.implied = implied
        self.targets = targets
        self.events = events
        self.programmes = programmes
        self.listings = listings
    }
}

/// What one fact means beyond its own slots. Everything is empty where nothing is known.
public struct FactMeaning: Sendable, Hashable, Codable {
    /// GB/T 2260 code of the most specific division, six digits.
    public var placeCode = ""
    /// The chain of that division: `内蒙古自治区包头市`.
    public var placeName = ""
    public var province = ""
    public var prefecture = ""
    public var county = ""
    /// Stable: an organisation's id, `place:150200`, `zone:包头稀土高新区`, `org:` and a full company name, or `name:` and
    /// the subject as written.
    public var subjectID = ""
    /// The canonical name behind ``subjectID``.
    public var subjectName = ""
    /// GB/T 4754—2017, two to four digits.
    public var industryCode = ""
    public var industry = ""
    /// Chain and link: `稀土·永磁材料`.
    public var chainLink = ""
    /// `战略性新兴产业:新材料` …
    public var tags: [String] = []
    /// `share_over_100`, `negative_value`, `unit_suspect`, `conflict`, `milestone`; sorted.
    public var flags: [String] = []
    /// Equal for mentions of one fact, across documents; empty for a fact too bare to be recognised again.
    public var repeatKey = ""
    /// Equal for facts that ought to have one value; empty where disagreement would mean nothing.
    public var conflictKey = ""

    public init() {}
}

/// A target of a plan, with the latest actual of the same document where it has one.
public struct PlanTarget: Sendable, Hashable, Codable {
    /// Index of the target's fact.
    public var fact: Int
    /// Name of the plan it belongs to, empty where the article names none.
    public var plan: String
    /// Last year of the target's period.
    public var year: Int?
    /// Index of the fact that tells where things stand.
    public var actualFact: Int?
}

/// Something that happened on a day, as a sentence tells it.
public struct Event: Sendable, Hashable, Codable {
    public var article: Int
    /// ISO 8601 day or month, empty where the text gives none.
    public var date: String
    /// `签约`, `投运` …; with `（预告）` behind it where the day is still to come.
    public var kind: String
    /// The clause that tells it.
    public var event: String
    public var place: String
    public var placeCode: String
    /// Canonical names, each once, in order.
    public var parties: [String]
    /// Offset in the source of the clause.
    public var start: Int
}

/// A plan, programme, platform or mechanism that the text names.
public struct Programme: Sendable, Hashable, Codable {
    public var article: Int
    public var name: String
    /// `规划`, `计划`, `行动`, `平台` …
    public var kind: String
    /// `国家`, `省级`, `市级`, `县区`, or empty.
    public var level: String
    public var place: String
    public var placeCode: String
    /// ISO 8601 year or interval, empty where the text gives none.
    public var horizon: String
    /// Who issued it or runs it, empty where the text does not say.
    public var holder: String
    /// What it sets out, gathers or does, in the text's words; empty where the text does not say.
    public var holds: String
    /// For whom it is, in the text's words; empty where the text does not say.
    public var audience: String
    /// Offset in the source of the name.
    public var start: Int
}

/// A number of things that the text states, held against the names that it lists.
public struct Listing: Sendable, Hashable, Codable {
    public enum Agreement: String, Sendable, Codable {
        case same = "pass"
        case other = "fail"
        /// The list is open (等) or there is none that can be counted.
        case notCheckable = "not_checkable"
    }

    public var article: Int
    /// Index of the fact that holds the number, `nil` where it was read as none.
    public var fact: Int?
    /// The number with what it counts: `4个世界级先进制造业集群`.
    public var quote: String
    public var stated: Int
    /// How many names there are at least and at most; 0 where no list was found.
    public var least: Int
    public var most: Int
    /// The names, with 、 between.
    public var names: String
    public var agreement: Agreement
    /// Offset in the source of the number.
    public var start: Int
}
