import Facts
import Lexicons

/// Who a fact's subject is: an organisation under its canonical name, a place, a zone, or the name as written.
struct OrganisationEnricher: DocumentEnricher {
    static let name = "organisations"
    private let lexicons: LexiconSet

    init(lexicons: LexiconSet) { self.lexicons = lexicons }

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        let finder = try work.organisations(deadline: deadline)
        let gazetteer = lexicons.gazetteer
        var known: [String: OrganisationFinder.Identity] = [:]
        for (i, fact) in work.facts.enumerated() where !fact.subject.isEmpty {
            if i & 255 == 0 { try deadline.check() }
            // the same short place name means different divisions under different provinces
            let key = fact.subject + "\u{0}" + fact.place
            let identity = known[key] ?? identify(fact, finder, gazetteer)
            known[key] = identity
            work.result.meanings[i].subjectID = identity.id
            work.result.meanings[i].subjectName = identity.name
        }
    }

    private func identify(
        _ fact: Fact, _ finder: OrganisationFinder, _ gazetteer: Gazetteer
    ) -> OrganisationFinder.Identity {
        let subject = fact.subject
        if let found = finder.identity(of: subject) { return found }
        let scalars = ContiguousArray(subject.unicodeScalars.map(\.value))
        let place = scalars.withUnsafeBufferPointer { text -> OrganisationFinder.Identity? in
            guard !text.isEmpty else { return nil }
            if let zone = gazetteer.zones.longestMatch(in: text, at: 0, limit: text.count), zone.end == text.count,
                zone.zone.code != nil
            {
                return OrganisationFinder.Identity(id: "zone:" + zone.zone.name, name: zone.zone.name)
            }
            let context = gazetteer.code(of: fact.place).map { [$0] } ?? []
            guard let found = gazetteer.match(in: text, at: 0, limit: text.count, context: context),
                found.end == text.count,
                let code = found.code, let division = gazetteer.divisions.division(code: code)
            else { return nil }
            if found.isZone { return OrganisationFinder.Identity(id: "zone:" + subject, name: subject) }
            return OrganisationFinder.Identity(id: "place:\(code)", name: division.name)
        }
        return place ?? OrganisationFinder.Identity(id: "name:" + subject, name: subject)
    }
}
