import Lexicons

/// Short names of firms that no table knows and the text says once: scalars that stand beside each other in no common word,
/// where a firm's name stands, before what a firm does.
extension AliasFinder {
    /// 川能锦源在遂宁建设…, 惠州恒汐新材料选择了…, 由深圳晶讯承建.
    func unheardOf(in text: UnsafeBufferPointer<UInt32>, tokens: [Token]) -> [[UInt32]] {
        var found: [[UInt32]] = []
        for (k, t) in tokens.enumerated() {
            // a name begins with what no table knows, a place, a country or a word of one scalar
            if k > 0, tokens[k - 1].end == t.start, t.kind != .place, t.kind != .word || t.end - t.start > 1 && !t.roles.contains(.world) { continue }
            guard let lead = lead(text, tokens, before: k), let name = newName(text, tokens, from: lead.start, k, lead.kind) else { continue }
            found.append(Array(text[name]))
        }
        return found
    }

    /// 收购|大江动力|100%股权, 持有|天风期货|2.0976%的股权: the name between the verb and the stake.
    func traded(in text: UnsafeBufferPointer<UInt32>, tokens: [Token]) -> [[UInt32]] {
        var found: [[UInt32]] = []
        for (k, t) in tokens.enumerated() where t.kind == .quantity && k > 0 && (text[t.end - 1] == "%" || text[t.end - 1] == "％") {
            let behind = t.end < text.count && text[t.end] == "的" ? t.end + 1 : t.end
            guard behind + 1 < text.count, text[behind] == "股", text[behind + 1] == "权" else { continue }
            var start = t.start
            while start > 0, t.start - start < 12, Scalars.isHan(text[start - 1]), !ShortName.isGrammar(text[start - 1]) {
                if start >= 2, t.start - start >= 2, Self.trading.contains(text, extent(start - 2, start)) { break }
                start -= 1
            }
            guard (3...8).contains(t.start - start), start >= 2, Self.trading.contains(text, extent(start - 2, start)), text[t.start - 1] != "司", text[t.start - 1] != "的", ShortName.mayBeFirm(text, start..<t.start) else { continue }
            found.append(Array(text[extent(start, t.start)]))
        }
        return found
    }

    private static let trading: WordSet = ["收购", "持有", "受让", "购买", "转让", "出售", "购得", "取得", "获得"]

    /// What stands in front of a name: the mark or time word that a clause begins behind, 的, or a word that joins two names.
    private enum Lead { case clause, list, description, joint }

