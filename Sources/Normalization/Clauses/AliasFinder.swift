import Lexicons

/// Names without a suffix that the text itself introduces: （以下简称“浙智专委”）, 宁德时代（300750）, a title's 某某：….
struct AliasFinder: Sendable {
    /// What stands side by side in common words.
    let pairs: CharacterPairsTable

    struct Found: Sendable {
        /// Each further mention, as an entity of the same kind.
        var entities: [Entity] = []
        /// Long name by short name.
        var longNames: [String: String] = [:]
    }

    private static let defining: WordsAhead = ["以下简称", "下称", "简称", "以下統稱", "以下簡稱"]

    /// What every contract calls its parties and its matter.
    private static let roles: Set<String> = ["公司", "本公司", "发行人", "上市公司", "项目", "本项目", "交易对方", "控股股东", "本次发行", "本次交易", "本次回购", "股东大会", "集团", "本集团", "中国证监会", "报告", "公报", "规划", "报告期", "报告期内", "本报告期", "最近三年", "报告期各期末"]

    /// What a contract calls those who sign it and what they trade in: names only where the text says whose.
    private static let parties: Set<String> = ["标的公司", "目标公司", "标的企业", "甲方", "乙方", "丙方", "丁方"]

    /// What a report calls its times and comparisons.
    private static let times: WordSet = ["同比", "环比", "报告期", "本报告期", "报告期内", "本期", "上期", "本年度", "上年度", "上年同期", "期内", "期末", "期初", "往绩记录期", "本年", "上年"]

    /// Papers and matters that are called by a short name, and own no figure.
    private static let papers = ["计划", "草案", "方案", "协议", "合同", "办法", "细则", "报告", "公告", "通知", "意见", "股票", "股份", "股权", "规定", "法", "交易", "发行", "会议", "债券", "回购"]

