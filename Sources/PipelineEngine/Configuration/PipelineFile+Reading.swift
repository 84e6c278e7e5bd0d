import Diagnostics
import Glibc

/// A value set from outside the files, on top of them.
public struct ConfigOverride: Sendable {
    public var path: [String]
    public var value: String
    public var origin: ConfigOrigin

    /// - Parameter path: keys from the root, `["limits", "jobs"]`.
    public init(path: [String], value: String, origin: ConfigOrigin) {
        self.path = path
        self.value = value
        self.origin = origin
    }

    /// A flag of the command line that stands for one key, or `--set limits.jobs=2`.
    public static func flag(_ name: String, _ path: String, _ value: String) -> ConfigOverride {
        ConfigOverride(path: path.split(separator: ".").map(String.init), value: value, origin: .flag(name))
    }

    /// What the environment sets: `ASSAY_JOBS`, `ASSAY_MEMORY`, and any key by its path with two
    /// underscores between keys, `ASSAY_STAGES__REPORT__TEMPLATE=brief`. Ordered by name.
    public static func environment(_ variables: [String: String]) -> [ConfigOverride] {
        let short = ["ASSAY_JOBS": ["limits", "jobs"], "ASSAY_MEMORY": ["limits", "memory"]]
        return variables.keys.sorted().compactMap { name in
            guard let value = variables[name], !value.isEmpty else { return nil }
            if let path = short[name] { return ConfigOverride(path: path, value: value, origin: .environment(name)) }
            guard name.hasPrefix("ASSAY_"), name.contains("__") else { return nil }
            let path = String(name.dropFirst(6)).replacing("__", with: "\u{0}").split(separator: "\u{0}")
            return ConfigOverride(path: path.map { $0.lowercased() }, value: value, origin: .environment(name))
        }
    }
}

