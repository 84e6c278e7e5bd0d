import Facts
import Lexicons

/// For one project: investment per unit of capacity, output value per unit of capacity and per yuan invested,
/// investment per installed thing (换电柜, 机组).
///
/// Only where the article gives the subject exactly one investment, one capacity, one output value:
/// with two of a kind nobody can say which belongs to which.
struct ImpliedIntensity: ImpliedRule {
    private let cues: EnrichmentCuesTable

    init(lexicons: LexiconSet) { cues = lexicons.enrichmentCues }

    private struct Project {
        var investment: [Int] = []
        var capacity: [Int] = []
        var output: [Int] = []
        var assets: [Int] = []
        var isProject = false
    }

    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure] {
        var projects: [String: Project] = [:]
        var keys: [String] = []
        for (k, i) in bench.order.enumerated() {
            if k & 255 == 0 { try deadline.check() }
            let fact = bench.facts[i]
            guard !bench.meanings[i].subjectID.isEmpty, fact.low == fact.high, !fact.low.isNegative, !fact.low.isZero,
                fact.from == nil,
                !bench.meanings[i].subjectID.hasPrefix("place:")
            else { continue }
            let key = "\(fact.article)|\(bench.meanings[i].subjectID)"
            if projects[key] == nil { keys.append(key) }
            var project = projects[key] ?? Project()
            switch fact.category {
            case .investment
            where fact.unit == "CNY"
                && (fact.metric.isEmpty || cues.has(.investmentMetric, fact.metric) || fact.metric.hasSuffix("投资")):
                Self.add(i, to: &project.investment, bench)
            case .capacity: Self.add(i, to: &project.capacity, bench)
            case .revenue
            where fact.unit == "CNY" && cues.occurs(.outputMetric, in: fact.metric) && fact.basis != .target:
                Self.add(i, to: &project.output, bench)
            case .count where cues.has(.assetUnit, fact.unit): Self.add(i, to: &project.assets, bench)
            default: break
            }
            if cues.occurs(.projectWord, in: fact.subject) { project.isProject = true }
            projects[key] = project
        }
        return keys.flatMap { projects[$0].map { imply($0, bench) } ?? [] }
    }

    /// Repeats of one value count once; of the mentions of a value the last, which stands in the body, is kept.
    private static func add(_ i: Int, to list: inout [Int], _ bench: ImpliedBench) {
        list.removeAll { bench.facts[$0].high == bench.facts[i].high && bench.facts[$0].unit == bench.facts[i].unit }
        list.append(i)
    }

    private func imply(_ project: Project, _ bench: ImpliedBench) -> [ImpliedFigure] {
        var result: [ImpliedFigure] = []
        let investment = project.investment.count == 1 ? project.investment.first : nil
        let capacity = project.capacity.count == 1 ? project.capacity.first : nil
        let output = project.output.count == 1 ? project.output.first : nil
        if let investment, let capacity { append(.perUnit, "单位产能投资", investment, capacity, bench, &result) }
        if let output, let capacity, belong(output, capacity, bench) {
            append(.perUnit, "单位产能产值", output, capacity, bench, &result)
        }
        if let output, let investment, belong(output, investment, bench) {
            append(.perUnit, "单位投资产值", output, investment, bench, &result)
        }
        if let investment, project.isProject, project.assets.count <= 6 {
            for asset in project.assets where bench.sentencesApart(investment, asset) <= 1 {
                append(
                    .perUnit, "单位投资（每\(bench.facts[asset].unit)\(bench.facts[asset].item)）", investment, asset, bench,
                    &result)
            }
        }
        return result
    }

    /// Whether an output value is the project's and not last year's turnover of its owner: both still to come, or both
    /// of one period, and told near one another.
    private func belong(_ output: Int, _ other: Int, _ bench: ImpliedBench) -> Bool {
        let a = bench.facts[output]
        let b = bench.facts[other]
        guard bench.sentencesApart(output, other) <= 4 else { return false }
        return a.basis != .actual || (b.basis == .actual && bench.compatible(a.period, b.period))
    }

    /// `CNY/(t/a)` of investment, `CNY/t` of yearly output value over yearly capacity, `x` of money over money.
    private static func unit(_ top: Fact, _ bottom: Fact) -> String {
        if top.unit == bottom.unit { return "x" }
        if bottom.unit.hasSuffix("/a") {
            return top.category == .revenue ? "\(top.unit)/\(bottom.unit.dropLast(2))" : "\(top.unit)/(\(bottom.unit))"
        }
        return "\(top.unit)/\(bottom.unit)"
    }

    private func append(
        _ kind: ImpliedKind, _ label: String, _ top: Int, _ bottom: Int, _ bench: ImpliedBench,
        _ result: inout [ImpliedFigure]
    ) {
        let a = bench.facts[top]
        let b = bench.facts[bottom]
        let unit = Self.unit(a, b)
        guard let value = WorkedFigure.divided(a.high, b.high, unit == "x" ? "x" : a.unit) else { return }
        var notes: [String] = []
        if a.basis == .planned || b.basis == .planned { notes.append("计划口径") }
        if a.item != b.item, !a.item.isEmpty, !b.item.isEmpty { notes.append("两数所指不同：\(a.item)；\(b.item)") }
        if a.basis != b.basis { notes.append("两数口径不同") }
        if b.category == .count { notes.append("总投资摊到每一\(b.unit)，并非单价") }
        var figure = ImpliedByGrowth.figure(
            kind, label, bench, top, bottom,
            WorkedFigure(
                value: value, low: value, high: value,
                comparator: WorkedFigure.weaker(a.comparator, b.comparator, opposite: true)),
            formula: "base / rate", period: a.period.isEmpty ? b.period : a.period, note: notes.joined(separator: "；"))
        figure.unit = unit
        figure.metric = label
        figure.integers = ""
        figure.item = b.item.isEmpty ? a.item : b.item
        result.append(figure)
    }
}

extension ImpliedBench {
    /// How many sentences lie between two facts.
    func sentencesApart(_ a: Int, _ b: Int) -> Int {
        abs(text.sentenceIndex(at: range(a).lowerBound) - text.sentenceIndex(at: range(b).lowerBound))
    }
}
