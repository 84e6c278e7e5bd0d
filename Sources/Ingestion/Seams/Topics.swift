import Facts

/// What groups of blocks are about: the distinctive three-character strings they share.
struct Topics {
    /// Distinct strings of each group, sorted.
    private var sets: [[UInt64]] = []
    private var groupsHolding: GramCounts

    /// - Parameter groups: pieces of text, one list a group.
    init(page: Page, groups: [[TextSpan]]) throws {
        groupsHolding = GramCounts(expected: groups.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } })
        sets.reserveCapacity(groups.count)
        for group in groups {
            try page.deadline.check()
            var grams: [UInt64] = []
            grams.reserveCapacity(group.reduce(0) { $0 + $1.count })
            for span in group { Self.collect(page.text, span, into: &grams) }
            grams.sort()
            var set: [UInt64] = []
            set.reserveCapacity(grams.count)
            for gram in grams where set.last != gram {
                set.append(gram)
                groupsHolding.add(gram)
            }
            sets.append(set)
        }
    }

    private static func collect(_ text: UnsafeBufferPointer<UInt32>, _ span: TextSpan, into grams: inout [UInt64]) {
        var i = span.start
        // scalars of Han right before and at `i`
        var run = 0
        while i < span.end {
            run = Characters.isHan(text[i]) ? run + 1 : 0
            if run >= 3 {
                grams.append(GramIndex.extended(GramIndex.extended(GramIndex.extended(0, text[i - 2]), text[i - 1]), text[i]))
            }
            i += 1
        }
    }

    func distinct(_ group: Int) -> Int { sets[group].count }
    func grams(_ group: Int) -> [UInt64] { sets[group] }
    /// Groups that hold a string.
    func holding(_ gram: UInt64) -> Int { groupsHolding[gram] }

    /// Weight of a string: high where few groups hold it, 0 where half of them do.
    func weight(_ gram: UInt64) -> Double {
        let holding = groupsHolding[gram]
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
                if groupsHolding[x[i]] <= 3 { rare += 1 }
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
