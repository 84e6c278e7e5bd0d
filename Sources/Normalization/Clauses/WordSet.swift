/// Words of a rule, asked for by the scalars of a text (white space in them dropped) or by a string.
///
/// A `Set<String>` would make a string of every candidate and hash it as normalised text.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
    private var slots: [Int32]
    private var words: [[UInt32]] = []
    private let mask: UInt32

    init(arrayLiteral list: String...) {
        var size = 8
        while size < list.count * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = UInt32(size - 1)
        for word in list {
            let scalars = word.unicodeScalars.map(\.value)
            var i = Int(scalars.reduce(Self.seed, Self.mixed) & mask)
            while slots[i] >= 0 { i = (i + 1) & Int(mask) }
            slots[i] = Int32(words.count)
            words.append(scalars)
        }
    }

    func contains(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        var hash = Self.seed
        for i in range where !Scalars.isSpace(text[i]) { hash = Self.mixed(hash, text[i]) }
        var i = Int(hash & mask)
        while slots[i] >= 0 {
            if matches(words[Int(slots[i])], text, range) { return true }
            i = (i + 1) & Int(mask)
        }
        return false
    }

    func contains(_ word: String) -> Bool {
        var hash = Self.seed
        for scalar in word.unicodeScalars { hash = Self.mixed(hash, scalar.value) }
        var i = Int(hash & mask)
        while slots[i] >= 0 {
            if words[Int(slots[i])].elementsEqual(word.unicodeScalars.lazy.map(\.value)) { return true }
            i = (i + 1) & Int(mask)
        }
        return false
    }

    private func matches(_ word: [UInt32], _ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        var k = 0
        for i in range where !Scalars.isSpace(text[i]) {
            guard k < word.count, word[k] == text[i] else { return false }
            k += 1
        }
        return k == word.count
    }

    private static let seed: UInt32 = 0x811C_9DC5
    @inline(__always)
    private static func mixed(_ hash: UInt32, _ scalar: UInt32) -> UInt32 {
        let h = (hash ^ scalar) &* 0x0100_0193
        return h ^ h >> 15
    }
}
