import Facts
import Lexicons

/// The noun behind a figure: what is counted, made or paid for.
extension PhraseRule {
    /// The noun phrase right of a figure: 500多家|纺织企业.
    func head(of draft: Draft, in r: Reading) -> Range<Int>? {
        guard let head = head(of: draft, behind: draft.quantity.span.end, draft.token, in: r) else { return nil }
        // 6栋|厂房|已经竣工, 2栋|正在加紧建设: what a thing does is no part of its name
        guard draft.quantity.dimension == .count, let does = Self.doings.position(in: r.written, head) else { return head }
        return does - head.lowerBound >= 2 ? extent(head.lowerBound, does) : nil
    }

    private static let doings: AffixList = ["已经", "正在", "均已", "排队", "身穿", "手持", "纷纷", "陆续", "正加紧", "正加快", "初具规模", "奋战在", "忙着"]

    /// - Parameters:
    ///   - position: where the noun may begin.
    ///   - token: the last token before it.
    private func head(of draft: Draft, behind position: Int, _ token: Int, in r: Reading) -> Range<Int>? {
        var position = position
        var j = token + 1
        let last = draft.sentence.upperBound
        // 200万元、400万元、600万元的创业启动补助: the noun stands behind the last
        while j + 1 < last, r.tokens[j].start == position, r.tokens[j].mark == .listComma || r.tokens[j].kind == .word && r.tokens[j].roles.contains(.conjunction), r.tokens[j + 1].kind == .quantity,
            r.tokens[j + 1].start == r.tokens[j].end, draft.quantity.dimension == .money, r.quantities[Int(r.tokens[j + 1].index)].dimension == .money
        {
            position = r.tokens[j + 1].end
            j += 2
        }
        // 湖北恩捷 45% 股权: figures set off by spaces
        if position + 1 < r.text.count, r.text[position] == " ", draft.quantity.span.start > 0, r.text[draft.quantity.span.start - 1] == " ", Scalars.isHan(r.text[position + 1]) {
            if j < last, r.tokens[j].mark == .space, r.tokens[j].start == position { j += 1 }
            position += 1
        }
        if position < r.text.count, r.text[position] == "的" { position += 1 } else if j > token + 1, r.text[position - 1] != " " { return nil }
        // 监利以16.27万吨位列第一
        if draft.quantity.span.start > 0, r.text[draft.quantity.span.start - 1] == "以", Self.ranks.anyBegins(r.written, extent(position, min(r.text.count, position + 2))) { return nil }
        // 7.68亿元（含税）: what brackets add is no noun
        if position < r.text.count, Scalars.opensBracket(r.text[position]) { return nil }
        let start = position
        var end = position
        var quoted = false
        while true {
            let next = j < last ? r.tokens[j] : nil
            let bound = next?.start ?? sentenceEnd(r, draft)
            end = max(end, bound)
            guard let t = next else { break }
            guard t.start >= position || t.end <= position else { break }
            // 34项|主要|指标, 3个|主要|产区; not 3家|主要|生产
            if t.start == start, t.end - t.start == 2, draft.quantity.dimension == .count, r.text[t.start] == "主", r.text[t.end - 1] == "要", t.end + 1 < r.text.count, Scalars.isHan(r.text[t.end]), j + 1 >= last || r.tokens[j + 1].start > t.end || r.tokens[j + 1].kind == .word && r.tokens[j + 1].roles.isDisjoint(with: [.verb, .make, .preposition, .copula, .planned, .actual]) {
                end = t.end; position = t.end; j += 1; continue
            }
            // 3个项目|总投资21亿元: an indicator of what is counted
            if t.kind == .word, t.indicator >= 0, t.start == start, t.end - t.start > 3, draft.quantity.dimension == .count, endsBody(r, t.start + 2), !t.roles.contains(.plain) { end = t.start + 2; break }
            // 3个项目|总投资|21亿元
            if t.kind == .word, t.indicator >= 0, t.start > start, t.start == position, draft.quantity.dimension == .count, endsBody(r, t.start), j + 1 < last, r.tokens[j + 1].start == t.end, r.tokens[j + 1].kind == .quantity { end = t.start; break }
            // 25个省重点工业项目|完成投资35.9亿元
            if t.kind == .word, t.indicator >= 0, t.start > start + 1, !t.roles.contains(.plain), t.start == position, endsBody(r, t.start) { end = t.start; break }
            if t.kind == .word, t.indicator >= 0 || !t.roles.isDisjoint(with: [.plain, .weakSuffix, .organisationSuffix, .projectSuffix, .person, .organisationAnaphor, .projectAnaphor]) {
                end = t.end; position = t.end; j += 1; continue
            }
            if t.start == position || t.start > start && t.start - position <= 6 && extent(position, t.start).allSatisfy({ Scalars.isHan(r.text[$0]) }), t.kind == .quantity, draft.quantity.dimension == .count, r.quantities[Int(t.index)].dimension != .count, r.quantities[Int(t.index)].dimension != .money || r.text[t.end - 1] == "上" || t.start == position && r.quantities[Int(t.index)].comparator == .gt,
                r.quantities[Int(t.index)].dimension != .percent, t.end < r.text.count, Scalars.isHan(r.text[t.end])
            {
                end = t.end; position = t.end; j += 1; continue
            }
            if t.start == position, t.kind == .place || t.kind == .word && !t.roles.isDisjoint(with: [.nation, .world, .whole]) { end = t.end; position = t.end; j += 1; continue }
            if t.mark == .open, let close = closeIndex(r, j, last), r.tokens[close].end - t.start <= 8, !hasQuantity(r, j, close) {
                end = r.tokens[close].end; position = end; j = close + 1; continue
            }
            // “年产20万吨再生资源综合利用项目”作为…: the name ends with its quotes
            if t.mark == .quoteClose, !quoted, t.start > start { end = t.start; break }
            if t.mark == .quoteOpen || t.mark == .quoteClose, t.start == position {
                quoted = t.mark == .quoteOpen
                end = t.end; position = end; j += 1; continue
            }
            if t.mark == .space, t.start > start, t.end < r.text.count, Scalars.isLetter(r.text[t.start - 1]) || Scalars.isLetter(r.text[t.end]) {
                end = t.end; position = end; j += 1; continue
            }
            // 16个|示范|性社区助餐点
            if t.kind == .word, t.roles.contains(.verb), t.start == start, t.end < r.text.count, r.text[t.end] == "性" { end = t.end + 1; position = end; j += 1; continue }
            // 9家试点企业: a verb that only describes the noun
            if t.kind == .word, t.roles.contains(.verb), t.start == start, t.end - t.start == 2, j + 1 < last, r.tokens[j + 1].start == t.end,
                r.tokens[j + 1].kind == .word, r.tokens[j + 1].indicator >= 0 || !r.tokens[j + 1].roles.isDisjoint(with: [.organisationAnaphor, .projectAnaphor, .organisationSuffix, .projectSuffix])
            {
                end = t.end; position = t.end; j += 1; continue
            }
            // 20台|加工|中心
            if t.kind == .word, t.start == start, t.end - t.start == 2, j + 1 < last, r.tokens[j + 1].start == t.end, describesBody(t, r) {
                end = r.tokens[j + 1].end; position = end; j += 2; continue
            }
            if t.kind == .word, t.roles.contains(.verb), t.start == start, j + 1 < last, r.tokens[j + 1].start - t.end >= 2, Self.modifying.contains(r.string(extent(t.start, t.end))) {
                end = t.end; position = t.end; j += 1; continue
            }
            if t.kind == .word, t.roles.contains(.verb), end - start == 0 {
                // a relative clause: 7项走在稀土行业前沿的新技术
                if let of = possessive(r, from: t.start, draft) {
                    return head(of: draft, behind: of, r.tokenIndex(at: of) - 1, in: r)
                }
            }
            // 10个|卫生资源|调整|建设项目: a verb in the name of what is counted
            if draft.quantity.dimension == .count, t.kind == .word, t.indicator < 0, t.start >= position, t.start - position <= 6, extent(position, t.start).allSatisfy({ Scalars.isHan(r.text[$0]) && r.text[$0] != "的" }), !endsBody(r, t.start), Self.inNames.contains(r.text, extent(t.start, t.end)), let body = body(r, from: t.end) {
                end = body; position = body; j = max(j + 1, r.tokenIndex(at: body)); continue
            }
            if isInsideName(t, r, after: start) { end = t.end; position = t.end; j += 1; continue }
            end = min(end, t.start)
            if end - start <= 1, t.kind == .word, let of = possessive(r, from: start, draft) {
                return head(of: draft, behind: of, r.tokenIndex(at: of) - 1, in: r)
            }
            break
        }
        // an adjective clause ends with 的; the head follows it
        var i = end - 1
        while i > start {
            if r.text[i] == "的" {
                // 10万辆新能源汽车的能力
                let behind = r.string(extent(i + 1, end))
                // 4个项目的开工仪式: the projects are counted
                if draft.quantity.dimension == .count, i - start == 2, r.tokens.indices.contains(token + 1), case let noun = r.tokens[token + 1], noun.start == start, noun.end == i, !noun.roles.isDisjoint(with: [.projectAnaphor, .organisationAnaphor]) { return extent(start, i) }
                // 十万名普查工作人员的共同努力: who they are
                if i - start >= 2, draft.quantity.unit.equals("名") || draft.quantity.unit.equals("人") || draft.quantity.unit.equals("位"), r.text[i - 1] == "员" || r.text[i - 1] == "工", Self.efforts.contains(where: { behind.holds($0) }) { return trimmed(r, start, i) }
                // 年产200万套蓝牙耳机的子公司: what it makes
                if i - start >= 2, token > 0, r.tokens[token].kind == .quantity, r.indicator(r.tokens[token - 1])?.category == .capacity, r.tokens[token - 1].end == draft.quantity.span.start, Self.makers.anyEnds(behind) { return trimmed(r, start, i) }
                return i - start >= 2 && Self.abilities.contains(behind) ? trimmed(r, start, i) : trimmed(r, i + 1, end)
            }
            i -= 1
        }
        return trimmed(r, start, end)
    }

