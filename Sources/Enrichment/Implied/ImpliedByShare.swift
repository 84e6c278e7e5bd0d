import Facts
import Lexicons

/// Whole = part ÷ share, or part = whole × share, where a share is told of a value.
///
/// The share's own clause says of what (技术合同登记数量占全省46.3%): the value whose name is most alike is taken. A
/// clause that names nothing (23家，占总量的29%) takes the value right before it.
struct ImpliedByShare: ImpliedRule {
    private let cues: EnrichmentCuesTable
    private let divisions: DivisionTable
    private let gazetteer: Gazetteer
    private static let reach = 16
    private static let wholes = [
        "全省", "全市", "全国", "全区", "全县", "全球", "世界", "国内", "全州", "全旗", "总", "全部", "同期", "规模以上", "整个",
    ]

    init(lexicons: LexiconSet) {
        cues = lexicons.enrichmentCues
        divisions = lexicons.divisions
        gazetteer = lexicons.gazetteer
    }

    /// A verb of share with its shares: 分别占全省46.3%、31.24%.
    private struct Statement {
        var verb: Range<Int>
        var shares: [Int]
        /// Position of the first share in the bench's order.
        var order: Int
    }

    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure] {
        var result: [ImpliedFigure] = []
        var k = 0
        while k < bench.order.count {
            if k & 63 == 0 { try deadline.check() }
            guard let statement = statement(bench, k) else {
                k += 1
                continue
            }
            result += figures(bench, statement)
            k += statement.shares.count
        }
        return result
    }

    private func isShare(_ bench: ImpliedBench, _ i: Int) -> Bool {
        let fact = bench.facts[i]
        return fact.category == .share && fact.unit == "%" && fact.low == fact.high && fact.from == nil
            && !fact.low.isNegative
            && !fact.low.isZero && fact.high <= .hundred
    }

    private func statement(_ bench: ImpliedBench, _ k: Int) -> Statement? {
        let share = bench.order[k]
        guard isShare(bench, share) else { return nil }
        let start = bench.range(share).lowerBound
        let floor = max(bench.text.clauseStart(at: start), start - 40)
        let verb = bench.text.scalars.withUnsafeBufferPointer { text -> Range<Int>? in
            var i = start - 1
            while i >= floor {
                if let found = cues.match(.shareVerb, in: text, at: i, limit: start) { return i..<found.end }
                i -= 1
            }
            return nil
        }
        guard let verb else { return nil }
        var shares = [share]
        while k + shares.count < bench.order.count, let last = shares.last {
            let next = bench.order[k + shares.count]
            guard isShare(bench, next),
                ["、", "和", "，", "与", "及", "和为"].contains(bench.text.string(bench.gap(last, next)))
            else { break }
            shares.append(next)
        }
        return Statement(verb: verb, shares: shares, order: k)
    }

    private func figures(_ bench: ImpliedBench, _ statement: Statement) -> [ImpliedFigure] {
        guard let first = statement.shares.first else { return [] }
        // 两项指标分别占全省…: the figures before are meant, not the number of them
        let listed = listedBases(bench, statement)
        if statement.shares.count > 1, listed == nil, countsShares(bench, statement) { return [] }
        let names = names(bench, statement)
        let object = trimmedObject(bench.text.string(statement.verb.upperBound..<bench.range(first).lowerBound))
        var result: [ImpliedFigure] = []
        for (n, share) in statement.shares.enumerated() {
            let name = names.count == statement.shares.count ? names[n] : names.count == 1 ? names[0] : ""
            guard let base = listed?[n] ?? base(bench, statement, name: name) else { continue }
            let between = bench.text.string(
                bench.range(base).upperBound..<max(bench.range(base).upperBound, statement.verb.lowerBound))
            let within = cues.occurs(.shareWithin, in: between)
            if object.isEmpty,
                within
                    || (!name.isEmpty && name != bench.facts[base].metric && name.hasSuffix(bench.facts[base].metric))
            {
                if let figure = part(bench, base: base, share: share, name: name) { result.append(figure) }
            } else if !within || !object.isEmpty {
                if var figure = whole(bench, base: base, share: share, object: object) {
                    compare(&figure, bench, statement, base: base)
                    result.append(figure)
                }
            }
        }
        return result
    }

    /// Whether the nearest value before the verb only counts the shares: 两项, 前三位.
    private func countsShares(_ bench: ImpliedBench, _ statement: Statement) -> Bool {
        guard statement.order > 0 else { return false }
        let last = bench.facts[bench.order[statement.order - 1]]
        return RoundingInterval.isCounted(last.unit) && last.high == ExactDecimal(statement.shares.count)
            && bench.sentences[statement.order - 1] == bench.sentences[statement.order]
    }

    /// The exact values that 两项指标 sums up, one for each share.
    private func listedBases(_ bench: ImpliedBench, _ statement: Statement) -> [Int]? {
        let n = statement.shares.count
        let clause = bench.text.clauseStart(at: statement.verb.lowerBound)
        guard n > 1, bench.text.string(clause..<statement.verb.lowerBound).contains("指标") else { return nil }
        var bases: [Int] = []
        for back in stride(from: statement.order - 1, through: max(0, statement.order - Self.reach), by: -1) {
            let other = bench.order[back]
            let fact = bench.facts[other]
            guard fact.article == bench.facts[bench.order[statement.order]].article,
                bench.sentences[statement.order] - bench.sentences[back] <= 1
            else { break }
            if RoundingInterval.isCounted(fact.unit), fact.high == ExactDecimal(n) { continue }
            if bench.isBase(other), fact.comparator == .eq { bases.insert(other, at: 0) }
        }
        return bases.count == n ? bases : nil
    }

    /// What the clause says the share is of, one name for each share: 技术合同登记数量及合同总成交额.
    private func names(_ bench: ImpliedBench, _ statement: Statement) -> [String] {
        let start = bench.text.clauseStart(at: statement.verb.lowerBound)
        var text = bench.text.string(start..<statement.verb.lowerBound)
        for word in ["分别", "均", "已", "约", "将", "则", "也", "其中", "各", "就"] {
            while text.hasSuffix(word) { text.removeLast(word.count) }
            while text.hasPrefix(word) { text.removeFirst(word.count) }
        }
        // a clause that holds the value itself names nothing beside it: 稀土企业23家占29%
        if bench.order[max(0, statement.order - 3)..<statement.order].contains(where: {
            bench.range($0).upperBound > start && bench.isBase($0)
        }) {
            return []
        }
        if text.isEmpty { return [] }
        if statement.shares.count == 1 { return [text] }
        let parts = text.split { "及和与、".contains($0) }.map(String.init)
        return parts.count == statement.shares.count ? parts : [text]
    }

    /// What stands between the verb and the share, without words that say nothing: 全省, 总量.
    private func trimmedObject(_ text: String) -> String {
        var text = text
        for word in [
            "的比重", "比重", "的比例", "比例", "的份额", "份额", "分别", "了", "到", "达到", "达", "为", "约", "近", "超过", "超", "的", "比",
        ] {
            while text.hasSuffix(word) { text.removeLast(word.count) }
            while text.hasPrefix(word) { text.removeFirst(word.count) }
        }
        return text
    }

    private func base(_ bench: ImpliedBench, _ statement: Statement, name: String) -> Int? {
        var best: (score: Int, exact: Bool, distance: Int, fact: Int)?
        let hint = name.isEmpty ? nil : hint(of: name)
        let wanted = Bigrams(name)
        let k = statement.order
        for back in stride(from: k - 1, through: max(0, k - Self.reach), by: -1) {
            let other = bench.order[back]
            let apart = bench.sentences[k] - bench.sentences[back]
            guard bench.facts[other].article == bench.facts[bench.order[k]].article, apart <= (name.isEmpty ? 0 : 1)
            else { break }
            if name.isEmpty {
                // the share follows its value at once; another share between the two has taken it
                if isShare(bench, other) { return nil }
                guard bench.isBase(other) else { continue }
                return bench.gap(other, bench.order[k]).count <= 40 ? other : nil
            }
            guard bench.isBase(other) else { continue }
            let range = bench.range(other)
            if let hint, !fits(hint, bench.facts[other]) { continue }
            let clause = bench.text.clauseStart(at: range.lowerBound)
            let before = bench.text.clauseStart(at: max(0, clause - 1))
            let told =
                bench.facts[other].metric + "\n" + bench.facts[other].item + "\n"
                + bench.text.string(before..<range.upperBound)
            var score = wanted.coverage(by: Bigrams(told))
            if bench.facts[other].metric == name { score = 100 }
            if hint != nil { score += 15 }
            let exact = bench.facts[other].comparator == .eq
            guard score >= 34 else { continue }
            if let known = best {
                // nearly as alike and exact beats a milestone
                let better = score > known.score + 10 || (score >= known.score - 10 && exact && !known.exact)
                if !better { continue }
            }
            best = (score, exact, k - back, other)
        }
        return best?.fact
    }

    private func hint(of name: String) -> String? {
        cues.words(.valueHint).first { name.hasSuffix($0.word) }?.value
    }

    private func fits(_ hint: String, _ fact: Fact) -> Bool {
        switch hint {
        case "count": return RoundingInterval.isCounted(fact.unit)
        case "CNY": return fact.unit.hasPrefix("CNY") || fact.unit == "USD" || fact.unit == "TWD"
        default: return !fact.unit.hasPrefix("CNY")
        }
    }

    private func whole(_ bench: ImpliedBench, base: Int, share: Int, object: String) -> ImpliedFigure? {
        let b = bench.facts[base]
        let s = bench.facts[share]
        guard b.basis == s.basis || s.basis == .actual,
            var worked = WorkedFigure.quotient(
                b.high, RoundingInterval.halfUnit(of: b), percent: s.high, RoundingInterval.halfUnit(of: s),
                unit: b.unit)
        else { return nil }
        worked.comparator = WorkedFigure.weaker(b.comparator, s.comparator, opposite: true)
        // 国家高新技术企业中，稀土企业23家，占总量的29%: the whole is of the class, not of the part
        let ofClass = !s.item.isEmpty && (object.isEmpty || object.hasPrefix("总"))
        let of = ofClass ? s.item : b.metric.isEmpty ? b.item : b.metric
        var figure = ImpliedByGrowth.figure(
            .whole, (object.isEmpty ? "总体" : object) + (of.isEmpty ? "" : "（\(of)）"), bench, base, share, worked,
            formula: "base / (rate / 100)", period: b.period.isEmpty ? s.period : b.period,
            note: fit(part: b, share: s, worked))
        widen(&figure, object: object)
        if !s.item.isEmpty { figure.item = s.item }
        if ofClass { figure.metric = of }
        return figure
    }

    /// 专利11482件，其中发明专利763件，占6.6%: the text states the whole too, so say whether the two agree.
    private func compare(_ figure: inout ImpliedFigure, _ bench: ImpliedBench, _ statement: Statement, base: Int) {
        guard let low = ExactDecimal(figure.low), let high = ExactDecimal(figure.high) else { return }
        let part = bench.facts[base]
        for back in stride(from: statement.order - 1, through: max(0, statement.order - 6), by: -1) {
            let other = bench.order[back]
            let fact = bench.facts[other]
            guard bench.sentences[back] == bench.sentences[statement.order] else { break }
            guard other != base, bench.isBase(other), fact.unit == part.unit, fact.high > part.high,
                fact.comparator == .eq,
                bench.range(other).lowerBound < bench.range(base).lowerBound,
                cues.occurs(.shareWithin, in: bench.text.string(bench.gap(other, base)))
            else { continue }
            let surface = String(String.UnicodeScalarView(fact.surface.unicodeScalars.filter { $0.value > 0x20 }))
            let agrees = fact.high >= low && fact.high <= high
            figure.note += (figure.note.isEmpty ? "" : "；") + (agrees ? "与文中\(surface)相符" : "与文中\(surface)不符")
            return
        }
    }

    /// 占全省 makes the whole the province's, 占四川省 that of Sichuan.
    private func widen(_ figure: inout ImpliedFigure, object: String) {
        let level: DivisionTable.Level? =
            object.contains("全省") || object.contains("全区")
            ? .province
            : object.contains("全市") || object.contains("全州") ? .prefecture : nil
        if object.contains("全国") || object.contains("全球") || object.contains("世界") {
            figure.subject = object.contains("全国") ? "全国" : "全球"
            figure.place = ""
            figure.placeCode = ""
            return
        }
        let named = gazetteer.code(of: object).flatMap { divisions.division(code: $0) }
        let wide =
            named ?? level.flatMap { level in Int(figure.placeCode).flatMap { divisions.ancestor(of: $0, at: level) } }
        guard let wide else { return }
        figure.subject = wide.name
        figure.place = divisions.chain(code: wide.code)
        figure.placeCode = String(wide.code)
    }

    /// Which of the whole numbers that fit gives the printed share back best.
    private func fit(part: Fact, share: Fact, _ worked: WorkedFigure) -> String {
        guard share.comparator == .eq, part.comparator == .eq, RoundingInterval.isCounted(part.unit),
            part.high.isInteger
        else { return "" }
        guard let first = WorkedFigure.ceiling(worked.low), let last = WorkedFigure.floor(worked.high) else {
            return ""
        }
        guard first <= last else { return "没有整数与所写占比相符" }
        guard last - first <= 50 else { return "" }
        let decimals = max(1, Int(-share.high.exponent))
        var best: (distance: ExactDecimal, n: Int, percent: ExactDecimal)?
        for n in first...last where n > 0 {
            guard let percent = part.high.scaled(by: 2)?.divided(by: ExactDecimal(n), digits: decimals + 2),
                let distance = percent.subtracting(share.high)?.magnitude
            else { continue }
            if let known = best, known.distance <= distance { continue }
            best = (distance, n, percent)
        }
        guard let best else { return "" }
        return "\(best.n)最吻合：\(part.high)/\(best.n)＝\(best.percent.rounded(digits: decimals))%"
    }

    private func part(_ bench: ImpliedBench, base: Int, share: Int, name: String) -> ImpliedFigure? {
        let b = bench.facts[base]
        let s = bench.facts[share]
        let halfBase = RoundingInterval.halfUnit(of: b)
        let halfShare = RoundingInterval.halfUnit(of: s)
        func times(_ x: ExactDecimal?, _ y: ExactDecimal?) -> ExactDecimal? {
            guard let x, let y, let product = x.multiplied(by: y) else { return nil }
            return product.scaled(by: -2)
        }
        guard let value = times(b.high, s.high),
            let low = times(b.high.subtracting(halfBase), s.high.subtracting(halfShare)),
            let high = times(b.high.adding(halfBase), s.high.adding(halfShare))
        else { return nil }
        let worked = WorkedFigure(
            value: value, low: low, high: high,
            comparator: WorkedFigure.weaker(b.comparator, s.comparator, opposite: false))
        var figure = ImpliedByGrowth.figure(
            .part, name.isEmpty ? "其中部分" : name, bench, base, share, worked, formula: "base * rate / 100",
            period: b.period, note: "")
        if !name.isEmpty { figure.metric = name }
        if !s.item.isEmpty { figure.item = s.item }
        return figure
    }
}
