import Diagnostics
import Glibc

/// From merged configuration to a checked ``PipelineFile``, or everything that is wrong with it.
struct PipelineChecker {
    let schema: PipelineSchema
    private var options: OptionChecker

    init(schema: PipelineSchema, texts: [String: [Substring]], found: [Diagnostic]) {
        self.schema = schema
        options = OptionChecker(texts: texts)
        options.add(found)
    }

    /// By file in the order given, then by line and column; faults without a place first.
    func sortedFaults(_ files: [String]) -> [Diagnostic] {
        let rank = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        return options.faults.enumerated().sorted { a, b in
            let x = a.element.location
            let y = b.element.location
            let p = (x.map { rank[$0.file] ?? files.count } ?? -1, x?.line ?? 0, x?.column ?? 0, a.offset)
            let q = (y.map { rank[$0.file] ?? files.count } ?? -1, y?.line ?? 0, y?.column ?? 0, b.offset)
            return p < q
        }.map(\.element)
    }

    mutating func file(_ root: ConfigNode, path: String) -> PipelineFile? {
        guard case .map(let entries) = root.content else {
            options.fault(
                "pipeline.type", "a pipeline is keys with values, not \(root.kindName)", at: root,
                help: "begin with `version: 1`")
            return nil
        }
        let stageEntries = entries.first { $0.key == "stages" }?.value.entries ?? []
        options.sources = entries.first { $0.key == "sources" }?.value.entries.map(\.key) ?? []
        options.stages = stageEntries.map(\.key)
        options.check(root, has: schema.root, owner: "the pipeline")
        checkTimezone(root["timezone"])
        for name in ["sources", "stages"] {
            for entry in entries.first(where: { $0.key == name })?.value.entries ?? []
            where !OptionChecker.isName(entry.key) {
                options.fault(
                    "pipeline.name", "`\(entry.key)` cannot be a name", at: entry.keyOrigin,
                    help: "use letters, digits, `-`, `_` and `.`, and begin with a letter or a digit")
            }
        }
        if let stages = root["stages"], stageEntries.isEmpty, case .map = stages.content {
            options.fault(
                "pipeline.empty", "`stages` is empty", at: stages, help: "add a stage, `ingest: { kind: ingest }`")
        }
        var specs: [StageSpec] = []
        for entry in stageEntries {
            if let spec = stage(entry) { specs.append(spec) }
        }
        checkGraph(stageEntries, specs)
        guard options.faults.isEmpty else { return nil }
        return PipelineFile(
            path: path, name: root["name"]?.string ?? "", timezone: root["timezone"]?.string ?? "Asia/Shanghai",
            limits: limits(root["limits"]), sources: sources(root["sources"]), stages: specs,
            retention: retention(root["publish"]), root: root, schema: schema)
    }

    private mutating func checkTimezone(_ node: ConfigNode?) {
        guard let node, let text = node.string, text.contains("/"), !text.contains("..") else { return }
        // The tables are where the system keeps them; a system without them accepts any well-formed zone.
        guard access("/usr/share/zoneinfo/Asia", F_OK) == 0, access("/usr/share/zoneinfo/" + text, F_OK) != 0,
            text != "Asia/Shanghai"
        else { return }
        options.fault(
            "pipeline.timezone", "there is no time zone `\(text)`", at: node, help: "use a name such as `Asia/Shanghai`"
        )
    }

    // MARK: Stages

    private mutating func stage(_ entry: ConfigNode.Entry) -> StageSpec? {
        let node = entry.value
        let owner = "stage `\(entry.key)`"
        guard case .map = node.content else {
            if node.content != .invalid {
                let example = schema.kind(entry.key)?.name ?? schema.kinds.first?.name ?? "ingest"
                options.fault(
                    "pipeline.type", "\(owner) must be keys with values, not \(node.kindName)", at: node,
                    help: "write `\(entry.key): { kind: \(example) }`")
            }
            return nil
        }
        guard let kindNode = node["kind"], let kindName = kindNode.string else {
            options.check(
                node,
                has: PipelineSchema.stageCommon.filter { $0.name == "kind" || node[$0.name] != nil }
                    + allOptions(besides: node), owner: owner)
            return nil
        }
        guard let kind = schema.kind(kindName) else {
            let near = Suggestion.nearest(to: kindName, among: schema.kinds.map(\.name)).map { "did you mean `\($0)`?" }
            options.fault(
                "pipeline.unknown-kind", "there is no kind of stage `\(kindName)`", at: kindNode,
                help: near ?? "kinds: " + schema.kinds.map(\.name).joined(separator: ", "))
            if let needs = node["needs"] {
                options.check(needs, is: .list(.stage, least: 1, unique: true), name: "needs")
            }
            return nil
        }
        let declared = PipelineSchema.stageCommon + kind.options
        options.check(node, has: declared, owner: owner)
        if !kind.inputs.isEmpty, node["needs"] == nil {
            options.fault(
                "pipeline.missing-key", "\(owner) lacks `needs`", at: node,
                help: "`\(kindName)` takes \(kind.inputs.joined(separator: " or ")); name the stages that give it")
        }
        if kind.inputs.isEmpty, let needs = node["needs"], !needs.elements.isEmpty {
            options.fault(
                "pipeline.needs", "`\(kindName)` takes nothing from other stages", at: needs, help: "remove `needs`")
        }
        return StageSpec(
            name: entry.key, kind: kindName, needs: node["needs"]?.strings ?? [], options: node,
            location: place(entry.keyOrigin),
            limits: StageLimits(
                jobs: node["limits"]?["jobs"]?.int, documentMilliseconds: node["limits"]?["document"]?.milliseconds,
                stageMilliseconds: node["limits"]?["stage"]?.milliseconds),
            retries: retries(node["retries"]),
            parts: CanonicalOptions.parts(node, kind.options, prefix: "option", owner: entry.key), declaration: kind)
    }

