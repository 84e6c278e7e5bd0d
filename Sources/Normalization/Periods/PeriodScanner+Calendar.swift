import Facts
import Lexicons

/// Calendar dates: years, months, days and what lies between two of them.
extension PeriodScanner {
    /// Dates with digits or Chinese digits: 2020年12月25日, 二〇二〇年, 9月29日, 2018—2020年, 2020-12-25.
    func calendar(_ t: S, _ i: Int, _ end: Int) -> PeriodMention? {
        guard let first = number(t, i, end) else { return nil }
        var p = first.end
        let start = i
        if let iso = numericDate(t, i, end) { return iso }
        // ranges of years: 2018—2020年, 2018年至2020年
        if first.isYear {
            if let dash = rangeMark(t, p, end) ?? (p < end && t[p] == "/" ? p + 1 : nil), let second = number(t, dash, end), second.end < end, case let mark = skipSpace(t, second.end, end), mark < end, t[mark] == "年" {
                let last = second.isYear ? second.value : second.value < 100 && second.digits == 2 ? first.value / 100 * 100 + second.value : 0
                // 2017到2020年1—9月: from a year to months of another
                if last > first.value, last - first.value < 10, mark + 1 < end, isDigit(t[mark + 1]), isMonthAhead(t, mark + 1, end) || number(t, mark + 1, end).flatMap({ rangeMark(t, $0.end, end) }).map({ isMonthAhead(t, $0, end) }) ?? false {
                    return PeriodMention(span: TextSpan(start, p), form: .point(year: first.value, month: nil, day: nil))
                }
                if last > first.value, last - first.value < 100 {
                    return PeriodMention(
                        span: TextSpan(start, mark + 1 < end && t[mark + 1] == "度" ? mark + 2 : mark + 1), form: .span(PeriodPoint(year: first.value), PeriodPoint(year: last)))
                }
            }
        }
        // 24-26年分别为…
        if first.digits == 2, isDigit(t[start]), opensClause(t, start), let dash = rangeMark(t, p, end), let second = number(t, dash, end), second.digits == 2, isDigit(t[dash]), second.end < end, t[second.end] == "年", (10...40).contains(first.value), second.value > first.value, second.value <= 50 {
            return PeriodMention(span: TextSpan(start, second.end + 1), form: .span(PeriodPoint(year: 2000 + first.value), PeriodPoint(year: 2000 + second.value)))
        }
        p = skipSpace(t, p, end)
        guard p < end else { return nil }
        // 2021半年报, 2024上半年
        if first.isYear, first.digits == 4, isDigit(t[start]), t[p] != "年", t[p] < 0x10000, beginnings[Int(t[p])] & Self.half != 0, let part = quarterOrHalf(t, p, end, year: first.value, offset: nil, start: start) { return part }
        // 2020及2021年, 2020和2021年
        if first.isYear, first.digits == 4, p + 5 < end, t[p] == "及" || t[p] == "和" || t[p] == "与" || t[p] == "、", let second = number(t, p + 1, end), second.isYear, second.digits == 4, second.value > first.value, second.end < end, t[second.end] == "年" || t[second.end] == " " && second.end + 1 < end && t[second.end + 1] == "年" { return PeriodMention(span: TextSpan(start, p), form: .point(year: first.value, month: nil, day: nil)) }
        // 2018财年
        if first.isYear, first.digits == 4, p + 1 < end, t[p] == "财" || t[p] == "財", t[p + 1] == "年" { return PeriodMention(span: TextSpan(start, p + 2), form: .point(year: first.value, month: nil, day: nil)) }
        // 增加到2010的|13.2亿元: 年 is left out
        if t[p] == "的", first.isYear, first.digits == 4, isDigit(t[start]), start > 0, t[start - 1] == "到" || t[start - 1] == "至" || t[start - 1] == "由" || t[start - 1] == "从", p + 1 < end, isDigit(t[p + 1]) {
            return PeriodMention(span: TextSpan(start, p), form: .point(year: first.value, month: nil, day: nil))
        }
        // 2030年代, 2030年代末
        if t[p] == "年", first.isYear, first.digits == 4, first.value % 10 == 0, p + 1 < end, t[p + 1] == "代", p + 2 >= end || t[p + 2] != "表" {
            if p + 2 < end, t[p + 2] == "末" || t[p + 2] == "初" {
                return PeriodMention(span: TextSpan(start, p + 3), form: .point(year: first.value + (t[p + 2] == "末" ? 9 : 0), month: nil, day: nil))
            }
            return PeriodMention(span: TextSpan(start, p + 2), form: .span(PeriodPoint(year: first.value), PeriodPoint(year: first.value + 9)))
        }
        if t[p] == "年", first.isYear {
            p += 1
            if p < end, t[p] == "度" { p += 1 }
            if let dash = rangeMark(t, p, end), let second = number(t, dash, end), second.isYear, second.end < end, t[second.end] == "年" {
                // 2018年至2020年, 2017年9月 handled below when a month follows
                let after = second.end + (second.end + 1 < end && t[second.end + 1] == "度" ? 2 : 1)
                if number(t, after, end) == nil || !(isMonthAhead(t, after, end)) {
                    return PeriodMention(
                        span: TextSpan(start, after), form: .span(PeriodPoint(year: first.value), PeriodPoint(year: second.value)))
                }
            }
            if let inner = inside(t, p, end, year: first.value, offset: nil, start: start) { return inner }
            if let tail = Self.yearTails.match(in: t, at: p, limit: end), !beginsWord(t, tail.end, end) { p = tail.end }
            return PeriodMention(span: TextSpan(start, p), form: .point(year: first.value, month: nil, day: nil))
        }
        // 上世纪60年代, 70年代: of the century before
        if first.digits == 2, first.value % 10 == 0, first.value >= 30, p + 1 < end, t[p] == "年", t[p + 1] == "代" {
            let from = 1900 + first.value
            let isOfLast = start >= 3 && t[start - 3] == "上" && t[start - 2] == "世" && t[start - 1] == "纪"
            return PeriodMention(span: TextSpan(isOfLast ? start - 3 : start, p + 2), form: .span(PeriodPoint(year: from), PeriodPoint(year: from + 9)))
        }
        // 25年公司销量…: two digits at the head of a clause
        if t[p] == "年", first.digits == 2, isDigit(t[start]), (10...35).contains(first.value), opensClause(t, start), p + 1 < end, !Self.ofSpans(t[p + 1]) {
            let year = 2000 + first.value
            if let inner = inside(t, p + 1, end, year: year, offset: nil, start: start) { return inner }
            return PeriodMention(span: TextSpan(start, p + 1), form: .point(year: year, month: nil, day: nil))
        }
        if matches(t, p, end, Self.世纪) || matches(t, p, end, Self.世紀) {
            guard first.value >= 18, first.value <= 22, let decade = number(t, p + 2, end), decade.end + 1 < end,
                t[decade.end] == "年", t[decade.end + 1] == "代"
            else { return nil }
            let from = (first.value - 1) * 100 + decade.value
            return PeriodMention(
                span: TextSpan(start, decade.end + 2), form: .span(PeriodPoint(year: from), PeriodPoint(year: from + 9)))
        }
        return monthOrDay(t, start, end, year: nil, offset: nil, start: start)
    }

