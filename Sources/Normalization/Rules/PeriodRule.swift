import Facts

/// When the figure holds: the nearest time word before it in its sentence, else one that reaches this far.
struct PeriodRule: Sendable {
    /// What a time word opened, and how far it reaches.
    struct Context: Sendable {
        /// Opened the paragraph.
        var paragraph = ""
        /// Stands in the heading over it.
        var section = ""
        /// In the title of a report, or opening its text.
        var article = ""
        /// The text is a work report: its reviews tell of the year before, its aims of the year it is given in.
        var isWorkReport = false
        /// How ``article`` was found: `title`, `opening`.
        var articleBy = "none"
        /// The year whose goals a work report sets; it gives account of the year before.
        var goalYear = 0
        /// The text foretells the results of a time that may be over: 业绩预告.
        var foretellsResults = false
        /// The day of the event that the paragraph tells (签约, 投运).
        var event = ""
        /// The day of the event that the whole text tells.
        var articleEvent = ""
        /// 到2025年，…, at the head of a paragraph that goes on with what is to be reached by then.
        var deadline = ""
    }

    struct Answer { var value: String; var mention: PeriodMention?; var rule: String; var carried: Bool }

    private func dayOfEvent(_ d: Draft, before j: Int, _ r: Reading) -> Int? {
        guard d.said.contains(.event) else { return nil }
        for k in extent(d.sentence.lowerBound, j) where r.tokens[k].kind == .period {
            let m = r.periods[Int(r.tokens[k].index)]
            return m.isDay && !m.isReporting && !m.isBaseline ? k : nil
        }
        return nil
    }

    /// reached 4,210 tonnes in June 2023
    private func behindInEnglish(_ d: Draft, _ r: Reading) -> Answer? {
        var j = d.token + 1
        while j < d.sentence.upperBound, j - d.token < 8, !r.tokens[j].endsClause {
            let t = r.tokens[j]
            if t.kind == .quantity || t.start - d.quantity.span.end > 40 { return nil }
            if t.kind == .period {
                let c = r.text[t.start]
                guard c < 0x80, t.start >= 2, r.text[t.start - 1] == " ", r.text[t.start - 2] < 0x80 else { return nil }
                return Answer(value: r.periodValues[Int(t.index)], mention: r.periods[Int(t.index)], rule: "period-behind", carried: false)
            }
            j += 1
        }
        return nil
    }

    /// 二期5万吨将于2021年底投产: the time stands behind, before what happens then.
    private func behind(_ d: Draft, _ r: Reading) -> Answer? {
        guard d.category == .capacity || d.category == .investment || d.category == .count else { return nil }
        var j = d.token + 1
        var mention: Int?
        while j < d.sentence.upperBound, j - d.token < 14 {
            let t = r.tokens[j]
            if t.endsClause { return nil }
            if t.kind == .period, mention == nil { mention = Int(t.index) }
            if t.kind == .word, t.indicator < 0, t.roles.contains(.event) || t.traits.contains(.completes), let mention {
                return Answer(value: r.periodValues[mention], mention: r.periods[mention], rule: "period-behind", carried: false)
            }
            j += 1
        }
        return nil
    }

    /// Whether a clause between two places begins with 此次, or ends in 完成后.
    private func turnsToNow(from: Int, to: Int, _ r: Reading) -> Bool {
        var isNewClause = false
        for i in extent(from, max(from, to - 2)) {
            if r.text[i] == "，" {
                isNewClause = true
                if r.text[i + 1] == "此", r.text[i + 2] == "次" { return true }
            }
            if isNewClause, r.text[i] == "完", r.text[i + 1] == "成", r.text[i + 2] == "后" { return true }
        }
        return false
    }

    private static let above: WordSet = ["高于", "低于", "快于", "慢于", "好于", "优于"]

