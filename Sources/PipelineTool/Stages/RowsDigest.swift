import Facts
import PipelineEngine
import Store

/// Digest over what a stage made of a document: equal digests mean that later stages see the same.
struct RowsDigest {
    private var stream = DigestStream()

    mutating func add(_ rows: DocumentRows) {
        for (table, rows) in rows.tables {
            stream.update(table.rawValue)
            stream.update(UInt64(rows.count))
            for row in rows { for value in row { add(value) } }
        }
    }

    mutating func add(_ value: StoreValue) {
        switch value {
        case .null: stream.update(UInt64(0))
        case .integer(let number): stream.update(UInt64(1)); stream.update(UInt64(bitPattern: number))
        case .real(let number): stream.update(UInt64(2)); stream.update(number.bitPattern)
        case .text(let text): stream.update(UInt64(3)); stream.update(text)
        case .blob(let bytes): stream.update(UInt64(4)); stream.update(Digest.of(bytes))
        }
    }

    mutating func add(_ text: String) { stream.update(text) }
    mutating func add(_ digest: Digest) { stream.update(digest) }

    /// The text without white space: a reflowed page is the same page to whoever reads its words.
    mutating func addInk(of text: SourceText) {
        var ink = ContiguousArray<UInt32>()
        ink.reserveCapacity(text.count)
        for scalar in text.scalars where scalar > 0x20 && scalar != 0x3000 && scalar != 0xA0 { ink.append(scalar) }
        stream.update(ink.withUnsafeBytes { Digest.of($0) })
    }

    func finish() -> Digest { stream.finish() }
}
