import Diagnostics
import Facts
import Lexicons

/// Reads quantities and facts out of documents: the heart of the product.
///
/// Pure over immutable tables, so that one value serves any number of queues at once.
public struct Normalizer: Sendable {
    private let scanner: QuantityScanner
    private let periodScanner = PeriodScanner()
    private let lexer: Lexer
    private let divisions: DivisionTable
    private let traditional: TraditionalTable
    private let organisations: OrganisationTable
    private let pairs: CharacterPairsTable
    private let confidence: ConfidenceRule

    public init(lexicons: LexiconSet) {
        scanner = QuantityScanner(lexicons: lexicons)
        divisions = lexicons.divisions
        traditional = lexicons.traditional
        confidence = ConfidenceRule(table: lexicons.confidence)
        organisations = lexicons.organisations
        pairs = lexicons.characterPairs
        lexer = Lexer(
            vocabulary: Vocabulary(lexicons: lexicons),
            gazetteer: Gazetteer(divisions: lexicons.divisions, zones: lexicons.zones), pairs: lexicons.characterPairs)
    }

    /// Every quantity of a text, fact or not, longest match, never overlapping, in order.
    public func quantities(in text: SourceText) -> [Quantity] {
        text.scalars.withUnsafeBufferPointer { scanner.quantities(in: $0, range: 0..<$0.count) }
    }

    /// Every time expression with its ISO 8601 value, empty where it has none; for tests and `explain`.
    package func periods(in text: SourceText, date: CalendarDay?) -> [(span: TextSpan, value: String)] {
        text.scalars.withUnsafeBufferPointer { scalars in
            resolved(periodScanner.mentions(in: scalars, range: 0..<scalars.count), date: date)
        }
    }

    private func resolved(_ mentions: [PeriodMention], date: CalendarDay?) -> [(span: TextSpan, value: String)] {
        let tenths = mentions.count { $0.tenDays != nil }
        var resolver = PeriodResolver(documentDate: date, reportsTenDays: tenths >= 1 && (tenths >= 2 && mentions.first?.tenDays != nil || mentions.contains { $0.form == .sameTenDays }))
        return mentions.map { mention in
            defer { resolver.remember(mention) }
            return (mention.span, resolver.resolve(mention))
        }
    }

    /// Facts of a document in order of `start`.
    ///
    /// - Throws: ``DeadlineExceeded``.
    public func facts(in document: Document, deadline: Deadline = .never) throws -> [Fact] {
        var facts: [Fact] = []
        for article in document.articles {
            try deadline.check()
            try read(article, of: document, deadline: deadline) { (fact: consuming Fact, draft, previous, circumstances) in
                fact.confidence = confidence.confidence(of: draft, previous: previous, &circumstances)
                facts.append(fact)
            }
        }
        // in order already, but for articles set side by side
        facts.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
        return facts
    }

    /// Facts, in no order, each with the features that its confidence is made of; to fit their weights.
    package func features(in document: Document) throws -> [(fact: Fact, features: [String])] {
        var found: [(fact: Fact, features: [String])] = []
        for article in document.articles {
            try read(article, of: document, deadline: .never) { fact, draft, previous, circumstances in
                found.append((fact, ConfidenceRule.features(of: draft, previous: previous, &circumstances)))
            }
        }
        return found
    }

