import Diagnostics
import Foundation
import PipelineEngine
import Synchronization

/// What a run says while it runs: a line a stage, and a bar where somebody watches.
final class RunSaying: Sendable {
    private struct State {
        var began: UInt64 = 0
        var shown = 0
        var barIsUp = false
    }

    private let options: Level
    private let isTerminal: Bool
    private let state = Mutex(State())

    enum Level: Sendable { case quiet, usual, verbose }

    init(_ level: Level, isTerminal: Bool = StandardError.isTerminal) {
        options = level
        self.isTerminal = isTerminal
    }

    func hear(_ event: RunEvent) {
        if options == .quiet { return }
        switch event {
        case .stageStarted(let stage, let stale, let total, let reasons):
            state.withLock { $0.began = DispatchTime.now().uptimeNanoseconds }
            guard stale > 0 else { return }
            let why = reasons.first.map { " (\($0)\(reasons.count > 1 ? " …" : ""))" } ?? ""
            say("\(stage): \(stale) of \(total)\(why)")
        case .unitDone(let stage, let unit, let done, let count):
            if options == .verbose { say("  \(stage) \(unit)") }
            if isTerminal { bar(stage, done, count) }
        case .unitFailed(let stage, let unit, _, let diagnostic):
            clear()
            if options == .verbose {
                StandardError.print([diagnostic])
            } else {
                say("  \(stage): \(unit) goes to quarantine: \(diagnostic.message)")
            }
        case .unitRetried(let stage, let unit, let attempt, let after, _):
            say("  \(stage): \(unit) again in \(after) ms (try \(attempt))")
        case .stageFinished:
            clear()
        }
    }

    private func say(_ line: String) {
        clear()
        StandardError.line(line)
    }

    private func clear() {
        guard state.withLock({ let up = $0.barIsUp; $0.barIsUp = false; return up }) else { return }
        StandardError.write("\r\u{1B}[K")
    }

    private func bar(_ stage: String, _ done: Int, _ count: Int) {
        let now = DispatchTime.now().uptimeNanoseconds
        let line: String? = state.withLock { state in
            let seconds = Double(now &- state.began) / 1e9
            // ten times a second is often enough for eyes
            guard done == count || Int(seconds * 10) != state.shown else { return nil }
            state.shown = Int(seconds * 10)
            state.barIsUp = true
            let width = 24, filled = count == 0 ? width : width * done / count
            let rate = seconds > 0 ? Double(done) / seconds : 0
            let left = rate > 0 ? Int((Double(count - done) / rate).rounded()) : 0
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
            return "\r\u{1B}[K\(stage) \(bar) \(done)/\(count)  \(Int(rate))/s  \(left) s left"
        }
        if let line { StandardError.write(line) }
    }
}
