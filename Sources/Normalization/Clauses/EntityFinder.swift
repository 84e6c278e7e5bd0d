import Facts
import Lexicons

/// A body, project or place that figures may belong to.
struct Entity: Sendable, Hashable {
    enum Kind: UInt8, Sendable {
        case organisation, project, place, nation, world
        /// 该公司, 项目: stands for one named before.
        case organisationAnaphor, projectAnaphor
        /// 全市: stands for the place of the article.
        case whole
    }
    var kind: Kind
    var start: Int
    var end: Int
    /// Division code of the place itself or in its name.
    var code: Int?
    var isShort = false
    /// A firm, an authority, a zone: what texts are about. Laboratories, centres and parks rarely own the figures around them.
    var isPrincipal = true
    /// Named by the table of organisations.
    var isKnownFirm = false
    /// 前五家企业, 四川、贵州两省: no name, and not what a whole text is about; of the kind of the country, 行业.
    var isGroup = false
    /// The name to print, where nothing is written at the place itself.
    var label: Label?

    enum Label: String, Sendable { case hongKong = "香港", taiwan = "台灣" }
}

/// Finds the bodies, projects and places that a text names.
struct EntityFinder: Sendable {
    let organisations: OrganisationTable

    func entities(in text: UnsafeBufferPointer<UInt32>, tokens: [Token], places: [Lexer.Place], marks: Landmarks) -> [Entity] {
        var found: [Entity] = []
        for (k, token) in tokens.enumerated() {
            switch token.kind {
            case .place:
                let place = places[Int(token.index)]
                if place.code == nil || isDateline(text, tokens, k) { continue }
                // 宁波|舟山|港
                if let last = found.last, last.kind == .place, last.end == token.start, last.end - last.start == 2, token.end - token.start == 2, token.end < text.count, text[token.end] == "港", token.end + 1 >= text.count || text[token.end + 1] != "口" && text[token.end + 1] != "区" {
                    found[found.count - 1] = Entity(kind: .organisation, start: last.start, end: token.end + 1, code: last.code)
                    continue
                }
                if let firm = listed(text, tokens, k) {
                    found.append(firm)
                    continue
                }
                if let last = found.last, last.end >= token.end, last.kind == .organisation { continue }
                // 上海|证券· 2025-12-15, 长江|商报: who tells
                if token.end + 1 < text.count, text[token.end] == "证" && text[token.end + 1] == "券" || text[token.end] == "期" && text[token.end + 1] == "货" || (text[token.end] == "商" || text[token.end] == "日" || text[token.end] == "晚" || text[token.end] == "晨" || text[token.end] == "时") && text[token.end + 1] == "报" { continue }
                // 责任编辑：谭|江华|
                if place.isShort, signs(text, token.start) { continue }
                // “爱|山东|”APP: the end of another name
                if place.isShort, token.end < text.count, text[token.end] == "”", token.start > 0, text[token.start - 1] != "“", Scalars.isHan(text[token.start - 1]) { continue }
                // 大庆|之年
                if place.isShort, token.end + 1 < text.count, text[token.end] == "之", text[token.end + 1] == "年" { continue }
                found.append(Entity(kind: .place, start: token.start, end: token.end, code: place.code, isShort: place.isShort, isPrincipal: !isVisited(text, token.start, token.end)))
            case .word:
                let roles = token.roles
                if !roles.isDisjoint(with: [.organisationSuffix, .projectSuffix]) {
                    if var name = SuffixedName(text, tokens, k, places), var entity = name.entity() {
                        // 某某项目|位于工业园区: what lies there
                        if entity.kind == .organisation, let lies = extent(entity.start + 4, entity.end - 1).first(where: { text[$0] == "位" && text[$0 + 1] == "于" }), text[lies - 1] == "目" || text[lies - 1] == "程" { entity = Entity(kind: .project, start: entity.start, end: lies, code: entity.code) }
                        // 合盛硅业|年产3200吨光纤预制棒项目: the firm keeps its own name
                        // 公司控股子公司|四川华岳锂能有限公司|年产6万吨磷酸铁锂项目
                        if entity.kind == .project, let firm = found.last, firm.start >= entity.start, firm.kind == .organisation, firm.start == entity.start && firm.isKnownFirm || text[firm.end - 1] == "司", firm.end < entity.end, text[firm.end] == "年" {
                            entity.start = firm.end
                        }
                        // 四川昊泰|年产20万吨电解液项目: a firm by its place and two or three scalars that no table knows
                        let firm = entity.kind == .project ? builder(of: entity, text, tokens, k) : nil
                        if let firm { entity.start = firm.end }
                        // 某某生产线|及|智慧物流平台建设项目|总投资: one name, where only its end is called so
                        if entity.kind == .project, let last = found.last, last.kind == .project, last.end == entity.start - 1, text[last.end] == "及" || text[last.end] == "和", text[last.end - 1] != "目", text[entity.end - 1] == "目", entity.end + 1 < text.count, text[entity.end] == "总" || text[entity.end] == "计" || text[entity.end] == "占" { entity.start = last.start }
                        // 全资子公司中国天辰工程|有限公司: the suffix goes on with the name before it
                        if entity.kind == .organisation, roles.contains(.organisationSuffix), let last = found.last, last.start < entity.start, last.end > entity.start, last.kind == .organisation || last.kind == .project {
                            let child = extent(last.start, entity.start - 1).last { text[$0] == "公" && text[$0 + 1] == "司" }
                            entity.start = child.map { $0 + 2 } ?? last.start
                            found.removeLast()
                        }
                        // a longer name swallows the names and places inside it
                        while let last = found.last, last.start >= firm?.start ?? entity.start { found.removeLast() }
                        if let firm { found.append(firm) }
                        found.append(entity)
                        continue
                    }
                }
                if roles.contains(.organisationSuffix), let firm = subsidiary(text, tokens, k) {
                    found.append(firm)
                    continue
                }
                if roles.contains(.weakSuffix), let entity = shortName(text, tokens, k) {
                    while let last = found.last, last.start >= entity.start { found.removeLast() }
                    found.append(entity)
                    continue
                }
                // 东西部协作: no part of the country
                if token.start > 0, text[token.start - 1] == "东" || text[token.start - 1] == "中", text[token.start] == "西" || text[token.start] == "中" { continue }
                if roles.contains(.whole) {
                    found.append(Entity(kind: .whole, start: token.start, end: token.end))
                } else if roles.contains(.nation) {
                    // 国内、国际分别下降: parts of a market, no country
                    if text[token.end - 1] == "内", Self.besideAbroad.anyBegins(text, extent(token.end, min(text.count, token.end + 3))) { continue }
                    found.append(Entity(kind: .nation, start: token.start, end: token.end))
                } else if roles.contains(.world) {
                    found.append(Entity(kind: .world, start: token.start, end: token.end))
                } else if roles.contains(.organisationAnaphor), standsAlone(text, tokens, k) {
                    found.append(Entity(kind: .organisationAnaphor, start: token.start, end: token.end))
                } else if roles.contains(.projectAnaphor), standsAlone(text, tokens, k) {
                    found.append(Entity(kind: .projectAnaphor, start: token.start, end: token.end))
                }
            default: break
            }
        }
        let firms = known(in: text, tokens: tokens).map { seated($0, found, text) }
        return merge(firms + latin(in: text, tokens: tokens, capitals: marks.capitals), into: found)
    }

