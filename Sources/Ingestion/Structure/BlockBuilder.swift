import Facts

/// Lines to blocks: wrapped lines joined, table rows marked, each block told what it seems to be.
struct BlockBuilder {
    let page: Page
    /// Roles by offset of the line's first scalar, from a reader that knows its mark-up.
    let hints: [Int: ParagraphRole]
    /// Whether a reader has already made one line of each paragraph.
    let linesAreParagraphs: Bool

    func blocks() throws -> ContiguousArray<Block> {
        let lines = try LineSplitter.lines(of: page.text, deadline: page.deadline)
        let tables = FlatTables(text: page.text)
        let rows = tables.rows(lines), columns = tables.columns(lines)
        let wraps = HardWraps(lines: linesAreParagraphs ? [] : lines, text: page.text)
        let classifier = BlockClassifier(page: page)
        let paragraphIndent = commonIndent(lines)
        var blocks: ContiguousArray<Block> = []
        blocks.reserveCapacity(lines.count)
        var i = 0
        while i < lines.count {
            if i & 0xFFF == 0 { try page.deadline.check() }
            let line = lines[i]
            if rows[i] || columns[i] != nil {
                let last = columns[i] ?? i
                blocks.append(
                    Block(
                        kind: last == i && classifier.isTableCaption(line.start, line.end) ? .tableCaption : .row,
                        pieces: [TextSpan(line.start, lines[last].end)], indent: line.indent, blanks: line.blanks,
                        hint: hints[line.start]))
                i = last + 1
                continue
            }
            var last = i
            if wraps.width != nil, !classifier.standsAlone(line) {
                while last + 1 < lines.count, !rows[last + 1], columns[last + 1] == nil, last - i < 2_000,
                    wraps.continues(lines[last], lines[last + 1], paragraphIndent: paragraphIndent),
                    !classifier.standsAlone(lines[last + 1])
                {
                    last += 1
                }
            }
            var block = Block(
                kind: .body, pieces: last == i ? [TextSpan(line.start, line.end)] : wraps.pieces(lines[i...last]),
                indent: line.indent, blanks: line.blanks, hint: hints.isEmpty ? nil : hints[line.start])
            block.kind = classifier.kind(of: block)
            blocks.append(block)
            i = last + 1
        }
        return blocks
    }

    /// The indent that most long lines have, 0 where they have none.
    private func commonIndent(_ lines: ContiguousArray<Line>) -> Int {
        var counts: [Int: Int] = [:]
        for i in stride(from: 0, to: lines.count, by: max(1, lines.count / 2_000)) {
            counts[lines[i].indent, default: 0] += 1
        }
        let best = counts.filter { $0.key >= 2 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.map { $0.key } ?? 0
    }
}
