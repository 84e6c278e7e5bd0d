import CXlsxWriter
import Facts
import Foundation

/// One workbook being written: the only owner of libxlsxwriter's handles.
///
/// Not Sendable: a session is made, filled and closed on one queue, and its handles never leave it. Every call's
/// error code becomes a ``WorkbookError``. Different sessions may run side by side; each has a temporary folder of
/// its own, because libxlsxwriter's constant-memory mode writes one temporary file a sheet.
package final class WorkbookSession {
    let name: String
    let constantMemory: Bool
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let temporaryFolder: String
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private let path: String

    /// - Parameter temporaryFolder: made here and removed at the end.
    package init(path: String, temporaryFolder: String, constantMemory: Bool) throws {
        self.path = path
        self.name = (path as NSString).lastPathComponent
        self.constantMemory = constantMemory
        self.temporaryFolder = temporaryFolder
        do {
            try FileManager.default.createDirectory(atPath: temporaryFolder, withIntermediateDirectories: true)
        } catch {
            throw WorkbookError(
                kind: .temporaryFile, workbook: name, reason: "cannot make the folder \(temporaryFolder)")
        }
        book = temporaryFolder.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = constantMemory ? 1 : 0
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard book != nil else {
            throw WorkbookError(kind: .outOfMemory, workbook: name, reason: "no workbook was made")
        }
    }

    deinit {
        if let book { lxw_workbook_free(book) }
        try? FileManager.default.removeItem(atPath: temporaryFolder)
    }

    private func live() throws -> UnsafeMutablePointer<lxw_workbook> {
        guard let book else {
            throw WorkbookError(kind: .badValue, workbook: name, reason: "the workbook is already closed")
        }
        return book
    }

    func check(_ code: lxw_error, sheet: String = "", cell: String = "") throws {
        if let error = WorkbookError(code, workbook: name, sheet: sheet, cell: cell) { throw error }
    }

    /// Writes the file. The session is of no use afterwards.
    package func close() throws {
        let open = try live()
        book = nil
        try check(workbook_close(open))
    }

    package func addSheet(_ sheetName: String) throws -> WorksheetSession {
        let open = try live()
        try check(workbook_validate_sheet_name(open, sheetName), sheet: sheetName)
        guard let sheet = workbook_add_worksheet(open, sheetName) else {
            throw WorkbookError(kind: .sheetName, workbook: name, sheet: sheetName, reason: "the sheet was not made")
        }
        return WorksheetSession(sheet, name: sheetName, book: self)
    }

    func addChart(_ type: lxw_chart_type) throws -> UnsafeMutablePointer<lxw_chart> {
        guard let chart = workbook_add_chart(try live(), UInt8(type.rawValue)) else {
            throw WorkbookError(kind: .outOfMemory, workbook: name, reason: "no chart was made")
        }
        return chart
    }

    /// - Parameter formula: `='事实'!$A$1:$B$9`.
    func define(_ rangeName: String, as formula: String) throws {
        try check(workbook_define_name(try live(), rangeName, formula), cell: rangeName)
    }

    package func setProperties(_ properties: ReportProperties) throws {
        let open = try live()
        let strings = [
            properties.title, properties.subject, properties.author, properties.company, properties.keywords,
            properties.comments,
        ]
        let copies = strings.map { strdup(Self.property($0)) }
        defer { for copy in copies { free(copy) } }
        var own = lxw_doc_properties()
        own.title = copies[0]
        own.subject = copies[1]
        own.author = copies[2]
        own.company = copies[3]
        own.keywords = copies[4]
        own.comments = copies[5]
        // 0 would mean now
        own.created = max(1, properties.secondsSinceEpoch)
        try check(workbook_set_properties(open, &own))
        for (key, value) in properties.custom {
            try check(workbook_set_custom_property_string(open, Self.property(key), Self.property(value)), cell: key)
        }
    }

    /// Properties hold at most 255 characters.
    private static func property(_ text: String) -> String { String(CellText.safe(text).text.prefix(255)) }

    func format(_ style: CellStyle) throws -> UnsafeMutablePointer<lxw_format> {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(try live()) else {
            throw WorkbookError(kind: .outOfMemory, workbook: name, reason: "no format was made")
        }
        format_set_font_name(format, CellStyle.fontName)
        format_set_font_size(format, style.size)
        if style.bold { format_set_bold(format) }
        if style.italic { format_set_italic(format) }
        if style.underline { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
        if let color = style.color { format_set_font_color(format, color) }
        if let fill = style.fill {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_bg_color(format, fill)
        }
        if let number = style.numberFormat { format_set_num_format(format, number) }
        switch style.align {
        case .general: break
        case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .center: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        format_set_align(format, UInt8((style.top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER).rawValue))
        if style.indent > 0 { format_set_indent(format, style.indent) }
        if style.wrap { format_set_text_wrap(format) }
        if !style.locked { format_set_unlocked(format) }
        switch style.border {
        case .none: break
        case .row:
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_bottom_color(format, CellStyle.Ink.line)
        case .total:
            format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_top_color(format, CellStyle.Ink.headerFill)
        case .box:
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, CellStyle.Ink.line)
        }
        formats[style] = format
        return format
    }

    /// A format that only changes what a rule changes: no font name, no alignment.
    func conditionFormat(_ style: ConditionDefinition.Style) throws -> UnsafeMutablePointer<lxw_format> {
        guard let format = workbook_add_format(try live()) else {
            throw WorkbookError(kind: .outOfMemory, workbook: name, reason: "no format was made")
        }
        switch style {
        case .good:
            format_set_bg_color(format, 0xE2F0D9)
            format_set_font_color(format, 0x1E4620)
        case .warn:
            format_set_bg_color(format, 0xFFF2CC)
            format_set_font_color(format, 0x5F4700)
            format_set_italic(format)
        case .bad:
            format_set_bg_color(format, 0xFBE0DD)
            format_set_font_color(format, 0x8B1A10)
            format_set_bold(format)
        case .muted:
            format_set_font_color(format, CellStyle.Ink.muted)
            format_set_italic(format)
        case .strong: format_set_bold(format)
        }
        return format
    }
}
