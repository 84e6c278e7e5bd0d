import CXlsxWriter
import Diagnostics
import Foundation

/// Writes a prepared report as one workbook.
final class WorkbookWriter {
    let report: PreparedReport
    let options: RenderOptions
    let session: WorkbookSession
    private(set) var layouts: [SheetLayout] = []
    private(set) var warnings: [Diagnostic] = []
    private var targets: [String: (sheet: Int, block: Int)] = [:]
    private var listSheet: WorksheetSession?
    private var pendingLists: [(name: String, words: [String])] = []
    private let path: String

    init(_ report: PreparedReport, path: String, temporaryFolder: String, options: RenderOptions) throws {
        self.report = report
        self.options = options
        self.path = path
        let longest = report.shown.flatMap(\.blocks).compactMap { $0?.rowCount }.max() ?? 0
        session = try WorkbookSession(
            path: path, temporaryFolder: temporaryFolder, constantMemory: longest >= options.constantMemoryRows)
        var names = SheetNames()
        let listed = report.shown.filter { $0.definition.kind != .contents }.count
        for sheet in report.shown {
            layouts.append(SheetLayout(sheet, names: &names, options: options, listCount: listed, hasRest: !report.leftOut.isEmpty))
        }
        for (at, sheet) in report.shown.enumerated() {
            for (number, block) in sheet.blocks.enumerated() {
                guard let block, block.definition.key != nil, targets[block.definition.id] == nil else { continue }
                targets[block.definition.id] = (at, number)
            }
        }
        for (sheet, layout) in zip(report.shown, layouts) {
            if layout.names.count > 1 {
                warnings.append(
                    Diagnostic(
                        .note, code: "workbook.split",
                        "the sheet `\(sheet.name)` is split into \(layout.names.count) parts of at most \(options.rowLimit) rows"
                    ))
            }
            for (block, place) in zip(sheet.blocks, layout.blocks)
            where block?.definition.group != nil && place?.isGrouped == false {
                warnings.append(
                    Diagnostic(
                        .warning, code: "workbook.no-subtotals",
                        "the sheet `\(sheet.name)` has too many rows for subtotals; its totals are kept"))
            }
        }
    }

    func write(_ properties: ReportProperties) throws {
        try session.setProperties(properties)
        let worksheets = try layouts.map { layout in try layout.names.map { try session.addSheet($0) } }
        for (at, sheet) in report.shown.enumerated() {
            for worksheet in worksheets[at] {
                try frame(sheet, worksheet, layout: layouts[at], isLast: worksheet === worksheets[at].last)
            }
            try SheetKindCatalog.drawer(of: sheet.definition.kind).draw(
                sheet, on: worksheets[at], layout: layouts[at], writer: self)
            for worksheet in worksheets[at] where !worksheet.cutCells.isEmpty {
                warnings.append(
                    Diagnostic(
                        .warning, code: "workbook.text-cut",
                        "\(worksheet.cutCells.count) text(s) on `\(worksheet.name)` were cut at \(CellText.longest) characters, the first at \(worksheet.cutCells[0])",
                        help: "the CSV file holds them whole"))
            }
        }
        if let first = worksheets.first?.first { worksheet_activate(first.sheet) }
        try writeHiddenLists()
        try session.close()
    }

    // MARK: what every sheet has

