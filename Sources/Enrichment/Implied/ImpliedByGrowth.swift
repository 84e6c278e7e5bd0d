import Facts
import Lexicons

/// Prior = base ÷ (1 + rate) and increase = base − prior, where a growth rate belongs to a value.
///
/// The value is the nearest one before the rate with nothing between them but words of growth (72.92亿元，较上年增长
/// 28.36%); else the nearest of the same indicator in this sentence or the one before; else the value
/// that the rate leads up to (增长20%，达到100亿元). Rates over several years imply no prior year.
struct ImpliedByGrowth: ImpliedRule {
    private let cues: EnrichmentCuesTable
    private static let reach = 8
    /// A milestone announces an exact figure at most this much beyond it.
    private static let slightlyAbove = ExactDecimal("1.15") ?? .one

    init(lexicons: LexiconSet) { cues = lexicons.enrichmentCues }

    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure] {
        var result: [ImpliedFigure] = []
        var k = 0
        while k < bench.order.count {
            if k & 63 == 0 { try deadline.check() }
            let rate = bench.order[k]
            guard isRate(bench, rate), !overYears(bench, rate) else {
                k += 1
                continue
            }
            if let list = respective(bench, k) {
                for pair in list.pairs { result += imply(bench, base: pair.base, rate: pair.rate) }
                k += list.count
                continue
            }
            if let base = base(bench, k) { result += imply(bench, base: base, rate: rate) }
            k += 1
        }
        return result
    }

    /// Values and rates told in two lists: 产值100亿元、利润10亿元，分别增长20%和15%.
    ///
    /// - Returns: the pairs of one time and basis, and how many rates the list has, at least two; `nil` where no such list
    ///   begins at `k`, or where values and rates do not pair up.
    private func respective(_ bench: ImpliedBench, _ k: Int) -> (pairs: [(base: Int, rate: Int)], count: Int)? {
        let first = bench.range(bench.order[k]).lowerBound
        let lead = max(bench.text.sentence(at: first).lowerBound, first - 16)..<first
        guard bench.text.string(lead).contains("分别") else { return nil }
        var rates = [bench.order[k]]
        while k + rates.count < bench.order.count, let last = rates.last {
            let next = bench.order[k + rates.count]
            guard isRate(bench, next), bench.gap(last, next).count <= 2,
                ["、", "和", "，", "与", "及", ""].contains(bench.text.string(bench.gap(last, next)))
            else { break }
            rates.append(next)
        }
        guard rates.count > 1 else { return nil }
        var bases: [Int] = []
        var j = k - 1
        while j >= 0, bench.sentences[j] == bench.sentences[k], bases.count < rates.count {
            let other = bench.order[j]
            if bench.facts[other].category == .change || bench.facts[other].category == .share { break }
            if bench.isBase(other) { bases.insert(other, at: 0) }
            j -= 1
        }
        let byName = rates.compactMap { rate in
            bases.first { !bench.facts[rate].metric.isEmpty && bench.facts[$0].metric == bench.facts[rate].metric }
        }
        if byName.count == rates.count, Set(byName).count == rates.count { return (zip(byName, rates).map { ($0, $1) }, rates.count) }
        guard bases.count == rates.count else { return nil }
        return (zip(bases, rates).filter { fits(bench, $0, $1) }.map { ($0, $1) }, rates.count)
    }

    private func isRate(_ bench: ImpliedBench, _ i: Int) -> Bool {
        let fact = bench.facts[i]
        guard fact.category == .change, fact.from == nil, fact.low == fact.high, fact.comparator != .range,
            !fact.low.isZero
        else {
            return false
        }
        if fact.unit == "x" { return !fact.relation.isEmpty }
        return fact.unit == "%" || !fact.direction.isEmpty
    }

    private func overYears(_ bench: ImpliedBench, _ rate: Int) -> Bool {
        let start = bench.range(rate).lowerBound
        let clause = bench.text.clauseStart(at: start)
        return bench.text.scalars.withUnsafeBufferPointer {
            cues.first(.rateSkip, in: $0, range: max(clause, start - 24)..<start) != nil
        }
    }

    private func base(_ bench: ImpliedBench, _ k: Int) -> Int? {
        let rate = bench.order[k]
        let fact = bench.facts[rate]
        var named: Int?
        for back in stride(from: k - 1, through: max(0, k - Self.reach), by: -1) {
            let other = bench.order[back]
            guard bench.facts[other].article == fact.article, bench.sentences[k] - bench.sentences[back] <= 1 else {
                break
            }
            // another rate of the same indicator stands nearer to its own value
            if bench.facts[other].category == .change, bench.facts[other].metric == fact.metric { break }
            guard bench.isBase(other), fits(bench, other, rate) else { continue }
            if isBridge(bench, bench.gap(other, rate)) { return exactest(bench, other, back + 1) }
            if named == nil, !fact.metric.isEmpty, bench.facts[other].metric == fact.metric,
                bench.compatible(bench.facts[other].item, fact.item), bench.sameSubject(other, rate)
            {
                named = other
            }
        }
        if let named { return exactest(bench, named, k) }
        guard k + 1 < bench.order.count else { return nil }
        let next = bench.order[k + 1]
        guard bench.sentences[k] == bench.sentences[k + 1], bench.isBase(next), fits(bench, next, rate) else {
            return nil
        }
        let gap = bench.gap(rate, next)
        return gap.count <= 12 && leadsTo(bench, gap) ? next : nil
    }

    /// Of several mentions with one name the exact one: 72.92亿元 rather than 突破70亿元.
    private func exactest(_ bench: ImpliedBench, _ named: Int, _ k: Int) -> Int {
        guard bench.facts[named].comparator != .eq else { return named }
        let fact = bench.facts[named]
        for back in stride(from: k - 1, through: max(0, k - 2 * Self.reach), by: -1) {
            let other = bench.order[back]
            let f = bench.facts[other]
            guard f.article == fact.article,
                bench.sentences[back] >= bench.sentences[k < bench.order.count ? k : back] - 1
            else { break }
            if f.comparator == .eq, f.metric == fact.metric, f.unit == fact.unit, bench.compatible(f.item, fact.item),
                bench.compatible(f.period, fact.period), bench.isBase(other), bench.sameSubject(other, named),
                f.high >= fact.high,
                let limit = fact.high.multiplied(by: Self.slightlyAbove), f.high <= limit
            {
                return other
            }
        }
        return named
    }

    private func fits(_ bench: ImpliedBench, _ base: Int, _ rate: Int) -> Bool {
        let b = bench.facts[base]
        let r = bench.facts[rate]
        if r.unit != "%" && r.unit != "x" && r.unit != b.unit { return false }
        return bench.compatible(b.period, r.period) && (b.basis == r.basis || r.basis == .actual)
    }

    /// Whether nothing but words of growth, marks and a year of comparison stand in a range.
    private func isBridge(_ bench: ImpliedBench, _ gap: Range<Int>) -> Bool {
        gap.count <= 24 && consume(bench, gap, arrival: false)
    }

    private func leadsTo(_ bench: ImpliedBench, _ gap: Range<Int>) -> Bool {
        let text = bench.text.string(gap)
        return (text.contains("达") || text.contains("至") || text.contains("到") || text.contains("为"))
            && consume(bench, gap, arrival: true)
    }

    private func consume(_ bench: ImpliedBench, _ gap: Range<Int>, arrival: Bool) -> Bool {
        bench.text.scalars.withUnsafeBufferPointer { text in
            var i = gap.lowerBound
            while i < gap.upperBound {
                let scalar = text[i]
                let isMark =
                    ReadingText.endsClause(scalar) || scalar == 0x3001 || scalar == 0xFF08 || scalar == 0x28
                    || scalar == 0x20
                    || scalar == 0x3000 || (arrival && (scalar == 0x81F3 || scalar == 0x5230 || scalar == 0xFF09))
                let isYear = (scalar >= 0x30 && scalar <= 0x39) || scalar == 0x5E74
                if isMark || isYear {
                    i += 1
                } else if let cue = cues.match(.growthGap, in: text, at: i, limit: gap.upperBound) {
                    i = cue.end
                } else if let cue = cues.match(.monthOnMonth, in: text, at: i, limit: gap.upperBound) {
                    i = cue.end
                } else {
                    return false
                }
            }
            return true
        }
    }

    private func imply(_ bench: ImpliedBench, base: Int, rate: Int) -> [ImpliedFigure] {
        let b = bench.facts[base]
        let r = bench.facts[rate]
        let down = r.direction == "down" || r.low.isNegative
        let magnitude = r.high.magnitude
        let sign = down ? magnitude.negated : magnitude
        let halfBase = RoundingInterval.halfUnit(of: b)
        let halfRate = RoundingInterval.halfUnit(of: r)
        var prior: WorkedFigure?
        var formula = ""
        switch r.unit {
        case "%":
            guard let percent = ExactDecimal.hundred.adding(sign) else { return [] }
            prior = .quotient(b.high, halfBase, percent: percent, halfRate, unit: b.unit)
            formula = down && !r.low.isNegative ? "base / (1 - rate / 100)" : "base / (1 + rate / 100)"
        case "x":
            // 下降3倍 says nothing that can be worked out
            if down { return [] }
            guard let times = r.relation == "ratio" ? magnitude : magnitude.adding(.one),
                let percent = times.scaled(by: 2),
                let half = halfRate.scaled(by: 2)
            else { return [] }
            prior = .quotient(b.high, halfBase, percent: percent, half, unit: b.unit)
            formula = r.relation == "ratio" ? "base / rate" : "base / (1 + rate)"
        default:
            guard let value = b.high.subtracting(sign), let half = halfBase.adding(halfRate),
                let low = value.subtracting(half),
                let high = value.adding(half), !value.isNegative
            else { return [] }
            prior = WorkedFigure(value: value, low: low, high: high, comparator: .eq)
            formula = down && !r.low.isNegative ? "base + rate" : "base - rate"
        }
        guard var worked = prior else { return [] }
        // a decline of at least 20% leaves at least what the value over 0.8 is
        worked.comparator = WorkedFigure.weaker(b.comparator, r.comparator, opposite: !down)
        let gapStart = max(bench.text.clauseStart(at: bench.range(rate).lowerBound), bench.range(rate).lowerBound - 24)
        let lead = gapStart..<bench.range(rate).lowerBound
        let monthly = bench.text.scalars.withUnsafeBufferPointer {
            cues.first(.monthOnMonth, in: $0, range: lead) != nil
        }
        let year = Self.comparedYear(bench.text.string(lead))
        let period = year ?? (monthly ? "" : Period.yearBefore(b.period.isEmpty ? r.period : b.period))
        let label = (year.map { $0 + "年" } ?? (monthly ? "上期" : "上年")) + (b.metric.isEmpty ? "数" : b.metric)
        var figures = [
            Self.figure(
                .prior, label, bench, base, rate, worked, formula: formula, period: period,
                note: notes(b, bench.text.string(lead), hasPeriod: year != nil || monthly || !period.isEmpty))
        ]
        if let gain = b.high.subtracting(worked.value), let low = b.high.subtracting(worked.high),
            let high = b.high.subtracting(worked.low),
            r.unit == "%" || r.unit == "x"
        {
            let increase = WorkedFigure(
                value: gain, low: low, high: high,
                comparator: WorkedFigure.weaker(b.comparator == .eq ? .eq : .approx, r.comparator, opposite: down))
            figures.append(
                Self.figure(
                    .increase, (down ? "减少额：" : "增加额：") + (b.metric.isEmpty ? b.item : b.metric), bench, base, rate,
                    increase,
                    formula: "base - " + formula, period: b.period, note: ""))
        }
        return figures
    }

    /// What an analyst must know before using the figure.
    private func notes(_ base: Fact, _ lead: String, hasPeriod: Bool) -> String {
        var notes: [String] = []
        if !hasPeriod { notes.append("未写明年份") }
        // growth of output in the accounts is told at constant prices, the value at current ones
        if base.metric.contains("生产总值") || base.metric.contains("增加值") || lead.contains("可比") || lead.contains("不变价") {
            notes.append("增速按可比价格计算，上年值为近似")
        }
        return notes.joined(separator: "；")
    }

    /// The year that a rate compares with: 2015 of 比2015年增长.
    private static func comparedYear(_ text: String) -> String? {
        guard let start = text.lastIndex(where: { $0 == "比" || $0 == "较" }) else { return nil }
        let digits = text[text.index(after: start)...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            text[start...].dropFirst(5).first == "年"
        else {
            return nil
        }
        return String(digits)
    }

    static func figure(
        _ kind: ImpliedKind, _ label: String, _ bench: ImpliedBench, _ base: Int, _ rate: Int, _ worked: WorkedFigure,
        formula: String, period: String, note: String
    ) -> ImpliedFigure {
        let b = bench.facts[base]
        return ImpliedFigure(
            kind: kind, label: label, baseFact: base, rateFact: rate, value: worked.value.description,
            low: worked.low.description, high: worked.high.description, comparator: worked.comparator, unit: b.unit,
            metric: b.metric,
            subject: bench.meanings[base].subjectName.isEmpty ? b.subject : bench.meanings[base].subjectName,
            item: b.item, period: period,
            place: bench.meanings[base].placeName.isEmpty ? b.place : bench.meanings[base].placeName,
            placeCode: bench.meanings[base].placeCode, formula: formula, integers: worked.integers(b.unit), note: note)
    }
}
