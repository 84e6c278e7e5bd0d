import Foundation

/// Writes rows as comma-separated values, buffered.
///
/// Numbers keep the digits that the store holds; text that a spreadsheet would run as a formula gets an apostrophe.
struct CSVWriter {
    private let file: UnsafeMutablePointer<FILE>
    private let path: String
    private let dialect: RenderOptions.CSVDialect
    private let guardsFormulas: Bool
    private let buffer = ByteBuffer(capacity: 1 << 17)
    private(set) var bytes = 0

    init(path: String, dialect: RenderOptions.CSVDialect, guardsFormulas: Bool) throws {
        guard let file = fopen(path, "wb") else { throw CSVError(path: path, reason: String(cString: strerror(errno))) }
        self.file = file
        self.path = path
        self.dialect = dialect
        self.guardsFormulas = guardsFormulas
        if dialect == .excel { for byte: UInt8 in [0xEF, 0xBB, 0xBF] { buffer.append(byte) } }
    }

    /// - Parameter isText: for each field, whether it is text; numbers are never changed.
    mutating func write(_ fields: [String], isText: [Bool]) throws {
        for (at, field) in fields.enumerated() {
            if at > 0 { buffer.append(44 as UInt8) }
            append(field, isText: at < isText.count ? isText[at] : true)
        }
        if dialect != .unix { buffer.append(13 as UInt8) }
        buffer.append(10 as UInt8)
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Writes a row as it came; `isNumeric` columns may hold figures, whose signs are no formulas.
    mutating func write(_ row: [DataCell], sources: [Int], isNumeric: [Bool]) throws {
        for (at, source) in sources.enumerated() {
            if at > 0 { buffer.append(44 as UInt8) }
            guard source < row.count else { continue }
            switch row[source] {
            case .null: break
            case .integer(let value): buffer.append(value)
            case .real(let value): buffer.append(value)
            case .text(let text), .decimal(let text):
                append(text, isText: !(isNumeric[at] && row[source].number != nil))
            }
        }
        if dialect != .unix { buffer.append(13 as UInt8) }
        buffer.append(10 as UInt8)
        if buffer.count >= 1 << 16 { try flush() }
    }

    private mutating func append(_ field: String, isText: Bool) {
        var field = field
        let plain = field.withUTF8 { bytes -> Bool in
            guard let first = bytes.first else { return true }
            // 0xEF opens the full-width twins of the formula signs
            if first == 0x20 || first == 0xEF || first == 0x3D || first == 0x2B || first == 0x2D || first == 0x40 || first == 0x09 {
                return false
            }
            var found: UInt8 = 0
            for byte in bytes {
                found |= (byte == 0x22 ? 1 : 0) | (byte == 0x2C ? 1 : 0) | (byte == 0x0A ? 1 : 0) | (byte == 0x0D ? 1 : 0)
            }
            guard found == 0 else { return false }
            buffer.append(bytes)
            return true
        }
        if !plain { appendGuarded(field, isText: isText) }
    }

    private mutating func appendGuarded(_ field: String, isText: Bool) {
        var isQuoted = false
        var first = true
        var isDangerous = false
        for byte in field.utf8 {
            if first {
                isDangerous =
                    isText
                    && (byte == 0x3D || byte == 0x2B || byte == 0x2D || byte == 0x40 || byte == 0x09 || byte == 0x0D)
                // a space at an end is dropped by some readers
                isQuoted = byte == 0x20
                first = false
            }
            if byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { isQuoted = true }
        }
        // full-width twins of the formula signs are taken for the signs themselves by East Asian spreadsheets
        if isText, !isDangerous, let scalar = field.unicodeScalars.first {
            isDangerous = "＝＋－＠".unicodeScalars.contains(scalar)
        }
        if guardsFormulas, isDangerous {
            appendQuoted("'" + field, isQuoted)
        } else {
            appendQuoted(field, isQuoted)
        }
    }

    private mutating func appendQuoted(_ field: String, _ isQuoted: Bool) {
        guard isQuoted else {
            buffer.append(field)
            return
        }
        buffer.append(0x22 as UInt8)
        for byte in field.utf8 {
            if byte == 0x22 { buffer.append(0x22 as UInt8) }
            buffer.append(byte)
        }
        buffer.append(0x22 as UInt8)
    }

    private mutating func flush() throws {
        let written = fwrite(buffer.base, 1, buffer.count, file)
        guard written == buffer.count else { throw CSVError(path: path, reason: String(cString: strerror(errno))) }
        bytes += buffer.count
        buffer.count = 0
    }

    mutating func close() throws {
        defer { fclose(file) }
        try flush()
        guard fflush(file) == 0 else { throw CSVError(path: path, reason: String(cString: strerror(errno))) }
    }
}

/// A CSV file that could not be written.
public struct CSVError: Error, Sendable, Hashable, CustomStringConvertible {
    public var path: String
    public var reason: String
    public var description: String { "\(path): \(reason)" }
}
