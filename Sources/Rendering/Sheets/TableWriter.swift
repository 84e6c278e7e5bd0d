import CXlsxWriter
import Facts
import Foundation

/// Writes one block's header, rows, totals, rules and charts.
struct TableWriter {
    let writer: WorkbookWriter
    let sheet: PreparedSheet
    let block: PreparedBlock
    let layout: SheetLayout.Block
    /// One for each part.
    let sheets: [WorksheetSession]
    let widths: [Double]

    private var language: ReportLanguage { writer.report.language }
    private var columns: [ColumnDefinition] { block.columns }
    private let places: [String: Int]
    private let hasFormulas: Bool
    private let wraps: Bool
    /// Columns past the last that its text runs over, as far as the sheet has them: no column is widened for one table.
    private let spill: Int

    init(
        writer: WorkbookWriter, sheet: PreparedSheet, block: PreparedBlock, layout: SheetLayout.Block,
        sheets: [WorksheetSession], widths: [Double]
    ) {
        self.writer = writer
        self.sheet = sheet
        self.block = block
        self.layout = layout
        self.sheets = sheets
        self.widths = widths
        places = Dictionary(block.columns.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { a, _ in a })
        hasFormulas = block.columns.contains { $0.formula != nil }
        wraps = block.columns.contains { $0.wrap && !$0.hidden }
        var rest = 0.0
        var spill = 0
        if !sheet.isSingleTable, let last = block.columns.indices.last, block.columns[last].format == .text,
            block.columns[last].formula == nil, last < widths.count
        {
            rest = block.contentWidths[last] + 3 - widths[last]
        }
        while rest > 0, block.columns.count + spill < widths.count, sheet.definition.kind == .contents {
            rest -= widths[block.columns.count + spill]
            spill += 1
        }
        self.spill = spill
    }

    func write() throws {
        for (part, worksheet) in zip(layout.place.parts, sheets) { try frame(part, worksheet) }
        if block.rowCount == 0 { try empty() } else { try rows() }
        try totals()
        for (part, worksheet) in zip(layout.place.parts, sheets) where !part.rows.isEmpty {
            try rules(part, worksheet)
            try lists(part, worksheet)
        }
    }

    // MARK: header

    private func frame(_ part: BlockPlace.Part, _ worksheet: WorksheetSession) throws {
        let header = layout.headerRow
        let last = UInt16(max(0, columns.count - 1))
        let single = sheet.isSingleTable
        try worksheet.setRow(header, height: Self.headerHeight(block, widths: widths, filtered: single))
        if isTable(part) {
            try addTable(part, worksheet)
        } else if isFiltered(part) {
            try worksheet.check(
                worksheet_autofilter(worksheet.sheet, UInt32(header), 0, UInt32(part.rows.upperBound - 1), last),
                "header")
        }
        for (at, column) in columns.enumerated() {
            let isWide = at == columns.count - 1 && spill > 0
            try worksheet.put(.text(column.label[language]), header, at, isWide ? .wideHeader : .header)
            if !column.note.isEmpty { try worksheet.comment(column.note[language], row: header, column: at) }
        }
        for at in 0..<spill { try worksheet.put(.blank, header, columns.count + at, .wideHeader) }
        if single {
            worksheet_freeze_panes(worksheet.sheet, UInt32(header + 1), UInt16(sheet.definition.freezeColumns))
            try worksheet.check(worksheet_repeat_rows(worksheet.sheet, UInt32(header), UInt32(header)), "header")
        }
        if !part.rows.isEmpty {
            let number = sheets.count > 1 ? (sheets.firstIndex { $0 === worksheet } ?? 0) + 1 : 1
            let range = CellReference.absolute(
                rows: header..<part.rows.upperBound, columns: 0...max(0, columns.count - 1))
            try worksheet.book.define(
                "data_" + Self.rangeName(block.definition.id, sheet) + (number > 1 ? "_part\(number)" : ""),
                as: "=" + CellReference.quoted(worksheet.name) + "!" + range)
        }
    }

