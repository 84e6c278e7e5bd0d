import ArgumentParser

/// `assay version`: the program's version.
struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the program's version.",
        discussion: """
            Example:
              assay version
            """)

    @Flag(help: "Print JSON for machines.")
    var json = false

    func run() throws {
        let version = ToolVersion.current
        try StandardOutput.shared.line(json ? #"{"version": "\#(version)"}"# : "assay \(version)")
    }
}
