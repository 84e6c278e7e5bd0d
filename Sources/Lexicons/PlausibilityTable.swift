import Diagnostics
import Facts

/// Bounds that a figure of a unit can hardly leave (`plausibility.tsv`).
public struct PlausibilityTable: Sendable {
    public static let fileName = "plausibility.tsv"

    public struct Bound: Sendable, Hashable {
        public let unit: String
        /// Unit of the denominator named in the sentence; empty for a bound of the figure itself.
        public let per: String
        /// Words of which metric or item must hold one; empty for any figure of the unit.
        public let about: [String]
        public let low: ExactDecimal?
        public let high: ExactDecimal?
        public let reason: String
    }

    private let byUnit: [String: [Bound]]

    /// - Throws: ``DiagnosticList`` with every row without unit or bound, or whose bound is no decimal.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["unit", "per", "about", "low", "high", "reason", "source"])
        var faults: [Diagnostic] = []
        var byUnit: [String: [Bound]] = [:]
        for table in tables {
            for row in table.rows {
                let unit = table.field(row, "unit")
                var bounds: [ExactDecimal?] = []
                for column in ["low", "high"] {
                    let text = table.field(row, column)
                    let value = ExactDecimal(text)
                    if !text.isEmpty, value == nil {
                        faults.append(
                            Diagnostic(
                                code: "lexicon.bad-decimal", "`\(text)` is no decimal",
                                at: row.location(column: table.column(column) ?? 0), excerpt: row.text,
                                help: "write plain digits"))
                    }
                    bounds.append(value)
                }
                if unit.isEmpty || bounds.allSatisfy({ $0 == nil }) {
                    faults.append(
                        Diagnostic(
                            code: "lexicon.empty-field", "the row needs a unit and at least one bound",
                            at: row.location(),
                            excerpt: row.text, help: "fill `unit` and `low` or `high`"))
                    continue
                }
                byUnit[unit, default: []].append(
                    Bound(
                        unit: unit, per: table.field(row, "per"),
                        about: table.field(row, "about").split(separator: "、").map(String.init), low: bounds[0],
                        high: bounds[1],
                        reason: table.field(row, "reason")))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        self.byUnit = byUnit
    }

    /// The bounds of a unit, in the table's order.
    public func bounds(unit: String) -> [Bound] { byUnit[unit] ?? [] }
}
