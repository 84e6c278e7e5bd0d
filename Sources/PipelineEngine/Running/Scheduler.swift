import Diagnostics
import Dispatch
import Glibc

/// One run in motion.
///
/// `control` owns all state and never blocks; `workers` run units, one each at a time; `writer` speaks
/// to the record, one call after another. Results of a stage are written in input order, whatever order they come
/// in, so the number of jobs never shows.
///
/// @unchecked Sendable because every stored `var` is touched on `control` only.
final class Scheduler: @unchecked Sendable {
    private let run: PipelineRun
    private let cancellation: Cancellation
    private let onEvent: @Sendable (RunEvent) -> Void
    private let assessor: StageAssessor
    private let control = DispatchQueue(label: "assay.control")
    private let writer = DispatchQueue(label: "assay.writer")
    private let finished = DispatchSemaphore(value: 0)
    private let began = DispatchTime.now().uptimeNanoseconds

    private var specs: [StageSpec] = []
    private var states: [String: StageProgress] = [:]
    private var views: [String: StageView] = [:]
    private var budget: MemoryBudget
    private var workers: WorkerPool
    private var nextToken = 0
    private var isStopping = false
    private var isClosing = false
    private var isOver = false
    private var faults = RunFaults()
    private var stuck: [String] = []
    private var summary: RunSummary?

    init(run: PipelineRun, cancellation: Cancellation, onEvent: @escaping @Sendable (RunEvent) -> Void) {
        self.run = run
        self.cancellation = cancellation
        self.onEvent = onEvent
        assessor = StageAssessor(record: run.record, request: run.request)
        budget = MemoryBudget(limit: run.memory)
        workers = WorkerPool(jobs: run.jobs)
    }

    func execute() -> RunSummary {
        control.async { self.begin() }
        cancellation.onCancel { _ in self.control.async { self.cancelled() } }
        finished.wait()
        return control.sync {
            summary
                ?? RunSummary(
                    run: run.request.run, status: .failed, stages: [], diagnostics: faults.diagnostics, exitCode: .software,
                    stuck: [],
                    milliseconds: 0)
        }
    }

    // MARK: Stages

    private func begin() {
        specs = run.selected
        do {
            for spec in run.file.stages where !specs.contains(where: { $0.name == spec.name }) {
                views[spec.name] = try assessor.recordedView(spec.name, grain: run.implementations[spec.name]?.grain)
            }
        } catch {
            return fail(error)
        }
        for spec in specs { states[spec.name] = StageProgress() }
        write({ try self.run.record.begin(self.run.start) }, then: { self.step() })
    }

    /// Looks at everything that could go on. Called after whatever changed.
    private func step() {
        guard !isOver else { return }
        for spec in specs where states[spec.name]?.phase == .waiting && !isStopping {
            let selectedNeeds = spec.needs.filter { states[$0] != nil }
            guard selectedNeeds.allSatisfy({ states[$0]?.phase == .finished }) else { continue }
            if let blocker = spec.needs.lazy.compactMap({ self.blocker($0) }).first {
                block(spec, blocker)
            } else {
                prepare(spec)
            }
        }
        admit()
        for spec in specs { closeIfDone(spec) }
        if isStopping
            ? workers.busy == 0
                && states.values.allSatisfy({ !$0.isWriting && $0.phase != .finishing && $0.phase != .preparing })
            : states.values.allSatisfy({ $0.phase == .finished })
        {
            conclude()
        }
    }

    private func blocker(_ name: String) -> Diagnostic? {
        if let row = states[name]?.row, row.status == .failed || row.status == .blocked {
            return row.diagnostics.last ?? Diagnostic(code: "stage.blocked", "stage `\(name)` did not end")
        }
        guard let view = views[name] else {
            return Diagnostic(
                code: "run.not-yet", "stage `\(name)` has never run", help: "run it too: `--to` instead of `--only`")
        }
        return view.blocked
    }

