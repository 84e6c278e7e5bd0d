import Diagnostics
import Facts

/// Reads HTML: the document's text is what a person reads, blocks on lines of their own.
///
/// Left out: scripts, styles, navigation, forms and blocks made of links alone. A data table gives
/// one line a row, its cells parted by tabs, its caption before them. Offsets of facts count in this
/// extracted text. Nothing is fetched, whatever the document links to.
struct HTMLReader: SourceReader {
    func recognises(_ bytes: UnsafeBufferPointer<UInt8>, name: String) -> Bool {
        // most sources are plain text, which this tells at once
        guard bytes.prefix(4_096).contains(UInt8(ascii: "<")) else { return false }
        // UTF-16 shows the same letters with a zero beside each
        let head = String(decoding: bytes.prefix(4_096).filter { $0 != 0 }, as: UTF8.self).lowercased()
        let trimmed = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
        if ["<!doctype html", "<html", "<head", "<body"].contains(where: trimmed.hasPrefix) { return true }
        if ["<html", "<!doctype html", "<body"].contains(where: head.contains), trimmed.hasPrefix("<") { return true }
        let suffix = name.lowercased().split(separator: ".").last ?? ""
        return ["html", "htm", "shtml", "xhtml"].contains(suffix) && trimmed.hasPrefix("<")
    }

    func read(_ bytes: UnsafeBufferPointer<UInt8>, name: String, deadline: Deadline) throws -> ReadSource {
        let decoder = TextDecoder(name: name, deadline: deadline)
        let decoded = try Mojibake(name: name).repair(decoder.decode(bytes, declared: Self.declaredEncoding(bytes)))
        try deadline.check()
        let tree = try HTMLTree(scalars: decoded.scalars, name: name)
        var extraction = HTMLExtraction(deadline: deadline)
        try extraction.run(over: tree)
        let metadata = tree.metadata()
        return ReadSource(
            text: extraction.text, encoding: decoded.encoding, roles: extraction.roles, linesAreParagraphs: true,
            title: metadata.title, date: metadata.date, notes: decoded.notes)
    }

    /// `charset=` of a `meta` element or an XML declaration in the first 4 KB.
    static func declaredEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let head = String(decoding: bytes.prefix(4_096), as: UTF8.self).lowercased()
        for key in ["charset=", "encoding="] {
            var rest = head[...]
            while let at = rest.firstRange(of: key) {
                let value = rest[at.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
                    .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
                if !value.isEmpty { return String(value) }
                rest = rest[at.upperBound...]
            }
        }
        return ""
    }
}
