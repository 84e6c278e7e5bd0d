import Diagnostics

extension PipelineFile {
    /// JSON Schema (draft 2020-12) of the pipeline file, for editors and other validators.
    ///
    /// Made from the same declarations that ``read(_:overlays:environment:flags:schema:shown:)`` checks.
    /// What a schema cannot say (names that must resolve, cycles, duplicate keys) only the program checks.
    public static func jsonSchema(_ schema: PipelineSchema) -> [UInt8] {
        let kinds = schema.kinds.map(\.name)
        var definitions: [(String, SchemaValue)] = []
        var conditions: [SchemaValue] = []
        for kind in schema.kinds {
            let options = PipelineSchema.stageCommon.map { option -> OptionDeclaration in
                var option = option
                if option.name == "needs" { option.required = !kind.inputs.isEmpty }
                return option
            }
            var declared = options + kind.options
            if kind.inputs.isEmpty { declared.removeAll { $0.name == "needs" } }
            var body = object(declared)
            body.insert(("description", .string(kind.doc)), at: 0)
            definitions.append(("stage-\(kind.name)", .object(body)))
            conditions.append(
                .object([
                    (
                        "if",
                        .object([
                            ("properties", .object([("kind", .object([("const", .string(kind.name))]))])),
                            ("required", .array([.string("kind")])),
                        ])
                    ),
                    ("then", .object([("$ref", .string("#/$defs/stage-\(kind.name)"))])),
                ]))
        }
        definitions.append(
            (
                "stage",
                .object([
                    ("type", .string("object")),
                    ("required", .array([.string("kind")])),
                    ("properties", .object([("kind", .object([("enum", .array(kinds.map(SchemaValue.string)))]))])),
                    ("allOf", .array(conditions)),
                ])
            ))
        var root = object(
            schema.root.map { option in
                var option = option
                if option.name == "stages" { option.type = .map(.any) }
                return option
            })
        if let i = root.firstIndex(where: { $0.0 == "properties" }), case .object(var properties) = root[i].1,
            let j = properties.firstIndex(where: { $0.0 == "stages" })
        {
            properties[j].1 = .object([
                ("description", .string("what is done, by name")),
                ("type", .string("object")),
                ("minProperties", .integer(1)),
                ("propertyNames", name),
                ("additionalProperties", .object([("$ref", .string("#/$defs/stage"))])),
            ])
            root[i].1 = .object(properties)
        }
        let whole = SchemaValue.object(
            [
                ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
                ("title", .string("Assay pipeline")),
            ] + root + [("$defs", .object(definitions))])
        return Array((whole.text(indent: 0) + "\n").utf8)
    }

    /// As ``jsonSchema(_:)`` for kinds alone.
    public static func jsonSchema(kinds: [StageKindDeclaration]) -> [UInt8] { jsonSchema(PipelineSchema(kinds: kinds)) }

    // Wider than our own check, for no class of letters is known to every validator.
    private static let name = SchemaValue.object([
        ("type", .string("string")), ("pattern", .string("^[0-9A-Za-z\\u0080-\\uffff][0-9A-Za-z._\\u0080-\\uffff-]*$")),
        ("maxLength", .integer(64)),
    ])

    private static func object(_ options: [OptionDeclaration]) -> [(String, SchemaValue)] {
        var out: [(String, SchemaValue)] = [("type", .string("object")), ("additionalProperties", .bool(false))]
        let required = options.filter(\.required).map { SchemaValue.string($0.name) }
        if !required.isEmpty { out.append(("required", .array(required))) }
        out.append(
            (
                "properties",
                .object(
                    options.map { option in
                        var body: [(String, SchemaValue)] = [("description", .string(option.doc))]
                        if let standard = option.standard { body.append(("default", literal(standard, option.type))) }
                        body += type(option.type, optional: !option.required)
                        return (option.name, .object(body))
                    })
            ))
        return out
    }

