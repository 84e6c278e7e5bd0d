import Diagnostics
import Facts
import Foundation
import Ingestion
import Lexicons
import Testing

/// The folder of this test target.
let testFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()

/// An ingestor over the shipped tables.
func makeIngestor() throws -> Ingestor {
    let resources = testFolder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "Sources/Lexicons/Resources")
    let source = LexiconSource(shipped: resources)
    return try Ingestor(words: PageWordsTable(source: source), pairs: CharacterPairsTable(source: source))
}

func read(_ text: String, name: String = "a.txt", date: String = "auto") throws -> Document {
    try makeIngestor().read(Array(text.utf8), name: name, options: IngestOptions(date: date))
}

func read(_ bytes: [UInt8], name: String = "a.txt", date: String = "auto") throws -> Document {
    try makeIngestor().read(bytes, name: name, options: IngestOptions(date: date))
}

/// The code of the diagnostic that reading throws, or empty.
func refusal(of bytes: [UInt8], name: String = "a.txt") throws -> String {
    do {
        _ = try read(bytes, name: name)
        return ""
    } catch let diagnostic as Diagnostic {
        return diagnostic.code
    }
}

extension Document {
    /// A paragraph's text, a slash where a seam joins its pieces.
    func text(_ paragraph: Paragraph) -> String { paragraph.pieces.map { text[$0] }.joined(separator: "/") }

    /// Texts of an article's paragraphs of a role.
    func texts(_ article: Int, _ role: ParagraphRole = .body) -> [String] {
        articles[article].paragraphs.filter { $0.role == role }.map { text($0) }
    }

    /// Every paragraph of every article, in reading order.
    var allTexts: [String] { articles.flatMap { $0.paragraphs.map { text($0) } } }

    /// Whether no scalar belongs to two paragraphs and every piece lies in the text.
    var piecesAreSound: Bool {
        let pieces = articles.flatMap { $0.paragraphs.flatMap(\.pieces) }.sorted()
        guard pieces.allSatisfy({ $0.start >= 0 && $0.end <= text.count && $0.count > 0 }) else { return false }
        return zip(pieces, pieces.dropFirst()).allSatisfy { $0.end <= $1.start }
    }
}

extension String {
    /// Bytes in another encoding, by the C library.
    func bytes(in encoding: String) throws -> [UInt8] {
        let handle = iconv_open(encoding, "UTF-8")
        defer { iconv_close(handle) }
        var input = Array(utf8CString.dropLast())
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let status = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var a = from.baseAddress
                var b = to.baseAddress
                return iconv(handle, &a, &inputLeft, &b, &outputLeft)
            }
        }
        try #require(status == 0)
        return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
    }
}
