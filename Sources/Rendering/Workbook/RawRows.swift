import Foundation

/// Rows as the XML of a sheet, put straight into the file that libxlsxwriter's constant-memory mode collects them in.
///
/// The library makes a cell of every value and prints each with `fprintf`; long sheets need neither. Cells that the
/// library must know of (links, marked text) stay with it, row by row.
struct RawRows {
    private let bytes = ByteBuffer()
    private var names: [String] = []
    private var row: Int64 = 0
    private var column = 0

    /// - Parameter height: points; `nil` for the sheet's own.
    mutating func begin(row number: Int, height: Double?) {
        bytes.count = 0
        column = 0
        row = Int64(number) + 1
        bytes.append("<row r=\"")
        bytes.append(row)
        if let height {
            bytes.append("\" ht=\"")
            bytes.append(ExcelNumber.text(height))
            bytes.append("\" customHeight=\"1")
        }
        bytes.append("\">")
    }

    private mutating func cell(_ style: Int32) {
        if names.count <= column { names.append(CellReference.column(column)) }
        bytes.append("<c r=\"")
        bytes.append(names[column])
        bytes.append(row)
        if style > 0 {
            bytes.append("\" s=\"")
            bytes.append(Int64(style))
        }
        column += 1
    }

    mutating func blank(_ style: Int32) {
        cell(style)
        bytes.append("\"/>")
    }

    mutating func number(_ value: Double, _ style: Int32) {
        cell(style)
        bytes.append("\"><v>")
        bytes.append(value)
        bytes.append("</v></c>")
    }

    mutating func text(_ text: String, _ style: Int32, safe: (String) -> String) {
        var text = text
        text.withUTF8 { self.text($0, style, safe: safe) }
    }

    /// - Parameter safe: asked for what the text becomes in a cell, where it may not stand there as it is.
    mutating func text(_ text: UnsafeBufferPointer<UInt8>, _ style: Int32, safe: (String) -> String) {
        guard !text.isEmpty else { return blank(style) }
        cell(style)
        bytes.append("\" t=\"inlineStr\"><is><t")
        if !append(plain: text) {
            var made = safe(String(decoding: text, as: UTF8.self))
            made.withUTF8 { append(escaping: $0) }
        }
        bytes.append("</t></is></c>")
    }

    mutating func end(to file: UnsafeMutablePointer<FILE>) -> Bool {
        bytes.append("</row>")
        return fwrite(bytes.base, 1, bytes.count, file) == bytes.count
    }

    /// Takes text that needs nothing done.
    private func append(plain text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last, text.count <= CellText.longest, first != 0x20, last != 0x20 else { return false }
        let start = bytes.count
        bytes.append(0x3E as UInt8)
        // control characters, & < >, the underscore of an escape, the lead of U+FFFE
        let isPlain = bytes.append(text) { lanes in
            lanes.below(0x20) .| lanes.equal(0x26) .| lanes.equal(0x3C) .| lanes.equal(0x3E) .| lanes.equal(0x5F) .| lanes.equal(0xEF)
        }
        if !isPlain { bytes.count = start }
        return isPlain
    }

    private func append(escaping text: UnsafeBufferPointer<UInt8>) {
        func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
        if isSpace(text.first) || isSpace(text.last) { bytes.append(" xml:space=\"preserve\"") }
        bytes.append(0x3E as UInt8)
        for byte in text {
            switch byte {
            case 0x26: bytes.append("&amp;")
            case 0x3C: bytes.append("&lt;")
            case 0x3E: bytes.append("&gt;")
            default: bytes.append(byte)
            }
        }
    }
}
