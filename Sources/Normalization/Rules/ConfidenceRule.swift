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
            var found = Rows(rule: self, rows: rows)
            Self.features(rule: d.rule, category: d.category, hasPeriod: !d.period.isEmpty, evidence: d.evidence, slots, into: &found)
            circumstances.features(of: d, previous: previous, into: &found)
            return self.odds(of: rows[..<found.count])
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
        var named = Names()
        Self.features(rule: d.rule, category: d.category, hasPeriod: !d.period.isEmpty, evidence: d.evidence, Slots { $0 }, into: &named)
        circumstances.features(of: d, previous: previous, into: &named)
        return named.features
    }

    /// The rows of a fact's features.
    private struct Rows: FeatureSink {
        let rule: ConfidenceRule
        let rows: UnsafeMutableBufferPointer<Int32>
        var count = 0

        func name(_ word: String) -> FeatureWeights.Name { rule.weights.name(word) }
        mutating func add(_ slot: FeatureWeights.Name, _ rule: FeatureWeights.Name) { add(self.rule.weights.row(slot, rule)) }
        mutating func add(_ kind: Circumstance.Kind, _ step: Int) { add(rule.steps[Circumstance.place(of: kind, step)]) }

        private mutating func add(_ row: Int32) {
            guard row > 0, count < rows.count else { return }
            rows[count] = row
            count += 1
        }
    }

    /// A fact's features as they are written.
    private struct Names: FeatureSink {
        var features: [String] = []

        func name(_ word: String) -> String { word }
        mutating func add(_ slot: String, _ rule: String) { features.append("\(slot):\(rule)") }
        mutating func add(_ kind: Circumstance.Kind, _ step: Int) {
            let circumstance = Circumstance.all[kind.rawValue]
            add(circumstance.name, circumstance.steps[step])
        }
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

    /// Every feature as its two halves, each named once.
    ///
    /// What fills one slot is worth more or less with the kind of text and with what fills another: a subject
    /// carried from the article is sure in a report and a guess in the news.
    private static func features<Sink: FeatureSink>(
        rule: String, category: Category?, hasPeriod: Bool, evidence: [SlotEvidence], _ slots: Slots<Sink.Name>, into sink: inout Sink
    ) {
        let rule = sink.name(rule), category = category.map { sink.name($0.rawValue) } ?? slots.none
        sink.add(slots.rule, rule)
        sink.add(slots.category, category)
        sink.add(rule, category)
        if !hasPeriod { sink.add(slots.period, slots.empty) }
        var text = slots.none, metric = slots.none, subject = slots.none, period = slots.none, basis = slots.none
        for filled in evidence {
            let slot = filled.slot
            // told apart by their length: strings that differ are slow to compare
            switch slot.utf8.count {
            case 4 where slot.equals("text"):
                text = sink.name(filled.rule)
                sink.add(slots.text, text)
            case 6 where slot.equals("metric"):
                metric = sink.name(filled.rule)
                sink.add(slots.metric, metric)
            case 7 where slot.equals("subject"):
                subject = sink.name(filled.rule)
                sink.add(slots.subject, subject)
            case 6 where slot.equals("period"):
                period = sink.name(filled.rule)
                sink.add(slots.period, period)
            case 5 where slot.equals("basis"):
                basis = sink.name(feature(filled.rule))
                sink.add(slots.basis, basis)
            default: sink.add(sink.name(slot), sink.name(filled.rule))
            }
        }
        sink.add(subject, text)
        sink.add(subject, category)
        sink.add(period, text)
        sink.add(period, basis)
        sink.add(period, category)
        sink.add(metric, category)
        sink.add(metric, text)
        sink.add(metric, subject)
        sink.add(basis, category)
        sink.add(text, category)
    }

    /// The rule without the words it read: `basis-cue-力争` is `basis-cue`.
    static func feature(_ rule: String) -> String {
        rule.begins("basis-cue-") ? (rule.ends("-of-project") ? "basis-cue-of-project" : "basis-cue") : rule
    }
}

/// Takes the features of a fact: pairs of names, each named once, and steps of circumstances.
///
/// A type and no closure: what a closure keeps count in is checked for other writers at every feature.
protocol FeatureSink {
    associatedtype Name: Sendable
    func name(_ word: String) -> Name
    mutating func add(_ slot: Name, _ rule: Name)
    mutating func add(_ kind: Circumstance.Kind, _ step: Int)
}
