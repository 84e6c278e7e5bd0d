import Facts
import Lexicons

/// Whose figure it is: the nearest fitting name before it, else what the sentence, paragraph or article is about.
struct SubjectRule: Sendable {
    /// What has been said so far in the article.
    struct Discourse: Sendable {
        var organisation: Entity?
        var project: Entity?
        var place: Entity?
        /// Subject of the sentence so far.
        var sentence: Entity?
        /// Subject of the paragraph's latest sentence.
        var paragraph: Entity?
        /// From the heading over the paragraph.
        var section: Entity?
        /// From the title or the opening.
        var article: Entity?
        /// Division of the article as a whole.
        var articleCode: Int?
        /// The name that 公司 stands for.
        var issuer: String = ""
        /// Names by what stands for them: 以下简称.
        var longNames: [String: String] = [:]
    }

    struct Answer { var name: String; var entity: Entity?; var rule: String; var carried: Bool }

    func subject(of d: Draft, phrase: Phrase, discourse: Discourse, in r: Reading) -> Answer {
        let clauseStart = start(of: d.clause, r)
        // names in the clause, left of the figure
        if let own = pick(r, from: clauseStart, to: d.quantity.span.start, discourse) { return answer(own, discourse, r, "subject-in-clause", false) }
        // clauses before it in the sentence
        if let s = discourse.sentence { return answer(s, discourse, r, "subject-of-sentence", false) }
        if let p = discourse.paragraph { return answer(p, discourse, r, "subject-of-paragraph", true) }
        if let s = discourse.section { return answer(s, discourse, r, "subject-of-section", true) }
        if let a = discourse.article { return answer(a, discourse, r, "subject-of-article", true) }
        if let o = discourse.organisation ?? discourse.place { return answer(o, discourse, r, "subject-last-named", true) }
        return Answer(name: "", entity: nil, rule: "subject-unknown", carried: true)
    }

    /// The subject where no sentence names one: a table's, a caption's.
    func standing(_ discourse: Discourse, _ r: Reading) -> Answer {
        guard let e = discourse.section ?? discourse.article ?? discourse.organisation ?? discourse.place else {
            return Answer(name: "", entity: nil, rule: "subject-unknown", carried: true)
        }
        return answer(e, discourse, r, "subject-standing", true)
    }

    /// The best subject between two positions: the first one that nothing bars.
    func pick(_ r: Reading, from: Int, to: Int, _ discourse: Discourse) -> Entity? {
        var best: Entity?
        var bestScore = 0
        var k = r.entityIndex(endingAfter: from)
        while k < r.entities.count, r.entities[k].start < to {
            let e = r.entities[k]
            k += 1
            guard e.start >= from, e.end <= to else { continue }
            let s = score(e, r, from)
            // the first of equals stays: it is the topic
            if s > bestScore { best = e; bestScore = s }
        }
        return best
    }

    private func score(_ e: Entity, _ r: Reading, _ from: Int) -> Int {
        // what stands before decides its part in the sentence
        let before = r.tokenIndex(at: e.start) - 1
        var barred = false
        var located = false
        if before >= 0 {
            let t = r.tokens[before]
            if t.end == e.start, t.kind == .word {
                if t.roles.contains(.share) { return 0 }
                let s = r.string(extent(t.start, t.end))
                switch s {
                case "比", "较", "高于", "低于", "超", "超过", "居", "位居", "跃居", "稳居", "列", "向", "对", "与", "和", "从", "销往", "运往", "给", "为", "被", "同": barred = true
                case "在", "于", "位于", "落户", "由": located = s != "由"
                case "说", "表示": barred = true
                default: break
                }
            }
            if t.end == e.start, t.mark == .open { barred = e.kind == .place }
        }
        if e.start > 0, r.text[e.start - 1] == "占" || r.text[e.start - 1] == "居" || r.text[e.start - 1] == "比" { return 0 }
        if barred { return 0 }
        // a speaker: 据该公司副总经理…介绍, 南昌市科技局获悉
        let after = r.tokenIndex(at: e.end)
        if after < r.tokens.count {
            let t = r.tokens[after]
            if t.kind == .word, t.roles.contains(.person), t.start - e.end <= 4 { return 0 }
            if t.start == e.end {
                let s = r.string(extent(t.start, t.end))
                if s == "了解到" || s == "获悉" || s == "了解" || s == "介绍" || s == "表示" || s == "发布" || s == "公布" { return 1 }
            }
        }
        switch e.kind {
        case .organisation: return located ? 2 : 6
        case .project: return 5
        case .projectAnaphor: return 4
        case .organisationAnaphor: return 4
        case .whole: return located ? 3 : 5
        case .place: return located ? 2 : 5
        case .nation, .world: return located ? 2 : 4
        }
    }

