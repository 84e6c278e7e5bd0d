import Diagnostics
import Foundation
import PipelineEngine

/// What a run says while it runs: lines to the log, and a bar where somebody watches.
struct RunSaying: Sendable {
    let log: Log
    private let bar: ProgressBar

    init(_ options: SayingOptions, run: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let isWatched = StandardError.isTerminal && !options.quiet && options.logFormat == .text
        log = Log(
            format: options.logFormat, least: options.quiet ? .error : options.verbose ? .debug : .info,
            color: Terminal.wantsColor(environment), run: run)
        bar = ProgressBar(isOn: isWatched && environment["TERM"] != "dumb", width: Terminal.width())
    }

    func hear(_ event: RunEvent) {
        bar.show(event)
        if case .stageStarted(_, 0, _, _) = event { return }
        if case .stageFinished(let row) = event, row.status == .ran || row.status == .skipped { return }
        guard let entry = Log.entry(for: event) else { return }
        bar.clear()
        log.say(entry)
    }
}
