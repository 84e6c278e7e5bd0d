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

/// Finds named bodies and projects: a suffix (有限公司, 科技局, 项目) with what belongs to it on the left.
struct EntityFinder: Sendable {
    let organisations: OrganisationTable
    private static let longest = 30
    /// Verbs that are common inside names of firms when a firm's suffix follows.
    private static let barred: CueRoles = [
        .preposition, .conjunction, .copula, .share, .up, .down, .quote, .adverb, .among, .respectively, .toUp, .toDown,
        .person, .whole, .event,
    ]

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
                    if var entity = named(text, tokens, k, places) {
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

    /// Bodies of the table that no longer name covers: 宁德时代, 中科院.
    private func known(in text: UnsafeBufferPointer<UInt32>, tokens: [Token]) -> [Entity] {
        var found: [Entity] = []
        var i = organisations.firstPossible(in: text, 0..<text.count)
        while i < text.count {
            guard let match = organisations.row(in: text, at: i, limit: text.count) else {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 商务部|门: any department
            if text[match.end - 1] == "部", match.end < text.count, text[match.end] == "门" || text[match.end] == "門" {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 网易|财经9月9日讯: who tells
            if match.end + 1 < text.count, Self.desks.contains(text, extent(match.end, match.end + 2)), extent(match.end, min(text.count, match.end + 14)).contains(where: { text[$0] == "讯" || text[$0] == "電" || text[$0] == "电" || text[$0] == "报" }) {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 新建|行政村: a name across two words is none
            if match.end - i <= 2, splits(tokens, i) || splits(tokens, match.end) {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 中国稀土|产量: the nation's
            if match.end - i == 4, text[i] == "中", text[i + 1] == "国", Self.ofNation.anyBegins(text, extent(match.end, min(text.count, match.end + 2))) {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            let organisation = organisations.organisations[match.row]
            // 财政部, 中钢协: what they tell of is not where they sit
            let isNational = organisation.kind == .government || organisation.kind == .association
            found.append(Entity(
                kind: .organisation, start: i, end: match.end, code: organisation.code > 0 && !isNational ? organisation.code : nil,
                isPrincipal: true, isKnownFirm: organisation.kind == .enterprise))
            i = organisations.firstPossible(in: text, match.end..<text.count)
        }
        return found
    }

    /// 重庆|格力: the firm of that place, where nothing says that it is there.
    private func seated(_ firm: Entity, _ found: [Entity], _ text: UnsafeBufferPointer<UInt32>) -> Entity {
        guard firm.isKnownFirm, firm.end - firm.start <= 4 else { return firm }
        let low = found.firstIndex(past: { $0.end < firm.start })
        guard low < found.count, case let place = found[low], place.end == firm.start, place.kind == .place, place.isShort, place.end - place.start == 2, place.start > 0 else { return firm }
        switch text[place.start - 1] {
        case "在", "于", "向", "从", "由", "对", "与", "和", "、", "是", "为", "省", "市": return firm
        default:
            var own = firm
            own.start = place.start
            own.code = place.code ?? firm.code
            return own
        }
    }

    /// Whether `position` lies inside a word.
    private func splits(_ tokens: [Token], _ position: Int) -> Bool {
        let low = tokens.firstIndex(past: { $0.end <= position })
        return low < tokens.count && tokens[low].start < position && tokens[low].kind == .word
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

    private func named(
        _ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int, _ places: [Lexer.Place]
    ) -> Entity? {
        let suffix = tokens[k]
        // 主营业务分行业情况
        if text[suffix.end - 1] == "行", suffix.end < text.count, text[suffix.end] == "业" { return nil }
        // 长沙市政府|工作报告: of the city
        if text[suffix.end - 1] == "府", suffix.end + 3 < text.count, text[suffix.end] == "工", text[suffix.end + 1] == "作", text[suffix.end + 2] == "报" { return nil }
        let isProject = suffix.roles.contains(.projectSuffix)
        let isStrong = suffix.roles.contains(.organisationSuffix)
        let isFirm = isStrong && suffix.end - suffix.start >= 4
        // a suffix inside a longer name: 公司 before 项目, 集团 before 公司
        if k + 1 < tokens.count, tokens[k + 1].start == suffix.end, tokens[k + 1].kind == .word,
            !tokens[k + 1].roles.isDisjoint(with: [.organisationSuffix]), tokens[k + 1].end - tokens[k + 1].start >= 2, !isProject
        {
            return nil
        }
        var start = suffix.start
        var code: Int?
        var j = k - 1
        var hasPlace = false
        while j >= 0 {
            let t = tokens[j]
            guard suffix.end - t.start <= (isProject ? 48 : Self.longest) else { start = max(start, suffix.end - Self.longest); break }
            switch t.kind {
            case .mark:
                if t.mark == .close, let open = openIndex(tokens, j), suffix.end - tokens[open].start <= Self.longest, t.start - tokens[open].start <= (isProject ? 18 : 9) {
                    start = tokens[open].start
                    j = open - 1
                    if j < 0 || tokens[j].end < tokens[j + 1].start { start = j < 0 ? opening(text, before: suffix) : tokens[j].end }
                    continue
                }
                if isProject || text[suffix.end - 1] == "园", t.mark == .quoteClose, let open = quoteIndex(tokens, j), suffix.end - tokens[open].start <= Self.longest {
                    start = tokens[open].start
                    j = open - 1
                    continue
                }
                start = t.end
                return finish(text, tokens, k, start, isProject, code, hasPlace, isStrong, isFirm)
            case .quantity:
                // 年产5万吨某某项目; not 某公司投资50亿元的某某项目
                if isProject, j > 0, t.end < suffix.start, text[t.end] != "的", tokens[j - 1].indicator >= 0 && (text[tokens[j - 1].start] == "年" || text[tokens[j - 1].start] == "日" || text[tokens[j - 1].start] == "月") || tokens[j - 1].roles.contains(.make) {
                    start = tokens[j - 1].start
                    j -= 2
                    continue
                }
                // 量道|6GWh|锂电池储能系统项目: a size behind a name at the head of a clause
                if isProject, t.end < suffix.start, text[t.end] != "的", text[t.end - 1] == "h" || text[t.end - 1] == "W" || text[t.end - 1] == "吨", let edge = headOfClause(text, tokens, j - 1), (2...8).contains(t.start - edge), extent(edge, t.start).allSatisfy({ Scalars.isHan(text[$0]) }) {
                    return finish(text, tokens, k, edge, isProject, code, hasPlace, isStrong, isFirm)
                }
                start = t.end
                return finish(text, tokens, k, start, isProject, code, hasPlace, isStrong, isFirm)
            case .period:
                // 安徽德力|日|用玻璃股份有限公司
                if isFirm, t.end - t.start == 1, t.end == start { start = t.start; j -= 1; continue }
                start = t.end
                return finish(text, tokens, k, start, isProject, code, hasPlace, isStrong, isFirm)
            case .place:
                start = t.start
                hasPlace = true
                code = places[Int(t.index)].code ?? code
                // only the places that touch go further left
                if j > 0, tokens[j - 1].kind == .place, tokens[j - 1].end == t.start { j -= 1; continue }
                if !isProject { return finish(text, tokens, k, start, isProject, code, hasPlace, isStrong, isFirm) }
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
                if isFirm, t.end - t.start == 1, !Self.isHard(text[t.start]), t.indicator < 0 { start = t.start; j -= 1; continue }
                // 晋能|控股|集团, 中|煤集团: a short name at the head of a clause
                if isStrong, suffix.end - suffix.start == 2, text[suffix.end - 1] == "团", Self.groups.contains(text, t.start..<t.end) || t.end - t.start == 1, let edge = headOfClause(text, tokens, t.end - t.start == 1 ? j : j - 1), (2...8).contains(suffix.start - edge) {
                    return finish(text, tokens, k, edge, isProject, code, hasPlace, isStrong, isFirm)
                }
                // 西行|联合|科技项目: a verb inside a name that scalars no table knows begin
                if isProject, isVerb, !barred, Self.namesInside.contains(text, t.start..<t.end), case let edge = j > 0 ? tokens[j - 1].end : 0, (2...6).contains(t.start - edge), j == 0 || tokens[j - 1].kind == .mark && (tokens[j - 1].endsClause || tokens[j - 1].mark == .space),
                    extent(edge, t.start).allSatisfy({ Scalars.isHan(text[$0]) })
                {
                    return finish(text, tokens, k, edge, isProject, code, hasPlace, isStrong, isFirm)
                }
                if barred || isVerb {
                    // 中国证券监督管理委员会, 某市交通投资集团有限公司: verbs inside a name that a place opens
                    // 公安县工业园固废综合利用项目: a place at the head of the clause opens it
                    if isProject, !barred, t.end < suffix.start, let open = opener(text, tokens, j, places), suffix.end - open.start <= 30 {
                        var b = j
                        while b > 0, tokens[b].start > open.start { b -= 1 }
                        if b == 0 || tokens[b - 1].kind == .mark && (tokens[b - 1].endsClause || tokens[b - 1].mark == .space) {
                            return finish(text, tokens, k, open.start, isProject, open.code ?? code, true, isStrong, isFirm)
                        }
                    }
                    if !barred || roles.contains(.nation) || isFirm && t.end - t.start == 1 && !Self.isHard(text[t.start]), isFirm || isStrong, let open = opener(text, tokens, j, places) {
                        return finish(text, tokens, k, open.start, isProject, open.code ?? code, true, isStrong, isFirm)
                    }
                    start = t.end
                    return finish(text, tokens, k, start, isProject, code, hasPlace, isStrong, isFirm)
                }
                if roles.contains(.nation), isStrong {
                    return finish(text, tokens, k, t.start, isProject, code, true, isStrong, isFirm)
                }
                start = t.start
                j -= 1
            }
        }
        if j < 0 { start = opening(text, before: suffix) }
        return finish(text, tokens, k, start, isProject, code, hasPlace, isStrong, isFirm)
    }

    /// Where the clause begins, with nothing but scalars of a name before token `from` ends.
    private func headOfClause(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ from: Int) -> Int? {
        var j = from
        while j >= 0, tokens[j].kind == .word, tokens[j].end - tokens[j].start == 1, tokens[j].indicator < 0, !Self.isHard(text[tokens[j].start]) { j -= 1 }
        guard j < 0 || tokens[j].kind == .mark && tokens[j].endsClause else { return nil }
        let edge = j < 0 ? 0 : tokens[j].end, end = from >= 0 ? max(tokens[from].end, edge) : edge
        return extent(edge, end).allSatisfy({ Scalars.isHan(text[$0]) }) ? edge : nil
    }

    /// A place or 中国 further left that begins the name, with only nominal words and verbs of names between.
    private func opener(
        _ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ from: Int, _ places: [Lexer.Place]
    ) -> (start: Int, code: Int?)? {
        var j = from
        while j >= 0, tokens[from].end - tokens[j].start <= 18 {
            let t = tokens[j]
            switch t.kind {
            case .place: return (t.start, places[Int(t.index)].code)
            case .period where t.end - t.start == 1: break
            case .word:
                if t.roles.contains(.nation) { return (t.start, nil) }
                if t.end - t.start == 1, !Self.isHard(text[t.start]) { j -= 1; continue }
                if !t.roles.isDisjoint(with: [.preposition, .conjunction, .copula, .share, .up, .down, .quote, .among]), t.end - t.start <= 2, t.indicator < 0 { return nil }
            default: return nil
            }
            j -= 1
        }
        return nil
    }

    static func stands(_ word: [UInt32], _ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        guard start + word.count <= text.count else { return false }
        for k in word.indices where word[k] != text[start + k] { return false }
        return true
    }

    private func finish(
        _ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int, _ from: Int, _ isProject: Bool, _ code: Int?,
        _ hasPlace: Bool, _ isStrong: Bool, _ isFirm: Bool
    ) -> Entity? {
        let suffix = tokens[k]
        var start = from
        // nominal words that never begin a name
        while start < suffix.start, Self.neverBegins(text[start]) { start += 1 }
        // 均为|工业项目
        if start + 1 < suffix.start, text[start] == "均", text[start + 1] == "为" || text[start + 1] == "系" { start += 2 }
        // 二期|一貫作業鋼廠: a stage of a works is no body
        if !isProject, !isFirm, suffix.start - start >= 2, text[start + 1] == "期", "一二三四五六首".unicodeScalars.contains(where: { $0.value == text[start] }) { return nil }
        // 涪陵作为国家新型工业化基地: what is told of a place is not its name
        if !isFirm, let i = extent(start + 1, suffix.start - 1).last(where: { Self.isTelling(text[$0], text[$0 + 1]) }) { start = i + 2 }
        // 确定|某某有限公司|中标: who is chosen
        if isFirm { for word in Self.choosing where suffix.start - start >= word.count + 2 && Self.stands(word, text, start) { start += word.count; break } }
        // 是全国唯一专业化经营…的企业: what is told of one, no name
        if !isProject, !isFirm, extent(start, suffix.start - 1).contains(where: { text[$0] == "唯" && text[$0 + 1] == "一" }) { return nil }
        // 1.某某项目, （2）某某公司: the number of the list
        var digits = start
        while digits < suffix.start, text[digits] >= 0x30, text[digits] <= 0x39 { digits += 1 }
        if digits > start, digits < suffix.start, text[digits] == "." || text[digits] == "．" || text[digits] == "、" || text[digits] == ")" || text[digits] == "）" { start = digits + 1 }
        // （二）|市科技局: the same in Chinese numerals
        if text[start] == "（" || text[start] == "(", let close = extent(start + 1, min(suffix.start, start + 5)).first(where: { text[$0] == "）" || text[$0] == ")" }), close > start + 1, extent(start + 1, close).allSatisfy({ Scalars.hanNumeral(text[$0]) != nil }) { start = close + 1 }
        if text[start] == "（" || text[start] == "(", let close = extent(start + 1, min(suffix.start + 1, start + 4)).first(where: { text[$0] == "）" || text[$0] == ")" }), close > start + 1, extent(start + 1, close).allSatisfy({ (0x30...0x39).contains(text[$0]) }) { start = close + 1 }
        if !isProject, isStrong, start == suffix.start, suffix.end - suffix.start == 2, text[suffix.start] == "公" { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
        // 即|某某集团1020万吨、…: what a list begins with
        if !isProject, text[start] == "即", suffix.start - start >= 3 { start += 1 }
        // 落户某开发区的|锦辉(荆州)科技有限公司
        if isFirm || suffix.end - suffix.start == 3 && text[suffix.end - 1] == "社", suffix.start - start > 4, let i = extent(start + 1, suffix.start - 2).last(where: { text[$0] == "的" }) { start = i + 1 }
        // 由某集团投资的|年产20万吨某某项目: who builds it is not its name
        if isProject, let i = extent(start + 2, suffix.start - 3).last(where: { text[$0] == "的" && Self.builds(text[$0 - 2], text[$0 - 1]) && !text[extent(start, $0)].contains("“") }) { start = i + 1 }
        // 苏州市吴江区汾湖高新区的|国际新材料产业基地: where it lies
        if isProject, let i = extent(start + 8, suffix.end - 5).last(where: { text[$0] == "的" && ShortName.endsRegion(text[$0 - 1]) }), !text[extent(start, i)].contains("“") { start = i + 1 }
        // 在某市投资建设|年产5万吨某某项目: where and by whom it is built is not its name
        if isProject, suffix.start - start > 8, let i = extent(start + 2, suffix.start - 2).first(where: { text[$0] == "年" && text[$0 + 1] == "产" && (Self.builds(text[$0 - 2], text[$0 - 1]) || text[$0 - 1] == "的") }) { start = i }
        // 旗下|金冠铜业分公司
        if !isProject, suffix.end - start > 5, text[start] == "旗" || text[start] == "属" || text[start] == "下", text[start + 1] == "下" || text[start + 1] == "属" { start += 2 }
        // 投资建设某某项目: what is done with it
        if isProject {
            for word in Self.doings where suffix.start - start >= word.count + 3 && Self.stands(word, text, start) { start += word.count; break }
        }
        // 将形成|年产|项目产品5亿平方米生产能力: the head of what is made
        if isProject, suffix.start - start <= 4, suffix.start >= 2, text[suffix.start - 2] == "年", text[suffix.start - 1] == "产" { return nil }
        // 公司此次|半导体照明光源产业化项目
        if isProject {
            for word in Self.ours where suffix.start - start >= word.count + 3 && Self.stands(word, text, start) { start += word.count; break }
        }
        // 新培育|农民合作社: what is new has no name
        if !isProject, !isFirm, suffix.end - suffix.start == 3, text[suffix.end - 1] == "社" {
            for word in Self.newly where suffix.start - start >= word.count + 2 && Self.stands(word, text, start) { start += word.count; break }
            if !hasPlace, Self.kindsOfCooperative.contains(text, extent(start, suffix.start)) { return nil }
        }
        // 一期绿色示范项目: the time word took its number
        if start > 0, text[start] == "期", "一二三四五首".unicodeScalars.contains(where: { $0.value == text[start - 1] }) { start -= 1 }
        // 湖北养殖小龙虾的|基地: described, not named
        if isProject, suffix.start - start >= 2, text[suffix.start - 1] == "的", text[suffix.end - 1] == "地", !text[extent(start, suffix.start)].contains("“") { return nil }
        // 某某产业的|有关项目, |上述项目: which are not named
        if isProject, suffix.start - start >= 2, Self.unnamed.contains(text, extent(suffix.start - 2, suffix.start)), text[suffix.end - 1] == "目" { return nil }
        // 某州的代表项目: a rank, no name
        if isProject, suffix.start - start >= 2, text[suffix.start - 1] == "表", text[suffix.start - 2] == "代" { return nil }
        // 公司的|一期项目: the firm's
        if isProject, suffix.start - start >= 4, text[start + 2] == "的" || text[start + 2] == "首", text[start] == "公" && text[start + 1] == "司" || text[start] == "企" && text[start + 1] == "业" { return Entity(kind: .organisationAnaphor, start: start, end: start + 2) }
        // 公司拟以|公司: one firm that does something with another
        if !isProject, isStrong, suffix.start - start >= 3, text[start] == "公", text[start + 1] == "司" { return nil }
        // 报告期末公司, 全资子公司: no names
        if !isProject, isStrong, let tail = text[extent(start, suffix.end)].last, tail == "司" || tail == "团" {
            if Self.dependents.contains(text, extent(start, suffix.end)) || suffix.end - start >= 4 && (text[suffix.end - 3] == "子" || text[suffix.end - 3] == "孙") { return nil }
            // 归属母公司股东: of accounts
            if suffix.end - start == 5, text[start] == "归", text[start + 2] == "母" { return nil }
            // 这标志着|公司, 作为|公司第一大股东, 本次交易系|公司, 预告显示|公司: words that lead to 公司
            if suffix.end - suffix.start == 2, suffix.start >= 2, Self.leadsToFirm(text[suffix.start - 2], text[suffix.start - 1]) { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
            // 备战精选层|公司, 归属于挂牌|公司股东: kinds of firms
            if suffix.end - suffix.start == 2, !hasPlace, Self.kindsOfFirm.anyEnds(text, extent(start, suffix.start)) { return nil }
            if Self.times.contains(text, extent(start, suffix.start)) || text[suffix.start - 1] == "后" && suffix.end - suffix.start == 2 && extent(start, suffix.start - 1).contains(where: { text[$0] == "建" || text[$0] == "投" || text[$0] == "达" || text[$0] == "完" }) { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
        }
        // 这家做升降桌起家的|公司
        if !isProject, isStrong, !isFirm, suffix.start > 0, text[suffix.start - 1] == "的", let tail = text[extent(suffix.start, suffix.end)].last, tail == "司" || tail == "业" { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
        // 成本线, 先进的生产基地: described, not named, without a place, a number or quotes
        if isProject, suffix.end - suffix.start == 1 || Self.described.contains(text, suffix.start..<suffix.end), !hasPlace, !(start..<suffix.start).contains(where: { text[$0] >= 0x30 && text[$0] <= 0x39 || text[$0] == "“" }), !opensLine(text, start, suffix.end) { return nil }
        // 合作银行, 爆发初期银行: kinds, not names
        if isStrong, !hasPlace, suffix.end - suffix.start == 2, text[suffix.end - 1] == "行", text[suffix.end - 2] == "银", suffix.start >= 2, Self.kindsOfBank.contains(text, extent(suffix.start - 2, suffix.start)) { return nil }
        let own = suffix.start - start
        // 隔膜项目 at the head of a clause
        let opens = isProject && (start == 0 || k > 0 && tokens[k - 1].end <= start && tokens[k - 1].kind == .mark && (tokens[k - 1].endsClause || tokens[k - 1].mark == .space))
        guard own >= (isProject && !hasPlace && !opens ? 3 : 2), suffix.end - start >= (isProject && !opens ? 5 : 4) || hasPlace else { return nil }
        if isProject, !hasPlace, own <= 4, Self.projectKinds.contains(text, start..<suffix.start) { return nil }
        if !isProject, !hasPlace, text[suffix.end - 1] == "府" { return nil }
        // descriptions, not names: 相关企业, 重点项目, 一批…
        if isStrong, !hasPlace, !isFirm, Self.isGeneric(text[start]) { return nil }
        return Entity(
            kind: isProject ? .project : .organisation, start: start, end: suffix.end, code: code,
            isPrincipal: !isProject && !Self.minor.contains(text, suffix.start..<suffix.end))
    }

    private static let desks: WordSet = ["财经", "新闻", "科技", "证券", "体育", "汽车", "房产", "网讯", "财讯"]
    private static let kindsOfBank: WordSet = ["合作", "初期", "贷款", "开户", "多家", "各家", "部分", "代销", "主办", "授信", "原有", "新增", "大型", "国有", "外资"]

    /// 沈抚新城机器人产业基地|规划用地…: long enough for a name, at the head of a line.
    private func opensLine(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        (start == 0 || Scalars.isSpace(text[start - 1])) && end - start >= 8 && text[end - 1] == "地" && text[end - 2] == "基" && !extent(start, end).contains { text[$0] == "的" }
    }

    private static let dependents: WordSet = ["全资子公司", "控股子公司", "下属公司", "旗下公司", "子公司", "三级子公司", "旗下三级子公司", "全资孙公司", "参股公司", "母公司", "合资公司", "上市公司", "关联公司", "项目公司", "标的公司", "目标公司", "合资项目公司", "资项目公司", "跨国公司", "外资公司", "头部公司", "龙头公司", "民营公司", "国有公司", "业绩预告公司", "预告公司"]
    private static let times: WordSet = ["报告期末", "报告期内", "报告期", "本报告期", "本期", "期末", "期内", "年末", "目前", "同期"]

    private static func isTelling(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case ("作", "为"), ("成", "为"), ("属", "于"), ("位", "于"), ("落", "户"), ("签", "约"), ("举", "行"), ("拥", "有"), ("打", "造"): return true
        default: return false
        }
    }

    private static let kindsOfFirm: AffixList = ["挂牌", "精选层", "创新层", "基础层", "科创板", "创业板", "预增", "预减", "预亏", "被担保", "被投资", "参股", "拟上市", "竞争"]

    /// The last two scalars before 公司 where they are no end of a name.
    private static func leadsToFirm(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case (_, "系") where a != "体" && a != "派" && a != "谱", ("志", "着"), ("作", "为"), ("成", "为"), ("显", "示"), ("表", "明"), ("意", "味"), ("味", "着"), ("随", "着"), ("受", "益"), ("得", "益"), ("由", "于"), ("因", "为"), ("鉴", "于"), ("如", "果"), ("认", "为"), ("披", "露"), ("指", "出"), ("说", "明"), ("导", "致"), ("使", "得"), ("有", "利"), ("截", "至"): return true
        default: return false
        }
    }

    /// 投资, 建设, 签约: before 的 and a project's name.
    private static func builds(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case ("投", "资"), ("建", "设"), ("签", "约"), ("实", "施"), ("投", "建"), ("承", "建"), ("兴", "建"), ("引", "进"), ("打", "造"), ("运", "营"), ("落", "户"), ("援", "建"), ("开", "发"), ("推", "进"), ("新", "建"), ("在", "建"), ("规", "划"), ("布", "局"), ("合", "作"): return true
        default: return false
        }
    }

    private static let groups: WordSet = ["控股", "投资", "建设", "发展", "联合", "重组", "开发", "服务", "制造", "交易", "运营"]
    /// What a firm has.
    private static let namesInside: WordSet = ["联合", "合作", "创新", "发展", "融合", "腾飞", "领航", "飞跃", "共享"]
    private static let described: WordSet = ["基地", "生产线", "产线"]
    private static let undertakings: WordSet = ["开发", "改造", "加工", "治理", "研发", "制造", "提升", "处理", "利用", "养殖", "种植", "回收", "储备", "搬迁", "整治", "修复", "生产", "综合利用", "技改", "升级", "储能", "发电", "精深加工", "深加工"]
    private static let husbandry: WordSet = ["种植", "养殖", "加工", "生产", "服务", "销售", "培育", "繁育", "种养"]
    private static let doings: [[UInt32]] = ["作为", "成为", "列为", "依托", "围绕", "投资建设", "投资新建", "关于投资", "拟投资建设", "建设", "新建", "扩建", "投资", "拟建", "实施", "推进", "启动"].map { $0.unicodeScalars.map(\.value) }
    private static let choosing: [[UInt32]] = ["最终确定", "确定", "确认", "选定", "通知", "委托", "聘请", "授权"].map { $0.unicodeScalars.map(\.value) }
    private static let ours: [[UInt32]] = ["公司此次", "公司本次", "此次", "本次"].map { $0.unicodeScalars.map(\.value) }
    private static let newly: [[UInt32]] = ["新培育", "新发展", "新组建", "新成立", "新增", "培育", "发展", "组建", "成立", "创建", "全县", "全市", "全区", "各类"].map { $0.unicodeScalars.map(\.value) }
    private static let kindsOfCooperative: WordSet = ["农民", "农民专业", "专业", "农业", "农机", "种植", "养殖", "各类", "农村", "示范", "省级示范", "国家级示范", "市级示范", "股份", "土地股份", "种养"]
    /// What a trade of the nation has, behind its name: 中国稀土|产量.
    private static let ofNation: AffixList = ["产量", "产能", "出口", "进口", "价格", "市场", "行业", "产业", "储量", "资源", "消费", "需求", "供应", "产品"]
    /// What points at projects and does not name them.
    private static let unnamed: WordSet = ["有关", "相关", "其他", "其它", "上述", "下列", "以上", "部分"]
    /// What stands before 项目 or 工程 in a kind of project, not in a name.
    private static let projectKinds: WordSet = [
        "签约", "开工", "在建", "新建", "续建", "投产", "落户", "引进", "入园", "上述", "这些", "全部", "重点", "重大", "工业", "产业", "建设", "投资", "亿元", "招商", "合作", "科技", "农业", "民生", "基础设施", "技改", "扶贫", "示范", "试点", "储备", "前期", "竣工", "入库",
        "申报", "省级", "国家级", "市级", "外资", "内资", "高新", "优质", "年度", "首批", "其他", "其余", "两个", "三个", "单个", "制造业", "服务业", "科研", "研发", "改造", "技术改造", "产业化", "招商引资", "社会民生", "公共", "市政", "配套", "主体", "附属", "土建", "安装", "二期", "一期", "三期", "首期", "政府", "企业", "民营",
        "新兴", "特色", "主导", "优势", "数字", "战略性新兴", "富民", "绿色", "实体", "康养", "文化",
        "基建", "能源", "新能源", "交通", "水利", "环保", "生态", "文旅", "旅游", "教育", "医疗", "保障", "专项", "计划", "攻关", "实施", "签约的", "推介", "洽谈", "意向", "协议", "拟建", "筹建", "新开工", "集中开工", "集中签约", "民间投资", "房地产", "商业", "物流", "现代", "战略", "支柱", "主导", "龙头", "百亿", "千亿", "十亿", "超亿元", "亿元以上",
    ]

    private func openIndex(_ tokens: [Token], _ close: Int) -> Int? {
        var j = close - 1
        while j >= 0, close - j < 8 {
            if tokens[j].mark == .open { return j }
            if tokens[j].endsClause { return nil }
            j -= 1
        }
        return nil
    }

    private func quoteIndex(_ tokens: [Token], _ close: Int) -> Int? {
        var j = close - 1
        while j >= 0, close - j < 12 {
            if tokens[j].mark == .quoteOpen { return j }
            if tokens[j].endsSentence { return nil }
            j -= 1
        }
        return nil
    }

    /// Where a name at the very beginning of the text may begin: behind its white space.
    private func opening(_ text: UnsafeBufferPointer<UInt32>, before suffix: Token) -> Int {
        var i = max(0, suffix.end - Self.longest)
        while i < suffix.start, text[i] == " " || text[i] == 0x3000 || text[i] == "\n" || text[i] == "\t" { i += 1 }
        return i
    }

    private static let minor: WordSet = [
        "研究中心", "创新中心", "实验室", "工作站", "产业园", "产业园区", "科技园", "园区", "电站", "水电站", "风电场", "核电站", "机场", "港口", "医院", "学校",
        "中学", "小学", "幼儿园", "水厂", "煤矿", "矿业", "联盟", "示范区", "学会", "口岸", "合作区",
    ]
    static func neverBegins(_ c: UInt32) -> Bool {
        switch c {
        case "、", "，", "的", "是", "有", "为", "了", "在", "与", "和", "及", "将", "由", "该", "各", "某", "等", "据", "从", "对", "向", "让", "使", "这", "个", "家", "座", "条", "项", "所", "批", "种", "类": return true
        default: return false
        }
    }
    /// Single scalars that no name of a firm crosses.
    private static func isHard(_ c: UInt32) -> Bool {
        switch c {
        case "是", "为", "由", "与", "和", "在", "对", "向", "从", "将", "被", "的", "及", "把", "据", "占", "让", "使", "给", "了", "于", "等", "该", "此", "各", "每", "或", "有", "到", "至", "而", "但", "以", "用", "就", "也", "并", "均": return true
        default: return false
        }
    }
    private static func isGeneric(_ c: UInt32) -> Bool {
        switch c {
        case "相", "多", "众", "各", "几", "其", "此", "那", "很", "许", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "不", "大", "中", "小", "重": return true
        default: return false
        }
    }
}
