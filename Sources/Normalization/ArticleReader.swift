import Facts
import Lexicons

/// Reads the facts of one article: figures, then slot after slot by the rules, with what was said before.
struct ArticleReader: Sendable {
    let divisions: DivisionTable
    private let phrases = PhraseRule()
    private let categories = CategoryRule()
    private let rejects = RejectRules()
    private let bases = BasisRule()
    private let subjects = SubjectRule()
    private let metrics = MetricRule()
    private let periods = PeriodRule()
    private let changes = FromToRule()
    private let lists = CoordinationRule()
    private let tables: TableRule
    /// Kinds of projects, which name none.
    private static let kinds: WordSet = ["示范区项目", "科技计划项目", "招商引资项目", "基础设施项目", "科技项目", "产业化项目", "战略性新兴产业项目", "高新技术项目", "制造业项目", "工业项目", "产业项目", "重点项目", "重大项目", "募投项目"]
    /// Tokens of a sentence that is cut; a list of twenty projects has fewer.
    private static let longSentence = 480
    /// Figures that only a firm has.
    private static let corporate: WordSet = ["营收", "净利润", "归母净利润", "毛利率", "净利率", "市值", "扣非净利润", "營收", "总营收", "净利"]

    init(divisions: DivisionTable, scanner: QuantityScanner) {
        self.divisions = divisions
        tables = TableRule(scanner: scanner)
    }

    func drafts(
        of article: Article, blocks: [ArticleText.Block], in r: Reading, places: [Lexer.Place], deadline: Deadline
    ) throws -> [Draft] {
        var drafts: [Draft] = []
        var discourse = SubjectRule.Discourse()
        discourse.longNames = r.longNames
        var period = PeriodRule.Context()
        var basis = BasisRule.Context()
        open(article, blocks, r, &discourse, &period, &basis)
        var token = 0
        var tableEnd = 0
        for (n, block) in blocks.enumerated() {
            if n & 63 == 0 { try deadline.check() }
            if n < tableEnd { continue }
            if block.role == .row, n == 0 || blocks[n - 1].role != .row {
                let subject = subjects.standing(discourse, r)
                var head = Draft(quantity: Quantity(span: TextSpan(0, 0), numeral: TextSpan(0, 0), kind: .number, low: .zero, high: .zero), token: 0, clause: 0..<0, sentence: 0..<0, said: [])
                head.subjectEntity = subject.entity
                head.subject = subject.name
                PlaceRule().complete(&head, discourse: discourse, subjects: subjects, in: r)
                let table = tables.drafts(
                    blocks: blocks, from: n, in: r,
                    context: TableRule.Context(
                        subject: subject.name, entity: subject.entity, place: head.place,
                        period: period.section.isEmpty ? period.article : period.section))
                if !table.drafts.isEmpty {
                    drafts.append(contentsOf: table.drafts)
                    tableEnd = table.next
                    continue
                }
            }
            while token < r.tokens.count, r.tokens[token].start < block.range.lowerBound { token += 1 }
            let first = token
            while token < r.tokens.count, r.tokens[token].start < block.range.upperBound { token += 1 }
            let range = extent(first, token)
            switch block.role {
            case .byline, .furniture:
                continue
            case .heading:
                heading(range, block, r, &discourse, &period, &basis)
                if let name = namedByHeading(blocks, n, r) { discourse.section = name; discourse.project = name }
            default:
                discourse.paragraph = nil
                discourse.firm = nil
                discourse.firmOpens = false
                discourse.projectOpens = false
                discourse.speaker = speaker(range, r) ?? (range.isEmpty ? discourse.speaker : nil)
                period.paragraph = ""
                period.event = ""
                basis.projectIsPlanned = false
                if block.role == .title || block.role == .kicker { basis.projectIsPlanned = false }
            }
            if block.role == .body || block.role == .lead, let name = headline(range, block, r) { discourse.section = name; note(name, &discourse, r) }
            try paragraph(range, block, r, &discourse, &period, &basis, &drafts, deadline)
        }
        return drafts
    }

    // MARK: - article and headings

