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
            let fact = work.facts[i]
            let meaning = work.result.meanings[i]
            return [
                meaning.subjectID.isEmpty ? meaning.placeCode : meaning.subjectID,
                RepeatEnricher.plainMetric(fact.metric), fact.item,
                fact.unit,
            ].joined(separator: "|")
        }
        for (i, fact) in work.facts.enumerated()
        where fact.basis == .actual && fact.category != .change && !fact.metric.isEmpty {
            if i & 255 == 0 { try deadline.check() }
            let k = key(i)
            if let known = actuals[k], work.facts[known].period >= fact.period { continue }
            actuals[k] = i
        }
        var plans: [Int: [(position: Int, programme: Programme)]] = [:]
        for programme in work.result.programmes where programme.kind != "平台" && programme.kind != "模式" {
            if let position = work.text.position(of: programme.start) {
                plans[programme.article, default: []].append((position, programme))
            }
        }
        for (i, fact) in work.facts.enumerated() where fact.basis == .target {
            if i & 255 == 0 { try deadline.check() }
            let actual = fact.metric.isEmpty ? nil : actuals[key(i)]
            let year = Period.lastYear(fact.period)
            work.result.targets.append(
                PlanTarget(
                    fact: i, plan: Self.plan(plans[fact.article] ?? [], before: work.places[i]?.lowerBound, year: year),
                    year: year,
                    actualFact: actual))
        }
    }

    /// The last plan that the article names before a target and that reaches its year, else the first that does.
    private static func plan(_ plans: [(position: Int, programme: Programme)], before position: Int?, year: Int?)
        -> String
    {
        guard let position else { return "" }
        var first = ""
        var last = ""
        for plan in plans.prefix(64) {
            if let year, let end = Period.lastYear(plan.programme.horizon), end != year,
                !(plan.programme.horizon.contains("/") && (Int(plan.programme.horizon.prefix(4)) ?? end) <= year
                    && year <= end)
            {
                continue
            }
            if first.isEmpty { first = plan.programme.name }
            if plan.position < position { last = plan.programme.name }
        }
        return last.isEmpty ? first : last
    }
}
