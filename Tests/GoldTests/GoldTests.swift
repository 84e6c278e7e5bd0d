import Facts
import Foundation
import GoldScoring
import Ingestion
import Lexicons
import Normalization
import Testing

/// The marked documents, read from their bytes as a user's files are, against floors that only rise.
@Suite struct GoldTests {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let gold = tests.appendingPathComponent("NormalizationTests/Gold")

    private struct Reader {
        let ingestor: Ingestor
        let normalizer: Normalizer

        init() throws {
            let lexicons = try LexiconSet(
                source: LexiconSource(
                    shipped: GoldTests.tests.deletingLastPathComponent().appendingPathComponent(
                        "Sources/Lexicons/Resources")))
            ingestor = Ingestor(lexicons: lexicons)
            normalizer = Normalizer(lexicons: lexicons)
        }

        func score(_ set: GoldSet) throws -> GoldScore {
            try set.entries.reduce(into: GoldScore()) { sum, entry in
                let document = try ingestor.read(
                    entry.bytes, name: "\(entry.name).txt", options: IngestOptions(date: entry.date))
                sum =
                    sum
                    + GoldScorer.score(try normalizer.facts(in: document), gold: entry.facts, nonfacts: entry.nonfacts)
            }
        }
    }

    /// `floors.tsv`: set, least layer-1 F1, least strict F1.
    private static func floor(of half: String) throws -> (layer1: Double, strict: Double) {
        let table = try String(contentsOf: gold.appendingPathComponent("floors.tsv"), encoding: .utf8)
        let row = try #require(
            table.split(whereSeparator: \.isNewline).map { $0.split(separator: "\t") }.first {
                $0.first == Substring(half)
            })
        return (try #require(Double(row[1])), try #require(Double(row[2])))
    }

    @Test(arguments: ["dev", "hard", "held"]) func markedDocumentsReachTheirFloors(_ half: String) throws {
        let score = try Reader().score(GoldSet(folder: Self.gold.appendingPathComponent(half)))
        let floor = try Self.floor(of: half)
        print("gold \(half): \(score)")
        #expect(score.gold >= 200)
        #expect(score.layer1 >= floor.layer1, "\(half): \(score)")
        #expect(score.strictF1 >= floor.strict, "\(half): \(score)")
    }

    @Test func everyMarkedSpanIsThere() throws {
        for half in ["dev", "hard", "held"] {
            for entry in try GoldSet(folder: Self.gold.appendingPathComponent(half)).entries {
                let count = String(decoding: entry.bytes, as: UTF8.self).unicodeScalars.count
                #expect(
                    (entry.facts + entry.nonfacts).allSatisfy { $0.start >= 0 && $0.start < $0.end && $0.end <= count },
                    "\(half)/\(entry.name)")
            }
        }
    }
}
