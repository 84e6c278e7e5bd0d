import Facts
import Lexicons

/// Whose figure it is: the nearest fitting name before it, else what the sentence, paragraph or article is about.
struct SubjectRule: Sendable {
    /// What has been said so far in the article. A class, for every figure is read beside it.
    final class Discourse {
        /// Where the sentence last asked about begins, how far it was read, and whether it divides a whole by countries.
        var division = (start: 0, upTo: 0, divides: false)
        var organisation: Entity?
        /// The zone or district last named: what 全区 means.
        var zone: Entity?
        var project: Entity?
        /// Whether that project opened a clause of the paragraph: 该项目 is it.
        var projectOpens = false
        var place: Entity?
        /// Whether that place was named in the paragraph.
        var placeIsNear = false
        /// The firm first named in the paragraph.
        var firm: Entity?
        /// Whether that firm opened a clause: it is what the paragraph is about.
        var firmOpens = false
        /// Whose representative speaks in the paragraph: 兰溪市副市长某某介绍.
        var speaker: Entity?
        /// Subject of the sentence so far.
        var sentence: Entity?
        /// Subject of the paragraph's latest sentence.
        var paragraph: Entity?
        /// From the heading over the paragraph.
        var section: Entity?
        /// From the title or the opening.
        private(set) var article: Entity?
        /// How it was found: `title`, `most-named`.
        private(set) var articleBy = "none"
        /// Division of the article as a whole.
        var articleCode: Int?
        /// 出口, 成交额: what the paragraph divides by goods or partners.
        var tradeTopic: String?
        /// The name that 公司 stands for.
        var issuer: String = ""
        /// A region's report on itself: its figures are the region's own unless a name stands at the figure.
        var isReport = false
        /// The kind of text, for what its facts are worth.
        var genre = "text-other"
        /// Taiwan or Hong Kong, where a text in traditional characters speaks of it.
        var island: Entity?
        /// Names by what stands for them: 以下简称.
        var longNames: [String: String] = [:]

        /// The article is on `entity`, where there is one.
        func tell(of entity: Entity?, by reason: String) {
            guard let entity else { return }
            (article, articleBy) = (entity, reason)
        }

        /// The same where nothing said yet what it is on.
        func tellElse(of entity: @autoclosure () -> Entity?, by reason: String) {
            if article == nil { tell(of: entity(), by: reason) }
        }
    }

    struct Answer {
        var name: String; var entity: Entity?; var rule: String; var carried: Bool

        /// The country's, or where the name is empty nobody's in particular: a market's, of many firms.
        static func ofNation(_ name: String, _ rule: String) -> Answer {
            Answer(name: name, entity: Entity(kind: .nation, start: 0, end: 0), rule: rule, carried: true)
        }
    }

