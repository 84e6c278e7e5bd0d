import Diagnostics

/// What shapes cannot say: names that have to exist, names that must not repeat, formulas that go round in a circle.
struct TemplateChecks {
    let reader: TemplateReader
    let template: ReportTemplate

    func run() {
        var ids: [String: SourceLocation] = [:]
        for sheet in template.sheets {
            unique(sheet.id, at: sheet.location, in: &ids, what: "id")
            for block in sheet.blocks where block.id != sheet.id {
                unique(block.id, at: block.location, in: &ids, what: "id")
            }
        }
        for language in ReportLanguage.allCases {
            var names: [String: SourceLocation] = [:]
            for sheet in template.sheets where sheet.repeats == nil {
                unique(
                    SheetNames.safe(sheet.name[language]).lowercased(), at: sheet.location, in: &names,
                    what: "sheet name")
            }
        }
        if let first = template.sheets.firstIndex(where: { $0.kind == .contents }), first != 0 {
            reader.report(
                "contents", "the contents sheet has to be the first", at: template.sheets[first].location,
                help: "move it to the top")
        }
        for sheet in template.sheets { for block in sheet.blocks { check(block, of: sheet) } }
    }

    private func unique(_ name: String, at place: SourceLocation, in seen: inout [String: SourceLocation], what: String)
    {
        if let first = seen[name] {
            reader.report(
                "duplicate", "the \(what) `\(name)` is used twice", at: place, label: "first on line \(first.line)",
                help: "choose another")
        } else {
            seen[name] = place
        }
    }

    private func check(_ block: BlockDefinition, of sheet: SheetDefinition) {
        var keys: [String: SourceLocation] = [:]
        for column in block.columns { unique(column.key, at: column.location, in: &keys, what: "column") }
        // an Excel table needs headers that differ, in each language
        for language in ReportLanguage.allCases {
            var labels: [String: SourceLocation] = [:]
            for column in block.columns where language == .zh || column.label.en != column.label.zh {
                unique(column.label[language], at: column.location, in: &labels, what: "label")
            }
        }
        if block.sql == nil, !block.columns.isEmpty {
            reader.report(
                "missing-key", "columns without `sql`", at: block.location, help: "give the query of the rows")
        }
        let single = sheet.kind == .table || sheet.kind == .evidence || sheet.kind == .review
        if let first = block.columns.firstIndex(where: \.aside) {
            for column in block.columns[first...] where !column.aside && !column.hidden {
                reader.report(
                    "aside", "`\(column.key)` stands behind a column that is aside", at: column.location,
                    help: "columns that are aside come last: what is printed ends before them")
            }
            if !single || first == 0 {
                reader.report(
                    "aside", "`\(block.columns[first].key)` cannot be aside", at: block.columns[first].location,
                    help: single ? "leave a column before it" : "only a table that has its sheet to itself leaves columns out on paper")
            }
        }
        let known = block.columns.map(\.key)
        func need(_ name: String, _ place: SourceLocation, _ what: String) {
            guard !known.contains(name) else { return }
            let near = Suggestion.nearest(to: name, among: known).map { ", did you mean `\($0)`?" } ?? ""
            reader.report(
                "unknown-column", "\(what) names `\(name)`, which is not a column of this table\(near)", at: place,
                help: "the columns are \(known.joined(separator: ", "))")
        }
        for column in block.columns {
            for tree in column.formula?.trees ?? [] {
                for name in tree.allColumns.sorted() { need(name, column.location, "the formula of `\(column.key)`") }
            }
            if column.format == .quantity, column.unitColumn == nil {
                reader.report(
                    "missing-key", "a quantity needs `unit`", at: column.location,
                    help: "name the column that holds the unit")
            }
            if column.format == .marked, column.markStart == nil {
                reader.report(
                    "missing-key", "a marked sentence needs `mark`", at: column.location,
                    help: "name the columns of offset and figure")
            }
            if let codes = column.codes, template.codes[codes] == nil {
                let tables = template.codes.keys.sorted()
                let near = Suggestion.nearest(to: codes, among: tables).map { ", did you mean `\($0)`?" } ?? ""
                reader.report(
                    "unknown-codes", "there is no table `\(codes)` in `codes`\(near)", at: column.location,
                    help: "known are \(tables.joined(separator: ", "))")
            }
            if case .row(let id, _)? = column.link?.target {
                let target = template.sheets.flatMap(\.blocks).first { $0.id == id }
                if target?.key == nil {
                    let near =
                        Suggestion.nearest(to: id, among: template.sheets.map(\.id)).map { ", did you mean `\($0)`?" }
                        ?? ""
                    reader.report(
                        "unknown-sheet", "the link leads to `\(id)`, which is no sheet with a `key`\(near)",
                        at: column.location, help: "name a sheet's id, and give that sheet a `key`")
                }
            }
            if column.decimals ?? 0 > 8 {
                reader.report("wrong-type", "`decimals` goes from 0 to 8", at: column.location)
            }
        }
        if let group = block.group {
            if block.key != nil {
                reader.report(
                    "group-key", "a grouped table cannot have a `key`", at: block.location,
                    help: "subtotals would move the rows that links look for; drop one of the two")
            }
            for name in group.subtotal { need(name, group.location, "`group`") }
        }
        if let totals = block.totals {
            for name in totals.sum + (totals.by.map { [$0] } ?? []) { need(name, totals.location, "`totals`") }
        }
        for condition in block.conditions {
            for name in condition.when.allColumns.sorted() + condition.columns {
                need(name, condition.location, "a condition")
            }
        }
        for chart in block.charts {
            need(chart.categories, chart.location, "a chart")
            for series in chart.series { need(series.column, chart.location, "a chart") }
        }
        if FormulaOrder(block.columns) == nil {
            reader.report(
                "formula-circle", "formulas of this table need each other in a circle", at: block.location,
                help: "break the circle")
        }
    }
}
