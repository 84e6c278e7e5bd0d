import Facts

/// Chooses pairs of heads and tails: each used once, no ring of chains, the most gain.
struct PairingSearch {
    /// The stretch of text that each block belongs to.
    let chains: [Int: Int]
    /// Steps of the exact search; past them the best pairing so far is taken.
    private var steps = 20_000

    init(chains: [Int: Int]) { self.chains = chains }

    typealias Pair = (head: Int, tail: Int, gain: Double)

    /// - Parameter pairs: by falling gain.
    /// - Returns: indices into `pairs`.
    func greedy(_ pairs: [Pair]) -> [Int] {
        var state = State(chains: chains)
        var chosen: [Int] = []
        for (i, pair) in pairs.enumerated() where state.admits(pair) {
            state.add(pair)
            chosen.append(i)
        }
        return chosen
    }

    /// Searches all pairings, head by head, and never returns one with less gain than `start`.
    mutating func improve(_ start: [Int], over pairs: [Pair], deadline: Deadline) throws -> [Int] {
        var byHead: [Int: [Int]] = [:]
        for (i, pair) in pairs.enumerated() { byHead[pair.head, default: []].append(i) }
        // heads whose best pair stands out come first: the bound then cuts early
        let heads = byHead.keys.sorted { a, b in
            let x = pairs[byHead[a]?.first ?? 0].gain
            let y = pairs[byHead[b]?.first ?? 0].gain
            return (y, a) < (x, b)
        }
        guard heads.count <= 60 else { return start }
        var bound = [Double](repeating: 0, count: heads.count + 1)
        for k in stride(from: heads.count - 1, through: 0, by: -1) {
            bound[k] = bound[k + 1] + pairs[byHead[heads[k]]?.first ?? 0].gain
        }
        var best = start
        var bestGain = start.reduce(0) { $0 + pairs[$1].gain }
        var chosen: [Int] = []
        var state = State(chains: chains)
        try deadline.check()
        func visit(_ k: Int, _ gain: Double, _ steps: inout Int) {
            if gain > bestGain + 1e-9 {
                best = chosen
                bestGain = gain
            }
            guard k < heads.count, steps > 0, gain + bound[k] > bestGain + 1e-9 else { return }
            steps -= 1
            for i in byHead[heads[k]] ?? [] where state.admits(pairs[i]) {
                state.add(pairs[i])
                chosen.append(i)
                visit(k + 1, gain + pairs[i].gain, &steps)
                chosen.removeLast()
                state.remove(pairs[i])
            }
            visit(k + 1, gain, &steps)
        }
        visit(0, 0, &steps)
        return best
    }

    private struct State {
        let chains: [Int: Int]
        var heads: Set<Int> = []
        var tails: Set<Int> = []
        /// The chain that follows each chain.
        var next: [Int: Int] = [:]

        init(chains: [Int: Int]) { self.chains = chains }

        func admits(_ pair: Pair) -> Bool {
            guard !heads.contains(pair.head), !tails.contains(pair.tail) else { return false }
            guard let from = chains[pair.head], let to = chains[pair.tail] else { return false }
            var at: Int? = to
            while let chain = at {
                if chain == from { return false }
                at = next[chain]
            }
            return true
        }

        mutating func add(_ pair: Pair) {
            heads.insert(pair.head)
            tails.insert(pair.tail)
            if let from = chains[pair.head], let to = chains[pair.tail] { next[from] = to }
        }

        mutating func remove(_ pair: Pair) {
            heads.remove(pair.head)
            tails.remove(pair.tail)
            if let from = chains[pair.head] { next[from] = nil }
        }
    }
}
