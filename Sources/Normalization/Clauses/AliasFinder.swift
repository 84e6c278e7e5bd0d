import Facts
import Lexicons

/// Names without a suffix that the text itself introduces: （以下简称“浙智专委”）, 宁德时代（300750）, a title's 某某：….
struct AliasFinder: Sendable {
    struct Found: Sendable {
        /// Each further mention, as an entity of the same kind.
        var entities: [Entity] = []
        /// Long name by short name.
        var longNames: [String: String] = [:]
    }

    private static let defining: [[UInt32]] = ["以下简称", "下称", "简称", "以下統稱", "以下簡稱"].map { $0.unicodeScalars.map(\.value) }

    /// What every contract calls its parties and its matter.
    private static let roles: Set<String> = ["公司", "本公司", "发行人", "上市公司", "项目", "本项目", "标的公司", "目标公司", "交易对方", "甲方", "乙方", "丙方", "控股股东", "本次发行", "本次交易", "本次回购", "股东大会", "集团", "本集团", "中国证监会", "报告", "公报", "规划", "报告期", "报告期内", "本报告期", "最近三年", "报告期各期末"]

    /// Papers and matters that are called by a short name, and own no figure.
    private static let papers = ["计划", "草案", "方案", "协议", "合同", "办法", "细则", "报告", "公告", "通知", "意见", "股票", "股份", "股权", "规定", "法", "交易", "发行", "会议", "债券", "回购"]

    func find(in text: UnsafeBufferPointer<UInt32>, tokens: [Token], entities: [Entity]) -> Found {
        var found = Found()
        var names: [(scalars: [UInt32], code: Int?, from: Int)] = []
        var next = 0
        for bracket in 0..<text.count where text[bracket] == "（" || text[bracket] == "(" {
            while next < tokens.count, tokens[next].start < bracket { next += 1 }
            if let alias = defined(text, from: bracket + 1) {
                let index = nearest(entities, endingAt: bracket)
                let short = String(scalars: text[alias])
                if let index {
                    found.longNames[short] = String(scalars: text[extent(entities[index].start, entities[index].end)])
                }
                if !Self.roles.contains(short), !Self.papers.contains(where: { short.ends($0) }), alias.count >= 2 {
                    names.append((Array(text[alias]), index.flatMap { entities[$0].code }, bracket))
                }
            } else if isStockCode(text, from: bracket + 1), let name = listed(text, tokens, before: next, end: bracket) {
                names.append((Array(text[name]), nil, 0))
            }
        }
        names.append(contentsOf: recurring(in: text, tokens: tokens).map { ($0.scalars, $0.code, 0) })
        names.append(contentsOf: listedFirms(in: text, tokens: tokens).map { ($0, nil, 0) })
        names.append(contentsOf: headed(in: text).map { ($0, nil, 0) })
        names.append(contentsOf: villages(in: text, entities: entities).map { ($0, nil, 0) })
        let firstTown = names.count
        names.append(contentsOf: towns(in: text).map { ($0, nil, 0) })
        guard !names.isEmpty else { return found }
        var trie = NameTrie()
        for (n, name) in names.enumerated() { trie.insert(name.scalars, index: n) }
        var i = 0
        var e = 0
        while i < text.count {
            while e < entities.count, entities[e].end <= i { e += 1 }
            if e < entities.count, entities[e].start <= i, entities[e].kind != .place || entities[e].start < i { i = entities[e].end; continue }
            i = trie.firstPossible(in: text, i..<(e < entities.count ? min(entities[e].start, text.count) : text.count))
            if i == text.count { continue }
            var longest: (index: Int, end: Int)?
            trie.forEach(in: text, at: i) { if names[$0].from <= i { longest = ($0, $1) } }
            if e < entities.count, entities[e].start == i {
                // 宜昌|交运: the firm takes the place of the place
                guard entities[e].kind == .place, let longer = longest, longer.end > entities[e].end else { i = entities[e].end; continue }
            }
            if let longest {
                if longest.index >= firstTown {
                    found.entities.append(Entity(kind: .place, start: i, end: longest.end))
                } else {
                    // 衡镜研究院: it tells of others
                    let tells = Self.isOffice(text[longest.end - 1]) || Self.isDesk(text[longest.end - 1])
                    found.entities.append(Entity(kind: .organisation, start: i, end: longest.end, code: names[longest.index].code, isPrincipal: !tells, isKnownFirm: !tells && text[longest.end - 1] != "村"))
                }
            }
            i = longest?.end ?? i + 1
        }
        return found
    }