    func subject(of d: Draft, phrase: Phrase, previous: Draft?, discourse: Discourse, in r: Reading) -> Answer {
        // 总投资102亿元的|30GWh|锂电池基地: the size of what is described
        if let previous, previous.sentence == d.sentence, let e = previous.subjectEntity, e.kind == .project, e.start == d.quantity.span.end || isSize(d, in: e), previous.isRead(by: "subject-described") {
            return Answer(name: previous.subject, entity: e, rule: "subject-described", carried: false)
        }
        var found = nearest(to: d, phrase: phrase, discourse: discourse, in: r)
        // 总投资102亿元的某某基地落户浏阳，|该项目|建成后年产值300亿元
        if let previous, previous.sentence == d.sentence, let e = previous.subjectEntity, e.kind == .project, found.rule.ends("+anaphor") || found.entity?.kind == .projectAnaphor, previous.isRead(by: "subject-described", "subject-project"), found.entity?.kind == .project || found.entity?.kind == .projectAnaphor, !previous.subject.isEmpty {
            found = Answer(name: previous.subject, entity: e, rule: "subject-project", carried: true)
        }
        // 全国产糖1012万吨（上期同期981万吨）: of the same clause
        if let previous, previous.clause.lowerBound == d.clause.lowerBound, !found.rule.equals("subject-in-clause"), !found.rule.equals("subject-described"), !previous.subject.isEmpty, let e = previous.subjectEntity, e.kind != .project,
            previous.isRead(by: "subject-in-clause", "subject-investor")
        {
            found = Answer(name: previous.subject, entity: e, rule: "subject-of-clause", carried: false)
        }
        // 除了某某股份以外，其它个股平均跌幅达到29%: of those besides it
        if let e = found.entity, e.kind == .organisation, case let k = r.entityIndex(endingAfter: r.start(of: d.sentence)), k < r.entities.count, r.entities[k].end <= d.quantity.span.start, Self.excludes(r.entities[k], r), found.name == r.string(extent(r.entities[k].start, r.entities[k].end)) {
            return .ofNation("", "subject-of-firms")
        }
        // 7月1日至12日共有|203家|上市公司披露…，占公司总数的近四分之一: firms counted are no firm's
        if found.carried || found.rule.equals("subject-of-sentence"), d.category == .count || d.category == .share, let e = found.entity, e.kind == .organisation, isFirm(e, r), countsFirms(d, r) || previous?.sentence == d.sentence && previous?.isRead(by: "subject-of-firms") == true {
            return .ofNation("", "subject-of-firms")
        }
        // 价格方面，9月中旬主流报价6800元/吨: of the market, not of the firm told of before
        if d.category == .price || d.category == .change, d.quantity.dimension != .point, let kind = found.entity?.kind, kind == .organisation || kind == .project, !found.rule.equals("subject-in-clause"), Self.quoting.anyBegins(r.written, extent(r.start(of: d.sentence), min(r.text.count, r.start(of: d.sentence) + 4))) {
            return .ofNation("", "subject-of-market")
        }
        // 乡镇煤矿完成3031万吨，|增长60.5%: of whom the figure before is told, not the thing it is a figure of
        if let previous, previous.sentence == d.sentence, d.category == .change, phrase.range.isEmpty, found.rule.equals("subject-of-sentence"), previous.category != .count, !previous.item.isEmpty, previous.item == found.name, !previous.subject.isEmpty {
            found = Answer(name: previous.subject, entity: previous.subjectEntity, rule: "subject-of-sentence", carried: false)
        }
        // 工信部数据显示，…。产品价格降幅均超过50%: what a ministry tells of is the country's
        if found.carried, d.category != .funding, d.category != .investment, let e = found.entity, isMinistry(e, r) {
            return .ofNation("全国", "subject-of-association")
        }
        // 钢铁工业协会…，共进口铁矿石: what an association tells of is the country's
        if found.carried, let e = found.entity, e.kind == .organisation, !e.isKnownFirm, e.end - e.start >= 3, r.text[e.end - 1] == "会" && r.text[e.end - 2] == "协" || r.text[e.end - 1] == "盟", d.category == .revenue || d.category == .production || d.category == .change || d.category == .share,
            let name = phrase.indicator?.name ?? (d.phrase?.indicator?.name), name.holds("进口") || name.holds("出口") || name.holds("产量") || name.holds("销量")
        {
            return .ofNation("全国", "subject-of-association")
        }
        // 实验室启动运行，高技术制造业增加值增长11.8%: a region's figure belongs to no laboratory
        guard let kind = found.entity?.kind, kind == .project || kind == .organisation,
            found.rule.begins("subject-of-") || found.rule.begins("subject-firm") || found.rule.begins("subject-speaker"),
            let name = phrase.indicator?.name, Self.regional.contains(where: { name.holds($0) }),
            !(name.holds("固定资产投资") && (discourse.genre == "text-signing" || previous?.category == .investment))
        else { return found }
        for case let e? in [discourse.paragraph, discourse.section, discourse.article, discourse.island] where e.kind == .place || e.kind == .nation || e.kind == .whole {
            return answer(e, discourse, r, "subject-region", true)
        }
        return found
    }

