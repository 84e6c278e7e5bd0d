import Facts
import Lexicons
import Normalization
import Testing

/// What a fact says of how its slots were found, for `explain`.
@Suite struct EvidenceTests {
    private func evidence(title: String, body: String) throws -> [String: String] {
        let text = SourceText(title + "\n" + body), end = title.unicodeScalars.count
        let paragraphs = [
            Paragraph(role: .title, pieces: [TextSpan(0, end)]), Paragraph(role: .body, pieces: [TextSpan(end + 1, text.count)]),
        ]
        let document = Document(
            name: "made", text: text, date: CalendarDay(year: 2022, month: 3, day: 15), articles: [Article(ordinal: 0, paragraphs: paragraphs)])
        let fact = try #require(try FactSpecTests.normalizer.get().facts(in: document).first)
        return Dictionary(fact.evidence.map { ($0.slot, $0.rule) }, uniquingKeysWith: { $1 })
    }

    @Test func saysHowTheSubjectAndTheTimeOfTheArticleWereFound() throws {
        let titled = try evidence(title: "2021年包头市经济运行情况", body: "工业增加值增长8%。")
        #expect(titled["subject"] == "subject-of-article" && titled["article"] == "title")
        #expect(titled["period"] == "period-of-article" && titled["time"] == "title")
        let named = try evidence(title: "经济稳中向好", body: "各方面继续发力。包头市、包头市各旗县区加快建设。工业增加值增长8%。")
        #expect(named["article"] == "most-named")
        #expect(named["time"] == nil)
    }
}
