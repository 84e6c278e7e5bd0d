import Lexicons

/// Short names of firms without a suffix, which open clauses and do there what firms do.
extension AliasFinder {
    /// Names without a suffix that open clauses again and again: 比亚迪…，比亚迪….
    ///
    /// A run of scalars that no table knows, at the head of a clause and before a verb, adverb or time word,
    /// counts as a name where it does so twice.
    func recurring(in text: UnsafeBufferPointer<UInt32>, tokens: [Token]) -> [(scalars: [UInt32], code: Int?)] {
        var seen: [[UInt32]: Int] = [:]
        // at least once before what only a body does: its time, its plan, its word
        var strong: Set<[UInt32]> = []
        let all = text
        // the next token that may tell an announcement: most clauses have none near
        var telling = 0
        for (k, t) in tokens.enumerated() {
            // a clause begins behind a mark, or at the start of the text
            let start: Int
            if k == 0 { start = 0 } else {
                let b = tokens[k - 1]
                guard b.kind == .mark, b.endsClause || b.mark == .space || b.mark == .quoteOpen else { continue }
                start = b.end
                if b.mark == .quoteOpen, t.mark != .quoteClose { continue }
            }
            var first = start
            var end = t.start
            var follower = t
            if t.kind == .place, t.start == start, k + 1 < tokens.count, tokens[k + 1].start - t.end >= 2, tokens[k + 1].start - t.end <= 3, t.end - t.start == 2 {
                end = tokens[k + 1].start
                follower = tokens[k + 1]
            }
            // 常州|天盛光能|上半年组件出货
            if let name = placed(text, tokens, at: k, from: start) {
                seen[name, default: 0] += 2
                strong.insert(name)
                continue
            }
            while first < end, all[first] == " " || all[first] == 0x3000 || all[first] == "\n" { first += 1 }
            // 某市|举行|2024年…: a verb that no table holds
            if end - first >= 4, all[end - 2] == "举", all[end - 1] == "行" { end -= 2 }
            while telling < tokens.count, telling < k || tokens[telling].traits.isDisjoint(with: [.publishes, .tells]) { telling += 1 }
            if let name = (telling - k < Self.announcement ? announcer(text, tokens, at: k, from: first) : nil) ?? described(text, tokens, at: k, from: first) {
                seen[name, default: 0] += 2
                strong.insert(name)
                continue
            }
            // 友|达|第三季: a word of one scalar may end a name
            if end == t.start, end - first >= 1, end - first <= 3, t.kind == .word, t.end - t.start == 1, t.indicator < 0, Self.endsName(all[t.start]), k + 1 < tokens.count, tokens[k + 1].start == t.end, tokens[k + 1].kind == .period {
                end = t.end
                follower = tokens[k + 1]
            }
            let isLatin = first < end && ShortName.isLatinName(all, first, end)
            // 据 Light Counting 预测: a source
            if isLatin, k > 1, tokens[k - 1].mark == .space, isSourced(all, before: tokens[k - 1].start) { continue }
            guard end - first >= 2, end - first <= (isLatin ? 20 : 6) else { continue }
            var next = k + (follower.start == t.start ? 0 : 1)
            while next + 1 < tokens.count, tokens[next].mark == .space, tokens[next + 1].start == tokens[next].end { next += 1 }
            follower = tokens[next]
            // 茂迪9月营收: what only a firm has behind its time needs no second mention
            var owns = isCorporate(follower, text)
            while !owns, next + 1 < tokens.count, tokens[next].kind == .period || tokens[next].mark == .space || tokens[next].roles.contains(.adverb), tokens[next + 1].start - tokens[next].end <= 1 {
                next += 1
                owns = isCorporate(tokens[next], text)
            }
            // 2023年9月28日，中望|通过…: behind the day of the news
            if !owns, k > 1, tokens[k - 1].mark == .comma, tokens[k - 2].kind == .period, tokens[k - 2].end == tokens[k - 1].start, follower.kind == .word, Self.acts.contains(text, extent(follower.start, follower.end)), !ShortName.isOffice(all[end - 1]) { owns = true }
            // 凤梨第1季出口值, 花椒去年亩产: goods
            if !owns, next < tokens.count, tokens[next].kind == .word, tokens[next].indicator >= 0, Self.ofGoods.contains(text, extent(tokens[next].start, tokens[next].end)) { continue }
            var isStrong = owns
            switch follower.kind {
            case .period: isStrong = true
            case .mark:
                // 水质优良（Ⅰ~Ⅲ类）: a grade told by its classes
                guard follower.mark == .open, follower.end == all.count || !(0x2160...0x216B).contains(all[follower.end]) else { continue }
                isStrong = true
            case .word:
                guard isLatin || isCorporate(follower, text) || follower.indicator < 0 && !follower.roles.isDisjoint(with: [.verb, .copula, .adverb, .actual, .planned, .event]) else { continue }
                if !follower.roles.isDisjoint(with: [.planned, .event, .forecast]) || !follower.traits.isDisjoint(with: [.tells, .publishes]) { isStrong = true }
            default: continue
            }
            // Collahuasi 产量, BCI公布
            if isLatin, follower.indicator >= 0 || !follower.roles.isDisjoint(with: [.up, .down]) || isStrong { owns = true; isStrong = true }
            // 挖贝网 4月28日消息: the desk that tells; 黑钨精矿9月23日均价: a commodity
            if ShortName.isDesk(all[end - 1]) || !isLatin && Self.endsGoods(all[end - 1]) { continue }
            // 配套建设|研发楼: what is done
            if end - first >= 3, Self.doings.contains(all, (end - 2)..<end) || Self.segments.contains(all, (end - 2)..<end) { continue }
            guard !ShortName.isCommonFirst(all[first]), isLatin || (first..<end).allSatisfy({ all[$0] >= 0x4E00 && all[$0] <= 0x9FFF || all[$0] >= 0x41 && all[$0] <= 0x5A }),
                !ShortName.common.contains(all, first..<end)
            else { continue }
            let name = Array(all[first..<end])
            seen[name, default: 0] += owns ? 2 : 1
            if isStrong { strong.insert(name) }
        }
        let opening = firstName(text, tokens)
        let often = seen.filter { strong.contains($0.key) && ($0.value >= 2 || $0.key == opening) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let found = occurrences(of: often.map(\.key), in: text)
        // what mostly stands inside clauses is a word, not a name
        return often.indices.filter { often[$0].value * 5 >= found[$0].count }.map { (whole(often[$0].key, found[$0]), nil) }
    }

    /// 中|航锂电: the scalar that stands before a name wherever it stands is its first.
    private func whole(_ name: [UInt32], _ found: Occurrences) -> [UInt32] {
        guard let first = name.first, Scalars.isHan(first), let before = found.before, Self.begins(before), found.count >= 2 else { return name }
        return [before] + name
    }

    /// What names begin with that words of grammar are too.
    private static func begins(_ c: UInt32) -> Bool {
        switch c {
        case "中", "大", "新", "华", "东", "南", "西", "北", "好", "和", "正", "金", "国", "上": return true
        default: return false
        }
    }

    /// A place of two scalars and two to four that no table knows, or a trade among them, before what only a firm does or has.
    private func placed(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], at k: Int, from start: Int) -> [UInt32]? {
        let place = tokens[k]
        guard place.kind == .place, place.start == start, place.end - place.start == 2 else { return nil }
        var j = k + 1
        var end = place.end
        while j < tokens.count, j - k <= 3 {
            end = tokens[j].start
            guard end - place.end <= 4 else { return nil }
            let t = tokens[j]
            // 邵阳|液压|拟收购…: a trade alone where only a firm goes on
            if j == k + 1, t.kind == .word, t.start == place.end, t.end - t.start == 2, t.roles.contains(.weakSuffix), j + 1 < tokens.count, tokens[j + 1].start == t.end, tokens[j + 1].roles.contains(.planned), text[t.end] == "拟" { end = t.end; j += 1; break }
            guard t.kind == .word, t.indicator < 0, t.end - t.start == 1 && !ShortName.isGrammar(text[t.start]) || t.end - t.start == 2 && !t.roles.isDisjoint(with: [.weakSuffix, .plain]) && t.end - place.end == 4, !Self.firmly(text, tokens, at: j) else { break }
            end = t.end
            j += 1
        }
        guard (2...4).contains(end - place.end), j < tokens.count, tokens[j].start == end, Self.firmly(text, tokens, at: j), extent(place.end, end).allSatisfy({ Scalars.isHan(text[$0]) }),
            ShortName.mayBeFirm(text, place.end..<end), !ShortName.endsRegion(text[end - 1]), !Self.segments.contains(text, extent(end - 2, end)), !Self.endsGoods(text[end - 1])
        else { return nil }
        return Array(text[extent(place.start, end)])
    }

