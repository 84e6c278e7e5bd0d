import Diagnostics

/// What the engine remembers from run to run. The store implements it; tests keep it in memory.
///
/// All writing calls come one after another from one queue. Reading calls may come from others, at
/// the same time.
public protocol RunRecord: Sendable {
    /// Bytes that the engine or the tool put away under a name (file stamps, notification state).
    func memory(_ key: String) throws -> [UInt8]?
    /// - Parameter bytes: `nil` forgets.
    func remember(_ bytes: [UInt8]?, as key: String) throws

    /// What stands for a whole stage, or `nil` when it never ended.
    func summary(of stage: String) throws -> StageSummary?
    /// Records of a stage's units, in any order.
    func units(of stage: String) throws -> [UnitRecord]
    /// A stage's own parts as they were under that digest; kept as long as a unit names it.
    func fingerprint(_ digest: Digest) throws -> Fingerprint?

    /// A run starts. Its row stays open until ``end(_:)``; one found open belongs to a run that was killed.
    func begin(_ run: RunStart) throws
    /// A stage is about to change: forgets its summary, which no longer holds if the run is killed
    /// in between, and keeps its own parts under their digest. Called before its first ``commit(_:)``.
    func open(_ stage: String, fingerprint: Fingerprint) throws
    /// Writes what happened to some units, all in one transaction. A unit's earlier output is
    /// replaced (`computed`), removed (`failed`, `withdrawn`) or left as it is (`accepted`).
    func commit(_ changes: [UnitChange]) throws
    /// A stage is done, or blocked, or cut short. The row goes to the run's history; the summary
    /// replaces the stage's, and `nil` forgets it.
    func finish(_ stage: StageRun, summary: StageSummary?) throws
    func end(_ run: RunEnd) throws
}

/// One thing for the record to write.
public enum UnitChange: Sendable {
    /// New output. The payload is what the stage put into ``UnitOutput/payload``.
    case computed(UnitRecord, payload: (any Sendable)?)
    /// It threw, or was too slow: no output any more, and a row for the quarantine.
    case failed(UnitRecord)
    /// Its inputs changed, but a person said that the old output stands.
    case accepted(UnitRecord)
    /// Its source is gone: no output, no record.
    case withdrawn(stage: String, unit: String)

    public var stage: String {
        switch self {
        case .computed(let record, _), .failed(let record), .accepted(let record): record.stage
        case .withdrawn(let stage, _): stage
        }
    }

    public var unit: String {
        switch self {
        case .computed(let record, _), .failed(let record), .accepted(let record): record.unit
        case .withdrawn(_, let unit): unit
        }
    }
}

/// A stage as it stood when it was last done whole.
public struct StageSummary: Sendable, Codable, Hashable {
    /// Over the stage's parts, the needed stages' outputs and the outside: equal means nothing to look at.
    public var key: Digest
    /// Over all items, ordered by id.
    public var outputs: Digest
    public var stageFingerprint: Digest
    public var units: Int
    public var items: Int
    /// Units in quarantine.
    public var failed: Int
    /// Of those, units that the next run tries again by itself.
    public var transient: Int
    /// Why later stages must not run, when a unit said so.
    public var stops: Diagnostic?
    public var counts: [String: Int]

    public init(
        key: Digest, outputs: Digest, stageFingerprint: Digest, units: Int, items: Int, failed: Int = 0,
        transient: Int = 0, stops: Diagnostic? = nil, counts: [String: Int] = [:]
    ) {
        self.key = key
        self.outputs = outputs
        self.stageFingerprint = stageFingerprint
        self.units = units
        self.items = items
        self.failed = failed
        self.transient = transient
        self.stops = stops
        self.counts = counts
    }
}

public struct RunStart: Sendable, Codable, Hashable {
    /// Sorts by time: `20260301T043000Z-1a2b`.
    public var run: String
    public var pipeline: String
    /// UTC, ISO 8601.
    public var started: String
    public var command: [String]
    public var toolVersion: String

    public init(run: String, pipeline: String, started: String, command: [String], toolVersion: String) {
        self.run = run
        self.pipeline = pipeline
        self.started = started
        self.command = command
        self.toolVersion = toolVersion
    }
}

public enum RunStatus: String, Sendable, Codable {
    /// Everything selected is up to date.
    case done
    /// Nothing had to be done.
    case unchanged
    /// An expectation of severity error stopped it.
    case stopped
    /// A stage failed.
    case failed
    /// SIGTERM or SIGINT.
    case interrupted
    /// A unit ignored its deadline; the tool starts the run again.
    case restart
}

public struct RunEnd: Sendable, Codable, Hashable {
    public var run: String
    public var status: RunStatus
    public var ended: String
    public var exitCode: Int32

    public init(run: String, status: RunStatus, ended: String, exitCode: Int32) {
        self.run = run
        self.status = status
        self.ended = ended
        self.exitCode = exitCode
    }
}

public enum StageStatus: String, Sendable, Codable {
    /// Ran, or part of it.
    case ran
    /// Nothing to do.
    case reused
    /// Its unit said that later stages must not run.
    case stopped
    case failed
    /// A stage that it needs stopped or failed.
    case blocked
    /// Cut short by a signal or by another unit that is stuck.
    case interrupted
    /// Not selected.
    case skipped
}

/// What happened to a stage in one run, for the run manifest and `runs`.
public struct StageRun: Sendable, Codable, Hashable {
    public var run: String
    public var stage: String
    public var kind: String
    public var version: Int
    public var status: StageStatus
    public var units: Int
    public var computed: Int
    public var reused: Int
    public var accepted: Int
    public var withdrawn: Int
    public var failed: Int
    /// Tries over all units that ran; more than `computed + failed` where some were repeated.
    public var attempts: Int
    public var milliseconds: Int
    /// Why units ran, the most frequent first: `source changed: sources/a.txt`.
    public var reasons: [String]
    public var counts: [String: Int]
    public var diagnostics: [Diagnostic]
    public var outputs: Digest?
    /// What a person gave as the reason of `accept`.
    public var acceptReason: String?

    public init(
        run: String, stage: String, kind: String, version: Int, status: StageStatus, units: Int = 0, computed: Int = 0,
        reused: Int = 0, accepted: Int = 0, withdrawn: Int = 0, failed: Int = 0, attempts: Int = 0,
        milliseconds: Int = 0, reasons: [String] = [], counts: [String: Int] = [:], diagnostics: [Diagnostic] = [],
        outputs: Digest? = nil, acceptReason: String? = nil
    ) {
        self.run = run
        self.stage = stage
        self.kind = kind
        self.version = version
        self.status = status
        self.units = units
        self.computed = computed
        self.reused = reused
        self.accepted = accepted
        self.withdrawn = withdrawn
        self.failed = failed
        self.attempts = attempts
        self.milliseconds = milliseconds
        self.reasons = reasons
        self.counts = counts
        self.diagnostics = diagnostics
        self.outputs = outputs
        self.acceptReason = acceptReason
    }
}
