import Store

/// When each fact was first and last in a published report, kept in the store alone: a report says the
/// same whether or not anybody remembers the ones before it.
enum FactHistory {
    private static let columns = "document, category, metric, subject, item, period, basis, unit, low, high"
    private static let source = "document, category, metric, subject_name, item, period, basis, unit, low, high"
    private static let lastRun = "sighted"

    /// Notes what the report of `run` holds. Rows are touched only where something came or went.
    static func note(_ run: String, in store: Store) throws {
        try store.write { writer in
            let before = try writer.reader.value("SELECT CAST(bytes AS TEXT) FROM memory WHERE name = ?", [.text(lastRun)]).text
            try writer.run("CREATE TEMP TABLE present AS SELECT DISTINCT \(source) FROM facts")
            try writer.run(
                """
                INSERT INTO sighting (\(columns), first_seen, last_seen, withdrawn)
                SELECT \(source), ?1, '', '' FROM present WHERE TRUE
                ON CONFLICT DO UPDATE SET last_seen = '', withdrawn = '' WHERE withdrawn <> ''
                """, [.text(run)])
            try writer.run(
                """
                UPDATE sighting SET withdrawn = ?1, last_seen = CASE WHEN ?2 = '' THEN first_seen ELSE ?2 END
                WHERE withdrawn = '' AND (\(columns)) NOT IN (SELECT \(source) FROM present)
                """, [.text(run), .text(before)])
            try writer.run("DROP TABLE present")
            try writer.run(
                "INSERT OR REPLACE INTO memory (name, bytes) VALUES (?, ?)", [.text(lastRun), .blob(Array(run.utf8))])
        }
    }
}
