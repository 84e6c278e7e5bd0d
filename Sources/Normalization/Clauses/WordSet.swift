/// Words of a rule, asked for by the scalars of a text (white space in them dropped) or by a string.
///
/// A `Set<String>` would make a string of every candidate and hash it as normalised text.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
    private var slots: [Int32]
    /// Where each word lies in ``scalars``.
    private var words: [Range<Int>] = []
    private var scalars: [UInt32] = []
    private let mask: UInt32

    init(arrayLiteral list: String...) {
        var size = 8
        while size < list.count * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = UInt32(size - 1)
        for word in list {
            let start = scalars.count
            scalars += word.unicodeScalars.map(\.value)
            var i = Int(scalars[start...].reduce(Self.seed, Self.mixed) & mask)
            while slots[i] >= 0 { i = (i + 1) & Int(mask) }
            slots[i] = Int32(words.count)
            words.append(start..<scalars.count)
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
            if scalars[words[Int(slots[i])]].elementsEqual(word.unicodeScalars.lazy.map(\.value)) { return true }
            i = (i + 1) & Int(mask)
        }
        return false
    }

    @inline(__always)
    private func matches(_ word: Range<Int>, _ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        var k = word.lowerBound
        for i in range where !Scalars.isSpace(text[i]) {
            guard k < word.upperBound, scalars[k] == text[i] else { return false }
            k += 1
        }
        return k == word.upperBound
    }

    private static let seed: UInt32 = 0x811C_9DC5
    @inline(__always)
    private static func mixed(_ hash: UInt32, _ scalar: UInt32) -> UInt32 {
        let h = (hash ^ scalar) &* 0x0100_0193
        return h ^ h >> 15
    }
}