    /// Whether what stands at a token, a time word left out, is what firms do or have: 出货, 拥有, 上半年|营收.
    private static func firmly(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], at k: Int) -> Bool {
        var j = k
        if tokens[j].kind == .period, j + 1 < tokens.count, tokens[j + 1].start <= tokens[j].end + 3 { j += 1 }
        guard tokens[j].kind == .word else { return false }
        // 邵阳液压|拟|收购…
        if tokens[j].roles.contains(.planned), text[tokens[j].start] == "拟" { return true }
        if ShortName.accounts.contains(text, extent(tokens[j].start, tokens[j].end)) || owning.contains(text, extent(tokens[j].start, tokens[j].end)) { return true }
        // 上半年|组件|出货
        return j > k && j + 1 < tokens.count && tokens[j + 1].start - tokens[j].end <= 3 && owning.contains(text, extent(tokens[j + 1].start, tokens[j + 1].end))
    }

    private static let owning: WordSet = ["出货", "出货量", "产能", "年产能", "拥有", "年产", "旗下", "总经理", "董事长", "副总经理", "负责人", "总裁", "出资", "现有产能"]

    /// Tokens from the head of a clause to what tells that it is an announcement: four of a name, four before it is told.
    private static let announcement = 8

    /// The name at the head of a clause that an announcement follows, words of grammar and trades in it included:
    /// 海容冷链|发布公告称, 拓斯|达|11月3日公告, 中贝|通信|公告.
    private func announcer(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], at k: Int, from first: Int) -> [UInt32]? {
        var j = k
        var end = tokens[k].start
        while j < tokens.count, j - k < 4, tokens[j].start == end, end - first <= 8, !tells(tokens, from: j) {
            let t = tokens[j]
            let opens = j == k && t.start == first
            let isPart = opens && (t.kind == .place || t.roles.contains(.nation) && t.end - t.start == 2)
                || Self.isPart(t, text, barring: [.verb, .organisationAnaphor, .person, .whole, .nation, .world]) || j > k && Self.closes(text, t)
            guard isPart else { return nil }
            end = t.end
            if j + 1 < tokens.count { end = max(end, min(tokens[j + 1].start, end + 4)) }
            j += 1
        }
        guard j < tokens.count, tokens[j].start == end, tells(tokens, from: j), !isNewsOf(text, tokens, at: j), end - first >= 2, end - first <= 8, ShortName.mayBeFirm(text, first..<end), !ShortName.isPerson(text, first..<end),
            !(first + 2..<max(first + 2, end - 1)).contains(where: { text[$0] == "举" && (text[$0 + 1] == "行" || text[$0 + 1] == "办") || text[$0] == "召" && text[$0 + 1] == "开" }),
            (first..<end).allSatisfy({ text[$0] >= 0x4E00 && text[$0] <= 0x9FFF || text[$0] >= 0x41 && text[$0] <= 0x5A })
        else { return nil }
        return Array(text[first..<end])
    }

    /// 国新|发布7月13日消息：…: a desk.
    private func isNewsOf(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], at j: Int) -> Bool {
        guard j + 1 < tokens.count, tokens[j + 1].kind == .period, tokens[j + 1].start == tokens[j].end, case let end = tokens[j + 1].end, end + 1 < text.count else { return false }
        return text[end] == "消" && text[end + 1] == "息" || text[end] == "电" || text[end] == "讯"
    }

    /// 铜冠铜箔|主营…, 精达|是国内最大的…: what opens a line and is told what it is.
    private func described(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], at k: Int, from first: Int) -> [UInt32]? {
        // a name begins with scalars that no table knows, or with one of a few that are words too: 中|核苏阀
        let leads = tokens[k].start == first && tokens[k].kind == .word && tokens[k].end == first + 1 && Self.begins(text[first]) && k + 1 < tokens.count
        let k = leads ? k + 1 : k
        guard tokens[k].start > first, first == 0 || Scalars.isSpace(text[first - 1]) || text[first - 1] == "；" || text[first - 1] == "。" else { return nil }
        var j = k
        var end = tokens[k].start
        while j < tokens.count, j - k < 3, tokens[j].start == end, end - first <= 6 {
            let t = tokens[j]
            guard Self.isPart(t, text, barring: [.verb, .organisationAnaphor, .projectAnaphor, .person, .whole, .nation, .world, .adverb]) else { break }
            end = t.end
            if j + 1 < tokens.count { end = max(end, min(tokens[j + 1].start, end + 4)) }
            j += 1
        }
        guard end - first >= 4, end - first <= 6, ShortName.mayBeFirm(text, first..<end), (first..<end).allSatisfy({ text[$0] >= 0x4E00 && text[$0] <= 0x9FFF }),
            Self.describing.match(in: text, at: end, limit: text.count) != nil
        else { return nil }
        return Array(text[first..<end])
    }

    private static let describing: WordsAhead = ["是国内", "是中国", "是全国", "是我国", "是全球", "是全省", "是一家", "成立于", "主营", "专注于", "主攻", "专攻", "现有员工", "拥有员工", "现有产能", "深耕"]

    /// Whether an announcement follows, at once or behind a day: 发布公告称, 11月3日晚间公告.
    private func tells(_ tokens: [Token], from k: Int) -> Bool {
        var j = k
        while j < tokens.count, j - k < 4 {
            let t = tokens[j]
            if j > k, t.start - tokens[j - 1].end > 2 { return false }
            if t.kind == .word, t.traits.contains(.publishes) || t.traits.contains(.tells) { return t.traits.contains(.announces) }
            guard t.kind == .period || t.mark == .space || t.kind == .word && t.roles.contains(.adverb) else { return false }
            j += 1
        }
        return false
    }

    /// Whether a word may stand inside a short name: a scalar of sense, or two that name a trade.
    private static func isPart(_ t: Token, _ text: UnsafeBufferPointer<UInt32>, barring: CueRoles) -> Bool {
        guard t.kind == .word, t.indicator < 0 || t.roles.contains(.weakSuffix) else { return false }
        switch t.end - t.start {
        case 1: return !ShortName.isGrammar(text[t.start])
        case 2: return !t.roles.isDisjoint(with: [.weakSuffix, .plain]) && t.roles.isDisjoint(with: barring)
        default: return false
        }
    }

    /// 中利|集团: what closes a firm's short name.
    private static func closes(_ text: UnsafeBufferPointer<UInt32>, _ t: Token) -> Bool {
        guard t.kind == .word, t.end - t.start == 2, t.indicator < 0 || t.roles.contains(.weakSuffix) else { return false }
        return text[t.start] == "集" && text[t.end - 1] == "团" || text[t.start] == "股" && text[t.end - 1] == "份" || text[t.start] == "控" && text[t.end - 1] == "股"
    }

    /// 友达, 华能, 联合, 安通: scalars that are words of grammar and close many names.
    private static func endsName(_ c: UInt32) -> Bool {
        switch c {
        case "达", "能", "合", "成", "通", "行", "利", "安", "发", "立": return true
        default: return false
        }
    }

    /// Whether 据 stands before words of Latin letters that end at `position`.
    private func isSourced(_ text: UnsafeBufferPointer<UInt32>, before position: Int) -> Bool {
        var i = position
        while i > 0, position - i < 40, Scalars.isLetter(text[i - 1]) || text[i - 1] == " " { i -= 1 }
        return i > 0 && (text[i - 1] == "据" || text[i - 1] == "據" || text[i - 1] == "照")
    }

    private func isCorporate(_ t: Token, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        t.kind == .word && t.indicator >= 0 && ShortName.accounts.contains(text, extent(t.start, t.end))
    }

    /// What opens the very first line.
    private func firstName(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token]) -> [UInt32]? {
        guard let t = tokens.first, t.start >= 2, t.start <= 6, !ShortName.common.contains(text, 0..<t.start) else { return nil }
        return Array(text[0..<t.start])
    }

    /// How often each name stands in the text, not overlapping itself.
    private func occurrences(of names: [[UInt32]], in text: UnsafeBufferPointer<UInt32>) -> [Occurrences] {
        guard !names.isEmpty else { return [] }
        var trie = NameTrie()
        for (n, name) in names.enumerated() { trie.insert(name, index: n) }
        var found = Array(repeating: Occurrences(), count: names.count)
        var i = trie.firstPossible(in: text, 0..<text.count)
        while i < text.count {
            trie.forEach(in: text, at: i) { n, end in
                guard found[n].end <= i else { return }
                let before = i > 0 ? text[i - 1] : nil
                found[n].before = found[n].count == 0 || found[n].before == before ? before : nil
                found[n].count += 1
                found[n].end = end
            }
            i = trie.firstPossible(in: text, (i + 1)..<text.count)
        }
        return found
    }

    /// How often a name stands in a text, and the scalar before it where that is always the same.
    private struct Occurrences {
        var count = 0
        var before: UInt32?
        /// Behind the last of them.
        var end = 0
    }

    /// What firms do in the news.
    private static let acts: WordSet = ["通过", "拟", "收到", "完成", "获", "获得", "中标", "签订", "签署", "召开", "收购", "增资", "成立", "投资", "发布", "公告", "与", "拟以", "拟投资", "拟收购", "宣布"]

    /// 风电板块, 海外业务: parts of a firm.
    private static let segments: WordSet = ["板块", "业务", "分部", "渠道", "市场", "领域", "品类", "地区", "方面", "产品", "环节", "平均", "年均", "合计", "累计", "税后", "税前"]
    private static let doings: WordSet = ["建设", "生产", "开发", "发展", "实现", "推进", "打造", "布局", "引进", "购置", "加工", "改造", "规划", "举行", "召开", "举办"]

    /// Figures that goods have and firms do not.
    private static let ofGoods: WordSet = ["出口值", "进口值", "均价", "价格", "报价", "单产", "亩产", "播种面积", "种植面积", "出栏", "存栏", "批发价", "零售价", "批发均价", "产地价", "收购价"]
    /// What names of goods end with, and short names of firms do not.
    private static func endsGoods(_ c: UInt32) -> Bool {
        switch c {
        case "矿", "砂", "酸", "盐", "粉", "煤", "焦", "醇", "烯", "酯", "糖", "棉", "粮", "豆", "肉", "蛋", "料", "膜", "胶", "板", "卷", "碱", "钠", "磷", "纱", "浆", "粕", "类": return true
        default: return false
        }
    }
}
