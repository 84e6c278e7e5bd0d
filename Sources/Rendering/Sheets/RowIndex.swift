/// Finds a row by its key, in 16 bytes a row, for links between sheets of any length.
///
/// Keys are kept as 64-bit hashes (FNV-1a, the same on every machine): a million of them collide with a chance
/// of one in thirty million.
struct RowIndex {
    private var entries: [(hash: UInt64, row: UInt32)] = []
    private var isSorted = true

    mutating func add(_ key: String, row: Int) {
        guard !key.isEmpty, let row = UInt32(exactly: row) else { return }
        entries.append((Self.hash(key), row))
        isSorted = false
    }

    mutating func finish() {
        if !isSorted { entries.sort { ($0.hash, $0.row) < ($1.hash, $1.row) } }
        isSorted = true
    }

    /// - Returns: the first row with that key, counted from 0 in the table's data.
    func row(of key: String) -> Int? {
        guard !key.isEmpty else { return nil }
        let wanted = Self.hash(key)
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < wanted { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].hash == wanted ? Int(entries[low].row) : nil
    }

    private static func hash(_ key: String) -> UInt64 {
        key.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
