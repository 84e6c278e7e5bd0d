import Facts
import Foundation
import GoldScoring
import Ingestion
import Lexicons
import Normalization

/// One line for each fact read of marked documents: document, 1 where value and strict slots are right, its features.
///
/// `Tests/Bench/fit-confidence` fits the weights of `confidence.tsv` to them.
struct FeatureDump {
    let lexicons: LexiconSet
    let folders: [URL]

    func show() throws {
        let ingestor = Ingestor(lexicons: lexicons)
        let normalizer = Normalizer(lexicons: lexicons)
        for folder in folders {
            for entry in try GoldSet(folder: folder).entries {
                let document = try ingestor.read(entry.bytes, name: "\(entry.name).txt", options: IngestOptions(date: entry.date))
                let found = try normalizer.features(in: document)
                for judged in GoldScorer.score(found.map(\.fact), gold: entry.facts, nonfacts: entry.nonfacts).confidences {
                    let features = found[judged.fact].features
                    print("\(folder.lastPathComponent)/\(entry.name)\t\(judged.isRight ? 1 : 0)\t\(features.joined(separator: " "))")
                }
            }
        }
    }
}
