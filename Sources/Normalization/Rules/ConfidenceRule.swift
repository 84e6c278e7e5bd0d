import Facts
import Foundation
import Lexicons

/// The probability that value and strict slots are right, from the rules that filled them.
///
/// - Note: the weights are fitted on marked documents; `make bench` prints the reliability table.
struct ConfidenceRule: Sendable {
    private let base: Double
    private let weights: FeatureWeights
    private let listed: Double, title: Double, unitCompleted: Double

    init(table: ConfidenceTable) {
        base = table.base
        weights = FeatureWeights(table.weights)
        listed = table.weight(of: "listed")
        title = table.weight(of: "title")
        unitCompleted = table.weight(of: "unit-completed")
    }

    /// - Returns: 0.01 to 0.99, two decimals.
    func confidence(of d: Draft) -> Double {
        var odds = base + weight("rule", d.rule) + weight("category", d.category?.rawValue ?? "")
        for e in d.evidence { odds += weight(e.slot, e.slot == "basis" ? Self.feature(e.rule) : e.rule) }
        if d.coordinatedWith != nil { odds += listed }
        if d.doubts.contains(.title) { odds += title }
        if d.doubts.contains(.unit) { odds += unitCompleted }
        let p = 1 / (1 + exp(-odds))
        return (min(0.99, max(0.01, p)) * 100).rounded() / 100
    }

    private func weight(_ slot: String, _ rule: String) -> Double { weights[slot, rule] }

    /// The rule without the words it read: `basis-cue-力争` is `basis-cue`.
    static func feature(_ rule: String) -> String {
        rule.begins("basis-cue-") ? (rule.ends("-of-project") ? "basis-cue-of-project" : "basis-cue") : rule
    }
}
