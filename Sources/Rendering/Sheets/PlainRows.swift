/// Rows of a long table that is nothing but text and figures, without a cell of ours made of any value.
///
/// They look as ``TableWriter`` makes them look.
struct PlainRows {
    /// A column's formats in the workbook: on plain ground and in a band.
    private struct Formats {
        var blank: [Int32]
        var text: [Int32]
        /// By number format; the last one used first asked.
        var last: (format: String, styles: [Int32]) = ("", [])
        var others: [String: [Int32]] = [:]
    }

    private let block: PreparedBlock
    private let sources: [Int]
    private var formats: [Formats] = []
    private let hasBands: Bool

    /// - Returns: `nil` for a table that needs more.
    init?(_ block: PreparedBlock, on sheet: WorksheetSession, hasBands: Bool) throws {
        guard sheet.book.constantMemory, let sources = block.plainSources, block.definition.group == nil,
            block.columns.allSatisfy({
                $0.link == nil && $0.cellNote == nil && !$0.wrap && !$0.editable && $0.codes == nil && $0.format != .date
                    && $0.format != .marked
            })
        else { return nil }
        self.block = block
        self.sources = sources
        self.hasBands = hasBands
        for column in block.columns {
            var text = CellStyle.body
            if column.format == .text { text.numberFormat = "@" }
            text.align = .left
            text.indent = 1
            formats.append(Formats(blank: try Self.indexes(.body, sheet), text: try Self.indexes(text, sheet)))
        }
    }

    private static func indexes(_ style: CellStyle, _ sheet: WorksheetSession) throws -> [Int32] {
        var band = style
        band.fill = CellStyle.Ink.band
        return [try sheet.formatIndex(style), try sheet.formatIndex(band)]
    }

    mutating func write(_ raw: DataRow, row: Int, on sheet: WorksheetSession) throws {
        let band = hasBands && row % 2 == 1 ? 1 : 0
        try sheet.writeRaw(row: row, columns: sources.count, height: nil) { rows, safe in
            for (at, source) in sources.enumerated() {
                if !block.columns[at].format.isNumeric, source < raw.count, case .text(let range) = raw.slot(source) {
                    let styles = range.isEmpty ? formats[at].blank : formats[at].text
                    raw.withSlots { _, bytes in rows.text(.init(rebasing: bytes[range]), styles[band]) { safe($0, at) } }
                    continue
                }
                let cell = source < raw.count ? raw[source] : .null
                if cell.isEmpty {
                    rows.blank(formats[at].blank[band])
                } else if block.columns[at].format.isNumeric, let value = cell.number {
                    let style = try style(of: value, cell, at, raw, sheet)[band]
                    if abs(value) <= 9.99999999999999e307 {
                        rows.number(value, style)
                    } else {
                        rows.text(String(value), style) { safe($0, at) }
                    }
                } else {
                    rows.text(cell.text, formats[at].text[band]) { safe($0, at) }
                }
            }
        }
    }

    private mutating func style(
        of value: Double, _ cell: DataCell, _ at: Int, _ raw: DataRow, _ sheet: WorksheetSession
    ) throws -> [Int32] {
        let own = RowValue(value: .number(value), digits: cell.isReal ? "" : cell.text, isReal: cell.isReal)
        let format = block.display(block.columns[at], own, raw)?.format ?? ""
        if formats[at].last.format == format, !formats[at].last.styles.isEmpty { return formats[at].last.styles }
        let known = formats[at].others[format]
        var style = CellStyle.body
        if !format.isEmpty { style.numberFormat = format }
        style.align = .right
        let styles = try known ?? Self.indexes(style, sheet)
        formats[at].others[format] = styles
        formats[at].last = (format, styles)
        return styles
    }
}
