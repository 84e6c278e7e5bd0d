import Facts
import Lexicons

/// What share a part is of its whole: 500多家纺织企业，其中规模以上企业148家; 120多项(其中与清华49项，与中科院30项).
///
/// Only where 其中 stands between the two in one sentence, unit and basis agree, and the text does not tell the share itself.
struct ImpliedPartOfCount: ImpliedRule {
    private let cues: EnrichmentCuesTable
    /// How far behind a part the next one may stand.
    private static let reach = 20

    init(lexicons: LexiconSet) { cues = lexicons.enrichmentCues }

    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure] {
        var result: [ImpliedFigure] = []
        for k in bench.order.indices {
            if k & 63 == 0 { try deadline.check() }
            let whole = bench.order[k]
            guard isAmount(bench, whole) else { continue }
            var rest = bench.facts[whole].high
            var last = whole
            var next = k + 1
            while next < bench.order.count, bench.sentences[next] == bench.sentences[k] {
                let part = bench.order[next]
                let gap = bench.text.string(bench.gap(last, part))
                let begins = last == whole
                guard begins ? gap.count <= 40 && cues.occurs(.shareWithin, in: gap) : gap.count <= Self.reach && !gap.contains(where: { "；)）".contains($0) }),
                    isAmount(bench, part), bench.facts[part].unit == bench.facts[whole].unit,
                    bench.facts[part].basis == bench.facts[whole].basis, bench.facts[part].high < bench.facts[whole].high,
                    let left = rest.subtracting(bench.facts[part].high), !left.isNegative
                else { break }
                rest = left
                let told = next + 1 < bench.order.count && bench.facts[bench.order[next + 1]].unit == "%"
                    && bench.gap(part, bench.order[next + 1]).count <= 8
                if !told, let figure = share(bench, part, whole) { result.append(figure) }
                last = part
                next += 1
            }
        }
        return result
    }

    private func isAmount(_ bench: ImpliedBench, _ i: Int) -> Bool {
        let fact = bench.facts[i]
        return bench.isBase(i) && (RoundingInterval.isCounted(fact.unit) || fact.unit == "CNY" || fact.unit == "t")
    }

    private func share(_ bench: ImpliedBench, _ part: Int, _ whole: Int) -> ImpliedFigure? {
        let a = bench.facts[part]
        let b = bench.facts[whole]
        func percent(_ x: ExactDecimal?, _ y: ExactDecimal?) -> ExactDecimal? {
            guard let x, let y, !y.isZero else { return nil }
            return x.scaled(by: 2).flatMap { WorkedFigure.divided($0, y, "家") }
        }
        let halfPart = RoundingInterval.halfUnit(of: a)
        let halfWhole = RoundingInterval.halfUnit(of: b)
        guard let value = percent(a.high, b.high), let low = percent(a.high.subtracting(halfPart), b.high.adding(halfWhole)),
            let high = percent(a.high.adding(halfPart), b.high.subtracting(halfWhole))
        else { return nil }
        let name = a.metric.isEmpty ? a.item : a.metric
        let of = b.metric.isEmpty ? b.item : b.metric
        var figure = ImpliedByGrowth.figure(
            .share, "\(name)占\(of)", bench, part, whole,
            WorkedFigure(
                value: value, low: low, high: high, comparator: WorkedFigure.weaker(a.comparator, b.comparator, opposite: true)),
            formula: "base / rate * 100", period: a.period.isEmpty ? b.period : a.period, note: "")
        figure.unit = "%"
        figure.integers = ""
        return figure
    }
}
