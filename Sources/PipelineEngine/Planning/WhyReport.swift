import Diagnostics

/// Why something runs, ran, or is left alone.
public struct WhyReport: Sendable, Codable, Hashable {
    public struct Entry: Sendable, Codable, Hashable {
        public var stage: String
        public var unit: String
        public var status: UnitStatus?
        /// Would run now.
        public var isStale: Bool
        /// Why it would run, or why it last ran.
        public var reason: String
        /// The parts that differ from last time, old and new.
        public var changes: [FingerprintChange]
        /// Run that made what is in the record.
        public var run: String
        public var attempts: Int
        public var milliseconds: Int
        public var diagnostics: [Diagnostic]
    }

    public var entries: [Entry]

    /// `enrich.rules.investment.confidence 0.6 -> 0.7 (pipeline.yml:41:18)`, or `ingest sources/a.txt: up to date, …`.
    public var lines: [String] {
        entries.flatMap { entry -> [String] in
            let who = entry.unit.isEmpty ? entry.stage : "\(entry.stage) \(entry.unit)"
            if !entry.changes.isEmpty { return entry.changes.map(\.description) }
            if entry.isStale { return ["\(who): \(entry.reason)"] }
            var out = "\(who): up to date"
            if !entry.run.isEmpty {
                out += ", made by run \(entry.run)" + (entry.reason.isEmpty ? "" : " (\(entry.reason))")
            }
            let fault = entry.diagnostics.last.map { "; \(entry.status?.rawValue ?? ""): \($0.message)" } ?? ""
            return [out + (entry.status == .done ? "" : fault)]
        }
    }
}

extension PipelineRun {
    /// Why a stage, or units matching a name or pattern, would run now or ran last.
    ///
    /// - Parameter name: a stage's name; or a unit's (`sources/a.txt`, `report`) or a pattern over units.
    /// - Throws: `why.unknown` when nothing is named so; what the record or a stage throws.
    public func why(_ name: String) throws -> WhyReport {
        var all = request
        all.stages = nil
        let everything = PipelineRun(file: file, implementations: implementations, record: record, request: all)
        let plan = try everything.preview()
        let report = file.stage(name) != nil ? try everything.whyStage(name, plan) : try everything.whyUnits(name, plan)
        if report.entries.isEmpty {
            let units = plan.stages.flatMap { $0.stale.map(\.unit) }
            let recorded = try file.stages.flatMap { try record.units(of: $0.name).map(\.unit) }
            let near = Suggestion.nearest(
                to: name, among: Array(Set(file.stages.map(\.name) + units + recorded)).sorted())
            throw Diagnostic(
                code: "why.unknown", "nothing here is called `\(name)`",
                help: near.map { "did you mean `\($0)`?" } ?? "name a stage, a document or a report")
        }
        return report
    }

    private func whyStage(_ name: String, _ plan: PlanReport) throws -> WhyReport {
        guard let stage = plan.stages.first(where: { $0.stage == name }) else { return WhyReport(entries: []) }
        var upward = StageGraph(file).ancestors(of: Set([file.stages.firstIndex { $0.name == name }].compactMap { $0 }))
        upward = upward.filter { file.stages[$0].name != name }
        // What changed further up is the cause of what runs here.
        let own = try stageChanges(name)
        let above = try upward.sorted().flatMap { try stageChanges(file.stages[$0].name) }
        let isStale = stage.units > 0 || stage.withdrawn > 0
        let records = try record.units(of: name)
        let last = records.max { $0.run < $1.run }
        let reason = isStale ? ReasonText.list(stage.reasons) : last?.reason ?? ""
        return WhyReport(entries: [
            .init(
                stage: name, unit: "", status: last?.status, isStale: isStale, reason: reason,
                changes: own + above.filter { !own.contains($0) }, run: last?.run ?? "", attempts: 0,
                milliseconds: records.reduce(0) { $0 &+ $1.milliseconds }, diagnostics: [])
        ])
    }

    private func whyUnits(_ name: String, _ plan: PlanReport) throws -> WhyReport {
        let pattern = GlobPattern(name)
        var entries: [WhyReport.Entry] = []
        for spec in StageGraph(file).order.map({ file.stages[$0] }) {
            let stale = Dictionary(
                (plan.stages.first { $0.stage == spec.name }?.stale ?? []).map { ($0.unit, $0.reason) },
                uniquingKeysWith: { a, _ in a })
            let records = Dictionary(
                try record.units(of: spec.name).map { ($0.unit, $0) }, uniquingKeysWith: { a, _ in a })
            let changed = try stageChanges(spec.name)
            for unit in Set(stale.keys).union(records.keys).filter({ $0 == name || pattern.matches($0) }).sorted() {
                let old = records[unit]
                let now = StageAssessor.fingerprint(spec, implementations[spec.name] ?? NoStage()).digest
                entries.append(
                    .init(
                        stage: spec.name, unit: unit, status: old?.status, isStale: stale[unit] != nil,
                        reason: stale[unit] ?? old?.reason ?? "",
                        changes: old.map { $0.stageFingerprint != now } ?? false ? changed : [],
                        run: old?.run ?? "", attempts: old?.attempts ?? 0, milliseconds: old?.milliseconds ?? 0,
                        diagnostics: old?.diagnostics ?? []))
            }
        }
        return WhyReport(entries: entries)
    }
}

/// Stands for a stage that nothing implements.
private struct NoStage: StageImplementation {
    var version: Int { 0 }
    func units(_ upstream: Upstream) -> [Unit] { [] }
    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput {
        throw Diagnostic(code: "stage.unknown", "nothing implements stage `\(context.stage.name)`")
    }
}
