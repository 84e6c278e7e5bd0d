import Diagnostics
import Facts
import Foundation
import Lexicons
import Testing

/// The tables of the quantity layer: what ships is whole, and faults are told all at once.
@Suite struct QuantityTablesTests {
    private static let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Lexicons/Resources")

    /// A folder with one table in it, to be removed by the test.
    private static func overlay(_ name: String, _ text: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-lexicons-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        return folder
    }

    private static let unitHeader = "spellings\tunit\tfactor\tdimension\tper\tper_factor\tcontext\tnot_before\tsource\n"

    @Test func C11_shippedTablesLoad() throws {
        let set = try QuantityLexicons(source: LexiconSource(shipped: Self.shipped))
        #expect(set.units.spellings.count > 400)
        #expect(set.currencies.after.count > 150)
        #expect(set.classifiers.rows.count > 250)
        #expect(set.comparators.rows.count > 200)
        #expect(set.idioms.rows.count > 900)
        #expect(set.numerals.rows.count > 80)
        #expect(set.numberContexts.rows.count > 80)
    }

    @Test func C11_noSpellingHasTwoMeanings() throws {
        let set = try QuantityLexicons(source: LexiconSource(shipped: Self.shipped))
        let units = Set(set.units.spellings.map(\.spelling)), money = Set(set.currencies.after.map(\.word))
        let classifiers = Set(set.classifiers.rows.map(\.word))
        #expect(units.intersection(money).isEmpty)
        #expect(units.intersection(classifiers).isEmpty, "\(units.intersection(classifiers))")
        #expect(money.intersection(classifiers).isEmpty)
    }

    @Test func C11_everyTableNamesItsOrigin() throws {
        for name in [
            UnitTable.fileName, CurrencyTable.fileName, ClassifierTable.fileName, ComparatorTable.fileName, IdiomTable.fileName,
            NumeralTable.fileName, NumberContextTable.fileName,
        ] {
            let text = try String(contentsOf: Self.shipped.appendingPathComponent(name), encoding: .utf8)
            let comments = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n")
            #expect(comments.contains("origin:") && comments.contains("licence"), "\(name)")
        }
    }

    @Test func C11_aPipelineAddsAUnitByARow() throws {
        let folder = try Self.overlay("units.tsv", Self.unitHeader + "石\tt\t0.06\tmass\t\t\t\t\tours\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try UnitTable(source: LexiconSource(shipped: Self.shipped, overlay: folder))
        let row = try #require(table.spellings.first { $0.spelling == "石" })
        #expect(table.rows[row.row].unit == "t")
        #expect(table.rows[row.row].factor.description == "0.06")
    }

    @Test func C11_aSpellingClaimedTwiceNamesBothRows() throws {
        let folder = try Self.overlay("units.tsv", Self.unitHeader + "担|石\tkg\t50\tmass\t\t\t\t\tours\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: DiagnosticList.self) {
            try UnitTable(source: LexiconSource(shipped: Self.shipped, overlay: folder))
        }
        let fault = try #require(error?.diagnostics.first)
        #expect(fault.code == "lexicon.duplicate")
        #expect(fault.message == "`担` is claimed by two rows")
        #expect(fault.label.contains("units.tsv:") && fault.label.contains("for `t`"))
    }

    @Test func C11_everyFaultOfATableIsToldAtOnce() throws {
        let folder = try Self.overlay(
            "units.tsv",
            Self.unitHeader + "甲\tt\tzero\tmass\t\t\t\t\to\n乙\tt\t1\tmas\t\t\t\t\to\n丙\t\t1\tmass\t\t\t\t\to\n丁\tt\t1\tmass\t\t\tdegre\t\to\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: DiagnosticList.self) {
            try UnitTable(source: LexiconSource(shipped: Self.shipped, overlay: folder))
        }
        let codes = error?.diagnostics.map(\.code) ?? []
        #expect(codes == ["lexicon.bad-factor", "lexicon.unknown-dimension", "lexicon.empty-unit", "lexicon.unknown-context"])
        #expect(error?.diagnostics[1].help == "did you mean `mass`?")
        #expect(error?.diagnostics[1].location?.line == 3)
    }

    @Test func C11_currenciesAreISOCodes() throws {
        let folder = try Self.overlay("currencies.tsv", "code\tafter\tbefore\tnot_before\tsource\nYuan\t贝\t\t\to\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: DiagnosticList.self) {
            try CurrencyTable(source: LexiconSource(shipped: Self.shipped, overlay: folder))
        }
        #expect(error?.diagnostics.first?.code == "lexicon.bad-currency")
    }

    @Test(arguments: [
        ("classifiers.tsv", "classifier\trole\tnot_before\tsource\n贯\tcounts\t\to\n", "lexicon.unknown-role"),
        ("comparators.tsv", "word\tside\tcomparator\tnot_after\tneeds\tsource\n起\tbehind\tge\t\t\to\n", "lexicon.unknown-side"),
        ("comparators.tsv", "word\tside\tcomparator\tnot_after\tneeds\tsource\n起\tafter\tmore\t\t\to\n", "lexicon.unknown-comparator"),
        ("idioms.tsv", "word\treason\tsource\n一言堂\tsaying\to\n", "lexicon.unknown-reason"),
        ("numerals.tsv", "numeral\tvalue\trole\tsource\n仨\t3\tdigits\to\n", "lexicon.unknown-role"),
        ("numerals.tsv", "numeral\tvalue\trole\tsource\n仨\tthree\tdigit\to\n", "lexicon.bad-value"),
        ("numerals.tsv", "numeral\tvalue\trole\tsource\n仨俩\t3\tdigit\to\n", "lexicon.long-numeral"),
        ("number-contexts.tsv", "word\tside\treason\tsource\n楼牌\tbefore\tplate\to\n", "lexicon.unknown-reason"),
    ])
    func C11_aWrongRowIsPlaced(_ name: String, _ text: String, _ code: String) throws {
        let folder = try Self.overlay(name, text)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = LexiconSource(shipped: Self.shipped, overlay: folder)
        let error = #expect(throws: DiagnosticList.self) { try QuantityLexicons(source: source) }
        let fault = try #require(error?.diagnostics.first)
        #expect(fault.code == code)
        #expect(fault.location?.file.hasSuffix(name) == true && fault.location?.line == 2)
    }
}
