import Foundation

/// What openpyxl sees of a workbook.
struct Workbook: Sendable {
    struct Sheet: Decodable, Sendable {
        var tables: [String: String]
        var filter: String?
        var freeze: String?
        var protected: Bool
        var validations: [[String]]
        var conditions: [Condition]
        var links: [[String?]]
        var charts: Int
        var unlocked: [String]
        var comments: [[String]]
        var widths: [String: Double]
        var orientation: String?
        var titles: String?
        var merged: [String]
        var levels: Int
        var fitToWidth: Int?
        /// `A1:N90`; empty where everything is printed.
        var printArea = ""
        /// Rows after which a page ends.
        var breaks: [Int] = []
        var scale: Int?
        var columnLevels: [String: Int] = [:]
        var hiddenColumns: [String] = []
        /// Number formats, alignment and grounds of the first 60 rows.
        var formats: [String: String] = [:]
        var aligned: [String: String] = [:]
        var filled: [String] = []
    }

    struct Condition: Decodable, Sendable {
        var range: String
        var formulas: [String]
        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            range = try list.decode(String.self)
            formulas = try list.decode([String].self)
        }
    }

    private struct Whole: Decodable {
        var sheets: [String]
        var states: [String: String]
        var names: [String: String]
        var custom: [String: String]
        var created: String
        var title: String
        var cells: [String: [String]]
    }

    private let sheetsByName: [String: Sheet]
    let sheets: [String]
    let states: [String: String]
    let names: [String: String]
    let custom: [String: String]
    let title: String
    /// `sheet address` → type and value.
    let cells: [String: (type: String, value: String)]

    init(_ path: String) throws {
        let json = Data(try Programs.script("workbook.py", ["info", path]).utf8)
        let whole = try JSONDecoder().decode(Whole.self, from: json)
        sheets = whole.sheets
        states = whole.states
        names = whole.names
        custom = whole.custom
        title = whole.title
        struct Loose: Decodable {
            var sheet: Sheet?
            init(from decoder: any Decoder) throws { sheet = try? Sheet(from: decoder) }
        }
        sheetsByName = try JSONDecoder().decode([String: Loose].self, from: json).compactMapValues(\.sheet)
        cells = whole.cells.compactMapValues { $0.count == 2 ? (type: $0[0], value: $0[1]) : nil }
    }

    func sheet(_ name: String) -> Sheet {
        sheetsByName[name]
            ?? Sheet(
                tables: [:], filter: nil, freeze: nil, protected: false, validations: [], conditions: [], links: [],
                charts: -1, unlocked: [], comments: [], widths: [:], orientation: nil, titles: nil, merged: [],
                levels: 0)
    }

    /// The value below `header` in the first row where `column` holds `value`.
    func value(_ sheet: String, header: String, where column: String, is value: String) -> String? {
        let own = cells.filter { $0.key.hasPrefix(sheet + " ") }.map {
            (address: String($0.key.dropFirst(sheet.count + 1)), value: $0.value.value)
        }
        func letters(_ text: String) -> String { String(text.prefix { $0.isLetter }) }
        func row(_ address: String) -> Int { Int(address.drop { $0.isLetter }) ?? 0 }
        guard let wanted = own.filter({ $0.value == "\"\(header)\"" }).min(by: { row($0.address) < row($1.address) }),
            let key = own.first(where: { row($0.address) == row(wanted.address) && $0.value == "\"\(column)\"" })
        else { return nil }
        let hits = own.filter {
            letters($0.address) == letters(key.address) && row($0.address) > row(key.address)
                && $0.value == "\"\(value)\""
        }
        guard let hit = hits.min(by: { row($0.address) < row($1.address) }) else { return nil }
        return cells["\(sheet) \(letters(wanted.address))\(row(hit.address))"]?.value
    }
}