extension PipelineFile {
    /// Reads, merges and checks.
    ///
    /// Later layers win: `path`, then each of `overlays`, then the environment, then flags. Keys with
    /// values are merged key by key; lists and texts are replaced whole.
    ///
    /// - Parameters:
    ///   - environment: only `ASSAY_…` variables are looked at, see ``ConfigOverride/environment(_:)``.
    ///   - shown: turns a path into what diagnostics call it; by default the path itself.
    /// - Throws: ``DiagnosticList`` of everything wrong in all files, ordered by place.
    public static func read(
        _ path: String, overlays: [String] = [], environment: [String: String] = [:], flags: [ConfigOverride] = [],
        schema: PipelineSchema, shown: (String) -> String = { $0 }
    ) throws(DiagnosticList) -> PipelineFile {
        var files: [(name: String, bytes: [UInt8])] = []
        var faults: [Diagnostic] = []
        for file in [path] + overlays {
            do {
                files.append((shown(file), try FileBytes.read(file)))
            } catch {
                let missing = error.number == ENOENT
                faults.append(
                    Diagnostic(
                        code: missing ? "pipeline.not-found" : "pipeline.unreadable",
                        missing ? "there is no file `\(shown(file))`" : error.description,
                        help: missing ? "look at the name, at --root, or run `assay init NAME`" : ""))
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        return try parse(files, path: path, environment: environment, flags: flags, schema: schema)
    }

    /// As ``read(_:overlays:environment:flags:schema:shown:)`` from bytes in memory; the first is the base.
    public static func parse(
        _ files: [(name: String, bytes: [UInt8])], path: String? = nil, environment: [String: String] = [:],
        flags: [ConfigOverride] = [], schema: PipelineSchema
    ) throws(DiagnosticList) -> PipelineFile {
        var faults: [Diagnostic] = []
        var texts: [String: [Substring]] = [:]
        var merged: ConfigNode?
        var unreadable = false
        for file in files {
            let (root, found, lines) = YAMLReader.read(file.bytes, file: file.name)
            texts[file.name] = lines
            faults += found
            guard let root else {
                if found.isEmpty, merged == nil {
                    faults.append(
                        Diagnostic(
                            code: "pipeline.empty", "the file is empty",
                            at: SourceLocation(file: file.name, line: 1, column: 1),
                            help: "run `assay init NAME` for a pipeline to begin with"))
                }
                unreadable = true
                continue
            }
            merged = merged.map { ConfigLayers.merge($0, root) } ?? root
        }
        guard var root = merged, !unreadable || files.count > 1 && merged != nil else { throw DiagnosticList(faults) }
        for override in ConfigOverride.environment(environment) + flags {
            if let fault = ConfigLayers.set(override, in: &root) { faults.append(fault) }
        }
        var check = PipelineChecker(schema: schema, texts: texts, found: faults)
        guard let file = check.file(root, path: path ?? files.first?.name ?? "") else {
            throw DiagnosticList(check.sortedFaults(files.map(\.name)))
        }
        return file
    }

    /// One line for each value: `limits.jobs = 2  (pipeline.yml:5:17)`, defaults included, ordered by key.
    public func origins() -> [(key: String, value: String, origin: ConfigOrigin)] {
        var out: [(key: String, value: String, origin: ConfigOrigin)] = []
        func walk(_ node: ConfigNode, _ key: String, _ options: [OptionDeclaration]?) {
            switch node.content {
            case .map(let entries):
                for entry in entries {
                    let inner = key.isEmpty ? entry.key : key + "." + entry.key
                    let type = options?.first { $0.name == entry.key }?.type
                    if key == "stages" {
                        let kind = schema.kind(entry.value["kind"]?.string ?? "")
                        walk(entry.value, inner, PipelineSchema.stageCommon + (kind?.options ?? []))
                    } else if key == "sources" {
                        walk(entry.value, inner, schema.source)
                    } else if case .object(let declared)? = type {
                        walk(entry.value, inner, declared)
                    } else {
                        walk(entry.value, inner, nil)
                    }
                }
                for option in options ?? [] where !entries.contains(where: { $0.key == option.name }) {
                    let inner = key.isEmpty ? option.name : key + "." + option.name
                    if let standard = option.standard { out.append((inner, standard, .standard)) }
                    if case .object(let declared) = option.type, !option.required {
                        walk(ConfigNode(.map([]), origin: .standard), inner, declared)
                    }
                }
            case .list(let nodes):
                if nodes.allSatisfy({ $0.string != nil }) {
                    out.append((key, "[" + nodes.compactMap(\.string).joined(separator: ", ") + "]", node.origin))
                } else {
                    for (i, element) in nodes.enumerated() { walk(element, "\(key)[\(i)]", nil) }
                }
            case .scalar(let text, _): out.append((key, text, node.origin))
            case .invalid: return
            }
        }
        walk(root, "", schema.root)
        return out.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

/// Laying one configuration over another.
enum ConfigLayers {
    static func merge(_ base: ConfigNode, _ top: ConfigNode) -> ConfigNode {
        guard case .map(var entries) = base.content, case .map(let over) = top.content else { return top }
        for entry in over {
            if let i = entries.firstIndex(where: { $0.key == entry.key }) {
                entries[i].value = merge(entries[i].value, entry.value)
                entries[i].keyOrigin = entry.keyOrigin
            } else {
                entries.append(entry)
            }
        }
        return ConfigNode(.map(entries), origin: base.origin, usedAt: base.usedAt)
    }

    /// - Returns: a fault when the path runs through a text or a list.
    static func set(_ override: ConfigOverride, in root: inout ConfigNode) -> Diagnostic? {
        let (node, faults, _) = YAMLReader.read(Array(override.value.utf8), file: override.origin.description)
        guard faults.isEmpty else {
            return Diagnostic(
                code: "config.value", "cannot read `\(override.value)`",
                at: SourceLocation(file: override.origin.description), help: "quote it as in the pipeline file")
        }
        let value = stamp(node ?? ConfigNode(.scalar("", plain: true), origin: override.origin), override.origin)
        return set(value, at: override.path[...], in: &root, override)
    }

    private static func set(
        _ value: ConfigNode, at path: ArraySlice<String>, in node: inout ConfigNode, _ override: ConfigOverride
    ) -> Diagnostic? {
        guard let key = path.first else {
            node = value
            return nil
        }
        guard case .map(var entries) = node.content else {
            if node.isNull {
                node = ConfigNode(.map([]), origin: override.origin)
                return set(value, at: path, in: &node, override)
            }
            return Diagnostic(
                code: "config.path", "`\(override.path.joined(separator: "."))` does not lead to a key",
                at: SourceLocation(file: override.origin.description), help: "see `assay config --origin` for the keys")
        }
        var fault: Diagnostic?
        if let i = entries.firstIndex(where: { $0.key == key || folded($0.key) == folded(key) }) {
            fault = set(value, at: path.dropFirst(), in: &entries[i].value, override)
            if path.count == 1 { entries[i].keyOrigin = override.origin }
        } else {
            var inner = ConfigNode(.map([]), origin: override.origin)
            fault = set(value, at: path.dropFirst(), in: &inner, override)
            entries.append(.init(key: key, keyOrigin: override.origin, value: inner))
        }
        node.content = .map(entries)
        return fault
    }

    /// Variables cannot hold `-` and come in capitals.
    private static func folded(_ key: String) -> String { key.lowercased().replacing("-", with: "_") }

    private static func stamp(_ node: ConfigNode, _ origin: ConfigOrigin) -> ConfigNode {
        var node = node
        node.origin = origin
        switch node.content {
        case .list(let nodes): node.content = .list(nodes.map { stamp($0, origin) })
        case .map(let entries):
            node.content = .map(entries.map { .init(key: $0.key, keyOrigin: origin, value: stamp($0.value, origin)) })
        default: break
        }
        return node
    }
}
