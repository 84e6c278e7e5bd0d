import Facts
import Lexicons

/// Tells what a block seems to be from its own words; its surroundings are looked at later.
struct BlockClassifier {
    let page: Page
    private let bylines: Bylines
    private let dispatches: Dispatches

    /// Longest headline, in scalars.
    static let longestTitle = 48

    init(page: Page) {
        self.page = page
        bylines = Bylines(page: page)
        dispatches = Dispatches(page: page)
    }

    /// Whether a line is a block by itself in a wrapped text: heading, item, byline, date.
    func standsAlone(_ line: Line) -> Bool {
        if line.count <= 60, bylines.isByline(line.start, line.end) { return true }
        if Numbering.isHeadingNumber(page.text, line.start, line.end), line.count <= 24 { return true }
        return Numbering.isItemMark(page.text, line.start, line.end)
    }

    func kind(of block: Block) -> BlockKind {
        switch block.hint {
        case .title?: return .titleLike
        case .heading?: return .numberedHeading
        case .caption?: return .caption
        case .row?: return .row
        case .furniture?: return .furniture
        case .byline?: return .byline
        default: break
        }
        let start = block.start
        let end = block.end
        let count = block.count
        if Numbering.isItemMark(page.text, start, end) { return .item }
        if count > 120 { return .body }
        if isJump(start, end) { return .jump }
        if isFurniture(start, end) { return .furniture }
        if bylines.isByline(start, end) { return .byline }
        if isDateLine(start, end) { return .dateLine }
        if isCaption(start, end) { return .caption }
        if isTableCaption(start, end) { return .tableCaption }
        let complete = Endings.isComplete(page.text, start, end)
        if page.text[start] == 0x2014, end - start > 3, page.text[start + 1] == 0x2014, count <= 60, !complete {
            return .subtitle
        }
        if Numbering.isHeadingNumber(page.text, start, end), count <= 40, !complete { return .numberedHeading }
        return isTitleLike(start, end, count: count) && block.pieces.count == 1 ? .titleLike : .body
    }

    // MARK: - Kinds

    /// Words of one character that want something after them: no headline ends with one.
    private static let goesOn = Set("的了和与及在将被把从到至是并而或其且使让".unicodeScalars.map(\.value))

    /// Short, without a final or inner stop, quotes closed, not opening as running text does.
    private func isTitleLike(_ start: Int, _ end: Int, count: Int) -> Bool {
        guard count >= 2, count <= Self.longestTitle else { return false }
        let last = page.text[end - 1]
        if last == Characters.comma || last == Characters.pause || last == Characters.stop || last == 0xFF1B
            || last == 0xFF1A
            || last == 0x2C || last == 0x3B || last == 0x3A
        {
            return false
        }
        var commas = 0
        var wordly = 0
        for i in start..<end {
            let c = page.text[i]
            if c == Characters.stop || c == 0xFF1B { return false }
            if c == Characters.comma { commas += 1 }
            if Characters.isHan(c) || Characters.isLatin(c) { wordly += 1 }
        }
        guard wordly >= 2, commas <= 1 || count <= 24, commas == 0 || count <= 36 else { return false }
        if commas > 0, Characters.isDigit(last) { return false }
        let balance = Endings.balance(page.text, start, end)
        guard balance.open.isEmpty, balance.unopened.isEmpty else { return false }
        if commas > 0, let comma = page.first(Characters.comma, start, end) {
            if page.words.matches(.opener, in: page.text, start, comma) { return false }
            if comma - start <= 1 { return false }
            // 记者了解到，… and 据介绍，… tell a story
            if page.contains("记者".scalarValues, start, min(comma, start + 2)) != nil || page.text[start] == 0x636E {
                return false
            }
        }
        if Characters.isPunctuation(page.text[start]) || Characters.isCloser(page.text[start]) { return false }
        if dispatches.dispatch(start, end) != nil { return false }
        // 各位代表！ and 请问…？ are said, not set as headings
        if last == 0xFF1F || last == 0xFF01 || last == 0x3F || last == 0x21, page.begins(.opener, start, end) {
            return false
        }
        return !Self.goesOn.contains(last)
    }

    private func isFurniture(_ start: Int, _ end: Int) -> Bool {
        if page.words.matches(.furnitureWhole, in: page.text, start, end) { return true }
        guard end - start <= 80 else { return false }
        if page.begins(.furnitureStart, start, end), !Characters.endsSentence(page.text[end - 1]) { return true }
        if end - start <= 30, isPageNumber(start, end) || isDocumentNumber(start, end) { return true }
        if isLabels(start, end) { return true }
        return page.contains("://".scalarValues, start, end) != nil && end - start <= 60
    }

