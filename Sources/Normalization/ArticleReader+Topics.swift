import Facts
import Lexicons

/// Whom a clause, a sentence and what follows are about.
extension ArticleReader {
    private static let ownReports: AffixList = ["公告", "年度报告", "年报", "季报", "半年报", "业绩", "財報", "财报"]

    /// A zone or division that lies in the place the text is about.
    func isPartOfArticle(_ e: Entity, _ discourse: SubjectRule.Discourse, _ r: Reading) -> Bool {
        guard discourse.article?.kind == .place, let own = discourse.article?.code, let code = e.code, e.kind == .place || !subjects.isFirm(e, r) else { return false }
        return r.divisions.lies(code, in: own)
    }

    /// 山东一家硫酸法企业: one body without a name.
    static func oneOf(_ e: Entity, _ r: Reading) -> Bool { r.view(extent(e.start, e.end)).holds("一家") }

    /// 包头|一家大型冶炼厂: a place that only says where one plant is.
    func isOfOnePlant(_ e: Entity, _ r: Reading) -> Bool {
        let words = r.view(extent(e.end, min(r.text.count, e.end + 3)))
        return words.begins("一家") || words.begins("某") || words.begins("有一家") || words.begins("一座")
    }

    /// （二）行业情况, in a firm's report: from here on of all the country's firms.
    func turnsToIndustry(_ range: Range<Int>, _ discourse: SubjectRule.Discourse, _ r: Reading) -> Bool {
        guard discourse.article?.kind == .organisation || discourse.article?.kind == .organisationAnaphor, case let head = extent(range.lowerBound, min(range.upperBound, range.lowerBound + 18)), let at = Self.industries.position(in: r.text, head) else { return false }
        return !extent(range.lowerBound, at).contains { r.text[$0] == "，" || r.text[$0] == "公" || r.text[$0] == "及" }
    }

    private static let industries: AffixList = ["行业情况", "行业概况", "行业基本情况", "行业发展情况", "行业运行情况", "行业整体情况", "行业形势", "行业发展概况", "行业发展状况"]

