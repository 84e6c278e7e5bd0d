import Facts
import Lexicons

/// Where an article begins on a page and what stands around its headline.
struct ArticleStart {
    /// First block of the article: kicker, headline or, without one, the first paragraph.
    var first: Int
    /// Blocks of the headline, in order; empty where the article has none.
    var titles: [Int]
    /// Block of the byline, or `nil`.
    var byline: Int?
    /// First block of running text after headline and byline.
    var body: Int
    /// Whether a dispatch line (`本报讯`) opens the text.
    var isDispatch: Bool
}

/// Finds the articles of a page by their bylines and dispatch lines.
///
/// Without any, the whole document is one article; a heading alone never makes a new one.
struct Outline {
    let page: Page
    private let dispatches: Dispatches

    init(page: Page) {
        self.page = page
        dispatches = Dispatches(page: page)
    }

    /// Gap, in empty lines, that most blocks have in front.
    static func usualGap(_ blocks: ContiguousArray<Block>) -> Int {
        guard !blocks.isEmpty else { return 0 }
        var counts: [Int: Int] = [:]
        for i in stride(from: 0, to: blocks.count, by: max(1, blocks.count / 2_000)) {
            counts[min(blocks[i].blanks, 20), default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    }

    func starts(_ blocks: ContiguousArray<Block>) throws -> [ArticleStart] {
        var starts: [ArticleStart] = []
        var i = 0
        while i < blocks.count {
            if i & 0xFFF == 0 { try page.deadline.check() }
            let block = blocks[i]
            let floor = starts.last.map { max($0.body, $0.first + 1) } ?? 0
            if block.kind == .byline, !isClosingByline(blocks, i) {
                if let last = starts.last, last.body >= i {
                    i += 1
                    continue
                }
                let titles = titleRun(blocks, above: i, floor: floor)
                // a byline without a headline is the signature under a text
                if !titles.isEmpty || starts.isEmpty && i <= 3 {
                    var body = i + 1
                    while body < blocks.count, blocks[body].kind == .byline || blocks[body].kind == .dateLine {
                        body += 1
                    }
                    starts.append(
                        ArticleStart(
                            first: titles.first ?? i, titles: titles, byline: i, body: body,
                            isDispatch: body < blocks.count && dispatch(blocks[body]) != nil))
                    i = max(i + 1, body)
                    continue
                }
            } else if block.kind == .jump, isContinuedFrom(block) {
                starts.append(ArticleStart(first: i, titles: [], byline: nil, body: i + 1, isDispatch: false))
            } else if block.isRunning, block.kind == .body, starts.last.map({ $0.body < i }) ?? true,
                opensArticle(blocks, i, after: starts.last)
            {
                let titles = titleRun(blocks, above: i, floor: floor)
                starts.append(
                    ArticleStart(
                        first: titles.first ?? i, titles: titles, byline: nil, body: i,
                        isDispatch: dispatch(block) != nil))
            }
            i += 1
        }
        return starts
    }

    func dispatch(_ block: Block) -> Dispatch? {
        guard block.kind == .body else { return nil }
        return dispatches.dispatch(block.start, min(block.end, block.start + 60))
    }

    private func isContinuedFrom(_ block: Block) -> Bool {
        page.contains("接".scalarValues, block.start, block.end) != nil
    }

    /// `（记者 某某）` at the end of a text signs it and opens nothing.
    private func isClosingByline(_ blocks: ContiguousArray<Block>, _ i: Int) -> Bool {
        let c = page.text[blocks[i].start]
        return c == 0xFF08 || c == 0x28
    }

    /// Headline blocks directly above `index`: at most four, date lines and furniture passed over.
    private func titleRun(_ blocks: ContiguousArray<Block>, above index: Int, floor: Int) -> [Int] {
        var titles: [Int] = []
        var j = index - 1
        while j >= floor, titles.count < 4, index - j <= 8 {
            switch blocks[j].kind {
            case .titleLike, .subtitle:
                titles.insert(j, at: 0)
            case .dateLine, .byline:
                break
            case .numberedHeading where blocks[j].hint == .heading && titles.isEmpty:
                titles.insert(j, at: 0)
            default:
                return trimmed(titles, blocks)
            }
            j -= 1
        }
        return trimmed(titles, blocks)
    }

    /// A column's name above the headlines (地方动态) and a section heading of the article before are none of them.
    private func trimmed(_ titles: [Int], _ blocks: ContiguousArray<Block>) -> [Int] {
        var titles = titles
        while titles.count > 1, let first = titles.first, isColumnName(blocks[first]) { titles.removeFirst() }
        return titles
    }

    func isColumnName(_ block: Block) -> Bool {
        guard block.count <= 8 else { return false }
        return page.words.matches(.furnitureWhole, in: page.text, block.start, block.end)
            || page.words.start(of: .columnEnd, in: page.text, endingAt: block.end, floor: block.start) != nil
    }

    /// Whether running text opens an article: by a dispatch line, or as a brief under its own headline.
    private func opensArticle(_ blocks: ContiguousArray<Block>, _ i: Int, after last: ArticleStart?) -> Bool {
        let block = blocks[i]
        if let dispatch = dispatch(block) {
            // in running text a mention of an agency is no dispatch line
            guard dispatch.end - block.start <= 40 else { return false }
            return dispatch.isStrong || (i > 0 && blocks[i - 1].kind == .titleLike)
        }
        guard i > 0, blocks[i - 1].kind == .titleLike else { return false }
        let title = blocks[i - 1]
        // the name of a column over a headline: another text begins
        if i > 1, last != nil, blocks[i - 2].kind == .furniture || blocks[i - 2].kind == .titleLike,
            isColumnName(blocks[i - 2])
        {
            return true
        }
        var score = 0
        if opensWithProvince(title) { score += 2 }
        if title.count >= 10 { score += 1 }
        if reportsADay(block) { score += 2 } else { return false }
        if last?.isDispatch == true { score += 1 }
        if page.words.start(of: .captionEnd, in: page.text, endingAt: block.end, floor: block.start) != nil {
            score += 2
        }
        return score >= 5
    }

    private func opensWithProvince(_ block: Block) -> Bool { page.begins(.province, block.start, block.end) }

    /// `1月7日，记者从…获悉` in the first forty scalars.
    func reportsADay(_ block: Block) -> Bool {
        let end = min(block.end, block.start + 40)
        let dates = DateReader(text: page.text)
        guard dates.firstMonthDay(block.start, end) != nil || dates.firstDay(block.start, end) != nil else {
            return false
        }
        return page.contains("记者".scalarValues, block.start, end) != nil
    }
}
