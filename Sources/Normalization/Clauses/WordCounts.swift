/// How often each of some words came.
///
/// A `Dictionary` would hash and compare each as normalised text.
struct WordCounts {
    private var slots: [Int32]
    private var entries: [(word: String, hash: UInt32, count: Int)] = []

    init() { slots = Array(repeating: -1, count: 32) }

    /// Words, each counted once.
    var words: Int { entries.count }

    mutating func add(_ word: String) {
        // most come several times in a row
        if let last = entries.indices.last, entries[last].word.equals(word) { entries[last].count += 1; return }
        let hash = Self.hash(word)
        let slot = slot(of: word, hash)
        if slots[slot] >= 0 { entries[Int(slots[slot])].count += 1; return }
        slots[slot] = Int32(truncatingIfNeeded: entries.count)
        entries.append((word, hash, 1))
        if entries.count * 2 > slots.count { grow() }
    }

    func count(of word: String) -> Int {
        let entry = slots[slot(of: word, Self.hash(word))]
        return entry >= 0 ? entries[Int(entry)].count : 0
    }

    /// The slot that holds `word`, or the free one where it belongs.
    private func slot(of word: String, _ hash: UInt32) -> Int {
        var i = Int(hash) & (slots.count - 1)
        while slots[i] >= 0 {
            let entry = Int(slots[i])
            if entries[entry].hash == hash, entries[entry].word.equals(word) { break }
            i = (i + 1) & (slots.count - 1)
        }
        return i
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (k, entry) in entries.enumerated() {
            var i = Int(entry.hash) & (slots.count - 1)
            while slots[i] >= 0 { i = (i + 1) & (slots.count - 1) }
            slots[i] = Int32(truncatingIfNeeded: k)
        }
    }

    private static func hash(_ word: String) -> UInt32 {
        word.withBytes { bytes in
            var hash: UInt32 = 0x811C_9DC5
            for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
            return hash ^ hash >> 15
        }
    }
}