    /// Of the longest label in its column's width.
    static func headerHeight(_ block: PreparedBlock, widths: [Double], filtered: Bool) -> Double {
        let most = block.columns.enumerated().filter { !block.isHidden($0.offset) }
            .map { SheetWidths.lines($0.element.label[block.language], width: widths[$0.offset] - (filtered ? 3 : 1)) }.max()
        return Double(max(1, most ?? 1)) * 16 + 8
    }

    private func isFiltered(_ part: BlockPlace.Part) -> Bool {
        sheet.isSingleTable && sheet.definition.filter && !part.rows.isEmpty
    }

    /// An Excel table where it may be one: not in constant memory, not with subtotals, not on a protected sheet.
    private func isTable(_ part: BlockPlace.Part) -> Bool {
        isFiltered(part) && !writer.session.constantMemory && !layout.isGrouped && sheet.definition.kind != .review
            && layout.place.parts.count == 1 && block.rowCount <= writer.options.tableRows
    }

    static func rangeName(_ id: String, _ sheet: PreparedSheet) -> String {
        let suffix = sheet.id.dropFirst(sheet.definition.id.count)
        return (id + suffix).split(separator: "-", omittingEmptySubsequences: false).joined(separator: "_")
    }

    private func addTable(_ part: BlockPlace.Part, _ worksheet: WorksheetSession) throws {
        let headerFormat = try worksheet.book.format(.header)
        let labels = columns.map { strdup(CellText.safe($0.label[language]).text) }
        let name = strdup("tbl_" + Self.rangeName(block.definition.id, sheet))
        defer {
            for label in labels { free(label) }
            free(name)
        }
        var definitions = labels.map { label in
            var column = lxw_table_column()
            column.header = label
            column.header_format = headerFormat
            return column
        }
        var options = lxw_table_options()
        options.name = name
        options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
        options.style_type_number = 1
        let code = definitions.withUnsafeMutableBufferPointer { buffer -> lxw_error in
            var pointers: [UnsafeMutablePointer<lxw_table_column>?] = buffer.indices.map { index in
                buffer.baseAddress.map { $0 + index }
            }
            pointers.append(nil)
            return pointers.withUnsafeMutableBufferPointer { all in
                options.columns = all.baseAddress
                return worksheet_add_table(
                    worksheet.sheet, UInt32(layout.headerRow), 0, UInt32(part.rows.upperBound - 1),
                    UInt16(columns.count - 1), &options)
            }
        }
        try worksheet.check(code, "table \(block.definition.id)")
    }

    private func empty() throws {
        guard let worksheet = sheets.first else { return }
        var style = CellStyle.note
        style.italic = true
        try worksheet.put(
            .text(language == .zh ? "（本期没有这类数据）" : "(nothing of this kind in the sources)"), layout.headerRow + 1, 0,
            style)
    }

    // MARK: rows

