import Facts

/// Joins lines that were wrapped at a fixed width back into paragraphs.
///
/// A text counts as wrapped where many lines are about as wide as the widest ones and do not end
/// a sentence. A text with a paragraph on each line has lines of every width.
struct HardWraps {
    /// Width of a full line in display columns, or `nil` where the text is not wrapped.
    let width: Int?
    /// Blank lines between two lines of a paragraph: one where a page was set with a blank line behind each.
    private let gap: Int
    private let text: UnsafeBufferPointer<UInt32>

    init(lines: ContiguousArray<Line>, text: UnsafeBufferPointer<UInt32>) {
        self.text = text
        gap = lines.count >= 8 && lines.dropFirst().count(where: { $0.blanks == 1 }) * 10 >= (lines.count - 1) * 8 ? 1 : 0
        width = Self.width(of: lines, gap: gap, in: text)
    }

    /// - Note: looks at 4,000 lines spread over the text.
    private static func width(of lines: ContiguousArray<Line>, gap: Int, in text: UnsafeBufferPointer<UInt32>) -> Int? {
        let step = max(1, lines.count / 4_000)
        var widths: [Int] = []
        var opens: [Bool] = []
        for i in stride(from: 0, to: lines.count, by: step) {
            let line = lines[i]
            // a line far wider than any terminal or column is a paragraph, whatever stands in it
            if line.count > 200 {
                widths.append(1_000)
            } else {
                widths.append(line.indent + (line.start..<line.end).reduce(0) { $0 + Characters.width(text[$1]) })
            }
            // a break inside a paragraph is followed by a line that begins flush, with nothing between
            let followed = i + 1 < lines.count && lines[i + 1].blanks == gap && lines[i + 1].indent <= line.indent
            opens.append(followed && !Endings.isComplete(text, line.start, line.end))
        }
        guard widths.count >= 6 else { return nil }
        let sorted = widths.sorted()
        let full = sorted[min(sorted.count - 1, sorted.count * 9 / 10)]
        guard full >= 24, full <= 160 else { return nil }
        guard sorted[sorted.count - 1] <= full + 8 else { return nil }
        var near = 0
        var open = 0
        for (i, width) in widths.enumerated() where width >= full - 5 {
            near += 1
            if opens[i] { open += 1 }
        }
        guard near >= 3, near * 5 >= widths.count, open >= 3, open * 10 >= near * 6 else { return nil }
        return full
    }

    /// Whether the paragraph of `line` goes on in `next`.
    func continues(_ line: Line, _ next: Line, paragraphIndent: Int) -> Bool {
        guard let width, next.blanks == gap else { return false }
        if next.indent >= line.indent + 2, next.indent >= 2, next.indent != paragraphIndent || paragraphIndent == 0 {
            return false
        }
        if next.indent >= 2, paragraphIndent >= 2, line.indent < 2 { return false }
        let columns = line.indent + (line.start..<line.end).reduce(0) { $0 + Characters.width(text[$1]) }
        return columns >= width - 5
    }

    /// The pieces of wrapped lines. Where Latin words meet, the break stays inside, as their space.
    func pieces(_ lines: ArraySlice<Line>) -> [TextSpan] {
        var pieces: [TextSpan] = []
        for line in lines {
            if let last = pieces.last, Characters.isLatin(text[last.end - 1]) || text[last.end - 1] == 0x2C,
                Characters.isLatin(text[line.start])
                    || (text[last.end - 1] == 0x2C && Characters.isDigit(text[line.start]))
            {
                pieces[pieces.count - 1].end = line.end
            } else {
                pieces.append(TextSpan(line.start, line.end))
            }
        }
        return pieces
    }
}
