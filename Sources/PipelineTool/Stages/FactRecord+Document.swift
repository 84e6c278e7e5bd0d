import Facts
import PipelineEngine
import Store

extension FactRecord {
    /// A fact with its identity and its sentence, cut from the document.
    init(of fact: Fact, in document: Document) {
        let key = "\(document.name)\u{1F}\(fact.span.start)\u{1F}\(fact.surface)\u{1F}\(fact.category.rawValue)"
        let line = SentenceLine(fact.sentence.isEmpty ? [fact.span] : fact.sentence, in: document.text)
        let quote = line.place(of: fact.pieces.isEmpty ? [fact.span] : fact.pieces)
        self.init(
            id: String(Digest.of(key).description.prefix(16)), fact: fact, sentence: line.text, quoteStart: quote.start,
            quoteLength: quote.count)
    }
}

/// Source pieces as one line of text that remembers where each scalar stood.
struct SentenceLine {
    private var scalars = ContiguousArray<UInt32>()
    private var origins = ContiguousArray<Int>()

    init(_ pieces: [TextSpan], in source: SourceText) {
        var pendingBreak = false
        for piece in pieces {
            for offset in max(0, piece.start)..<max(0, piece.start, min(piece.end, source.count)) {
                let scalar = source.scalars[offset]
                if scalar == 0x0A || scalar == 0x0D {
                    pendingBreak = true
                    continue
                }
                if scalars.isEmpty || pendingBreak, Self.isBlank(scalar) { continue }
                if pendingBreak, let last = scalars.last, Self.isLatin(last), Self.isLatin(scalar) {
                    scalars.append(0x20)
                    origins.append(-1)
                }
                pendingBreak = false
                scalars.append(scalar)
                origins.append(offset)
            }
        }
        while let last = scalars.last, Self.isBlank(last) {
            scalars.removeLast()
            origins.removeLast()
        }
    }

    var text: String { String(scalars: scalars) }

    /// Where those pieces of the source stand in ``text``; empty at 0 where they do not.
    func place(of pieces: [TextSpan]) -> TextSpan {
        let hits = origins.indices.filter { index in pieces.contains { $0.contains(origins[index]) } }
        guard let first = hits.first, let last = hits.last else { return TextSpan(0, 0) }
        return TextSpan(first, last + 1)
    }

    private static func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 0x09 || scalar == 0x3000 || scalar == 0xA0 }

    /// Words of scripts that are written with spaces.
    private static func isLatin(_ scalar: UInt32) -> Bool {
        (0x30...0x39).contains(scalar) || (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
    }
}
