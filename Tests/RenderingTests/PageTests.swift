import Foundation
import Rendering
import Testing

struct PageTests {
    private func page(_ language: ReportLanguage = .zh, data: TableData? = nil) throws -> (
        text: String, scratch: Scratch
    ) {
        let scratch = try Scratch()
        try Brief.render(to: scratch.path, data: data) {
            $0.outputs = [.html]
            $0.language = language
        }
        return (try scratch.text("industry-brief.html"), scratch)
    }

    @Test func B28_thePageHasEverySheetAndNeedsNothingElse() throws {
        let (text, _) = try page()
        let template = try Brief.template()
        for sheet in template.sheets {
            #expect(text.contains("<section id=\"s-\(sheet.id)\"><h2>\(sheet.name.zh)</h2>"))
        }
        for word in ["http://", "https://", "src=", "@import", "url("] { #expect(!text.contains(word), "\(word)") }
        #expect(text.contains("default-src 'none'"))
        #expect(text.components(separatedBy: "<svg role=\"img\" aria-label=").count - 1 == 6)
        #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
        #expect(try page(.en).text.contains("<html lang=\"en\">"))
    }

    @Test func theHeadSpeaksTheLanguageOfTheReport() throws {
        #expect(try page().text.contains("<small>报告摘要值 3f1c9a0d5e7b2468 · 来源数 9 · "))
        #expect(try page(.en).text.contains("<small>report digest 3f1c9a0d5e7b2468 · sources 9 · "))
    }

    @Test func whatIsCountedHasWholeTicks() throws {
        let yaml = """
            \(TemplateText.summary)
                  - id: b
                    title: B
                    sql: SELECT a, n
                    columns: [{ key: a, label: A }, { key: n, label: N, format: decimal }]
                    charts: [{ kind: bar, title: T, alt: T, min_rows: 1, categories: a, series: [{ column: n, label: N }] }]
            """
        for (number, tick) in [("1", false), ("0.9", true)] {
            let scratch = try Scratch()
            var options = RenderOptions()
            options.outputs = [.html]
            let rows = [("x", number), ("y", "1"), ("z", "1")].map { [DataCell.text($0), .text($1)] }
            _ = try ReportRenderer().render(
                ReportTemplate.parse(text: yaml, file: "t.yml"),
                data: TableData(tables: ["SELECT a, n": RowTable(columns: ["a", "n"], rows: rows)]),
                properties: Brief.properties, options: options, to: scratch.path)
            #expect(try scratch.text("t.html").contains("class=\"cm\">0.2</text>") == tick)
        }
    }

    @Test func B28_figuresLeadToTheirSentence() throws {
        let (text, _) = try page()
        #expect(text.contains("<a href=\"#e-41a33926a2852a5e\" data-fact=\"41a33926a2852a5e\">"))
        #expect(text.contains("<tr id=\"e-41a33926a2852a5e\">"))
        #expect(text.contains("<mark>30亿元</mark>"))
        // a file's name may hold anything
        #expect(text.contains("href=\"../../sources/%E6%96%B0%E9%97%BB/"))
    }

    @Test func B28_dataCannotBecomeMarkup() throws {
        var data = try Brief.data()
        for (key, table) in data.tables {
            let at = table.columns.firstIndex(of: "metric") ?? table.columns.firstIndex(of: "sentence")
            guard let at else { continue }
            data.tables[key] = RowTable(
                columns: table.columns,
                rows: table.rows.map { row in
                    var row = row
                    row[at] = .text("</script><script>alert(1)</script><img onerror='x' \u{1}\"&amp;")
                    return row
                })
        }
        let (text, _) = try page(data: data)
        #expect(!text.contains("<script>alert(1)"))
        #expect(!text.contains("<img"))
        #expect(text.components(separatedBy: "</script>").count - 1 == 2)
        #expect(!text.unicodeScalars.contains("\u{1}"))
    }

    @Test func B28_longTablesSayWhereTheRestIs() throws {
        let scratch = try Scratch()
        try Brief.render(to: scratch.path) {
            $0.outputs = [.html]
            $0.pageRows = 10
        }
        #expect(try scratch.text("industry-brief.html").contains("共 82 行，此处列出前 10 行；全部见 csv/facts.csv"))
    }

    private struct Answer: Decodable {
        var sections, charts, filtered, paragraphs: Int
        var count, sort, mark: String
        var sorted, errors: [String]
        var open, closed, focus, byKeyboard, closedByKeyboard: Bool
    }

    @Test(
        .enabled(
            if: Programs.python != nil && Programs.find("chromedriver") != nil,
            "needs chromedriver, and ASSAY_PYTHON with selenium"))
    func B28_filterSortAndEvidenceInABrowser() throws {
        let (_, scratch) = try page()
        let answer = try JSONDecoder().decode(
            Answer.self, from: Data(Programs.script("page.py", [scratch.path + "/industry-brief.html"]).utf8))
        #expect(answer.sections == 30 && answer.charts == 6)
        #expect(answer.filtered == 12 && answer.count == "12 / 82")
        #expect(answer.sort == "ascending")
        #expect(answer.sorted == ["101.0万", "200.0万", "1.00亿", "12.60亿", "30.00亿"])
        #expect(answer.open && answer.mark == "30亿元" && answer.paragraphs == 6)
        #expect(answer.closed && answer.focus && answer.byKeyboard && answer.closedByKeyboard)
        #expect(answer.errors.isEmpty)
    }
}