    private func frame(_ sheet: PreparedSheet, _ worksheet: WorksheetSession, layout: SheetLayout, isLast: Bool) throws
    {
        let lxw = worksheet.sheet
        worksheet_set_default_row(lxw, WorksheetSession.rowHeight, 0)
        worksheet_gridlines(lxw, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        if sheet.definition.printing.landscape { worksheet_set_landscape(lxw) } else { worksheet_set_portrait(lxw) }
        worksheet_set_paper(lxw, 9)
        let widths = widths(of: sheet)
        let aside = asideColumns(sheet)
        let shown = widths.indices.filter { !isHidden($0, sheet) && !aside.contains($0) }.reduce(0) { $0 + widths[$1] }
        // about 245 characters across a landscape A4 page can still be read, in 6 points; a sheet that only says that there
        // is nothing takes one page
        let across =
            sheet.isSingleTable && sheet.rowCount == 0
            ? 1
            : sheet.definition.printing.pagesWide
                ?? Int((shown / (sheet.definition.printing.landscape ? 245 : 155)).rounded(.up))
        if sheet.definition.kind == .contents {
            // a list of sheets is read as one page
            worksheet_fit_to_pages(lxw, 1, layout.lastRow <= 70 ? 1 : 0)
        } else if sheet.definition.kind != .summary {
            worksheet_fit_to_pages(lxw, UInt16(max(1, min(20, across))), 0)
        } else {
            try breakPages(sheet, worksheet, layout, widths)
        }
        if across > 1, sheet.definition.freezeColumns > 0 {
            try worksheet.check(worksheet_repeat_columns(lxw, 0, UInt16(sheet.definition.freezeColumns - 1)), "columns")
        }
        if let first = aside.first, first > 0 {
            let last = layout.lastRow(ofPart: worksheet.name)
            try worksheet.check(worksheet_print_area(lxw, 0, 0, UInt32(last), UInt16(first - 1)), "print area")
        }
        worksheet_set_margins(lxw, 0.5, 0.5, 0.6, 0.6)
        let page = report.language == .zh ? "第 &P 页，共 &N 页" : "page &P of &N"
        let footer =
            "&L&8" + footerText(report.template.title[report.language]) + "&C&8" + footerText(worksheet.name) + "&R&8"
            + page
        try worksheet.check(worksheet_set_footer(lxw, footer), "footer")
        if let color = sheet.definition.tabColor { worksheet_set_tab_color(lxw, color == 0 ? 1 : color) }
        for (at, width) in widths.enumerated() {
            try worksheet.setColumn(
                at, width: width, hidden: isHidden(at, sheet), level: aside.contains(at) && sheet.definition.kind != .review ? 1 : 0)
        }
        try worksheet.setRow(SheetLayout.titleRow, height: WorksheetSession.titleHeight)
        try worksheet.put(.text(sheet.title), SheetLayout.titleRow, 0, .title)
        // from top to bottom: constant memory forgets a row once the next is begun
        let note =
            sheet.definition.kind == .contents && sheet.note.isEmpty
            ? report.template.description[report.language] : sheet.note
        if !note.isEmpty { try worksheet.put(.text(note), SheetLayout.noteRow, 0, .note) }
        let contents = report.shown.first.flatMap { $0.definition.kind == .contents ? layouts[0].names[0] : nil }
        if let contents, worksheet.name != contents {
            let text = "← " + contents
            try worksheet.put(
                .link("internal:" + CellReference.quoted(contents) + "!A1", text: text), SheetLayout.linkRow, 0,
                .bareLink)
        }
    }

    /// A table and its charts stay on one page. Pages made to fit ignore breaks, so the scale is worked out here.
    private func breakPages(
        _ sheet: PreparedSheet, _ worksheet: WorksheetSession, _ layout: SheetLayout, _ widths: [Double]
    ) throws {
        let pixels = widths.reduce(0) { $0 + $1 * 7 + 5 }
        let hasCharts = sheet.blocks.contains { $0.map { !ChartWriter.drawn($0).isEmpty } ?? false }
        // charts stand one empty column of 64 pixels to the right; a landscape A4 page is 1,027 pixels wide. Where
        // Calibri is not installed, columns come out a quarter wider.
        let total = (pixels + (hasCharts ? 64 + ChartWriter.width : 0)) * 1.32
        let scale = max(30, min(100, 100 * 1_000 / max(1, total)))
        worksheet_set_print_scale(worksheet.sheet, UInt16(scale))
        let page = 470 * 100 / scale
        var heights = Array(repeating: WorksheetSession.rowHeight, count: layout.lastRow + 1)
        heights[SheetLayout.titleRow] = WorksheetSession.titleHeight
        for (at, place) in layout.blocks.enumerated() {
            if let row = place?.titleRow ?? layout.blockTitles[at] { heights[row] = SummarySheet.titleHeight }
            guard let place, let block = sheet.blocks[at] else { continue }
            heights[place.headerRow] = TableWriter.headerHeight(block, widths: widths, filtered: false)
        }
        let starts = layout.blocks.indices.map { layout.start(ofBlock: $0) }
        var breaks: [UInt32] = []
        var used = heights[..<(starts.first ?? layout.lastRow)].reduce(0, +)
        for (start, next) in zip(starts, starts.dropFirst() + [layout.lastRow]) where next > start {
            let own = heights[start..<next].reduce(0, +)
            if used + own > page, used > 0 {
                breaks.append(UInt32(start))
                used = 0
            }
            guard own > page else {
                used += own
                continue
            }
            // longer than a page: it begins on one of its own, so that its header never parts from its rows
            for row in start..<next {
                if used + heights[row] > page, used > 0 {
                    breaks.append(UInt32(row))
                    used = 0
                }
                used += heights[row]
            }
        }
        guard !breaks.isEmpty else { return }
        breaks.append(0)
        try worksheet.check(
            breaks.withUnsafeMutableBufferPointer { worksheet_set_h_pagebreaks(worksheet.sheet, $0.baseAddress) },
            "page breaks")
    }

    /// The last columns of a table that only the screen shows. On a protected sheet nothing folds, so there they only
    /// stay off the paper.
    private func asideColumns(_ sheet: PreparedSheet) -> Range<Int> {
        guard sheet.isSingleTable, case let block?? = sheet.blocks.first,
            let first = block.columns.firstIndex(where: \.aside)
        else { return 0..<0 }
        return first..<block.columns.count
    }

    private func isHidden(_ column: Int, _ sheet: PreparedSheet) -> Bool {
        guard sheet.isSingleTable, case let block?? = sheet.blocks.first, column < block.columns.count else {
            return false
        }
        return sheet.definition.kind == .review ? block.columns[column].hidden : block.isHidden(column)
    }

    /// A footer takes `&` for a command.
    private func footerText(_ text: String) -> String {
        String(text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&").prefix(70))
    }

    /// The sheet's column widths, from all its blocks.
    func widths(of sheet: PreparedSheet) -> [Double] {
        var all: [Double] = []
        if sheet.definition.kind == .contents { all = ContentsSheet.widths(report) }
        for case let block? in sheet.blocks {
            for (at, width) in SheetWidths.of(block, filtered: sheet.isSingleTable && sheet.definition.filter)
                .enumerated()
            {
                if at < all.count { all[at] = max(all[at], width) } else { all.append(width) }
            }
        }
        if all.isEmpty { all = [100] }
        if sheet.definition.kind == .text { all[0] = max(all[0], 100) }
        return all
    }

    // MARK: links

    /// Where the row with `key` of block `id` stands, as a link's address.
    func address(of key: String, in id: String) -> String? {
        guard let target = targets[id], let block = report.shown[target.sheet].blocks[target.block],
            let ordinal = block.index.row(of: key),
            let cell = layouts[target.sheet].cell(block: target.block, ordinal: ordinal, column: 0)
        else { return nil }
        return "internal:" + CellReference.quoted(cell.sheet) + "!" + cell.address
    }

    // MARK: long lists

    /// A range on a hidden sheet that holds `words`, for lists longer than a validation may be.
    func hiddenList(_ words: [String]) throws -> String {
        let column = pendingLists.firstIndex { $0.words == words } ?? pendingLists.count
        if column == pendingLists.count { pendingLists.append(("list\(column + 1)", words)) }
        return "='_lists'!" + CellReference.absolute(rows: 0..<words.count, columns: column...column)
    }

    private func writeHiddenLists() throws {
        guard !pendingLists.isEmpty else { return }
        let sheet = try session.addSheet("_lists")
        for row in 0..<(pendingLists.map(\.words.count).max() ?? 0) {
            for (column, list) in pendingLists.enumerated() where row < list.words.count {
                try sheet.put(.text(list.words[row]), row, column, CellStyle())
            }
        }
        worksheet_hide(sheet.sheet)
    }
}
