/// Paragraphs with values filled in.
struct TextSheet: SheetDrawing {
    static let kind = SheetKind.text

    func draw(_ sheet: PreparedSheet, on worksheets: [WorksheetSession], layout: SheetLayout, writer: WorkbookWriter)
        throws
    {
        try SummarySheet().draw(sheet, on: worksheets, layout: layout, writer: writer)
    }
}
