/// Stages and what each needs, by index. Orders are stable: they follow the file.
public struct StageGraph: Sendable {
    public let names: [String]
    /// Indices of the stages that each needs.
    public let needs: [[Int]]
    /// Indices of the stages that need each.
    public let consumers: [[Int]]
    /// Every stage after all that it needs; among those that could be next, the first of the file.
    public let order: [Int]
    private let index: [String: Int]

    /// - Precondition: `needs` names stages of `names` only; those of a cycle are left out of ``order``.
    public init(names: [String], needs: [[String]]) {
        self.names = names
        let index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        self.index = index
        self.needs = needs.map { list in
            var seen: Set<Int> = []
            return list.compactMap { index[$0] }.filter { seen.insert($0).inserted }
        }
        var consumers = [[Int]](repeating: [], count: names.count)
        for (i, list) in self.needs.enumerated() { for n in list { consumers[n].append(i) } }
        self.consumers = consumers
        var open = self.needs.map(\.count)
        var ready = Set(open.indices.filter { open[$0] == 0 })
        var order: [Int] = []
        while let next = ready.min() {
            ready.remove(next)
            order.append(next)
            for consumer in consumers[next] {
                open[consumer] -= 1
                if open[consumer] == 0 { ready.insert(consumer) }
            }
        }
        self.order = order
    }

    public init(_ file: PipelineFile) {
        self.init(names: file.stages.map(\.name), needs: file.stages.map(\.needs))
    }

    public func index(of name: String) -> Int? { index[name] }

    /// The stages themselves and those up to `depth` steps upstream (`nil`: all).
    public func ancestors(of start: Set<Int>, depth: Int? = nil) -> Set<Int> { reach(start, needs, depth) }

    /// The stages themselves and those up to `depth` steps downstream (`nil`: all).
    public func descendants(of start: Set<Int>, depth: Int? = nil) -> Set<Int> { reach(start, consumers, depth) }

    private func reach(_ start: Set<Int>, _ edges: [[Int]], _ depth: Int?) -> Set<Int> {
        var all = start
        var edge = start
        var left = depth ?? .max
        while !edge.isEmpty, left > 0 {
            var next: Set<Int> = []
            for i in edge { for j in edges[i] where !all.contains(j) { next.insert(j) } }
            all.formUnion(next)
            edge = next
            left -= 1
        }
        return all
    }

    /// One cycle for each knot of stages that need each other, beginning with its first stage of the file.
    static func cycles(_ needs: [[Int]]) -> [[Int]] {
        var done: Set<Int> = []
        var found: [[Int]] = []
        for start in needs.indices where !done.contains(start) {
            // Shortest way back to `start`, breadth first.
            var previous: [Int: Int] = [:]
            var queue = [start]
            var head = 0
            var closed: Int?
            while head < queue.count, closed == nil {
                let at = queue[head]
                head += 1
                for next in needs[at] {
                    if next == start {
                        closed = at
                        break
                    }
                    if previous[next] == nil {
                        previous[next] = at
                        queue.append(next)
                    }
                }
            }
            guard var at = closed else { continue }
            var cycle = [at]
            while at != start, let before = previous[at] {
                cycle.append(before)
                at = before
            }
            cycle.reverse()
            if cycle.allSatisfy({ !done.contains($0) }) { found.append(cycle) }
            done.formUnion(cycle)
        }
        return found
    }
}
