import Facts
import PipelineEngine
import Store

/// One fact that is not what it was in an earlier report.
struct FactChange: Sendable, Hashable, Encodable {
    enum Kind: String, Sendable, Encodable { case added, changed, withdrawn }

    var change: Kind
    /// `source`: its document changed; `override`: a person decided; `method`: tables, rules or options changed.
    var cause: String
    var factID: String
    var document: String
    var metric: String
    var subject: String
    var item: String
    var period: String
    var oldValue: String
    var newValue: String
    var unit: String
}

/// The facts of a report as `diff` compares them: by document and meaning, not by offset.
struct FactSnapshot: Sendable {
    struct Entry: Sendable {
        var id: String
        var document: String
        var metric: String
        var subject: String
        var item: String
        var period: String
        var unit: String
        var value: String
        var isOverridden: Bool
        /// What makes it the same fact in another report, without its value.
        var key: String
    }

    var entries: [Entry] = []
    /// Digest of each document's source.
    var sources: [String: String] = [:]

    /// Of a published report; `nil` for one without a CSV of its facts.
    init?(_ report: PublishedRuns.Report) {
        guard let bytes = try? FileBytes.read(report.factsFile) else { return nil }
        let table = CSVText(String(decoding: bytes, as: UTF8.self))
        for row in table.rows {
            let value = { (name: String) in table.field(row, name) }
            add(
                id: value("fact_id"), document: value("document"), category: value("category"), metric: value("metric"),
                subject: value("subject_name"), item: value("item"), period: value("period"), basis: value("basis"),
                unit: value("unit"), low: value("low"), high: value("high"), isOverridden: false)
        }
        for input in report.manifest.inputs { sources[input.path] = input.digest.description }
    }

    /// Of the store as it is.
    init(_ reader: StoreReader) throws {
        try reader.forEach(
            """
            SELECT fact_id, document, category, metric, subject_name, item, period, basis, unit, low, high, overridden
            FROM facts ORDER BY document, n
            """
        ) { row in
            add(
                id: row[0].text, document: row[1].text, category: row[2].text, metric: row[3].text, subject: row[4].text,
                item: row[5].text, period: row[6].text, basis: row[7].text, unit: row[8].text, low: row[9].text,
                high: row[10].text, isOverridden: row[11].integer == 1)
        }
        try reader.forEach("SELECT name, digest FROM document") { sources[$0[0].text] = $0[1].text }
    }

    private mutating func add(
        id: String, document: String, category: String, metric: String, subject: String, item: String, period: String,
        basis: String, unit: String, low: String, high: String, isOverridden: Bool
    ) {
        // an apostrophe guards text that a spreadsheet would run
        let plain = { (text: String) in text.hasPrefix("'") ? String(text.dropFirst()) : text }
        entries.append(Entry(
            id: id, document: document, metric: plain(metric), subject: plain(subject), item: plain(item), period: plain(period),
            unit: unit, value: high.isEmpty || high == low ? low : "\(low)–\(high)", isOverridden: isOverridden,
            key: [document, category, plain(metric), plain(subject), plain(item), plain(period), basis, unit].joined(separator: "\u{1F}")))
    }

    /// What became of `old`, ordered by document and key.
    func changes(since old: FactSnapshot) -> [FactChange] {
        var before: [String: [Entry]] = [:], now: [String: [Entry]] = [:]
        for entry in old.entries { before[entry.key, default: []].append(entry) }
        for entry in entries { now[entry.key, default: []].append(entry) }
        var changes: [FactChange] = []
        for key in Set(before.keys).union(now.keys).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            var gone = before[key] ?? [], fresh = now[key] ?? []
            // equal values pair off first, so that a second mention is no change of the first
            for entry in fresh {
                guard let index = gone.firstIndex(where: { $0.value == entry.value }) else { continue }
                gone.remove(at: index)
                if let own = fresh.firstIndex(where: { $0.id == entry.id && $0.value == entry.value }) { fresh.remove(at: own) }
            }
            for i in 0..<max(gone.count, fresh.count) {
                let a = i < gone.count ? gone[i] : nil, b = i < fresh.count ? fresh[i] : nil
                guard let shown = b ?? a else { continue }
                changes.append(FactChange(
                    change: a == nil ? .added : b == nil ? .withdrawn : .changed, cause: cause(shown, old, b), factID: shown.id,
                    document: shown.document, metric: shown.metric, subject: shown.subject, item: shown.item,
                    period: shown.period, oldValue: a?.value ?? "", newValue: b?.value ?? "", unit: shown.unit))
            }
        }
        return changes
    }

    private func cause(_ entry: Entry, _ old: FactSnapshot, _ new: Entry?) -> String {
        if new?.isOverridden == true { return "override" }
        return sources[entry.document] != old.sources[entry.document] ? "source" : "method"
    }
}

/// The sheet 较上期: against the newest published report whose facts differ from those now.
enum ReportChanges {
    static func sincePublished(_ folder: String, reader: StoreReader) throws -> [FactChange] {
        let reports = PublishedRuns(folder: folder).all
        if reports.isEmpty { return [] }
        let now = try FactSnapshot(reader)
        for report in reports {
            guard let old = FactSnapshot(report) else { continue }
            let changes = now.changes(since: old)
            if !changes.isEmpty { return changes }
        }
        return []
    }

    static func write(_ changes: [FactChange], to writer: StoreWriter) throws {
        try writer.run("DELETE FROM change")
        try writer.insert(
            into: "change",
            ["n", "change", "cause", "fact_id", "document", "metric", "subject", "item", "period", "old_value", "new_value", "unit"],
            changes.enumerated().map { n, change in
                [
                    StoreValue(n), .text(change.change.rawValue), .text(change.cause), .text(change.factID), .text(change.document),
                    .text(change.metric), .text(change.subject), .text(change.item), .text(change.period),
                    .text(change.oldValue), .text(change.newValue), .text(change.unit),
                ]
            })
    }
}