    private func block(_ spec: StageSpec, _ cause: Diagnostic) {
        if states[spec.needs.first { states[$0] != nil } ?? ""] == nil, cause.code == "run.not-yet" {
            faults.note(cause, .noInput)
        } else if !faults.diagnostics.contains(cause) {
            // Stopped or failed in an earlier run and not selected now: it still counts.
            faults.note(cause, cause.code == "stage.failed-before" ? .software : .checksFailed)
        }
        var row = row(spec, .blocked)
        row.diagnostics = [cause]
        end(spec, row, summary: nil, keepSummary: true)
    }

    private func prepare(_ spec: StageSpec) {
        states[spec.name]?.phase = .preparing
        states[spec.name]?.began = DispatchTime.now().uptimeNanoseconds
        guard let stage = run.implementations[spec.name] else {
            return stageFailed(spec, Diagnostic(code: "stage.unknown", "nothing implements stage `\(spec.name)`"))
        }
        let views = self.views
        DispatchQueue(label: "assay.prepare.\(spec.name)").async {
            let outcome = Swift.Result { try self.assessor.assess(spec, stage, views: views) }
            self.control.async {
                guard !self.isOver else { return }
                switch outcome {
                case .failure(let error): self.stageFailed(spec, error)
                case .success(let found): self.prepared(spec, stage, found)
                }
                self.step()
            }
        }
    }

    private func prepared(_ spec: StageSpec, _ stage: any StageImplementation, _ found: StageAssessment) {
        if isStopping {
            states[spec.name]?.phase = .waiting
            return
        }
        states[spec.name]?.found = found
        if let summary = found.unchanged {
            return reuse(spec, stage, found, summary)
        }
        states[spec.name]?.records = found.reused
        states[spec.name]?.phase = .running
        let gone = found.withdrawn.map { UnitChange.withdrawn(stage: spec.name, unit: $0.unit) }
        onEvent(
            .stageStarted(
                stage: spec.name, stale: found.stale.count, total: found.total,
                reasons: ReasonText.ranked(found.stale.map(\.reason))))
        states[spec.name]?.isWriting = true
        write(
            {
                try self.run.record.open(spec.name, fingerprint: found.fingerprint)
                if !gone.isEmpty { try self.run.record.commit(gone) }
            },
            then: {
                self.states[spec.name]?.isWriting = false
                // A unit may have been faster than this.
                self.flush(spec)
                self.step()
            })
        let limit = spec.limits.stageMilliseconds ?? run.file.limits.stageMilliseconds
        if let limit {
            let deadline = DispatchTime.now() + .milliseconds(limit)
            states[spec.name]?.deadline = deadline.uptimeNanoseconds
            control.asyncAfter(deadline: deadline) { self.stageOverdue(spec, limit) }
        }
    }

    private func reuse(
        _ spec: StageSpec, _ stage: any StageImplementation, _ found: StageAssessment, _ summary: StageSummary
    ) {
        var row = row(spec, summary.stops == nil ? .reused : .stopped)
        row.units = summary.units
        row.reused = summary.units - summary.failed
        row.failed = summary.failed
        row.counts = summary.counts
        row.outputs = summary.outputs
        if let stops = summary.stops { row.diagnostics = [stops] }
        do {
            views[spec.name] = try assessor.recordedView(spec.name, grain: stage.grain)
        } catch {
            return stageFailed(spec, error)
        }
        if let stops = summary.stops { faults.note(stops, .checksFailed) }
        end(spec, row, summary: summary)
    }

    private func stageOverdue(_ spec: StageSpec, _ limit: Int) {
        guard !isOver, states[spec.name]?.phase == .running else { return }
        states[spec.name]?.isOverdue = true
        for flight in states[spec.name]?.running.values.map({ $0 }) ?? [] { watch(spec, flight.token, after: 0) }
        step()
    }

    // MARK: Units

