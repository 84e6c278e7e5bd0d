import Diagnostics
import GRDB

/// A query that SQLite refuses, with the place of the fault in its text.
public struct StoreQueryError: Error, Sendable, Hashable {
    public var message: String
    /// Offset into the query in bytes of UTF-8; `nil` where SQLite names none.
    public var offset: Int?
    public var sql: String

    public init(message: String, offset: Int? = nil, sql: String) {
        self.message = message
        self.offset = offset
        self.sql = sql
    }
}

enum StoreError {
    /// Turns SQLite's errors into diagnostics that name the file and how to mend it.
    static func explained<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw explain(error, path) }
    }

    static func explain(_ error: DatabaseError, _ path: String) -> any Error {
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode.primaryResultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT:
            return unreadable(path, reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Diagnostic(
                code: "store.locked", "the store `\(path)` is locked by another program",
                help: "wait for it to finish, or close the program that has the file open")
        case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            return Diagnostic(
                code: "store.permission", "the store `\(path)` may not be written: \(reason)",
                help: "give this user write permission on the file and its folder")
        case .SQLITE_CANTOPEN:
            return Diagnostic(
                code: "store.cannot-create", "cannot open or create the store `\(path)`: \(reason)",
                help: "look at the folder's permissions and at the disk")
        case .SQLITE_FULL:
            return Diagnostic(
                code: "store.disk-full", "the disk is full; the store `\(path)` is as it was before",
                help: "free some space and run again; finished work is kept")
        case .SQLITE_IOERR:
            return Diagnostic(
                code: "store.io", "the disk failed under the store `\(path)`: \(reason)",
                help: "look at the disk, then run again; `assay doctor --store` checks the file")
        default:
            return StoreQueryError(message: reason, sql: error.sql ?? "")
        }
    }

    static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            code: "store.unreadable", "`\(path)` is no readable store: \(reason)",
            help: "move the file away and run again: everything in it is computed anew, and decisions are kept in overrides.csv")
    }
}
