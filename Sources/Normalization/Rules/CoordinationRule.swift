import Facts
import Lexicons

/// Lists: figures that share their words, and names that 分别 pairs with figures.
struct CoordinationRule: Sendable {
    /// Whether nothing but a list mark stands between two figures.
    func continues(_ d: Draft, after previous: Draft, _ r: Reading) -> Bool {
        guard d.from == nil, previous.token < d.token else { return false }
        let a = previous.quantity.span.end, b = d.quantity.span.start
        guard b >= a, b - a <= 3 || previous.category == .share && b - a <= 7, previous.quantity.dimension == d.quantity.dimension || previous.quantity.kind == .count && d.quantity.kind == .count || isSpeedToo(d, previous) || isOutputToo(d, previous) else {
            // 64辆换电车和128块电池
            return followsNoun(d, previous, r)
        }
        guard b > a else { return false }
        if previous.category == .share, sharesToo(a, b, r) { return true }
        var i = a
        while i < b {
            let c = r.text[i]
            guard c == "、" || c == "/" && b - a == 1 || c == "和" || c == "及" || c == "与" || c == " " || c == "，" && isRespective(previous) || c == "\n" else { return followsNoun(d, previous, r) }
            i += 1
        }
        return true
    }

    /// 占全省的66%、|全国的|24%.
    private func sharesToo(_ a: Int, _ b: Int, _ r: Reading) -> Bool {
        guard b - a >= 4, r.text[a] == "、" || r.text[a] == "和", r.text[b - 1] == "的" else { return false }
        let j = r.tokenIndex(at: a + 1)
        return j < r.tokens.count && r.tokens[j].start == a + 1 && r.tokens[j].end == b - 1 && (r.tokens[j].kind == .place || !r.tokens[j].roles.isDisjoint(with: [.whole, .nation, .world]))
    }

    /// 时速250公里和350公里: the hour stands once.
    private func isSpeedToo(_ d: Draft, _ previous: Draft) -> Bool { previous.quantity.dimension == .speed && d.quantity.unit.equals("m") }

    /// 纱、布产量分别为7万吨、13亿米: one measure, each thing in its own unit.
    private func isOutputToo(_ d: Draft, _ previous: Draft) -> Bool {
        guard isRespective(previous), previous.category == .production || previous.category == .capacity, let measure = previous.phrase?.indicator?.name else { return false }
        switch d.quantity.dimension {
        case .money, .percent, .point, .multiple: return false
        default: return measure.ends("量") || measure.ends("产能")
        }
    }

    private func isRespective(_ d: Draft) -> Bool { d.phrase?.respectively == true }

    /// A figure, its noun, a list mark, the next figure with its own noun.
    private func followsNoun(_ d: Draft, _ previous: Draft, _ r: Reading) -> Bool {
        guard d.quantity.kind == .count, previous.quantity.kind == .count, previous.category == .count, d.from == nil else { return false }
        guard d.token > 0, previous.metric == previous.item, !previous.metric.isEmpty else { return false }
        let t = r.tokens[d.token - 1]
        guard t.end == d.quantity.span.start else { return false }
        let isList = t.mark == .listComma || t.kind == .word && t.end - t.start == 1 && (r.text[t.start] == "和" || r.text[t.start] == "及" || r.text[t.start] == "与")
        guard isList else { return false }
        let gap = r.string(extent(previous.quantity.span.end, t.start))
        return gap == previous.metric && (d.quantity.span.end < r.text.count && r.text[d.quantity.span.end] > 0x4E00 && r.text[d.quantity.span.end] < 0xA000)
    }

