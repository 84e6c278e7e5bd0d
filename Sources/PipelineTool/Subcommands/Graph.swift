import ArgumentParser
import PipelineEngine

/// `assay graph`: the stages and what each needs.
struct Graph: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw the stages and what each needs.",
        discussion: """
            Example:
              assay graph industry-brief --format mermaid
            """)

    @OptionGroup var options: PipelineOptions

    @Option(help: "text, dot, mermaid or json.")
    var format = GraphFormat.text

    @Flag(help: "Print JSON for machines, as --format json does.")
    var json = false

    func run() throws {
        try StandardOutput.shared.write(try options.loader().load().drawing(json ? .json : format).utf8)
    }
}

extension GraphFormat: ExpressibleByArgument {}
