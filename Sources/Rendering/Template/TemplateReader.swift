import Diagnostics
import Yams

/// A YAML file with its diagnostics: checks nodes against ``TemplateShapes`` and reads values out of them.
///
/// Reading never stops at a mistake; all are reported together.
final class TemplateReader {
    let file: String
    private let lines: [String]
    private(set) var diagnostics: [Diagnostic] = []

    init(text: String, file: String) {
        self.file = file
        // a CRLF is one Character, so it has to be split as a line break of its own
        lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
    }

    // MARK: places

    func location(of node: Node, length: Int? = nil) -> SourceLocation {
        var span = length ?? 1
        if length == nil, case .scalar(let scalar) = node { span = max(1, scalar.string.unicodeScalars.count) }
        guard let mark = node.mark else { return SourceLocation(file: file) }
        let left = lineText(mark.line).unicodeScalars.count - (mark.column - 1)
        return SourceLocation(file: file, line: mark.line, column: mark.column, length: max(1, min(span, left)))
    }

    private func lineText(_ line: Int) -> String { line >= 1 && line <= lines.count ? lines[line - 1] : "" }

    func report(_ code: String, _ message: String, at location: SourceLocation, label: String = "", help: String = "") {
        let excerpt = location.line > 0 ? lineText(location.line) : nil
        diagnostics.append(
            Diagnostic(code: "template.\(code)", message, at: location, excerpt: excerpt, label: label, help: help))
    }

    func report(_ code: String, _ message: String, at node: Node, label: String = "", help: String = "") {
        report(code, message, at: location(of: node), label: label, help: help)
    }

    // MARK: shapes

    func check(_ node: Node, _ shape: TemplateShapes.Shape, what: String) {
        switch shape {
        case .string:
            if node.scalar == nil { wrong(node, what, "a text") }
        case .formula:
            if node.scalar == nil { wrong(node, what, "a formula") }
        case .integer:
            if integer(node) == nil { wrong(node, what, "a whole number") }
        case .number:
            if number(node) == nil { wrong(node, what, "a number") }
        case .boolean:
            if boolean(node) == nil { wrong(node, what, "true or false") }
        case .identifier:
            guard let text = node.scalar?.string, Self.isIdentifier(text) else {
                return wrong(node, what, "a name of a-z, 0-9, _ and -, starting with a letter")
            }
        case .choice(let values):
            guard let text = node.scalar?.string else {
                return wrong(node, what, "one of \(values.joined(separator: ", "))")
            }
            if !values.contains(text) {
                let near = Suggestion.nearest(to: text, among: values).map { ", did you mean `\($0)`?" } ?? ""
                report(
                    "unknown-value", "`\(text)` is no \(what)\(near)", at: node,
                    help: "allowed are \(values.joined(separator: ", "))")
            }
        case .localized:
            if node.scalar != nil { return }
            guard case .mapping(let mapping) = node else {
                return wrong(node, what, "a text, or one each for zh and en")
            }
            for (key, value) in mapping {
                let name = key.scalar?.string ?? ""
                if name != "zh" && name != "en" {
                    report("unknown-key", "unknown language `\(name)`", at: key, help: "allowed are zh, en")
                } else if value.scalar == nil {
                    wrong(value, what, "a text")
                }
            }
            for language in ["zh", "en"] where mapping[language] == nil {
                report(
                    "missing-key", "`\(what)` has no `\(language)`", at: node, help: "give the label in both languages")
            }
        case .list(let item):
            guard case .sequence(let sequence) = node else { return wrong(node, what, "a list") }
            for entry in sequence {
                if case .sequence = entry { check(entry, shape, what: what) } else { check(entry, item, what: what) }
            }
        case .map(let value):
            guard case .mapping(let mapping) = node else { return wrong(node, what, "keys with values") }
            for (_, entry) in mapping { check(entry, value, what: what) }
        case .either(let a, let b):
            if case .mapping = node { check(node, b, what: what) } else { check(node, a, what: what) }
        case .object(let name):
            guard let object = TemplateShapes.object(name) else { return }
            guard case .mapping(let mapping) = node else { return wrong(node, what, "keys with values") }
            checkObject(mapping, node, object)
        }
    }

    private func checkObject(_ mapping: Node.Mapping, _ node: Node, _ object: TemplateShapes.Object) {
        let known = object.fields.map(\.name)
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard let field = object.fields.first(where: { $0.name == name }) else {
                let near = Suggestion.nearest(to: name, among: known).map { ", did you mean `\($0)`?" } ?? ""
                report(
                    "unknown-key", "unknown key `\(name)` in a \(object.name)\(near)", at: key,
                    help: "allowed are \(known.joined(separator: ", "))")
                continue
            }
            check(value, field.shape, what: name)
        }
        for field in object.fields where field.required && mapping[field.name] == nil {
            report(
                "missing-key", "a \(object.name) needs `\(field.name)`", at: location(of: node, length: 1),
                help: "\(field.name): \(field.doc)")
        }
    }

    private func wrong(_ node: Node, _ what: String, _ wanted: String) {
        let found: String
        switch node {
        case .scalar(let scalar): found = "`\(scalar.string)`"
        case .mapping: found = "keys with values"
        case .sequence: found = "a list"
        case .alias: found = "an alias"
        }
        report("wrong-type", "`\(what)` has to be \(wanted), found \(found)", at: node)
    }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, first >= 97, first <= 122 else { return false }
        return text.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 95 || $0 == 45 }
    }

    // MARK: values

    /// Plain decimal digits only: YAML 1.1's octal, sexagesimal and `1e3` are texts here.
    func integer(_ node: Node?) -> Int? {
        guard let text = node?.scalar?.string, text.utf8.count <= 9, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 })
        else { return nil }
        return Int(text)
    }

    func number(_ node: Node?) -> Double? { node?.scalar.flatMap { ExcelNumber.value(of: $0.string) } }

    func boolean(_ node: Node?) -> Bool? {
        switch node?.scalar?.string {
        case "true": true
        case "false": false
        default: nil
        }
    }

    func string(_ node: Node?) -> String? { node?.scalar?.string }

    func localized(_ node: Node?) -> Localized? {
        if let text = node?.scalar?.string { return Localized(zh: text, en: text) }
        guard let zh = node?["zh"]?.scalar?.string, let en = node?["en"]?.scalar?.string else { return nil }
        return Localized(zh: zh, en: en)
    }

    /// A list's items; lists inside it are laid flat, so that an alias may stand for several items.
    func items(_ node: Node?) -> [Node] {
        guard case .sequence(let sequence)? = node else { return [] }
        return sequence.flatMap { entry -> [Node] in
            if case .sequence = entry { return items(entry) }
            return [entry]
        }
    }

    func strings(_ node: Node?) -> [String] { items(node).compactMap { $0.scalar?.string } }

    func formula(_ node: Node?) -> Expression? {
        guard let node, let scalar = node.scalar else { return nil }
        do {
            return try ExpressionParser.parse(scalar.string)
        } catch {
            var place = location(of: node)
            if !scalar.string.contains("\n") {
                let quoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
                place.column += error.offset + (quoted ? 1 : 0)
                place.length = max(1, error.length)
            }
            report("formula", error.message, at: place, help: error.help)
            return nil
        }
    }
}
