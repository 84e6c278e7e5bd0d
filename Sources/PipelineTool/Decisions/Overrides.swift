import Diagnostics
import Facts
import PipelineEngine
import Store

/// What people decided about single facts: `overrides.csv` beside the pipeline file.
///
/// A decision is tied to its document, to the sentence and the figure as written and to the words around it, not to an
/// offset, so it holds when text moves. Where the sentence has changed elsewhere it holds and is reported; where the
/// words around the figure have changed it is reported and waits. It is never dropped.
struct Overrides: Sendable {
    static let columns = [
        "document", "quote", "surface", "before", "after", "decision", "low", "high", "unit", "category", "metric", "subject",
        "item", "basis", "period", "place", "comment", "reviewer", "reviewed_at",
    ]
    /// Columns that a person corrects.
    static let corrections = ["low", "high", "unit", "category", "metric", "subject", "item", "basis", "period", "place"]
    static let decisions = ["accept", "correct", "reject", "not a fact"]

    struct Decision: Sendable, Hashable {
        /// In the order of ``Overrides/columns``.
        var values: [String]
        var line: Int

        subscript(_ column: String) -> String {
            get { Overrides.columns.firstIndex(of: column).map { values[$0] } ?? "" }
            set { if let index = Overrides.columns.firstIndex(of: column) { values[index] = newValue } }
        }

        /// What the decision is about. Two with the same key are about the same figure.
        var key: String {
            ["document", "quote", "surface", "before", "after"].map { Quote.ink(self[$0]) }.joined(separator: "\u{1F}")
        }
    }

    let digest: Digest?
    /// In the order of the file.
    let all: [Decision]
    private let byDocument: [String: [Decision]]

    /// - Parameter path: a file that need not be there.
    /// - Throws: ``DiagnosticList`` with every row that cannot be read.
    init(path: String, shown: String) throws {
        guard FileBytes.exists(path) else {
            digest = nil
            all = []
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
        var all: [Decision] = []
        for row in table.rows {
            let decision = Decision(values: Self.columns.map { table.field(row, $0) }, line: row.line)
            faults += Self.faults(decision, SourceLocation(file: shown, line: row.line))
            all.append(decision)
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        digest = Digest.of(bytes)
        self.all = all
        byDocument = Dictionary(grouping: all) { $0["document"] }
    }

    static func faults(_ decision: Decision, _ place: SourceLocation) -> [Diagnostic] {
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
        if let low = ExactDecimal(decision["low"]), let high = ExactDecimal(decision["high"]), high < low {
            fault("the upper end `\(decision["high"])` is below the lower `\(decision["low"])`", "write the lower end into `low`")
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

    /// What became of a document's decisions.
    struct Outcome {
        /// The facts with corrections in them.
        var facts: [Fact]
        /// A row of the store for each decision and fact.
        var rows: [[StoreValue]] = []
    }

    func apply(to records: [FactRecord], of document: String) -> Outcome {
        var outcome = Outcome(facts: records.map(\.fact))
        let decisions = decisions(of: document)
        if decisions.isEmpty { return outcome }
        let quotes = records.map { Quote($0) }
        // a later row stands over an earlier one on the same figure
        var standing: [Int: Int] = [:]
        for decision in decisions {
            let (found, isMoved) = Quote.find(decision, among: quotes)
            if found.isEmpty {
                outcome.rows.append(Self.row(decision, fact: "", state: "stale"))
            }
            for index in found {
                if let earlier = standing[index] {
                    outcome.rows[earlier] = Self.superseded(outcome.rows[earlier])
                    outcome.facts[index] = records[index].fact
                }
                standing[index] = outcome.rows.count
                outcome.rows.append(Self.row(decision, fact: records[index].id, state: isMoved ? "moved" : "applied"))
                if decision["decision"] == "correct" { Self.correct(&outcome.facts[index], by: decision) }
            }
        }
        return outcome
    }

    /// The store keeps what was decided and its quote; context serves finding alone.
    private static let stored = DocumentTable.decision.columns.filter { $0 != "fact_id" && $0 != "state" }

    static func row(_ decision: Decision, fact: String, state: String) -> [StoreValue] {
        stored.map { .text(decision[$0]) } + [.text(fact), .text(state)]
    }

    private static func superseded(_ row: [StoreValue]) -> [StoreValue] { row.dropLast(2) + [.text(""), .text("superseded")] }

    private static func correct(_ fact: inout Fact, by decision: Decision) {
        let low = ExactDecimal(decision["low"]), high = ExactDecimal(decision["high"])
        if let low {
            fact.low = low
            fact.high = high ?? low
        } else if let high {
            fact.high = high
        }
        if low != nil, fact.comparator == .range, fact.low == fact.high { fact.comparator = .eq }
        if let category = Category(rawValue: decision["category"]) { fact.category = category }
        if let basis = Basis(rawValue: decision["basis"]) { fact.basis = basis }
        let texts: [(String, WritableKeyPath<Fact, String>)] = [
            ("unit", \.unit), ("metric", \.metric), ("subject", \.subject), ("item", \.item), ("period", \.period), ("place", \.place),
        ]
        for (name, path) in texts where !decision[name].isEmpty { fact[keyPath: path] = decision[name] }
    }
}
