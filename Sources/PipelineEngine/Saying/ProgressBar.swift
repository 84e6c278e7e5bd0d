import Diagnostics
import Dispatch
import Synchronization

/// A line on a terminal that shows how far a stage is, how fast, and how long it will take.
///
/// Silent unless the standard error is a terminal: a pipe, a file or cron sees nothing of it.
public final class ProgressBar: Sendable {
    private struct State {
        var stage = ""
        var began: UInt64 = 0
        var drawn: UInt64 = 0
        var isShown = false
    }
    private let isOn: Bool
    private let width: Int
    private let now: @Sendable () -> UInt64
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - isOn: whether the standard error is a terminal that wants it (`Terminal`), and nobody said `--quiet`.
    ///   - now: nanoseconds of a clock that only goes forward.
    public init(
        isOn: Bool, width: Int = 80, now: @escaping @Sendable () -> UInt64 = { DispatchTime.now().uptimeNanoseconds },
        write: @escaping @Sendable (String) -> Void = Terminal.standardError
    ) {
        self.isOn = isOn
        self.width = width
        self.now = now
        self.write = write
    }

    public func show(_ event: RunEvent) {
        guard isOn else { return }
        switch event {
        case .stageStarted(let stage, let stale, _, _):
            guard stale > 0 else { return }
            state.withLock { $0 = State(stage: stage, began: now(), drawn: 0, isShown: $0.isShown) }
        case .unitDone(let stage, _, let done, let total):
            state.withLock { state in
                let moment = now()
                if state.stage != stage { state = State(stage: stage, began: moment, drawn: 0, isShown: state.isShown) }
                // Ten times a second is enough for eyes.
                guard done == total || moment &- state.drawn >= 100_000_000 else { return }
                state.drawn = moment
                state.isShown = true
                write(
                    "\r\u{1B}[K"
                        + Self.line(stage, done, total, seconds: Double(moment &- state.began) / 1e9, width: width))
            }
        case .stageFinished, .unitFailed, .unitRetried: clear()
        }
    }

    /// Takes the line away, before anything else is said.
    public func clear() {
        guard isOn else { return }
        state.withLock { state in
            if state.isShown { write("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    /// `normalize  ████████░░░░  512/1000  103/s  5s left`.
    static func line(_ stage: String, _ done: Int, _ total: Int, seconds: Double, width: Int) -> String {
        let rate = seconds > 0 ? Double(done) / seconds : 0
        let pace = rate >= 10 || rate == 0 ? "\(Int(rate.rounded()))/s" : "\(Double(Int(rate * 10)) / 10)/s"
        let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
        let tail =
            "  \(done)/\(total)  \(pace)  "
            + (rate > 0 ? "\(ConfigScalar.duration(left * 1000 == 0 ? 0 : left * 1000)) left" : "")
        let room = max(0, min(40, width - DisplayWidth.of(stage) - tail.count - 3))
        let full = total > 0 ? room * min(done, total) / total : room
        return stage + "  " + String(repeating: "█", count: full) + String(repeating: "░", count: room - full) + tail
    }
}
