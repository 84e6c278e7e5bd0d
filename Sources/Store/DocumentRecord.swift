import Facts

/// A document as ingest hands it on, with where it came from.
public struct DocumentRecord: Sendable {
    public var document: Document
    /// Name of the source in the pipeline file.
    public var source: String
    /// Path below the pipeline's folder.
    public var path: String
    /// Digest of the file's bytes.
    public var digest: String
    public var bytes: Int

    public init(document: Document, source: String, path: String, digest: String, bytes: Int) {
        self.document = document
        self.source = source
        self.path = path
        self.digest = digest
        self.bytes = bytes
    }

    /// Rows of ``DocumentTable/article``.
    public var articleRows: [[StoreValue]] {
        document.articles.map { article in
            let pieces = article.paragraphs.flatMap(\.pieces)
            let joins = article.paragraphs.reduce(0) { $0 + max(0, $1.pieces.count - 1) }
            return [
                StoreValue(article.ordinal), .text(article.title), .text(article.kicker), .text(article.byline),
                .text(article.date), .text(article.place), StoreValue(article.paragraphs.count),
                StoreValue(pieces.reduce(0) { $0 + inkedScalars($1) }), StoreValue(joins),
                StoreValue(pieces.map(\.start).min() ?? 0), .text(Self.layout(of: article)),
            ]
        }
    }

    /// Scalars that are no white space, so that a reflowed line does not count as a change of the article.
    private func inkedScalars(_ span: TextSpan) -> Int {
        let scalars = document.text.scalars
        guard span.start >= 0, span.end <= scalars.count, span.start < span.end else { return 0 }
        return scalars[span.start..<span.end].reduce(0) { $0 + ($1 <= 0x20 || $1 == 0x3000 || $1 == 0xA0 ? 0 : 1) }
    }

    static func layout(of article: Article) -> String {
        article.paragraphs.map { "\($0.role.rawValue) \(SpanText.write($0.pieces))" }.joined(separator: ";")
    }

    static func paragraphs(from layout: String) -> [Paragraph] {
        layout.split(separator: ";").compactMap { part in
            let halves = part.split(separator: " ", maxSplits: 1)
            guard let role = halves.first.flatMap({ ParagraphRole(rawValue: String($0)) }) else { return nil }
            return Paragraph(role: role, pieces: halves.count == 2 ? SpanText.read(halves[1]) : [])
        }
    }
}

extension StoreWriter {
    /// Writes a document and its articles; facts made of an earlier version stay until they are replaced.
    public func put(_ record: DocumentRecord) throws {
        let document = record.document
        try run(
            """
            INSERT INTO document (name, source, path, encoding, date, date_origin, digest, bytes, scalars)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (name) DO UPDATE SET source = ?2, path = ?3, encoding = ?4, date = ?5, date_origin = ?6,
                digest = ?7, bytes = ?8, scalars = ?9
            """,
            [
                .text(document.name), .text(record.source), .text(record.path), .text(document.encoding),
                .text(document.date?.description ?? ""), .text(document.dateOrigin), .text(record.digest),
                StoreValue(record.bytes), StoreValue(document.text.count),
            ])
        try run(
            "INSERT OR REPLACE INTO document_text (document_id, text) SELECT id, ?2 FROM document WHERE name = ?1",
            [.text(document.name), .blob(Array(document.text.string.utf8))])
        try replace(DocumentRows(document: document.name, tables: [(.article, record.articleRows)]))
    }
}

extension StoreReader {
    /// The document as it was ingested, `nil` where the store has none of that name.
    public func document(named name: String) throws -> Document? {
        guard let row = try rows(
            """
            SELECT d.id, d.encoding, d.date, d.date_origin, t.text
            FROM document d JOIN document_text t ON t.document_id = d.id WHERE d.name = ?
            """, [.text(name)]).first
        else { return nil }
        let articles = try rows(
            "SELECT article, title, kicker, byline, date, place, layout FROM article WHERE document_id = ? ORDER BY article",
            [row[0]]
        ).map {
            Article(
                ordinal: $0[0].integer, title: $0[1].text, kicker: $0[2].text, byline: $0[3].text, date: $0[4].text,
                place: $0[5].text, paragraphs: DocumentRecord.paragraphs(from: $0[6].text))
        }
        return Document(
            name: name, text: SourceText(row[4].text), date: CalendarDay(row[2].text), dateOrigin: row[3].text,
            encoding: row[1].text, articles: articles)
    }
}
