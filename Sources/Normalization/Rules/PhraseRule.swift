import Facts
import Lexicons

/// Finds the noun phrase that a figure leans on, going left through the words that only lead to it.
struct PhraseRule: Sendable {
    private static let leading: CueRoles = [.copula, .adverb, .respectively, .among]
    /// Nouns too general to name an indicator alone; the words before them belong to it.
    private static let general: WordSet = [
        "数量", "总数", "总量", "总额", "规模", "人数", "户数", "金额", "总规模", "总金额", "总值", "额", "量", "数", "率", "比例", "面积", "总面积", "家数", "次数", "总人数", "水平", "能力", "收入", "总收入", "价格", "均价", "面", "总长", "投资", "值", "均值", "电量", "产量", "产能", "产值", "成本", "利润",
    ]

    func phrase(of draft: Draft, in r: Reading) -> Phrase {
        let phrase = Phrase(range: extent(draft.quantity.span.start, draft.quantity.span.start))
        var position = draft.quantity.span.start
        var j = draft.token - 1
        let first = draft.clause.lowerBound

        // 比峰值低59.1%, 较上年多3万吨: an adjective of comparison
        if position > 0, let sign = Self.comparative(r.text[position - 1], draft), j < first || r.tokens[j].end < position, compares(r, first, j) {
            phrase.change = sign
            position -= 1
        }
        // 仍低了四成, 贵了三成
        else if position > 1, r.text[position - 1] == "了", let sign = Self.comparative(r.text[position - 2], draft), draft.quantity.dimension == .percent || draft.quantity.dimension == .point || compares(r, first, j), j < first || r.tokens[j].end <= position - 2 || r.tokens[j].end >= position - 1 && r.tokens[j].indicator < 0 {
            phrase.change = sign
            position -= 2
            while j >= first, r.tokens[j].start >= position { j -= 1 }
        }
        // words that only lead to the figure
        leading: while j >= first {
            // 农业总产值|按1980年不变价格计算|达到6.3亿元: how it was counted
            if position > 2, r.text[position - 1] == "算", r.text[position - 2] == "计", let by = extent(max(r.start(of: draft.clause), position - 16), position).last(where: { r.text[$0] == "按" }) {
                position = by
                while j >= first, r.tokens[j].start >= by { j -= 1 }
                continue leading
            }
            let t = r.tokens[j]
            guard t.end >= position || isFiller(r, t.end, position) else { break }
            if t.kind == .mark {
                switch t.mark {
                case .quoteOpen, .quoteClose, .space, .dash: position = t.start; j -= 1; continue leading
                case .close:
                    // 国内生产总值（GDP）1349亿元: the bracket explains the phrase
                    guard let open = open(r, j, first) else { break leading }
                    position = r.tokens[open].start
                    j = open - 1
                    continue leading
                case .colon where j > first: break leading
                default: break leading
                }
            }
            if t.kind == .period {
                // 较2019年增长; 年均
                let mention = r.periods[Int(t.index)]
                if mention.isBaseline || !phrase.change.isEmpty || !phrase.reached.isEmpty {
                    position = t.start
                    j -= 1
                    // 产量|与上年同期相比|增长
                    if j >= first, mention.isBaseline, r.tokens[j].end == position, r.tokens[j].end - r.tokens[j].start == 1, Self.comparing.contains(r.text, extent(r.tokens[j].start, r.tokens[j].end)) { position = r.tokens[j].start; j -= 1 }
                    continue
                }
                // 天翼用户于今年3月底突破1亿户
                if position < draft.quantity.span.start || draft.quantity.comparator == .gt, j > first, position - t.end <= 1 {
                    position = t.start
                    j -= 1
                    if j >= first, r.tokens[j].kind == .word, r.tokens[j].end == position, r.tokens[j].end - r.tokens[j].start == 1, r.text[r.tokens[j].start] == "于" || r.text[r.tokens[j].start] == "在" {
                        position = r.tokens[j].start
                        j -= 1
                    }
                    continue
                }
                break
            }
            if t.kind == .place, j > first, r.tokens[j - 1].end == t.start, r.tokens[j - 1].roles.contains(.share), r.tokens[j - 1].indicator < 0 {
                phrase.share = extent(r.tokens[j - 1].start, t.end)
                position = r.tokens[j - 1].start
                j -= 2
                break
            }
            // 产量|连续5年|超过10万吨
            if t.kind == .quantity, r.quantities[Int(t.index)].dimension == .duration, t.start >= 2, r.text[t.start - 1] == "续", r.text[t.start - 2] == "连" {
                position = t.start - 2
                while j >= first, r.tokens[j].start >= position { j -= 1 }
                continue leading
            }
            guard t.kind == .word else { break }
            if t.roles.contains(.toUp) || t.roles.contains(.toDown) {
                phrase.reached = t.roles.contains(.toUp) ? "up" : "down"
                position = t.start; j -= 1; continue
            }
            if !t.roles.isDisjoint(with: [.up, .down]), t.indicator < 0 || t.roles.contains(.rate) {
                if phrase.change.isEmpty { phrase.change = t.roles.contains(.up) ? "up" : "down" }
                if t.roles.contains(.rate) { phrase.hasRate = true; phrase.rateRange = extent(t.start, t.end) }
                position = t.start; j -= 1; continue
            }
            if t.roles.contains(.share), t.indicator < 0 {
                phrase.share = extent(t.start, t.end)
                position = t.start; j -= 1
                break
            }
            // 占全省46.3%: the whole is a place
            if j > first, r.tokens[j - 1].end == t.start, r.tokens[j - 1].roles.contains(.share), r.tokens[j - 1].indicator < 0,
                t.end - t.start <= 6, t.kind == .word, t.indicator < 0
            {
                phrase.share = extent(r.tokens[j - 1].start, t.end)
                position = r.tokens[j - 1].start
                j -= 2
                break
            }
            if t.indicator < 0, !t.roles.isDisjoint(with: Self.leading) {
                if t.roles.contains(.respectively) { phrase.respectively = true }
                if isPerYear(r, t) { phrase.perYear = true }
                // 完成, 实现 govern the figure too
                if t.roles.contains(.verb), phrase.verbRange == nil { phrase.verb = t.roles; phrase.verbRange = extent(t.start, t.end) }
                position = t.start; j -= 1; continue
            }
            if !t.roles.isDisjoint(with: [.planned, .target, .forecast, .actual]), t.indicator < 0, t.roles.isDisjoint(with: [.verb, .projectAnaphor, .organisationAnaphor]) {
                position = t.start; j -= 1; continue
            }
            if t.roles.contains(.verb), t.indicator < 0 {
                phrase.verb = t.roles
                phrase.verbRange = extent(t.start, t.end)
                position = t.start; j -= 1
                break
            }
            break
        }
        if position > draft.quantity.span.start - 40, j >= first, r.tokens[j].end < position, isFiller(r, r.tokens[j].end, position) {
            position = r.tokens[j].end
        }

        collect(phrase, r, end: position, j: j, first: first)
        // 较普通产品提升2倍, 高于行业平均3个百分点: what it is compared with is not what grew
        if !phrase.change.isEmpty || !phrase.reached.isEmpty, phrase.share == nil, phrase.indicator == nil {
            let k = r.tokenIndex(at: phrase.range.lowerBound) - 1
            if k >= first, k >= 0, r.tokens[k].end == phrase.range.lowerBound, r.tokens[k].end - r.tokens[k].start == 1,
                r.text[r.tokens[k].start] == "较" || r.text[r.tokens[k].start] == "比" || r.text[r.tokens[k].start] == "与"
            {
                phrase.range = extent(r.tokens[k].start, r.tokens[k].start)
                collect(phrase, r, end: r.tokens[k].start, j: k - 1, first: first)
            }
        }
        // 对美国|降幅最大，达|20.97%
        if phrase.change.isEmpty, phrase.reached.isEmpty, phrase.range.isEmpty, phrase.indicator == nil, draft.quantity.dimension == .percent, first > 0, first > draft.sentence.lowerBound, case let end = r.tokens[first - 1].start, end >= 4, Self.steepest.contains(r.text, extent(end - 4, end)) {
            phrase.change = r.text[end - 4] == "降" || r.text[end - 4] == "跌" ? "down" : "up"
        }
        return phrase
    }

