import Diagnostics
import Foundation
import Rendering
import Testing

@Suite(.enabled(if: Programs.python != nil, "needs ASSAY_PYTHON with openpyxl"))
struct SheetFormTests {
    private func render(
        _ yaml: String, _ tables: [String: RowTable], _ change: (inout RenderOptions) -> Void = { _ in }
    ) throws -> (Workbook, Scratch) {
        let scratch = try Scratch()
        var options = RenderOptions()
        change(&options)
        let template = try ReportTemplate.parse(text: yaml, file: "t.yml")
        _ = try ReportRenderer().render(
            template, data: TableData(tables: tables), properties: Brief.properties, options: options, to: scratch.path)
        return (try Workbook(scratch.path + "/t.xlsx"), scratch)
    }

    @Test func oneDefinitionGivesASheetForEachPlace() throws {
        let yaml = """
            \(TemplateText.head)
              - kind: table
                id: place
                name: { zh: "{key}投资", en: "Investment in {key}" }
                note: "只列{key}"
                repeat: { sql: SELECT key FROM places, key: key }
                sql: SELECT key, amount FROM rows WHERE place = :key
                columns: [{ key: amount, label: { zh: 金额, en: Amount }, format: money }]
            """
        let places = RowTable(columns: ["key"], rows: [[.text("包头市/稀土高新区")], [.text("南昌市")], [.text("包头市／稀土高新区")]])
        let rows = RowTable(
            columns: ["key", "amount"],
            rows: [[.text("南昌市"), .text("1")], [.text("南昌市"), .text("2")], [.text("包头市/稀土高新区"), .text("3")]])
        let (book, scratch) = try render(
            yaml, ["SELECT key FROM places": places, "SELECT key, amount FROM rows WHERE place = :key": rows])
        #expect(book.sheets == ["包头市／稀土高新区投资", "南昌市投资", "包头市／稀土高新区投资 (2)"])
        #expect(book.cells["南昌市投资 A6"]?.value == "2.0")
        #expect(book.cells["包头市／稀土高新区投资 A2"]?.value == "\"只列包头市/稀土高新区\"")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/csv").sorted() == [
                "datapackage.json", "place-2.csv", "place-3.csv", "place.csv",
            ])
        #expect(book.names.keys.sorted() == ["data_place", "data_place_2"])
    }

    @Test func textIsFilledWithValues() throws {
        let yaml = """
            \(TemplateText.head)
              - kind: text
                id: foreword
                name: { zh: 说明, en: Foreword }
                values: SELECT name, value FROM values
                text:
                  - { zh: "共读入{files}个文件，{unknown}。", en: "{files} files" }
            """
        let (book, _) = try render(
            yaml, ["foreword": RowTable(columns: ["name", "value"], rows: [[.text("files"), .integer(14)]])])
        #expect(book.cells["说明 A4"]?.value == "\"共读入14个文件，{unknown}。\"")
    }

    @Test func groupsHaveSubtotalsThatTheTotalLeavesOut() throws {
        let yaml = """
            \(TemplateText.head)
              - kind: table
                id: funding
                name: { zh: 资金, en: Funding }
                sql: SELECT kind, amount FROM funding
                columns:
                  - { key: kind, label: { zh: 类别, en: Kind } }
                  - { key: amount, label: { zh: 金额, en: Amount }, format: integer }
                  - { key: share, label: { zh: 占比, en: Share }, format: percent, formula: amount / sum(amount) * 100 }
                group: { by: kind, subtotal: [amount] }
                totals: { sum: [amount] }
            """
        let rows: [[DataCell]] = [
            [.text("奖励"), .integer(1)], [.text("奖励"), .integer(2)], [.text("基金"), .integer(5)],
        ]
        let (book, scratch) = try render(yaml, ["funding": RowTable(columns: ["kind", "amount"], rows: rows)])
        #expect((5...10).compactMap { book.cells["资金 B\($0)"]?.value } == ["1.0", "2.0", "3.0", "5.0", "5.0", "8.0"])
        #expect(book.cells["资金 A7"]?.value == "\"小计：奖励\"")
        #expect(book.cells["资金 C5"]?.value == "12.5")
        #expect(book.sheet("资金").levels == 1)
        if Programs.soffice != nil {
            let again = try Programs.recalculated(scratch.path + "/t.xlsx", into: scratch)
            #expect(
                try Programs.script("workbook.py", ["formulas", scratch.path + "/t.xlsx", again]).contains(
                    "\"differences\": []"))
        }
    }

    /// Rows of totals, one a basis; they follow a filter, and in a table too long for that they are plain sums.
    @Test(arguments: [3, 6_000]) func totalsStandApartByAColumn(_ copies: Int) throws {
        let yaml = """
            \(TemplateText.head)
              - kind: table
                id: money
                name: { zh: 钱, en: Money }
                sql: SELECT basis, amount FROM money
                columns:
                  - { key: amount, label: { zh: 金额, en: Amount }, format: integer }
                  - { key: basis, label: { zh: 性质, en: Basis }, codes: basis }
                  - { key: share, label: { zh: 占比, en: Share }, format: percent, formula: "amount / sumif(basis, basis, amount) * 100" }
                totals: { sum: [amount], by: basis }
            codes:
              basis: { planned: { zh: 在建, en: planned }, actual: { zh: 实际, en: actual } }
            """
        var rows: [[DataCell]] = [[.text("planned"), .integer(100)], [.null, .integer(7)]]
        for _ in 0..<copies { rows.append([.text("actual"), .integer(2)]) }
        let (book, scratch) = try render(yaml, ["money": RowTable(columns: ["basis", "amount"], rows: rows)])
        let last = 4 + rows.count
        // what has no basis is in no total; sheets of more than 5,000 rows are read by their ends
        #expect(book.cells["钱 A\(last + 1)"]?.value == "100.0" && book.cells["钱 A\(last + 2)"]?.value == "\(Double(copies * 2))")
        #expect(book.cells["钱 B\(last + 1)"]?.value == "\"合计：在建\"" && book.cells["钱 B\(last + 2)"]?.value == "\"合计：实际\"")
        #expect(book.cells["钱 A\(last + 3)"] == nil && book.cells["钱 C5"]?.value == "100.0")
        let xml = try Programs.part("xl/worksheets/sheet1.xml", of: scratch.path + "/t.xlsx")
        let range = "$A$5:$A$\(last)"
        let sum = copies == 3
            ? "<f>SUMPRODUCT(SUBTOTAL(109,OFFSET($A$5,ROW(\(range))-ROW($A$5),0))*($B$5:$B$\(last)=\"实际\"))</f>"
            : "<f>SUMIF($B$5:$B$\(last),\"实际\",\(range))</f>"
        #expect(xml.replacingOccurrences(of: "&quot;", with: "\"").contains(sum))
        if Programs.soffice != nil, copies == 3 {
            let again = try Programs.recalculated(scratch.path + "/t.xlsx", into: scratch)
            #expect(try Programs.script("workbook.py", ["formulas", scratch.path + "/t.xlsx", again]).contains("\"formulas\": 6, \"differences\": []"))
        }
    }

    @Test func aTotalByAColumnThatIsNotThereIsRefused() throws {
        let yaml = """
            \(TemplateText.head)
              - { kind: table, id: a, name: A, sql: SELECT x, columns: [{ key: x, label: X, format: integer }], totals: { sum: [x], by: y } }
            """
        let faults = #expect(throws: DiagnosticList.self) { try ReportTemplate.parse(text: yaml, file: "t.yml") }
        // at the totals themselves, not where the sheet begins
        #expect(faults?.diagnostics.first?.location?.description == "t.yml:5:109")
        #expect(faults?.diagnostics.map(\.message) == ["`totals` names `y`, which is not a column of this table, did you mean `x`?"])
    }

    @Test func anEmptySheetSaysSoOrStaysAway() throws {
        let yaml = """
            \(TemplateText.head)
              - { kind: contents, id: c, name: C }
              - { kind: table, id: a, name: A, sql: SELECT x, columns: [{ key: x, label: X }], totals: { sum: [x] } }
              - { kind: table, id: b, name: B, sql: SELECT x, columns: [{ key: x, label: X }], hide_when_empty: true }
            """
        let (book, scratch) = try render(
            yaml, ["a": RowTable(columns: ["x"], rows: []), "b": RowTable(columns: ["x"], rows: [])])
        #expect(book.sheets == ["C", "A"])
        // the list of sheets says which stays away, and whoever reads its file finds it as ever
        #expect(book.cells["C B7"]?.value.contains("未列的工作表：B") == true)
        #expect(scratch.exists("csv/b.csv"))
        #expect(book.cells["A A5"]?.value == "\"（本期没有这类数据）\"")
    }

    @Test func anEmptySheetIsPrintedOnOnePage() throws {
        let columns = (1...12).map { "{ key: c\($0), label: X\($0), width: { min: 40, max: 40 } }" }.joined(separator: ", ")
        let yaml = """
            \(TemplateText.head)
              - { kind: table, id: a, name: A, sql: SELECT 1, freeze: 2, columns: [\(columns)] }
            """
        let keys = (1...12).map { "c\($0)" }
        for (rows, pages) in [([], 1), ([Array(repeating: DataCell.text("x"), count: 12)], 2)] {
            let (book, _) = try render(yaml, ["a": RowTable(columns: keys, rows: rows)])
            // libxlsxwriter leaves a width of one page out
            #expect((book.sheet("A").fitToWidth ?? 1) == pages)
            #expect((book.names.count, book.sheet("A").freeze) == (rows.count, "C5"))
        }
    }

    /// A page ends before a table that does not fit on it, and inside a table only past its first row.
    @Test(arguments: [(20, 20), (60, 20), (10, 90), (45, 45)]) func noHeaderIsPartedFromItsRows(_ first: Int, _ second: Int) throws {
        let columns = "columns: [{ key: x, label: X, width: { min: 60, max: 60 } }, { key: y, label: Y, width: { min: 60, max: 60 } }]"
        let yaml = """
            \(TemplateText.summary)
                  - { id: a, title: 一, sql: SELECT a, \(columns) }
                  - { id: b, title: 二, sql: SELECT b, \(columns) }
                  - { id: c, title: 三, sql: SELECT a, \(columns) }
            """
        func table(_ count: Int) -> RowTable {
            RowTable(columns: ["x", "y"], rows: (0..<count).map { [.integer(Int64($0)), .text("y")] })
        }
        let (book, _) = try render(yaml, ["SELECT a": table(first), "SELECT b": table(second)])
        let sheet = book.sheet("S")
        // titles, headers and first rows of each table, counted from 1
        let titles = (1...400).filter { ["\"一\"", "\"二\"", "\"三\""].contains(book.cells["S A\($0)"]?.value) }
        #expect(titles.count == 3)
        for title in titles {
            #expect(!sheet.breaks.contains(title) && !sheet.breaks.contains(title + 1), "\(sheet.breaks)")
        }
        #expect(!sheet.breaks.isEmpty)
        // no page is so long that the program breaks it somewhere else: A4 across, 16.5 points a row
        let scale = Double(sheet.scale ?? 100) / 100
        let ends = [0] + sheet.breaks.sorted() + [titles[2] + first + 1]
        for (start, end) in zip(ends, ends.dropFirst()) { #expect(Double(end - start) * 16.5 * scale < 500) }
    }

    @Test func theListOfSheetsIsAsWideAsItsLongestNote() throws {
        let yaml = """
            \(TemplateText.head)
              - { kind: contents, id: c, name: C }
              - { kind: table, id: a, name: A, note: "\(String(repeating: "字", count: 100))", sql: SELECT x, columns: [{ key: x, label: X }] }
            """
        let scratch = try render(yaml, ["a": RowTable(columns: ["x"], rows: [])]).1
        let header = try Programs.part("xl/worksheets/sheet1.xml", of: scratch.path + "/t.xlsx")
        // 100 characters take 193 units and the margin 3; the band begins in D and its columns have 13
        #expect(header.contains("<c r=\"S5\"") && !header.contains("<c r=\"T5\""))
    }

    @Test func aQueryThatFailsLeavesNoWorkbook() throws {
        struct Failing: ReportData {
            struct Lost: Error {}
            struct Rows: DataSet {
                var columns: [String] { ["x"] }
                func makeCursor() throws -> any RowCursor { throw Lost() }
            }
            func dataSet(_ query: ReportQuery) throws -> any DataSet { Rows() }
        }
        let scratch = try Scratch()
        let template = try ReportTemplate.parse(
            text: TemplateTests.head + "    columns: [{ key: x, label: X }]", file: "t.yml")
        #expect(throws: Failing.Lost.self) {
            try ReportRenderer().render(template, data: Failing(), properties: Brief.properties, to: scratch.path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }
}
