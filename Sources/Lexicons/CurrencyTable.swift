import Diagnostics

/// The names of currencies (`currencies.tsv`).
public struct CurrencyTable: Sendable {
    public static let fileName = "currencies.tsv"
    /// Words behind a figure (元, 万美元's 美元) with their ISO 4217 code.
    public let after: [(word: String, code: String)]
    /// Words and signs in front of a figure (人民币, US$).
    public let before: [(word: String, code: String)]

    /// Characters that, following a currency's first word, make another word of it (元 before 素).
    public let notBefore: [String: String]

    /// - Throws: ``DiagnosticList`` of codes that are not three capitals and words claimed twice.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["code", "after", "before", "not_before", "source"])
        var faults: [Diagnostic] = []
        var afterClaims = WordClaims(), beforeClaims = WordClaims()
        var after: [(word: String, code: String)] = []
        var before: [(word: String, code: String)] = []
        var notBefore: [String: String] = [:]
        for table in tables {
            for row in table.rows {
                let code = table.field(row, "code")
                guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) else {
                    faults.append(Diagnostic(
                        code: "lexicon.bad-currency", "`\(code)` is no ISO 4217 code",
                        at: row.location(column: table.column("code") ?? 0), excerpt: row.text,
                        help: "write three capital letters, as in `CNY`"))
                    continue
                }
                for word in table.field(row, "after").split(separator: "|").map(String.init) {
                    if let fault = afterClaims.claim(word, by: row, for: code) { faults.append(fault) }
                    after.append((word, code))
                }
                if let first = table.field(row, "after").split(separator: "|").first, !table.field(row, "not_before").isEmpty {
                    notBefore[String(first)] = table.field(row, "not_before")
                }
                for word in table.field(row, "before").split(separator: "|").map(String.init) {
                    if let fault = beforeClaims.claim(word, by: row, for: code) { faults.append(fault) }
                    before.append((word, code))
                }
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        self.after = after
        self.before = before
        self.notBefore = notBefore
    }
}
