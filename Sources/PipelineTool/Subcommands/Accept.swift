import ArgumentParser
import Diagnostics
import PipelineEngine
import Store

/// `assay accept`: declares a stage up to date without running it.
struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Declare a stage up to date without running it.",
        discussion: """
            For a change that cannot change the output; the next real change runs the stage.
            Example:
              assay accept normalize industry-brief --reason "comment in units.tsv"
            """)

    @Argument(help: "The stage.", completion: Completion.stages)
    var stage: String

    @OptionGroup var options: PipelineOptions
    @OptionGroup var saying: SayingOptions

    @Option(help: "Why; kept in the record of runs.")
    var reason: String

    func run() throws {
        let loader = try options.loader()
        let file = try loader.load()
        let names = try Selection(only: [stage]).stages(in: StageGraph(file), kinds: file.stages.map(\.kind))
        guard case .held(let lock) = try RunLock.acquire(
            loader.project.lock(of: file.name), name: "pipeline \(file.name)", owner: .current(command: CommandLine.arguments))
        else { return }
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(at: loader.project.store(of: file.name))
        let request = RunRequest(
            accept: (Set(names), reason), command: CommandLine.arguments, toolVersion: ToolVersion.current)
        let session = try PipelineSession(loader, file: file, store: store, request: request)
        let summary = try session.run.accept()
        try SourceIndex.remember(session.inputs.listing, in: session.record)
        if saying.json { return try StandardOutput.shared.line(String(decoding: JSON.encode(summary.stages), as: UTF8.self)) }
        if saying.quiet { return }
        for row in summary.stages { try StandardOutput.shared.line("\(row.stage): \(row.accepted) of \(row.units) accepted") }
    }
}
