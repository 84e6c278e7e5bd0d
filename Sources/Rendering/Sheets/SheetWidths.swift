import Diagnostics

/// Column widths that fit Han text: two columns a Chinese character, and room for the filter button.
enum SheetWidths {
    /// Width units of `text` at 10 points: a unit is a digit of Calibri 11, 7 pixels; a Chinese character takes
    /// 13⅓ pixels, a digit of a Chinese font up to 7½.
    static func units(_ text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch DisplayWidth.of(scalar, cjk: true) {
            case 0: sum
            case 1: sum + 1.08
            default: sum + 1.93
            }
        }
    }

    static func of(_ block: PreparedBlock, filtered: Bool) -> [Double] {
        block.columns.enumerated().map { at, column in
            let header = units(column.label[block.language]) * 1.06 + (filtered ? 4 : 2)
            let content = block.contentWidths[at] + 3
            // a long header breaks over two lines before it widens a narrow column
            let wanted = max(content, header > content && header > 14 ? max(content, header / 2 + 3) : header)
            return min(max(wanted, column.minWidth), max(column.maxWidth, column.minWidth))
        }
    }
}
