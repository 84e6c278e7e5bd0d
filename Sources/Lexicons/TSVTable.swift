import Diagnostics
import Foundation

/// A table of words as a file: tab-separated, a header row, `#` comments, empty lines ignored.
///
/// The first comments name origin, date and licence of the table. Every row keeps its line, so
/// that a fault can be placed and two clashing rows named.
public struct TSVTable: Sendable {
    public struct Row: Sendable {
        public let fields: [String]
        public let line: Int
        public let file: String
        /// Fields that the line has; those past them are empty.
        let written: Int
        /// The raw line, for excerpts.
        public var text: String { fields.prefix(written).joined(separator: "\t") }

        public func location(column field: Int = 0) -> SourceLocation {
            var column = 1
            for f in fields.prefix(field) { column += f.unicodeScalars.count + 1 }
            let length = field < fields.count ? max(1, fields[field].unicodeScalars.count) : 1
            return SourceLocation(file: file, line: line, column: column, length: length)
        }
    }

    public let file: String
    public let header: [String]
    public private(set) var rows: [Row]

    /// - Throws: ``DiagnosticList`` with every missing column and every row of another width.
    public init(text: String, file: String, columns required: [String]) throws {
        self.file = file
        var faults: [Diagnostic] = []
        var header: [String] = []
        var rows: [Row] = []
        var line = 0
        // bytes, not characters: tables are read at every start, and to Swift a Windows line end is one character
        let bytes = Array(text.utf8)
        var next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while next < bytes.count {
            line += 1
            let start = next
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            next = end + 1
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            if start == end || bytes[start] == UInt8(ascii: "#") { continue }
            var fields = Self.fields(of: bytes[start..<end], expected: header.count)
            let written = fields.count
            if header.isEmpty {
                header = fields
                for column in required where !fields.contains(column) {
                    let near = Suggestion.nearest(to: column, among: fields).map { "rename `\($0)` to `\(column)`" }
                    faults.append(
                        Diagnostic(
                            code: "lexicon.missing-column", "the header has no column `\(column)`",
                            at: SourceLocation(file: file, line: line, column: 1, length: fields.joined(separator: "\t").unicodeScalars.count),
                            excerpt: fields.joined(separator: "\t"),
                            help: near ?? "the columns are \(required.map { "`\($0)`" }.joined(separator: ", "))"))
                }
                continue
            }
            if fields.count > header.count {
                faults.append(
                    Diagnostic(
                        code: "lexicon.row-width", "\(fields.count) fields where the header has \(header.count)",
                        at: SourceLocation(file: file, line: line, column: 1), excerpt: fields.joined(separator: "\t"),
                        help: "separate fields with one tab each"))
                continue
            }
            while fields.count < header.count { fields.append("") }
            rows.append(Row(fields: fields, line: line, file: file, written: written))
        }
        if header.isEmpty {
            faults.append(
                Diagnostic(
                    code: "lexicon.no-header", "the table is empty", at: SourceLocation(file: file),
                    help: "begin it with a header row: \(required.joined(separator: "⇥"))"))
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        self.header = header
        self.rows = rows
    }

    private static func fields(of line: ArraySlice<UInt8>, expected: Int) -> [String] {
        var fields: [String] = []
        fields.reserveCapacity(expected)
        line.withUnsafeBufferPointer { line in
            var start = 0
            for end in 0...line.count where end == line.count || line[end] == 0x09 {
                fields.append(end == start ? "" : String(decoding: UnsafeBufferPointer(rebasing: line[start..<end]), as: UTF8.self))
                start = end + 1
            }
        }
        return fields
    }

    public func column(_ name: String) -> Int? { header.firstIndex(of: name) }

    /// The field of `row` under `name`, empty where the table lacks that column.
    public func field(_ row: Row, _ name: String) -> String {
        guard let index = header.firstIndex(of: name), index < row.fields.count else { return "" }
        return row.fields[index]
    }
}
