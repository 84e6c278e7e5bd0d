import Facts

/// Finds rows of tables that were flattened to text: short cells parted by tabs or wide gaps.
struct FlatTables {
    let text: UnsafeBufferPointer<UInt32>

    /// Cells of a line, where tabs or gaps of two columns part it; one where nothing does.
    func cells(_ line: Line) -> Int {
        guard line.count <= 400 else { return 1 }
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
        for i in 0..<lines.count {
            let line = lines[i]
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
            if c == 9 || c == 0x3000 || (c == 0x20 && text[i + 1] == 0x20) { return true }
            i += 1
        }
        return false
    }
}
