import Facts
import Lexicons

/// Finds time expressions in one pass: calendar dates, halves and quarters, relative and plan periods.
struct PeriodScanner: Sendable {
    typealias S = UnsafeBufferPointer<UInt32>

    /// Which forms may begin with each scalar of the basic plane; most scalars begin none.
    let beginnings: ContiguousArray<UInt8>
    /// Fixed words, by their place in ``fixed``.
    private let words: WordTrie
    private static let digit: UInt8 = 1, word: UInt8 = 2, plan: UInt8 = 4, number: UInt8 = 8, lead: UInt8 = 16, quarter: UInt8 = 32, english: UInt8 = 64
    /// A half, a whole year or a report may begin, behind a year or alone.
    static let half: UInt8 = 128

    init() {
        var beginnings = ContiguousArray<UInt8>(repeating: 0, count: 0x10000)
        func mark(_ scalars: some Sequence<UInt32>, _ form: UInt8) {
            for c in scalars where c < 0x10000 { beginnings[Int(c)] |= form }
        }
        for c in (0x4E00...0x9FFF as ClosedRange<UInt32>) where Scalars.hanNumeral(c) != nil { mark([c], Self.plan | Self.number) }
        mark(["〇", "○"], Self.plan | Self.number)
        mark(["“", "‘", "\""], Self.plan)
        mark(Self.fixed.compactMap(\.word.first), Self.word)
        mark(Self.yearLeads.compactMap(\.0.first), Self.lead)
        // a text is looked at where `mayBegin` says so, and a quarter may begin with any of its scalars
        for c in beginnings.indices { beginnings[c] = Self.mayBegin(UInt32(c)) ? beginnings[c] | Self.quarter : 0 }
        for c in 0x30...0x39 { beginnings[c] = Self.digit }
        for c in 0xFF10...0xFF19 { beginnings[c] = Self.digit }
        mark("JFMASONDHQfstl".unicodeScalars.map(\.value), Self.english)
        mark(["上", "下", "全", "年"], Self.half)
        mark(Self.reports.firsts, Self.half)
        self.beginnings = beginnings
        words = WordTrie(words: Self.fixed.enumerated().map { (String(scalars: $0.element.word), $0.offset) })
    }

    func mentions(in text: UnsafeBufferPointer<UInt32>, range: Range<Int>) -> [PeriodMention] {
        var found: [PeriodMention] = []
        var i = range.lowerBound
        let end = range.upperBound
        beginnings.withUnsafeBufferPointer { beginnings in
            while i < end {
                let c = text[i]
                let forms = c < 0x10000 ? beginnings[Int(c)] : 0
                guard forms != 0, var mention = mention(text, i, end, forms) else { i += 1; continue }
                fromFirst(&mention, text, range.lowerBound)
                toNext(&mention, text, range.upperBound)
                asTerm(&mention, text, range.upperBound)
                extend(&mention, text, range)
                found.append(mention)
                i = max(i + 1, mention.span.end)
            }
        }
        return found
    }

    /// 元至6月, 元月—6月: from January on.
    private func fromFirst(_ m: inout PeriodMention, _ t: S, _ floor: Int) {
        guard m.span.start - 2 >= floor, case .months(let year, let offset, let first, let last) = m.form, first == last, first > 1 else { return }
        switch t[m.span.start - 1] {
        case "至", "—", "-", "－", "~", "～", "到": break
        default: return
        }
        let start = t[m.span.start - 2] == "月" ? m.span.start - 3 : m.span.start - 2
        guard start >= floor, t[start] == "元" else { return }
        m.form = .months(year: year, offset: offset, first: 1, last: last)
        m.span = TextSpan(start, m.span.end)
    }

    /// 此前的9月和10月，: two months side by side, where nothing tells them apart.
    private func toNext(_ m: inout PeriodMention, _ t: S, _ end: Int) {
        guard case .months(let year, let offset, let first, let last) = m.form, first == last, m.span.end + 2 < end, t[m.span.end] == "和" || t[m.span.end] == "与", let next = number(t, m.span.end + 1, end), next.value == last + 1, next.value <= 12, next.end + 1 < end, t[next.end] == "月", t[next.end + 1] == "，" || t[next.end + 1] == "," else { return }
        m.form = .months(year: year, offset: offset, first: first, last: next.value)
        m.span = TextSpan(m.span.start, next.end + 1)
    }

