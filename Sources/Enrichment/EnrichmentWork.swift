import Facts
import Lexicons

/// What the enrichers of one document share: the facts in reading order and the answer so far.
struct EnrichmentWork {
    let facts: [Fact]
    let document: Document
    let lexicons: LexiconSet
    let text: ReadingText
    /// Where each fact stands in ``text``; `nil` for one outside every article.
    let places: [Range<Int>?]
    /// Indices of the facts that stand in ``text``, in reading order.
    let order: [Int]
    var result: DocumentEnrichment
    private var finder: OrganisationFinder?

    init(facts: [Fact], document: Document, lexicons: LexiconSet) {
        self.facts = facts
        self.document = document
        self.lexicons = lexicons
        let text = ReadingText(document: document)
        self.text = text
        places = facts.map { fact in
            let first = fact.pieces.first ?? fact.span
            let last = fact.pieces.last ?? fact.span
            guard let start = text.position(of: first.start),
                let end = text.position(of: max(last.start, last.end - 1)),
                end >= start
            else { return nil }
            return start..<(end + 1)
        }
        let places = places
        order = facts.indices.filter { places[$0] != nil }
            .sorted { (places[$0]?.lowerBound ?? 0, $0) < (places[$1]?.lowerBound ?? 0, $1) }
        result = DocumentEnrichment(meanings: Array(repeating: FactMeaning(), count: facts.count))
    }

    /// The document's organisations, found once however many enrichers ask.
    mutating func organisations(deadline: Deadline) throws -> OrganisationFinder {
        if let finder { return finder }
        let found = try OrganisationFinder(text: text, lexicons: lexicons, deadline: deadline)
        finder = found
        return found
    }

    func article(_ ordinal: Int) -> Article? {
        if document.articles.indices.contains(ordinal), document.articles[ordinal].ordinal == ordinal {
            return document.articles[ordinal]
        }
        return document.articles.first { $0.ordinal == ordinal }
    }
}
