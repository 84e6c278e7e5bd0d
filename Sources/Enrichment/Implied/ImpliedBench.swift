import Facts
import Lexicons

/// What the implied rules work on: facts in reading order with the text between them.
struct ImpliedBench {
    let facts: [Fact]
    let meanings: [FactMeaning]
    let text: ReadingText
    /// Facts in reading order.
    let order: [Int]
    private let places: [Range<Int>?]
    /// Sentence number of each fact of ``order``.
    let sentences: [Int]

    init(_ work: EnrichmentWork) {
        facts = work.facts
        meanings = work.result.meanings
        text = work.text
        order = work.order
        places = work.places
        let places = work.places
        let text = work.text
        sentences = work.order.map { text.sentenceIndex(at: places[$0]?.lowerBound ?? 0) }
    }

    func range(_ fact: Int) -> Range<Int> { places[fact] ?? 0..<0 }

    /// The text between two facts, empty where they overlap.
    func gap(_ a: Int, _ b: Int) -> Range<Int> {
        let start = range(a).upperBound
        let end = range(b).lowerBound
        return start..<max(start, end)
    }

    /// A value that a rate or share can be of: not itself a rate, positive, one value.
    func isBase(_ fact: Int) -> Bool {
        let f = facts[fact]
        guard f.from == nil, f.low == f.high, !f.low.isNegative, !f.low.isZero, f.unit != "%", f.unit != "pp",
            f.unit != "x"
        else { return false }
        switch f.category {
        case .change, .share, .technical, .price: return false
        default: return true
        }
    }

    func sameSubject(_ a: Int, _ b: Int) -> Bool {
        let x = meanings[a].subjectID
        let y = meanings[b].subjectID
        return x.isEmpty || y.isEmpty || x == y
    }

    func compatible(_ a: String, _ b: String) -> Bool { a.isEmpty || b.isEmpty || a == b }
}

/// A word's pairs of neighbouring scalars, for how alike two names are.
struct Bigrams {
    private let pairs: Set<UInt64>

    init(_ text: some StringProtocol) {
        var pairs: Set<UInt64> = []
        var previous: UInt32?
        for scalar in text.unicodeScalars {
            if let previous { pairs.insert(UInt64(previous) << 32 | UInt64(scalar.value)) }
            previous = scalar.value
        }
        self.pairs = pairs
    }

    var isEmpty: Bool { pairs.isEmpty }
    /// How much of this name stands in the other, 0 to 100.
    func coverage(by other: Bigrams) -> Int {
        pairs.isEmpty ? 0 : pairs.intersection(other.pairs).count * 100 / pairs.count
    }
}
