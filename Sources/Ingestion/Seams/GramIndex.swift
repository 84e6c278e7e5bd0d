import Facts

/// How often short strings occur on a page, inside its blocks: the page's own evidence of what is a word.
struct GramIndex {
    private var keys: ContiguousArray<UInt64>
    private var counts: ContiguousArray<UInt32>
    private var mask: Int
    private var used = 0

    /// Longest page, in scalars, that is indexed; a longer one is judged by its neighbours alone.
    static let longestPage = 400_000

    init(page: Page, blocks: ContiguousArray<Block>) throws {
        keys = ContiguousArray(repeating: 0, count: 1 << 12)
        counts = ContiguousArray(repeating: 0, count: 1 << 12)
        mask = (1 << 12) - 1
        for (i, block) in blocks.enumerated() {
            if i & 0xFF == 0 { try page.deadline.check() }
            for piece in block.pieces {
                for start in piece.start..<piece.end {
                    var hash: UInt64 = 0
                    for length in 1...4 where start + length <= piece.end {
                        let c = page.text[start + length - 1]
                        guard Characters.isWordly(c) else { break }
                        hash = Self.extended(hash, c)
                        add(hash)
                    }
                }
            }
        }
    }

    /// Occurrences of the string.
    func count(_ scalars: some Collection<UInt32>) -> Int {
        var hash: UInt64 = 0
        for c in scalars { hash = Self.extended(hash, c) }
        var i = Int(truncatingIfNeeded: hash >> 20) & mask
        while keys[i] != 0 {
            if keys[i] == hash { return Int(counts[i]) }
            i = (i + 1) & mask
        }
        return 0
    }

    private mutating func add(_ hash: UInt64) {
        var i = Int(truncatingIfNeeded: hash >> 20) & mask
        while keys[i] != 0 {
            if keys[i] == hash {
                counts[i] &+= 1
                return
            }
            i = (i + 1) & mask
        }
        keys[i] = hash
        counts[i] = 1
        used += 1
        if used * 2 > keys.count { grow() }
    }

    private mutating func grow() {
        let oldKeys = keys
        let oldCounts = counts
        let size = keys.count * 2
        keys = ContiguousArray(repeating: 0, count: size)
        counts = ContiguousArray(repeating: 0, count: size)
        mask = size - 1
        for (k, c) in zip(oldKeys, oldCounts) where k != 0 {
            var i = Int(truncatingIfNeeded: k >> 20) & mask
            while keys[i] != 0 { i = (i + 1) & mask }
            keys[i] = k
            counts[i] = c
        }
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