    private static func literal(_ text: String, _ type: OptionType) -> SchemaValue {
        switch type {
        case .integer: Int(text).map(SchemaValue.integer) ?? .string(text)
        case .boolean: .bool(text == "true")
        case .decimal: .number(text)
        case .list: .array(text.split(separator: ",").map { .string(String($0.drop { $0 == " " })) })
        case .either(let types):
            types.contains { if case .integer = $0 { true } else { false } }
                ? Int(text).map(SchemaValue.integer) ?? .string(text) : .string(text)
        default: .string(text)
        }
    }

    /// - Parameter optional: an empty key stands for the default, so `null` is allowed.
    private static func type(_ type: OptionType, optional: Bool = false) -> [(String, SchemaValue)] {
        let body = plainType(type)
        guard optional, type != .any else { return body }
        return [("anyOf", .array([.object(body), .object([("type", .string("null"))])]))]
    }

    private static func plainType(_ type: OptionType) -> [(String, SchemaValue)] {
        func pattern(_ text: String) -> [(String, SchemaValue)] {
            [("type", .string("string")), ("pattern", .string(text))]
        }
        // YAML reads 2020 and true as no strings; as text they are fine.
        let scalar: [(String, SchemaValue)] = [
            ("type", .array(["string", "number", "boolean"].map(SchemaValue.string)))
        ]
        switch type {
        case .any: return []
        case .text: return scalar
        case .name:
            if case .object(let body) = name { return body }
            return []
        case .source, .stage: return scalar
        case .integer(let range):
            return [
                ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ]
        case .decimal: return [("type", .string("number"))]
        case .boolean: return [("type", .string("boolean"))]
        case .duration: return pattern("^([0-9]+(\\.[0-9]{1,3})?(ms|s|m|h|d|w))+$")
        case .byteSize: return pattern("^[0-9]+(\\.[0-9]{1,3})?([KMGTkmgt]([iI]?[bB])?)$")
        case .day: return pattern("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
        case .choice(let words): return [("enum", .array(words.map(SchemaValue.string)))]
        case .word(let word): return [("const", .string(word))]
        case .matching(let text, let form): return [("description", .string(form))] + pattern("^(\(text))$")
        case .list(let element, let least, let unique):
            var list: [(String, SchemaValue)] = [("type", .string("array")), ("items", .object(plainType(element)))]
            if least > 0 { list.append(("minItems", .integer(least))) }
            if unique { list.append(("uniqueItems", .bool(true))) }
            switch element {
            case .object, .map, .list: return list
            default: return [("anyOf", .array([.object(list), .object(plainType(element))]))]
            }
        case .map(let element):
            return [("type", .string("object")), ("additionalProperties", .object(plainType(element)))]
        case .object(let options): return object(options)
        case .either(let types): return [("anyOf", .array(types.map { .object(plainType($0)) }))]
        }
    }
}

/// JSON with keys in the order given, so that the schema reads as it is declared.
indirect enum SchemaValue {
    case string(String)
    case integer(Int)
    case number(String)
    case bool(Bool)
    case array([SchemaValue])
    case object([(String, SchemaValue)])

    func text(indent: Int) -> String {
        let pad = String(repeating: "  ", count: indent + 1)
        let end = String(repeating: "  ", count: indent)
        switch self {
        case .string(let text): return Self.quoted(text)
        case .integer(let n): return "\(n)"
        case .number(let text): return text
        case .bool(let flag): return "\(flag)"
        case .array(let values):
            if values.isEmpty { return "[]" }
            let isFlat = values.allSatisfy { if case .object = $0 { false } else { true } }
            if isFlat { return "[" + values.map { $0.text(indent: indent) }.joined(separator: ", ") + "]" }
            return "[\n" + values.map { pad + $0.text(indent: indent + 1) }.joined(separator: ",\n") + "\n\(end)]"
        case .object(let entries):
            if entries.isEmpty { return "{}" }
            return "{\n"
                + entries.map { pad + Self.quoted($0.0) + ": " + $0.1.text(indent: indent + 1) }.joined(
                    separator: ",\n") + "\n\(end)}"
        }
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case let s where s.value < 0x20: out += "\\u00" + (s.value < 16 ? "0" : "") + String(s.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
