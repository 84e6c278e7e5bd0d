import Facts
import Lexicons

/// What a text says of works and projects: whether they run, are under way, are approved or only begin.
extension BasisRule {
    /// 董事会通过|斥资12.5亿元兴建…: decided, and still to be built.
    func isApproved(_ d: Draft, _ r: Reading) -> Bool {
        let words = extent(r.start(of: d.sentence), d.quantity.span.start)
        if r.view(extent(r.start(of: d.clause), d.quantity.span.start)).holds("宣布"), Self.spendings.anyIn(r.written, words) { return true }
        return Self.boards.anyIn(r.written, words) && Self.approvals.anyIn(r.written, words) && Self.spendings.anyIn(r.written, words)
    }

    private static let boards: AffixList = ["董事会", "董事會", "股东大会", "会议审议", "審議"]
    private static let approvals: AffixList = ["通过", "通過", "批准", "决议", "核准"]
    private static let spendings: AffixList = ["追加", "增资", "扩产", "斥资", "斥資", "投资", "投資", "建设", "興建", "兴建", "购买", "扩建", "擴建", "新建", "收购", "投建", "购置"]

    /// 建设, 新增, 可吸纳: what a project is to have or give.
    func builds(_ d: Draft, _ r: Reading) -> Bool {
        let words = extent(r.start(of: d.clause), d.quantity.span.start)
        return r.view(words).ends("建") || Self.building.anyIn(r.written, words)
    }

    static let building: AffixList = ["建设", "新建", "新增", "新上", "并配套", "用工", "床位", "规划", "购置", "配置", "安装", "吸纳", "容纳", "带动", "提供", "可", "拟建", "装备"]

    /// What a section on a project tells of it: its size, cost, time and how it is paid; not the capital of who builds it.
    func isOfProject(_ d: Draft) -> Bool {
        switch d.category {
        case .capacity, .resource, .technical, .investment, .funding: return !d.metric.holds("注册资本")
        case .other: return d.quantity.dimension == .duration
        case .share: return d.metric.holds("投资") || d.metric.holds("费") || d.metric.holds("贷款") || d.metric.holds("资本金") || d.metric.holds("自筹")
        default: return false
        }
    }

    /// 年产5万吨|高性能铝箔项目: the size belongs to a project's name.
    func namesProject(_ d: Draft, _ r: Reading) -> Bool {
        let words = r.words(behind: d.quantity.span.end, reach: 24, upTo: "，。；：\n、")
        return ["项目", "生产线", "基地", "工程"].contains { words.holds($0) }
    }

    /// 目前拥有八大生产基地，年产能4000万台: what is there now, whatever the article plans.
    func possessesNow(_ d: Draft, _ r: Reading) -> Bool {
        var isNow = false
        for j in extent(d.sentence.lowerBound, d.token) {
            let t = r.tokens[j]
            if t.kind == .period, case .now = r.periods[Int(t.index)].form { isNow = true }
            if isNow, t.traits.contains(.possesses) { return true }
        }
        return false
    }

    /// Times that a project takes.
    static let terms = ["建设期", "建设周期", "建设工期", "运行期", "运营期", "计算期", "合作期限", "合同期限", "保证期间", "授信期限"]

    func hasProjectCue(_ d: Draft, _ r: Reading) -> Bool {
        guard !d.said.isDisjoint(with: [.projectAnaphor, .projectSuffix, .planned]) else { return false }
        var j = d.token - 1
        while j >= d.sentence.lowerBound {
            let roles = r.tokens[j].roles
            if roles.contains(.projectAnaphor) || roles.contains(.projectSuffix) || roles.contains(.planned) && !roles.contains(.forecast) { return true }
            j -= 1
        }
        return false
    }

    /// 10万吨产能预计年底投产: the cue stands behind the figure.
    func runsLater(_ d: Draft, _ r: Reading) -> Bool {
        r.startOfOperation(behind: d).map { Self.liesAhead($0, from: d.token + 1, r) } ?? false
    }

    /// 规模为3000吨/年，|预计2026年二季度建成.
    func isForeseenBehind(_ d: Draft, _ r: Reading) -> Bool {
        let behind = d.clauseBehind(r)
        return PeriodRule.isForeseen(behind, r) && behind.contains { r.tokens[$0].kind == .word && (r.tokens[$0].roles.contains(.event) || r.tokens[$0].traits.contains(.completes)) }
    }

    /// Whether a later clause of the same member says that it is to run: 预计明年第二季启用, 明年三季度投产.
    func runsInLaterClause(_ d: Draft, _ r: Reading) -> Bool {
        var j = d.token + 1
        var first: Int?
        var clauses = 0
        while j < d.sentence.upperBound, j - d.token < 48 {
            let t = r.tokens[j]
            if t.mark == .semicolon { return false }
            if t.mark == .comma { first = j + 1; clauses += 1; if clauses > 4 { return false } }
            if let first, t.kind == .word, t.traits.contains(.completes) || t.roles.contains(.event) && !t.traits.isDisjoint(with: [.saysRunning, .runsProject]), Self.liesAhead(j, from: first, r) || PeriodRule.isForeseen(extent(first, j), r) {
                // 印尼的新产线计划明年投产: another thing's, where it opens the clause
                return r.tokens[first].start == r.tokens[first - 1].end && (r.tokens[first].kind == .period || PeriodRule.isForeseen(extent(first, j), r) || r.text[r.tokens[first].start] == "将" || r.text[r.tokens[first].start] == "料" || r.tokens[first].roles.contains(.projectAnaphor))
            }
            j += 1
        }
        return false
    }

