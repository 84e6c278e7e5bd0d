import Diagnostics

/// What to write, and the limits at which a sheet changes its form.
public struct RenderOptions: Sendable {
    public enum Output: String, Sendable, CaseIterable { case xlsx, csv, html }

    /// How CSV files are written.
    public enum CSVDialect: String, Sendable, CaseIterable {
        /// CRLF, no byte-order mark, column keys as header.
        case rfc4180
        /// CRLF with a byte-order mark, labels as header: what Excel opens with its Chinese intact.
        case excel
        /// LF, no byte-order mark, column keys as header.
        case unix
    }

    public var language: ReportLanguage = .zh
    public var outputs: Set<Output> = [.xlsx, .csv]
    public var csvDialect: CSVDialect = .rfc4180
    /// Put an apostrophe before CSV text that a spreadsheet would run as a formula.
    public var guardsFormulas = true
    /// Up to so many rows a sheet's table is an Excel table; above, a filtered band with the same look.
    public var tableRows = 5_000
    /// From so many rows in any sheet the whole workbook is written in constant memory, without Excel tables.
    public var constantMemoryRows = 20_000
    /// Rows of data a sheet holds at most; the rest goes to `… (2)`, `… (3)`.
    public var rowLimit = 1_000_000
    /// Put before every relative path of a file link: from the report's folder to where those paths start.
    public var sourcePrefix = ""
    /// Cell notes past so many are left out, because each weighs more than its row.
    public var noteLimit = 2_000

    /// Rows of a table on the HTML page; the CSV file beside holds them all, and the page says so.
    public var pageRows = 2_000

    public init() {}
}

/// A file that was written.
public struct RenderedFile: Sendable, Hashable {
    /// Relative to the folder given.
    public var path: String
    /// Rows of data in it.
    public var rows: Int
    public var bytes: Int
}

/// What a rendering made.
public struct RenderedReport: Sendable {
    /// In a fixed order: workbook, CSV files, `datapackage.json`, page.
    public var files: [RenderedFile]
    /// What a reader should know: text cut at Excel's limit, sheets split, subtotals left out.
    public var warnings: [Diagnostic]
}