    /// Whether 据 stands before words of Latin letters that end at `position`.
    private func isSourced(_ text: UnsafeBufferPointer<UInt32>, before position: Int) -> Bool {
        var i = position
        while i > 0, position - i < 40, Scalars.isLetter(text[i - 1]) || text[i - 1] == " " { i -= 1 }
        return i > 0 && (text[i - 1] == "据" || text[i - 1] == "據" || text[i - 1] == "照")
    }

    /// 中利集团：拟出售股权 over a paragraph that begins with 中利集团: items of a digest.
    private func headed(in text: UnsafeBufferPointer<UInt32>) -> [[UInt32]] {
        var found: [[UInt32]] = []
        forEachLine(in: text) { line in
            var start = line.lowerBound
            let end = line.upperBound
            var next = end
            while next < text.count, text[next] == "\n" || text[next] == " " || text[next] == 0x3000 || text[next] == "\r" { next += 1 }
            while start < end, text[start] == " " || text[start] == 0x3000 || Self.isBullet(text[start]) { start += 1 }
            if let name = titled(text, start..<end, next) { found.append(name) }
            var colon = start
            while colon < end, colon - start <= 8, text[colon] != "：", text[colon] != ":" { colon += 1 }
            if colon - start >= 2, colon - start <= 8, colon < end, end - start <= 60, next + (colon - start) < text.count, text[colon] == "：" || text[colon] == ":",
                (start..<colon).allSatisfy({ text[$0] == text[next + $0 - start] && (text[$0] >= 0x4E00 && text[$0] <= 0x9FFF || Scalars.isLetter(text[$0])) }),
                !Self.common.contains(text, start..<colon), !Self.isOffice(text[colon - 1]), !Self.isDesk(text[colon - 1])
            {
                found.append(Array(text[start..<colon]))
            }
        }
        return found
    }

