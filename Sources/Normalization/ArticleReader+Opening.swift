import Facts
import Lexicons

/// What an article is about, before its first sentence is read: from its title, its headings and its opening.
extension ArticleReader {
    /// What a region's report on itself calls itself, or says at once.
    private static let reports: AffixList = ["政府工作报告", "计划执行情况", "统计公报", "国民经济和社会发展", "五年规划", "主要预期目标", "各位代表", "作工作报告", "本届政府", "工作总体要求", "政府工作回顾", "普查公报", "经济运行情况", "经济运行简况"]
    /// Of those, what a government gives an account of its year with.
    private static let workReports: AffixList = ["政府工作报告", "计划执行情况", "作工作报告", "大会报告工作", "本届政府任期", "主要预期目标是", "主要预期目标为", "政府工作的总体要求", "政府工作总体要求"]

    /// What the whole article is about: names of its title, else of its opening; the year in a report's title.
    func open(
        _ article: Article, _ blocks: [ArticleText.Block], _ r: Reading, _ discourse: SubjectRule.Discourse,
        _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context
    ) {
        var inTitle: [Entity] = []
        var inBody: [Entity] = []
        let bodyStart = blocks.first { $0.role == .body || $0.role == .lead }?.range.lowerBound ?? 0
        let bodyEnd = min(bodyStart + 400, r.text.count)
        var titles = blocks.filter { $0.role == .title || $0.role == .kicker }.map(\.range)
        // 某某股份有限公司, over 2023年半年度报告
        if let last = titles.last, let below = blocks.first(where: { $0.range.lowerBound >= last.upperBound }), below.role != .row, below.range.count <= 30, Self.reportNames.anyEnds(r.string(below.range)) { titles.append(below.range) }
        for e in r.entities where !e.isGroup && !isTradePartner(e, r) && (e.kind != .place || e.isPrincipal) {
            if titles.contains(where: { $0.contains(e.start) }) { inTitle.append(e) } else if e.start < bodyEnd, e.start >= bodyStart { inBody.append(e) }
            if e.start > bodyEnd { break }
        }
        func firstPlace(_ list: [Entity]) -> Entity? { list.first { $0.code != nil } }
        // an authority stands for its place, and is not what a text is about
        let named = inTitle.map { standing(for: $0, r) }
        func isOwner(_ e: Entity) -> Bool { e.kind == .organisation && e.isPrincipal && !isAuthority(e, r) && !isGiver(e) }
        // 关于投资建设某某项目的公告: the issuer's, not the project's
        func isAnnounced(_ e: Entity) -> Bool { titles.contains { $0.contains(e.start) && r.text[$0.lowerBound] == "关" } }
        // 光伏向海外蔓延: where something goes
        // 曾获华为投资，某某项目开工: who gave
        func isGiver(_ e: Entity) -> Bool {
            guard e.start > 0 else { return false }
            switch r.text[e.start - 1] {
            case "获", "被", "受", "与", "同", "跟": return true
            default: return false
            }
        }
        func isAbroad(_ e: Entity) -> Bool { e.start > 0 && SubjectRule.isPartnerMark(r.text[e.start - 1]) || r.text[e.end - 1] == "外" }
        // 姚家港化工园三季度项目建设情况通报
        func isOwnZone(_ e: Entity) -> Bool { e.kind == .organisation && (r.text[e.end - 1] == "园" || r.text[e.end - 1] == "区") && e.end - e.start >= 4 && titles.contains { $0.lowerBound == e.start } }
        let titled = named.first(where: isOwner) ?? named.first(where: isOwnZone).map { var own = $0; own.isPrincipal = true; return own } ?? named.first { $0.kind == .project && $0.end - $0.start >= 7 && !isAnnounced($0) }
            ?? inTitle.first { $0.kind == .place } ?? named.first { $0.kind == .place } ?? named.first { ($0.kind == .nation || $0.kind == .world) && !isAbroad($0) && !isOfStandards($0, r) }
        let headed = headings(blocks, r).map { standing(for: $0, r) }.first { $0.kind == .place || isOwner($0) }
        // 5月16日，南通市举行集中签约…。某某公司投资…: the first investor is not who tells
        let isHostedByPlace = inBody.first { opensClause($0, r) }?.kind == .place && beginsProjects(blocks, r)
        discourse.tell(of: titled, by: "title")
        discourse.tellElse(of: headed, by: "heading")
        discourse.tellElse(of: isHostedByPlace ? nil : issuer(inBody, bodyStart, r), by: "issuer")
        discourse.tellElse(of: inBody.first { $0.start < bodyStart + 120 && announces($0, discourse, r) }, by: "announcement")
        discourse.tellElse(of: inBody.first { isLearnedFrom($0, r) }, by: "source")
        discourse.tellElse(of: listed(r, opening: bodyStart), by: "listed")
        discourse.tellElse(of: projectTold(r, opening: bodyStart), by: "project")
        discourse.tellElse(of: reporting(r, opening: bodyStart), by: "results")
        discourse.tellElse(of: mostNamed(r, opening: bodyStart + 120), by: "most-named")
        // 国内…产能过剩。卓创资讯预计…: what a text is about is not who reckons
        if titled == nil, headed == nil, let a = discourse.article, a.kind == .organisation, subjects.reckons(a, r), let about = inBody.first(where: { $0.kind == .nation || $0.kind == .world || $0.kind == .place }) { discourse.tell(of: about, by: "matter") }
        // 我市…, 全市…: a city's text that names firms and never itself
        if titled == nil || titled?.kind == .organisation, headed == nil, discourse.article?.kind == .organisation {
            let named = r.entities.prefix(400)
            let wholes = named.filter { $0.kind == .whole }
            if wholes.count >= 4, wholes.count * 2 > named.filter({ $0.kind == .organisation }).count { discourse.tell(of: wholes.first, by: "whole") }
        }
        // 一季度全区签约…, 设立了深圳联络处: a place named late and once is not the text's own
        if titled == nil, headed == nil, let a = discourse.article, a.kind == .place, a.start >= bodyStart + 120, let whole = r.entities.first(where: { $0.kind == .whole }), whole.start < bodyStart + 120, r.entities.prefix(400).count(where: { $0.kind == .place && $0.code == a.code }) == 1 { discourse.tell(of: whole, by: "whole") }
        // 全省…, 高于全国: a region's text that leaves its name out
        if discourse.article?.kind == .nation || discourse.article?.kind == .world, titled == nil, headed == nil {
            let named = r.entities.prefix(400)
            let wholes = named.filter { $0.kind == .whole }
            if wholes.count >= 2, wholes.count > named.filter({ $0.kind == .nation }).count, !named.contains(where: { $0.kind == .place }) { discourse.tell(of: wholes.first, by: "whole") }
        }
        if let own = profiled(inTitle, inBody, titles, r) { discourse.tell(of: own, by: "profile"); discourse.issuer = r.string(extent(own.start, own.end)) }
        // 靖安县地处赣西北，…: a place's own profile
        if titled == nil || titled?.kind == .nation, let own = inBody.first, own.kind == .place, own.start - bodyStart <= 2, own.end + 1 < r.text.count, Self.lies.contains(r.text, extent(own.end, own.end + 2)) { discourse.tell(of: own, by: "profile") }
        // 走进邢台市南和区，…: where a reporter went
        if titled == nil, discourse.article == nil || discourse.article?.kind == .nation || discourse.article?.kind == .world, let own = inBody.first, own.kind == .place, own.start - bodyStart <= 6, own.start >= 2, Self.visits.anyBegins(r.text, extent(own.start - 2, own.start)) { discourse.tell(of: own, by: "visit") }
        // 据郑州海关统计，前2个月我省进出口总值…: of all the province that its customs tell of
        if let a = discourse.article, a.kind == .place, let code = a.code, let province = r.divisions.lineage(code: code).first(where: { $0.level == .province }), province.code != code, customs(inBody + inTitle, a, r), let whole = r.entities.prefix(400).first(where: { $0.kind == .whole }), r.text[whole.end - 1] == "省" {
            var own = a
            own.code = province.code
            discourse.tell(of: own, by: "customs")
        }
        let town = titled == nil ? township(r) ?? village(r) : nil
        if let town { discourse.tell(of: town, by: "town") }
        // 本集团实现营业收入…, of a firm that its text never names
        if titled == nil, headed == nil, town == nil, discourse.article == nil || discourse.article?.kind == .nation || discourse.article?.kind == .world, let own = firmItself(r) { discourse.tell(of: own, by: "own-firm") }
        // a text that names no place of its own: 全市, 我县
        discourse.tellElse(of: inBody.first { $0.kind == .whole } ?? r.entities.first { $0.kind == .whole }, by: "whole")
        if titled == nil, headed == nil, town == nil, let own = firmMeant(by: discourse.article, r) ?? homeDivision(besides: discourse.article, r) { discourse.tell(of: own, by: "home") }
        let industry = titled == nil && headed == nil && town == nil ? industryToldOf(discourse.article, r) : nil
        if let industry { discourse.tell(of: industry, by: "industry") }
        if r.isTraditional, !isOfMainland(r) { discourse.island = island(r) }
        func isNational(_ e: Entity?) -> Bool { e == nil || e?.kind == .nation || e?.kind == .world }
        if let island = discourse.island, isNational(discourse.article) { discourse.tell(of: island, by: "island") }
        if industry == nil, isNational(discourse.article) || discourse.article?.kind == .place || discourse.article?.kind == .whole, let own = ownDivision(discourse.article, r) { discourse.tell(of: own, by: "own-division") }
        discourse.articleCode = industry != nil ? nil : firstPlace(inTitle)?.code ?? headed?.code ?? discourse.article?.code ?? firstPlace(inBody)?.code
        if let o = inTitle.first(where: { $0.kind == .organisation }) ?? inBody.first(where: { $0.kind == .organisation && $0.isPrincipal }) {
            discourse.organisation = o
        }
        if industry == nil { discourse.place = firstPlace(inTitle) ?? firstPlace(inBody) }
        // 某某股份有限公司（以下简称“公司”）, wherever it stands
        if titled?.kind != .organisation, let own = declared(r) { discourse.tell(of: own, by: "declared"); discourse.organisation = own; discourse.issuer = r.string(extent(own.start, own.end)) }
        // an issuer: 某某股份有限公司 in the first lines, then 公司 throughout
        if !isHostedByPlace, let firm = issuer(inTitle + inBody, bodyStart, r) { discourse.issuer = r.string(firm.start..<firm.end) }
        // 关于某某股份有限公司…的回复: 公司 is the one asked
        if discourse.issuer.isEmpty, let own = titled, own.kind == .organisation, r.text[own.end - 1] == "司", isAnnounced(own) { discourse.issuer = r.string(extent(own.start, own.end)) }
        // 公司拟向…发行股份。其中，某某集团参与认购: what is called 公司 first is not the firm named behind
        if titled == nil, headed == nil, discourse.issuer.isEmpty, let a = discourse.article, a.kind == .organisation, case let own = r.entities.prefix(400).filter({ $0.kind == .organisationAnaphor && r.text[$0.end - 1] == "司" && $0.end - $0.start <= 3 && r.text[$0.start] != "该" }), own.count >= 3, let first = own.first, first.start < a.start {
            discourse.tell(of: first, by: "own-firm")
        }
        let head = extent(0, min(400, r.text.count))
        if discourse.article?.kind == .place || discourse.article?.kind == .nation {
            discourse.isReport = isReport(r)
        }
        if Self.workReports.anyIn(r.written, head) {
            // 2025年上半年…计划执行情况: of those months
            let part = titles.lazy.compactMap { range in extent(r.tokenIndex(at: range.lowerBound), r.tokenIndex(at: range.upperBound)).first { r.tokens[$0].kind == .period } }.first.map { r.periodValues[Int(r.tokens[$0].index)] } ?? ""
            if part.utf8.count == 15, part.dropFirst(4).hasPrefix("-01/") {
                (period.article, period.articleBy) = (part, "title")
                return
            }
            period.isWorkReport = true
            // a report held in the last weeks of a year is on that year
            if let date = r.documentDate { period.goalYear = date.month >= 11 ? date.year + 1 : date.year }
            if period.goalYear > 1 { (period.article, period.articleBy) = (CalendarDay.four(period.goalYear - 1), "work-report") }
            return
        }
        period.foretellsResults = titles.contains { let title = r.view($0); return title.holds("业绩") && (title.holds("预告") || title.holds("预增") || title.holds("预盈") || title.holds("预亏") || title.holds("快报")) }
        // the year of a report
        for range in titles {
            var j = r.tokenIndex(at: range.lowerBound)
            while j < r.tokens.count, r.tokens[j].start < range.upperBound {
                if r.tokens[j].kind == .period {
                    let m = r.periods[Int(r.tokens[j].index)]
                    let value = r.periodValues[Int(r.tokens[j].index)]
                    if !m.isDay, !m.isReporting, !m.isBaseline, !m.isDeadline || basis.isPlan || r.string(range).holds("规划"), !isUnderWay(value, r), !isYearBegun(value, title: r.string(range), r) { (period.article, period.articleBy) = (value, "title") }
                    break
                }
                j += 1
            }
            let title = r.view(range)
            if title.holds("规划") || title.holds("计划") || title.holds("方案") || title.holds("意见") { basis.isPlan = true }
        }
        // 全年純利升兩成, over 截至2024年3月31日止年度
        if period.article.isEmpty || titles.contains(where: { r.view($0).holds("全年") || r.view($0).holds("年度") }), case let opening = openingPeriod(blocks, r), period.article.isEmpty || PeriodRule.isTerm(opening) { (period.article, period.articleBy) = (opening, "opening") }
        if period.article.isEmpty, titles.contains(where: { Self.surveys.anyIn(r.written, $0) }) { (period.article, period.articleBy) = (surveyedPeriod(blocks, r), "survey") }
        if period.article.isEmpty, let day = collectingDay(r) { (period.article, period.articleBy) = (day, "survey") }
        if period.article.isEmpty, let day = censusDay(titles, r) { (period.article, period.articleBy) = (day, "census") }
        if period.article.isEmpty, let months = recurringMonths(blocks, r) { (period.article, period.articleBy) = (months, "months") }
        if basis.isPlan, period.article.isEmpty { (period.article, period.articleBy) = (deadline(blocks, r), "deadline") }
        if let year = aimedAt(r), period.article.isEmpty || period.article == year {
            (period.article, period.articleBy) = (year, "aims")
            basis.section = .target
        }
        basis.announcesProject = titles.contains { let title = r.view($0); return title.holds("关于") && (title.holds("投资") || title.holds("建设") || title.holds("扩建") || title.holds("拟")) && !title.holds("投产") && !title.holds("竣工") && !title.holds("进展") }
        // 深天马拟投建…试验线: in a headline
        if titles.contains(where: { Self.intendedInHeadline.anyIn(r.written, $0) }) { basis.announcesProject = true }
        // 某某:投资2.5亿元在衡阳建设…, over 公司拟…
        if !basis.announcesProject, discourse.article?.kind == .organisation, titles.contains(where: { let title = r.view($0); return title.holds("投资") && (title.holds("建设") || title.holds("新建") || title.holds("扩建")) && !title.holds("投产") && !title.holds("竣工") && !title.holds("开工") }), r.view(extent(bodyStart, bodyEnd)).holds("拟") { basis.announcesProject = true }
        if !basis.announcesProject { basis.announcesProject = tellsOfResolution(r) || hasPartsOfProject(blocks, r) }
        basis.articleIsPlanned = beginsProjects(blocks, r) || discourse.article?.kind == .project && isBeingBuilt(r)
        basis.raisesFunds = Self.issues.anyIn(r.written, head) && Self.intentions.anyIn(r.written, head)
        basis.articleRuns = !basis.articleIsPlanned && runsProjects(blocks, r)
        // 三季度集中签约: the name of a round, not the time of its projects
        if basis.articleIsPlanned, period.article.utf8.count != 4 { period.article = "" }
    }

