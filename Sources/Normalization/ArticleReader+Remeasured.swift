import Facts
import Lexicons

/// What the words around a figure say against the category and the measure that the rules found.
extension ArticleReader {
    func remeasure(_ d: Draft, _ phrase: Phrase, _ previous: Draft?, _ r: Reading) {
        // 净利润同比增长均超过100%，分别为|582%、476%|: of what grew
        if d.category == .share, d.quantity.dimension == .percent, phrase.respectively, phrase.range.isEmpty, let previous, previous.sentence == d.sentence, previous.category == .change, previous.from == nil, previous.quantity.dimension == .percent, previous.metric == d.metric { (d.category, d.direction) = (.change, previous.direction) }
        // 每年需原材料钢材约20.5万吨: what is wanted
        if d.category == .production, d.quantity.dimension == .mass, phrase.indicator == nil, let need = extent(r.start(of: d.clause), d.quantity.span.start).last(where: { r.text[$0] == "需" }), need > r.start(of: d.clause), Self.wanting(r.text[need - 1]), d.quantity.span.start - need <= 10 { (d.category, d.metric) = (.other, "需") }
        // 出口家具及|零件|64.6亿美元: what is traded is one with what stands before
        if d.category == .other, d.rule.equals("money"), phrase.indicator == nil, let (side, things) = tradedTogether(before: d, phrase, r) { (d.category, d.metric, d.item) = (.revenue, side, things) }
        if d.rule.equals("paid-for-shares"), CategoryRule.isConsideration(d, r) { (d.metric, d.item) = ("对价", "") }
        // 与资产相关的|政府补助|总金额为3057万元
        if d.category == .funding, d.metric.ends("金额") || d.metric.ends("总额"), let aid = CategoryRule.aids.position(in: r.written, extent(r.start(of: d.clause), d.quantity.span.start)), case let said = r.string(extent(aid, d.quantity.span.start)), said.scalarCount <= 12 { (d.metric, d.item) = (said.ends("为") ? String(said.dropLast()) : said, "") }
        // 每10股|派0.57元现金
        if d.quantity.unit.ends("/10股"), phrase.indicator == nil, d.category == .other { (d.category, d.metric, d.item) = (.revenue, "现金红利", "") }
        // 生铁198.78万吨, behind 平均日产粗钢227万吨
        if d.category == .production, d.quantity.unit.equals("t"), d.metric.begins("平均日产") || d.metric.begins("日产") || d.metric.begins("日均产") { d.extendUnit(by: "/d") }
    }

    /// What stands before 需 that tells of a need.
    private static func wanting(_ c: UInt32) -> Bool { c == "年" || c == "，" || c == "月" || c == "共" || c == "目" || c == "约" || c == "天" }

    /// 出口, 家具及零件 of 出口家具及|零件|64.6亿美元.
    private func tradedTogether(before d: Draft, _ phrase: Phrase, _ r: Reading) -> (side: String, things: String)? {
        let start = max(r.start(of: d.clause), phrase.range.lowerBound - 14)
        guard !phrase.range.isEmpty, phrase.range.lowerBound > start + 3, r.text[phrase.range.lowerBound - 1] == "及" || r.text[phrase.range.lowerBound - 1] == "和" else { return nil }
        let words = r.string(extent(start, phrase.range.upperBound))
        for side in Self.sides {
            guard let things = words.behind(side), (4...16).contains(things.scalarCount), !things.unicodeScalars.contains(where: { $0 == "，" || (0x30...0x39).contains($0.value) }) else { continue }
            return (side, things)
        }
        return nil
    }
}