    private static let steepest: WordSet = ["降幅最大", "跌幅最大", "降幅最高", "增幅最大", "涨幅最大", "增幅最高", "涨幅最高", "升幅最大", "增速最快", "增长最快", "下降最多", "增长最多"]
    private static let comparing: WordSet = ["与", "同", "和", "比", "较", "跟"]
    /// Verbs that describe the noun behind them: 采购合约, 试点地区.
    private static let modifying: WordSet = ["采购", "生产", "研发", "加工", "制造", "投资", "建设", "试点", "示范", "合作", "服务", "贸易", "交易", "储能", "发电", "输电", "安置", "扶贫", "培训", "检测", "养殖", "种植", "运输", "创新"]
    private static let working: WordSet = ["加工", "冶炼", "养殖", "种植", "制造", "回收", "处理", "精炼", "熔炼", "铸造", "锻造", "提取", "分离", "焊接", "装配", "封装", "印刷", "包装", "运输", "储存", "供应"]
    private static let amounts = ["减少": "down", "降低": "down", "压减": "down", "削减": "down", "节约": "down", "减排": "down", "增加": "up"]
    static let ranks: AffixList = ["位列", "位居", "排名", "名列", "排在", "排第", "居首", "居第", "领跑", "领先", "列第", "稳居"]
    private static let efforts = ["努力", "支持", "配合", "艰苦", "共同", "奋战", "辛勤"]
    private static let makers: AffixList = ["公司", "企业", "工厂", "厂", "基地", "生产线", "产线", "车间", "项目", "合作社", "作坊"]
    private static let abilities: WordSet = ["能力", "生产能力", "产能", "规模", "生产规模"]
    private static let describing: WordSet = ["研发", "生产", "管理", "服务", "开发", "科研", "创新", "转让", "咨询", "经营", "检验"]
    private static let described: WordSet = ["人员", "人才", "合同", "机构", "经费", "费用"]
    /// What an adjective says of the figure behind it: what is done 1.8 days faster takes so much less.
    private static func comparative(_ c: UInt32, _ draft: Draft) -> String? {
        switch c {
        case "快" where draft.quantity.dimension == .duration: return "down"
        case "慢" where draft.quantity.dimension == .duration: return "up"
        case "高", "多", "快": return "up"
        case "低", "少", "慢": return "down"
        default: return nil
        }
    }

