import Dispatch
import Glibc
import Synchronization

/// Says once, to everybody, that the run is to stop, and by which signal.
public final class Cancellation: Sendable {
    private struct State {
        var signal: Int32?
        var handlers: [@Sendable (Int32) -> Void] = []
    }
    private let state = Mutex(State())

    public init() {}

    public var isCancelled: Bool { signal != nil }

    /// SIGTERM, SIGINT, or `nil` as long as nobody asked.
    public var signal: Int32? { state.withLock { $0.signal } }

    /// The first request counts; later ones change nothing.
    public func cancel(signal: Int32 = SIGTERM) {
        let handlers = state.withLock { state -> [@Sendable (Int32) -> Void] in
            if state.signal != nil { return [] }
            state.signal = signal
            defer { state.handlers = [] }
            return state.handlers
        }
        for handler in handlers { handler(signal) }
    }

    /// Called once, at once when it is already cancelled.
    public func onCancel(_ handler: @escaping @Sendable (Int32) -> Void) {
        let now = state.withLock { state -> Int32? in
            if state.signal == nil { state.handlers.append(handler) }
            return state.signal
        }
        if let now { handler(now) }
    }
}

/// Turns SIGTERM and SIGINT into a cancellation; a second signal leaves at once.
///
/// Keep it as long as the run lasts.
///
/// @unchecked Sendable because dispatch sources may be cancelled from anywhere, and nothing else changes.
public final class SignalWatch: @unchecked Sendable {
    private let sources: [any DispatchSourceSignal]
    private let numbers: [Int32]

    /// - Parameter atOnce: runs before the process leaves at a second signal, to remove what is unfinished.
    public init(
        _ cancellation: Cancellation, signals: [Int32] = [SIGTERM, SIGINT], atOnce: @escaping @Sendable () -> Void = {}
    ) {
        let queue = DispatchQueue(label: "assay.signals")
        numbers = signals
        sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if cancellation.isCancelled {
                    atOnce()
                    _exit(128 + number)
                }
                cancellation.cancel(signal: number)
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in numbers { signal(number, SIG_DFL) }
    }
}
