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
    private static let working: WordSet = ["加工", "冶炼", "养殖", "种植", "制造", "回收", "处理", "精炼", "熔炼", "铸造", "锻造", "提取", "分离", "焊接", "装配", "封装", "印刷", "包装", "运输", "储存", "供应"]
    private static let amounts = ["减少": "down", "降低": "down", "压减": "down", "削减": "down", "节约": "down", "减排": "down", "增加": "up"]
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
    func describesBody(_ t: Token, _ r: Reading) -> Bool {
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
}
