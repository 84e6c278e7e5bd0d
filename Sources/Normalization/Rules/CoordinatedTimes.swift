import Facts
import Lexicons

/// The times that a list of figures is told of: 2021年、2022年分别为….
extension CoordinationRule {
    /// 2021年、2022年及2023年，营业收入分别为A、B和C: each figure has its own time.
    func series(_ drafts: inout [Draft], _ range: Range<Int>, isNamed: Bool, _ r: Reading) {
        let first = drafts[range.lowerBound]
        guard first.phrase?.respectively == true || isSlashed(drafts, range, r) || saysRespectively(first, r) || r.view(extent(r.start(of: first.clause), first.quantity.span.start)).begins("对应") else { return }
        let token = r.tokenIndex(at: first.quantity.span.start)
        // …净利润分别为A、B、C，对应EPS为a、b、c: of the times of the list before
        let told = range.lowerBound >= range.count ? extent(range.lowerBound - range.count, range.lowerBound).map { drafts[$0] } : []
        if !told.isEmpty, told[0].sentence == first.sentence, told.dropFirst().allSatisfy({ $0.coordinatedWith != nil }), Set(told.map(\.period)).count == told.count, !told.contains(where: { $0.period.isEmpty }), !extent(first.clause.lowerBound, token).contains(where: { r.tokens[$0].kind == .period }) {
            for (k, draft) in zip(range, told) { drafts[k].period = draft.period }
            return
        }
        guard let values = times(before: token, sentence: first.sentence, count: range.count, isNamed: isNamed, r) ?? (isNamed ? nil : yearsCarried(range.map { drafts[$0].period })) else { return }
        for (k, value) in zip(range, values) { drafts[k].period = value }
    }

    /// 其中，甲业务毛利润分别为A、B和C, behind the figures of 2016年、2017年和2018年: the years of the stretch that reaches here.
    private func yearsCarried(_ periods: [String]) -> [String]? {
        guard let stretch = periods.first, stretch.utf8.count == 9, periods.count >= 2, periods.allSatisfy({ $0.equals(stretch) }), let from = Int(stretch.prefix(4)), let to = Int(stretch.suffix(4)), to - from + 1 == periods.count else { return nil }
        return (from...to).map(CalendarDay.four)
    }

    /// 公司|分别|实现营业收入: in the clause, before the verb.
    func saysRespectively(_ d: Draft, _ r: Reading) -> Bool {
        extent(d.clause.lowerBound, r.tokenIndex(at: d.quantity.span.start)).contains { r.tokens[$0].kind == .word && r.tokens[$0].roles.contains(.respectively) }
    }

    private func isSlashed(_ drafts: [Draft], _ range: Range<Int>, _ r: Reading) -> Bool {
        let a = drafts[range.lowerBound].quantity.span.end
        return a < r.text.count && r.text[a] == "/"
    }

    /// The times of a list of `count` figures: said one by one in the sentence or, for 报告期各期末, where the text first told them,
    /// else the parts of one stretch.
    private func times(before token: Int, sentence: Range<Int>, count: Int, isNamed: Bool, _ r: Reading) -> [String]? {
        var run: [Int] = []
        var j = token - 1
        var floor = sentence.lowerBound
        let reportsEach = extent(sentence.lowerBound, token).contains { r.tokens[$0].kind == .period && isReportTerm(r.tokens[$0], r) }
        if reportsEach { floor = max(0, token - 4000) }
        while j >= floor {
            let t = r.tokens[j]
            // 较1—2月、1—3月分别下降…: what each is compared with
            if t.kind == .period, r.periods[Int(t.index)].isBaseline { return nil }
            if t.kind == .period, !isReportTerm(t, r) {
                run.insert(Int(t.index), at: 0)
            } else if !run.isEmpty {
                let joins = t.mark == .listComma || t.mark == .space || t.kind == .word && t.roles.contains(.conjunction) && t.end - t.start <= 2
                if !joins {
                    if run.count == count { break }
                    run = []
                }
            }
            j -= 1
        }
        if run.count == count {
            let values = run.map { r.periodValues[$0] }
            return values.contains("") ? nil : values
        }
        if let years = yearsAndPart(before: token, in: sentence, r), years.count == count { return years }
        let stretch = lastStretch(before: token, in: sentence, r)
        // 前三季度营业收入分别为A、B、C in quarters; 上半年城乡居民收入分别为A、B is no series
        if stretch.utf8.count > 9, !r.string(extent(r.start(of: sentence), r.tokens[token].start)).holds("季度") { return nil }
        return isNamed ? nil : parts(of: stretch, count: count)
    }

    /// 2017到2020年1—9月: three years, and the months of a fourth.
    private func yearsAndPart(before token: Int, in sentence: Range<Int>, _ r: Reading) -> [String]? {
        let told = extent(sentence.lowerBound, token).filter { r.tokens[$0].kind == .period }
        guard told.count >= 2, case let (a, b) = (r.tokens[told[told.count - 2]], r.tokens[told[told.count - 1]]) else { return nil }
        // 2023年至2025年|上半年
        if b.start == a.end, case let ends = r.periodValues[Int(a.index)].split(separator: "/"), ends.count == 2, let first = Int(ends[0]), let year = Int(ends[1]), year > first, year - first < 10, case let last = r.periodValues[Int(b.index)], last.utf8.count > 4, last.hasPrefix(ends[1]) {
            return (first..<year).map(CalendarDay.four) + [last]
        }
        guard b.start > a.end, b.start - a.end <= 2, case let last = r.periodValues[Int(b.index)], last.utf8.count > 4 else { return nil }
        guard let first = Int(r.periodValues[Int(a.index)]), let year = Int(last.prefix(4)), first > 1900, year > first, year - first < 10, "到至—－-~".contains(r.string(extent(a.end, a.end + 1))) else { return nil }
        return (first..<year).map(CalendarDay.four) + [last]
    }

    /// 报告期, 报告期各期末.
    private func isReportTerm(_ t: Token, _ r: Reading) -> Bool { t.end - t.start >= 3 && (r.text[t.start] == "报" || r.text[t.start] == "本" && r.text[t.start + 1] == "报") }

    private func lastStretch(before token: Int, in sentence: Range<Int>, _ r: Reading) -> String {
        var j = token - 1
        while j >= sentence.lowerBound {
            if r.tokens[j].kind == .period, !r.periods[Int(r.tokens[j].index)].isBaseline { return r.periodValues[Int(r.tokens[j].index)] }
            j -= 1
        }
        return ""
    }

    /// 2021/2023 in three years; the first three quarters in quarters.
    private func parts(of value: String, count: Int) -> [String]? {
        let ends = value.split(separator: "/").map(String.init)
        guard ends.count == 2, count >= 2 else { return nil }
        if ends.allSatisfy({ $0.utf8.count == 4 }), let a = Int(ends[0]), let b = Int(ends[1]), b >= a, b - a == count - 1 { return (a...b).map(CalendarDay.four) }
        guard ends.allSatisfy({ $0.utf8.count == 7 }), ends[0].prefix(4) == ends[1].prefix(4), ends[0].hasSuffix("-01"), let last = Int(ends[1].suffix(2)), last == count * 3 else { return nil }
        return (0..<count).map { "\(ends[0].prefix(4))-\(CalendarDay.two($0 * 3 + 1))/\(ends[0].prefix(4))-\(CalendarDay.two($0 * 3 + 3))" }
    }
}
