import Facts
import Lexicons

/// Whose figure it is where the clause is built around it: what it describes, who invests it.
extension SubjectRule {
    /// 总投资120亿元的|宇通整车基地项目: the entity that a figure before 的 belongs to.
    func described(by d: Draft, _ phrase: Phrase, _ r: Reading) -> Entity? {
        let end = d.quantity.span.end
        guard d.category == .investment || end < r.text.count && r.text[end] == "的" else { return nil }
        // 远景集团投资50亿元的某某项目: who invests stands before the verb
        let before = r.entityIndex(endingAfter: phrase.range.lowerBound - 1)
        if before < r.entities.count, r.entities[before].kind == .organisation, r.entities[before].end >= phrase.range.lowerBound - 1, r.entities[before].end <= d.quantity.span.start { return nil }
        if d.category == .investment, phrase.indicator != nil, let named = namedProject(behind: end, r) ?? sizedProject(behind: end, r) { return named }
        guard end < r.text.count, r.text[end] == "的", d.category == .investment || d.category == .capacity || d.category == .resource || d.category == .revenue, phrase.indicator != nil || !phrase.verb.isEmpty else { return nil }
        let k = r.entityIndex(endingAfter: end)
        guard k < r.entities.count, case let e = r.entities[k], e.kind == .project || e.kind == .organisation, e.start - end <= 10 else { return d.category == .investment ? unheardOf(behind: end, r) : nil }
        for i in extent(end + 1, e.start) {
            switch r.text[i] {
            case "，", "、", "。", "；", ",", ";": return nil
            default: break
            }
        }
        // the head of the phrase, not 某公司的产品 or 某园区内的企业
        if e.end < r.text.count, r.text[e.end] == "的" || r.text[e.end] == "内" { return nil }
        return e
    }

    /// 投资1.2亿元的|三业成食品等, 计划投资1.56亿元的康美镇|城垵新村，占地: a name that no table knows, up to its list's next mark.
    private func unheardOf(behind end: Int, _ r: Reading) -> Entity? {
        let start = end + 1
        guard let stop = extent(start, min(r.text.count, start + 14)).first(where: { !Scalars.isHan(r.text[$0]) || r.text[$0] == "等" || r.text[$0] == "的" }), stop - start >= 4, r.text[stop] == "、" || r.text[stop] == "等" || r.text[stop] == "，" || r.text[stop] == "；" else { return nil }
        let j = r.tokenIndex(at: stop) - 1
        guard j >= 0, r.tokens[j].end == stop else { return nil }
        let isFirm = r.tokens[j].kind == .word && r.tokens[j].indicator < 0 && r.tokens[j].roles.contains(.weakSuffix) && r.tokens[j].start > start && r.text[stop] != "，"
        return isFirm || r.text[stop - 1] == "村" ? Entity(kind: .organisation, start: start, end: stop) : nil
    }

    /// What many projects are called.
    private static let classes: AffixList = ["重大项目", "重点项目", "工业项目", "产业项目", "投资项目", "建设项目", "合作项目", "招商项目", "招商引资项目", "签约项目", "制造业项目", "服务业项目", "农业项目", "基础设施项目", "新建项目", "在建项目", "民生项目", "开工项目", "储备项目", "类项目", "领域项目"]

    /// 总投资130亿元的|奇瑞未来一工厂及发动机项目, 总投资150亿元|海创磷酸铁锂项目: all the words up to 项目.
    private func namedProject(behind end: Int, _ r: Reading) -> Entity? {
        guard end + 5 < r.text.count else { return nil }
        var start = r.text[end] == "的" ? end + 1 : end
        // 总投资102亿元的|30GWh|锂电池生产基地
        if r.text[end] == "的", case let j = r.tokenIndex(at: start), j < r.tokens.count, r.tokens[j].kind == .quantity, r.tokens[j].start == start, r.quantities[Int(r.tokens[j].index)].dimension != .money, r.tokens[j].end + 4 < r.text.count { start = r.tokens[j].end }
        guard Scalars.isHan(r.text[start]) || Scalars.isLetter(r.text[start]) else { return nil }
        var i = start
        while i + 1 < r.text.count, i - start < 30 {
            switch r.text[i] {
            // 总投资5亿元的|智能家居产业园、总投资3亿元的|稀土永磁电机等项目
            case "、", "等":
                guard r.text[end] == "的", i - start >= 3, r.text[i] == "等" ? follows("项目", i + 1, 8, r) : follows("投资", i + 1, 5, r) else { return nil }
                return Entity(kind: .project, start: start, end: i)
            case "，", "。", "；", ",", ";", "的", "：", "\n", "（", "(", "“", "”", 0x30...0x39: return nil
            case "基" where r.text[i + 1] == "地" && start > end + 1 && i - start >= 4 && (i + 2 >= r.text.count || r.text[i + 2] != "项"):
                return Entity(kind: .project, start: start, end: i + 2)
            case "项" where r.text[i + 1] == "目":
                guard i - start >= 4 else { return nil }
                // an entity says where the name begins and whose place it is
                let k = r.entityIndex(endingAfter: start)
                let e = k < r.entities.count && r.entities[k].start < i ? r.entities[k] : nil
                // 计划投资1.59亿元的|共享智能助力单车综合产业基地项目: 的 says so too
                guard e?.start == start || r.text[end] == "的" && i - start >= 5 && !Self.classes.anyEnds(r.written, extent(start, i + 2)) else { return nil }
                return Entity(kind: .project, start: start, end: i + 2, code: e?.code)
            default: i += 1
            }
        }
        return nil
    }

