import Facts

/// Finds rows of tables that were flattened to text: short cells parted by tabs, bars or wide gaps, or a label with
/// numbers behind it.
struct FlatTables {
    let text: UnsafeBufferPointer<UInt32>

    /// Cells of a line, where tabs or gaps of two columns part it; one where nothing does.
    func cells(_ line: Line) -> Int {
        guard line.count <= 400 else { return 1 }
        let barred = bars(line)
        if barred > 0 { return barred }
        var cells = 1
        var longest = 0
        var cell = 0
        var i = line.start
        let wide = partsByWideBlanks(line)
        while i < line.end {
            if Characters.isSpace(text[i]) {
                var gap = 0
                var tab = false
                while i < line.end, Characters.isSpace(text[i]) {
                    tab = tab || text[i] == 9
                    gap += Characters.width(text[i])
                    i += 1
                }
                if tab || gap >= 3 || (gap >= 2 && (text[i - 1] == 0x20 || wide)) {
                    longest = max(longest, cell)
                    cells += 1
                    cell = 0
                } else {
                    cell += 1
                }
                continue
            }
            cell += 1
            i += 1
        }
        return max(longest, cell) <= 40 ? cells : 1
    }

    /// Marks the lines that are rows: at least two in a run, with two or more cells each.
    func rows(_ lines: ContiguousArray<Line>) -> ContiguousArray<Bool> {
        var rows = ContiguousArray(repeating: false, count: lines.count)
        var run: [Int] = []
        // titles and labels of groups, until the next row shows that they stand among rows
        var between: [Int] = []
        func close() {
            if run.count >= 2 { for i in run { rows[i] = true } }
            run.removeAll(keepingCapacity: true)
            between.removeAll(keepingCapacity: true)
        }
        func append(_ i: Int) {
            run += between
            between.removeAll(keepingCapacity: true)
            run.append(i)
        }
        let numbered = numberRows(lines), statement = statementRows(lines)
        for i in 0..<lines.count {
            let line = lines[i]
            if numbered[i] || statement[i] {
                if line.blanks > 1 { close() }
                append(i)
                continue
            }
            // a long line is a paragraph; spare the count
            if line.count <= 400, mayHoldGap(line), cells(line) >= 2, !Characters.endsSentence(text[line.end - 1]) {
                if line.blanks > 1 { close() }
                append(i)
            } else if !run.isEmpty {
                if line.blanks <= 1, between.count < 3, isGroupTitle(line) { between.append(i) } else { close() }
            }
        }
        close()
        return rows
    }

    /// 电池箔　6.00　8.00　2027年6月: wide blanks between short cells, and no 证券代码：… fields.
    private func partsByWideBlanks(_ line: Line) -> Bool {
        var blanks = 0, last = line.start
        for k in line.start..<line.end {
            if text[k] == 0xFF1A || text[k] == 0x3A { return false }
            if text[k] == 0x3000 {
                if k - last > 16 { return false }
                blanks += 1
                last = k + 1
            }
        }
        return blanks >= 2
    }

    /// 分产品, 毛利率比上年同期增减: a few words, and no caption of another table.
    private func isGroupTitle(_ line: Line) -> Bool {
        guard line.count >= 2, line.count <= 16 else { return false }
        for k in line.start..<line.end {
            let c = text[k]
            if isNumeral(c) || Characters.endsSentence(c) || c == 0xFF0C || c == 0xFF1A || c == 0x3A || c == 0x8868 || c == 0x3001 { return false }  // ，：:表、
        }
        return Characters.isHan(text[line.start])
    }

    private func mayHoldGap(_ line: Line) -> Bool {
        var i = line.start
        while i + 1 < line.end {
            let c = text[i]
            if c == 9 || c == 0x3000 || c == 0x7C || c == 0xFF5C || (c == 0x20 && text[i + 1] == 0x20) { return true }
            i += 1
        }
        return false
    }

