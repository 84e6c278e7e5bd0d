import Diagnostics

/// Options in a form in which comments, key order, quoting, spelling of numbers and written-out
/// defaults make no difference.
enum CanonicalOptions {
    /// One part for each leaf that can change the output, defaults filled in.
    ///
    /// - Parameters:
    ///   - prefix: of the keys, `option`.
    ///   - owner: of the names people read, `enrich`: `enrich.rules.investment.confidence`.
    static func parts(
        _ node: ConfigNode, _ options: [OptionDeclaration], prefix: String, owner: String
    ) -> [FingerprintPart] {
        var out: [FingerprintPart] = []
        for option in options where option.affectsOutput {
            let value = node[option.name]
            let path = "\(prefix).\(option.name)"
            let name = "\(owner).\(option.name)"
            guard let value, !value.isNull else {
                if let standard = option.standard {
                    let content = ConfigNode(.scalar(standard, plain: true), origin: .standard)
                    out.append(
                        FingerprintPart(key: path, value: text(content, option.type, isStandard: true), name: name))
                }
                continue
            }
            leaves(value, option.type, path, name, into: &out)
        }
        return out
    }

    private static func leaves(
        _ node: ConfigNode, _ type: OptionType, _ path: String, _ name: String, into out: inout [FingerprintPart]
    ) {
        switch (node.content, type) {
        case (.map, .object(let options)):
            out += parts(node, options, prefix: path, owner: name)
        case (.map(let entries), .map(let element)):
            for entry in entries {
                leaves(entry.value, element, "\(path).\(entry.key)", "\(name).\(entry.key)", into: &out)
            }
        case (.map, .either(let types)):
            let object =
                types.first { if case .object = $0 { true } else { false } }
                ?? types.first { if case .map = $0 { true } else { false } }
            leaves(node, object ?? .map(.any), path, name, into: &out)
        case (.map(let entries), _):
            for entry in entries {
                leaves(entry.value, .any, "\(path).\(entry.key)", "\(name).\(entry.key)", into: &out)
            }
        case (.list(let nodes), .list(let element, _, _)) where nodes.contains { $0.string == nil }:
            // Lists of objects: by their `id` where they have one, so that adding one does not rename the others.
            for (i, item) in nodes.enumerated() {
                let id = item["id"]?.string ?? "\(i)"
                leaves(item, element, "\(path).\(id)", "\(name).\(id)", into: &out)
            }
            let order = nodes.enumerated().map { $1["id"]?.string ?? "\($0)" }.joined(separator: ", ")
            out.append(FingerprintPart(key: path + ".order", value: order, name: name))
        default:
            out.append(FingerprintPart(key: path, value: text(node, type), name: name, at: node.location))
        }
    }

    private static func text(_ node: ConfigNode, _ type: OptionType, isStandard: Bool = false) -> String {
        switch type {
        case .list(let element, _, _):
            // A default is written as one comma-separated text.
            let items =
                isStandard
                ? (node.string ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
                : node.elements.map { text($0, element) }
            return "[" + items.joined(separator: ", ") + "]"
        case .either(let types):
            let scalar = node.string ?? ""
            for candidate in types {
                switch candidate {
                case .duration: if let ms = ConfigScalar.milliseconds(scalar) { return ConfigScalar.duration(ms) }
                case .integer: if let n = Int(scalar) { return "\(n)" }
                case .byteSize: if let n = ConfigScalar.bytes(scalar) { return ConfigScalar.size(n) }
                case .list: if node.string == nil { return text(node, candidate) }
                default: continue
                }
            }
            return node.string ?? plain(node)
        case .duration: return node.milliseconds.map(ConfigScalar.duration) ?? plain(node)
        case .byteSize: return node.bytes.map(ConfigScalar.size) ?? plain(node)
        case .integer: return node.int.map(String.init) ?? plain(node)
        case .decimal: return node.string.flatMap(ConfigScalar.decimal) ?? plain(node)
        case .boolean: return node.bool.map(String.init) ?? plain(node)
        default: return plain(node)
        }
    }

    /// Any node as text; keys ordered.
    private static func plain(_ node: ConfigNode) -> String {
        switch node.content {
        case .scalar(let text, _): text
        case .list(let nodes): "[" + nodes.map(plain).joined(separator: ", ") + "]"
        case .map(let entries):
            "{" + entries.sorted { $0.key < $1.key }.map { "\($0.key): \(plain($0.value))" }.joined(separator: ", ")
                + "}"
        case .invalid: ""
        }
    }
}
