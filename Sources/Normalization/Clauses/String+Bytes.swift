/// Tests of short Han texts, byte for byte.
///
/// The standard library's `hasSuffix`, `hasPrefix` and `contains` compare characters by canonical
/// equivalence, thirty times as slow on Han text, where the two say the same.
extension StringProtocol {
    func begins(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    func ends(_ suffix: String) -> Bool {
        let own = utf8, other = suffix.utf8
        guard let start = own.index(own.endIndex, offsetBy: -other.count, limitedBy: own.startIndex) else { return false }
        return own[start...].elementsEqual(other)
    }

    func holds(_ word: String) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { own in
            word.utf8.withContiguousStorageIfAvailable { other in
                guard let first = other.first, own.count >= other.count else { return other.isEmpty }
                for start in 0...(own.count - other.count) where own[start] == first {
                    var k = 1
                    while k < other.count, own[start + k] == other[k] { k += 1 }
                    if k == other.count { return true }
                }
                return false
            }
        }
        // both are native strings, whose bytes lie in one piece
        return (found ?? nil) ?? contains(word)
    }
}

extension String {
    /// The scalars of `range` as a string, white space and line breaks dropped.
    init(unspaced text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) {
        self.init(unsafeUninitializedCapacity: range.count * 4) { bytes in
            var n = 0
            for i in range {
                let c = text[i]
                switch c {
                case " ", "\n", "\r", "\t", 0x3000: continue
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