    /// Cells that bars part: 城镇 | 2114 | 54.81 |.
    private func bars(_ line: Line) -> Int {
        var bars = 0
        for i in line.start..<line.end where text[i] == 0x7C || text[i] == 0xFF5C { bars += 1 }
        return bars == 0 ? 0 : bars + 1
    }

    /// Lines of single spaces whose cells are a label and numbers, at least two in a run, with the head above them.
    private func numberRows(_ lines: ContiguousArray<Line>) -> ContiguousArray<Bool> {
        var rows = ContiguousArray(repeating: false, count: lines.count)
        var i = 0
        while i < lines.count {
            let cells = numberCells(lines[i])
            guard cells >= 2 else { i += 1; continue }
            var last = i + 1
            // a label of a group may stand between
            while last < lines.count, numberCells(lines[last]) == cells || last + 1 < lines.count && lines[last].count <= 12 && numberCells(lines[last + 1]) == cells { last += 1 }
            if last - i >= 2 {
                for k in i..<last { rows[k] = true }
                // 黑色金属, between the head and the first row: the label of a group
                let isGrouped = i > 1 && lines[i - 1].count <= 12 && headCells(lines[i - 1]) == 1
                let above = isGrouped ? i - 2 : i - 1
                if above >= 0, case let head = headCells(lines[above]), head == cells || head == cells + 1 { for k in above..<i { rows[k] = true } } else if hasTwoLevels(above: i, over: cells, of: lines) { for k in (i - 2)..<i { rows[k] = true } }
            }
            i = last
        }
        return rows
    }

    /// Cells of 一般公共预算收入 4.83 10.2; 0 for any other line.
    private func numberCells(_ line: Line) -> Int {
        guard line.count <= 80, line.count >= 3, isNumeral(text[line.end - 1]) || text[line.end - 1] == 0x25 else { return 0 }
        let (cells, i) = lastCells(line, isNumber)
        guard cells > 0, i > line.start, i - line.start <= 30 else { return 0 }
        // the label is words, and no sentence
        guard !isSentence(line.start..<i) else { return 0 }
        guard text[line.start] >= 0x2E80 || i - line.start > 2, (line.start..<i).contains(where: { text[$0] >= 0x4E00 && text[$0] < 0xA000 }) else { return 0 }
        return cells + 1
    }

    /// Lines of a statement of accounts that single spaces divide: values of two columns or more behind a label, or alone below it.
    private func statementRows(_ lines: ContiguousArray<Line>) -> ContiguousArray<Bool> {
        var rows = ContiguousArray(repeating: false, count: lines.count)
        var i = 0
        while i < lines.count {
            let width = valueCells(lines[i])
            guard width >= 2 else { i += 1; continue }
            var last = i + 1
            var valued = 1
            while last < lines.count {
                if valueCells(lines[last]) >= 2 {
                    valued += 1
                } else if !isLabel(lines[last]) || !(1...3).contains(where: { last + $0 < lines.count && valueCells(lines[last + $0]) >= 2 }) {
                    break
                }
                last += 1
            }
            // one row alone, under a head that has a title for each of its cells
            if valued >= 2 || isTitled(i, over: width, of: lines) {
                var first = i
                // the label of values that stand alone, or the row's number and the first part of a long one
                var cells = headCells(lines[i])
                if isValue(lines[i]) {
                    while first > 0, i - first < 2, isLabel(lines[first - 1]), headCells(lines[first - 1]) == 1 { first -= 1 }
                    cells += 1
                } else if first > 0, isLabel(lines[first - 1]), headCells(lines[first - 1]) == 2, isNumeral(text[lines[first - 1].start]) {
                    first -= 1
                    cells += 1
                }
                first -= heads(above: first, over: cells, of: lines)
                for k in first..<last { rows[k] = true }
            }
            i = last
        }
        return rows
    }

