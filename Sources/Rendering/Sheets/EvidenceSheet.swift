/// The table that figures link to: where each stands in its source. Its key makes the links, its marked sentence
/// shows the figure; the rest is a table.
struct EvidenceSheet: SheetDrawing {
    static let kind = SheetKind.evidence

    func draw(_ sheet: PreparedSheet, on worksheets: [WorksheetSession], layout: SheetLayout, writer: WorkbookWriter)
        throws
    {
        try SummarySheet().draw(sheet, on: worksheets, layout: layout, writer: writer)
    }
}
