import Lexicons

/// Marks of a Chinese text that were set in the narrow width: 增长5%,其中 for 增长5%，其中.
enum Punctuation {
    /// The text with its narrow marks beside Chinese characters or marks as wide ones, scalar for scalar; `nil` where it has none.
    ///
    /// Rules ask for the wide marks alone. Marks inside figures and Latin words (1,234, 15:30, NASDAQ:JKS) stay.
    static func widened(_ text: UnsafeBufferPointer<UInt32>) -> ContiguousArray<UInt32>? {
        var wide: ContiguousArray<UInt32>?
        for i in text.indices {
            guard let mark = mark(text[i]), isChinese(text, i - 1) || isChinese(text, i + 1) || divides(text, i) else { continue }
            if wide == nil { wide = ContiguousArray(text) }
            wide?[i] = mark
        }
        return wide
    }

    @inline(__always)
    private static func mark(_ c: UInt32) -> UInt32? {
        switch c {
        case ",", ";", ":", "(", ")", "!", "?": return c + 0xFEE0
        default: return nil
        }
    }

    /// 依次为-6.8%,110.6%,9.0%: a comma between two percentages.
    private static func divides(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> Bool {
        guard text[i] == ",", i > 0, i + 1 < text.count, text[i - 1] == "%" else { return false }
        return Scalars.digit(text[i + 1]) != nil || text[i + 1] == "-" || text[i + 1] == "+"
    }

    /// Whether a Chinese character or mark stands there.
    private static func isChinese(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> Bool {
        guard text.indices.contains(i) else { return false }
        return Scalars.isHan(text[i]) || (0x3001...0x301F).contains(text[i]) || text[i] == 0x201C || text[i] == 0x201D
    }
}
