import Facts
import Foundation
import GoldScoring
import Ingestion
import Lexicons
import Normalization

/// Whether a confidence means what it says: by bins of confidence, how many facts of the gold are right
/// in value, unit and strict slots.
struct ReliabilityTable {
    let lexicons: LexiconSet
    let root: URL

    private static let bins: [(name: String, range: Range<Double>)] = [
        ("0 to 0.5", 0..<0.500001), ("0.5 to 0.9", 0.500001..<0.900001), ("over 0.9", 0.900001..<2),
        ("over 0.5", 0.500001..<2),
    ]

    func show() throws {
        let ingestor = Ingestor(lexicons: lexicons)
        let normalizer = Normalizer(lexicons: lexicons)
        print("reliability: facts of the gold right in value, unit and strict slots, by confidence")
        for half in ["dev", "held"] {
            let gold = try GoldSet(folder: root.appendingPathComponent("Tests/NormalizationTests/Gold/\(half)"))
            var sum = GoldScore()
            for entry in gold.entries {
                let document = try ingestor.read(
                    entry.bytes, name: "\(entry.name).txt", options: IngestOptions(date: entry.date))
                sum =
                    sum
                    + GoldScorer.score(try normalizer.facts(in: document), gold: entry.facts, nonfacts: entry.nonfacts)
            }
            print("  \(half): layer 1 F1 \(sum.layer1.shown(4))  strict F1 \(sum.strictF1.shown(4))")
            let all = sum.confidences.count
            for bin in Self.bins {
                let inside = sum.confidences.filter { bin.range.contains($0.confidence) }
                let right = inside.filter(\.isRight).count
                let share = Double(inside.count) * 100 / Double(max(1, all))
                let good = Double(right) * 100 / Double(max(1, inside.count))
                print(
                    "    \(bin.name.padding(toLength: 12, withPad: " ", startingAt: 0)) \(inside.count) facts (\(share.shown(0)) of 100), \(good.shown(1)) of 100 right"
                )
            }
        }
    }
}
