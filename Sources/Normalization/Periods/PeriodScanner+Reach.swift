import Facts
import Lexicons

/// What stands around a time word: whether it reaches on, is compared with, bounds something or only dates the telling.
extension PeriodScanner {
    /// Looks at the words before and behind: 到, 自…以来, 比…, 记者…从.
    func extend(_ m: inout PeriodMention, _ t: S, _ range: Range<Int>) {
        var end = m.span.end
        if let tail = Self.sinceTails.match(in: t, at: end, limit: range.upperBound) {
            end = tail.end
            switch m.form {
            // 近3年来 and 五年来 already mean an interval that has ended
            case .lastYears, .vague: break
            default: m.sinceThen = true
            }
        }
        if !m.sinceThen {
            var p = m.span.start - 1
            while p >= range.lowerBound, t[p] == " " { p -= 1 }
            let previous = p >= range.lowerBound ? t[p] : 0
            if previous == "自" || previous == "从" || previous == "從" {
                // 自2017年9月成立至今, 自…以来
                var q = end
                while q < range.upperBound, q - end < 14 {
                    let c = t[q]
                    if c == "，" || c == "。" || c == "；" || c == "\n" { break }
                    if (c == "以" && q + 1 < range.upperBound && (t[q + 1] == "来" || t[q + 1] == "來"))
                        || (c == "至" && q + 1 < range.upperBound && t[q + 1] == "今" && (q + 2 >= range.upperBound || t[q + 2] != "年"))
                    {
                        m.sinceThen = true
                        end = q + 2
                        break
                    }
                    q += 1
                }
                if previous == "自" { m.span.start = p }
            }
            if previous == "到" || previous == "至" { m.isDeadline = true }
            if previous == "比" || previous == "较" || previous == "較" || previous == "占" { m.isBaseline = true }
            // …占12.2%，上年仅为7%
            if m.form == .relativeYear(-1), t[m.span.start] == "上", end < range.upperBound, t[end] == "仅" || t[end] == "为" || t[end] == "只" { m.isOfContext = true }
            // 低于上年的77.9亿美元
            if previous == "于", p > range.lowerBound, t[p - 1] == "低" || t[p - 1] == "高", end < range.upperBound, t[end] == "的" { m.isOfContext = true }
            // 较上年同期、|上年末|分别高2.5和2.1个百分点
            if previous == "、" || previous == "和", !m.isBaseline {
                var q = p - 1
                while q >= range.lowerBound, p - q < 24, t[q] != "，", t[q] != "。", t[q] != "；" {
                    if t[q] == "较" || t[q] == "比" || t[q] == "較" { m.isBaseline = p - q > 2; break }
                    q -= 1
                }
            }
            // 由2019年的74亿元增加到…: the start of a change
            if previous == "由" || previous == "从" || previous == "從", !m.sinceThen {
                var q = end
                if q < range.upperBound, t[q] == "的" { q += 1 }
                if q < range.upperBound, isDigit(t[q]) { m.isBaseline = true }
            }
            // 恢复到2019年的八成五, 相当于2019年的九成
            if end < range.upperBound, t[end] == "的", previous == "是" || previous == "为" || previous == "達" || previous == "达" || previous == "到" && p > 0 && t[p - 1] == "复" || previous == "于" && p > 0 && t[p - 1] == "当" { m.isBaseline = true }
            if case .samePeriod = m.form, previous == "由" || previous == "从" || previous == "與" || previous == "与" { m.isBaseline = true }
            if previous == "与" || previous == "與" || previous == "和" || previous == "同" {
                var q = end
                // 与8月26日的418500元/标吨相比下跌2万元
                let reach = end < range.upperBound && (t[end] == "的" || t[end] == "第") ? 30 : 14
                while q < range.upperBound, q - end < reach {
                    if q + 1 < range.upperBound, t[q] == "相" && t[q + 1] == "比" || t[q] == "比" && (t[q + 1] == "较" || t[q + 1] == "較") || t[q] == "持" && t[q + 1] == "平" || t[q] == "相" && t[q + 1] == "当" { m.isBaseline = true; break }
                    if t[q] == "，" || t[q] == "。" { break }
                    q += 1
                }
            }
        }
        // 20年来首次, 近五年最高: how long it had not been so
        if !m.isBaseline, end + 1 < range.upperBound {
            switch m.form {
            case .lastYears, .vague:
                if t[end] == "首" && t[end + 1] == "次" || t[end] == "最" || t[end] == "新" && (t[end + 1] == "高" || t[end + 1] == "低") { m.isBaseline = true }
            default: break
            }
        }
        if matches(t, end, range.upperBound, Self.同期) || matches(t, end, range.upperBound, Self.同月) || matches(t, end, range.upperBound, Self.同季) {
            m.isBaseline = true
            end += 2
        }
        // 占公司2020年度经审计营业收入的3.52%: what it is measured by
        if Self.audited.match(in: t, at: end, limit: range.upperBound) != nil, t[max(range.lowerBound, m.span.start - 12)..<m.span.start].contains(where: { $0 == "占" || $0 == "为" || $0 == "的" }) { m.isBaseline = true }
        if Self.deadlines.match(in: t, at: end, limit: range.upperBound) != nil { m.isDeadline = true }
        // 7月当月 is one expression
        if case .months = m.form, matches(t, end, range.upperBound, Self.当月) { end += 2 }
        // 延续去年以来的趋势; 恢复至去年同期水平
        if m.sinceThen, Self.trends.match(in: t, at: end, limit: range.upperBound) != nil { m.isBaseline = true }
        if m.form.isSamePeriod, matches(t, end, range.upperBound, Self.level) { m.isBaseline = true }
        m.span.end = end
        if !m.sinceThen, isFounding(m, t, range) { m.isReporting = true }
        markReporting(&m, t, range)
    }

