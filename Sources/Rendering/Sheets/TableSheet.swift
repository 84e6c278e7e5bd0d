/// One table of any length, with its charts below it.
struct TableSheet: SheetDrawing {
    static let kind = SheetKind.table

    func draw(_ sheet: PreparedSheet, on worksheets: [WorksheetSession], layout: SheetLayout, writer: WorkbookWriter)
        throws
    {
        try SummarySheet().draw(sheet, on: worksheets, layout: layout, writer: writer)
    }
}
