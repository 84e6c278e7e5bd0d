import CXlsxWriter
import Foundation

/// Rows as the XML of a sheet, put straight into the file that libxlsxwriter's constant-memory mode collects them in.
///
/// The library makes a cell of every value and prints each with `fprintf`; long sheets need neither. Cells that the
/// library must know of (links, marked text) stay with it, row by row.
struct RawRows {
    private var buffer: [UInt8] = []
    private var names: [[UInt8]] = []
    private var row: [UInt8] = []

    static func takes(_ cell: SheetCell) -> Bool {
        switch cell {
        case .blank, .text, .number: true
        case .formula, .link, .marked: false
        }
    }

    /// - Parameter styles: the index of each cell's format in the workbook.
    mutating func write(
        row number: Int, cells: [SheetCell], styles: [Int32], height: Double?, level: Int, to file: UnsafeMutablePointer<FILE>,
        text: (String, Int) -> String
    ) -> Bool {
        buffer.removeAll(keepingCapacity: true)
        row.removeAll(keepingCapacity: true)
        row.append(contentsOf: String(number + 1).utf8)
        buffer.append(contentsOf: "<row r=\"".utf8)
        buffer.append(contentsOf: row)
        if let height {
            buffer.append(contentsOf: "\" ht=\"".utf8)
            buffer.append(contentsOf: ExcelNumber.text(height).utf8)
            buffer.append(contentsOf: "\" customHeight=\"1".utf8)
        }
        if level > 0 { buffer.append(contentsOf: "\" outlineLevel=\"\(min(7, level))".utf8) }
        buffer.append(contentsOf: "\">".utf8)
        for (column, cell) in cells.enumerated() {
            while names.count <= column { names.append(Array(CellReference.column(names.count).utf8)) }
            buffer.append(contentsOf: "<c r=\"".utf8)
            buffer.append(contentsOf: names[column])
            buffer.append(contentsOf: row)
            if styles[column] > 0 {
                buffer.append(contentsOf: "\" s=\"".utf8)
                buffer.append(contentsOf: String(styles[column]).utf8)
            }
            switch cell {
            case .number(let value) where value.isFinite && abs(value) <= 9.99999999999999e307:
                buffer.append(contentsOf: "\"><v>".utf8)
                buffer.append(contentsOf: Self.digits(ExcelNumber.rounded(value)).utf8)
                buffer.append(contentsOf: "</v></c>".utf8)
            case .number(let value) where value.isFinite: append(text(String(value), column))
            case .text(let string) where !string.isEmpty: append(text(string, column))
            default: buffer.append(contentsOf: "\"/>".utf8)
            }
        }
        buffer.append(contentsOf: "</row>".utf8)
        return fwrite(buffer, 1, buffer.count, file) == buffer.count
    }

    private static func digits(_ value: Double) -> String {
        value == value.rounded(.towardZero) && abs(value) < 1e15 ? String(Int64(value)) : value.description
    }

    private mutating func append(_ string: String) {
        buffer.append(contentsOf: "\" t=\"inlineStr\"><is><t".utf8)
        var string = string
        string.withUTF8 { bytes in
            guard let first = bytes.first, let last = bytes.last else { return }
            func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
            if isSpace(first) || isSpace(last) { buffer.append(contentsOf: " xml:space=\"preserve\"".utf8) }
            buffer.append(0x3E)
            if !bytes.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) {
                buffer.append(contentsOf: bytes)
                return
            }
            for byte in bytes {
                switch byte {
                case 0x26: buffer.append(contentsOf: "&amp;".utf8)
                case 0x3C: buffer.append(contentsOf: "&lt;".utf8)
                case 0x3E: buffer.append(contentsOf: "&gt;".utf8)
                default: buffer.append(byte)
                }
            }
        }
        buffer.append(contentsOf: "</t></is></c>".utf8)
    }
}
