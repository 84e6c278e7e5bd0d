import Foundation
import Testing

/// The spreadsheet programs that people decide in, driven without a screen.
enum SpreadsheetPrograms {
    /// Python with openpyxl.
    static let python = ProcessInfo.processInfo.environment["ASSAY_PYTHON"]
    static let soffice: String? = ["/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What a person fills in: the row of that figure, label → text.
    typealias Edits = [String: [String: String]]

    /// Fills in 复核 with openpyxl and saves.
    ///
    /// - Parameter more: Python over `book`, `sheet`, `columns` (label → number), run before saving.
    static func openpyxl(_ workbook: String, to target: String, _ edits: Edits, more: String = "") throws {
        let scratch = try Scratch()
        let json = String(decoding: try JSONSerialization.data(withJSONObject: edits), as: UTF8.self)
        try scratch.write("edits.json", json)
        try scratch.write("edit.py", """
            import datetime, json, sys, openpyxl
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book["复核"]
            columns = {cell.value: cell.column for cell in sheet[4]}
            edits = json.load(open(sys.argv[3]))
            for row in range(5, sheet.max_row + 1):
                for label, value in edits.get(sheet.cell(row, columns["原文"]).value, {}).items():
                    sheet.cell(row, columns[label]).value = value
            \(more)
            book.save(sys.argv[2])
            """)
        let answer = try Tool.run(python ?? "python3", [scratch.file("edit.py"), workbook, target, scratch.file("edits.json")])
        try #require(answer.code == 0, "\(answer.err)")
    }

    /// Types into cells of 复核 in LibreOffice, as its own Basic does, and saves as .xlsx.
    static func libreOffice(_ workbook: String, to target: String, cells: [String: String]) throws {
        let scratch = try Scratch()
        let profile = "-env:UserInstallation=file://" + scratch.file("profile")
        // the first start makes the profile, with an empty module of that name
        _ = try Tool.run(soffice ?? "soffice", ["--headless", profile, "--terminate_after_init"])
        try scratch.write("profile/user/basic/Standard/script.xlb", """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
            <library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
            """)
        let typed = cells.sorted { $0.key < $1.key }
            .map { "sheet.getCellRangeByName(\"\($0.key)\").setFormula(\"\($0.value)\")" }.joined(separator: "\n")
        try scratch.write("profile/user/basic/Standard/Module1.xba", """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
            <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
            Sub Decide
            Dim hidden(0) As New com.sun.star.beans.PropertyValue
            hidden(0).Name = "Hidden" : hidden(0).Value = True
            Dim doc As Object : doc = StarDesktop.loadComponentFromURL(ConvertToURL("\(workbook)"), "_blank", 0, hidden())
            Dim sheet As Object : sheet = doc.Sheets.getByName("复核")
            \(typed.replacing("\"", with: "&quot;"))
            Dim how(0) As New com.sun.star.beans.PropertyValue
            how(0).Name = "FilterName" : how(0).Value = "Calc MS Excel 2007 XML"
            doc.storeAsURL(ConvertToURL("\(target)"), how())
            doc.close(True)
            End Sub
            </script:module>
            """)
        let answer = try Tool.run(soffice ?? "soffice", ["--headless", profile, "macro:///Standard.Module1.Decide"])
        try #require(FileManager.default.fileExists(atPath: target), "\(answer.err)")
    }

    /// Opens a workbook in LibreOffice and saves it again.
    static func resave(_ workbook: String, into folder: String) throws -> String {
        let scratch = try Scratch()
        let answer = try Tool.run(
            soffice ?? "soffice",
            ["--headless", "-env:UserInstallation=file://" + scratch.file("profile"), "--convert-to", "xlsx", "--outdir", folder, workbook])
        let target = folder + "/" + URL(fileURLWithPath: workbook).lastPathComponent
        try #require(FileManager.default.fileExists(atPath: target), "\(answer.err)")
        return target
    }
}
