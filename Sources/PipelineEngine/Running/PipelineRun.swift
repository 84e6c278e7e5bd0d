import Diagnostics
import Dispatch
import Glibc

/// A checked pipeline with its stages and its record: previews what would run, and runs it.
public struct PipelineRun: Sendable {
    public let file: PipelineFile
    public let graph: StageGraph
    public let request: RunRequest
    let implementations: [String: any StageImplementation]
    let record: any RunRecord

    /// - Parameter implementations: one for each stage of the file, by the stage's name.
    public init(
        file: PipelineFile, implementations: [String: any StageImplementation], record: any RunRecord,
        request: RunRequest
    ) {
        self.file = file
        graph = StageGraph(file)
        self.implementations = implementations
        self.record = record
        self.request = request
    }

    /// Units at the same time.
    public var jobs: Int { max(1, request.jobs ?? file.limits.jobs ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Bytes of memory for the whole process.
    public var memory: Int { request.memory ?? file.limits.memory }

    var selected: [StageSpec] {
        graph.order.map { file.stages[$0] }.filter { request.stages?.contains($0.name) ?? true }
    }

    /// What would run and why. Reads the record and the sources; writes nothing.
    ///
    /// - Throws: what the record or a stage throws.
    public func preview() throws -> PlanReport {
        let assessor = StageAssessor(record: record, request: request)
        var views: [String: StageView] = [:]
        var report = PlanReport(stages: [])
        for spec in graph.order.map({ file.stages[$0] }) {
            let stage = implementations[spec.name]
            guard let stage, request.stages?.contains(spec.name) ?? true else {
                views[spec.name] = try assessor.recordedView(spec.name, grain: stage?.grain)
                continue
            }
            if let blocker = spec.needs.first(where: { views[$0] == nil }) {
                report.stages.append(
                    .init(
                        stage: spec.name, kind: spec.kind, units: 0, total: 0, withdrawn: 0, reasons: [], stale: [],
                        blocked: "`\(blocker)` has not run yet"))
                continue
            }
            let found = try assessor.assess(spec, stage, views: views)
            let blocked = spec.needs.lazy.compactMap { views[$0]?.blocked }.first
            report.stages.append(
                .init(
                    stage: spec.name, kind: spec.kind, units: found.stale.count, total: found.total,
                    withdrawn: found.withdrawn.count,
                    reasons: ReasonText.ranked(found.stale.map(\.reason) + found.reasonsGone),
                    stale: found.stale.map { .init(unit: $0.unit.id, reason: $0.reason) },
                    blocked: found.needsWork ? blocked?.message : nil))
            views[spec.name] = try pendingView(found, assessor, grain: stage.grain)
        }
        return report
    }

    /// What changed for a stage's own parts since its units last ran; empty where nothing did.
    public func stageChanges(_ name: String) throws -> [FingerprintChange] {
        guard let spec = file.stage(name), let stage = implementations[name] else { return [] }
        let now = StageAssessor.fingerprint(spec, stage)
        var out: [FingerprintChange] = []
        var seen: Set<Digest> = []
        for unit in try record.units(of: name) where unit.stageFingerprint != now.digest {
            guard seen.insert(unit.stageFingerprint).inserted, let old = try record.fingerprint(unit.stageFingerprint)
            else { continue }
            for change in now.changes(since: old) where !out.contains(change) { out.append(change) }
        }
        return out
    }

    /// Names of the stages whose own options, tables or version changed (`state:modified`).
    public func modifiedStages() throws -> Set<String> {
        var out: Set<String> = []
        for spec in file.stages {
            guard let stage = implementations[spec.name] else { continue }
            let now = StageAssessor.fingerprint(spec, stage).digest
            if let summary = try record.summary(of: spec.name) {
                if summary.stageFingerprint != now { out.insert(spec.name) }
            } else if try record.units(of: spec.name).contains(where: { $0.stageFingerprint != now }) {
                out.insert(spec.name)
            } else if try record.units(of: spec.name).isEmpty {
                out.insert(spec.name)
            }
        }
        return out
    }

    /// How a stage looks to later ones before it has run: digests of what will be made are unknown.
    private func pendingView(_ found: StageAssessment, _ assessor: StageAssessor, grain: StageGrain) throws -> StageView
    {
        if found.unchanged != nil || !found.needsWork {
            if let view = try assessor.recordedView(found.spec.name, grain: grain) { return view }
        }
        var items = found.reused.filter(\.isUsable).flatMap(\.items)
        var view = StageView(outputs: Digest(high: 0, low: 0), items: { [] })
        for stale in found.stale {
            let guess = Digest.of("pending" + stale.fingerprint.description)
            let names = stale.previous.map { $0.items.map(\.id) } ?? []
            for name in names.isEmpty ? [stale.unit.id] : names {
                items.append(OutputItem(id: name, digest: guess))
                view.causes[name] = stale.reason
            }
        }
        view.withdrawn = found.reasonsGone
        let sorted = StageView.sorted(items)
        view.items = { sorted }
        view.outputs = StageView.digest(of: sorted)
        return view
    }

    /// Runs what must run. Returns when everything is committed, or, after a cancellation, at the
    /// latest ``RunRequest/leaveMilliseconds`` later; units may then still be working in the
    /// background, and the process should leave by `_exit`.
    ///
    /// - Parameter onEvent: called from one queue, in order; must not block.
    public func execute(
        cancellation: Cancellation = Cancellation(), onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) -> RunSummary {
        Scheduler(run: self, cancellation: cancellation, onEvent: onEvent).execute()
    }

    /// Declares the units of `request.accept` up to date without running them.
    ///
    /// - Returns: units accepted by stage. Units that never had an output are not among them.
    /// - Throws: what the record or a stage throws.
    public func accept() throws -> RunSummary {
        guard let accept = request.accept else {
            throw Diagnostic(code: "accept.nothing", "no stage is named", help: "`assay accept STAGE --reason TEXT`")
        }
        let assessor = StageAssessor(record: record, request: request)
        try record.begin(start)
        var views: [String: StageView] = [:]
        var runs: [StageRun] = []
        for spec in graph.order.map({ file.stages[$0] }) {
            if accept.stages.contains(spec.name), let stage = implementations[spec.name] {
                let found = try assessor.assess(spec, stage, views: views)
                var stageRun = StageRun(
                    run: request.run, stage: spec.name, kind: spec.kind, version: stage.version, status: .reused,
                    units: found.total, reused: found.reused.count, acceptReason: accept.reason)
                if found.unchanged == nil {
                    try record.open(spec.name, fingerprint: found.fingerprint)
                    var records = found.reused
                    var changes: [UnitChange] = []
                    for stale in found.stale {
                        guard var old = stale.previous, old.isUsable else { continue }
                        old.fingerprint = stale.fingerprint
                        old.stageFingerprint = found.fingerprint.digest
                        old.inputs = stale.unit.inputs
                        old.reason = "accepted: \(accept.reason)"
                        old.run = request.run
                        records.append(old)
                        changes.append(.accepted(old))
                    }
                    try record.commit(changes)
                    stageRun.accepted = changes.count
                    stageRun.reasons = ReasonText.ranked(found.stale.map(\.reason))
                    let whole = changes.count == found.stale.count && found.withdrawn.isEmpty && found.leftAlone == 0
                    let summary = whole ? StageSummary(found, records: records) : nil
                    stageRun.outputs = summary?.outputs
                    try record.finish(stageRun, summary: summary)
                } else {
                    try record.finish(stageRun, summary: found.unchanged)
                }
                runs.append(stageRun)
            }
            views[spec.name] = try assessor.recordedView(spec.name, grain: implementations[spec.name]?.grain)
        }
        try record.end(RunEnd(run: request.run, status: .done, ended: UTC.text(), exitCode: 0))
        return RunSummary(
            run: request.run, status: .done, stages: runs, diagnostics: [], exitCode: .done, stuck: [], milliseconds: 0)
    }

    var start: RunStart {
        RunStart(
            run: request.run, pipeline: file.name, started: UTC.text(), command: request.command,
            toolVersion: request.toolVersion)
    }
}

extension StageSummary {
    /// Over everything that a stage's units are now.
    init(_ found: StageAssessment, records: [UnitRecord]) {
        let items = StageView.sorted(records.filter(\.isUsable).flatMap(\.items))
        var counts: [String: Int] = [:]
        for record in records where record.isUsable { counts.merge(record.counts) { $0 &+ $1 } }
        let stopped = records.first { $0.status == .stopped }
        self.init(
            key: found.key, outputs: StageView.digest(of: items), stageFingerprint: found.fingerprint.digest,
            units: found.total, items: items.count, failed: records.count { !$0.isUsable },
            transient: records.count { $0.status == .transient },
            stops: stopped.flatMap { $0.diagnostics.last { $0.severity == .error } ?? $0.diagnostics.last },
            counts: counts)
    }
}
