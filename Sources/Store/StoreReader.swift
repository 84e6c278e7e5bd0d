import Foundation
import GRDB
import GRDBSQLite

/// Reads of one consistent state of the store.
public struct StoreReader {
    let db: Database
    init(_ db: Database) { self.db = db }

    /// All rows of a query; for answers known to be small.
    public func rows(_ sql: String, _ arguments: [StoreValue] = []) throws -> [[StoreValue]] {
        var all: [[StoreValue]] = []
        try forEach(sql, arguments) { all.append($0) }
        return all
    }

    /// The first value of the first row, NULL where there is none.
    public func value(_ sql: String, _ arguments: [StoreValue] = []) throws -> StoreValue {
        try rows(sql, arguments).first?.first ?? .null
    }

    /// Hands on one row after another; memory does not grow with their number.
    public func forEach(_ sql: String, _ arguments: [StoreValue] = [], _ body: ([StoreValue]) throws -> Void) throws {
        let statement = try db.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        let width = statement.columnCount
        while let row = try cursor.next() {
            try body((0..<width).map { StoreValue.fromDatabaseValue(row[$0] as DatabaseValue) ?? .null })
        }
    }

    /// Rows pulled one at a time, inside the ``Store/read(_:)`` that made the cursor.
    ///
    /// - Parameter named: values of `:name` parameters that occur in the query; others are left out.
    public func cursor(_ sql: String, named: [String: StoreValue] = [:]) throws -> StoreCursor {
        let statement = try db.makeStatement(sql: sql)
        var arguments: [String: StoreValue] = [:]
        for (name, value) in named where sql.contains(":\(name)") { arguments[name] = value }
        return StoreCursor(statement, cursor: try Row.fetchCursor(statement, arguments: StatementArguments(arguments)))
    }

    /// Prepares a query that reads, without running it.
    ///
    /// - Returns: names of its columns, in order.
    /// - Throws: ``StoreQueryError`` with the offset of the fault; also for a statement that
    ///   writes, and for more than one statement.
    public func columns(of sql: String) throws -> [String] {
        var statement: OpaquePointer?
        let connection = db.sqliteConnection
        var rest = ""
        let code = sql.withCString { text -> Int32 in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v2(connection, text, -1, &statement, &tail)
            if let tail { rest = String(cString: tail) }
            return code
        }
        defer { sqlite3_finalize(statement) }
        guard code == SQLITE_OK else {
            let offset = Int(sqlite3_error_offset(connection))
            let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "unreadable query"
            throw StoreQueryError(message: message, offset: offset >= 0 ? offset : place(of: message, in: sql), sql: sql)
        }
        guard let statement else { throw StoreQueryError(message: "the query is empty", offset: 0, sql: sql) }
        guard sqlite3_stmt_readonly(statement) != 0, sqlite3_column_count(statement) > 0 else {
            throw StoreQueryError(message: "only a query that reads is allowed here", offset: 0, sql: sql)
        }
        if rest.contains(where: { !$0.isWhitespace && $0 != ";" }) {
            throw StoreQueryError(
                message: "one query only: there is more after `;`", offset: sql.utf8.count - rest.utf8.count, sql: sql)
        }
        return (0..<sqlite3_column_count(statement)).map { index in
            sqlite3_column_name(statement, index).map { String(cString: $0) } ?? ""
        }
    }

    /// SQLite gives no offset for a missing table; its message ends in the name.
    private func place(of message: String, in sql: String) -> Int? {
        guard let name = message.split(separator: ": ").last, name.count < message.count, let range = sql.range(of: name) else {
            return nil
        }
        return sql.utf8.distance(from: sql.startIndex, to: range.lowerBound)
    }
}

/// Writes inside one transaction; reads what it wrote.
public struct StoreWriter {
    let db: Database
    init(_ db: Database) { self.db = db }

    public var reader: StoreReader { StoreReader(db) }

    /// Runs one statement.
    ///
    /// - Returns: the number of rows it changed.
    @discardableResult
    public func run(_ sql: String, _ arguments: [StoreValue] = []) throws -> Int {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
        return db.changesCount
    }

    /// Adds rows; each holds one value per column, in order.
    public func insert(into table: String, _ columns: [String], _ rows: some Sequence<[StoreValue]>) throws {
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let statement = try db.cachedStatement(sql: "INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))")
        for row in rows { try statement.execute(arguments: StatementArguments(row)) }
    }
}

/// The answer of one query, row by row.
public final class StoreCursor {
    public let columns: [String]
    private let statement: Statement
    private let cursor: RowCursor

    init(_ statement: Statement, cursor: RowCursor) {
        columns = statement.columnNames
        self.statement = statement
        self.cursor = cursor
    }

    /// A value as SQLite holds it; bytes live until the next row.
    public enum Held {
        case null
        case integer(Int64)
        case real(Double)
        case text(UnsafeBufferPointer<UInt8>)
        case blob(UnsafeBufferPointer<UInt8>)
    }

    /// Hands on the next row's values in order, none of them copied: the many rows of long sheets pass here.
    ///
    /// - Returns: whether there was a row.
    public func next(_ body: (Held) -> Void) throws -> Bool {
        guard try cursor.next() != nil else { return false }
        let row = statement.sqliteStatement
        for at in 0..<Int32(truncatingIfNeeded: columns.count) { body(Self.value(row, at)) }
        return true
    }

    public func next() throws -> [StoreValue]? {
        var values: [StoreValue] = []
        let isRow = try next { held in
            switch held {
            case .null: values.append(.null)
            case .integer(let value): values.append(.integer(value))
            case .real(let value): values.append(.real(value))
            case .text(let bytes): values.append(.text(String(decoding: bytes, as: UTF8.self)))
            case .blob(let bytes): values.append(.blob(Array(bytes)))
            }
        }
        return isRow ? values : nil
    }

    private static func value(_ row: OpaquePointer, _ at: Int32) -> Held {
        switch sqlite3_column_type(row, at) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(row, at))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(row, at))
        case SQLITE_TEXT:
            let text = sqlite3_column_text(row, at)
            return .text(UnsafeBufferPointer(start: text, count: text == nil ? 0 : Int(sqlite3_column_bytes(row, at))))
        case SQLITE_BLOB:
            let blob = sqlite3_column_blob(row, at)?.assumingMemoryBound(to: UInt8.self)
            return .blob(UnsafeBufferPointer(start: blob, count: blob == nil ? 0 : Int(sqlite3_column_bytes(row, at))))
        default: return .null
        }
    }
}