    /// 审议通过《关于…投资建设…的议案》; 发布关于投资建设某某项目的公告, told by others.
    private func tellsOfResolution(_ r: Reading) -> Bool {
        let start = extent(0, min(r.text.count, 300))
        guard Self.resolutions.anyIn(r.written, start) else { return false }
        let opening = r.string(start)
        if let matter = opening.behind("《关于")?.before("》"), matter.ends("议案"), Self.undertakings.anyIn(matter) { return true }
        guard let told = opening.behind("关于投资建设") ?? opening.behind("关于投资新建") ?? opening.behind("关于投资扩建"), let rest = told.before("。") else { return false }
        return rest.holds("公告") || rest.holds("议案")
    }

    private static let resolutions: AffixList = ["关于投资", "《关于"]
    private static let undertakings: AffixList = ["投资建设", "投资新建", "拟投资", "扩建", "新建", "建设年产", "年产"]

    /// 行业 of a text that speaks of it throughout, and of no place or firm above others.
    private func industryToldOf(_ article: Entity?, _ r: Reading) -> Entity? {
        guard article?.kind != .project else { return nil }
        let named = r.entities.prefix(400)
        let industry = named.filter { $0.kind == .nation && $0.isGroup }
        let nations = named.count { $0.kind == .nation && !$0.isGroup }
        guard let first = industry.first, industry.count >= 2, industry.count >= nations else { return nil }
        // 公司, 发行人: a firm's own text
        if article?.kind == .organisation, named.count(where: { $0.kind == .organisationAnaphor }) > industry.count { return nil }
        if let article, article.kind == .place || article.kind == .organisation {
            let name = r.string(extent(article.start, article.end))
            let own = named.count { $0.kind == article.kind && (article.kind == .place ? $0.code == article.code : r.string(extent($0.start, $0.end)) == name) }
            // a firm or a place that most of the text is about
            guard own <= 3, own * 4 <= named.count else { return nil }
        }
        if named.contains(where: { $0.kind == .whole || $0.kind == .organisationAnaphor }), article?.kind == .place { return nil }
        return first
    }

