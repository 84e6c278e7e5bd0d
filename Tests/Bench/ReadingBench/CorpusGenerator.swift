import Facts
import Lexicons
import SeededRandom

/// Makes a large text of a few real pages, no two copies alike: digits, Chinese numerals, place
/// names and the brand in a firm's name are drawn anew for each copy.
///
/// Nothing is gained by remembering a result by its text.
struct CorpusGenerator {
    private let pages: [ContiguousArray<UInt32>]
    private let divisions: DivisionTable
    private let namesakes: [DivisionTable.Level: [ContiguousArray<UInt32>]]
    private var random: SeededRandom

    init(pages: [SourceText], divisions: DivisionTable, seed: UInt64) {
        self.pages = pages.map(\.scalars)
        self.divisions = divisions
        var names: [DivisionTable.Level: [ContiguousArray<UInt32>]] = [:]
        for division in divisions.divisions where division.isCurrent && division.name.unicodeScalars.count >= 3 {
            names[division.level, default: []].append(ContiguousArray(division.name.unicodeScalars.map(\.value)))
        }
        namesakes = names
        random = SeededRandom(seed: seed)
    }

    /// `count` documents of about `bytes` UTF-8 bytes in all, each cut from a page at a line end.
    mutating func documents(count: Int, bytes: Int) -> [SourceText] {
        let size = max(200, bytes / max(1, count) / 3 * 11 / 10)
        var result: [SourceText] = []
        result.reserveCapacity(count)
        var page = 0
        var position = 0
        for _ in 0..<count {
            var scalars: ContiguousArray<UInt32> = []
            scalars.reserveCapacity(size * 5 / 4)
            while scalars.count < size {
                let source = pages[page]
                var stop = min(source.count, position + size - scalars.count)
                while stop < source.count, source[stop] != 0x0A { stop += 1 }
                rewrite(source, position..<stop, into: &scalars)
                position = stop
                if position >= source.count {
                    scalars.append(0x0A)
                    page = (page + 1) % pages.count
                    position = 0
                }
            }
            result.append(SourceText(scalars: scalars))
        }
        return result
    }

    private mutating func rewrite(
        _ source: ContiguousArray<UInt32>, _ range: Range<Int>, into out: inout ContiguousArray<UInt32>
    ) {
        var i = range.lowerBound
        while i < range.upperBound {
            let c = source[i]
            if Self.isDigit(c) {
                var stop = i + 1
                while stop < range.upperBound, Self.isDigit(source[stop]) { stop += 1 }
                digits(
                    stop - i,
                    isYear: stop - i == 4 && (source[i] == 0x31 || source[i] == 0x32) && stop < range.upperBound
                        && source[stop] == Self.year, into: &out)
                i = stop
                continue
            }
            if Self.hanDigits.contains(c), i + 1 < range.upperBound, Self.hanScales.contains(source[i + 1]) {
                out.append(Self.hanDigits[random.below(Self.hanDigits.count)])
                i += 1
                continue
            }
            if c >= 0x4E00, divisions.mayBegin(c), let name = placeName(source, i, range.upperBound) {
                let others = namesakes[name.level] ?? []
                if !others.isEmpty {
                    out.append(contentsOf: others[random.below(others.count)])
                    i = name.end
                    continue
                }
            }
            if c == Self.firm[0], i + Self.firm.count <= range.upperBound, out.count >= 6,
                Self.firm.indices.allSatisfy({ source[i + $0] == Self.firm[$0] })
            {
                out[out.count - 1] = Self.brand[random.below(Self.brand.count)]
                out[out.count - 2] = Self.brand[random.below(Self.brand.count)]
            }
            out.append(c)
            i += 1
        }
    }

    private func placeName(_ source: ContiguousArray<UInt32>, _ start: Int, _ limit: Int) -> (
        level: DivisionTable.Level, end: Int
    )? {
        source.withUnsafeBufferPointer { text in
            guard let match = divisions.longestMatch(in: text, at: start, limit: limit), !match.isShort,
                let first = match.candidates.first, let division = divisions.division(code: first.code)
            else { return nil }
            return (division.level, match.end)
        }
    }

    private mutating func digits(_ count: Int, isYear: Bool, into out: inout ContiguousArray<UInt32>) {
        if isYear {
            let year = 2005 + random.below(20)
            for d in [year / 1000, year / 100 % 10, year / 10 % 10, year % 10] { out.append(0x30 + UInt32(d)) }
            return
        }
        for k in 0..<count { out.append(0x30 + UInt32(k == 0 ? 1 + random.below(9) : random.below(10))) }
    }

    private static func isDigit(_ c: UInt32) -> Bool { c >= 0x30 && c <= 0x39 }
    private static let year = scalars("年")[0]
    private static let hanDigits = scalars("二三四五六七八九")
    private static let hanScales = Set(scalars("十百千万亿"))
    private static let firm = scalars("有限公司")
    private static let brand = scalars("泰丰华源宏盛金恒远鑫瑞达康宁新科正联升启翔宇昌隆云岭海纳")
    private static func scalars(_ s: String) -> [UInt32] { s.unicodeScalars.map(\.value) }
}
