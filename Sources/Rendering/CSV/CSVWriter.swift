import Foundation

/// Writes rows as comma-separated values, buffered.
///
/// Numbers keep the digits that the store holds; text that a spreadsheet would run as a formula gets an apostrophe.
final class CSVWriter {
    private let file: UnsafeMutablePointer<FILE>
    private let path: String
    private let dialect: RenderOptions.CSVDialect
    private let guardsFormulas: Bool
    private let buffer = ByteBuffer(capacity: CSVWriter.block * 2)
    private(set) var bytes = 0
    /// Bytes written at once. Large ones are cheaper for the system to hold; larger ones leave the processor's cache.
    private static let block = 1 << 20

    init(path: String, dialect: RenderOptions.CSVDialect, guardsFormulas: Bool) throws {
        guard let file = fopen(path, "wb") else { throw CSVError(path: path, reason: String(cString: strerror(errno))) }
        // blocks are large and go straight to the system
        setvbuf(file, nil, _IONBF, 0)
        self.file = file
        self.path = path
        self.dialect = dialect
        self.guardsFormulas = guardsFormulas
        if dialect == .excel { for byte: UInt8 in [0xEF, 0xBB, 0xBF] { buffer.append(byte) } }
    }

    /// - Parameter isText: for each field, whether it is text; numbers are never changed.
    func write(_ fields: [String], isText: [Bool]) throws {
        for (at, field) in fields.enumerated() {
            if at > 0 { buffer.append(0x2C as UInt8) }
            var field = field
            field.withUTF8 { append($0, isText: at < isText.count ? isText[at] : true) }
        }
        try endRow()
    }

    /// Writes a row as it came; `isNumeric` columns may hold figures, whose signs are no formulas.
    ///
    /// What most fields are, figures and text without marks, is written where the row ends in the buffer; the rest
    /// takes the longer way.
    func write(_ row: DataRow, sources: [Int], isNumeric: [Bool]) throws {
        row.withSlots { slots, bytes in
            // the figures and commas of a row find their room, whatever texts stand between
            let room = sources.count * BytePen.numberRoom
            buffer.reserve(room)
            var end = buffer.end
            for (at, source) in sources.enumerated() {
                if at > 0 { end = BytePen.put(byte: 0x2C, at: end) }
                guard source < slots.count else { continue }
                let slot = slots[source]
                switch slot {
                case .null: continue
                case .integer(let value):
                    end = BytePen.put(value, at: end)
                    continue
                case .real(let value):
                    if let next = BytePen.put(value, at: end) {
                        end = next
                        continue
                    }
                case .text(let range):
                    guard let start = bytes.baseAddress.map({ $0 + range.lowerBound }), !range.isEmpty else { continue }
                    if Self.isPlain(start.pointee), range.count + room <= buffer.room(behind: end),
                        let next = BytePen.put(start, range.count, at: end, unless: { $0.below(0x2D) })
                    {
                        end = next
                        continue
                    }
                }
                buffer.end = end
                append(slot, bytes) { !isNumeric[at] || row[source].number == nil }
                buffer.reserve(room)
                end = buffer.end
            }
            buffer.end = end
        }
        try endRow()
    }

    /// Bytes that open no formula and are no space; not all of them, but those that most texts begin with.
    @inline(__always)
    private static func isPlain(_ first: UInt8) -> Bool { first > 0x40 ? first != 0xEF : first > 0x2D && first < 0x3D }

    private func endRow() throws {
        if dialect != .unix { buffer.append(0x0D as UInt8) }
        buffer.append(0x0A as UInt8)
        if buffer.count >= Self.block { try flush() }
    }

    @inline(never)
    private func append(_ slot: DataRow.Slot, _ bytes: UnsafeBufferPointer<UInt8>, isText: () -> Bool) {
        switch slot {
        case .null: break
        case .integer(let value): buffer.append(value)
        case .real(let value): buffer.append(value)
        case .text(let range): append(.init(rebasing: bytes[range]), isText: isText())
        }
    }

    /// - Parameter isText: asked only of what a spreadsheet would run.
    private func append(_ bytes: UnsafeBufferPointer<UInt8>, isText: @autoclosure () -> Bool) {
        guard let first = bytes.first else { return }
        let isGuarded = Self.opensFormula(first, bytes) && guardsFormulas && isText()
        // a space at an end is dropped by some readers
        if !isGuarded, first != 0x20, buffer.append(bytes, unless: Self.needsQuotes) { return }
        appendQuoted(bytes, isSpaced: first == 0x20, isGuarded: isGuarded)
    }

    private func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>, isSpaced: Bool, isGuarded: Bool) {
        let isQuoted = isSpaced || bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        if isQuoted { buffer.append(0x22 as UInt8) }
        if isGuarded { buffer.append(0x27 as UInt8) }
        for byte in bytes {
            if byte == 0x22 { buffer.append(byte) }
            buffer.append(byte)
        }
        if isQuoted { buffer.append(0x22 as UInt8) }
    }

    /// Quotes, commas, and ends of lines.
    private static func needsQuotes(_ lanes: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
        lanes.equal(0x22) .| lanes.equal(0x2C) .| lanes.equal(0x0A) .| lanes.equal(0x0D)
    }

    /// Whether a spreadsheet would run the text.
    @inline(__always)
    private static func opensFormula(_ first: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
        // full-width ＝＋－＠ are taken for the signs themselves by East Asian spreadsheets
        case 0xEF: bytes.count >= 3 && bytes[1] == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(bytes[2])
        default: false
        }
    }

    private func flush() throws {
        let written = fwrite(buffer.base, 1, buffer.count, file)
        guard written == buffer.count else { throw CSVError(path: path, reason: String(cString: strerror(errno))) }
        bytes += buffer.count
        buffer.count = 0
    }

    func close() throws {
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