    private static func mayBegin(_ c: UInt32) -> Bool {
        switch c {
        case "今", "去", "前", "明", "本", "当", "同", "上", "下", "近", "未", "过", "一", "二", "三", "四", "五", "六", "七",
            "八", "九", "十", "目", "日", "现", "眼", "Q", "如", "截", "〇", "零", "第", "“", "‘", "\"", "全", "多", "几", "两", "年", "此", "最", "迄", "至", "连", "月", "翌", "次", "首", "往", "来", "昨", "這", "这", "該", "该", "歷", "历", "报", "建", "成", "投":
            return true
        default: return false
        }
    }

    // MARK: - forms

    private func mention(_ t: S, _ i: Int, _ end: Int, _ forms: UInt8) -> PeriodMention? {
        if forms & Self.digit != 0 {
            if i > 0, isDigit(t[i - 1]) || t[i - 1] == "." && !isNumbered(t, i, end) || Scalars.isLetter(t[i - 1]) { return nil }
            if let m = english(t, i, end) { return m }
            // no fixed word and no plan begins with a digit, and most numbers are figures
            guard mayMeanTime(t, i, end) else { return nil }
        } else {
            if forms & Self.english != 0, let m = english(t, i, end) { return m }
            if forms & Self.word != 0, let m = word(t, i, end) { return m }
            if forms & Self.plan != 0, let m = plan(t, i, end) { return m }
        }
        if forms & (Self.digit | Self.number) != 0, let m = calendar(t, i, end) { return joined(m, t, end) }
        if forms & (Self.digit | Self.number | Self.lead) != 0, let m = years(t, i, end, mayLead: forms & Self.lead != 0) { return m }
        if forms & Self.half != 0, let m = report(t, i, end) { return m }
        if forms & (Self.digit | Self.number | Self.quarter) != 0 { return quarterOrHalf(t, i, end, year: nil, offset: nil, start: i) }
        return nil
    }

    /// 2.|2024年: a year behind the number of its item.
    private func isNumbered(_ t: S, _ i: Int, _ end: Int) -> Bool {
        guard i >= 2, isDigit(t[i - 2]), i < 3 || !isDigit(t[i - 3]) && t[i - 3] != ".", i + 4 < end, t[i + 4] == "年", t[i] == "1" && t[i + 1] == "9" || t[i] == "2" && t[i + 1] == "0" else { return false }
        return isDigit(t[i + 2]) && isDigit(t[i + 3])
    }

    /// 披露了半年报: a report without its year is the last one due.
    private func report(_ t: S, _ i: Int, _ end: Int) -> PeriodMention? {
        guard let (index, stop) = Self.reports.match(in: t, at: i, limit: end), t[stop - 1] == "报" || matches(t, stop, end, Self.报告) || matches(t, stop, end, Self.业绩) || stop - i == 4 else { return nil }
        let last = Self.lastMonths[index]
        // 白酒半年报：…: a name that nothing else has
        if stop - i == 3, t[i + 1] == "年" || t[i + 1] == "季", i == 0 || t[i - 1] != "年" && !isDigit(t[i - 1]) { return PeriodMention(span: TextSpan(i, stop), form: .months(year: nil, offset: nil, first: 1, last: last)) }
        var p = i
        while p >= 2, i - p < 6 {
            if Self.publishing.match(in: t, at: p - 2, limit: end) != nil {
                return PeriodMention(span: TextSpan(i, stop), form: .months(year: nil, offset: last == 12 ? -1 : nil, first: 1, last: last))
            }
            if t[p - 1] == "，" || t[p - 1] == "。" || isDigit(t[p - 1]) || t[p - 1] == "年" { return nil }
            p -= 1
        }
        return nil
    }

    private static let 报告 = scalars("报告"), 业绩 = scalars("业绩")
    private static let publishing: WordsAhead = ["发布", "披露", "公布", "公告", "公开"]