    /// 2020-12-25, 2020/12/25, 2020.12.25, 2020-12.
    private func numericDate(_ t: S, _ i: Int, _ end: Int) -> PeriodMention? {
        guard let y = number(t, i, end), y.isYear, y.digits == 4, y.end < end else { return nil }
        let mark = t[y.end]
        guard mark == "-" || mark == "/" || mark == ".", let m = number(t, y.end + 1, end), (1...12).contains(m.value), m.digits <= 2
        else { return nil }
        if m.end < end, t[m.end] == mark, let d = number(t, m.end + 1, end), (1...31).contains(d.value), d.digits <= 2 {
            return PeriodMention(span: TextSpan(i, d.end), form: .point(year: y.value, month: m.value, day: d.value))
        }
        // （2026-06上旬）, （2026-06）
        if mark == "-", m.digits == 2, m.end < end, t[m.end] == "上" || t[m.end] == "中" || t[m.end] == "下", m.end + 1 < end, t[m.end + 1] == "旬" { return PeriodMention(span: TextSpan(i, m.end + 2), form: .point(year: y.value, month: m.value, day: nil)) }
        if mark == "-", m.digits == 2, m.end < end, t[m.end] == "）", i > 0, t[i - 1] == "（" { return PeriodMention(span: TextSpan(i, m.end), form: .point(year: y.value, month: m.value, day: nil)) }
        return nil
    }

    /// What may follow a year: a month, a range of months, a half, a quarter.
    func inside(_ t: S, _ i: Int, _ end: Int, year: Int?, offset: Int?, start: Int) -> PeriodMention? {
        var p = skipSpace(t, i, end)
        if p < end, t[p] == "的" { p += 1 }
        if let q = quarterOrHalf(t, p, end, year: year, offset: offset, start: start) { return q }
        return monthOrDay(t, p, end, year: year, offset: offset, start: start)
    }