    /// 当月 where no month was named: the last of the months that the text is on.
    func lastMonthReported(_ m: PeriodMention, _ value: String, _ context: Context) -> String? {
        guard m.form == .sameMonth, value.isEmpty else { return nil }
        return [context.section, context.article, context.paragraph].first { $0.utf8.count == 15 }.map { String($0.suffix(7)) }
    }

    /// The twelve months that a report is on, where 全年 or 年內 means them.
    func term(_ t: Token, _ context: Context, _ r: Reading) -> String? {
        guard r.periods[Int(t.index)].form == .wholeYear || r.periods[Int(t.index)].form == .relativeYear(0) && Self.withinYear.contains(r.written, extent(t.start, t.end)) else { return nil }
        return [context.section, context.article, context.paragraph].first(where: Self.isTerm)
    }

    /// The year that a report is on, where 去年以来 begins with it.
    func yearReported(since t: Token, _ context: Context, _ r: Reading) -> String? {
        guard context.isWorkReport, r.periods[Int(t.index)].sinceThen else { return nil }
        return [context.section, context.article].first { $0.utf8.count == 4 && r.periodValues[Int(t.index)].begins($0 + "/") }
    }

    func isWithinYear(_ t: Token, _ r: Reading) -> Bool { Self.withinYear.contains(r.written, extent(t.start, t.end)) }

    private static let weeks: WordSet = ["本周", "本週", "当周", "當週"]
    private static let withinYear: WordSet = ["年内", "年內", "期内", "期內", "年度内", "本年", "本年度"]

    /// Twelve months of two years: 2023-04/2024-03.
    static func isTerm(_ period: String) -> Bool {
        guard period.utf8.count == 15, let a = Int(period.prefix(4)), let b = Int(period.dropFirst(8).prefix(4)), let x = Int(period.dropFirst(5).prefix(2)), let y = Int(period.suffix(2)) else { return false }
        return b == a + 1 && y == x - 1
    }

    /// 按2005年|可比价格计算, 完成年初|预算, 本年|资金来源: it dates the noun behind it, and no figure.
    func isOfNoun(_ t: Token, _ r: Reading) -> Bool {
        Self.dated.anyBegins(r.written, extent(t.end, min(r.text.count, t.end + 4)))
            // 扭转1—7月同比下降的趋势
            || t.start >= 2 && Self.turning.contains(r.text, extent(t.start - 2, t.start)) && Self.trends.anyIn(r.written, extent(t.end, min(r.text.count, t.end + 14)))
            || t.end - t.start == 2 && r.text[t.start] == "年" && r.text[t.end - 1] == "初" && Self.setThen.anyBegins(r.written, extent(t.end, min(r.text.count, t.end + 6)))
    }

    /// 年初|人代会批准的预算, 年初|确定的目标.
    private static let setThen: AffixList = ["各级人大", "人大", "人代会", "批准", "确定", "下达", "安排", "目标", "计划", "提出"]
    private static let turning: WordSet = ["扭转", "一改", "一转", "结束", "改变", "延续", "摆脱"]
    private static let trends: AffixList = ["趋势", "态势", "局面", "走势", "势头"]
    private static let dated: AffixList = ["可比价", "不变价", "价格计", "價格計", "预算", "預算", "资金来源", "实际到位资金", "修订", "修正", "修訂"]

    /// 受去年高基数影响，…: why, not when.
    private func isCause(_ t: Token, _ r: Reading) -> Bool {
        var i = t.start - 1
        while i >= 0, t.start - i < 8, r.text[i] != "，", r.text[i] != "。", r.text[i] != "受" { i -= 1 }
        guard i >= 0, r.text[i] == "受" else { return false }
        var k = t.end
        while k + 1 < r.text.count, k - t.end < 16, r.text[k] != "，", r.text[k] != "。" {
            switch (r.text[k], r.text[k + 1]) {
            case ("影", _), ("拖", "累"), ("带", "动"), ("帶", "動"), ("冲", "击"), ("衝", "擊"), ("推", "动"): return true
            default: k += 1
            }
        }
        return false
    }

