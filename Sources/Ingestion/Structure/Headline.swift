import Facts

/// Kicker and title of a headline that stands in one line or several.
struct Headline {
    var kicker = ""
    var title = ""

    /// - Parameter blocks: the lines of the headline, in order.
    init(_ lines: [Block], page: Page) {
        let main = Self.main(lines, page: page)
        guard let longest = main.max(by: { ($0.count, $1.start) < ($1.count, $0.start) }) else {
            title = lines.first.map { page.text(of: $0.pieces) } ?? ""
            return
        }
        if main.count > 1, let first = main.first {
            // a short first line over a longer one is the kicker; lines of like length are one headline
            if first.start != longest.start, first.count * 5 <= longest.count * 4 {
                kicker = page.text(of: first.pieces)
                title = main.dropFirst().filter { $0.start == longest.start }.map { page.text(of: $0.pieces) }.joined(
                    separator: " ")
            } else {
                title = page.text(of: longest.pieces)
            }
            return
        }
        let (first, rest) = Self.parts(longest, page: page)
        // 新疆乌鲁木齐 …: a place before the headline is a kicker of any length
        let isPlace = first.map { $0.count <= 10 && page.begins(.province, $0.start, $0.end) } ?? false
        if let first, isPlace || first.count * 5 <= rest.count * 4 {
            kicker = page.string(first.start, first.end)
            title = page.string(rest.start, rest.end)
        } else {
            title = page.text(of: longest.pieces)
        }
    }

    /// Lines that may be the headline proper: no subtitle, and no `（2023年第2期）` where others are.
    static func main(_ lines: [Block], page: Page) -> [Block] {
        let main = lines.filter { $0.kind != .subtitle }
        let plain = main.filter {
            !Characters.isOpener(page.text[$0.start]) || page.text[$0.start] == 0x201C || page.text[$0.start] == 0x300A
        }
        .filter { page.contains("期（总".scalarValues, $0.start, $0.end) == nil }
        return plain.isEmpty ? main : plain
    }

    /// The part before the first space and what follows.
    static func parts(_ block: Block, page: Page) -> (first: TextSpan?, rest: TextSpan) {
        var i = block.start
        while i < block.end, !Characters.isSpace(page.text[i]) { i += 1 }
        var j = i
        while j < block.end, Characters.isSpace(page.text[j]) { j += 1 }
        // a space between Latin words or before a figure parts nothing
        guard j < block.end, i > block.start,
            Characters.isHan(page.text[i - 1]) || Characters.isCloser(page.text[i - 1])
        else {
            return (nil, TextSpan(block.start, block.end))
        }
        return (TextSpan(block.start, i), TextSpan(j, block.end))
    }
}
