/// Rows by code, for a table that is asked for every name of a text.
///
/// Open addressing with one multiplication; a `Dictionary` hashes ten times as long to withstand keys
/// chosen by an enemy, and these are the table's own.
struct CodeIndex: Sendable {
    private var keys: ContiguousArray<Int>
    private var rows: ContiguousArray<Int32>
    private let mask: Int

    init(_ codes: [Int: Int]) {
        var size = 16
        while size < codes.count * 2 { size *= 2 }
        keys = ContiguousArray(repeating: .min, count: size)
        rows = ContiguousArray(repeating: -1, count: size)
        mask = size - 1
        for (code, row) in codes {
            var i = slot(code)
            while keys[i] != .min { i = (i + 1) & mask }
            keys[i] = code
            rows[i] = Int32(row)
        }
    }

    @inline(__always)
    private func slot(_ code: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: Int64(code)) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    subscript(code: Int) -> Int? {
        var i = slot(code)
        while keys[i] != .min {
            if keys[i] == code { return Int(rows[i]) }
            i = (i + 1) & mask
        }
        return nil
    }
}
