/// What a template file may hold: the one source of the parser's checks and of the JSON Schema.
enum TemplateShapes {
    indirect enum Shape: Sendable {
        case string, integer, number, boolean
        /// Lower-case ASCII word.
        case identifier
        /// Text in both languages, or one text for both.
        case localized
        case choice([String])
        case formula
        case list(Shape)
        case object(String)
        /// Free keys with values of one shape.
        case map(Shape)
        case either(Shape, Shape)
    }

    struct Field: Sendable {
        var name: String
        var shape: Shape
        var required: Bool
        var doc: String
        init(_ name: String, _ shape: Shape, required: Bool = false, _ doc: String) {
            self.name = name
            self.shape = shape
            self.required = required
            self.doc = doc
        }
    }

    struct Object: Sendable {
        var name: String
        var doc: String
        var fields: [Field]
    }

    static func object(_ name: String) -> Object? { all.first { $0.name == name } }

    private static let blockFields: [Field] = [
        Field("sql", .string, "the query that gives the rows; it has to order them"),
        Field("columns", .list(.object("column")), "the columns, from left to right"),
        Field("key", .string, "the column whose value links of other sheets look for"),
        Field("group", .object("group"), "groups with subtotals; the query orders by the group"),
        Field("totals", .object("totals"), "a last row with totals"),
        Field("conditions", .list(.object("condition")), "rows or cells that stand out"),
        Field("charts", .list(.object("chart")), "charts of the rows"),
        Field("text", .list(.localized), "paragraphs; `{name}` is filled in from `values`"),
        Field("values", .string, "a query with two columns, name and value, for the paragraphs"),
    ]

