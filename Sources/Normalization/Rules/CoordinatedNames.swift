import Facts
import Lexicons

/// The names that a list of figures is told of: A、B和C的设计产能分别达到….
extension CoordinationRule {
    struct Name { var text: String; var tail: String; var entity: Entity?; var indicator: IndicatorTable.Indicator?; var isPartner = false }

    /// The `count` conjuncts before 分别 or before the verb: A、B和C的设计产能分别达到.
    func names(before d: Draft, count: Int, _ r: Reading) -> [Name]? {
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
            // 甲和乙|在|12月1日|分别下跌
            if t.kind == .word, end == t.end, t.indicator < 0, r.text[t.start] == "比" || r.text[t.start] == "较" || r.text[t.start] == "在" || r.text[t.start] == "于" { end = t.start; k -= 1; continue }
            // 增加值|同比|分别增长
            if t.kind == .word, end == t.end, marks.isEmpty, t.end - t.start == 2, r.text[t.end - 1] == "比", r.text[t.start] == "同" || r.text[t.start] == "环" { end = t.start; k -= 1; continue }
            // 荔枝和芒果|则|分别为
            if t.kind == .word, end == t.end, t.indicator < 0, marks.isEmpty, t.end - t.start == 1, Self.lead(r.text[t.start]) { end = t.start; k -= 1; continue }
            // 福建、江西…上海|分列2—10位|，分别占
            if t.kind == .quantity, marks.isEmpty, t.start >= 2, r.text[t.start - 1] == "列" || r.text[t.start - 1] == "居", r.text[t.start - 2] == "分" || r.text[t.start - 2] == "位" { end = t.start - 2; k -= 1; continue }
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
        // 甲股份和|乙股份|分别下跌: a firm's name holds no measure
        let isFirm = { let k = r.entityIndex(endingAfter: last.upperBound - 1); return k < r.entities.count && r.entities[k].kind == .organisation && r.entities[k].start == last.lowerBound && r.entities[k].end == last.upperBound }()
        let namesOwn = lastIndicator(parts[0], r)?.range.upperBound == parts[0].upperBound
        if tail.isEmpty, !namesOwn, let of = lastPossessive(last, r) {
            tail = r.string(extent(of + 1, last.upperBound))
            last = extent(last.lowerBound, of)
        } else if tail.isEmpty, !isFirm, let ind = lastIndicator(last, r), ind.range.lowerBound > last.lowerBound, lastIndicator(parts[0], r).map({ $0.indicator.category == .count && ind.indicator.category != .count }) ?? true {
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
        // 东部地区、中部地区: parts of the country
        if names.allSatisfy({ $0.entity?.kind == .place || $0.text.ends("地区") && $0.text.scalarCount >= 4 }) {
            for k in names.indices where names[k].entity?.kind != .place { names[k].entity = Entity(kind: .place, start: parts[k].lowerBound, end: parts[k].upperBound) }
        }
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

    func apply(_ name: Name, to d: Draft, _ r: Reading) {
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
