import ArgumentParser

@main
struct Assay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "Turns documents into spreadsheets of figures, each traced to its sentence.",
        subcommands: [Extract.self])

    static func main() { ExitStatus.leave(running: Assay.self) }
}
