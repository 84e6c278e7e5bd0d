import Facts
import Lexicons

/// The most specific division that the figure belongs to: that of its subject, else the place last named, else the article's.
struct PlaceRule: Sendable {
    func complete(_ d: Draft, discourse: SubjectRule.Discourse, subjects: SubjectRule, in r: Reading) {
        if let entity = d.subjectEntity {
            switch entity.kind {
            case .nation, .world:
                d.place = ""
                return
            case .organisation where discourse.genre == "text-signing" && isElsewhere(entity, discourse.articleCode, r):
                if let own = discourse.articleCode { d.place = r.divisions.chain(code: own); return }
            case .place, .organisation, .project:
                if let code = entity.code { d.place = chain(code, discourse, r); return }
            case .whole:
                if let code = subjects.wholeCode(entity, discourse, r) { d.place = r.divisions.chain(code: code); return }
            default: break
            }
        }
        if d.subject.equals("全国") || d.subject.equals("中国") || d.subject.equals("全國") || d.subject.equals("中國") || d.subject.equals("全球") { return }
        // a firm told of among others is not where another one was
        if d.subjectEntity?.kind == .organisation, discourse.article?.kind == .organisation, discourse.article?.code == nil, !discourse.placeIsNear { return }
        if let code = discourse.place?.code ?? discourse.articleCode { d.place = r.divisions.chain(code: code) }
    }

    /// 南京某某公司, of a signing in 广德: where the investor comes from is not where its project goes.
    private func isElsewhere(_ e: Entity, _ article: Int?, _ r: Reading) -> Bool {
        guard let code = e.code, let article, code != article else { return false }
        return !r.divisions.lies(code, in: article)
    }

    private func chain(_ code: Int, _ discourse: SubjectRule.Discourse, _ r: Reading) -> String { r.divisions.chain(code: code) }
}
