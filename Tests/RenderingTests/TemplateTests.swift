import Diagnostics
import Foundation
import Rendering
import Testing

struct TemplateTests {
    private func faults(_ text: String) -> [Diagnostic] {
        do {
            _ = try ReportTemplate.parse(text: text, file: "t.yml")
            return []
        } catch {
            return error.diagnostics
        }
    }

    private func place(_ fault: Diagnostic) -> String {
        "\(fault.location?.line ?? 0):\(fault.location?.column ?? 0) \(fault.code) \(fault.message)"
    }

    static let broken = """
        version: 1
        name: broken
        title: { zh: 坏, en: Broken }
        shets: []
        sheets:
          - kind: tabel
            id: 投资
            name: { zh: 投资, cn: Investment }
          - kind: table
            id: funding
            name: { zh: "资金", en: Funding }
            sql: SELECT 1
            columns:
              - { key: amount, label: { zh: 金额（元）, en: Amount }, fromat: money }
              - { key: share, label: { zh: 占比, en: Share }, format: percent, formula: amount / summ(amount) }
              - { key: other, label: { zh: 其他, en: Other }, format: moneyy, decimals: 1e3 }
        """

    @Test func everyMistakeIsReportedAtItsPlace() {
        let found = faults(Self.broken).map(place)
        #expect(
            found == [
                "4:1 template.unknown-key unknown key `shets` in a template, did you mean `sheets`?",
                "6:5 template.missing-key a table sheet needs `sql`",
                "6:5 template.missing-key a table sheet needs `columns`",
                "6:11 template.unknown-value `tabel` is no kind, did you mean `table`?",
                "7:9 template.wrong-type `id` has to be a name of a-z, 0-9, _ and -, starting with a letter, found `投资`",
                "8:11 template.missing-key `name` has no `en`",
                "8:21 template.unknown-key unknown language `cn`",
                "14:58 template.unknown-key unknown key `fromat` in a column, did you mean `format`?",
                "15:88 template.formula `summ` is not a function of formulas, did you mean `sum`?",
                "16:61 template.unknown-value `moneyy` is no format, did you mean `money`?",
                "16:79 template.wrong-type `decimals` has to be a whole number, found `1e3`",
            ])
    }

    @Test func placesHoldWithWindowsLineEnds() {
        #expect(
            faults(Self.broken.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")).map(
                place) == faults(Self.broken).map(place))
    }

    @Test func theExcerptMarksTheWordUnderChinese() {
        let fault = faults(Self.broken).first { $0.message.contains("summ") }
        let text = fault.map { DiagnosticPrinter().render($0) } ?? ""
        #expect(
            text == """
                t.yml:15:88: error[template.formula]: `summ` is not a function of formulas, did you mean `sum`?
                   |
                15 |       - { key: share, label: { zh: 占比, en: Share }, format: percent, formula: amount / summ(amount) }
                   |                                                                                          ^^^^
                  = help: allowed are sum, sumif, subtotal, if, round, min, max, power
                """)
    }

    static let head = """
        \(TemplateText.head)
          - kind: table
            id: a
            name: A
            sql: SELECT 1

        """

    /// What the sheet goes on with, and the one fault it has.
    static let single: [(String, String)] = [
        (
            "    columns: [{ key: x, label: X, formula: y + 1 }]",
            "9:22 template.unknown-column the formula of `x` names `y`, which is not a column of this table, did you mean `x`?"
        ),
        (
            "    columns: [{ key: x, label: X, formula: z + 1 }, { key: z, label: Z, formula: x + 1 }]",
            "5:5 template.formula-circle formulas of this table need each other in a circle"
        ),
        (
            "    columns: [{ key: x, label: X }, { key: x, label: Y }]",
            "9:44 template.duplicate the column `x` is used twice"
        ),
        (
            "    columns: [{ key: x, label: X }, { key: y, label: X }]",
            "9:44 template.duplicate the label `X` is used twice"
        ),
        (
            "    columns: [{ key: x, label: X, codes: nowhere }]",
            "9:22 template.unknown-codes there is no table `nowhere` in `codes`"
        ),
        (
            "    columns: [{ key: x, label: X, link: { sheet: b, key: x } }]",
            "9:22 template.unknown-sheet the link leads to `b`, which is no sheet with a `key`, did you mean `a`?"
        ),
        (
            "    columns: [{ key: x, label: X }]\n    totals: { sum: [y] }",
            "10:13 template.unknown-column `totals` names `y`, which is not a column of this table, did you mean `x`?"
        ),
        (
            "    columns: [{ key: x, label: X }]\n    conditions: [{ when: y > 1, style: bad }]",
            "10:18 template.unknown-column a condition names `y`, which is not a column of this table, did you mean `x`?"
        ),
        ("    columns: [{ key: x, label: X }]\n    tab: red", "10:10 template.wrong-type `red` is not a colour"),
        (
            "    columns: [{ key: x, label: X, width: 5 }]",
            "9:42 template.wrong-type `width` has to be keys with values, found `5`"
        ),
        (
            "    columns: [{ key: x, label: X }]\n    columns: []",
            "9:5 template.syntax the key `columns` is given twice in one mapping"
        ),
        (
            "    columns: [{ key: x, label: X }",
            "10:1 template.syntax did not find expected \',\' or \']\' (while parsing a flow sequence in line 9, column 14)\n"
        ),
        (
            "    columns: [{ key: x, label: X }]\n  - kind: table\n    id: a\n    name: B\n    sql: SELECT 1\n    columns: [{ key: x, label: X }]",
            "10:5 template.duplicate the id `a` is used twice"
        ),
        (
            "    columns: [{ key: x, label: X }]\n  - kind: contents\n    id: c\n    name: C",
            "10:5 template.contents the contents sheet has to be the first"
        ),
    ]

    @Test(arguments: single.map(\.0)) func oneMistakeOneDiagnostic(_ rest: String) throws {
        let wanted = try #require(Self.single.first { $0.0 == rest })
        let found = faults(Self.head + rest).map(place)
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix(wanted.1.split(separator: " (").first.map(String.init) ?? "") == true, "\(found)")
    }

    @Test func aQueryWithoutAColumnIsNamed() throws {
        let template = try ReportTemplate.parse(
            text: Self.head + "    columns: [{ key: amount, label: X, format: money }]", file: "t.yml")
        let block = try #require(template.sheets.first?.blocks.first)
        let fault = try #require(block.missingColumns(among: ["amout", "kind"], sheet: "a").first)
        #expect(fault.message == "the query of `a` gives no column `amount`, did you mean `amout`?")
        #expect(fault.location?.description == "t.yml:9:22")
        #expect(template.queries.map(\.sql) == ["SELECT 1"])
        #expect(template.queries.first?.location.description == "t.yml:8:10")
    }

    /// The schema beside the templates is the one that the parser is made from.
    @Test func theSchemaFileIsUpToDate() throws {
        let file = Brief.repository.appendingPathComponent("Templates/template.schema.json")
        if ProcessInfo.processInfo.environment["ASSAY_REGENERATE"] != nil {
            try Data(ReportTemplate.jsonSchema.utf8).write(to: file)
        }
        #expect(try String(decoding: Data(contentsOf: file), as: UTF8.self) == ReportTemplate.jsonSchema)
    }

    @Test(.enabled(if: Programs.python != nil, "needs ASSAY_PYTHON with jsonschema and PyYAML"))
    func theSchemaAcceptsTheTemplateAndRefusesTheBroken() throws {
        let scratch = try Scratch()
        try Data(Self.broken.utf8).write(to: URL(fileURLWithPath: scratch.path + "/broken.yml"))
        let script = """
            import json, sys, yaml, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            check = jsonschema.Draft202012Validator(schema)
            print([len(list(check.iter_errors(yaml.safe_load(open(f))))) > 0 for f in sys.argv[2:]])
            """
        let schema = Brief.repository.appendingPathComponent("Templates/template.schema.json").path
        let answer = try Programs.run(
            Programs.python ?? "", ["-c", script, schema, Brief.templateURL.path, scratch.path + "/broken.yml"])
        #expect(answer == "[False, True]\n")
    }

    @Test func whatIsLeftOutOnPaperComesLast() {
        func columns(_ list: String) -> [String] { faults(Self.head + "    columns: [\(list)]").map(\.message) }
        #expect(columns("{ key: x, label: X }, { key: y, label: Y, aside: true }") == [])
        #expect(
            columns("{ key: x, label: X }, { key: y, label: Y, aside: true }, { key: z, label: Z }") == [
                "`z` stands behind a column that is aside"
            ])
        #expect(columns("{ key: x, label: X, aside: true }") == ["`x` cannot be aside"])
    }

    /// A sheet kind is a file in `Sheets/` and a line in the catalog.
    @Test func everySheetKindIsInItsCatalog() throws {
        let folder = Brief.repository.appendingPathComponent("Sources/Rendering/Sheets")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix("Sheet.swift") && !$0.hasPrefix("Prepared")
        }
        let catalog = try String(
            decoding: Data(contentsOf: folder.appendingPathComponent("SheetKindCatalog.swift")), as: UTF8.self)
        #expect(files.count == SheetKind.allCases.count)
        for file in files {
            #expect(catalog.contains(file.dropLast(6) + ".self"), "\(file) is missing from SheetKindCatalog")
        }
    }
}
