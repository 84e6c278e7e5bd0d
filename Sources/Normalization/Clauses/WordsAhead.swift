/// Words that may stand at a place of a text, asked for in their order.
///
/// Most scalars begin none of them, and one look at a mask says so.
struct WordsAhead: Sendable, ExpressibleByArrayLiteral {
    private let words: [[UInt32]]
    /// The low six bits of their first scalars.
    private var mask: UInt64 = 0

    init(arrayLiteral words: String...) { self.init(words) }

    init(_ words: [String]) {
        self.words = words.map { $0.unicodeScalars.map(\.value) }
        for first in firsts { mask |= 1 << UInt64(first & 63) }
    }

    var firsts: [UInt32] { words.compactMap(\.first) }

    /// The first word of the list that stands at `i` and ends before `limit`: its place in the list, and where it ends.
    @inline(__always)
    func match(in text: UnsafeBufferPointer<UInt32>, at i: Int, limit: Int) -> (index: Int, end: Int)? {
        guard i >= 0, i < limit, mask >> UInt64(text[i] & 63) & 1 != 0 else { return nil }
        return firstMatch(text, i, limit)
    }

    @inline(never)
    private func firstMatch(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ limit: Int) -> (index: Int, end: Int)? {
        var n = 0
        while n < words.count {
            let count = words[n].count
            if i + count <= limit {
                var k = 0
                while k < count, text[i + k] == words[n][k] { k += 1 }
                if k == count { return (n, i + count) }
            }
            n += 1
        }
        return nil
    }
}
