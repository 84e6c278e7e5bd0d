import Diagnostics

/// A sheet with its queries walked, before anything is written.
final class PreparedSheet {
    let definition: SheetDefinition
    /// The sheet's own id; `-2`, `-3` … behind it for repeated sheets.
    let id: String
    let name: String
    let title: String
    let note: String
    var blocks: [PreparedBlock?]
    /// Paragraphs of each block, values filled in.
    let paragraphs: [[String]]
    let isRepeated: Bool

    init(
        _ definition: SheetDefinition, id: String, name: String, title: String, note: String, blocks: [PreparedBlock?],
        paragraphs: [[String]], isRepeated: Bool
    ) {
        self.definition = definition
        self.id = id
        self.name = name
        self.title = title
        self.note = note
        self.blocks = blocks
        self.paragraphs = paragraphs
        self.isRepeated = isRepeated
    }

    var isLeftOut: Bool { definition.hideWhenEmpty && rowCount == 0 }
    var rowCount: Int { blocks.reduce(0) { $0 + ($1?.rowCount ?? 0) } }
    /// Whether the sheet is one table that may be long.
    var isSingleTable: Bool {
        switch definition.kind {
        case .table, .evidence, .review: true
        case .contents, .summary, .text: false
        }
    }
}

/// Every sheet of a report, measured: the common ground of workbook, CSV and page.
final class PreparedReport {
    let template: ReportTemplate
    let language: ReportLanguage
    let sheets: [PreparedSheet]
    /// The sheets that workbook and page show: not those that tell nothing without rows.
    let shown: [PreparedSheet]
    /// Those left out for want of rows; their CSV files are there all the same, with their headers.
    let leftOut: [PreparedSheet]

    /// - Parameter looks: whether widths and empty columns matter, as they do to all but CSV.
    init(_ template: ReportTemplate, data: any ReportData, language: ReportLanguage, looks: Bool) throws {
        self.template = template
        self.language = language
        var sheets: [PreparedSheet] = []
        var faults: [Diagnostic] = []
        for definition in template.sheets {
            do {
                sheets += try Self.prepare(definition, template: template, data: data, language: language, looks: looks)
            } catch let list as DiagnosticList {
                faults += list.diagnostics
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        self.sheets = sheets
        shown = sheets.filter { !$0.isLeftOut }
        leftOut = sheets.filter(\.isLeftOut)
    }

    private static func prepare(
        _ definition: SheetDefinition, template: ReportTemplate, data: any ReportData, language: ReportLanguage, looks: Bool
    ) throws -> [PreparedSheet] {
        var keys: [String?] = [nil]
        if let repeats = definition.repeats {
            let answer = try data.dataSet(ReportQuery(sheet: definition.id, sql: repeats.sql))
            guard let at = answer.columns.firstIndex(of: repeats.key) else {
                throw DiagnosticList([
                    Diagnostic(
                        code: "template.query-column",
                        "the repeat of `\(definition.id)` gives no column `\(repeats.key)`",
                        at: repeats.location, help: "it gives \(answer.columns.joined(separator: ", "))")
                ])
            }
            keys = []
            var cursor = try answer.makeCursor()
            while keys.count < repeats.limit, let row = try cursor.next() {
                if at < row.count, !row[at].isEmpty { keys.append(row[at].text) }
            }
        }
        return try keys.enumerated().map { number, key in
            func fill(_ text: String) -> String { key.map { TextValues.fill(text, ["key": $0]) } ?? text }
            let parameters = key.map { ["key": $0] } ?? [:]
            var paragraphs: [[String]] = []
            let blocks = try definition.blocks.map { block -> PreparedBlock? in
                var values: [String: String] = key.map { ["key": $0] } ?? [:]
                if let query = block.values {
                    let answer = try data.dataSet(
                        ReportQuery(sheet: definition.id, sql: query.text, parameters: parameters))
                    var cursor = try answer.makeCursor()
                    while let row = try cursor.next() { if row.count >= 2 { values[row[0].text] = row[1].text } }
                }
                paragraphs.append(block.text.map { TextValues.fill($0[language], values) })
                guard let query = block.sql else { return nil }
                let answer = try data.dataSet(
                    ReportQuery(sheet: definition.id, sql: query.text, parameters: parameters))
                let prepared = try PreparedBlock(
                    block, sheetID: definition.id, data: answer, language: language, codes: template.codes)
                try prepared.measure(looks: looks)
                return prepared
            }
            return PreparedSheet(
                definition, id: definition.id + (number == 0 ? "" : "-\(number + 1)"),
                name: fill(definition.name[language]),
                title: fill(definition.title[language]), note: fill(definition.note[language]), blocks: blocks,
                paragraphs: paragraphs, isRepeated: definition.repeats != nil)
        }
    }

    /// The block that links to `id` lead to.
    func target(_ id: String) -> (sheet: PreparedSheet, block: PreparedBlock)? {
        for sheet in sheets {
            for case let block? in sheet.blocks where block.definition.id == id && block.definition.key != nil {
                return (sheet, block)
            }
        }
        return nil
    }
}

/// Fills `{name}` in a template's text.
enum TextValues {
    /// Names without a value stay as they are, so that a mistake is seen.
    static func fill(_ text: String, _ values: [String: String]) -> String {
        guard text.contains("{") else { return text }
        var out = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            out += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            out += values[name] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
            if rest.isEmpty { return out }
        }
        return out + rest
    }
}
