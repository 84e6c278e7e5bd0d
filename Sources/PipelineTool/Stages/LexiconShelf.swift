import Diagnostics
import Enrichment
import Facts
import Foundation
import Ingestion
import Lexicons
import Normalization
import PipelineEngine
import Synchronization

/// The tables of one pipeline, loaded when the first unit needs them: a run with nothing to do reads none.
final class LexiconShelf: Sendable {
    let source: LexiconSource
    private let set = Mutex<LexiconSet?>(nil)
    private let readers = Mutex<Readers>(Readers())

    private struct Readers {
        var ingestor: Ingestor?
        var normalizer: Normalizer?
        var enrichers: [[String]: Enricher] = [:]
    }

    init(source: LexiconSource) { self.source = source }

    func lexicons() throws -> LexiconSet {
        try set.withLock { loaded in
            if let loaded { return loaded }
            let fresh = try LexiconSet(source: source)
            loaded = fresh
            return fresh
        }
    }

    func ingestor() throws -> Ingestor {
        let lexicons = try lexicons()
        return readers.withLock { readers in
            if let known = readers.ingestor { return known }
            let fresh = Ingestor(lexicons: lexicons)
            readers.ingestor = fresh
            return fresh
        }
    }

    func normalizer() throws -> Normalizer {
        let lexicons = try lexicons()
        return readers.withLock { readers in
            if let known = readers.normalizer { return known }
            let fresh = Normalizer(lexicons: lexicons)
            readers.normalizer = fresh
            return fresh
        }
    }

    func enricher(with names: [String]) throws -> Enricher {
        let lexicons = try lexicons()
        return try readers.withLock { readers in
            if let known = readers.enrichers[names] { return known }
            let fresh = try Enricher(lexicons: lexicons, with: names)
            readers.enrichers[names] = fresh
            return fresh
        }
    }

    /// One part a table, for the fingerprint of a stage that reads them.
    func parts(_ tables: [String]) -> [FingerprintPart] {
        tables.map { name in
            FingerprintPart.file(name, label: "lexicon", digest: Digest.of([UInt8](source.bytes(of: name))))
        }
    }
}

extension UnitContext {
    /// The engine's deadline as the rooms know it.
    var deadline: Deadline { remainingMilliseconds.map { .after(milliseconds: $0) } ?? .never }
}

/// Errors of the rooms, as the engine classes them.
enum RoomFailure {
    static func explain(_ error: any Error, of unit: Unit) -> (Diagnostic, FailureClass) {
        if error is DeadlineExceeded { return (PipelineEngine.Failure.overdue(unit.id), .overdue) }
        return PipelineEngine.Failure.explain(error, unit: unit.id)
    }
}
