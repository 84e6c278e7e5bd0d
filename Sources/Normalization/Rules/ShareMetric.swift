import Facts
import Lexicons

/// The name of a share: of which whole, or of which part of it.
extension MetricRule {
    /// 约全国|13%的GDP: the whole stands right before.
    func isWhole(before position: Int, _ r: Reading) -> Bool {
        let k = r.entityIndex(endingAfter: position - 1)
        guard k < r.entities.count, r.entities[k].end == position else { return false }
        switch r.entities[k].kind {
        case .nation, .world, .whole, .place: return true
        default: return false
        }
    }

    /// What a part is or where it goes, behind its percentage, up to the end of the clause.
    func kindOfPart(behind position: Int, _ r: Reading) -> String? {
        let words = r.string(extent(position, min(r.text.count, position + 14)))
        guard let mark = words.firstIndex(where: { "，。；、\n".contains($0) }) else { return nil }
        let clause = String(words[..<mark])
        for word in ["是", "为", "均为"] where clause.begins(word) && clause.scalarCount >= word.scalarCount + 2 && !clause.begins(word + "来自") && !clause.begins(word + "來自") && !clause.begins(word + "由") { return clause.behind(word) }
        if ["出口", "外销", "内销", "自用"].contains(clause) { return clause }
        for word in ["销往", "来自", "出口", "流向", "用于"] where clause.begins(word) && clause.scalarCount >= 4 { return clause }
        return nil
    }

    private static let bareShares: WordSet = ["分别占", "分別佔", "分別占", "占了", "佔了", "占到", "佔到", "合计占", "合計佔", "合共佔", "共占", "占据", "就占", "仍占", "已占", "各占"]

    /// 占总量: the share of a whole that it names.
    func isOfWhole(_ d: Draft) -> Bool { d.category == .share && (d.metric.begins("占") || d.metric.begins("佔")) }

    /// 占全省46.3%: the part before 占 names the indicator, else the whole behind it.
    func share(_ d: Draft, _ p: Phrase, _ previous: Draft?, _ r: Reading) -> Answer {
        let collected = p.share.map { $0.upperBound <= p.range.lowerBound } ?? false
        var part = (collected ? p.part : p.range).map { r.string(strip($0, r)) } ?? ""
        // 按修正总吨计|占42%: how it is reckoned
        if part.ends("计"), let end = (collected ? p.part : p.range)?.upperBound, extent(max(0, end - 10), end).contains(where: { r.text[$0] == "按" || r.text[$0] == "以" }) { part = "" }
        var whole = p.share.map { r.string(extent($0.lowerBound, collected ? p.range.upperBound : $0.upperBound)) } ?? ""
        if whole.begins("分别"), whole.scalarCount > 4 { whole = String(whole.dropFirst(2)) }
        if d.category == .count {
            return Answer(metric: part.isEmpty ? r.string(p.range) : part, item: part, rule: "account-for", sure: true)
        }
        // 占46.3%, 分别占27%, 占了一半: alone a 占比; behind 占外贸总值31% of the same whole
        let isBare = whole.scalarCount <= 1 || Self.bareShares.contains(whole)
        // 占到林业总收入, 占了全国
        if !isBare, let rest = whole.behind("占到") ?? whole.behind("占了"), whole.begins("占到") || whole.begins("占了"), !rest.isEmpty { whole = "占" + rest }
        if isBare, part.isEmpty, p.respectively || whole.scalarCount > 1, let previous, isOfWhole(previous), previous.metric.scalarCount > 2 { return Answer(metric: previous.metric, item: "", rule: "share-of-whole", sure: true) }
        let name = isBare ? "占比" : whole
        if part.isEmpty {
            return Answer(metric: name, item: previous.map { $0.category == .count || $0.category == .share ? $0.item : $0.metric } ?? "", rule: "share-of-whole", sure: true)
        }
        // 出口占32%: an indicator is the name of its share
        return Answer(metric: !isBare ? part + whole : indicatorIn(part, r) == part ? part : "占比", item: part, rule: "share-part", sure: true)
    }

    private func strip(_ range: Range<Int>, _ r: Reading) -> Range<Int> {
        var a = range.lowerBound
        // 陕西、山东4个主产省|产量合计占…: whose it is stands in front
        let k = r.entityIndex(endingAfter: a)
        if k < r.entities.count, r.entities[k].isGroup, r.entities[k].start < a, r.entities[k].end < range.upperBound { a = r.entities[k].end }
        while a < range.upperBound, r.text[a] == "，" || r.text[a] == " " || r.text[a] == "的" { a += 1 }
        return extent(a, range.upperBound)
    }
}
