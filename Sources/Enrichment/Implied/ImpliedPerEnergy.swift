import Facts
import Lexicons

/// Material per kWh where a need is told for an amount of energy: 1亿瓦时将需要220万吨 is 22000 kg a kWh.
///
/// As written, also where it can hardly be: such a figure says so in its note.
struct ImpliedPerEnergy: ImpliedRule {
    private let cues: EnrichmentCuesTable

    init(lexicons: LexiconSet) { cues = lexicons.enrichmentCues }

    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure] {
        var result: [ImpliedFigure] = []
        for (k, i) in bench.order.enumerated() {
            if k & 63 == 0 { try deadline.check() }
            let fact = bench.facts[i]
            guard fact.unit == "t" || fact.unit == "kg", bench.isBase(i), fact.category != .capacity,
                let energy = EnergyAmount.need(before: bench.range(i).lowerBound, bench.text, cues), !energy.isZero
            else { continue }
            let inKilograms = fact.unit == "t" ? 3 : 0
            let half = RoundingInterval.halfUnit(of: fact)
            func per(_ value: ExactDecimal?) -> ExactDecimal? {
                value?.scaled(by: inKilograms).flatMap { WorkedFigure.divided($0, energy, "kg") }
            }
            guard let value = per(fact.high), let low = per(fact.high.subtracting(half)), let high = per(fact.high.adding(half))
            else { continue }
            let suspect = bench.meanings[i].flags.contains("unit_suspect")
            var figure = ImpliedByGrowth.figure(
                .perUnit, "每千瓦时用量", bench, i, i,
                WorkedFigure(value: value, low: low, high: high, comparator: fact.comparator),
                formula: fact.unit == "t" ? "base * 1000 / \(energy)" : "base / \(energy)", period: fact.period,
                note: "按原文每\(energy)千瓦时" + (suspect ? "；单位存疑" : ""))
            figure.unit = "kg/kWh"
            figure.metric = "每千瓦时用量"
            figure.integers = ""
            result.append(figure)
        }
        return result
    }
}
