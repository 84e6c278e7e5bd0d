import Facts
import Lexicons

/// A body or a project by its suffix (有限公司, 科技局, 项目), with what belongs to its name on the left.
struct SuffixedName {
    let text: UnsafeBufferPointer<UInt32>
    let tokens: [Token]
    /// Which of them is the suffix.
    let k: Int
    let suffix: Token
    let places: [Lexer.Place]
    let isProject: Bool
    let isStrong: Bool
    /// A firm's full suffix: 有限公司, and not 公司.
    let isFirm: Bool
    /// Division code of the first place in the name.
    private(set) var code: Int?
    private(set) var hasPlace = false

    private static let longest = 30
    /// Verbs that are common inside names of firms when a firm's suffix follows.
    private static let barred: CueRoles = [
        .preposition, .conjunction, .copula, .share, .up, .down, .quote, .adverb, .among, .respectively, .toUp, .toDown,
        .person, .whole, .event,
    ]

    /// - Returns: `nil` where the suffix ends no name.
    init?(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int, _ places: [Lexer.Place]) {
        (self.text, self.tokens, self.k, self.places) = (text, tokens, k, places)
        suffix = tokens[k]
        // 主营业务分行业情况
        if text[suffix.end - 1] == "行", suffix.end < text.count, text[suffix.end] == "业" { return nil }
        // 长沙市政府|工作报告: of the city
        if text[suffix.end - 1] == "府", suffix.end + 3 < text.count, text[suffix.end] == "工", text[suffix.end + 1] == "作", text[suffix.end + 2] == "报" { return nil }
        isProject = suffix.roles.contains(.projectSuffix)
        isStrong = suffix.roles.contains(.organisationSuffix)
        isFirm = isStrong && suffix.end - suffix.start >= 4
        // a suffix inside a longer name: 公司 before 项目, 集团 before 公司
        if k + 1 < tokens.count, tokens[k + 1].start == suffix.end, tokens[k + 1].kind == .word,
            !tokens[k + 1].roles.isDisjoint(with: [.organisationSuffix]), tokens[k + 1].end - tokens[k + 1].start >= 2, !isProject
        {
            return nil
        }
    }

