import Facts
import Foundation
import Lexicons

/// The probability that value and strict slots are right, from the rules that filled them, alone and two by two.
///
/// - Note: the weights are fitted on marked documents; `make bench` prints the reliability table, and
///   `Tests/Bench/fit-confidence` fits them again.
package struct ConfidenceRule: Sendable {
    private let base: Double
    private let weights: FeatureWeights

    init(table: ConfidenceTable) {
        base = table.base
        weights = FeatureWeights(table.weights)
    }

    /// - Returns: 0.01 to 0.99, two decimals.
    func confidence(of d: Draft) -> Double {
        var odds = base
        Self.features(rule: d.rule, category: d.category, hasPeriod: !d.period.isEmpty, evidence: d.evidence) { odds += weights[$0, $1] }
        let p = 1 / (1 + exp(-odds))
        return (min(0.99, max(0.01, p)) * 100).rounded() / 100
    }

    /// Every feature of a fact as the two halves of its row's name, `slot:rule`.
    ///
    /// What fills one slot is worth more or less with the kind of text and with what fills another: a subject
    /// carried from the article is sure in a report and a guess in the news.
    package static func features(
        rule: String, category: Category?, hasPeriod: Bool, evidence: [SlotEvidence], _ body: (_ slot: String, _ rule: String) -> Void
    ) {
        let category = category?.rawValue ?? ""
        body("rule", rule)
        body("category", category)
        body(rule, category)
        if !hasPeriod { body("period", "empty") }
        var text = "", metric = "", subject = "", period = "", basis = ""
        for e in evidence {
            let name = e.slot == "basis" ? feature(e.rule) : e.rule
            body(e.slot, name)
            switch e.slot {
            case "text": text = name
            case "metric": metric = name
            case "subject": subject = name
            case "period": period = name
            case "basis": basis = name
            default: break
            }
        }
        body(subject, text)
        body(subject, category)
        body(period, text)
        body(period, basis)
        body(metric, category)
        body(metric, text)
        body(metric, subject)
        body(basis, category)
        body(text, category)
    }

    /// The rule without the words it read: `basis-cue-力争` is `basis-cue`.
    static func feature(_ rule: String) -> String {
        rule.begins("basis-cue-") ? (rule.ends("-of-project") ? "basis-cue-of-project" : "basis-cue") : rule
    }
}
