import Diagnostics
import Facts

/// Text that was decoded with a wrong encoding before it was saved: noticed, and undone where the
/// way back gives exactly the scalars that were read.
struct Mojibake {
    let name: String

    /// - Throws: ``Diagnostic`` `ingest.mojibake` where characters are lost (`锟斤拷`) beyond 0.5 %.
    func repair(_ text: DecodedText) throws -> DecodedText {
        var text = text
        try refuseLost(&text)
        guard !text.scalars.isEmpty else { return text }
        if let repaired = reread(text.scalars, through: "WINDOWS-1252", looksWrong: Self.isLatinNoise)
            ?? reread(text.scalars, through: "ISO-8859-1", looksWrong: Self.isLatinNoise)
        {
            return record(repaired, was: "Latin-1", in: text)
        }
        if let repaired = reread(text.scalars, through: "GB18030", looksWrong: { $0 >= 0x80 }) {
            return record(repaired, was: "GB18030", in: text)
        }
        return text
    }

    private func record(_ scalars: ContiguousArray<UInt32>, was wrong: String, in text: DecodedText) -> DecodedText {
        var text = text
        text.scalars = scalars
        text.notes.append(
            Diagnostic(
                .warning, code: "ingest.mojibake-repaired",
                "`\(name)` was UTF-8 read as \(wrong) and saved again; it was turned back, and encoding it the wrong way again gives the same bytes",
                help: "save the source again as UTF-8 to be rid of this message"))
        return text
    }

    /// U+FFFD twice, read as GBK, is 锟斤拷: what stood there cannot be had back.
    private func refuseLost(_ text: inout DecodedText) throws {
        var lost = 0
        let scalars = text.scalars
        var i = 0
        while i < scalars.count {
            if scalars[i] == 0xFFFD { lost += 1 }
            if scalars[i] == 0x951F, i + 2 < scalars.count, scalars[i + 1] == 0x65A4, scalars[i + 2] == 0x62F7 {
                lost += 2
                i += 2
            }
            i += 1
        }
        guard lost > 0 else { return }
        let help = "the original characters are gone; fetch the source again"
        if Double(lost) > max(2, TextDecoder.tolerance * Double(scalars.count)) {
            throw Diagnostic(
                code: "ingest.mojibake",
                "`\(name)` has lost \(lost) of its \(scalars.count) characters (`锟斤拷` or U+FFFD)", help: help)
        }
        if text.notes.isEmpty {
            text.notes.append(
                Diagnostic(
                    .warning, code: "ingest.mojibake",
                    "`\(name)` has lost \(lost) character\(lost == 1 ? "" : "s") (`锟斤拷` or U+FFFD)",
                    help: help))
        }
    }

    /// Encodes the text in `encoding` and reads it as UTF-8, where a sample promises that this is right.
    private func reread(
        _ scalars: ContiguousArray<UInt32>, through encoding: String, looksWrong: (UInt32) -> Bool
    ) -> ContiguousArray<UInt32>? {
        var foreign = 0
        var strange = 0
        for scalar in scalars.prefix(4_000) where scalar >= 0x80 {
            foreign += 1
            if looksWrong(scalar) { strange += 1 }
        }
        guard strange >= 4, strange * 10 >= foreign * 9 else { return nil }
        guard encoding != "GB18030" || mayBeDoubleGB(scalars) else { return nil }
        guard let bytes = encode(scalars, encoding) else { return nil }
        let read = bytes.withUnsafeBufferPointer { try? UTF8Decoder.decode($0, giveUpAfter: 0) }
        guard let read, read.damaged == 0, read.multibyte > 0 else { return nil }
        let han = read.scalars.prefix(4_000).reduce(0) { $0 + (Characters.isHan($1) ? 1 : 0) }
        let notASCII = read.scalars.prefix(4_000).reduce(0) { $0 + ($1 >= 0x80 ? 1 : 0) }
        guard han > 0, han * 2 >= notASCII else { return nil }
        return read.scalars
    }

    /// A short test: UTF-8 read as GBK is valid UTF-8 when turned back, real Chinese is not.
    private func mayBeDoubleGB(_ scalars: ContiguousArray<UInt32>) -> Bool {
        let sample = ContiguousArray(scalars.lazy.filter { $0 >= 0x80 }.prefix(60))
        guard sample.count >= 4, let bytes = Iconv.encode(Array(sample)[...], encoding: "GB18030") else { return false }
        let read = bytes.withUnsafeBufferPointer { try? UTF8Decoder.decode($0) }
        guard let read else { return false }
        return read.multibyte > 0 && read.damaged * 8 <= read.multibyte
    }

    private func encode(_ scalars: ContiguousArray<UInt32>, _ encoding: String) -> [UInt8]? {
        if encoding == "ISO-8859-1" {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(scalars.count)
            for scalar in scalars {
                guard scalar < 0x100 else { return nil }
                bytes.append(UInt8(scalar))
            }
            return bytes
        }
        if encoding == "WINDOWS-1252" { return WindowsLatin.encode(scalars) }
        return Iconv.encode(Array(scalars)[...], encoding: encoding)
    }

    /// Characters that UTF-8's bytes become under Latin-1 and Windows-1252.
    private static func isLatinNoise(_ scalar: UInt32) -> Bool {
        // ™ is the last of Windows-1252
        scalar <= 0x2122 && (scalar > 0xFF ? WindowsLatin.byte(for: scalar) != nil : scalar >= 0x80)
    }
}
