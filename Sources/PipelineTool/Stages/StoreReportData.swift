import Facts
import Rendering
import Store

/// A report's rows, out of one consistent state of the store. Lives inside one `read`.
struct StoreReportData: ReportData {
    let reader: StoreReader

    func dataSet(_ query: ReportQuery) throws -> any DataSet {
        try Rows(reader: reader, sql: query.sql, named: query.parameters.mapValues { .text($0) })
    }

    func article(document: String, ordinal: Int) throws -> ReportArticle? {
        guard let document = try reader.document(named: document) else { return nil }
        return document.articles.first { $0.ordinal == ordinal }.map { ReportArticle($0, of: document) }
    }

    private struct Rows: DataSet {
        let reader: StoreReader
        let sql: String
        let named: [String: StoreValue]
        let columns: [String]

        init(reader: StoreReader, sql: String, named: [String: StoreValue]) throws {
            self.reader = reader
            self.sql = sql
            self.named = named
            columns = try reader.columns(of: sql)
        }

        func makeCursor() throws -> any RowCursor { Cursor(cursor: try reader.cursor(sql, named: named)) }
    }

    private struct Cursor: RowCursor {
        let cursor: StoreCursor
        var row = DataRow()

        mutating func next() throws -> DataRow? {
            row.removeAll()
            return try cursor.next({ row.append(held: $0) }) ? row : nil
        }
    }
}

extension DataRow {
    mutating func append(held value: StoreCursor.Held) {
        switch value {
        case .null: append(.null)
        case .integer(let number): append(.integer(number))
        case .real(let number): append(.real(number))
        case .text(let text), .blob(let text): append(utf8: text)
        }
    }
}
