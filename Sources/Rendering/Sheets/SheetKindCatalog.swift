/// Draws one kind of sheet.
protocol SheetDrawing: Sendable {
    static var kind: SheetKind { get }
    init()
    /// Title, note, widths and paper are done; what remains is the sheet's own.
    func draw(_ sheet: PreparedSheet, on worksheets: [WorksheetSession], layout: SheetLayout, writer: WorkbookWriter)
        throws
}

/// Every kind of sheet; a kind is one file in `Sheets/` and one line here.
enum SheetKindCatalog {
    static var all: [any SheetDrawing.Type] {
        [
            ContentsSheet.self,
            SummarySheet.self,
            TableSheet.self,
            EvidenceSheet.self,
            ReviewSheet.self,
            TextSheet.self,
        ]
    }

    static func drawer(of kind: SheetKind) -> any SheetDrawing {
        (all.first { $0.kind == kind } ?? TableSheet.self).init()
    }
}
