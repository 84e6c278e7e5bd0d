import Diagnostics
import Lexicons
import Testing

@Suite struct TSVTableTests {
    @Test func windowsLineEndsAndAByteOrderMarkAreNoPartOfTheTable() throws {
        let table = try TSVTable(
            text: "\u{FEFF}# origin\r\nword\tsource\r\n\r\n包头\tus\r\n", file: "t.tsv", columns: ["word", "source"])
        #expect(table.header == ["word", "source"])
        let row = try #require(table.rows.first)
        #expect(row.fields == ["包头", "us"])
        #expect(row.line == 4)
        #expect(row.text == "包头\tus")
    }

    @Test func aMissingFieldIsEmptyAndOneTooManyIsAFault() throws {
        #expect(try TSVTable(text: "a\tb\n1\n", file: "t.tsv", columns: ["a"]).rows.first?.fields == ["1", ""])
        let error = #expect(throws: DiagnosticList.self) {
            _ = try TSVTable(text: "a\n1\t2\n", file: "t.tsv", columns: ["a"])
        }
        #expect(error?.diagnostics.first?.code == "lexicon.row-width")
    }
}