    func find(in text: UnsafeBufferPointer<UInt32>, tokens: [Token], entities: [Entity], marks: Landmarks) -> Found {
        var found = Found()
        var names: [(scalars: [UInt32], code: Int?, from: Int)] = []
        var next = 0
        for bracket in marks.brackets {
            while next < tokens.count, tokens[next].start < bracket { next += 1 }
            let aliases = defined(text, from: bracket + 1)
            for alias in aliases {
                // 与上年同期相比（以下简称“同比”）
                if Self.times.contains(text, alias) || text[alias.lowerBound] == "《" { continue }
                let index = nearest(entities, endingAt: bracket)
                let short = String(scalars: text[alias])
                if let index {
                    found.longNames[short] = String(scalars: text[extent(entities[index].start, entities[index].end)])
                }
                if !Self.roles.contains(short), index != nil || !Self.parties.contains(short), !Self.papers.contains(where: { short.ends($0) }), alias.count >= 2 {
                    names.append((Array(text[alias]), index.flatMap { entities[$0].code }, bracket))
                }
            }
            if aliases.isEmpty, Self.isStockCode(text, from: bracket + 1), let name = listed(text, tokens, before: next, end: bracket) {
                names.append((Array(text[recurring(name, in: text)]), nil, 0))
            }
        }
        names.append(contentsOf: recurring(in: text, tokens: tokens).map { ($0.scalars, $0.code, 0) })
        names.append(contentsOf: shortened(entities, tokens, in: text).map { ($0.scalars, $0.code, $0.from) })
        names.append(contentsOf: unheardOf(in: text, tokens: tokens).map { ($0, nil, 0) })
        names.append(contentsOf: listedFirms(in: text, tokens: tokens).map { ($0, nil, 0) })
        names.append(contentsOf: headed(in: text, lines: marks.lines).map { ($0, nil, 0) })
        names.append(contentsOf: traded(in: text, tokens: tokens).map { ($0, nil, 0) })
        names.append(contentsOf: villages(in: text, entities: entities, marks: marks).map { ($0, nil, 0) })
        let firstTown = names.count
        names.append(contentsOf: towns(in: text, lines: marks.lines).map { ($0, nil, 0) })
        guard !names.isEmpty else { return found }
        var trie = NameTrie()
        // 1.矿产: the number of a heading
        func isNumbered(_ name: [UInt32]) -> Bool { name.count > 2 && (0x30...0x39).contains(name[0]) && (name[1] == "." || name[1] == "．" || name[1] == "、") }
        // 全国唯一专业化经营…, 增资的: what is told of a firm
        func isTold(_ name: [UInt32]) -> Bool { name.last == "的" || name.indices.dropLast().contains { name[$0] == "唯" && name[$0 + 1] == "一" } }
        for (n, name) in names.enumerated() where !isNumbered(name.scalars) && !isTold(name.scalars) { trie.insert(name.scalars, index: n) }
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
                    let tells = ShortName.isOffice(text[longest.end - 1]) || ShortName.isDesk(text[longest.end - 1])
                    found.entities.append(Entity(kind: .organisation, start: i, end: longest.end, code: names[longest.index].code, isPrincipal: !tells, isKnownFirm: !tells && text[longest.end - 1] != "村"))
                }
            }
            i = longest?.end ?? i + 1
        }
        return found
    }

    /// 广西华岳, 华岳新能源, 华岳, of 广西华岳新能源材料有限公司: the beginning of a full name, with its place or without, wherever the text goes on with it.
    private func shortened(_ entities: [Entity], _ tokens: [Token], in text: UnsafeBufferPointer<UInt32>) -> [(scalars: [UInt32], code: Int?, from: Int)] {
        var found: [(scalars: [UInt32], code: Int?, from: Int)] = []
        for e in entities where e.kind == .organisation && e.code != nil && e.end - e.start >= 8 && text[e.end - 1] == "司" {
            guard found.count < 16 else { break }
            let j = tokens.firstIndex(past: { $0.start < e.start })
            guard j < tokens.count, tokens[j].kind == .place, tokens[j].start == e.start, tokens[j].end - e.start <= 3, case let own = tokens[j].end, own + 4 < e.end else { continue }
            guard !ShortName.isCommonFirst(text[own]), !ShortName.endsRegion(text[own]), !ShortName.endsRegion(text[own + 1]), !ShortName.common.contains(text, extent(own, own + 2)) else { continue }
            // near by, so that a long text is not read again for every firm
            for i in extent(e.end, min(text.count - 2, e.end + 3000)) where text[i] == text[own] && text[i + 1] == text[own + 1] {
                var length = 2
                while own + length < e.end, i + length < text.count, text[i + length] == text[own + length] { length += 1 }
                // the full name again, or that of a sister
                guard own + length < e.end - 3, !text[extent(i + length, min(text.count, i + length + 8))].contains("司") else { continue }
                let isPlaced = own - e.start == 2 && i >= 2 && text[i - 2] == text[e.start] && text[i - 1] == text[e.start + 1]
                // two scalars alone are a name where they stand so in no word
                guard isPlaced || length >= 4 || pairs.weight(text[own], text[own + 1]) == 0 else { continue }
                let name = Array(text[extent(isPlaced ? i - 2 : i, i + length)])
                if !found.contains(where: { $0.scalars == name }) { found.append((name, e.code, e.end)) }
            }
        }
        return found
    }

    /// 成员|晶科能源(NYSE:JKS), and 晶科能源 again and again: of a long run the end that the text goes on with.
    private func recurring(_ name: Range<Int>, in text: UnsafeBufferPointer<UInt32>) -> Range<Int> {
        guard name.count >= 6 else { return name }
        for start in [name.lowerBound, name.lowerBound + 2, name.lowerBound + 3] where name.upperBound - start >= 4 {
            let run = extent(start, name.upperBound)
            // near by, so that a long text is not read again for every name
            let goesOn = extent(name.upperBound, min(text.count, name.upperBound + 3000) - run.count).contains { i in text[i] == text[start] && run.allSatisfy { text[i + $0 - start] == text[$0] } }
            if goesOn { return run }
        }
        return name
    }

    /// The nominal run before a stock code is the firm's short name: 正淩 (8147), 德石股份(301158.SZ).
    private func listed(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], before next: Int, end bracket: Int) -> Range<Int>? {
        var k = next
        var end = bracket
        if k > 0, tokens[k - 1].mark == .space, tokens[k - 1].end == end { k -= 1; end = tokens[k].start }
        var start = k > 0 ? tokens[k - 1].end : 0
        // 太阳能厂|元晶 (6443-TW), 龙头|正淩
        func isKind(_ t: Token) -> Bool { t.kind == .word && end - t.end >= 2 && (text[t.end - 1] == "厂" || text[t.end - 1] == "商" || text[t.end - 1] == "头") }
        if k > 0, tokens[k - 1].kind == .word, !tokens[k - 1].roles.isDisjoint(with: [.weakSuffix, .plain, .verb]), !isKind(tokens[k - 1]) { start = k > 1 ? tokens[k - 2].end : 0 }
        // 正淩 (8147): a word of one scalar may begin a name
        var first = k - 1
        while first >= 0, end - start < 4, tokens[first].end == start, tokens[first].kind == .word, tokens[first].end - tokens[first].start == 1, !isKind(tokens[first]) { start = tokens[first].start; first -= 1 }
        // 晶科太阳|能(NYSE:JKS): the last scalar is a word elsewhere
        if end - start == 1, case let before = first >= 0 ? tokens[first].end : 0, (1...7).contains(start - before), extent(before, start).allSatisfy({ Scalars.isHan(text[$0]) }) { start = before }
        if k > 1, tokens[k - 1].kind == .place { start = min(start, tokens[k - 1].start) }
        while start < end, text[start] == " " || text[start] == "\n" || text[start] == 0x3000 { start += 1 }
        // 1.|某某易购（002024.SZ）: the number of an item
        let digits = extent(start, end).first { !(0x30...0x39).contains(text[$0]) } ?? end
        if digits > start, digits < end, text[digits] == "." || text[digits] == "．" || text[digits] == "、" { start = digits + 1 }
        guard end - start >= 2, end - start <= 8 else { return nil }
        // 中|装|建设(002822)
        first = k - 1
        while first >= 0, tokens[first].end > start { first -= 1 }
        while first >= 0, end - start < 6, tokens[first].end == start, tokens[first].kind == .word, tokens[first].end - tokens[first].start == 1, !ShortName.isGrammar(text[tokens[first].start]), !isKind(tokens[first]) { start = tokens[first].start; first -= 1 }
        // 宏|达|传动(002961): scalars that no table knows in front of it
        if first >= 0, tokens[first].end < start, start - tokens[first].end <= 2, end - tokens[first].end <= 8, extent(tokens[first].end, start).allSatisfy({ Scalars.isHan(text[$0]) }), !ShortName.isCommonFirst(text[tokens[first].end]) { start = tokens[first].end }
        // a word of the vocabulary alone is no name
        if k > 0, tokens[k - 1].kind == .word, tokens[k - 1].start == start, tokens[k - 1].end == end { return nil }
        return extent(start, end)
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
                if a < stop { names.append((extent(a, stop), trade != nil || ShortName.isLatinName(text, a, stop))) }
                // 水泥、玻璃、汽车: trades alone are things
                if trade == a { isOfThings = true }
                trade = nil
            }
            var isClosed = false
            while j >= 0, t.start - tokens[j].start < 60 {
                let s = tokens[j]
                if s.mark == .listComma || s.kind == .word && s.roles.contains(.conjunction) && s.end - s.start == 1 { close(s.end); stop = s.start; j -= 1; continue }
                if s.kind == .word, s.roles.contains(.weakSuffix), s.end == stop { trade = s.start; j -= 1; continue }
                if s.kind == .place || s.mark == .space || s.kind == .word && s.end - s.start == 1 && s.start > 0 && !ShortName.isGrammar(text[s.start]) || s.kind == .word && s.roles.contains(.plain) { j -= 1; continue }
                close(s.end)
                isClosed = true
                break
            }
            if !isClosed, j < 0 { close(0) } else if !isClosed { continue }
            let firms = names.filter(\.isFirm).count
            guard !isOfThings, names.count >= 2, firms * 2 >= names.count,
                names.allSatisfy({ $0.range.count >= 2 && $0.range.count <= 12 && !ShortName.common.contains(text, $0.range) && !ShortName.isCommonFirst(text[$0.range.lowerBound]) && !isLatinWord($0.range, text) })
            else { continue }
            found.append(contentsOf: names.map { Array(text[$0.range]) })
        }
        return found
    }

    private func isLatinWord(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt32>) -> Bool { range.allSatisfy { Scalars.isLetter(text[$0]) } && range.count <= 2 }

    /// The aliases behind 以下简称, without their quotation marks: at the head of a bracket or behind a comma in it.
    private func defined(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> [Range<Int>] {
        if let alias = named(text, at: start) { return alternatives(to: alias, text) }
        var i = start
        while i < min(text.count, start + 60), text[i] != "）", text[i] != ")", text[i] != "。" {
            if text[i] == "，" || text[i] == "；" || text[i] == ",", let alias = named(text, at: i + 1) { return alternatives(to: alias, text) }
            i += 1
        }
        return []
    }

    /// “睿晟连接”或“标的公司”, “甲公司”、“标的公司”: each is quoted.
    private func alternatives(to first: Range<Int>, _ text: UnsafeBufferPointer<UInt32>) -> [Range<Int>] {
        var all = [first]
        var i = first.upperBound
        while all.count < 4, i + 2 < text.count, text[i] == "”" || text[i] == "\"" || text[i] == "」" {
            i += 1
            if text[i] == "或" || text[i] == "、" || text[i] == "，" || text[i] == "及" || text[i] == "和" { i += 1 }
            guard i < text.count, text[i] == "“" || text[i] == "\"" || text[i] == "「" else { break }
            let start = i + 1
            i = start
            while i < text.count, i - start < 16, text[i] != "”", text[i] != "\"", text[i] != "」", text[i] != "）" { i += 1 }
            guard i < text.count, i > start, i - start < 16, text[i] != "）" else { break }
            all.append(extent(start, i))
        }
        return all
    }

    private func named(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Range<Int>? {
        guard let word = Self.defining.match(in: text, at: start, limit: text.count - 1) else { return nil }
        var a = word.end
        while a < text.count, text[a] == "“" || text[a] == "：" || text[a] == "「" || text[a] == "‘" || text[a] == "为" || text[a] == "\"" { a += 1 }
        var b = a
        while b < text.count, b - a < 16, !(text[b] == "”" || Scalars.closesBracket(text[b]) || text[b] == "」" || text[b] == "’" || text[b] == "\"" || text[b] == "，") { b += 1 }
        return b > a && b - a < 16 ? extent(a, b) : nil
    }

    private static let exchanges: WordsAhead = ["NASDAQ", "Nasdaq", "NYSE", "HKEX", "SEHK", "LSE", "ASX", "纳斯达克", "纽交所", "港交所"]
    private static let codeWords: WordsAhead = ["股票代号", "股票代码", "证券代号", "证券代码", "股号", "代号", "代码"]

    /// 300750, 600111.SH, SZ300750, 证券代码：…
    static func isStockCode(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> Bool {
        // NASDAQ:JKS, 纽交所：BEKE
        if let exchange = exchanges.match(in: text, at: start, limit: text.count - 1) {
            var i = exchange.end
            while i < text.count, text[i] == ":" || text[i] == "：" || text[i] == " " { i += 1 }
            let code = i
            while i < text.count, Scalars.isLetter(text[i]) || (0x30...0x39).contains(text[i]) { i += 1 }
            return code > exchange.end && (1...6).contains(i - code) && i < text.count && Scalars.closesBracket(text[i])
        }
        // 股票代號4583
        let said = codeWords.match(in: text, at: start, limit: text.count - 1)
        let start = said?.end ?? start
        var i = start
        var digits = 0
        while i < text.count, i - start < 14 {
            let c = text[i]
            // 消费物价指数（129.50）: a number
            if c == ".", i + 1 < text.count, (0x30...0x39).contains(text[i + 1]) { return false }
            if c >= 0x30, c <= 0x39 { digits += 1 } else if Scalars.closesBracket(c) { return digits == 6 || digits == 5 || digits == 4 && (said != nil || i - start >= 7 || !(text[start] == "1" && text[start + 1] == "9" || text[start] == "2" && text[start + 1] == "0")) } else if !(c == "." || c == "-" || c >= 0x41 && c <= 0x5A || c == ":" || c == "：" || c == " ") { return false }
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
