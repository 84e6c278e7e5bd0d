import Diagnostics
import Facts
import Foundation
import Rendering
import Testing

struct RenderingSmokeTests {
    static let template = """
        version: 1
        name: small
        title: { zh: 小报告, en: Small report }
        sheets:
          - kind: contents
            id: contents
            name: { zh: 目录, en: Contents }
          - kind: table
            id: funding
            name: { zh: 资金, en: Funding }
            sql: SELECT kind, amount FROM funding
            columns:
              - { key: kind, label: { zh: 类别, en: Kind } }
              - { key: amount, label: { zh: 金额, en: Amount }, format: money }
              - { key: part, label: { zh: 占比, en: Share }, format: percent, formula: amount / sum(amount) * 100 }
            totals: { sum: [amount] }
        """

    @Test func aSmallReportIsWritten() throws {
        let scratch = try Scratch()
        let template = try ReportTemplate.parse(text: Self.template, file: "small.yml")
        let data = TableData(tables: [
            "funding": RowTable(
                columns: ["kind", "amount"],
                rows: [
                    [.text("奖励资金"), .text("370000000")], [.text("专项资金"), .text("587000000")],
                    [.text("投资基金"), .text("2086000000")],
                ])
        ])
        let report = try ReportRenderer().render(
            template, data: data, properties: ReportProperties(created: CalendarDay("2021-01-08")), to: scratch.path)
        #expect(report.files.map(\.path) == ["small.xlsx", "csv/funding.csv", "csv/datapackage.json"])
        let csv = try scratch.text("csv/funding.csv")
        #expect(
            csv
                == "kind,amount,part\r\n奖励资金,370000000,12.1590535655603\r\n专项资金,587000000,19.2901741702268\r\n投资基金,2086000000,68.5507722642129\r\n"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["csv", "small.xlsx"])
    }
}
