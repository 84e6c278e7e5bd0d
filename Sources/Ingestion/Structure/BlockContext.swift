import Facts

/// Settles what blocks are from what stands around them.
struct BlockContext {
    let page: Page

    func settle(_ blocks: inout ContiguousArray<Block>, titles: Set<Int>, single: Bool) {
        pictureLines(&blocks, titles: titles)
        labels(&blocks, titles: titles)
        openings(&blocks, titles: titles)
        lists(&blocks, titles: titles)
        columnNames(&blocks, titles: titles)
    }

    /// A line without a final stop after a gap far wider than the usual is what stood under a picture.
    private func pictureLines(_ blocks: inout ContiguousArray<Block>, titles: Set<Int>) {
        let usual = Outline.usualGap(blocks)
        for i in blocks.indices where i > 0 && blocks[i].kind == .titleLike && !titles.contains(i) {
            guard blocks[i].blanks >= usual + 2, blocks[i].hint == nil, blocks[i].count >= 8 else { continue }
            // the headline of what follows stands close to it, with its own kind of text behind
            let next = i + 1 < blocks.count ? blocks[i + 1] : nil
            let picturesAround = (next?.blanks ?? 9) >= usual + 2 || blocks[i - 1].kind == .caption
            if picturesAround { blocks[i].kind = .caption }
        }
    }

    /// `地点：某某厅`, `某报记者：投入怎么样？`: said or filled in, not headings.
    private func labels(_ blocks: inout ContiguousArray<Block>, titles: Set<Int>) {
        for i in blocks.indices where blocks[i].kind == .titleLike && !titles.contains(i) && blocks[i].hint == nil {
            let block = blocks[i]
            guard let colon = page.first(Characters.colon, block.start, block.end) else { continue }
            let last = page.text[block.end - 1]
            let asks = last == 0xFF1F || last == 0x3F || last == 0xFF01
            if colon - block.start <= (asks ? 16 : 6) { blocks[i].kind = .body }
        }
    }

    /// `今年前三季度，省财政`: a clause about time and what follows it are running text, cut short.
    private func openings(_ blocks: inout ContiguousArray<Block>, titles: Set<Int>) {
        for i in blocks.indices where blocks[i].kind == .titleLike && !titles.contains(i) && blocks[i].hint == nil {
            let block = blocks[i]
            if listsOrParts(block), i > 0, blocks[i - 1].kind == .body {
                blocks[i].kind = .body
                continue
            }
            guard page.first(Characters.comma, block.start, block.end) != nil,
                let opener = page.words.end(of: .opener, in: page.text, at: block.start, limit: block.end),
                opener - block.start >= 2
            else { continue }
            blocks[i].kind = .body
        }
    }

    /// More than twenty characters with a comma or a list in them and no gap: no section's heading.
    private func listsOrParts(_ block: Block) -> Bool {
        guard block.count > 20 else { return false }
        var parts = 0
        for i in block.start..<block.end {
            let c = page.text[i]
            if Characters.isSpace(c) || c == Characters.colon || c == 0xFF1F || c == 0xFF01 { return false }
            if c == Characters.comma { parts += 2 }
            if c == Characters.pause { parts += 1 }
        }
        return parts >= 2
    }

    /// Three and more short lines in a row are a list, not headings over nothing.
    private func lists(_ blocks: inout ContiguousArray<Block>, titles: Set<Int>) {
        var i = 0
        while i < blocks.count {
            var j = i
            while j < blocks.count, blocks[j].kind == .titleLike, !titles.contains(j), blocks[j].hint == nil { j += 1 }
            if j - i >= 3 {
                // the last may head the text below
                let headsText = j < blocks.count && blocks[j].kind == .body && blocks[j].count > 60
                for k in i..<(headsText ? j - 1 : j) { blocks[k].kind = .item }
            }
            i = max(j, i + 1)
        }
    }

    /// `地方动态`, `简讯`: the name of a column before a headline.
    private func columnNames(_ blocks: inout ContiguousArray<Block>, titles: Set<Int>) {
        let outline = Outline(page: page)
        for i in blocks.indices where blocks[i].kind == .titleLike && !titles.contains(i) && i + 1 < blocks.count {
            if titles.contains(i + 1), outline.isColumnName(blocks[i]) { blocks[i].kind = .furniture }
        }
    }
}
