import Facts

/// How often short strings occur on a page, inside its blocks: the page's own evidence of what is a word.
struct GramIndex {
    private var counts: GramCounts

    /// Longest page, in scalars, that is indexed; a longer one is judged by its neighbours alone.
    static let longestPage = 400_000

    init(page: Page, blocks: ContiguousArray<Block>) throws {
        // two in three strings of up to four characters occur once
        counts = GramCounts(expected: blocks.reduce(0) { $0 + $1.count } * 2)
        for (i, block) in blocks.enumerated() {
            if i & 0xFF == 0 { try page.deadline.check() }
            for piece in block.pieces {
                for start in piece.start..<piece.end {
                    var hash: UInt64 = 0
                    for length in 1...4 where start + length <= piece.end {
                        let c = page.text[start + length - 1]
                        guard Characters.isWordly(c) else { break }
                        hash = Self.extended(hash, c)
                        counts.add(hash)
                    }
                }
            }
        }
    }

    /// Occurrences of the string.
    func count(_ scalars: some Collection<UInt32>) -> Int {
        var hash: UInt64 = 0
        for c in scalars { hash = Self.extended(hash, c) }
        return counts[hash]
    }

    /// Never 0, so that 0 can mean an empty slot.
    static func extended(_ hash: UInt64, _ c: UInt32) -> UInt64 {
        var h = (hash ^ UInt64(c)) &* 0x9E37_79B9_7F4A_7C15
        h ^= h >> 29
        h = h &* 0xBF58_476D_1CE4_E5B9
        h ^= h >> 32
        return h | 1
    }
}