    /// Whether what stands behind the digits at `start` may make a date of them.
    private func mayMeanTime(_ t: S, _ start: Int, _ end: Int) -> Bool {
        var i = start
        while i < end, isDigit(t[i]) {
            i += 1
            if i - start > 4 { return false }
        }
        guard i < end else { return false }
        switch t[i] {
        case "上", "下", "半", "中", "一", "三", "的": return i - start == 4
        case "年", "月", "个", "個", "季", "世", " ", 0x3000, "—", "–", "-", "~", "～", "－", "至", "到", "─": return true
        case ".", "/", "财", "財", "及", "和", "与", "、": return i - start == 4
        default: return false
        }
    }

    /// 2021年6月26日至2022年7月22日, 2019年3月至2020年5月: two points and what lies between.
    private func joined(_ m: PeriodMention, _ t: S, _ end: Int) -> PeriodMention {
        guard let a = point(m.form), let next = rangeMark(t, m.span.end, end), next < end, isDigit(t[next]),
            let second = calendar(t, next, end), let b = point(second.form), b.year != nil || b.month != nil
        else { return m }
        return PeriodMention(span: TextSpan(m.span.start, second.span.end), form: .span(a, b))
    }

    private func point(_ form: PeriodMention.Form) -> PeriodPoint? {
        switch form {
        case .point(let year, let month, let day): return PeriodPoint(year: year, month: month, day: day)
        case .months(let year, nil, let first, let last) where first == last: return PeriodPoint(year: year, month: first)
        default: return nil
        }
    }

    /// Fixed words.
    private func word(_ t: S, _ i: Int, _ end: Int) -> PeriodMention? {
        guard let match = words.longestMatch(in: t, at: i, limit: end) else { return nil }
        // 样|本周|度库存, 成|本周|期: across two words
        if t[i] == "本", match.end - i == 2, match.end < end, t[i + 1] == "周", t[match.end] == "度" || t[match.end] == "期" || t[match.end] == "转" || t[match.end] == "边" { return nil }
        // 出现在, 体现在: another word
        if t[i] == "现", t[i + 1] == "在", i > 0, Self.endsWithNow(t[i - 1]) { return nil }
        let form = Self.fixed[match.value].form
        var stop = match.end
        if case .relativeYear(let offset) = form {
            // 今年上半年, 去年9月, 今年1—5月, 去年同期
            if let inner = inside(t, stop, end, year: nil, offset: offset, start: i) { return inner }
            if stop < end, t[stop] == "度" || t[stop] == "末" || t[stop] == "底" || t[stop] == "初" { stop += 1 }
            if matches(t, stop, end, Self.同期) || matches(t, stop, end, Self.同月) || matches(t, stop, end, Self.同季) { return PeriodMention(span: TextSpan(i, stop + 2), form: .samePeriod(offset)) }
            return PeriodMention(span: TextSpan(i, stop), form: form)
        }
        // 截至今年6月底
        if form == .now, stop < end, t[stop] == "年", t[stop - 1] == "今" { return nil }
        if case .sameYear = form, let inner = inside(t, stop, end, year: nil, offset: nil, start: i) { return inner }
        return PeriodMention(span: TextSpan(i, stop), form: form)
    }

