import Facts
import Lexicons

/// From A to B: B − A, B ÷ A and the change in percent of A.
struct ImpliedByFromTo: ImpliedRule {
    init(lexicons: LexiconSet) {}

    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure] {
        var result: [ImpliedFigure] = []
        for (k, i) in bench.order.enumerated() {
            if k & 255 == 0 { try deadline.check() }
            let fact = bench.facts[i]
            guard let from = fact.from, fact.low == fact.high, let difference = fact.high.subtracting(from) else {
                continue
            }
            let name = fact.metric.isEmpty ? fact.item : fact.metric
            func add(_ kind: ImpliedKind, _ label: String, _ value: ExactDecimal?, unit: String, formula: String) {
                guard let value else { return }
                var figure = ImpliedByGrowth.figure(
                    kind, label + name, bench, i, i,
                    WorkedFigure(value: value, low: value, high: value, comparator: fact.comparator),
                    formula: formula, period: fact.period, note: "")
                figure.unit = unit
                figure.integers = ""
                result.append(figure)
            }
            add(.difference, "变动：", difference, unit: fact.unit == "%" ? "pp" : fact.unit, formula: "base - from")
            guard !from.isZero, !from.isNegative, !fact.high.isNegative else { continue }
            add(.ratio, "倍数：", fact.high.divided(by: from, digits: 6), unit: "x", formula: "base / from")
            add(
                .relativeChange, "变动率：", difference.scaled(by: 2).flatMap { $0.divided(by: from, digits: 4) },
                unit: "%",
                formula: "(base - from) / from * 100")
        }
        return result
    }
}
