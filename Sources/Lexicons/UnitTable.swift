import Diagnostics
import Facts

/// The rule that decides whether an ambiguous spelling is its unit (度, 点, 两, N).
public enum UnitContext: String, Sendable, CaseIterable {
    case none = ""
    /// 两 and 钱: a weight only beside 斤, 黄金 and the like.
    case tael, qian
    /// 方: a volume only of earth, water and gas or with 万.
    case fang
    /// 度: electricity, temperature or angle, by its neighbours.
    case degree
    /// 牛: a force only where no animal is meant.
    case cattle
    /// N: nines of purity below 14, newtons above.
    case nines
    /// 安, A: amperes, not 5A级.
    case amp
    /// in, ": inches only where no preposition and no quotation mark is meant.
    case inch
    /// 毫: a coin only beside another coin or alone.
    case mao
    case tesla, tenths, discount, times, year, month, week, date, quarter, second, half, point
    /// 仙: a Hong Kong cent beside what a share earns or pays, else an immortal.
    case cent
    /// P: a million billion operations a second where computing is told of.
    case computing
    /// Only below a stroke (公里/时).
    case onlyRate = "only-rate"
}

/// One unit with everything a figure in it needs.
public struct UnitRow: Sendable, Hashable {
    /// Canonical unit (`t`, `kWh`, `m2`).
    public let unit: String
    /// What one of the unit as spelled is in ``unit``.
    public let factor: ExactDecimal
    public let dimension: Dimension
    /// Its name below a stroke (`t` in `CNY/t`), empty where none is usual.
    public let rateName: String
    /// What a figure per one of it is multiplied by to be per ``rateName``: 2 for 元/斤 in `CNY/kg`.
    public let rateFactor: ExactDecimal
    public let context: UnitContext
    /// Characters that, following, make another word of the spelling.
    public let notBefore: String

    public init(
        unit: String, factor: ExactDecimal, dimension: Dimension, rateName: String, rateFactor: ExactDecimal,
        context: UnitContext, notBefore: String
    ) {
        self.unit = unit
        self.factor = factor
        self.dimension = dimension
        self.rateName = rateName
        self.rateFactor = rateFactor
        self.context = context
        self.notBefore = notBefore
    }
}

/// The spellings of units (`units.tsv`).
public struct UnitTable: Sendable {
    public static let fileName = "units.tsv"
    /// Every spelling with the index of its row in ``rows``.
    public let spellings: [(spelling: String, row: Int)]
    public let rows: [UnitRow]

    /// - Throws: ``DiagnosticList`` of unknown dimensions and contexts, factors that are no exact
    ///   decimal, and spellings that two units claim.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName,
            columns: ["spellings", "unit", "factor", "dimension", "per", "per_factor", "context", "not_before", "source"])
        var faults: [Diagnostic] = []
        var claims = WordClaims()
        var spellings: [(spelling: String, row: Int)] = []
        var rows: [UnitRow] = []
        for table in tables {
            for row in table.rows {
                func field(_ name: String) -> String { table.field(row, name) }
                func fault(_ column: String, _ code: String, _ message: String, _ help: String) {
                    faults.append(Diagnostic(
                        code: code, message, at: row.location(column: table.column(column) ?? 0), excerpt: row.text, help: help))
                }
                let unit = field("unit")
                if unit.isEmpty {
                    fault("unit", "lexicon.empty-unit", "the row names no canonical unit", "fill the column `unit`, as in `t`")
                }
                let factorText = field("factor").isEmpty ? "1" : field("factor")
                guard let factor = ExactDecimal(factorText), factor > .zero else {
                    fault("factor", "lexicon.bad-factor", "`\(factorText)` is no exact positive decimal", "write it as in `0.4535`")
                    continue
                }
                let rateText = field("per_factor").isEmpty ? "1" : field("per_factor")
                guard let rateFactor = ExactDecimal(rateText), rateFactor > .zero else {
                    fault("per_factor", "lexicon.bad-factor", "`\(rateText)` is no exact positive decimal", "write it as in `2`")
                    continue
                }
                guard let dimension = Dimension(rawValue: field("dimension")) else {
                    let near = Suggestion.nearest(to: field("dimension"), among: Dimension.allCases.map(\.rawValue))
                    fault(
                        "dimension", "lexicon.unknown-dimension", "`\(field("dimension"))` is no dimension",
                        near.map { "did you mean `\($0)`?" } ?? "one of " + Dimension.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
                    continue
                }
                guard let context = UnitContext(rawValue: field("context")) else {
                    let near = Suggestion.nearest(to: field("context"), among: UnitContext.allCases.map(\.rawValue))
                    fault(
                        "context", "lexicon.unknown-context", "`\(field("context"))` is no context",
                        near.map { "did you mean `\($0)`?" } ?? "leave it empty")
                    continue
                }
                rows.append(UnitRow(
                    unit: unit, factor: factor, dimension: dimension, rateName: field("per"), rateFactor: rateFactor,
                    context: context, notBefore: field("not_before")))
                for spelling in field("spellings").split(separator: "|").map(String.init) {
                    if let fault = claims.claim(spelling, by: row, for: unit) { faults.append(fault) }
                    spellings.append((spelling, rows.count - 1))
                }
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        self.spellings = spellings
        self.rows = rows
    }
}

/// Remembers which row claimed a word, to name both rows when a second one does.
struct WordClaims {
    private var claimed: [String: (row: TSVTable.Row, meaning: String)] = [:]

    mutating func claim(_ word: String, by row: TSVTable.Row, for meaning: String, field: Int = 0) -> Diagnostic? {
        guard let first = claimed[word] else {
            claimed[word] = (row, meaning)
            return nil
        }
        return Diagnostic(
            code: "lexicon.duplicate", "`\(word)` is claimed by two rows", at: row.location(column: field),
            excerpt: row.text, label: "also claimed at \(first.row.file):\(first.row.line), for `\(first.meaning)`",
            help: "keep one of the rows")
    }
}
