internal import CYaml
import Diagnostics

/// Reads YAML into ``ConfigNode`` with the place of every key and value.
///
/// Works on libyaml's events (the parser inside Yams), because a composed tree stops at the first
/// duplicate key and forgets where an alias stands. Lines end as libyaml ends them; columns count
/// scalars. Aliases are expanded, merges (`<<`) are laid under the keys written out.
struct YAMLReader {
    private static let deepest = 64
    private static let mostNodes = 100_000

    let file: String
    private let lines: [Substring]
    private(set) var faults: [Diagnostic] = []
    private var anchors: [String: (node: ConfigNode, size: Int)] = [:]
    private var openAnchors: Set<String> = []
    private var nodes = 0

    /// Lines of a text as libyaml counts them.
    static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var i = start
        while i < scalars.endIndex {
            let scalar = scalars[i]
            var next = scalars.index(after: i)
            if scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}" {
                lines.append(Substring(scalars[start..<i]))
                if scalar == "\r", next < scalars.endIndex, scalars[next] == "\n" { next = scalars.index(after: next) }
                start = next
            }
            i = next
        }
        lines.append(Substring(scalars[start...]))
        return lines
    }

    /// - Returns: the root, `nil` for an empty or broken file, and everything wrong with the YAML itself.
    static func read(_ bytes: [UInt8], file: String) -> (root: ConfigNode?, faults: [Diagnostic], lines: [Substring]) {
        var bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let place = firstInvalid(in: bytes, file: file)
            return (
                nil,
                [
                    Diagnostic(
                        code: "pipeline.encoding", "the file is not UTF-8", at: place, help: "save it as UTF-8 text")
                ], []
            )
        }
        var reader = YAMLReader(file: file, lines: lines(of: text))
        let root = reader.document(bytes)
        return (root, reader.faults, reader.lines)
    }

    private init(file: String, lines: [Substring]) {
        self.file = file
        self.lines = lines
    }

    private static func firstInvalid(in bytes: [UInt8], file: String) -> SourceLocation {
        let repaired = String(decoding: bytes, as: UTF8.self)
        let lines = Self.lines(of: repaired)
        for (i, line) in lines.enumerated() {
            if let at = line.unicodeScalars.firstIndex(of: "\u{FFFD}") {
                let column = line.unicodeScalars.distance(from: line.unicodeScalars.startIndex, to: at) + 1
                return SourceLocation(file: file, line: i + 1, column: column)
            }
        }
        return SourceLocation(file: file, line: 1, column: 1)
    }

    // MARK: Events

    /// Thrown to leave the recursion after a syntax error; the fault itself is in `faults`.
    private struct Abandoned: Error {}

    private mutating func document(_ bytes: [UInt8]) -> ConfigNode? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return nil }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        return bytes.withUnsafeBufferPointer { buffer -> ConfigNode? in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            do {
                var root: ConfigNode?
                while true {
                    let event = try next(&parser)
                    switch event.type {
                    case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
                    case YAML_STREAM_END_EVENT: return root
                    case YAML_DOCUMENT_START_EVENT:
                        if root != nil {
                            fault(
                                "pipeline.second-document", "a second document begins", at: event.place,
                                help: "keep one document in a file")
                            return root
                        }
                    default: root = try node(event, &parser, depth: 0)
                    }
                }
            } catch {
                return nil
            }
        }
    }

    private struct Event {
        var type: yaml_event_type_t
        var place: SourceLocation
        var text = ""
        var plain = true
        var anchor: String?
        var tag: String?
    }

    private mutating func next(_ parser: inout yaml_parser_t) throws -> Event {
        var raw = yaml_event_t()
        guard yaml_parser_parse(&parser, &raw) == 1 else {
            syntaxFault(&parser)
            throw Abandoned()
        }
        defer { yaml_event_delete(&raw) }
        var event = Event(type: raw.type, place: place(raw.start_mark, raw.end_mark))
        switch raw.type {
        case YAML_SCALAR_EVENT:
            let bytes = UnsafeBufferPointer(start: raw.data.scalar.value, count: raw.data.scalar.length)
            event.text = String(decoding: bytes, as: UTF8.self)
            event.plain = raw.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
            event.anchor = text(raw.data.scalar.anchor)
            event.tag = text(raw.data.scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            event.anchor = text(raw.data.sequence_start.anchor)
            event.tag = text(raw.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            event.anchor = text(raw.data.mapping_start.anchor)
            event.tag = text(raw.data.mapping_start.tag)
        case YAML_ALIAS_EVENT:
            event.anchor = text(raw.data.alias.anchor)
        default: break
        }
        return event
    }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let pointer else { return nil }
        return String(cString: UnsafePointer(pointer))
    }

    private func place(_ start: yaml_mark_t, _ end: yaml_mark_t) -> SourceLocation {
        let line = Int(start.line)
        let column = Int(start.column)
        let width = lines.indices.contains(line) ? lines[line].unicodeScalars.count : 0
        let stop = end.line == start.line ? Int(end.column) : width
        return SourceLocation(file: file, line: line + 1, column: column + 1, length: max(1, stop - column))
    }

    // MARK: Nodes

    private mutating func node(_ event: Event, _ parser: inout yaml_parser_t, depth: Int) throws -> ConfigNode {
        nodes += 1
        if depth > Self.deepest || nodes > Self.mostNodes {
            fault(
                "pipeline.too-deep",
                depth > Self.deepest
                    ? "nested more than \(Self.deepest) levels deep"
                    : "aliases unfold to more than \(Self.mostNodes) values", at: event.place)
            throw Abandoned()
        }
        if event.type == YAML_ALIAS_EVENT { return try alias(event) }
        if let tag = event.tag, tag != "tag:yaml.org,2002:str", tag != "!" {
            fault("pipeline.tag", "the tag `\(tag)` means nothing here", at: event.place, help: "remove the tag")
        }
        let before = nodes
        if let anchor = event.anchor { openAnchors.insert(anchor) }
        var made: ConfigNode
        switch event.type {
        case YAML_SEQUENCE_START_EVENT:
            var elements: [ConfigNode] = []
            while true {
                let inner = try next(&parser)
                if inner.type == YAML_SEQUENCE_END_EVENT { break }
                elements.append(try node(inner, &parser, depth: depth + 1))
            }
            made = ConfigNode(.list(elements), origin: .file(event.place))
        case YAML_MAPPING_START_EVENT:
            made = try mapping(event, &parser, depth: depth)
        default:
            made = ConfigNode(.scalar(event.text, plain: event.plain && event.tag == nil), origin: .file(event.place))
        }
        if let anchor = event.anchor {
            openAnchors.remove(anchor)
            anchors[anchor] = (made, nodes - before + 1)
        }
        return made
    }

    private mutating func alias(_ event: Event) throws -> ConfigNode {
        let name = event.anchor ?? ""
        guard let (target, size) = anchors[name] else {
            if openAnchors.contains(name) {
                fault("pipeline.recursive-alias", "`*\(name)` stands inside the value that it names", at: event.place)
            } else {
                let near = Suggestion.nearest(to: name, among: anchors.keys.sorted()).map { "did you mean `*\($0)`?" }
                fault(
                    "pipeline.unknown-alias", "nothing is anchored as `&\(name)` above", at: event.place,
                    help: near ?? "")
            }
            return ConfigNode(.invalid, origin: .file(event.place))
        }
        nodes += size
        var copy = target
        copy.usedAt = event.place
        return copy
    }

    private mutating func mapping(_ start: Event, _ parser: inout yaml_parser_t, depth: Int) throws -> ConfigNode {
        var entries: [ConfigNode.Entry] = []
        var merged: [ConfigNode.Entry] = []
        var seen: [String: SourceLocation] = [:]
        while true {
            let key = try next(&parser)
            if key.type == YAML_MAPPING_END_EVENT { break }
            let keyNode = try node(key, &parser, depth: depth + 1)
            let value = try node(try next(&parser), &parser, depth: depth + 1)
            guard let name = keyNode.string else {
                if keyNode.content != .invalid { fault("pipeline.key", "a key must be text", at: key.place) }
                continue
            }
            if name == "<<", key.plain {
                merged += merge(value)
                continue
            }
            if let first = seen[name] {
                fault(
                    "pipeline.duplicate-key", "`\(name)` is written twice", at: key.place,
                    label: "first on line \(first.line)", help: "keep one of the two")
                continue
            }
            seen[name] = key.place
            entries.append(.init(key: name, keyOrigin: .file(key.place), value: value))
        }
        for entry in merged where seen[entry.key] == nil {
            seen[entry.key] = start.place
            entries.append(entry)
        }
        return ConfigNode(.map(entries), origin: .file(start.place))
    }

    /// Entries that `<<: *a` or `<<: [*a, *b]` brings in; of equal keys the first counts.
    private mutating func merge(_ value: ConfigNode) -> [ConfigNode.Entry] {
        switch value.content {
        case .map(let entries):
            return entries.map { entry in
                var entry = entry
                if entry.value.usedAt == nil { entry.value.usedAt = value.usedAt }
                return entry
            }
        case .list(let nodes): return nodes.flatMap { merge($0) }
        case .invalid: return []
        case .scalar:
            fault(
                "pipeline.merge", "`<<` takes an alias of keys with values, or a list of such",
                at: value.location ?? SourceLocation(file: file))
            return []
        }
    }

    // MARK: Faults

    private mutating func fault(
        _ code: String, _ message: String, at place: SourceLocation, label: String = "", help: String = ""
    ) {
        let excerpt = lines.indices.contains(place.line - 1) ? String(lines[place.line - 1]) : nil
        faults.append(Diagnostic(code: code, message, at: place, excerpt: excerpt, label: label, help: help))
    }

    private mutating func syntaxFault(_ parser: inout yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "cannot be read as YAML"
        if parser.error == YAML_READER_ERROR {
            let place = locate(byte: Int(parser.problem_offset))
            fault("pipeline.yaml", problem, at: place, help: "remove the character")
            return
        }
        if problem.contains("unexpected end of stream"), parser.context != nil {
            fault(
                "pipeline.yaml", "the quoted text does not end",
                at: self.place(parser.context_mark, parser.context_mark),
                help: "close the quotation mark")
            return
        }
        var place = place(parser.problem_mark, parser.problem_mark)
        // At the end of the file the last line with something on it says more than the empty one behind it.
        if place.line > lines.count { place = SourceLocation(file: file, line: lines.count, column: 1) }
        var help = ""
        let line = lines.indices.contains(place.line - 1) ? lines[place.line - 1] : ""
        if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
            help = "indent with spaces, not with tabs"
        } else if problem.contains("mapping values are not allowed") {
            help = "put text that holds `: ` into quotes, and look at the indentation"
        } else if let context = parser.context {
            let from = Int(parser.context_mark.line) + 1
            help = "\(String(cString: context)) that began on line \(from); look at the indentation and the brackets"
        }
        fault("pipeline.yaml", problem, at: place, help: help)
    }

    private func locate(byte offset: Int) -> SourceLocation {
        var left = offset
        for (i, line) in lines.enumerated() {
            if left <= line.utf8.count {
                let column = String(decoding: Array(line.utf8.prefix(left)), as: UTF8.self).unicodeScalars.count
                return SourceLocation(file: file, line: i + 1, column: column + 1)
            }
            left -= line.utf8.count + 1
        }
        return SourceLocation(file: file, line: lines.count, column: 1)
    }
}
