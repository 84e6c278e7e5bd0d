import ArgumentParser
import PipelineEngine

/// `assay config`: the configuration in effect, with where each value comes from.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the configuration in effect.",
        discussion: """
            Example:
              assay config industry-brief --origin
            """)

    @OptionGroup var options: PipelineOptions
    @OptionGroup var saying: SayingOptions

    @Flag(help: "Say with each value where it comes from.")
    var origin = false

    func run() throws {
        let values = try options.loader().load().origins()
        let columns = ["key", "value", "origin"].map { OutputColumn($0) }
        let printer = RowPrinter(format: .jsonl, columns: columns)
        for value in values {
            if saying.json {
                let row: [OutputValue] = [.text(value.key), .text(value.value), .text(value.origin.description)]
                try StandardOutput.shared.write(printer.text(of: [row]).utf8)
            } else {
                try StandardOutput.shared.line("\(value.key) = \(value.value)" + (origin ? "  (\(value.origin.description))" : ""))
            }
        }
    }
}