    /// “十四五”, 十三五时期, “十四五”末.
    private func plan(_ t: S, _ i: Int, _ end: Int) -> PeriodMention? {
        var p = i
        if t[p] == "“" || t[p] == "‘" || t[p] == "\"" { p += 1 }
        var number = 0
        var q = p
        while q < end, q - p < 4, let d = Scalars.hanNumeral(t[q]) {
            if d == 10 { number = max(number, 1) * 10 } else { number += d }
            q += 1
        }
        // the last 五 belongs to the name: 十|四|五
        guard q - p >= 2, t[q - 1] == "五", number > 5 else { return nil }
        number -= 5
        if t[q - 2] == "十", q - p == 2 { number = 10 }
        guard number >= 6 else { return nil }
        let quoted = q < end && (t[q] == "”" || t[q] == "’" || t[q] == "\"")
        if quoted { q += 1 }
        if !quoted, p == i {
            guard matches(t, q, end, Self.时期) || matches(t, q, end, Self.期间) || matches(t, q, end, Self.以来)
                || matches(t, q, end, Self.末) || matches(t, q, end, Self.规划) || matches(t, q, end, Self.期末) || matches(t, q, end, Self.時期)
                || matches(t, q, end, Self.开局之年) || matches(t, q, end, Self.收官)
            else { return nil }
        }
        var form = PeriodMention.Form.plan(number: number, end: false)
        if q < end, t[q] == "末" || (t[q] == "期" && q + 1 < end && t[q + 1] == "末") {
            q += t[q] == "末" ? 1 : 2
            form = .plan(number: number, end: true)
        } else if matches(t, q, end, Self.时期) || matches(t, q, end, Self.期间) || matches(t, q, end, Self.時期) {
            q += 2
            if q < end, t[q] == "末" { q += 1; form = .plan(number: number, end: true) }
        }
        // “十五五”开局之年: the first of its years
        if matches(t, q, end, Self.开局之年), number >= 6 { return PeriodMention(span: TextSpan(i, q + 4), form: .point(year: 1981 + (number - 6) * 5, month: nil, day: nil)) }
        return PeriodMention(span: TextSpan(i, q), form: form)
    }

    /// 上半年, 前三季度, 第三季度, 一季度, 全年, 下半年, 1季度, 四个季度.
    func quarterOrHalf(_ t: S, _ i: Int, _ end: Int, year: Int?, offset: Int?, start: Int) -> PeriodMention? {
        guard i + 1 < end else { return nil }
        func months(_ first: Int, _ last: Int, _ stop: Int) -> PeriodMention {
            PeriodMention(span: TextSpan(start, stop), form: .months(year: year, offset: offset, first: first, last: last))
        }
        // most scalars that a quarter may begin with begin none of these words
        if t[i] < 0x10000, beginnings[Int(t[i])] & Self.half != 0 {
            let second = t[i + 1]
            if second == "半", i + 2 < end, t[i + 2] == "年", t[i] == "上" || t[i] == "下" { return t[i] == "上" ? months(1, 6, i + 3) : months(7, 12, i + 3) }
            if t[i] == "全", second == "年" {
                if year == nil, offset == nil { return PeriodMention(span: TextSpan(start, i + 2), form: .wholeYear) }
                return months(1, 12, i + 2)
            }
            if t[i] == "年", second == "末", year == nil, offset == nil {
                return PeriodMention(span: TextSpan(start, i + 2), form: .wholeYear)
            }
            if let report = Self.reports.match(in: t, at: i, limit: end) {
                let last = Self.lastMonths[report.index]
                // 年报 without its year: of the year that is over
                if last == 12, year == nil, offset == nil { return PeriodMention(span: TextSpan(start, report.end), form: .months(year: nil, offset: -1, first: 1, last: 12)) }
                return months(1, last, report.end)
            }
        }
        var p = i
        var leading = false
        // Q2, 首季, 末季
        if t[p] == "Q", let part = part(t[p], t[p + 1]), i == 0 || !Scalars.isLetter(t[i - 1]), p + 2 >= end || !Scalars.isLetter(t[p + 2]) && !isDigit(t[p + 2]) {
            return months(part.first, part.last, p + 2)
        }
        if t[p] == "首" || t[p] == "末", t[p + 1] == "季" { return t[p] == "首" ? months(1, 3, p + 2) : months(10, 12, p + 2) }
        if t[p] == "前" || t[p] == "首" || t[p] == "第" {
            leading = t[p] != "第"
            p = skipSpace(t, p + 1, end)
        }
        if leading, let n = number(t, p, end), n.end < end, (2...11).contains(n.value) {
            var q = skipSpace(t, n.end, end)
            guard q < end else { return nil }
            if t[q] == "个", q + 1 < end, t[q + 1] == "月" { q += 2; return months(1, n.value, q) }
            if t[q] == "個", q + 1 < end, t[q + 1] == "月" { q += 2; return months(1, n.value, q) }
            // 前4月
            if t[q] == "月", q + 1 >= end || t[q + 1] != "份" { return months(1, n.value, q + 1) }
        }
        guard p < end, let n = number(t, p, end), (1...4).contains(n.value), n.end < end else { return nil }
        var q = t[i] == "第" ? skipSpace(t, n.end, end) : n.end
        if t[q] == "个" || t[q] == "個" { q += 1 }
        guard q < end, t[q] == "季" else { return nil }
        q += q + 1 < end && t[q + 1] == "度" ? 2 : 1
        // 三季度末: the month that it ends with
        if !leading, q < end, t[q] == "末" || t[q] == "底" { return months(n.value * 3, n.value * 3, q + 1) }
        return leading ? months(1, n.value * 3, q) : months(n.value * 3 - 2, n.value * 3, q)
    }

