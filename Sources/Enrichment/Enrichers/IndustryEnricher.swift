import Facts
import Lexicons

/// Industry, strategic tag and link of a value chain, from what the figure is of rather than who it belongs to.
struct IndustryEnricher: DocumentEnricher {
    static let name = "industries"
    static let needs = ["organisations"]
    private let industries: IndustryTable
    private let chain: ChainTable

    init(lexicons: LexiconSet) {
        industries = lexicons.industries
        chain = lexicons.chain
    }

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        var industryOf: [String: IndustryTable.Industry?] = [:]
        var linkOf: [String: ChainTable.Link?] = [:]
        func industry(_ text: String) -> IndustryTable.Industry? {
            if let known = industryOf[text] { return known }
            let found = text.isEmpty ? nil : industries.industry(in: text)
            industryOf[text] = .some(found)
            return found
        }
        func link(_ text: String) -> ChainTable.Link? {
            if let known = linkOf[text] { return known }
            let found = text.isEmpty ? nil : chain.link(in: text)
            linkOf[text] = .some(found)
            return found
        }
        for (i, fact) in work.facts.enumerated() {
            if i & 255 == 0 { try deadline.check() }
            let subject = work.result.meanings[i].subjectName
            // a headline says what a bare 总投资30亿元 is about
            let title = fact.item.isEmpty && fact.category != .other ? work.article(fact.article)?.title ?? "" : ""
            let texts = [fact.item, fact.metric, fact.subject, subject, title]
            if let found = texts.lazy.compactMap(industry).first {
                work.result.meanings[i].industryCode = found.code
                work.result.meanings[i].industry = found.name
                if !found.emerging.isEmpty { work.result.meanings[i].tags.append("战略性新兴产业:\(found.emerging)") }
            }
            if let found = texts.lazy.compactMap(link).first { work.result.meanings[i].chainLink = found.label }
        }
    }
}
