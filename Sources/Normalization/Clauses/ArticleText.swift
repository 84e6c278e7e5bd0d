import Facts
import Lexicons

/// The text of one article in reading order, every scalar traceable to the source.
///
/// Paragraphs stand one behind the other, divided by a line feed that no source scalar backs;
/// the pieces of a paragraph cut by a column break are joined without one. A blank inside a word of a running
/// paragraph (`全 国`, where a line of the printed page ended) is left out.
struct ArticleText: Sendable {
    struct Block: Sendable {
        var range: Range<Int>
        var role: ParagraphRole
    }

    private(set) var scalars: ContiguousArray<UInt32> = []
    private(set) var blocks: [Block] = []
    /// Start of each run of scalars here and in the source, ascending in `here`.
    private var runs: [(here: Int, source: Int)] = []

    /// - Parameter pairs: what stands side by side in common words.
    init(article: Article, text: SourceText, pairs: CharacterPairsTable) {
        scalars.reserveCapacity(article.paragraphs.reduce(0) { $0 + $1.pieces.reduce(0) { $0 + $1.count } + 1 })
        for paragraph in article.paragraphs {
            let start = scalars.count
            for piece in paragraph.pieces {
                let clamped = TextSpan(max(0, piece.start), min(piece.end, text.count))
                guard !clamped.isEmpty else { continue }
                var start = clamped.start
                if paragraph.role == .body || paragraph.role == .lead {
                    text.scalars.withUnsafeBufferPointer { all in
                        for i in clamped.start + 1..<max(clamped.start + 1, clamped.end - 1) where all[i] == " " && Scalars.isHan(all[i - 1]) && Scalars.isHan(all[i + 1]) && Self.cutsWord(all, i, within: clamped, pairs) {
                            append(all, start, i)
                            start = i + 1
                        }
                    }
                }
                text.scalars.withUnsafeBufferPointer { append($0, start, clamped.end) }
            }
            blocks.append(Block(range: start..<scalars.count, role: paragraph.role))
            runs.append((scalars.count, -1))
            scalars.append("\n")
        }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) {
        runs.append((scalars.count, start))
        scalars.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
    }

    /// Whether the blank at `i` stands inside a common word, and in no row of blanks and words.
    private static func cutsWord(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, within piece: TextSpan, _ pairs: CharacterPairsTable) -> Bool {
        guard pairs.weight(text[i - 1], text[i + 1]) > 0 else { return false }
        return !(max(piece.start, i - 5)..<i).contains { Scalars.isSpace(text[$0]) } && !(i + 1..<min(piece.end, i + 6)).contains { Scalars.isSpace(text[$0]) }
    }

    /// The source span of `here` where it lies in one run, as most figures do; else `nil`.
    func span(of here: Range<Int>) -> TextSpan? {
        let run = index(of: here.lowerBound)
        guard !here.isEmpty, run < runs.count, runs[run].source >= 0, here.upperBound <= (run + 1 < runs.count ? runs[run + 1].here : scalars.count) else { return nil }
        let start = runs[run].source + here.lowerBound - runs[run].here
        return TextSpan(start, start + here.count)
    }

    /// The source spans of `here`, joined where only white space stands between them.
    ///
    /// - Returns: at least one span; several for a figure cut across columns.
    func source(of here: Range<Int>, in text: SourceText) -> [TextSpan] {
        var spans: [TextSpan] = []
        var position = here.lowerBound
        var run = index(of: position)
        while position < here.upperBound, run < runs.count {
            let stop = min(here.upperBound, run + 1 < runs.count ? runs[run + 1].here : scalars.count)
            if runs[run].source >= 0 {
                let start = runs[run].source + position - runs[run].here
                let span = TextSpan(start, start + stop - position)
                if let last = spans.last, last.end <= span.start, onlySpace(text, last.end, span.start) {
                    spans[spans.count - 1].end = span.end
                } else {
                    spans.append(span)
                }
            }
            position = stop
            run += 1
        }
        return spans
    }

    private func onlySpace(_ text: SourceText, _ a: Int, _ b: Int) -> Bool {
        guard b - a <= 16 else { return false }
        return text.scalars[a..<b].allSatisfy { $0 == "\n" || $0 == "\r" || $0 == " " || $0 == 0x3000 || $0 == "\t" }
    }

    private func index(of position: Int) -> Int { max(0, runs.firstIndex(past: { $0.here <= position }) - 1) }
}
