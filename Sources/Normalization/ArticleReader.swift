import Facts
import Lexicons

/// Reads the facts of one article: figures, then slot after slot by the rules, with what was said before.
struct ArticleReader: Sendable {
    let divisions: DivisionTable
    let phrases = PhraseRule()
    let categories = CategoryRule()
    let rejects = RejectRules()
    let bases = BasisRule()
    let subjects = SubjectRule()
    let metrics = MetricRule()
    let items = ItemRule()
    let periods = PeriodRule()
    let changes = FromToRule()
    let lists = CoordinationRule()
    let tables: TableRule
    /// Kinds of projects, which name none.
    static let kinds: WordSet = ["募集资金投资项目", "募投项目情况", "在建工程", "重大项目建设", "重点工程", "投资项目", "示范区项目", "科技计划项目", "招商引资项目", "基础设施项目", "科技项目", "产业化项目", "战略性新兴产业项目", "高新技术项目", "制造业项目", "工业项目", "产业项目", "重点项目", "重大项目", "募投项目"]
    private static let asksForAims: AffixList = ["目标", "规划", "计划", "打算"]
    /// Tokens of a sentence that is cut; a list of twenty projects has fewer.
    private static let longSentence = 480

    init(divisions: DivisionTable, scanner: QuantityScanner) {
        self.divisions = divisions
        tables = TableRule(scanner: scanner)
    }

