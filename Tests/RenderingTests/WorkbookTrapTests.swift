import Dispatch
import Foundation
import Rendering
import Testing

/// libxlsxwriter 1.1.4's traps, each with what it did and what stands against it.
struct WorkbookTrapTests {
    private func workbook(_ scratch: Scratch, constantMemory: Bool = false, _ fill: (WorksheetSession) throws -> Void)
        throws -> String
    {
        let path = scratch.path + "/trap.xlsx"
        let session = try WorkbookSession(
            path: path, temporaryFolder: scratch.path + "/tmp", constantMemory: constantMemory)
        try session.setProperties(Brief.properties)
        try fill(session.addSheet("陷阱"))
        try session.close()
        return path
    }

    /// Numbers are printed with `%.16G`: a quarter of random doubles come back changed.
    @Test(.enabled(if: Programs.unzip != nil, "needs unzip")) func everyStoredNumberComesBack() throws {
        var seed: UInt64 = 20_210_108
        func random() -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 11
        }
        var values = [
            9432.97, 0.1, 1 / 3.0, 72.92e8, 1e-7, 2.2250738585072014e-308, 9.99999999999999e307, -0.30000000000000004,
            123_456_789_012_345, 999_999_999_999_999,
        ]
        for _ in 0..<2_000 { values.append(Double(random()) / Double(random() % 1_000_000 + 1)) }
        let scratch = try Scratch()
        let path = try workbook(scratch) { sheet in
            for (row, value) in values.enumerated() {
                try sheet.write(row: row, cells: [.number(value)], styles: [.plain], height: nil, level: 0)
            }
        }
        let xml = try Programs.part("xl/worksheets/sheet1.xml", of: path)
        let found = xml.components(separatedBy: "<v>").dropFirst().compactMap { Double($0.prefix { $0 != "<" }) }
        #expect(found.count == values.count)
        #expect(zip(found, values).filter { $0 != ExcelNumber.rounded($1) }.isEmpty)
        #expect(values.filter { abs(ExcelNumber.rounded($0) - $0) > abs($0) * 5.1e-15 }.isEmpty)
    }

    /// In a link to a file, / becomes \ in the address, where Excel wants it, and in the text shown, where nobody does.
    @Test(.enabled(if: Programs.unzip != nil, "needs unzip"), arguments: [false, true])
    func aLinkShowsItsTextAsItIs(constantMemory: Bool) throws {
        let scratch = try Scratch()
        let path = try workbook(scratch, constantMemory: constantMemory) { sheet in
            try sheet.write(
                row: 0, cells: [.link("external:../sources/新闻/a.txt", text: "sources/新闻/a.txt")], styles: [.plain], height: nil,
                level: 0)
        }
        let part = constantMemory ? "xl/worksheets/sheet1.xml" : "xl/sharedStrings.xml"
        #expect(try Programs.part(part, of: path).contains(">sources/新闻/a.txt</t>"))
        #expect(try Programs.part("xl/worksheets/sheet1.xml", of: path).contains("<hyperlink "))
        #expect(try Programs.part("xl/worksheets/_rels/sheet1.xml.rels", of: path).contains("a.txt"))
    }

    static let texts = [
        "_x0041_", "a_x005F_b", "_x00ZZ_", "_x0041", "\u{1}\u{8}\u{b}\u{1f}", "line\nbreak\ttab", "\r\n", "a\u{0}b",
        "\u{FFFE}|\u{FFFF}", "＝＋－", "=1+1", "  spaces  ", "<&>\"'", "𠮷野家😀",
    ]

    /// NUL ends a C string, `_xHHHH_` in data comes back as a character, U+FFFE and U+FFFF are no XML.
    @Test(.enabled(if: Programs.python != nil, "needs ASSAY_PYTHON"), arguments: [false, true])
    func everyTextComesBack(constantMemory: Bool) throws {
        let scratch = try Scratch()
        let path = try workbook(scratch, constantMemory: constantMemory) { sheet in
            for (row, text) in Self.texts.enumerated() {
                try sheet.write(row: row, cells: [.text(text)], styles: [.plain], height: nil, level: 0)
            }
        }
        // openpyxl leaves most escapes as they are, so the script undoes them as the format says
        let found = try JSONDecoder().decode(
            [String].self, from: Data(Programs.script("workbook.py", ["texts", path]).utf8))
        #expect(found == Self.texts)
    }

    /// A cell holds 32,767 UTF-16 units; libxlsxwriter counts characters.
    @Test func longTextIsCutByUTF16UnitsAndSaid() throws {
        let scratch = try Scratch()
        let long = String(repeating: "😀", count: 20_000)
        var cut: [String] = []
        _ = try workbook(scratch) { sheet in
            try sheet.write(
                row: 2, cells: [.text("short"), .text(long)], styles: [.plain, .plain], height: nil, level: 0)
            cut = sheet.cutCells
        }
        #expect(cut == ["B3"])
        #expect(CellText.safe(long).text.utf16.count == 32_766)
        #expect(CellText.safe(String(repeating: "亿", count: 32_767)).wasCut == false)
        #expect(CellText.safe(String(repeating: "亿", count: 32_768)).wasCut)
    }

    /// `created` is now unless given; 0 means now as well.
    @Test(.enabled(if: Programs.unzip != nil, "needs unzip")) func createdIsTheDateGiven() throws {
        let scratch = try Scratch()
        let path = try workbook(scratch) { _ in }
        #expect(try Programs.part("docProps/core.xml", of: path).contains("2021-01-08T00:00:00Z"))
        let session = try WorkbookSession(
            path: scratch.path + "/none.xlsx", temporaryFolder: scratch.path + "/tmp2", constantMemory: false)
        _ = try session.addSheet("a")
        try session.setProperties(ReportProperties())
        try session.close()
        #expect(
            try Programs.part("docProps/core.xml", of: scratch.path + "/none.xlsx").contains("2000-01-01T00:00:00Z"))
    }

    /// Errors return silently unless each code is looked at.
    @Test func errorsNameWorkbookSheetAndCell() throws {
        let scratch = try Scratch()
        let session = try WorkbookSession(
            path: scratch.path + "/e.xlsx", temporaryFolder: scratch.path + "/tmp", constantMemory: false)
        let sheet = try session.addSheet("事实")
        do {
            try sheet.put(.number(1), 1_048_576, 0, .plain)
            Issue.record("a row past the last was written")
        } catch let error as WorkbookError {
            #expect(error.kind == .outOfRange)
            #expect(
                error.description
                    == "e.xlsx · 事实 · row 1048577, column 1: a sheet has 1,048,576 rows and 16,384 columns")
        }
        do {
            try sheet.put(.link("external:" + String(repeating: "x", count: 3_000), text: "x"), 0, 1, .plain)
            Issue.record("an address too long was written")
        } catch let error as WorkbookError {
            #expect(error.kind == .textTooLong)
            #expect(error.sheet == "事实" && error.cell == "B1")
        }
        do {
            _ = try session.addSheet("事实")
            Issue.record("a name was used twice")
        } catch let error as WorkbookError { #expect(error.kind == .sheetName && error.sheet == "事实") }
        let lost = try WorkbookSession(
            path: scratch.path + "/no/such/folder/e.xlsx", temporaryFolder: scratch.path + "/tmp3",
            constantMemory: false)
        _ = try lost.addSheet("a")
        #expect(throws: WorkbookError.self) { try lost.close() }
        #expect(throws: WorkbookError.self) { try lost.close() }
    }

    /// A row that was flushed cannot be written again, and tables are refused, in constant memory.
    @Test(.enabled(if: Programs.python != nil, "needs ASSAY_PYTHON with openpyxl"))
    func B08_constantMemoryTakesAFilterInsteadOfATable() throws {
        let scratch = try Scratch()
        try Brief.render(to: scratch.path) {
            $0.constantMemoryRows = 50
            $0.outputs = [.xlsx]
        }
        let large = try Workbook(scratch.path + "/industry-brief.xlsx")
        #expect(large.sheet("事实").tables.isEmpty)
        #expect(large.sheet("事实").filter == "A4:AB86")
        let small = try Scratch()
        try Brief.render(to: small.path) { $0.outputs = [.xlsx] }
        #expect(try Workbook(small.path + "/industry-brief.xlsx").sheet("事实").tables == ["tbl_facts": "A4:AB86"])
    }

    /// Workbooks side by side give the bytes they give one after another, each in its own temporary folder.
    @Test func workbooksInParallelAreTheSame() throws {
        let scratch = try Scratch()
        let alone = try Scratch()
        try Brief.render(to: alone.path) {
            $0.outputs = [.xlsx]
            $0.constantMemoryRows = 10
        }
        DispatchQueue.concurrentPerform(iterations: 4) { n in
            _ = try? Brief.render(to: scratch.path + "/\(n)") {
                $0.outputs = [.xlsx]
                $0.constantMemoryRows = 10
            }
        }
        let wanted = try alone.bytes("industry-brief.xlsx")
        for n in 0..<4 {
            #expect(try scratch.bytes("\(n)/industry-brief.xlsx") == wanted)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/\(n)") == ["industry-brief.xlsx"])
        }
    }
}
