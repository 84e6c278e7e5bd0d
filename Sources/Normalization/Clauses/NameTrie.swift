/// Names that one text introduces, for finding all their mentions in one pass.
///
/// Small to make, unlike a ``WordTrie``, because each article has its own.
struct NameTrie {
    private var children: [UInt64: Int32] = [:]
    /// Name that ends at each node, or -1.
    private var names: [Int32] = [-1]
    /// The first scalars, by their low bits: most positions of a text cost one test.
    private var firsts: [UInt64] = Array(repeating: 0, count: 64)

    /// Adds a name under `index`; the first of equal names stays.
    mutating func insert(_ name: some Collection<UInt32>, index: Int) {
        guard let first = name.first else { return }
        firsts[Int(first >> 6 & 63)] |= 1 << UInt64(first & 63)
        var node: Int32 = 0
        for scalar in name {
            let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)
            if let next = children[key] { node = next } else {
                node = Int32(names.count)
                names.append(-1)
                children[key] = node
            }
        }
        if names[Int(node)] < 0 { names[Int(node)] = Int32(index) }
    }

    /// The first position in `range` where a name may begin, else its end.
    @inline(__always)
    func firstPossible(in text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int {
        firsts.withUnsafeBufferPointer { firsts in
            var i = range.lowerBound
            while i < range.upperBound, firsts[Int(text[i] >> 6 & 63)] & 1 << UInt64(text[i] & 63) == 0 { i += 1 }
            return i
        }
    }

    /// Calls `body` with each name that begins at `start` and where it ends, shortest first.
    @inline(__always)
    func forEach(in text: UnsafeBufferPointer<UInt32>, at start: Int, _ body: (_ index: Int, _ end: Int) -> Void) {
        guard firsts[Int(text[start] >> 6 & 63)] & 1 << UInt64(text[start] & 63) != 0 else { return }
        var node: Int32 = 0
        var i = start
        while i < text.count, let next = children[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(text[i])] {
            node = next
            i += 1
            if names[Int(node)] >= 0 { body(Int(names[Int(node)]), i) }
        }
    }
}
