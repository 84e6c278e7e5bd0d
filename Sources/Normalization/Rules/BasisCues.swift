import Facts
import Lexicons

/// Words that look like a cue of the basis and are none for a figure: nouns, names, estimates of what was.
extension BasisRule {
    /// 完成年计划710亿元的89.4%，增长2%: the plan is the first figure's alone. What brackets and quotes hold ends with them.
    func reachesNot(_ t: Token, _ j: Int, _ d: Draft, _ r: Reading) -> Bool {
        if r.text[t.start] == "完" || r.text[t.start] == "占", t.roles.contains(.copula), t.roles.contains(.planned) { return j < d.clause.lowerBound || d.quantity.dimension == .percent }
        var k = j + 1
        var open = 0, quotes = 0
        while k < d.token, k - j < 60 {
            switch r.tokens[k].mark {
            case .open: open += 1
            case .close: if open == 0 { return true }; open -= 1
            // “2030启航计划”启动，…: a name
            case .quoteOpen: quotes += 1
            case .quoteClose: if quotes == 0 { return true }; quotes -= 1
            default: break
            }
            k += 1
        }
        return false
    }

    /// 2021年高点时要|1.6万美元: what something costs.
    func costs(_ t: Token, _ d: Draft, _ r: Reading) -> Bool {
        t.end == d.quantity.span.start && t.end - t.start == 1 && r.text[t.start] == "要" && t.start > 0 && r.text[t.start - 1] != "还" && r.text[t.start - 1] != "将"
    }

    /// 低于市场预期: a noun; 将产能提升至5万吨: 将 marks the object.
    func isNoCue(_ j: Int, _ r: Reading) -> Bool {
        let t = r.tokens[j]
        if t.roles.contains(.forecast), t.end - t.start == 2, r.text[t.start] == "预", r.text[t.start + 1] == "期" {
            for i in extent(max(0, t.start - 4), t.start) {
                switch r.text[i] {
                case "于", "超", "及", "合", "达": return true
                // 稳预期, 引导预期: work on what people expect
                case "稳" where i >= t.start - 2, "导" where i == t.start - 1, "善" where i == t.start - 1, "定" where i == t.start - 1: return true
                default: break
                }
            }
            return false
        }
        // 交易标的预估值8.46亿元: a value, and nothing to come
        if t.end - t.start == 2, r.text[t.start] == "预", r.text[t.start + 1] == "估", t.end < r.text.count, r.text[t.end] == "值" { return true }
        // 完成年初预算的59.7%: how far it has come
        if t.end - t.start == 2, r.text[t.start] == "预", r.text[t.start + 1] == "算", t.start >= 2, Self.budgets.contains(r.text, extent(t.start - 2, t.start)) { return true }
        // 业绩预增原因主要系…: a notice, and what follows was
        if t.end - t.start == 2, r.text[t.start] == "预", r.text[t.start + 1] == "增" || r.text[t.start + 1] == "减" || r.text[t.start + 1] == "亏" || r.text[t.start + 1] == "告", t.end + 1 < r.text.count, r.text[t.end] == "原" || r.text[t.end] == "主" { return true }
        // 经过3个月的努力
        if t.roles.contains(.target), t.end - t.start == 2, r.text[t.start] == "努", t.start > 0, r.text[t.start - 1] == "的" || r.text[t.start - 1] == "同" || r.text[t.start - 1] == "续" || r.text[t.start - 1] == "懈" || r.view(extent(max(0, t.start - 10), t.start)).holds("经过") { return true }
        // 据统计测算: an estimate of what was
        if t.roles.contains(.forecast), t.end - t.start == 2, r.text[t.start + 1] == "算", t.start >= 2, r.text[t.start - 1] == "计", r.text[t.start - 2] == "统" { return true }
        // 拜访目标企业150家: whom one has in view
        if t.roles.contains(.target), t.end - t.start == 2, r.text[t.end - 1] == "标", Self.clients.contains(r.text, extent(t.end, min(r.text.count, t.end + 2))) { return true }
        // 临时估计为83亿元: a first count of what was
        if t.roles.contains(.forecast), r.text[t.start] == "估", t.start >= 2, r.text[t.start - 1] == "时" && r.text[t.start - 2] == "临" || r.text[t.start - 1] == "步" && r.text[t.start - 2] == "初" { return true }
        // 预测|储量: a kind of reserves
        if t.roles.contains(.forecast), t.end + 1 < r.text.count, r.text[t.end] == "储" || r.text[t.end] == "資" || r.text[t.end] == "资", r.text[t.end + 1] == "量" || r.text[t.end + 1] == "源" { return true }
        // 按…测算口径: how it was counted
        if t.roles.contains(.forecast), t.end + 1 < r.text.count, r.text[t.end] == "口", r.text[t.end + 1] == "径" { return true }
        // 根据行业协会测算，全国产值超过1.7万亿元: an estimate of what was
        if t.roles.contains(.forecast), t.end - t.start == 2, r.text[t.start + 1] == "算", t.end < r.text.count, r.text[t.end] == "，" || r.text[t.end] == ",", Self.basedOn.anyIn(r.written, extent(max(0, t.start - 30), t.start)) { return true }
        // 据初步测算
        if t.roles.contains(.forecast), t.end - t.start == 2, r.text[t.start + 1] == "算", t.start >= 2, r.text[t.start - 1] == "步" || r.text[t.start - 1] == "据" { return true }
        guard t.end - t.start == 1, r.text[t.start] == "将", j + 1 < r.tokens.count else { return false }
        // 拐点将至，
        if t.end + 1 < r.text.count, r.text[t.end] == "至", !Scalars.isHan(r.text[t.end + 1]) || r.text[t.end + 1] == "的" { return true }
        // 将某地区划分为五个区
        var stop = t.end
        while stop < min(r.text.count, t.end + 12), r.text[stop] != "，", r.text[stop] != "。" { stop += 1 }
        if r.view(extent(t.end, stop)).holds("分为") { return true }
        let next = r.tokens[j + 1]
        if next.start == t.end, next.kind != .place, !(next.kind == .word && (next.indicator >= 0 || next.roles.contains(.plain))) { return false }
        var k = j + 1
        while k < r.tokens.count, !r.tokens[k].endsClause, k - j < 12 {
            let s = r.tokens[k]
            if s.kind == .word, s.start > t.end, !s.roles.isDisjoint(with: [.toUp, .toDown, .to]) { return true }
            k += 1
        }
        return false
    }

