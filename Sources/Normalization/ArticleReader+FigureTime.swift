import Facts
import Lexicons

/// The time and the basis of one figure, by what its clause, its sentence and the figures before it say.
extension ArticleReader {
    /// Gives a figure its basis and its period: each decides about the other.
    ///
    /// - Returns: where the period was found, and the rule that found the basis.
    func date(
        _ d: Draft, _ phrase: Phrase, by metricRule: String, _ previous: Draft?, behind last: Draft?, _ told: Draft?, _ forecastRow: ForecastRow?, _ block: ArticleText.Block, _ discourse: SubjectRule.Discourse,
        _ period: PeriodRule.Context, _ basis: BasisRule.Context, _ r: Reading
    ) -> (when: PeriodRule.Answer, why: String) {
        var when: PeriodRule.Answer
        if block.role == .title || block.role == .kicker {
            var context = period
            context.article = ""
            if PeriodRule.isTerm(period.article) { context.section = period.article }
            when = periods.period(of: d, context: context, in: r)
        } else {
            when = periods.period(of: d, context: period, in: r)
        }
        // 前11个月铁路运量完成2亿吨；公路|6234万吨|: of the same time as the measure it carries on
        if when.carried || when.rule.equals("period-none"), let previous, previous.sentence == d.sentence, previous.metric == d.metric, !d.metric.isEmpty, !previous.period.isEmpty, metricRule == "thing-of-indicator" || metricRule == "metric-carried", d.category == .change ? previous.isRead(by: "period-carried-on") : previous.isRead(by: "period-in-sentence", "period-carried-on") {
            when = PeriodRule.Answer(value: previous.period, mention: nil, rule: "period-carried-on", carried: true)
        }
        if let row = forecastRow {
            if !row.period.isEmpty { when = PeriodRule.Answer(value: row.period, mention: nil, rule: "period-of-section", carried: true) }
            else if row.isYearBefore, !when.value.isEmpty { when = PeriodRule.Answer(value: PeriodResolver.yearBefore(when.value), mention: nil, rule: "period-of-section", carried: true) }
        }
        // 从2010年的6.17亿元增长到2017年的60.1亿元: the year of the end
        if d.from != nil, let end = lastPeriod(within: d.quantity.span, r) { when = PeriodRule.Answer(value: r.periodValues[Int(r.tokens[end].index)], mention: r.periods[Int(r.tokens[end].index)], rule: "period-in-sentence", carried: false) }
        // 由2000年的2003亿元增加到2005年的4070亿元，年均增长11.6%: the years between
        if d.category == .change, let previous, previous.sentence == d.sentence, previous.from != nil, Self.yearlies.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)), let years = yearsOf(previous, when.value, r) { when = PeriodRule.Answer(value: years, mention: nil, rule: "period-of-change", carried: false) }
        // 2002年生产总值6076亿元，五年平均增长9.5%, behind 过去五年: of the years told of
        if d.category == .change, when.value.utf8.count == 4, when.rule.equals("period-in-sentence") || when.rule.equals("period-of-sentence") || when.rule.equals("period-of-paragraph"), Self.averages.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)), let years = yearsTold(before: d, endingWith: when.value, r) { when = PeriodRule.Answer(value: years, mention: nil, rule: "period-of-change", carried: true) }
        // 由2010年的77亿元增加到|2015年的|161亿元；累计完成投资1008亿元, of the years 2011 to 2015: the year ends with its figure
        if d.from == nil, when.value.utf8.count == 4, when.rule.equals("period-in-sentence"), let m = when.mention, m.span.end < d.quantity.span.start - 1, m.span.start > 0, r.text[m.span.end] == "的", r.text[m.span.start - 1] == "到" || r.text[m.span.start - 1] == "至", let years = [period.paragraph, period.section].first(where: { $0.utf8.count == 9 && $0.ends(when.value) && !$0.begins(when.value) }), extent(d.sentence.lowerBound, d.clause.lowerBound).contains(where: { r.tokens[$0].kind == .quantity && r.tokens[$0].start > m.span.end }) {
            when = PeriodRule.Answer(value: years, mention: nil, rule: "period-of-section", carried: true)
        }
        // 市场主体1600万户、|五年|净增608万户, of a year that ends a term
        if when.value.utf8.count == 4, when.carried || when.rule.equals("period-in-sentence"), let last = Int(when.value), period.isWorkReport, Self.terms.anyIn(r.written, extent(max(r.start(of: d.clause), d.quantity.span.start - 8), d.quantity.span.start)) {
            when = PeriodRule.Answer(value: CalendarDay.four(last - 4) + "/" + when.value, mention: nil, rule: "period-of-change", carried: true)
        }
        var basis = basis
        // 到2025年，建成加氢站15座。|全市相关企业超过80家: the goals of the same year
        if !period.deadline.isEmpty, when.rule.equals("period-none") || when.rule.equals("period-of-article") || when.rule.equals("period-of-section"), d.from == nil || d.said.isDisjoint(with: .actual) {
            when = PeriodRule.Answer(value: period.deadline, mention: nil, rule: "period-of-paragraph", carried: true)
            basis.section = .target
            basis.isUnderDeadline = true
        }
        var (kind, why) = bases.basis(of: d, phrase: phrase, period: when.mention, periodValue: when.value, context: basis, genre: discourse.genre, in: r)
        if let row = forecastRow, !row.isYearBefore { (kind, why) = (.forecast, "basis-of-forecast") } else if forecastRow != nil { (kind, why) = (.actual, "basis-default") }
        // 预期全年销量300万辆, said in spring: the year that runs
        if kind == .forecast || kind == .target, when.mention?.form == .wholeYear, when.rule.equals("period-in-sentence"), let date = r.documentDate, when.value == CalendarDay.four(date.year - 1), !period.isWorkReport, !saysYear(when.value, d, r) {
            when.value = CalendarDay.four(date.year)
        }
        // 展望第四季: of the months named without a year those to come
        if kind != .actual, var m = when.mention, case .months(nil, nil, let first, let last) = m.form, let date = r.documentDate, first > date.month, bases.isPast(when.value, date) {
            m.form = .months(year: date.year, offset: nil, first: first, last: last)
            when.value = PeriodResolver(documentDate: date).resolve(m)
        }
        if kind == .forecast || kind == .target, var m = when.mention, case .point(nil, let month?, nil) = m.form, let date = r.documentDate, month > date.month, bases.isPast(when.value, date) {
            m.form = .point(year: date.year, month: month, day: nil)
            when.value = PeriodResolver(documentDate: date).resolve(m)
        }
        // a past time that was only carried does not date what is planned
        if why.equals("basis-budget"), when.value.utf8.count > 4 { when.value = String(when.value.prefix(4)) }
        if kind != .actual, !why.equals("basis-budget"), !period.articleBy.equals("aims"), !(kind == .forecast && (period.isWorkReport || period.foretellsResults)), when.carried, when.rule.equals("period-of-paragraph") || when.rule.equals("period-of-article") || when.rule.equals("period-of-section") && kind == .planned, bases.isPast(when.value, r.documentDate) { when.value = "" }
        if kind == .target, when.value.isEmpty || when.carried && when.value.utf8.count == 7, period.isWorkReport, period.goalYear > 0 { when.value = CalendarDay.four(period.goalYear) }
        // 募集资金存放与使用报告: 向社会公众公开发行5767万股，共计募集资金12.99亿元, years before
        if kind == .actual, when.rule.equals("period-of-article") && period.articleBy.equals("title") || when.rule.equals("period-of-section"), Self.issuing.anyIn(r.written, extent(r.start(of: d.sentence), d.quantity.span.start)) { when.value = "" }
        // 业绩…；股价昨收2.31港元: a share's price is not of the report's months
        if d.category == .price, when.rule.equals("period-of-section"), when.value.utf8.count > 7, Self.quotations.contains(where: { d.metric.holds($0) }) { when.value = "" }
        if when.rule.equals("period-of-event"), kind == .forecast || kind == .target { when.value = "" }
        // what a signing promises dates from the signing, wherever the text tells it
        if kind == .planned, when.value.isEmpty, when.rule.equals("period-none") || when.rule.equals("period-of-article") || when.rule.equals("period-of-paragraph"), !period.articleEvent.isEmpty, basis.articleIsPlanned || period.articleEvent.utf8.count == 15 || discourse.genre != "text-of-firm" && discourse.genre != "text-of-place" {
            when = PeriodRule.Answer(value: period.articleEvent, mention: nil, rule: "period-of-event", carried: true)
        }
        if kind == .actual, when.value.isEmpty, when.rule.equals("period-none"), basis.articleIsPlanned, d.category == .count, !period.articleEvent.isEmpty, BasisRule.signed.contains(where: { d.metric.holds($0) }) {
            when = PeriodRule.Answer(value: period.articleEvent, mention: nil, rule: "period-of-event", carried: true)
        }
        // 2月15日，…来到车间。项目占地415亩: the day of a visit dates no project
        if when.rule.equals("period-of-paragraph"), period.event.isEmpty, CalendarDay(when.value) != nil, d.category == .capacity || d.category == .investment || d.category == .resource || d.category == .technical || kind == .planned { when.value = "" }
        if kind == .actual, why.equals("basis-default"), phrase.change.isEmpty, told?.basis == .planned || previous.map({ isAsPlanned(d, $0) }) ?? false {
            (kind, why) = (.planned, "basis-of-investment")
        }
        // 新建100万吨/年乙烯装置、|40万吨/年|聚氯乙烯装置: a list of what is planned
        if kind == .actual, why.equals("basis-default"), d.category == .capacity, let previous, previous.sentence == d.sentence, previous.category == .capacity, previous.basis == .planned, r.text[d.quantity.span.start - 1] == "、", d.quantity.span.start - previous.quantity.span.end <= 16, !extent(previous.quantity.span.end, d.quantity.span.start - 1).contains(where: { r.text[$0] == "，" || r.text[$0] == "；" }) { (kind, why) = (.planned, previous.evidence.first { $0.slot.equals("basis") }?.rule ?? "basis-of-plan") }
        // 计划营业收入310亿元；生产生铁790万吨，钢925万吨: of the same plan
        if kind == .actual, why.equals("basis-default"), d.category == .production || d.category == .revenue, phrase.change.isEmpty, d.said.isDisjoint(with: [.actual, .event]), let previous, previous.sentence == d.sentence, previous.category == .production || previous.category == .revenue, previous.basis == .planned || previous.basis == .target, previous.evidence.contains(where: { $0.slot.equals("basis") && $0.rule.begins("basis-cue-计划") || $0.rule.equals("basis-of-plan") }) {
            (kind, why) = (previous.basis, "basis-of-plan")
        }
        // 预计净利润约22.42亿元，将增加10.16亿元，同比增长82.9%: as foreseen as what it is a change of
        if kind == .planned, d.category == .change, let previous, previous.sentence == d.sentence, previous.basis == .forecast, previous.metric == d.metric { (kind, why) = (.forecast, "basis-of-forecast") }
        // 总建筑面积6.4万平米。|其中|生产车间1栋，…；仓库4栋: parts of what is planned
        if kind == .actual, why.equals("basis-default"), d.category == .count || d.category == .resource, let last, last.basis == .planned, last.category == .resource || last.category == .count,
            last.sentence == d.sentence ? last.isRead(by: "basis-of-whole") : d.sentence.lowerBound - last.sentence.upperBound <= 1 && opening(of: d, r).equals("其中")
        {
            (kind, why) = (.planned, "basis-of-whole")
        }
        // 15个项目竣工、|总投资50.9亿元|: of what is counted as done
        if kind == .planned, d.category == .investment, let previous, previous.sentence == d.sentence, previous.category == .count, previous.basis == .actual, previous.isRead(by: "basis-done"), d.quantity.span.start - previous.quantity.span.end <= 12, !r.view(extent(previous.quantity.span.end, d.quantity.span.start)).holds("计划") { (kind, why) = (.actual, "basis-done") }
        // 某某:投资2.5亿元在衡阳建设母猪场, over 拟在…投资建设
        if kind == .actual, block.role == .title, why.equals("basis-default"), basis.announcesProject, d.category == .investment || d.category == .capacity { (kind, why) = (.planned, "basis-headline") }
        // 1月20日，某某股价以28.97元报收: of that day
        if let day = dayOpening(d.sentence, r), when.rule.equals("period-of-article") || when.rule.equals("period-of-section") || when.rule.equals("period-of-paragraph") || when.value.isEmpty, Self.quotations.contains(where: { d.metric.holds($0) }) || d.metric.holds("市值") { when = PeriodRule.Answer(value: day, mention: nil, rule: "period-of-sentence", carried: false) }
        if let whole = periodOfWhole(d, when, previous, behind: last, r) { when = PeriodRule.Answer(value: whole, mention: nil, rule: "period-of-whole", carried: true) }
        d.basis = kind
        d.period = when.value
        return (when, why)
    }

    private static let divides: AffixList = ["其中", "分区域", "分地区", "分品种", "分行业", "分省区", "分企业"]

    /// The day that opens a sentence.
    private func dayOpening(_ sentence: Range<Int>, _ r: Reading) -> String? {
        guard let first = sentence.first, r.tokens[first].kind == .period, case let k = Int(r.tokens[first].index), r.periods[k].isDay, !r.periodValues[k].isEmpty else { return nil }
        return r.periodValues[k]
    }

    /// 1998/2002: the last span of years before a figure, where it ends with `year`.
    private func yearsTold(before d: Draft, endingWith year: String, _ r: Reading) -> String? {
        var j = d.token - 1
        while j >= 0, d.quantity.span.start - r.tokens[j].start < 3000 {
            if r.tokens[j].kind == .period, case let value = r.periodValues[Int(r.tokens[j].index)], value.utf8.count == 9, value.contains("/") { return value.ends(year) && !value.begins(year) ? value : nil }
            j -= 1
        }
        return nil
    }

    /// The time of what a figure is a part of, where its own is not told.
    private func periodOfWhole(_ d: Draft, _ when: PeriodRule.Answer, _ previous: Draft?, behind last: Draft?, _ r: Reading) -> String? {
        var isPart: Bool { opening(of: d, r).equals("其中") }
        // 截至6月末，…总面积10773万平方米。|其中|在建项目面积7310万平方米
        if let last, last.sentence.upperBound <= d.sentence.lowerBound, d.sentence.lowerBound - last.sentence.upperBound <= 1, last.isRead(by: "period-in-sentence", "period-of-whole"),
            when.value.isEmpty || when.rule.equals("period-of-article") || when.rule.equals("period-of-paragraph") && last.period >= when.value && last.coordinatedWith == nil && isPart,
            Self.divides.anyIn(r.written, extent(r.start(of: d.sentence), min(r.text.count, r.start(of: d.sentence) + 4))) || last.isRead(by: "period-of-whole") && r.view(extent(r.start(of: d.clause), d.quantity.span.start)).holds("累计")
        {
            return last.period
        }
        // 其中，签约项目11个，|引资额32亿元；协议项目2个: and so through the sentence
        guard when.value.isEmpty || when.carried, let previous, previous.sentence == d.sentence, previous.isRead(by: "period-of-whole"), isPart else { return nil }
        return previous.period
    }

    private static let terms: AffixList = ["五年净增", "五年增加", "五年新增", "五年累计", "五年翻", "五年增长", "五年减少"]
    private static let averages: AffixList = ["年均", "五年平均"]
    private static let yearlies: AffixList = ["年均", "年平均", "每年"]

    /// From the year after the first that a change names to the last, or to the end of `value` where it names none.
    private func yearsOf(_ change: Draft, _ value: String, _ r: Reading) -> String? {
        var told: [Int] = []
        var j = r.tokenIndex(at: change.quantity.span.start)
        while j < r.tokens.count, r.tokens[j].start < change.quantity.span.end {
            if r.tokens[j].kind == .period, let year = Int(r.periodValues[Int(r.tokens[j].index)]) { told.append(year) }
            j += 1
        }
        // 从2011年的3200万元跃升至2016年的6210万元；投资由2.6亿元跃升至4.35亿元，年均增长10.8%: the years of the first
        if told.isEmpty {
            for k in change.sentence where r.tokens[k].kind == .period && r.tokens[k].start < change.quantity.span.start {
                guard let year = Int(r.periodValues[Int(r.tokens[k].index)]), case let start = r.tokens[k].start, start > 0, let lead = Self.ends(r.text[start - 1]), lead == told.count else { return nil }
                told.append(year)
            }
            guard told.count == 2 else { return nil }
        }
        guard let first = told.first, let last = told.count > 1 ? told.last : Int(value.split(separator: "/").last?.prefix(4) ?? ""), last - first >= 2, last - first <= 30 else { return nil }
        return CalendarDay.four(first + 1) + "/" + CalendarDay.four(last)
    }

    /// 从, 由: 0; 到, 至: 1.
    private static func ends(_ c: UInt32) -> Int? {
        switch c {
        case "从", "由": return 0
        case "到", "至": return 1
        default: return nil
        }
    }

    static let outputs: AffixList = ["产品", "产量", "工业", "制造"]

    /// Whether the next clause is nothing but a growth in per cent or times.
    func growsBehind(_ d: Draft, _ r: Reading) -> Bool {
        let first = d.token + 2
        guard first + 1 < d.sentence.upperBound, r.tokens[first - 1].mark == .comma, r.tokens[first].kind == .word, !r.tokens[first].roles.isDisjoint(with: [.up, .down]), r.tokens[first].start - d.quantity.span.end <= 3, case let q = first + 1, r.tokens[q].kind == .quantity else { return false }
        switch r.quantities[Int(r.tokens[q].index)].dimension {
        case .percent, .multiple: return true
        default: return false
        }
    }

    /// 2021年…预计全年营业收入: the year is said.
    private func saysYear(_ year: String, _ d: Draft, _ r: Reading) -> Bool {
        extent(d.sentence.lowerBound, d.token).contains { j in
            guard r.tokens[j].kind == .period, case let k = Int(r.tokens[j].index), case .point = r.periods[k].form else { return false }
            return r.periodValues[k] == year
        }
    }

    private static let issuing: AffixList = ["公开发行", "非公开发行", "发行人民币普通股", "发行价为", "承销费", "承销和保荐费用", "证监许可"]
    private static let quotations = ["股价", "股價", "目标价", "目標價", "昨收", "收报", "收報", "收盘", "收盤"]

    /// Whether it belongs to what an investment planned in `previous` pays for, or is a part of that investment.
    private func isAsPlanned(_ d: Draft, _ previous: Draft) -> Bool {
        guard previous.basis == .planned, previous.subject == d.subject else { return false }
        // 深天马出资1.8亿元，持有合资公司36%股权
        if d.category == .share { return previous.category == .investment && previous.sentence == d.sentence && d.clause.lowerBound - previous.token <= 2 && Self.holdings.contains(where: { d.metric.holds($0) }) }
        // 预计总投资12.6亿元，其中固定资产投资10.2亿元
        if d.category == .investment { return previous.category == .investment && previous.sentence == d.sentence && !d.metric.holds("到位") && !d.metric.holds("完成") }
        // 拟投资26.8亿元，其中资本金7.9亿元，银行借款18.9亿元
        if d.quantity.dimension == .money, previous.sentence == d.sentence, previous.category == .investment || previous.isRead(by: "basis-of-investment"), Self.sources.contains(where: { d.metric.holds($0) }) { return true }
        // 总投资30亿元，建筑面积30万平方米: what a project still to be paid for is to have
        return (previous.category == .investment || previous.isRead(by: "basis-of-investment")) && (d.category == .resource || d.category == .capacity || d.category == .count && d.subjectEntity?.kind == .project)
    }

    /// The last time word inside a change from A to B, where it tells of B.
    private func lastPeriod(within span: TextSpan, _ r: Reading) -> Int? {
        var j = r.tokenIndex(at: span.start)
        var last: Int?
        var figures = 0
        while j < r.tokens.count, r.tokens[j].end <= span.end {
            if r.tokens[j].kind == .quantity { figures += 1 }
            if r.tokens[j].kind == .period, figures > 0, !r.periodValues[Int(r.tokens[j].index)].isEmpty { last = j }
            j += 1
        }
        return last
    }

    private static let holdings = ["股权", "持有", "股份", "持股"]
    private static let sources = ["资本金", "資本金", "借款", "贷款", "貸款", "自筹", "自籌", "自有资金", "自有資金"]
}