    /// Behind 项目 or 企业.
    private func endsBody(_ r: Reading, _ end: Int) -> Bool {
        guard end >= 2 else { return false }
        switch (r.text[end - 2], r.text[end - 1]) {
        case ("项", "目"), ("企", "业"): return true
        default: return false
        }
    }

    /// 199个项目|实质性开工, 58个续建项目|进展顺利: what they do is no part of their name.
    private func predicate(_ r: Reading, _ a: Int, _ b: Int) -> Int? {
        var i = a + 2
        while i + 1 < b {
            if endsBody(r, i), Self.predicates.contains(r.text, extent(i, i + 2)) || Self.adverbs.contains(r.text, extent(i, i + 1)) { return i }
            i += 1
        }
        return nil
    }

    private static let predicates: WordSet = ["进展", "按期", "实质", "如期", "顺利", "全部", "陆续", "相继", "集中", "实现", "完成", "投产", "开工", "竣工", "签约", "落地", "达产", "分布", "参加", "获得", "通过", "入选", "已有", "加快", "纳入", "正在", "成功", "率先", "共计", "累计", "先后", "进入", "入列", "入围", "跻身"]
    private static let adverbs: WordSet = ["已", "均", "正", "共", "将", "获"]

    private func trimmed(_ r: Reading, _ a: Int, _ b: Int) -> Range<Int>? {
        var a = a, b = predicate(r, a, b) ?? b
        while a < b, isTrim(r.text[a]) { a += 1 }
        while b > a, isTrim(r.text[b - 1]) { b -= 1 }
        return b > a ? extent(a, b) : nil
    }