    /// Without a kind nobody knows which keys are right: accept those that any kind has.
    private func allOptions(besides node: ConfigNode) -> [OptionDeclaration] {
        var seen: Set<String> = []
        return schema.kinds.flatMap(\.options).filter { seen.insert($0.name).inserted }.map {
            OptionDeclaration($0.name, .any, doc: $0.doc)
        }
    }

    private func place(_ origin: ConfigOrigin) -> SourceLocation? {
        if case .file(let place) = origin { place } else { nil }
    }

    private mutating func checkGraph(_ entries: [ConfigNode.Entry], _ specs: [StageSpec]) {
        let names = entries.map(\.key)
        var needs: [[Int]] = []
        for entry in entries {
            let takesNothing = schema.kind(entry.value["kind"]?.string ?? "").map(\.inputs.isEmpty) ?? false
            needs.append(
                takesNothing ? [] : (entry.value["needs"]?.strings ?? []).compactMap { names.firstIndex(of: $0) })
        }
        var circular: Set<[String]> = []
        for cycle in StageGraph.cycles(needs) {
            guard let first = cycle.first else { continue }
            for (i, stage) in cycle.enumerated() {
                circular.insert([names[stage], names[cycle[(i + 1) % cycle.count]]])
            }
            let round = (cycle + [first]).map { "`\(names[$0])`" }.joined(separator: " -> ")
            let next = cycle.count > 1 ? names[cycle[1]] : names[first]
            let node = entries[first].value["needs"]?.elements.first { $0.string == next }
            options.fault(
                "pipeline.cycle",
                cycle.count == 1
                    ? "stage \(round.split(separator: " ").first ?? "") needs itself"
                    : "stages need each other in a circle: \(round)",
                at: node?.origin ?? entries[first].keyOrigin, usedAt: node?.usedAt, help: "remove one of these `needs`")
        }
        for spec in specs where !spec.declaration.inputs.isEmpty {
            for node in spec.options["needs"]?.elements ?? [] {
                guard let needed = specs.first(where: { $0.name == node.string }),
                    !circular.contains([spec.name, needed.name])
                else { continue }
                let given = outputs(of: needed, specs, depth: 0)
                if given.isEmpty, !needed.declaration.passesThrough {
                    options.fault(
                        "pipeline.kinds", "`\(needed.name)` gives nothing that a stage could take", at: node,
                        help: "`\(needed.kind)` ends a pipeline")
                } else if !spec.declaration.inputs.contains("*"), !given.isEmpty,
                    given.isDisjoint(with: spec.declaration.inputs)
                {
                    options.fault(
                        "pipeline.kinds",
                        "`\(spec.kind)` takes \(spec.declaration.inputs.joined(separator: " or ")), but `\(needed.name)` gives \(given.sorted().joined(separator: " and "))",
                        at: node)
                }
            }
        }
    }

    private func outputs(of spec: StageSpec, _ specs: [StageSpec], depth: Int) -> Set<String> {
        var out: Set<String> = []
        if let own = spec.declaration.output { out.insert(own) }
        if spec.declaration.passesThrough, depth < specs.count {
            for name in spec.needs {
                if let needed = specs.first(where: { $0.name == name }) {
                    out.formUnion(outputs(of: needed, specs, depth: depth + 1))
                }
            }
        }
        return out
    }

    // MARK: Values

    private func retries(_ node: ConfigNode?) -> Retries {
        guard let node else { return Retries() }
        if let times = node.int { return Retries(times: times) }
        return Retries(times: node["times"]?.int ?? 0, backoffMilliseconds: node["backoff"]?.milliseconds ?? 1000)
    }

    private func limits(_ node: ConfigNode?) -> PipelineLimits {
        PipelineLimits(
            jobs: node?["jobs"]?.int, memory: node?["memory"]?.bytes ?? 1 << 30,
            documentMilliseconds: node?["document"]?.milliseconds ?? 60_000,
            stageMilliseconds: node?["stage"]?.milliseconds)
    }

    private func retention(_ node: ConfigNode?) -> Retention {
        Retention(
            keepLast: node?["keep_last"]?.int ?? 5, keepMilliseconds: node?["keep"]?.milliseconds ?? 30 * 86_400_000)
    }

    private func sources(_ node: ConfigNode?) -> [SourceSpec] {
        (node?.entries ?? []).map { entry in
            SourceSpec(
                name: entry.key, paths: entry.value["path"]?.strings ?? [],
                optional: entry.value["optional"]?.bool ?? false,
                options: entry.value, location: place(entry.keyOrigin),
                fingerprint: CanonicalOptions.parts(
                    entry.value, schema.source, prefix: "source-option.\(entry.key)", owner: "sources.\(entry.key)"))
        }
    }
}
