/// Words of a table compiled for longest-match lookup at a position of a scalar text.
///
/// Values are small integers that the owner maps to its rows. Lookup costs one table read where
/// no word begins, and one hash probe per further scalar.
public struct WordTrie: Sendable {
    private var roots: ContiguousArray<Int32>
    private var keys: ContiguousArray<UInt64>
    private var targets: ContiguousArray<Int32>
    private var values: ContiguousArray<Int32>
    private var mask: Int
    private var used = 0

    public init() {
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
        for scalar in word.unicodeScalars {
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

    @inline(__always)
    private func next(_ node: Int32, _ scalar: UInt32) -> Int32 {
        let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)
        var i = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while true {
            let k = keys[i]
            if k == key { return targets[i] }
            if k == .max { return -1 }
            i = (i + 1) & mask
        }
    }

    @inline(__always)
    fileprivate func rootNode(_ scalar: UInt32) -> Int32 {
        scalar < 0x10000 ? roots[Int(scalar)] : next(0x7FFF_FFFF, scalar)
    }

    @inline(__always)
    fileprivate func step(_ node: Int32, _ scalar: UInt32) -> Int32 { next(node, scalar) }

    @inline(__always)
    fileprivate func value(at node: Int32) -> Int? {
        let value = values[Int(node)]
        return value >= 0 ? Int(value) : nil
    }

    /// Whether any word begins with `scalar`.
    @inline(__always)
    public func mayBegin(_ scalar: UInt32) -> Bool { scalar >= 0x10000 || roots[Int(scalar)] >= 0 }

    /// The longest word that begins at `start`.
    ///
    /// - Returns: its value and the offset past its end, or `nil`.
    @inline(__always)
    public func longestMatch(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int
    ) -> (value: Int, end: Int)? {
        guard start < limit else { return nil }
        let first = text[start]
        var node = first < 0x10000 ? roots[Int(first)] : next(0x7FFF_FFFF, first)
        guard node >= 0 else { return nil }
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
    @inline(__always)
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
