/// How often each of many strings occurs, strings given by their hash (``GramIndex/extended(_:_:)``).
///
/// Open addressing on hashes that are mixed already; a `Dictionary` would hash them once more.
struct GramCounts {
    private var keys: ContiguousArray<UInt64>
    private var counts: ContiguousArray<UInt32>
    private var mask: Int
    private var used = 0

    /// - Parameter expected: about how many strings will be counted; more grow the table.
    init(expected: Int) {
        var size = 1 << 8
        while size < expected * 2, size < 1 << 20 { size *= 2 }
        keys = ContiguousArray(repeating: 0, count: size)
        counts = ContiguousArray(repeating: 0, count: size)
        mask = size - 1
    }

    subscript(hash: UInt64) -> Int {
        var i = Int(truncatingIfNeeded: hash >> 20) & mask
        while keys[i] != 0 {
            if keys[i] == hash { return Int(counts[i]) }
            i = (i + 1) & mask
        }
        return 0
    }

    mutating func add(_ hash: UInt64) {
        var i = Int(truncatingIfNeeded: hash >> 20) & mask
        while keys[i] != 0 {
            if keys[i] == hash {
                counts[i] &+= 1
                return
            }
            i = (i + 1) & mask
        }
        keys[i] = hash
        counts[i] = 1
        used += 1
        if used * 2 > keys.count { grow() }
    }

    private mutating func grow() {
        let oldKeys = keys
        let oldCounts = counts
        let size = keys.count * 2
        keys = ContiguousArray(repeating: 0, count: size)
        counts = ContiguousArray(repeating: 0, count: size)
        mask = size - 1
        for (k, c) in zip(oldKeys, oldCounts) where k != 0 {
            var i = Int(truncatingIfNeeded: k >> 20) & mask
            while keys[i] != 0 { i = (i + 1) & mask }
            keys[i] = k
            counts[i] = c
        }
    }
}