    private func admit() {
        guard !isStopping else { return }
        while workers.hasFree {
            var started = false
            for spec in specs {
                guard let index = candidate(spec) else { continue }
                guard let weight = states[spec.name]?.found?.stale[index].unit.weight else { continue }
                // A repeated unit still holds its weight.
                let isRepeat = (states[spec.name]?.attempts[index] ?? 0) > 0
                if !isRepeat, !budget.reserve(weight) { continue }
                start(spec, index)
                started = true
                break
            }
            if !started { return }
        }
    }

    private func candidate(_ spec: StageSpec) -> Int? {
        guard let state = states[spec.name], state.phase == .running, !state.isOverdue, let found = state.found else {
            return nil
        }
        if let limit = spec.limits.jobs, state.running.count >= limit { return nil }
        if let ready = state.retryReady.first { return ready }
        return state.next < found.stale.count ? state.next : nil
    }

    private func start(_ spec: StageSpec, _ index: Int) {
        guard let stage = run.implementations[spec.name], let stale = states[spec.name]?.found?.stale[index],
            let worker = workers.take()
        else { return }
        if states[spec.name]?.retryReady.first == index {
            states[spec.name]?.retryReady.removeFirst()
        } else {
            states[spec.name]?.next += 1
        }
        let attempt = (states[spec.name]?.attempts[index] ?? 0) + 1
        states[spec.name]?.attempts[index] = attempt
        nextToken += 1
        let token = nextToken
        let now = DispatchTime.now().uptimeNanoseconds
        // A stage over the whole corpus has the stage's limit only, unless it asks for its own.
        let limit =
            spec.limits.documentMilliseconds ?? (stage.grain == .record ? run.file.limits.documentMilliseconds : nil)
        let own = limit.map { now &+ UInt64($0) &* 1_000_000 } ?? .max
        let whole = states[spec.name]?.deadline ?? .max
        let deadline = min(own, whole)
        states[spec.name]?.running[token] = StageProgress.InFlight(
            token: token, index: index, began: now, ownDeadline: own <= whole, worker: worker.index)
        if deadline != .max { watch(spec, token, after: Int((deadline &- now) / 1_000_000)) }
        let context = UnitContext(
            stage: spec, run: run.request.run, attempt: attempt, deadline: deadline, cancellation: cancellation)
        worker.queue.async {
            let outcome = Swift.Result { try stage.run(stale.unit, in: context) }
            let took = Int((DispatchTime.now().uptimeNanoseconds &- now) / 1_000_000)
            self.control.async { self.came(spec, stage, token, outcome, took) }
        }
    }

    private func watch(_ spec: StageSpec, _ token: Int, after milliseconds: Int) {
        control.asyncAfter(deadline: .now() + .milliseconds(milliseconds + run.request.graceMilliseconds)) {
            self.gaveNoSign(spec, token)
        }
    }

    private func came(
        _ spec: StageSpec, _ stage: any StageImplementation, _ token: Int,
        _ outcome: Swift.Result<UnitOutput, any Error>,
        _ took: Int
    ) {
        // Counted as stuck already, or the run is over.
        guard !isOver, let flight = states[spec.name]?.running.removeValue(forKey: token),
            let stale = states[spec.name]?.found?.stale[flight.index]
        else { return }
        workers.giveBack(flight.worker)
        var record = record(spec, stale, flight.index, took)
        switch outcome {
        case .success(let output):
            record.status = output.stops == nil ? .done : .stopped
            record.items = output.items
            record.counts = output.counts
            record.diagnostics = output.diagnostics + (output.stops.map { [$0] } ?? [])
            settle(
                spec, flight.index,
                StageProgress.Result(change: .computed(record, payload: output.payload), record: record))
        case .failure(let error):
            let (diagnostic, kind) = stage.explain(error, of: stale.unit)
            failed(
                spec, stage, flight, record, diagnostic, kind,
                code: (error as? any ExitCodeProviding)?.exitCode ?? .software)
        }
        step()
    }