    /// `- 3 -`, `第5版`, `05 版：要闻`, `A2`.
    private func isPageNumber(_ start: Int, _ end: Int) -> Bool {
        var digits = 0
        var others = 0
        for i in start..<end {
            let c = page.text[i]
            if Characters.isDigit(c) {
                digits += 1
            } else if Characters.isHan(c) || Characters.isLatin(c) {
                others += 1
            }
        }
        if digits == 0 { return false }
        if others == 0 {
            // digits with dashes, dots or slashes around: no percentage, no sentence
            return digits <= 4 && end - start <= 12
                && (start..<end).allSatisfy { k in
                    let c = page.text[k]
                    return Characters.isDigit(c) || Characters.isSpace(c) || c == 0x2D || c == 0x2014 || c == 0x2013
                        || c == 0xB7 || c == 0x2F || c == 0x2022
                }
        }
        // 第 N 版, 第 N 页, N 版：name
        let ordinal = page.text[start] == 0x7B2C
        guard ordinal || Characters.isDigit(page.text[start]) else { return false }
        for i in (start + 1)..<min(end, start + 8) {
            let c = page.text[i]
            if c == 0x7248 || c == 0x9875 { return i + 1 == end || !Characters.isHan(page.text[i + 1]) || end - i <= 6 }
            if !Characters.isDigit(c), !Characters.isSpace(c), c != 0x7B2C { return false }
        }
        return false
    }

    /// `某科发〔2021〕19号`.
    private func isDocumentNumber(_ start: Int, _ end: Int) -> Bool {
        guard page.text[end - 1] == 0x53F7,
            let bracket = page.first(0x3014, start, end) ?? page.first(0xFF3B, start, end)
        else { return false }
        return bracket + 5 < end && (1...4).allSatisfy { Characters.isDigit(page.text[bracket + $0]) }
    }

    /// `证券代码：688967　证券简称：…`: two labels and more on a line, and no figure with a unit (`亏损：4900万元 盈利：9212万元`).
    private func isLabels(_ start: Int, _ end: Int) -> Bool {
        var labels = 0
        var from = start
        for i in start..<end {
            let c = page.text[i]
            if Characters.endsSentence(c) || c == Characters.comma || c == Characters.semicolon { return false }
            if Characters.isSpace(c) { from = i + 1 }
            if Characters.isDigit(c), measures(behind: i, end) { return false }
            if c == Characters.colon || c == 0x3A {
                if (2...6).contains(i - from), (from..<i).allSatisfy({ Characters.isHan(page.text[$0]) }) {
                    labels += 1
                }
            }
        }
        return labels >= 2
    }

    /// Whether a unit or 万, 亿 stands behind a digit.
    private func measures(behind digit: Int, _ end: Int) -> Bool {
        var i = digit + 1
        while i < end, Characters.isSpace(page.text[i]) { i += 1 }
        return i < end && Self.unitStarts.contains(page.text[i])
    }

    private static let unitStarts = Set("万萬亿億元吨噸%％亩家户戶台套辆千平立公".unicodeScalars.map(\.value))

    private func isJump(_ start: Int, _ end: Int) -> Bool {
        guard end - start <= 20 else { return false }
        var i = start
        while i < end, Characters.isOpener(page.text[i]) || page.text[i] == 0x25B2 || page.text[i] == 0x25BC { i += 1 }
        return i < end && page.begins(.jump, i, end)
            && (page.first(0x7248, i, end) != nil || page.first(0x9875, i, end) != nil)
    }

    private func isDateLine(_ start: Int, _ end: Int) -> Bool {
        guard end - start <= 60 else { return false }
        if let label = page.words.end(of: .dateLabel, in: page.text, at: start, limit: end), label < end,
            DateReader(text: page.text).firstDay(label, end) != nil
        {
            return true
        }
        // a date and at most the day of the week or the time beside it
        guard let day = DateReader(text: page.text).firstDay(start, min(end, start + 14)), day.span.start - start <= 2
        else { return false }
        let rest = end - day.span.end
        guard rest <= 24 else { return false }
        for i in day.span.end..<end where Characters.endsSentence(page.text[i]) || page.text[i] == Characters.comma {
            return false
        }
        return rest <= 2 || page.contains("星期".scalarValues, day.span.end, end) != nil
            || page.contains("来源".scalarValues, day.span.end, end) != nil
            || (day.span.end..<end).allSatisfy { !Characters.isHan(page.text[$0]) }
    }

    private func isCaption(_ start: Int, _ end: Int) -> Bool {
        var last = end
        while last > start, Characters.isCloser(page.text[last - 1]) || page.text[last - 1] == Characters.stop {
            last -= 1
        }
        if let at = page.words.start(of: .captionEnd, in: page.text, endingAt: last, floor: start), at > start {
            // 摄 ends a caption after a name: 李某某摄
            var name = at
            while name > start, Characters.isHan(page.text[name - 1]), at - name < 5 { name -= 1 }
            return at - name >= 2 && (end - start <= 60 || page.text[end - 1] != Characters.stop)
        }
        guard page.begins(.captionStart, start, end) else { return false }
        return end - start <= 80
    }

    func isTableCaption(_ start: Int, _ end: Int) -> Bool {
        guard end - start <= 60 else { return false }
        for label in ["单位：", "单位:", "單位：", "计量单位："] {
            // 有关单位： addresses somebody; the unit of a table stands alone or behind a space or bracket
            if let at = page.contains(label.scalarValues, start, end), at + 3 < end,
                at == start || Characters.isSpace(page.text[at - 1]) || Characters.isOpener(page.text[at - 1])
            {
                return true
            }
        }
        // 表1, 表 2-1, 附表3
        var i = start
        if page.text[i] == 0x9644 { i += 1 }
        guard i + 1 < end, page.text[i] == 0x8868 else { return false }
        i += 1
        while i < end, Characters.isSpace(page.text[i]) { i += 1 }
        return i < end && Characters.isDigit(page.text[i]) && !Characters.endsSentence(page.text[end - 1])
    }
}