    /// 本集团, 本公司, 公司 where the text speaks of them twice and of no nation as often.
    private func firmItself(_ r: Reading) -> Entity? {
        let named = r.entities.prefix(400)
        let own = named.filter { $0.kind == .organisationAnaphor && (r.text[$0.start] == "本" || (r.text[$0.start] == "公" || r.text[$0.start] == "集") && $0.end - $0.start == 2) }
        guard own.count >= 2, own.count > named.count(where: { $0.kind == .nation && !subjects.isMeasure($0, r) && !isOfStandards($0, r) }), !named.contains(where: { $0.kind == .whole || $0.kind == .organisation && subjects.isFirm($0, r) }) else { return nil }
        return own.first
    }

    /// Whether the place that a text is told of is named in 某某海关, and nowhere else in its opening.
    private func customs(_ named: [Entity], _ place: Entity, _ r: Reading) -> Bool {
        var isCustoms = false
        for e in named where e.code == place.code {
            guard e.kind == .organisation, r.view(extent(e.start, e.end)).holds("海关") else { return false }
            isCustoms = true
        }
        return isCustoms
    }

    /// 国内|游客, 国内|旅游收入: from within the country.
    private func isInland(_ e: Entity, _ r: Reading) -> Bool {
        r.text[e.end - 1] == "内" && SubjectRule.notOfCountry.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 2)))
    }

    /// 中国|会计准则: no country told of.
    private func isOfStandards(_ e: Entity, _ r: Reading) -> Bool { Self.standards.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 6))) }

    private static let standards: AffixList = ["会计准则", "企业会计准则", "會計準則", "证监会", "证券监督", "银保监", "公认会计"]

    /// 记者从|松湖先进材料研究所|获悉: the body whose news it is, where it is no authority.
    private func isLearnedFrom(_ e: Entity, _ r: Reading) -> Bool {
        guard e.kind == .organisation, e.isPrincipal, e.end - e.start >= 4, e.start > 0, r.text[e.start - 1] == "从", !isAuthority(e, r), !r.string(extent(e.start, e.end)).ends("协会") else { return false }
        let behind = r.string(extent(e.end, min(r.text.count, e.end + 14)))
        return behind.begins("获悉") || behind.begins("了解到") || behind.begins("（") && behind.holds("获悉")
    }

    /// 某某产业园简介 over 某某产业园位于…: a zone's or a firm's own profile.
    private func profiled(_ inTitle: [Entity], _ inBody: [Entity], _ titles: [Range<Int>], _ r: Reading) -> Entity? {
        guard let first = inBody.first(where: { $0.kind == .organisation }), opensClause(first, r), case let behind = r.string(extent(first.end, min(r.text.count, first.end + 2))), behind == "位于" || behind == "地处" || behind == "坐落" || behind == "是一" || behind == "始建" || behind == "成立" || behind == "规划" else { return nil }
        let name = r.string(extent(first.start, first.end))
        guard titles.contains(where: { r.string($0).holds(name) }) || titles.isEmpty && first.start <= 2 else { return nil }
        var own = first
        own.isPrincipal = true
        return own
    }

    private static let onTheSpot: AffixList = ["现场", "集中", "当场", "仪式"]
    private static let lies: WordSet = ["位于", "地处", "坐落", "隶属", "始建", "古称", "辖区", "总面", "面积"]
    static let visits: AffixList = ["走进", "来到", "走入", "踏入", "步入", "走访"]
    private static let reportNames: AffixList = ["年度报告", "季度报告", "报告摘要", "快报", "年报", "季报", "半年报", "公报", "报告摘录", "简报", "月报", "数据公告", "情况公告"]
    private static let issues: AffixList = ["可转债", "可转换公司债券", "向特定对象发行", "非公开发行", "定增", "定向增发", "首次公开发行", "招股书", "招股说明书", "募集资金总额", "拟募资", "配股"]
    private static let intendedInHeadline: AffixList = ["拟投建", "拟投资", "拟建", "拟设立", "拟斥资", "拟合资"]
    private static let intentions: AffixList = ["拟", "预案", "计划", "申请", "受理", "不超过"]

    /// 统计局, 某市政府: bodies that tell of a place.
    func isAuthority(_ e: Entity, _ r: Reading) -> Bool { e.kind == .organisation && !e.isKnownFirm && subjects.isAuthority(e, r) }

    /// The place that an authority stands for, where its name says it; else the entity itself.
    private func standing(for e: Entity, _ r: Reading) -> Entity {
        // 工业和信息化部, 国家能源局: of the country
        if subjects.isMinistry(e, r) { return Entity(kind: .nation, start: e.start, end: e.start) }
        // 人行成都分行: of more than its seat
        guard e.code != nil, r.text[e.end - 1] != "行", isAuthority(e, r) else { return e }
        var place = e
        place.kind = .place
        return place
    }

    /// The kind of text, for what its facts are worth.
    func genre(of discourse: SubjectRule.Discourse, _ r: Reading, signing: Bool) -> String {
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

    /// The body that a text calls 公司 from where it names it.
    private func declared(_ r: Reading) -> Entity? {
        r.entities.prefix(1000).first { e in
            guard e.kind == .organisation, e.end + 6 < r.text.count, Scalars.opensBracket(r.text[e.end]) else { return false }
            let behind = r.view(extent(e.end + 1, min(r.text.count, e.end + 14)))
            return behind.begins("以下简称") && (behind.holds("'公司") || behind.holds("“公司") || behind.holds("“本公司") || behind.holds("\"公司") || behind.holds("‘公司") || behind.holds("'本公司"))
        }
    }

    /// The firm that 公司 means throughout a text whose opening names a place, or nobody.
    private func firmMeant(by article: Entity?, _ r: Reading) -> Entity? {
        guard article?.kind != .organisation, article?.kind != .project else { return nil }
        var firms = 0, wholes = 0, first: Entity?
        for e in r.entities.prefix(1000) {
            switch e.kind {
            case .organisationAnaphor where r.text[e.end - 1] == "司": firms += 1
            case .whole: wholes += 1
            case .organisation where first == nil && !e.isGroup && subjects.isFirm(e, r): first = e
            default: break
            }
        }
        return firms >= 3 && firms > wholes * 2 ? first : nil
    }

    func isReport(_ r: Reading) -> Bool { Self.reports.anyIn(r.written, extent(0, min(400, r.text.count))) }

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
                // 现场集中|签约项目|31个
                if let name = r.indicator(t)?.name, name.begins("签约"), Self.onTheSpot.anyIn(r.written, extent(max(block.range.lowerBound, t.start - 6), t.start)) { return true }
                j += 1
            }
        }
        return false
    }

    /// Whether the title or the first sentence tells that something now runs: 竣工投产, 并网发电.
    private func runsProjects(_ blocks: [ArticleText.Block], _ r: Reading) -> Bool {
        for block in blocks where block.role != .byline && block.role != .furniture {
            var j = r.tokenIndex(at: block.range.lowerBound)
            let first = j
            while j < r.tokens.count, r.tokens[j].start < block.range.upperBound, block.role == .title || block.role == .kicker || !r.tokens[j].endsSentence {
                let t = r.tokens[j]
                if t.kind == .word, t.roles.contains(.event), t.traits.contains(.saysRunning), !BasisRule.liesAhead(j, from: first, r) { return true }
                j += 1
            }
            if block.role == .body || block.role == .lead { return false }
        }
        return false
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

    /// 全国|文明示范县, 全国百强县: a title of honour.
    private func isOfHonour(_ e: Entity, _ r: Reading) -> Bool {
        Self.titlesOfHonour.anyIn(r.written, extent(e.end, min(r.text.count, e.end + 16)))
    }

    /// 主体封顶, 正在施工, and nothing of a project that runs.
    private func isBeingBuilt(_ r: Reading) -> Bool {
        let head = extent(0, min(r.text.count, 800))
        return Self.building.anyIn(r.text, head) && !Self.running.anyIn(r.text, head)
    }

    private static let building: AffixList = ["封顶", "打桩", "桩基", "施工现场", "建设现场", "主体结构", "正在施工", "正在建设", "加紧建设", "抓紧施工"]
    private static let running: AffixList = ["投产", "竣工", "投入使用", "投入运营", "投用", "通车", "投运", "建成运营", "投入生产"]

    /// 山东某某(600022)…发布半年报: the firm with a stock code in the first clause, where the text gives no other firm's.
    private func listed(_ r: Reading, opening: Int) -> Entity? {
        func hasCode(_ e: Entity) -> Bool {
            guard e.kind == .organisation, e.isPrincipal, e.end + 5 < r.text.count, Scalars.opensBracket(r.text[e.end]) else { return false }
            return AliasFinder.isStockCode(r.text, from: e.end + 1)
        }
        let clause = extent(opening, min(r.text.count, opening + 40)).first { r.text[$0] == "，" || r.text[$0] == "," || r.text[$0] == "。" } ?? opening
        let codes = r.entities.prefix(400).filter(hasCode)
        guard let own = codes.first, own.start >= opening, own.start < clause, codes.allSatisfy({ NameKey(r.written, extent($0.start, $0.end)) == NameKey(r.written, extent(own.start, own.end)) }) else { return nil }
        return own
    }

    /// 某某太阳能第二季度净收入…，毛利率…，净利润…: the firm of the first sentence, over figures that only a firm has.
    private func reporting(_ r: Reading, opening: Int) -> Entity? {
        let end = extent(opening, min(r.text.count, opening + 120)).first { r.text[$0] == "。" || r.text[$0] == "\n" } ?? opening
        let firms = r.entities.prefix(400).filter { $0.kind == .organisation && $0.isPrincipal && !$0.isGroup && !isAuthority($0, r) && subjects.isFirm($0, r) }
        guard let own = firms.first, own.start >= opening, own.start < end, !subjects.reckons(own, r), r.tokens.prefix(600).count(where: { $0.indicator >= 0 && ShortName.accounts.contains(r.text, extent($0.start, $0.end)) }) >= 3 else { return nil }
        // the only firm of the text, or named as often as any other
        var counts: [NameKey: Int] = [:]
        for e in firms { counts[NameKey(r.written, extent(e.start, e.end)), default: 0] += 1 }
        let named = counts[NameKey(r.written, extent(own.start, own.end))] ?? 0
        return counts.values.allSatisfy { $0 <= named } && (named >= 2 || counts.count == 1) ? own : nil
    }

    /// 某园区某某项目已投产…。某某项目由…: the one project of a text that names it again or goes on with 该项目.
    private func projectTold(_ r: Reading, opening: Int) -> Entity? {
        let named = r.entities.prefix(400)
        let projects = named.filter { $0.kind == .project && $0.end - $0.start >= 7 && subjects.isProper($0, r) }
        guard let first = projects.first, first.start >= opening, first.start < opening + 60, !r.text[extent(opening, first.start)].contains(where: { $0 == "。" || $0 == "\n" }) else { return nil }
        // as many scalars as the shortest of its names has
        let tail = projects.map { $0.end - $0.start }.min() ?? 0
        let name = NameKey(r.written, extent(first.end - tail, first.end))
        guard projects.allSatisfy({ NameKey(r.written, extent($0.end - tail, $0.end)) == name }), tail >= 7 else { return nil }
        return projects.count + named.count(where: { $0.kind == .projectAnaphor && r.text[$0.start] == "该" }) >= 2 ? first : nil
    }

    private static let titlesOfHonour: AffixList = ["强企业", "500强", "五百强", "50强", "100强", "示范县", "示范区", "示范市", "试点县", "试点市", "试点区", "先进县", "先进市", "百强", "文明城市", "卫生城市", "十佳", "模范"]

    /// What a text without a telling title is about: the name its opening and the rest share, the country of
    /// an industry's news, or the place named most.
    private func mostNamed(_ r: Reading, opening: Int) -> Entity? {
        var counts: [NameKey: (count: Int, entity: Entity)] = [:]
        var nation: (count: Int, entity: Entity)?
        var total = 0
        let saysWhole = r.entities.prefix(400).count { $0.kind == .whole } >= 2
        for e in r.entities.prefix(4000) {
            switch e.kind {
            case .place, .organisation:
                guard e.isPrincipal, !e.isGroup, !isTradePartner(e, r), !(e.kind == .place && saysWhole && subjects.isVenue(e, r)) else { continue }
                let e = standing(for: e, r)
                if e.kind == .nation { nation = ((nation?.count ?? 0) + 1, nation?.entity ?? e); continue }
                if isAuthority(e, r) { continue }
                let key = e.kind == .place ? NameKey(code: e.code ?? 0) : NameKey(r.written, extent(e.start, e.end))
                counts[key, default: (0, e)].count += 1
                total += 1
            // 居全国第四, 超过全国平均: a measure, not the matter
            case .nation where e.isGroup || isInland(e, r) || subjects.isMeasure(e, r) || isOfHonour(e, r) || subjects.isWherePatented(e, r) || isOfStandards(e, r): break
            case .nation:
                nation = ((nation?.count ?? 0) + 1, nation?.entity ?? e)
            default: break
            }
        }
        // 广汽埃安 is 广汽埃安新能源汽车股份有限公司
        for (key, short) in counts where short.entity.kind == .organisation && short.entity.isKnownFirm {
            let name = r.string(extent(short.entity.start, short.entity.end))
            func goesOn(_ e: Entity) -> Bool { e.kind == .organisation && e.end - e.start > name.scalarCount && r.written[e.start] == r.written[short.entity.start] && r.string(extent(e.start, e.end)).begins(name) }
            guard let long = counts.first(where: { goesOn($0.value.entity) }) else { continue }
            counts[long.key]?.count += short.count
            counts[key] = nil
        }
        func isTold(_ named: (count: Int, entity: Entity)) -> Bool { named.entity.kind == .place || named.entity.isKnownFirm || named.entity.code != nil || named.count >= 2 || subjects.isFirm(named.entity, r) }
        // 报价…。海关数据…。METLEN投资…: a firm that a later item is about is not the text's
        let late = max(opening, r.text.count / 3)
        let ranked = counts.values.filter { ($0.entity.kind != .organisation || $0.entity.start < late) && isTold($0) }.sorted { ($1.count, $0.entity.start) < ($0.count, $1.entity.start) }
        if let best = ranked.first {
            // 滨海新区 once, late in a text that names 天津 as often
            if best.entity.kind == .place, best.entity.start >= opening, let part = best.entity.code, let whole = ranked.first(where: { $0.entity.kind == .place && $0.count >= best.count && $0.entity.code.map { $0 != part && r.divisions.lies(part, in: $0) } ?? false }) { return whole.entity }
            // 近日，光明区发布上半年经济“成绩单”: not the firm that a later paragraph dwells on
            if best.entity.kind == .organisation, best.entity.start >= opening, let place = ranked.first(where: { $0.entity.kind == .place && $0.entity.start < opening && $0.count >= 2 }) { return place.entity }
            let isNamedFirst = best.entity.start < opening
            // 上海螺纹钢报3540元，唐山方坯…，日照港…: one market of many
            if nation != nil, best.entity.kind == .place, best.count == 1, ranked.filter({ $0.entity.kind == .place }).count >= 3 { return nation?.entity }
            if nation == nil || isNamedFirst && best.count >= nation?.count ?? 0 || best.entity.kind == .place && best.count >= 4 && best.count * 2 > (nation?.count ?? 0) * 3 {
                // one firm among many is not what the text is about
                if best.entity.kind == .place || isNamedFirst || best.count >= 3 && best.count * 2 >= total { return best.entity }
                return ranked.first { $0.entity.kind == .place }?.entity ?? nation?.entity ?? best.entity
            }
        }
        return nation?.entity ?? ranked.first?.entity ?? r.entities.first { $0.kind == .world && r.text[$0.end - 1] != "外" && !subjects.isWherePatented($0, r) && !isOfHonour($0, r) }
    }
}