    /// The year at whose end the sentence says how things stood.
    private func yearEnded(before j: Int, _ d: Draft, _ r: Reading) -> String? {
        for k in extent(d.sentence.lowerBound, j) where r.tokens[k].kind == .period {
            let t = r.tokens[k], value = r.periodValues[Int(t.index)]
            let ends = value.utf8.count >= 7 ? value.dropFirst(4).hasPrefix("-12") : value.utf8.count == 4 && (r.text[t.end - 1] == "末" || r.text[t.end - 1] == "底")
            guard r.periods[Int(t.index)].tellsYear, !r.periods[Int(t.index)].isBaseline, ends else { return nil }
            return String(value.prefix(4))
        }
        return nil
    }

    /// Whether 预计2026年二季度建成 stands behind a figure.
    static func isForeseen(_ clause: Range<Int>, _ r: Reading) -> Bool {
        guard let first = clause.first, case let start = r.tokens[first].start else { return false }
        return foreseen.anyBegins(r.written, extent(start, min(r.text.count, start + 2)))
    }

    private static let foreseen: AffixList = ["预计", "計劃", "計畫", "预期", "计划", "将", "拟"]

    /// 6GWh工厂耗资约49亿泰铢，|已于今年5月量产: the clause behind tells when it came to be.
    private func completedBehind(_ d: Draft, _ r: Reading) -> Answer? {
        guard d.category == .capacity || d.category == .investment, case let behind = d.clauseBehind(r), let first = behind.first, r.text[r.tokens[first].start] == "已" || d.category == .capacity && Self.isForeseen(behind, r) else { return nil }
        var mention: Int?
        for j in behind {
            let t = r.tokens[j]
            if t.kind == .period, mention == nil { mention = Int(t.index) }
            if t.kind == .word, t.indicator < 0, t.roles.contains(.event) || t.traits.contains(.completes), let mention { return Answer(value: r.periodValues[mention], mention: r.periods[mention], rule: "period-behind", carried: false) }
        }
        return nil
    }

    /// 净利润5亿元，上年同期盈利2亿元，同比增长150%: the year before has had its figure.
    private func isPassed(_ m: PeriodMention, at j: Int, _ d: Draft, _ r: Reading) -> Bool {
        switch m.form {
        case .samePeriod(let offset) where offset < 0: break
        // 出货1.81GW，低于去年下半年的2.05GW，净亏损…: what is compared with has had its figure
        case _ where m.isOfContext: break
        // 增速自3月以来回升；工业投资增长8%: said of something else, behind a figure of this sentence
        case _ where m.sinceThen: return j < d.clause.lowerBound && extent(d.sentence.lowerBound, j).contains { r.tokens[$0].kind == .quantity && r.text[r.tokens[$0].end] != "的" }
        default: return false
        }
        return j < d.clause.lowerBound && extent(j + 1, d.clause.lowerBound).contains { r.tokens[$0].kind == .quantity }
    }

    /// 较上年|的|61,482吨: the figure of the time compared with.
    private func isOwn(_ t: Token, _ d: Draft, _ r: Reading) -> Bool {
        guard d.from == nil, d.category != .change else { return false }
        // 与1990年第四次全国人口普查的|1082万人相比
        if d.quantity.span.start - t.end <= 16, d.quantity.span.start - t.end >= 3, r.view(extent(t.end, d.quantity.span.start)).ends("普查的") { return true }
        // …升至12.2%，上年|仅为|7%
        if t.start == r.start(of: d.clause), t.end < d.quantity.span.start, d.quantity.span.start - t.end <= 3, extent(t.end, d.quantity.span.start).allSatisfy({ Self.isOfBeing(r.text[$0]) }) { return true }
        let start = d.quantity.span.start > 0 && r.text[d.quantity.span.start - 1] == " " ? d.quantity.span.start - 1 : d.quantity.span.start
        return t.end + 1 == start && r.text[t.end] == "的" || t.end == start && d.quantity.dimension != .multiple && (d.quantity.dimension != .percent || r.leads(behind: d, [.up, .down]))
    }

