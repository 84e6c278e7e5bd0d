/// Words of a table compiled for longest-match lookup at a position of a scalar text.
///
/// Values are small integers that the owner maps to its rows. Lookup costs one table read where
/// no word begins, and one hash probe per further scalar.
@frozen
public struct WordTrie: Sendable {
    /// One step: the node and scalar it leaves from, the node it leads to and the value of the word that ends there, or -1.
    /// All in one piece, for between two documents the tables leave the cache, and each further place costs a trip to memory.
    @frozen @usableFromInline
    struct Step: Sendable {
        @usableFromInline var key: UInt64
        @usableFromInline var node: Int32
        @usableFromInline var value: Int32

        static let empty = Step(key: .max, node: -1, value: -1)
    }

    @usableFromInline var roots: ContiguousArray<Int32>
    @usableFromInline var steps: ContiguousArray<Step>
    /// Of the word that ends at each node, or -1; asked for words of one scalar.
    @usableFromInline var values: ContiguousArray<Int32>
    @usableFromInline var mask: Int
    /// The pairs of scalars that words begin with, by a hash: tells in one near load that none begins here.
    @usableFromInline var pairs: ContiguousArray<UInt64>
    /// The words of one scalar, by its low eight bits: most look-ups end here and at ``pairs``, before the large tables.
    @usableFromInline var singles: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    @usableFromInline var used = 0

    public init() {
        pairs = ContiguousArray(repeating: 0, count: 1024)
        roots = ContiguousArray(repeating: -1, count: 0x10000)
        steps = ContiguousArray(repeating: .empty, count: 1024)
        mask = 1023
        values = []
    }

    public init(words: some Sequence<(String, Int)>) {
        self.init()
        for (word, value) in words { insert(word, value: value) }
    }

    /// Adds `word`; a later value for the same word replaces the earlier one.
    public mutating func insert(_ word: String, value: Int) {
        var node: Int32 = -1
        var last = -1
        var first: UInt32 = 0, length = 0
        for scalar in word.unicodeScalars {
            if length == 0 { first = scalar.value }
            if length == 1 {
                let bit = Self.pairBit(first, scalar.value)
                pairs[bit >> 6] |= 1 << UInt64(bit & 63)
            }
            length += 1
            if node < 0 { node = root(for: scalar.value) } else {
                last = step(from: node, scalar.value)
                node = steps[last].node
            }
        }
        if node >= 0 { values[Int(node)] = Int32(value) }
        if length == 1 { mark(single: first) }
        if last >= 0 { steps[last].value = Int32(value) }
    }

    private mutating func mark(single scalar: UInt32) {
        let bit = UInt64(1) << UInt64(scalar & 63)
        switch scalar >> 6 & 3 {
        case 0: singles.0 |= bit
        case 1: singles.1 |= bit
        case 2: singles.2 |= bit
        default: singles.3 |= bit
        }
    }

    /// Whether `scalar` alone may be a word; `false` is sure.
    @inlinable @inline(__always)
    func mayBeWord(_ scalar: UInt32) -> Bool {
        let bits: UInt64
        switch scalar >> 6 & 3 {
        case 0: bits = singles.0
        case 1: bits = singles.1
        case 2: bits = singles.2
        default: bits = singles.3
        }
        return bits >> UInt64(scalar & 63) & 1 != 0
    }

    private mutating func newNode() -> Int32 {
        values.append(-1)
        return Int32(values.count - 1)
    }

    private mutating func root(for scalar: UInt32) -> Int32 {
        let slot = Int(scalar & 0xFFFF)
        if scalar < 0x10000 {
            if roots[slot] < 0 { roots[slot] = newNode() }
            return roots[slot]
        }
        return steps[step(from: 0x7FFF_FFFF, scalar)].node
    }

    /// The index of the step from `node`, made where there is none.
    private mutating func step(from node: Int32, _ scalar: UInt32) -> Int {
        let key = Self.key(node, scalar)
        if used * 2 >= steps.count { grow() }
        var i = Self.slot(key, mask)
        while steps[i].key != .max {
            if steps[i].key == key { return i }
            i = (i + 1) & mask
        }
        steps[i] = Step(key: key, node: newNode(), value: -1)
        used += 1
        return i
    }

    private mutating func grow() {
        let old = steps
        let size = old.count * 2
        steps = ContiguousArray(repeating: .empty, count: size)
        mask = size - 1
        for step in old where step.key != .max {
            var i = Self.slot(step.key, mask)
            while steps[i].key != .max { i = (i + 1) & mask }
            steps[i] = step
        }
    }