    /// How many lines above are a head whose titles are broken over them: 毛利率 ⏎ (%) ⏎ 营业收入 ⏎ 比上年增 ⏎ 减(%); none where they are not.
    private func wrappedHead(above first: Int, over cells: Int, of lines: ContiguousArray<Line>) -> Int? {
        var pieces = 0
        var continued = 0
        for k in 1...16 where first >= k {
            let line = lines[first - k]
            guard line.count <= 40, valueCells(line) == 0, case let titles = headCells(line), titles > 0 else { return nil }
            pieces += titles
            if continuesTitle(line) { continued += 1 } else if titles >= 2 { return continued > 0 && (pieces - continued == cells || pieces - continued == cells - 1) ? k : nil }
        }
        return nil
    }

    /// Whether a line goes on with the title before it: (%), 比上年增, 减(%).
    private func continuesTitle(_ line: Line) -> Bool {
        switch text[line.start] {
        case 0x28, 0x29, 0xFF08, 0xFF09, 0x25, 0xFF05, 0x6BD4: return true  // brackets, %, 比
        case 0x540C where line.count > 1 && text[line.start + 1] == 0x671F: return true  // 同期
        default:
            var words = 0
            while line.start + words < line.end, text[line.start + words] != 0x28, text[line.start + words] != 0xFF08 { words += 1 }
            return words == 1 || words >= 2 && text[line.start] == 0x589E && text[line.start + 1] == 0x51CF  // 增减
        }
    }

    /// How many lines above a table's first row of `cells` are its head: as many as have that number of cells, or one less, where
    /// those broken over line ends count once; else one of several cells.
    private func heads(above first: Int, over cells: Int, of lines: ContiguousArray<Line>) -> Int {
        var total = 0
        var lacking: Int?
        if let wrapped = wrappedHead(above: first, over: cells, of: lines) { return wrapped }
        for k in 1...4 where first >= k {
            guard isLabel(lines[first - k]) else { break }
            total += headCells(lines[first - k])
            guard total >= 2 else { continue }
            if total - (k - 1) == cells { return k }
            if total - (k - 1) == cells - 1, lacking == nil { lacking = k }
        }
        if hasTwoLevels(above: first, over: cells, of: lines) { return 2 }
        return lacking ?? (first > 0 && isLabel(lines[first - 1]) && headCells(lines[first - 1]) >= 2 ? 1 : 0)
    }

    /// 产品 2022年 2021年 变动比例 over 平均售价 平均售价: a head whose lower level stands under some of its titles.
    private func hasTwoLevels(above first: Int, over cells: Int, of lines: ContiguousArray<Line>) -> Bool {
        guard first >= 2, lines[first - 1].blanks <= 1, case let lower = headCells(lines[first - 1]), lower >= 2, lower < cells else { return false }
        return headCells(lines[first - 2]) == cells && valueCells(lines[first - 2]) == 0
    }

    /// The last line of each row of a table that has a line for every cell, by its first: a head, then groups of a label, maybe its
    /// unit, and as many values each.
    func columns(_ lines: ContiguousArray<Line>) -> [Int: Int] {
        var rows: [Int: Int] = [:]
        var i = 1
        while i < lines.count {
            guard isCell(lines[i]), isTitle(lines[i - 1]) else { i += 1; continue }
            func values(from start: Int) -> Int {
                var n = start
                while n < lines.count, isCell(lines[n]) { n += 1 }
                // | alone, below the last row
                while n > start, barless(lines[n - 1]) == lines[n - 1].start { n -= 1 }
                return n - start
            }
            func titles(from start: Int) -> Int {
                var n = start
                while n < lines.count, n - start <= 2, isTitle(lines[n]) { n += 1 }
                return n - start
            }
            let width = values(from: i)
            var next = i + width
            // 旅游业收入 ⏎ 亿元 ⏎ 210.23 ⏎ 227.44: a label and its unit
            let labels = width >= 2 && titles(from: next) == 2 && i >= 2 && isTitle(lines[i - 2]) ? 2 : 1
            var groups = [i - labels]
            while next < lines.count, titles(from: next) == labels || labels == 1 && isTitle(lines[next]), values(from: next + labels) == width {
                groups.append(next)
                next += width + labels
            }
            if width >= 2, groups.count >= 2 {
                let size = labels + width
                for first in groups { rows[first] = first + size - 1 }
                // a title of the head may be cut in two: 2015年比 ⏎ 2014增长%
                let above = groups[0]
                let isCut = above > size && lines[(above - size)..<above].contains { line in let end = barless(line); return end - line.start >= 3 && text[end - 1] == 0x6BD4 && (text[end - 2] == 0x5E74 || text[end - 2] == 0x671F) }
                let head = above - size - (isCut ? 1 : 0)
                if head >= 0, (head..<above).allSatisfy({ isTitle(lines[$0]) }) { rows[head] = above - 1 }
            }
            i = max(next, i + 1)
        }
        return rows
    }

