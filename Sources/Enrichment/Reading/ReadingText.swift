import Facts

/// The articles of a document as one text in reading order, without the line breaks of the page, with the way
/// back to the source.
struct ReadingText: Sendable {
    let scalars: ContiguousArray<UInt32>
    /// Source offset of each scalar, -1 for a break between paragraphs.
    private let sources: ContiguousArray<Int32>
    /// Reading position of each source offset, -1 where it is in no article.
    private let positions: ContiguousArray<Int32>
    let articles: [(ordinal: Int, range: Range<Int>)]
    private let sentenceStarts: ContiguousArray<Int32>

    init(document: Document) {
        var scalars = ContiguousArray<UInt32>()
        var sources = ContiguousArray<Int32>()
        var positions = ContiguousArray<Int32>(repeating: -1, count: document.text.count)
        var articles: [(ordinal: Int, range: Range<Int>)] = []
        scalars.reserveCapacity(document.text.count)
        sources.reserveCapacity(document.text.count)
        let source = document.text.scalars
        let list =
            document.articles.isEmpty
            ? [Article(ordinal: 0, paragraphs: [Paragraph(role: .body, pieces: [TextSpan(0, source.count)])])]
            : document.articles
        for article in list {
            let start = scalars.count
            for paragraph in article.paragraphs where paragraph.role != .furniture {
                for piece in paragraph.pieces {
                    for offset in max(0, piece.start)..<max(max(0, piece.start), min(piece.end, source.count)) {
                        if positions[offset] >= 0 { continue }
                        positions[offset] = Int32(scalars.count)
                        let scalar = source[offset]
                        if scalar == 0x0A || scalar == 0x0D { continue }
                        scalars.append(scalar)
                        sources.append(Int32(offset))
                    }
                }
                scalars.append(0x0A)
                sources.append(-1)
            }
            articles.append((article.ordinal, start..<scalars.count))
        }
        var starts = ContiguousArray<Int32>()
        var fresh = true
        for (i, scalar) in scalars.enumerated() {
            if fresh { starts.append(Int32(i)) }
            // a paragraph that stops at a comma was cut by the page: its sentence goes on in the next
            let isCut = scalar == 0x0A && i > 0 && (scalars[i - 1] == 0xFF0C || scalars[i - 1] == 0x3001)
            fresh = Self.endsSentence(scalar) && !isCut
        }
        self.scalars = scalars
        self.sources = sources
        self.positions = positions
        self.articles = articles
        sentenceStarts = starts
    }

    static func endsSentence(_ scalar: UInt32) -> Bool {
        scalar == 0x3002 || scalar == 0xFF01 || scalar == 0xFF1F || scalar == 0x0A || scalar == 0x21 || scalar == 0x3F
    }

    /// Ends a clause: ， ； : and whatever ends a sentence.
    static func endsClause(_ scalar: UInt32) -> Bool {
        endsSentence(scalar) || scalar == 0xFF0C || scalar == 0xFF1B || scalar == 0x2C || scalar == 0x3B
            || scalar == 0xFF1A
    }

    func position(of source: Int) -> Int? {
        guard source >= 0, source < positions.count, positions[source] >= 0 else { return nil }
        return Int(positions[source])
    }

    func source(of position: Int) -> Int? {
        guard position >= 0, position < sources.count, sources[position] >= 0 else { return nil }
        return Int(sources[position])
    }

    /// The sentence around a position, its end mark included.
    func sentence(at position: Int) -> Range<Int> {
        let i = sentenceIndex(at: position)
        return sentence(i)
    }

    var sentenceCount: Int { sentenceStarts.count }

    func sentence(_ i: Int) -> Range<Int> {
        guard i >= 0, i < sentenceStarts.count else { return 0..<0 }
        return Int(sentenceStarts[i])..<(i + 1 < sentenceStarts.count ? Int(sentenceStarts[i + 1]) : scalars.count)
    }

    /// Number of the sentence around a position.
    func sentenceIndex(at position: Int) -> Int {
        var low = 0
        var high = sentenceStarts.count
        while low < high {
            let middle = (low + high) / 2
            if Int(sentenceStarts[middle]) <= position { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// Where the clause around a position begins, never before its sentence. Looks back at most 200 scalars.
    func clauseStart(at position: Int) -> Int {
        let floor = max(sentence(at: position).lowerBound, position - 200)
        var i = min(position, scalars.count)
        while i > floor, !Self.endsClause(scalars[i - 1]) { i -= 1 }
        return i
    }

    func clauseEnd(at position: Int) -> Int {
        let ceiling = min(sentence(at: position).upperBound, position + 400)
        var i = position
        while i < ceiling, !Self.endsClause(scalars[i]) { i += 1 }
        return i
    }

    func string(_ range: Range<Int>) -> String {
        let low = max(0, min(range.lowerBound, scalars.count))
        let high = max(low, min(range.upperBound, scalars.count))
        return String(scalars: scalars[low..<high])
    }
}
