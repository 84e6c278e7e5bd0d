import Facts
import Foundation

/// How far the facts read agree with the facts marked, over any number of documents.
package struct GoldScore: Sendable, CustomStringConvertible {
    package var gold = 0
    /// Facts read, without those set aside.
    package var read = 0
    package var matched = 0
    package var strict = 0
    /// Read where a careful reader may go either way.
    package var aside = 0
    package var sameSpan = 0
    /// Right values among the matched, by slot.
    package var right: [String: Int] = [:]
    package var fromMarked = 0
    package var fromRight = 0
    /// Confidence of each fact read, whether value and strict slots are right, and its place in its document.
    package var confidences: [(confidence: Double, isRight: Bool, fact: Int)] = []

    package init() {}

    package var layer1: Double { f1(matched) }
    package var strictF1: Double { f1(strict) }

    private func f1(_ hits: Int) -> Double {
        guard gold + read > 0 else { return 1 }
        return 2 * Double(hits) / Double(gold + read)
    }

    package static func + (a: GoldScore, b: GoldScore) -> GoldScore {
        var sum = a
        sum.gold += b.gold
        sum.read += b.read
        sum.matched += b.matched
        sum.strict += b.strict
        sum.aside += b.aside
        sum.sameSpan += b.sameSpan
        sum.right.merge(b.right, uniquingKeysWith: +)
        sum.fromMarked += b.fromMarked
        sum.fromRight += b.fromRight
        sum.confidences += b.confidences
        return sum
    }

    /// Totals only: what was missed is not told.
    package var description: String {
        let slots = GoldComparison.slots.map {
            String(format: "\($0) %.3f", Double(right[$0] ?? 0) / Double(max(1, matched)))
        }
        return "gold \(gold) read \(read) matched \(matched) aside \(aside)  "
            + String(format: "layer 1 F1 %.4f  strict F1 %.4f  ", layer1, strictF1) + slots.joined(separator: " ")
    }
}

/// Scores the facts of one document against its gold.
package enum GoldScorer {
    /// - Parameter nonfacts: figures marked as none; a fact that overlaps only borderline ones counts
    ///   neither for nor against.
    package static func score(_ facts: [Fact], gold: [GoldFact], nonfacts: [GoldFact]) -> GoldScore {
        let pairs = GoldMatching.pairs(gold: gold, facts: facts)
        let taken = Set(pairs.values)
        var score = GoldScore()
        score.gold = gold.count
        score.matched = pairs.count
        for (j, fact) in facts.enumerated() where !taken.contains(j) {
            let near = nonfacts.filter { GoldComparison.overlap($0, fact) > 0 }
            let isOnGold = gold.contains { GoldComparison.overlap($0, fact) > 0 }
            if !near.isEmpty, !isOnGold, near.allSatisfy(\.isBorderline) {
                score.aside += 1
            } else {
                score.confidences.append((fact.confidence, false, j))
            }
        }
        score.read = facts.count - score.aside
        for (i, j) in pairs {
            let right = GoldComparison.slots.filter { GoldComparison.isRight($0, gold[i], facts[j]) }
            for slot in right { score.right[slot, default: 0] += 1 }
            let isStrict = GoldComparison.strictSlots.allSatisfy(right.contains)
            if isStrict { score.strict += 1 }
            if gold[i].start == facts[j].span.start, gold[i].end == facts[j].span.end { score.sameSpan += 1 }
            if gold[i].hasFrom {
                score.fromMarked += 1
                if GoldComparison.isFromRight(gold[i], facts[j]) { score.fromRight += 1 }
            }
            score.confidences.append((facts[j].confidence, isStrict, j))
        }
        return score
    }
}
