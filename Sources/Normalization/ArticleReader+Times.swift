import Facts
import Lexicons

/// The time words that reach beyond their figure: through a paragraph, to an event, to the report told of.
extension ArticleReader {
    /// 到2025年，…: the year to come that opens a sentence.
    func deadlineOpening(_ range: Range<Int>, _ start: Int, _ r: Reading) -> String? {
        guard let first = range.first(where: { r.tokens[$0].kind == .period }), r.tokens[first].start - start <= 2, case let k = Int(r.tokens[first].index), r.periods[k].isDeadline, bases.isFuture(r.periodValues[k], r.documentDate) else { return nil }
        return r.periodValues[k]
    }

    /// 某某公司发布2019年年度报告: the time of all that is told of the report.
    func reportedPeriod(_ range: Range<Int>, _ r: Reading) -> String? {
        guard range.contains(where: { r.tokens[$0].traits.contains(.announces) || r.tokens[$0].traits.contains(.publishes) }) else { return nil }
        for j in range where r.tokens[j].kind == .period && r.periods[Int(r.tokens[j].index)].tellsYear {
            // 2021年|年度报告, 2021年年度报告
            var words = r.string(extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 14)))
            // 止六個月之未經審核中期業績
            while let lead = Self.qualities.beginning(of: words) { words = String(words.unicodeScalars.dropFirst(lead.unicodeScalars.count)) }
            // 为2025年业绩奠定基础, said in January: no report on it yet
            if let date = r.documentDate, r.periodValues[Int(r.tokens[j].index)] == CalendarDay.four(date.year), date.month < 11 { continue }
            guard Self.periodicals.contains(where: { words.begins($0) }) || ["报", "报告", "半年度", "年度"].contains(where: { r.string(extent(r.tokens[j].start, r.tokens[j].end)).ends($0) }) else { continue }
            return r.periodValues[Int(r.tokens[j].index)]
        }
        return nil
    }

    private static let qualities: AffixList = ["之", "的", "未经审核", "未經審核", "经审核", "經審核", "经审计", "經審計", "综合", "綜合", "中期", "全年", "年度", "末期", "合并"]
    private static let periodicals = ["年报", "年度报告", "财务报告", "度报告", "度业绩", "报告", "半年报", "财报", "季报", "业绩", "年報", "報告", "財報", "季報", "業績", "度業績", "度報告"]

    /// The days between the brackets that open a paragraph.
    func bracketedStretch(_ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading) -> String? {
        guard let first = range.first, r.tokens[first].mark == .open, r.tokens[first].start - block.range.lowerBound <= 1, first + 2 < r.tokens.count, r.tokens[first + 1].kind == .period, r.tokens[first + 1].start == r.tokens[first].end, r.tokens[first + 2].mark == .close, r.tokens[first + 2].start == r.tokens[first + 1].end, case let value = r.periodValues[Int(r.tokens[first + 1].index)], value.utf8.count == 21 else { return nil }
        return value
    }

    private static let byParts: AffixList = ["分季度", "分季看", "分月看", "分月度", "从季度", "从各季"]

    /// A time word that opens a sentence reaches through the paragraph.
    func openPeriod(_ range: Range<Int>, _ r: Reading, _ start: Int, isFirst: Bool, _ period: inout PeriodRule.Context) {
        // 分季度看，一季度增长6.7%，…: the parts of the time that the paragraph is on
        if !period.paragraph.isEmpty, Self.byParts.anyBegins(r.written, extent(start, min(r.text.count, start + 4))) { return }
        for j in range {
            let t = r.tokens[j]
            if t.kind == .period {
                let m = r.periods[Int(t.index)]
                if m.isReporting || m.isBaseline || isFounding(t, r) || isLongAgo(t, r) || periods.isOfNoun(t, r) { continue }
                // 2021年度，总保费收入…。年内，各业务概述如下, published in March: of the year under report
                if m.form == .relativeYear(0), j < range.upperBound, periods.isWithinYear(t, r), let date = r.documentDate, date.month <= 4, period.paragraph.equals(CalendarDay.four(date.year - 1)) || period.article.equals(CalendarDay.four(date.year - 1)) { return }
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
                // 截至2021年12月31日止六个月: a term
                // 截至2020年底，…, in a plan for 2035: how things stood
                let stood = m.isDeadline && period.articleBy.equals("deadline") && bases.isPast(r.periodValues[Int(t.index)], r.documentDate) && t.start - start <= 10
                if t.start - start <= 10 || period.paragraph.isEmpty || overDay, !m.isDeadline || stood || r.periodValues[Int(t.index)].utf8.count == 15 && r.view(extent(t.start, t.end)).holds("止") {
                    // 全年, in a report on a year
                    let year = m.form == .wholeYear && period.article.utf8.count == 4 ? (period.isWorkReport && period.section.utf8.count == 4 ? period.section : period.article) : nil
                    // 2024年工作回顾…。去年以来，…: of the year under report
                    let since = periods.yearReported(since: t, period, r)
                    period.paragraph = periods.term(t, period, r) ?? since ?? year ?? periods.lastMonthReported(m, r.periodValues[Int(t.index)], period) ?? r.periodValues[Int(t.index)]
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
        // 今年7月，某市结合实际，成立14个专班
        for i in extent(t.end, min(r.text.count, t.end + 30)) where r.text[i] == "成" && i + 2 < r.text.count && r.text[i + 1] == "立" && Scalars.digit(r.text[i + 2]) != nil { return true }
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
    private static let ahead: AffixList = ["计划于", "预计于", "计划在", "预计在", "将于", "拟于", "预计", "力争"]
    private static let contracted: AffixList = ["签订", "签署", "中标", "新签"]

    /// The day of a signing or opening goes to the figures of that event.
    func noteEvent(_ range: Range<Int>, _ r: Reading, _ period: inout PeriodRule.Context) {
        for j in range where r.tokens[j].kind == .period {
            let m = r.periods[Int(r.tokens[j].index)]
            // a day in a report on a year dates its own sentence
            if m.isDay, period.isWorkReport { return }
            // 计划于6月30日建成投运
            if m.isDay, Self.ahead.anyIn(r.written, extent(max(0, r.tokens[j].start - 4), r.tokens[j].start)) { return }
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
