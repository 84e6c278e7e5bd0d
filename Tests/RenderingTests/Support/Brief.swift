import Facts
import Foundation
import Rendering

/// The shipped template over the fixture's answers (`answers.py` makes them).
enum Brief {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    static var repository: URL {
        URL(fileURLWithPath: folder.resolvingSymlinksInPath().path).deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    static var templateURL: URL { repository.appendingPathComponent("Templates/industry-brief.yml") }

    static func template() throws -> ReportTemplate {
        try ReportTemplate.parse(
            text: String(decoding: Data(contentsOf: templateURL), as: UTF8.self), file: "Templates/industry-brief.yml")
    }

    static func data(_ name: String = "answers.json") throws -> TableData {
        try read(Data(contentsOf: folder.appendingPathComponent("Fixtures/" + name)))
    }

    static func read(_ bytes: Data) throws -> TableData {
        let answers = try JSONDecoder().decode([String: Answer].self, from: bytes)
        let tables = answers.mapValues { RowTable(columns: $0.columns, rows: $0.rows.map { $0.map(\.cell) }) }
        return TableData(tables: tables, articles: tables.values.flatMap(articles))
    }

    /// The fixture's articles are its sentences, one a paragraph.
    private static func articles(_ table: RowTable) -> [ReportArticle] {
        guard let document = table.columns.firstIndex(of: "document"),
            let sentence = table.columns.firstIndex(of: "sentence"),
            let start = table.columns.firstIndex(of: "start"), let quote = table.columns.firstIndex(of: "quote_start"),
            table.columns.contains("end")
        else { return [] }
        var articles: [String: ReportArticle] = [:]
        for row in table.rows {
            guard let at = Int(row[start].text), let before = Int(row[quote].text) else { continue }
            let text = row[sentence].text
            let name = row[document].text
            articles[
                name,
                default: ReportArticle(
                    document: name, ordinal: 0, title: "产业发展情况", byline: "本报记者", date: "2021-01-08", paragraphs: [])
            ].paragraphs
                .append(
                    .init(
                        role: .body, pieces: [TextSpan(at - before, at - before + text.unicodeScalars.count)],
                        text: text))
        }
        return articles.keys.sorted().compactMap { articles[$0] }
    }

    private struct Answer: Decodable {
        var columns: [String]
        var rows: [[Value]]
    }

    private struct Value: Decodable {
        var cell: DataCell
        init(from decoder: any Decoder) throws {
            let box = try decoder.singleValueContainer()
            if box.decodeNil() {
                cell = .null
            } else if let text = try? box.decode(String.self) {
                cell = .text(text)
            } else if let whole = try? box.decode(Int64.self) {
                cell = .integer(whole)
            } else {
                cell = .real(try box.decode(Double.self))
            }
        }
    }

    static let properties = ReportProperties(
        subject: "industry-brief", created: CalendarDay("2021-01-08"),
        custom: [("report_digest", "3f1c9a0d5e7b2468"), ("sources", "9"), ("facts", "75"), ("tool_version", "0.1.0")])

    @discardableResult
    static func render(to folder: String, data: TableData? = nil, _ change: (inout RenderOptions) -> Void = { _ in })
        throws -> RenderedReport
    {
        var options = RenderOptions()
        options.sourcePrefix = "../../"
        change(&options)
        return try ReportRenderer().render(
            template(), data: data ?? self.data(), properties: properties, options: options, to: folder)
    }
}