    private func rows() throws {
        var partIndex = 0
        var row = layout.place.parts[0].rows.lowerBound
        var group: String?
        var groupStart = row
        let grouping = layout.isGrouped ? block.definition.group : nil
        let hasBands = hasBands
        let noted = columns.enumerated().compactMap { at, column in column.cellNote.map { (at: at, name: $0) } }
        var notes = 0
        var sums: [Int: Double] = [:]
        func worksheet() -> WorksheetSession { sheets[partIndex] }
        if spill == 0, let first = sheets.first, var plain = try PlainRows(block, on: first, hasBands: hasBands) {
            return try block.forEachRawRow { raw in
                if row >= layout.place.parts[partIndex].rows.upperBound, partIndex + 1 < sheets.count {
                    partIndex += 1
                    row = layout.place.parts[partIndex].rows.lowerBound
                }
                try plain.write(raw, row: row, on: worksheet())
                row += 1
            }
        }
        try block.forEachRow { raw, values in
            if let grouping {
                let name = block.text(grouping.by, raw)
                if let open = group, open != name {
                    try subtotal(grouping, named: open, rows: groupStart..<row, at: row, sums: sums)
                    sums = [:]
                    row += 1
                    groupStart = row
                }
                group = name
            }
            if row >= layout.place.parts[partIndex].rows.upperBound, partIndex + 1 < sheets.count {
                partIndex += 1
                row = layout.place.parts[partIndex].rows.lowerBound
            }
            let cells = cells(values, raw, row, isBand: hasBands && row % 2 == 1) + Array(repeating: (.blank, .body), count: spill)
            try worksheet().write(
                row: row, cells: cells.map(\.cell), styles: cells.map(\.style),
                height: wraps ? height(values, raw) : nil, level: grouping == nil ? 0 : 1)
            if grouping != nil {
                for (at, value) in values.enumerated() {
                    if case .number(let number) = value.value { sums[at, default: 0] += number }
                }
            }
            for (at, name) in noted where notes < writer.options.noteLimit {
                let text = block.text(name, raw)
                if !text.isEmpty {
                    notes += 1
                    try worksheet().comment(text, row: row, column: at)
                }
            }
            row += 1
        }
        if let grouping, let group { try subtotal(grouping, named: group, rows: groupStart..<row, at: row, sums: sums) }
    }

    /// Excel tables bring their own bands. Elsewhere they are fills, because a rule that paints bands hides the
    /// other rules in LibreOffice.
    private var hasBands: Bool { sheet.isSingleTable && !layout.isGrouped && !isTable(layout.place.parts[0]) }

    private func cells(_ values: [RowValue], _ raw: DataRow, _ row: Int, isBand: Bool) -> [(
        cell: SheetCell, style: CellStyle
    )] {
        let printer = ExpressionPrinter(
            columns: places, place: layout.place, row: row,
            shown: { name, code in columns.first { $0.key == name }.map { block.worded($0, code) } ?? code })
        return columns.enumerated().map { at, column in
            let value = values[at]
            var style = CellStyle.body
            style.wrap = column.wrap
            if isBand { style.fill = CellStyle.Ink.band }
            if column.editable {
                style.locked = false
                style.fill = CellStyle.Ink.inputFill
                style.border = .box
                // what a person types stays as typed: no `2020-12` becomes a day, no `5%` a 0.05
                style.numberFormat = "@"
            }
            if let link = column.link, let address = address(link, raw) {
                var text = block.shown(column, value, raw)
                if text.isEmpty { text = language == .zh ? "查看" : "show" }
                style.underline = true
                style.color = CellStyle.Ink.link
                style.align = link.text.isEmpty ? .general : .center
                return (.link(address, text: text), style)
            }
            // a fact that was rejected has no sentence left to lead to, and its key says nothing
            if let link = column.link, !link.text.isEmpty { return (.blank, style) }
            switch value.value {
            case .missing: return (.blank, style)
            case .number(let number):
                if let display = block.display(column, value, raw) { style.numberFormat = display.format }
                style.align = .right
                if value.isComputed {
                    style.color = CellStyle.Ink.derivedText
                    style.italic = true
                    if let tree = value.tree { return (.formula(printer.print(tree), value.value), style) }
                }
                return (.number(number), style)
            case .truth:
                return (value.tree.map { .formula(printer.print($0), value.value) } ?? .blank, style)
            case .text(let text):
                if value.isComputed, let tree = value.tree {
                    // a verdict stands apart from the figure beside it
                    style.align = .center
                    return (.formula(printer.print(tree), value.value), style)
                }
                if column.format == .date, let day = CalendarDay(text), let serial = ExcelDay.serial(day) {
                    style.numberFormat = "yyyy-mm-dd"
                    style.align = .center
                    return (.number(serial), style)
                }
                if column.format == .marked, let parts = block.marked(column, raw) {
                    return (.marked(parts.0, parts.1, parts.2), style)
                }
                if column.format == .text, column.codes == nil { style.numberFormat = "@" }
                style.align = column.formula == nil ? .left : .center
                style.indent = column.formula == nil ? 1 : 0
                return (.text(block.worded(column, text)), style)
            }
        }
    }

