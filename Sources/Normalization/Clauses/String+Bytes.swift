/// Tests of short Han texts, byte for byte.
///
/// The standard library's `hasSuffix`, `hasPrefix` and `contains` compare characters by canonical
/// equivalence, thirty times as slow on Han text, where the two say the same.
extension StringProtocol {
    func begins(_ prefix: String) -> Bool {
        utf8.count >= prefix.utf8.count && (compare(with: prefix) { own, other in equal(own, other, at: 0) } ?? utf8.starts(with: prefix.utf8))
    }

    func ends(_ suffix: String) -> Bool {
        utf8.count >= suffix.utf8.count && (compare(with: suffix) { own, other in equal(own, other, at: own.count - other.count) } ?? hasSuffix(suffix))
    }

    func equals(_ other: String) -> Bool {
        utf8.count == other.utf8.count && (compare(with: other) { own, other in equal(own, other, at: 0) } ?? utf8.elementsEqual(other.utf8))
    }

    func holds(_ word: String) -> Bool {
        utf8.count >= word.utf8.count && (compare(with: word) { own, other in position(of: other, in: own) != nil } ?? contains(word))
    }

    /// Where `word` stands first, in bytes.
    func offset(of word: String) -> Int? {
        withBytes { own in word.withBytes { other in position(of: other, in: own) } }
    }

    /// Its scalars, counted by the bytes that begin one.
    var scalarCount: Int {
        withBytes { own in
            var count = 0
            for byte in own { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
            return count
        }
    }

    /// The bytes in one piece, as they lie in native strings.
    @inline(__always)
    func withBytes<Result>(_ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(read) ?? Array(utf8).withUnsafeBufferPointer(read)
    }

    /// The bytes of both; `nil` where they do not lie in one piece, as they do in native strings.
    @inline(__always)
    private func compare(
        with other: String, _ test: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool? {
        utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { other in test(own, other) }
        } ?? nil
    }
}

@inline(__always)
private func position(of other: UnsafeBufferPointer<UInt8>, in own: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !other.isEmpty, own.count >= other.count else { return other.isEmpty ? 0 : nil }
    // the third byte tells Chinese characters apart, the first hardly
    let probe = min(2, other.count - 1), byte = other[probe]
    var start = 0
    while start <= own.count - other.count {
        if own[start + probe] == byte, equal(own, other, at: start) { return start }
        start += 1
    }
    return nil
}

@inline(__always)
private func equal(_ own: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard let first = own.baseAddress, let second = other.baseAddress else { return other.isEmpty }
    // the last byte tells Chinese characters apart, the first hardly
    guard !other.isEmpty, own[start + other.count - 1] == other[other.count - 1] else { return other.isEmpty }
    let a = UnsafeRawPointer(first + start), b = UnsafeRawPointer(second)
    var k = 0
    while k + 8 < other.count {
        guard a.loadUnaligned(fromByteOffset: k, as: UInt64.self) == b.loadUnaligned(fromByteOffset: k, as: UInt64.self) else { return false }
        k += 8
    }
    while k + 1 < other.count, own[start + k] == other[k] { k += 1 }
    return k + 1 >= other.count
}

extension String {
    private static func isWord(_ c: UInt32) -> Bool { Scalars.isLetter(c) || c >= 0x30 && c <= 0x39 }

    /// The scalars of `range` as a string, white space and line breaks dropped but for blanks between English words.
    init(unspaced text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) {
        // no more than it takes: up to 15 bytes are held without an allocation
        var length = 0
        for i in range {
            let c = text[i]
            length += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4
        }
        self.init(unsafeUninitializedCapacity: length) { bytes in
            var n = 0
            for i in range {
                let c = text[i]
                switch c {
                case " " where n > 0 && Self.isWord(UInt32(bytes[n - 1])) && i + 1 < range.upperBound && Self.isWord(text[i + 1]):
                    // rare earth magnets
                    bytes[n] = 0x20
                    n += 1
                case _ where Scalars.isSpace(c): continue
                case 0..<0x80:
                    bytes[n] = UInt8(truncatingIfNeeded: c)
                    n += 1
                case 0x80..<0x800:
                    bytes[n] = UInt8(truncatingIfNeeded: 0xC0 | c >> 6)
                    bytes[n + 1] = UInt8(truncatingIfNeeded: 0x80 | c & 0x3F)
                    n += 2
                case 0xD800...0xDFFF: continue
                case 0x800..<0x10000:
                    bytes[n] = UInt8(truncatingIfNeeded: 0xE0 | c >> 12)
                    bytes[n + 1] = UInt8(truncatingIfNeeded: 0x80 | c >> 6 & 0x3F)
                    bytes[n + 2] = UInt8(truncatingIfNeeded: 0x80 | c & 0x3F)
                    n += 3
                case 0x10000...0x10FFFF:
                    bytes[n] = UInt8(truncatingIfNeeded: 0xF0 | c >> 18)
                    bytes[n + 1] = UInt8(truncatingIfNeeded: 0x80 | c >> 12 & 0x3F)
                    bytes[n + 2] = UInt8(truncatingIfNeeded: 0x80 | c >> 6 & 0x3F)
                    bytes[n + 3] = UInt8(truncatingIfNeeded: 0x80 | c & 0x3F)
                    n += 4
                default: continue
                }
            }
            return n
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar whose UTF-8 begins at `i`, which moves behind it.
    @inline(__always)
    func scalar(at i: inout Int) -> UInt32 {
        let lead = UInt32(self[i])
        let more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var scalar = more == 0 ? lead : lead & (0x3F >> UInt32(more))
        let end = Swift.min(i + 1 + more, count)
        i += 1
        while i < end {
            scalar = scalar << 6 | UInt32(self[i] & 0x3F)
            i += 1
        }
        return scalar
    }
}