    /// Whether a head stands above a row of `width` values: titles for these, and maybe for their label.
    private func isTitled(_ row: Int, over width: Int, of lines: ContiguousArray<Line>) -> Bool {
        guard row > 0, !isValue(lines[row]) else { return false }
        if isLabel(lines[row - 1]), case let titles = headCells(lines[row - 1]), titles == width || titles == width + 1 { return true }
        return wrappedHead(above: row, over: width + 1, of: lines) != nil
    }

    /// A line that is one value.
    private func isCell(_ line: Line) -> Bool {
        guard line.count <= 24, case let end = barless(line) else { return false }
        return isNumber(line.start, end) || standsForValue(line.start, end)
    }

    /// Where a line's words end: before a bar that closes it.
    private func barless(_ line: Line) -> Int {
        var end = line.end
        guard end > line.start, text[end - 1] == 0x7C || text[end - 1] == 0xFF5C else { return end }
        end -= 1
        while end > line.start, Characters.isSpace(text[end - 1]) { end -= 1 }
        return end
    }

    /// A line that is one short label.
    private func isTitle(_ line: Line) -> Bool {
        guard line.count <= 20, !isCell(line) else { return false }
        return !(line.start..<line.end).contains { Characters.endsSentence(text[$0]) || text[$0] == 0xFF0C }
    }

    /// Whether words hold a stop, or a comma outside brackets: 螺纹钢（Φ20mm，HRB400E） is a label.
    private func isSentence(_ range: Range<Int>) -> Bool {
        var open = 0
        for k in range {
            switch text[k] {
            case 0xFF08, 0x28: open += 1
            case 0xFF09, 0x29: open = max(0, open - 1)
            case 0xFF0C, 0x2C: if open == 0 { return true }
            default: if Characters.endsSentence(text[k]) { return true }
            }
        }
        return false
    }

    /// How many values end the line (29,543.36 15.61 不适用 减少0.19个百分点), one of them with a point or a comma; 0 behind more than a label.
    private func valueCells(_ line: Line) -> Int {
        guard line.count <= 120, line.count >= 3 else { return 0 }
        switch text[line.end - 1] {
        case 0x30...0x39, 0x25, 0x2D, 0x2014, 0x7528, 0x70B9: break
        default: return 0
        }
        var isExact = false
        let (cells, i) = lastCells(line) { a, b in
            guard isNumber(a, b) else { return standsForValue(a, b) }
            if (a..<b).contains(where: { text[$0] == 0x2E || text[$0] == 0x2C }) { isExact = true }
            return true
        }
        guard isExact, i - line.start <= 40 else { return 0 }
        guard !isSentence(line.start..<i) else { return 0 }
        return i - line.start <= 1 || (line.start..<i).contains(where: { text[$0] >= 0x4E00 && text[$0] < 0xA000 }) ? cells : 0
    }

    /// Whether values are all that a line holds.
    private func isValue(_ line: Line) -> Bool { lastCells(line) { isNumber($0, $1) || standsForValue($0, $1) }.start == line.start }