    private func lead(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], before k: Int) -> (start: Int, kind: Lead)? {
        guard k > 0 else { return (0, .clause) }
        let b = tokens[k - 1]
        // the run between two tokens may hold a 的
        if let of = extent(b.end, tokens[k].start).last(where: { text[$0] == "的" }) { return (of + 1, .description) }
        switch b.kind {
        case .mark:
            if b.endsClause || b.mark == .space || b.mark == .line || b.mark == .dash || b.mark == .quoteOpen { return (b.end, .clause) }
            return b.mark == .listComma ? (b.end, .list) : nil
        case .period: return (b.end, .clause)
        case .word where b.end - b.start == 1:
            switch text[b.start] {
            case "由", "与", "和", "向", "给", "是": return (b.end, .joint)
            case "的": return (b.end, .description)
            default: return nil
            }
        default: return nil
        }
    }

    private func newName(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], from lead: Int, _ k: Int, _ kind: Lead) -> Range<Int>? {
        var start = lead
        while start < text.count, Scalars.isSpace(text[start]) { start += 1 }
        var j = k
        var first = start
        var isPlaced = false
        if tokens[j].kind == .place, tokens[j].start == start, tokens[j].end - start == 2 {
            first = tokens[j].end
            isPlaced = true
            j += 1
        } else if tokens[j].kind == .word, tokens[j].start == start, tokens[j].roles.contains(.world), tokens[j].end - start <= 3 {
            // 韩国|某某: where it is from is no part of its name
            start = tokens[j].end
            first = start
            j += 1
        }
        // the scalars that no table knows, words of one scalar that are no grammar among them
        while j < tokens.count, tokens[j].kind == .word, tokens[j].indicator < 0, tokens[j].end - tokens[j].start == 1, tokens[j].start - first < 4, !ShortName.isGrammar(text[tokens[j].start]), !EntityFinder.neverBegins(text[tokens[j].start]), !Self.goesOn(text[tokens[j].start]) { j += 1 }
        guard j < tokens.count, case let end = extent(first, tokens[j].start).first(where: { text[$0] == "的" }) ?? tokens[j].start, (2...4).contains(end - first), extent(first, end).allSatisfy({ Scalars.isHan(text[$0]) }), isNovel(text, first, end) else { return nil }
        var stop = end
        var next = j
        let trade = tokens[j]
        let hasTrade = trade.start == end && trade.kind == .word && trade.roles.contains(.weakSuffix) && trade.end - trade.start >= 2
        if hasTrade { stop = trade.end; next += 1 }
        if hasTrade, EntityFinder.namesTrade(text, tokens, j) { return nil }
        // goods that are trades too need a place in front
        if hasTrade, !isPlaced, EntityFinder.goods.contains(text, extent(trade.start, trade.end)) { return nil }
        guard !ShortName.isCommonFirst(text[first]), !ShortName.isOffice(text[stop - 1]), !ShortName.isDesk(text[stop - 1]), !ShortName.endsRegion(text[stop - 1]), !ShortName.common.contains(text, extent(first, end)), !Self.plain(text[end - 1]), !text[extent(first, end)].contains("类") else { return nil }
        // 砺石光伏网: a desk; 富硒食品产业: a trade
        if stop < text.count, ShortName.isDesk(text[stop]) || Self.trades.anyBegins(text, extent(stop, min(text.count, stop + 2))) { return nil }
        let follower = next < tokens.count && tokens[next].start == stop ? tokens[next] : nil
        guard !(follower.map { isPartOfLonger($0) } ?? false) else { return nil }
        if hasTrade {
            switch kind {
            case .clause, .description: return extent(start, stop)
            case .list, .joint: return isPlaced ? extent(start, stop) : nil
            }
        }
        // 无锡宏川微|的第二座12英寸厂
        if follower == nil, isPlaced, kind == .clause, end - first == 3, text[stop] == "的" { return extent(start, stop) }
        guard let follower, acts(follower, text, tokens, next, isPlaced: isPlaced) else { return nil }
        switch kind {
        case .clause where isPlaced || end - first >= 4 || end - first == 3 && follower.end - follower.start >= 2, .joint where isPlaced: return extent(start, stop)
        default: return nil
        }
    }

    /// Whether no two scalars side by side stand so in a common word.
    private func isNovel(_ text: UnsafeBufferPointer<UInt32>, _ a: Int, _ b: Int) -> Bool {
        extent(a, b - 1).allSatisfy { pairs.weight(text[$0], text[$0 + 1]) == 0 }
    }

    /// 产业, 公司, 项目: the name goes on.
    private func isPartOfLonger(_ t: Token) -> Bool {
        t.kind == .word && t.indicator < 0 && !t.roles.isDisjoint(with: [.weakSuffix, .organisationSuffix, .projectSuffix, .plain]) && t.roles.isDisjoint(with: [.verb, .invest, .planned, .event])
    }

    /// What only a firm does or has, behind its name: 在遂宁建设, 把…, 拟投资, 宣布; with a place in front also 出货, 营收, 承建.
    private func acts(_ t: Token, _ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int, isPlaced: Bool) -> Bool {
        guard t.kind == .word else { return false }
        if t.traits.contains(.tells) || t.roles.contains(.person) || t.roles.contains(.quote) { return false }
        if t.end - t.start == 1 {
            switch text[t.start] {
            case "把": return true
            case "在": return k + 1 < tokens.count && tokens[k + 1].kind == .place && tokens[k + 1].start == t.end
            case "拟": return true
            default: return false
            }
        }
        if t.roles.contains(.invest) || t.traits.contains(.opensProject) || t.traits.contains(.announces) || Self.undertaken.contains(text, extent(t.start, t.end)) { return true }
        return isPlaced && (t.traits.contains(.possesses) || text[t.start] == "预" && text[t.end - 1] == "计" && t.end - t.start == 2 || t.roles.contains(.make) || t.indicator < 0 && t.roles.contains(.verb) && t.roles.isDisjoint(with: [.up, .down, .copula]))
    }

    private static let trades: AffixList = ["产业", "行业", "市场", "企业", "产品", "领域", "基地", "园区", "项目", "集群", "板块", "业务", "概念", "公司", "集团", "设备", "工程", "行情", "价格", "协会", "学会", "大学", "学院", "研究", "银行"]
    private static let undertaken: WordSet = ["拿出", "关停", "推进", "牵手", "落户", "签下", "计划", "宣布", "启动", "追加", "承建", "扩建", "投建", "中标", "收购", "布局", "量产", "投产"]

    /// Words of one scalar that a clause goes on with, and no name.
    private static func goesOn(_ c: UInt32) -> Bool {
        switch c {
        case "拟", "将", "把", "在", "获", "签", "拿", "卖", "售", "建", "投", "要", "可", "会", "就", "都", "还", "又", "再", "只", "却", "仍", "更", "正": return true
        default: return false
        }
    }

    /// Ends of words that are no names: 其他们, 上午, 时候.
    private static func plain(_ c: UInt32) -> Bool {
        switch c {
        case "们", "时", "后", "前", "上", "下", "中", "里", "内", "外", "间", "人", "者", "员", "家", "户", "性", "化", "品", "类", "式", "型", "级", "度", "量", "额", "价", "率", "费", "税", "款", "金", "物", "机", "车", "船", "菜", "果", "菇", "米", "茶", "药", "酒", "油", "钢", "铁", "铜", "铝", "锂", "镍", "钴", "矿", "煤", "酸", "盐", "碱", "膜", "板", "管", "线", "片", "粉", "纸", "布", "纱", "丝", "革", "瓷", "砖", "剂", "胶", "漆", "材", "料", "村", "镇", "乡", "山", "河", "湖", "江", "岛", "桥", "站", "路", "街", "寺", "节", "月", "年", "日": return true
        default: return false
        }
    }
}