    /// 其余12个项目…: behind the projects told of one by one, the text's own again.
    func turnsToRest(_ range: Range<Int>, _ r: Reading) -> Bool {
        guard let first = range.first, case let start = r.start(of: range), r.tokens[first].start - start <= 2 else { return false }
        guard Self.rest.anyBegins(r.written, extent(start, min(r.text.count, start + 12))), let j = range.prefix(4).first(where: { r.tokens[$0].kind == .quantity }) else { return false }
        let behind = r.view(extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 6)))
        return behind.holds("项目") || behind.holds("工程") || behind.holds("企业")
    }

    /// 从产量分布看，…, 分地区看，…: of the whole again that the text divides.
    func dividesWhole(_ range: Range<Int>, _ r: Reading) -> Bool {
        guard range.lowerBound < range.upperBound, case let start = r.start(of: range), start + 4 < r.text.count, r.text[start] == "从" || r.text[start] == "分" || r.text[start] == "按" else { return false }
        guard let comma = extent(start, min(r.text.count, start + 12)).first(where: { r.text[$0] == "，" || r.text[$0] == "," || r.text[$0] == "：" }), comma - start >= 3 else { return false }
        return (r.text[comma - 1] == "看" || r.text[comma - 1] == "分") && !Self.owners.anyIn(r.written, extent(start, comma))
    }

    /// What such a sentence divides: the country that the figures before it are on, the province of which the text's own place
    /// is a part, where that was just told of, else what the text is about.
    func wholeDivided(_ drafts: [Draft], _ discourse: SubjectRule.Discourse, _ r: Reading) -> Entity? {
        if let nation = drafts.suffix(8).last(where: { $0.subjectEntity?.kind == .nation })?.subjectEntity { return nation }
        // 青岛港口岸…。山东省外贸进出口1.62万亿元。|从贸易方式看
        if let told = discourse.paragraph, told.kind == .place, let whole = told.code, let part = discourse.article?.code, part != whole, r.divisions.lies(part, in: whole) { return told }
        guard let about = discourse.section ?? discourse.article else { return nil }
        switch about.kind {
        case .place, .whole, .nation: return about
        default: return nil
        }
    }

    /// …，某某锂业跻身…。|全年|生产钾肥757万吨: of the region again, unless the paragraph is the firm's.
    func regionOfYear(_ range: Range<Int>, _ block: ArticleText.Block, _ discourse: SubjectRule.Discourse, _ r: Reading) -> Entity? {
        guard let first = range.first.map({ r.tokens[$0] }), first.kind == .period, r.periods[Int(first.index)].form == .wholeYear, let about = discourse.article, about.kind == .place || about.kind == .whole,
            let topic = discourse.paragraph ?? discourse.firm, topic.kind == .organisation || topic.kind == .project, topic.start - block.range.lowerBound > 30
        else { return nil }
        return about
    }

    /// Of what a text divides, those that own figures themselves.
    private static let owners: AffixList = ["市场", "国别", "国家", "企业", "公司", "厂商", "品牌"]

    private static let rest: AffixList = ["其余", "其他", "其它", "此外", "另外", "另有", "还有"]

    /// 据国家统计局统计，…: the country's figures, where the clause names no place.
    func tellsOfNation(_ range: Range<Int>, isOfPlace: Bool, _ r: Reading) -> Bool {
        guard let first = range.first else { return false }
        let start = r.start(of: range)
        guard r.tokens[first].start - start <= 30, start + 8 < r.text.count else { return false }
        var end = start
        while end < r.text.count, end - start < 26 {
            switch r.text[end] {
            case "，", "。", "；", "：", ",", ":", "\n": break
            default: end += 1; continue
            }
            break
        }
        guard Self.stating.anyIn(r.written, extent(start, end)), Self.statisticians.anyIn(r.written, extent(start, end)) || isAssociation(extent(start, end), r) || r.string(extent(start, end)).begins("海关") && !isOfPlace else { return false }
        let k = r.entityIndex(endingAfter: start)
        return !(k < r.entities.count && r.entities[k].start < end && r.entities[k].kind == .place)
    }

    /// 中国煤炭工业协会: of all the country's firms.
    private func isAssociation(_ range: Range<Int>, _ r: Reading) -> Bool {
        let words = r.string(range)
        return (words.holds("中国") || words.holds("全国")) && (words.holds("协会") || words.holds("联合会"))
    }

    private static let statisticians: AffixList = ["国家统计局", "海关总署", "商务部", "工业和信息化部", "工信部", "国家能源局", "财政部", "农业农村部", "中汽协", "乘联会", "人民银行", "国家发展改革委", "国家发改委", "钢铁工业协会"]
    private static let stating: AffixList = ["统计", "数据", "监测", "显示", "公布", "发布", "测算"]

    /// The clause is over: its subject is the sentence's until another comes.
    func clauseEnds(from first: Int, to last: Int, _ r: Reading, _ sentenceStart: Int, _ discourse: SubjectRule.Discourse) {
        let from = first > 0 ? max(r.tokens[first - 1].end, sentenceStart) : 0
        let to = last < r.tokens.count ? r.tokens[last].start : r.text.count
        guard from < to else { return }
        var k = r.entityIndex(endingAfter: from)
        while k < r.entities.count, r.entities[k].end <= to {
            if r.entities[k].start >= from { note(r.entities[k], discourse, r) }
            k += 1
        }
        if discourse.sentence?.kind == .project, let name = nextOfList(from, to, r) {
            discourse.sentence = name
            return
        }
        if let e = subjects.pick(r, from: from, to: to, discourse) {
            // 某某项目总投资10亿元，由某公司建设: the project stays what is told of
            if e.kind == .organisation, e.start > 0, r.text[e.start - 1] == "由" {
                if let s = discourse.sentence, s.kind == .project || s.kind == .projectAnaphor { return }
                // 1.某某项目。|由某集团投资建设
                if discourse.sentence == nil, let p = discourse.paragraph, p.kind == .project { return }
            }
            if discourse.isReport {
                switch e.kind {
                case .project where subjects.isProper(e, r) && opensClause(e, r) && e.end - e.start >= 6 && r.indicatorIndex(before: last, after: max(first, r.tokenIndex(at: e.end)) - 1) != nil: break
                case .project, .projectAnaphor: return
                case .organisation where !e.isKnownFirm && r.text[e.end - 1] != "司": return
                default: break
                }
            }
            // 项目分别在荆州开发区开工: where it happens is not what the text is about
            if e.kind == .place || e.kind == .organisation && e.code != nil, subjects.isWhere(e, r), !opensClause(e, r), let topic = discourse.paragraph ?? discourse.article, topic.kind == .place || topic.kind == .whole, e.start > from + 4 { return }
            // 其在泉州的另一套装置…: what is there is the firm's
            if e.kind == .place, e.start >= 2, r.text[e.start - 1] == "在", r.text[e.start - 2] == "其" { return }
            // 某集团…，在全球40个国家拥有…员工，销售额…: where the firm of the sentence is
            if e.kind == .world || e.kind == .nation, discourse.sentence?.kind == .organisation, subjects.isWhere(e, r) { return }
            // 隆信股份…，公司称…: the firm of the sentence goes on
            if e.kind == .organisationAnaphor, let s = discourse.sentence, s.kind == .organisation, s.isKnownFirm, !s.isGroup, r.text[e.end - 1] == "司" || r.text[e.end - 1] == "团" { return }
            // 当地: of its clause alone
            if e.kind == .whole, r.text[e.start] == "当" || r.text[e.start] == "當" { return }
            // a quantity's own words do not become the topic unless they open the clause
            discourse.sentence = e
        } else if let founded = founded(from, to, r) {
            discourse.sentence = founded
        }
    }

    /// 甲项目，总投资1.39亿元；|某某系统用LED器件产业化项目|，总投资…: a member of a list that is nothing but a name.
    private func nextOfList(_ from: Int, _ to: Int, _ r: Reading) -> Entity? {
        guard (8...40).contains(to - from), from > 0, r.text[from - 1] == "；" || r.text[from - 1] == ";", r.text[to - 2] == "项", r.text[to - 1] == "目" else { return nil }
        guard extent(from, to).allSatisfy({ Scalars.isHan(r.text[$0]) || Scalars.isLetter(r.text[$0]) || r.text[$0] == "、" }), !Self.undertaken.contains(r.text, extent(from, from + 2)) else { return nil }
        return Entity(kind: .project, start: from, end: to)
    }

    private static let undertaken: WordSet = ["建设", "新建", "扩建", "实施", "推进", "投资", "启动", "开工", "签约", "引进", "其中", "其他", "其余"]

    /// 他牵头成立|某某合作社，|首批只有23户: whom the clauses behind tell of.
    private func founded(_ from: Int, _ to: Int, _ r: Reading) -> Entity? {
        let k = r.entityIndex(endingAfter: to - 3)
        guard k < r.entities.count, case let e = r.entities[k], e.end <= to, e.kind == .organisation, !e.isGroup, e.start >= from + 2, subjects.isFirm(e, r) else { return nil }
        return Self.foundingVerbs.contains(r.text, extent(e.start - 2, e.start)) || r.text[e.start - 1] == "是" && (r.text[e.start - 2] == "的" && e.isKnownFirm || r.text[e.start - 2] == "位" || r.text[e.start - 2] == "名") ? e : nil
    }

    private static let foundingVerbs: WordSet = ["成立", "设立", "组建", "创办", "创立", "創立", "創辦"]

    /// 本期全国已累计产糖1012万吨，其中…: whose figure a clause told, where it opened with no one.
    func keepSubject(of drafts: [Draft], from first: Int, clause: Int, _ discourse: SubjectRule.Discourse) {
        guard drafts.count > first, let last = drafts.last, last.clause.lowerBound == clause else { return }
        // 甲集团营收59亿元；|东鹏控股|营收78亿元，增长12%; 华岳电池|投资30亿元建设年产20GWh…项目
        if let named = drafts[first...].last(where: { $0.clause.lowerBound == clause && $0.isRead(by: "subject-before-indicator", "subject-investor") }), let e = named.subjectEntity { discourse.sentence = e; return }
        guard let e = last.subjectEntity else { return }
        // 投资5.7亿元的高升纺织项目，|新建20万锭纺纱
        if e.kind == .project, !discourse.isReport, last.isRead(by: "subject-described"), last.clause.lowerBound == clause { discourse.sentence = e; return }
        guard discourse.sentence == nil, last.coordinatedWith == nil, last.phrase?.respectively != true, e.end > e.start else { return }
        switch e.kind {
        case .nation, .world, .place, .whole:
            if last.isRead(by: "subject-in-clause", "subject-of-clause") { discourse.sentence = e }
        default: break
        }
    }

    func note(_ e: Entity, _ discourse: SubjectRule.Discourse, _ r: Reading) {
        // 赴|佛山|招商
        if e.kind == .place, !e.isPrincipal { return }
        // 项目地点：某某石化区: where, and not who
        if e.kind == .organisation, r.text[e.end - 1] != "司", subjects.isFieldValue(e, r) { return }
        if e.kind == .organisation || e.kind == .place, r.text[e.end - 1] == "区" { discourse.zone = e }
        let isPartner = isTradePartner(e, r)
        if e.code != nil, !isPartner { discourse.placeIsNear = true }
        switch e.kind {
        case .organisation:
            if e.isPrincipal { discourse.organisation = e }
            if announces(e, discourse, r) {
                discourse.issuer = r.string(extent(e.start, e.end))
                discourse.section = e
                discourse.project = nil
            }
            // 东吴证券认为，…: who tells of others
            let thinks = r.text[e.end - 1] == "券" && Self.thinking.contains(r.text, extent(e.end, min(r.text.count, e.end + 2))) || subjects.isTeller(e, discourse, r)
            // 包括某集团年产…等项目: one of many
            let isExample = e.start >= 2 && r.text[e.start - 2] == "包" && r.text[e.start - 1] == "括"
            if !thinks, !isExample, r.text[e.end - 1] == "司" || r.text[e.end - 1] == "团" || r.text[e.end - 1] == "厂" || e.isKnownFirm {
                let opens = opensClause(e, r)
                if discourse.firm == nil || opens && !discourse.firmOpens || isIntroduced(e, r) { discourse.firm = e; discourse.firmOpens = opens }
            }
            if e.code != nil { discourse.place = e }
        case .project:
            guard !Self.kinds.contains(r.written, extent(e.start, e.end)), !isHonour(e, r), !subjects.isNameless(e, r) else { break }
            let opens = opensClause(e, r)
            if opens || !discourse.projectOpens { discourse.project = e; discourse.projectOpens = opens }
            if e.code != nil { discourse.place = e }
        case .place where isPartner: break
        case .place:
            discourse.place = e
            if discourse.articleCode == nil { discourse.articleCode = e.code }
        default: break
        }
    }

    /// 。某某有限公司|是…, 。某某有限公司|专业从事…: a firm whose sentence begins to tell of it.
    private func isIntroduced(_ e: Entity, _ r: Reading) -> Bool {
        e.start > 0 && (r.text[e.start - 1] == "。" || r.text[e.start - 1] == "\n") && (e.isKnownFirm || r.text[e.end - 1] == "司") && Self.introducing.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 5)))
    }

    private static let introducing: AffixList = ["是一家", "是国内", "是全国", "是中国", "是我国", "是由", "是集", "专业从事", "主要从事", "专业生产", "主要生产", "主营", "成立于", "始建于", "位于", "坐落", "创建于"]

    /// 拓斯达11月3日公告: from here on 公司 is the one that announces, where the text is about firms.
    func announces(_ e: Entity, _ discourse: SubjectRule.Discourse, _ r: Reading) -> Bool {
        guard e.isKnownFirm || r.text[e.end - 1] == "司", discourse.article == nil || discourse.article?.kind == .organisation || discourse.genre == "text-other" || opensLine(e, r), opensClause(e, r) else { return false }
        var j = r.tokenIndex(at: e.end)
        var reach = e.end + 14
        // 浙能电力(600023)2月7日晚间公告
        if j < r.tokens.count, r.tokens[j].mark == .open, r.tokens[j].start == e.end {
            while j < r.tokens.count, r.tokens[j].mark != .close, r.tokens[j].start <= reach { j += 1 }
            j += 1
            reach = e.end + 26
        }
        while j < r.tokens.count, r.tokens[j].start <= reach {
            let t = r.tokens[j]
            // 某某研究5月19日发布的榜单显示: a source
            if t.kind == .word, t.traits.contains(.announces) { return !(t.end < r.text.count && r.text[t.end] == "的" && !Self.ownReports.anyIn(r.written, extent(t.end, min(r.text.count, t.end + 16)))) && !(e.start > 0 && r.text[e.start - 1] == " " && e.start > 1 && Scalars.isLetter(r.text[e.start - 2])) }
            guard t.kind == .period || t.mark == .space || t.kind == .word && (t.roles.contains(.adverb) || t.roles.contains(.preposition)) else { return false }
            j += 1
        }
        return false
    }

    private static let thinking: WordSet = ["认为", "指出", "预计", "预测", "测算", "分析", "研报", "表示"]

    private func opensLine(_ e: Entity, _ r: Reading) -> Bool {
        var i = e.start - 1
        while i >= 0, r.text[i] == " " || r.text[i] == 0x3000 { i -= 1 }
        return i < 0 || r.text[i] == "\n"
    }

    /// 被列入“某省十大技术攻关项目”: a list, not the project told of.
    private func isHonour(_ e: Entity, _ r: Reading) -> Bool {
        Self.honours.anyIn(r.written, extent(max(0, e.start - 14), e.start))
    }

    private static let honours: AffixList = ["列入", "入选", "获评", "被评为", "被列为", "荣获", "纳入"]

    func opensClause(_ e: Entity, _ r: Reading) -> Bool {
        let j = r.tokenIndex(at: e.start) - 1
        guard j >= 0 else { return true }
        let t = r.tokens[j]
        return t.end == e.start && (t.kind == .mark && t.mark != .listComma && t.mark != .open || t.kind == .period)
    }
}
