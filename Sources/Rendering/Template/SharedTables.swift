import Yams

/// A template's named queries, put in front of every query that reads from them.
struct SharedTables {
    private var tables: [(name: String, sql: String)] = []

    init() {}

    init(_ node: Node?, _ reader: TemplateReader) {
        guard case .mapping(let mapping)? = node else { return }
        for (key, value) in mapping {
            guard let name = key.scalar?.string, let sql = value.scalar?.string else { continue }
            guard TemplateReader.isIdentifier(name), !name.contains("-") else {
                reader.report(
                    "wrong-type", "`\(name)` cannot name a table", at: key,
                    help: "use a-z, 0-9 and _, starting with a letter")
                continue
            }
            tables.append((name, sql))
        }
    }

    /// `query` with the tables that it names as common table expressions; a table may read from those above it.
    ///
    /// SQLite keeps the rows of one that is named twice, and looks only at the rows wanted of one named once.
    func before(_ query: String) -> String {
        var needed: [(name: String, sql: String)] = []
        var text = query
        for table in tables.reversed() where Self.mentions(text, table.name) {
            needed.insert(table, at: 0)
            text += " " + table.sql
        }
        guard !needed.isEmpty else { return query }
        let list = needed.map { "\($0.name) AS (\n\($0.sql.trimmedEnd)\n)" }.joined(separator: ",\n")
        let head = query.drop { $0.isWhitespace }
        guard head.prefix(4).lowercased() == "with", head.dropFirst(4).first?.isWhitespace == true else {
            return "WITH " + list + "\n" + query
        }
        return "WITH " + list + "," + head.dropFirst(4)
    }

    /// Whether `name` stands in `text` as a word of its own.
    private static func mentions(_ text: String, _ name: String) -> Bool {
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == name }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
