import Diagnostics

/// What a word behind a figure makes of it.
public enum ClassifierRole: String, Sendable, CaseIterable {
    /// It counts: 115家.
    case count
    /// It places in a row: 二期, 3号线.
    case ordinal
    /// It makes a name: 500强.
    case name
    /// 三大: counts the things named behind it.
    case big
}

public struct Classifier: Sendable, Hashable {
    public let word: String
    public let role: ClassifierRole
    /// Characters that, following, make another word of it (家 before 庭).
    public let notBefore: String
}

/// Words that stand between a figure and the thing counted (`classifiers.tsv`).
public struct ClassifierTable: Sendable {
    public static let fileName = "classifiers.tsv"
    public let rows: [Classifier]

    /// - Throws: ``DiagnosticList`` of unknown roles and words claimed twice.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["classifier", "role", "not_before", "source"])
        var faults: [Diagnostic] = []
        var claims = WordClaims()
        var rows: [Classifier] = []
        for table in tables {
            for row in table.rows {
                let word = table.field(row, "classifier")
                guard let role = ClassifierRole(rawValue: table.field(row, "role")) else {
                    faults.append(Diagnostic(
                        code: "lexicon.unknown-role", "`\(table.field(row, "role"))` is no role of a classifier",
                        at: row.location(column: table.column("role") ?? 0), excerpt: row.text,
                        help: "one of " + ClassifierRole.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")))
                    continue
                }
                if let fault = claims.claim(word, by: row, for: role.rawValue) { faults.append(fault) }
                rows.append(Classifier(word: word, role: role, notBefore: table.field(row, "not_before")))
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        self.rows = rows
    }
}
