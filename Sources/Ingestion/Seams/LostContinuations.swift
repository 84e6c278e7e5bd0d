import Facts

/// Finds where an article goes on that breaks off within a sentence and whose continuation begins
/// like any paragraph.
///
/// Such a continuation shows by what it is about: from some paragraph on, a stretch inside another
/// article speaks of the broken article's things. That paragraph is joined to the open end.
struct LostContinuations {
    let page: Page
    let blocks: ContiguousArray<Block>
    let starts: [ArticleStart]
    let fixed: Set<Int>
    let leads: Set<Int>

    /// Shared strings by which a stretch must be nearer to the broken article than to the one around it.
    private static let enough = 6.0
    private static let longestPage = 600

    func seams(beyond known: [Seam]) throws -> [Seam] {
        guard starts.count > 1, blocks.count <= Self.longestPage else { return [] }
        let weigher = SeamEvidence(page: page, grams: nil)
        let heads = Set(known.map(\.head))
        let tails = Set(known.map(\.tail))
        let open = blocks.indices.filter {
            blocks[$0].kind == .body && !heads.contains($0) && weigher.isOpen(blocks[$0])
        }
        guard !open.isEmpty, open.count <= 40 else { return [] }
        // a block behind an open end goes on with something: while one of them has no head, it is the likelier partner
        let unclaimed = blocks.indices.contains { i in
            blocks[i].kind == .body && !tails.contains(i) && !leads.contains(i) && i > 0
                && weigher.isOpen(blocks[i - 1])
                && !page.begins(.opener, blocks[i].start, blocks[i].end)
        }
        if unclaimed { return [] }
        let owner = owners(known)
        let grams = blocks.map { block in distinct(block) }
        var found: [Seam] = []
        var taken = tails
        for head in open {
            try page.deadline.check()
            guard let tail = tail(for: head, owner: owner, grams: grams, taken: taken, weigher: weigher) else {
                continue
            }
            found.append(Seam(head: head, tail: tail, isBeside: false))
            taken.insert(tail)
        }
        return found
    }

    /// The article of each block: that of the headline above it, or of the head that a seam ties it to.
    private func owners(_ seams: [Seam]) -> [Int] {
        var owner = Array(repeating: 0, count: blocks.count)
        for (k, start) in starts.enumerated() {
            let end = k + 1 < starts.count ? starts[k + 1].first : blocks.count
            for i in (k == 0 ? 0 : start.first)..<end { owner[i] = k }
        }
        for seam in seams where !seam.isBeside {
            let article = owner[seam.head]
            for i in stretch(from: seam.tail) { owner[i] = article }
        }
        return owner
    }

    /// Running blocks from `start` to the next headline, heading or piece of furniture.
    private func stretch(from start: Int) -> [Int] {
        var stretch: [Int] = []
        var i = start
        while i < blocks.count, blocks[i].isRunning, !fixed.contains(i), i == start || !leads.contains(i) {
            stretch.append(i)
            i += 1
        }
        return stretch
    }

    private func tail(
        for head: Int, owner: [Int], grams: [Set<UInt64>], taken: Set<Int>, weigher: SeamEvidence
    ) -> Int? {
        let article = owner[head]
        var own: Set<UInt64> = []
        for i in blocks.indices where owner[i] == article { own.formUnion(grams[i]) }
        let ownTitle = titleGrams(article, grams)
        let headBalance = Endings.balance(
            page.text, max(blocks[head].start, blocks[head].end - 4_000), blocks[head].end)
        var best: (tail: Int, score: Double)?
        var i = 0
        while i < blocks.count {
            let stretch = stretch(from: i).prefix { owner[$0] == owner[i] }
            guard let first = stretch.first, owner[first] != article else {
                i = max(i + 1, (stretch.last ?? i) + 1)
                continue
            }
            // sum the nearness from the end of the stretch backwards: it may turn from one article to the other
            var other: Set<UInt64> = []
            for k in blocks.indices where owner[k] == owner[first] && !stretch.contains(k) { other.formUnion(grams[k]) }
            let otherTitle = titleGrams(owner[first], grams)
            var sum = 0.0
            for (position, k) in stretch.enumerated().reversed() {
                if position > 0 { other.formUnion(grams[first]) }
                sum +=
                    nearness(grams[k], own, ownTitle, against: other)
                    - nearness(grams[k], other, otherTitle, against: own)
                guard position > 0, !taken.contains(k), !leads.contains(k), sum >= Self.enough else { continue }
                let balance = Endings.balance(page.text, blocks[k].start, min(blocks[k].end, blocks[k].start + 4_000))
                let joint = weigher.joint(blocks[head], headBalance, blocks[k], balance)
                let tailness = weigher.tailness(blocks[k], balance: balance, after: .complete, usualIndent: 0)
                guard joint > -2 else { continue }
                let score = sum + 2 * (joint + 0.6 * tailness)
                // a short paragraph says little: the break may well lie before it
                if best.map({ score > $0.score - (k == $0.tail - 1 ? 3 : 0) }) ?? true {
                    best = (k, max(score, best?.score ?? score))
                }
            }
            i = (stretch.last ?? i) + 1
        }
        return best?.tail
    }

    /// Strings that `grams` shares with one article and not with the other; what its headline says counts three times.
    private func nearness(
        _ grams: Set<UInt64>, _ article: Set<UInt64>, _ title: Set<UInt64>, against other: Set<UInt64>
    ) -> Double {
        let shared = grams.intersection(article).subtracting(other)
        return Double(shared.count + 2 * shared.intersection(title).count)
    }

    private func titleGrams(_ article: Int, _ grams: [Set<UInt64>]) -> Set<UInt64> {
        starts[article].titles.reduce(into: []) { $0.formUnion(grams[$1]) }
    }

    private func distinct(_ block: Block) -> Set<UInt64> {
        var set: Set<UInt64> = []
        for piece in block.pieces {
            var i = piece.start
            while i + 2 < piece.end {
                if Characters.isHan(page.text[i]), Characters.isHan(page.text[i + 1]),
                    Characters.isHan(page.text[i + 2])
                {
                    set.insert(
                        GramIndex.extended(
                            GramIndex.extended(GramIndex.extended(0, page.text[i]), page.text[i + 1]), page.text[i + 2])
                    )
                }
                i += 1
            }
        }
        return set
    }
}
