import Diagnostics

/// Column widths that fit Han text: two columns a Chinese character, and room for the filter button.
enum SheetWidths {
    /// Width units of one display column at 10 points; digits of Chinese fonts are a little wider than Calibri's.
    static let factor = 1.08

    static func display(_ text: String) -> Int { DisplayWidth.of(text, cjk: true) }

    static func of(_ block: PreparedBlock, filtered: Bool) -> [Double] {
        block.columns.enumerated().map { at, column in
            let header = Double(display(column.label[block.language])) * factor * 1.06 + (filtered ? 4 : 2)
            let content = Double(block.contentWidths[at]) * factor + 2.2
            // a long header breaks over two lines before it widens a narrow column
            let wanted = max(content, header > content && header > 14 ? max(content, header / 2 + 3) : header)
            return min(max(wanted, column.minWidth), max(column.maxWidth, column.minWidth))
        }
    }
}
