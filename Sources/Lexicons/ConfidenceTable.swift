import Diagnostics
import Facts

/// How far what made a fact can be trusted: the weights of a small network whose output is the log-odds that value and strict
/// slots are right.
///
/// Every feature adds its weight to the odds, and its row of `hidden` to the hidden units; these are cut off below 0 and weighed by
/// the row `out`. The row `base` is where odds and units begin. The rows are fitted on marked documents (CONTRIBUTING,
/// "Confidence"); a feature without a row counts 0.
public struct ConfidenceTable: Sendable {
    public static let fileName = "confidence.tsv"
    /// Hidden units at most.
    public static let units = 32

    /// What a feature adds.
    public struct Row: Sendable {
        public var weight: Float
        public var hidden: SIMD32<Float>

        public static let zero = Row(weight: 0, hidden: .zero)
    }

    public let rows: [String: Row]
    /// Before any feature is known.
    public let base: Row
    /// Weights of the hidden units.
    public let out: SIMD32<Float>

    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["feature", "weight", "hidden"]) { $0.field($1, "feature") }
        var rows: [String: Row] = [:]
        var faults: [Diagnostic] = []
        for table in tables {
            for row in table.rows {
                guard let weight = Float(table.field(row, "weight")), weight.isFinite, abs(weight) <= 20 else {
                    faults.append(Diagnostic(
                        code: "lexicon.bad-weight", "`\(table.field(row, "weight"))` is no weight", at: row.location(column: 1), excerpt: row.text,
                        help: "write a number between -20 and 20"))
                    continue
                }
                guard let hidden = Self.thousandths(table.field(row, "hidden")) else {
                    faults.append(Diagnostic(
                        code: "lexicon.bad-weight", "`\(table.field(row, "hidden"))` are no weights of hidden units", at: row.location(column: 2), excerpt: row.text,
                        help: "write at most \(Self.units) whole numbers, thousandths, between -20000 and 20000, with a blank between"))
                    continue
                }
                rows[table.field(row, "feature")] = Row(weight: weight, hidden: hidden)
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        base = rows.removeValue(forKey: "base") ?? .zero
        out = rows.removeValue(forKey: "out")?.hidden ?? .zero
        self.rows = rows
    }

    /// `-120 35 0`, in thousandths; what is left out is 0.
    private static func thousandths(_ text: String) -> SIMD32<Float>? {
        var hidden = SIMD32<Float>.zero
        var unit = 0, value = 0, digits = 0
        var negative = false
        guard !text.isEmpty else { return hidden }
        for byte in Array(text.utf8) + [UInt8(ascii: " ")] {
            switch byte {
            case UInt8(ascii: "-") where digits == 0 && !negative: negative = true
            case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 5:
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
            case UInt8(ascii: " ") where digits > 0 && unit < units && value <= 20_000:
                hidden[unit] = Float(negative ? -value : value) / 1000
                (unit, value, digits, negative) = (unit + 1, 0, 0, false)
            default: return nil
            }
        }
        return hidden
    }
}
