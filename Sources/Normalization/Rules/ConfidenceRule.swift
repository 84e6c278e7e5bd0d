import Facts
import Foundation
import Lexicons

/// The probability that value and strict slots are right, from the rules that filled them, alone and two by two, and from what
/// stands around the figure (``Circumstances``), by the small network of ``ConfidenceTable``.
///
/// - Note: the weights are fitted on marked documents; `make bench` prints the reliability table, and
///   `Tests/Bench/fit-confidence` fits them again.
final class ConfidenceRule: Sendable {
    private let base: Float
    /// Where the hidden units begin, and their weights.
    private let units, out: [SIMD8<Float>]
    private let weights: FeatureWeights
    private let slots: Slots<FeatureWeights.Name>
    /// The row of each step of each circumstance, by ``Circumstance/place(of:_:)``.
    private let steps: [Int32]
    /// No fact has more features.
    private static let most = 96

    init(table: ConfidenceTable) {
        base = table.base.weight
        units = FeatureWeights.vectors(table.base.hidden)
        out = FeatureWeights.vectors(table.out)
        let weights = FeatureWeights(table.rows)
        self.weights = weights
        slots = Slots(name: weights.name)
        var steps = [Int32](repeating: 0, count: Circumstance.stepCount)
        for circumstance in Circumstance.all {
            for (k, step) in circumstance.steps.enumerated() {
                steps[circumstance.first + k] = weights.row(weights.name(circumstance.name), weights.name(step))
            }
        }
        self.steps = steps
    }

    /// - Returns: 0.01 to 0.99, two decimals.
    func confidence(of d: Draft, previous: Draft?, _ circumstances: inout Circumstances) -> Double {
        let odds = withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.most) { rows in
            var count = 0
            @inline(__always) func add(_ row: Int32) {
                guard row > 0, count < Self.most else { return }
                rows[count] = row
                count += 1
            }
            Self.features(
                rule: d.rule, category: d.category, hasPeriod: !d.period.isEmpty, evidence: d.evidence, slots, name: { weights.name($0) }
            ) { add(weights.row($0, $1)) }
            circumstances.features(of: d, previous: previous) { add(steps[Circumstance.place(of: $0, $1)]) }
            return self.odds(of: rows[..<count])
        }
        let p = 1 / (1 + exp(-Double(odds)))
        return (min(0.99, max(0.01, p)) * 100).rounded() / 100
    }

    /// What the network makes of the features with these rows.
    private func odds(of rows: Slice<UnsafeMutableBufferPointer<Int32>>) -> Float {
        var odds = base
        for row in rows { odds += weights.weights[Int(row)] }
        weights.hidden.withUnsafeBufferPointer { hidden in
            for k in 0..<FeatureWeights.stride {
                var unit = units[k]
                for row in rows { unit += hidden[Int(row) * FeatureWeights.stride + k] }
                unit.replace(with: SIMD8<Float>.zero, where: unit .< SIMD8<Float>.zero)
                odds += (unit * out[k]).sum()
            }
        }
        return odds
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
