import Diagnostics

/// A word beside a figure that says it is no quantity.
public struct NumberContext: Sendable, Hashable {
    public let word: String
    public let isBefore: Bool
    /// `phone`, `id`, `document-number`, `name`, `list`, `ordinal`, `score`.
    public let reason: String
}

/// Words that make telephone numbers, codes and document numbers of figures (`number-contexts.tsv`).
public struct NumberContextTable: Sendable {
    public static let fileName = "number-contexts.tsv"
    public static let reasons = ["phone", "id", "document-number", "name", "list", "ordinal", "score"]
    public let rows: [NumberContext]

    /// - Throws: ``DiagnosticList`` of unknown sides and reasons and of words claimed twice.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["word", "side", "reason", "source"])
        var faults: [Diagnostic] = []
        var claims = WordClaims()
        var rows: [NumberContext] = []
        for table in tables {
            for row in table.rows {
                let word = table.field(row, "word"), side = table.field(row, "side"), reason = table.field(row, "reason")
                for (column, value, allowed) in [("side", side, ["before", "after"]), ("reason", reason, Self.reasons)]
                where !allowed.contains(value) {
                    faults.append(Diagnostic(
                        code: "lexicon.unknown-\(column)", "`\(value)` is no \(column) of a number context",
                        at: row.location(column: table.column(column) ?? 0), excerpt: row.text,
                        help: "one of " + allowed.map { "`\($0)`" }.joined(separator: ", ")))
                }
                if let fault = claims.claim(side + " " + word, by: row, for: reason) { faults.append(fault) }
                rows.append(NumberContext(word: word, isBefore: side == "before", reason: reason))
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        self.rows = rows
    }
}
