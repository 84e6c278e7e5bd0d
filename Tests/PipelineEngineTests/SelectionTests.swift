import Diagnostics
import PipelineEngine
import SeededRandom
import Testing

/// A graph as a list of edges, walked without any cleverness.
private struct Walk {
    let count: Int
    let edges: [(need: Int, consumer: Int)]

    func reach(_ start: Int, steps: Int, down: Bool) -> Set<Int> {
        // All paths, one step at a time, by plain recursion.
        if steps == 0 { return [start] }
        var out: Set<Int> = [start]
        for edge in edges {
            if down, edge.need == start { out.formUnion(reach(edge.consumer, steps: steps - 1, down: down)) }
            if !down, edge.consumer == start { out.formUnion(reach(edge.need, steps: steps - 1, down: down)) }
        }
        return out
    }
    func down(_ set: Set<Int>) -> Set<Int> {
        set.reduce(into: set) { $0.formUnion(reach($1, steps: count, down: true)) }
    }
    func up(_ set: Set<Int>) -> Set<Int> {
        set.reduce(into: set) { $0.formUnion(reach($1, steps: count, down: false)) }
    }
}

private func randomGraph(_ random: inout SeededRandom) -> (StageGraph, Walk) {
    let count = Int.random(in: 1...9, using: &random)
    // A hidden order makes it acyclic; the file's order is another one.
    let order = Array(0..<count).shuffled(using: &random)
    var needs = [[String]](repeating: [], count: count)
    var edges: [(Int, Int)] = []
    for i in 0..<count {
        for j in 0..<i where Int.random(in: 0..<3, using: &random) == 0 {
            needs[order[i]].append("s\(order[j])")
            edges.append((order[j], order[i]))
        }
    }
    return (
        StageGraph(names: (0..<count).map { "s\($0)" }, needs: needs),
        Walk(count: count, edges: edges.map { ($0.0, $0.1) })
    )
}

private func some(_ count: Int, _ random: inout SeededRandom) -> Set<Int> {
    Set((0..<count).filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
}

@Test func A07_selectionIsWhatABruteForceWalkFinds() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<1000 {
        let (graph, walk) = randomGraph(&random)
        let only = some(walk.count, &random)
        let from = some(walk.count, &random)
        let to = some(walk.count, &random)
        let exclude = some(walk.count, &random)
        var expected = only.isEmpty ? Set(0..<walk.count) : only
        if !from.isEmpty { expected = expected.intersection(walk.down(from)) }
        if !to.isEmpty { expected = expected.intersection(walk.up(to)) }
        expected.subtract(exclude)
        func names(_ set: Set<Int>) -> [String] { set.sorted().map { "s\($0)" } }
        let selection = Selection(only: names(only), from: names(from), to: names(to), exclude: names(exclude))
        let found = (try? selection.stages(in: graph)) ?? []
        #expect(found == names(expected))
    }
}

@Test func A08_graphOperatorsAreWhatABruteForceWalkFinds() throws {
    var random = SeededRandom(seed: 8)
    for _ in 0..<1000 {
        let (graph, walk) = randomGraph(&random)
        let at = Int.random(in: 0..<walk.count, using: &random)
        let n = Int.random(in: 1...3, using: &random)
        let m = Int.random(in: 1...3, using: &random)
        let expected: [(String, Set<Int>)] = [
            ("s\(at)+", walk.down([at])),
            ("+s\(at)", walk.up([at])),
            ("+s\(at)+", walk.down([at]).union(walk.up([at]))),
            ("\(n)+s\(at)+\(m)", walk.reach(at, steps: n, down: false).union(walk.reach(at, steps: m, down: true))),
            ("\(n)+s\(at)", walk.reach(at, steps: n, down: false)),
            ("@s\(at)", walk.up(walk.down([at]))),
            ("+s\(at),s\(at)+", [at]),
        ]
        for (text, set) in expected {
            let found = try Selection(select: [text]).stages(in: graph)
            #expect(found == set.sorted().map { "s\($0)" }, "\(text)")
        }
    }
}

