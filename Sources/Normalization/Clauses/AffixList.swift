/// Words that a short text may begin with, end with or hold, asked for through the scalars at which they begin or end.
///
/// Most texts have none of them: one look at a scalar says so, and no word is compared.
struct AffixList: Sendable, ExpressibleByArrayLiteral {
    private let words: [String]
    private let firsts: ScalarMask
    private let lasts: ScalarMask

    init(arrayLiteral list: String...) { self.init(list) }

    init(_ list: [String]) {
        words = list
        firsts = ScalarMask(list.compactMap { $0.unicodeScalars.first })
        lasts = ScalarMask(list.compactMap { $0.unicodeScalars.last })
    }

    static func + (a: AffixList, b: AffixList) -> AffixList { AffixList(a.words + b.words) }

    /// The first word of the list that begins `text`.
    func beginning(of text: String) -> String? {
        guard let first = text.unicodeScalars.first, firsts.mayContain(first) else { return nil }
        return words.first { text.begins($0) }
    }

    /// The first word of the list that ends `text`.
    func ending(of text: String) -> String? {
        guard let last = text.unicodeScalars.last, lasts.mayContain(last) else { return nil }
        return words.first { text.ends($0) }
    }

    func anyEnds(_ text: String) -> Bool { ending(of: text) != nil }

    func anyIn(_ text: String) -> Bool {
        guard text.unicodeScalars.contains(where: { firsts.mayContain($0) }) else { return false }
        return words.contains { text.holds($0) }
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
    func mayContain(_ scalar: Unicode.Scalar) -> Bool {
        let bit = UInt64(1) << UInt64(scalar.value & 63)
        switch scalar.value >> 6 & 3 {
        case 0: return bits.0 & bit != 0
        case 1: return bits.1 & bit != 0
        case 2: return bits.2 & bit != 0
        default: return bits.3 & bit != 0
        }
    }
}
