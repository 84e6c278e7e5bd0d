import Diagnostics
import Yams

extension ReportTemplate {
    /// Reads and checks a template.
    ///
    /// - Parameters:
    ///   - text: the file's text, any line ends.
    ///   - file: its name, for messages.
    /// - Throws: every mistake of the file in one list, in the file's order, each with file:line:column.
    public static func parse(text: String, file: String) throws(DiagnosticList) -> ReportTemplate {
        let reader = TemplateReader(text: text, file: file)
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw DiagnosticList([
                    Diagnostic(
                        code: "template.empty", "the template is empty", at: SourceLocation(file: file),
                        help: "start with version, name, title and sheets")
                ])
            }
            root = node
        } catch let list as DiagnosticList {
            throw list
        } catch {
            throw DiagnosticList([syntaxDiagnostic(error, file: file, text: text)])
        }
        reader.check(root, .object("template"), what: "template")
        var parser = TemplateParser(reader: reader)
        let template = parser.template(root, file: file)
        if reader.diagnostics.isEmpty { TemplateChecks(reader: reader, template: template).run() }
        guard reader.diagnostics.isEmpty else {
            throw DiagnosticList(
                reader.diagnostics.sorted { a, b in
                    (a.location?.line ?? 0, a.location?.column ?? 0) < (b.location?.line ?? 0, b.location?.column ?? 0)
                })
        }
        return template
    }

    private static func syntaxDiagnostic(_ error: any Error, file: String, text: String) -> Diagnostic {
        var location = SourceLocation(file: file)
        var message = "the file is not readable YAML"
        if let error = error as? YamlError {
            switch error {
            case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
                .composer(let context, let problem, let mark, _):
                location.line = mark.line
                location.column = mark.column
                message = [problem, context.map { "(\($0.text))" }].compactMap { $0 }.joined(separator: " ")
            case .reader(let problem, _, _, _): message = problem
            case .duplicatedKeysInMapping(let duplicates, let context):
                let names = duplicates.map { "`\($0)`" }.joined(separator: ", ")
                message = "the key \(names) is given twice in one mapping"
                location.line = context.mark.line
                location.column = context.mark.column
            default: break
            }
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let excerpt = location.line > 0 && location.line <= lines.count ? String(lines[location.line - 1]) : nil
        return Diagnostic(code: "template.syntax", message, at: location, excerpt: excerpt)
    }
}

/// Builds the template from nodes that were checked against their shapes; what is wrong is left out.
struct TemplateParser {
    let reader: TemplateReader
    private var tables = SharedTables()

    init(reader: TemplateReader) { self.reader = reader }

    mutating func template(_ node: Node, file: String) -> ReportTemplate {
        if let version = reader.integer(node["version"]), version != 1, let place = node["version"] {
            reader.report("version", "version `\(version)` is not known", at: place, help: "write `version: 1`")
        }
        var codes: [String: [String: Localized]] = [:]
        if case .mapping(let tables)? = node["codes"] {
            for (name, table) in tables {
                guard let key = name.scalar?.string, case .mapping(let rows) = table else { continue }
                for (code, label) in rows {
                    if let code = code.scalar?.string { codes[key, default: [:]][code] = reader.localized(label) }
                }
            }
        }
        tables = SharedTables(node["tables"], reader)
        return ReportTemplate(
            name: reader.string(node["name"]) ?? "", title: reader.localized(node["title"]) ?? .empty,
            description: reader.localized(node["description"]) ?? .empty,
            sheets: reader.items(node["sheets"]).map { sheet($0) }, codes: codes, file: file)
    }

