/// Words of a table compiled for longest-match lookup at a position of a scalar text.
///
/// Values are small integers that the owner maps to its rows. Lookup costs one table read where
/// no word begins, and one hash probe per further scalar.
@frozen
public struct WordTrie: Sendable {
    @usableFromInline var roots: ContiguousArray<Int32>
    @usableFromInline var keys: ContiguousArray<UInt64>
    @usableFromInline var targets: ContiguousArray<Int32>
    @usableFromInline var values: ContiguousArray<Int32>
    @usableFromInline var mask: Int
    /// The pairs of scalars that words begin with, by a hash: tells in one near load that none begins here.
    @usableFromInline var pairs: ContiguousArray<UInt64>
    @usableFromInline var used = 0

    public init() {
        pairs = ContiguousArray(repeating: 0, count: 1024)
        roots = ContiguousArray(repeating: -1, count: 0x10000)
        keys = ContiguousArray(repeating: .max, count: 1024)
        targets = ContiguousArray(repeating: -1, count: 1024)
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
        var first: UInt32 = 0, length = 0
        for scalar in word.unicodeScalars {
            if length == 0 { first = scalar.value }
            if length == 1 {
                let bit = Self.pairBit(first, scalar.value)
                pairs[bit >> 6] |= 1 << UInt64(bit & 63)
            }
            length += 1
            node = node < 0 ? root(for: scalar.value) : child(of: node, scalar.value)
        }
        if node >= 0 { values[Int(node)] = Int32(value) }
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
        return child(of: 0x7FFF_FFFF, scalar)
    }

    private mutating func child(of node: Int32, _ scalar: UInt32) -> Int32 {
        let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)
        var i = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[i] != .max {
            if keys[i] == key { return targets[i] }
            i = (i + 1) & mask
        }
        let node = newNode()
        keys[i] = key
        targets[i] = node
        used += 1
        if used * 2 > keys.count { grow() }
        return node
    }

    private mutating func grow() {
        let oldKeys = keys, oldTargets = targets
        let size = keys.count * 2
        keys = ContiguousArray(repeating: .max, count: size)
        targets = ContiguousArray(repeating: -1, count: size)
        mask = size - 1
        for (k, t) in zip(oldKeys, oldTargets) where k != .max {
            var i = Int(truncatingIfNeeded: (k &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while keys[i] != .max { i = (i + 1) & mask }
            keys[i] = k
            targets[i] = t
        }
    }

    @inlinable @inline(__always)
    func next(_ node: Int32, _ scalar: UInt32) -> Int32 {
        let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)
        var i = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while true {
            let k = keys[i]
            if k == key { return targets[i] }
            if k == .max { return -1 }
            i = (i + 1) & mask
        }
    }

    @inlinable @inline(__always)
    func rootNode(_ scalar: UInt32) -> Int32 {
        scalar < 0x10000 ? roots[Int(scalar)] : next(0x7FFF_FFFF, scalar)
    }

    @inlinable @inline(__always)
    func step(_ node: Int32, _ scalar: UInt32) -> Int32 { next(node, scalar) }

    @inlinable @inline(__always)
    func value(at node: Int32) -> Int? {
        let value = values[Int(node)]
        return value >= 0 ? Int(value) : nil
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
                let node = roots[Int(c)]
                if node >= 0, values[Int(node)] >= 0 || i + 1 < range.upperBound && mayBegin(pair: Self.pairBit(c, text[i + 1])) { return i }
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
        var node = first < 0x10000 ? roots[Int(first)] : next(0x7FFF_FFFF, first)
        guard node >= 0 else { return nil }
        if values[Int(node)] < 0 {
            guard start + 1 < limit else { return nil }
            let bit = Self.pairBit(first, text[start + 1])
            guard pairs[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { return nil }
        }
        var best: (value: Int, end: Int)?
        var i = start + 1
        while true {
            let value = values[Int(node)]
            if value >= 0 { best = (Int(value), i) }
            guard i < limit else { return best }
            node = next(node, text[i])
            if node < 0 { return best }
            i += 1
        }
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
        var node = rootNode(first)
        guard node >= 0 else { return nil }
        var best: (value: Int, start: Int)?
        var i = end - 1
        while true {
            if let value = value(at: node) { best = (value, i) }
            guard i > floor else { return best }
            node = step(node, text[i - 1])
            if node < 0 { return best }
            i -= 1
        }
    }

    /// Adds `word` for ``longestMatch(in:endingAt:floor:)``.
    public mutating func insertReversed(_ word: String, value: Int) {
        insert(String(String.UnicodeScalarView(word.unicodeScalars.reversed())), value: value)
    }
}
