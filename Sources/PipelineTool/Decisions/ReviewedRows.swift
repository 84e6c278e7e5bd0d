import Diagnostics
import Facts
import Foundation
import Ingestion

/// A row of the sheet 复核 as a person left it.
struct ReviewedRow {
    /// Where it stands, for messages: `复核!7`.
    var place: String
    /// By column key; cells without text are left out.
    var cells: [String: String]

    subscript(_ key: String) -> String { cells[key] ?? "" }
}

/// Reads the rows of 复核 out of a workbook or of its CSV file.
///
/// Columns are found by their labels, in either language, wherever they stand; what a person added is passed over.
/// Hidden and sorted rows count like all others.
struct ReviewedRows {
    var rows: [ReviewedRow] = []
    /// Who saved the file, and the day; empty where it does not say.
    var savedBy = ""
    var savedOn = ""
    /// The pipeline that made the workbook; empty where it does not say.
    var pipeline = ""

    private static let needed = ["fact_id", "decision"]

    /// - Throws: ``CommandFailure`` 65 for a file that is neither, or lacks the columns.
    init(_ bytes: [UInt8], name: String, layouts: [ReviewLayout]) throws {
        let isWorkbook = bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0xD0, 0xCF])
        if isWorkbook { try readWorkbook(bytes, name, layouts) } else { try readCSV(bytes, name, layouts) }
    }

    private mutating func readWorkbook(_ bytes: [UInt8], _ name: String, _ layouts: [ReviewLayout]) throws {
        let workbook: WorkbookFile
        do { workbook = try WorkbookFile(bytes, name: name) } catch let fault as Diagnostic { throw CommandFailure(.dataError, [fault]) }
        pipeline = workbook.properties.custom["pipeline"] ?? ""
        savedBy = workbook.properties.modifiedBy
        savedOn = CalendarDay(workbook.properties.modified.prefix(10))?.description ?? ""
        let names = Set(layouts.flatMap(\.sheetNames))
        // parts of a split sheet are named `复核 (2)`; a sheet that a person renamed is known by its columns
        let own = workbook.sheets.filter { sheet in names.contains(sheet) || names.contains { sheet.hasPrefix($0 + " (") } }
        var isFound = false
        for sheet in own.isEmpty ? workbook.sheets : own {
            var header: [Int: String]?
            do {
                try workbook.forEachRow(of: sheet) { row in
                    if let header {
                        var cells: [String: String] = [:]
                        for (at, key) in header {
                            let text = (row.cells[at]?.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
                            if !text.isEmpty { cells[key] = text }
                        }
                        if !cells.isEmpty { rows.append(ReviewedRow(place: "\(sheet)!\(row.number)", cells: cells)) }
                        return true
                    }
                    header = layouts.lazy.compactMap { Self.header(row, $0) }.first
                    return header != nil || row.number <= 100
                }
            } catch let fault as Diagnostic { throw CommandFailure(.dataError, [fault]) }
            isFound = isFound || header != nil
        }
        if !isFound {
            let labels = layouts.first.map { layout in Self.needed.map { key in layout.keys.filter { $0.value == key }.map(\.key).sorted().joined(separator: " / ") } } ?? []
            throw CommandFailure(
                .dataError, code: "review.columns",
                "`\(name)` has no sheet with the columns \(labels.map { "`\($0)`" }.joined(separator: " and "))",
                help: "decide in the workbook that `assay run` published, and leave its header row as it is")
        }
    }

    /// The columns of a header row; the first of two with one label counts, so that a copy beside it does no harm.
    private static func header(_ row: WorkbookRow, _ layout: ReviewLayout) -> [Int: String]? {
        var found: [Int: String] = [:], taken: Set<String> = []
        for (at, cell) in row.cells.sorted(by: { $0.key < $1.key }) {
            let label = cell.text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let key = layout.keys[label], taken.insert(key).inserted else { continue }
            found[at] = key
        }
        return needed.allSatisfy(taken.contains) ? found : nil
    }

    private mutating func readCSV(_ bytes: [UInt8], _ name: String, _ layouts: [ReviewLayout]) throws {
        let table = CSVText(String(decoding: bytes, as: UTF8.self))
        let keys = table.header.map { label in layouts.lazy.compactMap { $0.keys[label] }.first ?? label }
        guard Self.needed.allSatisfy(keys.contains) else {
            throw CommandFailure(
                .dataError, code: "review.columns", "`\(name)` lacks the columns `fact_id` and `decision`",
                help: "begin with the published workbook, or with csv/review.csv beside it")
        }
        for row in table.rows {
            var cells: [String: String] = [:]
            for (key, text) in zip(keys, row.fields) where cells[key] == nil {
                // an apostrophe guards text that a spreadsheet would run
                let plain = text.hasPrefix("'") && text.dropFirst().first.map { "=+-@".contains($0) } == true ? String(text.dropFirst()) : text
                let trimmed = plain.trimmingCharacters(in: .whitespacesAndNewlines)
                if !trimmed.isEmpty { cells[key] = trimmed }
            }
            rows.append(ReviewedRow(place: "line \(row.line)", cells: cells))
        }
    }
}
