import Diagnostics
import Facts
import Foundation
import Ingestion
import Testing

@Suite struct RefusalTests {
    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "a PNG image"),
            ([0x50, 0x4B, 0x03, 0x04, 0x14, 0], "a ZIP archive or an Office document"),
            ([0x7F, 0x45, 0x4C, 0x46, 2, 1], "an ELF program"),
            ([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x2E, 0x34], "a PDF document"),
            ([0x1F, 0x8B, 0x08, 0], "gzip data"),
        ] as [([UInt8], String)])
    func C01_bytesDecideNotTheSuffix(bytes: [UInt8], kind: String) throws {
        do {
            _ = try read(bytes, name: "a.txt")
            Issue.record("read as text")
        } catch let diagnostic as Diagnostic {
            #expect(diagnostic.code == "ingest.not-text")
            #expect(diagnostic.message == "`a.txt` is not text: it is \(kind)")
            #expect(!diagnostic.help.isEmpty)
        }
    }

    @Test func C01_emptyAndBlankFilesSayThatTheyAre() throws {
        #expect(try refusal(of: []) == "ingest.empty")
        #expect(try refusal(of: Array(" \r\n\u{3000}\n\t".utf8)) == "ingest.empty")
        #expect(try refusal(of: [0xEF, 0xBB, 0xBF]) == "ingest.empty")
        #expect(
            try refusal(of: Array("<html><body><script>x</script></body></html>".utf8), name: "a.html")
                == "ingest.empty")
    }

    @Test func C01_binaryWithoutSignature() throws {
        #expect(try refusal(of: (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7 % 29) }) == "ingest.not-text")
        #expect(try refusal(of: [UInt8](repeating: 0, count: 10_000)) == "ingest.not-text")
    }

    @Test func C01_everyReaderIsInTheCatalog() throws {
        let folder = testFolder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "Sources/Ingestion/Readers")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
        #expect(Set(files) == Set(ReaderCatalog.names))
        #expect(ReaderCatalog.names.count == files.count)
    }
}
