import Diagnostics
import Facts

/// Names of figures (总投资, 技术合同成交额, 设计产能) with the category they belong to.
public struct IndicatorTable: Sendable {
    public static let fileName = "indicators.tsv"

    /// A class, so that every phrase that names one holds a reference and not its strings.
    public final class Indicator: Sendable {
        public let name: String
        public let category: Category
        /// The canonical unit it usually takes, empty where open.
        public let unit: String
        /// What it states where the text says nothing else.
        public let basis: Basis

        init(name: String, category: Category, unit: String, basis: Basis) {
            self.name = name
            self.category = category
            self.unit = unit
            self.basis = basis
        }
    }

    public let indicators: [Indicator]

    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["name", "category", "unit", "basis"]) { $0.field($1, "name") }
        var indicators: [Indicator] = []
        var faults: [Diagnostic] = []
        for table in tables {
            for row in table.rows {
                let name = table.field(row, "name")
                let word = table.field(row, "category")
                guard let category = Category(rawValue: word) else {
                    let near = Suggestion.nearest(to: word, among: Category.allCases.map(\.rawValue))
                    faults.append(Diagnostic(
                        code: "lexicon.unknown-category", "`\(word)` is no category", at: row.location(column: table.column("category") ?? 0),
                        excerpt: row.text,
                        help: near.map { "did you mean `\($0)`?" }
                            ?? "use one of " + Category.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")))
                    continue
                }
                // English names have blanks between their words: net profit
                guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: " ")) || name.utf8.allSatisfy({ $0 < 0x80 }) && !name.hasPrefix(" ") && !name.hasSuffix(" ") else {
                    faults.append(Diagnostic(
                        code: "lexicon.empty-name", "an indicator needs a name, without spaces unless it is English", at: row.location(), excerpt: row.text,
                        help: "write the name as documents give it"))
                    continue
                }
                let basis = table.field(row, "basis")
                guard let value = basis.isEmpty ? .actual : Basis(rawValue: basis) else {
                    faults.append(Diagnostic(
                        code: "lexicon.unknown-basis", "`\(basis)` is no basis", at: row.location(column: table.column("basis") ?? 0),
                        excerpt: row.text, help: "use actual, planned, target or forecast"))
                    continue
                }
                indicators.append(Indicator(name: name, category: category, unit: table.field(row, "unit"), basis: value))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        self.indicators = indicators
    }
}
