import Diagnostics
import Foundation
import PipelineEngine
import Testing

let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures").path

/// `Fixtures/Broken/expected.tsv`: file, number of faults, first line of each fault joined by ` | `.
struct BrokenCase: CustomTestStringConvertible, Sendable {
    let file: String, count: Int, lines: String
    var testDescription: String { file }

    static let all: [BrokenCase] = {
        let text = (try? FileBytes.read(fixtures + "/Broken/expected.tsv")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").compactMap { line in
            let f = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return f.count == 3 ? BrokenCase(file: f[0], count: Int(f[1]) ?? -1, lines: f[2]) : nil
        }
    }()

    static func faults(of file: String) throws -> [Diagnostic] {
        let bytes = try FileBytes.read(fixtures + "/Broken/" + file)
        do {
            _ = try PipelineFile.parse([(file, bytes)], schema: toySchema)
            return []
        } catch {
            return error.diagnostics
        }
    }

    static func firstLines(_ faults: [Diagnostic]) -> [String] {
        faults.map { fault in
            String(DiagnosticPrinter().render(fault).split(separator: "\n").first ?? "") + (fault.help.isEmpty ? "" : " = \(fault.help)")
        }
    }
}

@Test(arguments: BrokenCase.all) func A02_brokenFilesAreReportedAtTheirPlace(_ broken: BrokenCase) throws {
    let faults = try BrokenCase.faults(of: broken.file)
    #expect(BrokenCase.firstLines(faults).joined(separator: " | ") == broken.lines)
    #expect(faults.count == broken.count)
}

@Test func A02_thereAreAtLeastFortyBrokenFiles() throws {
    #expect(BrokenCase.all.count >= 40)
    // Every file of the folder is in the table.
    let files = FolderWalk.files(under: fixtures + "/Broken", matching: [GlobPattern("*.yml")]).files.map(\.path)
    #expect(files == BrokenCase.all.map(\.file))
    if ProcessInfo.processInfo.environment["ASSAY_RECORD"] != nil {
        let text = try files.map { file -> String in
            let lines = BrokenCase.firstLines(try BrokenCase.faults(of: file))
            return "\(file)\t\(lines.count)\t\(lines.joined(separator: " | "))\n"
        }.joined()
        try FileBytes.replace(fixtures + "/Broken/expected.tsv", with: Array(text.utf8))
    }
}
