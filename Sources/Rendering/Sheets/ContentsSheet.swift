/// The first sheet: what the report is, every sheet with its rows and a link, then the template's own blocks.
struct ContentsSheet: SheetDrawing {
    static let kind = SheetKind.contents

    /// What a sheet holds runs over the narrow columns that the blocks below need.
    private static let narrow = 13.0

    /// As many narrow columns as the longest of these texts takes: past the last one a printer cuts it.
    private static func across(_ report: PreparedReport) -> Int {
        let longest = max(report.shown.map { SheetWidths.units($0.note) }.max() ?? 0, SheetWidths.units(rest(report)) - 30)
        return max(6, Int(((longest + 3) / narrow).rounded(.up)))
    }

    /// Names the sheets that are left out for want of rows; empty where none is.
    private static func rest(_ report: PreparedReport) -> String {
        guard !report.leftOut.isEmpty else { return "" }
        let names = report.leftOut.map(\.name)
        return report.language == .zh
            ? "本期没有数据、因而未列的工作表：" + names.joined(separator: "、")
            : "Left out, as there is nothing of the kind: " + names.joined(separator: ", ")
    }

    static func widths(_ report: PreparedReport) -> [Double] {
        let names = report.shown.map { SheetWidths.units($0.name) + 3 }
        return [7, max(20, names.max() ?? 0), 10] + Array(repeating: narrow, count: across(report))
    }

    func draw(_ sheet: PreparedSheet, on worksheets: [WorksheetSession], layout: SheetLayout, writer: WorkbookWriter)
        throws
    {
        guard let worksheet = worksheets.first, let list = layout.listRow else { return }
        let zh = writer.report.language == .zh
        let labels = zh ? ["序号", "工作表", "行数", "内容"] : ["No.", "Sheet", "Rows", "What it holds"]
        let across = Self.across(writer.report)
        let blanks = Array(repeating: SheetCell.blank, count: across - 1)
        try worksheet.write(
            row: list, cells: labels.map { .text($0) } + blanks,
            styles: [.header, .header, .header] + Array(repeating: .wideHeader, count: across), height: 24,
            level: 0)
        var indented = CellStyle.body
        indented.align = .left
        indented.indent = 1
        var row = list + 1
        for (at, entry) in writer.report.shown.enumerated() where entry.definition.kind != .contents {
            var number = CellStyle.body
            number.align = .center
            var count = CellStyle.body
            count.numberFormat = "#,##0"
            count.align = .right
            let address = "internal:" + CellReference.quoted(writer.layouts[at].names[0]) + "!A1"
            var note = entry.note
            if writer.layouts[at].names.count > 1 {
                let parts = writer.layouts[at].names.count
                note += zh ? "（分 \(parts) 张表）" : " (in \(parts) parts)"
            }
            let isText = entry.definition.kind == .text
            try worksheet.write(
                row: row,
                cells: [
                    .number(Double(row - list)), .link(address, text: writer.layouts[at].names[0]),
                    isText ? .blank : .number(Double(entry.rowCount)), .text(note),
                ] + blanks,
                styles: [number, .link, count, indented] + blanks.map { _ in .body }, height: 20, level: 0)
            row += 1
        }
        let rest = Self.rest(writer.report)
        if !rest.isEmpty {
            var style = CellStyle.note
            style.italic = true
            try worksheet.put(.text(rest), row, 1, style)
        }
        try SummarySheet().draw(sheet, on: worksheets, layout: layout, writer: writer)
    }
}
