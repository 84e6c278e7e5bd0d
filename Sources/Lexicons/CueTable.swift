import Diagnostics

/// What a word does to the figures around it. A word may have several roles.
public struct CueRoles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The roles a table may name, in bit order.
    public static let names = [
        "up", "down", "rate", "toup", "todown", "to", "share", "copula", "adverb", "verb", "prep", "conj", "plain",
        "whole", "nation", "world", "organa", "projana", "target", "planned", "forecast", "actual", "event", "among",
        "respectively", "new", "orgsuffix", "weaksuffix", "projsuffix", "fund", "invest", "make", "use", "need", "quote",
        "person",
    ]
    private static func role(_ name: String) -> CueRoles {
        CueRoles(rawValue: names.firstIndex(of: name).map { 1 << UInt64($0) } ?? 0)
    }
    /// Growth and decline.
    public static let up = role("up"), down = role("down")
    /// Nouns of growth (增速), which follow or precede their figure.
    public static let rate = role("rate")
    /// Growth to a level (增至).
    public static let toUp = role("toup"), toDown = role("todown"), to = role("to")
    public static let share = role("share")
    /// Words between an indicator and its figure that add nothing (达到, 累计, 约).
    public static let copula = role("copula"), adverb = role("adverb")
    public static let verb = role("verb"), preposition = role("prep"), conjunction = role("conj")
    /// Words that only protect their scalars from being read as cues (有色金属).
    public static let plain = role("plain")
    /// 全市, 本省; 我国; 全球.
    public static let whole = role("whole"), nation = role("nation"), world = role("world")
    /// 该公司; 该项目.
    public static let organisationAnaphor = role("organa"), projectAnaphor = role("projana")
    public static let target = role("target"), planned = role("planned"), forecast = role("forecast"), actual = role("actual")
    public static let event = role("event"), among = role("among"), respectively = role("respectively"), new = role("new")
    public static let organisationSuffix = role("orgsuffix"), weakSuffix = role("weaksuffix"), projectSuffix = role("projsuffix")
    public static let fund = role("fund"), invest = role("invest"), make = role("make"), use = role("use"), need = role("need")
    public static let quote = role("quote"), person = role("person")
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
