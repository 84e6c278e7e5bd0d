import Diagnostics
import Facts

/// Decoded text of a source.
struct DecodedText {
    var scalars: ContiguousArray<UInt32>
    /// IANA name of the encoding.
    var encoding: String
    var notes: [Diagnostic] = []
}

/// Finds the encoding of bytes and decodes them.
///
/// The order is: byte-order mark, what the document declares, strict UTF-8, UTF-16 by likelihood,
/// then GB18030 or Big5 by likelihood with uchardet as adviser. Anything labelled GB2312 or GBK is
/// read as GB18030, which holds both.
struct TextDecoder {
    let name: String
    let deadline: Deadline

    /// More damage than this, by character, and the text is refused.
    static let tolerance = 0.005

    /// - Parameter declared: encoding that the document names, empty where it names none.
    /// - Throws: ``Diagnostic`` `ingest.damaged` past ``tolerance``, `ingest.not-text` for binary data.
    func decode(_ bytes: UnsafeBufferPointer<UInt8>, declared: String = "") throws -> DecodedText {
        if let marked = try byMark(bytes) { return try checked(marked.0, marked.1, damaged: marked.2) }
        let sample = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 20))
        if MagicBytes.controlShare(sample) > 0.01, LegacyEncodings.utf16(sample) == nil {
            throw Diagnostic(
                code: "ingest.not-text", "`\(name)` is not text: it is binary data of an unknown kind",
                help: "keep text, HTML and PDF files in the source folder, or narrow its pattern")
        }
        let named = Self.canonical(declared)
        if !named.isEmpty, named != "UTF-8", let result = try Iconv.decode(bytes, encoding: named, deadline: deadline),
            Double(result.damaged) <= Self.tolerance * Double(max(1, result.scalars.count))
        {
            return try checked(result.scalars, named, damaged: result.damaged)
        }
        let utf8 = try UTF8Decoder.decode(bytes, giveUpAfter: max(16, bytes.count / 200), deadline: deadline)
        if utf8.damaged == 0, utf8.multibyte > 0 || !sample.contains(0) || LegacyEncodings.utf16(sample) == nil {
            return DecodedText(scalars: utf8.scalars, encoding: "UTF-8")
        }
        if let order = LegacyEncodings.utf16(sample),
            let result = try Iconv.decode(bytes, encoding: order, deadline: deadline)
        {
            return try checked(result.scalars, order, damaged: result.damaged)
        }
        if utf8.multibyte > 50 * utf8.damaged { return try checked(utf8.scalars, "UTF-8", damaged: utf8.damaged) }
        let encoding = legacy(sample)
        guard let result = try Iconv.decode(bytes, encoding: encoding, deadline: deadline) else {
            return try checked(utf8.scalars, "UTF-8", damaged: utf8.damaged)
        }
        return try checked(result.scalars, encoding, damaged: result.damaged)
    }

    private func byMark(_ bytes: UnsafeBufferPointer<UInt8>) throws -> (ContiguousArray<UInt32>, String, Int)? {
        let head = Array(bytes.prefix(4))
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            let result = try UTF8Decoder.decode(bytes, from: 3, deadline: deadline)
            return (result.scalars, "UTF-8", result.damaged)
        }
        let marks: [([UInt8], String)] = [
            ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"), ([0xFF, 0xFE], "UTF-16LE"),
            ([0xFE, 0xFF], "UTF-16BE"), ([0x84, 0x31, 0x95, 0x33], "GB18030"),
        ]
        for (mark, encoding) in marks where head.starts(with: mark) {
            if let result = try Iconv.decode(bytes, from: mark.count, encoding: encoding, deadline: deadline) {
                return (result.scalars, encoding, result.damaged)
            }
        }
        return nil
    }

    private func legacy(_ sample: UnsafeBufferPointer<UInt8>) -> String {
        let gb = LegacyEncodings.gb18030(sample)
        let big5 = LegacyEncodings.big5(sample)
        if max(gb.likelihood, big5.likelihood) > 0.6, min(gb.damage, big5.damage) < 0.05 {
            // a reading with less damage wins; between clean readings, the everyday one
            if abs(gb.damage - big5.damage) > 0.02 { return gb.damage < big5.damage ? "GB18030" : "BIG5-HKSCS" }
            if abs(gb.likelihood - big5.likelihood) > 0.05 {
                return gb.likelihood > big5.likelihood ? "GB18030" : "BIG5-HKSCS"
            }
        }
        let advice = Self.canonical(LegacyEncodings.advice(sample))
        if advice == "BIG5-HKSCS" || advice == "GB18030" { return advice }
        if gb.likelihood > 0.5, gb.damage < 0.05 { return "GB18030" }
        return advice.isEmpty || advice == "UTF-8" ? "GB18030" : advice
    }

    /// Names that mean the same, as the encoding that reads them all.
    static func canonical(_ label: String) -> String {
        let plain = label.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "": return ""
        case "utf8", "ascii", "usascii": return "UTF-8"
        case "gb2312", "gbk", "gb18030", "hzgb2312", "cp936", "windows936", "xgbk", "chinese", "euccn", "gb231280":
            return "GB18030"
        case "big5", "big5hkscs", "cp950", "windows950", "xxbig5", "cnbig5": return "BIG5-HKSCS"
        case "utf16", "utf16le", "unicode": return "UTF-16LE"
        case "utf16be": return "UTF-16BE"
        case "iso88591", "latin1": return "WINDOWS-1252"
        default: return label.uppercased()
        }
    }

    private func checked(_ scalars: ContiguousArray<UInt32>, _ encoding: String, damaged: Int) throws -> DecodedText {
        var text = DecodedText(scalars: scalars, encoding: encoding == "BIG5-HKSCS" ? "Big5-HKSCS" : encoding)
        guard damaged > 0 else { return text }
        let help = "save the file again as UTF-8 from the program that made it"
        if Double(damaged) > max(1, Self.tolerance * Double(scalars.count)) {
            throw Diagnostic(
                code: "ingest.damaged",
                "`\(name)` cannot be read as text: \(damaged) of \(scalars.count) characters are damaged in \(text.encoding)",
                help: help)
        }
        text.notes.append(
            Diagnostic(
                .warning, code: "ingest.damaged",
                "`\(name)` has \(damaged) damaged character\(damaged == 1 ? "" : "s") in \(text.encoding)",
                help: help))
        return text
    }
}
