import Facts
import PipelineEngine
import Store

/// One fact that is not what it was in an earlier report.
struct FactChange: Sendable, Hashable, Encodable {
    enum Kind: String, Sendable, Encodable { case added, changed, withdrawn }

    var change: Kind
    /// `source`: its document changed; `override`: a person decided; `method`: tables, rules or options changed;
    /// `both`: its document and the method changed, and nobody can tell which of them did it.
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

/// One fact as `diff` compares it: by document and meaning, not by offset.
struct ComparedFact: Sendable {
    var id: String
    var document: String
    var category: String
    var metric: String
    var subject: String
    var item: String
    var period: String
    var basis: String
    var unit: String
    var value: String
    var isOverridden: Bool

    init(
        id: String, document: String, category: String, metric: String, subject: String, item: String, period: String,
        basis: String, unit: String, low: String, high: String, isOverridden: Bool
    ) {
        // an apostrophe guards text that a spreadsheet would run
        func plain(_ text: String) -> String { text.hasPrefix("'") ? String(text.dropFirst()) : text }
        self.id = id
        self.document = document
        self.category = category
        self.metric = plain(metric)
        self.subject = plain(subject)
        self.item = plain(item)
        self.period = plain(period)
        self.basis = basis
        self.unit = unit
        value = high.isEmpty || high == low ? low : "\(low)–\(high)"
        self.isOverridden = isOverridden
    }

    /// What makes it the same fact in another report, without its value.
    var key: String { [document, category, metric, subject, item, period, basis, unit].joined(separator: "\u{1F}") }

    /// Stands for key and value; two facts that say the same share it.
    var mark: UInt64 { Digest.of(key + "\u{1E}" + value).high }
}

/// All facts of one state, handed over one by one, for there may be more than memory holds.
struct FactStream {
    let forEach: ((ComparedFact) throws -> Void) throws -> Void
    /// Digest of each document's source.
    let sources: [String: String]
    /// What facts were read with.
    let method: ReadingMethod

    /// Of a published report; `nil` for one without a CSV of its facts, or where that lacks a column that tells facts apart.
    init?(_ report: PublishedRuns.Report) {
        let names = [
            "fact_id", "document", "category", "metric", "subject_name", "item", "period", "basis", "unit", "low", "high",
        ]
        guard FileBytes.exists(report.factsFile), CSVFile(path: report.factsFile).has(names) else { return nil }
        forEach = { body in
            try CSVFile(path: report.factsFile).forEachRow(names) { row in
                try body(ComparedFact(
                    id: row[0], document: row[1], category: row[2], metric: row[3], subject: row[4], item: row[5], period: row[6],
                    basis: row[7], unit: row[8], low: row[9], high: row[10], isOverridden: false))
            }
        }
        sources = Dictionary(
            report.manifest.inputs.map { ($0.path, $0.digest.description) }, uniquingKeysWith: { _, last in last })
        method = ReadingMethod(report.manifest)
    }

    /// Of the store as it is; good as long as `reader` is.
    init(_ reader: StoreReader, method: ReadingMethod) throws {
        forEach = { body in
            try reader.forEach(
                """
                SELECT fact_id, document, category, metric, subject_name, item, period, basis, unit, low, high, overridden
                FROM facts ORDER BY document, n
                """
            ) { row in
                try body(ComparedFact(
                    id: row[0].text, document: row[1].text, category: row[2].text, metric: row[3].text, subject: row[4].text,
                    item: row[5].text, period: row[6].text, basis: row[7].text, unit: row[8].text, low: row[9].text,
                    high: row[10].text, isOverridden: row[11].integer == 1))
            }
        }
        var found: [String: String] = [:]
        try reader.forEach("SELECT name, digest FROM document") { found[$0[0].text] = $0[1].text }
        sources = found
        self.method = method
    }

    /// What became of `old`, ordered by document and meaning.
    ///
    /// Goes twice over both: once to count what each says, once to fetch what has no counterpart, which is
    /// all that memory must hold.
    func changes(since old: FactStream) throws -> [FactChange] {
        // how often each mark stands in the old state more than in the new
        var balance: [UInt64: Int32] = [:]
        var shared: [UInt64: Int32] = [:]
        try old.forEach { balance[$0.mark, default: 0] += 1 }
        try forEach { fact in
            let mark = fact.mark
            if let left = balance[mark], left > 0 { shared[mark, default: 0] += 1 }
            if balance[mark] == 1 { balance[mark] = nil } else { balance[mark, default: 0] -= 1 }
        }
        if balance.isEmpty { return [] }
        shared = shared.filter { balance[$0.key] != nil }
        let gone = try old.unmatched(balance, shared), fresh = try unmatched(balance, shared)
        var changes: [FactChange] = []
        for key in Set(gone.keys).union(fresh.keys).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let before = gone[key] ?? [], now = fresh[key] ?? []
            for i in 0..<max(before.count, now.count) {
                let a = i < before.count ? before[i] : nil, b = i < now.count ? now[i] : nil
                guard let shown = b ?? a else { continue }
                changes.append(FactChange(
                    change: a == nil ? .added : b == nil ? .withdrawn : .changed, cause: cause(shown, old, b), factID: shown.id,
                    document: shown.document, metric: shown.metric, subject: shown.subject, item: shown.item,
                    period: shown.period, oldValue: a?.value ?? "", newValue: b?.value ?? "", unit: shown.unit))
            }
        }
        return changes
    }

    /// Facts by key, of marks that are out of balance; of those the first `shared` have their counterparts.
    private func unmatched(_ balance: [UInt64: Int32], _ shared: [UInt64: Int32]) throws -> [String: [ComparedFact]] {
        var rest = shared
        var found: [String: [ComparedFact]] = [:]
        try forEach { fact in
            let mark = fact.mark
            guard balance[mark] != nil else { return }
            if let left = rest[mark], left > 0 {
                rest[mark] = left - 1
            } else {
                found[fact.key, default: []].append(fact)
            }
        }
        return found
    }

    private func cause(_ fact: ComparedFact, _ old: FactStream, _ new: ComparedFact?) -> String {
        if new?.isOverridden == true { return "override" }
        if sources[fact.document] == old.sources[fact.document] { return "method" }
        return method == old.method ? "source" : "both"
    }
}

/// The sheet 较上期: against the newest published report whose facts differ from those now.
enum ReportChanges {
    static func sincePublished(_ folder: String, reader: StoreReader, method: ReadingMethod) throws -> [FactChange] {
        let reports = PublishedRuns(folder: folder).all
        if reports.isEmpty { return [] }
        let now = try FactStream(reader, method: method)
        var seen: Set<String> = []
        for report in reports {
            // reports that differ in look only hold the same facts
            guard seen.insert(report.factsDigest).inserted, let old = FactStream(report) else { continue }
            let changes = try now.changes(since: old)
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
