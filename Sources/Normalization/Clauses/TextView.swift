/// A stretch of a text, asked for Han words in place: what ``Reading/string(_:)`` would hold, without making it.
///
/// White space in the stretch is passed over, as a string of it drops it. The words asked for hold no white
/// space and no Latin letters.
struct TextView {
    private let text: UnsafeBufferPointer<UInt32>
    private let range: Range<Int>

    init(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) {
        self.text = text
        self.range = range
    }

    /// The last scalar that is no white space.
    var last: UInt32? { range.last { !Scalars.isSpace(text[$0]) }.map { text[$0] } }

    @inline(__always)
    func begins(_ word: StaticString) -> Bool { end(of: word, from: range.lowerBound) != nil }

    /// Whether it is `word` and nothing else.
    func equals(_ word: StaticString) -> Bool {
        guard var i = end(of: word, from: range.lowerBound) else { return false }
        while i < range.upperBound, Scalars.isSpace(text[i]) { i += 1 }
        return i == range.upperBound
    }

    func ends(_ word: StaticString) -> Bool {
        var i = range.upperBound
        return word.withUTF8Buffer { bytes in
            var k = bytes.count
            while k > 0 {
                let scalar = Self.scalar(bytes, endingAt: &k)
                while i > range.lowerBound, Scalars.isSpace(text[i - 1]) { i -= 1 }
                guard i > range.lowerBound, text[i - 1] == scalar else { return false }
                i -= 1
            }
            return true
        }
    }

    func holds(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { bytes in
            var k = 0
            let first = bytes.scalar(at: &k)
            var i = range.lowerBound
            while i < range.upperBound {
                if text[i] == first, end(of: bytes, from: i) != nil { return true }
                i += 1
            }
            return false
        }
    }

    /// Where `word` ends that begins at `start`, white space before it passed over.
    @inline(__always)
    private func end(of word: StaticString, from start: Int) -> Int? { word.withUTF8Buffer { end(of: $0, from: start) } }

    @inline(__always)
    private func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var i = start
        var k = 0
        while k < bytes.count {
            let scalar = bytes.scalar(at: &k)
            while i < range.upperBound, Scalars.isSpace(text[i]) { i += 1 }
            guard i < range.upperBound, text[i] == scalar else { return nil }
            i += 1
        }
        return i
    }

    /// The scalar whose bytes end at `k`, which moves before them.
    @inline(__always)
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, endingAt k: inout Int) -> UInt32 {
        var start = k - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        k = start
        var i = start
        return bytes.scalar(at: &i)
    }
}
