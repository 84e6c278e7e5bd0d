/// A row of a query's answer, its texts end to end in one run of UTF-8.
///
/// Long sheets and CSV files are written from the bytes; a string is made only of a value that is asked for.
public struct DataRow: Sendable {
    /// A value as it lies in the row.
    enum Slot: Sendable {
        case null
        case text(Range<Int>)
        case integer(Int64)
        case real(Double)
    }

    private var slots: ArraySlice<Slot>
    private var bytes: [UInt8]

    public init() { (slots, bytes) = ([], []) }

    /// A row that lies in a table.
    init(slots: ArraySlice<Slot>, bytes: [UInt8]) { (self.slots, self.bytes) = (slots, bytes) }

    public init(_ cells: [DataCell]) {
        self.init()
        for cell in cells { append(cell) }
    }

    public var count: Int { slots.count }

    /// The value in column `at`; digits of an exact decimal come as text.
    public subscript(at: Int) -> DataCell {
        switch slot(at) {
        case .null: .null
        case .text(let range): .text(String(decoding: bytes[range], as: UTF8.self))
        case .integer(let value): .integer(value)
        case .real(let value): .real(value)
        }
    }

    /// How long the value's text is, without making it.
    func byteCount(_ at: Int) -> Int {
        if case .text(let range) = slot(at) { range.count } else { self[at].byteCount }
    }

    func slot(_ at: Int) -> Slot { slots[slots.startIndex + at] }

    /// The values as they lie, and the bytes that texts are ranges of.
    func withSlots<Result>(
        _ body: (UnsafeBufferPointer<Slot>, UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try slots.withUnsafeBufferPointer { slots in try bytes.withUnsafeBufferPointer { try body(slots, $0) } }
    }

    // MARK: filling

    /// Makes the row empty; it keeps its memory where nobody else holds the row.
    public mutating func removeAll() {
        slots.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    public mutating func append(_ cell: DataCell) {
        switch cell {
        case .null: slots.append(.null)
        case .text(let text), .decimal(let text):
            let start = bytes.count
            bytes.append(contentsOf: text.utf8)
            slots.append(.text(start..<bytes.count))
        case .integer(let value): slots.append(.integer(value))
        case .real(let value): slots.append(.real(value))
        }
    }

    /// Adds text; what is no UTF-8 in it becomes U+FFFD.
    public mutating func append(utf8 text: UnsafeBufferPointer<UInt8>) {
        guard Self.isUTF8(text) else { return append(.text(String(decoding: text, as: UTF8.self))) }
        let start = bytes.count
        bytes.append(contentsOf: text)
        slots.append(.text(start..<bytes.count))
    }

    /// Whether `bytes` are well-formed as table 3-7 of the Unicode standard has it.
    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        /// Whether the next byte continues a character; the first one after the lead may be held in narrower bounds.
        func continues(_ bounds: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            guard at < bytes.count, bounds.contains(bytes[at]) else { return false }
            at += 1
            return true
        }
        while at < bytes.count {
            let lead = bytes[at]
            at += 1
            let isWhole =
                switch lead {
                case 0x00...0x7F: true
                case 0xC2...0xDF: continues()
                case 0xE0: continues(0xA0...0xBF) && continues()
                case 0xED: continues(0x80...0x9F) && continues()
                case 0xE1...0xEF: continues() && continues()
                case 0xF0: continues(0x90...0xBF) && continues() && continues()
                case 0xF1...0xF3: continues() && continues() && continues()
                case 0xF4: continues(0x80...0x8F) && continues() && continues()
                default: false
                }
            guard isWhole else { return false }
        }
        return true
    }
}

extension DataRow: ExpressibleByArrayLiteral {
    public init(arrayLiteral cells: DataCell...) { self.init(cells) }
}

/// Rows held in memory, the values of all in one run and their texts in another: for small answers, and for tests.
public struct RowTable: DataSet, Sendable {
    public var columns: [String]
    private var slots: [DataRow.Slot] = []
    private var bytes: [UInt8] = []
    /// Where each row's values end.
    private var ends: [Int] = []

    public init(columns: [String], rows: [[DataCell]] = []) {
        self.columns = columns
        for row in rows { append(DataRow(row)) }
    }

    public var count: Int { ends.count }
    public var rows: [[DataCell]] { (0..<count).map { at in (0..<self[at].count).map { self[at][$0] } } }

    subscript(at: Int) -> DataRow {
        DataRow(slots: slots[(at == 0 ? 0 : ends[at - 1])..<ends[at]], bytes: bytes)
    }

    public mutating func append(_ row: DataRow) {
        row.withSlots { newSlots, newBytes in
            for slot in newSlots {
                guard case .text(let range) = slot else {
                    slots.append(slot)
                    continue
                }
                let start = bytes.count
                bytes.append(contentsOf: newBytes[range])
                slots.append(.text(start..<bytes.count))
            }
        }
        ends.append(slots.count)
    }

    public func makeCursor() -> any RowCursor { Cursor(table: self) }

    public func forEachRow(_ body: (DataRow) throws -> Void) rethrows {
        var start = 0
        for end in ends {
            try body(DataRow(slots: slots[start..<end], bytes: bytes))
            start = end
        }
    }

    private struct Cursor: RowCursor {
        let table: RowTable
        var at = 0

        mutating func next() -> DataRow? {
            guard at < table.count else { return nil }
            at += 1
            return table[at - 1]
        }
    }
}
