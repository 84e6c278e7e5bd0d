import Facts

/// One value of a query's answer, as the store holds it.
public enum DataCell: Sendable, Hashable {
    case null
    case text(String)
    /// An exact decimal in plain digits; kept as text until a cell needs a double.
    case decimal(String)
    case integer(Int64)
    case real(Double)

    /// Null and empty text mean the same: nothing is known.
    public var isEmpty: Bool {
        switch self {
        case .null: true
        case .text(let text), .decimal(let text): text.isEmpty
        case .integer, .real: false
        }
    }

    /// How long the value's text is, without making it.
    var byteCount: Int {
        switch self {
        case .null: 0
        case .text(let text), .decimal(let text): text.utf8.count
        case .integer(let value): value < 0 ? 20 : value < 1_000_000 ? 6 : 19
        case .real: 20
        }
    }

    var isReal: Bool { if case .real = self { true } else { false } }

    /// The value as text, digits as they are stored; empty for null.
    public var text: String {
        switch self {
        case .null: ""
        case .text(let text), .decimal(let text): text
        case .integer(let value): String(value)
        case .real(let value): ExcelNumber.text(value)
        }
    }

    /// The exact decimal that the cell holds, where it holds one.
    var exact: ExactDecimal? {
        switch self {
        case .null: nil
        case .text(let text), .decimal(let text): ExactDecimal(text)
        case .integer(let value): ExactDecimal(coefficient: value)
        case .real(let value): ExactDecimal(ExcelNumber.text(value))
        }
    }

    /// The nearest double, rounded to Excel's 15 digits; `nil` for what is not a number.
    var number: Double? {
        switch self {
        case .null: nil
        case .text(let text), .decimal(let text): ExcelNumber.value(of: text)
        case .integer(let value): ExcelNumber.rounded(Double(value))
        case .real(let value): value.isFinite ? ExcelNumber.rounded(value) : nil
        }
    }
}

/// A query's rows, read one at a time.
public protocol RowCursor {
    /// - Returns: the next row, one value a column, or `nil` after the last.
    mutating func next() throws -> DataRow?
}

/// The answer of one query: its column names and its rows in a fixed order.
///
/// The rows may be walked more than once (once to measure widths and sums, once to write); every
/// walk gives the same rows in the same order. The renderer never sorts, so the query has to.
public protocol DataSet {
    var columns: [String] { get }
    func makeCursor() throws -> any RowCursor
    /// Walks the rows without a cursor, where that is cheaper.
    func forEachRow(_ body: (DataRow) throws -> Void) throws
}

extension DataSet {
    public func forEachRow(_ body: (DataRow) throws -> Void) throws {
        var cursor = try makeCursor()
        while let row = try cursor.next() { try body(row) }
    }
}

/// A query of a template, to be run by whoever owns the store.
public struct ReportQuery: Sendable, Hashable {
    /// The sheet's id, for messages.
    public var sheet: String
    public var sql: String
    /// Values of the named parameters: `:key` of a repeated sheet. Empty for every other query.
    public var parameters: [String: String]

    public init(sheet: String, sql: String, parameters: [String: String] = [:]) {
        self.sheet = sheet
        self.sql = sql
        self.parameters = parameters
    }
}

/// An article's text, for the page that shows where a figure stands.
public struct ReportArticle: Sendable {
    /// A paragraph as the text of its pieces; `pieces` are offsets into the document, in the order of the text.
    public struct Paragraph: Sendable {
        public var role: ParagraphRole
        public var pieces: [TextSpan]
        public var text: String

        public init(role: ParagraphRole, pieces: [TextSpan], text: String) {
            self.role = role
            self.pieces = pieces
            self.text = text
        }
    }

    public var document: String
    public var ordinal: Int
    public var title: String
    public var byline: String
    public var date: String
    public var paragraphs: [Paragraph]

    public init(
        document: String, ordinal: Int, title: String, byline: String = "", date: String = "", paragraphs: [Paragraph]
    ) {
        self.document = document
        self.ordinal = ordinal
        self.title = title
        self.byline = byline
        self.date = date
        self.paragraphs = paragraphs
    }

    /// The article as the reader left it, cut from its document.
    public init(_ article: Article, of document: Document) {
        self.init(
            document: document.name, ordinal: article.ordinal, title: article.title, byline: article.byline,
            date: article.date,
            paragraphs: article.paragraphs.map { paragraph in
                Paragraph(
                    role: paragraph.role, pieces: paragraph.pieces,
                    text: paragraph.pieces.map { document.text[$0] }.joined())
            })
    }
}

/// Where a report's rows come from. The renderer never sees a database.
public protocol ReportData {
    func dataSet(_ query: ReportQuery) throws -> any DataSet
    /// The article that evidence points into, for the HTML page; `nil` where the text is not at hand.
    func article(document: String, ordinal: Int) throws -> ReportArticle?
}

extension ReportData {
    public func article(document: String, ordinal: Int) throws -> ReportArticle? { nil }
}
