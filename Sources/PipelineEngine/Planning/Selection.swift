import Diagnostics

/// Which stages are meant: `--only --from --to --exclude --select`.
///
/// Every list takes expressions: a stage's name or a pattern (`en*`), with graph operators around
/// it (`a+` with everything after it, `+a` with everything before, `2+a+1` with so many steps, `@a`
/// with everything after it and everything that those need), or `kind:render`, `state:modified`.
/// Several in one list are put together; joined by a comma, `a+,+z`, only what is in both counts.
/// Stages given by `only` and `select` (all when neither is given), of these the ones in `from`
/// downstream and in `to` upstream, without `exclude`.
public struct Selection: Sendable, Hashable {
    public var only: [String]
    public var from: [String]
    public var to: [String]
    public var exclude: [String]
    public var select: [String]

    public init(
        only: [String] = [], from: [String] = [], to: [String] = [], exclude: [String] = [], select: [String] = []
    ) {
        self.only = only
        self.from = from
        self.to = to
        self.exclude = exclude
        self.select = select
    }

    public var isEverything: Bool { only.isEmpty && from.isEmpty && to.isEmpty && exclude.isEmpty && select.isEmpty }

    /// - Parameters:
    ///   - kinds: kind of each stage, in the order of the graph's names, for `kind:`.
    ///   - modified: for `state:modified`; asked only when it is used.
    /// - Returns: names in the order of the graph.
    /// - Throws: ``DiagnosticList`` of every name that is unknown; `selection.empty` when nothing is left.
    public func stages(
        in graph: StageGraph, kinds: [String] = [], modified: () throws -> Set<String> = { [] }
    ) throws -> [String] {
        var faults: [Diagnostic] = []
        func union(_ list: [String]) throws -> Set<Int> {
            try list.reduce(into: Set()) { try $0.formUnion(Self.set($1, graph, kinds, modified, &faults)) }
        }
        var chosen = Set(graph.names.indices)
        if !only.isEmpty || !select.isEmpty { chosen = try union(only).union(union(select)) }
        if !from.isEmpty { chosen.formIntersection(graph.descendants(of: try union(from))) }
        if !to.isEmpty { chosen.formIntersection(graph.ancestors(of: try union(to))) }
        chosen.subtract(try union(exclude))
        if !faults.isEmpty { throw DiagnosticList(faults) }
        if chosen.isEmpty, !isEverything {
            // `state:modified` with nothing modified is an answer, not a mistake.
            if (only + select).contains(where: { $0.contains("state:") }) { return [] }
            throw DiagnosticList([
                Diagnostic(
                    code: "selection.empty", "no stage is left by this selection",
                    help: "stages: " + graph.names.joined(separator: ", "))
            ])
        }
        return chosen.sorted().map { graph.names[$0] }
    }

    private static func set(
        _ text: String, _ graph: StageGraph, _ kinds: [String], _ modified: () throws -> Set<String>,
        _ faults: inout [Diagnostic]
    ) throws -> Set<Int> {
        var all: Set<Int> = []
        for alternative in text.split(separator: " ") {
            var both: Set<Int>?
            for term in alternative.split(separator: ",") {
                let one = try self.term(term, graph, kinds, modified, &faults)
                both = both.map { $0.intersection(one) } ?? one
            }
            all.formUnion(both ?? [])
        }
        return all
    }

    private static func term(
        _ text: Substring, _ graph: StageGraph, _ kinds: [String], _ modified: () throws -> Set<String>,
        _ faults: inout [Diagnostic]
    ) throws -> Set<Int> {
        let isAround = text.hasPrefix("@")
        var body = isAround ? text.dropFirst() : text
        var before: Int? = 0
        var after: Int? = 0
        let leading = body.prefix { ("0"..."9").contains($0) }
        if body.dropFirst(leading.count).hasPrefix("+"), !isAround {
            before = leading.isEmpty ? nil : Int(leading) ?? .max
            body = body.dropFirst(leading.count + 1)
        }
        let trailing = String(body.reversed().prefix { ("0"..."9").contains($0) }.reversed())
        if body.dropLast(trailing.count).hasSuffix("+"), !isAround {
            after = trailing.isEmpty ? nil : Int(trailing) ?? .max
            body = body.dropLast(trailing.count + 1)
        }
        let start: Set<Int>
        if body.hasPrefix("kind:") {
            let kind = body.dropFirst(5)
            start = Set(kinds.indices.filter { kinds[$0] == kind })
            if start.isEmpty { faults.append(unknown(String(kind), "kind of stage", Array(Set(kinds)).sorted())) }
        } else if body == "state:modified" {
            let names = try modified()
            start = Set(graph.names.indices.filter { names.contains(graph.names[$0]) })
        } else if GlobPattern.isPattern(String(body)) {
            let pattern = GlobPattern(String(body))
            start = Set(graph.names.indices.filter { pattern.matches(graph.names[$0]) })
            if start.isEmpty { faults.append(unknown(String(body), "stage like", graph.names)) }
        } else if let index = graph.index(of: String(body)) {
            start = [index]
        } else if kinds.contains(String(body)) {
            // `--only render` means the stages of that kind, whatever they are called
            start = Set(kinds.indices.filter { kinds[$0] == body })
        } else {
            faults.append(unknown(String(body), "stage", graph.names))
            start = []
        }
        if isAround { return graph.ancestors(of: graph.descendants(of: start)) }
        var out = start
        if before != 0 { out.formUnion(graph.ancestors(of: start, depth: before)) }
        if after != 0 { out.formUnion(graph.descendants(of: start, depth: after)) }
        return out
    }

    private static func unknown(_ name: String, _ what: String, _ known: [String]) -> Diagnostic {
        let near = Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
        return Diagnostic(
            code: "selection.unknown", "there is no \(what) `\(name)`",
            help: near ?? (known.isEmpty ? "" : "there are " + known.joined(separator: ", ")))
    }
}
