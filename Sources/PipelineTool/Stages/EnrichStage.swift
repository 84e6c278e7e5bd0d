import Diagnostics
import Enrichment
import Facts
import PipelineEngine
import Store

/// `enrich`: what each fact means, document by document; then repeats and conflicts over all of them.
struct EnrichStage: StageImplementation, StoredStage {
    static let names = Enricher.names

    let store: Store
    let shelf: LexiconShelf
    /// Enrichers that run.
    let with: [String]
    let overrides: Overrides

    /// Raise it when the same facts and tables give another meaning.
    var version: Int { 6 }
    var parts: [FingerprintPart] { shelf.parts(LexiconUse.enrich) }

    func outsideDigest() throws -> Digest? { overrides.digest }

    func units(_ upstream: Upstream) throws -> [Unit] {
        try upstream.unitPerItem().map { unit in
            var unit = unit
            if let part = overrides.part(of: unit.id) { unit.inputs.append(part) }
            return unit
        }
    }

    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput {
        let (document, facts) = try store.read { reader in
            (try reader.document(named: unit.id), try reader.facts(of: unit.id))
        }
        guard let document else {
            throw Diagnostic(code: "enrich.no-document", "`\(unit.id)` is not in the store", help: "run with --from ingest")
        }
        let decided = overrides.apply(to: facts, of: document.name)
        let found = try shelf.enricher(with: with).enrich(decided.facts, in: document, deadline: context.deadline)
        var rows = EnrichmentRows(found, facts: facts, document: document.name).rows
        rows.tables.append((.decision, decided.rows))
        var digest = RowsDigest()
        digest.add(rows)
        // later stages read the facts through this one
        for input in unit.inputs { digest.add(input.digest) }
        return UnitOutput(
            of: unit, digest: digest.finish(), size: document.text.count, payload: Payload(rows: rows),
            counts: ["implied": found.implied.count, "events": found.events.count, "programmes": found.programmes.count])
    }

    func explain(_ error: any Error, of unit: Unit) -> (Diagnostic, FailureClass) { RoomFailure.explain(error, of: unit) }

    func withdraw(_ unit: String, from writer: StoreWriter) throws {
        try writer.clear([.meaning, .implied, .target, .event, .programme, .listing, .decision], of: unit)
    }

    func finish(_ writer: StoreWriter) throws {
        try CorpusTables.refresh(writer)
        // decisions on documents that are gone stay in sight
        try writer.run("DELETE FROM decision WHERE document_id IS NULL")
        for document in overrides.documents {
            guard try writer.reader.value("SELECT count(*) FROM document WHERE name = ?", [.text(document)]).integer == 0 else { continue }
            try writer.insert(
                into: "decision", DocumentTable.decision.columns,
                overrides.decisions(of: document).map { Overrides.row($0, fact: "", state: "gone") })
        }
    }

    private struct Payload: StagePayload {
        var rows: DocumentRows
        func write(to writer: StoreWriter, changed: Bool) throws { try writer.replace(rows) }
    }
}

/// What enrichment found in one document, as rows of the store.
struct EnrichmentRows {
    private let found: DocumentEnrichment
    private let facts: [FactRecord]
    private let document: String

    init(_ found: DocumentEnrichment, facts: [FactRecord], document: String) {
        self.found = found
        self.facts = facts
        self.document = document
    }

    var rows: DocumentRows {
        DocumentRows(
            document: document,
            tables: [
                (.meaning, zip(facts, found.meanings).map(meaning)), (.implied, found.implied.enumerated().map(implied)),
                (.target, found.targets.compactMap(target)), (.event, found.events.enumerated().map(event)),
                (.programme, found.programmes.enumerated().map(programme)), (.listing, found.listings.enumerated().map(listing)),
            ])
    }

    private func id(_ index: Int?) -> String { index.flatMap { facts.indices.contains($0) ? facts[$0].id : nil } ?? "" }

    private func meaning(_ record: FactRecord, _ meaning: FactMeaning) -> [StoreValue] {
        [
            .text(record.id), .text(meaning.placeCode), .text(meaning.placeName), .text(meaning.province),
            .text(meaning.prefecture), .text(meaning.county), .text(meaning.subjectID), .text(meaning.subjectName),
            .text(meaning.industryCode), .text(meaning.industry), .text(meaning.chainLink),
            .text(meaning.tags.joined(separator: ",")), .text(meaning.flags.joined(separator: ",")),
            StoreValue(PeriodYear.last(of: record.fact.period)), .text(meaning.repeatKey), .text(meaning.conflictKey),
        ]
    }

    private func implied(_ n: Int, _ figure: ImpliedFigure) -> [StoreValue] {
        let base = id(figure.baseFact), rate = id(figure.rateFact)
        let identity = Digest.of("\(figure.kind.rawValue)\u{1F}\(base)\u{1F}\(rate)\u{1F}\(figure.label)")
        return [
            .text(String(identity.description.prefix(16))), StoreValue(n),
            StoreValue(facts.indices.contains(figure.baseFact) ? facts[figure.baseFact].fact.article : 0),
            .text(figure.kind.rawValue), .text(figure.label), .text(base), .text(rate), .text(figure.value), .text(figure.low),
            .text(figure.high), StoreValue(Double(figure.value)), StoreValue(Double(figure.low)),
            StoreValue(Double(figure.high)), .text(figure.comparator.rawValue), .text(figure.unit), .text(figure.metric),
            .text(figure.subject), .text(figure.item), .text(figure.period), .text(figure.place), .text(figure.placeCode),
            .text(figure.formula), .text(figure.integers), .text(figure.note),
        ]
    }

    private func target(_ target: PlanTarget) -> [StoreValue]? {
        let fact = id(target.fact)
        return fact.isEmpty ? nil : [.text(fact), .text(target.plan), StoreValue(target.year), .text(id(target.actualFact))]
    }

    private func event(_ n: Int, _ event: Event) -> [StoreValue] {
        [
            StoreValue(n), StoreValue(event.article), .text(event.date), .text(event.kind), .text(event.event),
            .text(event.place), .text(event.placeCode), .text(event.parties.joined(separator: "、")), StoreValue(event.start),
        ]
    }

    private func programme(_ n: Int, _ programme: Programme) -> [StoreValue] {
        [
            StoreValue(n), StoreValue(programme.article), .text(programme.name), .text(programme.kind),
            .text(programme.level), .text(programme.place), .text(programme.placeCode), .text(programme.horizon),
            .text(programme.holder), StoreValue(programme.start), .text(programme.holds), .text(programme.audience),
        ]
    }

    private func listing(_ n: Int, _ listing: Listing) -> [StoreValue] {
        [
            StoreValue(n), StoreValue(listing.article), .text(id(listing.fact)), .text(listing.quote),
            StoreValue(listing.stated), StoreValue(listing.least), StoreValue(listing.most), .text(listing.names),
            .text(listing.agreement.rawValue), StoreValue(listing.start),
        ]
    }
}

enum PeriodYear {
    /// The year in which an ISO 8601 period ends: `2025` of `2021/2025`; `nil` for none.
    static func last(of period: String) -> Int? {
        guard let end = period.split(separator: "/").last, end.count >= 4, let year = Int(end.prefix(4)) else { return nil }
        return year
    }
}
