import Diagnostics
import Foundation
import PipelineEngine
import Store

/// One run from the lock to the last line, for `run` and `retry`.
struct Execution {
    let loader: PipelineLoader
    let selection: SelectionOptions
    let saying: SayingOptions
    var ifLocked = IfLocked.fail
    var strict = false
    var retryFailed = false

    private var project: Project { loader.project }

    /// - Throws: whatever must be said; ``QuietExit`` with the run's own code.
    func run() throws {
        let file = try loader.load()
        let aftermath = Aftermath(project: project, file: file, saying: saying)
        do {
            try run(file, aftermath)
        } catch let failure as CommandFailure {
            aftermath.failed(failure.code, failure.diagnostics)
            throw failure
        } catch let list as DiagnosticList {
            aftermath.failed(list.diagnostics.first.map(ExitCode.of) ?? .software, list.diagnostics)
            throw list
        } catch let diagnostic as Diagnostic {
            aftermath.failed(ExitCode.of(diagnostic), [diagnostic])
            throw diagnostic
        } catch let error as SystemError {
            aftermath.failed(error.exitCode, [error.diagnostic])
            throw error
        }
    }

    private func run(_ file: PipelineFile, _ aftermath: Aftermath) throws {
        let cancellation = Cancellation()
        let lock: RunLock
        switch try RunLock.acquire(
            project.lock(of: file.name), name: "pipeline \(file.name)", ifLocked: ifLocked,
            owner: .current(command: CommandLine.arguments), cancellation: cancellation,
            onWait: { owner in
                if !saying.quiet { StandardError.line("waiting for process \(owner?.pid ?? 0), which is running \(file.name)") }
            })
        {
        case .held(let held): lock = held
        case .skipped(let diagnostic):
            if !saying.quiet { StandardError.line(diagnostic.message) }
            return
        }
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(at: project.store(of: file.name))
        var session = try PipelineSession(loader, file: file, store: store, request: request)
        try session.inputs.check()
        let late = try lateSources(session)
        try session.select(selection)
        let plan = try session.run.preview()
        if plan.isEmpty {
            try SourceIndex.remember(session.inputs.listing, in: session.record)
            try RunReport(session: session, saying: saying).nothingToDo()
            return aftermath.unchanged(session, late + (try waiting(session).diagnostics))
        }
        try Preflight(session: session).check()
        try execute(session, cancellation, lock, aftermath, late)
    }

    /// - Returns: warnings, said already.
    /// - Throws: ``CommandFailure`` 66 where being late is an error.
    private func lateSources(_ session: PipelineSession) throws -> [Diagnostic] {
        let late = SourceArrivals(file: session.file, inputs: session.inputs).late()
        if late.contains(where: { $0.severity == .error }) { throw CommandFailure(.noInput, late) }
        if !saying.quiet { StandardError.print(late) }
        return late
    }

    private var request: RunRequest {
        RunRequest(retryFailed: retryFailed, command: CommandLine.arguments, toolVersion: ToolVersion.current)
    }

    private func execute(
        _ session: PipelineSession, _ cancellation: Cancellation, _ lock: RunLock, _ aftermath: Aftermath,
        _ late: [Diagnostic]
    ) throws {
        let staging = session.publisher
        let watch = SignalWatch(cancellation) { try? staging.discard() }
        defer { withExtendedLifetime(watch) {} }
        let renders = session.renderStages.contains { session.request.stages?.contains($0) ?? true }
        if renders { try session.publisher.prepare() }
        let voice = RunSaying(saying, run: session.request.run)
        let started = UTC.text()
        let summary = session.run.execute(cancellation: cancellation) { voice.hear($0) }
        switch summary.status {
        case .restart:
            throw ProcessRestart.perform(keeping: lock)
        case .interrupted:
            try? session.publisher.discard()
            aftermath.ended(session, summary, summary.exitCode)
            if !saying.quiet { StandardError.line("stopped; what was done is kept, and the next run goes on from there") }
            // units may still be at work in the background: nobody waits for them
            _exit(summary.exitCode.rawValue)
        default: break
        }
        try SourceIndex.remember(session.inputs.listing, in: session.record)
        let unusable = nothingUsable(session, summary)
        if unusable != nil { try? session.publisher.discard() }
        let folder = try Publication(session: session, summary: summary, started: started).finish()
        try session.store.checkpoint()
        let report = RunReport(session: session, saying: saying)
        if let unusable { throw unusable }
        if summary.exitCode != .done { throw report.failure(summary) }
        try report.done(summary, folder: folder)
        let waiting = try waiting(session)
        if !saying.quiet { StandardError.print(waiting.told) }
        let isQuarantined = try strict && report.quarantined > 0
        aftermath.ended(session, summary, isQuarantined ? .quarantined : .done, late + waiting.diagnostics)
        if isQuarantined { throw QuietExit(.quarantined) }
    }

    private func waiting(_ session: PipelineSession) throws -> WaitingDecisions {
        try WaitingDecisions(session.store, file: project.shown(project.overrides(of: session.file.name)))
    }

    /// Every document in quarantine is a failed run, not an empty report.
    private func nothingUsable(_ session: PipelineSession, _ summary: RunSummary) -> CommandFailure? {
        let ingests = session.file.stages.filter { $0.kind == "ingest" }.compactMap { summary.stage($0.name) }
        let units = ingests.reduce(0) { $0 + $1.units }, failed = ingests.reduce(0) { $0 + $1.failed }
        guard units > 0, failed == units else { return nil }
        let causes = ingests.flatMap(\.diagnostics).prefix(5)
        let needsProgram = ingests.flatMap(\.diagnostics).allSatisfy { ExitCode.of($0) == .unavailable }
        return CommandFailure(
            needsProgram && !causes.isEmpty ? .unavailable : .dataError, causes + [
                Diagnostic(
                    code: "run.nothing-usable", "none of \(units) documents could be read; the published report stays as it was",
                    help: "mend the files, then `assay retry \(session.file.name)`")
            ])
    }
}
