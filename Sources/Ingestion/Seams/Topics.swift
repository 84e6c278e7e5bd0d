import Facts

/// What groups of blocks are about: the distinctive three-character strings they share.
struct Topics {
    /// Distinct strings of each group, sorted.
    private var sets: [[UInt64]] = []
    private var groupsHolding: [UInt64: Int] = [:]

    /// - Parameter groups: pieces of text, one list a group.
    init(page: Page, groups: [[TextSpan]]) throws {
        for group in groups {
            try page.deadline.check()
            var set: Set<UInt64> = []
            for span in group {
                var i = span.start
                while i + 2 < span.end {
                    let a = page.text[i]
                    let b = page.text[i + 1]
                    let c = page.text[i + 2]
                    if Characters.isHan(a), Characters.isHan(b), Characters.isHan(c) {
                        set.insert(GramIndex.extended(GramIndex.extended(GramIndex.extended(0, a), b), c))
                    }
                    i += 1
                }
            }
            for key in set { groupsHolding[key, default: 0] += 1 }
            sets.append(set.sorted())
        }
    }

    func distinct(_ group: Int) -> Int { sets[group].count }
    func grams(_ group: Int) -> [UInt64] { sets[group] }

    /// Weight of a string: high where few groups hold it, 0 where half of them do.
    func weight(_ gram: UInt64) -> Double {
        let holding = groupsHolding[gram] ?? 1
        guard holding > 1, sets.count > 1 else { return 1 }
        // inverse of the share of groups, without a logarithm: results never depend on the C library
        return max(0, 1 - Double(holding) / Double(sets.count) * 1.5) + 0.05
    }

    /// How much two groups speak of the same, 0 to 1.5: strings that stand in hardly any other group count most.
    func affinity(_ a: Int, _ b: Int) -> Double {
        let x = sets[a]
        let y = sets[b]
        guard !x.isEmpty, !y.isEmpty else { return 0 }
        var i = 0
        var j = 0
        var shared = 0.0
        var rare = 0
        while i < x.count, j < y.count {
            if x[i] == y[j] {
                shared += weight(x[i])
                if (groupsHolding[x[i]] ?? 0) <= 3 { rare += 1 }
                i += 1
                j += 1
            } else if x[i] < y[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return min(1.5, 0.4 * Double(rare) + 4 * shared / Double(min(x.count, y.count) + 10))
    }
}
