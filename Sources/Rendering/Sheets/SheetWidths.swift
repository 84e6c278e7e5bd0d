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
        let totals = block.totals()
        return block.columns.enumerated().map { at, column in
            let label = column.label[block.language]
            let header = units(label) * 1.06 + (filtered ? 4 : 2)
            let sums = totals.compactMap { $0.sums[column.key] }.map { units(block.display(ofTotal: $0, column).text) * 1.06 }
            let content = max(block.contentWidths[at], sums.max() ?? 0) + 3
            // a long header breaks over two lines, that of figures over three, before it widens a narrow column
            let broken = column.format.isNumeric && header > 28 ? max(header / 3 + 3, 14) : header / 2 + 3
            let wanted = max(content, header > content && header > 14 ? max(content, broken) : header)
            let most = max(column.maxWidth, column.minWidth)
            // text is cut, or breaks; a figure that does not fit would be shown as ###
            let needed = column.format.isNumeric && column.link == nil ? min(content, 60) : 0
            return max(min(max(wanted, column.minWidth), most), needed)
        }
    }

    /// Lines that `text` takes in a column so wide: words stay whole where they fit, Chinese breaks anywhere.
    static func lines(_ text: String, width: Double) -> Int {
        let width = max(4, width)
        var lines = 0
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines += 1
            // most text fits: a scalar takes 1.93 at most
            if Double(paragraph.utf8.count) * 1.08 <= width { continue }
            var used = 0.0
            var word = 0.0
            func place() {
                if used + word > width, used > 0 {
                    lines += 1
                    used = 0
                }
                while word > width {
                    lines += 1
                    word -= width
                }
                used += word
                word = 0
            }
            for scalar in paragraph.unicodeScalars {
                let own = units(String(scalar))
                if own > 1.5 || scalar == " " { place() }
                word += own
                if own > 1.5 || scalar == " " || scalar == "-" || scalar == "/" { place() }
            }
            place()
        }
        return lines
    }
}
