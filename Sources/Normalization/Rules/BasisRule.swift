import Facts
import Lexicons

/// Whether a figure is done, planned, aimed at or predicted, from the wording and its scope.
struct BasisRule: Sendable {
    struct Context: Sendable {
        /// Set by a heading such as 2024年主要目标.
        var section: Basis?
        /// A project was signed or begun, and nothing said that it runs.
        var projectIsPlanned = false
        /// The whole text tells of a signing or a ground-breaking.
        var articleIsPlanned = false
        /// The opening tells that the project runs: 竣工投产.
        var articleRuns = false
        /// A firm announces that it will build: the sizes in its project's name are planned.
        var announcesProject = false
        /// Under a heading of such an announcement that tells of the project: 项目基本情况.
        var describesProject = false
        /// A firm is about to raise money, and tells what for: 拟发行不超过100亿元可转债.
        var raisesFunds = false
        /// The text is a plan or a report's part on the year to come.
        var isPlan = false
        /// Behind 到2025年，… at the head of its paragraph.
        var isUnderDeadline = false
    }

    /// 不低于, 不超过 in front of the figure.
    private func isBound(_ d: Draft, _ r: Reading) -> Bool {
        guard d.quantity.comparator == .ge || d.quantity.comparator == .le || d.quantity.comparator == .range, d.quantity.span.start + 3 < r.text.count, r.text[d.quantity.span.start] == "不" else { return false }
        let word = r.view(extent(d.quantity.span.start + 1, d.quantity.span.start + 3))
        return word.equals("低于") || word.equals("超过") || word.equals("少于") || word.equals("高于")
    }

    /// 完成年初预算|24.6亿元|的59.7%: what was meant to come in or be spent.
    func isBudget(_ d: Draft, _ r: Reading) -> Bool { MetricRule.budget(before: d, r) != nil }

    /// 服务市场主体任务|261条|: the tasks are what is counted.
    private func countsTasks(_ d: Draft, _ r: Reading) -> Bool {
        let end = d.quantity.span.start
        return d.category == .count && (d.quantity.unit == "条" || d.quantity.unit == "项" || d.quantity.unit == "件") && end > 1 && r.text[end - 1] == "务" && r.text[end - 2] == "任"
    }

    private func isTask(_ d: Draft, _ r: Reading) -> Bool {
        let start = max(r.start(of: d.clause), d.quantity.span.start - 24)
        guard d.quantity.span.start > start else { return false }
        switch r.text[d.quantity.span.start - 1] {
        case "务", "为", "数", "是", "标": return Self.tasks.anyEnds(r.string(extent(start, d.quantity.span.start))) && !r.view(extent(start, d.quantity.span.start)).holds("完成")
        default: return false
        }
    }

    /// 今年需完成投资22亿元.
    private func isRequired(_ d: Draft, _ r: Reading) -> Bool {
        guard d.category == .investment || d.category == .funding else { return false }
        let start = max(r.start(of: d.clause), d.quantity.span.start - 10)
        return extent(start, d.quantity.span.start).contains { r.text[$0] == "需" && $0 + 1 < r.text.count && (r.text[$0 + 1] == "完" || r.text[$0 + 1] == "投") }
    }

