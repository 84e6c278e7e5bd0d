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
/// Keep it as long as the run lasts, and make no second one beside it. Before, a signal ends the process
/// as it always does; from the first moment of the watch on none is lost, because the handler puts
/// it into a pipe that keeps it until somebody listens.
///
/// @unchecked Sendable because a dispatch source may be cancelled from anywhere, and nothing else changes.
public final class SignalWatch: @unchecked Sendable {
    private let source: any DispatchSourceRead
    private let numbers: [Int32]

    /// - Parameter atOnce: runs before the process leaves at a second signal, to remove what is unfinished.
    public init(
        _ cancellation: Cancellation, signals: [Int32] = [SIGTERM, SIGINT], atOnce: @escaping @Sendable () -> Void = {}
    ) {
        numbers = signals
        let pipe = SignalPipe.ends.read
        source = DispatchSource.makeReadSource(fileDescriptor: pipe, queue: DispatchQueue(label: "assay.signals"))
        source.setEventHandler {
            var byte: UInt8 = 0
            while read(pipe, &byte, 1) == 1 {
                let number = Int32(byte)
                if cancellation.isCancelled {
                    atOnce()
                    _exit(128 + number)
                }
                cancellation.cancel(signal: number)
            }
        }
        for number in signals { signal(number, noteSignal) }
        Self.unblock(signals)
        source.resume()
    }

    /// Lets signals through to this thread: whoever started the process may have left them blocked. Call on the
    /// first thread, before others are made; those of Dispatch take no signals.
    public static func unblock(_ signals: [Int32] = [SIGTERM, SIGINT]) {
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    deinit {
        for number in numbers { signal(number, SIG_DFL) }
        source.cancel()
    }
}

/// Signals on their way from the handler, which may do next to nothing, to a queue, which may do anything.
private enum SignalPipe {
    /// Made before the first handler is set, for the life of the process.
    static let ends: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends where end >= 0 {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }()
}

private func noteSignal(_ number: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(SignalPipe.ends.write, &byte, 1)
    errno = before
}
