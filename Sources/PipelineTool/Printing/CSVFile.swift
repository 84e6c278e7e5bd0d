import Foundation
import PipelineEngine

/// Reads a CSV file of our own (RFC 4180) row by row, however long it is.
struct CSVFile {
    let path: String

    /// Whether the header names all these columns.
    func has(_ names: [String]) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(descriptor, &bytes, bytes.count)
        let head = CSVText(String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)).header
        return names.allSatisfy(head.contains)
    }

    /// Calls `body` with each row below the header; the fields asked for, in that order, empty where the file lacks one.
    ///
    /// - Throws: ``SystemError`` where the file cannot be read, and what `body` throws.
    func forEachRow(_ names: [String], _ body: ([String]) throws -> Void) throws {
        var positions: [Int]?
        var fields: [String] = [], field: [UInt8] = []
        var quoted = false, afterQuote = false
        var thrown: (any Error)?
        func endField() {
            fields.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
            afterQuote = false
        }
        func endRow() {
            endField()
            defer { fields.removeAll(keepingCapacity: true) }
            guard let at = positions else {
                if fields.first?.hasPrefix("\u{FEFF}") == true { fields[0].removeFirst() }
                positions = names.map { name in fields.firstIndex(of: name) ?? -1 }
                return
            }
            if fields == [""] { return }
            do { try body(at.map { $0 >= 0 && $0 < fields.count ? fields[$0] : "" }) } catch { thrown = error }
        }
        try FileBytes.pieces(of: path) { bytes in
            for byte in bytes where thrown == nil {
                if quoted {
                    if byte == 0x22 { (quoted, afterQuote) = (false, true) } else { field.append(byte) }
                    continue
                }
                switch byte {
                case 0x22:
                    // a second mark right behind the first stands for one in the text
                    if afterQuote { field.append(byte) }
                    (quoted, afterQuote) = (true, false)
                case 0x2C: endField()
                case 0x0A: endRow()
                case 0x0D: continue
                default: field.append(byte)
                }
            }
        }
        if let thrown { throw thrown }
        if !field.isEmpty || !fields.isEmpty { endRow() }
        if let thrown { throw thrown }
    }
}
