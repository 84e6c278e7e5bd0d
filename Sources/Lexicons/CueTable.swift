import Diagnostics

/// What a word does to the figures around it. A word may have several roles.
///
/// The constants are computed from literals, so that the compiler folds a set of them into one mask.
@frozen
public struct CueRoles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64
    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The roles a table may name, in bit order.
    public static let names = [
        "up", "down", "rate", "toup", "todown", "to", "share", "copula", "adverb", "verb", "prep", "conj", "plain",
        "whole", "nation", "world", "organa", "projana", "target", "planned", "forecast", "actual", "event", "among",
        "respectively", "new", "orgsuffix", "weaksuffix", "projsuffix", "fund", "invest", "make", "use", "need", "quote",
        "person",
    ]
    /// Growth and decline.
    @inlinable public static var up: CueRoles { CueRoles(rawValue: 1 << 0) }
    @inlinable public static var down: CueRoles { CueRoles(rawValue: 1 << 1) }
    /// Nouns of growth (增速), which follow or precede their figure.
    @inlinable public static var rate: CueRoles { CueRoles(rawValue: 1 << 2) }
    /// Growth to a level (增至).
    @inlinable public static var toUp: CueRoles { CueRoles(rawValue: 1 << 3) }
    @inlinable public static var toDown: CueRoles { CueRoles(rawValue: 1 << 4) }
    @inlinable public static var to: CueRoles { CueRoles(rawValue: 1 << 5) }
    @inlinable public static var share: CueRoles { CueRoles(rawValue: 1 << 6) }
    /// Words between an indicator and its figure that add nothing (达到, 累计, 约).
    @inlinable public static var copula: CueRoles { CueRoles(rawValue: 1 << 7) }
    @inlinable public static var adverb: CueRoles { CueRoles(rawValue: 1 << 8) }
    @inlinable public static var verb: CueRoles { CueRoles(rawValue: 1 << 9) }
    @inlinable public static var preposition: CueRoles { CueRoles(rawValue: 1 << 10) }
    @inlinable public static var conjunction: CueRoles { CueRoles(rawValue: 1 << 11) }
    /// Words that only protect their scalars from being read as cues (有色金属).
    @inlinable public static var plain: CueRoles { CueRoles(rawValue: 1 << 12) }
    /// 全市, 本省; 我国; 全球.
    @inlinable public static var whole: CueRoles { CueRoles(rawValue: 1 << 13) }
    @inlinable public static var nation: CueRoles { CueRoles(rawValue: 1 << 14) }
    @inlinable public static var world: CueRoles { CueRoles(rawValue: 1 << 15) }
    /// 该公司; 该项目.
    @inlinable public static var organisationAnaphor: CueRoles { CueRoles(rawValue: 1 << 16) }
    @inlinable public static var projectAnaphor: CueRoles { CueRoles(rawValue: 1 << 17) }
    @inlinable public static var target: CueRoles { CueRoles(rawValue: 1 << 18) }
    @inlinable public static var planned: CueRoles { CueRoles(rawValue: 1 << 19) }
    @inlinable public static var forecast: CueRoles { CueRoles(rawValue: 1 << 20) }
    @inlinable public static var actual: CueRoles { CueRoles(rawValue: 1 << 21) }
    @inlinable public static var event: CueRoles { CueRoles(rawValue: 1 << 22) }
    @inlinable public static var among: CueRoles { CueRoles(rawValue: 1 << 23) }
    @inlinable public static var respectively: CueRoles { CueRoles(rawValue: 1 << 24) }
    @inlinable public static var new: CueRoles { CueRoles(rawValue: 1 << 25) }
    @inlinable public static var organisationSuffix: CueRoles { CueRoles(rawValue: 1 << 26) }
    @inlinable public static var weakSuffix: CueRoles { CueRoles(rawValue: 1 << 27) }
    @inlinable public static var projectSuffix: CueRoles { CueRoles(rawValue: 1 << 28) }
    @inlinable public static var fund: CueRoles { CueRoles(rawValue: 1 << 29) }
    @inlinable public static var invest: CueRoles { CueRoles(rawValue: 1 << 30) }
    @inlinable public static var make: CueRoles { CueRoles(rawValue: 1 << 31) }
    @inlinable public static var use: CueRoles { CueRoles(rawValue: 1 << 32) }
    @inlinable public static var need: CueRoles { CueRoles(rawValue: 1 << 33) }
    @inlinable public static var quote: CueRoles { CueRoles(rawValue: 1 << 34) }
    @inlinable public static var person: CueRoles { CueRoles(rawValue: 1 << 35) }
}

/// Words that carry grammar or scope: verbs of growth, copulas, prepositions, anaphors, suffixes of names.
public struct CueTable: Sendable {
    public static let fileName = "cues.tsv"
    public let cues: [(word: String, roles: CueRoles)]

    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["word", "roles"]) { $0.field($1, "word") }
        var cues: [(String, CueRoles)] = []
        var faults: [Diagnostic] = []
        for table in tables {
            for row in table.rows {
                var roles: CueRoles = []
                for name in table.field(row, "roles").split(separator: ",").map(String.init) {
                    guard let bit = CueRoles.names.firstIndex(of: name) else {
                        faults.append(Diagnostic(
                            code: "lexicon.unknown-role", "`\(name)` is no role", at: row.location(column: table.column("roles") ?? 0),
                            excerpt: row.text,
                            help: Suggestion.nearest(to: name, among: CueRoles.names).map { "did you mean `\($0)`?" }
                                ?? "use one of " + CueRoles.names.joined(separator: ", ")))
                        continue
                    }
                    roles.insert(CueRoles(rawValue: 1 << UInt64(bit)))
                }
                cues.append((table.field(row, "word"), roles))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        self.cues = cues
    }
}
