import Facts

/// Builds the articles of a document: headline, byline, date and place, paragraphs in reading order.
struct ArticleBuilder {
    let page: Page
    /// Headline that a reader knows from mark-up, empty otherwise.
    let knownTitle: String

    func articles(_ blocks: ContiguousArray<Block>) throws -> [Article] {
        guard !blocks.isEmpty else { return [] }
        let outline = Outline(page: page)
        var blocks = blocks
        var starts = try outline.starts(blocks)
        if starts.isEmpty { starts = [wholeDocument(blocks)] }
        let titles = Set(starts.flatMap(\.titles))
        let bylines = Set(starts.compactMap(\.byline))
        BlockContext(page: page).settle(&blocks, titles: titles, single: starts.count == 1)
        let leads = Set(starts.filter { !$0.titles.isEmpty || $0.byline != nil || $0.isDispatch }.map(\.body))
        let barriers = Set(starts.map(\.first))
        var seams = try SeamFinder(
            page: page, blocks: blocks, fixed: titles.union(bylines), leads: leads, barriers: barriers
        ).seams()
        for seam in seams where blocks[seam.head].kind == .titleLike { blocks[seam.head].kind = .body }
        seams += try LostContinuations(
            page: page, blocks: blocks, starts: starts, fixed: titles.union(bylines), leads: leads
        ).seams(beyond: seams)
        let units = try Units(page: page, blocks: blocks, starts: starts, seams: seams)
        let groups = units.ordered()
        var articles: [Article] = []
        articles.reserveCapacity(groups.count)
        for (k, start) in starts.enumerated() where k < groups.count {
            articles.append(article(ordinal: k, start, groups[k], blocks, titles: titles))
        }
        return articles
    }

    /// A document without bylines is one article; its first headline-like blocks are the headline.
    private func wholeDocument(_ blocks: ContiguousArray<Block>) -> ArticleStart {
        if let known = knownHeadline(blocks) {
            return ArticleStart(first: 0, titles: [known], byline: nil, body: known + 1, isDispatch: false)
        }
        var i = 0
        while i < min(blocks.count, 8),
            blocks[i].kind == .dateLine || blocks[i].kind == .furniture || blocks[i].kind == .byline
        { i += 1 }
        var titles: [Int] = []
        while i < blocks.count, titles.count < 3, blocks[i].kind == .titleLike || blocks[i].kind == .subtitle {
            // a second line belongs to the headline only when it stands as close as the first
            if let last = titles.last, blocks[i].blanks > blocks[last].blanks + 1 { break }
            if titles.count >= 1, blocks[i].kind == .titleLike, blocks[i].count > 30 { break }
            titles.append(i)
            i += 1
        }
        // a document of nothing but short lines has no headline beyond its first
        if titles.count == 3 { titles = [titles[0]] }
        return ArticleStart(
            first: 0, titles: titles, byline: nil, body: titles.last.map { $0 + 1 } ?? 0, isDispatch: false)
    }

    /// The block that mark-up calls the title, or that says what the metadata calls it.
    private func knownHeadline(_ blocks: ContiguousArray<Block>) -> Int? {
        if let marked = blocks.firstIndex(where: { $0.hint == .title }) { return marked }
        let wanted = knownTitle.scalarValues
        guard wanted.count >= 4 else { return nil }
        return blocks.prefix(60).firstIndex { block in
            block.count == wanted.count && zip(block.start..<block.end, wanted).allSatisfy { page.text[$0] == $1 }
        }
    }

    private func article(
        ordinal: Int, _ start: ArticleStart, _ groups: [[Int]], _ blocks: ContiguousArray<Block>, titles: Set<Int>
    ) -> Article {
        let headline = Headline(start.titles.map { blocks[$0] }, page: page)
        let candidates = Set(Headline.main(start.titles.map { blocks[$0] }, page: page).map(\.start))
        let main = start.titles.filter { candidates.contains(blocks[$0].start) }.max {
            (blocks[$0].count, $1) < (blocks[$1].count, $0)
        }
        var paragraphs: [Paragraph] = []
        paragraphs.reserveCapacity(groups.count)
        for group in groups {
            guard let first = group.first else { continue }
            let pieces = group.flatMap { blocks[$0].pieces }
            var role = role(of: blocks[first])
            if titles.contains(first) { role = first == main ? .title : first < (main ?? 0) ? .kicker : .heading }
            if first < start.first, role == .body { role = .lead }
            paragraphs.append(Paragraph(role: role, pieces: pieces))
        }
        var article = Article(ordinal: ordinal, title: headline.title, kicker: headline.kicker, paragraphs: paragraphs)
        if article.title.isEmpty { article.title = knownTitle }
        article.byline = byline(start, groups, blocks)
        return article
    }

    private func role(of block: Block) -> ParagraphRole {
        if let hint = block.hint { return hint }
        switch block.kind {
        case .body, .item: return .body
        case .titleLike, .numberedHeading, .subtitle: return .heading
        case .byline: return .byline
        case .dateLine, .furniture, .jump: return .furniture
        case .caption, .tableCaption: return .caption
        case .row: return .row
        }
    }

    /// The byline's line, the bracket of a dispatch (`记者张三`), or a signature at the end.
    private func byline(_ start: ArticleStart, _ groups: [[Int]], _ blocks: ContiguousArray<Block>) -> String {
        if let block = start.byline { return page.text(of: blocks[block].pieces) }
        if start.body < blocks.count, let dispatch = Outline(page: page).dispatch(blocks[start.body]) {
            if !dispatch.reporter.isEmpty { return page.string(dispatch.reporter.start, dispatch.reporter.end) }
            let limit = min(blocks[start.body].end, dispatch.end + 40)
            if dispatch.end < limit, page.text[dispatch.end] == 0xFF08 || page.text[dispatch.end] == 0x28,
                let close = page.first(0xFF09, dispatch.end, limit) ?? page.first(0x29, dispatch.end, limit)
            {
                return page.string(dispatch.end + 1, close)
            }
            // 本报讯 记者某某从…, 本报讯 记者某某报道
            var at = dispatch.end
            while at < limit, Characters.isSpace(page.text[at]) { at += 1 }
            if let role = page.words.end(of: .bylineRole, in: page.text, at: at, limit: limit) {
                for length in 2...4 where role + length < limit {
                    let end = role + length
                    if page.text[end] == 0x4ECE || page.begins(.bylineRole, end, limit)
                        || page.begins(.learnt, end, limit)
                        || Characters.isSpace(page.text[end]) || Characters.isPunctuation(page.text[end])
                    {
                        return page.string(at, end)
                    }
                }
            }
        }
        if let signed = groups.flatMap({ $0 }).first(where: { blocks[$0].kind == .byline }) {
            return page.text(of: blocks[signed].pieces)
        }
        return ""
    }
}