    /// What the whole article is about: names of its title, else of its opening; the year in a report's title.
    private func open(
        _ article: Article, _ blocks: [ArticleText.Block], _ r: Reading, _ discourse: inout SubjectRule.Discourse,
        _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context
    ) {
        var inTitle: [Entity] = []
        var inBody: [Entity] = []
        let bodyStart = blocks.first { $0.role == .body || $0.role == .lead }?.range.lowerBound ?? 0
        let bodyEnd = min(bodyStart + 400, r.text.count)
        let titles = blocks.filter { $0.role == .title || $0.role == .kicker }.map(\.range)
        for e in r.entities {
            if titles.contains(where: { $0.contains(e.start) }) { inTitle.append(e) } else if e.start < bodyEnd, e.start >= bodyStart { inBody.append(e) }
            if e.start > bodyEnd { break }
        }
        func firstPlace(_ list: [Entity]) -> Entity? { list.first { $0.code != nil } }
        let authority = { (e: Entity) in e.kind == .organisation && !e.isKnownFirm && subjects.isAuthority(e, r) }
        let titled = inTitle.first { $0.kind == .organisation && $0.isPrincipal && !authority($0) } ?? inTitle.first { e in e.kind == .project && e.end - e.start >= 7 && !titles.contains { $0.contains(e.start) && r.text[$0.lowerBound] == "关" } } ?? inTitle.first { $0.kind == .place } ?? inTitle.first { authority($0) && $0.code != nil }.map { Entity(kind: .place, start: $0.start, end: $0.end, code: $0.code) }
            ?? inTitle.first { $0.kind == .nation || $0.kind == .world }
        // an authority in a heading stands for its place
        let headed = headings(blocks, r).map { e in authority(e) && e.code != nil ? Entity(kind: .place, start: e.start, end: e.end, code: e.code) : e }
            .first { $0.kind == .place || $0.kind == .organisation && $0.isPrincipal && !authority($0) }
        discourse.article = titled ?? headed ?? issuer(inBody, bodyStart, r) ?? mostNamed(r, opening: bodyStart + 120)
        if r.isTraditional { discourse.island = island(r) }
        if r.isTraditional, discourse.article == nil || discourse.article?.kind == .nation || discourse.article?.kind == .world { discourse.article = island(r) }
        if discourse.article == nil || discourse.article?.kind == .place || discourse.article?.kind == .nation || discourse.article?.kind == .world, let own = ownDivision(blocks, discourse.article, r) { discourse.article = own }
        discourse.articleCode = firstPlace(inTitle)?.code ?? headed?.code ?? discourse.article?.code ?? firstPlace(inBody)?.code
        if let o = inTitle.first(where: { $0.kind == .organisation }) ?? inBody.first(where: { $0.kind == .organisation && $0.isPrincipal }) {
            discourse.organisation = o
        }
        discourse.place = firstPlace(inTitle) ?? firstPlace(inBody)
        // an issuer: 某某股份有限公司 in the first lines, then 公司 throughout
        if let firm = issuer(inTitle + inBody, bodyStart, r) { discourse.issuer = r.string(firm.start..<firm.end) }
        let head = r.string(extent(0, min(400, r.text.count)))
        if discourse.article?.kind == .place || discourse.article?.kind == .nation {
            discourse.isReport = ["政府工作报告", "计划执行情况", "统计公报", "国民经济和社会发展", "五年规划", "主要预期目标", "各位代表", "作工作报告", "工作总体要求", "政府工作回顾"].contains { head.holds($0) }
        }
        if head.holds("政府工作报告") || head.holds("计划执行情况") || head.holds("作工作报告") || head.holds("大会报告工作") {
            period.isWorkReport = true
            if let date = r.documentDate { period.article = CalendarDay.four(date.year - 1) }
            discourse.genre = genre(of: discourse, r, signing: false)
            return
        }
        // the year of a report
        for range in titles {
            var j = r.tokenIndex(at: range.lowerBound)
            while j < r.tokens.count, r.tokens[j].start < range.upperBound {
                if r.tokens[j].kind == .period {
                    let m = r.periods[Int(r.tokens[j].index)]
                    if !m.isDay, !m.isReporting, !m.isBaseline { period.article = r.periodValues[Int(r.tokens[j].index)] }
                    break
                }
                j += 1
            }
            let title = r.string(range)
            if title.holds("规划") || title.holds("计划") || title.holds("方案") || title.holds("意见") { basis.isPlan = true }
        }
        if period.article.isEmpty { period.article = openingPeriod(blocks, r) }
        basis.articleIsPlanned = beginsProjects(blocks, r)
        discourse.genre = genre(of: discourse, r, signing: basis.articleIsPlanned)
        // 三季度集中签约: the name of a round, not the time of its projects
        if basis.articleIsPlanned, period.article.utf8.count != 4 { period.article = "" }
    }

    private func genre(of discourse: SubjectRule.Discourse, _ r: Reading, signing: Bool) -> String {
        if discourse.isReport { return "text-report" }
        if r.isTraditional { return "text-traditional" }
        if signing { return "text-signing" }
        switch discourse.article?.kind {
        case .organisation: return "text-of-firm"
        case .place, .whole: return "text-of-place"
        case .nation, .world: return "text-of-nation"
        case .project: return "text-of-project"
        default: return "text-other"
        }
    }