    private func compares(_ r: Reading, _ first: Int, _ last: Int) -> Bool {
        // 和老线比，|综合能耗低22%|
        if first > 1, r.tokens[first - 1].mark == .comma, case let end = r.tokens[first - 1].start, r.text[end - 1] == "比", extent(max(0, end - 14), end - 1).contains(where: { r.text[$0] == "和" || r.text[$0] == "与" || r.text[$0] == "跟" || r.text[$0] == "同" }) { return true }
        guard first <= last else { return false }
        // 同比低2.4%
        if case let t = r.tokens[last], t.kind == .word, t.end - t.start == 2, r.text[t.end - 1] == "比", r.text[t.start] == "同" || r.text[t.start] == "环" { return true }
        return (first...last).contains { r.tokens[$0].kind == .word && (r.text[r.tokens[$0].start] == "比" || r.text[r.tokens[$0].start] == "较") }
    }

    /// Goes on left through nominal material until something ends the phrase.
    private func collect(_ phrase: Phrase, _ r: Reading, end: Int, j start: Int, first: Int) {
        let clauseStart = clauseStart(r, first)
        var j = start
        var left = end
        var crossed = false
        walk: while true {
            let bound = j >= first ? r.tokens[j].end : clauseStart
            left = min(left, max(bound, clauseStart))
            guard j >= first else { break }
            let t = r.tokens[j]
            switch t.kind {
            case .quantity, .period: break walk
            case .place, .entity:
                // 分别占|安徽|总量的45%: the whole is a place's
                guard t.kind == .place, isWhole(j, first, r) else { break walk }
                left = t.start; j -= 1; continue walk
            case .mark:
                if t.mark == .close, let open = open(r, j, first) { left = r.tokens[open].start; j = open - 1; continue walk }
                if t.mark == .quoteClose || t.mark == .quoteOpen || t.mark == .space || t.mark == .dash { left = t.start; j -= 1; continue walk }
                if t.mark == .listComma, phrase.verb.isEmpty, phrase.indicator == nil, let verb = makingVerb(r, before: j, first) { phrase.verb = r.tokens[verb].roles; phrase.verbRange = extent(r.tokens[verb].start, r.tokens[verb].end) }
                break walk
            case .word:
                if t.roles.contains(.whole) || t.roles.contains(.nation) || t.roles.contains(.world) {
                    guard isWhole(j, first, r) else { break walk }
                    left = t.start; j -= 1; continue walk
                }
                if t.roles.contains(.share), phrase.share == nil, t.indicator < 0 {
                    phrase.share = extent(t.start, t.end)
                    phrase.range = extent(left, end)
                    let part = partLeft(of: j, r, first)
                    phrase.part = part.lowerBound < part.upperBound ? part : nil
                    findIndicator(phrase, r, first)
                    return
                }
                // exports of rare earth magnets
                if t.end - t.start == 2, r.text[t.start] == "o", r.text[t.start + 1] == "f", left < end { left = t.start; j -= 1; continue walk }
                // 加工|企业, 研发|平台, 生产|车间: what it is for stands before a noun that says little alone
                if left < end, left == t.end, t.end - t.start == 2, describesBody(t, r) {
                    left = t.start; j -= 1; continue walk
                }
                if let indicator = r.indicator(t) {
                    if phrase.indicator == nil {
                        phrase.indicator = indicator
                        phrase.indicatorRange = extent(t.start, t.end)
                    } else if indicator.category == .capacity, r.text[t.start] == "年" || r.text[t.start] == "日", t.end - t.start >= 2, r.text[t.start + 1] != "度" {
                        // 年产原料药800吨: the verb of making names the figure, what stands between is the thing made
                        phrase.indicator = indicator
                        phrase.indicatorRange = extent(t.start, t.end)
                        phrase.range = extent(t.start, end)
                        phrase.thing = extent(t.end, end)
                        return
                    }
                    left = t.start; j -= 1; continue walk
                }
                // 减少二氧化碳排放400吨: the amount of a change
                if t.indicator < 0, left == t.end, left < end, phrase.change.isEmpty, phrase.reached.isEmpty, !t.roles.isDisjoint(with: [.up, .down]), t.end - t.start >= 2, let sign = Self.amounts[r.string(extent(t.end - 2, t.end))] {
                    phrase.change = sign
                    break walk
                }
                if t.roles.contains(.plain) || !t.roles.isDisjoint(with: [.weakSuffix, .organisationSuffix, .projectSuffix, .person, .need]) {
                    if t.roles.contains(.organisationAnaphor) || t.roles.contains(.projectAnaphor), left == t.end, left > clauseStart, standsFirst(r, j, first), j > first || t.start - clauseStart <= 1 {
                        break walk
                    }
                    left = t.start; j -= 1; continue walk
                }
                // a short general noun needs the words before it: 技术合同登记|数量
                if !t.roles.isDisjoint(with: [.verb, .adverb, .copula]), !t.roles.isSuperset(of: [.copula, .planned]), !t.roles.contains(.respectively), !crossed, left == t.end, t.end - t.start >= 2 && end - left == 1 && t.roles.contains(.verb) && r.text[left] > 0x4E00 || Self.general.contains(r.written, extent(left, end)) {
                    crossed = true
                    left = t.start; j -= 1; continue walk
                }
                // 研发人员, 技术开发合同: the verb describes the noun behind it
                if left < end, left == t.end, t.end - t.start == 2, Self.describing.contains(r.text, extent(t.start, t.end)), left + 1 < r.text.count,
                    Self.described.contains(r.text, extent(left, left + 2))
                {
                    left = t.start; j -= 1; continue walk
                }
                // 铜|加工|材产量, |冶炼|厂库存: a verb inside the name of a thing
                if left < end, left == t.end, t.indicator < 0, t.end - t.start == 2, t.roles.contains(.verb), Self.working.contains(r.text, extent(t.start, t.end)), j > first ? r.tokens[j - 1].end < t.start || r.tokens[j - 1].roles.contains(.plain) : t.start > clauseStart,
                    Scalars.isHan(r.text[t.start - 1])
                {
                    left = t.start; j -= 1; continue walk
                }
                // 年产|污水|处理|设备: what is made has a verb in its name
                if left < end, left == t.end, t.roles.contains(.verb), t.end - t.start == 2, phrase.indicator == nil, isMade(before: j, first, r) {
                    left = t.start; j -= 1; continue walk
                }
                if left < end, isInsideName(t, r, after: j > first ? r.tokens[j - 1].end : clauseStart) {
                    left = t.start; j -= 1; continue walk
                }
                if t.roles.contains(.verb), phrase.verb.isEmpty { phrase.verb = t.roles; phrase.verbRange = extent(t.start, t.end) }
                if t.roles.contains(.respectively) { phrase.respectively = true }
                break walk
            }
        }
        // 其他电池
        if left > clauseStart, left < end, r.text[left] == "他", r.text[left - 1] == "其" { left -= 1 }
        phrase.range = extent(left <= clauseStart ? behindNumber(left, end, r) : left, end)
        phrase.atClauseStart = left <= clauseStart
    }

