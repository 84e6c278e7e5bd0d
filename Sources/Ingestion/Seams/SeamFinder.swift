import Facts

/// A sentence cut by a column break: the block that it breaks off in and the one that it goes on in.
struct Seam: Hashable {
    var head: Int
    var tail: Int
    /// Whether nothing but captions and furniture stands between the two.
    var isBeside: Bool
}

/// Finds the column breaks of a page and pairs their two sides.
///
/// Blocks that end within a sentence are heads, blocks that may begin within one are tails. Every
/// tail is used once, no chain of joins closes on itself, and of the possible pairings the one with
/// the most evidence is taken. Where little speaks for a pair, the two sides stay apart.
struct SeamFinder {
    let page: Page
    let blocks: ContiguousArray<Block>
    /// Blocks of headlines, which are no side of a seam.
    let fixed: Set<Int>
    /// First paragraphs under a byline or headline, which begin a text.
    let leads: Set<Int>
    /// First blocks of articles: no text flows past them.
    let barriers: Set<Int>

    /// Heads considered on one page; a page with more is no newspaper page.
    static let mostHeads = 400
    /// Tails that the choice is made among for one head, the likeliest.
    static let mostChoices = 8
    /// Blocks up to which it is asked what each is about.
    static let mostTopics = 1_500
    /// Tails considered for one head beside its neighbour.
    static let window = 40

    private struct Candidate {
        var head: Int
        var tail: Int
        /// What words, quotes and topics say, wherever the two sides stand.
        var evidence: Double
        var isBeside: Bool
        /// Whether both sides certainly lack a partner.
        var isSure: Bool
        var gain = 0.0

        var seam: Seam { Seam(head: head, tail: tail, isBeside: isBeside) }

        /// - Parameters:
        ///   - beside: worth of standing beside one another.
        ///   - enough: what a pair beside one another must reach, `apart` what another must.
        ///   - sure: what two sides that need a partner are forgiven.
        func weighed(beside: Double, enough: Double, apart: Double, sure: Double) -> Candidate {
            var candidate = self
            candidate.gain =
                isBeside
                ? evidence + beside - enough : evidence + (tail > head ? 0.3 : 0) - apart + (isSure ? sure : 0)
            return candidate
        }
    }

    func seams() throws -> [Seam] {
        var running: [Int] = []
        var complete = 0
        var long = 0
        for (i, block) in blocks.enumerated()
        where (block.isRunning || (block.kind == .titleLike && !fixed.contains(i))) && !headsItem(i)
        {
            running.append(i)
            if block.isRunning, block.count > 40 {
                long += 1
                if Endings.isComplete(page.text, block.start, block.end) { complete += 1 }
            }
        }
        // where most paragraphs have no final stop, a missing one tells nothing
        guard complete * 10 >= long * 6 else { return [] }
        let weigher = SeamEvidence(page: page, grams: nil)
        let heads = running.filter { weigher.isOpen(blocks[$0]) || isWeakHead($0) }
        guard heads.contains(where: { blocks[$0].isRunning || isDoubtful($0, weigher) }), heads.count <= Self.mostHeads
        else {
            return []
        }
        let size = blocks.reduce(0) { $0 + $1.count }
        let grams = size <= GramIndex.longestPage ? try GramIndex(page: page, blocks: blocks) : nil
        let found = try candidates(heads: heads, evidence: SeamEvidence(page: page, grams: grams))
        // columns in file order, or columns that interleave: the order that more evidence fits
        let inOrder = try choose(found.map { $0.weighed(beside: 2.5, enough: 2.2, apart: 3, sure: 2.2) })
        let interleaved = try choose(found.map { $0.weighed(beside: 0.7, enough: 2.8, apart: 2.8, sure: 2) })
        return (prefersInterleaved(inOrder, interleaved) ? interleaved : inOrder).map(\.seam)
    }

    /// Whether the interleaved reading explains the words better: by much, or a little at several places.
    private func prefersInterleaved(_ inOrder: [Candidate], _ interleaved: [Candidate]) -> Bool {
        let gained = interleaved.reduce(0) { $0 + $1.evidence } - inOrder.reduce(0) { $0 + $1.evidence }
        let beside = Set(inOrder.filter(\.isBeside).map(\.head))
        let moved = interleaved.filter { !$0.isBeside && beside.contains($0.head) }.count
        return gained > 2.5 || (gained > 1.5 && moved >= 2)
    }

    /// A heading-like line right before a block that begins within a sentence may be a cut sentence.
    private func isWeakHead(_ i: Int) -> Bool {
        blocks[i].kind == .titleLike && !fixed.contains(i) && blocks[i].count >= 8
    }

    /// `某某集团：拟出售股权` over a paragraph that begins with 某某集团: an item of a digest.
    private func headsItem(_ i: Int) -> Bool {
        guard let next = neighbour(of: i) else { return false }
        let title = blocks[i], body = blocks[next]
        let name = (title.start..<min(title.end, title.start + 9)).prefix {
            page.text[$0] != Characters.colon && page.text[$0] != 0x3A
        }
        guard (2...8).contains(name.count), name.endIndex < title.end, body.start + name.count <= body.end else { return false }
        return zip(name, body.start...).allSatisfy { page.text[$0] == page.text[$1] }
    }