    private func address(_ link: LinkDefinition, _ raw: DataRow) -> String? {
        switch link.target {
        case .row(let id, let key): return writer.address(of: block.text(key, raw), in: id)
        case .file(let path):
            let text = block.text(path, raw)
            return text.isEmpty ? nil : "external:" + writer.options.sourcePrefix + text
        }
    }

    /// Only rows with wrapped text need a height of their own; Excel and LibreOffice would each guess another.
    private func height(_ values: [RowValue], _ raw: DataRow) -> Double? {
        var most = 1
        for (at, column) in columns.enumerated() where column.wrap && !column.hidden {
            most = max(most, SheetWidths.lines(block.shown(column, values[at], raw), width: widths[at] - 1.5))
        }
        return most > 1 ? min(400, Double(most) * 15.5 + 5) : nil
    }

    // MARK: totals

    private func subtotal(
        _ group: GroupDefinition, named name: String, rows: Range<Int>, at row: Int, sums: [Int: Double]
    ) throws {
        guard let worksheet = sheets.first else { return }
        let named = columns.first { $0.key == group.by }.map { block.worded($0, name) } ?? name
        let label =
            (language == .zh ? "小计：" : "Subtotal: ")
            + (named.isEmpty ? (language == .zh ? "未注明" : "not stated") : named)
        try summary(group.subtotal, label: label, at: row, worksheet) { column in
            let range = CellReference.absolute(rows: rows, columns: column...column)
            return "SUBTOTAL(9,\(range))"
        } value: { column in
            sums[column] ?? 0
        }
    }

    private func totals() throws {
        guard let totals = block.definition.totals, let row = layout.totalsRow, let worksheet = sheets.last else {
            return
        }
        let code = layout.isGrouped ? 9 : 109
        for (number, line) in block.totals().enumerated() {
            try summary(totals.sum, label: line.label, at: row + number, worksheet) { column in
                let ranges = layout.place.ranges(column: column)
                guard let key = line.key, let by = totals.by, let at = places[by] else {
                    return ranges.map { "SUBTOTAL(\(code),\($0))" }.joined(separator: "+")
                }
                let word = ExpressionPrinter.literal(block.worded(columns[at], key))
                return zip(ranges, layout.place.ranges(column: at)).map { sums, keys in
                    guard block.rowCount <= Self.filteredRows else { return "SUMIF(\(keys),\(word),\(sums))" }
                    // one row at a time, so that rows that a filter hides are left out here too
                    let first = sums.prefix { $0 != ":" }
                    return "SUMPRODUCT(SUBTOTAL(\(code),OFFSET(\(first),ROW(\(sums))-ROW(\(first)),0))*(\(keys)=\(word)))"
                }.joined(separator: "+")
            } value: { column in
                line.sums[columns[column].key] ?? 0
            }
        }
    }

    /// Totals by a column's values follow a filter up to so many rows; looked at one by one, more would make every
    /// change of the sheet slow.
    private static let filteredRows = 5_000

    private func summary(
        _ names: [String], label: String, at row: Int, _ worksheet: WorksheetSession, formula: (Int) -> String,
        value: (Int) -> Double
    ) throws {
        let labelColumn = columns.indices.first { !block.isHidden($0) && !names.contains(columns[$0].key) } ?? 0
        var cells: [SheetCell] = []
        var styles: [CellStyle] = []
        for (at, column) in columns.enumerated() {
            var style = CellStyle.total
            if names.contains(column.key) {
                let number = value(at)
                style.numberFormat = block.display(ofTotal: number, column).format
                style.align = .right
                cells.append(.formula(formula(at), .number(number)))
            } else {
                cells.append(at == labelColumn ? .text(label) : .blank)
            }
            styles.append(style)
        }
        try worksheet.write(row: row, cells: cells, styles: styles, height: 20, level: 0)
    }

