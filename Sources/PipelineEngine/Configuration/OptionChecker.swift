import Diagnostics

/// Compares configuration with its declarations and collects everything that is wrong.
struct OptionChecker {
    /// Names that ``OptionType/source`` and ``OptionType/stage`` may refer to.
    var sources: [String] = []
    var stages: [String] = []
    /// Lines of each file, for excerpts.
    let texts: [String: [Substring]]
    private(set) var faults: [Diagnostic] = []
    private var said: Set<Diagnostic> = []

    init(texts: [String: [Substring]]) { self.texts = texts }

    // MARK: Saying

    mutating func fault(
        _ code: String, _ message: String, at origin: ConfigOrigin?, usedAt: SourceLocation? = nil, label: String = "",
        help: String = ""
    ) {
        var place: SourceLocation?
        switch origin {
        case .file(let location): place = location
        case .environment(let name): place = SourceLocation(file: name)
        case .flag(let name): place = SourceLocation(file: name)
        case .standard, nil: break
        }
        let line = place.flatMap { place in
            texts[place.file].flatMap { $0.indices.contains(place.line - 1) ? String($0[place.line - 1]) : nil }
        }
        var help = help
        if let usedAt { help += (help.isEmpty ? "" : "; ") + "brought in at \(usedAt.description)" }
        let diagnostic = Diagnostic(code: code, message, at: place, excerpt: line, label: label, help: help)
        // One value reached through several aliases is one mistake.
        var key = diagnostic
        key.help = ""
        if said.insert(key).inserted { faults.append(diagnostic) }
    }

    mutating func fault(_ code: String, _ message: String, at node: ConfigNode, label: String = "", help: String = "") {
        fault(code, message, at: node.origin, usedAt: node.usedAt, label: label, help: help)
    }

    mutating func add(_ diagnostics: [Diagnostic]) {
        for d in diagnostics where said.insert(d).inserted { faults.append(d) }
    }

    // MARK: Checking

    /// - Parameters:
    ///   - owner: named in messages: `stage report`, `limits`.
    ///   - node: must be keys with values.
    mutating func check(_ node: ConfigNode, has options: [OptionDeclaration], owner: String) {
        guard case .map(let entries) = node.content else {
            if node.content != .invalid {
                fault("pipeline.type", "\(owner) must be keys with values, not \(node.kindName)", at: node)
            }
            return
        }
        let known = options.map(\.name)
        for entry in entries {
            if let option = options.first(where: { $0.name == entry.key }) {
                check(entry.value, is: option.type, name: entry.key, required: option.required)
            } else {
                let usedAt = entry.value.usedAt
                let near = Suggestion.nearest(to: entry.key, among: known)
                // A suggestion that is already there would only make a duplicate key of it.
                let help = near.map { "did you mean `\($0)`?" } ?? "known keys: " + known.joined(separator: ", ")
                fault(
                    "pipeline.unknown-key", "\(owner) has no key `\(entry.key)`", at: entry.keyOrigin, usedAt: usedAt,
                    help: help)
            }
        }
        for option in options where option.required && !entries.contains(where: { $0.key == option.name }) {
            let misspelt = entries.contains { entry in
                !known.contains(entry.key) && Suggestion.nearest(to: entry.key, among: known) == option.name
            }
            if misspelt { continue }
            fault(
                "pipeline.missing-key", "\(owner) lacks `\(option.name)`", at: node,
                help: "`\(option.name)`: \(option.doc)")
        }
    }

    mutating func check(_ node: ConfigNode, is type: OptionType, name: String, required: Bool = false) {
        if node.content == .invalid { return }
        if node.isNull, type != .any {
            if case .either(let types) = type, types.contains(.word("none")) { return }
            // An empty optional key stands for its default, as in a file where everything under it is commented out.
            if required {
                fault("pipeline.empty", "`\(name)` is empty", at: node, help: "give it " + describe(type))
            }
            return
        }
        switch type {
        case .any: return
        case .object(let options): check(node, has: options, owner: "`\(name)`")
        case .map(let element):
            guard case .map(let entries) = node.content else { return wrong(node, type, name) }
            for entry in entries { check(entry.value, is: element, name: "\(name).\(entry.key)") }
        case .list(let element, let least, let unique): checkList(node, element, least, unique, type, name)
        case .either(let types): checkEither(node, types, type, name)
        default:
            guard let text = node.string else { return wrong(node, type, name) }
            checkScalar(node, text, type, name)
        }
    }

