/// Takes CSV apart byte by byte by RFC 4180, with LF ends and a byte-order mark allowed.
struct CSVParser {
    struct Row {
        var fields: [String]
        /// Line on which the row begins, from 1.
        var line: Int
    }

    private var fields: [String] = []
    private var field: [UInt8] = []
    private var line = 1, begin = 1
    private var isQuoted = false, wasQuoted = false
    /// A quotation mark inside quotes: it closes them, or the next one makes it a mark of the text.
    private var sawMark = false
    private var sawReturn = false
    private var byteOrderMark = 0
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// - Returns: the row that `byte` ends, if it ends one that is not empty.
    mutating func next(_ byte: UInt8) -> Row? {
        if byteOrderMark < 3 {
            if byte == Self.byteOrderMark[byteOrderMark] { byteOrderMark += 1; return nil }
            field += Self.byteOrderMark.prefix(byteOrderMark)
            byteOrderMark = 3
        }
        if byte == 0x0A { line += 1 }
        if sawMark {
            sawMark = false
            if byte == 0x22 { field.append(byte); return nil }
            isQuoted = false
        }
        if isQuoted {
            if byte == 0x22 { sawMark = true } else { field.append(byte) }
            return nil
        }
        if sawReturn {
            sawReturn = false
            if byte != 0x0A { field.append(0x0D) }
        }
        switch byte {
        case 0x22 where field.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
        case 0x2C: endField()
        case 0x0D: sawReturn = true
        case 0x0A: return endRow()
        default: field.append(byte)
        }
        return nil
    }

    /// - Returns: the last row, where no line end closed it.
    mutating func finish() -> Row? {
        if byteOrderMark < 3 { field += Self.byteOrderMark.prefix(byteOrderMark) }
        if sawReturn { field.append(0x0D) }
        return field.isEmpty && fields.isEmpty ? nil : endRow()
    }

    private mutating func endField() {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        wasQuoted = false
    }

    private mutating func endRow() -> Row? {
        endField()
        defer { (fields, begin) = ([], line) }
        return fields == [""] ? nil : Row(fields: fields, line: begin)
    }
}
