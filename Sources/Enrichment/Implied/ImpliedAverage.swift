import Facts
import Lexicons

/// A sum divided by the number of things that it is of: 72.92亿元 over 1892 contracts.
///
/// Only where subject, item and period agree and each of the two stands once, exactly, in one sentence or in neighbours.
struct ImpliedAverage: ImpliedRule {
    init(lexicons: LexiconSet) {}

    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure] {
        var groups: [String: (sums: [Int], counts: [Int])] = [:]
        var keys: [String] = []
        for (k, i) in bench.order.enumerated() {
            if k & 255 == 0 { try deadline.check() }
            let fact = bench.facts[i]
            guard fact.comparator == .eq, fact.low == fact.high, fact.from == nil, !fact.item.isEmpty,
                !bench.meanings[i].subjectID.isEmpty,
                !fact.low.isZero, !fact.low.isNegative
            else { continue }
            let isSum = fact.unit == "CNY" && (fact.category == .revenue || fact.category == .investment)
            let isCount = fact.category == .count && RoundingInterval.isCounted(fact.unit)
            guard isSum || isCount else { continue }
            let key = [String(fact.article), bench.meanings[i].subjectID, fact.item, fact.period, fact.basis.rawValue]
                .joined(separator: "|")
            if groups[key] == nil { keys.append(key) }
            var group = groups[key] ?? ([], [])
            if isSum {
                group.sums.removeAll { bench.facts[$0].high == fact.high }
                group.sums.append(i)
            } else {
                group.counts.removeAll { bench.facts[$0].high == fact.high }
                group.counts.append(i)
            }
            groups[key] = group
        }
        return keys.compactMap { key in
            guard let group = groups[key], group.sums.count == 1, group.counts.count == 1, let sum = group.sums.first,
                let count = group.counts.first, bench.sentencesApart(sum, count) <= 1,
                let value = WorkedFigure.divided(bench.facts[sum].high, bench.facts[count].high, "CNY")
            else { return nil }
            let unit = bench.facts[count].unit
            var figure = ImpliedByGrowth.figure(
                .average, "平均每\(unit)\(bench.facts[sum].metric)", bench, sum, count,
                WorkedFigure(value: value, low: value, high: value, comparator: .eq), formula: "base / rate",
                period: bench.facts[sum].period, note: "")
            figure.unit = "CNY/\(unit)"
            figure.integers = ""
            return figure
        }
    }
}