    func answer(_ e: Entity, _ discourse: Discourse, _ r: Reading, _ rule: String, _ carried: Bool) -> Answer {
        switch e.kind {
        case .organisation, .project:
            let name = r.string(extent(e.start, e.end))
            return Answer(name: discourse.longNames[name] ?? name, entity: e, rule: rule, carried: carried)
        case .place:
            return Answer(name: placeName(e, r), entity: e, rule: rule, carried: carried)
        case .nation:
            let s = r.string(extent(e.start, e.end))
            return Answer(name: s == "全国" || s == "全國" ? "全国" : "中国", entity: e, rule: rule, carried: carried)
        case .world:
            let s = r.string(extent(e.start, e.end))
            return Answer(name: s.hasPrefix("全球") || s == "全世界" ? "全球" : s, entity: e, rule: rule, carried: carried)
        case .whole:
            if let place = wholePlace(e, discourse, r) { return Answer(name: place, entity: discourse.place ?? discourse.article, rule: rule + "+whole", carried: carried) }
            return Answer(name: r.string(extent(e.start, e.end)), entity: nil, rule: rule, carried: true)
        case .organisationAnaphor:
            if !discourse.issuer.isEmpty { return Answer(name: discourse.issuer, entity: discourse.organisation, rule: rule + "+issuer", carried: carried) }
            if let o = discourse.organisation { return answer(o, discourse, r, rule + "+anaphor", true) }
            if let a = discourse.article, a.kind == .organisation || a.kind == .place { return answer(a, discourse, r, rule + "+anaphor", true) }
            return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: true)
        case .projectAnaphor:
            if let p = discourse.project { return answer(p, discourse, r, rule + "+anaphor", true) }
            if let o = discourse.organisation { return answer(o, discourse, r, rule + "+anaphor", true) }
            return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: true)
        }
    }

    /// The name of a place as a subject: the last division named, in full (南昌 → 南昌市); a park as written.
    func placeName(_ e: Entity, _ r: Reading) -> String {
        let written = r.string(extent(e.start, e.end))
        guard let code = e.code, let division = r.divisions.division(code: code) else { return written }
        if written.hasSuffix("区"), !division.name.hasSuffix(written), !written.hasSuffix(division.name) { return written }
        if written.hasSuffix("园") || written.hasSuffix("园区") { return written }
        return division.name
    }

    /// 全市 in an article about 包头稀土高新区 is 包头市; 全省 its province.
    private func wholePlace(_ e: Entity, _ discourse: Discourse, _ r: Reading) -> String? {
        guard let code = discourse.articleCode ?? discourse.place?.code else { return nil }
        let word = r.string(extent(e.start, e.end))
        if let level = wholeLevel(word), let d = r.divisions.ancestor(of: code, at: level) { return d.name }
        return r.divisions.division(code: code)?.name
    }

    func wholeCode(_ e: Entity, _ discourse: Discourse, _ r: Reading) -> Int? {
        guard let code = discourse.articleCode ?? discourse.place?.code else { return nil }
        if let level = wholeLevel(r.string(extent(e.start, e.end))), let d = r.divisions.ancestor(of: code, at: level) { return d.code }
        return code
    }

    private func wholeLevel(_ word: String) -> DivisionTable.Level? {
        switch word {
        case "全省", "我省", "本省", "该省", "省里", "全自治区": return .province
        case "全市", "我市", "本市", "该市", "全州", "我州", "该州", "全盟", "我盟", "市里": return .prefecture
        case "全县", "我县", "本县", "该县", "全旗", "我旗": return .county
        default: return nil
        }
    }

    private func start(of tokens: Range<Int>, _ r: Reading) -> Int {
        tokens.lowerBound > 0 ? r.tokens[tokens.lowerBound - 1].end : 0
    }
}
