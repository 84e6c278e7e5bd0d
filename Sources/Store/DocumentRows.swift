/// The tables that hold what a stage made of one document.
public enum DocumentTable: String, Sendable, CaseIterable {
    case article, fact, meaning, target, event, programme, listing, decision
    case implied = "implied_figure"

    /// Columns after `document_id`, in the order of a row's values.
    public var columns: [String] {
        switch self {
        case .article:
            ["article", "title", "kicker", "byline", "date", "place", "paragraphs", "scalars", "joins", "start", "layout"]
        case .fact:
            [
                "fact_id", "n", "article", "start", "end", "pieces", "surface", "low", "high", "from_value", "low_real",
                "high_real", "from_real", "comparator", "unit", "category", "metric", "subject", "item", "basis", "period",
                "place", "direction", "relation", "rule", "confidence", "sentence", "sentence_spans", "sentence_start",
                "quote_start", "quote_length", "evidence",
            ]
        case .meaning:
            [
                "fact_id", "place_code", "place_name", "province", "prefecture", "county", "subject_id", "subject_name", "industry_code",
                "industry", "chain_link", "tags", "flags", "period_year", "repeat_key", "conflict_key",
            ]
        case .implied:
            [
                "implied_id", "n", "article", "kind", "label", "base_fact", "rate_fact", "value", "low", "high",
                "value_real", "low_real", "high_real", "comparator", "unit", "metric", "subject", "item", "period",
                "place", "place_code", "formula", "integers", "note",
            ]
        case .target: ["fact_id", "plan", "target_year", "actual_fact"]
        case .event: ["n", "article", "date", "kind", "event", "place", "place_code", "parties", "start"]
        case .programme: ["n", "article", "name", "kind", "level", "place", "place_code", "horizon", "holder", "start", "holds", "audience"]
        case .listing: ["n", "article", "fact_id", "quote", "stated", "least", "most", "names", "agreement", "start"]
        case .decision:
            [
                "document", "quote", "surface", "decision", "low", "high", "unit", "category", "metric", "subject",
                "item", "basis", "period", "place", "comment", "reviewer", "reviewed_at", "fact_id", "state",
            ]
        }
    }
}

/// What one stage made of one document: whole tables, each replacing what was there of it.
public struct DocumentRows: Sendable {
    public var document: String
    /// A table that is named with no rows is emptied for the document.
    public var tables: [(table: DocumentTable, rows: [[StoreValue]])]

    public init(document: String, tables: [(table: DocumentTable, rows: [[StoreValue]])]) {
        self.document = document
        self.tables = tables
    }
}

extension StoreWriter {
    /// Replaces a document's rows in the tables named; nothing where the document is not in the store.
    public func replace(_ rows: DocumentRows) throws {
        guard let id = try reader.documentID(rows.document) else { return }
        for (table, rows) in rows.tables {
            try run("DELETE FROM \"\(table.rawValue)\" WHERE document_id = ?", [id])
            try insert(into: table.rawValue, ["document_id"] + table.columns, rows.lazy.map { [id] + $0 })
        }
    }

    /// Empties a document's rows in some tables.
    public func clear(_ tables: [DocumentTable], of document: String) throws {
        try replace(DocumentRows(document: document, tables: tables.map { ($0, []) }))
    }

    /// Removes a document with everything made of it.
    public func removeDocument(_ name: String) throws {
        try run("DELETE FROM document WHERE name = ?", [.text(name)])
    }
}

extension StoreReader {
    func documentID(_ name: String) throws -> StoreValue? {
        let id = try value("SELECT id FROM document WHERE name = ?", [.text(name)])
        return id.isNull ? nil : id
    }
}
