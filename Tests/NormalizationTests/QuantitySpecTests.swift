import Facts
import Foundation
import Lexicons
import Normalization
import Testing

/// The specification of the quantity layer, row by row.
@Suite struct QuantitySpecTests {
    private static func describe(_ quantities: [Quantity], in text: SourceText) -> String {
        quantities.map { "⟦\(text[$0.span])⟧ \($0.low)…\($0.high) \($0.comparator) \($0.unit) \($0.kind) \($0.reason)" }
            .joined(separator: " | ")
    }

    @Test(arguments: SpecFiles.quantities)
    func C10_oneSpellingOneValue(_ spec: QuantitySpec) throws {
        let scanner = try SpecLexicons.scanner.get()
        let found = scanner.quantities(in: spec.text)
        let match = found.first { $0.span == spec.span && $0.reason.isEmpty }
        let said = Self.describe(found, in: spec.text)
        func check() {
            #expect(match != nil, "no such span: \(said)")
            guard let match else { return }
            #expect(match.low.description == spec.low && match.high.description == spec.high, "\(said)")
            #expect(match.comparator.rawValue == spec.comparator, "\(said)")
            #expect(match.unit == spec.unit, "\(said)")
            #expect(match.kind.rawValue == spec.kind, "\(said)")
        }
        if spec.isGap { withKnownIssue { check() } } else { check() }
    }

    @Test(arguments: SpecFiles.rejections)
    func C10_whatIsNoFigure(_ spec: RejectionSpec) throws {
        let scanner = try SpecLexicons.scanner.get()
        let found = scanner.quantities(in: spec.text)
        let accepted = found.filter { $0.reason.isEmpty && $0.span.overlaps(spec.span) }
        let said = Self.describe(found, in: spec.text)
        func check() {
            #expect(accepted.isEmpty, "\(said)")
            if !spec.reason.isEmpty {
                #expect(found.contains { $0.reason == spec.reason && $0.span.overlaps(spec.span) }, "\(said)")
            }
        }
        if spec.isGap { withKnownIssue { check() } } else { check() }
    }

    @Test func C10_theSpecificationIsBroad() {
        #expect(SpecFiles.quantities.count + SpecFiles.rejections.count >= 1_200)
        #expect(SpecFiles.rejections.count >= 300)
        // a gap is the exception
        let gaps = SpecFiles.quantities.filter(\.isGap).count + SpecFiles.rejections.filter(\.isGap).count
        #expect(gaps <= 40)
    }

    /// A row in the pipeline's own table is enough for a new unit and a new classifier.
    @Test func C11_aRowTeachesAUnit() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-units-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "spellings\tunit\tfactor\tdimension\tper\tper_factor\tcontext\tnot_before\tsource\n石\tt\t0.06\tmass\tt\t\t\t\tours\n"
            .write(to: folder.appendingPathComponent("units.tsv"), atomically: true, encoding: .utf8)
        try "classifier\trole\tnot_before\tsource\n灶\tcount\t\tours\n"
            .write(to: folder.appendingPathComponent("classifiers.tsv"), atomically: true, encoding: .utf8)
        let source = LexiconSource(shipped: SpecLexicons.source.shipped, overlay: folder)
        let scanner = QuantityScanner(try QuantityLexicons(source: source))
        let text = SourceText("收粮1.2万石，建窑35灶")
        let found = scanner.quantities(in: text)
        #expect(found.map { text[$0.span] } == ["1.2万石", "35灶"])
        #expect(found.map(\.low.description) == ["720", "35"])
        #expect(found.map(\.unit) == ["t", "灶"])
    }
}