    func drafts(
        of article: Article, blocks: [ArticleText.Block], in r: Reading, places: [Lexer.Place], deadline: Deadline
    ) throws -> [Draft] {
        var drafts: [Draft] = []
        let discourse = SubjectRule.Discourse()
        discourse.longNames = r.longNames
        var period = PeriodRule.Context()
        var basis = BasisRule.Context()
        open(article, blocks, r, discourse, &period, &basis)
        discourse.genre = genre(of: discourse, r, signing: basis.articleIsPlanned)
        var token = 0
        var tableEnd = 0
        var units: [String] = []
        let isDigest = isDigest(blocks, r)
        let headlines = placedHeadlines(blocks, r)
        for (n, block) in blocks.enumerated() {
            if n & 63 == 0 { try deadline.check() }
            if n < tableEnd { continue }
            if block.role == .row, n == 0 || blocks[n - 1].role != .row {
                let subject = tableOwner(above: n, blocks, r).map { subjects.answer($0, discourse, r, "subject-standing", true) } ?? subjects.standing(discourse, r)
                let head = Draft(quantity: Quantity(span: TextSpan(0, 0), numeral: TextSpan(0, 0), kind: .number, low: .zero, high: .zero), token: 0, clause: 0..<0, sentence: 0..<0, said: [])
                head.subjectEntity = subject.entity
                head.subject = subject.name
                PlaceRule().complete(head, discourse: discourse, subjects: subjects, in: r)
                // 单位：千元, told once for tables that only their titles part
                if tableEnd == 0 || n - tableEnd > 4 || blocks[tableEnd..<n].contains(where: { $0.range.count > 40 }) { units = [] }
                let table = tables.drafts(
                    blocks: blocks, from: n, in: r,
                    context: TableRule.Context(
                        subject: subject.name, entity: subject.entity, place: head.place,
                        period: period.section.isEmpty ? period.article : period.section, units: units))
                if !table.drafts.isEmpty {
                    drafts.append(contentsOf: table.drafts)
                    tableEnd = table.next
                    units = table.units
                    continue
                }
            }
            while token < r.tokens.count, r.tokens[token].start < block.range.lowerBound { token += 1 }
            let first = token
            while token < r.tokens.count, r.tokens[token].start < block.range.upperBound { token += 1 }
            let range = extent(first, token)
            // 图3. 2008-2010年用户各月净增比较: what a picture shows opens nothing
            if block.role != .title, isCaption(block, range, r) { continue }
            switch block.role {
            case .byline, .furniture:
                continue
            case .heading:
                heading(range, block, r, discourse, &period, &basis)
                if let name = namedByHeading(blocks, n, r) ?? projectLine(blocks, n, r) { discourse.section = name; discourse.project = name }
            default:
                discourse.paragraph = nil
                discourse.firm = nil
                discourse.firmOpens = false
                discourse.placeIsNear = false
                discourse.projectOpens = false
                discourse.tradeTopic = nil
                discourse.speaker = speaker(range, r) ?? (range.isEmpty ? discourse.speaker : nil)
                // 其中重大产业项目56个: a paragraph on parts of what the one before told
                if !r.view(extent(block.range.lowerBound, min(block.range.upperBound, block.range.lowerBound + 6))).holds("其中") { period.paragraph = "" }
                period.event = ""
                period.deadline = ""
                basis.projectIsPlanned = false
                if block.role == .title || block.role == .kicker { basis.projectIsPlanned = false }
            }
            if block.role == .body || block.role == .lead, asks(block, r) {
                // 问题2：上半年产销量如何？: the time of the answer
                period.section = firstPeriod(range, r) { !$0.isDay && !$0.isBaseline && !$0.isReporting } ?? ""
                // 记者：未来三年有什么目标？
                basis.section = bases.isFuture(period.section, r.documentDate) && Self.asksForAims.anyIn(r.written, block.range) ? .target : nil
            }
            if block.role == .body || block.role == .lead, opensGoals(block, r) {
                basis.section = .target
                period.section = firstPeriod(range, r) { _ in true } ?? ""
            }
            // 2022 年 4 月, alone on its line: the time of the lines below
            if block.role != .title, range.count == 1, let t = range.first.map({ r.tokens[$0] }), t.kind == .period, !r.periods[Int(t.index)].form.isSamePeriod, !r.periods[Int(t.index)].isBaseline, t.start - block.range.lowerBound <= 1, block.range.upperBound - t.end <= 1 { period.section = r.periodValues[Int(t.index)] }
            // （6月29日—7月3日）本周…, under the title of a weekly
            if block.role == .body || block.role == .lead, let week = bracketedStretch(range, block, r) { period.section = week }
            if let place = headlines[n] {
                openItem(place, discourse, &period, &basis)
                note(place, discourse, r)
                (period.section, period.paragraph, basis.section) = ("", "", nil)
                (discourse.firm, discourse.organisation, discourse.issuer) = (nil, nil, "")
            }
            // 20、智能自控：7名股东…, in a digest whose other lines name known firms
            if isDigest, block.role != .title, itemLine(block, r) == nil, let name = digestName(block, r) {
                discourse.issuer = r.string(extent(name.start, name.end))
                openItem(name, discourse, &period, &basis)
                period.section = ""
                basis.section = nil
            }
            if block.role != .title, let name = itemLine(block, r) {
                switch name.kind {
                case .place where block.role == .body || block.role == .lead:
                    discourse.section = name
                    note(name, discourse, r)
                case .organisation where name.isKnownFirm:
                    discourse.issuer = r.string(extent(name.start, name.end))
                    // ——甲公司：某某项目，投资…, in the list of a signing: its day and its plans stay
                    if discourse.genre == "text-signing" { turnTo(name, discourse); break }
                    openItem(name, discourse, &period, &basis)
                    period.section = ""
                    basis.section = nil
                default: break
                }
            }
            if block.role == .body || block.role == .lead, discourse.article?.kind != .place, let name = newsLine(blocks, n, r) {
                openItem(name, discourse, &period, &basis)
                discourse.issuer = r.string(extent(name.start, name.end))
                period.section = ""
            }
            if block.role == .body || block.role == .lead, let place = planned(by: block, r), discourse.section?.kind == .place || discourse.article?.kind != .place { discourse.section = place; note(place, discourse, r) }
            if block.role == .body || block.role == .lead, let name = headline(range, block, r) { discourse.section = name; note(name, discourse, r) }
            if block.role == .body || block.role == .lead, let name = numberedName(block, r) {
                discourse.paragraph = name
                discourse.project = name
                discourse.projectOpens = true
                // （一）江西澜川项目。…该公司…: the firm by its short name
                let own = r.string(extent(name.start, name.end)).before("项目") ?? ""
                if r.text[name.end] == "。", r.longNames[own] != nil {
                    discourse.firm = Entity(kind: .organisation, start: name.start, end: name.start + own.scalarCount, code: name.code)
                    discourse.firmOpens = true
                    discourse.paragraph = discourse.firm
                }
            }
            if block.role == .body || block.role == .lead, let project = projectLine(blocks, n, r) {
                turnTo(project, discourse)
                discourse.project = project
                discourse.projectOpens = true
            }
            if block.role == .body || block.role == .lead, let firm = scene(block, r) {
                discourse.paragraph = firm
                discourse.organisation = firm
                discourse.firm = firm
            }
            try paragraph(range, block, r, discourse, &period, &basis, &drafts, deadline)
        }
        if r.isTraditional { for d in drafts { d.metric = UnitRule.traditional[d.metric] ?? d.metric } }
        return drafts
    }