    private func isTrim(_ c: UInt32) -> Bool { c == " " || c == "\n" || c == "\r" || c == 0x3000 || c == "，" || c == "的" || c == "等" }

    private func possessive(_ r: Reading, from: Int, _ draft: Draft) -> Int? {
        let stop = min(from + 24, sentenceEnd(r, draft))
        var i = from
        while i < stop {
            let c = r.text[i]
            if c == "，" || c == "。" || c == "；" || c == "、" { return nil }
            if c == "的" { return i + 1 }
            i += 1
        }
        return nil
    }

    private func sentenceEnd(_ r: Reading, _ draft: Draft) -> Int {
        r.end(of: draft.sentence)
    }

    /// Where the next 项目 or 企业 ends that Chinese characters alone lead to.
    private func body(_ r: Reading, from: Int) -> Int? {
        var i = from
        while i < min(r.text.count, from + 12), Scalars.isHan(r.text[i]), r.text[i] != "的" {
            i += 1
            if i - from >= 2, endsBody(r, i) { return i }
        }
        return nil
    }

    private static let inNames: WordSet = ["调整", "新设", "改造", "提升", "整治", "建设", "治理", "修复", "保护", "示范", "试点", "扶持", "服务", "加工", "制造", "研发", "储备", "续建", "新建", "扩建", "技改", "招商", "倍增", "培育", "增资"]

    /// 高能密度锂电材料, 柴达木盆地: a scalar that is a verb elsewhere stands in the middle of a name.
    func isInsideName(_ t: Token, _ r: Reading, after start: Int) -> Bool {
        guard t.kind == .word, t.end - t.start == 1, t.indicator < 0, t.start > start, t.end < r.text.count else { return false }
        switch r.text[t.start] {
        // 500家协同倍|增|企业
        case "增": return r.text[t.start - 1] == "倍"
        case "能", "达", "合", "成", "通", "行", "分": return Scalars.isHan(r.text[t.start - 1]) && Scalars.isHan(r.text[t.end])
        default: return false
        }
    }

    private func closeIndex(_ r: Reading, _ open: Int, _ last: Int) -> Int? {
        var j = open + 1
        while j < last, j - open < 8 {
            if r.tokens[j].mark == .close { return j }
            j += 1
        }
        return nil
    }

    private func hasQuantity(_ r: Reading, _ a: Int, _ b: Int) -> Bool {
        (a...b).contains { r.tokens[$0].kind == .quantity }
    }

    /// Verbs that describe the noun behind them: 采购合约, 试点地区.
    private static let modifying: WordSet = ["采购", "生产", "研发", "加工", "制造", "投资", "建设", "试点", "示范", "合作", "服务", "贸易", "交易", "储能", "发电", "输电", "安置", "扶贫", "培训", "检测", "养殖", "种植", "运输", "创新"]
    static let ranks: AffixList = ["位列", "位居", "排名", "名列", "排在", "排第", "居首", "居第", "领跑", "领先", "列第", "稳居"]
    private static let efforts = ["努力", "支持", "配合", "艰苦", "共同", "奋战", "辛勤"]
    private static let makers: AffixList = ["公司", "企业", "工厂", "厂", "基地", "生产线", "产线", "车间", "项目", "合作社", "作坊"]
    private static let abilities: WordSet = ["能力", "生产能力", "产能", "规模", "生产规模"]
}