    /// Each line of a text, without the mark that ends it.
    private func forEachLine(in text: UnsafeBufferPointer<UInt32>, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: "\n") ?? text.count
            body(start..<end)
            start = end + 1
        }
    }

    /// 张易镇|贺套村|为…, 婺源县|石门坞村，…: villages named behind their township or county, where a clause tells of them.
    private func villages(in text: UnsafeBufferPointer<UInt32>, entities: [Entity]) -> [[UInt32]] {
        var found: [[UInt32]] = []
        func village(from start: Int) {
            for length in [3, 4] where start + length < text.count - 2 && text[start + length - 1] == "村" && extent(start, start + length - 1).allSatisfy({ Self.namesVillage(text[$0]) }) {
                let next = start + length
                if Self.introductions.contains(text, next..<min(text.count, next + 2)) || text[next] == "为" || text[next] == "有" || text[next] == "，" || text[next] == "共" { found.append(Array(text[extent(start, next)])) }
            }
        }
        for i in extent(2, text.count - 4) where text[i] == "镇" || text[i] == "乡" {
            if Scalars.isHan(text[i - 1]), Scalars.isHan(text[i - 2]) { village(from: i + 1) }
        }
        for e in entities where e.kind == .place && e.end < text.count && (text[e.end - 1] == "县" || text[e.end - 1] == "市" || text[e.end - 1] == "区") { village(from: e.end) }
        return found
    }

    /// A scalar that may stand in a village's name, not one of 行政村, 农村, 各村.
    private static func namesVillage(_ c: UInt32) -> Bool {
        switch c {
        case "的", "各", "行", "农", "乡": return false
        default: return Scalars.isHan(c)
        }
    }

    /// 坦洲镇处于…, 南区土地面积48平方公里: towns and districts without a row of their own, which a line opens with.
    private func towns(in text: UnsafeBufferPointer<UInt32>) -> [[UInt32]] {
        var found: [[UInt32]] = []
        forEachLine(in: text) { line in
            var start = line.lowerBound
            let end = line.upperBound
            while start < end, Scalars.isSpace(text[start]) { start += 1 }
            for length in 2...5 where start + length + 2 <= end {
                let last = start + length - 1
                guard Self.isTown(text[last], length), extent(start, last).allSatisfy({ Scalars.isHan(text[$0]) }), !Self.isCommonFirst(text[start]), !Self.isOfWhole(text[start]) else { continue }
                let next = extent(last + 1, min(end, last + 5))
                if Self.situations.anyBegins(text, next) { found.append(Array(text[extent(start, last + 1)])) }
            }
        }
        return found
    }

    /// 全镇, 本区, 园区, 开区: no name of its own.
    private static func isOfWhole(_ c: UInt32) -> Bool {
        switch c {
        case "全", "本", "园", "开": return true
        default: return false
        }
    }

    private static func isTown(_ c: UInt32, _ length: Int) -> Bool {
        switch c {
        case "镇", "乡": return length >= 3
        case "区": return length <= 3
        default: return false
        }
    }

    private static let situations: AffixList = ["位于", "地处", "处于", "紧邻", "土地面积", "总面积", "辖区面积", "下辖", "现辖", "毗邻", "坐落"]

    /// ★, ●: before an item.
    private static func isBullet(_ c: UInt32) -> Bool {
        switch c {
        case "★", "☆", "●", "■", "◆", "▲", "▶", "※": return true
        default: return false
        }
    }

    /// 童话小镇 over 童话小镇位于…, 十堰体育馆 over 体育馆于…: a line that is a name, told of below.
    private func titled(_ text: UnsafeBufferPointer<UInt32>, _ line: Range<Int>, _ next: Int) -> [UInt32]? {
        guard (4...16).contains(line.count), line.allSatisfy({ text[$0] >= 0x4E00 && text[$0] <= 0x9FFF || Scalars.isLetter(text[$0]) }), !Self.isOffice(text[line.upperBound - 1]) else { return nil }
        for length in [line.count, 4, 3] where length <= line.count && next + length + 2 <= text.count {
            let from = line.upperBound - length
            guard (0..<length).allSatisfy({ text[from + $0] == text[next + $0] }) else { continue }
            let behind = next + length
            guard Self.introductions.contains(text, behind..<behind + 2) || text[behind] == "于" || text[behind] == "由" else { continue }
            return Array(text[line])
        }
        return nil
    }

    private static let introductions: WordSet = ["位于", "坐落", "地处", "占地", "规划", "始建", "成立", "是一", "是以", "总投", "项目", "现有", "拥有", "建于"]

    /// The nominal run before a stock code is the firm's short name: 正淩 (8147), 德石股份(301158.SZ).
    private func listed(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], before next: Int, end bracket: Int) -> Range<Int>? {
        var k = next
        var end = bracket
        if k > 0, tokens[k - 1].mark == .space, tokens[k - 1].end == end { k -= 1; end = tokens[k].start }
        var start = k > 0 ? tokens[k - 1].end : 0
        if k > 0, tokens[k - 1].kind == .word, !tokens[k - 1].roles.isDisjoint(with: [.weakSuffix, .plain, .verb]) { start = k > 1 ? tokens[k - 2].end : 0 }
        // 正淩 (8147): a word of one scalar may begin a name
        var first = k - 1
        while first >= 0, end - start < 4, tokens[first].end == start, tokens[first].kind == .word, tokens[first].end - tokens[first].start == 1 { start = tokens[first].start; first -= 1 }
        if k > 1, tokens[k - 1].kind == .place { start = min(start, tokens[k - 1].start) }
        while start < end, text[start] == " " || text[start] == "\n" || text[start] == 0x3000 { start += 1 }
        guard end - start >= 2, end - start <= 8 else { return nil }
        // 中|装|建设(002822)
        first = k - 1
        while first >= 0, tokens[first].end > start { first -= 1 }
        while first >= 0, end - start < 6, tokens[first].end == start, tokens[first].kind == .word, tokens[first].end - tokens[first].start == 1, !Self.isGrammar(text[tokens[first].start]) { start = tokens[first].start; first -= 1 }
        // a word of the vocabulary alone is no name
        if k > 0, tokens[k - 1].kind == .word, tokens[k - 1].start == start, tokens[k - 1].end == end { return nil }
        return extent(start, end)
    }

    /// Names without a suffix that open clauses again and again: 比亚迪…，比亚迪….
    ///
    /// A run of scalars that no table knows, at the head of a clause and before a verb, adverb or time word,
    /// counts as a name where it does so twice.
    private func recurring(in text: UnsafeBufferPointer<UInt32>, tokens: [Token]) -> [(scalars: [UInt32], code: Int?)] {
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
            let isLatin = first < end && isLatinName(all, first, end)
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
            if !owns, k > 1, tokens[k - 1].mark == .comma, tokens[k - 2].kind == .period, tokens[k - 2].end == tokens[k - 1].start, follower.kind == .word, Self.acts.contains(text, extent(follower.start, follower.end)), !Self.isOffice(all[end - 1]) { owns = true }
            var isStrong = owns
            switch follower.kind {
            case .period: isStrong = true
            case .mark:
                guard follower.mark == .open else { continue }
                isStrong = true
            case .word:
                guard isLatin || isCorporate(follower, text) || follower.indicator < 0 && !follower.roles.isDisjoint(with: [.verb, .copula, .adverb, .actual, .planned, .event]) else { continue }
                if !follower.roles.isDisjoint(with: [.planned, .event, .forecast]) || !follower.traits.isDisjoint(with: [.tells, .publishes]) { isStrong = true }
            default: continue
            }
            // Collahuasi 产量, BCI公布
            if isLatin, follower.indicator >= 0 || !follower.roles.isDisjoint(with: [.up, .down]) || isStrong { owns = true; isStrong = true }
            // 挖贝网 4月28日消息: the desk that tells; 黑钨精矿9月23日均价: a commodity
            if Self.isDesk(all[end - 1]) || !isLatin && Self.endsGoods(all[end - 1]) { continue }
            // 配套建设|研发楼: what is done
            if end - first >= 3, Self.doings.contains(all, (end - 2)..<end) || Self.segments.contains(all, (end - 2)..<end) { continue }
            guard !Self.isCommonFirst(all[first]), isLatin || (first..<end).allSatisfy({ all[$0] >= 0x4E00 && all[$0] <= 0x9FFF || all[$0] >= 0x41 && all[$0] <= 0x5A }),
                !Self.common.contains(all, first..<end)
            else { continue }
            let name = Array(all[first..<end])
            seen[name, default: 0] += owns ? 2 : 1
            if isStrong { strong.insert(name) }
        }
        let opening = firstName(text, tokens)
        let often = seen.filter { strong.contains($0.key) && ($0.value >= 2 || $0.key == opening) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let total = occurrences(of: often.map(\.key), in: text)
        // what mostly stands inside clauses is a word, not a name
        return often.indices.filter { often[$0].value * 5 >= total[$0] }.map { (whole(often[$0].key, in: text), nil) }
    }

    /// 中|航锂电: the scalar that stands before a name wherever it stands is its first.
    private func whole(_ name: [UInt32], in text: UnsafeBufferPointer<UInt32>) -> [UInt32] {
        guard let first = name.first, Scalars.isHan(first) else { return name }
        var before: UInt32?
        var count = 0
        for i in extent(0, text.count - name.count) where text[i] == first && text[extent(i, i + name.count)].elementsEqual(name) {
            guard i > 0, Self.begins(text[i - 1]), before == nil || before == text[i - 1] else { return name }
            before = text[i - 1]
            count += 1
        }
        guard let before, count >= 2 else { return name }
        return [before] + name
    }

    /// What names begin with that words of grammar are too.
    private static func begins(_ c: UInt32) -> Bool {
        switch c {
        case "中", "大", "新", "华", "东", "南", "西", "北", "好", "和", "正", "金", "国", "上": return true
        default: return false
        }
    }

    /// 北溟时代、曜能科技和拓锋动力装车量分别为…: where half of a list are firms by their trade or by Latin letters, all are.
    private func listedFirms(in text: UnsafeBufferPointer<UInt32>, tokens: [Token]) -> [[UInt32]] {
        var found: [[UInt32]] = []
        for (k, t) in tokens.enumerated() where t.kind == .word && t.roles.contains(.respectively) {
            // back over the indicator and the time to the last name
            var j = k - 1
            var end = t.start
            while j >= 0, tokens[j].end == end, tokens[j].kind == .period || tokens[j].kind == .word && (tokens[j].indicator >= 0 && !tokens[j].roles.contains(.weakSuffix) || tokens[j].roles.contains(.adverb)) { end = tokens[j].start; j -= 1 }
            guard end < t.start || j >= 0 else { continue }
            var names: [(range: Range<Int>, isFirm: Bool)] = []
            var stop = end
            var trade: Int?
            var isOfThings = false
            func close(_ start: Int) {
                var a = start
                while a < stop, text[a] == " " || text[a] == 0x3000 { a += 1 }
                if a < stop { names.append((extent(a, stop), trade != nil || isLatinName(text, a, stop))) }
                // 水泥、玻璃、汽车: trades alone are things
                if trade == a { isOfThings = true }
                trade = nil
            }
            var isClosed = false
            while j >= 0, t.start - tokens[j].start < 60 {
                let s = tokens[j]
                if s.mark == .listComma || s.kind == .word && s.roles.contains(.conjunction) && s.end - s.start == 1 { close(s.end); stop = s.start; j -= 1; continue }
                if s.kind == .word, s.roles.contains(.weakSuffix), s.end == stop { trade = s.start; j -= 1; continue }
                if s.kind == .place || s.mark == .space || s.kind == .word && s.end - s.start == 1 && s.start > 0 && !Self.isGrammar(text[s.start]) || s.kind == .word && s.roles.contains(.plain) { j -= 1; continue }
                close(s.end)
                isClosed = true
                break
            }
            if !isClosed, j < 0 { close(0) } else if !isClosed { continue }
            let firms = names.filter(\.isFirm).count
            guard !isOfThings, names.count >= 2, firms * 2 >= names.count,
                names.allSatisfy({ $0.range.count >= 2 && $0.range.count <= 12 && !Self.common.contains(text, $0.range) && !Self.isCommonFirst(text[$0.range.lowerBound]) && !isLatinWord($0.range, text) })
            else { continue }
            found.append(contentsOf: names.map { Array(text[$0.range]) })
        }
        return found
    }

    private func isLatinWord(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt32>) -> Bool { range.allSatisfy { Scalars.isLetter(text[$0]) } && range.count <= 2 }

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
        guard j < tokens.count, tokens[j].start == end, tells(tokens, from: j), !isNewsOf(text, tokens, at: j), end - first >= 2, end - first <= 8, Self.mayBeFirm(text, first..<end),
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
        // a name begins with scalars that no table knows
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
        guard end - first >= 4, end - first <= 6, Self.mayBeFirm(text, first..<end), (first..<end).allSatisfy({ text[$0] >= 0x4E00 && text[$0] <= 0x9FFF }),
            Self.describing.contains(where: { word in end + word.count <= text.count && zip(word, text[end..<(end + word.count)]).allSatisfy { $0 == $1 } })
        else { return nil }
        return Array(text[first..<end])
    }

    private static let describing: [[UInt32]] = ["是国内", "是全国", "是我国", "是全球", "是全省", "是一家", "成立于", "主营", "专注于", "主攻", "专攻", "现有员工", "拥有员工", "现有产能", "深耕"].map { $0.unicodeScalars.map(\.value) }

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
        case 1: return !isGrammar(text[t.start])
        case 2: return !t.roles.isDisjoint(with: [.weakSuffix, .plain]) && t.roles.isDisjoint(with: barring)
        default: return false
        }
    }

    /// Whether scalars that stand where a firm's short name does are no office, no desk and no common word.
    private static func mayBeFirm(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        !isOffice(text[range.upperBound - 1]) && !isDesk(text[range.upperBound - 1]) && !isCommonFirst(text[range.lowerBound]) && !common.contains(text, range)
    }

    /// 中利|集团: what closes a firm's short name.
    private static func closes(_ text: UnsafeBufferPointer<UInt32>, _ t: Token) -> Bool {
        guard t.kind == .word, t.end - t.start == 2, t.indicator < 0 || t.roles.contains(.weakSuffix) else { return false }
        return text[t.start] == "集" && text[t.end - 1] == "团" || text[t.start] == "股" && text[t.end - 1] == "份" || text[t.start] == "控" && text[t.end - 1] == "股"
    }

    /// Single scalars that no short name holds: of grammar, not of sense (能, 达, 合).
    private static func isGrammar(_ c: UInt32) -> Bool {
        switch c {
        case "的", "和", "与", "及", "在", "是", "为", "对", "从", "将", "于", "由", "以", "被", "把", "向", "到", "至", "了", "等", "则", "也", "已", "均", "其", "该", "各", "每", "比", "较", "占", "约", "近", "超": return true
        default: return false
        }
    }

    /// 友达, 华能, 联合, 安通: scalars that are words of grammar and close many names.
    private static func endsName(_ c: UInt32) -> Bool {
        switch c {
        case "达", "能", "合", "成", "通", "行", "利", "安", "发", "立": return true
        default: return false
        }
    }

    private static func isDesk(_ c: UInt32) -> Bool {
        switch c {
        case "网", "报", "社", "台", "端", "讯", "汇", "經", "刊": return true
        default: return false
        }
    }

    /// 局, 部, 院: what tells of others.
    private static func isOffice(_ c: UInt32) -> Bool {
        switch c {
        case "局", "署", "部", "委", "厅", "院", "会", "所", "关", "社", "办", "府", "报": return true
        default: return false
        }
    }

    /// A word of Latin letters, at least three, the first a capital.
    private func isLatinName(_ text: UnsafeBufferPointer<UInt32>, _ a: Int, _ b: Int) -> Bool {
        var b = b
        while b > a, text[b - 1] == " " { b -= 1 }
        guard b - a >= 3, text[a] >= 0x41, text[a] <= 0x5A else { return false }
        return (a..<b).allSatisfy { Scalars.isLetter(text[$0]) }
    }

    private func isCorporate(_ t: Token, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        t.kind == .word && t.indicator >= 0 && Self.corporate.contains(text, extent(t.start, t.end))
    }

    /// What opens the very first line.
    private func firstName(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token]) -> [UInt32]? {
        guard let t = tokens.first, t.start >= 2, t.start <= 6, !Self.common.contains(text, 0..<t.start) else { return nil }
        return Array(text[0..<t.start])
    }

    /// How often each name stands in the text, not overlapping itself.
    private func occurrences(of names: [[UInt32]], in text: UnsafeBufferPointer<UInt32>) -> [Int] {
        guard !names.isEmpty else { return [] }
        var trie = NameTrie()
        for (n, name) in names.enumerated() { trie.insert(name, index: n) }
        var counts = Array(repeating: 0, count: names.count)
        var ends = counts
        var i = trie.firstPossible(in: text, 0..<text.count)
        while i < text.count {
            trie.forEach(in: text, at: i) { n, end in
                guard ends[n] <= i else { return }
                counts[n] += 1
                ends[n] = end
            }
            i = trie.firstPossible(in: text, (i + 1)..<text.count)
        }
        return counts
    }

    /// What firms do in the news.
    private static let acts: WordSet = ["通过", "拟", "收到", "完成", "获", "获得", "中标", "签订", "签署", "召开", "收购", "增资", "成立", "投资", "发布", "公告", "与", "拟以", "拟投资", "拟收购", "宣布"]

    /// 风电板块, 海外业务: parts of a firm.
    private static let segments: WordSet = ["板块", "业务", "分部", "渠道", "市场", "领域", "品类", "地区", "方面", "产品", "环节"]
    private static let doings: WordSet = ["建设", "生产", "开发", "发展", "实现", "推进", "打造", "布局", "引进", "购置", "加工", "改造", "规划", "举行", "召开", "举办"]

    /// Figures that only a firm has.
    private static let corporate: WordSet = ["营收", "净利润", "营业收入", "归母净利润", "毛利率", "市值", "合并营收", "净利", "用户", "归属于上市公司股东的净利润", "扣非净利润", "总营收", "营业总收入", "每股收益", "每股盈余", "税后盈余", "税后纯益", "股价"]
    private static let common: WordSet = [
        "政策", "规划", "通知", "意见", "报告", "会议", "论坛", "目标", "任务", "措施", "资金", "技术", "设备", "客户", "用户", "公众", "专家", "学者", "业界", "媒体", "领导", "部门", "各地", "国家", "地方", "中央", "政府",
        "市委", "省委", "县委", "区委", "党委", "人大", "政协", "干部", "乡村", "城市", "城镇", "农村", "区域", "地区", "项目", "工程", "活动", "计划", "方案", "战略", "模式", "平台", "体系", "机制", "环境", "条件", "优势",
        "特色", "结构", "规模", "水平", "能力", "速度", "效益", "收入", "支出", "成本", "价格", "需求", "供给", "供应", "库存", "贸易", "内贸", "投资", "科技", "创新", "人才", "教育", "医疗", "卫生", "文化", "旅游", "交通", "物流",
        "电力", "能源", "水利", "电网", "煤炭", "石油", "天然气", "粮食", "蔬菜", "水果", "畜牧业", "渔业", "林业", "种植业", "养殖业", "建筑", "房地产", "汽车", "机械", "化工", "医药", "纺织", "食品", "建材", "钢铁", "有色", "电子",
        "信息", "软件", "通信", "网络", "公司", "企业", "集团", "工厂", "车间", "生产线", "产线", "成果", "专利", "标准", "品牌", "资源", "土地", "森林", "海洋", "矿产", "环保", "节能", "安全", "服务", "管理", "改革", "开放",
        "发展", "建设", "保障", "就业", "社保", "养老", "住房", "机构", "协会", "商会", "联盟", "中心", "基地", "园区", "新区", "港口", "机场", "铁路", "公路", "高铁", "电站", "风电", "光伏", "水电", "火电", "核电", "储能", "氢能",
        "锂电", "电池", "芯片", "材料", "稀土", "部分", "多数", "多家", "两地", "三地", "各市", "各县", "各区", "本次", "此次", "这次", "首批", "首期", "二期", "一期", "三期", "前期", "后期", "期间", "期末", "期初", "报告期",
        "下一步", "随后", "此外", "另外", "同时", "工厂", "厂房", "新车", "整车", "新品", "产品线", "核心产品", "国际市场", "国内市场", "海外市场", "成功", "法人", "外资", "投信", "股价", "盤中", "盘中", "市场人士", "多方", "年产", "达产后", "建成后", "投产后",
        "直面", "移动", "宽带", "固网", "流量", "ASIC", "NPU", "CIS", "GPU", "CPU", "MCU", "DRAM", "NAND", "HBM", "SOC", "GIL", "AI", "AIGC", "ESG", "LED", "LNG", "IPO", "VR", "AR", "EV", "PC", "IT", "IC", "CEO", "GDP", "PMI", "CPI", "PPI", "记者", "记者从", "数据", "会上", "业内", "业内人士", "人们", "他们", "此举", "上述", "其次", "同样", "另一方面", "一方面", "另一个", "分析", "问", "答", "主持人", "发言人", "二是",
        "数值", "金额", "指标", "数量", "三是", "四是", "五是", "首先", "最后", "其中", "值得", "值得注意", "此间", "该区", "该项", "这里", "那里", "大家", "群众", "居民", "农民", "市民", "村民", "经济", "社会", "质量", "生态", "工作", "整体", "全部", "双方", "三方", "消费", "市场", "产业", "产品", "行业", "表", "注", "图", "附", "文", "时", "今天", "昨天", "如下", "详见", "情况", "本文", "编者按", "指标", "名称", "单位", "合计", "其他",
        "城乡居民", "城镇居民", "农村居民", "民生", "工业", "农业", "制造业", "服务业", "建筑业", "分产业看", "分行业看", "分季度看", "分地区看", "分类别看", "一产", "二产", "三产", "机电产品", "民营企业", "财政", "金融", "内需", "物价", "本激励计划", "本计划", "目标值", "触发值", "激励对象", "首次授予", "预留部分", "标的公司", "交易对方", "本次交易", "本次发行", "本次回购",
    ]
    /// What names of goods end with, and short names of firms do not.
    private static func endsGoods(_ c: UInt32) -> Bool {
        switch c {
        case "矿", "砂", "酸", "盐", "粉", "煤", "焦", "醇", "烯", "酯", "糖", "棉", "粮", "豆", "肉", "蛋", "料", "膜", "胶", "板", "卷", "碱", "钠", "磷", "纱", "浆", "粕": return true
        default: return false
        }
    }

    private static func isCommonFirst(_ c: UInt32) -> Bool {
        switch c {
        case "这", "那", "该", "其", "此", "各", "每", "不", "并", "而", "但", "又", "也", "还", "更", "最", "很", "就", "才", "只", "却", "再", "已", "被", "把", "将", "让", "使", "从", "在", "为", "对", "与", "和", "分", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "用", "以", "按", "可", "能", "会", "应", "要", "他", "她", "它", "我", "你", "如", "据", "根", "截", "刚", "昨", "目", "除", "由", "若":
            return true
        default: return false
        }
    }

    /// The alias behind 以下简称, without its quotation marks: at the head of a bracket or behind a comma in it.
    private func defined(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> Range<Int>? {
        if let alias = named(text, at: start) { return alias }
        var i = start
        while i < min(text.count, start + 60), text[i] != "）", text[i] != ")", text[i] != "。" {
            if text[i] == "，" || text[i] == "；" || text[i] == ",", let alias = named(text, at: i + 1) { return alias }
            i += 1
        }
        return nil
    }

    private func named(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Range<Int>? {
        for word in Self.defining where start + word.count < text.count {
            guard zip(word, text[extent(start, (start + word.count))]).allSatisfy({ $0 == $1 }) else { continue }
            var a = start + word.count
            while a < text.count, text[a] == "“" || text[a] == "：" || text[a] == "「" || text[a] == "‘" || text[a] == "为" || text[a] == "\"" { a += 1 }
            var b = a
            while b < text.count, b - a < 16, !(text[b] == "”" || text[b] == "）" || text[b] == ")" || text[b] == "」" || text[b] == "’" || text[b] == "\"" || text[b] == "，") { b += 1 }
            return b > a && b - a < 16 ? extent(a, b) : nil
        }
        return nil
    }

    private static let codeWords: [[UInt32]] = ["股票代号", "股票代码", "证券代号", "证券代码", "股号", "代号", "代码"].map { $0.unicodeScalars.map(\.value) }

    /// 300750, 600111.SH, SZ300750, 证券代码：…
    private func isStockCode(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> Bool {
        // 股票代號4583
        let said = Self.codeWords.first { word in start + word.count < text.count && zip(word, text[extent(start, start + word.count)]).allSatisfy { $0 == $1 } }
        let start = start + (said?.count ?? 0)
        var i = start
        var digits = 0
        while i < text.count, i - start < 14 {
            let c = text[i]
            if c >= 0x30, c <= 0x39 { digits += 1 } else if c == "）" || c == ")" { return digits == 6 || digits == 5 || digits == 4 && (said != nil || i - start >= 7 || !(text[start] == "1" && text[start + 1] == "9" || text[start] == "2" && text[start + 1] == "0")) } else if !(c == "." || c == "-" || c >= 0x41 && c <= 0x5A || c == ":" || c == "：" || c == " ") { return false }
            i += 1
        }
        return false
    }

    /// The entity that ends at most two scalars before `position`.
    private func nearest(_ entities: [Entity], endingAt position: Int) -> Int? {
        let low = entities.firstIndex(past: { $0.end <= position })
        guard low > 0, position - entities[low - 1].end <= 2 else { return nil }
        switch entities[low - 1].kind {
        case .organisation, .project, .place: return low - 1
        default: return nil
        }
    }
}