    /// 赴|佛山|招商, 在|北京|学习期间, 对|江苏|工作重要讲话: a place that those whom a text is about went to, or that others spoke of.
    private func isVisited(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        guard start > 0 else { return false }
        let behind = extent(end, min(text.count, end + 6))
        switch text[start - 1] {
        case "赴": return true
        case "在": return Self.learning.anyBegins(text, behind)
        case "对": return Self.speaking.anyBegins(text, behind)
        case "察", "研": return Self.speaking.anyIn(text, behind)
        default: return false
        }
    }

    /// Whether a place stands in the name of one who signs a text: 责任编辑：谭江华, 校对：….
    private func signs(_ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        guard let colon = extent(max(1, start - 3), start).last(where: { text[$0] == "：" || text[$0] == ":" }) else { return false }
        switch text[colon - 1] {
        case "辑", "编", "对", "核", "审", "者", "校": return true
        default: return false
        }
    }

    private static let learning: AffixList = ["学习", "考察", "招商", "推介", "培训", "挂职", "参加"]
    private static let speaking: AffixList = ["工作的", "工作重要", "工作系列", "重要讲话", "重要指示", "时的", "发表"]
    private static let besideAbroad: AffixList = ["、国际", "和国际", "及国际", "与国际", "、地区", "和地区", "及地区", "、国外", "和国外", "、海外", "和海外", "及海外", "、境外", "和境外"]