    func basis(of d: Draft, phrase: Phrase, period: PeriodMention?, periodValue: String, context: Context, genre: String, in r: Reading) -> (Basis, String) {
        // 股价7.79元，市值89.7亿元）报收7.79元/股: what a share is worth today
        if d.category == .price || d.category == .change || d.category == .other, Self.quotations.contains(where: { d.metric.holds($0) }), !foresees(before: d, r) { return (.actual, "basis-done") }
        // 签约面积4.9万平方米，同比增加45%: homes sold
        if d.rule.equals("homes-sold") || d.category == .change && r.view(extent(r.start(of: d.sentence), d.quantity.span.start)).holds("签约面积") { return (.actual, "basis-done") }
        if isRequired(d, r) { return (.planned, "basis-required") }
        let lead = r.view(extent(max(0, d.quantity.span.start - 3), d.quantity.span.start))
        // 逊于市场预期的11亿元
        if lead.equals("预期的") { return (.forecast, "basis-expected") }
        // 完成全年480亿美元|目标的64%
        if d.quantity.dimension != .percent, case let behind = r.view(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 7))), behind.holds("目标的"), behind.begins("目") || behind.begins("销售") || behind.begins("年") || behind.begins("任务") { return (.target, "basis-goal") }
        // 累计投入1.7亿元，进度51.3%: so far
        if d.metric.holds("累计投入") || d.metric.begins("已投") || d.category == .share && d.metric.ends("进度") { return (.actual, "basis-done") }
        // 完成市下达的|30亿元|的任务
        if lead.equals("下达的"), d.quantity.dimension != .percent { return (.target, "basis-goal") }
        if isBudget(d, r) { return (.target, "basis-budget") }
        // 其中|3个|项目投产, among those that were begun
        if d.category == .count, d.said.isDisjoint(with: [.planned, .forecast, .target]) || context.articleIsPlanned, Self.running.anyBegins(r.written, extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 6))) { return (.actual, "basis-done") }
        // 竣工项目中，西环高速公路总投资18.48亿元
        if Self.finished.anyBegins(r.written, extent(r.start(of: d.sentence), min(r.text.count, r.start(of: d.sentence) + 6))), !isFuture(periodValue, r.documentDate) { return (.actual, "basis-done") }
        // 协议利用外资5亿美元，|实际利用外资|1.3亿美元
        if let name = phrase.indicator?.name, name.begins("实际"), context.section != .target, d.said.isDisjoint(with: .target), !isFuture(periodValue, r.documentDate), extent(d.clause.lowerBound, d.token).allSatisfy({ r.tokens[$0].roles.isDisjoint(with: [.planned, .target, .forecast]) || r.tokens[$0].indicator >= 0 }) { return (.actual, "basis-done") }
        // 安保工程建设任务|128公里|，目前已完成132公里
        if d.category != .change, d.category != .share, !countsTasks(d, r), isTask(d, r) { return (.target, "basis-goal") }
        if d.quantity.dimension == .duration, RejectRules().isTaken(d.quantity.span, r) { return (.actual, "basis-done") }
        var found: Basis?
        var cue = ""
        var j = Int(r.tokens[d.token].earlierCue)
        let clauseStart = d.clause.lowerBound
        var sawActual = false
        // a time that is over, told in a later clause than the cue: the cue does not reach so far
        var past: Int?
        let possesses = extent(clauseStart, d.token).contains { r.tokens[$0].traits.contains(.possesses) }
        while j >= d.sentence.lowerBound {
            let t = r.tokens[j]
            // 着力打造…，拥有三个园区: what is there is there
            if possesses, j < clauseStart { break }
            // 相较目前4万吨的产能: as it stands
            if t.kind == .period, j >= clauseStart, case .now = r.periods[Int(t.index)].form, d.category != .investment, d.from == nil { break }
            if t.kind == .period, past == nil, isOver(r.periods[Int(t.index)], r.periodValues[Int(t.index)], r.documentDate) { past = j }
            if let past, t.kind == .word, extent(j, past).contains(where: { r.tokens[$0].endsClause || r.tokens[$0].mark == .dash }) { break }
            if t.kind == .word {
                let roles = t.roles
                if isNoCue(j, r) || reachesNot(t, j, d, r) || costs(t, d, r) { j = Int(t.earlierCue); continue }
                // 比计划目标3000亿元|超过1070亿元; 任务90公里，目前完成90公里: how it went
                if roles.contains(.target), d.rule.equals("over-goal") || j < clauseStart && Self.doneSince.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)) { j = Int(t.earlierCue); continue }
                // words that are nouns or indicators here do not move the basis
                // 争取…专项资金5.87亿元: money obtained
                if roles.contains(.target), r.text[t.start] == "争", d.category == .funding || obtainsFunds(j, r) { j = Int(t.earlierCue); continue }
                // 占年度目标任务的72.4%: how far it has come
                if roles.contains(.target), d.category == .share, j >= clauseStart, r.text[d.quantity.span.start - 1] == "的", Self.parts.anyIn(r.written, extent(r.start(of: d.clause), t.start)) { j = Int(t.earlierCue); continue }
                // 围绕打造…基地目标，…: what is kept in view governs no figure
                if roles.contains(.target), j < clauseStart, r.text[t.end - 1] == "标", j + 1 < r.tokens.count, r.tokens[j + 1].start == t.end, r.tokens[j + 1].mark == .comma, !isSet(t, r) { j = Int(t.earlierCue); continue }
                // 圆满完成了…目标任务，生产总值增长8.1%
                // 奋力推进三大任务，…取得了好成绩，财政收入增长12.5%
                if roles.contains(.target), j < clauseStart, isFulfilled(t, r) || saysDone(between: t.end, and: r.start(of: d.clause), r) { j = Int(t.earlierCue); continue }
                // 十年来，…体系基本形成，收入翻一番
                if roles.contains(.target), r.text[t.start] == "基", t.end - t.start == 4, r.text[t.start + 1] == "本", context.section != .target, !(period?.isDeadline ?? false), !isFuture(periodValue, r.documentDate) { j = Int(t.earlierCue); continue }
                // 高于|目标|2.1个百分点: how far it came of it
                if roles.contains(.target), d.category == .change, t.end == d.quantity.span.start, j > 0, Self.passes(r.text[t.start - 1]) { j = Int(t.earlierCue); continue }
                if roles.contains(.target), t.end == d.quantity.span.start, countsTasks(d, r) { j = Int(t.earlierCue); continue }
                if roles.contains(.target), t.indicator < 0, j >= clauseStart || t.end - t.start >= 2 {
                    found = .target; cue = r.string(extent(t.start, t.end)); break
                }
                // 竣工、|在建|项目40个: what is being built is there to be counted
                if d.category == .count || d.category == .change, roles.contains(.planned), r.text[t.start] == "在", case let behind = r.view(extent(t.end, d.quantity.span.start)), behind.begins("项目") || behind.begins("投资项目") { j = Int(t.earlierCue); continue }
                // 五年来，…筹建保障性住房9.56万套，建成养老机构357家: what was begun in years that are over was done
                if d.category == .count || d.category == .resource || d.category == .capacity, roles.contains(.planned), Self.begun.contains(r.text, extent(t.start, t.end)), periodValue.utf8.count == 9, isPast(periodValue, r.documentDate) { j = Int(t.earlierCue); continue }
                // 签约项目507个: the projects are counted, not planned
                if d.category == .count, t.traits.contains(.opensProject), Self.signed.contains(where: { r.string(phrase.range).holds($0) }) || Self.signers.anyIn(r.written, extent(t.end, min(r.text.count, t.end + 6))) { j = Int(t.earlierCue); continue }
                // 签约项目47个、协议资金192亿元，分别比去年同期增长17%、22%
                if d.category == .change, t.traits.contains(.opensProject), !phrase.change.isEmpty { j = Int(t.earlierCue); continue }
                // 3个项目已开工建设，开工率达50%
                if d.category == .share, t.traits.contains(.beginsProject) { j = Int(t.earlierCue); continue }
                if roles.contains(.planned), t.indicator < 0, !isNoun(r, j) {
                    found = roles.contains(.forecast) ? .forecast : .planned; cue = r.string(extent(t.start, t.end)); break
                }
                if roles.contains(.forecast), t.indicator < 0 { found = .forecast; cue = r.string(extent(t.start, t.end)); break }
                if roles.contains(.actual), !sawActual, j >= clauseStart, !(context.section == .target && namesActual(j, r)), r.text[t.start] == "已" || t.traits.contains(.actually) { sawActual = true }
                if sawActual { found = .actual; cue = "已"; break }
            }
            // 拟转让…；向…转让…: what is intended runs through the list
            if t.kind == .mark, t.mark == .semicolon, found == nil, j < clauseStart {
                if past == nil, opensWithForecast(d, r) || genre != "text-report" && foresees(d, r) { found = .forecast; cue = "预计"; break }
                // 确保完成拆迁10万平方米；盘活土地500亩: what opens the sentence governs the list
                if past == nil, let first = d.sentence.first, r.tokens[first].kind == .word, r.tokens[first].roles.contains(.target), r.tokens[first].indicator < 0, r.tokens[first].end - r.tokens[first].start == 2, r.tokens[first].start - r.start(of: d.sentence) <= 1 { found = .target; cue = r.string(extent(r.tokens[first].start, r.tokens[first].end)); break }
                if genre == "text-of-firm" || genre == "text-other", d.category == .investment || d.category == .share || d.category == .revenue, intendsInList(before: j, d, r) { found = .planned; cue = "拟" }
                break
            }
            j = Int(t.earlierCue)
        }
        // 完成投资43.4亿元 of projects just begun, 预计超10亿元的项目完成产值446亿元
        let isGoal = context.section == .target && !isPast(periodValue, r.documentDate)
        if found == .planned || found == .forecast || found == nil, !isGoal, !(found == .forecast && opensWithForecast(d, r)), let done = completion(phrase, r), !intends(before: done, d, r) { return (.actual, "basis-done") }
        // 签约项目86个，到位资金143亿元: what has come in
        if found == .planned, r.view(phrase.range).holds("到位"), Self.signings.contains(where: { cue.holds($0) }), !isFuture(periodValue, r.documentDate) { return (.actual, "basis-done") }
        if found == .planned, d.category == .count, isBegun(before: d.quantity.span.start, r) { return (.actual, "basis-done") }
        if found != .actual && found != .target, isAim(d, r) { return (.target, "basis-goal") }
        // 提前两年完成“十四五”规划地区生产总值1250亿元的目标
        if found == .planned, r.view(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 3))).equals("的目标") { return (.target, "basis-goal") }
        let future = isFuture(periodValue, r.documentDate)
        // 打造千亿级产业集群: a size aimed at
        if found == nil || found == .planned || found == .forecast, d.quantity.dimension == .money, context.section != .actual,
            extent(d.clause.lowerBound, d.token).contains(where: { r.tokens[$0].traits.contains(.makesInto) })
        {
            return (.target, "basis-goal")
        }
        // 2023年，甘肃省重点推进287个项目, said as the year begins
        if found == nil, context.section != .target, d.category == .count || d.category == .investment, periodValue.utf8.count == 4, let date = r.documentDate, periodValue == CalendarDay.four(date.year), date.month <= 4, d.said.isDisjoint(with: [.actual]), Self.takingUp.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)), !saysDone(d, r) { return (.planned, "basis-begun-year") }
        if found == nil, let period, period.isDeadline, future { return ((d.category == .capacity || d.category == .production || d.category == .count && CategoryRule.made.contains(d.quantity.unit)) && (d.subjectEntity?.kind == .organisation || d.subjectEntity?.kind == .project) ? .planned : .target, "basis-deadline") }
        // 规划提出，到2020年占比达40%以上: a goal, though its year is over
        if found == nil, let period, period.isDeadline, period.span.start < d.quantity.span.start, periodValue.utf8.count == 4, isProposed(d, r) { return (.target, "basis-deadline") }
        if let found {
            // 要上两条产线, told of a firm
            if found == .target, cue == "要", genre != "text-report", context.section == nil, d.subjectEntity?.kind == .organisation || d.subjectEntity?.kind == .project { return (.planned, "basis-cue-要-of-project") }
            // 瞄准年产1.2亿粒陶瓷滚动体, of a firm that builds
            if found == .target, cue == "瞄准" || cue == "剑指" || cue == "争取" && context.section == nil && genre != "text-report", d.category == .capacity || d.category == .count, d.subjectEntity?.kind == .organisation || d.subjectEntity?.kind == .project { return (.planned, "basis-cue-" + cue + "-of-project") }
            // 到2030年，…。氢能产业实现产值预计2000亿元
            if found == .forecast, context.isUnderDeadline, isOfPlace(d) { return (.target, "basis-deadline") }
            if found == .forecast, d.category == .capacity, runsLater(d, r) { return (.planned, "basis-behind") }
            // 海防工厂预计四季度投产，年产能30万台: what a works is to have when it runs
            if found == .forecast, d.category == .capacity || d.category == .investment, !isMarket(d), !isReckoned(d, r), startsRunning(from: j, d, r) { return (.planned, "basis-cue-" + cue + "-of-works") }
            if found == .forecast, isMarket(d) || d.category == .capacity && (d.subjectEntity?.kind == .world || d.subjectEntity?.kind == .nation) { return (.forecast, "basis-cue-" + cue) }
            // 预计全年产值突破12亿元, of a firm among projects
            if found == .forecast, period?.form == .wholeYear || period?.form == .relativeYear(0), d.category == .revenue || d.category == .production { return (.forecast, "basis-cue-" + cue + "-of-year") }
            // 预计实现地区生产总值391亿元, of the year under review
            if found == .forecast, genre == "text-report", isOfPlace(d), d.category != .investment, d.category != .capacity { return (.forecast, "basis-cue-" + cue + "-of-place") }
            // 今年一季度，全县白酒企业预计实现产值10.9亿元: of months that a place has behind it
            if found == .forecast, isOfPlace(d), let period, isStretch(period.form), !future, d.category != .investment, d.category != .capacity { return (.forecast, "basis-cue-" + cue + "-of-place") }
            if found == .forecast, context.projectIsPlanned || hasProjectCue(d, r), isMoneyOrOutput(d), !isEarnings(d, r) { return (.planned, "basis-cue-" + cue + "-of-project") }
            // 预计兴建四十二户, of a firm
            if found == .forecast, j >= clauseStart, d.category == .count, d.subjectEntity?.kind == .organisation || d.subjectEntity?.kind == .project, Self.erecting.anyIn(r.text, extent(r.start(of: d.clause), d.quantity.span.start)) { return (.planned, "basis-cue-" + cue + "-of-works") }
            // 预计斥资近2亿元设立新厂
            if found == .forecast, j >= clauseStart, cue.begins("预计") || cue.begins("預計"), d.category == .investment, d.subjectEntity?.kind != .nation, d.subjectEntity?.kind != .world, !d.metric.holds("固定资产投资"), !d.metric.holds("完成") { return (.planned, "basis-cue-" + cue + "-of-works") }
            if found == .planned, cue.begins("预计"), isEarnings(d, r) { return (.forecast, "basis-cue-" + cue + "-of-year") }
            // 预期将录得股东应占溢利…: nobody plans results
            if found == .planned, cue.begins("将"), d.said.contains(.forecast), isEarnings(d, r) { return (.forecast, "basis-cue-" + cue + "-of-year") }
            if found == .planned, isMarket(d) { return (.forecast, "basis-cue-" + cue + "-of-market") }
            // 如果按这一势头生产，今年产量将接近2万吨
            if found == .planned, cue.begins("将"), d.category == .production || d.category == .revenue || d.category == .change || d.category == .share, case let before = r.view(extent(r.start(of: d.sentence), d.quantity.span.start)), before.begins("如果") || before.begins("若") || before.begins("照此") || before.begins("按照这") || before.begins("按此") { return (.forecast, "basis-cue-" + cue + "-of-market") }
            // 机构预测，价格将回落至30万元: nobody plans a price
            if found == .planned, d.category == .price, cue.begins("将"), d.said.contains(.forecast) { return (.forecast, "basis-cue-" + cue + "-of-market") }
            // 总经理预期，出货量将季减5%至9%: who foresees
            if found == .planned, cue.equals("将"), d.said.contains(.forecast), d.category == .change || d.category == .production, d.subjectEntity?.kind != .project, !context.projectIsPlanned, foresees(d, r) { return (.forecast, "basis-cue-" + cue + "-of-market") }
            // 法人预估嘉泽全年营收将达70亿元: who reckons is not who plans
            if found == .planned, cue.begins("将") || cue.begins("还将"), d.category != .count, d.category != .funding, d.subjectEntity?.kind != .project, isReckoned(d, r) { return (.forecast, "basis-cue-" + cue + "-of-market") }
            // a region's report: 研发投入强度将达到3.5%
            if found == .planned, genre == "text-report", cue.begins("将") || cue.begins("达到"), future || context.section == .target, d.category != .investment, d.category != .capacity, d.subjectEntity?.kind != .project { return (.target, "basis-cue-" + cue + "-of-report") }
            // 到2025年，全县木耳规模将稳定在1.2亿袋: what a place is to reach by a year is its goal
            if found == .planned, cue.begins("将"), future, let period, period.isDeadline, isOfPlace(d), d.category != .investment, d.category != .capacity { return (.target, "basis-deadline") }
            // 今年全县计划引进省外项目60个以上
            if found == .planned, cue.begins("计划"), isOfPlace(d), d.category == .count || d.category == .change || d.category == .revenue, periodValue.utf8.count == 4, r.documentDate.map({ periodValue >= CalendarDay.four($0.year) }) ?? false, d.subjectEntity?.kind != .project, !hasProjectCue(d, r) || d.category == .count { return (.target, "basis-cue-计划-of-place") }
            // what a firm means to make and sell in its year
            if found == .planned, genre == "text-of-firm", d.category == .revenue || d.category == .production, cue == "计划" || cue == "力争", future, periodValue.utf8.count == 4, d.subjectEntity?.kind != .project { return (.target, "basis-cue-" + cue + "-of-year") }
            if d.category == .technical, found == .planned { return (.actual, "basis-property") }
            // 预计净利润与上年同期相比，将增长100%至130%: what results come to
            if found == .planned, cue.begins("将"), d.category == .change, Self.results.contains(where: { d.metric.holds($0) }), foresees(before: d, r) { return (.forecast, "basis-of-forecast") }
            // 计划投资 told of a year that is over has happened; a target of a past year stays one
            return (found, "basis-cue-" + cue)
        }
        // |现有|碳酸锂产能3万吨/年，在建产能2万吨/年，预计2023年底建成: what is there is there
        if d.category == .capacity, phrase.change.isEmpty, Self.existing.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)), !isFuture(periodValue, r.documentDate) { return (.actual, "basis-now") }
        // 形成年产10万盏LED路灯生产能力，…达产后营业收入6.3亿元
        if d.category == .capacity, phrase.change.isEmpty, d.said.isDisjoint(with: .actual), Self.runningThen.anyIn(r.written, extent(d.quantity.span.end, min(r.end(of: d.sentence), d.quantity.span.end + 80))), !saysDone(d, r) { return (.planned, "basis-behind") }
        // 向乙方支付合同总价的30%, 余款5%作为质保金; 1月交货300辆: the terms of a contract
        if d.category == .share, Self.payments.anyIn(r.written, extent(r.start(of: d.clause), min(r.text.count, d.quantity.span.end + 8))), !Self.paid.anyIn(r.written, extent(r.start(of: d.sentence), d.quantity.span.start)) { return (.planned, "basis-terms") }
        if d.category == .count || d.category == .production, Self.deliveries.anyIn(r.written, extent(max(r.start(of: d.clause), d.quantity.span.start - 6), d.quantity.span.start)), Self.contracts.anyIn(r.written, extent(max(0, d.quantity.span.start - 200), d.quantity.span.start)), !saysDone(d, r) { return (.planned, "basis-terms") }
        // 发行价格为不低于…均价的90%
        if d.category == .share, MetricRule.sharePrice(before: d, r) != nil, r.view(extent(r.start(of: d.sentence), d.quantity.span.start)).holds("不低于") { return (.planned, "basis-bound") }
        if d.category == .capacity || d.category == .investment, runsLater(d, r) || isForeseenBehind(d, r) { return (.planned, "basis-behind") }
        // 总投资5.6亿元，占地126亩，计划2026年6月投产: what a project is told to have before it runs
        if d.category == .investment || d.category == .resource || d.category == .capacity || d.category == .other && d.quantity.dimension == .duration, phrase.change.isEmpty, d.from == nil, !isPast(periodValue, r.documentDate) || period == nil, !saysDone(d, r), runsInLaterClause(d, r) { return (.planned, "basis-behind") }
        if d.category == .investment || d.category == .resource || d.category == .capacity, isApproved(d, r) { return (.planned, "basis-approved") }
        // 300MW地面光伏、…等项目加快推进
        if d.category == .capacity, isUnderWay(behind: d, r) { return (.planned, "basis-behind") }
        if d.category == .capacity, !isPast(periodValue, r.documentDate), Self.buildings.anyEnds(before(d, r)), !saysDone(d, r) { return (.planned, "basis-building") }
        // 回购资金总额不低于2500万元、不超过5000万元: bounds that a firm sets itself
        if genre == "text-of-firm" || genre == "text-other", d.category != .share, d.category != .technical, d.category != .change, context.section != .target, isBound(d, r) { return (.planned, "basis-bound") }
        // 现在是2.3%, among goals
        if let period, case .now = period.form, d.category == .share || d.category == .count, phrase.change.isEmpty { return (.actual, "basis-now") }
        if let section = context.section { 
            if section != .actual { return (section, "basis-section") }
        }
        if future, isMarket(d) { return (.forecast, "basis-future-of-market") }
        // 未来5年，长沙经济总量达1.7万亿元: what a place is to reach
        if future, isOfPlace(d), isInflow(d) || d.category == .revenue || d.category == .share || d.category == .production || d.category == .change || d.category == .count, !context.projectIsPlanned, !context.articleIsPlanned { return (.target, "basis-future-of-place") }
        if future { return (context.isPlan ? .target : .planned, "basis-future-period") }
        // 业绩预告显示，净利润约为5.64亿元至6.37亿元，同比增长55%到75%
        if d.category == .revenue || d.category == .change, d.metric.holds("净利") || Self.results.contains(where: { d.metric.holds($0) }), Self.notices.anyIn(r.written, extent(r.start(of: d.sentence), d.quantity.span.start)) { return (.forecast, "basis-of-forecast") }
        if let indicator = phrase.indicator, indicator.basis == .planned {
            // 投资总额|突破千亿元: so far
            if !context.projectIsPlanned, !context.articleIsPlanned, d.quantity.comparator == .gt, r.text[d.quantity.span.start] == "突" { return (.actual, "basis-done") }
            return context.projectIsPlanned || indicator.name.begins("计划") && phrase.share == nil || !saysDone(d, r) && !(context.articleRuns && indicator.category == .investment) ? (.planned, "basis-indicator") : (.actual, "basis-done")
        }
        if extent(d.clause.lowerBound, d.token).contains(where: { r.indicator(r.tokens[$0]).map { $0.basis == .planned && ($0.name.begins("拟") || $0.name.begins("计划")) } ?? false }) {
            return (.planned, "basis-indicator")
        }
        // 目前产能为50万吨
        if d.category == .capacity, let period, case .now = period.form, phrase.change.isEmpty, extent(d.clause.lowerBound, d.token).contains(where: { r.tokens[$0].kind == .period }) { return (.actual, "basis-now") }
        // 今年以来园区投入建设资金11亿元, 2007年建成区面积5平方公里, beside projects that begin
        let isTold = period.map { !$0.isDay && ($0.sinceThen || isOver($0, periodValue, r.documentDate)) } ?? false
        if context.projectIsPlanned || context.articleIsPlanned, phrase.change.isEmpty, !(isTold && context.articleIsPlanned && d.category != .investment || period?.sinceThen == true), !saysDone(d, r), !r.view(phrase.range).holds("到位"), !(d.category == .capacity && possessesNow(d, r)), !(d.category == .capacity && period.map { !$0.isDay && isOver($0, periodValue, r.documentDate) } ?? false), promises(d, phrase) {
            return (.planned, "basis-project")
        }
        // 开工的某某项目…，建设8栋厂房，可吸纳就业800余人
        if context.articleIsPlanned, !isTold, d.category == .count || d.category == .resource || d.category == .technical, phrase.change.isEmpty, !saysDone(d, r), builds(d, r) { return (.planned, "basis-project") }
        if context.announcesProject, d.category == .capacity, namesProject(d, r) { return (.planned, "basis-project") }
        if context.describesProject, isOfProject(d), phrase.change.isEmpty, !saysDone(d, r), !possessesNow(d, r), !before(d, r).holds("现有"), !isPast(periodValue, r.documentDate) { return (.planned, "basis-project") }
        if d.rule.equals("headline-money") { return (.planned, "basis-headline") }
        // 规划碳酸酯产能22万吨/年，具体为12万吨/年…
        if d.category == .capacity, phrase.change.isEmpty, !isPast(periodValue, r.documentDate), isLaidOut(d, r), !saysDone(d, r), !possessesNow(d, r) { return (.planned, "basis-laid-out") }
        // 主要建设内容：建设1条…生产线
        if d.category == .count || d.category == .capacity || d.category == .resource || d.category == .investment, phrase.change.isEmpty, Self.fields.anyBegins(r.written, extent(r.start(of: d.sentence), min(r.text.count, r.start(of: d.sentence) + 8))) || Self.contents.anyIn(r.written, extent(r.start(of: d.sentence), d.quantity.span.start)), !saysDone(d, r) { return (.planned, "basis-field") }
        // 募集资金将用于以下项目：年产15GW电池项目; 募集资金投资项目“年产29GW…项目”
        if d.category == .capacity, case let before = extent(r.start(of: d.sentence), d.quantity.span.start), Self.spending.anyIn(r.written, before), !saysDone(d, r) { return (.planned, "basis-raised") }
        // 尼日利亚|1条|500吨/天浮法玻璃生产线正在建设当中; 正在推进|600吨|生产线项目的建设
        if d.category == .capacity || d.category == .count, isUnderWay(d, r) { return (.planned, "basis-behind") }
        // 签订的20.36万吨|多晶硅长单销售合同
        if d.category == .production || d.category == .revenue, isContracted(d, r) { return (.planned, "basis-contract") }
        // 建设|6座|日熔化量1200吨光伏组件玻璃产线, in news of such an announcement
        if context.announcesProject, d.category == .count, phrase.change.isEmpty, namesProject(d, r), Self.erecting.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.end)) || r.view(extent(r.start(of: d.sentence), d.quantity.span.start)).begins("本次投资"), !saysDone(d, r), !possessesNow(d, r), !isPast(periodValue, r.documentDate) { return (.planned, "basis-project") }
        if context.announcesProject, opensWithCompletion(d, r), !saysDone(d, r) { return (.planned, "basis-project") }
        if context.announcesProject, d.category == .investment, Self.outlays.contains(d.metric), !saysDone(d, r), !isPast(periodValue, r.documentDate) { return (.planned, "basis-project") }
        if context.raisesFunds, d.category == .investment || d.category == .funding || d.category == .other && d.quantity.dimension == .money || d.category == .capacity, isRaisedFor(d, r), !saysDone(d, r), !isPast(periodValue, r.documentDate) { return (.planned, "basis-raised") }
        if let name = phrase.indicator?.name, Self.terms.contains(where: { name.begins($0) }), !saysDone(d, r) { return (.planned, "basis-building-time") }
        return (.actual, "basis-default")
    }

    /// 41亿元用于年产11GW电池项目, 补充流动资金: in a sentence that says what raised money is for.
    private func isRaisedFor(_ d: Draft, _ r: Reading) -> Bool {
        let last = r.end(of: d.sentence)
        return Self.raised.anyIn(r.written, extent(r.start(of: d.sentence), last))
    }

    private static let spending: AffixList = ["用于以下项目", "投资以下项目", "投入以下项目", "用于如下项目", "募集资金投资项目“", "募投项目“"]
    private static let raised: AffixList = ["用于", "投向", "补充流动资金", "偿还", "募集资金", "募投项目", "可转债", "发行", "项目具体包括", "项目包括"]

    /// The clause in front of a figure, without the 年产 that leads to it.
    func before(_ d: Draft, _ r: Reading) -> String {
        let start = r.start(of: d.clause), end = d.quantity.span.start
        return r.string(extent(start, end - start > 2 && r.text[end - 2] == "年" && r.text[end - 1] == "产" ? end - 2 : end))
    }

    /// Behind the figure stands that it is what one aims at: 实现营收100亿元的宏伟目标.
    private func isAim(_ d: Draft, _ r: Reading) -> Bool {
        guard d.quantity.span.end < r.text.count else { return false }
        // 将实现新增签约项目10个，洽谈项目40个，储备项目120个的目标任务
        if !d.said.isDisjoint(with: [.planned, .target]), d.said.isDisjoint(with: .actual), r.view(extent(d.quantity.span.end, min(r.end(of: d.sentence), d.quantity.span.end + 64))).holds("的目标任务") { return true }
        guard r.text[d.quantity.span.end] == "的" else { return false }
        let behind = extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 8))
        return Self.aims.anyIn(r.written, behind) && !Self.reached.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start))
    }

    private static let quotations = ["股价", "市值", "收盘价", "报收"]
    private static let notices: AffixList = ["业绩预告", "预告显示", "预告称", "业绩预增", "业绩预减", "业绩预亏"]
    private static let aims: AffixList = ["的目标", "宏伟目标", "发展目标", "增长目标", "远景目标", "战略目标", "奋斗目标", "年度目标"]
    private static let reached: AffixList = ["完成", "达成", "达到了", "实现了", "超过", "超额", "高于", "低于", "不及", "距离"]

    /// 在沙特|建设|10GW组件项目: under way.
    private static let buildings: AffixList = ["建设", "投建", "新建", "兴建", "興建", "在建", "扩建", "筹建", "拟建", "在建的", "拟建的"]
    private static let outlays: WordSet = ["投资金额", "投资额", "投资总额", "总投资额", "投资规模", "募集资金", "自有资金", "自筹资金", "出资"]

    /// 确定了今年的具体目标，即…: what it is follows.
    private func isSet(_ t: Token, _ r: Reading) -> Bool {
        if Self.namely.anyBegins(r.written, extent(t.end + 1, min(r.text.count, t.end + 3))) { return true }
        var i = t.start
        while i > 0, t.start - i < 24, r.text[i - 1] != "，", r.text[i - 1] != "。", r.text[i - 1] != "；" { i -= 1 }
        return Self.settings.anyIn(r.written, extent(i, t.start))
    }

    private static let parts: AffixList = ["占", "完成", "达到", "达"]
    private static let namely: AffixList = ["即", "就是", "分别是", "具体是", "包括"]
    private static let settings: AffixList = ["确定了", "提出了", "明确了", "定下", "设定了", "制定了"]

    /// 完成…目标: said of what was reached.
    private func isFulfilled(_ t: Token, _ r: Reading) -> Bool {
        guard r.text[t.end - 1] == "标" || r.text[t.end - 1] == "务" else { return false }
        var i = t.start
        while i >= 2, t.start - i < 30, r.text[i - 1] != "，", r.text[i - 1] != "。", r.text[i - 1] != "；" {
            if r.text[i - 2] == "完" && r.text[i - 1] == "成" || r.text[i - 2] == "达" && r.text[i - 1] == "成" { return true }
            i -= 1
        }
        return false
    }

    /// 预计实现净利润5亿元: of a firm's year, unless a project is to earn it.
    private func isEarnings(_ d: Draft, _ r: Reading) -> Bool {
        guard d.metric.holds("净利") || d.metric.holds("亏损") || d.metric.holds("每股收益") || d.metric.holds("溢利") else { return false }
        return !Self.ofProjects.anyIn(r.written, extent(r.start(of: d.sentence), d.quantity.span.start))
    }

    private static let ofProjects: AffixList = ["达产", "投产", "建成", "项目", "投运"]

    /// 取得了, 解决了.
    private func saysDone(between from: Int, and to: Int, _ r: Reading) -> Bool {
        var i = from + 1
        while i < to {
            if r.text[i] == "了", r.text[i - 1] != "为", r.text[i - 1] != "除", i + 1 >= to || r.text[i + 1] != "解" { return true }
            i += 1
        }
        return false
    }

    /// 利用外资, 引进省外内资, 固定资产投资: investment that a place counts as a whole.
    private func isInflow(_ d: Draft) -> Bool { d.category == .investment && ["外资", "内资", "固定资产投资", "省外资金"].contains { d.metric.holds($0) } }

    private func isStretch(_ form: PeriodMention.Form) -> Bool {
        switch form {
        case .months, .span: return true
        default: return false
        }
    }

    private func isOfPlace(_ d: Draft) -> Bool { d.subjectEntity?.kind == .place || d.subjectEntity?.kind == .whole || d.subject.begins("全") }

    /// Whether 拟 stands in the sentence before token `j`.
    private func intendsInList(before j: Int, _ d: Draft, _ r: Reading) -> Bool {
        extent(d.sentence.lowerBound, j).contains { r.tokens[$0].kind == .word && r.tokens[$0].roles.contains(.planned) && r.text[r.tokens[$0].start] == "拟" }
    }

    /// 争取|上级转移支付资金: what was applied for and got.
    private func obtainsFunds(_ j: Int, _ r: Reading) -> Bool {
        let words = extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 24))
        return r.view(words).begins("到") || Self.funds.anyIn(r.written, words)
    }

    /// 实际|对外直接投资: part of an indicator's name.
    private func namesActual(_ j: Int, _ r: Reading) -> Bool {
        let t = r.tokens[j]
        guard r.text[t.start] == "实", t.end - t.start == 2 else { return false }
        let k = r.indicatorIndex(before: min(r.tokens.count, j + 4), after: j)
        return k.map { r.tokens[$0].start - t.end <= 3 } ?? false
    }

    private static let funds: AffixList = ["资金", "转移支付", "债券", "补助", "专项债", "预算内", "扶持"]

    /// Where 完成 stands, as verb of the figure or in its indicator's name.
    private func completion(_ phrase: Phrase, _ r: Reading) -> Int? {
        if let at = phrase.indicatorRange, let name = phrase.indicator?.name {
            if name.begins("完成") || name.begins("已完成") || name.begins("累计完成") { return at.lowerBound }
            if at.lowerBound >= 2, r.text[at.lowerBound - 2] == "完", r.text[at.lowerBound - 1] == "成" { return at.lowerBound - 2 }
        }
        guard let at = phrase.verbRange, at.count == 2, r.text[at.lowerBound] == "完", r.text[at.lowerBound + 1] == "成" else { return nil }
        return at.lowerBound
    }

    /// 力争完成投资, 将完成: the word in front is what counts.
    private func intends(before start: Int, _ d: Draft, _ r: Reading) -> Bool {
        var j = r.tokenIndex(at: start) - 1
        while j >= d.clause.lowerBound, start - r.tokens[j].end <= 8 {
            if r.tokens[j].kind == .word, !r.tokens[j].roles.isDisjoint(with: [.planned, .target, .forecast]), r.text[r.tokens[j].start] != "在" { return true }
            if r.tokens[j].kind == .quantity { return false }
            j -= 1
        }
        return false
    }

    /// 预计到年末，生产总值完成115亿元；固定资产投资…: what opens a sentence governs its list.
    private func opensWithForecast(_ d: Draft, _ r: Reading) -> Bool {
        guard let first = d.sentence.first, case let t = r.tokens[first], t.kind == .word, t.roles.contains(.forecast), t.indicator < 0, Self.foretelling.anyBegins(r.written, extent(t.start, t.end)), t.start - r.start(of: d.sentence) <= 1, first + 1 < d.token else { return false }
        return r.tokens[first + 1].kind == .period || r.tokens[first + 1].endsClause || !r.tokens[first + 1].roles.isDisjoint(with: [.whole, .nation]) || r.tokens[first + 1].kind == .place
    }

    private static let foretelling: AffixList = ["预计", "預計"]

    /// 预期, 预估 in front of the clause, said by someone.
    private func foresees(_ d: Draft, _ r: Reading) -> Bool {
        extent(d.sentence.lowerBound, d.clause.lowerBound).contains { j in
            let t = r.tokens[j]
            return t.kind == .word && t.roles.contains(.forecast) && t.indicator < 0 && !isNoCue(j, r) && j + 1 < r.tokens.count && r.tokens[j + 1].endsClause
        }
    }

    /// Whether 预计 stands in the sentence in front of a figure.
    private func foresees(before d: Draft, _ r: Reading) -> Bool {
        extent(d.sentence.lowerBound, d.token).contains { r.tokens[$0].kind == .word && r.tokens[$0].roles.contains(.forecast) }
    }

    private static let results = ["利润", "亏损", "收益", "收入"]

    /// 提出, in front of a deadline of the sentence.
    private func isProposed(_ d: Draft, _ r: Reading) -> Bool {
        let words = r.view(extent(r.start(of: d.sentence), d.quantity.span.start))
        return words.holds("提出") || words.holds("明确到") || words.holds("目标是")
    }

    /// What is signed and counted.
    static let signed = ["项目", "合同", "协议"]
    private static let doneSince: AffixList = ["目前完成", "目前已完成", "现已完成", "已完成", "现已完工", "实际完成", "完成投资", "为年度任务", "为目标任务", "占年度任务"]
    private static let signers: AffixList = ["企业", "项目", "协议", "合同"]
    private static let tasks: AffixList = ["任务", "任务为", "任务数", "任务是", "年度计划为", "计划目标", "计划目标为", "目标任务为", "指标为", "指标是", "控制指标"]

    /// A period of the past that dates a figure, not one of comparison.
    private func isOver(_ m: PeriodMention, _ value: String, _ date: CalendarDay?) -> Bool {
        guard !m.isBaseline, !m.isReporting, !m.isDeadline, m.form != .wholeYear, let date, let end = lastMonth(of: value) else { return false }
        // 预测，9月产量13万吨, said in August: the September to come
        if case .months(nil, nil, let first, _) = m.form, first > date.month { return false }
        if case .point(nil, let month?, _) = m.form, month > date.month { return false }
        return end.year < date.year || end.year == date.year && end.month > 0 && end.month < date.month
    }

    /// What the world or a country will need or make is predicted, not planned.
    private func isMarket(_ d: Draft) -> Bool {
        guard let e = d.subjectEntity, e.kind == .world || e.kind == .nation else { return false }
        switch d.category { case .production, .resource, .other, .revenue, .share, .change: return true
        default: return false }
    }

    /// Whether the sentence tells of something done or running.
    private func saysDone(_ d: Draft, _ r: Reading) -> Bool {
        guard !d.said.isDisjoint(with: [.actual, .event]) else { return false }
        // 一期项目于2010年达产，|此次二期|总投资达3.3亿美元
        let isNew = Self.thisTime.anyBegins(r.written, extent(r.start(of: d.clause), d.quantity.span.start))
        var j = isNew ? d.clause.lowerBound : d.sentence.lowerBound
        while j < d.sentence.upperBound {
            let t = r.tokens[j]
            if j < d.token, t.traits.contains(.saysDone), t.roles.contains(.actual), !t.roles.contains(.planned) { return true }
            if t.traits.contains(.saysRunning), t.roles.contains(.event), !Self.liesAhead(j, from: d.sentence.lowerBound, r) { return true }
            j += 1
        }
        return false
    }

    /// Whether the clause of a figure tells that the thing is being built.
    private func isUnderWay(_ d: Draft, _ r: Reading) -> Bool {
        let behind = r.range(behind: d.quantity.span.end, reach: 30, upTo: "，。；\n")
        if Self.underWay.anyIn(r.written, behind) { return true }
        return Self.works.anyIn(r.written, behind) && Self.pushing.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start))
    }

    private static let underWay: AffixList = ["正在建设", "正在建設", "正在施工", "在建设当中", "在建設當中", "正抓紧建设", "正加紧建设"]
    private static let works: AffixList = ["的建设", "的建設", "项目建设"]
    private static let pushing: AffixList = ["正在推进", "正在推進", "正推进", "加快推进"]
    private static let thisTime: AffixList = ["此次二期", "此次三期", "本次二期", "此次", "本次"]
    private static let signings = ["签约", "签订", "签署", "签下"]
    private static let erecting: AffixList = ["建设", "新建", "投建", "扩建"]

    /// 法人预估…, 一位券商分析师预计，…, 某证券…认为…: said by those whose trade is to reckon.
    private func isReckoned(_ d: Draft, _ r: Reading) -> Bool {
        let start = r.start(of: d.sentence)
        let words = extent(start, min(d.quantity.span.start, start + 60))
        guard Self.reckonings.anyIn(r.written, words), let told = r.string(words).behindFirst(of: Self.reckoners) else { return false }
        return Self.reckonings.anyIn(told)
    }

    private static let reckoners = ["法人", "分析师", "分析師", "机构", "機構", "券商", "证券", "證券", "期货", "研究院", "研究所", "咨询", "業界", "外资", "外資", "协会", "业内人士"]
    private static let reckonings: AffixList = ["预计", "預計", "预估", "預估", "预测", "預測", "测算", "认为", "認為", "估计", "判断"]

    private func isMoneyOrOutput(_ d: Draft) -> Bool {
        switch d.category {
        case .investment, .capacity, .revenue, .production, .count, .resource: return true
        default: return false
        }
    }

    func isPast(_ period: String, _ date: CalendarDay?) -> Bool {
        guard let date, let end = lastMonth(of: period) else { return false }
        // of the year that runs, months that are over
        return end.year < date.year || end.year == date.year && end.month > 0 && end.month < date.month
    }

    func isFuture(_ period: String, _ date: CalendarDay?) -> Bool {
        guard let date, let end = lastMonth(of: period) else { return false }
        // 2021 reported in 2021 is under way, not to come
        return end.year > date.year || end.year == date.year && end.month > date.month
    }

    /// Year and month in which an ISO 8601 period ends; month 0 where it names the year alone.
    private func lastMonth(of period: String) -> (year: Int, month: Int)? {
        guard !period.isEmpty else { return nil }
        return period.withBytes { bytes in
            var part = 0, year = 0, month = 0
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "/"): (part, year, month) = (0, 0, 0)
                case UInt8(ascii: "-"): part += 1
                default:
                    if part == 0 { year = year * 10 + Int(byte) - 0x30 } else if part == 1 { month = month * 10 + Int(byte) - 0x30 }
                }
            }
            return (year, month)
        }
    }

    /// What was begun, and in years that are over done.
    private static let begun: WordSet = ["筹建", "开工建设", "启动建设", "新开工", "开工"]
    /// 高于, 超过, 比, 离: in front of the goal that something is measured by.
    private static func passes(_ c: UInt32) -> Bool { c == "于" || c == "超" || c == "过" || c == "比" || c == "离" || c == "塌" }
    /// What a place takes up as its year begins.
    private static let takingUp: AffixList = ["重点推进", "安排", "重点实施", "谋划实施", "谋划"]
    private static let finished: AffixList = ["竣工项目", "竣工的项目", "建成项目", "投产项目", "完工项目"]
    private static let running: AffixList = ["投产", "项目投产", "企业投产", "项目竣工", "竣工", "建成投产", "项目建成", "项目已投产", "项目已建成", "项目已竣工"]
    private static let runningThen: AffixList = ["达产后", "投产后", "建成后", "全部投产后", "达产年"]
    private static let existing: AffixList = ["现有", "已有", "已建成", "已投产"]
    private static let contents: AffixList = ["建设内容包括", "建设内容主要包括", "建设内容为", "建设内容主要为", "建设内容有", "建设内容主要有"]
    private static let fields: AffixList = ["主要建设内容", "建设内容", "建设规模", "拟建规模", "项目规模", "建设目标", "投资规模", "建设项目主要", "项目建设内容"]

    // the terms of a contract
    private static let payments: AffixList = ["支付", "付款", "余款", "质保金", "预付款", "进度款", "尾款"]
    private static let paid: AffixList = ["已支付", "已付", "支付了", "累计支付", "已经支付"]
    private static let deliveries: AffixList = ["交货", "交付", "供货"]
    private static let contracts: AffixList = ["供货合同", "采购合同", "销售合同", "买卖合同", "交货期限", "合同分", "购销合同"]

    /// Whether 规划 stands before a capacity in its sentence, with nothing said of what is there.
    private func isLaidOut(_ d: Draft, _ r: Reading) -> Bool {
        let start = max(r.start(of: d.sentence), d.quantity.span.start - 60)
        let words = r.string(extent(start, d.quantity.span.start))
        guard let behind = words.behind("规划"), !behind.holds("现有"), !behind.holds("已"), !behind.holds("目前") else { return false }
        return behind.holds("产能") || behind.holds("年产") || behind.begins("建设")
    }
}
