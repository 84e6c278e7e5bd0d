import Facts
import Foundation
import Lexicons
import Normalization
import Testing

@Suite struct PeriodTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var date: String, text: String, value: String, isGap: Bool
        var testDescription: String { "\(text) @ \(date)" }
    }

    static let rows: [Row] = SpecFile.rows("periods.tsv").map { Row(date: $0[0], text: $0[1], value: $0[2], isGap: $0.count > 3 && $0[3] == "gap") }

    /// C12: ISO 8601 against the document's date, or empty, never a guess.
    @Test(arguments: rows) func C12_periodsResolveAgainstTheDocumentsDate(_ row: Row) throws {
        let marked = MarkedText(row.text)
        let found = Shared.normalizer.periods(in: SourceText(marked.plain), date: CalendarDay(row.date))
        let values = found.map { $0.value.isEmpty ? "-" : $0.value }.joined(separator: " ")
        if row.isGap {
            withKnownIssue { #expect(values == row.value) }
        } else {
            #expect(values == row.value)
            if !marked.spans.isEmpty { #expect(found.map(\.span) == marked.spans) }
        }
    }

    @Test func withoutADocumentDateRelativePeriodsAreEmpty() {
        let found = Shared.normalizer.periods(in: SourceText("今年和目前，2020年"), date: nil)
        #expect(found.map(\.value) == ["", "", "2020"])
    }
}