    static let all: [Object] = [
        Object(
            name: "template", doc: "a report's look",
            fields: [
                Field("version", .integer, required: true, "always 1"),
                Field("name", .identifier, required: true, "names the files that are made"),
                Field("title", .localized, required: true, "the report's title"),
                Field("description", .localized, "what the report is, for its first sheet"),
                Field("codes", .map(.map(.localized)), "words for the codes that data holds"),
                Field("tables", .map(.string), "queries with a name, for the sheets' queries to read from"),
                Field("sheets", .list(.object("sheet")), required: true, "the sheets, in order"),
            ]),
        Object(
            name: "sheet", doc: "one sheet",
            fields: [
                Field("kind", .choice(SheetKind.allCases.map(\.rawValue)), required: true, "what the sheet is for"),
                Field("id", .identifier, required: true, "names the CSV file and the named range"),
                Field("name", .localized, required: true, "the sheet's name, at most 31 characters"),
                Field("title", .localized, "the heading on the sheet; its name where there is none"),
                Field("note", .localized, "one line below the heading"),
                Field("repeat", .object("repeat"), "one sheet for each row of a query"),
                Field("freeze", .integer, "columns that stay in view when scrolling"),
                Field("filter", .boolean, "whether the header has filter buttons; true where nothing is said"),
                Field("tab", .string, "colour of the sheet's tab, as #RRGGBB"),
                Field("print", .object("print"), "paper"),
                Field("hide_when_empty", .boolean, "leave the sheet out while its query gives no rows"),
                Field("blocks", .list(.object("block")), "the tables of a contents, summary or text sheet"),
            ] + blockFields),
        Object(
            name: "block", doc: "one table of a sheet with several",
            fields: [
                Field("id", .identifier, required: true, "names the CSV file and the named range"),
                Field("title", .localized, "the heading above the table"),
            ] + blockFields),
        Object(
            name: "column", doc: "one column",
            fields: [
                Field("key", .identifier, required: true, "the query's column, or the name of a formula"),
                Field("label", .localized, required: true, "the header"),
                Field(
                    "format", .choice(ColumnFormat.allCases.map(\.rawValue)),
                    "how values are stored and shown; text where nothing is said"),
                Field("scale", .choice(MoneyScale.allCases.map(\.rawValue)), "one scale for a whole column of money"),
                Field("decimals", .integer, "fixed decimals, 0 to 8"),
                Field("unit", .identifier, "the column that holds the unit, for `quantity`"),
                Field("width", .object("width"), "limits of the width"),
                Field("wrap", .boolean, "break long text over several lines"),
                Field("hidden", .boolean, "keep the column out of sight"),
                Field("aside", .boolean, "one of the last columns, for the screen alone: foldable there, left out on paper"),
                Field("link", .object("link"), "where a click leads"),
                Field("formula", .either(.formula, .object("formula")), "an expression over columns"),
                Field("note", .localized, "explains the column, on its header"),
                Field("cell_note", .identifier, "the column whose text becomes each cell's note"),
                Field("codes", .string, "the table of `codes` that words the values"),
                Field("choices", .list(.string), "values to choose from; the cells can be edited"),
                Field("editable", .boolean, "cells that a person fills in"),
                Field("mark", .object("mark"), "the figure to mark, for `marked`"),
            ]),
        Object(
            name: "width", doc: "limits of a column's width, in characters; a Chinese one counts two",
            fields: [
                Field("min", .number, "at least"), Field("max", .number, "at most"),
            ]),
        Object(
            name: "link", doc: "where a click leads",
            fields: [
                Field("sheet", .identifier, "the sheet's id"),
                Field("key", .identifier, "the column that holds the other row's key"),
                Field("file", .identifier, "the column that holds a relative path"),
                Field("text", .localized, "shown instead of the value"),
            ]),
        Object(
            name: "formula", doc: "one formula for each value of a column, or one that each row brings with it",
            fields: [
                Field("by", .identifier, "the query's column that chooses"),
                Field("cases", .map(.formula), "value to formula"),
                Field("else", .formula, "for any other value"),
                Field("expression", .identifier, "the query's column that holds each row's own formula"),
                Field("fallback", .identifier, "the query's column with the value where no formula applies"),
            ]),
        Object(
            name: "mark", doc: "where a marked figure stands",
            fields: [
                Field("start", .identifier, required: true, "the column with its offset in the sentence"),
                Field("surface", .identifier, required: true, "the column with the figure as written"),
            ]),
        Object(
            name: "group", doc: "groups with subtotals",
            fields: [
                Field("by", .identifier, required: true, "a new group starts where this column changes"),
                Field("subtotal", .list(.identifier), required: true, "the columns summed"),
            ]),
        Object(
            name: "totals", doc: "the last row, or rows",
            fields: [
                Field("label", .localized, "stands in the first column"),
                Field("sum", .list(.identifier), required: true, "the columns summed"),
                Field("by", .identifier, "the column whose values are never added to one another: a row for each"),
            ]),
        Object(
            name: "condition", doc: "rows or cells that stand out",
            fields: [
                Field("when", .formula, required: true, "a comparison over columns"),
                Field("style", .choice(ConditionDefinition.Style.allCases.map(\.rawValue)), required: true, "how"),
                Field("columns", .list(.identifier), "the cells; the whole row where nothing is said"),
            ]),
        Object(
            name: "chart", doc: "a chart of the rows above it",
            fields: [
                Field("kind", .choice(ChartDefinition.Kind.allCases.map(\.rawValue)), required: true, "what is drawn"),
                Field("title", .localized, required: true, "the chart's title"),
                Field("categories", .identifier, required: true, "the column along the axis"),
                Field("series", .list(.object("series")), required: true, "the columns drawn"),
                Field("x", .localized, "title of the category axis"),
                Field("y", .localized, "title of the value axis, with its unit"),
                Field("alt", .localized, required: true, "the chart in words, for those who cannot see it"),
                Field("min_rows", .integer, "drawn from so many rows on; 4 where nothing is said"),
                Field("max_rows", .integer, "rows drawn at most; 15 where nothing is said"),
            ]),
        Object(
            name: "series", doc: "one column drawn",
            fields: [
                Field("column", .identifier, required: true, "its key"),
                Field("label", .localized, required: true, "its name in the legend"),
            ]),
        Object(
            name: "repeat", doc: "one sheet for each row",
            fields: [
                Field("sql", .string, required: true, "gives the keys, in order"),
                Field("key", .string, required: true, "its column that becomes `{key}` and `:key`"),
                Field("limit", .integer, "sheets at most; 40 where nothing is said"),
            ]),
        Object(
            name: "print", doc: "paper",
            fields: [
                Field("orientation", .choice(["landscape", "portrait"]), "landscape where nothing is said"),
                Field("pages_wide", .integer, "pages across; as many as keep the text readable where nothing is said"),
            ]),
    ]
}
