/// What bytes are, whatever their file is called.
enum MagicBytes {
    /// Signatures at offset 0 with the name a person knows.
    private static let signatures: [(bytes: [UInt8], name: String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        (Array("GIF8".utf8), "a GIF image"),
        ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"), ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Office document"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0x1F, 0x8B, 0x08], "gzip data"), (Array("BZh".utf8), "bzip2 data"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz data"), ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard data"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"), (Array("Rar!".utf8) + [0x1A, 0x07], "a RAR archive"),
        ([0x7F] + Array("ELF".utf8), "an ELF program"), (Array("MZ".utf8) + [0x90, 0x00], "a Windows program"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a Java class or a macOS program"), ([0xCF, 0xFA, 0xED, 0xFE], "a macOS program"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document"),
        (Array("SQLite format 3".utf8) + [0x00], "a SQLite database"), (Array("%!PS".utf8), "a PostScript file"),
        (Array("{\\rtf".utf8), "an RTF document"), (Array("OggS".utf8), "Ogg media"),
        (Array("ID3".utf8), "an MP3 recording"),
        (Array("wOFF".utf8), "a web font"), ([0x00, 0x61, 0x73, 0x6D], "a WebAssembly module"),
    ]

    static func isPDF(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { begins(bytes, with: Array("%PDF-".utf8)) }

    /// The name of a known kind of bytes that is no text, or `nil`.
    static func kind(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if isPDF(bytes) { return "a PDF document" }
        for signature in signatures where begins(bytes, with: signature.bytes) { return signature.name }
        if bytes.count > 12, begins(bytes, with: Array("RIFF".utf8)) {
            let form = String(decoding: bytes[8..<12], as: UTF8.self)
            return form == "WEBP" ? "a WebP image" : form == "WAVE" ? "a WAVE recording" : "RIFF media"
        }
        if bytes.count > 12, Array(bytes[4..<8]) == Array("ftyp".utf8) { return "an MPEG-4 file" }
        if bytes.count > 262, Array(bytes[257..<262]) == Array("ustar".utf8) { return "a tar archive" }
        return nil
    }

    private static func begins(_ bytes: UnsafeBufferPointer<UInt8>, with signature: [UInt8]) -> Bool {
        guard bytes.count >= signature.count else { return false }
        for i in 0..<signature.count where bytes[i] != signature[i] { return false }
        return true
    }

    /// Share of the first 64 KB that no text holds: control bytes other than white space and escape.
    static func controlShare(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
        let length = min(bytes.count, 65_536)
        guard length > 0 else { return 0 }
        var controls = 0
        for i in 0..<length {
            let b = bytes[i]
            if b < 0x20, b != 9, b != 10, b != 13, b != 12, b != 0x1B { controls += 1 }
        }
        return Double(controls) / Double(length)
    }
}
