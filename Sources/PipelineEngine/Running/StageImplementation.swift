import Diagnostics
import Glibc

/// How much of the work one unit of a stage is.
public enum StageGrain: Sendable {
    /// Many units; one that fails goes to quarantine and the others go on.
    case record
    /// One unit, or a few, over everything; one that fails keeps later stages from running.
    case corpus
}

/// What the error of a unit means for the unit.
public enum FailureClass: Sendable {
    /// The same input fails again.
    case permanent
    /// May pass: tried again as `retries` says.
    case transient
    /// Past its deadline.
    case overdue
    /// Stopped because the run is being stopped: neither done nor failed.
    case cancelled
}

/// A stage of a pipeline, ready to run. The tool makes one for each stage of the plan.
///
/// Work is pure: the output of ``run(_:in:)`` depends on the unit's inputs, the stage's options and
/// ``parts`` alone, so that equal fingerprints mean equal outputs. Calls come from several queues.
public protocol StageImplementation: Sendable {
    /// Raised by whoever changes what the stage makes out of equal inputs. Never the program's version.
    var version: Int { get }

    /// Digests of whatever the stage reads beside its inputs and options: lexicon tables, templates, models.
    var parts: [FingerprintPart] { get }

    var grain: StageGrain { get }

    /// Digest over everything outside the record that ``units(_:)`` looks at (the source files), or `nil`.
    ///
    /// Equal to last time's, with equal parts and equal outputs of the needed stages, the stage is
    /// skipped whole, without listing its units.
    func outsideDigest() throws -> Digest?

    /// The units that should be up to date when the stage is done. Reads names and digests only.
    ///
    /// - Throws: a `Diagnostic` or `DiagnosticList` when the stage cannot run at all.
    func units(_ upstream: Upstream) throws -> [Unit]

    /// Makes one unit's output. Looks at `context.check()` as it goes.
    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput

    /// - Returns: the diagnostic and the class for an error thrown by ``run(_:in:)``.
    func explain(_ error: any Error, of unit: Unit) -> (Diagnostic, FailureClass)
}

extension StageImplementation {
    public var parts: [FingerprintPart] { [] }
    public var grain: StageGrain { .record }
    public func outsideDigest() throws -> Digest? { nil }
    public func explain(_ error: any Error, of unit: Unit) -> (Diagnostic, FailureClass) {
        Failure.explain(error, unit: unit.id)
    }
}

/// An error that knows whether trying again may help.
public protocol TransientError: Error {
    var isTransient: Bool { get }
}

/// The usual reading of errors, for stages that have nothing to add.
public enum Failure {
    public static func explain(_ error: any Error, unit: String) -> (Diagnostic, FailureClass) {
        switch error {
        case UnitInterruption.cancelled:
            return (Diagnostic(code: "unit.cancelled", "`\(unit)` was stopped with the run"), .cancelled)
        case UnitInterruption.overdue:
            return (overdue(unit), .overdue)
        case let error as any TransientError where error.isTransient:
            return (
                Diagnostic(code: "unit.transient", "`\(unit)`: \(error)", help: "the next run tries again"), .transient
            )
        case let diagnostic as Diagnostic:
            return (diagnostic, .permanent)
        case let list as DiagnosticList:
            return (list.diagnostics.first ?? Diagnostic(code: "unit.failed", "`\(unit)` failed"), .permanent)
        case let error as SystemError:
            let passing = [EAGAIN, EINTR, ENFILE, EMFILE, EBUSY, ETIMEDOUT].contains(error.number)
            return (error.diagnostic, passing ? .transient : .permanent)
        default:
            return (Diagnostic(code: "unit.failed", "`\(unit)`: \(error)"), .permanent)
        }
    }

    public static func overdue(_ unit: String) -> Diagnostic {
        Diagnostic(
            code: "unit.overdue", "`\(unit)` took longer than its deadline",
            help: "raise `limits.document`, or mend or remove the document; then `assay retry`")
    }
}

/// What the needed stages have made, as names and digests.
public struct Upstream: Sendable {
    /// One item with where it came from.
    public struct Item: Sendable {
        public let stage: String
        public let item: OutputItem
        /// Set while the unit behind it is going to run or has just run: why. Then in a preview the
        /// digest is a guess.
        public let cause: String?

        public init(stage: String, item: OutputItem, cause: String? = nil) {
            self.stage = stage
            self.item = item
            self.cause = cause
        }
    }

    /// Names of the needed stages, as the pipeline file lists them.
    public let stages: [String]
    /// Over all items of all needed stages; what a corpus unit depends on.
    public let digest: Digest
    private let load: @Sendable (String) throws -> [Item]

    public init(stages: [String], digest: Digest, load: @escaping @Sendable (String) throws -> [Item]) {
        self.stages = stages
        self.digest = digest
        self.load = load
    }

    /// Items of one stage, ordered by id. Empty for a stage that is not needed.
    public func items(of stage: String) throws -> [Item] { try load(stage) }

    /// Items of all needed stages, in the order of `needs`, each ordered by id.
    public func allItems() throws -> [Item] { try stages.flatMap(load) }

    /// One unit for each item: the usual shape of a stage that works document by document.
    ///
    /// - Parameter weight: bytes of memory for an item of that size.
    public func unitPerItem(weight: (Int) -> Int = { max(1 << 20, $0 * 16) }) throws -> [Unit] {
        var units: [String: Unit] = [:]
        var order: [String] = []
        for entry in try allItems() {
            let part = FingerprintPart(
                key: "input.\(entry.stage).\(entry.item.id)", digest: entry.item.digest, label: entry.stage,
                name: entry.item.id)
            if units[entry.item.id] == nil {
                order.append(entry.item.id)
                units[entry.item.id] = Unit(id: entry.item.id, inputs: [part], weight: weight(entry.item.size))
            } else {
                units[entry.item.id]?.inputs.append(part)
            }
        }
        return order.compactMap { units[$0] }
    }

    /// One unit over everything the needed stages made: the usual shape of a stage over the corpus.
    public func corpusUnit(_ id: String = "corpus", weight: Int = 32 << 20) -> Unit {
        Unit(
            id: id,
            inputs: [
                FingerprintPart(key: "input", digest: digest, label: "inputs", name: stages.joined(separator: ", "))
            ],
            weight: weight)
    }
}
