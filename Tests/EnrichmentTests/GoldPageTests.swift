import Enrichment
import Facts
import Foundation
import Lexicons
import Testing

/// The hand-marked page beside the clone, where it is there: its places and what it implies.
@Suite struct GoldPageTests {
    private static let shared = Shipped.root.deletingLastPathComponent().appendingPathComponent("shared")
    static var isThere: Bool {
        FileManager.default.fileExists(atPath: shared.appendingPathComponent("gold/000.facts.jsonl").path)
    }

    private struct Row: Decodable {
        let surface: String
        let start: Int
        let end: Int
        let low: Decimal
        let high: Decimal
        let from: From
        let comparator: Facts.Comparator
        let unit: String
        let category: Facts.Category
        let metric: String
        let subject: String
        let item: String
        let basis: Basis
        let period: String
        let place: String
        let direction: String?

        enum From: Decodable {
            case value(Decimal)
            case none
            init(from decoder: any Decoder) throws {
                let box = try decoder.singleValueContainer()
                if let value = try? box.decode(Decimal.self) { self = .value(value) } else { self = .none }
            }
        }

        enum CodingKeys: String, CodingKey {
            case surface, start, end, low, high, from, comparator, unit, category, metric, subject, item, basis, period,
                place, direction
        }

        init(from decoder: any Decoder) throws {
            let c = try decoder.container(keyedBy: CodingKeys.self)
            surface = try c.decode(String.self, forKey: .surface)
            start = try c.decode(Int.self, forKey: .start)
            end = try c.decode(Int.self, forKey: .end)
            low = try c.decode(Decimal.self, forKey: .low)
            high = try c.decode(Decimal.self, forKey: .high)
            from = try c.decodeIfPresent(From.self, forKey: .from) ?? .none
            comparator = try c.decode(Comparator.self, forKey: .comparator)
            unit = try c.decode(String.self, forKey: .unit)
            category = try c.decode(Facts.Category.self, forKey: .category)
            metric = try c.decode(String.self, forKey: .metric)
            subject = try c.decode(String.self, forKey: .subject)
            item = try c.decode(String.self, forKey: .item)
            basis = try c.decode(Basis.self, forKey: .basis)
            period = try c.decode(String.self, forKey: .period)
            place = try c.decode(String.self, forKey: .place)
            direction = try c.decodeIfPresent(String.self, forKey: .direction)
        }
    }

    static func load() throws -> (facts: [Fact], enrichment: DocumentEnrichment) {
        let gold = try String(contentsOf: shared.appendingPathComponent("gold/000.facts.jsonl"), encoding: .utf8)
        let rows = try gold.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
        let facts = rows.map { row in
            var from: ExactDecimal?
            if case .value(let value) = row.from { from = ExactDecimal("\(value)") }
            return Fact(
                surface: row.surface, span: TextSpan(row.start, row.end), low: ExactDecimal("\(row.low)") ?? .zero,
                high: ExactDecimal("\(row.high)") ?? .zero, comparator: row.comparator, unit: row.unit,
                category: row.category,
                metric: row.metric, subject: row.subject, item: row.item, basis: row.basis, period: row.period,
                place: row.place,
                from: from, direction: row.direction ?? "")
        }
        let seed =
            try FileManager.default.contentsOfDirectory(atPath: shared.appendingPathComponent("seeds").path)
            .first { $0.hasPrefix("000") } ?? ""
        let text = SourceText(try String(contentsOf: shared.appendingPathComponent("seeds/" + seed), encoding: .utf8))
        var paragraphs: [Paragraph] = []
        var start = 0
        for (i, scalar) in text.scalars.enumerated() where scalar == 0x0A {
            // a figure cut by the page's line break keeps its paragraph whole
            if facts.contains(where: { $0.span.contains(i) }) { continue }
            if i > start { paragraphs.append(Paragraph(role: .body, pieces: [TextSpan(start, i)])) }
            start = i + 1
        }
        let document = Document(
            name: seed, text: text, date: CalendarDay("2021-01-08"),
            articles: [Article(ordinal: 0, paragraphs: paragraphs)])
        return (facts, try Enricher(lexicons: Shipped.lexicons.get()).enrich(facts, in: document))
    }

    @Test(.enabled(if: isThere)) func nearlyAllPlacesHaveTheirCode() throws {
        let (facts, enrichment) = try Self.load()
        let placed = facts.indices.filter { !facts[$0].place.isEmpty }
        let right = placed.filter { enrichment.meanings[$0].placeName == facts[$0].place }
        #expect(right.count * 100 >= placed.count * 95)
        #expect(
            facts.indices.filter { facts[$0].place.isEmpty }.allSatisfy { enrichment.meanings[$0].placeCode.isEmpty })
    }

    @Test(.enabled(if: isThere)) func thePageImpliesWhatTheAnalystWorkedOut() throws {
        let (facts, enrichment) = try Self.load()
        let lines = enrichment.implied.map { figure in
            let base = facts[figure.baseFact].surface
            let rate = facts[figure.rateFact].surface
            return
                "\(figure.kind.rawValue) \(base) \(rate) = \(figure.value) [\(figure.low), \(figure.high)] \(figure.integers)"
        }
        if ProcessInfo.processInfo.environment["SHOW"] != nil {
            for (figure, line) in zip(enrichment.implied, lines) {
                print(
                    line, figure.comparator, figure.unit, figure.label, figure.subject, figure.period, figure.note,
                    separator: " | ")
            }
            for event in enrichment.events { print(event) }
            for programme in enrichment.programmes { print(programme) }
            for target in enrichment.targets { print(target, facts[target.fact].surface) }
            for (fact, meaning) in zip(facts, enrichment.meanings) {
                print(
                    fact.surface, fact.item, meaning.subjectID, meaning.industryCode, meaning.chainLink, meaning.flags,
                    meaning.repeatKey, separator: " | ")
            }
        }
        func has(_ line: String) -> Bool { lines.contains { $0.hasPrefix(line) } }
        #expect(has("prior 1892项 74.38% = 1084.9868 [1084.9557, 1085.0179] 1085"))
        #expect(has("prior 72.92亿元 28.36% = 5680897475.85 "))
        #expect(has("whole 1892项 46.3% = 4086.3931 [4081.9849, 4090.8108] 4082–4090"))
        // 233.4亿元 (233.37–233.47)
        #expect(
            has("whole 72.92亿元 31.24% = 23341869398.21 [23336533845.42, 23347206659.20]")
                || has("whole 72.92亿元 31.24% = 23341869398.21 [23336533845.42, 23347206659.2]"))
        #expect(has("whole 23家 29% = 79.3103 [77.9661, 80.7018] 78–80"))
        #expect(has("whole 36家 73.5% = 48.9796 [48.9463, 49.0129] 49"))
        #expect(has("whole 38家 48.7% = 78.0287 [77.9487, 78.1089] 78"))
        #expect(lines.filter { $0.hasPrefix("whole 4个 57.1% = 7.0053 ") && $0.hasSuffix(" 7") }.count == 2)
        #expect(has("per_unit 30亿元 16万吨 = 18750"))
        #expect(has("per_unit 200亿元 16万吨 = 125000"))
        #expect(has("per_unit 200亿元 30亿元 = 6.666667"))
    }
}
