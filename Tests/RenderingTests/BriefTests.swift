import Foundation
import Rendering
import Testing

struct BriefTests {
    @Test func theShippedTemplateRenders() throws {
        let scratch = try Scratch()
        let report = try Brief.render(to: scratch.path)
        #expect(report.files.first?.path == "industry-brief.xlsx")
        #expect(report.warnings.isEmpty)
    }

    /// Leaves both languages in a folder, for looking at.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["ASSAY_LOOK"] != nil,
            "set ASSAY_LOOK to a folder to look at the report"))
    func renderedForLooking() throws {
        let folder = ProcessInfo.processInfo.environment["ASSAY_LOOK"] ?? ""
        let answers = ProcessInfo.processInfo.environment["ASSAY_ANSWERS"]
        let data = try answers.map { try Brief.read(Data(contentsOf: URL(fileURLWithPath: $0))) }
        for language in ReportLanguage.allCases {
            try Brief.render(to: folder + "/" + language.rawValue, data: data) {
                $0.language = language
                $0.outputs = Set(RenderOptions.Output.allCases)
            }
        }
    }
}