    /// 成立于1995年, 1987年始建，…: how old a body is dates none of its figures.
    private func isFounding(_ m: PeriodMention, _ t: S, _ range: Range<Int>) -> Bool {
        let start = m.span.start, end = m.span.end
        if start - 3 >= range.lowerBound, t[start - 1] == "于", Self.foundings.contains(where: { matches(t, start - 1 - $0.count, range.upperBound, $0) }) { return true }
        guard let next = Self.foundingsBehind.match(in: t, at: end, limit: range.upperBound)?.end, next < range.upperBound else { return false }
        // 2016年升级为省级园区，规划面积…
        if t[next - 1] == "为" { return true }
        switch t[next] {
        case "，", "。", "；", "的", "、", ",", ";", "于", "为": return true
        default: return false
        }
    }

    /// 记者1月6日从…获悉; 1月4日，记者从…了解到: the day of the telling.
    private func markReporting(_ m: inout PeriodMention, _ t: S, _ range: Range<Int>) {
        // 《2025-2030年…市场研究报告》: in the name of a paper
        if case .span = m.form, m.span.start > range.lowerBound, t[m.span.start - 1] == "《", m.span.end < range.upperBound, let close = t[m.span.end..<min(range.upperBound, m.span.end + 50)].firstIndex(where: { $0 == "》" }), close > m.span.end + 2, t[close - 1] == "告" {
            m.isReporting = true
            return
        }
        guard m.isDay || m.form == .now else { return }
        let start = m.span.start
        // 统计局 (2009年8月10日): the day of a paper, in brackets of its own at its head
        // 2020-10-18 09:45 某某网: when it was put out
        if m.isDay, m.span.end + 4 < range.upperBound, t[m.span.end] == " ", let clock = number(t, m.span.end + 1, range.upperBound), clock.digits <= 2, clock.end + 1 < range.upperBound, t[clock.end] == ":" || t[clock.end] == "：", isDigit(t[clock.end + 1]) { m.isReporting = true; return }
        if m.isDay, start > range.lowerBound, start - range.lowerBound < 80, Scalars.opensBracket(t[start - 1]), m.span.end < range.upperBound, Scalars.closesBracket(t[m.span.end]) { m.isReporting = true; return }
        if start - 2 >= range.lowerBound, t[start - 2] == "记" || t[start - 2] == "記", t[start - 1] == "者" { m.isReporting = true }
        var p = m.span.end
        let stop = min(range.upperBound, p + 5)
        while p + 1 < stop {
            if (t[p] == "记" || t[p] == "記") && t[p + 1] == "者" { m.isReporting = true; return }
            if t[p] == "电" || t[p] == "電" || t[p] == "讯" || t[p] == "訊" { m.isReporting = true; return }
            p += 1
        }
        guard m.isDay else { return }
        // 7月14日，海关总署发布: the day of the telling
        p = m.span.end
        var commas = 0
        while p + 1 < range.upperBound, p - m.span.end < 40 {
            let c = t[p]
            if c == "。" || c == "；" || c == "\n" || isDigit(c) { return }
            if c == "，" { commas += 1; if commas > 1 { return } }
            if let told = Self.telling.match(in: t, at: p, limit: range.upperBound) {
                // 1月7日披露中标27个项目: what it tells is of that day
                m.isReporting = Self.struck.match(in: t, at: told.end, limit: range.upperBound) == nil
                return
            }
            p += 1
        }
    }

    private static let foundingWords = ["成立", "发起成立", "发起设立", "始建", "创建", "创办", "创立", "设立", "组建", "转制", "改制", "注册成立", "注册", "建厂", "建校", "兴建", "升级为", "升格为", "更名为", "晋升为", "认定为", "获批为", "评为", "被评为", "被认定为", "挂牌"]
    private static let foundings = foundingWords.map(scalars)
    private static let foundingsBehind = WordsAhead(foundingWords)
    private static let telling: WordsAhead = ["发布", "公布", "公告", "披露", "获悉", "了解到", "通报", "消息", "数据显示", "新闻发布会", "宣布", "發布", "公告", "人民代表大会"]
    private static let struck: WordsAhead = ["中标", "签署", "签订", "签约", "新签", "联合中标", "联合签署"]
    static let 同月 = scalars("同月"), 同季 = scalars("同季")
    private static let trends: WordsAhead = ["的趋势", "的发展"]
    private static let level = scalars("水平")
    private static let deadlines: WordsAhead = ["前", "之前", "以前", "底前", "年底前"]
    private static let audited: WordsAhead = ["经审计", "度经审计"]
    private static let 当月 = scalars("当月")
    static let sinceTails: WordsAhead = ["以来", "以來", "至今", "来", "來", "起至今"]
}
