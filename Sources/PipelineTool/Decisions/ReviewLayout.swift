import Rendering

/// How the sheet 复核 of a template names its columns and words its codes.
struct ReviewLayout {
    /// Names of the sheet in every language.
    private(set) var sheetNames: [String] = []
    /// Label in any language, or key → key.
    private(set) var keys: [String: String] = [:]
    private let codes: [String: [String: Localized]]
    /// Column key → table of codes.
    private var tables: [String: String] = ["category": "category", "basis": "basis", "unit": "unit", "decision": "decision"]

    /// - Returns: `nil` for a template without a review sheet.
    init?(_ template: ReportTemplate) {
        codes = template.codes
        let sheets = template.sheets.filter { $0.kind == .review }
        if sheets.isEmpty { return nil }
        for sheet in sheets {
            for language in ReportLanguage.allCases { sheetNames.append(SheetNames.safe(sheet.name[language])) }
            for column in sheet.blocks.flatMap(\.columns) {
                keys[column.key] = column.key
                // of two columns with one label the first counts
                for language in ReportLanguage.allCases where keys[column.label[language]] == nil { keys[column.label[language]] = column.key }
                if let table = column.codes { tables[column.key] = table }
            }
        }
    }

    /// The code that a cell's word stands for; `nil` for a word that the report does not use.
    func code(_ word: String, of column: String) -> String? {
        let words = tables[column].flatMap { codes[$0] } ?? [:]
        let low = word.lowercased()
        for (code, label) in words.sorted(by: { $0.key < $1.key }) {
            if code.lowercased() == low { return code }
            if ReportLanguage.allCases.contains(where: { label[$0].lowercased() == low }) { return code }
        }
        return nil
    }

    /// Words that a column takes, as the report shows them.
    func words(of column: String) -> [String] {
        let words = tables[column].flatMap { codes[$0] } ?? [:]
        return words.sorted { $0.key < $1.key }.flatMap { [$0.value[.zh], $0.value[.en]] }.filter { !$0.isEmpty }
    }

    /// Every word for a unit → its code.
    var unitWords: [String: String] {
        var all: [String: String] = [:]
        for (code, label) in codes["unit"] ?? [:] {
            for language in ReportLanguage.allCases where !label[language].isEmpty { all[label[language]] = code }
        }
        return all
    }
}
