/// Numbers by word, byte for byte, for what is looked up thousands of times while the tables load.
///
/// A `Dictionary` of strings hashes Chinese as normalised text, some hundred times as long.
struct WordNumbers {
    private var slots: [Int32]
    private var entries: [(word: String, number: Int)] = []
    private var mask: Int

    init(expected: Int = 0) {
        var size = 16
        while size < expected * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
        entries.reserveCapacity(expected)
    }

    subscript(word: String) -> Int? {
        let slot = slots[place(of: word)]
        return slot >= 0 ? entries[Int(slot)].number : nil
    }

    /// Gives `word` its number, unless it has one.
    ///
    /// - Returns: the number that it had, or `nil`.
    mutating func insert(_ word: String, _ number: Int) -> Int? {
        let i = place(of: word)
        if slots[i] >= 0 { return entries[Int(slots[i])].number }
        slots[i] = Int32(entries.count)
        entries.append((word, number))
        if entries.count * 2 > slots.count { grow() }
        return nil
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for (n, entry) in entries.enumerated() {
            var i = Self.hash(entry.word) & mask
            while slots[i] >= 0 { i = (i + 1) & mask }
            slots[i] = Int32(n)
        }
    }

    private func place(of word: String) -> Int {
        var i = Self.hash(word) & mask
        while slots[i] >= 0, !Self.equal(entries[Int(slots[i])].word, word) { i = (i + 1) & mask }
        return i
    }

    private static func equal(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

    private static func hash(_ word: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        // the last bytes of a word have reached few bits yet
        return Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
