/// Numbers and marks that stand in front of headings and list items.
enum Numbering {
    private static let hanDigits: Set<UInt32> = Set("零〇一二三四五六七八九十百两".unicodeScalars.map(\.value))
    private static let units: Set<UInt32> = Set("章节篇编部條条款项卷讲".unicodeScalars.map(\.value))

    static func isHanNumeral(_ c: UInt32) -> Bool { hanDigits.contains(c) }

    /// `一、` `（二）` `第三章` `1.` `1.2` `一是` not: headings only.
    static func isHeadingNumber(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 3 else { return false }
        var i = start
        if text[i] == 0x7B2C {
            i += 1
            let first = i
            while i < end, i - first < 6,
                hanDigits.contains(text[i]) || Characters.isDigit(text[i]) || Characters.isSpace(text[i])
            { i += 1 }
            guard i > first, i < end, units.contains(text[i]) else { return false }
            i += 1
            return i >= end || Characters.isSpace(text[i]) || text[i] == 0x5206 || Characters.isPunctuation(text[i])
                || text[i] == 0xFF08
        }
        let bracket = text[i] == 0xFF08 || text[i] == 0x28
        if bracket { i += 1 }
        let first = i
        while i < end, i - first < 6, hanDigits.contains(text[i]) { i += 1 }
        if i > first, i < end {
            if bracket { return text[i] == 0xFF09 || text[i] == 0x29 }
            return text[i] == Characters.pause || text[i] == 0xFF0E || text[i] == 0x2E
        }
        while i < end, i - first < 8,
            Characters.isDigit(text[i]) || ((text[i] == 0x2E || text[i] == 0xFF0E) && i > first)
        { i += 1 }
        guard i > first, i < end else { return false }
        if bracket { return (text[i] == 0xFF09 || text[i] == 0x29) && i - first <= 2 }
        if text[i] == Characters.pause { return i - first <= 2 }
        // 1. and 1.2, then a word: not 1.5万
        let dotted = text[i - 1] == 0x2E || text[i - 1] == 0xFF0E
        if dotted { return i - first <= 6 && !Characters.isDigit(text[i]) }
        return (first..<i).contains { text[$0] == 0x2E } && Characters.isSpace(text[i])
    }

    /// `- …`, `• …`, `● …`, `①…`: a list item.
    static func isItemMark(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 3 else { return false }
        let c = text[start]
        if (0x2460...0x2473).contains(c) { return true }
        guard
            c == 0x2D || c == 0x2022 || c == 0x2A || c == 0xB7 || c == 0x2013 || c == 0x25CF || c == 0x25AA
                || c == 0x25E6
        else { return false }
        return Characters.isSpace(text[start + 1]) && end - start > 12
    }
}