    /// The name and its suffix, as far to the left as it reaches.
    mutating func entity() -> Entity? {
        var start = suffix.start
        var j = k - 1
        while j >= 0 {
            let t = tokens[j]
            guard suffix.end - t.start <= (isProject ? 48 : Self.longest) else { start = max(start, suffix.end - Self.longest); break }
            switch t.kind {
            case .mark:
                if t.mark == .close, let open = openIndex(j), suffix.end - tokens[open].start <= Self.longest, t.start - tokens[open].start <= (isProject ? 18 : 9) {
                    start = tokens[open].start
                    j = open - 1
                    if j < 0 || tokens[j].end < tokens[j + 1].start { start = j < 0 ? opening : tokens[j].end }
                    continue
                }
                if isProject || text[suffix.end - 1] == "园", t.mark == .quoteClose, let open = quoteIndex(j), suffix.end - tokens[open].start <= Self.longest {
                    start = tokens[open].start
                    j = open - 1
                    continue
                }
                return trimmed(from: t.end)
            case .quantity:
                // 年产5万吨某某项目; not 某公司投资50亿元的某某项目
                if isProject, j > 0, t.end < suffix.start, text[t.end] != "的", tokens[j - 1].indicator >= 0 && (text[tokens[j - 1].start] == "年" || text[tokens[j - 1].start] == "日" || text[tokens[j - 1].start] == "月") || tokens[j - 1].roles.contains(.make) {
                    start = tokens[j - 1].start
                    j -= 2
                    continue
                }
                // 量道|6GWh|锂电池储能系统项目: a size behind a name at the head of a clause
                if isProject, t.end < suffix.start, text[t.end] != "的", text[t.end - 1] == "h" || text[t.end - 1] == "W" || text[t.end - 1] == "吨", let edge = headOfClause(j - 1), (2...8).contains(t.start - edge), extent(edge, t.start).allSatisfy({ Scalars.isHan(text[$0]) }) {
                    return trimmed(from: edge)
                }
                return trimmed(from: t.end)
            case .period:
                // 安徽德力|日|用玻璃股份有限公司
                if isFirm, t.end - t.start == 1, t.end == start { start = t.start; j -= 1; continue }
                return trimmed(from: t.end)
            case .place:
                start = t.start
                hasPlace = true
                code = places[Int(t.index)].code ?? code
                // only the places that touch go further left
                if j > 0, tokens[j - 1].kind == .place, tokens[j - 1].end == t.start { j -= 1; continue }
                if !isProject { return trimmed(from: start) }
                j -= 1
                continue
            case .word, .entity:
                let roles = t.roles
                let barred = !roles.isDisjoint(with: Self.barred) && !(roles.contains(.organisationSuffix) || roles.contains(.weakSuffix) || roles.contains(.plain) && !roles.contains(.preposition))
                let isVerb = roles.contains(.verb) && t.indicator < 0 && !roles.contains(.organisationSuffix) && !roles.contains(.weakSuffix)
                // 食用菌产业|开发|项目: the verb is part of the name
                if isProject, isVerb, !barred, t.end == start, Self.undertakings.contains(text, t.start..<t.end), j > 0 {
                    start = t.start
                    j -= 1
                    if tokens[j].end < start { start = max(tokens[j].end, start - 16) }
                    continue
                }
                // 福顺食用菌|种植|专业合作社
                if isStrong, isVerb, !barred, start - t.end <= 2, t.end - t.start == 2, text[suffix.end - 1] == "社", suffix.end - suffix.start == 3, Self.husbandry.contains(text, t.start..<t.end), suffix.end - t.start <= 12 {
                    start = t.start
                    j -= 1
                    if j < 0 || tokens[j].end < start { start = max(j < 0 ? 0 : tokens[j].end, start - 8) }
                    continue
                }
                // 渝达, 中达: a single word of grammar inside a firm's name
                if isFirm, t.end - t.start == 1, !EntityFinder.isHard(text[t.start]), t.indicator < 0 { start = t.start; j -= 1; continue }
                // 晋能|控股|集团, 中|煤集团: a short name at the head of a clause
                if isStrong, suffix.end - suffix.start == 2, text[suffix.end - 1] == "团", Self.groups.contains(text, t.start..<t.end) || t.end - t.start == 1, let edge = headOfClause(t.end - t.start == 1 ? j : j - 1), (2...8).contains(suffix.start - edge) {
                    return trimmed(from: edge)
                }
                // 西行|联合|科技项目: a verb inside a name that scalars no table knows begin
                if isProject, isVerb, !barred, Self.namesInside.contains(text, t.start..<t.end), case let edge = j > 0 ? tokens[j - 1].end : 0, (2...6).contains(t.start - edge), j == 0 || tokens[j - 1].kind == .mark && (tokens[j - 1].endsClause || tokens[j - 1].mark == .space),
                    extent(edge, t.start).allSatisfy({ Scalars.isHan(text[$0]) })
                {
                    return trimmed(from: edge)
                }
                if barred || isVerb {
                    // 中国证券监督管理委员会, 某市交通投资集团有限公司: verbs inside a name that a place opens
                    // 公安县工业园固废综合利用项目: a place at the head of the clause opens it
                    if isProject, !barred, t.end < suffix.start, let open = opener(from: j), suffix.end - open.start <= 30 {
                        var b = j
                        while b > 0, tokens[b].start > open.start { b -= 1 }
                        if b == 0 || tokens[b - 1].kind == .mark && (tokens[b - 1].endsClause || tokens[b - 1].mark == .space) {
                            return opened(by: open)
                        }
                    }
                    if !barred || roles.contains(.nation) || isFirm && t.end - t.start == 1 && !EntityFinder.isHard(text[t.start]), isFirm || isStrong, let open = opener(from: j) {
                        return opened(by: open)
                    }
                    return trimmed(from: t.end)
                }
                if roles.contains(.nation), isStrong {
                    return opened(by: (t.start, nil))
                }
                start = t.start
                j -= 1
            }
        }
        if j < 0 { start = opening }
        return trimmed(from: start)
    }

