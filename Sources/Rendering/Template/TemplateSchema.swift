extension ReportTemplate {
    /// JSON Schema (draft 2020-12) of a template file, for editors.
    public static var jsonSchema: String {
        let definitions = TemplateShapes.all.filter { $0.name != "template" }.map { ($0.name, schema(of: $0)) }
        var root: [(String, JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("Assay report template")),
        ]
        if let template = TemplateShapes.object("template"), case .object(let members) = schema(of: template) {
            root += members
        }
        root.append(("$defs", .object(definitions)))
        return JSONText.object(root).pretty + "\n"
    }

    private static func schema(of object: TemplateShapes.Object) -> JSONText {
        var members: [(String, JSONText)] = [
            ("type", .string("object")), ("description", .string(object.doc)),
            ("additionalProperties", .boolean(false)),
            (
                "properties",
                .object(
                    object.fields.map { field in
                        guard case .object(var inner) = schema(of: field.shape) else {
                            return (field.name, .object([]))
                        }
                        inner.append(("description", .string(field.doc)))
                        if field.name == "version" { inner.append(("const", .integer(1))) }
                        return (field.name, .object(inner))
                    })
            ),
        ]
        let required = object.fields.filter(\.required).map { JSONText.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        return .object(members)
    }

    private static func schema(of shape: TemplateShapes.Shape) -> JSONText {
        func type(_ name: String, _ more: [(String, JSONText)] = []) -> JSONText {
            .object([("type", .string(name))] + more)
        }
        switch shape {
        case .string, .formula: return .object([("type", .array([.string("string"), .string("number")]))])
        case .integer: return type("integer")
        case .number: return type("number")
        case .boolean: return type("boolean")
        case .identifier: return type("string", [("pattern", .string("^[a-z][a-z0-9_-]*$"))])
        case .choice(let values): return .object([("enum", .array(values.map { .string($0) }))])
        case .list(let inner): return type("array", [("items", schema(of: inner))])
        case .object(let name): return .object([("$ref", .string("#/$defs/\(name)"))])
        case .map(let inner): return type("object", [("additionalProperties", schema(of: inner))])
        case .either(let a, let b): return .object([("anyOf", .array([schema(of: a), schema(of: b)]))])
        case .localized:
            let scalar = JSONText.object([("type", .array([.string("string"), .string("number")]))])
            return .object([
                (
                    "anyOf",
                    .array([
                        scalar,
                        .object([
                            ("type", .string("object")), ("additionalProperties", .boolean(false)),
                            ("properties", .object([("zh", scalar), ("en", scalar)])),
                            ("required", .array([.string("zh"), .string("en")])),
                        ]),
                    ])
                )
            ])
        }
    }
}
