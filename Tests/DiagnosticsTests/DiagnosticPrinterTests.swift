import Diagnostics
import Foundation
import Testing

@Test func A02_theWholeFormOfADiagnostic() {
    let diagnostic = Diagnostic(
        code: "lexicon.duplicate-surface", "`担` is claimed by two units",
        at: SourceLocation(file: "units.tsv", line: 41, column: 1),
        excerpt: "担  kg  50", label: "also claimed on line 17, for `t`", help: "keep one row, or give each a `context`")
    #expect(
        DiagnosticPrinter().render(diagnostic) == """
            units.tsv:41:1: error[lexicon.duplicate-surface]: `担` is claimed by two units
               |
            41 | 担  kg  50
               | ^^ also claimed on line 17, for `t`
              = help: keep one row, or give each a `context`
            """)
}

@Test func A02_caretsStandUnderTheirTextWhateverItsWidth() {
    // (excerpt, column, length, marker line after the gutter)
    let rows: [(String, Int, Int, String)] = [
        ("abc: def", 6, 3, "     ^^^"),
        ("稀土: 产业", 5, 2, "      ^^^^"),
        ("稀土产业", 2, 1, "  ^^"),
        ("ｆｕｌｌ x", 6, 1, "         ^"),
        ("\tkey: 1", 2, 3, "\t^^^"),
        ("é: 1", 1, 1, "^"),
        ("e\u{301}: x", 5, 1, "   ^"),
        ("😀 a", 3, 1, "   ^"),
        ("short", 40, 3, "     ^"),
        ("", 1, 1, "^"),
        ("abc", 2, 0, " ^"),
    ]
    for (excerpt, column, length, markers) in rows {
        let text = DiagnosticPrinter().render(
            Diagnostic(
                code: "x.y", "m", at: SourceLocation(file: "f", line: 7, column: column, length: length),
                excerpt: excerpt))
        #expect(text == "f:7:\(column): error[x.y]: m\n  |\n7 | \(excerpt)\n  | \(markers)", "\(excerpt)")
    }
}

@Test func A02_onlyWhatIsKnownIsPrinted() {
    func first(_ location: Diagnostics.SourceLocation?, excerpt: String? = nil) -> String {
        DiagnosticPrinter().render(Diagnostic(.warning, code: "a.b", "late", at: location, excerpt: excerpt))
    }
    #expect(first(nil) == "warning[a.b]: late")
    #expect(first(SourceLocation(file: "p.yml")) == "p.yml: warning[a.b]: late")
    #expect(first(SourceLocation(file: "p.yml", line: 3)) == "p.yml:3: warning[a.b]: late")
    #expect(
        first(SourceLocation(file: "p.yml", line: 3), excerpt: "x: y") == "p.yml:3: warning[a.b]: late\n  |\n3 | x: y")
    #expect(first(SourceLocation(file: "p.yml"), excerpt: "x: y") == "p.yml: warning[a.b]: late")
}

@Test func A39_colourStandsAroundTheSeverityAlone() {
    let printer = DiagnosticPrinter(color: true)
    #expect(printer.render(Diagnostic(code: "a.b", "x")) == "\u{1B}[1;31merror\u{1B}[0m[a.b]: x")
    #expect(printer.render(Diagnostic(.warning, code: "a.b", "x")) == "\u{1B}[1;33mwarning\u{1B}[0m[a.b]: x")
    #expect(printer.render(Diagnostic(.note, code: "a.b", "x")) == "\u{1B}[1;36mnote\u{1B}[0m[a.b]: x")
}

@Test func A53_aDiagnosticReadsBackFromJSON() throws {
    let diagnostic = Diagnostic(
        .note, code: "a.b", "读", at: SourceLocation(file: "文.yml", line: 3, column: 4, length: 5), excerpt: "e",
        label: "l", help: "h")
    let bytes = try JSONEncoder().encode(diagnostic)
    #expect(try JSONDecoder().decode(Diagnostic.self, from: bytes) == diagnostic)
}

@Test func A41_severitiesAreOrdered() {
    #expect(Severity.note < .warning)
    #expect(Severity.warning < .error)
    #expect([Severity.error, .note, .warning].max() == .error)
}
