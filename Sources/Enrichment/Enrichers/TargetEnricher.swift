import Facts
import Lexicons

/// Targets with the latest actual of the same indicator, item and subject in the document.
struct TargetEnricher: DocumentEnricher {
    static let name = "targets"
    static let needs = ["places", "organisations", "programmes"]

    init(lexicons: LexiconSet) {}

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        var actuals: [String: Int] = [:]
        func key(_ i: Int) -> String {
            let fact = work.facts[i], meaning = work.result.meanings[i]
            return [
                meaning.subjectID.isEmpty ? meaning.placeCode : meaning.subjectID, RepeatEnricher.plainMetric(fact.metric), fact.item,
                fact.unit,
            ].joined(separator: "|")
        }
        for (i, fact) in work.facts.enumerated() where fact.basis == .actual && fact.category != .change && !fact.metric.isEmpty {
            if i & 255 == 0 { try deadline.check() }
            let k = key(i)
            if let known = actuals[k], work.facts[known].period >= fact.period { continue }
            actuals[k] = i
        }
        var plans: [Int: [(position: Int, name: String)]] = [:]
        for programme in work.result.programmes where programme.kind != "平台" && programme.kind != "模式" {
            if let position = work.text.position(of: programme.start) {
                plans[programme.article, default: []].append((position, programme.name))
            }
        }
        for (i, fact) in work.facts.enumerated() where fact.basis == .target {
            if i & 255 == 0 { try deadline.check() }
            let actual = fact.metric.isEmpty ? nil : actuals[key(i)]
            work.result.targets.append(PlanTarget(
                fact: i, plan: Self.plan(plans[fact.article] ?? [], before: work.places[i]?.lowerBound),
                year: Period.lastYear(fact.period), actualFact: actual))
        }
    }

    /// The last plan that the article names before a target, else the first one it names.
    private static func plan(_ plans: [(position: Int, name: String)], before position: Int?) -> String {
        guard let position, let first = plans.first else { return "" }
        var low = 0, high = plans.count
        while low < high {
            let middle = (low + high) / 2
            if plans[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? plans[low - 1].name : first.name
    }
}