    private func sheet(_ node: Node) -> SheetDefinition {
        let kind = reader.string(node["kind"]).flatMap(SheetKind.init) ?? .table
        let id = reader.string(node["id"]) ?? ""
        let name = reader.localized(node["name"]) ?? .empty
        let title = reader.localized(node["title"]) ?? name
        var blocks = reader.items(node["blocks"]).map { block($0, id: reader.string($0["id"]) ?? "") }
        let single = kind == .table || kind == .evidence || kind == .review
        if single || node["sql"] != nil || node["text"] != nil {
            var own = block(node, id: id)
            own.title = .empty
            blocks.insert(own, at: 0)
        }
        if single, node["sql"] == nil {
            reader.report(
                "missing-key", "a \(kind.rawValue) sheet needs `sql`", at: reader.location(of: node, length: 1),
                help: "give the query of its rows")
        }
        if single, node["columns"] == nil {
            reader.report(
                "missing-key", "a \(kind.rawValue) sheet needs `columns`", at: reader.location(of: node, length: 1),
                help: "list what it shows")
        }
        if single, let extra = node["blocks"] {
            reader.report(
                "unknown-key", "a \(kind.rawValue) sheet has one table, not `blocks`", at: extra,
                help: "use `kind: summary` for several")
        }
        var tab: UInt32?
        if let place = node["tab"], let text = place.scalar?.string {
            tab = text.hasPrefix("#") && text.utf8.count == 7 ? UInt32(text.dropFirst(), radix: 16) : nil
            if tab == nil {
                reader.report("wrong-type", "`\(text)` is not a colour", at: place, help: "write it as `\"#1F4E79\"`")
            }
        }
        var printing = PrintDefinition()
        if let print = node["print"] {
            printing.landscape = reader.string(print["orientation"]) != "portrait"
            printing.pagesWide = reader.integer(print["pages_wide"])
        }
        var repeats: RepeatDefinition?
        if let place = node["repeat"], let sql = reader.string(place["sql"]) {
            repeats = RepeatDefinition(
                sql: tables.before(sql), key: reader.string(place["key"]) ?? "",
                limit: reader.integer(place["limit"]) ?? 40,
                location: place["sql"].map { reader.location(of: $0) } ?? reader.location(of: place))
        }
        return SheetDefinition(
            kind: kind, id: id, name: name, title: title, note: reader.localized(node["note"]) ?? .empty,
            blocks: blocks,
            repeats: repeats, freezeColumns: reader.integer(node["freeze"]) ?? 0,
            filter: reader.boolean(node["filter"]) ?? true, tabColor: tab, printing: printing,
            hideWhenEmpty: reader.boolean(node["hide_when_empty"]) ?? false,
            location: reader.location(of: node, length: 1))
    }

    private func block(_ node: Node, id: String) -> BlockDefinition {
        let columns = reader.items(node["columns"]).map { column($0) }
        var group: GroupDefinition?
        if let place = node["group"] {
            group = GroupDefinition(by: reader.string(place["by"]) ?? "", subtotal: reader.strings(place["subtotal"]), location: reader.location(of: place, length: 1))
        }
        var totals: TotalsDefinition?
        if let place = node["totals"] {
            totals = TotalsDefinition(
                label: reader.localized(place["label"]) ?? Localized(zh: "合计", en: "Total"),
                sum: reader.strings(place["sum"]), by: reader.string(place["by"]), location: reader.location(of: place, length: 1))
        }
        return BlockDefinition(
            id: id, title: reader.localized(node["title"]) ?? .empty,
            text: reader.items(node["text"]).compactMap { reader.localized($0) }, sql: placed(node["sql"]),
            values: placed(node["values"]), columns: columns, key: reader.string(node["key"]), group: group,
            totals: totals,
            conditions: reader.items(node["conditions"]).compactMap { condition($0) },
            charts: reader.items(node["charts"]).map { chart($0) }, location: reader.location(of: node, length: 1))
    }

    private func placed(_ node: Node?) -> PlacedText? {
        guard let node, let text = node.scalar?.string else { return nil }
        return PlacedText(text: tables.before(text), location: reader.location(of: node, length: 1))
    }