    /// Pairs the names left of 分别 with the figures right of it, in order.
    func distribute(_ drafts: inout [Draft], from first: Int, sentence: Range<Int>, _ r: Reading, _ categories: CategoryRule) {
        var i = first
        var named = 0..<0
        while i < drafts.count {
            var n = 1
            while i + n < drafts.count, drafts[i + n].coordinatedWith == i + n - 1 { n += 1 }
            if n >= 2, let earlier = referred(by: drafts[i], count: n, before: i, drafts, r) {
                for k in 0..<n {
                    follow(drafts[earlier[k]], drafts[i + k])
                    if drafts[i + k].item.isEmpty { drafts[i + k].item = drafts[earlier[k]].item }
                }
            } else if n >= 2, i > first, let told = comparedAll(drafts[i], drafts[extent(first, i).last { !r.isBracketed(drafts[$0].quantity.span) } ?? i - 1], r) {
                // 投资增长17%，比同期工业、高技术制造业投资增速分别高7.3个和1.1个百分点; 比全省（7.4%）和全国（6.3%）分别高…
                for k in 0..<n { (drafts[i + k].metric, drafts[i + k].item, drafts[i + k].subject, drafts[i + k].subjectEntity, drafts[i + k].place) = (told.metric, told.item, told.subject, told.subjectEntity, told.place) }
            } else if n >= 2 {
                let names = names(before: drafts[i], count: n, r)
                series(&drafts, i..<(i + n), isNamed: names != nil, r)
                if let names {
                    let measure = measureTold(before: i, drafts, names) ?? measureDivided(before: i, drafts, names, r)
                    for k in 0..<n {
                        if names.contains(where: { $0.text == drafts[i + k].item }) { drafts[i + k].item = "" }
                        apply(names[k], to: drafts[i + k], r)
                        guard let measure, names[k].entity?.isKnownFirm != true, names[k].entity?.kind != .place, names[k].entity?.kind != .nation else { continue }
                        // 民营企业进出口: the measure without its own item
                        let name = measure.metric.begins(measure.item) ? String(measure.metric.dropFirst(measure.item.count)) : measure.metric
                        (drafts[i + k].metric, drafts[i + k].item, drafts[i + k].category) = (name.isEmpty ? measure.metric : name, names[k].text, drafts[i + k].category == .change ? .change : measure.category)
                    }
                    named = i..<(i + n)
                } else if n == 2, drafts[i].phrase?.respectively == true, drafts[i].phrase?.range.isEmpty == false, drafts[i].metric.begins("城乡") {
                    // 城乡居民人均可支配收入分别完成44607元、16996元
                    let residents = drafts[i].metric.holds("居民") ? "居民" : ""
                    (drafts[i].item, drafts[i + 1].item) = ("城镇" + residents, "农村" + residents)
                    named = i..<(i + n)
                } else if n == 2, drafts[i].phrase?.respectively == true, drafts[i].metric.ends("产销量") {
                    // 产销量分别为11.6万吨和11.3万吨
                    for (k, name) in [(i, "产量"), (i + 1, "销量")] { drafts[k].metric = name; drafts[k].rule = "respectively" }
                } else if drafts[i].category == .change, drafts[i].phrase?.respectively == true, drafts[i].phrase?.range.isEmpty == true, named.count != n, let measured = measured(drafts, first, before: i, count: n) {
                    // 签约项目136个，协议投资额1258亿元，同比分别增长18.3%和22.6%
                    for k in 0..<n { follow(drafts[measured[k]], drafts[i + k]) }
                } else if drafts[i].category == .change, drafts[i].phrase?.respectively == true, drafts[i].phrase?.range.isEmpty == true, let places = placesListed(before: drafts[i], count: n, r) {
                    // 北京、广东、江苏软件业务收入居前3位，分别同比增长10.6%、6.5%和9.7%
                    for k in 0..<n {
                        (drafts[i + k].subject, drafts[i + k].subjectEntity) = (SubjectRule().placeName(places[k], r), places[k])
                        if let code = places[k].code { drafts[i + k].place = r.divisions.chain(code: code) }
                        drafts[i + k].rule = "respectively"
                    }
                } else if drafts[i].category == .share, saysRespectively(drafts[i], r), drafts[i].phrase?.part == nil, named.count != n, let measured = parts(drafts, first, before: i, count: n) {
                    // 菠萝6.77亿元、荔枝7.9亿元、芒果2.19亿元，分别占总额的33%、39%和10%
                    for k in 0..<n {
                        follow(drafts[measured[k]], drafts[i + k])
                        if drafts[i + k].item.isEmpty { drafts[i + k].item = drafts[measured[k]].metric }
                    }
                } else if named.count == n, drafts[i].phrase?.respectively == true || growsAll(drafts[i], drafts[named.lowerBound]), drafts[i].category == .change || drafts[i].phrase?.range.isEmpty == true || drafts[i].phrase.map({ $0.range == $0.indicatorRange }) == true && drafts[i].sentence == drafts[named.lowerBound].sentence {
                    // …产量分别为15万吨、8万吨，分别增长3%、5%
                    for k in 0..<n { follow(drafts[named.lowerBound + k], drafts[i + k]) }
                } else if drafts[i].category != .change {
                    // 收入分别达47197元、16135元，分别增长4%、8%: the list before this one is over
                    named = i..<(i + n)
                }
            }
            i += n
        }
        for k in extent(first, drafts.count) { shareAbility(&drafts, from: first, endingAt: k, r) }
    }

