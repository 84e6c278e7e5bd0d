import Facts
import Lexicons

/// The place that an article's headline or dateline names, as written.
struct ArticlePlace {
    let page: Page

    /// - Returns: `江西南昌` of a kicker, `内蒙古自治区包头市` of 记者1月6日从…获悉, `北京` of a dispatch; else empty.
    func place(of article: Article) -> String {
        guard let lead = ArticleDate.lead(of: article) else { return "" }
        if let place = kicker(article, lead) { return place }
        if let dispatch = Dispatches(page: page).dispatch(lead.start, min(lead.end, lead.start + 60)),
            dispatch.place.count >= 2,
            dispatch.place.count <= 8
        {
            return page.string(dispatch.place.start, dispatch.place.end)
        }
        return learntFrom(lead) ?? ""
    }

    /// `江西南昌` before the headline, where the text writes the second part out as a division.
    private func kicker(_ article: Article, _ lead: TextSpan) -> String? {
        let kicker = article.kicker.scalarValues
        guard kicker.count >= 2, kicker.count <= 12 else { return nil }
        return kicker.withUnsafeBufferPointer { text -> String? in
            guard let end = page.words.end(of: .province, in: text, at: 0, limit: text.count) else { return nil }
            if end == text.count { return article.kicker }
            let rest = Array(text[end..<text.count])
            let bodies = article.paragraphs.prefix(8).flatMap(\.pieces)
            for piece in bodies {
                var from = piece.start
                while let at = page.contains(rest, from, piece.end) {
                    if page.begins(.divisionEnd, at + rest.count, piece.end) { return article.kicker }
                    from = at + 1
                }
            }
            return page.words.start(of: .divisionEnd, in: text, endingAt: text.count, floor: end) != nil
                ? article.kicker : nil
        }
    }

    /// The division in 记者（某日）从…获悉.
    private func learntFrom(_ lead: TextSpan) -> String? {
        let end = min(lead.end, lead.start + 60)
        guard let reporter = page.contains("记者".scalarValues, lead.start, end),
            let from = page.first(0x4ECE, reporter, min(end, reporter + 14))
        else { return nil }
        var at = from + 1
        let limit = min(end, from + 24)
        while at < limit, Characters.isHan(page.text[at]), !page.begins(.learnt, at, limit) { at += 1 }
        guard at < limit, at - from > 2 else { return nil }
        // 南昌市科技局: the division in front of the body
        var last = at
        while last > from + 2 {
            if page.words.start(of: .divisionEnd, in: page.text, endingAt: last, floor: from + 2) != nil {
                return page.string(from + 1, last)
            }
            last -= 1
        }
        return nil
    }
}