    /// 等项目加快推进, 项目正在建设: of what is not done yet, in the clause behind the figure.
    func isUnderWay(behind d: Draft, _ r: Reading) -> Bool {
        let words = r.words(behind: d.quantity.span.end, reach: 40, upTo: "，。；：\n")
        return Self.goingOn.anyEnds(words) && words.holds("项目")
    }

    private static let goingOn: AffixList = ["加快推进", "加快建设", "加速推进", "有序推进", "稳步推进", "扎实推进", "顺利推进", "抓紧推进", "正在推进", "正在建设", "抓紧建设", "正在加紧建设", "前期工作"]

    /// 技改完成后，…: what is to be when the announced work is done.
    func opensWithCompletion(_ d: Draft, _ r: Reading) -> Bool {
        let start = r.start(of: d.sentence)
        return Self.completions.anyIn(r.written, extent(start, min(d.quantity.span.start, start + 12)))
    }

    private static let completions: AffixList = ["完成后，", "改造后，"]

    /// Whether the figure sizes a contract just told of: words of the thing up to 合同 or 长单, behind 签订 or 签署.
    func isContracted(_ d: Draft, _ r: Reading) -> Bool {
        guard Self.contractings.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)) else { return false }
        let thing = r.words(behind: d.quantity.span.end, reach: 30, upTo: "，。；：\n（")
        return Self.contracts.anyIn(thing)
    }

    private static let contractings: AffixList = ["签订", "签署", "签下", "簽訂", "簽署"]
    private static let contracts: AffixList = ["销售合同", "销售协议", "采购合同", "采购协议", "供货合同", "供货协议", "供应合同", "供应协议", "长单", "订单", "長單", "訂單"]

    /// 预计2024年底投产: it does not run yet.
    static func liesAhead(_ j: Int, from first: Int, _ r: Reading) -> Bool {
        // 当年即可投产
        let start = r.tokens[j].start
        if start > 0, r.text[start - 1] == "可" || r.text[start - 1] == "能" { return true }
        // 年内竣工, 年底投产, with no year named
        if start > 2, r.text[start - 2] == "年", r.text[start - 1] == "内" || r.text[start - 1] == "底", Scalars.digit(r.text[start - 3]) == nil, r.text[start - 3] != "去", r.text[start - 3] != "上" { return true }
        var k = j - 1
        while k >= first, !r.tokens[k].endsClause {
            // 从签约到投产仅用13天: what went before is no intention
            if r.tokens[k].kind == .word, !r.tokens[k].roles.isDisjoint(with: [.planned, .forecast, .target]), !r.tokens[k].roles.contains(.event) { return true }
            if r.tokens[k].kind == .period, BasisRule().isFuture(r.periodValues[Int(r.tokens[k].index)], r.documentDate) { return true }
            k -= 1
        }
        return false
    }

    /// 预计四季度投产, between the cue and the figure.
    func startsRunning(from cue: Int, _ d: Draft, _ r: Reading) -> Bool {
        extent(cue + 1, d.token).contains { r.tokens[$0].kind == .word && r.tokens[$0].traits.contains(.completes) }
    }

    /// What a project that only begins states of itself.
    func promises(_ d: Draft, _ phrase: Phrase) -> Bool {
        switch d.category {
        case .investment: return phrase.indicator?.name.begins("注册") != true && phrase.indicator?.name.begins("实缴") != true
        case .capacity: return true
        case .resource where d.metric.begins("年"), .other where d.metric.begins("年交易"): return true
        case .resource: return phrase.indicator?.name.holds("地") == true || phrase.indicator?.name.holds("面积") == true
        case .revenue: return phrase.indicator?.name.begins("年") == true
        // 年出栏20万头, 年均发电1.3亿千瓦时, 日压榨菜籽1000吨
        case .production: return d.metric.begins("年") || d.metric.begins("日") || d.metric.begins("每")
        default: return false
        }
    }

    /// 已开工|31个, 已竣工|12个: so many have begun or are done.
    func isBegun(before start: Int, _ r: Reading) -> Bool {
        guard start >= 3, r.text[start - 3] == "已" else { return false }
        switch (r.text[start - 2], r.text[start - 1]) {
        case ("开", "工"), ("動", "工"), ("动", "工"), ("開", "工"), ("竣", "工"), ("完", "工"), ("投", "产"), ("投", "運"), ("投", "运"), ("落", "地"), ("签", "约"), ("建", "成"): return true
        default: return false
        }
    }
}
