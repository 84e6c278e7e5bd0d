import Diagnostics
import Facts
import Lexicons

/// Gives the facts of one document their meaning: codes of places, organisations, industries, links of
/// value chains, keys for repeats, implied figures, events and programmes.
///
/// Pure: the same facts and document give the same answer whatever else was read before.
public struct Enricher: Sendable {
    /// The names that `with:` takes, in the order in which they run.
    public static let names: [String] = EnricherCatalog.all.map { $0.name }

    private let lexicons: LexiconSet
    private let enrichers: [any DocumentEnricher]

    /// - Parameter names: which enrichers to run, in any order; what they need runs with them.
    /// - Throws: ``DiagnosticList`` with every name that is no enricher (`enrich.unknown-enricher`).
    public init(lexicons: LexiconSet, with names: [String] = Enricher.names) throws {
        var faults: [Diagnostic] = []
        var wanted: Set<String> = []
        for name in names {
            guard Self.names.contains(name) else {
                let near = Suggestion.nearest(to: name, among: Self.names).map { "did you mean `\($0)`? " } ?? ""
                faults.append(
                    Diagnostic(
                        code: "enrich.unknown-enricher", "there is no enricher `\(name)`",
                        help: near + "the enrichers are " + Self.names.map { "`\($0)`" }.joined(separator: ", ")))
                continue
            }
            wanted.insert(name)
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        // the catalog lists what is needed before what needs it, so one pass from the end finds all
        for type in EnricherCatalog.all.reversed() where wanted.contains(type.name) { wanted.formUnion(type.needs) }
        self.lexicons = lexicons
        enrichers = EnricherCatalog.all.filter { wanted.contains($0.name) }.map { $0.init(lexicons: lexicons) }
    }

    /// The meaning of a document's facts.
    ///
    /// - Parameter facts: in order of `start`; indices in the answer count in this array.
    /// - Returns: exactly one ``FactMeaning`` per fact, in the same order.
    /// - Throws: ``DeadlineExceeded`` past the deadline.
    public func enrich(_ facts: [Fact], in document: Document, deadline: Deadline = .never) throws -> DocumentEnrichment
    {
        var work = EnrichmentWork(facts: facts, document: document, lexicons: lexicons)
        for enricher in enrichers {
            try deadline.check()
            try enricher.enrich(&work, deadline: deadline)
        }
        return work.result
    }
}
