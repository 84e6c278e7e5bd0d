import Facts
import Lexicons

/// The rows of a results forecast.
extension ArticleReader {
    /// A row of a results forecast, whose cells say 盈利： or 亏损： before their sums: the label in front, and whether the sum is the second, of the year before.
    func forecastRow(_ d: Draft, _ r: Reading) -> (metric: String, isYearBefore: Bool)? {
        var i = d.quantity.span.start
        while i > 0, r.text[i - 1] == " " { i -= 1 }
        guard i >= 4, r.text[i - 1] == "：" || r.text[i - 1] == ":", case let at = extent(i - 3, i - 1) else { return nil }
        guard MetricRule.results.contains(r.text, at) else {
            // 比上年同期增长：148%–171%, on a line of its own
            guard d.category == .change, let head = extent(max(0, i - 12), i).last(where: { $0 == 0 || r.text[$0 - 1] == "\n" }), r.view(extent(head, i)).begins("比上年同期") else { return nil }
            return forecastLines(above: head, r).map { ($0.metric, false) }
        }
        var start = at.lowerBound
        while start > 0, r.text[start - 1] != "\n", at.lowerBound - start < 90 { start -= 1 }
        let line = r.string(extent(start, at.lowerBound))
        let label = line.unicodeScalars.prefix { $0 != "：" && $0 != ":" && !(0x30...0x39).contains($0.value) }.filter { $0 != " " && $0 != "\t" }
        var name = String(String.UnicodeScalarView(label))
        for word in ["亏损", "盈利"] where name.ends(word) { name = String(name.dropLast(2)) }
        if name.isEmpty { return forecastLines(above: start, r) }
        guard name.scalarCount >= 3, Self.earnings.contains(where: { name.holds($0) }) else { return nil }
        return (name, extent(start, at.lowerBound).contains { (0x30...0x39).contains(r.text[$0]) })
    }

    /// The same, one cell a line: the label stands in a line above, and the sums of this year and the year before below it.
    private func forecastLines(above start: Int, _ r: Reading) -> (metric: String, isYearBefore: Bool)? {
        var end = start - 1
        var sums = 0
        for _ in 0..<4 where end > 0 {
            var from = end
            while from > 0, r.text[from - 1] != "\n", end - from < 60 { from -= 1 }
            let line = r.string(extent(from, end)).filter { $0 != " " && $0 != "\u{3000}" }
            if line.begins("盈利") || line.begins("亏损") { sums += 1 } else if !line.begins("比上年") {
                guard (3...30).contains(line.scalarCount), Self.earnings.contains(where: { line.holds($0) }), !line.holds("：") else { return nil }
                return (line, sums > 0)
            }
            end = from - 1
        }
        return nil
    }

    /// 比上年同期增长：148%–171%: which way the results moved.
    func forecastChange(_ d: Draft, _ r: Reading) -> String? {
        let label = r.view(extent(max(0, d.quantity.span.start - 9), d.quantity.span.start))
        guard label.begins("上年同期") || label.begins("比上年同期") else { return nil }
        if label.ends("增长：") || label.ends("增长:") || label.ends("上升：") { return "up" }
        return label.ends("下降：") || label.ends("下降:") || label.ends("减少：") ? "down" : nil
    }

    private static let earnings = ["利润", "收益", "收入", "净利"]
}
