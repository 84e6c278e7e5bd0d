import Diagnostics
import Dispatch
import Glibc

/// What to do when another run holds the lock.
public enum IfLocked: Sendable, Hashable {
    /// Exit 75.
    case fail
    /// Wait so long, then as ``fail``; `nil`: as long as it takes.
    case wait(milliseconds: Int?)
    /// Exit 0: the other run does the work.
    case skip

    /// `fail`, `wait`, `wait=10m`, `skip`.
    public init?(_ text: String) {
        switch text {
        case "fail": self = .fail
        case "skip": self = .skip
        case "wait": self = .wait(milliseconds: nil)
        default:
            guard text.hasPrefix("wait="), let limit = ConfigScalar.milliseconds(String(text.dropFirst(5))) else {
                return nil
            }
            self = .wait(milliseconds: limit)
        }
    }
}

/// Who holds a lock, as it stands in the lock file.
public struct LockOwner: Sendable, Codable, Hashable {
    public var pid: Int32
    public var host: String
    /// UTC, ISO 8601.
    public var started: String
    public var command: String

    public init(pid: Int32, host: String, started: String, command: String) {
        self.pid = pid
        self.host = host
        self.started = started
        self.command = command
    }

    public static func current(command: [String]) -> LockOwner {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return LockOwner(pid: getpid(), host: host, started: UTC.text(), command: command.joined(separator: " "))
    }
}

/// The one run that a pipeline may have at a time.
///
/// A lock of the kernel (`flock`) on a file: it goes with the process that holds it, however that
/// ends, so nothing is left to clear away. The file stays and says who had it last; it is never
/// deleted, for a second process could then lock a file that a third no longer sees.
///
/// - Note: on NFS `flock` becomes a lock of the server, which frees it when the client's lease ends.
public final class RunLock: Sendable {
    public enum Outcome: Sendable {
        case held(RunLock)
        /// ``IfLocked/skip`` and somebody has it.
        case skipped(Diagnostic)
    }

    public let path: String
    private let descriptor: Int32
    /// Names the descriptor of a lock that is handed over to the same program started again.
    public static let handOver = "ASSAY_LOCK_FD"

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// - Parameters:
    ///   - path: of the lock file; its folder is made.
    ///   - name: of what is locked, for the message: `pipeline industry-brief`.
    ///   - cancellation: ends the waiting.
    /// - Throws: `Diagnostic` `run.locked` (exit 75) naming the holder; ``SystemError``.
    public static func acquire(
        _ path: String, name: String, ifLocked: IfLocked = .fail, owner: LockOwner,
        cancellation: Cancellation = Cancellation(),
        onWait: (LockOwner?) -> Void = { _ in }
    ) throws -> Outcome {
        try FileBytes.makeFolders(FileBytes.parent(of: path))
        let descriptor = inherited(path) ?? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError("open", path) }
        let until: UInt64? =
            if case .wait(let limit) = ifLocked {
                limit.map { DispatchTime.now().uptimeNanoseconds &+ UInt64($0) &* 1_000_000 } ?? .max
            } else { nil }
        var hasWaited = false
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else {
                let error = SystemError("lock", path)
                close(descriptor)
                throw error
            }
            if let until, DispatchTime.now().uptimeNanoseconds < until, !cancellation.isCancelled {
                if !hasWaited { onWait(holder(of: path)) }
                hasWaited = true
                usleep(100_000)
                continue
            }
            close(descriptor)
            let diagnostic = locked(name, path)
            if ifLocked == .skip { return .skipped(diagnostic) }
            throw diagnostic
        }
        let lock = RunLock(path: path, descriptor: descriptor)
        try lock.write(owner)
        return .held(lock)
    }

    /// Who has the lock, or had it last; `nil` for an empty or unreadable file.
    public static func holder(of path: String) -> LockOwner? {
        (try? FileBytes.read(path)).flatMap { JSON.decode(LockOwner.self, from: $0) }
    }

    /// Whether somebody holds it now. Takes and frees it for a moment.
    public static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    static func locked(_ name: String, _ path: String) -> Diagnostic {
        let who =
            holder(of: path).map {
                "process \($0.pid) on \($0.host), since \($0.started): `\($0.command)`"
            } ?? "another process"
        return Diagnostic(
            code: "run.locked", "\(name) is being run by \(who)",
            help:
                "wait for it, or use `--if-locked wait=10m` or `--if-locked skip`; the lock goes with that process, nothing need be removed"
        )
    }

    private func write(_ owner: LockOwner) throws {
        let bytes = JSON.encode(owner) + [0x0A]
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw SystemError("write", path)
        }
        try FileBytes.write(bytes, to: descriptor, path: path)
    }

    /// Lets the descriptor live through `exec`, so that nobody gets in between.
    func keepThroughExec() -> String {
        _ = fcntl(descriptor, F_SETFD, 0)
        return String(descriptor)
    }

    private static func inherited(_ path: String) -> Int32? {
        guard let text = getenv(handOver).map({ String(cString: $0) }), let number = Int32(text) else { return nil }
        unsetenv(handOver)
        var ours = stat()
        var named = stat()
        guard fstat(number, &ours) == 0, stat(path, &named) == 0, ours.st_ino == named.st_ino,
            ours.st_dev == named.st_dev
        else { return nil }
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        return number
    }

    /// Frees the lock. Also happens when the last reference goes.
    public func release() { _ = flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}

/// Begins the same program again in the same process, with the same arguments: the only way to be rid
/// of a thread that does not come back.
public enum ProcessRestart {
    /// How often this process has begun again.
    public static var count: Int { getenv("ASSAY_RESTARTS").flatMap { Int(String(cString: $0)) } ?? 0 }

    /// Does not return unless it fails.
    ///
    /// - Parameter lock: handed over, so that no other run gets in between.
    public static func perform(keeping lock: RunLock?, arguments: [String] = CommandLine.arguments) -> SystemError {
        if let lock { setenv(RunLock.handOver, lock.keepThroughExec(), 1) }
        setenv("ASSAY_RESTARTS", String(count + 1), 1)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        pointers.append(nil)
        // Signals ignored for dispatch's sake would stay ignored.
        signal(SIGTERM, SIG_DFL)
        signal(SIGINT, SIG_DFL)
        execv("/proc/self/exe", pointers)
        return SystemError("start again", "/proc/self/exe")
    }
}