    private mutating func checkList(
        _ node: ConfigNode, _ element: OptionType, _ least: Int, _ unique: Bool, _ type: OptionType, _ name: String
    ) {
        let elements: [ConfigNode]
        switch node.content {
        case .list(let nodes): elements = nodes
        case .scalar: elements = [node]
        default:
            // A lone object where a list of objects is wanted is a list of one only if it says `-`.
            return wrong(node, type, name)
        }
        if elements.count < least {
            fault("pipeline.empty", "`\(name)` is empty", at: node, help: "give it " + describe(type))
        }
        var seen: [String: SourceLocation] = [:]
        for item in elements {
            check(item, is: element, name: name, required: true)
            guard unique, let text = item.string else { continue }
            if let first = seen[text] {
                fault(
                    "pipeline.repeated", "`\(text)` stands twice in `\(name)`", at: item,
                    label: "first at \(first.description)")
            } else if let place = item.location {
                seen[text] = place
            }
        }
    }

    private mutating func checkEither(_ node: ConfigNode, _ types: [OptionType], _ type: OptionType, _ name: String) {
        for candidate in types {
            var trial = self
            let before = trial.faults.count
            trial.check(node, is: candidate, name: name, required: true)
            if trial.faults.count == before { return }
        }
        // Where only one alternative has the right shape, its own complaints say more than a list of alternatives.
        let sameShape = types.filter { shape(of: $0) == shape(of: node) }
        if sameShape.count == 1, let only = sameShape.first {
            if case .object = only { return check(node, is: only, name: name) }
            if case .list = only { return check(node, is: only, name: name) }
        }
        // What begins like a day was meant as one.
        if let text = node.string, types.contains(.day), text.count > 4, text.prefix(4).allSatisfy(\.isNumber) {
            return check(node, is: .day, name: name)
        }
        wrong(node, type, name)
    }

    private enum Shape { case scalar, list, map }

    private func shape(of type: OptionType) -> Shape {
        switch type {
        case .list: .list
        case .map, .object: .map
        default: .scalar
        }
    }

    private func shape(of node: ConfigNode) -> Shape {
        switch node.content {
        case .list: .list
        case .map: .map
        default: .scalar
        }
    }

