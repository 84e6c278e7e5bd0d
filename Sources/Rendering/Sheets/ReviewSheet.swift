import CXlsxWriter

/// A table in which a person decides: only the editable columns are unlocked.
///
/// The protection has no password. It keeps hands off by accident and is no security.
struct ReviewSheet: SheetDrawing {
    static let kind = SheetKind.review

    func draw(_ sheet: PreparedSheet, on worksheets: [WorksheetSession], layout: SheetLayout, writer: WorkbookWriter)
        throws
    {
        try SummarySheet().draw(sheet, on: worksheets, layout: layout, writer: writer)
        var allowed = lxw_protection()
        allowed.autofilter = 1
        allowed.sort = 1
        allowed.format_columns = 1
        allowed.format_rows = 1
        for worksheet in worksheets {
            worksheet_protect(worksheet.sheet, nil, &allowed)
            // the cells to fill in hold text, also where it is a number
            worksheet_ignore_errors(worksheet.sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
        }
    }
}