    /// 近3年, 过去五年, 五年来, 三年来, 未来3年, 前3年, 今后五年.
    private func years(_ t: S, _ i: Int, _ end: Int, mayLead: Bool) -> PeriodMention? {
        if mayLead {
            // 学前三年毛入园率
            for (lead, future) in Self.yearLeads where matches(t, i, end, lead) && !(t[i] == "前" && i > 0 && t[i - 1] == "学") {
                var p = skipSpace(t, i + lead.count, end)
                if p < end, t[p] == "的" { p += 1 }
                if p + 1 < end, t[p] == "几" || t[p] == "幾" || t[p] == "数", t[p + 1] == "年" {
                    p += 2
                    if p < end, t[p] == "来" || t[p] == "來" { p += 1 }
                    return PeriodMention(span: TextSpan(i, p), form: .vague)
                }
                guard let n = number(t, p, end), n.end < end, (1...60).contains(n.value), !n.isYear else { continue }
                p = n.end
                // 未来5到10年 has no single end
                if let dash = rangeMark(t, p, end), let m = number(t, dash, end), m.end < end, t[m.end] == "年" {
                    return PeriodMention(span: TextSpan(i, m.end + 1), form: .vague)
                }
                if t[p] == "个" || t[p] == "個" {
                    // 前7个月 counts from January
                    guard matches(t, p + 1, end, Self.月), t[i] != "前" else { continue }
                    return PeriodMention(span: TextSpan(i, p + 2), form: .vague)
                }
                guard t[p] == "年" else { continue }
                p += 1
                if p < end, t[p] == "多" { return PeriodMention(span: TextSpan(i, p + 1), form: .vague) }
                if let tail = Self.sinceTails.match(in: t, at: p, limit: end) { p = tail.end }
                return PeriodMention(span: TextSpan(i, p), form: future ? .nextYears(n.value) : .lastYears(n.value))
            }
        }
        // 五年来, 3年来 (only at the start of a clause or after 这)
        if let n = number(t, i, end), !n.isYear, (2...30).contains(n.value), n.end + 1 < end, t[n.end] == "年" {
            if t[n.end + 1] == "来" || t[n.end + 1] == "來" {
                return PeriodMention(span: TextSpan(i, n.end + 2), form: .lastYears(n.value))
            }
            // 五年过去，…: how things stand now
            if t[n.end] == "年", n.end + 3 < end, t[n.end + 1] == "过", t[n.end + 2] == "去", t[n.end + 3] == "，", n.value <= 30 { return PeriodMention(span: TextSpan(i, n.end + 3), form: .now) }
            // 三年内有望突破100亿元
            if t[n.end + 1] == "内", n.value <= 20 {
                var q = n.end + 2
                while q < end, q - n.end < 12, t[q] != "，", t[q] != "。", !isDigit(t[q]) {
                    if Self.aims.match(in: t, at: q, limit: end) != nil { return PeriodMention(span: TextSpan(i, n.end + 2), form: .nextYears(n.value)) }
                    q += 1
                }
            }
            if matches(t, n.end + 1, end, Self.累计) { return PeriodMention(span: TextSpan(i, n.end + 1), form: .lastYears(n.value)) }
            if matches(t, n.end + 1, end, Self.以来) {
                return PeriodMention(span: TextSpan(i, n.end + 3), form: .lastYears(n.value))
            }
        }
        return nil
    }

    private static let aims: WordsAhead = ["有望", "将", "力争", "争取", "计划", "要", "预计", "可实现", "實現", "達到"]

    // MARK: - scalars

    struct Number { var value: Int; var end: Int; var digits: Int; var isYear: Bool }

