import Diagnostics

/// A report's look, read from `Templates/<name>.yml` and checked: which sheets, from which queries,
/// with which columns, formulas and charts.
///
/// Everything a template can say is in ``TemplateShapes``, from which the parser's checks and the
/// JSON Schema (``jsonSchema``) are both made.
public struct ReportTemplate: Sendable {
    /// Lower-case ASCII; the name of the files made from it.
    public var name: String
    public var title: Localized
    public var description: Localized
    public var sheets: [SheetDefinition]
    /// Words for the codes that data holds: table name → code → label.
    public var codes: [String: [String: Localized]]
    /// The file it was read from, for messages.
    public var file: String

    /// Every query of the template with its place in the file, so that a validator can prepare each.
    public var queries: [(sheet: String, sql: String, location: SourceLocation)] {
        sheets.flatMap { sheet -> [(sheet: String, sql: String, location: SourceLocation)] in
            var all: [(sheet: String, sql: String, location: SourceLocation)] = []
            if let repeats = sheet.repeats { all.append((sheet.id, repeats.sql, repeats.location)) }
            for block in sheet.blocks {
                if let query = block.sql { all.append((sheet.id, query.text, query.location)) }
                if let query = block.values { all.append((sheet.id, query.text, query.location)) }
            }
            return all
        }
    }
}

/// What a sheet is for. Each kind is drawn by one entry of ``SheetKindCatalog``.
public enum SheetKind: String, Sendable, CaseIterable {
    /// The first sheet: what the report is, its counts, links to the others.
    case contents
    /// Several small tables with charts.
    case summary
    /// One table of any length.
    case table
    /// One table whose rows other sheets link to.
    case evidence
    /// One table with cells that a person fills in; the rest is locked.
    case review
    /// Paragraphs with values filled in.
    case text
}

/// Text of the template with its place in the file.
public struct PlacedText: Sendable, Hashable {
    public var text: String
    public var location: SourceLocation
}

public struct SheetDefinition: Sendable {
    public var kind: SheetKind
    /// Lower-case ASCII; names the CSV file and the named range.
    public var id: String
    public var name: Localized
    public var title: Localized
    public var note: Localized
    public var blocks: [BlockDefinition]
    public var repeats: RepeatDefinition?
    public var freezeColumns: Int
    public var filter: Bool
    public var tabColor: UInt32?
    public var printing: PrintDefinition
    public var hideWhenEmpty: Bool
    public var location: SourceLocation
}

/// One sheet for each row of a query, from one definition.
public struct RepeatDefinition: Sendable {
    public var sql: String
    /// The column of `sql` that gives `{key}` in names and `:key` in the sheet's queries.
    public var key: String
    public var limit: Int
    public var location: SourceLocation
}

public struct PrintDefinition: Sendable, Hashable {
    public var landscape = true
    /// Pages across; rows run over as many pages as they need.
    /// `nil` gives as many as keep the text readable.
    public var pagesWide: Int?
}

public struct BlockDefinition: Sendable {
    public var id: String
    public var title: Localized
    public var text: [Localized]
    public var sql: PlacedText?
    public var values: PlacedText?
    public var columns: [ColumnDefinition]
    /// The column whose value other sheets' links look for.
    public var key: String?
    public var group: GroupDefinition?
    public var totals: TotalsDefinition?
    public var conditions: [ConditionDefinition]
    public var charts: [ChartDefinition]
    public var location: SourceLocation
}

public struct GroupDefinition: Sendable, Hashable {
    public var by: String
    public var subtotal: [String]
    public var location: SourceLocation
}

public struct TotalsDefinition: Sendable, Hashable {
    public var label: Localized
    public var sum: [String]
    /// The column whose values are never added to one another: a row of totals for each.
    public var by: String?
    public var location: SourceLocation
}

public enum ColumnFormat: String, Sendable, CaseIterable {
    /// Text, always stored as text: long digits and leading zeros stay.
    case text
    case integer, decimal
    /// A figure in percent: 74.38 is shown as 74.38%.
    case percent
    case multiple
    /// Yuan, shown in 万 and 亿; the stored number stays in yuan.
    case money
    /// A figure whose unit stands in another column: money where that is CNY.
    case quantity
    /// An ISO day becomes a date; anything less exact stays text.
    case date
    case confidence
    /// A sentence with a figure marked, by the columns `start` and `surface`.
    case marked

    package var isNumeric: Bool {
        switch self {
        case .text, .date, .marked: false
        default: true
        }
    }
}

/// A fixed scale for a column of money.
public enum MoneyScale: String, Sendable, CaseIterable {
    case auto
    case yuan = "元"
    case wan = "万元"
    case yi = "亿元"
}

public struct ColumnDefinition: Sendable {
    public var key: String
    public var label: Localized
    public var format: ColumnFormat
    public var scale: MoneyScale
    /// Fixed decimals; `nil` shows as many as the figure has.
    public var decimals: Int?
    /// The column holding the unit, for ``ColumnFormat/quantity``.
    public var unitColumn: String?
    /// Display columns; a Chinese character takes two.
    public var minWidth: Double
    public var maxWidth: Double
    public var wrap: Bool
    public var hidden: Bool
    /// One of the last columns, which the screen alone shows: foldable there, left out on paper.
    public var aside: Bool
    public var link: LinkDefinition?
    public var formula: FormulaDefinition?
    /// Explains the column, as a note on its header.
    public var note: Localized
    /// The column whose text becomes a note on each cell.
    public var cellNote: String?
    /// The table of ``ReportTemplate/codes`` that words the column's codes.
    public var codes: String?
    /// Values that a person chooses from; the cells are unlocked.
    public var choices: [String]
    public var editable: Bool
    /// For ``ColumnFormat/marked``: where the figure starts in the sentence, and the figure.
    public var markStart: String?
    public var markSurface: String?
    public var location: SourceLocation
}

public struct LinkDefinition: Sendable, Hashable {
    public enum Target: Sendable, Hashable {
        /// The row of `sheet` whose key equals this row's `key`.
        case row(sheet: String, key: String)
        /// A file by its relative path, from column `path`.
        case file(path: String)
    }
    public var target: Target
    /// Shown instead of the column's own value.
    public var text: Localized
}

/// A column's formula, one for each value of column `by`, or one that each row brings with it.
public struct FormulaDefinition: Sendable {
    public var by: String?
    public var cases: [(value: String, tree: Expression)] = []
    public var otherwise: Expression?
    /// The query's column that holds each row's own formula, over the columns that the query gives.
    public var expression: String?
    /// The query's column that gives the value where no formula applies.
    public var fallback: String?

    var trees: [Expression] { cases.map(\.tree) + (otherwise.map { [$0] } ?? []) }
}

public struct ConditionDefinition: Sendable {
    public enum Style: String, Sendable, CaseIterable { case good, warn, bad, muted, strong }
    public var when: Expression
    public var style: Style
    /// Columns it colours; empty for the whole row.
    public var columns: [String]
    public var location: SourceLocation
}

public struct ChartDefinition: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case bar, column, line, pie
        case stackedBar = "stacked-bar"
        case stackedColumn = "stacked-column"
    }
    public struct Series: Sendable {
        public var column: String
        public var label: Localized
    }
    public var kind: Kind
    public var title: Localized
    public var categories: String
    public var series: [Series]
    public var xTitle: Localized
    public var yTitle: Localized
    public var alt: Localized
    /// Drawn only from at least so many rows.
    public var minRows: Int
    /// Rows drawn at most, from the top.
    public var maxRows: Int
    public var location: SourceLocation
}
