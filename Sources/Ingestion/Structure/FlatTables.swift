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
        while i < line.end {
            if Characters.isSpace(text[i]) {
                var gap = 0
                var tab = false
                while i < line.end, Characters.isSpace(text[i]) {
                    tab = tab || text[i] == 9
                    gap += Characters.width(text[i])
                    i += 1
                }
                if tab || gap >= 3 || (gap >= 2 && text[i - 1] == 0x20) {
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
        func close() {
            if run.count >= 2 { for i in run { rows[i] = true } }
            run.removeAll(keepingCapacity: true)
        }
        let numbered = numberRows(lines)
        for i in 0..<lines.count {
            let line = lines[i]
            if numbered[i] {
                if line.blanks > 1 { close() }
                run.append(i)
                continue
            }
            // a long line is a paragraph; spare the count
            if line.count <= 400, mayHoldGap(line), cells(line) >= 2, !Characters.endsSentence(text[line.end - 1]) {
                if line.blanks > 1 { close() }
                run.append(i)
            } else if !run.isEmpty {
                close()
            }
        }
        close()
        return rows
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
                if i > 0, case let head = headCells(lines[i - 1]), head == cells || head == cells + 1 { rows[i - 1] = true }
            }
            i = last
        }
        return rows
    }

    /// Cells of 一般公共预算收入 4.83 10.2; 0 for any other line.
    private func numberCells(_ line: Line) -> Int {
        guard line.count <= 80, line.count >= 3, isNumeral(text[line.end - 1]) || text[line.end - 1] == 0x25 else { return 0 }
        var cells = 0
        var i = line.end
        while i > line.start {
            var j = i
            while j > line.start, !Characters.isSpace(text[j - 1]) { j -= 1 }
            guard isNumber(j, i) else { break }
            cells += 1
            i = j
            while i > line.start, Characters.isSpace(text[i - 1]) { i -= 1 }
        }
        guard cells > 0, i > line.start, i - line.start <= 30 else { return 0 }
        // the label is words, and no sentence
        for k in line.start..<i where Characters.endsSentence(text[k]) || text[k] == 0xFF0C || text[k] == 0x2C { return 0 }
        guard text[line.start] >= 0x2E80 || i - line.start > 2, (line.start..<i).contains(where: { text[$0] >= 0x4E00 && text[$0] < 0xA000 }) else { return 0 }
        return cells + 1
    }

    private func headCells(_ line: Line) -> Int {
        guard line.count <= 80 else { return 0 }
        var cells = 1
        for k in line.start..<line.end {
            if Characters.endsSentence(text[k]) || text[k] == 0xFF0C { return 0 }
            if Characters.isSpace(text[k]), !Characters.isSpace(text[k - 1]) { cells += 1 }
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
