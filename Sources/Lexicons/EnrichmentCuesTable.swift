import Diagnostics

/// Words that the enrichers read by (`enrichment-cues.tsv`), each under the role it plays.
public struct EnrichmentCuesTable: Sendable {
    public static let fileName = "enrichment-cues.tsv"

    public enum Role: String, Sendable, CaseIterable {
        /// May stand between a value and its growth rate without changing whose rate it is.
        case growthGap = "growth-gap"
        /// Makes a rate one over several years, which implies no prior year.
        case rateSkip = "rate-skip"
        case monthOnMonth = "month-on-month"
        case shareVerb = "share-verb"
        /// Turns the value before it into the whole.
        case shareWithin = "share-within"
        /// A word of an indicator's name that tells the kind of its unit (`count`, `CNY`, `mass`).
        case valueHint = "value-hint"
        case outputMetric = "output-metric"
        case investmentMetric = "investment-metric"
        case assetUnit = "asset-unit"
        case projectWord = "project-word"
        case aimWord = "aim-word"
        case event
        case programme
        /// Ending of a name that stands without quotation marks.
        case programmePlain = "programme-plain"
        /// Word that such a name cannot hold, so that it begins after it.
        case programmeLead = "programme-lead"
        case level
        case holderVerb = "holder-verb"
        case companyEnding = "company-ending"
        case shortEnding = "short-ending"
        case companyStop = "company-stop"
    }

    public struct Cue: Sendable, Hashable {
        public let word: String
        public let value: String
        public let scalars: ContiguousArray<UInt32>
    }

    private let cues: [Role: [Cue]]
    /// Numbers in ``cues`` by first scalar, longest word first. Roles have few words each: a trie apiece would cost
    /// more to build than it saves.
    private let byFirst: [Role: [UInt32: [Int]]]

    /// - Throws: ``DiagnosticList`` with every unknown role, empty word and word that stands twice in a role.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["role", "word", "value", "source"],
            key: { "\($0.field($1, "role")) \($0.field($1, "word"))" })
        var faults: [Diagnostic] = []
        var cues: [Role: [Cue]] = [:]
        for table in tables {
            for row in table.rows {
                let roleText = table.field(row, "role")
                let word = table.field(row, "word")
                guard let role = Role(rawValue: roleText) else {
                    let near = Suggestion.nearest(to: roleText, among: Role.allCases.map(\.rawValue))
                    faults.append(
                        Diagnostic(
                            code: "lexicon.unknown-role", "`\(roleText)` is no role", at: row.location(),
                            excerpt: row.text,
                            help: near.map { "did you mean `\($0)`?" } ?? "use a role of the shipped table"))
                    continue
                }
                guard !word.isEmpty else {
                    faults.append(
                        Diagnostic(
                            code: "lexicon.empty-field", "the row has no word", at: row.location(column: 1),
                            excerpt: row.text,
                            help: "write the word"))
                    continue
                }
                cues[role, default: []].append(
                    Cue(
                        word: word, value: table.field(row, "value"),
                        scalars: ContiguousArray(word.unicodeScalars.map(\.value))))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        // longest first, so that a scan takes the longest word
        let ordered = cues.mapValues { $0.sorted { ($1.scalars.count, $0.word) < ($0.scalars.count, $1.word) } }
        self.cues = ordered
        byFirst = ordered.mapValues { list in
            Dictionary(grouping: list.indices, by: { list[$0].scalars.first ?? 0 })
        }
    }

    /// The words of a role, longest first.
    public func words(_ role: Role) -> [Cue] { cues[role] ?? [] }

    /// Whether `text` is one of the role's words.
    public func has(_ role: Role, _ text: String) -> Bool { cues[role]?.contains { $0.word == text } ?? false }

    /// The longest word of a role that begins at `start`.
    public func match(_ role: Role, in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> (
        cue: Cue, end: Int
    )? {
        guard start < limit, let numbers = byFirst[role]?[text[start]], let list = cues[role] else { return nil }
        for number in numbers {
            let scalars = list[number].scalars
            let end = start + scalars.count
            if end > limit { continue }
            var i = 1
            while i < scalars.count, text[start + i] == scalars[i] { i += 1 }
            if i == scalars.count { return (list[number], end) }
        }
        return nil
    }

    /// The first word of a role (longest at its place) that stands in a range.
    public func first(_ role: Role, in text: UnsafeBufferPointer<UInt32>, range: Range<Int>) -> (
        cue: Cue, start: Int, end: Int
    )? {
        for i in range {
            if let found = match(role, in: text, at: i, limit: range.upperBound) { return (found.cue, i, found.end) }
        }
        return nil
    }

    /// Whether `text` holds a word of the role.
    public func occurs(_ role: Role, in text: String) -> Bool {
        ContiguousArray(text.unicodeScalars.map(\.value)).withUnsafeBufferPointer {
            first(role, in: $0, range: 0..<$0.count) != nil
        }
    }
}
