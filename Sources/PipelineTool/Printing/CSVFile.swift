import Foundation
import PipelineEngine

/// Reads a CSV file row by row, however long it is.
struct CSVFile {
    let path: String

    /// Whether the header names all these columns.
    func has(_ names: [String]) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(descriptor, &bytes, bytes.count)
        var parser = CSVParser()
        var head: CSVParser.Row?
        for byte in bytes.prefix(max(0, count)) where head == nil { head = parser.next(byte) }
        let fields = (head ?? parser.finish())?.fields ?? []
        return names.allSatisfy(fields.contains)
    }

    /// Calls `body` with each row below the header; the fields asked for, in that order, empty where the file lacks one.
    ///
    /// - Throws: ``SystemError`` where the file cannot be read, and what `body` throws.
    func forEachRow(_ names: [String], _ body: ([String]) throws -> Void) throws {
        var parser = CSVParser()
        var positions: [Int]?
        func take(_ row: CSVParser.Row) throws {
            guard let at = positions else {
                positions = names.map { row.fields.firstIndex(of: $0) ?? -1 }
                return
            }
            try body(at.map { $0 >= 0 && $0 < row.fields.count ? row.fields[$0] : "" })
        }
        var thrown: (any Error)?
        try FileBytes.pieces(of: path) { bytes in
            for byte in bytes where thrown == nil {
                guard let row = parser.next(byte) else { continue }
                do { try take(row) } catch { thrown = error }
            }
        }
        if let thrown { throw thrown }
        if let row = parser.finish() { try take(row) }
    }
}
