import Facts

/// A run of blocks in file order that belongs to one article: a section, or a stretch between seams.
struct Unit {
    var blocks: Range<Int>
    /// Article whose headline it holds, or `nil`.
    var anchor: Int?
    /// Article it is in.
    var article: Int
    /// Units joined to this one by a seam have the same cluster.
    var cluster: Int
}

/// Cuts a page into units, gives each to an article and brings them into reading order.
///
/// File order is the rule. A unit leaves it where a seam ties it to text elsewhere, or where it
/// shares clearly more of its distinctive words with another article than with the one around it.
struct Units {
    let page: Page
    let blocks: ContiguousArray<Block>
    let starts: [ArticleStart]
    let seams: [Seam]

    private var units: [Unit] = []
    private var unitOf: [Int] = []

    /// Above this much text, sections stay in file order.
    static let longestPage = 400_000

    init(page: Page, blocks: ContiguousArray<Block>, starts: [ArticleStart], seams: [Seam]) throws {
        self.page = page
        self.blocks = blocks
        self.starts = starts
        self.seams = seams
        cut()
        tie()
        if starts.count > 1, blocks.reduce(0, { $0 + $1.count }) <= Self.longestPage { try attach() }
    }

    // MARK: - Cutting

    private mutating func cut() {
        var cuts: Set<Int> = [0]
        var titles: Set<Int> = []
        for start in starts {
            cuts.insert(start.first)
            for i in start.first..<min(start.body, blocks.count) { titles.insert(i) }
        }
        for seam in seams where !seam.isBeside {
            cuts.insert(seam.tail)
            cuts.insert(seam.head + 1)
        }
        if starts.count > 1 {
            let joined = Set(seams.flatMap { [$0.head, $0.tail] })
            for i in 0..<blocks.count {
                switch blocks[i].kind {
                case .titleLike where !titles.contains(i) && !joined.contains(i): cuts.insert(i)
                case .numberedHeading where !titles.contains(i): cuts.insert(i)
                default: break
                }
            }
        }
        let sorted = cuts.filter { $0 < blocks.count }.sorted()
        var anchors: [Int: Int] = [:]
        for (k, start) in starts.enumerated() { anchors[start.first] = k }
        var article = 0
        for (k, from) in sorted.enumerated() {
            let to = k + 1 < sorted.count ? sorted[k + 1] : blocks.count
            let anchor = anchors[from]
            if let anchor { article = anchor }
            units.append(Unit(blocks: from..<to, anchor: anchor, article: article, cluster: k))
        }
        unitOf = Array(repeating: 0, count: blocks.count)
        for (k, unit) in units.enumerated() { for i in unit.blocks { unitOf[i] = k } }
    }

    /// Units on both sides of a seam are one cluster, in one article.
    private mutating func tie() {
        func root(_ k: Int) -> Int {
            var k = k
            while units[k].cluster != k { k = units[k].cluster }
            return k
        }
        for seam in seams where !seam.isBeside {
            let a = root(unitOf[seam.head])
            let b = root(unitOf[seam.tail])
            if a != b { units[max(a, b)].cluster = min(a, b) }
        }
        for k in units.indices { units[k].cluster = root(k) }
        // the cluster goes where its headline is, else where its first head is
        for (cluster, members) in Dictionary(grouping: units.indices, by: { units[$0].cluster }) where members.count > 1
        {
            let heads = seams.filter { !$0.isBeside && units[unitOf[$0.head]].cluster == cluster }.map {
                unitOf[$0.head]
            }
            let anchored = members.filter { units[$0].anchor != nil }.min()
            guard let home = anchored ?? heads.min() else { continue }
            for member in members where units[member].anchor == nil { units[member].article = units[home].article }
        }
    }

    // MARK: - Attaching

