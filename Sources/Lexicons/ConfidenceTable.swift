import Diagnostics
import Facts

/// How far each rule of the reader can be trusted: log-odds that a fact made by it is right in value and strict slots.
///
/// The rows are fitted on marked documents (CONTRIBUTING, "Confidence"); a rule without a row counts 0.
public struct ConfidenceTable: Sendable {
    public static let fileName = "confidence.tsv"
    public let weights: [String: Double]
    /// Log-odds before any rule is known.
    public let base: Double

    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["feature", "weight"]) { $0.field($1, "feature") }
        var weights: [String: Double] = [:]
        var faults: [Diagnostic] = []
        for table in tables {
            for row in table.rows {
                guard let weight = Double(table.field(row, "weight")), weight.isFinite, abs(weight) <= 20 else {
                    faults.append(Diagnostic(
                        code: "lexicon.bad-weight", "`\(table.field(row, "weight"))` is no weight", at: row.location(column: 1), excerpt: row.text,
                        help: "write a number between -20 and 20"))
                    continue
                }
                weights[table.field(row, "feature")] = weight
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        base = weights["base"] ?? 0
        self.weights = weights
    }
}