    /// 1.|增值税: behind the number of an item.
    private func behindNumber(_ start: Int, _ end: Int, _ r: Reading) -> Int {
        var i = start
        while i < end, i - start < 2, (0x30...0x39).contains(r.text[i]) { i += 1 }
        guard i > start, i + 1 < end, r.text[i] == "." || r.text[i] == "．" || r.text[i] == "、", Scalars.isHan(r.text[i + 1]) else { return start }
        return i + 1
    }

    /// Whether a word of two scalars is what the noun behind it does or is for: 检测|中心, not 服务|企业 or 培训|人员, whom it is done to.
    private func describesBody(_ t: Token, _ r: Reading) -> Bool {
        guard t.end + 2 <= r.text.count, Self.trades.contains(r.text, extent(t.start, t.end)) else { return false }
        let behind = extent(t.end, t.end + 2)
        if Self.places.contains(r.text, behind) { return true }
        guard Self.bodies.contains(r.text, behind) else { return false }
        switch r.text[t.start] {
        case "服", "培": return false
        default: return true
        }
    }

    private static let trades: WordSet = ["研发", "加工", "检测", "示范", "试点", "养殖", "种植", "交易", "创新", "制造", "配送", "运营", "管理", "监测", "检验", "孵化", "研究", "试验", "实验", "冶炼", "运输", "仓储", "储备", "施工", "设计", "咨询", "医疗", "教学", "生产", "销售", "经营", "合作", "服务", "培训", "回收", "处理", "展示", "展销", "维修", "充电", "换电", "救助", "帮扶", "技术", "物流"]
    private static let places: WordSet = ["平台", "中心", "机构", "基地", "车间", "设施", "市场", "网点", "站点", "工厂", "协议", "合同", "园区", "团队"]
    private static let bodies: WordSet = ["企业", "公司", "大户", "单位", "人员", "人才", "队伍", "能手", "设备", "岗位", "项目"]

