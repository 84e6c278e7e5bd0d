import Facts
import Lexicons

/// Codes of the places that facts belong to.
struct PlaceEnricher: DocumentEnricher {
    static let name = "places"
    private let gazetteer: Gazetteer

    init(lexicons: LexiconSet) { gazetteer = lexicons.gazetteer }

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        var known: [String: Int?] = [:]
        var contexts: [Int: [Int]] = [:]
        for (i, fact) in work.facts.enumerated() where !fact.place.isEmpty {
            if i & 255 == 0 { try deadline.check() }
            let context =
                contexts[fact.article]
                ?? {
                    guard let article = work.article(fact.article) else { return [] }
                    return gazetteer.mentions(in: article.title + "，" + article.place).map(\.code)
                }()
            contexts[fact.article] = context
            let key = "\(fact.article) \(fact.place)"
            let code = known[key] ?? gazetteer.code(of: fact.place, context: context)
            known[key] = code
            if let code { work.result.meanings[i].setPlace(code, gazetteer.divisions) }
        }
    }
}

extension FactMeaning {
    mutating func setPlace(_ code: Int, _ divisions: DivisionTable) {
        placeCode = String(code)
        placeName = divisions.chain(code: code)
        province = divisions.ancestor(of: code, at: .province)?.name ?? ""
        prefecture = divisions.ancestor(of: code, at: .prefecture)?.name ?? ""
        county = divisions.ancestor(of: code, at: .county)?.name ?? ""
    }
}
