import Facts

/// Pairs gold and facts one to one: as many as can be, and of equally many the pairing whose slots agree most.
struct GoldMatching {
    private struct Edge {
        var weight: Int
        var fact: Int
    }

    private let edges: [[Edge]]
    private var owner: [Int: Int] = [:]
    private var mine: [Int: Int] = [:]
    /// Gold in the order it was first paired, so that the result does not depend on hashing.
    private var order: [Int] = []

    /// - Returns: index of a fact by index of its gold line.
    static func pairs(gold: [GoldFact], facts: [Fact]) -> [Int: Int] {
        var matching = GoldMatching(gold: gold, facts: facts)
        matching.pair()
        matching.improve()
        return matching.mine
    }

    private init(gold: [GoldFact], facts: [Fact]) {
        edges = gold.map { g in
            facts.indices.filter { GoldComparison.isSameQuantity(g, facts[$0]) }.map { j in
                let agreeing = GoldComparison.slots.filter { GoldComparison.isRight($0, g, facts[j]) }.count
                return Edge(weight: agreeing * 1000 + min(999, GoldComparison.overlap(g, facts[j])), fact: j)
            }.sorted { ($1.weight, $0.fact) < ($0.weight, $1.fact) }
        }
    }

    private mutating func pair() {
        let best = edges.indices.sorted { a, b in
            let x = edges[a].first?.weight ?? 0
            let y = edges[b].first?.weight ?? 0
            return x == y ? a < b : x > y
        }
        for i in best {
            var seen: Set<Int> = []
            _ = grow(i, &seen)
        }
    }

    private mutating func grow(_ i: Int, _ seen: inout Set<Int>) -> Bool {
        for edge in edges[i] where seen.insert(edge.fact).inserted {
            if let other = owner[edge.fact], !grow(other, &seen) { continue }
            owner[edge.fact] = i
            if mine.updateValue(edge.fact, forKey: i) == nil { order.append(i) }
            return true
        }
        return false
    }

    private func weight(_ i: Int, _ j: Int) -> Int? { edges[i].first { $0.fact == j }?.weight }

    /// Moves and swaps that gain agreement and lose no pair.
    private mutating func improve() {
        var changed = true
        while changed {
            changed = false
            for i in order {
                for edge in edges[i] {
                    guard let j = mine[i], edge.fact != j, let now = weight(i, j) else { continue }
                    guard let k = owner[edge.fact] else {
                        if edge.weight > now {
                            owner[j] = nil
                            owner[edge.fact] = i
                            mine[i] = edge.fact
                            changed = true
                            break
                        }
                        continue
                    }
                    if let back = weight(k, j), let theirs = weight(k, edge.fact), edge.weight + back > now + theirs {
                        owner[j] = k
                        owner[edge.fact] = i
                        mine[k] = j
                        mine[i] = edge.fact
                        changed = true
                    }
                }
            }
        }
    }
}
