/// A name as a key: a division by its code, anything else by its scalars, white space in them dropped.
///
/// Keys of one text alone are compared.
struct NameKey: Hashable {
    private let code: Int
    private let text: UnsafeBufferPointer<UInt32>
    private let range: Range<Int>
    private let hash: UInt64

    init(code: Int) {
        self.code = code
        text = UnsafeBufferPointer(start: nil, count: 0)
        range = 0..<0
        hash = UInt64(truncatingIfNeeded: code)
    }

    init(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) {
        code = -1
        self.text = text
        self.range = range
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for i in range where !Scalars.isSpace(text[i]) { hash = (hash ^ UInt64(text[i])) &* 0x0000_0100_0000_01B3 }
        self.hash = hash
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    static func == (a: NameKey, b: NameKey) -> Bool {
        guard a.code == b.code, a.hash == b.hash else { return false }
        var i = a.range.lowerBound, j = b.range.lowerBound
        while true {
            while i < a.range.upperBound, Scalars.isSpace(a.text[i]) { i += 1 }
            while j < b.range.upperBound, Scalars.isSpace(b.text[j]) { j += 1 }
            guard i < a.range.upperBound, j < b.range.upperBound else { return i == a.range.upperBound && j == b.range.upperBound }
            guard a.text[i] == b.text[j] else { return false }
            i += 1
            j += 1
        }
    }
}