    /// - Parameter body: takes each fact, still without a confidence, what it was made of, and the draft before it.
    private func read(
        _ article: Article, of document: Document, deadline: Deadline,
        _ body: (_ fact: consuming Fact, _ draft: Draft, _ previous: Draft?, _ circumstances: inout Circumstances) -> Void
    ) throws {
        let here = ArticleText(article: article, text: document.text, pairs: pairs)
        try here.scalars.withUnsafeBufferPointer { written in
            // traditional text is matched in its simplified form and quoted as written
            let plain = traditional.simplified(written)
            let wide = (plain ?? here.scalars).withUnsafeBufferPointer(Punctuation.widened)
            try (wide ?? plain ?? here.scalars).withUnsafeBufferPointer { text in
                let all = 0..<text.count
                let quantities = scanner.quantities(in: text, range: all)
                let mentions = periodScanner.mentions(in: text, range: all)
                let values = resolved(mentions, date: document.date).map(\.value)
                var places: [Lexer.Place] = []
                var context: [Int] = []
                var tokens = lexer.tokens(in: text, range: all, quantities: quantities, periods: mentions, places: &places, context: &context)
                if plain != nil { Lexer.setTraits(of: &tokens, written: written, text) }
                let marks = Landmarks(of: text)
                var entities = EntityFinder(organisations: organisations).entities(in: text, tokens: tokens, places: places, marks: marks)
                let aliases = AliasFinder(pairs: pairs).find(in: text, tokens: tokens, entities: entities, marks: marks)
                if !aliases.entities.isEmpty {
                    entities = Self.merged(entities, aliases.entities)
                }
                let groups = GroupFinder().find(in: text, entities: entities, marks: marks)
                if !groups.isEmpty { entities = Self.covered(entities, by: groups) }
                let reading = Reading(
                    text: text, written: written, isTraditional: plain != nil,
                    islandCurrency: plain == nil ? "" : UnitRule.islandCurrency(of: text), tokens: tokens, quantities: quantities, periods: mentions, periodValues: values,
                    entities: entities, longNames: aliases.longNames, vocabulary: lexer.vocabulary,
                    divisions: divisions, documentDate: document.date, firstNamed: Self.firstNamed(entities))
                let reader = ArticleReader(divisions: divisions, scanner: scanner)
                let drafts = try reader.drafts(of: article, blocks: here.blocks, in: reading, places: places, deadline: deadline)
                var circumstances = Circumstances(of: drafts, blocks: here.blocks, in: reading)
                var previous: Draft?
                var sentence: (range: Range<Int>, spans: [TextSpan]) = (0..<0, [])
                for n in drafts.indices {
                    // figures of one sentence share its spans
                    let range = sentenceRange(drafts[n].sentence, reading)
                    if range != sentence.range { sentence = (range, here.source(of: range, in: document.text)) }
                    guard let fact = fact(drafts[n], sentence.spans, here, article, document) else { continue }
                    body(fact, drafts[n], previous, &circumstances)
                    previous = drafts[n]
                }
            }
        }
    }

    /// Both in order; a place inside an alias (宜昌 of 宜昌交运) gives way.
    private static func merged(_ entities: [Entity], _ aliases: [Entity]) -> [Entity] {
        var merged: [Entity] = []
        merged.reserveCapacity(entities.count + aliases.count)
        for entity in (entities + aliases).sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
            if let last = merged.last, entity.kind == .place, entity.end <= last.end, last.kind == .organisation || last.kind == .place, last.start == entity.start { continue }
            merged.append(entity)
        }
        return merged
    }

    /// Both in order; names inside a group give way.
    private static func covered(_ entities: [Entity], by groups: [Entity]) -> [Entity] {
        var k = 0
        let outside = entities.filter { e in
            while k < groups.count, groups[k].end <= e.start { k += 1 }
            return k == groups.count || e.end <= groups[k].start
        }
        return (outside + groups).sorted { ($0.start, $1.end) < ($1.start, $0.end) }
    }

    /// Codes of the first places, in order; some dozens say where a text is at home.
    private static func firstNamed(_ entities: [Entity]) -> [Int] {
        var codes: [Int] = []
        for case let code? in entities.prefix(400).lazy.map(\.code) where !codes.contains(code) {
            codes.append(code)
            if codes.count == 32 { break }
        }
        return codes
    }

    private func fact(_ d: Draft, _ sentence: [TextSpan], _ here: ArticleText, _ article: Article, _ document: Document) -> Fact? {
        guard let category = d.category else { return nil }
        let range = extent(d.quantity.span.start, d.quantity.span.end)
        var pieces: [TextSpan] = []
        var whole = here.span(of: range)
        if whole == nil {
            pieces = here.source(of: range, in: document.text)
            whole = pieces.first
            if pieces.count == 1 { pieces = [] }
        }
        guard let span = whole else { return nil }
        return Fact(
            surface: pieces.isEmpty ? document.text[span] : pieces.map { document.text[$0] }.joined(), span: span, pieces: pieces,
            low: d.quantity.low, high: d.quantity.high, comparator: d.quantity.comparator, unit: d.quantity.unit,
            category: category, metric: d.metric, subject: d.subject, item: d.item, basis: d.basis, period: d.period,
            place: d.place, from: d.from, direction: d.direction, relation: d.relation, rule: d.rule,
            article: article.ordinal, sentence: sentence, evidence: d.evidence)
    }

    private func sentenceRange(_ tokens: Range<Int>, _ r: Reading) -> Range<Int> {
        let start = r.start(of: tokens)
        let end = tokens.upperBound < r.tokens.count ? r.tokens[tokens.upperBound].end : r.text.count
        return extent(start, max(start, end))
    }
}
