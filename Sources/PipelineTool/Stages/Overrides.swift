import Diagnostics
import Facts
import PipelineEngine
import Store

/// What people decided about single facts: `overrides.csv` beside the pipeline file.
///
/// A decision is tied to its document and to the sentence and figure as written, not to an offset, so
/// it holds when text moves; where the sentence itself has changed it is reported, never dropped.
struct Overrides: Sendable {
    static let columns = [
        "document", "quote", "surface", "decision", "low", "high", "unit", "category", "metric", "subject", "item", "basis",
        "period", "place", "comment", "reviewer", "reviewed_at",
    ]
    static let decisions = ["accept", "correct", "reject", "not a fact"]

    struct Decision: Sendable, Hashable {
        /// In the order of ``Overrides/columns``.
        var values: [String]
        var line: Int
        subscript(_ column: String) -> String { Overrides.columns.firstIndex(of: column).map { values[$0] } ?? "" }
    }

    let digest: Digest?
    private let byDocument: [String: [Decision]]

    /// - Parameter path: a file that need not be there.
    /// - Throws: ``DiagnosticList`` with every row that cannot be read.
    init(path: String, shown: String) throws {
        guard FileBytes.exists(path) else {
            digest = nil
            byDocument = [:]
            return
        }
        let bytes = try FileBytes.read(path)
        let table = CSVText(String(decoding: bytes, as: UTF8.self))
        var faults: [Diagnostic] = []
        for name in table.header where !Self.columns.contains(name) {
            let near = Suggestion.nearest(to: name, among: Self.columns).map { "did you mean `\($0)`?" }
            faults.append(Diagnostic(
                code: "overrides.unknown-column", "unknown column `\(name)`", at: SourceLocation(file: shown, line: 1),
                help: near ?? "the columns are \(Self.columns.joined(separator: ", "))"))
        }
        var all: [String: [Decision]] = [:]
        for row in table.rows {
            let decision = Decision(values: Self.columns.map { table.field(row, $0) }, line: row.line)
            faults += Self.faults(decision, SourceLocation(file: shown, line: row.line))
            all[decision["document"], default: []].append(decision)
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        digest = Digest.of(bytes)
        byDocument = all
    }

    private static func faults(_ decision: Decision, _ place: SourceLocation) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        func fault(_ message: String, _ help: String) {
            faults.append(Diagnostic(code: "overrides.value", message, at: place, help: help))
        }
        if !decisions.contains(decision["decision"]) {
            fault("`\(decision["decision"])` is no decision", "write one of \(decisions.joined(separator: ", "))")
        }
        for name in ["low", "high"] where !decision[name].isEmpty && ExactDecimal(decision[name]) == nil {
            fault("`\(decision[name])` in column `\(name)` is no number", "write plain digits, as 120000000")
        }
        if !decision["category"].isEmpty, Category(rawValue: decision["category"]) == nil {
            fault("`\(decision["category"])` is no category", "the categories are \(Category.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if !decision["basis"].isEmpty, Basis(rawValue: decision["basis"]) == nil {
            fault("`\(decision["basis"])` is no basis", "write one of \(Basis.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return faults
    }

    var documents: [String] { byDocument.keys.sorted() }
    func decisions(of document: String) -> [Decision] { byDocument[document] ?? [] }

    /// For the fingerprint of one document's unit; `nil` without decisions.
    func part(of document: String) -> FingerprintPart? {
        let decisions = decisions(of: document)
        if decisions.isEmpty { return nil }
        var stream = DigestStream()
        for decision in decisions { for value in decision.values { stream.update(value) } }
        return FingerprintPart(key: "overrides", digest: stream.finish(), label: "overrides", name: document)
    }

    /// The facts with corrections in them, and a row of the store for each decision.
    func apply(to records: [FactRecord], of document: String) -> (facts: [Fact], rows: [[StoreValue]], stale: [Decision]) {
        var facts = records.map(\.fact)
        var rows: [[StoreValue]] = [], stale: [Decision] = []
        for decision in decisions(of: document) {
            let quote = Self.ink(decision["quote"])
            let index = records.indices.first { records[$0].fact.surface == decision["surface"] && Self.ink(records[$0].sentence) == quote }
            rows.append(Self.row(decision, fact: index.map { records[$0].id } ?? "", state: index == nil ? "stale" : "applied"))
            guard let index else { stale.append(decision); continue }
            if decision["decision"] == "correct" { Self.correct(&facts[index], by: decision) }
        }
        return (facts, rows, stale)
    }

    static func row(_ decision: Decision, fact: String, state: String) -> [StoreValue] {
        decision.values.map { .text($0) } + [.text(fact), .text(state)]
    }

    private static func correct(_ fact: inout Fact, by decision: Decision) {
        if let low = ExactDecimal(decision["low"]) {
            fact.low = low
            fact.high = ExactDecimal(decision["high"]) ?? low
        }
        if let category = Category(rawValue: decision["category"]) { fact.category = category }
        if let basis = Basis(rawValue: decision["basis"]) { fact.basis = basis }
        let texts: [(String, WritableKeyPath<Fact, String>)] = [
            ("unit", \.unit), ("metric", \.metric), ("subject", \.subject), ("item", \.item), ("period", \.period), ("place", \.place),
        ]
        for (name, path) in texts where !decision[name].isEmpty { fact[keyPath: path] = decision[name] }
    }

    private static func ink(_ text: String) -> String { String(text.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x3000 }.map(Character.init)) }
}