    private static func isOfBeing(_ c: UInt32) -> Bool { c == "为" || c == "仅" || c == "是" || c == "只" || c == "有" || c == "约" || c == "才" }

    /// Whether no figure of its own member of a series stands in front of a time: 拿出1.9亿美元，计划2026年投料 is that member's alone.
    private func isBeforeFigures(_ j: Int, _ d: Draft, _ r: Reading) -> Bool {
        var k = j - 1
        while k >= d.sentence.lowerBound, r.tokens[k].mark != .semicolon {
            if r.tokens[k].kind == .quantity { return false }
            k -= 1
        }
        return true
    }

    /// 2021年投资7.5亿元在此设厂，|年产能1200万张: when money was put in does not date what there is.
    private func isOfInvestment(_ j: Int, _ d: Draft, _ r: Reading) -> Bool {
        guard d.category == .capacity, j < d.clause.lowerBound, let date = r.documentDate, case let value = r.periodValues[Int(r.tokens[j].index)], value.utf8.count == 4, let year = Int(value), date.year - year >= 2 else { return false }
        var k = j + 1
        while k < d.clause.lowerBound, !r.tokens[k].endsClause {
            if r.tokens[k].kind == .quantity { return r.quantities[Int(r.tokens[k].index)].dimension == .money }
            k += 1
        }
        return false
    }

    /// 比2013年末（2013年是普查年份）增加: what brackets hold ends with them.
    private func isBracketed(_ j: Int, before token: Int, _ r: Reading) -> Bool {
        var open = 0
        var k = j + 1
        while k < token, k - j < 24 {
            if r.tokens[k].mark == .open { open += 1 }
            if r.tokens[k].mark == .close { if open == 0 { return true }; open -= 1 }
            k += 1
        }
        return false
    }

    /// 是2023年的3.5倍, 恢复至2018年同期的六成八: the time of what it is measured against.
    private func isMeasuredAgainst(_ t: Token, _ d: Draft, _ r: Reading) -> Bool {
        switch d.quantity.dimension {
        case .multiple, .percent: break
        // 高于|去年|投资时序进度3.8个百分点
        case .point: return t.start >= 2 && t.end < d.quantity.span.start && d.quantity.span.start - t.end <= 12 && Self.above.contains(r.text, extent(t.start - 2, t.start)) && !extent(t.end, d.quantity.span.start).contains { r.text[$0] == "，" || r.text[$0] == "、" }
        default: return false
        }
        guard d.from == nil, t.start >= 1, d.quantity.span.start - t.end <= 6, d.quantity.span.start > t.end, r.text[d.quantity.span.start - 1] == "的" else { return false }
        let behind = r.string(extent(t.end, d.quantity.span.start))
        // 增量是去年全年增量的1.9倍
        guard behind == "的" || behind == "同期的" || behind == "水平的" || behind == "全年的" || behind.ends("量的") || behind.ends("额的") || behind.ends("值的") else { return false }
        switch r.text[t.start - 1] {
        case "是", "为", "至", "到", "于", "达", "当": return true
        default: return false
        }
    }

