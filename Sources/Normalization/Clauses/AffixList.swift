/// Words that a short text may begin with, end with or hold, asked for through the scalars at which they begin or end.
///
/// Most texts have none of them: one look at a scalar says so, and no word is compared. The words lie one
/// behind the other, so that comparing them all touches no string.
struct AffixList: Sendable, ExpressibleByArrayLiteral {
    private let words: [String]
    private var bytes: [UInt8] = []
    private var scalars: [UInt32] = []
    private var spans: [(bytes: Range<Int>, scalars: Range<Int>)] = []
    private let firsts: Affixes
    private let lasts: Affixes

    init(arrayLiteral list: String...) { self.init(list) }

    init(_ list: [String]) {
        words = list
        firsts = Affixes(list.map { $0.unicodeScalars.first?.value ?? 0 })
        lasts = Affixes(list.map { $0.unicodeScalars.last?.value ?? 0 })
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
        text.withBytes { own in
            Self.scalar(in: own, at: 0).flatMap { first in firsts.index(at: first) { stands($0, in: own, at: 0) } }
        }.map { words[$0] }
    }

    /// The first word of the list that ends `text`.
    func ending(of text: String) -> String? {
        text.withBytes { own in
            Self.scalar(in: own, endingAt: own.count).flatMap { last in lasts.index(at: last) { stands($0, in: own, at: own.count - spans[$0].bytes.count) } }
        }.map { words[$0] }
    }

    func anyEnds(_ text: String) -> Bool { ending(of: text) != nil }

    func anyIn(_ text: String) -> Bool {
        text.withBytes { own in
            var i = 0
            while i < own.count {
                if let first = Self.scalar(in: own, at: i), firsts.index(at: first, { stands($0, in: own, at: i) }) != nil { return true }
                i += 1
            }
            return false
        }
    }

    /// Whether a word stands in the text, white space in it dropped; for words without Latin letters.
    func anyIn(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool { position(in: text, range) != nil }

    /// Where the first of the words that stand in the text begins, white space in it dropped; for words without Latin letters.
    func position(in text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int? {
        for i in range where firsts.index(at: text[i], { stands($0, in: text, i..<range.upperBound) }) != nil { return i }
        return nil
    }

    /// Whether a word begins the text, white space in it dropped; for words without Latin letters.
    func anyBegins(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool { first(text, range) != nil }

    /// The first word of the list that begins the text, white space in it dropped; for words without Latin letters.
    func beginning(of text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> String? { first(text, range).map { words[$0] } }

    @inline(__always)
    private func first(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int? {
        guard let start = range.first(where: { !Scalars.isSpace(text[$0]) }) else { return nil }
        return firsts.index(at: text[start]) { stands($0, in: text, start..<range.upperBound) }
    }

    /// Whether a word ends the text, white space in it dropped; for words without Latin letters.
    func anyEnds(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        guard let last = range.last(where: { !Scalars.isSpace(text[$0]) }) else { return false }
        return lasts.index(at: text[last]) { ends($0, in: text, range.lowerBound..<(last + 1)) } != nil
    }

    /// The low twelve bits of the scalar whose bytes begin at `i`; `nil` for a byte that begins none.
    @inline(__always)
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> UInt32? {
        guard i < bytes.count else { return nil }
        let lead = bytes[i]
        if lead < 0x80 { return UInt32(lead) }
        guard lead >= 0xC0 else { return nil }
        let end = i + (lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4)
        return end <= bytes.count ? scalar(in: bytes, endingAt: end) : nil
    }

    /// The same of the scalar whose bytes end at `end`.
    @inline(__always)
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> UInt32? {
        guard end > 0 else { return nil }
        let last = UInt32(bytes[end - 1])
        return last < 0x80 || end == 1 ? last : UInt32(bytes[end - 2]) << 6 & 0xFFF | last & 0x3F
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

    /// The same from the end.
    @inline(__always)
    private func ends(_ word: Int, in text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        let span = spans[word].scalars
        var k = span.upperBound
        var i = range.upperBound
        while k > span.lowerBound {
            guard i > range.lowerBound else { return false }
            i -= 1
            if text[i] == scalars[k - 1] { k -= 1 } else if !Scalars.isSpace(text[i]) { return false }
        }
        return true
    }
}

/// Which words of a list have which scalar at one end, by its low twelve bits: those of a scalar in the order of the list.
private struct Affixes: Sendable {
    /// Sets of the low six bits and of the six above them: most scalars are not in both, and asking takes no branch.
    private var low: UInt64 = 0, high: UInt64 = 0
    /// Where the words of each value of the low four bits begin in ``words``.
    private var starts: [UInt16] = []
    private var words: [UInt16] = []

    init(_ scalars: [UInt32]) {
        for value in 0..<UInt32(16) {
            starts.append(UInt16(words.count))
            for (k, scalar) in scalars.enumerated() where scalar & 15 == value {
                words.append(UInt16(k))
                low |= 1 << UInt64(scalar & 63)
                high |= 1 << UInt64(scalar >> 6 & 63)
            }
        }
        starts.append(UInt16(words.count))
    }

    @inline(__always)
    private func mayContain(_ scalar: UInt32) -> Bool { (low >> UInt64(scalar & 63)) & (high >> UInt64(scalar >> 6 & 63)) & 1 != 0 }

    /// The first word that may have `scalar` at its end and fits.
    @inline(__always)
    func index(at scalar: UInt32, _ fits: (Int) -> Bool) -> Int? {
        guard mayContain(scalar) else { return nil }
        var k = Int(starts[Int(scalar & 15)])
        let end = Int(starts[Int(scalar & 15) + 1])
        while k < end {
            if fits(Int(words[k])) { return Int(words[k]) }
            k += 1
        }
        return nil
    }
}
