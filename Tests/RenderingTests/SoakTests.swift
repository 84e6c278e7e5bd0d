import Foundation
import Rendering
import Testing

/// Long sheets: `ASSAY_SOAK=1000000` renders that many rows of 20 cells and looks at time and memory.
struct SoakTests {
    /// Rows made as they are asked for; nothing is kept.
    struct MadeRows: ReportData, DataSet {
        let count: Int
        let cells: Int
        var columns: [String] { (0..<cells).map { "c\($0)" } }
        func dataSet(_ query: ReportQuery) -> any DataSet { self }
        func makeCursor() -> any RowCursor { Cursor(data: self) }

        struct Cursor: RowCursor {
            let data: MadeRows
            var at = 0
            mutating func next() -> DataRow? {
                guard at < data.count else { return nil }
                at += 1
                return DataRow(
                    (0..<data.cells).map { cell in
                        .text(cell % 3 == 2 ? String(at * 7 + cell) : "江西省南昌市第\((at + cell) % 997)号技术合同")
                    })
            }
        }
    }

    static func template(cells: Int) throws -> ReportTemplate {
        let columns = (0..<cells).map { n in
            "          - { key: c\(n), label: { zh: 第\(n)列, en: column \(n) }"
                + (n % 3 == 2 ? ", format: decimal }" : " }")
        }
        return try ReportTemplate.parse(
            text: """
                version: 1
                name: long
                title: { zh: 长表, en: Long }
                sheets:
                  - kind: table
                    id: rows
                    name: { zh: 行, en: Rows }
                    sql: SELECT * FROM rows
                    totals: { sum: [c2] }
                    columns:

                """ + columns.joined(separator: "\n"), file: "long.yml")
    }

    /// Kilobytes of memory that the process has ever held.
    static var peak: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["ASSAY_SOAK"] != nil, "set ASSAY_SOAK to a number of rows"))
    func B17_aMillionRowsInConstantMemory() throws {
        let rows = Int(ProcessInfo.processInfo.environment["ASSAY_SOAK"] ?? "") ?? 200_000
        let cells = Int(ProcessInfo.processInfo.environment["ASSAY_SOAK_CELLS"] ?? "") ?? 20
        let scratch = try Scratch()
        var options = RenderOptions()
        options.outputs = Set(
            (ProcessInfo.processInfo.environment["ASSAY_SOAK_OUTPUTS"] ?? "xlsx").split(separator: ",").compactMap {
                RenderOptions.Output(rawValue: String($0))
            })
        let before = Self.peak
        let start = clock()
        let report = try ReportRenderer().render(
            try Self.template(cells: cells), data: MadeRows(count: rows, cells: cells), properties: Brief.properties,
            options: options, to: scratch.path)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        let peak = Self.peak
        print(
            "rows \(rows), cells \(cells), \(seconds) CPU s, \(Int(Double(rows) / seconds)) rows per CPU s, peak \(peak / 1024) MB, before \(before / 1024) MB"
        )
        #expect(report.files.first?.rows == rows)
        #expect(peak < 150 * 1024)
    }
}