    func period(of d: Draft, context: Context, in r: Reading) -> Answer {
        var j = Int(r.tokens[d.token].earlierCue)
        var sawAfter = false
        // 预计明年投产；乙公司拟投资…: a time inside one member of a series is that member's
        var sawSemicolon = false
        var passed: Int?
        while j >= d.sentence.lowerBound {
            let t = r.tokens[j]
            if t.kind == .period {
                let m = r.periods[Int(t.index)]
                // 一期项目2010年达产，|此次二期总投资达3.3亿美元
                if j < d.clause.lowerBound, turnsToNow(from: t.end, to: d.quantity.span.start, r) { return Answer(value: "", mention: nil, rule: "period-none", carried: false) }
                // …披露年报，公司2023年实现收入406亿元；净利润28亿元: a time before all figures reaches them all
                if sawSemicolon, !m.isDeadline, t.start - r.start(of: d.sentence) > 14, !m.tellsYear || extent(d.sentence.lowerBound, j).contains(where: { r.tokens[$0].kind == .quantity }) {
                    if passed == nil, !m.isBaseline, !m.isReporting, !m.isDay, isBeforeFigures(j, d, r), !(t.start >= 2 && r.text[t.start - 2] == "其" && r.text[t.start - 1] == "中") { passed = j }
                    j = Int(t.earlierCue)
                    continue
                }
                if isOfInvestment(j, d, r) || isOfNoun(t, r) { j = Int(t.earlierCue); continue }
                if isBracketed(j, before: d.token, r) || j < d.clause.lowerBound && isCause(t, r) { j = Int(t.earlierCue); continue }
                let inComparison = !isOwn(t, d, r) && m.isBaseline && t.end <= d.quantity.span.start || isPassed(m, at: j, d, r) || isMeasuredAgainst(t, d, r)
                if !inComparison, !m.isReporting {
                    // 去年以来, in a report on that year
                    if let year = yearReported(since: t, context, r) { return Answer(value: year, mention: m, rule: "period-in-sentence", carried: false) }
                    // 报告期内: what the title or the part says
                    if m.form == .reportTerm, !(context.section + context.article).isEmpty { j = Int(t.earlierCue); continue }
                    // 年初以来: the reach of the text's own months
                    if case .vague = m.form, r.text[t.start] == "年", t.end - t.start >= 4, !(context.section + context.article).isEmpty { j = Int(t.earlierCue); continue }
                    if case .vague = m.form { return Answer(value: "", mention: m, rule: "period-vague", carried: false) }
                    // 3月18日，…举行2022年一季度集中签约: the day of the event, not the name of its round
                    if j < d.clause.lowerBound, !m.isDay, let day = dayOfEvent(d, before: j, r) {
                        return Answer(value: r.periodValues[Int(r.tokens[day].index)], mention: r.periods[Int(r.tokens[day].index)], rule: "period-of-event", carried: false)
                    }
                    // 淄博基地2009年投产…；盘锦基地在建的5万吨/年项目|计划2023年二季度建成|: what its own clause tells
                    if j < d.clause.lowerBound, let own = behind(d, r) { return own }
                    // 截至2024年末，总产能…，全年产能利用率97.3%
                    if m.form == .wholeYear, let year = yearEnded(before: j, d, r) { return Answer(value: year, mention: m, rule: "period-in-sentence", carried: false) }
                    // 全年, 年內 in a report on a year that ends in March
                    if d.said.isDisjoint(with: [.forecast, .target]), let year = term(t, context, r) { return Answer(value: year, mention: m, rule: "period-in-sentence", carried: false) }
                    // 同期, behind the figures of 5月当月 in a report on 1—5月
                    if m.form == .samePeriod(0), !m.isBaseline, context.article.utf8.count == 15, r.periodValues[Int(t.index)].utf8.count == 7, context.article.hasSuffix(r.periodValues[Int(t.index)]) { return Answer(value: context.article, mention: m, rule: "period-in-sentence", carried: false) }
                    // 当月, in a report on 前三季度
                    if let month = lastMonthReported(m, r.periodValues[Int(t.index)], context) { return Answer(value: month, mention: m, rule: "period-in-sentence", carried: false) }
                    // 全年, under the goals that a report sets
                    if m.form == .wholeYear, context.isWorkReport, context.section.utf8.count == 4 { return Answer(value: context.section, mention: m, rule: "period-in-sentence", carried: false) }
                    // 全年 in a report on a year is that year
                    if m.form == .wholeYear, d.said.isDisjoint(with: [.planned, .forecast, .target]), context.article.unicodeScalars.count == 4 { return Answer(value: context.article, mention: m, rule: "period-in-sentence", carried: false) }
                    // 本周 in a weekly
                    if m.form == .now, context.section.utf8.count == 21, Self.weeks.contains(r.written, extent(t.start, t.end)) { return Answer(value: context.section, mention: m, rule: "period-in-sentence", carried: false) }
                    // 年内 in a communiqué on the year before
                    if m.form == .relativeYear(0), !context.isWorkReport, let date = r.documentDate, case let year = CalendarDay.four(date.year - 1), context.article == year || date.month <= 4 && (context.paragraph == year || context.section == year), Self.withinYear.contains(r.written, extent(t.start, t.end)), d.said.isDisjoint(with: [.planned, .forecast, .target]) { return Answer(value: year, mention: m, rule: "period-in-sentence", carried: false) }
                    // 本月 in a report on October that is published in November
                    if m.form == .relativeMonth(0), !r.isTraditional, r.periodValues[Int(t.index)].utf8.count == 7, context.article.utf8.count == 7, !context.article.contains("/") { return Answer(value: context.article, mention: m, rule: "period-in-sentence", carried: false) }
                    // 三季度末存栏1.5亿只；|前三季度|出栏2.4亿只；禽肉产量40.8万吨: the last months that opened a member
                    if let passed, case let last = r.tokens[passed], last.start > t.end, r.text[last.start - 1] == "；" || r.text[last.start - 1] == ";", case .months = m.form, case .months = r.periods[Int(last.index)].form, !r.periodValues[Int(last.index)].isEmpty {
                        return Answer(value: r.periodValues[Int(last.index)], mention: r.periods[Int(last.index)], rule: "period-of-series", carried: true)
                    }
                    // 8月26日，某某港披露半年报，上半年收入5.77亿元；净利润726万元: of the months, not of the day of the telling
                    if m.isDay, let passed, context.event.isEmpty, case let index = Int(r.tokens[passed].index), !r.periodValues[index].isEmpty {
                        return Answer(value: r.periodValues[index], mention: r.periods[index], rule: "period-of-series", carried: true)
                    }
                    return Answer(value: r.periodValues[Int(t.index)], mention: m, rule: "period-in-sentence", carried: false)
                }
            }
            if t.mark == .semicolon { sawSemicolon = true }
            if t.kind == .word, t.roles.contains(.planned) {
                // 建成后: what follows lies ahead, an earlier date is not its time
                let c = r.text[t.end - 1]
                if c == "后" || c == "後" { sawAfter = true }
            }
            if sawAfter, t.kind == .mark, t.mark != .listComma {
                // only a time word of the same clause counts
                break
            }
            j = sawAfter ? j - 1 : Int(t.earlierCue)
        }
        if let behind = behind(d, r) ?? completedBehind(d, r) ?? behindInEnglish(d, r) { return behind }
        if sawAfter { return Answer(value: "", mention: nil, rule: "period-after-completion", carried: false) }
        // …2019年营业收入8亿元；净利润1亿元: rather than the day of the telling
        if let passed, context.event.isEmpty, context.paragraph.isEmpty || CalendarDay(context.paragraph) != nil, case let index = Int(r.tokens[passed].index), !r.periodValues[index].isEmpty {
            return Answer(value: r.periodValues[index], mention: r.periods[index], rule: "period-of-series", carried: true)
        }
        if !context.event.isEmpty { return Answer(value: context.event, mention: nil, rule: "period-of-event", carried: true) }
        if !context.paragraph.isEmpty { return Answer(value: context.paragraph, mention: nil, rule: "period-of-paragraph", carried: true) }
        if !context.section.isEmpty { return Answer(value: context.section, mention: nil, rule: "period-of-section", carried: true) }
        if !context.article.isEmpty { return Answer(value: context.article, mention: nil, rule: "period-of-article", carried: true) }
        return Answer(value: "", mention: nil, rule: "period-none", carried: false)
    }
}
