import Facts
import Foundation
import Rendering
import Testing

struct TextSafetyTests {
    static let template = """
        version: 1
        name: text
        title: { zh: 文本, en: Text }
        sheets:
          - kind: table
            id: rows
            name: { zh: 行, en: Rows }
            sql: SELECT word, digits, amount FROM rows
            columns:
              - { key: word, label: { zh: 词, en: Word } }
              - { key: digits, label: { zh: 编号, en: Id } }
              - { key: amount, label: { zh: 数, en: Amount }, format: decimal }
        """

    static let rows: [[DataCell]] = [
        [.text("=1+1"), .text("440524188001010014"), .text("-3.5")],
        [.text("+86 10"), .text("000858"), .text("0.12345678901234567890")],
        [.text("-cmd|' /C calc'!A0"), .text("00"), .text("1000000000000000000")],
        [.text("@SUM(A1)"), .text("1e5"), .null],
        [.text("\t=1"), .text(""), .integer(7)],
        [.text("＝HYPERLINK(1)"), .text("2021-01-08"), .real(0.1)],
        [.text("逗号,引号\"换行\n完"), .text(" 空格"), .text("12")],
    ]

    private func render(_ change: (inout RenderOptions) -> Void = { _ in }) throws -> Scratch {
        let scratch = try Scratch()
        var options = RenderOptions()
        change(&options)
        _ = try ReportRenderer().render(
            try ReportTemplate.parse(text: Self.template, file: "text.yml"),
            data: TableData(tables: ["rows": RowTable(columns: ["word", "digits", "amount"], rows: Self.rows)]),
            properties: ReportProperties(created: CalendarDay("2021-01-08")), options: options, to: scratch.path)
        return scratch
    }

    @Test func B20_noTextOfACSVRunsAsAFormula() throws {
        let csv = try render().text("csv/rows.csv")
        #expect(
            csv == """
                word,digits,amount\r
                '=1+1,440524188001010014,-3.5\r
                '+86 10,000858,0.12345678901234567890\r
                '-cmd|' /C calc'!A0,00,1000000000000000000\r
                '@SUM(A1),1e5,\r
                '\t=1,,7\r
                '＝HYPERLINK(1),2021-01-08,0.1\r
                "逗号,引号""换行
                完"," 空格",12\r

                """)
        let raw = try render { $0.guardsFormulas = false }.text("csv/rows.csv")
        #expect(raw.contains("\r\n=1+1,440524188001010014,-3.5\r\n"))
    }

    @Test func figuresOfACSVAreTheDigitsTheyStandFor() throws {
        var values = [0.1, -0.25, 1_234.5678, 1e14, 123_456_789_012_345, 0.00001, 1.0 / 3, -0.0, 5e-324, 99_999_999_999_999.9, 0.1 + 0.2, 0]
        for at in 1...3_000 { values += [Double(at * at) / 8, -Double(at) / 100, 1e9 / Double(at), Double(at) * 1e11 + 0.5] }
        let yaml = """
            version: 1
            name: figures
            title: { zh: 数, en: Figures }
            sheets:
              - kind: table
                id: figures
                name: { zh: 数, en: Figures }
                sql: SELECT figure FROM figures
                columns: [{ key: figure, label: { zh: 数, en: Figure }, format: decimal }]
            """
        let scratch = try Scratch()
        var options = RenderOptions()
        options.outputs = [.csv]
        _ = try ReportRenderer().render(
            try ReportTemplate.parse(text: yaml, file: "figures.yml"),
            data: TableData(tables: ["figures": RowTable(columns: ["figure"], rows: values.map { [.real($0)] })]),
            properties: Brief.properties, options: options, to: scratch.path)
        let lines = try scratch.text("csv/figures.csv").components(separatedBy: "\r\n").dropFirst().dropLast()
        #expect(lines.count == values.count)
        for (line, value) in zip(lines, values) {
            #expect(line == ExcelNumber.text(value))
            #expect(Double(line) == ExcelNumber.rounded(value))
        }
    }

    @Test func B19_dialects() throws {
        let excel = try render { $0.csvDialect = .excel }.bytes("csv/rows.csv")
        #expect(excel.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(decoding: excel.dropFirst(3), as: UTF8.self).hasPrefix("词,编号,数\r\n"))
        let unix = try render { $0.csvDialect = .unix }.text("csv/rows.csv")
        #expect(unix.hasPrefix("word,digits,amount\n'=1+1,"))
        #expect(!unix.contains("\r"))
    }

    @Test(.enabled(if: Programs.python != nil, "needs ASSAY_PYTHON with openpyxl"))
    func B20_noTextOfAWorkbookIsAFormula() throws {
        let scratch = try render()
        let book = try Workbook(scratch.path + "/text.xlsx")
        #expect(book.cells["行 A5"]?.value == "\"=1+1\"")
        #expect(book.cells["行 A6"]?.value == "\"+86 10\"")
        #expect(book.cells["行 C5"]?.value == "-3.5")
        #expect(try !Programs.part("xl/worksheets/sheet1.xml", of: scratch.path + "/text.xlsx").contains("<f>"))
    }

    @Test(
        .enabled(
            if: Programs.python != nil && Programs.soffice != nil, "needs ASSAY_PYTHON with openpyxl, and LibreOffice"))
    func B21_longDigitsStayText() throws {
        let scratch = try render()
        for path in [
            scratch.path + "/text.xlsx", try Programs.recalculated(scratch.path + "/text.xlsx", into: scratch),
        ] {
            let book = try Workbook(path)
            #expect(book.cells["行 B5"]?.value == "\"440524188001010014\"")
            #expect(book.cells["行 B6"]?.value == "\"000858\"")
            #expect(book.cells["行 B8"]?.value == "\"1e5\"")
        }
    }

    @Test(
        .enabled(if: Programs.python != nil, "needs ASSAY_PYTHON with frictionless"),
        arguments: RenderOptions.CSVDialect.allCases)
    func B19_frictionlessAcceptsThePackage(_ dialect: RenderOptions.CSVDialect) throws {
        let scratch = try Scratch()
        try Brief.render(to: scratch.path) {
            $0.outputs = [.csv]
            $0.csvDialect = dialect
        }
        let answer = try Programs.run(
            Programs.python ?? "", ["-m", "frictionless", "validate", scratch.path + "/csv/datapackage.json", "--json"])
        #expect(answer.contains("\"valid\": true"))
        #expect(answer.contains("\"errors\": 0"))
    }

    static let names: [(String, String)] = [
        ("增减/变化", "增减／变化"), ("[a]*b?c:d\\e", "［a］＊b？c：d＼e"), ("'引号'", "引号"), ("", "_"), ("History", "History_"),
        (String(repeating: "产", count: 40), String(repeating: "产", count: 31)),
        (String(repeating: "😀", count: 20), String(repeating: "😀", count: 15)), ("a\u{0}b\nc", "abc"), ("  空  ", "空"),
    ]

    @Test(arguments: names) func B30_sheetNamesAreMadeSafe(_ name: String, _ safe: String) {
        #expect(SheetNames.safe(name) == safe)
        #expect(SheetNames.safe(name).utf16.count <= 31)
    }

    @Test func B30_sheetNamesAreUniqueInAnyCase() {
        var names = SheetNames()
        #expect(
            ["产能", "产能", "Facts", "FACTS", String(repeating: "长", count: 31), String(repeating: "长", count: 31)].map {
                names.claim($0)
            }
                == [
                    "产能", "产能 (2)", "Facts", "FACTS (2)", String(repeating: "长", count: 31),
                    String(repeating: "长", count: 27) + " (2)",
                ])
    }
}