    /// 图1, 圖3.: the words below a picture, where they tell no figure.
    private func isCaption(_ block: ArticleText.Block, _ range: Range<Int>, _ r: Reading) -> Bool {
        guard (4...60).contains(block.range.count), case let c = r.text[block.range.lowerBound], c == "图" || c == "圖", (0x30...0x39).contains(r.text[block.range.lowerBound + 1]) || Scalars.hanNumeral(r.text[block.range.lowerBound + 1]) != nil else { return false }
        return !range.contains { r.tokens[$0].kind == .quantity || r.tokens[$0].endsSentence && r.tokens[$0].mark != .line }
    }

    // MARK: - paragraphs

    private func paragraph(
        _ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading, _ discourse: SubjectRule.Discourse,
        _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context, _ drafts: inout [Draft], _ deadline: Deadline
    ) throws {
        var first = range.lowerBound
        var count = 0
        while first < range.upperBound {
            var last = first
            var isOver = false
            while last < range.upperBound {
                // a text without stops is cut at its commas, or rules that look back through the sentence never end
                let t = r.tokens[last], length = last - first
                if t.endsSentence || length > Self.longSentence && t.endsClause { isOver = true; break }
                if length > Self.longSentence * 2 { break }
                last += 1
            }
            let sentence = extent(first, last)
            count += 1
            if period.isWorkReport { turn(sentence, r, &period, &basis) }
            if count & 255 == 0 { try deadline.check() }
            self.sentence(sentence, block, r, discourse, &period, &basis, &drafts)
            first = isOver ? last + 1 : last
        }
    }

