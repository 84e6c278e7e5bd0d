import ArgumentParser

@main
struct Assay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "Turns documents into spreadsheets of figures, each traced to its sentence.",
        version: ToolVersion.current,
        subcommands: [
            Run.self, PlanCommand.self, Why.self, Retry.self, Accept.self, CheckCommand.self, Validate.self, Extract.self,
            FactsCommand.self, Explain.self, Diff.self, Review.self, Runs.self, GC.self, Graph.self, Init.self, Doctor.self, SchemaCommand.self,
            ConfigCommand.self, Schedule.self, Version.self,
        ])

    static func main() { Leaving.run(Assay.self) }
}
