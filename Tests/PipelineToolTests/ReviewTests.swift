import Foundation
import Testing

/// Decisions travel from the workbook into overrides.csv and hold in the next report.
@Suite(.enabled(if: SpreadsheetPrograms.python != nil, "needs ASSAY_PYTHON with openpyxl"))
struct ReviewTests {
    private static let text = "项目一期投入约30亿元，二期再投入5亿元，说来也有2亿多元，另外近1亿元。\n这里生产的产品增长近三成，还有几百家企业参加，共用地1.2万亩。\n"

    private func project(_ text: String = text) throws -> SmallProject {
        let project = try SmallProject(documents: ["c.txt": text])
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        return project
    }

    private func workbook(_ project: SmallProject) -> String { project.scratch.file("Reports/brief/latest/industry-brief.xlsx") }

    private func facts(_ project: SmallProject) throws -> String {
        String(decoding: try #require(try project.published()["csv/facts.csv"]), as: UTF8.self)
    }

    private func decisions(_ project: SmallProject) throws -> String {
        String(decoding: try #require(try project.published()["csv/decisions.csv"]), as: UTF8.self)
    }

    @Test func B25_decisionsComeBackFromOpenpyxl() throws {
        let project = try project()
        let saved = project.scratch.file("decided.xlsx")
        try SpreadsheetPrograms.openpyxl(
            workbook(project), to: saved,
            [
                "2亿多元": ["处理意见": "更正", "更正值": "1.2亿", "更正类别": "投资", "更正期间": "2018-2020年", "复核人": "李", "复核说明": "查过公告，第3页"],
                "近1亿元": ["处理意见": "Reject", "复核人": "王", "复核日期": "2021-02-03"],
            ])
        let taken = try project.assay("review", "apply", saved)
        #expect(taken.code == 0 && taken.out.hasPrefix("2 decisions taken over into Pipelines/brief/overrides.csv (2 new"), "\(taken)")
        let file = try project.scratch.read("Pipelines/brief/overrides.csv")
        #expect(file.contains("correct,120000000,,,investment,") && file.contains("2018/2020"), "\(file)")
        #expect(file.contains("reject,") && file.contains("王,2021-02-03"))
        #expect(!file.contains("fact_id"))

        let run = try project.assay("run", "brief")
        #expect(run.code == 0 && run.err.contains("enrich: 1 of 1 (new overrides"), "\(run.err)")
        let rows = try facts(project)
        #expect(rows.contains("120000000") && !rows.contains("近1亿元"))
        // the machine's own value stays beside, with who and when
        let told = try decisions(project)
        #expect(told.contains(",applied,correct,2亿多元,200000000,") && told.contains("李"), "\(told)")
        #expect(told.contains("查过公告，第3页") && told.contains(",applied,reject,近1亿元,"))
        #expect(rows.split(separator: "\n").contains { $0.contains("120000000") && $0.contains("200000000") && $0.contains("李") })

        // the same workbook again, and the newest one as it is, change nothing
        #expect(try project.assay("review", "apply", saved).out == "nothing to take over (0 new, 0 changed, 2 as before)\n")
        #expect(try project.assay("review", "apply", workbook(project)).out == "nothing to take over (0 new, 0 changed, 1 as before)\n")
        #expect(try project.assay("run", "brief").out == "nothing to do\n")
    }

    @Test(.enabled(if: SpreadsheetPrograms.soffice != nil, "needs LibreOffice"))
    func B25_decisionsTypedInLibreOfficeComeBack() throws {
        let project = try project()
        let saved = project.scratch.file("typed.xlsx")
        // row 5 is what matters most; numbers, days and months typed as a person does
        try SpreadsheetPrograms.libreOffice(
            workbook(project), to: saved, cells: ["J5": "更正", "K5": "120000000", "Z5": "2020-12", "O5": "赵", "J6": "采纳", "P6": "2021-02-03"])
        let taken = try project.assay("review", "apply", saved)
        #expect(taken.code == 0 && taken.out.hasPrefix("2 decisions"), "\(taken)")
        let file = try project.scratch.read("Pipelines/brief/overrides.csv")
        #expect(file.contains("correct,120000000,") && file.contains(",2020-12,") && file.contains("赵,20"), "\(file)")
        #expect(file.contains("accept,") && file.contains(",2021-02-03"), "\(file)")
    }

    @Test(.enabled(if: SpreadsheetPrograms.soffice != nil, "needs LibreOffice"))
    func B25_sortedFilteredAndWidenedSheetsAreRead() throws {
        let project = try project()
        let saved = project.scratch.file("moved.xlsx")
        try SpreadsheetPrograms.openpyxl(
            workbook(project), to: saved, ["2亿多元": ["处理意见": "更正", "更正值": "1.2"], "近1亿元": ["处理意见": "采纳"]],
            more: """
                rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
                for number, row in enumerate(reversed(rows)):
                    for at, value in enumerate(row):
                        sheet.cell(5 + number, at + 1).value = value
                sheet.insert_cols(2)
                sheet.cell(4, 2).value = "我的备注"
                sheet.cell(5, 2).value = "=1+1"
                columns = {cell.value: cell.column for cell in sheet[4]}
                for row in range(5, sheet.max_row + 1):
                    sheet.row_dimensions[row].hidden = True
                    if sheet.cell(row, columns["原文"]).value == "2亿多元":
                        sheet.cell(row, columns["更正单位"]).value = "亿元"
                        sheet.cell(row, columns["复核日期"]).value = datetime.date(2021, 2, 4)
                book.move_sheet("复核", -20)
                """)
        // saved once more by LibreOffice: other styles, other order of parts
        let again = try SpreadsheetPrograms.resave(saved, into: project.scratch.file("again"))
        for path in [saved, again] {
            let taken = try project.assay("review", "apply", path, "--dry-run")
            #expect(taken.code == 0 && taken.out.contains("2 new"), "\(taken)")
        }
        #expect(try project.assay("review", "apply", again).code == 0)
        let file = try project.scratch.read("Pipelines/brief/overrides.csv")
        #expect(file.contains("correct,120000000,") && file.contains(",2021-02-04"), "\(file)")
    }

    @Test func B25_aDecisionWhoseSourceChangedWaitsAndIsSaid() throws {
        let project = try project()
        let saved = project.scratch.file("decided.xlsx")
        try SpreadsheetPrograms.openpyxl(workbook(project), to: saved, ["2亿多元": ["处理意见": "更正", "更正值": "3亿元", "复核人": "李"]])
        // the source changes before the decision arrives
        try project.scratch.write("Pipelines/brief/sources/c.txt", Self.text.replacing("说来也有2亿多元", with: "其中仪器和软件4亿多元"))
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        let taken = try project.assay("review", "apply", saved)
        #expect(taken.code == 0 && taken.err.contains("review.source-changed") && taken.err.contains("复核!"), "\(taken.err)")
        let run = try project.assay("run", "brief")
        #expect(run.code == 0 && run.err.contains("the decision on `2亿多元` (李"), "\(run.err)")
        #expect(try decisions(project).contains(",stale,correct,2亿多元,"))
        let review = String(decoding: try #require(try project.published()["csv/review.csv"]), as: UTF8.self)
        #expect(review.contains("stale_override"))
        #expect(try project.assay("review", "brief").out.contains("stale_override"))
        // it finds its sentence again when the source is as it was
        try project.scratch.write("Pipelines/brief/sources/c.txt", Self.text)
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        #expect(try facts(project).contains("300000000") && decisions(project).contains(",applied,"))
        // and waits in sight when the whole document goes
        try FileManager.default.removeItem(atPath: project.scratch.file("Pipelines/brief/sources/c.txt"))
        try project.scratch.write("Pipelines/brief/sources/d.txt", "新增投资3亿元。\n")
        let gone = try project.assay("run", "brief")
        #expect(gone.code == 0 && gone.err.contains("overrides.gone"), "\(gone.err)")
        #expect(try decisions(project).contains(",gone,correct,2亿多元,"))
    }

    @Test func B25_textMovedElsewhereKeepsItsDecision() throws {
        let project = try project()
        let saved = project.scratch.file("decided.xlsx")
        try SpreadsheetPrograms.openpyxl(workbook(project), to: saved, ["2亿多元": ["处理意见": "更正", "更正值": "3亿元", "复核人": "李"]])
        #expect(try project.assay("review", "apply", saved).code == 0)
        // offsets shift: nothing to say
        try project.scratch.write("Pipelines/brief/sources/c.txt", "本报讯 新的一段写在前面，谈到三件事。\n" + Self.text)
        let shifted = try project.assay("run", "brief")
        #expect(shifted.code == 0 && !shifted.err.contains("overrides."), "\(shifted.err)")
        #expect(try facts(project).contains("300000000"))
        // the sentence changes far from the figure, or is cut in two: the decision holds, and that is said
        for (old, new) in [("项目一期投入约30亿元", "据介绍，该项目一期已经投入约30亿元"), ("二期再投入", "二期。\n再投入")] {
            try project.scratch.write("Pipelines/brief/sources/c.txt", Self.text.replacing(old, with: new))
            let moved = try project.assay("run", "brief")
            #expect(moved.code == 0 && moved.err.contains("overrides.moved"), "\(moved.err)")
            #expect(try facts(project).contains("300000000") && decisions(project).contains(",moved,"))
        }
    }

    @Test func B25_aLaterDecisionReplacesAnEarlierOne() throws {
        let project = try project()
        let first = project.scratch.file("first.xlsx"), second = project.scratch.file("second.xlsx")
        try SpreadsheetPrograms.openpyxl(workbook(project), to: first, ["2亿多元": ["处理意见": "更正", "更正值": "3亿元", "复核人": "李"]])
        try SpreadsheetPrograms.openpyxl(workbook(project), to: second, ["2亿多元": ["处理意见": "更正", "更正值": "4亿元", "复核人": "王"]])
        _ = try project.assay("review", "apply", first)
        let taken = try project.assay("review", "apply", second)
        #expect(taken.out.contains("(0 new, 1 changed, 0 as before)"), "\(taken.out)")
        #expect(taken.err.contains("correct 400000000 (王") && taken.err.contains("stands for correct 300000000 (李"), "\(taken.err)")
        let lines = try project.scratch.read("Pipelines/brief/overrides.csv").split(whereSeparator: \.isNewline)
        #expect(lines.count == 2)
    }

    @Test(arguments: [
        (["处理意见": "也许"], "`也许` is no decision"),
        (["更正值": "3亿元"], "a corrected value without a decision"),
        (["处理意见": "更正"], "without a corrected value"),
        (["处理意见": "更正", "更正值": "很多"], "`很多` in `Corrected value` / `更正值` is no figure"),
        (["处理意见": "更正", "更正期间": "去年"], "is no period"),
        (["处理意见": "更正", "更正类别": "捐赠"], "is not a word of the report"),
        (["处理意见": "更正", "更正值": "5亿元", "更正上限": "3亿元"], "is below the lower"),
        (["处理意见": "采纳", "更正值": "3亿元"], "with a corrected value"),
    ]) func B25_whatCannotBeReadIsPlacedAndNothingIsTaken(_ cells: [String: String], _ message: String) throws {
        let project = try Self.shared.get()
        let scratch = try Scratch()
        // the same rows as CSV, which is read by the same labels
        let review = try String(contentsOfFile: project.scratch.file("Reports/brief/latest/csv/review.csv"), encoding: .utf8)
        let line = try #require(review.split(whereSeparator: \.isNewline).first { $0.contains("2亿多元") })
        let id = try #require(line.split(separator: ",").last)
        let labels = cells.keys.sorted()
        try scratch.write("wrong.csv", "编号,\(labels.joined(separator: ","))" + (labels.contains("处理意见") ? "" : ",处理意见")
            + "\n\(id),\(labels.map { cells[$0] ?? "" }.joined(separator: ","))\n")
        let taken = try project.assay("review", "apply", scratch.file("wrong.csv"), "brief")
        #expect(taken.code == 65 && taken.err.contains(message) && taken.err.contains("wrong.csv, line 2"), "\(taken.err)")
        #expect(!project.scratch.exists("Pipelines/brief/overrides.csv"))
    }

    private static let shared = Result { () throws -> SmallProject in
        let project = try SmallProject(documents: ["c.txt": text])
        _ = try project.assay("run", "brief", "--quiet")
        return project
    }

    @Test func B25_filesThatAreNoWorkbookAreRefused() throws {
        let project = try Self.shared.get()
        let scratch = try Scratch()
        let whole = try Data(contentsOf: URL(fileURLWithPath: workbook(project)))
        let files: [(String, Data, String)] = [
            ("cut.xlsx", whole.prefix(whole.count / 2), "is no readable workbook"),
            ("empty.xlsx", Data(), "lacks the columns"),
            ("old.xls", Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "old format, or protected by a password"),
            ("zip.xlsx", Data([0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)), "it holds no workbook"),
        ]
        for (name, bytes, message) in files {
            try bytes.write(to: URL(fileURLWithPath: scratch.file(name)))
            let taken = try project.assay("review", "apply", scratch.file(name))
            #expect(taken.code == 65 && taken.err.contains(message), "\(name): \(taken)")
        }
        let other = scratch.file("other.xlsx")
        try SpreadsheetPrograms.openpyxl(workbook(project), to: other, [:], more: "book.remove(sheet)")
        #expect(try project.assay("review", "apply", other).err.contains("has no sheet with the columns"))
        #expect(try project.assay("review", "apply", scratch.file("none.xlsx")).code == 66)
    }
}
