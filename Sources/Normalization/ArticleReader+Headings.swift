import Facts
import Lexicons

/// What headings, items and turns of a text open: whom it is about from there on, and its time.
extension ArticleReader {
    /// The value of a block's first period where that period `holds`; no later one stands in for it.
    func firstPeriod(_ range: Range<Int>, _ r: Reading, _ holds: (PeriodMention) -> Bool) -> String? {
        guard let j = range.first(where: { r.tokens[$0].kind == .period }) else { return nil }
        let at = Int(r.tokens[j].index)
        return holds(r.periods[at]) ? r.periodValues[at] : nil
    }

    func heading(
        _ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading, _ discourse: SubjectRule.Discourse,
        _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context
    ) {
        let text = r.string(block.range)
        period.paragraph = ""
        discourse.section = nil
        // （一）, 1.: within the part that the heading above opened
        if !isWithin(block, r) {
            period.section = ""
            basis.section = nil
            basis.describesProject = false
        }
        if basis.announcesProject, Self.projects.anyIn(text) { basis.describesProject = true }
        if turnsToIndustry(block.range, discourse, r) { discourse.section = Entity(kind: .nation, start: 0, end: 0) }
        // 青岛海关　2024年6月12日: who tells, and when
        if let own = firstPeriod(range, r, { !$0.isReporting && !($0.isDay && $0.span.end >= block.range.upperBound - 1) }) { period.section = own }
        // 奋进千亿目标丨…竣工投产: a slogan over the news
        if Self.accountsNamed.anyIn(text) {
            basis.section = .actual
        } else if block.role == .title || block.role == .kicker ? Self.goals.anyEnds(text) : Self.goals.anyIn(text) {
            basis.section = .target
        } else if Self.plans.anyIn(text), bases.isFuture(period.section, r.documentDate) || r.documentDate.map({ period.section == CalendarDay.four($0.year) }) ?? false {
            basis.section = .target
        } else if Self.agreements.anyIn(text) {
            basis.section = .planned
        } else if Self.accounts.anyIn(text) {
            basis.section = .actual
        }
        var start = block.range.lowerBound
        // 14亿！某股份获两硅片企业订单: whose it is stands behind
        if let shout = extent(start, min(block.range.upperBound, start + 10)).first(where: { r.text[$0] == "！" || r.text[$0] == "!" }) { start = shout + 1 }
        if let name = headline(extent(range.lowerBound, range.upperBound), block, r), name.kind == .project, !Self.kinds.contains(r.written, extent(name.start, name.end)) {
            discourse.section = name
            note(name, discourse, r)
            discourse.project = name
            return
        }
        guard let e = subjects.pick(r, from: start, to: block.range.upperBound, discourse), e.kind != .whole, e.kind != .organisationAnaphor, e.kind != .projectAnaphor, !isAuthority(e, r),
            !contains(e, discourse.article, r)
        else { return }
        if e.kind == .organisation || e.kind == .project || e.kind == .place || e.kind == .world && isForeign(e, r) && e.start - start <= 1 {
            discourse.section = e
            note(e, discourse, r)
        }
        guard let about = discourse.article, about.kind == .organisation || about.kind == .nation, range.contains(where: { r.tokens[$0].kind == .quantity || !r.tokens[$0].roles.isDisjoint(with: [.verb, .up, .down]) }) else { return }
        openItem(e, discourse, &period, &basis)
    }

    /// A country or bloc by its name, not 全球 or 海外.
    private func isForeign(_ e: Entity, _ r: Reading) -> Bool {
        let words = r.view(extent(e.start, e.end))
        return !(words.begins("全") || words.begins("世界") || words.begins("海外") || words.begins("国外") || words.begins("境外") || words.begins("国际"))
    }

    /// The next item of a digest: its own day, its own bodies.
    func openItem(_ e: Entity, _ discourse: SubjectRule.Discourse, _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context) {
        turnTo(e, discourse)
        // 2021年…TOP5, over its firms: the year of all
        if !period.articleBy.equals("title") || period.article.utf8.count != 4 { period.article = "" }
        period.articleEvent = ""
        basis.articleIsPlanned = false
    }

    /// From here on the text tells of `e`, and of no project named before.
    func turnTo(_ e: Entity, _ discourse: SubjectRule.Discourse) {
        discourse.section = e
        discourse.project = nil
        if e.kind == .organisation { discourse.organisation = e }
    }

