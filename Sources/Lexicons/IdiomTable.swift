import Diagnostics

/// A word with a numeral in it that counts nothing.
public struct Idiom: Sendable, Hashable {
    public let word: String
    /// `lexical`, `idiom` or `name`.
    public let reason: String
}

/// Idioms, ordinary words and names with numerals (`idioms.tsv`).
public struct IdiomTable: Sendable {
    public static let fileName = "idioms.tsv"
    public static let reasons = ["lexical", "idiom", "name"]
    public let rows: [Idiom]

    /// - Throws: ``DiagnosticList`` of unknown reasons and words claimed twice.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["word", "reason", "source"])
        var faults: [Diagnostic] = []
        var claims = WordClaims()
        var rows: [Idiom] = []
        for table in tables {
            for row in table.rows {
                let word = table.field(row, "word"), reason = table.field(row, "reason")
                guard Self.reasons.contains(reason) else {
                    faults.append(Diagnostic(
                        code: "lexicon.unknown-reason", "`\(reason)` is no reason of an idiom",
                        at: row.location(column: table.column("reason") ?? 0), excerpt: row.text,
                        help: "one of " + Self.reasons.map { "`\($0)`" }.joined(separator: ", ")))
                    continue
                }
                if let fault = claims.claim(word, by: row, for: reason) { faults.append(fault) }
                rows.append(Idiom(word: word, reason: reason))
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        self.rows = rows
    }
}
