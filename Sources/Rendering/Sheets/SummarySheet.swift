/// Blocks one below the other, charts beside them: also what the other kinds are made of.
struct SummarySheet: SheetDrawing {
    static let kind = SheetKind.summary
    static let titleHeight = 24.0

    func draw(_ sheet: PreparedSheet, on worksheets: [WorksheetSession], layout: SheetLayout, writer: WorkbookWriter)
        throws
    {
        guard let first = worksheets.first else { return }
        let widths = writer.widths(of: sheet)
        for (index, block) in sheet.blocks.enumerated() {
            let place = layout.blocks[index]
            if let row = place?.titleRow ?? layout.blockTitles[index] {
                try first.setRow(row, height: Self.titleHeight)
                let title = block?.definition.title ?? sheet.definition.blocks[index].title
                try first.put(.text(title[writer.report.language]), row, 0, .blockTitle)
            }
            for (text, row) in zip(sheet.paragraphs[index], layout.paragraphRows[index]) {
                if sheet.definition.kind == .text {
                    try first.setRow(row, height: Double(SheetWidths.lines(text, width: widths[0] - 2)) * 16 + 6)
                    try first.put(.text(text), row, 0, .paragraph)
                } else {
                    try first.put(.text(text), row, 0, CellStyle())
                }
            }
            guard let block, let place else { continue }
            try TableWriter(
                writer: writer, sheet: sheet, block: block, layout: place, sheets: worksheets, widths: widths
            ).write()
            if let last = sheet.isSingleTable ? worksheets.last : worksheets.first {
                try ChartWriter(writer: writer, block: block, layout: place, worksheet: last).write()
            }
        }
    }
}
