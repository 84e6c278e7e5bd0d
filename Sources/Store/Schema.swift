import Diagnostics
import Foundation
import GRDB

/// The layout of a store and how an older layout becomes the newer one.
public struct Schema: Sendable {
    /// Step `n` brings a store of version `n` to version `n + 1`; step 0 makes an empty one.
    public var steps: [String]
    /// The public views, made anew whenever the version changes.
    public var views: String

    public init(steps: [String], views: String) {
        self.steps = steps
        self.views = views
    }

    public static let current = Schema(steps: [tablesOfVersion1, historyOfVersion2, indexOfVersion3, corpusActualOfVersion4, mentionOfVersion5, listingOfVersion6], views: publicViews)

    /// The number that a store of this layout carries as `user_version`.
    public var version: Int { steps.count }

    /// Marks the file as ours (`PRAGMA application_id`): "ASAY".
    private static let applicationID = 0x4153_4159

    /// Refuses a file that this program cannot work on.
    func check(_ database: any DatabaseWriter, at path: String) throws {
        let (found, isCurrent) = try database.read { (try Self.version(of: $0, path), try hasTheseViews($0)) }
        if found > version { throw newer(path, found) }
        if found < version || !isCurrent {
            throw Diagnostic(
                code: "store.older", "the store `\(path)` has layout \(found), this program writes \(version)",
                help: "the next `assay run` migrates it, after a copy")
        }
    }

    func bring(_ database: any DatabaseWriter, at path: String?) throws {
        let name = path ?? ":memory:"
        let (found, isCurrent) = try database.read { (try Self.version(of: $0, name), try hasTheseViews($0)) }
        if found > version { throw newer(name, found) }
        if found == version, isCurrent { return }
        if found > 0, found < version, let path { try copy(database, to: "\(path).v\(found)") }
        // plain transaction of the whole migration: a kill leaves the old layout
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
            try db.inTransaction(.immediate) {
                // two processes may have come here together; the second finds the work done
                guard try Self.version(of: db, name) == found else { return .rollback }
                for view in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'view'") {
                    try db.execute(sql: "DROP VIEW \"\(view)\"")
                }
                for step in steps[found...] { try db.execute(sql: step) }
                try db.execute(sql: views)
                try db.execute(sql: "PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(version)")
                return .commit
            }
        }
    }

    /// Views hold no data, so a program with other views simply makes its own.
    private func hasTheseViews(_ db: Database) throws -> Bool {
        let stored = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE type = 'view'")
        return stored.count == views.components(separatedBy: "CREATE VIEW ").count - 1 && stored.allSatisfy(views.contains)
    }

    private func copy(_ database: any DatabaseWriter, to path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }

    private static func version(of db: Database, _ path: String) throws -> Int {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if mark == applicationID { return version }
        guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0, version == 0 else {
            throw StoreError.unreadable(path, "it is a database of another program")
        }
        return 0
    }

    private func newer(_ path: String, _ found: Int) -> Diagnostic {
        Diagnostic(
            code: "store.newer", "the store `\(path)` has layout \(found); this program knows up to \(version)",
            help: "use the newer program, or move the store away and run again")
    }
}