    /// A heading that is long and has a comma, or stands before what looks like the rest of a sentence.
    private func isDoubtful(_ i: Int, _ weigher: SeamEvidence) -> Bool {
        if blocks[i].count > 20, page.first(Characters.comma, blocks[i].start, blocks[i].end) != nil { return true }
        guard let next = neighbour(of: i) else { return false }
        let balance = Endings.balance(page.text, blocks[next].start, min(blocks[next].end, blocks[next].start + 4_000))
        return weigher.tailness(blocks[next], balance: balance, after: .other, usualIndent: 0) >= 1.5
            || weigher.joint(blocks[i], Endings.Balance(), blocks[next], balance) >= 1.5
    }

    // MARK: - Candidates

    private func candidates(heads: [Int], evidence: SeamEvidence) throws -> [Candidate] {
        let usualIndent = usualIndent()
        let headSet = Set(heads.filter { blocks[$0].isRunning })
        var tails: [(index: Int, tailness: Double, balance: Endings.Balance, isSure: Bool)] = []
        for (i, block) in blocks.enumerated() where block.kind == .body && !fixed.contains(i) && !leads.contains(i) {
            if i & 0xFF == 0 { try page.deadline.check() }
            let balance = Endings.balance(page.text, block.start, min(block.end, block.start + 4_000))
            let before = before(i, openHeads: headSet)
            let tailness = evidence.tailness(block, balance: balance, after: before, usualIndent: usualIndent)
            if tailness > -2.2 || before == .open {
                tails.append((i, tailness, balance, before == .open && tailness >= 1))
            }
        }
        let topics = blocks.count <= Self.mostTopics ? try Topics(page: page, groups: blocks.map(\.pieces)) : nil
        var candidates: [Candidate] = []
        var from = 0
        for head in heads {
            try page.deadline.check()
            let block = blocks[head]
            let balance = Endings.balance(page.text, max(block.start, block.end - 4_000), block.end)
            let neighbour = neighbour(of: head)
            while from < tails.count, tails[from].index < head { from += 1 }
            for t in max(0, from - Self.window)..<min(tails.count, from + Self.window) {
                let tail = tails[t]
                guard tail.index != head else { continue }
                let beside = neighbour == tail.index
                var score = evidence.joint(block, balance, blocks[tail.index], tail.balance) + 0.6 * tail.tailness
                if !block.isRunning { score -= block.count > 20 ? 1 : 2.5 }
                if let topics { score += topics.affinity(head, tail.index) }
                if score > -2 {
                    candidates.append(
                        Candidate(
                            head: head, tail: tail.index, evidence: score, isBeside: beside,
                            isSure: tail.isSure && block.kind == .body))
                }
            }
        }
        return candidates
    }

    private func before(_ i: Int, openHeads: Set<Int>) -> SeamEvidence.Before {
        guard i > 0 else { return .other }
        // a picture between the halves of a sentence does not part them
        var last = i - 1
        while last > 0, i - last < 6, blocks[last].kind == .caption || blocks[last].kind == .furniture { last -= 1 }
        if openHeads.contains(last) { return .open }
        switch blocks[i - 1].kind {
        case .body, .item: return .complete
        // a long line without a stop may be a cut sentence itself
        case .titleLike where blocks[i - 1].count > 20 && !fixed.contains(i - 1): return .other
        case .titleLike, .numberedHeading, .subtitle, .byline: return .heading
        default: return .other
        }
    }

    /// The running block after `head` with nothing but captions and furniture between, or `nil`.
    private func neighbour(of head: Int) -> Int? {
        var i = head + 1
        while i < blocks.count, i - head <= 6 {
            if barriers.contains(i) || fixed.contains(i) { return nil }
            switch blocks[i].kind {
            case .caption, .furniture: i += 1
            case .body: return i
            default: return nil
            }
        }
        return nil
    }

    private func usualIndent() -> Int {
        var indented = 0
        var flush = 0
        for block in blocks where block.kind == .body && block.count > 40 {
            if block.indent >= 2 { indented += 1 } else { flush += 1 }
        }
        return indented > 2 * flush ? 2 : 0
    }

    // MARK: - Choice

    /// The pairing with the most gain in which every side is used once and no chain is a ring.
    private func choose(_ candidates: [Candidate]) throws -> [Candidate] {
        var counted: [Int: Int] = [:]
        let sorted = candidates.filter { $0.gain > 0 }
            .sorted { ($1.gain, $0.head, $0.tail) < ($0.gain, $1.head, $1.tail) }
            .filter { candidate in
                counted[candidate.head, default: 0] += 1
                return (counted[candidate.head] ?? 0) <= Self.mostChoices
            }
        var search = PairingSearch(chains: chains(candidates))
        let greedy = search.greedy(sorted.map { ($0.head, $0.tail, $0.gain) })
        let best = try search.improve(greedy, over: sorted.map { ($0.head, $0.tail, $0.gain) }, deadline: page.deadline)
        return best.map { sorted[$0] }.sorted { $0.head < $1.head }
    }

    /// Which stretch of uninterrupted text each side belongs to: text flows on from a tail to the
    /// next head, so a head must not be joined to the tail that its own stretch begins with.
    private func chains(_ candidates: [Candidate]) -> [Int: Int] {
        let heads = Set(candidates.map(\.head))
        let tails = Set(candidates.map(\.tail))
        var chain: [Int: Int] = [:]
        var current = 0
        for i in 0..<blocks.count {
            // a section may stand anywhere on the page: text does not surely flow past its heading
            let isHeading = blocks[i].kind == .numberedHeading || (blocks[i].kind == .titleLike && !heads.contains(i))
            if tails.contains(i) || barriers.contains(i) || isHeading { current += 1 }
            if heads.contains(i) || tails.contains(i) { chain[i] = current }
            if heads.contains(i) { current += 1 }
        }
        return chain
    }
}
