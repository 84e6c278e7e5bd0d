import Checks
import Diagnostics
import PipelineEngine
import Store

/// `check`: expectations over the whole corpus, which hold, warn or stop publication.
struct CheckStage: StageImplementation, StoredStage {
    let store: Store
    let expectations: [Expectation]

    var version: Int { 1 }
    var grain: StageGrain { .corpus }

    func units(_ upstream: Upstream) throws -> [Unit] { [upstream.corpusUnit("expectations")] }

    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput {
        var outcomes: [CheckOutcome] = []
        var marked: [Payload.Mark] = []
        var digest = RowsDigest()
        for part in unit.inputs { digest.add(part.digest) }
        for expectation in expectations {
            try context.check()
            let (outcome, rows) = try evaluate(expectation)
            outcomes.append(outcome)
            marked += rows
            for text in [outcome.id, outcome.status.rawValue, outcome.message, outcome.level.rawValue] { digest.add(text) }
            digest.add(StoreValue(outcome.failing))
            digest.add(StoreValue(outcome.total))
        }
        for mark in marked { digest.add(mark.factID + mark.checkID + mark.policy.rawValue) }
        let failed = outcomes.first { $0.status == .error }
        return UnitOutput(
            items: [OutputItem(id: unit.id, digest: digest.finish())],
            payload: Payload(outcomes: outcomes, marks: marked),
            counts: [
                "expectations": outcomes.count, "failed": outcomes.count { $0.status == .warn || $0.status == .error },
                "withheld": Set(marked.filter { $0.policy == .quarantine }.map(\.factID)).count,
            ],
            diagnostics: outcomes.compactMap(\.diagnostic), stops: failed?.diagnostic)
    }

    /// Evaluates over the facts before anything is withheld, so that a second run counts the same rows.
    private func evaluate(_ expectation: Expectation) throws -> (CheckOutcome, [Payload.Mark]) {
        var asked = expectation
        if asked.table == "facts" { asked.table = "all_facts" }
        let (failing, total, ids) = try store.read { reader in
            let total = try reader.value("SELECT count(*) FROM \(asked.table)").integer
            if asked.rows == .keep || asked.table != "all_facts" {
                return (try reader.value(asked.failing(selecting: "count(*)")).integer, total, [String]())
            }
            let ids = try reader.rows(asked.failing(selecting: "fact_id") + " ORDER BY fact_id").map { $0[0].text }
            return (ids.count, total, ids)
        }
        let outcome = expectation.outcome(failing: failing, total: total)
        let message = expectation.message.isEmpty ? "expected `\(expectation.condition)`" : expectation.message
        return (outcome, ids.map { Payload.Mark(factID: $0, checkID: expectation.id, policy: expectation.rows, message: message) })
    }

    func withdraw(_ unit: String, from writer: StoreWriter) throws {
        try writer.run("DELETE FROM check_result")
        try writer.run("DELETE FROM withheld")
        try writer.run("DELETE FROM flag WHERE origin = 'check'")
    }

    private struct Payload: StagePayload {
        struct Mark: Sendable {
            var factID: String
            var checkID: String
            var policy: Expectation.RowPolicy
            var message: String
        }

        var outcomes: [CheckOutcome]
        var marks: [Mark]

        func write(to writer: StoreWriter, changed: Bool) throws {
            try writer.run("DELETE FROM check_result")
            try writer.run("DELETE FROM withheld")
            try writer.run("DELETE FROM flag WHERE origin = 'check'")
            try writer.insert(
                into: "check_result", ["check_id", "n", "severity", "status", "failing", "total", "message"],
                outcomes.enumerated().map { n, outcome in
                    [
                        .text(outcome.id), StoreValue(n), .text(outcome.level.rawValue), .text(outcome.status.rawValue),
                        StoreValue(outcome.failing), StoreValue(outcome.total), .text(outcome.message),
                    ]
                })
            try writer.insert(
                into: "withheld", ["fact_id", "check_id", "message"],
                marks.filter { $0.policy == .quarantine }.map { [.text($0.factID), .text($0.checkID), .text($0.message)] })
            for mark in marks where mark.policy == .flag {
                try writer.run(
                    "INSERT OR IGNORE INTO flag (fact_id, flag, origin) VALUES (?, ?, 'check')",
                    [.text(mark.factID), .text(mark.checkID)])
            }
        }
    }
}

extension Expectation {
    /// Reads one entry of `expect`, already checked for its types.
    ///
    /// - Throws: ``Diagnostic`` for a threshold that is none.
    init(_ node: ConfigNode) throws {
        func threshold(_ key: String) throws -> Threshold? {
            guard let text = node[key]?.string else { return nil }
            guard let threshold = Threshold(text) else {
                throw Diagnostic(
                    code: "check.threshold", "`\(text)` is no threshold", at: node[key]?.location,
                    help: "write `>0`, `>= 5` or `>1%`")
            }
            return threshold
        }
        self.init(
            id: node["id"]?.string ?? "", table: node["on"]?.string ?? "facts", condition: node["sql"]?.string ?? "TRUE",
            level: Level(rawValue: node["severity"]?.string ?? "") ?? .warn, warnIf: try threshold("warn_if") ?? .any,
            errorIf: try threshold("error_if"), rows: RowPolicy(rawValue: node["rows"]?.string ?? "") ?? .keep,
            message: node["message"]?.string ?? "", leastRows: node["least_rows"]?.int ?? 0)
    }
}
