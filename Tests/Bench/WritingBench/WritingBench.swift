import Foundation
import Rendering
import Store

/// Writes made rows through this program's own doors and prints the CPU seconds that it took; `Tests/Bench/writing`
/// runs it beside other writers.
///
///     WritingBench xlsx|csv ROWS FOLDER      rows in memory
///     WritingBench fill ROWS STORE           puts the rows into a store
///     WritingBench store ROWS STORE FOLDER   from that store to CSV
@main
struct WritingBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count >= 4, let count = Int(words[2]) else {
            FileHandle.standardError.write(Data("usage: WritingBench xlsx|csv|fill|store ROWS …\n".utf8))
            exit(64)
        }
        switch words[1] {
        case "xlsx", "csv":
            let rows = MadeRows(count: count).all
            let table = OneTable(table: RowTable(columns: MadeRows.columns, rows: rows))
            try time { try render(table, words[1] == "csv" ? .csv : .xlsx, to: words[3]) }
        case "fill":
            let store = try Store.open(at: words[3])
            try store.write { writer in
                let kinds = MadeRows.columns.map { "\($0) \(MadeRows.isNumber($0) ? "REAL" : "TEXT")" }
                try writer.run("CREATE TABLE bench (\(kinds.joined(separator: ", ")))")
                try writer.insert(into: "bench", MadeRows.columns, MadeRows(count: count).all.lazy.map { $0.map(StoreValue.init) })
            }
            try store.checkpoint()
        default:
            guard words.count > 4, let store = try Store.openReadOnly(at: words[3]) else { exit(66) }
            try time { try store.read { try render(StoredTable(reader: $0), .csv, to: words[4]) } }
        }
    }

    static func render(_ data: some ReportData, _ output: RenderOptions.Output, to folder: String) throws {
        var options = RenderOptions()
        options.outputs = [output]
        let columns = MadeRows.columns.map {
            "      - { key: \($0), label: { zh: \($0), en: \($0) }\(MadeRows.isNumber($0) ? ", format: decimal" : "") }"
        }
        let template = try ReportTemplate.parse(
            text: """
                version: 1
                name: bench
                title: { zh: 表, en: Table }
                sheets:
                  - kind: table
                    id: rows
                    name: { zh: 表, en: Rows }
                    sql: SELECT * FROM bench
                    columns:
                \(columns.joined(separator: "\n"))
                """, file: "bench.yml")
        _ = try ReportRenderer().render(template, data: data, properties: ReportProperties(title: "bench"), options: options, to: folder)
    }

    /// Prints the CPU seconds of `body` alone.
    static func time(_ body: () throws -> Void) rethrows {
        func spent() -> Double {
            var usage = rusage()
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
            return seconds(usage.ru_utime) + seconds(usage.ru_stime)
        }
        let before = spent()
        try body()
        print(spent() - before)
    }
}

/// Fourteen columns, seven of text and seven of figures; `Tests/Bench/writing` makes the same.
struct MadeRows {
    let count: Int
    static let columns = (0..<14).map { "c\($0)" }
    static func isNumber(_ column: String) -> Bool { column.last.flatMap { $0.wholeNumberValue }.map { $0 % 2 == 1 } ?? false }

    var all: [[DataCell]] {
        (0..<count).map { row in
            (0..<14).map { column in
                column % 2 == 0
                    ? .text("江西省南昌市第\((row + column) % 997)号技术合同") : .real(Double(row * 7 + column) + 0.25)
            }
        }
    }
}

struct OneTable: ReportData {
    let table: RowTable
    func dataSet(_ query: ReportQuery) -> any DataSet { table }
}

struct StoredTable: ReportData {
    let reader: StoreReader
    func dataSet(_ query: ReportQuery) throws -> any DataSet { Rows(reader: reader, sql: query.sql, columns: try reader.columns(of: query.sql)) }

    struct Rows: DataSet {
        let reader: StoreReader
        let sql: String
        let columns: [String]
        func makeCursor() throws -> any Rendering.RowCursor { Cursor(cursor: try reader.cursor(sql)) }
    }

    struct Cursor: Rendering.RowCursor {
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

extension StoreValue {
    init(_ cell: DataCell) {
        switch cell {
        case .real(let value): self = .real(value)
        default: self = .text(cell.text)
        }
    }
}