    /// 计划, 协议 that name a paper, not what is meant.
    func isNoun(_ r: Reading, _ j: Int) -> Bool {
        let t = r.tokens[j]
        // 规划, 协议, 计划, 预算 after 的 or before a closing mark are nouns
        guard t.end - t.start == 2 else { return false }
        let next = j + 1 < r.tokens.count ? r.tokens[j + 1] : nil
        if let next, next.start == t.end, next.kind == .mark, next.mark == .close || next.mark == .quoteClose || next.mark == .comma { return true }
        if t.end < r.text.count, r.text[t.end] == "的" { return true }
        // 某某资产管理|计划|合计持有…: who holds
        if t.start >= 2, Self.schemes.contains(r.text, extent(t.start - 2, t.start)) { return true }
        // 指令性生产计划下, 技术合作协议…: a noun unless a verb, a figure or a time follows
        if t.traits.contains(.planNoun) {
            // 公司计划自产铜精矿5.8万吨
            if j > 0, r.tokens[j - 1].end == t.start, r.tokens[j - 1].roles.contains(.organisationAnaphor), t.end - t.start == 2, r.text[t.start] == "计" { return false }
            guard let next, next.start == t.end else { return true }
            switch next.kind {
            case .quantity, .period, .place: return false
            // 公司计划营业收入310亿元
            case .word where next.indicator >= 0 && j > 0 && r.tokens[j - 1].end == t.start && (r.tokens[j - 1].roles.contains(.organisationAnaphor) || r.tokens[j - 1].kind == .period || r.tokens[j - 1].endsClause && r.text[t.start] == "计"): return false
            // 计划把产能由60万台扩到100万台, 计划扩大到10万平方米
            case .word where Self.undertakes(r.text[next.start]): return false
            case .word where r.text[t.start] == "计" && !next.roles.isDisjoint(with: [.up, .down, .toUp, .toDown]): return false
            case .word: return next.roles.isDisjoint(with: [.verb, .invest, .copula, .planned]) && !(next.indicator >= 0 && !next.roles.isDisjoint(with: [.verb, .invest]))
            default: return true
            }
        }
        return false
    }

    private static let budgets: WordSet = ["年初", "年度", "全年", "调整", "变动"]
    private static let basedOn: AffixList = ["根据", "依据", "据"]
    private static let clients: WordSet = ["企业", "客户", "市场", "公司", "人群", "用户", "价格", "价为", "价由"]
    private static let schemes: WordSet = ["管理", "信托"]
    private static func undertakes(_ c: UInt32) -> Bool { c == "把" || c == "将" || c == "再" || c == "用" }
}
