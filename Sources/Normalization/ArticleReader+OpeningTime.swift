import Facts
import Lexicons

/// What time an article is on, before its first sentence is read: from its title, its opening and what its paragraphs open with.
extension ArticleReader {
    /// 1-5月，全市…, 1-5月，固定资产投资…: the months that more paragraphs open with than with any others, where two do.
    func recurringMonths(_ blocks: [ArticleText.Block], _ r: Reading) -> String? {
        var counts: [String: Int] = [:]
        for block in blocks where block.role == .body || block.role == .lead {
            let j = r.tokenIndex(at: block.range.lowerBound)
            guard j < r.tokens.count, r.tokens[j].kind == .period, r.tokens[j].start - block.range.lowerBound <= 2, case let m = r.periods[Int(r.tokens[j].index)], !m.isBaseline, !m.isDeadline, !m.isReporting else { continue }
            let value = r.periodValues[Int(r.tokens[j].index)]
            if case .months = m.form, value.utf8.count == 15, !bases.isFuture(value, r.documentDate) { counts[value, default: 0] += 1 } else { counts["", default: 0] += 1 }
        }
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), !most.key.isEmpty, most.value >= 2 else { return nil }
        return most.key
    }

    /// The day that a census counts for: 于2000年11月1日进行了人口普查, 以2020年11月1日零时为标准时点.
    func censusDay(_ titles: [Range<Int>], _ r: Reading) -> String? {
        guard titles.contains(where: { r.view($0).holds("普查") }) || r.view(extent(0, min(r.text.count, 500))).holds("人口普查") else { return nil }
        for j in r.tokens.indices where r.tokens[j].kind == .period {
            guard r.tokens[j].start < 800 else { return nil }
            guard case .point(_?, _?, _?) = r.periods[Int(r.tokens[j].index)].form else { continue }
            let behind = r.view(extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 20)))
            if behind.holds("普查") && !behind.begins("第") || behind.holds("标准时") || behind.begins("零时") || behind.begins("0时") { return r.periodValues[Int(r.tokens[j].index)] }
        }
        return nil
    }

    /// 据对集贸市场的监测，2月份第3周（采集日为|2月16日|）…: the day that the prices of a bulletin were taken.
    func collectingDay(_ r: Reading) -> String? {
        for j in r.tokens.indices where r.tokens[j].kind == .period {
            let t = r.tokens[j]
            guard t.start < 300 else { return nil }
            if r.periods[Int(t.index)].isDay, Self.collecting.anyEnds(r.written, extent(max(0, t.start - 5), t.start)) { return r.periodValues[Int(t.index)] }
        }
        return nil
    }

    private static let collecting: AffixList = ["采集日为", "采集日", "采集日期为", "监测日为"]

    /// 下半年将关店, in a text of November: months that are not over are no time of what it tells; a year may be a plan's.
    func isUnderWay(_ value: String, _ r: Reading) -> Bool {
        value.split(separator: "/").last?.utf8.count == 7 && bases.isFuture(value, r.documentDate)
    }

    /// 2009年1-2月…统计情况, of March: what months of a year came to is not the year's.
    func isYearBegun(_ value: String, title: String, _ r: Reading) -> Bool {
        guard let date = r.documentDate, value == CalendarDay.four(date.year), date.month < 12 else { return false }
        return title.holds("统计") || title.holds("运行") || title.holds("完成情况") || title.holds("生产情况")
    }

    /// The time word that opens a text reaches through it: 前7个月…, 2023年，…. Days and plans do not.
    func openingPeriod(_ blocks: [ArticleText.Block], _ r: Reading) -> String {
        // 走进某某公司…: a reporter's story opens with a figure of the whole place, and goes on with what there is
        if blocks.contains(where: { $0.role == .body && Self.visits.anyIn(r.text, extent($0.range.lowerBound, min($0.range.upperBound, $0.range.lowerBound + 7))) }) { return "" }
        guard let block = blocks.first(where: { $0.role == .body || $0.role == .lead }) else { return "" }
        var j = r.tokenIndex(at: block.range.lowerBound)
        // 2003年8月经批准设立: how old a body is dates nothing else
        var k = j
        while k < r.tokens.count, r.tokens[k].start < block.range.upperBound, !r.tokens[k].endsSentence { k += 1 }
        let opening = extent(block.range.lowerBound, min(block.range.upperBound, k < r.tokens.count ? r.tokens[k].start : block.range.upperBound, block.range.lowerBound + 80))
        if Self.foundings.anyIn(r.written, opening) { return "" }
        var commas = 0
        while j < r.tokens.count, r.tokens[j].start < block.range.upperBound, !r.tokens[j].endsSentence, commas < 2 {
            let t = r.tokens[j]
            // （01877）: a stock code
            if t.mark == .open, let close = extent(j, min(j + 6, r.tokens.count)).first(where: { r.tokens[$0].mark == .close }) { j = close + 1; continue }
            if t.kind == .quantity || t.mark == .quoteOpen { return "" }
            // 某某网讯，甲公司公告，2019年12月，…: who tells
            if t.endsClause, !Self.tellings.anyEnds(r.string(extent(max(block.range.lowerBound, t.start - 2), t.start))) { commas += 1 }
            if t.kind == .period {
                if isLongAgo(t, r) { return "" }
                if periods.isOfNoun(t, r) { j += 1; continue }
                let m = r.periods[Int(t.index)]
                switch m.form {
                case .months, .relativeYear, .wholeYear: return m.isBaseline || m.isDeadline || m.sinceThen ? "" : r.periodValues[Int(t.index)]
                // 过去的五年，是我省…阔步前进的五年
                case .lastYears(5) where t.start - block.range.lowerBound <= 2 && r.text[t.start] == "过": return r.periodValues[Int(t.index)]
                case .point(_, nil, nil): return m.isBaseline || m.isDeadline || m.sinceThen ? "" : r.periodValues[Int(t.index)]
                case .vague, .reportTerm: break
                // 截至2024年3月31日止年度
                case .span where PeriodRule.isTerm(r.periodValues[Int(t.index)]): return r.periodValues[Int(t.index)]
                default: if !m.isReporting { return "" }
                }
            }
            j += 1
        }
        return ""
    }

    private static let tellings: AffixList = ["讯", "电", "公告", "获悉", "解到", "消息", "报道", "披露"]

    /// Kinds of texts that tell of one time throughout.
    static let surveys: AffixList = ["公报", "普查", "运行情况", "统计情况", "统计数据", "统计快报", "经济形势", "统计监测", "运行简况"]

    /// 第六次普查公报: the year that the first figures of a survey name.
    func surveyedPeriod(_ blocks: [ArticleText.Block], _ r: Reading) -> String {
        guard let body = blocks.first(where: { $0.role == .body || $0.role == .lead }) else { return "" }
        var j = r.tokenIndex(at: body.range.lowerBound)
        let last = min(r.tokens.count, j + 400)
        var asOf = ""
        while j < last {
            defer { j += 1 }
            guard r.tokens[j].kind == .period else { continue }
            let m = r.periods[Int(r.tokens[j].index)]
            if m.isDay || m.isReporting || m.isBaseline || m.sinceThen { continue }
            let value = r.periodValues[Int(r.tokens[j].index)]
            // 截至2月底: where nothing says from when
            if m.isDeadline { if asOf.isEmpty, !bases.isFuture(value, r.documentDate) { asOf = value }; continue }
            switch m.form {
            case .months, .point(_, nil, nil): return value
            default: continue
            }
        }
        return asOf
    }

    /// 到2015年将广州建成国家创新型城市: the year that the aims of a plan are for, where its opening says one.
    func deadline(_ blocks: [ArticleText.Block], _ r: Reading) -> String {
        guard let body = blocks.first(where: { $0.role == .body || $0.role == .lead }) else { return "" }
        var j = r.tokenIndex(at: body.range.lowerBound)
        while j < r.tokens.count, r.tokens[j].start < body.range.lowerBound + 300 {
            let t = r.tokens[j]
            if t.kind == .period, r.periods[Int(t.index)].isDeadline, case let value = r.periodValues[Int(t.index)], value.utf8.count == 4, bases.isFuture(value, r.documentDate) { return value }
            j += 1
        }
        return ""
    }

    /// 力争到2010年，生产总值…, printed when that year is over: the only year of a text that tells what was aimed at.
    func aimedAt(_ r: Reading) -> String? {
        var aimed: String?
        for j in r.tokens.indices where r.tokens[j].kind == .period {
            let m = r.periods[Int(r.tokens[j].index)], value = r.periodValues[Int(r.tokens[j].index)]
            if m.isBaseline || m.isReporting || value.isEmpty { continue }
            if case .plan = m.form { continue }
            guard aimed == nil, m.isDeadline, value.utf8.count == 4, bases.isPast(value, r.documentDate), r.tokens[j].start < 200, Self.aiming.anyEnds(r.written, extent(max(0, r.tokens[j].start - 4), r.tokens[j].start)) else { return nil }
            aimed = value
        }
        return aimed
    }

    private static let aiming: AffixList = ["力争", "争取", "力争到", "争取到", "确保", "确保到"]
}
