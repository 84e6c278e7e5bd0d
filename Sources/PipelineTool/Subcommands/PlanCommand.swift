import ArgumentParser
import PipelineEngine
import Store

/// `assay plan`: what a run would do, and why.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say what a run would do and why; touch nothing.",
        discussion: """
            Example:
              assay plan industry-brief

            Exit status: 0, or 2 where something would run and --detailed-exitcode
            is given.
            """)

    @OptionGroup var options: PipelineOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var saying: SayingOptions

    @Flag(name: .customLong("detailed-exitcode"), help: "Leave with 2 where something would run.")
    var detailedExitCode = false

    func run() throws {
        let session = try PipelineLook(options, selection).session()
        try session.inputs.check()
        let plan = try session.run.preview()
        let out = StandardOutput.shared
        if saying.json {
            try out.line(String(decoding: JSON.encode(plan), as: UTF8.self))
        } else if !saying.quiet {
            for line in plan.lines { try out.line(line) }
            if saying.verbose {
                for stage in plan.stages {
                    for unit in stage.stale { try out.line("  \(stage.stage) \(unit.unit): \(unit.reason)") }
                }
            }
        }
        if detailedExitCode, !plan.isEmpty { throw QuietExit(.changesFound) }
    }
}

/// A pipeline opened to be looked at: the store as it lies on disk, or an empty one.
struct PipelineLook {
    let options: PipelineOptions
    let selection: SelectionOptions?

    init(_ options: PipelineOptions, _ selection: SelectionOptions? = nil) {
        self.options = options
        self.selection = selection
    }

    func session() throws -> PipelineSession {
        let loader = try options.loader()
        let file = try loader.load()
        let store = try Store.openReadOnly(at: loader.project.store(of: file.name)) ?? Store.inMemory()
        var session = try PipelineSession(loader, file: file, store: store, request: RunRequest())
        if let selection { try session.select(selection) }
        return session
    }
}