    /// 形成12万吨粘胶短纤维、80万锭纺纱设备、6000万套服装的|年生产加工能力: a list of capacities whose name stands behind the last.
    private func shareAbility(_ drafts: inout [Draft], from first: Int, endingAt last: Int, _ r: Reading) {
        guard last > first, drafts[last - 1].sentence == drafts[last].sentence, isListed(drafts[last - 1], before: drafts[last], r) else { return }
        let behind = r.words(behind: drafts[last].quantity.span.end, reach: 24, upTo: "，。；：、\n（")
        guard let ability = Self.abilities.ending(of: behind), drafts[last].phrase?.change.isEmpty ?? true, drafts[last].from == nil else { return }
        var k = last
        while k > first, drafts[k - 1].sentence == drafts[last].sentence, drafts[k - 1].from == nil, isListed(drafts[k - 1], before: drafts[k], r) { k -= 1 }
        for i in k...last {
            let d = drafts[i]
            guard d.quantity.dimension != .money, d.quantity.dimension != .percent, d.quantity.dimension != .duration, !d.quantity.unit.holds("/"), d.quantity.dimension != .power else { continue }
            let thing = r.words(behind: d.quantity.span.end, reach: 24, upTo: "、及和以的等，。；：\n（")
            (d.category, d.metric, d.rule) = (.capacity, ability, "list-of-capacities")
            d.item = thing.ends(ability) ? String(thing.dropLast(ability.count)) : thing
            d.extendUnit(by: "/a")
            if i > k { (d.basis, d.period, d.subject, d.subjectEntity, d.place) = (drafts[k].basis, drafts[k].period, drafts[k].subject, drafts[k].subjectEntity, drafts[k].place) }
        }
    }

    /// Whether nothing but a noun and 、 or 及 stands between two figures.
    private func isListed(_ d: Draft, before next: Draft, _ r: Reading) -> Bool {
        let a = d.quantity.span.end, b = next.quantity.span.start
        guard b - a >= 3, b - a <= 16, Self.joins(r.text[b - 1]) else { return false }
        return !extent(a, b - 1).contains { r.text[$0] == "，" || r.text[$0] == "。" || r.text[$0] == "；" || r.text[$0] == "（" }
    }

    private static func joins(_ c: UInt32) -> Bool { c == "、" || c == "及" || c == "和" }
    private static let abilities: AffixList = ["年综合生产能力", "综合生产能力", "年生产加工能力", "生产加工能力", "年生产能力", "生产能力", "年加工能力", "加工能力", "年产能", "产能", "生产规模"]

    /// 客运量和周转量分别完成3.7亿人和270亿人公里，|同比增长|4.5%和3.9%: a growth of each figure of the list before, said without 分别.
    private func growsAll(_ d: Draft, _ earlier: Draft) -> Bool { d.category == .change && d.phrase?.range.isEmpty == true && d.sentence == earlier.sentence && earlier.category != .change }

    /// 民营企业进出口2589亿元。外商投资企业、国有企业分别为683亿元、402亿元: the figure before whose measure a list without one takes.
    private func measureTold(before i: Int, _ drafts: [Draft], _ names: [Name]) -> Draft? {
        guard drafts[i].rule == "money", drafts[i].category == .other || drafts[i].category == .revenue, names.allSatisfy({ $0.tail.isEmpty }) else { return nil }
        let told = drafts[..<i].last { $0.quantity.dimension == .money && $0.category == .revenue && $0.phrase?.indicator != nil }
        return told.flatMap { drafts[i].quantity.span.start - $0.quantity.span.end < 60 ? $0 : nil }
    }

    /// 客运运力投入下降16.24%，其中国内、地区、国际分别下降…: the figure whose measure the parts are told in.
    private func measureDivided(before i: Int, _ drafts: [Draft], _ names: [Name], _ r: Reading) -> Draft? {
        guard drafts[i].category == .change, names.allSatisfy({ $0.tail.isEmpty && $0.indicator == nil && ($0.entity == nil || $0.entity?.kind == .world) && !MetricRule.namesMeasure($0.text) }) else { return nil }
        guard let told = drafts[..<i].last(where: { !$0.metric.isEmpty && $0.coordinatedWith == nil && ($0.phrase?.indicator != nil || MetricRule.namesMeasure($0.metric)) }), drafts[i].quantity.span.start - told.quantity.span.end < 80 else { return nil }
        return r.view(extent(told.quantity.span.end, drafts[i].quantity.span.start)).holds("其中") ? told : nil
    }