    private func sentence(
        _ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading, _ discourse: SubjectRule.Discourse,
        _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context, _ drafts: inout [Draft]
    ) {
        discourse.sentence = nil
        if discourse.article?.kind != .nation, tellsOfNation(range, isOfPlace: discourse.article?.kind == .place || discourse.article?.kind == .whole, r) { discourse.sentence = Entity(kind: .nation, start: 0, end: 0) }
        if turnsToRest(range, r), let about = discourse.section ?? discourse.article, about.kind == .place || about.kind == .whole { discourse.sentence = about }
        if dividesWhole(range, r) {
            if let nation = drafts.suffix(8).last(where: { $0.subjectEntity?.kind == .nation })?.subjectEntity { discourse.sentence = nation } else if let about = discourse.section ?? discourse.article, about.kind == .place || about.kind == .whole || about.kind == .nation { discourse.sentence = about }
        }
        let isTitle = block.role == .title || block.role == .kicker
        let start = max(r.start(of: range), block.range.lowerBound)
        var said: CueRoles = []
        for j in range { said.formUnion(r.tokens[j].roles) }
        let merged = changes.merge(range, r)
        let firstDraft = drafts.count
        var clauseFirst = range.lowerBound
        if !discourse.isReport, !said.isDisjoint(with: [.event, .planned]) { markProject(range, r, &basis) }
        openPeriod(range, r, start, isFirst: start - block.range.lowerBound <= 2, &period)
        if let reported = reportedPeriod(range, r) {
            period.paragraph = reported
            period.event = ""
            if discourse.article?.kind == .organisation || discourse.article?.kind == .organisationAnaphor || PeriodRule.isTerm(reported) { period.section = reported }
        }

        var j = range.lowerBound
        while j < range.upperBound {
            let t = r.tokens[j]
            if t.endsClause {
                clauseEnds(from: clauseFirst, to: j, r, start, discourse)
                keepSubject(of: drafts, from: firstDraft, clause: clauseFirst, discourse)
                // 甲项目总投资16.8亿元，装机50兆瓦；…: a project in a report ends with its member
                if t.mark == .semicolon, discourse.isReport, discourse.sentence?.kind == .project || discourse.sentence?.kind == .organisation { discourse.sentence = nil }
                // 唐山普方坯3120元；热轧卷板…: the next member of a series is the country's again
                if t.mark == .semicolon, discourse.article?.kind == .nation, discourse.sentence?.kind == .place, !r.view(extent(t.end, min(r.text.count, t.end + 2))).begins("其中") { discourse.sentence = nil }
                clauseFirst = j + 1
                j += 1
                continue
            }
            if t.kind == .quantity, !merged.consumed.contains(j), !(drafts.count == firstDraft && merged.changes[j] == nil && isBare(j, from: range.lowerBound, r)) {
                let draft = Draft(quantity: r.quantities[Int(t.index)], token: j, clause: extent(clauseFirst, j), sentence: range, said: said)
                if let change = merged.changes[j] {
                    draft.quantity.span = change.span
                    if let unit = change.unit { draft.quantity.unit = unit; draft.quantity.dimension = .rate }
                    if let scale = change.scale, let low = draft.quantity.low.multiplied(by: scale), let high = draft.quantity.high.multiplied(by: scale) { (draft.quantity.low, draft.quantity.high) = (low, high) }
                    draft.from = change.from
                    draft.direction = change.direction
                    draft.token = change.firstToken
                }
                fill(draft, block, r, discourse, period, basis, drafts, firstDraft)
                draft.token = j
                if isTitle { draft.doubts.insert(.title) }
                if draft.category != nil {
                    drafts.append(draft)
                }
            }
            j += 1
        }
        clauseEnds(from: clauseFirst, to: range.upperBound, r, start, discourse)
        if start - block.range.lowerBound <= 2, let year = deadlineOpening(range, start, r), !drafts[firstDraft...].contains(where: { $0.basis == .actual }) { period.deadline = year }
        lists.distribute(&drafts, from: firstDraft, sentence: range, r, categories)
        if discourse.isReport { discourse.paragraph = nil } else if let s = discourse.sentence {
            switch s.kind {
            // 义乌开发区升格…。规划建设22个特色小镇: in a city's text its parts are left with their sentence
            case .organisation where isPartOfArticle(s, discourse, r) && start - block.range.lowerBound > 2: break
            case .place where s.code != discourse.article?.code && isPartOfArticle(s, discourse, r) && start - block.range.lowerBound > 2: break
            // 五省合计产量…。规上企业为887家: a count of bodies is left again with its sentence
            case .organisation where s.isGroup && !Self.oneOf(s, r): break
            case .organisation where s.isPrincipal: discourse.paragraph = s
            // 包头一家冶炼厂检修20天, in news of a market: the next sentence is the country's again
            case .place where discourse.article?.kind == .nation && isOfOnePlant(s, r): discourse.paragraph = nil
            case .place, .whole: discourse.paragraph = s
            case .project where !period.isWorkReport: discourse.paragraph = s
            case .organisation, .project: discourse.paragraph = nil
            // the whole country is left again with the sentence, unless the article is about it
            case .nation, .world: if discourse.article?.kind == s.kind { discourse.paragraph = s }
            // 合作社争取资金260万元。…: whom the word stands for
            case .organisationAnaphor:
                if discourse.issuer.isEmpty, let e = subjects.answer(s, discourse, r, "", true).entity, e.kind == .organisation { discourse.paragraph = e }
            case .projectAnaphor: break
            }
        }
        if said.contains(.event) { noteEvent(range, r, &period) }
    }

    /// 到2025年，…: the year to come that opens a sentence.
    private func deadlineOpening(_ range: Range<Int>, _ start: Int, _ r: Reading) -> String? {
        guard let first = range.first(where: { r.tokens[$0].kind == .period }), r.tokens[first].start - start <= 2, case let k = Int(r.tokens[first].index), r.periods[k].isDeadline, bases.isFuture(r.periodValues[k], r.documentDate) else { return nil }
        return r.periodValues[k]
    }

    /// A number that no word can complete: small, without a unit and without an indicator before it in its sentence.
    private func isBare(_ token: Int, from first: Int, _ r: Reading) -> Bool {
        let q = Int(r.tokens[token].index)
        guard r.quantities[q].unit.isEmpty, r.quantities[q].kind != .number || r.quantities[q].low.magnitude < UnitRule.least else { return false }
        return r.indicatorIndex(before: token, after: first - 1) == nil
    }

