import Rendering

/// Answers each query from rows given by the query's text, or by its sheet's id.
struct TableData: ReportData {
    var tables: [String: RowTable]
    var articles: [ReportArticle] = []

    func dataSet(_ query: ReportQuery) throws -> any DataSet {
        let key = query.sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let table = tables[key] ?? tables[query.sheet] ?? RowTable(columns: [], rows: [])
        guard let wanted = query.parameters["key"], let at = table.columns.firstIndex(of: "key") else { return table }
        return RowTable(columns: table.columns, rows: table.rows.filter { $0[at].text == wanted })
    }

    func article(document: String, ordinal: Int) throws -> ReportArticle? {
        articles.first { $0.document == document && $0.ordinal == ordinal }
    }
}