    @inlinable @inline(__always)
    static func key(_ node: Int32, _ scalar: UInt32) -> UInt64 { UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar) }

    @inlinable @inline(__always)
    static func slot(_ key: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask }

    /// Where the step from `node` leads, and the value of the word that ends there; both -1 where there is none.
    @inlinable @inline(__always)
    func next(_ node: Int32, _ scalar: UInt32) -> (node: Int32, value: Int32) {
        let key = Self.key(node, scalar)
        var i = Self.slot(key, mask)
        while true {
            let step = steps[i]
            if step.key == key { return (step.node, step.value) }
            if step.key == .max { return (-1, -1) }
            i = (i + 1) & mask
        }
    }

    @inlinable @inline(__always)
    func rootNode(_ scalar: UInt32) -> Int32 {
        scalar < 0x10000 ? roots[Int(scalar)] : next(0x7FFF_FFFF, scalar).node
    }

    @inlinable @inline(__always)
    public static func pairBit(_ first: UInt32, _ second: UInt32) -> Int {
        Int(((first &* 0x9E37_79B1) ^ (second &* 0x85EB_CA77)) >> 16)
    }

    /// Whether some word may begin with the two scalars of ``pairBit(_:_:)``; a few that none begins with pass too.
    @inlinable @inline(__always)
    public func mayBegin(pair bit: Int) -> Bool { pairs[bit >> 6] & (1 << UInt64(bit & 63)) != 0 }

    /// Whether `scalar` alone is a word.
    public func isWord(_ scalar: UInt32) -> Bool {
        let node = rootNode(scalar)
        return node >= 0 && values[Int(node)] >= 0
    }

    /// The first position of `range` where a word may begin, else its end.
    @inlinable
    public func firstPossible(in text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int {
        roots.withUnsafeBufferPointer { roots in
            var i = range.lowerBound
            while i < range.upperBound {
                let c = text[i]
                guard c < 0x10000 else { return i }
                let isLonger = i + 1 < range.upperBound && mayBegin(pair: Self.pairBit(c, text[i + 1]))
                if isLonger || mayBeWord(c), case let node = roots[Int(c)], node >= 0, isLonger || values[Int(node)] >= 0 { return i }
                i += 1
            }
            return i
        }
    }

    /// Whether any word begins with `scalar`.
    @inlinable @inline(__always)
    public func mayBegin(_ scalar: UInt32) -> Bool { scalar >= 0x10000 || roots[Int(scalar)] >= 0 }

    /// The longest word that begins at `start`.
    ///
    /// - Returns: its value and the offset past its end, or `nil`.
    @inlinable @inline(__always)
    public func longestMatch(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int
    ) -> (value: Int, end: Int)? {
        guard start < limit else { return nil }
        let first = text[start]
        let isLonger = start + 1 < limit && mayBegin(pair: Self.pairBit(first, text[start + 1]))
        guard isLonger || mayBeWord(first), case let root = rootNode(first), root >= 0 else { return nil }
        var best: (value: Int, end: Int)?
        if isLonger {
            var node = root
            var i = start + 1
            while i < limit {
                let step = next(node, text[i])
                if step.node < 0 { break }
                i += 1
                node = step.node
                if step.value >= 0 { best = (Int(step.value), i) }
            }
        }
        if best == nil, values[Int(root)] >= 0 { best = (Int(values[Int(root)]), start + 1) }
        return best
    }

    /// The same over an array.
    public func longestMatch(in text: ContiguousArray<UInt32>, at start: Int, limit: Int? = nil) -> (value: Int, end: Int)? {
        text.withUnsafeBufferPointer { longestMatch(in: $0, at: start, limit: min(limit ?? $0.count, $0.count)) }
    }

    /// The value of exactly `word`.
    public func value(of word: String) -> Int? {
        let scalars = ContiguousArray(word.unicodeScalars.map(\.value))
        guard let match = longestMatch(in: scalars, at: 0), match.end == scalars.count else { return nil }
        return match.value
    }
}

extension WordTrie {
    /// The longest word, inserted reversed, that ends at `end` and begins at or after `floor`.
    ///
    /// - Returns: its value and the offset of its first scalar, or `nil`.
    @inlinable @inline(__always)
    public func longestMatch(
        in text: UnsafeBufferPointer<UInt32>, endingAt end: Int, floor: Int
    ) -> (value: Int, start: Int)? {
        guard end > floor, end <= text.count else { return nil }
        let first = text[end - 1]
        let isLonger = end - 1 > floor && mayBegin(pair: Self.pairBit(first, text[end - 2]))
        guard isLonger || mayBeWord(first), case let root = rootNode(first), root >= 0 else { return nil }
        var best: (value: Int, start: Int)?
        if isLonger {
            var node = root
            var i = end - 1
            while i > floor {
                let step = next(node, text[i - 1])
                if step.node < 0 { break }
                i -= 1
                node = step.node
                if step.value >= 0 { best = (Int(step.value), i) }
            }
        }
        if best == nil, values[Int(root)] >= 0 { best = (Int(values[Int(root)]), end - 1) }
        return best
    }

    /// Adds `word` for ``longestMatch(in:endingAt:floor:)``.
    public mutating func insertReversed(_ word: String, value: Int) {
        insert(String(String.UnicodeScalarView(word.unicodeScalars.reversed())), value: value)
    }
}
