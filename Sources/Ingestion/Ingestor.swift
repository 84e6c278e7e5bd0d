import Diagnostics
import Facts
import Lexicons

/// What reading one source gave: the document, and what a person should know about its bytes.
public struct IngestedSource: Sendable {
    public var document: Document
    /// Warnings: repaired or lost characters, a file whose suffix lies.
    public var notes: [Diagnostic]
}

/// Reads the bytes of one source file into a document: decoded, split into articles, re-stitched.
///
/// Pure: the same bytes, name and options give the same document, on any machine and thread.
public struct Ingestor: Sendable {
    private let words: PageWordsTable
    private let pairs: CharacterPairsTable

    public init(lexicons: LexiconSet) {
        self.init(words: lexicons.pageWords, pairs: lexicons.characterPairs)
    }

    /// With the two tables alone that reading needs.
    public init(words: PageWordsTable, pairs: CharacterPairsTable) {
        self.words = words
        self.pairs = pairs
    }

    /// - Parameter name: path as facts will carry it; its suffix is a hint, the bytes decide.
    /// - Returns: a document whose articles are in reading order. Offsets are of the decoded
    ///   scalars, a byte-order mark left out and CR kept; of an HTML file, of the extracted text.
    /// - Throws: ``Diagnostic`` for bytes that are no text (`ingest.not-text`), nothing but white
    ///   space (`ingest.empty`), too damaged (`ingest.damaged`, `ingest.mojibake`), or in need of a
    ///   program that is missing (`ingest.needs-program`); ``DeadlineExceeded``.
    public func read(_ bytes: [UInt8], name: String, options: IngestOptions, deadline: Deadline = .never) throws
        -> Document
    {
        try ingest(bytes, name: name, options: options, deadline: deadline).document
    }

    /// As ``read(_:name:options:deadline:)``, with the notes about the bytes.
    public func ingest(
        _ bytes: [UInt8], name: String, options: IngestOptions, deadline: Deadline = .never
    ) throws -> IngestedSource {
        let source = try bytes.withUnsafeBufferPointer { buffer in
            try ReaderCatalog.reader(for: buffer, name: name).read(buffer, name: name, deadline: deadline)
        }
        guard source.text.contains(where: { !Characters.isSpace($0) && !Characters.isLineBreak($0) }) else {
            throw Diagnostic(
                code: "ingest.empty", bytes.isEmpty ? "`\(name)` is empty" : "`\(name)` holds no text",
                help: "fetch the source again, or take it out of the source folder")
        }
        let document = try source.text.withUnsafeBufferPointer { text in
            try structure(
                source, Page(text: text, words: words, pairs: pairs, deadline: deadline), name: name, options: options)
        }
        return IngestedSource(document: document, notes: source.notes)
    }

    /// A text as one article with a paragraph for each line, nothing joined or taken apart.
    public static func plain(text: SourceText, name: String, date: CalendarDay?) -> Document {
        let lines = text.scalars.withUnsafeBufferPointer { (try? LineSplitter.lines(of: $0, deadline: .never)) ?? [] }
        let paragraphs = lines.map { Paragraph(role: .body, pieces: [TextSpan($0.start, $0.end)]) }
        return Document(
            name: name, text: text, date: date, dateOrigin: date == nil ? "" : "given",
            articles: [Article(ordinal: 0, paragraphs: Array(paragraphs))])
    }

    private func structure(_ source: ReadSource, _ page: Page, name: String, options: IngestOptions) throws -> Document
    {
        let builder = BlockBuilder(page: page, hints: source.roles, linesAreParagraphs: source.linesAreParagraphs)
        let blocks = try builder.blocks()
        var articles = try ArticleBuilder(page: page, knownTitle: source.title).articles(blocks)
        let date = DocumentDateFinder(page: page, name: name)
            .find(option: options.date, blocks: blocks, articles: articles, metadata: source.date)
        let dates = ArticleDate(page: page, document: date.day)
        let places = ArticlePlace(page: page)
        for i in articles.indices {
            articles[i].date = dates.date(of: articles[i])
            articles[i].place = places.place(of: articles[i])
        }
        return Document(
            name: name, text: SourceText(scalars: source.text), date: date.day, dateOrigin: date.origin,
            encoding: source.encoding, articles: articles)
    }
}
