import Facts
import Lexicons

/// A cell of a flattened table, and where it stands.
struct TableCell: Sendable {
    var range: Range<Int>
    var text: String
    var isNumber = false

    /// A cell with nothing in it.
    static func empty(at place: Int) -> TableCell { TableCell(range: place..<place, text: "") }

    var isNone: Bool { ["", "不适用", "-", "—", "--", "——"].contains(text) }
    /// A number, what stands for one, or 减少0.19个百分点.
    var isValue: Bool { isNumber || isNone || text.ends("百分点") }
    /// Between two tabs or bars with nothing in it: no value in a row, the title before it in a head.
    var isEmpty: Bool { text.isEmpty }
}

/// The rows of a flattened table as cells: what line ends and blanks divided is one again, and each level of a head has a cell
/// for every column of the row below it.
struct TableGrid {
    let scanner: QuantityScanner
    let r: Reading

    func rows(_ ranges: [Range<Int>]) -> [[TableCell]] { joined(ranges.map { cells($0) }.filter { !$0.isEmpty && !isRuled($0) }) }

    /// |---|:---:|: the rule below the head of a table in Markdown.
    private func isRuled(_ row: [TableCell]) -> Bool {
        row.contains { $0.text.holds("---") } && row.allSatisfy { $0.text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") } }
    }

    /// Labels broken over lines as one, and so the cells of a head that are.
    private func joined(_ rows: [[TableCell]]) -> [[TableCell]] {
        let whole = joinedLabels(rows)
        var joined: [[TableCell]] = []
        var heads: [[TableCell]] = []
        var width = 0
        for line in whole {
            if !line.contains(where: { $0.isValue && !$0.isEmpty }) { heads.append(line); continue }
            var row = line
            if heads.isEmpty {
                row = settled(line, under: width)
            } else {
                heads = fitted(heads, over: line)
                width = heads[heads.count - 1].count
                row = settled(line, under: width)
                heads = aligned(heads, over: row)
            }
            joined += heads
            heads = []
            joined.append(row)
        }
        return joined + heads
    }

    /// Lines of a head as its levels, each with a cell for a column: what line ends or blanks divided is one again.
    private func fitted(_ lines: [[TableCell]], over row: [TableCell]) -> [[TableCell]] {
        if let levels = repeated(lines, over: row) { return levels }
        if let whole = continued(lines, to: row.count) { return whole }
        var heads = lines
        let cells = heads.reduce(1) { $0 + $1.count } - heads.count
        if heads.count >= 2, cells == row.count || cells == row.count - 1 {
            var head = heads[0]
            for more in heads.dropFirst() {
                head[head.count - 1] = joining(head[head.count - 1], more[0])
                head += more.dropFirst()
            }
            heads = [head]
        }
        // 第一季度| （1-3 月份）
        for h in heads.indices {
            for k in heads[h].indices.dropFirst().reversed() where Self.isSpanInBrackets(heads[h][k].text) {
                heads[h][k - 1] = joining(heads[h][k - 1], heads[h][k])
                heads[h].remove(at: k)
            }
        }
        // 本报告期比上年同期| 增减: a blank slipped into a cell
        if heads.count == 1 {
            while heads[0].count > row.count, let k = heads[0].indices.dropFirst().last(where: { Self.rests.beginning(of: heads[0][$0].text) != nil }) {
                heads[0][k - 1] = joining(heads[0][k - 1], heads[0][k])
                heads[0].remove(at: k)
            }
        }
        // 2015年比| 2014增长%
        if heads.count == 1 {
            while heads[0].count > row.count, let k = heads[0].indices.dropLast().last(where: { heads[0][$0].text.ends("年比") || heads[0][$0].text.ends("期比") }) {
                heads[0][k] = joining(heads[0][k], heads[0][k + 1])
                heads[0].remove(at: k + 1)
            }
        }
        return continued(heads, to: row.count - 1) ?? listed(heads, over: row) ?? heads
    }

    /// 2019年 | 2018年 | 同比增减 over 金额 | 占比 | 金额 | 占比: each title of the upper level stands over one turn of the lower, what is left over has a column of its own.
    private func repeated(_ lines: [[TableCell]], over row: [TableCell]) -> [[TableCell]]? {
        let values = row.reversed().prefix(while: \.isValue).count
        guard lines.count >= 2, case let lower = lines[lines.count - 1], case let upper = lines[lines.count - 2], upper.count >= 2, lower.count >= 4, row.count > values else { return nil }
        for turns in 2...4 {
            for size in stride(from: lower.count / turns, through: 2, by: -1) {
                let turn = lower.prefix(size).map(\.text)
                guard (1..<turns).allSatisfy({ k in lower[(k * size)..<((k + 1) * size)].map(\.text) == turn }) else { continue }
                let titles = Self.isLabelTitle(upper[0].text) ? Array(upper.dropFirst()) : upper
                guard titles.count >= turns else { continue }
                let below = lower.dropFirst(turns * size), above = titles.dropFirst(turns)
                let rest = below.isEmpty ? Array(above) : Array(below)
                guard turns * size + rest.count == values else { continue }
                var lead = Array(repeating: TableCell.empty(at: upper[0].range.lowerBound), count: row.count - values)
                if titles.count < upper.count { lead[0] = upper[0] }
                return lines.dropLast(2) + [
                    lead + titles.prefix(turns).flatMap { Array(repeating: $0, count: size) } + rest,
                    lead + lower.prefix(turns * size) + rest.map { TableCell.empty(at: $0.range.upperBound) },
                ]
            }
        }
        return nil
    }

    /// Titles that single lines go on with, a label of a group behind them: 营业收入 | 毛利率 ⏎ 营业成本比上年增减 ⏎ 分行业.
    private func listed(_ lines: [[TableCell]], over row: [TableCell]) -> [[TableCell]]? {
        guard lines.count >= 2, let top = lines.firstIndex(where: { $0.count >= 2 }), lines[(top + 1)...].allSatisfy({ $0.count == 1 }) else { return nil }
        let values = row.reversed().prefix(while: \.isValue).count
        let titles = Array(lines[top...].joined())
        for labels in 0...1 where titles.count - labels == values || titles.count - labels == row.count {
            guard titles.count - labels > lines[top].count else { continue }
            return lines[..<top] + [Array(titles.dropLast(labels))] + titles.suffix(labels).map { [$0] }
        }
        return nil
    }

    /// A head of `count` titles whose lines go on with the title before: 毛利率|(%)|营业收入|比上年增|减(%); none where they do not.
    /// A line or two above the head are left as they are: (二) 主要财务指标.
    private func continued(_ lines: [[TableCell]], to count: Int) -> [[TableCell]]? {
        guard lines.count >= 2, lines.contains(where: { Self.continuesCell($0[0].text) }) else { return nil }
        for skipped in 0...2 where skipped < lines.count {
            var head: [TableCell] = []
            for cell in lines.dropFirst(skipped).joined() {
                if let last = head.last, Self.continuesCell(cell.text) || Self.isOpen(last.text) { head[head.count - 1] = joining(last, cell) } else { head.append(cell) }
            }
            if head.count == count { return Array(lines.prefix(skipped)) + [head] }
        }
        return nil
    }

    /// Levels of a head with a cell for each column of `row`: 本期 | 上期 over 收入 | 成本 | 收入 | 成本, and no title over the labels.
    private func aligned(_ levels: [[TableCell]], over row: [TableCell]) -> [[TableCell]] {
        let values = row.reversed().prefix(while: \.isValue).count
        return levels.enumerated().map { k, level in
            guard level.count > 1 else { return level }
            let below = levels[(k + 1)...].first { $0.count > 1 } ?? []
            var level = level
            if !below.isEmpty {
                if level.contains(where: \.isEmpty) {
                    // empty cells under which titles stand go on with the title before them
                    while level.count < row.count { level.append(TableCell.empty(at: level[level.count - 1].range.upperBound)) }
                    for i in level.indices.dropFirst() where level[i].isEmpty && !level[i - 1].isEmpty && i > 1 { level[i].text = level[i - 1].text }
                } else if below.count == values || below.count == values + 1 {
                    let hasLabel = level.count > 1 && (values % level.count != 0 || Self.isLabelTitle(level[0].text)) && values % (level.count - 1) == 0
                    let titles = hasLabel ? Array(level.dropFirst()) : level
                    let span = titles.count < 2 ? 0 : values / titles.count
                    if span >= 2, span * titles.count == values {
                        let spread = titles.flatMap { title in Array(repeating: title, count: span) }
                        let lead = row.count - values
                        level = (0..<lead).map { hasLabel && $0 == 0 ? level[0] : TableCell.empty(at: titles[0].range.lowerBound) } + spread
                    }
                }
            }
            let lacksLabel = level.count + 1 == row.count && !(row.count > 2 && scanner.isUnit(row[1].text) && Self.isLabelTitle(level[0].text)) || level.count < row.count && ["本报告期", "本期", "期末", "年末"].contains { level[0].text.begins($0) }
            if level.count + 1 == row.count, !lacksLabel {
                // 指标 | 累计 over 货物吞吐量 | 万吨 | 15201.07: no title over the units
                level.insert(TableCell.empty(at: level[0].range.upperBound), at: 1)
            } else if lacksLabel {
                level.insert(TableCell.empty(at: level[0].range.lowerBound), at: 0)
            } else if level.count == values, level.count + 2 == row.count, scanner.isUnit(row[1].text) {
                level.insert(contentsOf: [TableCell.empty(at: level[0].range.lowerBound), TableCell.empty(at: level[0].range.lowerBound)], at: 0)
            }
            return level
        }
    }

    /// A row that single blanks divide, its label in one cell where blanks stand in it: 货物吞吐量 总 计 | 万吨 | 15201.07.
    private func settled(_ row: [TableCell], under width: Int) -> [TableCell] {
        guard row.count >= 3, width >= 2, row.count > width else { return row }
        guard singleSpaced(extent(row[0].range.lowerBound, row[row.count - 1].range.upperBound)) else { return row }
        let values = row.reversed().prefix(while: \.isValue).count
        var lead = Array(row.dropLast(values))
        // the head names the values alone, or these and their label
        guard width == values || width == values + 1, lead.count >= 2 else { return row }
        let unit = scanner.isUnit(lead[lead.count - 1].text) ? lead.removeLast() : nil
        guard lead.count >= 2, !lead[lead.count - 1].isValue else { return row }
        let label = lead.dropFirst().reduce(lead[0], joining)
        return [label] + (unit.map { [$0] } ?? []) + row.suffix(values)
    }

    /// Whether a piece of a head goes on with the cell before it: (%), 比上年增, 减(%).
    private static func continuesCell(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        if first == "(" || first == "（" || first == "%" || first == "％" || first == ")" || first == "）" { return true }
        if Self.rests.beginning(of: text) != nil { return true }
        let words = text.unicodeScalars.prefix { $0 != "(" && $0 != "（" }
        return words.count == 1
    }

    /// Whether a bracket of a cell is still open.
    private static func isOpen(_ text: String) -> Bool {
        var open = 0
        for c in text.unicodeScalars {
            if c == "(" || c == "（" { open += 1 } else if c == ")" || c == "）" { open -= 1 }
        }
        return open > 0
    }

    /// What stands above the labels: 指标, 项目, 分产品.
    private static func isLabelTitle(_ text: String) -> Bool {
        labelTitles.beginning(of: text.replacing(" ", with: "")) != nil
    }

    private static let labelTitles: AffixList = ["指标", "项目", "名称", "产品", "品种", "分产品", "分行业", "分地区", "地区", "行业", "类别", "科目", "序号", "主要产品", "单位名称", "企业"]

    private static let rests: AffixList = ["增减", "变动", "末增减", "同期增减", "同期变动", "比上年", "幅度", "（%", "(%", "（％"]

    private static func isSpanInBrackets(_ text: String) -> Bool {
        (text.begins("（") || text.begins("(")) && (text.ends("）") || text.ends(")")) && text.holds("月") && text.unicodeScalars.contains { (0x30...0x39).contains($0.value) }
    }

    private func joining(_ a: TableCell, _ b: TableCell) -> TableCell { TableCell(range: extent(a.range.lowerBound, b.range.upperBound), text: a.text + b.text) }

    /// Whether a line of words is the beginning of the label that the next row ends: 归属于上市公司股东的净利|润.
    private func isBroken(_ a: String, before b: String) -> Bool {
        if b.unicodeScalars.count <= 3, !Self.totals.contains(where: { b.begins($0) }) { return true }
        if Self.unfinished.contains(where: { a.ends($0) }) { return true }
        return ["归属于", "经营活动", "加权平均", "扣除"].contains { a.begins($0) } || ["项目", "工程", "基地", "生产线"].contains { b.ends($0) } && !["项目", "工程", "基地", "生产线", "：", ":"].contains { a.ends($0) }
    }

    private static let unfinished = ["的", "及", "和", "与", "、", "（", "(", "（%", "扣除", "产生", "净"]
    static let totals = ["合计", "总计", "小计", "其中"]

    /// A label alone on its line, and the values of the line below it, as one row.
    private func joinedLabels(_ rows: [[TableCell]]) -> [[TableCell]] {
        var joined: [[TableCell]] = []
        var labels: [TableCell] = []
        for row in rows {
            if let first = labels.first, row.count >= 2, row.allSatisfy(\.isValue) {
                joined.append([labels.dropFirst().reduce(first, joining)] + row)
                labels = []
            } else if let first = labels.last, row.count >= 2, !row[0].isNumber, row.dropFirst().allSatisfy(\.isValue), isBroken(first.text, before: row[0].text) {
                joined += labels.dropLast().map { [$0] }
                joined.append([joining(first, row[0])] + row.dropFirst())
                labels = []
            } else if row.count == 2, row[0].isNumber, row[0].text.utf8.count <= 2, !row[1].isNumber, !row[1].isNone {
                // 1 年产1,200吨某某提取|物智能化工厂项目 41,863.52: the number goes with the row
                joined += labels.map { [$0] }
                labels = [row[1]]
            } else if row.count == 1, !row[0].isNumber {
                labels.append(row[0])
                if labels.count > 2 { joined.append([labels.removeFirst()]) }
            } else {
                joined += labels.map { [$0] }
                labels = []
                joined.append(row)
            }
        }
        return joined + labels.map { [$0] }
    }

    /// Cells of a row: divided by tabs or bars, else by runs of two or more spaces.
    private func cells(_ range: Range<Int>) -> [TableCell] {
        var cells: [TableCell] = []
        var start = range.lowerBound
        var i = start
        // 指    标, between tabs or bars: wide blanks inside a cell
        let byTabs = range.count { r.text[$0] == "\t" || isBar(r.text[$0]) } >= 2
        var blanks: [Int] = []
        func close(_ end: Int) {
            var a = start, b = end
            while a < b, Self.isSpace(r.text[a]) { a += 1 }
            while b > a, Self.isSpace(r.text[b - 1]) { b -= 1 }
            guard a < b else {
                if byTabs, !cells.isEmpty { blanks.append(a) }
                return
            }
            // a cell left empty keeps its column
            cells += blanks.map { TableCell.empty(at: $0) }
            blanks = []
            var text = r.string(extent(a, b))
            // 35, 527. 50
            if r.text[a] >= 0x30, r.text[a] <= 0x39, text.holds(", ") || text.holds(". "), case let whole = text.replacing(" ", with: ""), isNumber(whole) { text = whole }
            cells.append(TableCell(range: extent(a, b), text: text, isNumber: isNumber(text)))
        }
        let single = singleSpaced(range)
        // 每股收益（元 / 股）: no cell ends within brackets
        var open = 0
        while i < range.upperBound {
            let c = r.text[i]
            // a bar that ends its line
            if c == "\n", byTabs, i > range.lowerBound, extent(start, i).allSatisfy({ Self.isSpace(r.text[$0]) }) { i += 1; start = i; continue }
            if Scalars.opensBracket(c) { open += 1 } else if Scalars.closesBracket(c) { open = max(0, open - 1) }
            if open > 0 || single && (CalendarDay.spans(i, of: r.text, in: range) || isWithinNumber(i, range)), c == " ", i + 1 < range.upperBound, !Self.isSpace(r.text[i + 1]) { i += 1; continue }
            if c == "\t" || c == "\n" || isBar(c) || !byTabs && (c == 0x3000 || c == " " && (single || i + 1 < range.upperBound && Self.isSpace(r.text[i + 1]))) {
                close(i)
                i += 1
                while i < range.upperBound, !byTabs, Self.isSpace(r.text[i]) || isBar(r.text[i]) { i += 1 }
                start = i
                open = 0
                continue
            }
            i += 1
        }
        close(range.upperBound)
        // 扣除非经常性损益| 的净利润（元） -22,808,811.48: a blank slipped into a label
        if single, cells.count >= 3, !cells[0].isNumber, !cells[1].isNumber, cells[1].text.begins("的") || Self.unfinished.contains(where: { cells[0].text.ends($0) }), cells[2].isNumber {
            cells[0] = joining(cells[0], cells[1])
            cells.remove(at: 1)
        }
        // 增加| 0.87| 个百分点
        if single, var k = cells.indices.dropFirst(2).first(where: { cells[$0].text == "个百分点" }) {
            while k < cells.count {
                if cells[k].text == "个百分点", k >= 2, cells[k - 1].isNumber, cells[k - 2].text.scalarCount == 2 {
                    cells[k - 2] = TableCell(range: extent(cells[k - 2].range.lowerBound, cells[k].range.upperBound), text: cells[k - 2].text + cells[k - 1].text + cells[k].text)
                    cells.removeSubrange((k - 1)...k)
                    k -= 1
                } else {
                    k += 1
                }
            }
        }
        // 数 模 混 合: a label written wide
        if single, cells.count >= 2, cells.count <= 8, cells.allSatisfy({ $0.text.scalarCount == 1 && !$0.isValue }) {
            return [TableCell(range: extent(cells[0].range.lowerBound, cells[cells.count - 1].range.upperBound), text: cells.map(\.text).joined())]
        }
        // 指| 标| 单| 位| 数| 量| 比上年增长, in a head: titles of two written wide
        if single, !cells.contains(where: \.isValue) {
            var k = 0
            while k + 1 < cells.count {
                if cells[k].text.scalarCount == 1, cells[k + 1].text.scalarCount == 1 { cells[k] = joining(cells[k], cells[k + 1]); cells.remove(at: k + 1) }
                k += 1
            }
        }
        // 毛利率（%）|营业收入比上年增减（%）, in a head
        if single, cells.count >= 3, !cells.contains(where: \.isValue) { cells = cells.flatMap { parted($0) } }
        return cells
    }

    /// Whether the blank at `i` slipped into a number behind its comma or point: 35, 527. 50.
    private func isWithinNumber(_ i: Int, _ range: Range<Int>) -> Bool {
        func isDigit(_ k: Int) -> Bool { k >= range.lowerBound && k < range.upperBound && (0x30...0x39).contains(r.text[k]) }
        guard i - range.lowerBound >= 2, isDigit(i - 2) else { return false }
        switch r.text[i - 1] {
        case ",": return isDigit(i + 1) && isDigit(i + 2) && isDigit(i + 3) && !isDigit(i + 4)
        case ".": return isDigit(i + 1) && isDigit(i + 2) && !isDigit(i + 3)
        default: return false
        }
    }

    /// A cell of a head parted where words follow a closed bracket.
    private func parted(_ cell: TableCell) -> [TableCell] {
        var parts: [TableCell] = []
        var start = cell.range.lowerBound
        for i in cell.range where r.text[i] == "）" && i + 1 < cell.range.upperBound && Scalars.isHan(r.text[i + 1]) {
            parts.append(TableCell(range: extent(start, i + 1), text: r.string(extent(start, i + 1))))
            start = i + 1
        }
        parts.append(TableCell(range: extent(start, cell.range.upperBound), text: r.string(extent(start, cell.range.upperBound))))
        return parts
    }

    /// A row whose cells single spaces divide: a word, then numbers only.
    private func singleSpaced(_ range: Range<Int>) -> Bool {
        !range.contains { r.text[$0] == "\t" || r.text[$0] == "\n" || isBar(r.text[$0]) || Self.isSpace(r.text[$0]) && $0 + 1 < range.upperBound && Self.isSpace(r.text[$0 + 1]) }
    }

    private func isBar(_ c: UInt32) -> Bool { c == "|" || c == "｜" }

    static func isSpace(_ c: UInt32) -> Bool { c == " " || c == 0x3000 || c == "\t" || c == 0xA0 || c == "\r" || c == "\n" }

    private func isNumber(_ text: String) -> Bool {
        // most cells that are none begin with a letter or a Chinese character
        guard text.withBytes({ own in own.first.map { $0 >= 0x2B && $0 <= 0x39 || $0 == 0xE2 || $0 == 0xEF } ?? false }) else { return false }
        var t = Substring(text)
        if let f = t.first, "-+−－".contains(f) { t = t.dropFirst() }
        if let l = t.last, l == "%" || l == "％" { t = t.dropLast() }
        return ExactDecimal(grouped: t) != nil && t.first?.isNumber == true
    }
}

extension QuantityScanner {
    /// Whether `1` before the word makes a quantity with a unit.
    func isUnit(_ word: String) -> Bool {
        guard let first = word.utf8.first, !(0x30...0x39).contains(first), word.unicodeScalars.count <= 10 else { return false }
        let scalars = ContiguousArray(("1" + word).unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b in
            let found = quantities(in: b, range: 0..<b.count)
            return found.count == 1 && found[0].span == TextSpan(0, b.count) && !found[0].unit.isEmpty && found[0].reason.isEmpty
        }
    }
}

extension ExactDecimal {
    /// A numeral with or without commas between its thousands.
    init?(grouped text: Substring) {
        if text.holds(",") { self.init(text.replacing(",", with: "")) } else { self.init(text) }
    }
}
