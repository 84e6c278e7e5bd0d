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
            } else if n >= 2, i > first, let told = comparedAll(drafts[i], drafts[i - 1], r) {
                // 投资增长17%，比同期工业、高技术制造业投资增速分别高7.3个和1.1个百分点
                for k in 0..<n { (drafts[i + k].metric, drafts[i + k].item, drafts[i + k].subject, drafts[i + k].subjectEntity, drafts[i + k].place) = (told.metric, told.item, told.subject, told.subjectEntity, told.place) }
            } else if n >= 2 {
                let names = names(before: drafts[i], count: n, r)
                series(&drafts, i..<(i + n), isNamed: names != nil, r)
                if let names {
                    let measure = measureTold(before: i, drafts, names)
                    for k in 0..<n {
                        if names.contains(where: { $0.text == drafts[i + k].item }) { drafts[i + k].item = "" }
                        apply(names[k], to: drafts[i + k], r)
                        guard let measure, names[k].entity?.isKnownFirm != true, names[k].entity?.kind != .place, names[k].entity?.kind != .nation else { continue }
                        // 民营企业进出口: the measure without its own item
                        let name = measure.metric.begins(measure.item) ? String(measure.metric.dropFirst(measure.item.count)) : measure.metric
                        (drafts[i + k].metric, drafts[i + k].item, drafts[i + k].category) = (name.isEmpty ? measure.metric : name, names[k].text, measure.category)
                    }
                    named = i..<(i + n)
                } else if n == 2, drafts[i].phrase?.respectively == true, drafts[i].metric.ends("产销量") {
                    // 产销量分别为11.6万吨和11.3万吨
                    for (k, name) in [(i, "产量"), (i + 1, "销量")] { drafts[k].metric = name; drafts[k].rule = "respectively" }
                } else if drafts[i].category == .change, drafts[i].phrase?.respectively == true, drafts[i].phrase?.range.isEmpty == true, named.count != n, let measured = measured(drafts, first, before: i, count: n) {
                    // 签约项目136个，协议投资额1258亿元，同比分别增长18.3%和22.6%
                    for k in 0..<n { follow(drafts[measured[k]], drafts[i + k]) }
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
            let thing = i == last ? String(behind.dropLast(ability.count)) : r.string(extent(d.quantity.span.end, drafts[i + 1].quantity.span.start))
            (d.category, d.metric, d.rule) = (.capacity, ability, "list-of-capacities")
            d.item = String(thing.prefix { !Self.itemEnds.contains($0) })
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

    private static let itemEnds: Set<Character> = ["、", "及", "和", "以", "的", "等"]
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

    /// 氢氧化锂2.5万吨、磷酸铁8万吨、六氟磷酸锂1.6万吨，|三者|产能利用率分别为…: the list before whose things a list is on.
    private func referred(by d: Draft, count: Int, before i: Int, _ drafts: [Draft], _ r: Reading) -> [Int]? {
        let words = extent(r.start(of: d.clause), d.quantity.span.start)
        guard d.phrase?.respectively == true, i >= count, words.contains(where: { r.text[$0] == "者" && $0 > 0 && Scalars.hanNumeral(r.text[$0 - 1]) == count }) else { return nil }
        let earlier = Array(extent(i - count, i))
        let first = drafts[earlier[0]]
        guard d.quantity.span.start - first.quantity.span.start < 300, earlier.allSatisfy({ drafts[$0].category == first.category && drafts[$0].quantity.dimension == first.quantity.dimension }), Set(earlier.map { drafts[$0].subject + "/" + drafts[$0].item }).count == count else { return nil }
        return earlier
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

    /// 2021年、2022年及2023年，营业收入分别为A、B和C: each figure has its own time.
    private func series(_ drafts: inout [Draft], _ range: Range<Int>, isNamed: Bool, _ r: Reading) {
        let first = drafts[range.lowerBound]
        guard first.phrase?.respectively == true || isSlashed(drafts, range, r) || saysRespectively(first, r) || r.view(extent(r.start(of: first.clause), first.quantity.span.start)).begins("对应") else { return }
        let token = r.tokenIndex(at: first.quantity.span.start)
        // …净利润分别为A、B、C，对应EPS为a、b、c: of the times of the list before
        let told = range.lowerBound >= range.count ? extent(range.lowerBound - range.count, range.lowerBound).map { drafts[$0] } : []
        if !told.isEmpty, told[0].sentence == first.sentence, told.dropFirst().allSatisfy({ $0.coordinatedWith != nil }), Set(told.map(\.period)).count == told.count, !told.contains(where: { $0.period.isEmpty }), !extent(first.clause.lowerBound, token).contains(where: { r.tokens[$0].kind == .period }) {
            for (k, draft) in zip(range, told) { drafts[k].period = draft.period }
            return
        }
        guard let values = times(before: token, sentence: first.sentence, count: range.count, isNamed: isNamed, r) ?? (isNamed ? nil : yearsCarried(range.map { drafts[$0].period })) else { return }
        for (k, value) in zip(range, values) { drafts[k].period = value }
    }

    /// 其中，甲业务毛利润分别为A、B和C, behind the figures of 2016年、2017年和2018年: the years of the stretch that reaches here.
    private func yearsCarried(_ periods: [String]) -> [String]? {
        guard let stretch = periods.first, stretch.utf8.count == 9, periods.count >= 2, periods.allSatisfy({ $0.equals(stretch) }), let from = Int(stretch.prefix(4)), let to = Int(stretch.suffix(4)), to - from + 1 == periods.count else { return nil }
        return (from...to).map(CalendarDay.four)
    }

    /// 公司|分别|实现营业收入: in the clause, before the verb.
    private func saysRespectively(_ d: Draft, _ r: Reading) -> Bool {
        extent(d.clause.lowerBound, r.tokenIndex(at: d.quantity.span.start)).contains { r.tokens[$0].kind == .word && r.tokens[$0].roles.contains(.respectively) }
    }

    private func isSlashed(_ drafts: [Draft], _ range: Range<Int>, _ r: Reading) -> Bool {
        let a = drafts[range.lowerBound].quantity.span.end
        return a < r.text.count && r.text[a] == "/"
    }

    /// The times of a list of `count` figures: said one by one in the sentence or, for 报告期各期末, where the text first told them,
    /// else the parts of one stretch.
    private func times(before token: Int, sentence: Range<Int>, count: Int, isNamed: Bool, _ r: Reading) -> [String]? {
        var run: [Int] = []
        var j = token - 1
        var floor = sentence.lowerBound
        let reportsEach = extent(sentence.lowerBound, token).contains { r.tokens[$0].kind == .period && isReportTerm(r.tokens[$0], r) }
        if reportsEach { floor = max(0, token - 4000) }
        while j >= floor {
            let t = r.tokens[j]
            // 较1—2月、1—3月分别下降…: what each is compared with
            if t.kind == .period, r.periods[Int(t.index)].isBaseline { return nil }
            if t.kind == .period, !isReportTerm(t, r) {
                run.insert(Int(t.index), at: 0)
            } else if !run.isEmpty {
                let joins = t.mark == .listComma || t.mark == .space || t.kind == .word && t.roles.contains(.conjunction) && t.end - t.start <= 2
                if !joins {
                    if run.count == count { break }
                    run = []
                }
            }
            j -= 1
        }
        if run.count == count {
            let values = run.map { r.periodValues[$0] }
            return values.contains("") ? nil : values
        }
        if let years = yearsAndPart(before: token, in: sentence, r), years.count == count { return years }
        let stretch = lastStretch(before: token, in: sentence, r)
        // 前三季度营业收入分别为A、B、C in quarters; 上半年城乡居民收入分别为A、B is no series
        if stretch.utf8.count > 9, !r.string(extent(r.start(of: sentence), r.tokens[token].start)).holds("季度") { return nil }
        return isNamed ? nil : parts(of: stretch, count: count)
    }

    /// 2017到2020年1—9月: three years, and the months of a fourth.
    private func yearsAndPart(before token: Int, in sentence: Range<Int>, _ r: Reading) -> [String]? {
        let told = extent(sentence.lowerBound, token).filter { r.tokens[$0].kind == .period }
        guard told.count >= 2, case let (a, b) = (r.tokens[told[told.count - 2]], r.tokens[told[told.count - 1]]) else { return nil }
        // 2023年至2025年|上半年
        if b.start == a.end, case let ends = r.periodValues[Int(a.index)].split(separator: "/"), ends.count == 2, let first = Int(ends[0]), let year = Int(ends[1]), year > first, year - first < 10, case let last = r.periodValues[Int(b.index)], last.utf8.count > 4, last.hasPrefix(ends[1]) {
            return (first..<year).map(CalendarDay.four) + [last]
        }
        guard b.start > a.end, b.start - a.end <= 2, case let last = r.periodValues[Int(b.index)], last.utf8.count > 4 else { return nil }
        guard let first = Int(r.periodValues[Int(a.index)]), let year = Int(last.prefix(4)), first > 1900, year > first, year - first < 10, "到至—－-~".contains(r.string(extent(a.end, a.end + 1))) else { return nil }
        return (first..<year).map(CalendarDay.four) + [last]
    }

    /// 报告期, 报告期各期末.
    private func isReportTerm(_ t: Token, _ r: Reading) -> Bool { t.end - t.start >= 3 && (r.text[t.start] == "报" || r.text[t.start] == "本" && r.text[t.start + 1] == "报") }

    private func lastStretch(before token: Int, in sentence: Range<Int>, _ r: Reading) -> String {
        var j = token - 1
        while j >= sentence.lowerBound {
            if r.tokens[j].kind == .period, !r.periods[Int(r.tokens[j].index)].isBaseline { return r.periodValues[Int(r.tokens[j].index)] }
            j -= 1
        }
        return ""
    }

    /// 2021/2023 in three years; the first three quarters in quarters.
    private func parts(of value: String, count: Int) -> [String]? {
        let ends = value.split(separator: "/").map(String.init)
        guard ends.count == 2, count >= 2 else { return nil }
        if ends.allSatisfy({ $0.utf8.count == 4 }), let a = Int(ends[0]), let b = Int(ends[1]), b >= a, b - a == count - 1 { return (a...b).map(CalendarDay.four) }
        guard ends.allSatisfy({ $0.utf8.count == 7 }), ends[0].prefix(4) == ends[1].prefix(4), ends[0].hasSuffix("-01"), let last = Int(ends[1].suffix(2)), last == count * 3 else { return nil }
        return (0..<count).map { "\(ends[0].prefix(4))-\(CalendarDay.two($0 * 3 + 1))/\(ends[0].prefix(4))-\(CalendarDay.two($0 * 3 + 3))" }
    }

    private struct Name { var text: String; var tail: String; var entity: Entity?; var indicator: IndicatorTable.Indicator?; var isPartner = false }

    /// The `count` conjuncts before 分别 or before the verb: A、B和C的设计产能分别达到.
    private func names(before d: Draft, count: Int, _ r: Reading) -> [Name]? {
        // where the list of names ends
        var j = d.token - 1
        var end = d.quantity.span.start
        var sawRespectively = false
        while j >= d.sentence.lowerBound {
            let t = r.tokens[j]
            if t.kind == .mark, t.mark == .comma || t.mark == .semicolon || t.mark == .stop { break }
            if t.kind == .word, t.roles.contains(.respectively) { end = t.start; sawRespectively = true; break }
            if t.kind == .quantity { return nil }
            j -= 1
        }
        let isImplicit = !sawRespectively
        if isImplicit {
            // 甲收入和乙收入增长8%和11%: as many measures as figures, before one verb
            guard let verb = pairedVerb(before: d, count: count, r) else { return nil }
            j = verb
            end = r.tokens[verb].start
        }
        // 饲料、禽产业、商贸，|占营收比例|分别为…: the names stand in the clause before
        var measure = ""
        if let comma = shareClause(before: j, d, count, r) {
            // 占营收比例
            if r.text[r.tokens[comma].end] == "占", end - r.tokens[comma].end >= 3 { measure = r.string(extent(r.tokens[comma].end, end)) }
            j = comma
            end = r.tokens[comma].start
        }
        // back to the beginning of the list
        var k = j - 1
        var start = end
        var marks: [(Int, Int)] = []
        while k >= d.sentence.lowerBound {
            let t = r.tokens[k]
            // 甲、乙、丙|前三季度|分别出货
            if t.kind == .period, r.periods[Int(t.index)].isBaseline || marks.isEmpty && t.end == end { end = t.start; k -= 1; continue }
            // Hanvolt、NK Energy|上半年|出货量|分别为
            if t.kind == .period, marks.isEmpty, measure.isEmpty, case let m = r.tokenIndex(at: t.end), m < r.tokens.count, r.tokens[m].start == t.end, r.tokens[m].end == end, r.tokens[m].indicator >= 0 {
                measure = r.string(extent(t.end, end))
                end = t.start
                k -= 1
                continue
            }
            if t.kind == .word, end == t.end, t.indicator < 0, r.text[t.start] == "比" || r.text[t.start] == "较" { end = t.start; k -= 1; continue }
            // 增加值|同比|分别增长
            if t.kind == .word, end == t.end, marks.isEmpty, t.end - t.start == 2, r.text[t.end - 1] == "比", r.text[t.start] == "同" || r.text[t.start] == "环" { end = t.start; k -= 1; continue }
            // 荔枝和芒果|则|分别为
            if t.kind == .word, end == t.end, t.indicator < 0, marks.isEmpty, t.end - t.start == 1, Self.lead(r.text[t.start]) { end = t.start; k -= 1; continue }
            // 三大新材料产业, 七种产品: how many there are, behind the last of them
            if t.kind == .quantity, marks.isEmpty, r.quantities[Int(t.index)].kind == .count, t.end < end || t.end == end && r.text[t.start] > 0x2E80 {
                if t.end == end { end = t.start }
                start = t.start
                k -= 1
                continue
            }
            // 年产10万吨|电解液项目: a size in the name of a member
            if t.kind == .quantity, k > d.sentence.lowerBound, case let made = r.tokens[k - 1], made.end == t.start, r.indicator(made)?.category == .capacity, case let close = marks.last?.0 ?? end, Self.works.anyIn(r.written, extent(t.end, close)) {
                start = made.start
                k -= 2
                continue
            }
            if t.kind == .quantity || t.kind == .period { start = t.end; break }
            if t.kind == .mark, t.mark == .comma || t.mark == .semicolon || t.mark == .colon || t.mark == .open { 
                start = t.end; break }
            if t.mark == .listComma { marks.append((t.start, t.end)) }
            if t.kind == .word, t.indicator < 0, t.end - t.start <= 2, t.roles.contains(.conjunction) { marks.append((t.start, t.end)) }
            else if t.kind == .word, t.indicator < 0, t.roles.contains(.preposition) || t.roles.contains(.verb) && marks.count >= count - 1 && !isModifier(t, r) { start = t.end; break }
            start = t.start
            k -= 1
        }
        if k < d.sentence.lowerBound { start = r.start(of: d.sentence) }
        marks.reverse()
        guard isImplicit ? marks.count == count - 1 : marks.count >= count - 1 else { return nil }
        marks = Array(marks.suffix(count - 1))
        var parts: [Range<Int>] = []
        var a = start
        for mark in marks { parts.append(extent(a, mark.0)); a = mark.1 }
        parts.append(extent(a, end))
        guard parts.count == count else { return nil }
        if isImplicit, !parts.allSatisfy({ lastIndicator($0, r)?.range.upperBound == $0.upperBound || $0.count >= 3 && Self.endsMeasure(r.text[$0.upperBound - 1]) }) { return nil }
        // the tail that all share stands in the last part: 抛光三大新材料产业的|设计产能
        var names: [Name] = []
        var tail = measure
        var last = parts[count - 1]
        let namesOwn = lastIndicator(parts[0], r)?.range.upperBound == parts[0].upperBound
        if tail.isEmpty, !namesOwn, let of = lastPossessive(last, r) {
            tail = r.string(extent(of + 1, last.upperBound))
            last = extent(last.lowerBound, of)
        } else if tail.isEmpty, let ind = lastIndicator(last, r), ind.range.lowerBound > last.lowerBound, lastIndicator(parts[0], r).map({ $0.indicator.category == .count && ind.indicator.category != .count }) ?? true {
            tail = r.string(ind.range)
            last = extent(last.lowerBound, ind.range.lowerBound)
        }
        if last.count > 4, r.text[last.upperBound - 2] == "方", r.text[last.upperBound - 1] == "面" { last = extent(last.lowerBound, last.upperBound - 2) }
        last = trimCount(last, r)
        // 粮食、油料、蔬菜产量: the measure of all stands with the last
        if tail.isEmpty || lastIndicator(parts[0], r) == nil, let length = ItemRule.measureLength(r.string(last)), lastIndicator(parts[0], r) == nil, ItemRule.measureLength(r.string(parts[0])) == nil, last.count > length {
            let cut = last.upperBound - length
            if tail.isEmpty { tail = r.string(extent(cut, last.upperBound)) }
            last = extent(last.lowerBound, cut)
        }
        parts[count - 1] = last
        let untrimmed = parts[0].lowerBound
        parts[0] = trimFirst(parts[0], r)
        // 对越南、马来西亚出口分别增长…, 对|中国|香港、美国: partners of the one told of
        let arePartners = extent(max(0, untrimmed - 1), parts[0].lowerBound).contains { SubjectRule.isPartnerMark(r.text[$0]) }
        for part in parts {
            let text = r.string(part)
            guard !text.isEmpty, text.unicodeScalars.count <= 30, text.unicodeScalars.count > 1 || !text.ends("业") else { return nil }
            // 一、二、|三产业
            if text == "三产业" || text == "三产" || text == "三次产业", parts.count > 1, parts[0].count == 1 {
                names.append(Name(text: "第三产业", tail: tail, entity: nil, indicator: nil))
                continue
            }
            // 一、二、三产投资
            if part.count == 1, let sector = Self.sectors[text], r.string(parts[count - 1]).begins("三产") || r.string(parts[count - 1]).begins("三次产") || r.string(parts[count - 1]).begins("二产") {
                names.append(Name(text: sector, tail: tail, entity: nil, indicator: nil))
                continue
            }
            var entity: Entity?
            let e = r.entityIndex(endingAfter: part.lowerBound)
            // 汇川技术|分列其后
            if e < r.entities.count, r.entities[e].start == part.lowerBound, r.entities[e].end < part.upperBound, r.entities[e].kind == .organisation, Self.follows.contains(r.written, extent(r.entities[e].end, part.upperBound)) {
                names.append(Name(text: r.string(extent(r.entities[e].start, r.entities[e].end)), tail: tail, entity: r.entities[e], indicator: nil, isPartner: false))
                continue
            }
            // 韩国的|Hanvolt: the firm, not where it is from
            let l = r.entityIndex(endingAfter: part.upperBound - 1)
            if l < r.entities.count, case let last = r.entities[l], last.end == part.upperBound, last.start > part.lowerBound, last.kind == .organisation, r.text[last.start - 1] == "的" || Scalars.isLetter(r.text[last.start]) {
                names.append(Name(text: r.string(extent(last.start, last.end)), tail: tail, entity: last, indicator: nil, isPartner: false))
                continue
            }
            if e < r.entities.count, r.entities[e].start >= part.lowerBound, r.entities[e].end <= part.upperBound, r.entities[e].end - r.entities[e].start >= part.count - 2 {
                entity = r.entities[e]
            }
            names.append(Name(text: text, tail: tail, entity: entity, indicator: lastIndicator(part, r)?.indicator, isPartner: arePartners && entity?.kind != .organisation))
        }
        // 金融机构存、|贷款余额
        if names.count == 2, names[0].text.ends("存"), names[1].text.begins("贷款") { names[0].text += String(names[1].text.dropFirst()) }
        // 华东、山东、广西: beside provinces a part of the country
        if names.contains(where: { $0.entity?.kind == .place }) {
            for k in names.indices where names[k].entity == nil && Self.regions.contains(names[k].text) { names[k].entity = Entity(kind: .place, start: parts[k].lowerBound, end: parts[k].upperBound) }
        }
        // 中创新航、国轩高科、亿纬锂能: beside firms a name no table knows is a firm too
        if let k = names.firstIndex(where: { $0.entity == nil }), names[k].indicator == nil, names.count(where: { $0.entity?.isKnownFirm == true }) == count - 1 {
            let part = k == 0 && untrimmed < parts[0].lowerBound && parts[0].lowerBound - untrimmed == 1 ? extent(untrimmed, parts[0].upperBound) : parts[k]
            if (2...8).contains(part.count) {
                names[k].text = r.string(part)
                names[k].entity = Entity(kind: .organisation, start: part.lowerBound, end: part.upperBound, isKnownFirm: true)
            }
        }
        return names
    }

    /// The first of the words right before a figure that only say that it rises, falls or is: 实际增长8%.
    private func pairedVerb(before d: Draft, count: Int, _ r: Reading) -> Int? {
        guard count == 2, d.quantity.span.end < r.text.count, r.text[d.quantity.span.end] == "和" || r.text[d.quantity.span.end] == "与" else { return nil }
        var k = d.token - 1
        var start = d.quantity.span.start
        while k >= d.clause.lowerBound, r.tokens[k].end == start, r.tokens[k].kind == .word, r.tokens[k].indicator < 0, !r.tokens[k].roles.isDisjoint(with: [.up, .down, .copula, .adverb]), r.tokens[k].roles.isDisjoint(with: [.conjunction, .preposition]) {
            start = r.tokens[k].start
            k -= 1
        }
        return start < d.quantity.span.start ? k + 1 : nil
    }

    private static let works: AffixList = ["项目", "装置", "生产线", "基地", "工程"]

    private static func lead(_ c: UInt32) -> Bool { c == "则" || c == "則" || c == "也" || c == "均" || c == "已" }

    private static func endsMeasure(_ c: UInt32) -> Bool { c == "率" || c == "量" || c == "额" || c == "值" || c == "数" }

    /// The comma before 占营收比例分别为, 出口量分别为, 分别为: a clause that names nothing itself, behind one that lists as many names as there are figures.
    private func shareClause(before respectively: Int, _ d: Draft, _ count: Int, _ r: Reading) -> Int? {
        var k = respectively - 1
        while k >= d.sentence.lowerBound, r.tokens[respectively].start - r.tokens[k].end <= 10 {
            let t = r.tokens[k]
            if t.mark == .comma {
                if r.text[t.end] == "占" { return k }
                // 在投资、消费、进出口|方面，分别增长
                if t.start >= 2, r.text[t.start - 2] == "方", r.text[t.start - 1] == "面", t.end == r.tokens[respectively].start { return k }
                let isBare = extent(k + 1, respectively).allSatisfy { r.tokens[$0].indicator >= 0 || r.tokens[$0].roles.contains(.adverb) } && extent(t.end, r.tokens[respectively].start).count <= 8
                guard isBare, d.category != .change else { return nil }
                var marks = 0
                var m = k - 1
                while m >= d.sentence.lowerBound, !r.tokens[m].endsClause {
                    if r.tokens[m].mark == .listComma || r.tokens[m].roles.contains(.conjunction) && r.tokens[m].end - r.tokens[m].start == 1 { marks += 1 }
                    m -= 1
                }
                return marks == count - 1 ? k : nil
            }
            if t.kind != .word || t.roles.contains(.conjunction) { return nil }
            k -= 1
        }
        return nil
    }

    private static let regions: WordSet = ["华东", "华北", "华南", "华中", "东北", "西北", "西南", "长三角", "珠三角", "京津冀", "沿江", "沿海"]
    private static let follows: WordSet = ["分列其后", "紧随其后", "位列其后", "分居其后", "排在其后", "随后", "次之", "分列二三", "分列第二", "分列二三位", "位居其后", "居后"]
    private static let sectors = ["一": "第一产业", "二": "第二产业", "三": "第三产业"]

    private func apply(_ name: Name, to d: Draft, _ r: Reading) {
        d.rule = "respectively"
        if name.isPartner {
            d.item = name.text
            if !name.tail.isEmpty { d.metric = name.tail }
            return
        }
        if let entity = name.entity, entity.kind == .place || entity.kind == .organisation {
            d.subject = entity.kind == .place ? SubjectRule().placeName(entity, r) : name.text
            d.subjectEntity = entity
            if let code = entity.code { d.place = r.divisions.chain(code: code) }
            if name.text.ends(d.item) || d.item == d.metric || d.item == name.tail { d.item = "" }
            if !name.tail.isEmpty { d.metric = name.tail }
            return
        }
        // 隔膜项目和电解液项目分别投资22亿元、15亿元
        if d.quantity.dimension == .money, d.category == .investment, Self.works.anyEnds(name.text) {
            d.subject = name.text
            d.subjectEntity = name.entity
            d.item = ""
            if !name.tail.isEmpty { d.metric = name.tail }
            return
        }
        // 中国占48%，美国、日本分别占17%和14%; 中国占51%，日本、美国分别为4.6万台和3.8万台
        if let entity = name.entity, entity.kind == .world || entity.kind == .nation, d.category == .share || d.category == .production && d.quantity.dimension == .count && !d.metric.holds("口") && name.tail.isEmpty {
            d.subject = name.text
            d.subjectEntity = entity
            d.place = ""
            if !name.tail.isEmpty { d.metric = name.tail } else if d.metric.contains(name.text) { d.metric = "占" }
            return
        }
        if name.tail.isEmpty, name.indicator != nil || d.metric.contains(name.text) || d.category == .change || d.category == .share {
            d.metric = name.text
            d.item = d.category == .share ? name.text : ""
            return
        }
        d.item = name.text
        // 专用设备制造业、食品加工业分别增长…: of the indicator that the text speaks of
        if name.tail.isEmpty, d.category == .change, name.text.ends("业"), let j = r.indicatorIndex(before: r.tokenIndex(at: d.quantity.span.start), after: max(0, d.token - 60)) {
            d.metric = r.string(extent(r.tokens[j].start, r.tokens[j].end))
            return
        }
        if !name.tail.isEmpty { d.metric = name.tail } else if d.category == .change { d.metric = name.text } else if d.metric.isEmpty || d.metric.contains(name.text) { d.metric = name.text }
    }

    /// 登记数量: the verb belongs to the noun behind it.
    private func isModifier(_ t: Token, _ r: Reading) -> Bool {
        guard t.end + 1 < r.text.count else { return false }
        switch (r.text[t.end], r.text[t.end + 1]) {
        case ("率", _), ("数", "量"), ("金", "额"), ("规", "模"), ("总", "额"), ("总", "量"), ("人", "数"), ("面", "积"), ("能", "力"), ("成", "本"), ("费", "用"): return true
        default: return false
        }
    }

    private func lastPossessive(_ range: Range<Int>, _ r: Reading) -> Int? {
        var i = range.upperBound - 1
        while i > range.lowerBound { if r.text[i] == "的" { return i }; i -= 1 }
        return nil
    }

    private func lastIndicator(_ range: Range<Int>, _ r: Reading) -> (range: Range<Int>, indicator: IndicatorTable.Indicator)? {
        var j = r.tokenIndex(at: range.upperBound) - 1
        while j >= 0, r.tokens[j].start >= range.lowerBound {
            // 年产|3万吨|铜箔项目: that of the size
            let isSize = j + 1 < r.tokens.count && r.tokens[j + 1].kind == .quantity && r.tokens[j + 1].start == r.tokens[j].end && r.tokens[j + 1].end < range.upperBound
            if r.tokens[j].end <= range.upperBound, !isSize, let i = r.indicator(r.tokens[j]) { return (extent(r.tokens[j].start, r.tokens[j].end), i) }
            j -= 1
        }
        return nil
    }

    /// 抛光三大新材料产业 → 抛光; A、B、C等三类 → C.
    private func trimCount(_ range: Range<Int>, _ r: Reading) -> Range<Int> {
        let numerals: Set<UInt32> = ["两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "2", "3", "4", "5", "6", "7", "8", "9"]
        var i = range.lowerBound + 1
        while i + 1 < range.upperBound {
            if numerals.contains(r.text[i]), [UInt32("大"), UInt32("个"), UInt32("类"), UInt32("项"), UInt32("种"), UInt32("家"), UInt32("市"), UInt32("县"), UInt32("省"), UInt32("地")].contains(r.text[i + 1]) { return extent(range.lowerBound, i) }
            // 第三产业增加值占生产总值: what it is a share of belongs to the figure
            if r.text[i] == "等" || r.text[i] == "占" { return extent(range.lowerBound, i) }
            i += 1
        }
        return range
    }

    /// Drops a subject and adverbs in front of the first name.
    private func trimFirst(_ range: Range<Int>, _ r: Reading) -> Range<Int> {
        var a = range.lowerBound
        var j = r.tokenIndex(at: a)
        while j < r.tokens.count, r.tokens[j].end < range.upperBound {
            let t = r.tokens[j]
            if t.kind == .mark || t.kind == .word && t.indicator < 0 && !t.roles.isDisjoint(with: [.copula, .adverb, .among, .whole, .nation, .world, .preposition, .organisationAnaphor]) || t.kind == .place && t.end - t.start < range.count - 2 {
                if t.start > a + 12 { break }
                a = t.end
            } else if t.kind == .word, t.indicator < 0, t.roles.contains(.verb), t.start == a {
                a = t.end
            } else if t.kind == .entity, t.start == a, t.end < range.upperBound, r.text[t.end] == "的" {
                a = t.end + 1
            }
            j += 1
        }
        while a < range.upperBound, r.text[a] == "的" || r.text[a] == " " { a += 1 }
        return extent(a, range.upperBound)
    }
}