    private mutating func checkScalar(_ node: ConfigNode, _ text: String, _ type: OptionType, _ name: String) {
        switch type {
        case .integer(let range):
            guard isPlain(node), let value = Int(text) else { return wrong(node, type, name) }
            if !range.contains(value) {
                if name == "version" {
                    let form =
                        PipelineSchema.versions.lowerBound == PipelineSchema.versions.upperBound
                        ? "\(PipelineSchema.versions.lowerBound)" : "\(PipelineSchema.versions)"
                    fault(
                        "pipeline.version", "version `\(text)` of the file's form is not known", at: node,
                        help: "this program reads version \(form)")
                } else {
                    fault("pipeline.range", "`\(name)` is `\(text)`", at: node, help: "give it " + describe(type))
                }
            }
        case .decimal:
            if !isPlain(node) || ConfigScalar.decimal(text) == nil { wrong(node, type, name) }
        case .boolean:
            if !isPlain(node) || ConfigScalar.boolean(text) == nil {
                let help =
                    ["yes", "on", "y"].contains(text.lowercased())
                    ? "write `true`"
                    : ["no", "off", "n"].contains(text.lowercased()) ? "write `false`" : "write `true` or `false`"
                fault("pipeline.type", "`\(name)` is `\(text)`, not a boolean", at: node, help: help)
            }
        case .duration:
            guard let value = ConfigScalar.milliseconds(text), value > 0 else {
                return fault(
                    "pipeline.duration", "`\(name)` is `\(text)`, not a duration", at: node,
                    help: Int(text) != nil
                        ? "give a unit: `\(text)s`, `\(text)m` …" : "write it like `60s`, `10m`, `1h30m`, `14d`")
            }
        case .byteSize:
            if ConfigScalar.bytes(text) == nil {
                fault(
                    "pipeline.size", "`\(name)` is `\(text)`, not a size", at: node,
                    help: Int(text) != nil ? "give a unit: `\(text)M`, `\(text)G` …" : "write it like `512M` or `1G`")
            }
        case .day:
            if !Self.isDay(text) {
                fault("pipeline.day", "`\(name)` is `\(text)`, not a day", at: node, help: "write it like `2021-01-08`")
            }
        case .choice(let words):
            if !words.contains(text) {
                let near = Suggestion.nearest(to: text, among: words).map { "did you mean `\($0)`?" }
                fault(
                    "pipeline.choice", "`\(text)` is no value of `\(name)`", at: node,
                    help: near ?? "one of " + words.joined(separator: ", "))
            }
        case .word(let word): if text != word { wrong(node, type, name) }
        case .name: checkName(node, text, name)
        case .matching(let pattern, _):
            if (try? Regex(pattern).wholeMatch(in: text)) == nil { wrong(node, type, name) }
        case .source: checkReference(node, text, among: sources, what: "source", code: "pipeline.unknown-source")
        case .stage: checkReference(node, text, among: stages, what: "stage", code: "pipeline.unknown-stage")
        case .text, .any, .list, .map, .object, .either: return
        }
    }

    private mutating func checkReference(
        _ node: ConfigNode, _ text: String, among names: [String], what: String, code: String
    ) {
        if names.contains(text) { return }
        let near = Suggestion.nearest(to: text, among: names).map { "did you mean `\($0)`?" }
        let all = names.isEmpty ? "there is none" : "there are " + names.joined(separator: ", ")
        fault(code, "there is no \(what) `\(text)`", at: node, help: near ?? all)
    }

    mutating func checkName(_ node: ConfigNode, _ text: String, _ name: String) {
        if !Self.isName(text) {
            fault(
                "pipeline.name", "`\(text)` cannot be a name", at: node,
                help: "use letters, digits, `-`, `_` and `.`, and begin with a letter or a digit")
        }
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || ("0"..."9").contains(first) else {
            return false
        }
        return text.unicodeScalars.count <= 64
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_" || $0 == "."
            }
    }

    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    private func isPlain(_ node: ConfigNode) -> Bool {
        if case .scalar(_, let plain) = node.content { plain } else { false }
    }

    private mutating func wrong(_ node: ConfigNode, _ type: OptionType, _ name: String) {
        let found: String
        switch node.content {
        case .scalar(let text, let plain):
            found = plain ? "`\(text)`" : "the text `\(text)`"
        default: found = node.kindName
        }
        fault("pipeline.type", "`\(name)` must be \(describe(type)), not \(found)", at: node)
    }

    /// `one of xlsx, csv`, `a number from 1 to 1024`.
    func describe(_ type: OptionType) -> String {
        switch type {
        case .text: "text"
        case .name: "a name"
        case .integer(let range) where range.count == 1: "`\(range.lowerBound)`"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .decimal: "a number"
        case .boolean: "`true` or `false`"
        case .duration: "a duration such as `60s`"
        case .byteSize: "a size such as `512M`"
        case .day: "a day such as `2021-01-08`"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .word(let word): "`\(word)`"
        case .matching(_, let form): form
        case .source: "a source's name"
        case .stage: "a stage's name"
        case .list(let element, _, _): "a list of " + plural(element)
        case .map, .object: "keys with values"
        case .either(let types): types.map(describe).joined(separator: " or ")
        case .any: "a value"
        }
    }

    private func plural(_ type: OptionType) -> String {
        switch type {
        case .source: "sources"
        case .stage: "stages"
        case .object, .map: "keys with values"
        case .name: "names"
        default: describe(type)
        }
    }
}
