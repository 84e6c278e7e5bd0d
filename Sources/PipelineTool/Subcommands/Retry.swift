import ArgumentParser
import PipelineEngine

/// `assay retry`: runs again what failed, and what depends on it.
struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Run again what is in quarantine, and what depends on it.",
        discussion: """
            Example:
              assay retry industry-brief
            """)

    @OptionGroup var options: PipelineOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        try Execution(loader: try options.loader(), selection: try SelectionOptions.parse([]), saying: saying, retryFailed: true).run()
    }
}
