/// What a paragraph is on its page.
public enum ParagraphRole: String, Sendable, Codable, CaseIterable {
    case title, kicker, heading, byline, lead, body, caption, row, furniture
}

/// A paragraph as its author wrote it: the pieces of the source that, joined, are its text.
///
/// A paragraph cut by a column break has several pieces; they need not stand in file order.
public struct Paragraph: Sendable, Hashable, Codable {
    public var role: ParagraphRole
    public var pieces: [TextSpan]

    public init(role: ParagraphRole, pieces: [TextSpan]) {
        self.role = role
        self.pieces = pieces
    }
}

/// One article of a document.
public struct Article: Sendable, Hashable, Codable {
    /// Position in the document's reading order, from 0.
    public var ordinal: Int
    public var title: String
    public var kicker: String
    public var byline: String
    /// ISO 8601 day or month of the article's own dateline, or empty.
    public var date: String
    /// Place of the dateline or headline as written, or empty.
    public var place: String
    public var paragraphs: [Paragraph]

    public init(
        ordinal: Int, title: String = "", kicker: String = "", byline: String = "", date: String = "",
        place: String = "", paragraphs: [Paragraph]
    ) {
        self.ordinal = ordinal
        self.title = title
        self.kicker = kicker
        self.byline = byline
        self.date = date
        self.place = place
        self.paragraphs = paragraphs
    }
}

/// A decoded source with its articles. Everything later points into ``text``.
public struct Document: Sendable {
    /// The name that facts carry: the source's path below the pipeline, or as given.
    public var name: String
    public var text: SourceText
    /// Day that relative periods (今年, 目前) are resolved against; `nil` leaves them empty.
    public var date: CalendarDay?
    /// How ``date`` was found: `given`, `dateline`, `html-meta`, `file-name`, or empty.
    public var dateOrigin: String
    /// Encoding the bytes were decoded with, IANA name.
    public var encoding: String
    public var articles: [Article]

    public init(
        name: String, text: SourceText, date: CalendarDay? = nil, dateOrigin: String = "", encoding: String = "UTF-8",
        articles: [Article]
    ) {
        self.name = name
        self.text = text
        self.date = date
        self.dateOrigin = dateOrigin
        self.encoding = encoding
        self.articles = articles
    }
}