    /// 氢氧化锂2.5万吨、磷酸铁8万吨、六氟磷酸锂1.6万吨，|三者|产能利用率分别为…: the list before whose things a list is on.
    private func referred(by d: Draft, count: Int, before i: Int, _ drafts: [Draft], _ r: Reading) -> [Int]? {
        let words = extent(r.start(of: d.clause), d.quantity.span.start)
        guard d.phrase?.respectively == true, i >= count, words.contains(where: { r.text[$0] == "者" && $0 > 0 && Scalars.hanNumeral(r.text[$0 - 1]) == count }) else { return nil }
        let earlier = Array(extent(i - count, i))
        let first = drafts[earlier[0]]
        guard d.quantity.span.start - first.quantity.span.start < 300, earlier.allSatisfy({ drafts[$0].category == first.category && drafts[$0].quantity.dimension == first.quantity.dimension }), Set(earlier.map { drafts[$0].subject + "/" + drafts[$0].item }).count == count else { return nil }
        return earlier
    }

    /// The places of a list, as many as figures, that opens the clause before one that names nothing itself.
    private func placesListed(before d: Draft, count: Int, _ r: Reading) -> [Entity]? {
        let from = r.start(of: d.sentence)
        var k = r.entityIndex(endingAfter: from)
        var run: [Entity] = []
        while k < r.entities.count, r.entities[k].end <= r.start(of: d.clause) {
            let e = r.entities[k]
            if run.count == count, e.kind != .place { break }
            if let last = run.last, e.start - last.end != 1 || r.text[last.end] != "、" && r.text[last.end] != "和" && r.text[last.end] != "及" { run = [] }
            run = e.kind == .place ? run + [e] : []
            k += 1
        }
        guard run.count == count, count >= 2, case let behind = extent(run[count - 1].end, r.start(of: d.clause)), behind.count <= 30, !behind.contains(where: { r.text[$0] == "；" }) else { return nil }
        return run
    }

    /// The last `count` figures of the sentence that are no changes, each of its own indicator.
    private func measured(_ drafts: [Draft], _ first: Int, before i: Int, count: Int) -> [Int]? {
        var found: [Int] = []
        var k = i - 1
        while k >= first, found.count < count {
            // 完成2.16亿元…1.26亿元，|分别完成计划的113%和120%|，分别增长…
            if drafts[k].category == .share, drafts[k].isRead(by: "share-of-plan") || drafts[k].coordinatedWith != nil { k -= 1; continue }
            guard drafts[k].category != .change, drafts[k].category != .share, drafts[k].coordinatedWith == nil else { return nil }
            found.insert(k, at: 0)
            k -= 1
        }
        guard found.count == count, Set(found.map { drafts[$0].metric + "/" + drafts[$0].item }).count == count else { return nil }
        return found
    }

    /// The figure before, where a list only tells by how much it is over or under others: 比A、B增速分别高….
    private func comparedAll(_ d: Draft, _ previous: Draft, _ r: Reading) -> Draft? {
        guard d.category == .change, d.quantity.dimension == .point, previous.category == .change || previous.category == .share, previous.sentence == d.sentence, !previous.metric.isEmpty else { return nil }
        let start = r.start(of: d.clause), end = d.quantity.span.start
        guard end - start >= 5, r.text[start] == "比" || r.text[start] == "较" || r.text[start] == "高" || r.text[start] == "低", r.text[end - 1] == "高" || r.text[end - 1] == "低" || r.text[end - 1] == "快" || r.text[end - 1] == "慢" || r.text[end - 1] == "出" || r.text[end - 1] == "于" else { return nil }
        return previous
    }

    /// The last `count` figures of the sentence that are amounts of one kind, each of its own thing or owner; changes may stand between.
    private func parts(_ drafts: [Draft], _ first: Int, before i: Int, count: Int) -> [Int]? {
        var found: [Int] = []
        var k = i - 1
        while k >= first, found.count < count {
            if drafts[k].category == .share { return nil }
            if drafts[k].category != .change {
                if let last = found.first, drafts[last].category != drafts[k].category || drafts[last].quantity.dimension != drafts[k].quantity.dimension { return nil }
                found.insert(k, at: 0)
            }
            k -= 1
        }
        guard found.count == count, Set(found.map { drafts[$0].subject + "/" + drafts[$0].item + "/" + drafts[$0].metric }).count == count else { return nil }
        return found
    }

    /// The names of the list before, said once for both.
    private func follow(_ earlier: Draft, _ d: Draft) {
        d.rule = "respectively"
        d.item = earlier.item
        d.subject = earlier.subject
        d.subjectEntity = earlier.subjectEntity
        d.place = earlier.place
        if d.category == .change, !earlier.metric.isEmpty { d.metric = earlier.metric }
    }

    // MARK: One time each
}