    private func column(_ node: Node) -> ColumnDefinition {
        let format = reader.string(node["format"]).flatMap(ColumnFormat.init) ?? .text
        let defaults: (min: Double, max: Double) =
            switch format {
            case .text: (6, 36)
            case .marked: (30, 80)
            default: (8, 24)
            }
        var link: LinkDefinition?
        if let place = node["link"] {
            let text = reader.localized(place["text"]) ?? .empty
            if let path = reader.string(place["file"]) {
                link = LinkDefinition(target: .file(path: path), text: text)
            } else if let sheet = reader.string(place["sheet"]), let key = reader.string(place["key"]) {
                link = LinkDefinition(target: .row(sheet: sheet, key: key), text: text)
            } else {
                reader.report(
                    "link", "a link needs `file`, or `sheet` and `key`", at: reader.location(of: place, length: 1),
                    help: "name the target")
            }
        }
        let choices = reader.strings(node["choices"])
        return ColumnDefinition(
            key: reader.string(node["key"]) ?? "", label: reader.localized(node["label"]) ?? .empty, format: format,
            scale: reader.string(node["scale"]).flatMap(MoneyScale.init) ?? .auto,
            decimals: reader.integer(node["decimals"]),
            unitColumn: reader.string(node["unit"]), minWidth: reader.number(node["width"]?["min"]) ?? defaults.min,
            maxWidth: reader.number(node["width"]?["max"]) ?? defaults.max,
            wrap: reader.boolean(node["wrap"]) ?? (format == .marked), hidden: reader.boolean(node["hidden"]) ?? false,
            aside: reader.boolean(node["aside"]) ?? false,
            link: link,
            formula: formula(node["formula"]), note: reader.localized(node["note"]) ?? .empty,
            cellNote: reader.string(node["cell_note"]), codes: reader.string(node["codes"]), choices: choices,
            editable: reader.boolean(node["editable"]) ?? !choices.isEmpty,
            markStart: reader.string(node["mark"]?["start"]),
            markSurface: reader.string(node["mark"]?["surface"]), location: reader.location(of: node["key"] ?? node))
    }

    private func formula(_ node: Node?) -> FormulaDefinition? {
        guard let node else { return nil }
        if node.scalar != nil {
            return FormulaDefinition(otherwise: reader.formula(node))
        }
        var cases: [(value: String, tree: Expression)] = []
        if case .mapping(let rows)? = node["cases"] {
            for (value, text) in rows {
                if let value = value.scalar?.string, let tree = reader.formula(text) { cases.append((value, tree)) }
            }
        }
        if node["cases"] == nil, node["expression"] == nil {
            reader.report(
                "missing-key", "a formula needs `cases` or `expression`", at: reader.location(of: node, length: 1),
                help: "or write the formula itself")
        }
        if node["cases"] != nil, node["by"] == nil {
            reader.report(
                "missing-key", "`cases` need `by`", at: reader.location(of: node, length: 1),
                help: "name the column that chooses")
        }
        return FormulaDefinition(
            by: reader.string(node["by"]), cases: cases, otherwise: node["else"].flatMap { reader.formula($0) },
            expression: reader.string(node["expression"]), fallback: reader.string(node["fallback"]))
    }

    private func condition(_ node: Node) -> ConditionDefinition? {
        guard let tree = reader.formula(node["when"]),
            let style = reader.string(node["style"]).flatMap(ConditionDefinition.Style.init)
        else { return nil }
        return ConditionDefinition(when: tree, style: style, columns: reader.strings(node["columns"]), location: reader.location(of: node, length: 1))
    }

    private func chart(_ node: Node) -> ChartDefinition {
        ChartDefinition(
            kind: reader.string(node["kind"]).flatMap(ChartDefinition.Kind.init) ?? .column,
            title: reader.localized(node["title"]) ?? .empty, categories: reader.string(node["categories"]) ?? "",
            series: reader.items(node["series"]).map { item in
                ChartDefinition.Series(
                    column: reader.string(item["column"]) ?? "", label: reader.localized(item["label"]) ?? .empty)
            },
            xTitle: reader.localized(node["x"]) ?? .empty, yTitle: reader.localized(node["y"]) ?? .empty,
            alt: reader.localized(node["alt"]) ?? .empty, minRows: reader.integer(node["min_rows"]) ?? 4,
            maxRows: reader.integer(node["max_rows"]) ?? 15, location: reader.location(of: node, length: 1))
    }
}
