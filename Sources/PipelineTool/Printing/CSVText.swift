/// Reads CSV by RFC 4180, with LF ends and a byte-order mark allowed.
struct CSVText {
    struct Row {
        var fields: [String]
        /// Line on which the row begins, from 1.
        var line: Int
    }

    let header: [String]
    let rows: [Row]

    init(_ text: String) {
        var all: [Row] = [], fields: [String] = [], field = String.UnicodeScalarView()
        var quoted = false, wasQuoted = false, line = 1, begin = 1
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        func endField() {
            fields.append(String(field))
            field = String.UnicodeScalarView()
            wasQuoted = false
        }
        func endRow() {
            endField()
            if fields != [""] { all.append(Row(fields: fields, line: begin)) }
            fields = []
            begin = line
        }
        while let scalar = scalars.popFirst() {
            if scalar == "\n" { line += 1 }
            if quoted {
                if scalar != "\"" {
                    field.append(scalar)
                } else if scalars.first == "\"" {
                    field.append(scalar)
                    scalars.removeFirst()
                } else {
                    quoted = false
                }
                continue
            }
            switch scalar {
            case "\"" where field.isEmpty && !wasQuoted: (quoted, wasQuoted) = (true, true)
            case ",": endField()
            case "\r" where scalars.first == "\n": continue
            case "\n": endRow()
            default: field.append(scalar)
            }
        }
        if !field.isEmpty || !fields.isEmpty { endRow() }
        header = all.first?.fields ?? []
        rows = Array(all.dropFirst())
    }

    func column(_ name: String) -> Int? { header.firstIndex(of: name) }

    /// Empty where the table lacks the column or the row is short.
    func field(_ row: Row, _ name: String) -> String {
        guard let index = column(name), index < row.fields.count else { return "" }
        return row.fields[index]
    }
}
