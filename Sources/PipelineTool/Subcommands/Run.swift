import ArgumentParser
import Diagnostics
import Foundation
import PipelineEngine
import Store

/// `assay run`: brings a pipeline up to date and publishes its reports.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Bring a pipeline up to date and publish its reports.",
        discussion: """
            Runs only what changed. Example:
              assay run industry-brief

            Exit status:
              0 done, or nothing to do    1 a check kept the report back
              3 quarantined (--strict)    65 no usable document
              66 a source is missing      75 another run is on
              78 configuration
            """)

    @OptionGroup var options: PipelineOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var saying: SayingOptions

    @Option(help: ArgumentHelp("When another run is on: fail, skip, wait or wait=10m.", valueName: "what"))
    var ifLocked = "fail"

    @Flag(help: "Leave with 3 where a document or a row was quarantined.")
    var strict = false

    func validate() throws {
        if IfLocked(ifLocked) == nil { throw ValidationError("--if-locked takes fail, skip, wait or wait=10m, not `\(ifLocked)`") }
    }

    func run() throws {
        let execution = Execution(
            loader: try options.loader(), selection: selection, saying: saying, ifLocked: IfLocked(ifLocked) ?? .fail,
            strict: strict)
        try execution.run()
    }
}
