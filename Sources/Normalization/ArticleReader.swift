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
    static let kinds: WordSet = ["企业投资项目", "政府投资项目", "外商投资项目", "固定资产投资项目", "募集资金投资项目", "募投项目情况", "在建工程", "重大项目建设", "重点工程", "投资项目", "示范区项目", "科技计划项目", "招商引资项目", "基础设施项目", "科技项目", "产业化项目", "战略性新兴产业项目", "高新技术项目", "制造业项目", "工业项目", "产业项目", "重点项目", "重大项目", "募投项目"]
    /// What the clauses of a region's report begin with that name no owner.
    private static let doneByPlace: WordSet = ["争取", "实施", "帮扶", "新增", "推进", "推动", "加快", "启动", "落实", "引进", "签约", "组织", "发放", "培育", "招引", "兑现", "提高", "开展", "完成"]
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
        /// The section that a list of paragraphs behind —— stands in, while it lasts.
        var sectionBeforeList: String?
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
                let opening = r.view(extent(block.range.lowerBound, min(block.range.upperBound, block.range.lowerBound + 6)))
                // “十一五”时期，…。⏎——经济实力增强。…: the time of the list is told above it
                if opening.begins("——") {
                    if sectionBeforeList == nil, period.paragraph.utf8.count == 4 || period.paragraph.utf8.count == 9 {
                        sectionBeforeList = period.section
                        period.section = period.paragraph
                    }
                } else if let section = sectionBeforeList {
                    period.section = section
                    sectionBeforeList = nil
                }
                if !opening.holds("其中") { (period.paragraph, period.event) = ("", "") }
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
            if block.role == .body || block.role == .lead || block.role == .title && n > 0, let project = projectLine(blocks, n, r) {
                turnTo(project, discourse)
                discourse.project = project
                discourse.projectOpens = true
            }
            if block.role == .body || block.role == .lead, let firm = scene(block, r) {
                discourse.paragraph = firm
                discourse.organisation = firm
                discourse.firm = firm
            }
            let section = basis.section
            // 2010年水利建设的主要任务是：计划完成…: through its paragraph
            let setsTasks = !period.isWorkReport && (block.role == .body || block.role == .lead) && setsTasks(block, r)
            if setsTasks { basis.section = .target }
            try paragraph(range, block, r, discourse, &period, &basis, &drafts, deadline)
            if setsTasks { basis.section = section }
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
        if turnsToIndustry(extent(r.start(of: range), r.end(of: range)), discourse, r) { discourse.paragraph = Entity(kind: .nation, start: 0, end: 0) }
        if turnsToRest(range, r), let about = discourse.section ?? discourse.article, about.kind == .place || about.kind == .whole { discourse.sentence = about }
        if let about = regionOfYear(range, block, discourse, r) {
            discourse.sentence = about
            discourse.paragraph = about
            (discourse.firm, discourse.firmOpens) = (nil, false)
        }
        if dividesWhole(range, r), let whole = wholeDivided(drafts, discourse, r) { discourse.sentence = whole }
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
            if discourse.article?.kind != .place && discourse.article?.kind != .whole && discourse.article?.kind != .project || PeriodRule.isTerm(reported) { period.section = reported }
        }

        var j = range.lowerBound
        while j < range.upperBound {
            let t = r.tokens[j]
            if t.endsClause {
                clauseEnds(from: clauseFirst, to: j, r, start, discourse)
                keepSubject(of: drafts, from: firstDraft, clause: clauseFirst, discourse)
                // 甲项目总投资16.8亿元，装机50兆瓦；…: a project in a report ends with its member
                if t.mark == .semicolon, discourse.isReport, discourse.sentence?.kind == .project || discourse.sentence?.kind == .organisation { discourse.sentence = nil }
                // 某某项目荣获…；|争取|衔接资金9.56亿元、实施项目463个: the city's again
                if t.mark == .semicolon, discourse.article?.kind == .place || discourse.article?.kind == .whole, discourse.sentence?.kind == .project, Self.doneByPlace.contains(r.text, extent(t.end, min(r.text.count, t.end + 2))) { discourse.sentence = discourse.article }
                // 引进的某某饮料公司…；|有|专业合作社413个: a county's again
                if t.mark == .semicolon, discourse.article?.kind == .place, discourse.sentence?.kind == .organisation, t.end < r.text.count, r.text[t.end] == "有" { discourse.sentence = discourse.article }
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
        if let named = enumeratedName(range, r) {
            turnTo(named, discourse)
            (discourse.project, discourse.projectOpens, discourse.sentence) = (named, true, named)
        }
        if start - block.range.lowerBound <= 2, let year = deadlineOpening(range, start, r), !drafts[firstDraft...].contains(where: { $0.basis == .actual }) { period.deadline = year }
        lists.distribute(&drafts, from: firstDraft, sentence: range, r, categories)
        if discourse.isReport { discourse.paragraph = nil } else if let s = discourse.sentence {
            switch s.kind {
            // 义乌开发区升格…。规划建设22个特色小镇: in a city's text its parts are left with their sentence
            case .organisation where isPartOfArticle(s, discourse, r) && start - block.range.lowerBound > 2: break
            case .place where s.code != discourse.article?.code && isPartOfArticle(s, discourse, r) && start - block.range.lowerBound > 2: break
            // 增发9600万股，|其中|荣盛控股认购100万股。募集资金…: a part is left again with its sentence
            case .organisation where isAmong(s, r) && (discourse.paragraph ?? discourse.article)?.kind == .organisation: break
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

    /// A number that no word can complete: small, without a unit and without an indicator before it in its sentence.
    private func isBare(_ token: Int, from first: Int, _ r: Reading) -> Bool {
        let q = Int(r.tokens[token].index)
        guard r.quantities[q].unit.isEmpty, r.quantities[q].kind != .number || r.quantities[q].low.magnitude < UnitRule.least else { return false }
        return !r.isIndexInBrackets(r.quantities[q].span) && r.indicatorIndex(before: token, after: first - 1) == nil
    }

    /// 其中，|荣盛控股|认购100万股.
    private func isAmong(_ e: Entity, _ r: Reading) -> Bool {
        let end = e.start > 0 && (r.text[e.start - 1] == "，" || r.text[e.start - 1] == ",") ? e.start - 1 : e.start
        return end >= 2 && r.text[end - 2] == "其" && r.text[end - 1] == "中"
    }

    private func markProject(_ range: Range<Int>, _ r: Reading, _ basis: inout BasisRule.Context) {
        for j in range where r.tokens[j].kind == .word {
            let t = r.tokens[j]
            guard t.roles.contains(.event) || t.roles.contains(.planned) else { continue }
            if t.traits.contains(.beginsProject) { basis.projectIsPlanned = true }
            if t.traits.contains(.runsProject), !BasisRule.liesAhead(j, from: range.lowerBound, r) { basis.projectIsPlanned = false }
        }
    }
}