    /// A whole number in Arabic, full-width or Chinese digits (二〇二〇, 十二, 三).
    func number(_ t: S, _ i: Int, _ end: Int) -> Number? {
        var p = i
        var value = 0
        var digits = 0
        while p < end, digits <= 6, isDigit(t[p]) {
            value = value * 10 + Int(t[p] >= 0xFF10 ? t[p] - 0xFF10 : t[p] - 0x30)
            digits += 1
            p += 1
        }
        if digits > 0 {
            guard digits <= 4 else { return nil }
            return Number(value: value, end: p, digits: digits, isYear: digits == 4 && (1000...2999).contains(value))
        }
        // Chinese: a digit string of four is a year, else at most 三十一
        var han: (Int, Int, Int) = (0, 0, 0)
        var count = 0, joined = 0, hasTen = false
        while p < end, count < 5, let d = Scalars.hanNumeral(t[p]) {
            switch count {
            case 0: han.0 = d
            case 1: han.1 = d
            case 2: han.2 = d
            default: break
            }
            joined = joined * 10 + d
            hasTen = hasTen || d == 10
            count += 1
            p += 1
        }
        guard count > 0 else { return nil }
        if count == 4, !hasTen {
            return (1000...2999).contains(joined) ? Number(value: joined, end: p, digits: 4, isYear: true) : nil
        }
        let v: Int
        switch count {
        case 1: v = han.0
        case 2 where han.0 == 10: v = 10 + han.1
        case 2 where han.1 == 10: v = han.0 * 10
        case 3 where han.1 == 10: v = han.0 * 10 + han.2
        default: return nil
        }
        return Number(value: v, end: p, digits: 2, isYear: false)
    }

    func rangeMark(_ t: S, _ i: Int, _ end: Int) -> Int? {
        guard i < end else { return nil }
        // 2025 - 2027年度
        let i = t[i] == " " && i + 2 < end && t[i + 2] == " " && (t[i + 1] == "-" || t[i + 1] == "–" || t[i + 1] == "—") ? i + 1 : i
        switch t[i] {
        case "—", "–", "-", "~", "～", "－", "至", "到", "─":
            var p = i + 1
            if p < end, t[i] == "—" || t[i] == "-" || t[i] == "─", t[p] == t[i] { p += 1 }
            return skipSpace(t, p, end)
        default: return nil
        }
    }

    func skipSpace(_ t: S, _ i: Int, _ end: Int) -> Int {
        var p = i
        while p < end, t[p] == " " || t[p] == 0x3000 { p += 1 }
        return p
    }

    func isDigit(_ c: UInt32) -> Bool { (c >= 0x30 && c <= 0x39) || (c >= 0xFF10 && c <= 0xFF19) }

    func matches(_ t: S, _ i: Int, _ end: Int, _ word: [UInt32]) -> Bool {
        guard i >= 0, i + word.count <= end else { return false }
        for k in 0..<word.count where t[i + k] != word[k] { return false }
        return true
    }

    static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    // MARK: - tables (closed sets of the calendar's language)

    static let 同期 = scalars("同期"), 时期 = scalars("时期"), 時期 = scalars("時期"), 期间 = scalars("期间")
    private static let 累计 = scalars("累计")
    private static let 以来 = scalars("以来"), 末 = scalars("末"), 期末 = scalars("期末"), 规划 = scalars("规划")
    private static let 开局之年 = scalars("开局之年"), 收官 = scalars("收官")
    private static let 月 = scalars("月")
    /// Names of periodic reports, and the last month that each covers.
    private static let reports: WordsAhead = ["半年度", "半年报", "中报", "一季报", "第一季度", "三季报", "年度报告", "年报"]
    private static let lastMonths = [6, 6, 6, 3, 3, 9, 12, 12]
    private static let yearLeads: [([UInt32], Bool)] = [
        ("近", false), ("最近", false), ("过去的", false), ("过去", false), ("過去", false), ("这", false), ("這", false), ("前", false), ("以往", false), ("历经", false),
        ("未来", true), ("未來", true), ("今后", true), ("今後", true), ("接下来", true),
    ].map { (scalars($0.0), $0.1) }

