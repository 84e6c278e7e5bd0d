/// Words of a rule, asked for by the scalars of a text (white space in them dropped) or by a string.
///
/// A `Set<String>` would make a string of every candidate and hash it as normalised text.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
    private var slots: [Int32]
    /// Where each word lies in ``scalars``, and where as UTF-8 in ``bytes``.
    private var words: [(scalars: Range<Int>, bytes: Range<Int>)] = []
    private var scalars: [UInt32] = []
    private var bytes: [UInt8] = []
    private let mask: UInt32
    /// The low six bits of the words' last scalars, which are those of their last bytes too, and of their lengths in
    /// bytes: most texts that are no word end like none or are as long as none.
    private var lasts: UInt64 = 0, lengths: UInt64 = 0

    init(arrayLiteral list: String...) {
        var size = 8
        while size < list.count * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = UInt32(size - 1)
        for word in list {
            let first = (scalars: scalars.count, bytes: bytes.count)
            scalars += word.unicodeScalars.map(\.value)
            bytes += word.utf8
            lasts |= 1 << UInt64((scalars.last ?? 0) & 63)
            lengths |= 1 << UInt64(word.utf8.count & 63)
            var i = Int(scalars[first.scalars...].reduce(Self.seed, Self.mixed) & mask)
            while slots[i] >= 0 { i = (i + 1) & Int(mask) }
            slots[i] = Int32(words.count)
            words.append((first.scalars..<scalars.count, first.bytes..<bytes.count))
        }
    }

    func contains(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, case let last = text[range.upperBound - 1], lasts >> UInt64(last & 63) & 1 != 0 || Scalars.isSpace(last) else { return false }
        var hash = Self.seed
        for i in range where !Scalars.isSpace(text[i]) { hash = Self.mixed(hash, text[i]) }
        var i = Int(hash & mask)
        while slots[i] >= 0 {
            if matches(words[Int(slots[i])].scalars, text, range) { return true }
            i = (i + 1) & Int(mask)
        }
        return false
    }

    func contains(_ word: String) -> Bool {
        guard lengths >> UInt64(word.utf8.count & 63) & 1 != 0 else { return false }
        return word.withBytes { own in
            guard let last = own.last, lasts >> UInt64(last & 63) & 1 != 0 else { return false }
            var hash = Self.seed
            var i = 0
            while i < own.count { hash = Self.mixed(hash, own.scalar(at: &i)) }
            i = Int(hash & mask)
            while slots[i] >= 0 {
                if matches(words[Int(slots[i])].bytes, own) { return true }
                i = (i + 1) & Int(mask)
            }
            return false
        }
    }

    @inline(__always)
    private func matches(_ word: Range<Int>, _ own: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count == own.count else { return false }
        var k = 0
        while k < own.count {
            guard bytes[word.lowerBound + k] == own[k] else { return false }
            k += 1
        }
        return true
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