    private func failed(
        _ spec: StageSpec, _ stage: any StageImplementation, _ flight: StageProgress.InFlight, _ record: UnitRecord,
        _ diagnostic: Diagnostic,
        _ kind: FailureClass, code: ExitCode
    ) {
        var record = record
        record.diagnostics = [diagnostic]
        switch kind {
        case .cancelled:
            return settle(spec, flight.index, StageProgress.Result())
        case .overdue where !flight.ownDeadline:
            // The stage ran out of time, not this unit: it is neither done nor bad.
            return settle(spec, flight.index, StageProgress.Result())
        case .transient where record.attempts <= spec.retries.times && !isStopping:
            let wait = spec.retries.backoffMilliseconds &* (1 << min(record.attempts - 1, 16))
            states[spec.name]?.retryWaiting += 1
            onEvent(
                .unitRetried(
                    stage: spec.name, unit: record.unit, attempt: record.attempts, after: wait, diagnostic: diagnostic))
            control.asyncAfter(deadline: .now() + .milliseconds(wait)) {
                guard !self.isOver, !self.isStopping else { return }
                self.states[spec.name]?.retryWaiting -= 1
                self.states[spec.name]?.retryReady.append(flight.index)
                self.step()
            }
            return
        case .transient: record.status = .transient
        case .overdue: record.status = .overdue
        case .permanent: record.status = .failed
        }
        onEvent(.unitFailed(stage: spec.name, unit: record.unit, status: record.status, diagnostic: diagnostic))
        if stage.grain == .corpus { faults.note(diagnostic, code) }
        settle(spec, flight.index, StageProgress.Result(change: .failed(record), record: record))
    }

    /// Deadline and grace are over and the unit is still at it. Its thread cannot be ended: what it
    /// is gets recorded, and the process begins again without it.
    ///
    /// A unit over the whole corpus cannot be left out: its stage has failed, as it has when the
    /// stage's time is over rather than the unit's.
    private func gaveNoSign(_ spec: StageSpec, _ token: Int) {
        guard !isOver, let flight = states[spec.name]?.running[token],
            let stale = states[spec.name]?.found?.stale[flight.index]
        else { return }
        states[spec.name]?.running.removeValue(forKey: token)
        let isCorpus = run.implementations[spec.name]?.grain == .corpus
        workers.giveUp(replaced: !flight.ownDeadline || isCorpus)
        guard flight.ownDeadline else {
            settle(spec, flight.index, StageProgress.Result())
            return step()
        }
        let took = Int((DispatchTime.now().uptimeNanoseconds &- flight.began) / 1_000_000)
        var record = record(spec, stale, flight.index, took)
        record.status = isCorpus ? .overdue : .stuck
        let diagnostic =
            isCorpus
            ? Failure.overdue(stale.unit.id)
            : Diagnostic(
                code: "unit.stuck", "`\(stale.unit.id)` went past its deadline and did not stop",
                help: "it is left out until it changes, or until `assay retry`")
        record.diagnostics = [diagnostic]
        onEvent(.unitFailed(stage: spec.name, unit: stale.unit.id, status: record.status, diagnostic: diagnostic))
        if isCorpus {
            faults.note(diagnostic, .software)
        } else {
            stuck.append(stale.unit.id)
            isStopping = true
        }
        settle(spec, flight.index, StageProgress.Result(change: .failed(record), record: record))
        step()
    }

    private func record(_ spec: StageSpec, _ stale: StaleUnit, _ index: Int, _ took: Int) -> UnitRecord {
        UnitRecord(
            stage: spec.name, unit: stale.unit.id, status: .done, fingerprint: stale.fingerprint,
            stageFingerprint: states[spec.name]?.found?.fingerprint.digest ?? Digest(high: 0, low: 0),
            inputs: stale.unit.inputs, attempts: states[spec.name]?.attempts[index] ?? 1, milliseconds: took,
            reason: stale.reason, run: run.request.run)
    }

    // MARK: Writing

    private func settle(_ spec: StageSpec, _ index: Int, _ result: StageProgress.Result) {
        states[spec.name]?.results[index] = result
        flush(spec)
    }

