/// How `graph` draws the stages.
public enum GraphFormat: String, Sendable, CaseIterable {
    case text, dot, mermaid, json
}

extension PipelineFile {
    /// The stages and their needs as text, the same for the same file. Ends with a newline.
    ///
    /// - Parameter only: stages to draw; `nil`: all.
    public func drawing(_ format: GraphFormat, only: Set<String>? = nil) -> String {
        let graph = StageGraph(self)
        let drawn = graph.order.map { stages[$0] }.filter { only?.contains($0.name) ?? true }
        let names = Set(drawn.map(\.name))
        let edges = drawn.flatMap { stage in stage.needs.filter(names.contains).map { ($0, stage.name) } }
        switch format {
        case .text: return Self.tree(drawn, names)
        case .dot:
            return "digraph \(Self.quoted(name)) {\n  rankdir=LR;\n  node [shape=box];\n"
                + drawn.map { "  \(Self.quoted($0.name)) [label=\(Self.quoted(Self.label($0, "\\n")))];\n" }.joined()
                + edges.map { "  \(Self.quoted($0.0)) -> \(Self.quoted($0.1));\n" }.joined() + "}\n"
        case .mermaid:
            // Mermaid takes no free text as an identifier.
            let number = Dictionary(drawn.enumerated().map { ($1.name, "s\($0)") }, uniquingKeysWith: { a, _ in a })
            return "flowchart LR\n"
                + drawn.map { "  \(number[$0.name] ?? "")[\"\(Self.label($0, "<br>"))\"]\n" }.joined()
                + edges.map { "  \(number[$0.0] ?? "") --> \(number[$0.1] ?? "")\n" }.joined()
        case .json:
            let value = SchemaValue.object([
                ("pipeline", .string(name)),
                (
                    "stages",
                    .array(
                        drawn.map { stage in
                            .object([
                                ("name", .string(stage.name)), ("kind", .string(stage.kind)),
                                ("needs", .array(stage.needs.filter(names.contains).map(SchemaValue.string))),
                                ("sources", .array(stage.options["sources"]?.strings.map(SchemaValue.string) ?? [])),
                            ])
                        })
                ),
            ])
            return value.text(indent: 0) + "\n"
        }
    }

    private static func label(_ stage: StageSpec, _ separator: String) -> String {
        stage.kind == stage.name ? stage.name : stage.name + separator + "(\(stage.kind))"
    }

    private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }

    /// One line a stage, what needs it indented below; a stage with several needs stands below the last
    /// of them and names the others.
    private static func tree(_ drawn: [StageSpec], _ names: Set<String>) -> String {
        var out = ""
        func line(_ stage: StageSpec, _ depth: Int, _ parent: String?) {
            let others = stage.needs.filter { names.contains($0) && $0 != parent }
            let kind = stage.kind == stage.name ? "" : " (\(stage.kind))"
            let also = others.isEmpty ? "" : ", also needs " + others.joined(separator: ", ")
            out += String(repeating: "  ", count: depth) + stage.name + kind + also + "\n"
            for child in drawn where child.needs.last(where: names.contains) == stage.name {
                line(child, depth + 1, stage.name)
            }
        }
        for stage in drawn where !stage.needs.contains(where: names.contains) { line(stage, 0, nil) }
        return out
    }
}
