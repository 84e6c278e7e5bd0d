/// Words that a short text may begin with, end with or hold, asked for through the scalars at which they begin or end.
///
/// Most texts have none of them: one look at a scalar says so, and no word is compared. The words lie one
/// behind the other, so that comparing them all touches no string.
struct AffixList: Sendable, ExpressibleByArrayLiteral {
    private let words: [String]
    private var bytes: [UInt8] = []
    private var scalars: [UInt32] = []
    private var spans: [(bytes: Range<Int>, scalars: Range<Int>)] = []
    private let firsts: ScalarMask
    private let lasts: ScalarMask

    init(arrayLiteral list: String...) { self.init(list) }

    init(_ list: [String]) {
        words = list
        firsts = ScalarMask(list.compactMap { $0.unicodeScalars.first })
        lasts = ScalarMask(list.compactMap { $0.unicodeScalars.last })
        for word in list {
            let first = (bytes.count, scalars.count)
            bytes += word.utf8
            scalars += word.unicodeScalars.map(\.value)
            spans.append((first.0..<bytes.count, first.1..<scalars.count))
        }
    }

    static func + (a: AffixList, b: AffixList) -> AffixList { AffixList(a.words + b.words) }

    /// The first word of the list that begins `text`.
    func beginning(of text: String) -> String? {
        guard let first = text.unicodeScalars.first, firsts.mayContain(first.value) else { return nil }
        return text.withBytes { own in index { stands($0, in: own, at: 0) } }.map { words[$0] }
    }

    /// The first word of the list that ends `text`.
    func ending(of text: String) -> String? {
        guard let last = text.unicodeScalars.last, lasts.mayContain(last.value) else { return nil }
        return text.withBytes { own in index { stands($0, in: own, at: own.count - spans[$0].bytes.count) } }.map { words[$0] }
    }

    func anyEnds(_ text: String) -> Bool { ending(of: text) != nil }

    func anyIn(_ text: String) -> Bool {
        text.withBytes { own in
            var i = 0
            while i < own.count {
                if firsts.mayContain(lowBitsOfScalarAt: i, in: own), index({ stands($0, in: own, at: i) }) != nil { return true }
                i += 1
            }
            return false
        }
    }

    /// Whether a word stands in the text, white space in it dropped; for words without Latin letters.
    func anyIn(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        for i in range where firsts.mayContain(text[i]) {
            if index({ stands($0, in: text, i..<range.upperBound) }) != nil { return true }
        }
        return false
    }

    @inline(__always)
    private func index(_ fits: (Int) -> Bool) -> Int? {
        var k = 0
        while k < spans.count {
            if fits(k) { return k }
            k += 1
        }
        return nil
    }

    @inline(__always)
    private func stands(_ word: Int, in own: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        let span = spans[word].bytes
        guard start >= 0, start + span.count <= own.count else { return false }
        // the last byte tells Chinese characters apart, the first hardly
        var k = span.count - 1
        while k >= 0 {
            guard own[start + k] == bytes[span.lowerBound + k] else { return false }
            k -= 1
        }
        return true
    }

    @inline(__always)
    private func stands(_ word: Int, in text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        let span = spans[word].scalars
        var k = span.lowerBound
        var i = range.lowerBound
        while k < span.upperBound {
            guard i < range.upperBound else { return false }
            if text[i] == scalars[k] { k += 1 } else if !Scalars.isSpace(text[i]) { return false }
            i += 1
        }
        return true
    }
}

/// A set of scalars by their low eight bits: `false` is sure.
private struct ScalarMask: Sendable {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ scalars: [Unicode.Scalar]) {
        for scalar in scalars {
            let bit = UInt64(1) << UInt64(scalar.value & 63)
            switch scalar.value >> 6 & 3 {
            case 0: bits.0 |= bit
            case 1: bits.1 |= bit
            case 2: bits.2 |= bit
            default: bits.3 |= bit
            }
        }
    }

    @inline(__always)
    func mayContain(_ scalar: UInt32) -> Bool {
        let bit = UInt64(1) << UInt64(scalar & 63)
        switch scalar >> 6 & 3 {
        case 0: return bits.0 & bit != 0
        case 1: return bits.1 & bit != 0
        case 2: return bits.2 & bit != 0
        default: return bits.3 & bit != 0
        }
    }

    /// Whether the scalar whose bytes begin at `i` may be one; never for a byte that begins none.
    @inline(__always)
    func mayContain(lowBitsOfScalarAt i: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let lead = bytes[i]
        if lead < 0x80 { return mayContain(UInt32(lead)) }
        guard lead >= 0xC0 else { return false }
        let last = i + (lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3)
        guard last < bytes.count else { return false }
        let high = UInt32(last == i + 1 ? lead : bytes[last - 1])
        return mayContain(high << 6 | UInt32(bytes[last] & 0x3F))
    }
}
