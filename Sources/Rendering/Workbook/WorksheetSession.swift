import CXlsxWriter
import Foundation

/// One sheet of a ``WorkbookSession``, on the same queue.
package final class WorksheetSession: RowSink {
    let name: String
    let book: WorkbookSession
    let sheet: UnsafeMutablePointer<lxw_worksheet>
    /// Links written so far; Excel reads at most 65,530 a sheet.
    private(set) var links = 0
    /// Cells whose text was longer than Excel holds.
    package private(set) var cutCells: [String] = []
    package static let linkLimit = 65_530

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, book: WorkbookSession) {
        self.sheet = sheet
        self.name = name
        self.book = book
    }

    func check(_ code: lxw_error, _ cell: @autoclosure () -> String) throws {
        if code != LXW_NO_ERROR { try book.check(code, sheet: name, cell: cell()) }
    }

    package func write(row: Int, cells: [SheetCell], styles: [CellStyle], height: Double?, level: Int) throws {
        try setRow(row, height: height, level: level)
        for (column, (cell, style)) in zip(cells, styles).enumerated() { try put(cell, row, column, style) }
    }

    private var raw = RawRows()

    /// The index under which cells name a format.
    func formatIndex(_ style: CellStyle) throws -> Int32 { lxw_format_get_xf_index(try book.format(style)) }

    /// A row of text and figures past the library; only in constant memory, and only below the rows written so far.
    ///
    /// - Parameter fill: one call for each cell; text that a cell cannot hold as it is goes through the function given.
    func writeRaw(
        row: Int, columns: Int, height: Double?, fill: (inout RawRows, (String, Int) -> String) throws -> Void
    ) throws {
        // rows that the library holds come first, and it learns how far the sheet reaches
        lxw_worksheet_write_single_row(sheet)
        guard let file = sheet.pointee.file, let last = UInt16(exactly: columns - 1), row >= 0, row < 1_048_576 else {
            throw WorkbookError(
                kind: .outOfRange, workbook: book.name, sheet: name, cell: "row \(row + 1)", reason: "a sheet has 1,048,576 rows")
        }
        sheet.pointee.dim_rowmin = min(sheet.pointee.dim_rowmin, UInt32(row))
        sheet.pointee.dim_rowmax = max(sheet.pointee.dim_rowmax, UInt32(row))
        sheet.pointee.dim_colmin = 0
        sheet.pointee.dim_colmax = max(sheet.pointee.dim_colmax, last)
        raw.begin(row: row, height: height)
        try fill(&raw) { text, column in held(text, CellReference.cell(row: row, column: column)) }
        if !raw.end(to: file) {
            throw WorkbookError(
                kind: .temporaryFile, workbook: book.name, sheet: name, cell: "row \(row + 1)", reason: String(cString: strerror(errno)))
        }
    }

    func setRow(_ row: Int, height: Double?, level: Int = 0) throws {
        guard height != nil || level > 0 else { return }
        let points = height ?? Self.rowHeight
        if level > 0 {
            var options = lxw_row_col_options()
            options.level = UInt8(min(7, level))
            try check(worksheet_set_row_opt(sheet, UInt32(row), points, nil, &options), "row \(row + 1)")
        } else {
            try check(worksheet_set_row(sheet, UInt32(row), points, nil), "row \(row + 1)")
        }
    }

    static let rowHeight = 16.5
    static let titleHeight = 28.0

    package func put(_ cell: SheetCell, _ row: Int, _ column: Int, _ style: CellStyle) throws {
        guard row >= 0, row < 1_048_576, column >= 0, column < 16_384 else {
            throw WorkbookError(
                kind: .outOfRange, workbook: book.name, sheet: name, cell: "row \(row + 1), column \(column + 1)",
                reason: "a sheet has 1,048,576 rows and 16,384 columns")
        }
        let (r, c) = (UInt32(row), UInt16(column))
        let format = try format(style, column)
        func place() -> String { CellReference.cell(row: row, column: column) }
        switch cell {
        case .blank: try check(worksheet_write_blank(sheet, r, c, format), place())
        case .number(let value):
            // an infinite or undefined number would make a file that Excel repairs; its largest is just below 1e308
            if abs(value) > 9.99999999999999e307, value.isFinite {
                try check(worksheet_write_string(sheet, r, c, String(value), format), place())
            } else if value.isFinite {
                try check(worksheet_write_number(sheet, r, c, ExcelNumber.rounded(value), format), place())
            } else {
                try check(worksheet_write_blank(sheet, r, c, format), place())
            }
        case .text(let text):
            if text.isEmpty {
                try check(worksheet_write_blank(sheet, r, c, format), place())
            } else {
                try check(worksheet_write_string(sheet, r, c, held(text, place()), format), place())
            }
        case .formula(let text, let value):
            switch value {
            case .number(let number):
                try check(
                    worksheet_write_formula_num(sheet, r, c, "=" + text, format, ExcelNumber.rounded(number)), place())
            case .text(let result):
                try check(worksheet_write_formula_str(sheet, r, c, "=" + text, format, held(result, place())), place())
            case .truth(let truth):
                try check(worksheet_write_formula_num(sheet, r, c, "=" + text, format, truth ? 1 : 0), place())
            case .missing: try check(worksheet_write_blank(sheet, r, c, format), place())
            }
        case .link(let address, let text):
            let shown = held(text, place())
            if links < Self.linkLimit {
                links += 1
                try check(worksheet_write_url_opt(sheet, r, c, Self.escaped(address), format, shown, nil), place())
                // the library turns / into \ in the text shown too
                if address.hasPrefix("external:"), shown.utf8.contains(0x2F) {
                    try check(worksheet_write_string(sheet, r, c, shown, format), place())
                }
            } else {
                let formula =
                    "HYPERLINK(" + ExpressionPrinter.literal(Self.formulaAddress(address)) + ","
                    + ExpressionPrinter.literal(String(shown.prefix(250))) + ")"
                try check(worksheet_write_formula_str(sheet, r, c, "=" + formula, format, shown), place())
            }
        case .marked(let before, let figure, let after):
            try putMarked(before, figure, after, r, c, style, place())
        }
    }

    /// The formats last used in each column: neighbours above mostly look the same.
    private var recent: [(style: CellStyle, format: UnsafeMutablePointer<lxw_format>)?] = []

    private func format(_ style: CellStyle, _ column: Int) throws -> UnsafeMutablePointer<lxw_format> {
        let slot = column * 2 + (style.fill == nil ? 0 : 1)
        if slot < recent.count, let last = recent[slot], last.style == style { return last.format }
        let format = try book.format(style)
        while recent.count <= slot { recent.append(nil) }
        recent[slot] = (style, format)
        return format
    }

    /// `#` would open a place inside the file, and `%41` would be taken for `A`.
    private static func escaped(_ address: String) -> String {
        guard address.hasPrefix("external:"), address.utf8.contains(where: { $0 == 0x23 || $0 == 0x25 }) else {
            return address
        }
        return address.map { $0 == "#" ? "%23" : $0 == "%" ? "%25" : String($0) }.joined()
    }

    /// `internal:'证据'!A2` as HYPERLINK takes it: `#'证据'!A2`.
    private static func formulaAddress(_ address: String) -> String {
        if address.hasPrefix("internal:") { return "#" + address.dropFirst("internal:".count) }
        if address.hasPrefix("external:") { return String(address.dropFirst("external:".count)) }
        return address
    }

    private func held(_ text: String, _ place: @autoclosure () -> String) -> String {
        let safe = CellText.safe(text)
        if safe.wasCut { cutCells.append(place()) }
        return safe.text
    }

    private func putMarked(
        _ before: String, _ figure: String, _ after: String, _ r: UInt32, _ c: UInt16, _ style: CellStyle,
        _ place: String
    ) throws {
        let parts = [before, figure, after].map { held($0, place) }
        // brackets say the same as the colour
        let texts = [parts[0], "【" + parts[1] + "】", parts[2]]
        guard !parts[1].isEmpty, texts.joined().utf16.count < CellText.longest else {
            return try put(.text(before + figure + after), Int(r), Int(c), style)
        }
        let plain = try book.format(CellStyle())
        let strong = try book.format(CellStyle(bold: true, underline: true, color: CellStyle.Ink.figure))
        let cellFormat = try book.format(style)
        let used = texts.enumerated().filter { !$0.element.isEmpty }
        guard used.count > 1 else { return try put(.text(texts.joined()), Int(r), Int(c), style) }
        let copies = used.map { strdup($0.element) }
        defer { for copy in copies { free(copy) } }
        var tuples = used.enumerated().map { index, part in
            lxw_rich_string_tuple(format: part.offset == 1 ? strong : plain, string: copies[index])
        }
        let code = tuples.withUnsafeMutableBufferPointer { buffer -> lxw_error in
            var pointers: [UnsafeMutablePointer<lxw_rich_string_tuple>?] = buffer.indices.map { index in
                buffer.baseAddress.map { $0 + index }
            }
            pointers.append(nil)
            return pointers.withUnsafeMutableBufferPointer {
                worksheet_write_rich_string(sheet, r, c, $0.baseAddress, cellFormat)
            }
        }
        try check(code, place)
    }

    // MARK: set-up

    /// - Parameter level: of the outline; columns of one level fold together.
    func setColumn(_ column: Int, width: Double, hidden: Bool, level: Int = 0) throws {
        var options = lxw_row_col_options()
        options.hidden = hidden ? 1 : 0
        options.level = UInt8(max(0, min(7, level)))
        try check(
            worksheet_set_column_opt(sheet, UInt16(column), UInt16(column), width, nil, &options),
            CellReference.column(column))
    }

    func comment(_ text: String, row: Int, column: Int) throws {
        let (shown, _) = CellText.safe(String(text.prefix(1000)))
        var options = lxw_comment_options()
        let lines = 1 + shown.unicodeScalars.count / 16
        options.width = 240
        options.height = UInt16(min(400, 24 + lines * 18))
        options.font_size = 9
        let copy = strdup("Assay")
        defer { free(copy) }
        options.author = copy
        try check(
            worksheet_write_comment_opt(sheet, UInt32(row), UInt16(column), shown, &options),
            CellReference.cell(row: row, column: column))
    }
}