    /// Right behind 占.
    private func isWhole(_ j: Int, _ first: Int, _ r: Reading) -> Bool {
        j > first && r.tokens[j - 1].end == r.tokens[j].start && r.tokens[j - 1].roles.contains(.share) && r.tokens[j - 1].indicator < 0
    }

    /// Whether 年产, 年可生产 and the like stand close before token `j`, with nothing but a verb between.
    private func isMade(before j: Int, _ first: Int, _ r: Reading) -> Bool {
        var k = j - 1
        while k >= first, r.tokens[j].start - r.tokens[k].end <= 6, r.tokens[k].kind == .word {
            let t = r.tokens[k]
            if let making = r.indicator(t) {
                guard making.category == .capacity, t.end - t.start >= 2, !making.name.ends("能力"), !making.name.ends("能") else { return false }
                switch r.text[t.start] {
                case "年", "日", "月", "可": return true
                default: return false
                }
            }
            guard j - k <= 2, t.roles.contains(.verb) || t.roles.contains(.plain) else { return false }
            k -= 1
        }
        return false
    }

    /// 销售|水泥、熟料: the verb over a list of things.
    private func makingVerb(_ r: Reading, before: Int, _ first: Int) -> Int? {
        var k = before - 1
        while k >= first {
            let t = r.tokens[k]
            switch t.kind {
            case .mark where t.mark == .listComma: break
            case .word where t.indicator >= 0: return nil
            case .word where t.roles.contains(.make): return k
            case .word where t.roles.contains(.plain) || t.roles.contains(.conjunction): break
            default: return nil
            }
            k -= 1
        }
        return nil
    }

    private func findIndicator(_ phrase: Phrase, _ r: Reading, _ first: Int) {
        let range = phrase.part ?? phrase.range
        var j = r.tokenIndex(at: range.upperBound) - 1
        while j >= first, j < r.tokens.count, r.tokens[j].start >= range.lowerBound {
            if r.tokens[j].end <= range.upperBound, let indicator = r.indicator(r.tokens[j]) {
                phrase.indicator = indicator
                phrase.indicatorRange = extent(r.tokens[j].start, r.tokens[j].end)
                return
            }
            j -= 1
        }
    }

    /// The noun phrase left of 占.
    private func partLeft(of j: Int, _ r: Reading, _ first: Int) -> Range<Int> {
        let phrase = Phrase(range: 0..<0)
        var k = j - 1
        var end = r.tokens[j].start
        while k >= first, r.tokens[k].end == end, r.tokens[k].kind == .word, r.tokens[k].indicator < 0,
            !r.tokens[k].roles.isDisjoint(with: Self.leading)
        {
            end = r.tokens[k].start
            k -= 1
        }
        phrase.share = extent(end, end)
        collect(phrase, r, end: end, j: k, first: first)
        return phrase.range
    }

    /// Where the clause begins: behind the mark that ended the one before.
    private func clauseStart(_ r: Reading, _ first: Int) -> Int {
        var k = first - 1
        while k >= 0 {
            if r.tokens[k].endsClause || r.tokens[k].mark == .open || r.tokens[k].mark == .listComma { return r.tokens[k].end }
            if r.tokens[k].kind != .mark { break }
            k -= 1
        }
        return first > 0 ? r.tokens[first - 1].end : 0
    }

    private func standsFirst(_ r: Reading, _ j: Int, _ first: Int) -> Bool {
        j == first || r.tokens[j - 1].kind == .period || r.tokens[j - 1].endsClause
    }

