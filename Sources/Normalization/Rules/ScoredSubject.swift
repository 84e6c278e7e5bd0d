import Facts
import Lexicons

/// How well a name serves as the subject of a figure.
extension SubjectRule {
    func score(_ e: Entity, _ r: Reading, opens: Bool, leans: Bool) -> Int {
        // 拿某某合作社来说, 以某某公司为例
        if e.kind == .organisation, e.start > 0, r.text[e.start - 1] == "拿" || r.text[e.start - 1] == "以", Self.examples.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 2))) { return 14 }
        // 除了|某某股份|以外，其它个股…
        // 赴|佛山|招商
        if Self.excludes(e, r) || e.kind == .place && (isVenue(e, r) || !e.isPrincipal) { return 0 }
        // what stands before decides its part in the sentence
        let before = r.tokenIndex(at: e.start) - 1
        var located = false
        if before >= 0 {
            let t = r.tokens[before]
            if t.end == e.start, t.kind == .word {
                if t.roles.contains(.share) { return 0 }
                // 对美国出口, 自缅甸进口: the partner
                if e.kind != .organisation, t.end - t.start == 1 ? Self.isPartnerMark(r.text[t.start]) : r.text[t.start] == "来" && r.text[t.start + 1] == "自" { return 0 }
                // 投资方是|宁波某某公司
                if e.kind == .organisation, e.start >= 4, Self.backers.anyEnds(r.string(extent(e.start - 4, e.start))) { return 14 }
                if t.traits.contains(.barsSubject) {
                    if !(leans && opens) { return 0 }
                } else if t.traits.contains(.locates) {
                    located = true
                } else if !t.traits.contains(.agent), t.roles.contains(.verb), t.indicator < 0, !leans || e.kind == .nation, !(opens && e.start >= 2 && Self.only.contains(r.text, extent(e.start - 2, e.start))) {
                    // the object of a verb is no topic
                    return 0
                }
            }
            if t.end == e.start, t.mark == .open, e.kind == .place || e.kind == .nation { return 0 }
            // 超50亿元项目2个，分别是甲基地和乙项目: which they are
            if t.kind == .word, e.start - t.end <= 2, t.roles.contains(.respectively) || before > 0 && t.end - t.start == 1 && t.roles.contains(.copula) && r.tokens[before - 1].roles.contains(.respectively) { return 0 }
        }
        // 荷兰|合作银行: the body's name begins with the country
        if e.kind == .nation, Self.bodies.anyIn(r.written, extent(e.end, min(r.text.count, e.end + 6))) { return 0 }
        // 放眼|全球，…
        if e.kind == .world || e.kind == .whole, e.start >= 2, r.text[e.start - 2] == "放" && r.text[e.start - 1] == "眼" || r.text[e.start - 2] == "纵" && r.text[e.start - 1] == "观" { return 14 }
        // 出口海外30多个国家: where it goes
        // 把插秧机卖到了|东北|40多个市县, 覆盖|京津|23个区
        if e.kind == .world || e.kind == .nation || e.kind == .place, e.start >= 3, case let end = r.text[e.start - 1] == "了" ? e.start - 1 : e.start, Self.leaves(r.text[end - 2], r.text[end - 1]), e.kind != .place || isCounted(e, r) { return 0 }
        // 转让所持某公司45%的股权: whose shares
        if e.kind == .organisation, e.start >= 2, Self.trades(r.text[e.start - 2], r.text[e.start - 1]), isStake(e, r) { return 0 }
        // 占同期我国进出口总值
        if before > 0, r.tokens[before].kind == .period, r.tokens[before].end == e.start, r.tokens[before - 1].end == r.tokens[before].start, r.tokens[before - 1].roles.contains(.share) { return 0 }
        if e.start > 0, r.text[e.start - 1] == "占" || r.text[e.start - 1] == "居" || r.text[e.start - 1] == "比" || r.text[e.start - 1] == "较" { return 0 }
        // 全球“灯塔工厂”3家
        if e.kind == .world, e.end < r.text.count, r.text[e.end] == "“" { return 0 }
        // 产品|全国|市场占有率
        if e.kind == .nation || e.kind == .world, e.end + 1 < r.text.count, r.text[e.end] == "市" || r.text[e.end] == "占", Self.marketShares.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 5))) { return 0 }
        // 距|通化市|53公里, 到|南昌|37公里: how far away
        if e.kind == .place, e.start > 0, r.text[e.start - 1] == "距" || r.text[e.start - 1] == "离" || r.text[e.start - 1] == "到", case let j = r.tokenIndex(at: e.end), j < r.tokens.count, r.tokens[j].kind == .quantity, r.tokens[j].start - e.end <= 1 { return 0 }
        // 高于|全国|1.8个百分点, 快于|全省
        if e.kind != .organisation, e.start >= 2, r.text[e.start - 1] == "于" || r.text[e.start - 1] == "出", Self.compares(r.text[e.start - 2]) { return 0 }
        // 增速分别高于全市、|全省|0.3和0.1个百分点
        if e.kind == .whole || e.kind == .nation, e.start > 0, r.text[e.start - 1] == "、", case let k = r.entityIndex(endingAfter: e.start - 2), k < r.entities.count, r.entities[k].end == e.start - 1, r.entities[k].start > 1, r.text[r.entities[k].start - 1] == "于", Self.compares(r.text[r.entities[k].start - 2]) { return 0 }
        // 来自中国内地的货品, 输往欧盟的
        if e.kind == .place || e.kind == .nation || e.kind == .world, e.start >= 2, Self.trading.contains(r.text, extent(e.start - 2, e.start)) { return 0 }
        // ChipLens 5月19日发布的榜单显示: a source
        if e.kind == .organisation, e.end + 8 < r.text.count, case let behind = r.view(extent(e.end, min(r.text.count, e.end + 24))), behind.holds("发布的") || behind.holds("公布的"), behind.holds("显示") { return 0 }
        if e.kind == .place || e.kind == .nation || e.kind == .world, isPartner(e, r) { return 0 }
        // a speaker or a source: 据该公司副总经理…介绍, 南昌市科技局获悉; a rank: 全国第一, 居全省前列
        if e.end < r.text.count {
            switch r.text[e.end] {
            // 全省第一产业增加值 is no rank
            // 泰国|前8个月|出口
            case "前" where isPeriod(at: e.end, r): break
            case "第" where e.end + 3 < r.text.count && r.text[e.end + 2] == "产" && r.text[e.end + 3] == "业": break
            case "人" where e.end + 1 < r.text.count && (r.text[e.end + 1] == "形" || r.text[e.end + 1] == "工" || r.text[e.end + 1] == "造"): break
            case "影", "知": if e.kind == .nation || e.kind == .world { return 0 }
            case "第", "前", "首", "最", "唯", "领", "平", "各", "统", "人", "之", "性", "级", "化", "排", "有", "名":
                if e.kind == .nation || e.kind == .world || e.kind == .whole, r.text[e.end] != "有" && r.text[e.end] != "各" || e.kind == .nation { if !(opens && r.text[e.end] == "有") { return 0 } }
            case "（", "(": if e.kind == .nation { return 0 }
            default: break
            }
        }
        let after = r.tokenIndex(at: e.end)
        if after < r.tokens.count {
            let t = r.tokens[after]
            if t.kind == .word, t.roles.contains(.person), t.start - e.end <= 4 { return 0 }
            if t.start == e.end, t.kind == .word {
                // 白云机场|表示，今年1月份至6月份，实现…: a firm tells of itself
                let isSelf = e.isKnownFirm && r.text[t.start] == "表" && r.text[e.end - 1] != "券" && !Self.isInstitute(r.text[e.end - 1])
                if t.traits.contains(.tells), !isSelf { return 0 }
                // an institute tells of others, a firm of itself
                if t.traits.contains(.publishes), e.kind == .organisation, Self.isInstitute(r.text[e.end - 1]) { return 0 }
            }
        }
        // 本港餐饮集团朗庭控股公布…: who announces is told of
        if e.kind == .organisation, e.isKnownFirm, let next = word(behind: e, r), next.traits.contains(.announces) { return 20 }
        guard opens || leans else { return 0 }
        // a list is no topic: 甲中心、乙中心等一批平台
        if e.end < r.text.count, r.text[e.end] == "、", !leans { return 0 }
        if !e.isPrincipal, e.kind == .organisation { return (opens ? 4 : 0) + (located ? 1 : 3) }
        let bonus = opens ? 10 : 0
        switch e.kind {
        case .organisation: return bonus + (located ? 2 : 6)
        // 子公司一PPP项目, 一条光伏压延玻璃生产线: no name
        case .project where isNameless(e, r): return 0
        case .project: return isProper(e, r) || opens && introduces(e, r) ? bonus + 5 : 0
        // 合同金额为|公司|2015年营业总收入8.1亿元的22.46%
        case .organisationAnaphor where leans && !opens && e.start > 0 && r.text[e.start - 1] == "为": return 4
        case .projectAnaphor, .organisationAnaphor: return opens ? bonus + 4 : 0
        case .whole: return bonus + (located ? 3 : 5)
        case .place: return bonus + (located ? 2 : 5)
        case .nation, .world: return bonus + (located ? 2 : 4)
        }
    }

    /// The word behind a name, and behind the stock code in brackets after it.
    func word(behind e: Entity, _ r: Reading) -> Token? {
        var j = r.tokenIndex(at: e.end)
        guard j < r.tokens.count, r.tokens[j].start == e.end else { return nil }
        if r.tokens[j].mark == .open {
            while j < r.tokens.count, r.tokens[j].mark != .close, r.tokens[j].start - e.end <= 12 { j += 1 }
            guard j + 1 < r.tokens.count, r.tokens[j].mark == .close, r.tokens[j + 1].start == r.tokens[j].end else { return nil }
            j += 1
        }
        return r.tokens[j].kind == .word ? r.tokens[j] : nil
    }

    /// 自治区两会在|某市|召开: where a meeting is held.
    func isVenue(_ e: Entity, _ r: Reading) -> Bool {
        // 在某县|第十八届人民代表大会…上: whose assembly meets
        e.start > 0 && r.text[e.start - 1] == "在" && !(e.end < r.text.count && r.text[e.end] == "第") && Self.holding.anyIn(r.written, extent(e.end, min(r.text.count, e.end + 8)))
    }

    private static let holding: AffixList = ["召开", "召開", "举行", "舉行", "开幕", "開幕", "闭幕"]

    static let onceRunning: AffixList = ["投产后", "达产后", "建成后", "投运后", "全面投产", "全部投产", "全部建成", "全面建成", "全面达产", "全部达产", "满产后", "竣工后"]
    private static let standing: WordSet = ["位于", "坐落", "选址", "落户"]

    static func excludes(_ e: Entity, _ r: Reading) -> Bool {
        guard e.start > 1, r.text[e.start - 1] == "除" || r.text[e.start - 1] == "了" && r.text[e.start - 2] == "除" else { return false }
        return excluding.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 2)))
    }

    private static let excluding: AffixList = ["外", "以外", "之外"]
    private static let trading: WordSet = ["来自", "输往", "运往", "输自", "销往"]
    private static let examples: AffixList = ["来说", "为例", "来讲", "来看"]
    private static let backers: AffixList = ["投资方是", "投资方为", "资方系", "业主是", "业主为", "主体是", "主体为"]
    private static let bodies: AffixList = ["驰名商标", "名牌", "专利奖", "质量奖", "银行", "研究院", "研究所", "協會", "统计局", "能源署", "央行", "农业部", "商务部", "海关", "地质调查"]
    private static let marketShares: AffixList = ["市场占有率", "市占率", "市场份额", "占有率", "市场占比"]

    private static func compares(_ c: UInt32) -> Bool {
        switch c {
        case "高", "低", "快", "慢", "优", "好", "多", "少", "强", "大", "小": return true
        default: return false
        }
    }

    private static func leaves(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case ("出", "口"), ("销", "往"), ("远", "销"), ("遍", "及"), ("覆", "盖"), ("辐", "射"), ("畅", "销"), ("运", "往"), ("面", "向"), ("通", "达"), ("遍", "布"), ("连", "通"), ("直", "达"), ("卖", "到"): return true
        default: return false
        }
    }

    private static func trades(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case ("所", "持"), ("持", "有"), ("有", "的"), ("转", "让"), ("收", "购"), ("受", "让"), ("出", "售"), ("购", "买"), ("挂", "牌"): return true
        default: return false
        }
    }

    /// 某公司|45%|的股权.
    func isStake(_ e: Entity, _ r: Reading) -> Bool {
        var j = r.tokenIndex(at: e.end)
        while j < r.tokens.count, r.tokens[j].kind != .quantity, r.tokens[j].start - e.end <= 2 { j += 1 }
        guard j < r.tokens.count, r.tokens[j].kind == .quantity, r.tokens[j].start - e.end <= 4, r.quantities[Int(r.tokens[j].index)].dimension == .percent else { return false }
        let behind = r.string(extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 5)))
        return behind.holds("股权") || behind.holds("股份")
    }

    /// 对越南、|马来西亚|出口: behind other partners; 东盟|为江西第一大贸易伙伴.
    private func isPartner(_ e: Entity, _ r: Reading) -> Bool {
        var j = r.tokenIndex(at: e.start) - 1
        // a text of nothing but places is no list
        let first = max(0, j - 80)
        while j > first, r.tokens[j].mark == .listComma || isRegion(r.tokens[j]) || r.tokens[j].kind == .word && r.tokens[j].end - r.tokens[j].start == 1 && r.tokens[j].roles.contains(.conjunction) {
            j -= 1
            let t = r.tokens[j]
            if t.kind == .word, t.end - t.start == 1, r.tokens[j + 1].start == t.end, isRegion(r.tokens[j + 1]), Self.isPartnerMark(r.text[t.start]) { return true }
        }
        // 东盟重回第一大贸易伙伴
        guard e.end < r.text.count, r.text[e.end] == "为" || r.text[e.end] == "是" || e.kind == .world && Self.becomes.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 4))) else { return false }
        var i = e.end + 1
        while i + 1 < r.text.count, i - e.end < 20 {
            switch (r.text[i], r.text[i + 1]) {
            case ("，", _), ("。", _), ("；", _), ("\n", _): return false
            case ("伙", "伴"), ("来", "源"), ("目", "的"): return true
            default: i += 1
            }
        }
        return false
    }

    private static let becomes: AffixList = ["重回", "成为", "继续", "仍为", "保持", "跃升", "稳居", "连续", "超越"]
    private func isRegion(_ t: Token) -> Bool { t.kind == .place || t.kind == .word && !t.roles.isDisjoint(with: [.nation, .world]) }
    static func isPartnerMark(_ c: UInt32) -> Bool { c == "对" || c == "自" || c == "从" || c == "向" }

    private static func isInstitute(_ c: UInt32) -> Bool {
        switch c {
        case "院", "会", "协", "所", "盟", "询", "构", "局", "署", "社", "券", "心", "库", "部", "委", "厅", "关": return true
        default: return false
        }
    }

    /// 隔膜项目，总投资15亿元: a short name before what only a project has.
    private func introduces(_ e: Entity, _ r: Reading) -> Bool {
        let j = r.tokenIndex(at: e.end)
        // 超群汽车轮毂项目|位于|工业园区，
        if Self.standing.contains(r.text, extent(e.end, min(r.text.count, e.end + 2))), e.end - e.start >= 7 { return true }
        // 天福养老产业项目|是|这次签约中投资量最大的项目，
        if e.end < r.text.count, r.text[e.end] == "是", e.end - e.start >= 7 { return true }
        // 西格玛项目|全面投产后|年产值可达50亿元
        if Self.onceRunning.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 5))) { return true }
        guard j < r.tokens.count, r.tokens[j].start - e.end <= 1 else { return false }
        let t = r.tokens[j]
        func measuresProject(_ t: Token) -> Bool? { r.indicator(t).map { $0.category == .investment || $0.category == .resource || $0.category == .capacity } }
        if let measures = measuresProject(t) { return measures }
        switch t.kind {
        case .period: return true
        case .word: return !t.roles.isDisjoint(with: [.planned, .invest, .event]) || !t.traits.isDisjoint(with: [.agent, .locates])
        default: break
        }
        guard t.mark == .comma || t.mark == .colon || t.mark == .open, j + 1 < r.tokens.count else { return false }
        let next = r.tokens[j + 1]
        return measuresProject(next) ?? (!next.roles.isDisjoint(with: [.planned, .invest]) || next.traits.contains(.agent))
    }
}
