import Facts
import Lexicons

/// The rows of a results forecast.
extension ArticleReader {
    /// A row of a results forecast, whose cells say 盈利： or 亏损： before their sums.
    struct ForecastRow {
        /// The label in front.
        var metric: String
        /// Whether the sum is the second, of the year before.
        var isYearBefore = false
        /// The months that the head of the table or the line above it names, else empty.
        var period = ""
    }

    func forecastRow(_ d: Draft, _ r: Reading) -> ForecastRow? {
        guard var row = forecastLabel(d, r) else { return nil }
        row.period = forecastMonths(above: d.quantity.span.start, r)
        if row.isYearBefore { row.period = PeriodResolver.yearBefore(row.period) }
        return row
    }

    private func forecastLabel(_ d: Draft, _ r: Reading) -> ForecastRow? {
        var i = d.quantity.span.start
        while i > 0, r.text[i - 1] == " " { i -= 1 }
        guard i >= 4, r.text[i - 1] == "：" || r.text[i - 1] == ":", case let at = extent(i - 3, i - 1) else { return nil }
        guard MetricRule.results.contains(r.text, at) else {
            // 比上年同期增长：148%–171%, on a line of its own
            guard d.category == .change, let head = extent(max(0, i - 12), i).last(where: { $0 == 0 || r.text[$0 - 1] == "\n" }), r.view(extent(head, i)).begins("比上年同期") else { return nil }
            return forecastLines(above: head, r).map { ForecastRow(metric: $0.metric) }
        }
        var start = at.lowerBound
        while start > 0, r.text[start - 1] != "\n", at.lowerBound - start < 90 { start -= 1 }
        let line = r.string(extent(start, at.lowerBound))
        let label = line.unicodeScalars.prefix { $0 != "：" && $0 != ":" && !(0x30...0x39).contains($0.value) }.filter { $0 != " " && $0 != "\t" && $0 != "|" }
        var name = String(String.UnicodeScalarView(label))
        for word in ["亏损", "盈利"] where name.ends(word) { name = String(name.dropLast(2)) }
        if name.isEmpty { return forecastLines(above: start, r) }
        guard name.scalarCount >= 3, Self.earnings.contains(where: { name.holds($0) }) else { return nil }
        return ForecastRow(metric: name, isYearBefore: extent(start, at.lowerBound).contains { (0x30...0x39).contains(r.text[$0]) })
    }

    /// The same, one cell a line: the label stands in a line above, and the sums of this year and the year before below it.
    private func forecastLines(above start: Int, _ r: Reading) -> ForecastRow? {
        var end = start - 1
        var sums = 0
        for _ in 0..<4 where end > 0 {
            var from = end
            while from > 0, r.text[from - 1] != "\n", end - from < 60 { from -= 1 }
            let line = r.string(extent(from, end)).filter { $0 != " " && $0 != "\u{3000}" }
            // 归属于上市公司股东的净利润 | 亏损：350万元 | 盈利：9,832万元, over 比上年同期减少
            if let bar = line.firstIndex(of: "|"), Self.earnings.contains(where: { line[..<bar].contains($0) }) { return ForecastRow(metric: String(line[..<bar]), isYearBefore: sums > 0) }
            if line.begins("盈利") || line.begins("亏损") { sums += 1 } else if !line.begins("比上年") {
                guard (3...30).contains(line.scalarCount), Self.earnings.contains(where: { line.holds($0) }), !line.holds("：") else { return nil }
                return ForecastRow(metric: line, isYearBefore: sums > 0)
            }
            end = from - 1
        }
        return nil
    }

    /// 比上年同期增长：148%–171%: which way the results moved.
    func forecastChange(_ d: Draft, _ r: Reading) -> String? {
        let label = extent(max(0, d.quantity.span.start - 9), d.quantity.span.start)
        // 与上年同期相比变动幅度：-66.55%至-57.26%
        if Self.movements.anyIn(r.text, label) { return d.quantity.low.isNegative ? "down" : "up" }
        guard Self.yearsBefore.anyIn(r.text, label) else { return nil }
        return Self.rises.anyEnds(r.text, label) ? "up" : Self.falls.anyEnds(r.text, label) ? "down" : nil
    }

    private static let movements: AffixList = ["变动幅度", "变动比例", "增减变动"]
    private static let yearsBefore: AffixList = ["上年同期", "去年同期"]
    private static let rises: AffixList = ["增长：", "增长:", "上升：", "上升:", "增加：", "增加:"]
    private static let falls: AffixList = ["下降：", "下降:", "减少：", "减少:"]

    /// 项目 | 2023年7月1日-2023年9月30日 | 上年同期, 2.2023年第三季度预计业绩情况: of which months the rows below tell.
    private func forecastMonths(above position: Int, _ r: Reading) -> String {
        var end = position
        for _ in 0..<14 where end > 0 {
            var start = end
            while start > 0, r.text[start - 1] != "\n", end - start < 120 { start -= 1 }
            // a longer line is no row
            guard start == 0 || r.text[start - 1] == "\n" else { return "" }
            var j = r.tokenIndex(at: start)
            while j < r.tokens.count, r.tokens[j].start < end, r.tokens[j].kind != .period || isSamePeriod(r.periods[Int(r.tokens[j].index)]) { j += 1 }
            if j < r.tokens.count, r.tokens[j].start < end, case let line = r.view(extent(start, end)), line.holds("上年同期") && !line.holds("比上年") || line.holds("预计") || line.holds("预告期间") { return Self.months(of: r.periodValues[Int(r.tokens[j].index)]) }
            end = start - 1
        }
        return ""
    }

    private func isSamePeriod(_ m: PeriodMention) -> Bool {
        if case .samePeriod = m.form { return true }
        return false
    }

    /// The months or the year that two days bound.
    private static func months(of period: String) -> String {
        let days = period.split(separator: "/").compactMap { CalendarDay(String($0)) }
        guard days.count == 2, days[0].day == 1, days[1].day >= 28, days[0].year == days[1].year else { return period }
        if days[0].month == 1, days[1].month == 12 { return CalendarDay.four(days[0].year) }
        return String(period.prefix(7)) + "/" + String(period.dropFirst(11).prefix(7))
    }

    private static let earnings = ["利润", "收益", "收入", "净利"]
}