    private func open(_ r: Reading, _ close: Int, _ first: Int) -> Int? {
        var j = close - 1
        while j >= first, close - j < 24 {
            if r.tokens[j].mark == .open { return j }
            j -= 1
        }
        return nil
    }

    /// 了, 的, 着 and white space between a word and its figure.
    private func isFiller(_ r: Reading, _ a: Int, _ b: Int) -> Bool {
        guard b - a <= 2 else { return false }
        var i = a
        while i < b {
            let c = r.text[i]
            guard c == "了" || c == " " || c == "着" || c == "的" || c == "\n" || c == 0x3000 || c == "成" || c == "出" || c == "起" else { return false }
            i += 1
        }
        return true
    }

    private func isPerYear(_ r: Reading, _ t: Token) -> Bool {
        let c = r.text[t.start]
        guard t.end - t.start == 2 else { return false }
        return c == "年" && r.text[t.start + 1] == "均" || c == "每" && r.text[t.start + 1] == "年"
    }

    /// The noun phrase right of a figure: 500多家|纺织企业.
    func head(of draft: Draft, in r: Reading) -> Range<Int>? {
        head(of: draft, behind: draft.quantity.span.end, draft.token, in: r)
    }

    /// - Parameters:
    ///   - position: where the noun may begin.
    ///   - token: the last token before it.
    private func head(of draft: Draft, behind position: Int, _ token: Int, in r: Reading) -> Range<Int>? {
        var position = position
        var j = token + 1
        let last = draft.sentence.upperBound
        // 200万元、400万元、600万元的创业启动补助: the noun stands behind the last
        while j + 1 < last, r.tokens[j].start == position, r.tokens[j].mark == .listComma || r.tokens[j].kind == .word && r.tokens[j].roles.contains(.conjunction), r.tokens[j + 1].kind == .quantity,
            r.tokens[j + 1].start == r.tokens[j].end, draft.quantity.dimension == .money, r.quantities[Int(r.tokens[j + 1].index)].dimension == .money
        {
            position = r.tokens[j + 1].end
            j += 2
        }
        // 湖北恩捷 45% 股权: figures set off by spaces
        if position + 1 < r.text.count, r.text[position] == " ", draft.quantity.span.start > 0, r.text[draft.quantity.span.start - 1] == " ", Scalars.isHan(r.text[position + 1]) {
            if j < last, r.tokens[j].mark == .space, r.tokens[j].start == position { j += 1 }
            position += 1
        }
        if position < r.text.count, r.text[position] == "的" { position += 1 } else if j > token + 1, r.text[position - 1] != " " { return nil }
        // 监利以16.27万吨位列第一
        if draft.quantity.span.start > 0, r.text[draft.quantity.span.start - 1] == "以", Self.ranks.anyBegins(r.written, extent(position, min(r.text.count, position + 2))) { return nil }
        // 7.68亿元（含税）: what brackets add is no noun
        if position < r.text.count, r.text[position] == "（" || r.text[position] == "(" { return nil }
        let start = position
        var end = position
        var quoted = false
        while true {
            let next = j < last ? r.tokens[j] : nil
            let bound = next?.start ?? sentenceEnd(r, draft)
            end = max(end, bound)
            guard let t = next else { break }
            guard t.start >= position || t.end <= position else { break }
            // 3个项目|总投资21亿元: an indicator of what is counted
            if t.kind == .word, t.indicator >= 0, t.start == start, t.end - t.start > 3, draft.quantity.dimension == .count, endsBody(r, t.start + 2), !t.roles.contains(.plain) { end = t.start + 2; break }
            // 3个项目|总投资|21亿元
            if t.kind == .word, t.indicator >= 0, t.start > start, t.start == position, draft.quantity.dimension == .count, endsBody(r, t.start), j + 1 < last, r.tokens[j + 1].start == t.end, r.tokens[j + 1].kind == .quantity { end = t.start; break }
            // 25个省重点工业项目|完成投资35.9亿元
            if t.kind == .word, t.indicator >= 0, t.start > start + 1, !t.roles.contains(.plain), t.start == position, endsBody(r, t.start) { end = t.start; break }
            if t.kind == .word, t.indicator >= 0 || !t.roles.isDisjoint(with: [.plain, .weakSuffix, .organisationSuffix, .projectSuffix, .person, .organisationAnaphor, .projectAnaphor]) {
                end = t.end; position = t.end; j += 1; continue
            }
            if t.start == position || t.start > start && t.start - position <= 6 && extent(position, t.start).allSatisfy({ Scalars.isHan(r.text[$0]) }), t.kind == .quantity, draft.quantity.dimension == .count, r.quantities[Int(t.index)].dimension != .count, r.quantities[Int(t.index)].dimension != .money || r.text[t.end - 1] == "上" || t.start == position && r.quantities[Int(t.index)].comparator == .gt,
                r.quantities[Int(t.index)].dimension != .percent, t.end < r.text.count, Scalars.isHan(r.text[t.end])
            {
                end = t.end; position = t.end; j += 1; continue
            }
            if t.start == position, t.kind == .place || t.kind == .word && !t.roles.isDisjoint(with: [.nation, .world, .whole]) { end = t.end; position = t.end; j += 1; continue }
            if t.mark == .open, let close = closeIndex(r, j, last), r.tokens[close].end - t.start <= 8, !hasQuantity(r, j, close) {
                end = r.tokens[close].end; position = end; j = close + 1; continue
            }
            // “年产20万吨再生资源综合利用项目”作为…: the name ends with its quotes
            if t.mark == .quoteClose, !quoted, t.start > start { end = t.start; break }
            if t.mark == .quoteOpen || t.mark == .quoteClose, t.start == position {
                quoted = t.mark == .quoteOpen
                end = t.end; position = end; j += 1; continue
            }
            if t.mark == .space, t.start > start, t.end < r.text.count, Scalars.isLetter(r.text[t.start - 1]) || Scalars.isLetter(r.text[t.end]) {
                end = t.end; position = end; j += 1; continue
            }
            // 16个|示范|性社区助餐点
            if t.kind == .word, t.roles.contains(.verb), t.start == start, t.end < r.text.count, r.text[t.end] == "性" { end = t.end + 1; position = end; j += 1; continue }
            // 9家试点企业: a verb that only describes the noun
            if t.kind == .word, t.roles.contains(.verb), t.start == start, t.end - t.start == 2, j + 1 < last, r.tokens[j + 1].start == t.end,
                r.tokens[j + 1].kind == .word, r.tokens[j + 1].indicator >= 0 || !r.tokens[j + 1].roles.isDisjoint(with: [.organisationAnaphor, .projectAnaphor, .organisationSuffix, .projectSuffix])
            {
                end = t.end; position = t.end; j += 1; continue
            }
            // 20台|加工|中心
            if t.kind == .word, t.start == start, t.end - t.start == 2, j + 1 < last, r.tokens[j + 1].start == t.end, describesBody(t, r) {
                end = r.tokens[j + 1].end; position = end; j += 2; continue
            }
            if t.kind == .word, t.roles.contains(.verb), t.start == start, j + 1 < last, r.tokens[j + 1].start - t.end >= 2, Self.modifying.contains(r.string(extent(t.start, t.end))) {
                end = t.end; position = t.end; j += 1; continue
            }
            if t.kind == .word, t.roles.contains(.verb), end - start == 0 {
                // a relative clause: 7项走在稀土行业前沿的新技术
                if let of = possessive(r, from: t.start, draft) {
                    return head(of: draft, behind: of, r.tokenIndex(at: of) - 1, in: r)
                }
            }
            // 10个|卫生资源|调整|建设项目: a verb in the name of what is counted
            if draft.quantity.dimension == .count, t.kind == .word, t.indicator < 0, t.start >= position, t.start - position <= 6, extent(position, t.start).allSatisfy({ Scalars.isHan(r.text[$0]) && r.text[$0] != "的" }), !endsBody(r, t.start), Self.inNames.contains(r.text, extent(t.start, t.end)), let body = body(r, from: t.end) {
                end = body; position = body; j = max(j + 1, r.tokenIndex(at: body)); continue
            }
            if isInsideName(t, r, after: start) { end = t.end; position = t.end; j += 1; continue }
            end = min(end, t.start)
            if end - start <= 1, t.kind == .word, let of = possessive(r, from: start, draft) {
                return head(of: draft, behind: of, r.tokenIndex(at: of) - 1, in: r)
            }
            break
        }
        // an adjective clause ends with 的; the head follows it
        var i = end - 1
        while i > start {
            if r.text[i] == "的" {
                // 10万辆新能源汽车的能力
                let behind = r.string(extent(i + 1, end))
                // 4个项目的开工仪式: the projects are counted
                if draft.quantity.dimension == .count, i - start == 2, r.tokens.indices.contains(token + 1), case let noun = r.tokens[token + 1], noun.start == start, noun.end == i, !noun.roles.isDisjoint(with: [.projectAnaphor, .organisationAnaphor]) { return extent(start, i) }
                // 十万名普查工作人员的共同努力: who they are
                if i - start >= 2, draft.quantity.unit.equals("名") || draft.quantity.unit.equals("人") || draft.quantity.unit.equals("位"), r.text[i - 1] == "员" || r.text[i - 1] == "工", Self.efforts.contains(where: { behind.holds($0) }) { return trimmed(r, start, i) }
                // 年产200万套蓝牙耳机的子公司: what it makes
                if i - start >= 2, token > 0, r.tokens[token].kind == .quantity, r.indicator(r.tokens[token - 1])?.category == .capacity, r.tokens[token - 1].end == draft.quantity.span.start, Self.makers.anyEnds(behind) { return trimmed(r, start, i) }
                return i - start >= 2 && Self.abilities.contains(behind) ? trimmed(r, start, i) : trimmed(r, i + 1, end)
            }
            i -= 1
        }
        return trimmed(r, start, end)
    }