    /// 某某公司发布2019年年度报告: the time of all that is told of the report.
    private func reportedPeriod(_ range: Range<Int>, _ r: Reading) -> String? {
        guard range.contains(where: { r.tokens[$0].traits.contains(.announces) || r.tokens[$0].traits.contains(.publishes) }) else { return nil }
        for j in range where r.tokens[j].kind == .period && r.periods[Int(r.tokens[j].index)].tellsYear {
            // 2021年|年度报告, 2021年年度报告
            var words = r.string(extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 14)))
            // 止六個月之未經審核中期業績
            while let lead = Self.qualities.beginning(of: words) { words = String(words.unicodeScalars.dropFirst(lead.unicodeScalars.count)) }
            guard Self.periodicals.contains(where: { words.begins($0) }) || ["报", "报告", "半年度", "年度"].contains(where: { r.string(extent(r.tokens[j].start, r.tokens[j].end)).ends($0) }) else { continue }
            return r.periodValues[Int(r.tokens[j].index)]
        }
        return nil
    }

    private static let ownReports: AffixList = ["公告", "年度报告", "年报", "季报", "半年报", "业绩", "財報", "财报"]
    private static let qualities: AffixList = ["之", "的", "未经审核", "未經審核", "经审核", "經審核", "经审计", "經審計", "综合", "綜合", "中期", "全年", "年度", "末期", "合并"]
    private static let periodicals = ["年报", "年度报告", "度报告", "度业绩", "报告", "半年报", "财报", "季报", "业绩", "年報", "報告", "財報", "季報", "業績", "度業績", "度報告"]

    /// A zone or division that lies in the place the text is about.
    private func isPartOfArticle(_ e: Entity, _ discourse: SubjectRule.Discourse, _ r: Reading) -> Bool {
        guard discourse.article?.kind == .place, let own = discourse.article?.code, let code = e.code, e.kind == .place || !subjects.isFirm(e, r) else { return false }
        return r.divisions.lies(code, in: own)
    }

    /// 山东一家硫酸法企业: one body without a name.
    private static func oneOf(_ e: Entity, _ r: Reading) -> Bool { r.view(extent(e.start, e.end)).holds("一家") }

    /// 包头|一家大型冶炼厂: a place that only says where one plant is.
    private func isOfOnePlant(_ e: Entity, _ r: Reading) -> Bool {
        let words = r.view(extent(e.end, min(r.text.count, e.end + 3)))
        return words.begins("一家") || words.begins("某") || words.begins("有一家") || words.begins("一座")
    }

    /// 其余12个项目…: behind the projects told of one by one, the text's own again.
    private func turnsToRest(_ range: Range<Int>, _ r: Reading) -> Bool {
        guard let first = range.first, case let start = r.start(of: range), r.tokens[first].start - start <= 2 else { return false }
        guard Self.rest.anyBegins(r.written, extent(start, min(r.text.count, start + 12))), let j = range.prefix(4).first(where: { r.tokens[$0].kind == .quantity }) else { return false }
        let behind = r.view(extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 6)))
        return behind.holds("项目") || behind.holds("工程") || behind.holds("企业")
    }

    /// The days between the brackets that open a paragraph.
    private func bracketedStretch(_ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading) -> String? {
        guard let first = range.first, r.tokens[first].mark == .open, r.tokens[first].start - block.range.lowerBound <= 1, first + 2 < r.tokens.count, r.tokens[first + 1].kind == .period, r.tokens[first + 1].start == r.tokens[first].end, r.tokens[first + 2].mark == .close, r.tokens[first + 2].start == r.tokens[first + 1].end, case let value = r.periodValues[Int(r.tokens[first + 1].index)], value.utf8.count == 21 else { return nil }
        return value
    }

    /// 从产量分布看，…, 分地区看，…: of the whole again that the text divides.
    private func dividesWhole(_ range: Range<Int>, _ r: Reading) -> Bool {
        guard range.lowerBound < range.upperBound, case let start = r.start(of: range), start + 4 < r.text.count, r.text[start] == "从" || r.text[start] == "分" || r.text[start] == "按" else { return false }
        guard let comma = extent(start, min(r.text.count, start + 12)).first(where: { r.text[$0] == "，" || r.text[$0] == "," || r.text[$0] == "：" }), comma - start >= 3 else { return false }
        return (r.text[comma - 1] == "看" || r.text[comma - 1] == "分") && !Self.owners.anyIn(r.written, extent(start, comma))
    }

    /// Of what a text divides, those that own figures themselves.
    private static let owners: AffixList = ["市场", "国别", "国家", "企业", "公司", "厂商", "品牌"]
    private static let rest: AffixList = ["其余", "其他", "其它", "此外", "另外", "另有", "还有"]

    /// 据国家统计局统计，…: the country's figures, where the clause names no place.
    private func tellsOfNation(_ range: Range<Int>, isOfPlace: Bool, _ r: Reading) -> Bool {
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
    private func clauseEnds(from first: Int, to last: Int, _ r: Reading, _ sentenceStart: Int, _ discourse: SubjectRule.Discourse) {
        let from = first > 0 ? max(r.tokens[first - 1].end, sentenceStart) : 0
        let to = last < r.tokens.count ? r.tokens[last].start : r.text.count
        guard from < to else { return }
        var k = r.entityIndex(endingAfter: from)
        while k < r.entities.count, r.entities[k].end <= to {
            if r.entities[k].start >= from { note(r.entities[k], discourse, r) }
            k += 1
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

    /// 他牵头成立|某某合作社，|首批只有23户: whom the clauses behind tell of.
    private func founded(_ from: Int, _ to: Int, _ r: Reading) -> Entity? {
        let k = r.entityIndex(endingAfter: to - 3)
        guard k < r.entities.count, case let e = r.entities[k], e.end <= to, e.kind == .organisation, !e.isGroup, e.start >= from + 2, subjects.isFirm(e, r) else { return nil }
        return Self.foundingVerbs.contains(r.text, extent(e.start - 2, e.start)) || r.text[e.start - 1] == "是" && r.text[e.start - 2] == "的" && e.isKnownFirm ? e : nil
    }

    private static let foundingVerbs: WordSet = ["成立", "设立", "组建", "创办", "创立", "創立", "創辦"]

    /// 本期全国已累计产糖1012万吨，其中…: whose figure a clause told, where it opened with no one.
    private func keepSubject(of drafts: [Draft], from first: Int, clause: Int, _ discourse: SubjectRule.Discourse) {
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
        // 项目地点：某某石化区: where, and not who
        if e.kind == .organisation, r.text[e.end - 1] != "司", subjects.isFieldValue(e, r) { return }
        if e.kind == .organisation || e.kind == .place, r.text[e.end - 1] == "区" { discourse.zone = e }
        if e.code != nil { discourse.placeIsNear = true }
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
                if discourse.firm == nil || opens && !discourse.firmOpens { discourse.firm = e; discourse.firmOpens = opens }
            }
            if e.code != nil { discourse.place = e }
        case .project:
            guard !Self.kinds.contains(r.written, extent(e.start, e.end)), !isHonour(e, r), !subjects.isNameless(e, r) else { break }
            let opens = opensClause(e, r)
            if opens || !discourse.projectOpens { discourse.project = e; discourse.projectOpens = opens }
            if e.code != nil { discourse.place = e }
        case .place:
            discourse.place = e
            if discourse.articleCode == nil { discourse.articleCode = e.code }
        default: break
        }
    }

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

    private func markProject(_ range: Range<Int>, _ r: Reading, _ basis: inout BasisRule.Context) {
        for j in range where r.tokens[j].kind == .word {
            let t = r.tokens[j]
            guard t.roles.contains(.event) || t.roles.contains(.planned) else { continue }
            if t.traits.contains(.beginsProject) { basis.projectIsPlanned = true }
            if t.traits.contains(.runsProject), !BasisRule.liesAhead(j, from: range.lowerBound, r) { basis.projectIsPlanned = false }
        }
    }

    private static let byParts: AffixList = ["分季度", "分季看", "分月看", "分月度", "从季度", "从各季"]

    /// A time word that opens a sentence reaches through the paragraph.
    private func openPeriod(_ range: Range<Int>, _ r: Reading, _ start: Int, isFirst: Bool, _ period: inout PeriodRule.Context) {
        // 分季度看，一季度增长6.7%，…: the parts of the time that the paragraph is on
        if !period.paragraph.isEmpty, Self.byParts.anyBegins(r.written, extent(start, min(r.text.count, start + 4))) { return }
        for j in range {
            let t = r.tokens[j]
            if t.kind == .period {
                let m = r.periods[Int(t.index)]
                if m.isReporting || m.isBaseline || isFounding(t, r) || isLongAgo(t, r) { continue }
                // 本周 in a weekly is its days
                if period.section.utf8.count == 21, m.form == .now, r.text[t.end - 1] == "周" { if t.start - start <= 10 { period.paragraph = period.section }; return }
                // 协会日前披露，上半年…: when it was told
                if r.text[t.start] == "日", r.text[t.end - 1] == "前", j + 1 < r.tokens.count, r.tokens[j + 1].start == t.end, r.tokens[j + 1].traits.contains(.publishes) || r.tokens[j + 1].traits.contains(.announces) || r.tokens[j + 1].roles.contains(.quote) { continue }
                if case .samePeriod(let offset) = m.form, offset < 0 { continue }
                if m.form == .reportTerm, !(period.section + period.article).isEmpty { continue }
                // 2月底，手持订单…。全国完工…: how things stand on a day ends with its sentence
                if !isFirst, !period.paragraph.isEmpty, r.text[t.end - 1] == "底" || r.text[t.end - 1] == "末", isMonth(m.form) { return }
                // 该公司二季度指引为284亿美元。乙公司营收…: what is to come reaches through its own sentence
                if !isFirst, !period.isWorkReport, bases.isFuture(r.periodValues[Int(t.index)], r.documentDate), r.periodValues[Int(t.index)].utf8.count > 4 { return }
                if m.isDay, period.isWorkReport { return }
                // 7月28日提交…，近3年投入…: a stretch that opens a clause takes the day's place
                let overDay = !m.isDay && j > range.lowerBound && r.tokens[j - 1].endsClause && CalendarDay(period.paragraph) != nil
                if t.start - start <= 10 || period.paragraph.isEmpty || overDay, !m.isDeadline {
                    // 全年, in a report on a year
                    let year = m.form == .wholeYear && period.article.utf8.count == 4 ? (period.isWorkReport && period.section.utf8.count == 4 ? period.section : period.article) : nil
                    period.paragraph = periods.term(t, period, r) ?? year ?? periods.lastMonthReported(m, r.periodValues[Int(t.index)], period) ?? r.periodValues[Int(t.index)]
                    if !m.isDay { period.event = "" }
                }
                return
            }
            if t.kind == .quantity || t.endsClause && t.end - start > 10 && !period.paragraph.isEmpty { return }
        }
    }

    /// 早在|2017年: no time of what follows.
    func isLongAgo(_ t: Token, _ r: Reading) -> Bool { t.start >= 2 && r.text[t.start - 1] == "在" && r.text[t.start - 2] == "早" }

    private func isMonth(_ form: PeriodMention.Form) -> Bool {
        switch form {
        case .point(_, _?, nil): return true
        case .months(_, _, let first, let last): return first == last
        default: return false
        }
    }

    /// 2003年6月，经批准设立…: how old a body is dates nothing else.
    private func isFounding(_ t: Token, _ r: Reading) -> Bool {
        var end = t.end
        while end + 1 < r.text.count, end - t.end < 24 {
            switch r.text[end] {
            case "，" where r.text[end + 1] == "经": end += 1
            case "，", "。", "；", "\n": return Self.foundings.anyIn(r.written, extent(t.end, end))
            default: end += 1
            }
        }
        return Self.foundings.anyIn(r.written, extent(t.end, end))
    }

    static let foundings: AffixList = ["成立", "设立", "批准", "组建", "创办", "始建", "创建于", "建于", "建县", "建市", "改制", "设厂", "建厂", "落户"]

    private static let contracted: AffixList = ["签订", "签署", "中标", "新签"]

    /// The day of a signing or opening goes to the figures of that event.
    private func noteEvent(_ range: Range<Int>, _ r: Reading, _ period: inout PeriodRule.Context) {
        for j in range where r.tokens[j].kind == .period {
            let m = r.periods[Int(r.tokens[j].index)]
            // a day in a report on a year dates its own sentence
            if m.isDay, period.isWorkReport { return }
            if m.isDay, !m.isReporting, !m.isBaseline, !isFounding(r.tokens[j], r) {
                period.event = r.periodValues[Int(r.tokens[j].index)]
                if period.articleEvent.isEmpty { period.articleEvent = period.event }
            }
            // 于2023年11月至12月签订若干项重大合同
            else if !period.isWorkReport, !m.isBaseline, !m.isReporting, !m.isDeadline, !m.sinceThen, period.articleEvent.isEmpty, r.periodValues[Int(r.tokens[j].index)].utf8.count == 15, Self.contracted.anyBegins(r.written, extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 2))) { period.articleEvent = r.periodValues[Int(r.tokens[j].index)] }
            return
        }
    }
}
