import Diagnostics
import Foundation
import Store
import Testing

/// A folder that goes with the test.
final class TemporaryFolder {
    let path: String
    init() throws {
        path = NSTemporaryDirectory() + "assay-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func file(_ name: String) -> String { "\(path)/\(name)" }
}

@Suite struct StoreFileTests {
    let older = Schema(steps: ["CREATE TABLE thing (name TEXT) STRICT"], views: "CREATE VIEW things AS SELECT name FROM thing")
    let newer = Schema(
        steps: ["CREATE TABLE thing (name TEXT) STRICT", "ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 7"],
        views: "CREATE VIEW things AS SELECT name, size FROM thing")

    @Test func anOlderStoreIsMigratedAfterACopy() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        do {
            let store = try Store.open(at: path, schema: older)
            try store.write { try $0.run("INSERT INTO thing VALUES ('a')") }
        }
        let store = try Store.open(at: path, schema: newer)
        #expect(try store.read { try $0.rows("SELECT name, size FROM things") } == [[.text("a"), .integer(7)]])
        let copy = try Store.open(at: "\(path).v1", schema: older)
        #expect(try copy.read { try $0.rows("SELECT name FROM things") } == [[.text("a")]])
    }

    /// A store of each layout that ever was keeps what is in it.
    @Test(arguments: 1..<Schema.current.version)
    func everyOlderLayoutComesToTheCurrentOne(_ version: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        do {
            let then = Schema(steps: Array(Schema.current.steps.prefix(version)), views: "CREATE VIEW notes AS SELECT name FROM memory")
            let store = try Store.open(at: path, schema: then)
            try store.write { try $0.run("INSERT INTO memory (name, bytes) VALUES ('kept', x'01')") }
        }
        #expect(throws: Diagnostic.self) { try Store.openReadOnly(at: path) }
        let store = try Store.open(at: path)
        #expect(try store.read { try $0.value("SELECT name FROM memory").text } == "kept")
        #expect(try store.read { try $0.value("SELECT count(*) FROM history").integer } == 0)
        #expect(FileManager.default.fileExists(atPath: "\(path).v\(version)"))
        #expect(try Store.openReadOnly(at: path) != nil)
    }

    @Test func otherViewsOverTheSameTablesAreMadeAnew() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        do { try Store.open(at: path, schema: older).write { try $0.run("INSERT INTO thing VALUES ('a')") } }
        var changed = older
        changed.views = "CREATE VIEW things AS SELECT name || '!' AS name FROM thing;\n\nCREATE VIEW others AS SELECT name FROM thing;"
        let looked = #expect(throws: Diagnostic.self) { try Store.openReadOnly(at: path, schema: changed) }
        #expect(looked?.code == "store.older")
        let store = try Store.open(at: path, schema: changed)
        #expect(try store.read { try $0.value("SELECT name FROM things").text } == "a!")
        // tables are untouched, so no copy is needed
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains(".v") })
    }

    @Test func aNewerStoreIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        _ = try Store.open(at: path, schema: newer)
        let error = #expect(throws: Diagnostic.self) { try Store.open(at: path, schema: older) }
        #expect(error?.code == "store.newer")
    }

    @Test(arguments: ["this is no database, but long enough to look like a page of one", "SQLite format 3\0 and then rubbish"])
    func anUnreadableStoreIsNamed(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try Data(String(repeating: text, count: 200).utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: Diagnostic.self) { try Store.open(at: path) }
        #expect(error?.code == "store.unreadable")
        #expect(error?.message.contains(path) == true)
    }

    @Test func aWriteIsWholeOrNotAtAll() throws {
        struct Stop: Error {}
        let store = try Store.inMemory(schema: older)
        #expect(throws: Stop.self) {
            try store.write { writer in
                try writer.run("INSERT INTO thing VALUES ('half')")
                throw Stop()
            }
        }
        #expect(try store.read { try $0.value("SELECT count(*) FROM thing").integer } == 0)
    }

    @Test func readingOnlyLeavesTheFolderAsItWas() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("店.sqlite")
        do {
            let store = try Store.open(at: path, schema: older)
            try store.write { try $0.run("INSERT INTO thing VALUES ('a')") }
            try store.checkpoint()
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        do {
            let store = try #require(try Store.openReadOnly(at: path, schema: older))
            #expect(try store.read { try $0.value("SELECT name FROM things").text } == "a")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
        #expect(try Store.openReadOnly(at: folder.file("none.sqlite")) == nil)
    }
}

@Suite struct QueryTests {
    @Test func preparingNamesTheColumns() throws {
        let store = try Store.inMemory()
        #expect(try store.read { try $0.columns(of: "SELECT fact_id, low FROM facts ORDER BY document, n;") } == ["fact_id", "low"])
    }

    @Test(arguments: [
        ("SELECT fact_id, lwo FROM facts", "no such column: lwo", 16),
        ("SELECT * FROM fatcs", "no such table: fatcs", 14),
        ("SELECT fact_id FORM facts", "near \"facts\": syntax error", 20),
        ("DELETE FROM fact", "only a query that reads is allowed here", 0),
        ("SELECT 1; SELECT 2", "one query only: there is more after `;`", 9),
    ])
    func aFaultHasItsPlace(_ sql: String, _ message: String, _ offset: Int) throws {
        let store = try Store.inMemory()
        let error = #expect(throws: StoreQueryError.self) { try store.read { try $0.columns(of: sql) } }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
    }

    /// The columns that templates, checks and models rely on.
    @Test(arguments: [
        ("facts", "fact_id document article article_title article_date n start end surface low high from_value low_real high_real from_real comparator unit category metric subject item basis period place direction relation rule confidence sentence sentence_start quote_start place_code province prefecture county subject_id subject_name industry_code industry chain_link tags period_year repeat_group is_repeat is_lead overridden machine_low machine_high reviewer reviewed_at flags conflict_key"),
        ("articles", "document article title kicker byline date place place_code paragraphs scalars joins facts start"),
        ("documents", "document source path encoding date date_origin digest bytes scalars articles facts quarantined"),
        ("implied", "implied_id document article kind label base_fact rate_fact value low high value_real low_real high_real comparator unit metric subject item period place place_code formula integers note"),
        ("conflicts", "group_key metric subject item period unit values_ facts documents"),
        ("targets", "fact_id plan metric item subject place target_real target comparator unit target_year actual_fact actual_real actual_period"),
        ("events", "document article date event place parties"),
        ("programmes", "document article name kind level place horizon holder holds audience"),
        ("listings", "document article n fact_id quote stated least most names agreement start"),
        ("checks", "check_id severity status failing total message"),
        ("quarantine", "kind document stage code reason help detail"),
        ("counts", "name value"),
        ("run_info", "name value"),
        ("changes", "change cause fact_id document metric subject item period old_value new_value unit"),
    ])
    func theViewsAreAPublicContract(_ view: String, _ columns: String) throws {
        let store = try Store.inMemory()
        let quoted = columns.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
        // a double-quoted name that is no column would be read as text, so names are compared too
        let all = try store.read { try $0.columns(of: "SELECT * FROM \(view)") }
        for column in columns.split(separator: " ") { #expect(all.contains(String(column)), "\(view).\(column)") }
        #expect(try store.read { try $0.rows("SELECT \(quoted) FROM \(view)") }.count >= 0)
    }
}
