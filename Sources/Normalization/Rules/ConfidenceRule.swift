import Facts
import Foundation
import Lexicons

/// The probability that value and strict slots are right, from the rules that filled them, alone and two by two,
/// and from what stands around the figure (``Circumstances``).
///
/// - Note: the weights are fitted on marked documents; `make bench` prints the reliability table, and
///   `Tests/Bench/fit-confidence` fits them again.
final class ConfidenceRule: Sendable {
    private let base: Double
    private let weights: FeatureWeights
    private let slots: Slots<FeatureWeights.Name>
    /// The weight of each step of each circumstance, by ``Circumstance/place(of:_:)``.
    private let steps: [Double]

    init(table: ConfidenceTable) {
        base = table.base
        let weights = FeatureWeights(table.weights)
        self.weights = weights
        slots = Slots(name: weights.name)
        var steps = [Double](repeating: 0, count: Circumstance.stepCount)
        for circumstance in Circumstance.all {
            for (k, step) in circumstance.steps.enumerated() {
                steps[circumstance.first + k] = weights[weights.name(circumstance.name), weights.name(step)]
            }
        }
        self.steps = steps
    }

    /// - Returns: 0.01 to 0.99, two decimals.
    func confidence(of d: Draft, previous: Draft?, _ circumstances: inout Circumstances) -> Double {
        var odds = base
        Self.features(
            rule: d.rule, category: d.category, hasPeriod: !d.period.isEmpty, evidence: d.evidence, slots, name: { weights.name($0) }
        ) { odds += weights[$0, $1] }
        circumstances.features(of: d, previous: previous) { odds += steps[Circumstance.place(of: $0, $1)] }
        let p = 1 / (1 + exp(-odds))
        return (min(0.99, max(0.01, p)) * 100).rounded() / 100
    }

    /// Every feature of a fact as the name of its row: `slot:rule`, `circumstance:step`.
    static func features(of d: Draft, previous: Draft?, _ circumstances: inout Circumstances) -> [String] {
        var features: [String] = []
        Self.features(
            rule: d.rule, category: d.category, hasPeriod: !d.period.isEmpty, evidence: d.evidence, Slots { $0 }, name: { $0 }
        ) { features.append("\($0):\($1)") }
        circumstances.features(of: d, previous: previous) {
            let circumstance = Circumstance.all[$0.rawValue]
            features.append("\(circumstance.name):\(circumstance.steps[$1])")
        }
        return features
    }

    /// The halves of features that are always asked for, as the names that stand for them.
    private struct Slots<Name: Sendable>: Sendable {
        let rule, category, period, empty, text, metric, subject, basis, none: Name

        init(name: (String) -> Name) {
            rule = name("rule")
            category = name("category")
            period = name("period")
            empty = name("empty")
            text = name("text")
            metric = name("metric")
            subject = name("subject")
            basis = name("basis")
            none = name("")
        }
    }

    /// Every feature as its two halves, each named once by `name`.
    ///
    /// What fills one slot is worth more or less with the kind of text and with what fills another: a subject
    /// carried from the article is sure in a report and a guess in the news.
    @inline(__always)
    private static func features<Name>(
        rule: String, category: Category?, hasPeriod: Bool, evidence: [SlotEvidence], _ slots: Slots<Name>, name: (String) -> Name,
        _ body: (_ slot: Name, _ rule: Name) -> Void
    ) {
        let rule = name(rule), category = category.map { name($0.rawValue) } ?? slots.none
        body(slots.rule, rule)
        body(slots.category, category)
        body(rule, category)
        if !hasPeriod { body(slots.period, slots.empty) }
        var text = slots.none, metric = slots.none, subject = slots.none, period = slots.none, basis = slots.none
        for k in evidence.indices {
            // told apart by their length: strings that differ are slow to compare
            switch evidence[k].slot.utf8.count {
            case 4 where evidence[k].slot == "text":
                text = name(evidence[k].rule)
                body(slots.text, text)
            case 6 where evidence[k].slot == "metric":
                metric = name(evidence[k].rule)
                body(slots.metric, metric)
            case 7 where evidence[k].slot == "subject":
                subject = name(evidence[k].rule)
                body(slots.subject, subject)
            case 6 where evidence[k].slot == "period":
                period = name(evidence[k].rule)
                body(slots.period, period)
            case 5 where evidence[k].slot == "basis":
                basis = name(feature(evidence[k].rule))
                body(slots.basis, basis)
            default: body(name(evidence[k].slot), name(evidence[k].rule))
            }
        }
        body(subject, text)
        body(subject, category)
        body(period, text)
        body(period, basis)
        body(period, category)
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