    /// 总投资6000万元|富仕纺织5万锭集聚纺纱扩建项目: a project whose name opens with its owner and holds its sizes.
    private func sizedProject(behind end: Int, _ r: Reading) -> Entity? {
        guard end + 6 < r.text.count, Scalars.isHan(r.text[end]), case let j = r.tokenIndex(at: end), j < r.tokens.count, !(r.tokens[j].start == end && !r.tokens[j].roles.isDisjoint(with: [.verb, .planned, .preposition, .adverb, .conjunction, .projectAnaphor])) else { return nil }
        var i = end
        var size: Int?
        while i + 1 < r.text.count, i - end < 40 {
            switch r.text[i] {
            case 0x30...0x39: size = size ?? i
            case "、" where size != nil && (0x30...0x39).contains(r.text[i + 1]): break
            case "、", "，", "。", "；", ",", ";", "的", "：", "\n", "（", "(", "“", "”": return nil
            case "项" where r.text[i + 1] == "目":
                guard let size, size - end >= 4, !extent(end, size).contains(where: { r.text[$0] == "年" }) else { return nil }
                return Entity(kind: .project, start: end, end: i + 2)
            default: break
            }
            i += 1
        }
        return nil
    }

    /// 川砾建材|投资|3.2亿元|实施技改: who opens the clause and does something with the money; 工业投资3.2亿元 says of what kind it is.
    func investor(of d: Draft, _ phrase: Phrase, _ r: Reading) -> Entity? {
        if let partner = partner(in: d, phrase, r) { return partner }
        guard d.category == .investment, phrase.atClauseStart, let at = phrase.indicatorRange, phrase.indicator?.name == "投资" else { return nil }
        let next = r.tokenIndex(at: d.quantity.span.end)
        guard next < r.tokens.count, r.tokens[next].start - d.quantity.span.end <= 1, r.tokens[next].kind == .word, Self.undertakings.contains(r.text, extent(r.tokens[next].start, r.tokens[next].end)) else { return nil }
        let start = phrase.range.lowerBound
        var end = at.lowerBound
        while end > start, Self.again.contains(r.text, extent(end - 1, end)) { end -= 1 }
        guard end - start >= 3, end - start <= 10 else { return nil }
        var j = r.tokenIndex(at: start)
        while j < r.tokens.count, r.tokens[j].start < end {
            let t = r.tokens[j]
            guard t.kind == .word, t.indicator < 0, t.roles.isDisjoint(with: [.whole, .nation, .world, .projectSuffix, .projectAnaphor, .organisationAnaphor, .verb, .copula]) else { return nil }
            j += 1
        }
        let name = r.string(extent(start, end))
        return Self.kinds.anyEnds(name) ? nil : Entity(kind: .organisation, start: start, end: end)
    }

    /// ；天马显示科技|出资|1.2亿元, 其他合作方|合计出资|2亿元: who opens a clause of a list of those who put in money.
    private func partner(in d: Draft, _ phrase: Phrase, _ r: Reading) -> Entity? {
        guard d.category == .investment, phrase.atClauseStart, let at = phrase.indicatorRange, phrase.indicator?.name == "出资", d.clause.lowerBound > d.sentence.lowerBound else { return nil }
        let start = phrase.range.lowerBound
        var end = at.lowerBound
        if end - start > 4, case let way = r.view(extent(end - 2, end)), way.equals("合计") || way.equals("共同") { end -= 2 }
        let name = r.string(extent(start, end))
        guard (3...10).contains(end - start), extent(start, end).allSatisfy({ Scalars.isHan(r.text[$0]) }), !Self.kinds.anyEnds(name), !Self.ways.anyEnds(name) else { return nil }
        return Entity(kind: .organisation, start: start, end: end)
    }

    private static let ways: AffixList = ["方式", "现金", "货币", "实物", "股权", "公司", "双方", "各方", "分别", "认缴", "实际", "股东", "计划", "自筹", "自有", "资产", "技术"]
    private static let undertakings: WordSet = ["建设", "新建", "扩建", "改建", "兴建", "建成", "实施", "打造", "布局", "收购", "改造", "购置", "购买", "引进", "开发", "启动", "建起", "建设了", "引进了", "在", "对"]
    private static let again: WordSet = ["又", "再", "还", "已", "共", "将", "拟", "就"]
    private static let kinds: AffixList = ["项目", "工程", "设施", "资金", "政府", "财政", "社会", "产业", "工业", "农业", "服务业", "技改", "民间", "领域", "年度", "累计", "计划"]

    /// Whether `word` begins within `reach` scalars from `start`, before the clause ends.
    private func follows(_ word: String, _ start: Int, _ reach: Int, _ r: Reading) -> Bool {
        r.words(behind: start, reach: reach, upTo: "，。；、：\n").holds(word)
    }

    func relativeHead(_ d: Draft, _ r: Reading) -> Entity? {
        let end = r.end(of: d.sentence)
        var k = r.entityIndex(endingAfter: d.quantity.span.end)
        while k < r.entities.count, r.entities[k].end <= end, r.entities[k].start - d.quantity.span.end < 40 {
            let e = r.entities[k]
            if e.start > 0, r.text[e.start - 1] == "的", e.kind == .place || e.kind == .organisation, e.end < r.text.count, r.text[e.end] == "，" { return e }
            k += 1
        }
        return nil
    }
}
