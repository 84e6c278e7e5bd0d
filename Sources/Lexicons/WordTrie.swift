/// Words of a table compiled for longest-match lookup at a position of a scalar text.
///
/// Values are small integers that the owner maps to its rows. Lookup costs one look at a small mask where
/// no word begins, and one hash probe per further scalar. Between two documents the large tables leave the
/// cache, so that each look at them is a trip to memory: masks and ``tags`` answer what they can before.
@frozen
public struct WordTrie: Sendable {
    /// One step: the node and scalar it leaves from, the node it leads to and the value of the word that ends there, or -1.
    @frozen @usableFromInline
    struct Step: Sendable {
        @usableFromInline var key: UInt64
        @usableFromInline var node: Int32
        @usableFromInline var value: Int32

        static let empty = Step(key: .max, node: -1, value: -1)
    }

    @usableFromInline var steps: ContiguousArray<Step>
    /// A byte of each step's hash, 0 where there is none: says of most steps that a word goes no further.
    @usableFromInline var tags: ContiguousArray<UInt8>
    @usableFromInline var mask: Int
    /// The pairs of scalars that words begin with, by a hash: tells in one near load that none begins here.
    @usableFromInline var pairs: ContiguousArray<UInt64>
    /// The scalars of the basic plane that words begin with.
    @usableFromInline var firsts: ContiguousArray<UInt64>
    /// The words of one scalar, by its low eight bits.
    @usableFromInline var singles: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    @usableFromInline var used = 0

    public init() {
        pairs = ContiguousArray(repeating: 0, count: 1024)
        firsts = ContiguousArray(repeating: 0, count: 1024)
        steps = ContiguousArray(repeating: .empty, count: 1024)
        tags = ContiguousArray(repeating: 0, count: 1024)
        mask = 1023
    }

    public init(words: some Sequence<(String, Int)>) {
        self.init()
        for (word, value) in words { insert(word, value: value) }
    }

    /// Adds `word`; a later value for the same word replaces the earlier one.
    public mutating func insert(_ word: String, value: Int) {
        let scalars = word.unicodeScalars.map(\.value)
        guard let first = scalars.first else { return }
        if first < 0x10000 { firsts[Int(first >> 6)] |= 1 << UInt64(first & 63) }
        var last: Int
        if scalars.count == 1 {
            mark(single: first)
            last = step(from: Self.alone, first)
        } else {
            let bit = Self.pairBit(first, scalars[1])
            pairs[bit >> 6] |= 1 << UInt64(bit & 63)
            last = step(from: Self.behind(first), scalars[1])
            for scalar in scalars.dropFirst(2) { last = step(from: steps[last].node, scalar) }
        }
        steps[last].value = Int32(value)
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

    /// The index of the step from `node`, made where there is none.
    private mutating func step(from node: Int32, _ scalar: UInt32) -> Int {
        if used * 3 >= steps.count * 2 { grow() }
        let key = Self.key(node, scalar), hash = Self.hash(key)
        var i = Int(truncatingIfNeeded: hash >> 32) & mask
        while tags[i] != 0 {
            if steps[i].key == key { return i }
            i = (i + 1) & mask
        }
        steps[i] = Step(key: key, node: Int32(used), value: -1)
        tags[i] = Self.tag(hash)
        used += 1
        return i
    }

    private mutating func grow() {
        let old = steps
        let size = old.count * 2
        steps = ContiguousArray(repeating: .empty, count: size)
        tags = ContiguousArray(repeating: 0, count: size)
        mask = size - 1
        for step in old where step.key != .max {
            let hash = Self.hash(step.key)
            var i = Int(truncatingIfNeeded: hash >> 32) & mask
            while tags[i] != 0 { i = (i + 1) & mask }
            steps[i] = step
            tags[i] = Self.tag(hash)
        }
    }

    /// The node before a word of one scalar.
    @inlinable @inline(__always)
    static var alone: Int32 { -1 }

    /// The node behind the first scalar of a longer word: no table holds it.
    @inlinable @inline(__always)
    static func behind(_ first: UInt32) -> Int32 { Int32(bitPattern: first | 0x8000_0000) }

    @inlinable @inline(__always)
    static func key(_ node: Int32, _ scalar: UInt32) -> UInt64 { UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar) }