    private mutating func attach() throws {
        var clusters: [Int: [Int]] = [:]
        for k in units.indices { clusters[units[k].cluster, default: []].append(k) }
        let keys = clusters.keys.sorted()
        guard keys.count <= 2_000 else { return }
        let topics = try Topics(
            page: page,
            groups: keys.map { key in
                (clusters[key] ?? []).flatMap { k in
                    units[k].blocks.flatMap {
                        blocks[$0].kind == .furniture || blocks[$0].kind == .byline ? [] : blocks[$0].pieces
                    }
                }
            })
        var article = keys.map { units[$0].article }
        // a cluster with a headline is where it is
        let free = keys.map { key in (clusters[key] ?? []).allSatisfy { units[$0].anchor == nil } }
        for (k, key) in keys.enumerated() where !free[k] {
            if let anchored = (clusters[key] ?? []).first(where: { units[$0].anchor != nil }) {
                article[k] = units[anchored].article
            }
        }
        var holders: [UInt64: [Int]] = [:]
        // a string that one cluster holds ties it to no other, and most are such
        for k in keys.indices { for gram in topics.grams(k) where topics.holding(gram) > 1 { holders[gram, default: []].append(k) } }
        for _ in 0..<3 {
            try page.deadline.check()
            var changed = false
            for k in keys.indices where free[k] && topics.distinct(k) >= 12 {
                let best = nearestArticle(k, topics, holders, article)
                if let best, best != article[k] {
                    article[k] = best
                    changed = true
                }
            }
            if !changed { break }
        }
        for (k, key) in keys.enumerated() {
            for u in clusters[key] ?? [] where units[u].anchor == nil { units[u].article = article[k] }
        }
    }

    /// The article that shares clearly more distinctive strings with cluster `k` than its own does.
    private func nearestArticle(_ k: Int, _ topics: Topics, _ holders: [UInt64: [Int]], _ article: [Int]) -> Int? {
        var shared: [Int: Double] = [:]
        var kinds: [Int: Int] = [:]
        for gram in topics.grams(k) where topics.holding(gram) > 1 {
            let articles = (holders[gram] ?? []).prefix(64).lazy.filter { $0 != k }.map { article[$0] }
            // what several articles say tells nothing
            guard let only = articles.first, articles.allSatisfy({ $0 == only }) else { continue }
            shared[only, default: 0] += 1
            kinds[only, default: 0] += 1
        }
        var size: [Int: Int] = [:]
        for other in article.indices where other != k { size[article[other], default: 0] += topics.distinct(other) }
        func score(_ a: Int) -> Double { (shared[a] ?? 0) / (Double(size[a] ?? 0) + 200).squareRoot() }
        let own = score(article[k])
        guard let best = shared.keys.sorted().max(by: { (score($0), $1) < (score($1), $0) }), best != article[k] else {
            return nil
        }
        // a brief under a dispatch line has no sections to collect
        if starts.indices.contains(best), (size[best] ?? 0) < 60 { return nil }
        guard (kinds[best] ?? 0) >= 6, score(best) > 1.8 * own else { return nil }
        return best
    }

    // MARK: - Order

    /// Blocks of each article in reading order, paragraphs cut by a seam as one group.
    func ordered() -> [[[Int]]] {
        var nextOf: [Int: Int] = [:]
        var isTail: Set<Int> = []
        for seam in seams {
            nextOf[seam.head] = seam.tail
            isTail.insert(seam.tail)
        }
        var result = Array(repeating: [[Int]](), count: max(1, starts.count))
        for (article, members) in Dictionary(grouping: units.indices, by: { units[$0].article }).sorted(by: {
            $0.key < $1.key
        }) {
            guard result.indices.contains(article) else { continue }
            result[article] = groups(of: sequence(members.sorted(), nextOf, isTail), nextOf, isTail)
        }
        return result
    }

    /// Units in reading order: along the seams, otherwise along the file.
    private func sequence(_ members: [Int], _ nextOf: [Int: Int], _ isTail: Set<Int>) -> [Int] {
        var order: [Int] = []
        var done: Set<Int> = []
        let waiting = members.filter { unit in
            guard let first = units[unit].blocks.first, isTail.contains(first) else { return false }
            // a tail whose head is beside it is in its own unit's flow
            return seams.contains { $0.tail == first && !$0.isBeside }
        }
        let held = Set(waiting)
        func follow(_ start: Int) {
            var at: Int? = start
            while let unit = at, !done.contains(unit) {
                done.insert(unit)
                order.append(unit)
                at = units[unit].blocks.last.flatMap { nextOf[$0] }.map { unitOf[$0] }
            }
        }
        for unit in members where !held.contains(unit) && !done.contains(unit) { follow(unit) }
        for unit in members where !done.contains(unit) { follow(unit) }
        return order
    }

    private func groups(of order: [Int], _ nextOf: [Int: Int], _ isTail: Set<Int>) -> [[Int]] {
        var groups: [[Int]] = []
        var used: Set<Int> = []
        for unit in order {
            for block in units[unit].blocks where !used.contains(block) && !(isTail.contains(block)) {
                var group = [block]
                used.insert(block)
                var at = block
                while let next = nextOf[at], used.insert(next).inserted {
                    group.append(next)
                    at = next
                }
                groups.append(group)
            }
        }
        return groups
    }
}
