import Foundation

/// Writes every table of a report as CSV, with a `datapackage.json` that says what the columns are.
struct CSVReport {
    let report: PreparedReport
    let options: RenderOptions
    let properties: ReportProperties

    /// - Returns: the files in the template's order, `datapackage.json` last.
    func write(to folder: String) throws -> [RenderedFile] {
        let sub = "csv"
        try FileManager.default.createDirectory(atPath: folder + "/" + sub, withIntermediateDirectories: true)
        var files: [RenderedFile] = []
        var resources: [JSONText] = []
        for sheet in report.sheets where sheet.definition.kind != .contents && sheet.definition.kind != .text {
            for case let block? in sheet.blocks {
                let name = (block.definition.id + sheet.id.dropFirst(sheet.definition.id.count)).lowercased()
                let path = sub + "/" + name + ".csv"
                let bytes = try write(block, to: folder + "/" + path)
                files.append(RenderedFile(path: path, rows: block.rowCount, bytes: bytes))
                let title = block.definition.title.isEmpty ? sheet.name : block.definition.title[report.language]
                resources.append(resource(block, name: name, title: title, bytes: bytes))
            }
        }
        let text = package(resources).pretty + "\n"
        let path = sub + "/datapackage.json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + path))
        files.append(RenderedFile(path: path, rows: 0, bytes: text.utf8.count))
        return files
    }

    private func header(_ column: ColumnDefinition) -> String {
        options.csvDialect == .excel ? column.label[report.language] : column.key
    }

    private func write(_ block: PreparedBlock, to path: String) throws -> Int {
        let csv = try CSVWriter(path: path, dialect: options.csvDialect, guardsFormulas: options.guardsFormulas)
        try csv.write(block.columns.map(header), isText: block.columns.map { _ in false })
        if let sources = block.plainSources {
            let isNumeric = block.columns.map(\.format.isNumeric)
            try block.forEachRawRow { try csv.write($0, sources: sources, isNumeric: isNumeric) }
            try csv.close()
            return csv.bytes
        }
        var isText = Array(repeating: false, count: block.columns.count)
        var fields = Array(repeating: "", count: block.columns.count)
        try block.forEachRow { _, values in
            for (at, value) in values.enumerated() {
                switch value.value {
                case .missing: (fields[at], isText[at]) = ("", false)
                case .number(let number):
                    (fields[at], isText[at]) = (value.digits.isEmpty ? ExcelNumber.text(number) : value.digits, false)
                case .text(let text): (fields[at], isText[at]) = (text, true)
                case .truth(let truth): (fields[at], isText[at]) = (truth ? "true" : "false", false)
                }
            }
            try csv.write(fields, isText: isText)
        }
        try csv.close()
        return csv.bytes
    }

    // MARK: datapackage.json

    private func package(_ resources: [JSONText]) -> JSONText {
        var members: [(String, JSONText)] = [
            ("profile", .string("data-package")),
            ("name", .string(report.template.name)),
            ("title", .string(properties.title.isEmpty ? report.template.title[report.language] : properties.title)),
        ]
        let description = report.template.description[report.language]
        if !description.isEmpty { members.append(("description", .string(description))) }
        if let day = properties.created { members.append(("created", .string("\(day)T00:00:00Z"))) }
        for (name, value) in properties.custom where TemplateReader.isIdentifier(name) {
            members.append(("x-" + name, .string(value)))
        }
        members.append(("resources", .array(resources)))
        return .object(members)
    }

    private func resource(_ block: PreparedBlock, name: String, title: String, bytes: Int) -> JSONText {
        let fields = block.columns.map { column -> JSONText in
            var members: [(String, JSONText)] = [
                ("name", .string(header(column))), ("title", .string(column.label[report.language])),
                ("type", .string(column.format.isNumeric ? "number" : "string")),
            ]
            if let unit = unit(column) { members.append(("unit", .string(unit))) }
            if column.formula != nil { members.append(("x-computed", .boolean(true))) }
            if !column.note.isEmpty { members.append(("description", .string(column.note[report.language]))) }
            return .object(members)
        }
        var schema: [(String, JSONText)] = [("fields", .array(fields)), ("missingValues", .array([.string("")]))]
        if let key = block.definition.key, let column = block.columns.first(where: { $0.key == key }) {
            schema.append(("x-key", .string(header(column))))
        }
        return .object([
            ("profile", .string("tabular-data-resource")),
            ("name", .string(name)), ("title", .string(title)), ("path", .string(name + ".csv")),
            ("format", .string("csv")),
            ("mediatype", .string("text/csv")),
            ("encoding", .string(options.csvDialect == .excel ? "utf-8-sig" : "utf-8")),
            ("bytes", .integer(bytes)),
            (
                "dialect",
                .object([
                    ("delimiter", .string(",")),
                    ("lineTerminator", .string(options.csvDialect == .unix ? "\n" : "\r\n")),
                    ("quoteChar", .string("\"")), ("doubleQuote", .boolean(true)), ("header", .boolean(true)),
                ])
            ),
            ("x-formula-guard", .boolean(options.guardsFormulas)),
            ("schema", .object(schema)),
        ])
    }

    private func unit(_ column: ColumnDefinition) -> String? {
        switch column.format {
        case .money: "CNY"
        case .percent: "%"
        default: nil
        }
    }
}
