import Diagnostics
import Facts
import Foundation
import Ingestion
import Testing

@Suite struct PDFTests {
    static var hasProgram: Bool {
        ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/bin/pdftotext"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// A page of one line, with its cross-reference table left to the reader to rebuild.
    private static func page(_ text: String) -> [UInt8] {
        let stream = "BT /F1 12 Tf 72 700 Td (\(text)) Tj ET"
        return Array(
            """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
            4 0 obj <</Length \(stream.utf8.count)>> stream
            \(stream)
            endstream endobj
            5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
            trailer <</Root 1 0 R/Size 6>>
            %%EOF
            """.utf8)
    }

    @Test(.enabled(if: PDFTests.hasProgram))
    func C01_pdfIsReadThroughItsProgram() throws {
        #expect(
            try read(Self.page("Output reached 3.7 tonnes."), name: "a.pdf").allTexts == ["Output reached 3.7 tonnes."])
    }

    @Test(.enabled(if: PDFTests.hasProgram))
    func C01_brokenPDFIsRefused() throws {
        #expect(
            ["ingest.pdf", "ingest.empty"].contains(try refusal(of: Array("%PDF-1.4\nnothing".utf8), name: "a.pdf")))
    }

    @Test(.enabled(if: !PDFTests.hasProgram))
    func C01_aMissingProgramIsNamed() throws {
        #expect(try refusal(of: Self.page("x"), name: "a.pdf") == "ingest.needs-program")
    }
}
