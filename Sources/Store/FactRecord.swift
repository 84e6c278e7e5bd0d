import Facts

/// A fact with its identity and the sentence that a reader is shown.
public struct FactRecord: Sendable {
    /// 16 hex digits, stable while document, place in it, surface and category are.
    public var id: String
    public var fact: Fact
    /// The sentence without line breaks.
    public var sentence: String
    /// Where the surface stands in ``sentence``, in scalars.
    public var quoteStart: Int
    public var quoteLength: Int

    public init(id: String, fact: Fact, sentence: String, quoteStart: Int, quoteLength: Int) {
        self.id = id
        self.fact = fact
        self.sentence = sentence
        self.quoteStart = quoteStart
        self.quoteLength = quoteLength
    }

    /// A row of ``DocumentTable/fact``.
    ///
    /// - Parameter ordinal: the fact's place in its document, from 0.
    public func row(_ ordinal: Int) -> [StoreValue] {
        [
            .text(id), StoreValue(ordinal), StoreValue(fact.article), StoreValue(fact.span.start), StoreValue(fact.span.end),
            .text(SpanText.write(fact.pieces)), .text(fact.surface), .text(fact.low.description),
            .text(fact.high.description), .text(fact.from?.description ?? ""), Self.real(fact.low), Self.real(fact.high),
            fact.from.map(Self.real) ?? .null, .text(fact.comparator.rawValue), .text(fact.unit),
            .text(fact.category.rawValue), .text(fact.metric), .text(fact.subject), .text(fact.item),
            .text(fact.basis.rawValue), .text(fact.period), .text(fact.place), .text(fact.direction), .text(fact.relation),
            .text(fact.rule), .real((fact.confidence * 100).rounded() / 100), .text(sentence),
            .text(SpanText.write(fact.sentence)), StoreValue(fact.sentence.first?.start ?? fact.span.start),
            StoreValue(quoteStart), StoreValue(quoteLength), .text(EvidenceText.write(fact.evidence)),
        ]
    }

    /// The nearest double, for sorting and charts only.
    public static func real(_ value: ExactDecimal) -> StoreValue { StoreValue(Double(value.description)) }
}

/// Evidence of a fact's slots as the store writes it: one line a slot, fields separated by tabs.
enum EvidenceText {
    static func write(_ evidence: [SlotEvidence]) -> String {
        evidence.map { "\($0.slot)\t\($0.rule)\t\($0.span.map { SpanText.write([$0]) } ?? "")" }.joined(separator: "\n")
    }

    static func read(_ text: String) -> [SlotEvidence] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            return SlotEvidence(slot: String(fields[0]), rule: String(fields[1]), span: SpanText.read(fields[2]).first)
        }
    }
}

extension StoreReader {
    private static let factColumns = """
        fact_id, article, start, "end", pieces, surface, low, high, from_value, comparator, unit, category, metric, subject,
        item, basis, period, place, direction, relation, rule, confidence, sentence_spans, evidence, sentence, quote_start,
        quote_length
        """

    /// The machine's own facts of a document, in order of `start`.
    public func facts(of document: String) throws -> [FactRecord] {
        try factRecords(
            "SELECT \(Self.factColumns) FROM fact WHERE document_id = (SELECT id FROM document WHERE name = ?) ORDER BY n",
            [.text(document)])
    }

    /// The machine's own fact of that identity, with the name of its document.
    public func fact(_ id: String) throws -> (record: FactRecord, document: String)? {
        guard let record = try factRecords("SELECT \(Self.factColumns) FROM fact WHERE fact_id = ?", [.text(id)]).first else {
            return nil
        }
        let name = try value(
            "SELECT d.name FROM fact f JOIN document d ON d.id = f.document_id WHERE f.fact_id = ?", [.text(id)])
        return (record, name.text)
    }

    private func factRecords(_ sql: String, _ arguments: [StoreValue]) throws -> [FactRecord] {
        var all: [FactRecord] = []
        try forEach(sql, arguments) { row in
            guard let low = ExactDecimal(row[6].text), let high = ExactDecimal(row[7].text),
                let comparator = Comparator(rawValue: row[9].text), let category = Category(rawValue: row[11].text),
                let basis = Basis(rawValue: row[15].text)
            else { throw StoreError.unreadable("store", "fact `\(row[0].text)` has values that no fact has") }
            let fact = Fact(
                surface: row[5].text, span: TextSpan(row[2].integer, row[3].integer), pieces: SpanText.read(row[4].text),
                low: low, high: high, comparator: comparator, unit: row[10].text, category: category, metric: row[12].text,
                subject: row[13].text, item: row[14].text, basis: basis, period: row[16].text, place: row[17].text,
                from: ExactDecimal(row[8].text), direction: row[18].text, relation: row[19].text, rule: row[20].text,
                confidence: row[21].real ?? 0, article: row[1].integer, sentence: SpanText.read(row[22].text),
                evidence: EvidenceText.read(row[23].text))
            all.append(FactRecord(
                id: row[0].text, fact: fact, sentence: row[24].text, quoteStart: row[25].integer, quoteLength: row[26].integer))
        }
        return all
    }
}