    /// Behind 项目 or 企业.
    private func endsBody(_ r: Reading, _ end: Int) -> Bool {
        guard end >= 2 else { return false }
        switch (r.text[end - 2], r.text[end - 1]) {
        case ("项", "目"), ("企", "业"): return true
        default: return false
        }
    }

    /// 199个项目|实质性开工, 58个续建项目|进展顺利: what they do is no part of their name.
    private func predicate(_ r: Reading, _ a: Int, _ b: Int) -> Int? {
        var i = a + 2
        while i + 1 < b {
            if endsBody(r, i), Self.predicates.contains(r.text, extent(i, i + 2)) || Self.adverbs.contains(r.text, extent(i, i + 1)) { return i }
            i += 1
        }
        return nil
    }

    private static let predicates: WordSet = ["进展", "按期", "实质", "如期", "顺利", "全部", "陆续", "相继", "集中", "实现", "完成", "投产", "开工", "竣工", "签约", "落地", "达产", "分布", "参加", "获得", "通过", "入选", "已有", "加快", "纳入", "正在", "成功", "率先", "共计", "累计", "先后", "进入", "入列", "入围", "跻身"]
    private static let adverbs: WordSet = ["已", "均", "正", "共", "将", "获"]

    private func trimmed(_ r: Reading, _ a: Int, _ b: Int) -> Range<Int>? {
        var a = a, b = predicate(r, a, b) ?? b
        while a < b, isTrim(r.text[a]) { a += 1 }
        while b > a, isTrim(r.text[b - 1]) { b -= 1 }
        return b > a ? extent(a, b) : nil
    }

