import Facts
import Lexicons

/// One kind of meaning that a document's facts are given.
protocol DocumentEnricher: Sendable {
    /// The name in a pipeline's `with:`.
    static var name: String { get }
    /// Enrichers whose answers this one reads; they stand before it in the catalog.
    static var needs: [String] { get }

    init(lexicons: LexiconSet)

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws
}

extension DocumentEnricher {
    static var needs: [String] { [] }
}

/// Every enricher, in the order in which they run.
enum EnricherCatalog {
    static let all: [any DocumentEnricher.Type] = [
        PlaceEnricher.self,
        OrganisationEnricher.self,
        IndustryEnricher.self,
        FlagEnricher.self,
        RepeatEnricher.self,
        ImpliedEnricher.self,
        EventEnricher.self,
        ProgrammeEnricher.self,
        TargetEnricher.self,
        ListingEnricher.self,
    ]
}

extension Enricher {
    /// Type names of the catalog, for the test that compares them with the files.
    package static var catalogedTypes: [String] { EnricherCatalog.all.map { String(describing: $0) } }
}
