import ArgumentParser
import Diagnostics
import PipelineEngine
import Store

/// `assay validate`: every mistake in the configuration, before any work.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check pipeline file, lexicons, templates and every query in them.",
        discussion: """
            Example:
              assay validate industry-brief

            Exit status: 0, or 78 with every mistake at file:line:column.
            """)

    @OptionGroup var options: PipelineOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        do {
            let loader = try options.loader()
            let file = try loader.load()
            let session = try PipelineSession(loader, file: file, store: .inMemory(), request: RunRequest())
            try Preflight(session: session).check()
            if saying.json {
                try StandardOutput.shared.line(#"{"diagnostics":[],"valid":true}"#)
            } else if !saying.quiet {
                try StandardOutput.shared.line("\(file.name): \(file.stages.count) stages, no mistakes")
            }
        } catch let list as DiagnosticList {
            try say(list.diagnostics)
        } catch let diagnostic as Diagnostic {
            try say([diagnostic])
        }
    }

    private func say(_ diagnostics: [Diagnostic]) throws {
        guard saying.json else { throw CommandFailure(diagnostics.first.map(ExitCode.of) ?? .configuration, diagnostics) }
        struct Answer: Encodable {
            var valid = false
            var diagnostics: [Diagnostic]
        }
        try StandardOutput.shared.line(String(decoding: JSON.encode(Answer(diagnostics: diagnostics)), as: UTF8.self))
        throw QuietExit(diagnostics.first.map(ExitCode.of) ?? .configuration)
    }
}
