import ArgumentParser
import PipelineEngine

/// `assay why`: why a stage, a document or a report would run, or last ran.
struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say why a stage, a document or a report runs or is left alone.",
        discussion: """
            Example:
              assay why report industry-brief
            """)

    @Argument(help: "A stage, a document, or a pattern over documents.", completion: Completion.stages)
    var what: String

    @OptionGroup var options: PipelineOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        let report = try PipelineLook(options).session().run.why(what)
        if saying.json { return try StandardOutput.shared.line(String(decoding: JSON.encode(report), as: UTF8.self)) }
        for line in report.lines { try StandardOutput.shared.line(line) }
    }
}
