import Diagnostics

/// What one run is asked to do.
public struct RunRequest: Sendable {
    /// Identifies the run; sorts by time. See ``RunID``.
    public var run: String
    /// Stages that may run; `nil`: all.
    public var stages: Set<String>?
    /// Stages whose units all run, whatever the record says. The tool puts `--force` and `--only` here.
    public var force: Set<String>
    /// Units that failed for good are tried again (`retry`).
    public var retryFailed: Bool
    /// Only units whose name matches one of these run, in stages that work unit by unit.
    public var documents: [GlobPattern]
    /// Units of these stages are declared up to date instead of being run (`accept`), with the reason given.
    public var accept: (stages: Set<String>, reason: String)?
    /// `nil`: as the pipeline file says, else as many as the machine has processors.
    public var jobs: Int?
    public var memory: Int?
    /// After its deadline a unit has so long to notice before it counts as stuck.
    public var graceMilliseconds: Int
    /// After SIGTERM units have so long before the run leaves.
    public var leaveMilliseconds: Int
    public var command: [String]
    public var toolVersion: String

    public init(
        run: String = RunID.make(), stages: Set<String>? = nil, force: Set<String> = [], retryFailed: Bool = false,
        documents: [GlobPattern] = [], accept: (stages: Set<String>, reason: String)? = nil, jobs: Int? = nil,
        memory: Int? = nil, graceMilliseconds: Int = 3000, leaveMilliseconds: Int = 1500, command: [String] = [],
        toolVersion: String = ""
    ) {
        self.run = run
        self.stages = stages
        self.force = force
        self.retryFailed = retryFailed
        self.documents = documents
        self.accept = accept
        self.jobs = jobs
        self.memory = memory
        self.graceMilliseconds = graceMilliseconds
        self.leaveMilliseconds = leaveMilliseconds
        self.command = command
        self.toolVersion = toolVersion
    }
}

/// Something that happened while running, for progress bars and logs. Comes from one queue, in order.
public enum RunEvent: Sendable {
    /// - stale: units that will run; total: units of the stage.
    case stageStarted(stage: String, stale: Int, total: Int, reasons: [String])
    case unitDone(stage: String, unit: String, done: Int, of: Int)
    case unitFailed(stage: String, unit: String, status: UnitStatus, diagnostic: Diagnostic)
    case unitRetried(stage: String, unit: String, attempt: Int, after: Int, diagnostic: Diagnostic)
    case stageFinished(StageRun)
}

/// How a run ended.
public struct RunSummary: Sendable {
    public var run: String
    public var status: RunStatus
    /// Of the selected stages, in the order of the plan.
    public var stages: [StageRun]
    /// What kept stages from running or failed as a whole.
    public var diagnostics: [Diagnostic]
    public var exitCode: ExitCode
    /// Units that ignored their deadline; the process must begin again without them (``ProcessRestart``).
    public var stuck: [String]
    public var milliseconds: Int
    /// Units in quarantine over all selected stages.
    public var quarantined: Int { stages.reduce(0) { $0 + $1.failed } }

    public func stage(_ name: String) -> StageRun? { stages.first { $0.stage == name } }
}

/// An error that knows the exit code it should lead to when it stops a whole run.
public protocol ExitCodeProviding: Error {
    var exitCode: ExitCode { get }
}

extension SystemError: ExitCodeProviding {}