    /// 203家|上市公司, 16家公司|披露了业绩快报, 预增的公司合计|140家|.
    private func countsFirms(_ d: Draft, _ r: Reading) -> Bool {
        guard d.category == .count, d.quantity.unit.equals("家") else { return false }
        let behind = extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 8))
        return Self.firmsCounted.anyBegins(r.written, behind) || Self.firmsSummed.anyEnds(r.written, extent(max(r.start(of: d.clause), d.quantity.span.start - 8), d.quantity.span.start))
    }

    private static let firmsCounted: AffixList = ["上市公司", "A股", "券商", "房企", "公司披露", "公司发布", "公司公布", "公司预计", "公司预告", "公司业绩", "公司净利", "公司营收", "公司实现", "公司中", "公司来看", "企业披露", "企业发布", "公司亏损", "公司盈利", "公司预"]
    private static let firmsSummed: AffixList = ["的公司合计", "的公司共", "的公司有", "的公司达", "的公司共有", "公司数为"]

    /// 富仕纺织|5万锭|集聚纺纱扩建项目: a size in the name of a project.
    func isSize(_ d: Draft, in e: Entity) -> Bool { e.start < d.quantity.span.start && d.quantity.span.end < e.end }

    private static let quoting: AffixList = ["价格方面", "行情方面", "市场方面", "报价方面", "市场价格", "市场上"]

    /// Indicators that only a region has.
    private static let regional = ["生产总值", "增加值", "固定资产投资", "社会消费品零售", "公共预算", "财政收入", "可支配收入", "常住人口", "城镇化率", "民间投资", "技术合同成交", "城镇新增就业", "居民消费价格", "外销订单", "失业率"]

    private func nearest(to d: Draft, phrase: Phrase, discourse: Discourse, in r: Reading) -> Answer {
        // 总投资120亿元的宇通整车基地项目: what the figure describes owns it
        if let own = described(by: d, phrase, r) { return answer(own, discourse, r, "subject-described", false) }
        let clauseStart = r.start(of: d.clause)
        // 苹果|以1060万部的出货量位居第三
        if let ranked = rankedBy(d, from: clauseStart, r) { return ranked.entity.map { answer($0, discourse, r, "subject-in-clause", false) } ?? ranked }
        // 惠州（4GWh）, 深圳翼飞科技（工业级无人机，4.9亿元）: the name before the bracket
        if let own = bracketed(by: d, r) { return answer(own, discourse, r, "subject-in-clause", false) }
        // 41亿元用于甲项目、|7亿元用于|乙项目: a project told of before has had its money
        if d.quantity.dimension == .money, let a = discourse.article, a.kind == .organisation, isSpent(d, r), discourse.sentence?.kind == .project || extent(d.clause.lowerBound, d.token).contains(where: { r.tokens[$0].kind == .quantity }) {
            return answer(a, discourse, r, "subject-of-article", true)
        }
        // names in the clause, left of the figure
        let isMeasured = d.category == .change || d.category == .share || d.category == .production || d.category == .revenue || d.category == .price || d.quantity.dimension == .money
        if let own = pick(r, from: clauseStart, to: d.quantity.span.start, discourse, phrase: phrase.part ?? phrase.range, isMeasured: isMeasured && phrase.indicator == nil) { return answer(own, discourse, r, "subject-in-clause", false) }
        if let firm = investor(of: d, phrase, r) { return answer(firm, discourse, r, "subject-investor", false) }
        // the head of a relative clause behind it: 现有500多家纺织企业的兰溪市
        if discourse.sentence == nil, let e = relativeHead(d, r) { return answer(e, discourse, r, "subject-relative-head", false) }
        // 项目占地83亩, 项目总投资10亿元: of the project just named
        if let at = phrase.indicatorRange, phrase.indicator?.name.begins("项目") == true, at.lowerBound - clauseStart <= 1, !discourse.isReport, !countsProjects(before: d, r),
            case let here = Entity(kind: .projectAnaphor, start: at.lowerBound, end: at.lowerBound + 2), let p = projectBefore(here, r) ?? discourse.project
        {
            return answer(p, discourse, r, "subject-project", true)
        }
        // 标的公司注册资本16亿元: whose shares were told of
        if let target = target(of: d, r) { return answer(target, discourse, r, "subject-target", true) }
        // 本次交易价款占|公司|2019年末净资产的18%: whose the whole is
        if discourse.sentence == nil, let share = phrase.share, case let k = r.entityIndex(endingAfter: share.lowerBound), k < r.entities.count, r.entities[k].kind == .organisationAnaphor, r.entities[k].start - share.lowerBound <= 1 {
            return answer(r.entities[k], discourse, r, "subject-of-whole", false)
        }
        // clauses before it in the sentence
        if let s = discourse.sentence { return answer(s, discourse, r, "subject-of-sentence", false) }
        if let p = discourse.paragraph { return answer(p, discourse, r, "subject-of-paragraph", true) }
        if var s = discourse.speaker {
            // 高新区管委会主任表示: the zone's figures
            if s.kind == .organisation, s.end - s.start > 5, r.text[s.end - 1] == "会", r.text[s.end - 2] == "委", r.text[s.end - 3] == "管" { s.end -= 3 }
            else if isMinistry(s, r) { return answer(Entity(kind: .nation, start: 0, end: 0), discourse, r, "subject-speaker", true) }
            // 江门市商务局局长表示: the city's figures
            else if s.kind == .organisation, !s.isKnownFirm, isAuthority(s, r) {
                // 长春海关某处负责人介绍, in the trade of 吉林: of all its province
                if r.view(extent(s.start, s.end)).holds("海关"), let a = discourse.article, a.kind == .place, let whole = a.code, let part = s.code, r.divisions.lies(part, in: whole) { return answer(a, discourse, r, "subject-speaker", true) }
                // 自治区发展改革委主任表示
                if s.code == nil, let own = discourse.section ?? discourse.article, own.kind == .place || own.kind == .whole { s = own } else if s.code != nil { s.kind = .place }
            }
            return answer(s, discourse, r, "subject-speaker", true)
        }
        if !discourse.isReport, let f = discourse.firm, discourse.firmOpens || discourse.article?.kind != .organisation { return answer(f, discourse, r, "subject-firm-of-paragraph", true) }
        if let s = discourse.section { return answer(s, discourse, r, "subject-of-section", true) }
        if let a = discourse.article { return answer(a, discourse, r, "subject-of-article", true) }
        if let o = discourse.organisation ?? discourse.place { return answer(o, discourse, r, "subject-last-named", true) }
        return Answer(name: "", entity: nil, rule: "subject-unknown", carried: true)
    }

    /// 获取新|项目32个|，…，项目总地价718.6亿元: of all of them.
    private func countsProjects(before d: Draft, _ r: Reading) -> Bool {
        extent(d.sentence.lowerBound, d.token).contains { j in
            let t = r.tokens[j]
            return t.kind == .quantity && t.start >= 2 && r.text[t.start - 2] == "项" && r.text[t.start - 1] == "目" && r.quantities[Int(t.index)].dimension == .count
        }
    }

    /// 7亿元|用于…
    private func isSpent(_ d: Draft, _ r: Reading) -> Bool {
        let behind = r.view(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 4)))
        return behind.begins("用于") || behind.begins("投向") || behind.begins("将用于") || behind.begins("拟用于")
    }

    /// The name right before the bracket that a figure stands in, where the bracket names none itself.
    private func bracketed(by d: Draft, _ r: Reading) -> Entity? {
        guard let open = bracket(around: d, r) else { return nil }
        let k = r.entityIndex(endingAfter: open.start - 1)
        guard k < r.entities.count, case let e = r.entities[k], e.end == open.start, e.start < open.start else { return nil }
        // within the bracket another name opens the clause
        if k + 1 < r.entities.count, r.entities[k + 1].end <= d.quantity.span.start, r.entities[k + 1].kind != .place { return nil }
        switch e.kind {
        case .organisation: return e.isKnownFirm || e.isPrincipal ? e : nil
        case .project: return isProper(e, r) ? e : nil
        default: return nil
        }
    }

    /// The bracket that opens before a figure of its sentence and is not closed.
    func bracket(around d: Draft, _ r: Reading) -> Token? {
        var j = d.token - 1
        while j >= d.sentence.lowerBound, d.quantity.span.start - r.tokens[j].start < 60 {
            let t = r.tokens[j]
            if t.mark == .close || t.endsSentence { return nil }
            if t.mark == .open { return t }
            j -= 1
        }
        return nil
    }

    private static let ranking: AffixList = ["位居", "排名", "居首", "列第", "居第"]

    /// Who stands before 以 and a figure that 的 or a rank joins to what it measures: a name, or scalars that no table knows.
    private func rankedBy(_ d: Draft, from clause: Int, _ r: Reading) -> Answer? {
        let by = d.quantity.span.start - 1
        guard by > clause + 1, by - clause <= 14, r.text[by] == "以", d.quantity.span.end < r.text.count, r.text[d.quantity.span.end] == "的" || d.quantity.dimension == .count && Self.ranking.anyIn(r.written, extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 7))), d.category != .price else { return nil }
        var start = clause
        while start < by, r.text[start] == " " || r.text[start] == "\n" || r.text[start] == 0x3000 { start += 1 }
        for word in ["其次，", "其次", "而", "则"] where r.string(extent(start, min(by, start + 3))).begins(word) { start += word.scalarCount; break }
        let k = r.entityIndex(endingAfter: start)
        if k < r.entities.count, r.entities[k].start >= start, r.entities[k].end <= by {
            return r.entities[k].start == start && by - r.entities[k].end <= 1 ? Answer(name: "", entity: r.entities[k], rule: "subject-in-clause", carried: false) : nil
        }
        var j = r.tokenIndex(at: start)
        while j < r.tokens.count, r.tokens[j].start < by {
            if r.tokens[j].kind != .word || r.tokens[j].indicator >= 0 || r.tokens[j].end - r.tokens[j].start >= 2 && !r.tokens[j].roles.isDisjoint(with: [.verb, .adverb, .preposition, .plain]) { return nil }
            j += 1
        }
        guard by - start >= 2, by - start <= 8 else { return nil }
        return Answer(name: r.string(extent(start, by)), entity: nil, rule: "subject-in-clause", carried: false)
    }

    private static let targets: WordSet = ["标的公司", "目标公司", "标的企业"]

    /// The firm whose shares were traded last before a sentence that tells of 标的公司.
    private func target(of d: Draft, _ r: Reading) -> Entity? {
        let start = r.start(of: d.sentence)
        let lead = r.view(extent(start, min(r.text.count, start + 2)))
        if let told = lead.begins("拟") ? 3 : lead.begins("该") || lead.begins("其") ? 1 : nil, Self.targets.contains(r.text, extent(start + told, min(r.text.count, start + told + 4))) { return Entity(kind: .organisation, start: start + told, end: start + told + 4) }
        guard Self.targets.contains(r.text, extent(start, min(d.quantity.span.start, start + 4))) else { return nil }
        var k = r.entityIndex(endingAfter: start) - 1
        while k >= 0, start - r.entities[k].end < 400 {
            let e = r.entities[k]
            if e.kind == .organisation, isStake(e, r) || r.view(extent(e.end, min(r.text.count, e.end + 3))).holds("股权") { return e }
            k -= 1
        }
        // one that the text does not name
        return Entity(kind: .organisation, start: start, end: start + 4)
    }

    /// The subject where no sentence names one: a table's, a caption's.
    func standing(_ discourse: Discourse, _ r: Reading) -> Answer {
        guard let e = discourse.section ?? discourse.article ?? discourse.organisation ?? discourse.place else {
            return Answer(name: "", entity: nil, rule: "subject-unknown", carried: true)
        }
        return answer(e, discourse, r, "subject-standing", true)
    }
}