    private func isTrim(_ c: UInt32) -> Bool { c == " " || c == "\n" || c == "\r" || c == 0x3000 || c == "，" || c == "的" || c == "等" }

    private func possessive(_ r: Reading, from: Int, _ draft: Draft) -> Int? {
        let stop = min(from + 24, sentenceEnd(r, draft))
        var i = from
        while i < stop {
            let c = r.text[i]
            if c == "，" || c == "。" || c == "；" || c == "、" { return nil }
            if c == "的" { return i + 1 }
            i += 1
        }
        return nil
    }

    private func sentenceEnd(_ r: Reading, _ draft: Draft) -> Int {
        r.end(of: draft.sentence)
    }

    /// Where the next 项目 or 企业 ends that Chinese characters alone lead to.
    private func body(_ r: Reading, from: Int) -> Int? {
        var i = from
        while i < min(r.text.count, from + 12), Scalars.isHan(r.text[i]), r.text[i] != "的" {
            i += 1
            if i - from >= 2, endsBody(r, i) { return i }
        }
        return nil
    }

    private static let inNames: WordSet = ["调整", "新设", "改造", "提升", "整治", "建设", "治理", "修复", "保护", "示范", "试点", "扶持", "服务", "加工", "制造", "研发", "储备", "续建", "新建", "扩建", "技改", "招商", "倍增", "培育", "增资"]

    /// 高能密度锂电材料, 柴达木盆地: a scalar that is a verb elsewhere stands in the middle of a name.
    private func isInsideName(_ t: Token, _ r: Reading, after start: Int) -> Bool {
        guard t.kind == .word, t.end - t.start == 1, t.indicator < 0, t.start > start, t.end < r.text.count else { return false }
        switch r.text[t.start] {
        // 500家协同倍|增|企业
        case "增": return r.text[t.start - 1] == "倍"
        case "能", "达", "合", "成", "通", "行", "分": return Scalars.isHan(r.text[t.start - 1]) && Scalars.isHan(r.text[t.end])
        default: return false
        }
    }

    private func closeIndex(_ r: Reading, _ open: Int, _ last: Int) -> Int? {
        var j = open + 1
        while j < last, j - open < 8 {
            if r.tokens[j].mark == .close { return j }
            j += 1
        }
        return nil
    }

    private func hasQuantity(_ r: Reading, _ a: Int, _ b: Int) -> Bool {
        (a...b).contains { r.tokens[$0].kind == .quantity }
    }
}
