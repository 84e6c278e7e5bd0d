import Diagnostics

/// Where everything of a sheet stands, fixed before the first cell is written: links and totals need it.
struct SheetLayout {
    struct Block {
        var titleRow: Int?
        var paragraphRows: [Int] = []
        /// One for each part.
        var headerRow: Int
        var place: BlockPlace
        /// The first row of totals, on the last part.
        var totalsRow: Int?
        var chartRow: Int
        var chartColumn: Int
        var isGrouped: Bool
    }

    static let titleRow = 0
    static let noteRow = 1
    static let linkRow = 2
    static let firstRow = 3

    /// The worksheets' names: one, or several parts.
    var names: [String]
    var blocks: [Block?] = []
    /// Rows of paragraphs of blocks without a table.
    var paragraphRows: [[Int]] = []
    /// First row of the list of sheets, on a contents sheet.
    var listRow: Int?
    var lastRow = 0
    /// The row below the charts that stand under a table; 0 without one.
    var chartEnd = 0

    /// - Parameters:
    ///   - listCount: rows of the list of sheets; 0 on all but the contents sheet.
    ///   - hasRest: whether a line below the list names the sheets left out.
    init(_ sheet: PreparedSheet, names: inout SheetNames, options: RenderOptions, listCount: Int, hasRest: Bool) {
        let first = names.claim(sheet.name)
        self.names = [first]
        var row = Self.firstRow
        let widest = sheet.blocks.compactMap { $0?.columns.count }.max() ?? 1
        if sheet.definition.kind == .contents, listCount > 0 {
            listRow = row + 1
            row = row + 1 + 1 + listCount + (hasRest ? 1 : 0) + 1
        }
        for (index, block) in sheet.blocks.enumerated() {
            var own: [Int] = []
            let title = block?.definition.title ?? sheet.definition.blocks[index].title
            var titleRow: Int?
            if !title.isEmpty {
                titleRow = row
                row += 1
            }
            for _ in sheet.paragraphs[index] {
                own.append(row)
                row += 1
            }
            paragraphRows.append(own)
            guard let block else {
                blocks.append(nil)
                if let titleRow { blockTitles[index] = titleRow }
                row += 1
                continue
            }
            let header = row
            let total = block.rowCount + (block.definition.group == nil ? 0 : block.groupCount)
            let isSplit = sheet.isSingleTable && total > options.rowLimit
            let isGrouped = block.definition.group != nil && !isSplit
            let rows = isGrouped ? total : block.rowCount
            var parts: [BlockPlace.Part] = []
            if isSplit {
                var from = 0
                while from < rows {
                    let count = min(options.rowLimit, rows - from)
                    if from > 0 { self.names.append(names.claim(sheet.name)) }
                    parts.append(
                        .init(sheet: self.names[self.names.count - 1], rows: (header + 1)..<(header + 1 + count)))
                    from += count
                }
            } else {
                parts = [.init(sheet: first, rows: (header + 1)..<(header + 1 + rows))]
            }
            var end = parts[parts.count - 1].rows.upperBound
            if rows == 0 { end += 1 }
            var totals: Int?
            if block.definition.totals != nil, rows > 0 {
                totals = end
                end += block.totals().count
            }
            let charts = ChartWriter.drawn(block).reduce(0) { $0 + ChartWriter.rows($1, rows: block.rowCount) }
            let beside = !sheet.isSingleTable
            blocks.append(
                Block(
                    titleRow: titleRow, paragraphRows: own, headerRow: header,
                    place: BlockPlace(parts: parts, hasSubtotals: isGrouped), totalsRow: totals,
                    chartRow: beside ? (titleRow ?? header) : end + 1, chartColumn: beside ? widest + 1 : 0,
                    isGrouped: isGrouped))
            row = end + 1
            if !beside, charts > 0 { chartEnd = end + 1 + charts }
            if beside, charts > 0 { row = max(row, (titleRow ?? header) + charts) }
        }
        lastRow = row
    }

    /// Where a block begins: at its title, else its text, else its header.
    func start(ofBlock index: Int) -> Int {
        let place = index < blocks.count ? blocks[index] : nil
        return place?.titleRow ?? blockTitles[index] ?? (index < paragraphRows.count ? paragraphRows[index].first : nil)
            ?? place?.headerRow ?? lastRow
    }

    /// The last row that a part of a single table is printed to: its rows, totals and what stands below.
    func lastRow(ofPart name: String) -> Int {
        guard case let block?? = blocks.first else { return lastRow }
        guard let part = block.place.parts.first(where: { $0.sheet == name }), name != names.last else { return max(lastRow - 2, chartEnd) }
        return max(0, part.rows.upperBound - 1)
    }

    /// Titles of blocks that hold text alone.
    var blockTitles: [Int: Int] = [:]

    /// The cell that shows the data row `ordinal` of block `index`.
    func cell(block index: Int, ordinal: Int, column: Int) -> (sheet: String, address: String)? {
        guard index < blocks.count, let block = blocks[index] else { return nil }
        var rest = ordinal
        for part in block.place.parts {
            if rest < part.rows.count {
                return (part.sheet, CellReference.cell(row: part.rows.lowerBound + rest, column: column))
            }
            rest -= part.rows.count
        }
        return nil
    }
}
