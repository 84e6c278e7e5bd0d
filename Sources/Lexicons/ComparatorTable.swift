import Diagnostics
import Facts

/// A word that bounds a figure.
public struct ComparatorWord: Sendable, Hashable {
    public enum Side: String, Sendable, CaseIterable { case before, after }
    public let word: String
    public let side: Side
    public let comparator: Comparator
    /// Characters that, standing before the word, make another word of it (签 before 约).
    public let notAfter: String
    /// Whether the figure must open with a bare multiplier (上千, 过亿).
    public let needsBare: Bool
}

/// Words that bound figures, in front and behind (`comparators.tsv`).
public struct ComparatorTable: Sendable {
    public static let fileName = "comparators.tsv"
    public let rows: [ComparatorWord]

    /// - Throws: ``DiagnosticList`` of unknown sides, comparators and needs, and of words claimed twice.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["word", "side", "comparator", "not_after", "needs", "source"])
        var faults: [Diagnostic] = []
        var claims = WordClaims()
        var rows: [ComparatorWord] = []
        for table in tables {
            for row in table.rows {
                func unknown(_ column: String, _ allowed: [String]) {
                    faults.append(Diagnostic(
                        code: "lexicon.unknown-\(column)", "`\(table.field(row, column))` is no \(column) of a comparator",
                        at: row.location(column: table.column(column) ?? 0), excerpt: row.text,
                        help: "one of " + allowed.map { "`\($0)`" }.joined(separator: ", ")))
                }
                guard let side = ComparatorWord.Side(rawValue: table.field(row, "side")) else {
                    unknown("side", ComparatorWord.Side.allCases.map(\.rawValue))
                    continue
                }
                guard let comparator = Comparator(rawValue: table.field(row, "comparator")) else {
                    unknown("comparator", Comparator.allCases.map(\.rawValue))
                    continue
                }
                let needs = table.field(row, "needs")
                guard needs.isEmpty || needs == "bare" else {
                    unknown("needs", ["bare"])
                    continue
                }
                let word = table.field(row, "word")
                if let fault = claims.claim(side.rawValue + " " + word, by: row, for: comparator.rawValue) { faults.append(fault) }
                rows.append(ComparatorWord(
                    word: word, side: side, comparator: comparator, notAfter: table.field(row, "not_after"), needsBare: needs == "bare"))
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        self.rows = rows
    }
}