    /// The firm in front of 年产 in a project's name, where a place and a few scalars without a word among them are all that stands there.
    private func builder(of project: Entity, _ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Entity? {
        guard project.code != nil, let made = extent(project.start + 4, min(project.start + 10, project.end - 2)).first(where: { text[$0] == "年" && text[$0 + 1] == "产" }) else { return nil }
        var j = k
        while j > 0, tokens[j].start >= made { j -= 1 }
        while j > 0, tokens[j].kind == .word, tokens[j].end - tokens[j].start == 1, !Self.isHard(text[tokens[j].start]) { j -= 1 }
        guard tokens[j].kind == .place, tokens[j].start >= project.start, (2...4).contains(made - tokens[j].end), extent(tokens[j].end, made).allSatisfy({ Scalars.isHan(text[$0]) }), !ShortName.endsRegion(text[made - 1]) else { return nil }
        return Entity(kind: .organisation, start: project.start, end: made, code: project.code, isKnownFirm: true)
    }

    /// The longer of two overlapping names stays.
    private func merge(_ extra: [Entity], into found: [Entity]) -> [Entity] {
        guard !extra.isEmpty else { return found }
        var result: [Entity] = []
        for e in (found + extra).sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
            if let last = result.last, e.start < last.end {
                // 白云机场, which a place and a suffix make too: the table knows it for a firm
                if e.end - e.start > last.end - last.start || e.start == last.start && e.end == last.end && e.isKnownFirm && last.kind == .organisation { result[result.count - 1] = e }
                continue
            }
            result.append(e)
        }
        return result
    }

    /// 新华社北京1月17日电: the desk, not the place of the figures.
    private func isDateline(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Bool {
        let token = tokens[k]
        if token.start > 0, text[token.start - 1] == "社" { return true }
        // 记者张汉绮台北报导
        var i = token.end
        while i < min(text.count - 1, token.end + 6) {
            if text[i] == "报", text[i + 1] == "导" || text[i + 1] == "道" {
                var b = token.start
                while b > max(1, token.start - 12) { b -= 1; if text[b] == "者", text[b - 1] == "记" { return true } }
                return false
            }
            i += 1
        }
        // 記者某某台北3日電
        i = token.end
        while i < text.count, i - token.end < 6, text[i] >= 0x30 && text[i] <= 0x39 || text[i] == "月" || text[i] == "日" { i += 1 }
        if i - token.end >= 2, text[i - 1] == "日", i < text.count, text[i] == "电" || text[i] == "讯" { return true }
        guard k + 1 < tokens.count, tokens[k + 1].kind == .period, tokens[k + 1].start == token.end else { return false }
        let end = tokens[k + 1].end
        return end < text.count && (text[end] == "电" || text[end] == "電" || text[end] == "讯" || text[end] == "訊")
    }

    /// An anaphor is no anaphor where nominal material leans on it: 纺织企业, 重点项目.
    private func standsAlone(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Bool {
        let token = tokens[k]
        // 分企业看, 从企业效益看: a kind
        if token.start > 0, text[token.start] == "企", text[token.start - 1] == "分" || text[token.start - 1] == "从" { return false }
        if k == 0 { return token.start == 0 || tokens[0].start == token.start }
        let before = tokens[k - 1]
        guard before.end == token.start else { return false }
        switch before.kind {
        case .mark, .period: break
        case .word where !before.roles.isDisjoint(with: [.preposition, .conjunction, .adverb, .copula, .quote]): break
        // 其中|前者|出资4.2亿元
        case .word where before.roles.contains(.among) && text[token.end - 1] == "者": break
        default: return false
        }
        // 企业研发中心, 项目建设: the word is an attribute
        guard k + 1 < tokens.count else { return true }
        let next = tokens[k + 1]
        // 公司负极材料产销量: at the head of a clause it is the issuer
        if next.start > token.end, text[token.start] == "公" || text[token.end - 1] == "司", before.kind == .mark && before.endsClause || before.kind == .period { return true }
        if next.start == token.end {
            guard next.kind == .word else { return true }
            // 企业研发中心: the verb belongs to a name
            if k + 2 < tokens.count, tokens[k + 2].start == next.end, tokens[k + 2].kind == .word,
                !tokens[k + 2].roles.isDisjoint(with: [.organisationSuffix, .projectSuffix]), next.roles.contains(.verb)
            {
                return false
            }
            return next.indicator >= 0 || !next.roles.contains(.plain)
        }
        // 企业法人单位: a kind
        if token.end - token.start == 2, text[token.start] == "企", next.start > token.end { return false }
        return next.start - token.end > 1 ? !token.roles.contains(.organisationSuffix) || text[token.end] == "的" : false
    }

    static func neverBegins(_ c: UInt32) -> Bool {
        switch c {
        case "、", "，", "的", "是", "有", "为", "了", "在", "与", "和", "及", "将", "由", "该", "各", "某", "等", "据", "从", "对", "向", "让", "使", "这", "个", "家", "座", "条", "项", "所", "批", "种", "类": return true
        default: return false
        }
    }
    /// Single scalars that no name of a firm crosses.
    static func isHard(_ c: UInt32) -> Bool {
        switch c {
        case "是", "为", "由", "与", "和", "在", "对", "向", "从", "将", "被", "的", "及", "把", "据", "占", "让", "使", "给", "了", "于", "等", "该", "此", "各", "每", "或", "有", "到", "至", "而", "但", "以", "用", "就", "也", "并", "均": return true
        default: return false
        }
    }
}