    /// 今年将扎实办好十件实事: from here on a work report tells what is to be done; with 过去一年 what was.
    func turn(_ range: Range<Int>, _ r: Reading, _ period: inout PeriodRule.Context, _ basis: inout BasisRule.Context) {
        guard period.goalYear > 1, let first = range.first else { return }
        let start = r.start(of: range)
        let goals = CalendarDay.four(period.goalYear)
        // 这五年，我们…: the review of a term reaches on
        if r.tokens[first].kind == .period, r.tokens[first].start - start <= 2, case .lastYears(5) = r.periods[Int(r.tokens[first].index)].form {
            period.section = r.periodValues[Int(r.tokens[first].index)]
            period.paragraph = ""
            basis.section = .actual
            return
        }
        var isAhead = false
        for j in range {
            let t = r.tokens[j]
            if t.kind == .quantity || t.endsSentence || t.start - start > 40 { break }
            if t.kind == .period, r.periodValues[Int(t.index)] == goals {
                isAhead = true
            } else if isAhead, t.kind == .word, t.indicator < 0, !t.roles.isDisjoint(with: [.planned, .target]) || Self.aims.contains(r.text, extent(t.start, t.end)) {
                basis.section = .target
                period.section = goals
                period.paragraph = ""
                period.event = ""
                return
            }
        }
        let head = extent(start, min(r.end(of: range), r.tokens[first].start + 40))
        let opening = r.view(head)
        let saysAims = Self.aimsNamed.anyIn(r.written, head) && !Self.guided.anyBegins(r.written, head) || (isAhead || opening.holds("将") || obliges(head, r)) && Self.aimsAtOnce.anyIn(r.written, head) || isAhead && Self.worksAhead.anyIn(r.written, head)
        if saysAims, !opening.holds("完成") {
            basis.section = .target
            // under 二、“十五五”时期主要目标: of the whole plan
            let isOfPlan = period.section.utf8.count == 9 && period.section.prefix(4) <= goals && goals <= period.section.suffix(4)
            if !isOfPlan { period.section = goals }
            period.paragraph = ""
            period.event = ""
        } else if basis.section == .target, Self.reviews.anyBegins(r.written, head) || opensWithYear(before: goals, range, start, r) {
            basis.section = .actual
            period.section = CalendarDay.four(period.goalYear - 1)
        }
    }

    /// 刚刚过去的2015年，…: under a title that tells of the goals of 2016.
    private func opensWithYear(before goals: String, _ range: Range<Int>, _ start: Int, _ r: Reading) -> Bool {
        guard let first = range.first(where: { r.tokens[$0].kind == .period }), case let t = r.tokens[first], t.start - start <= 8, Int(r.periodValues[Int(t.index)]).map({ CalendarDay.four($0 + 1) == goals }) ?? false else { return false }
        return r.view(extent(start, t.start)).ends("过去的")
    }

    /// 项目基本情况, 项目投资概算, 项目建设期, over the parts of a text: it tells of a project to come.
    func hasPartsOfProject(_ blocks: [ArticleText.Block], _ r: Reading) -> Bool {
        blocks.count { block in
            guard (4...18).contains(block.range.count), case let first = r.text[block.range.lowerBound] else { return false }
            return (Scalars.digit(first) != nil || Scalars.hanNumeral(first) != nil || Scalars.opensBracket(first)) && Self.projects.anyEnds(r.written, block.range)
        } >= 3
    }

    /// Whether 要 stands there as a verb: no 要求, 要点, 主要, 重要, 需要.
    private func obliges(_ range: Range<Int>, _ r: Reading) -> Bool {
        range.contains { i in
            guard r.text[i] == "要" else { return false }
            switch i + 1 < range.upperBound ? r.text[i + 1] : 0 {
            case "求", "点", "素", "件", "闻": return false
            default: break
            }
            switch i > range.lowerBound ? r.text[i - 1] : 0 {
            case "主", "重", "需", "必", "纪", "只", "摘": return false
            default: return true
            }
        }
    }

    /// 关于2011年工作, 做好2011年的工作: said of the year ahead.
    private static let worksAhead: AffixList = ["年工作", "年的工作", "今年工作", "今年的工作"]

    /// What headings of goals, plans, agreements and of what was done hold.
    private static let goals: AffixList = ["目标", "工作安排", "重点工作", "工作部署", "总体要求", "主要任务"]
    private static let plans: AffixList = ["经营计划", "年度计划", "工作计划", "生产计划"]
    private static let agreements: AffixList = ["协议主要内容", "协议的主要内容", "合同主要内容", "合同的主要内容", "协议主要条款", "合同主要条款"]
    private static let accounts: AffixList = ["回顾", "成就", "发展现状", "现状分析", "规划基础", "发展基础", "主要成效", "取得的成效"]
    /// 主要目标完成情况: of what was, whatever was aimed at.
    private static let accountsNamed: AffixList = ["完成情况", "执行情况", "落实情况", "进展情况"]
    /// What headings over the description of a project hold.
    private static let projects: AffixList = ["项目基本情况", "项目概况", "项目情况", "项目简介", "项目的基本情况", "项目内容", "项目主要内容", "项目的主要内容", "项目建设情况", "拟建项目", "项目方案", "建设内容", "建设方案", "建设规模", "投资构成", "资金来源", "投资估算", "投资项目", "投资概况", "项目投资", "投资标的基本情况", "投资概算", "项目建设期", "建设周期", "项目经济效益", "经济效益分析", "效益测算", "项目实施主体", "项目建设地点", "项目选址"]
    private static let aims: WordSet = ["要", "继续", "重点", "全力", "着力", "抓好", "做好"]
    private static let aimsNamed: AffixList = ["预期目标", "主要目标"]
    private static let guided: AffixList = ["按照", "根据", "围绕", "对照", "紧扣"]
    private static let aimsAtOnce: AffixList = ["总体要求", "工作安排", "重点工作", "重点抓好", "要重点", "要做好", "要抓好", "工作总体", "民生实事"]
    private static let reviews: AffixList = ["过去一年", "一年来", "过去的一年", "回顾过去", "——这一年", "这一年"]
}