    @inlinable @inline(__always)
    static func hash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

    @inlinable @inline(__always)
    static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 56) | 1 }

    /// Where the step from `node` leads, and the value of the word that ends there; both -1 where there is none.
    @inlinable @inline(__always)
    func next(_ node: Int32, _ scalar: UInt32) -> (node: Int32, value: Int32) {
        let key = Self.key(node, scalar), hash = Self.hash(key), tag = Self.tag(hash)
        var i = Int(truncatingIfNeeded: hash >> 32) & mask
        while true {
            let t = tags[i]
            if t == 0 { return (-1, -1) }
            if t == tag, steps[i].key == key { return (steps[i].node, steps[i].value) }
            i = (i + 1) & mask
        }
    }

    /// The value of the word that `scalar` alone is, or -1.
    @inlinable @inline(__always)
    func single(_ scalar: UInt32) -> Int32 { mayBeWord(scalar) ? next(Self.alone, scalar).value : -1 }

    @inlinable @inline(__always)
    public static func pairBit(_ first: UInt32, _ second: UInt32) -> Int {
        Int(((first &* 0x9E37_79B1) ^ (second &* 0x85EB_CA77)) >> 16)
    }

    /// Whether some word may begin with the two scalars of ``pairBit(_:_:)``; a few that none begins with pass too.
    @inlinable @inline(__always)
    public func mayBegin(pair bit: Int) -> Bool { pairs[bit >> 6] & (1 << UInt64(bit & 63)) != 0 }

    /// Whether `scalar` alone is a word.
    public func isWord(_ scalar: UInt32) -> Bool { single(scalar) >= 0 }

    /// The first position of `range` where a word may begin, else its end.
    @inlinable
    public func firstPossible(in text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int {
        var i = range.lowerBound
        while i < range.upperBound {
            let c = text[i]
            if mayBegin(c) {
                guard c < 0x10000 else { return i }
                if i + 1 < range.upperBound && mayBegin(pair: Self.pairBit(c, text[i + 1])) || single(c) >= 0 { return i }
            }
            i += 1
        }
        return i
    }

    /// Whether any word begins with `scalar`.
    @inlinable @inline(__always)
    public func mayBegin(_ scalar: UInt32) -> Bool { scalar >= 0x10000 || firsts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0 }

    /// The longest word that begins at `start`.
    ///
    /// - Returns: its value and the offset past its end, or `nil`.
    @inlinable @inline(__always)
    public func longestMatch(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int
    ) -> (value: Int, end: Int)? {
        guard start < limit else { return nil }
        let first = text[start]
        var best: (value: Int, end: Int)?
        if start + 1 < limit, mayBegin(pair: Self.pairBit(first, text[start + 1])) {
            var node = Self.behind(first)
            var i = start + 1
            while i < limit {
                let step = next(node, text[i])
                if step.node < 0 { break }
                i += 1
                node = step.node
                if step.value >= 0 { best = (Int(step.value), i) }
            }
        }
        if best == nil, case let value = single(first), value >= 0 { best = (Int(value), start + 1) }
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
        var best: (value: Int, start: Int)?
        if end - 1 > floor, mayBegin(pair: Self.pairBit(first, text[end - 2])) {
            var node = Self.behind(first)
            var i = end - 1
            while i > floor {
                let step = next(node, text[i - 1])
                if step.node < 0 { break }
                i -= 1
                node = step.node
                if step.value >= 0 { best = (Int(step.value), i) }
            }
        }
        if best == nil, case let value = single(first), value >= 0 { best = (Int(value), end - 1) }
        return best
    }

    /// Adds `word` for ``longestMatch(in:endingAt:floor:)``.
    public mutating func insertReversed(_ word: String, value: Int) {
        insert(String(String.UnicodeScalarView(word.unicodeScalars.reversed())), value: value)
    }
}