    /// Hands the writer all results that follow the last one written without a gap.
    ///
    /// - Parameter gaps: also those behind a gap: the run is leaving, and what is done is done.
    private func flush(_ spec: StageSpec, gaps: Bool = false) {
        let name = spec.name
        guard states[name]?.isWriting == false, let batch = states[name]?.takeResults(gaps: gaps), !batch.isEmpty
        else { return }
        states[name]?.isWriting = true
        let changes = batch.compactMap(\.result.change)
        write(
            { if !changes.isEmpty { try self.run.record.commit(changes) } },
            then: {
                self.written(spec, batch)
                self.flush(spec, gaps: gaps)
                self.step()
            })
    }

    private func written(_ spec: StageSpec, _ batch: [(index: Int, result: StageProgress.Result)]) {
        // changed in place: a copy of the state would copy the records of all units before
        let name = spec.name
        guard let found = states[name]?.found else { return }
        states[name]?.isWriting = false
        states[name]?.committed += batch.count
        for (index, result) in batch {
            budget.release(found.stale[index].unit.weight)
            guard let record = result.record else { continue }
            states[name]?.records.append(record)
            states[name]?.done += 1
            onEvent(.unitDone(stage: name, unit: record.unit, done: states[name]?.done ?? 0, of: found.stale.count))
        }
    }

    /// Runs on the writer; `then` on control. What the record throws ends the run.
    private func write(_ body: @escaping @Sendable () throws -> Void, then: @escaping @Sendable () -> Void) {
        writer.async {
            let outcome = Swift.Result { try body() }
            self.control.async {
                guard !self.isOver else { return }
                switch outcome {
                case .success: then()
                case .failure(let error): self.fail(error)
                }
            }
        }
    }

    // MARK: Ends

    private func closeIfDone(_ spec: StageSpec) {
        guard let state = states[spec.name], state.phase == .running, let found = state.found, !state.isWriting,
            state.running.isEmpty
        else { return }
        let all = state.committed == found.stale.count
        guard all || (state.isOverdue && state.results.isEmpty) else { return }
        if !all || isStopping && state.records.count < found.stale.count + found.reused.count {
            if isStopping { return }
            return overdue(spec, state, found)
        }
        finish(spec, state, found)
    }

    private func finish(_ spec: StageSpec, _ state: StageProgress, _ found: StageAssessment) {
        var row = row(spec, .ran)
        state.fill(&row, found)
        // A unit that was dropped (the stage's time ran out) leaves the stage unfinished.
        let whole = found.leftAlone == 0 && state.records.count == found.stale.count + found.reused.count
        if !whole, found.leftAlone == 0 { return overdue(spec, state, found) }
        let summary = StageSummary(found, records: state.records)
        row.outputs = summary.outputs
        row.counts = summary.counts
        let grain = run.implementations[spec.name]?.grain ?? .record
        if let stops = summary.stops {
            row.status = .stopped
            faults.note(stops, .checksFailed)
        } else if grain == .corpus, summary.failed > 0 {
            row.status = .failed
        }
        views[spec.name] = state.view(found, summary)
        end(spec, row, summary: whole ? summary : nil)
    }

    private func overdue(_ spec: StageSpec, _ state: StageProgress, _ found: StageAssessment) {
        var row = row(spec, .failed)
        state.fill(&row, found)
        let limit = spec.limits.stageMilliseconds ?? run.file.limits.stageMilliseconds ?? 0
        let diagnostic = Diagnostic(
            code: "stage.overdue",
            "stage `\(spec.name)` took longer than \(ConfigScalar.duration(limit)); \(state.done) of \(found.stale.count) units are done",
            at: spec.location, help: "raise `limits.stage`, or run again: what is done stays done")
        row.diagnostics.append(diagnostic)
        faults.note(diagnostic, .software)
        end(spec, row, summary: nil)
    }

    private func row(_ spec: StageSpec, _ status: StageStatus) -> StageRun {
        StageRun(
            run: run.request.run, stage: spec.name, kind: spec.kind,
            version: run.implementations[spec.name]?.version ?? 0,
            status: status)
    }