@Test func A07_orderPutsEveryStageAfterWhatItNeeds() {
    var random = SeededRandom(seed: 9)
    for _ in 0..<1000 {
        let (graph, walk) = randomGraph(&random)
        #expect(graph.order.count == walk.count)
        for edge in walk.edges {
            let a = graph.order.firstIndex(of: edge.need) ?? -1
            let b = graph.order.firstIndex(of: edge.consumer) ?? -1
            #expect(a < b)
        }
    }
}

@Test func A07_unknownStagesAreNamedWithTheNearest() throws {
    let graph = StageGraph(try parse(goodPipeline))
    func message(_ selection: Selection) -> [String] {
        do {
            _ = try selection.stages(in: graph)
            return []
        } catch let list as DiagnosticList {
            return list.diagnostics.map { "\($0.code): \($0.message) = \($0.help)" }
        } catch {
            return ["\(error)"]
        }
    }
    #expect(
        message(Selection(only: ["normalise"], exclude: ["rport"])) == [
            "selection.unknown: there is no stage `normalise` = did you mean `normalize`?",
            "selection.unknown: there is no stage `rport` = did you mean `report`?",
        ])
    #expect(
        message(Selection(from: ["report"], to: ["ingest"])) == [
            "selection.empty: no stage is left by this selection = stages: ingest, normalize, enrich, check, report"
        ])
}

@Test func A08_patternsAndMethods() throws {
    let file = try parse(goodPipeline)
    let graph = StageGraph(file)
    let kinds = file.stages.map(\.kind)
    #expect(try Selection(select: ["enrich+"]).stages(in: graph) == ["enrich", "check", "report"])
    #expect(
        try Selection(exclude: ["kind:ingest"], select: ["*n*"]).stages(in: graph, kinds: kinds) == [
            "normalize", "enrich",
        ])
    #expect(try Selection(select: ["kind:render ingest"]).stages(in: graph, kinds: kinds) == ["ingest", "report"])
    // a kind stands for its stages where no stage has that name
    #expect(try Selection(only: ["render"]).stages(in: graph, kinds: kinds) == ["report"])
    #expect(try Selection(select: ["1+check+1"]).stages(in: graph) == ["enrich", "check", "report"])
    #expect(
        try Selection(select: ["state:modified+"]).stages(in: graph, modified: { ["enrich"] }) == [
            "enrich", "check", "report",
        ])
    #expect(try Selection(select: ["state:modified+"]).stages(in: graph, modified: { [] }) == [])
}

@Test func A22_theGraphIsDrawnInAStableOrder() throws {
    let file = try parse(goodPipeline)
    #expect(file.drawing(.text) == "ingest\n  normalize\n    enrich\n      check\n        report (render)\n")
    #expect(
        file.drawing(.mermaid) == """
            flowchart LR
              s0["ingest"]
              s1["normalize"]
              s2["enrich"]
              s3["check"]
              s4["report<br>(render)"]
              s0 --> s1
              s1 --> s2
              s2 --> s3
              s3 --> s4

            """)
    #expect(
        file.drawing(.dot).hasPrefix(
            "digraph \"industry-brief\" {\n  rankdir=LR;\n  node [shape=box];\n  \"ingest\" [label=\"ingest\"];\n"))
    #expect(file.drawing(.dot).contains("  \"check\" -> \"report\";\n"))
    struct Graph: Decodable {
        struct Stage: Decodable { var name: String, kind: String, needs: [String] }
        var pipeline: String, stages: [Stage]
    }
    let graph = try #require(JSON.decode(Graph.self, from: Array(file.drawing(.json).utf8)))
    #expect(graph.stages.map(\.name) == ["ingest", "normalize", "enrich", "check", "report"])
    #expect(graph.stages.last?.needs == ["check"])
}

@Test func A22_aStageWithSeveralNeedsStandsOnce() throws {
    let file = try parse(
        """
        version: 1
        name: t
        sources: { a: { path: x } }
        stages:
          one: { kind: ingest, sources: [a] }
          left: { kind: normalize, needs: [one] }
          right: { kind: normalize, needs: [one] }
          both: { kind: enrich, needs: [left, right] }

        """)
    #expect(
        file.drawing(.text)
            == "one (ingest)\n  left (normalize)\n  right (normalize)\n    both (enrich), also needs left\n")
}