    private static func endsWithNow(_ c: UInt32) -> Bool { c == "出" || c == "体" || c == "表" || c == "呈" || c == "展" || c == "实" || c == "发" || c == "显" || c == "涌" || c == "浮" || c == "再" }

    private static let fixed: [(word: [UInt32], form: PeriodMention.Form)] = {
        let list: [(String, PeriodMention.Form)] = [
            ("今年", .relativeYear(0)), ("本年", .relativeYear(0)), ("本年度", .relativeYear(0)), ("去年", .relativeYear(-1)),
            ("上年", .relativeYear(-1)), ("上一年", .relativeYear(-1)), ("前年", .relativeYear(-2)), ("明年", .relativeYear(1)),
            ("上年度", .relativeYear(-1)), ("后年", .relativeYear(2)), ("前一财年", .relativeYear(-1)), ("上一财年", .relativeYear(-1)), ("上财年", .relativeYear(-1)), ("前一年", .relativeYear(-1)), ("上一年度", .relativeYear(-1)), ("前一年度", .relativeYear(-1)), ("上一会计年度", .relativeYear(-1)), ("上个会计年度", .relativeYear(-1)), ("最近一个会计年度", .relativeYear(-1)),
            ("上一交易日", .vague), ("前一交易日", .vague), ("前一日", .vague), ("前一周五", .vague), ("前一周", .vague), ("前周五", .vague), ("上一季度", .quarterBefore), ("上季度", .quarterBefore), ("前一季度", .vague), ("上季", .vague), ("上周", .vague), ("当年", .sameYear), ("當年", .sameYear), ("同年", .sameYear),
            ("年内", .relativeYear(0)), ("年底前", .relativeYear(0)), ("年初", .vague), ("建厂以来", .vague), ("成立以来", .vague), ("投产以来", .vague), ("建成以来", .vague),
            ("目前", .now), ("日前", .now), ("当前", .now), ("現有", .now), ("目前为止", .now), ("截至目前", .now), ("截止目前", .now),
            ("到目前", .now), ("到目前为止", .now), ("现有", .now), ("眼下", .now), ("如今", .now), ("现在", .now), ("现已", .now), ("现时", .now), ("現已", .now), ("迄今", .now), ("至今", .now), ("月初", .vague), ("周初", .vague),
            ("截至日前", .now), ("截至当前", .now), ("截至发稿", .now), ("當前", .now), ("今日", .relativeDay(0)), ("今天", .relativeDay(0)), ("本日", .relativeDay(0)), ("截至收盘", .relativeDay(0)), ("截至本公告披露日", .relativeDay(0)), ("截至本公告日", .relativeDay(0)), ("截至公告日", .relativeDay(0)), ("截至公告披露日", .relativeDay(0)), ("截止本公告日", .relativeDay(0)), ("截止本公告披露日", .relativeDay(0)), ("截至本公告出具日", .relativeDay(0)), ("昨日", .relativeDay(-1)), ("昨天", .relativeDay(-1)), ("本周", .now), ("当天", .sameDay), ("當天", .sameDay), ("近日", .vague), ("近期", .vague), ("本月", .relativeMonth(0)), ("上月", .relativeMonth(-1)),
            ("上个月", .relativeMonth(-1)), ("当月", .sameMonth), ("當月", .sameMonth), ("本旬", .sameTenDays), ("同期", .samePeriod(0)), ("当季", .samePeriod(0)), ("当季度", .samePeriod(0)), ("当日", .sameDay), ("同日", .sameDay), ("當日", .sameDay),
            ("报告期各期末", .reportTerm), ("报告期各期", .reportTerm), ("报告期内", .reportTerm), ("报告期末", .reportTerm), ("本报告期", .reportTerm), ("报告期", .reportTerm), ("近年来", .vague), ("近年", .vague), ("近年來", .vague), ("多年来", .vague), ("几年来", .vague), ("近几年", .vague), ("历年", .vague),
            ("近两年", .lastYears(2)), ("過去一年", .lastYears(1)), ("过去一年", .lastYears(1)), ("一年来", .lastYears(1)), ("近一年", .lastYears(1)), ("这一年", .sameYear),
        ]
        return list.map { (scalars($0.0), $0.1) }
    }()
}