    private func end(_ spec: StageSpec, _ row: StageRun, summary: StageSummary?, keepSummary: Bool = false) {
        states[spec.name]?.phase = .finishing
        states[spec.name]?.row = row
        states[spec.name]?.isWriting = true
        let name = spec.name
        write(
            {
                let kept = keepSummary ? try self.run.record.summary(of: name) : summary
                try self.run.record.finish(row, summary: kept)
            },
            then: {
                self.states[name]?.isWriting = false
                self.states[name]?.phase = .finished
                self.states[name]?.results = [:]
                self.onEvent(.stageFinished(row))
                self.step()
            })
    }

    private func stageFailed(_ spec: StageSpec, _ error: any Error) {
        var row = row(spec, .failed)
        let found = (error as? DiagnosticList)?.diagnostics ?? [Failure.explain(error, unit: spec.name).0]
        row.diagnostics = found
        for diagnostic in found { faults.note(diagnostic, (error as? any ExitCodeProviding)?.exitCode ?? .software) }
        end(spec, row, summary: nil)
    }

    /// The record cannot be written or read: nothing more can be kept.
    private func fail(_ error: any Error) {
        guard !isOver else { return }
        faults.note(Failure.explain(error, unit: "record").0, (error as? any ExitCodeProviding)?.exitCode ?? .ioError)
        isStopping = true
        leave(.failed, faults.worstCode)
    }

    private func cancelled() {
        guard !isOver else { return }
        isStopping = true
        for spec in specs { flush(spec, gaps: true) }
        let limit = run.request.leaveMilliseconds
        // A moment before the end what came is written and the run is closed, if the record lets us.
        control.asyncAfter(deadline: .now() + .milliseconds(limit - min(300, limit / 4))) {
            for spec in self.specs { self.flush(spec, gaps: true) }
            self.closeRows(.interrupted, self.codeOfSignal)
        }
        control.asyncAfter(deadline: .now() + .milliseconds(limit)) { self.leave(.interrupted, self.codeOfSignal) }
        step()
    }

    private var codeOfSignal: ExitCode { cancellation.signal == SIGINT ? .interrupted : .terminated }

    /// Everything is committed, or nothing more will be.
    private func conclude() {
        guard !isOver, !isClosing else { return }
        for spec in specs where states[spec.name]?.results.isEmpty == false {
            flush(spec, gaps: true)
            if states[spec.name]?.isWriting == true { return }
        }
        if cancellation.isCancelled, !specs.allSatisfy({ states[$0.name]?.phase == .finished }) {
            closeRows(.interrupted, codeOfSignal)
        } else if !stuck.isEmpty {
            closeRows(.restart, .done)
        } else {
            closeRows(faults.status(of: specs.compactMap { states[$0.name]?.row }), faults.worstCode)
        }
    }

    private func closeRows(_ status: RunStatus, _ code: ExitCode) {
        guard !isOver, !isClosing else { return }
        isClosing = true
        var rows: [StageRun] = []
        for spec in specs where states[spec.name]?.phase == .running {
            guard let state = states[spec.name], let found = state.found else { continue }
            var row = row(spec, .interrupted)
            state.fill(&row, found)
            states[spec.name]?.row = row
            rows.append(row)
        }
        let closing = rows
        let end = RunEnd(run: run.request.run, status: status, ended: UTC.text(), exitCode: code.rawValue)
        write(
            {
                for row in closing { try self.run.record.finish(row, summary: nil) }
                try self.run.record.end(end)
            }, then: { self.leave(status, code) })
    }

    private func leave(_ status: RunStatus, _ code: ExitCode) {
        guard !isOver else { return }
        isOver = true
        summary = RunSummary(
            run: run.request.run, status: status, stages: specs.compactMap { states[$0.name]?.row },
            diagnostics: faults.diagnostics,
            exitCode: code, stuck: stuck, milliseconds: Int((DispatchTime.now().uptimeNanoseconds &- began) / 1_000_000)
        )
        finished.signal()
    }
}