    /// 1—5月, 9月, 9月29日, 9月底, 12月25日至28日, 9月至12月.
    private func monthOrDay(_ t: S, _ i: Int, _ end: Int, year: Int?, offset: Int?, start: Int) -> PeriodMention? {
        guard let first = number(t, i, end), (1...12).contains(first.value), first.end < end else { return nil }
        let p = skipSpace(t, first.end, end)
        if let dash = rangeMark(t, p, end), let last = number(t, dash, end), last.end < end, t[skipSpace(t, last.end, end)] == "月" || t[last.end] == "月",
            (1...12).contains(last.value), last.value > first.value
        {
            return PeriodMention(
                span: TextSpan(start, last.end + 1), form: .months(year: year, offset: offset, first: first.value, last: last.value))
        }
        guard p < end, t[p] == "月" else { return nil }
        var q = p + 1
        if q < end, t[q] == "份" { q += 1 }
        if let dash = rangeMark(t, q, end), let last = number(t, dash, end), last.end < end {
            if t[last.end] == "月", (1...12).contains(last.value), last.value > first.value,
                number(t, last.end + 1, end) == nil
            {
                return PeriodMention(
                    span: TextSpan(start, last.end + 1), form: .months(year: year, offset: offset, first: first.value, last: last.value))
            }
            if last.isYear, t[last.end] == "年", let y = year, let m = number(t, last.end + 1, end), m.end < end, t[m.end] == "月",
                (1...12).contains(m.value)
            {
                return PeriodMention(
                    span: TextSpan(start, m.end + 1),
                    form: .span(PeriodPoint(year: y, month: first.value), PeriodPoint(year: last.value, month: m.value)))
            }
        }
        let dayStart = skipSpace(t, q, end)
        if var day = number(t, dayStart, end), day.end < end, (1...31).contains(day.value) {
            // 12 月 31 日止年度
            if case let mark = skipSpace(t, day.end, end), mark > day.end, mark < end, t[mark] == "日" { day.end = mark }
            if t[day.end] == "日" || t[day.end] == "号" || t[day.end] == "號" {
                q = day.end + 1
                if let dash = rangeMark(t, q, end), let second = number(t, dash, end), second.end < end {
                    if t[second.end] == "日", second.value > day.value, offset ?? 0 == 0 {
                        return PeriodMention(
                            span: TextSpan(start, second.end + 1),
                            form: .span(
                                PeriodPoint(year: year, month: first.value, day: day.value),
                                PeriodPoint(year: year, month: first.value, day: second.value)))
                    }
                    if t[second.end] == "月", let d2 = number(t, second.end + 1, end), d2.end < end, t[d2.end] == "日", offset ?? 0 == 0 {
                        return PeriodMention(
                            span: TextSpan(start, d2.end + 1),
                            form: .span(
                                PeriodPoint(year: year, month: first.value, day: day.value),
                                PeriodPoint(year: nil, month: second.value, day: d2.value)))
                    }
                }
                if offset != nil { return PeriodMention(span: TextSpan(start, q), form: .months(year: year, offset: offset, first: first.value, last: first.value)) }
                return PeriodMention(span: TextSpan(start, q), form: .point(year: year, month: first.value, day: day.value))
            }
            if let dash = rangeMark(t, day.end, end), let second = number(t, dash, end), second.end < end, t[second.end] == "日",
                second.value > day.value, offset ?? 0 == 0
            {
                return PeriodMention(
                    span: TextSpan(start, second.end + 1),
                    form: .span(
                        PeriodPoint(year: year, month: first.value, day: day.value),
                        PeriodPoint(year: year, month: first.value, day: second.value)))
            }
        }
        if let tail = Self.monthTails.match(in: t, at: q, limit: end), !beginsWord(t, tail.end, end) { q = tail.end }
        let third = t[q - 1] == "旬" ? (["上", "中", "下"] as [UInt32]).firstIndex(of: t[q - 2]).map { $0 + 1 } : nil
        return PeriodMention(
            span: TextSpan(start, q), form: .months(year: year, offset: offset, first: first.value, last: first.value), tenDays: third)
    }

    private func isMonthAhead(_ t: S, _ i: Int, _ end: Int) -> Bool {
        guard let n = number(t, i, end), n.end < end else { return false }
        return t[n.end] == "月"
    }

    /// 2024年|中国, 2023年|中部地区: 中 behind a year or month that belongs to the next word.
    private func beginsWord(_ t: S, _ next: Int, _ end: Int) -> Bool {
        guard t[next - 1] == "中", next < end else { return false }
        switch t[next] {
        case "国", "國", "央", "部", "西", "东", "東", "小", "标", "標", "外", "欧", "歐", "美", "俄", "韩", "日", "方", "共", "科", "石", "铁", "鐵", "车", "車", "信", "航", "移", "联", "金", "建", "煤", "粮", "粗", "兴", "医", "药", "藥", "考", "职", "試", "试", "间", "游", "高", "低", "原", "华", "華", "山", "年", "大", "介", "心", "汽", "欣", "芯": return true
        default: return false
        }
    }

    private func opensClause(_ t: S, _ i: Int) -> Bool {
        guard i > 0 else { return true }
        switch t[i - 1] {
        case "。", "，", "；", "：", "\n", "（", "计", "到", "较", "司": return true
        default: return false
        }
    }

    /// 25年来, 25年以上, 25年老店: a span of years.
    private static func ofSpans(_ c: UInt32) -> Bool {
        switch c {
        case "来", "內", "内", "前", "后", "期", "以", "间", "的", "老", "龄", "级", "不", "质", "长", "限", "保", "经", "多", "左", "一", "磨", "如", "，", "。", "、", "）", "；", "历", "免", "使", "运", "租", "特", "专", "累", "更", "超": return true
        default: return false
        }
    }

    private static let 世纪 = scalars("世纪"), 世紀 = scalars("世紀")
    private static let yearTails: WordsAhead = ["全年", "年底", "底", "末", "初", "年末", "年初", "间", "中"]
    private static let monthTails: WordsAhead = ["底", "末", "初", "中旬", "上旬", "下旬", "中", "份"]
}
