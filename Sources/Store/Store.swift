import Diagnostics
import Foundation
import GRDB

/// What the stages of one pipeline made: one SQLite file, and the only door to it.
///
/// Any number of threads may read while one writes. Everything written inside one call of
/// ``write(_:)`` is there as a whole or not at all, whatever kills the process.
public final class Store: Sendable {
    private let database: any DatabaseWriter
    /// The file, `nil` in memory.
    public let path: String?

    private init(_ database: any DatabaseWriter, path: String?) {
        self.database = database
        self.path = path
    }

    /// Opens the store, makes it where there is none, and migrates an older one after a copy.
    ///
    /// - Throws: ``Diagnostic`` `store.newer` (a store of a later program), `store.unreadable`,
    ///   `store.locked`, `store.permission`, `store.cannot-create`, `store.disk-full`.
    public static func open(at path: String, schema: Schema = .current) throws -> Store {
        try StoreError.explained(path) {
            let pool = try DatabasePool(path: path, configuration: configuration(readonly: false))
            try schema.bring(pool, at: path)
            return Store(pool, path: path)
        }
    }

    /// Opens an existing store without touching its file.
    ///
    /// - Returns: `nil` where there is no store yet.
    /// - Throws: as ``open(at:schema:)``, and `store.older` where the next run will migrate it.
    public static func openReadOnly(at path: String, schema: Schema = .current) throws -> Store? {
        guard access(path, F_OK) == 0 else { return nil }
        return try StoreError.explained(path) {
            let database = try DatabaseQueue(path: untouchedPath(path), configuration: configuration(readonly: true))
            try schema.check(database, at: path)
            return Store(database, path: path)
        }
    }

    /// An empty store in memory, on which queries can be prepared.
    public static func inMemory(schema: Schema = .current) throws -> Store {
        try StoreError.explained(":memory:") {
            let database = try DatabaseQueue(configuration: configuration(readonly: false))
            try schema.bring(database, at: nil)
            return Store(database, path: nil)
        }
    }

    public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
        try StoreError.explained(path ?? ":memory:") { try database.read { try body(StoreReader($0)) } }
    }

    /// Runs `body` in one transaction.
    @discardableResult
    public func write<T>(_ body: (StoreWriter) throws -> T) throws -> T {
        try StoreError.explained(path ?? ":memory:") { try database.write { try body(StoreWriter($0)) } }
    }

    /// Moves what the log holds into the file, so that one file is the whole store.
    public func checkpoint() throws {
        try StoreError.explained(path ?? ":memory:") {
            try database.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        }
    }

    /// - Returns: what SQLite's own check of the file found; empty for a sound store.
    public func integrityFaults() throws -> [String] {
        try read { try $0.rows("PRAGMA integrity_check").map { $0[0].text }.filter { $0 != "ok" } }
    }

    private static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(5)
        configuration.label = "store"
        configuration.prepareDatabase { db in
            SQLFunctions.register(in: db)
            // a report walks the facts dozens of times; SQLite's own 2 MB would read them anew each time
            try db.execute(sql: "PRAGMA cache_size = -8000")
            if !readonly { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        }
        return configuration
    }

    /// Without a write-ahead log nobody writes: SQLite may then read without locks or side files.
    private static func untouchedPath(_ path: String) -> String {
        var info = stat()
        guard stat(path + "-wal", &info) != 0 || info.st_size == 0 else { return path }
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        guard let escaped = absolute.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) else { return path }
        return "file:\(escaped)?immutable=1"
    }
}