    /// 我县, 全区 of a text whose title names no such division: the one that it names most.
    private func ownDivision(_ blocks: [ArticleText.Block], _ article: Entity?, _ r: Reading) -> Entity? {
        var levels: [UInt32: Int] = [:]
        for e in r.entities.prefix(2000) where e.kind == .whole { levels[r.text[e.end - 1], default: 0] += 1 }
        guard let level = levels.filter({ $0.key == "县" || $0.key == "市" || $0.key == "区" }).max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return nil }
        let suffix = String(Character(Unicode.Scalar(level) ?? " "))
        func owner(_ code: Int) -> Int? { r.divisions.lineage(code: code).first { $0.name.ends(suffix) && $0.level != .province }?.code }
        if let code = article?.code, owner(code) != nil { return nil }
        var counts: [Int: (count: Int, entity: Entity)] = [:]
        for e in r.entities.prefix(2000) where e.kind == .place {
            if let code = e.code.flatMap(owner) { counts[code, default: (0, e)].count += 1 }
        }
        guard let best = counts.max(by: { ($0.value.count, $1.value.entity.start) < ($1.value.count, $0.value.entity.start) }), best.value.count >= 2 || counts.count == 1 else { return nil }
        return Entity(kind: .place, start: best.value.entity.start, end: best.value.entity.end, code: best.key)
    }

    /// Press in traditional characters writes of Taiwan, or of Hong Kong where it names it more.
    private func island(_ r: Reading) -> Entity {
        let places = r.entities.filter { $0.kind == .place }
        let hongKong = places.filter { ($0.code ?? 0) / 10_000 == 81 }.count
        let taiwan = places.filter { ($0.code ?? 0) / 10_000 == 71 }.count
        return hongKong > taiwan
            ? Entity(kind: .place, start: 0, end: 0, code: 810_000, label: .hongKong)
            : Entity(kind: .place, start: 0, end: 0, code: 710_000, label: .taiwan)
    }

    /// Whether the title or the first paragraph tells of a signing or a ground-breaking.
    private func beginsProjects(_ blocks: [ArticleText.Block], _ r: Reading) -> Bool {
        var seenBody = false
        for block in blocks {
            if block.role == .body || block.role == .lead { if seenBody { break }; seenBody = true }
            guard block.role != .byline, block.role != .furniture else { continue }
            var j = r.tokenIndex(at: block.range.lowerBound)
            while j < r.tokens.count, r.tokens[j].start < block.range.upperBound {
                let t = r.tokens[j]
                if t.kind == .word, t.roles.contains(.event), t.traits.contains(.opensProject) { return true }
                j += 1
            }
        }
        return false
    }

    /// The time word that opens a text reaches through it: 前7个月…, 2023年，…. Days and plans do not.
    private func openingPeriod(_ blocks: [ArticleText.Block], _ r: Reading) -> String {
        guard let block = blocks.first(where: { $0.role == .body || $0.role == .lead }) else { return "" }
        var j = r.tokenIndex(at: block.range.lowerBound)
        // 2003年8月经批准设立: how old a body is dates nothing else
        var k = j
        while k < r.tokens.count, r.tokens[k].start < block.range.upperBound, !r.tokens[k].endsSentence { k += 1 }
        let opening = r.string(extent(block.range.lowerBound, min(block.range.upperBound, k < r.tokens.count ? r.tokens[k].start : block.range.upperBound, block.range.lowerBound + 80)))
        if ["成立", "设立", "批准", "组建", "创办", "始建", "创建于"].contains(where: { opening.holds($0) }) { return "" }
        var commas = 0
        while j < r.tokens.count, r.tokens[j].start < block.range.upperBound, !r.tokens[j].endsSentence, commas < 2 {
            let t = r.tokens[j]
            if t.kind == .quantity || t.mark == .quoteOpen { return "" }
            if t.endsClause { commas += 1 }
            if t.kind == .period {
                let m = r.periods[Int(t.index)]
                switch m.form {
                case .months, .relativeYear, .wholeYear: return m.isBaseline || m.isDeadline || m.sinceThen ? "" : r.periodValues[Int(t.index)]
                case .point(_, nil, nil): return m.isBaseline || m.isDeadline || m.sinceThen ? "" : r.periodValues[Int(t.index)]
                default: if !m.isReporting { return "" }
                }
            }
            j += 1
        }
        return ""
    }

    private func issuer(_ entities: [Entity], _ bodyStart: Int, _ r: Reading) -> Entity? {
        entities.first {
            $0.kind == .organisation && $0.start < bodyStart + 160 && opensClause($0, r) && $0.end - $0.start > 6 && r.text[$0.end - 1] == "司" && r.text[$0.end - 2] == "公"
        }
    }

    private func headings(_ blocks: [ArticleText.Block], _ r: Reading) -> [Entity] {
        var found: [Entity] = []
        for block in blocks where block.role == .heading {
            var k = r.entityIndex(endingAfter: block.range.lowerBound)
            while k < r.entities.count, r.entities[k].end <= block.range.upperBound { found.append(r.entities[k]); k += 1 }
            if !found.isEmpty { break }
        }
        return found
    }

    /// What a text without a telling title is about: the name its opening and the rest share, the country of
    /// an industry's news, or the place named most.
    private func mostNamed(_ r: Reading, opening: Int) -> Entity? {
        var counts: [NameKey: (count: Int, entity: Entity)] = [:]
        var nation: (count: Int, entity: Entity)?
        var total = 0
        for e in r.entities.prefix(4000) {
            switch e.kind {
            case .place, .organisation:
                guard e.isPrincipal else { continue }
                var e = e
                if e.kind == .organisation, !e.isKnownFirm, subjects.isAuthority(e, r) {
                    guard e.code != nil else { continue }
                    e.kind = .place
                }
                let key = e.kind == .place ? NameKey(code: e.code ?? 0) : NameKey(r.written, extent(e.start, e.end))
                counts[key, default: (0, e)].count += 1
                total += 1
            case .nation:
                nation = ((nation?.count ?? 0) + 1, nation?.entity ?? e)
            default: break
            }
        }
        counts = counts.filter { $0.value.entity.kind == .place || $0.value.entity.isKnownFirm || $0.value.entity.code != nil || $0.value.count >= 2 || subjects.isFirm($0.value.entity, r) }
        let ranked = counts.values.sorted { ($1.count, $0.entity.start) < ($0.count, $1.entity.start) }
        if let best = ranked.first {
            let isNamedFirst = best.entity.start < opening
            if nation == nil || isNamedFirst && best.count >= nation?.count ?? 0 || best.entity.kind == .place && best.count >= 4 && best.count * 2 > (nation?.count ?? 0) * 3 {
                // one firm among many is not what the text is about
                if best.entity.kind == .place || isNamedFirst || best.count >= 3 && best.count * 2 >= total { return best.entity }
                return ranked.first { $0.entity.kind == .place }?.entity ?? nation?.entity ?? best.entity
            }
        }
        return nation?.entity ?? ranked.first?.entity ?? r.entities.first { $0.kind == .world }
    }

    private func heading(
        _ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading, _ discourse: inout SubjectRule.Discourse,
        _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context
    ) {
        let text = r.string(block.range)
        period.section = ""
        period.paragraph = ""
        basis.section = nil
        discourse.section = nil
        for j in range where r.tokens[j].kind == .period {
            let m = r.periods[Int(r.tokens[j].index)]
            if !m.isReporting { period.section = r.periodValues[Int(r.tokens[j].index)] }
            break
        }
        if text.holds("目标") || text.holds("工作安排") || text.holds("重点工作") || text.holds("工作部署") || text.holds("总体要求") || text.holds("主要任务") {
            basis.section = .target
        } else if text.holds("回顾") || text.holds("完成情况") || text.holds("成就") {
            basis.section = .actual
        }
        let start = block.range.lowerBound
        guard let e = subjects.pick(r, from: start, to: block.range.upperBound, discourse), e.kind != .whole, e.kind != .organisationAnaphor, e.kind != .projectAnaphor,
            !contains(e, discourse.article, r)
        else { return }
        if e.kind == .organisation || e.kind == .project || e.kind == .place {
            discourse.section = e
            note(e, &discourse, r)
        }
        // the next item of a digest: its own day, its own bodies
        guard let about = discourse.article, about.kind == .organisation || about.kind == .nation, range.contains(where: { r.tokens[$0].kind == .quantity || !r.tokens[$0].roles.isDisjoint(with: [.verb, .up, .down]) }) else { return }
        discourse.section = e
        period.article = ""
        period.articleEvent = ""
        basis.articleIsPlanned = false
        discourse.project = nil
        if e.kind == .organisation { discourse.organisation = e }
    }

    /// 福建重要的林区, over a text about 龙岩市: the larger place is no new subject.
    private func contains(_ e: Entity, _ article: Entity?, _ r: Reading) -> Bool {
        guard e.kind == .place, let code = e.code, let own = article?.code, code != own else { return false }
        return r.divisions.lineage(code: own).contains { $0.code == code }
    }

    /// A line above 该项目…: what it says is the project's name.
    private func namedByHeading(_ blocks: [ArticleText.Block], _ n: Int, _ r: Reading) -> Entity? {
        let block = blocks[n]
        guard (4...30).contains(block.range.count), n + 1 < blocks.count else { return nil }
        let j = r.tokenIndex(at: blocks[n + 1].range.lowerBound)
        guard j < r.tokens.count, r.tokens[j].start - blocks[n + 1].range.lowerBound <= 1, r.tokens[j].roles.contains(.projectAnaphor),
            r.tokens[j].end - r.tokens[j].start >= 2, r.text[r.tokens[j].start] == "该" || r.text[r.tokens[j].start] == "本" || r.text[r.tokens[j].start] == "此"
        else { return nil }
        var k = r.tokenIndex(at: block.range.lowerBound)
        while k < r.tokens.count, r.tokens[k].start < block.range.upperBound {
            if r.tokens[k].kind == .quantity || r.tokens[k].endsSentence { return nil }
            k += 1
        }
        return Entity(kind: .project, start: block.range.lowerBound, end: block.range.upperBound, code: r.entities.first { $0.start >= block.range.lowerBound && $0.end <= block.range.upperBound && $0.code != nil }?.code)
    }

    /// The body or place whose representative is quoted in a paragraph.
    private func speaker(_ range: Range<Int>, _ r: Reading) -> Entity? {
        for j in range where r.tokens[j].kind == .word && r.tokens[j].roles.contains(.person) {
            let k = r.entityIndex(endingAfter: r.tokens[j].start - 5)
            guard k < r.entities.count, r.entities[k].end <= r.tokens[j].start, r.entities[k].kind == .place || r.entities[k].kind == .organisation else { continue }
            return r.entities[k]
        }
        return nil
    }

    /// A line that is only a name (▲某某工程二期项目) heads the lines below it.
    private func headline(_ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading) -> Entity? {
        guard block.range.count <= 64, !range.contains(where: { r.tokens[$0].endsSentence && r.tokens[$0].mark != .line }) else { return nil }
        var k = r.entityIndex(endingAfter: block.range.lowerBound)
        var last: Entity?
        while k < r.entities.count, r.entities[k].end <= block.range.upperBound { last = r.entities[k]; k += 1 }
        guard let last, block.range.upperBound - last.end <= 2, last.start - block.range.lowerBound <= 6 else { return nil }
        return last.kind == .project || last.kind == .organisation ? last : nil
    }

    // MARK: - paragraphs

    private func paragraph(
        _ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading, _ discourse: inout SubjectRule.Discourse,
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
            if count & 255 == 0 { try deadline.check() }
            self.sentence(sentence, block, r, &discourse, &period, &basis, &drafts)
            first = isOver ? last + 1 : last
        }
    }

    private func sentence(
        _ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading, _ discourse: inout SubjectRule.Discourse,
        _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context, _ drafts: inout [Draft]
    ) {
        discourse.sentence = nil
        let isTitle = block.role == .title || block.role == .kicker
        let sentenceStart = range.lowerBound > 0 ? r.tokens[range.lowerBound - 1].end : 0
        let start = max(sentenceStart, block.range.lowerBound)
        var said: CueRoles = []
        for j in range { said.formUnion(r.tokens[j].roles) }
        let merged = changes.merge(range, r)
        let firstDraft = drafts.count
        var clauseFirst = range.lowerBound
        if !discourse.isReport, !said.isDisjoint(with: [.event, .planned]) { markProject(range, r, &basis) }
        openPeriod(range, r, start, &period)

        var j = range.lowerBound
        while j < range.upperBound {
            let t = r.tokens[j]
            if t.endsClause {
                clauseEnds(from: clauseFirst, to: j, r, start, &discourse)
                clauseFirst = j + 1
                j += 1
                continue
            }
            if t.kind == .quantity, !merged.consumed.contains(j) {
                var quantity = r.quantities[Int(t.index)]
                var draft = Draft(quantity: quantity, token: j, clause: extent(clauseFirst, j), sentence: range, said: said)
                if let change = merged.changes[j] {
                    quantity.span = change.span
                    draft.quantity = quantity
                    draft.from = change.from
                    draft.direction = change.direction
                    draft.token = change.firstToken
                }
                fill(&draft, block, r, discourse, period, basis, drafts, firstDraft)
                draft.token = j
                if isTitle { draft.doubts.insert(.title) }
                if draft.category != nil {
                    drafts.append(draft)
                }
            }
            j += 1
        }
        clauseEnds(from: clauseFirst, to: range.upperBound, r, start, &discourse)
        lists.distribute(&drafts, from: firstDraft, sentence: range, r, categories)
        if discourse.isReport { discourse.paragraph = nil } else if let s = discourse.sentence {
            switch s.kind {
            case .organisation where s.isPrincipal: discourse.paragraph = s
            case .place, .whole: discourse.paragraph = s
            case .project where !period.isWorkReport: discourse.paragraph = s
            case .organisation, .project: discourse.paragraph = nil
            // the whole country is left again with the sentence, unless the article is about it
            case .nation, .world: if discourse.article?.kind == s.kind { discourse.paragraph = s }
            case .organisationAnaphor, .projectAnaphor: break
            }
        }
        if said.contains(.event) { noteEvent(range, r, &period) }
    }

    /// The clause is over: its subject is the sentence's until another comes.
    private func clauseEnds(from first: Int, to last: Int, _ r: Reading, _ sentenceStart: Int, _ discourse: inout SubjectRule.Discourse) {
        let from = first > 0 ? max(r.tokens[first - 1].end, sentenceStart) : 0
        let to = last < r.tokens.count ? r.tokens[last].start : r.text.count
        guard from < to else { return }
        var k = r.entityIndex(endingAfter: from)
        while k < r.entities.count, r.entities[k].end <= to {
            if r.entities[k].start >= from { note(r.entities[k], &discourse, r) }
            k += 1
        }
        if let e = subjects.pick(r, from: from, to: to, discourse) {
            // 某某项目总投资10亿元，由某公司建设: the project stays what is told of
            if let s = discourse.sentence, s.kind == .project || s.kind == .projectAnaphor, e.kind == .organisation, e.start > 0, r.text[e.start - 1] == "由" { return }
            if discourse.isReport {
                switch e.kind {
                case .project, .projectAnaphor: return
                case .organisation where !e.isKnownFirm && r.text[e.end - 1] != "司": return
                default: break
                }
            }
            // a quantity's own words do not become the topic unless they open the clause
            discourse.sentence = e
        }
    }

    private func note(_ e: Entity, _ discourse: inout SubjectRule.Discourse, _ r: Reading) {
        if e.kind == .organisation || e.kind == .place, r.text[e.end - 1] == "区" { discourse.zone = e }
        switch e.kind {
        case .organisation:
            if e.isPrincipal { discourse.organisation = e }
            if r.text[e.end - 1] == "司" || r.text[e.end - 1] == "团" || r.text[e.end - 1] == "厂" || e.isKnownFirm {
                let opens = opensClause(e, r)
                if discourse.firm == nil || opens && !discourse.firmOpens { discourse.firm = e; discourse.firmOpens = opens }
            }
            if e.code != nil { discourse.place = e }
        case .project:
            guard !Self.kinds.contains(r.written, extent(e.start, e.end)) else { break }
            let opens = opensClause(e, r)
            if opens || !discourse.projectOpens { discourse.project = e; discourse.projectOpens = opens }
            if e.code != nil { discourse.place = e }
        case .place:
            discourse.place = e
            if discourse.articleCode == nil { discourse.articleCode = e.code }
        default: break
        }
    }

    private func opensClause(_ e: Entity, _ r: Reading) -> Bool {
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

    /// A time word that opens a sentence reaches through the paragraph.
    private func openPeriod(_ range: Range<Int>, _ r: Reading, _ start: Int, _ period: inout PeriodRule.Context) {
        for j in range {
            let t = r.tokens[j]
            if t.kind == .period {
                let m = r.periods[Int(t.index)]
                if m.isReporting || m.isBaseline { continue }
                if case .samePeriod(let offset) = m.form, offset < 0 { continue }
                let overDay = period.paragraph.utf8.count == 10 && period.paragraph.utf8.filter { $0 == UInt8(ascii: "-") }.count == 2 && !m.isDay && j > range.lowerBound && r.tokens[j - 1].endsClause
                if t.start - start <= 10 || period.paragraph.isEmpty || overDay, !m.isDeadline {
                    period.paragraph = r.periodValues[Int(t.index)]
                    if !m.isDay { period.event = "" }
                }
                return
            }
            if t.kind == .quantity || t.endsClause && t.end - start > 10 && !period.paragraph.isEmpty { return }
        }
    }

    /// The day of a signing or opening goes to the figures of that event.
    private func noteEvent(_ range: Range<Int>, _ r: Reading, _ period: inout PeriodRule.Context) {
        for j in range where r.tokens[j].kind == .period {
            let m = r.periods[Int(r.tokens[j].index)]
            if m.isDay, !m.isReporting, !m.isBaseline {
                period.event = r.periodValues[Int(r.tokens[j].index)]
                if period.articleEvent.isEmpty { period.articleEvent = period.event }
            }
            return
        }
    }

    // MARK: - one figure

    private func fill(
        _ d: inout Draft, _ block: ArticleText.Block, _ r: Reading, _ discourse: SubjectRule.Discourse,
        _ period: PeriodRule.Context, _ basis: BasisRule.Context, _ drafts: [Draft], _ firstDraft: Int
    ) {
        let previous = drafts.count > firstDraft ? drafts[drafts.count - 1] : nil
        if let previous, lists.continues(d, after: previous, r) {
            inherit(&d, from: previous, r, index: drafts.count - 1)
            return
        }
        var phrase = phrases.phrase(of: d, in: r)
        let head = phrases.head(of: d, in: r)
        // 达到72.92亿元: the indicator is the one said before
        if phrase.indicator == nil, phrase.range.isEmpty, phrase.share == nil, d.quantity.dimension != .count || head == nil || CategoryRule.made.contains(d.quantity.unit), phrase.verb.isDisjoint(with: [.fund, .invest, .make, .use, .need, .new]) {
            if phrase.change.isEmpty, phrase.reached.isEmpty, let previous, let between = lastIndicator(before: d, after: previous.token, r) {
                phrase.indicator = between
            } else if let previous {
                switch d.quantity.dimension {
                case .percent, .point, .multiple: phrase.indicator = previous.phrase?.indicator
                default: if previous.quantity.dimension == d.quantity.dimension || previous.category == .change || !phrase.change.isEmpty { phrase.indicator = previous.phrase?.indicator }
                }
            } else {
                phrase.indicator = lastIndicator(before: d, r)
            }
        }
        d.phrase = phrase
        let headText = head.map(r.string) ?? ""
        guard rejects.reason(for: d, phrase: phrase, head: headText, in: r) == nil else { return }
        UnitRule().complete(&d, phrase: phrase, head: headText, in: r)
        if r.isTraditional { UnitRule().asWritten(&d, in: r); UnitRule().islandCurrency(&d, in: r) }
        guard !d.quantity.unit.isEmpty else { return }
        guard let (found, rule) = categories.category(of: d, phrase: phrase, head: headText, in: r) else { return }
        // 电子产品157.8亿美元, in a sentence of orders: the same money
        var category = found
        if category == .other, rule == "money", phrase.indicator == nil, !phrase.range.isEmpty, !["费", "款", "债", "本", "资产", "额度", "损失"].contains(where: { r.string(phrase.range).ends($0) }),
            let k = latest(of: drafts, from: firstDraft, { $1 == .money && $0 != .change }), let kin = drafts[k].category, kin == .revenue || kin == .investment || kin == .funding
        {
            category = kin
        }
        // 销量55万辆，其中纯电动车26万辆: the parts of what was made
        if category == .count, rule == "classifier", phrase.indicator == nil, !phrase.range.isEmpty, CategoryRule.made.contains(d.quantity.unit),
            drafts[firstDraft...].contains(where: { $0.category == .production && $0.quantity.unit == d.quantity.unit })
        {
            category = .production
        }
        d.category = category
        d.rule = rule
        DirectionRule().complete(&d, phrase: phrase, in: r)
        UnitRule().perYear(&d, phrase: phrase, in: r)

        let dimension = d.quantity.dimension
        let similar = latest(of: drafts, from: firstDraft) { $0 == category && $1 == dimension }
        let metric = metrics.metric(of: d, phrase: phrase, head: head, previous: previous, similar: similar == drafts.count - 1 ? previous : similar.map { drafts[$0] }, in: r)
        d.metric = metric.metric
        d.item = metric.item
        // 同比增长24%，达1659亿美元: money of an indicator said before
        if category == .other, rule == "money", let named = categories.category(named: metric.metric, in: r) { d.category = named }
        d.evidence.reserveCapacity(6)
        d.evidence.append(SlotEvidence(slot: "text", rule: discourse.genre))
        d.evidence.append(SlotEvidence(slot: "metric", rule: metric.rule))
        if !metric.sure { d.doubts.insert(.metric) }

        var subject = subjects.subject(of: d, phrase: phrase, discourse: discourse, in: r)
        // 宁德时代17.26GWh、中创新航2.83GWh: the thing before the figure is another owner
        if metric.rule == "thing-of-indicator", let previous, previous.subjectEntity?.kind == .organisation, previous.subjectEntity?.isKnownFirm == true,
            d.item.unicodeScalars.count <= 8, subject.rule != "subject-in-clause", !isWord(d.phrase?.range, r), previous.metric != d.item
        {
            subject = SubjectRule.Answer(name: d.item, entity: nil, rule: "subject-in-list", carried: false)
            d.item = previous.item
        }
        // 三星营收52亿美元: a firm's figure names its owner in front
        if subject.rule != "subject-in-clause", let name = phrase.indicator?.name, Self.corporate.contains(name), let at = phrase.indicatorRange,
            at.lowerBound - phrase.range.lowerBound >= 2, at.lowerBound - phrase.range.lowerBound <= 6
        {
            let owner = r.string(extent(phrase.range.lowerBound, at.lowerBound))
            if owner == d.item, !owner.ends("品牌厂"), !["合计", "单季", "整体", "行业", "全年", "业务", "季度", "期内", "年度", "累计"].contains(where: { owner.holds($0) }) {
                subject = SubjectRule.Answer(name: owner, entity: nil, rule: "subject-before-indicator", carried: false)
                d.item = ""
            }
        }
        d.subject = subject.name
        d.subjectEntity = subject.entity
        if subject.carried { d.doubts.insert(.carriedSubject) }
        if subject.name.isEmpty { d.doubts.insert(.subject) }
        d.evidence.append(SlotEvidence(slot: "subject", rule: subject.rule))

        var context = period
        if block.role == .title || block.role == .kicker { context.article = "" }
        var when = periods.period(of: d, context: context, in: r)
        let (kind, why) = bases.basis(of: d, phrase: phrase, period: when.mention, periodValue: when.value, context: basis, in: r)
        // 预期全年销量300万辆, said in spring: the year that runs
        if kind == .forecast || kind == .target, when.mention?.form == .wholeYear, when.rule == "period-in-sentence", let date = r.documentDate, when.value == CalendarDay.four(date.year - 1), !period.isWorkReport {
            when.value = CalendarDay.four(date.year)
        }
        // a past time that was only carried does not date what is planned
        if kind != .actual, when.carried, when.rule == "period-of-paragraph" || when.rule == "period-of-article", bases.isPast(when.value, r.documentDate) { when.value = "" }
        if kind == .target, when.value.isEmpty, period.isWorkReport, let date = r.documentDate { when.value = CalendarDay.four(date.year) }
        if when.rule == "period-of-event", kind == .forecast || kind == .target { when.value = "" }
        // what a signing promises dates from the signing, wherever the text tells it
        if kind == .planned, when.value.isEmpty, when.rule == "period-none" || when.rule == "period-of-article" || when.rule == "period-of-paragraph", !period.articleEvent.isEmpty {
            when = PeriodRule.Answer(value: period.articleEvent, mention: nil, rule: "period-of-event", carried: true)
        }
        if kind == .actual, when.value.isEmpty, when.rule == "period-none", basis.articleIsPlanned, d.category == .count, !period.articleEvent.isEmpty, d.metric.holds("项目") || d.metric.holds("协议") || d.metric.holds("合同") {
            when = PeriodRule.Answer(value: period.articleEvent, mention: nil, rule: "period-of-event", carried: true)
        }
        d.basis = kind
        d.period = when.value
        if when.carried { d.doubts.insert(.carriedPeriod) }
        d.evidence.append(SlotEvidence(slot: "period", rule: when.rule))
        d.evidence.append(SlotEvidence(slot: "basis", rule: why))
        PlaceRule().complete(&d, discourse: discourse, subjects: subjects, in: r)
    }

    /// Whether words of the vocabulary stand in the phrase: 汇兑损失, 卖出; a name has none.
    private func isWord(_ range: Range<Int>?, _ r: Reading) -> Bool {
        guard let range else { return false }
        var j = r.tokenIndex(at: range.lowerBound)
        while j < r.tokens.count, r.tokens[j].start < range.upperBound {
            let t = r.tokens[j]
            if t.kind == .word, t.indicator >= 0 || !t.roles.isDisjoint(with: [.verb, .up, .down]) { return true }
            j += 1
        }
        return ["率", "额", "费", "损失", "利润", "收入"].contains { r.string(range).ends($0) }
    }

    private func lastIndicator(before d: Draft, after token: Int = -1, _ r: Reading) -> IndicatorTable.Indicator? {
        r.indicatorIndex(before: d.token, after: max(token, d.sentence.lowerBound - 1)).flatMap { r.indicator(r.tokens[$0]) }
    }

    /// The latest draft that fits; looked at in place, for a copy of each would cost more than the rules.
    @inline(__always)
    private func latest(of drafts: [Draft], from first: Int, _ fits: (_ category: Category?, _ dimension: Dimension) -> Bool) -> Int? {
        var k = drafts.count - 1
        while k >= first {
            if fits(drafts[k].category, drafts[k].quantity.dimension) { return k }
            k -= 1
        }
        return nil
    }

    /// A figure in a list takes the words of the one before it.
    private func inherit(_ d: inout Draft, from previous: Draft, _ r: Reading, index: Int) {
        d.category = previous.category
        d.metric = previous.metric
        d.item = previous.item
        d.subject = previous.subject
        d.subjectEntity = previous.subjectEntity
        d.basis = previous.basis
        d.period = previous.period
        d.place = previous.place
        d.direction = previous.direction
        d.relation = previous.relation
        d.phrase = previous.phrase
        d.rule = "list"
        if previous.metric == previous.quantity.unit { d.metric = d.quantity.unit; d.item = d.quantity.unit }
        d.doubts = previous.doubts
        d.evidence = previous.evidence
        d.coordinatedWith = index
        // 6.5万吨、1万吨: per year where the first is
        if previous.quantity.unit.ends("/a"), !d.quantity.unit.holds("/") { d.quantity.unit += "/a" }
        if d.direction == "down", d.category == .change, d.quantity.low > .zero {
            let (low, high) = (d.quantity.low, d.quantity.high)
            d.quantity.low = high.negated
            d.quantity.high = low.negated
        }
        // its own noun behind: 64辆换电车和128块电池
        if d.category == .count || d.category == .resource || d.category == .production, let head = phrases.head(of: d, in: r) {
            let text = r.string(head)
            if d.category == .count { d.metric = text }
            d.item = text
        }
    }
}
