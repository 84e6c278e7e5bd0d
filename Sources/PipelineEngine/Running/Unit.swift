import Diagnostics
import Dispatch

/// The smallest piece of work that runs, is committed, fails or is skipped by itself: a source
/// file, a document, a model, a report.
public struct Unit: Sendable {
    /// Unique within the stage and stable from run to run: a path, a document's name, `corpus`.
    public var id: String
    /// What the unit reads. The stage's own parts (options, tables, version) are added by the engine.
    public var inputs: [FingerprintPart]
    /// Bytes of memory that the unit and its result are thought to take; held until it is committed.
    public var weight: Int

    public init(id: String, inputs: [FingerprintPart], weight: Int = 1 << 20) {
        self.id = id
        self.inputs = inputs
        self.weight = weight
    }
}

/// Something that a unit hands to later stages, by name and digest: one document, one table.
public struct OutputItem: Sendable, Hashable, Codable {
    public var id: String
    public var digest: Digest
    /// Size in bytes, from which later stages guess their units' weight. Zero where unknown.
    public var size: Int

    public init(id: String, digest: Digest, size: Int = 0) {
        self.id = id
        self.digest = digest
        self.size = size
    }
}

/// What a unit made.
public struct UnitOutput: Sendable {
    /// What later stages see. One item of the unit's own id in the usual case; an archive gives one a document.
    public var items: [OutputItem]
    /// What the record writes down, in the same transaction. The engine never looks inside.
    public var payload: (any Sendable)?
    /// Added up for the summary and the run manifest: `articles: 3`.
    public var counts: [String: Int]
    /// Warnings and notes that go to the summary. Errors are thrown instead.
    public var diagnostics: [Diagnostic]
    /// Set by a stage that keeps later stages from running (an expectation of severity error): why.
    public var stops: Diagnostic?

    /// One item named like the unit.
    public init(
        of unit: Unit, digest: Digest, size: Int = 0, payload: (any Sendable)?, counts: [String: Int] = [:],
        diagnostics: [Diagnostic] = [], stops: Diagnostic? = nil
    ) {
        self.init(
            items: [OutputItem(id: unit.id, digest: digest, size: size)], payload: payload, counts: counts,
            diagnostics: diagnostics, stops: stops)
    }

    public init(
        items: [OutputItem], payload: (any Sendable)?, counts: [String: Int] = [:], diagnostics: [Diagnostic] = [],
        stops: Diagnostic? = nil
    ) {
        self.items = items
        self.payload = payload
        self.counts = counts
        self.diagnostics = diagnostics
        self.stops = stops
    }
}

/// How a unit ended, as it stands in the record.
public enum UnitStatus: String, Sendable, Codable {
    /// Its output is in the record.
    case done
    /// Done, and it keeps later stages from running.
    case stopped
    /// It threw; the same input would throw again. In quarantine until the input changes or `retry`.
    case failed
    /// It threw an error that may pass, more often than the retries allow. The next run tries again.
    case transient
    /// It went past its deadline. In quarantine until the input changes or `retry`.
    case overdue
    /// It went past its deadline and did not come back; the run began again without it.
    case stuck
}

/// What the record keeps of a unit.
public struct UnitRecord: Sendable, Codable, Hashable {
    public var stage: String
    public var unit: String
    public var status: UnitStatus
    /// Over the stage's and the unit's parts: equal means nothing to do.
    public var fingerprint: Digest
    /// Digest of the stage's own parts at that time; the parts are in ``RunRecord/fingerprint(_:)``.
    public var stageFingerprint: Digest
    /// The unit's own parts, so that `why` can name what changed.
    public var inputs: [FingerprintPart]
    public var items: [OutputItem]
    public var counts: [String: Int]
    public var attempts: Int
    public var milliseconds: Int
    /// Why it ran: `source changed: sources/a.txt`.
    public var reason: String
    public var run: String
    /// Why it failed or what it warned of.
    public var diagnostics: [Diagnostic]

    public init(
        stage: String, unit: String, status: UnitStatus, fingerprint: Digest, stageFingerprint: Digest,
        inputs: [FingerprintPart], items: [OutputItem] = [], counts: [String: Int] = [:], attempts: Int = 1,
        milliseconds: Int = 0, reason: String = "", run: String = "", diagnostics: [Diagnostic] = []
    ) {
        self.stage = stage
        self.unit = unit
        self.status = status
        self.fingerprint = fingerprint
        self.stageFingerprint = stageFingerprint
        self.inputs = inputs
        self.items = items
        self.counts = counts
        self.attempts = attempts
        self.milliseconds = milliseconds
        self.reason = reason
        self.run = run
        self.diagnostics = diagnostics
    }

    /// Whether ``items`` may be read by later stages.
    public var isUsable: Bool { status == .done || status == .stopped }
}

/// What a running unit may ask: is it still wanted, and how long has it got.
public struct UnitContext: Sendable {
    public let stage: StageSpec
    public let run: String
    /// 1 on the first try.
    public let attempt: Int
    private let limit: UInt64
    private let cancellation: Cancellation

    public init(stage: StageSpec, run: String, attempt: Int, deadline: UInt64 = .max, cancellation: Cancellation) {
        self.stage = stage
        self.run = run
        self.attempt = attempt
        limit = deadline
        self.cancellation = cancellation
    }

    /// Milliseconds left, `nil` without a deadline, never negative.
    public var remainingMilliseconds: Int? {
        if limit == .max { return nil }
        let now = DispatchTime.now().uptimeNanoseconds
        return now >= limit ? 0 : Int((limit - now) / 1_000_000)
    }

    public var isCancelled: Bool { cancellation.isCancelled }

    /// - Throws: ``UnitInterruption`` past the deadline or when the run is being stopped.
    public func check() throws(UnitInterruption) {
        if cancellation.isCancelled { throw .cancelled }
        if limit != .max, DispatchTime.now().uptimeNanoseconds > limit { throw .overdue }
    }
}

/// Why a unit stopped before its end.
public enum UnitInterruption: Error, Sendable {
    case overdue, cancelled
}