    /// The name that a place or 中国 begins.
    private mutating func opened(by open: (start: Int, code: Int?)) -> Entity? {
        code = open.code ?? code
        hasPlace = true
        return trimmed(from: open.start)
    }

    /// Where the clause begins, with nothing but scalars of a name before token `from` ends.
    private func headOfClause(_ from: Int) -> Int? {
        var j = from
        while j >= 0, tokens[j].kind == .word, tokens[j].end - tokens[j].start == 1, tokens[j].indicator < 0, !EntityFinder.isHard(text[tokens[j].start]) { j -= 1 }
        guard j < 0 || tokens[j].kind == .mark && tokens[j].endsClause else { return nil }
        let edge = j < 0 ? 0 : tokens[j].end, end = from >= 0 ? max(tokens[from].end, edge) : edge
        return extent(edge, end).allSatisfy({ Scalars.isHan(text[$0]) }) ? edge : nil
    }

    /// A place or 中国 further left that begins the name, with only nominal words and verbs of names between.
    private func opener(from: Int) -> (start: Int, code: Int?)? {
        var j = from
        while j >= 0, tokens[from].end - tokens[j].start <= 18 {
            let t = tokens[j]
            switch t.kind {
            case .place: return (t.start, places[Int(t.index)].code)
            case .period where t.end - t.start == 1: break
            case .word:
                if t.roles.contains(.nation) { return (t.start, nil) }
                if t.end - t.start == 1, !EntityFinder.isHard(text[t.start]) { j -= 1; continue }
                if !t.roles.isDisjoint(with: [.preposition, .conjunction, .copula, .share, .up, .down, .quote, .among]), t.end - t.start <= 2, t.indicator < 0 { return nil }
            default: return nil
            }
            j -= 1
        }
        return nil
    }

    private func openIndex(_ close: Int) -> Int? {
        var j = close - 1
        while j >= 0, close - j < 8 {
            if tokens[j].mark == .open { return j }
            if tokens[j].endsClause { return nil }
            j -= 1
        }
        return nil
    }

    private func quoteIndex(_ close: Int) -> Int? {
        var j = close - 1
        while j >= 0, close - j < 12 {
            if tokens[j].mark == .quoteOpen { return j }
            if tokens[j].endsSentence { return nil }
            j -= 1
        }
        return nil
    }

    /// Where a name at the very beginning of the text may begin: behind its white space.
    private var opening: Int {
        var i = max(0, suffix.end - Self.longest)
        while i < suffix.start, text[i] == " " || text[i] == 0x3000 || text[i] == "\n" || text[i] == "\t" { i += 1 }
        return i
    }

    private static let groups: WordSet = ["控股", "投资", "建设", "发展", "联合", "重组", "开发", "服务", "制造", "交易", "运营"]
    /// Verbs inside the names of projects: 西行|联合|科技项目.
    private static let namesInside: WordSet = ["联合", "合作", "创新", "发展", "融合", "腾飞", "领航", "飞跃", "共享"]
    private static let undertakings: WordSet = ["开发", "改造", "加工", "治理", "研发", "制造", "提升", "处理", "利用", "养殖", "种植", "回收", "储备", "搬迁", "整治", "修复", "生产", "综合利用", "技改", "升级", "储能", "发电", "精深加工", "深加工"]
    private static let husbandry: WordSet = ["种植", "养殖", "加工", "生产", "服务", "销售", "培育", "繁育", "种养"]
}