    /// How many cells at a line's end hold, from the last one back, and where the first of them starts.
    private func lastCells(_ line: Line, _ holds: (_ start: Int, _ end: Int) -> Bool) -> (count: Int, start: Int) {
        var count = 0
        var i = line.end
        while i > line.start {
            var j = i
            while j > line.start, !Characters.isSpace(text[j - 1]) { j -= 1 }
            // 增加 0.87 个百分点: blanks inside a cell
            if i - j == 4, text[i - 1] == 0x70B9, text[j] == 0x4E2A, let whole = spacedPoints(line, j) {
                count += 1
                i = whole
                while i > line.start, Characters.isSpace(text[i - 1]) { i -= 1 }
                continue
            }
            guard holds(j, i) else { break }
            count += 1
            i = j
            while i > line.start, Characters.isSpace(text[i - 1]) { i -= 1 }
        }
        return (count, i)
    }

    /// Where 增加 0.87 begins, before 个百分点 at `points`.
    private func spacedPoints(_ line: Line, _ points: Int) -> Int? {
        func word(before end: Int) -> Range<Int>? {
            var b = end
            while b > line.start, Characters.isSpace(text[b - 1]) { b -= 1 }
            var a = b
            while a > line.start, !Characters.isSpace(text[a - 1]) { a -= 1 }
            return a < b ? a..<b : nil
        }
        guard let number = word(before: points), isNumber(number.lowerBound, number.upperBound), let verb = word(before: number.lowerBound), verb.count == 2, text[verb.lowerBound] >= 0x4E00 else { return nil }
        return verb.lowerBound
    }

    /// 不适用, -, 减少0.19个百分点.
    private func standsForValue(_ a: Int, _ b: Int) -> Bool {
        if b - a == 3, text[a] == 0x4E0D, text[a + 1] == 0x9002, text[a + 2] == 0x7528 { return true }
        if b - a <= 2, (a..<b).allSatisfy({ text[$0] == 0x2D || text[$0] == 0x2014 }) { return true }
        return b - a >= 5 && b - a <= 14 && text[b - 1] == 0x70B9 && text[b - 2] == 0x5206 && (a..<b).contains { isNumeral(text[$0]) }
    }

    /// A label or a head of columns: words alone.
    private func isLabel(_ line: Line) -> Bool {
        guard line.count >= 2, line.count <= 100, valueCells(line) == 0 else { return false }
        return !(line.start..<line.end).contains { Characters.endsSentence(text[$0]) || text[$0] == 0xFF0C || text[$0] == 0xFF1A }
    }

    private func headCells(_ line: Line) -> Int {
        guard line.count <= 80 else { return 0 }
        var cells = 1
        for k in line.start..<line.end {
            if Characters.endsSentence(text[k]) || text[k] == 0xFF0C { return 0 }
            if Characters.isSpace(text[k]), !Characters.isSpace(text[k - 1]), !CalendarDay.spans(k, of: text, in: line.start..<line.end) { cells += 1 }
            // 毛利率（%）营业收入比上年增减（%）: no blank behind a bracket
            if text[k] == 0xFF09, k + 1 < line.end, text[k + 1] >= 0x4E00, text[k + 1] < 0xA000 { cells += 1 }
        }
        return cells
    }

    private func isNumber(_ a: Int, _ b: Int) -> Bool {
        guard b > a, (a..<b).contains(where: { isNumeral(text[$0]) }) else { return false }
        for k in a..<b {
            switch text[k] {
            case _ where isNumeral(text[k]): break
            case 0x2E, 0x2C, 0x25: break
            case 0x2B where k == a, 0x2D where k == a, 0x2212 where k == a, 0xFF0D where k == a: break
            default: return false
            }
        }
        return true
    }

    private func isNumeral(_ c: UInt32) -> Bool { c >= 0x30 && c <= 0x39 }
}