    // MARK: rules

    private func rules(_ part: BlockPlace.Part, _ worksheet: WorksheetSession) throws {
        let (first, last) = (UInt32(part.rows.lowerBound), UInt32(part.rows.upperBound - 1))
        for condition in block.definition.conditions {
            let printer = ExpressionPrinter(
                columns: places, place: layout.place, row: part.rows.lowerBound, absoluteColumns: true,
                shown: { name, code in columns.first { $0.key == name }.map { block.worded($0, code) } ?? code })
            // an empty cell counts as 0 in Excel, which no condition means
            let filled = condition.when.rowColumns.sorted().filter { name in
                columns.first { $0.key == name }?.format.isNumeric == true
            }
            .map { printer.print(.column($0)) + "<>\"\"" }
            let test = printer.print(condition.when)
            let formula = filled.isEmpty ? "=" + test : "=AND(" + (filled + [test]).joined(separator: ",") + ")"
            let format = try worksheet.book.conditionFormat(condition.style)
            let covered =
                condition.columns.isEmpty ? Array(columns.indices) : condition.columns.compactMap { places[$0] }
            for range in Self.runs(covered) {
                try addRule(formula, format, worksheet, first, last, UInt16(range.lowerBound), UInt16(range.upperBound))
            }
        }
    }

    private func addRule(
        _ formula: String, _ format: UnsafeMutablePointer<lxw_format>, _ worksheet: WorksheetSession, _ first: UInt32,
        _ last: UInt32,
        _ left: UInt16, _ right: UInt16
    ) throws {
        let copy = strdup(formula)
        defer { free(copy) }
        var rule = lxw_conditional_format()
        rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
        rule.value_string = copy
        rule.format = format
        try worksheet.check(
            worksheet_conditional_format_range(worksheet.sheet, first, left, last, right, &rule), "condition \(formula)"
        )
    }

    /// `[0, 1, 2, 5]` as `0...2, 5...5`.
    static func runs(_ numbers: [Int]) -> [ClosedRange<Int>] {
        var out: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let open = out.last, open.upperBound + 1 == number {
                out[out.count - 1] = open.lowerBound...number
            } else {
                out.append(number...number)
            }
        }
        return out
    }

    private func lists(_ part: BlockPlace.Part, _ worksheet: WorksheetSession) throws {
        for (at, column) in columns.enumerated() where !column.choices.isEmpty {
            let words = column.choices.map { block.worded(column, $0) }
            var validation = lxw_data_validation()
            let title = strdup(String(column.label[language].prefix(32)))
            let message = strdup(language == .zh ? "请从列表中选择" : "choose from the list")
            defer {
                free(title)
                free(message)
            }
            validation.input_title = title
            validation.input_message = message
            if words.joined(separator: ",").utf16.count <= 255, !words.contains(where: { $0.contains(",") }) {
                validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                let copies = words.map { strdup($0) }
                defer { for copy in copies { free(copy) } }
                var pointers: [UnsafeMutablePointer<CChar>?] = copies + [nil]
                let code = pointers.withUnsafeMutableBufferPointer { buffer -> lxw_error in
                    validation.value_list = buffer.baseAddress
                    return worksheet_data_validation_range(
                        worksheet.sheet, UInt32(part.rows.lowerBound), UInt16(at), UInt32(part.rows.upperBound - 1),
                        UInt16(at), &validation)
                }
                try worksheet.check(code, "list of \(column.key)")
            } else {
                // Excel's own lists end at 255 characters
                let range = strdup(try writer.hiddenList(words))
                defer { free(range) }
                validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
                validation.value_formula = range
                try worksheet.check(
                    worksheet_data_validation_range(
                        worksheet.sheet, UInt32(part.rows.lowerBound), UInt16(at), UInt32(part.rows.upperBound - 1),
                        UInt16(at), &validation),
                    "list of \(column.key)")
            }
        }
    }
}
