/// How pieces of text end and begin, and whether their quotes are closed.
enum Endings {
    /// Whether `text[start..<end]` ends a sentence, an item or an introduction (`：`).
    static func isComplete(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        var i = end - 1
        guard i >= start else { return true }
        var closers = 0
        while i > start, Characters.isCloser(text[i]), closers < 4 {
            i -= 1
            closers += 1
        }
        let c = text[i]
        if Characters.endsSentence(c) || c == 0xFF1B || c == 0x3B || c == 0xFF1A || c == 0x3A { return true }
        // a full stop of Latin text, not a decimal point
        if c == 0x2E || c == 0xFF0E { return i == start || !Characters.isDigit(text[i - 1]) || closers > 0 }
        // （记者 某某） and the like stand at the end of a text
        return closers > 0 && (text[end - 1] == 0xFF09 || text[end - 1] == 0x29 || text[end - 1] == 0x3011)
    }

    /// Brackets and quotes that `text[start..<end]` opens and leaves open, or closes unopened.
    struct Balance {
        var open: [UInt32] = []
        var unopened: [UInt32] = []
    }

    /// - Note: at most 4,000 scalars from the relevant side are looked at.
    static func balance(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Balance {
        var balance = Balance()
        for i in start..<end {
            let c = text[i]
            guard
                c == 0x28 || c == 0x29 || (c >= 0x2018 && c <= 0x201D) || (c >= 0x3008 && c <= 0x3015) || c == 0xFF08
                    || c == 0xFF09
            else { continue }
            if Characters.isOpener(c) {
                if balance.open.count < 16 { balance.open.append(Characters.openerKind(c)) }
            } else if let opener = Characters.opener(of: c) {
                if balance.open.last == opener {
                    balance.open.removeLast()
                } else if let at = balance.open.lastIndex(of: opener) {
                    balance.open.removeSubrange(at...)
                } else if balance.unopened.count < 16, !isListMark(text, start, i) {
                    balance.unopened.append(opener)
                }
            }
        }
        return balance
    }

    /// `1）` and `a)` at the start close nothing.
    private static func isListMark(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ at: Int) -> Bool {
        guard at - start <= 3, text[at] == 0xFF09 || text[at] == 0x29 else { return false }
        return (start..<at).allSatisfy {
            Characters.isDigit(text[$0]) || Characters.isLatin(text[$0]) || Numbering.isHanNumeral(text[$0])
        }
    }
}
