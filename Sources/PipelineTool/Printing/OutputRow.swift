import ArgumentParser
import Diagnostics

/// How rows are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case table, csv, jsonl
}

/// One value of a printed row. Numbers are plain digits already.
enum OutputValue: Sendable, Equatable {
    case text(String)
    case number(String)
    /// Source spans, `[[812, 815], …]`; left out of JSON where empty.
    case spans([(start: Int, end: Int)])

    static func integer(_ value: Int) -> OutputValue { .number(String(value)) }

    /// As shown to people and in CSV.
    var plain: String {
        switch self {
        case .text(let text): return text
        case .number(let digits): return digits
        case .spans(let spans): return spans.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
        }
    }

    static func == (a: OutputValue, b: OutputValue) -> Bool { a.plain == b.plain }
}

/// Names a column of the output. The order of columns is the order of keys in JSON.
struct OutputColumn: Sendable {
    var name: String
    /// Shown by `--format table`, which has no room for all.
    var inTable: Bool
    /// Left out of a JSON object where the value is empty.
    var optional: Bool

    init(_ name: String, inTable: Bool = false, optional: Bool = false) {
        self.name = name
        self.inTable = inTable
        self.optional = optional
    }
}

/// Prints rows as a table, as CSV (RFC 4180) or as JSON Lines.
struct RowPrinter: Sendable {
    let format: OutputFormat
    let columns: [OutputColumn]

    /// What stands before the first row.
    var header: String { format == .csv ? csv(columns.map(\.name)) : "" }

    /// All rows of one document, in order.
    func text(of rows: [[OutputValue]]) -> String {
        switch format {
        case .jsonl: return rows.map(json).joined()
        case .csv: return rows.map { csv($0.map(\.plain)) }.joined()
        case .table: return table(rows)
        }
    }

    private func csv(_ fields: [String]) -> String { Self.csvLine(fields) }

    /// One line of RFC 4180 with its end.
    static func csvLine(_ fields: [String]) -> String {
        fields.map(csvField).joined(separator: ",") + "\r\n"
    }

    private static func csvField(_ field: String) -> String {
        let special: Set<UInt8> = [0x22, 0x2C, 0x0A, 0x0D]
        if !field.utf8.contains(where: special.contains) { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    private func json(_ row: [OutputValue]) -> String {
        var text = "{"
        for (column, value) in zip(columns, row) {
            if column.optional, value.plain.isEmpty { continue }
            if text.utf8.count > 1 { text += ", " }
            text += JSONText.quoted(column.name) + ": "
            switch value {
            case .text(let string): text += JSONText.quoted(string)
            case .number(let digits): text += digits.isEmpty ? "\"\"" : digits
            case .spans(let spans): text += "[" + spans.map { "[\($0.start), \($0.end)]" }.joined(separator: ", ") + "]"
            }
        }
        return text + "}\n"
    }

    private func table(_ rows: [[OutputValue]]) -> String {
        guard !rows.isEmpty else { return "" }
        let shown = columns.indices.filter { columns[$0].inTable }
        let cells = [shown.map { columns[$0].name }] + rows.map { row in
            shown.map { row[$0].plain.split(whereSeparator: \.isNewline).joined(separator: " ") }
        }
        var widths = shown.map { _ in 0 }
        for row in cells { for (i, cell) in row.enumerated() { widths[i] = max(widths[i], DisplayWidth.of(cell)) } }
        return cells.map { row in
            var line = ""
            for (i, cell) in row.enumerated() {
                let pad = String(repeating: " ", count: widths[i] - DisplayWidth.of(cell))
                if case .number = rows[0][shown[i]] { line += pad + cell } else { line += cell + pad }
                line += "  "
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }.joined() + "\n"
    }
}

/// JSON string literals.
enum JSONText {
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case let s where s.value < 0x20 || s.value == 0x2028 || s.value == 0x2029 || s.value == 0x7F:
                let hex = String(s.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
