import Diagnostics
import Glibc
import Synchronization

/// How loud, and in which form.
public enum LogFormat: String, Sendable, CaseIterable {
    case text, json
}

public enum LogLevel: String, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error
    public static func < (a: LogLevel, b: LogLevel) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// One thing to say. `code` is stable and never reused, like a diagnostic's.
public struct LogEntry: Sendable {
    public var level: LogLevel
    public var code: String
    public var message: String
    /// `stage`, `unit` and whatever else a reader may filter by.
    public var fields: [(String, String)]

    public init(_ level: LogLevel, _ code: String, _ message: String, _ fields: [(String, String)] = []) {
        self.level = level
        self.code = code
        self.message = message
        self.fields = fields
    }
}

/// Writes entries as text for people or as one JSON object a line, whole lines only, from any queue.
public final class Log: Sendable {
    private let format: LogFormat
    private let least: LogLevel
    private let color: Bool
    private let run: String
    private let now: @Sendable () -> Int
    private let sink: Mutex<@Sendable (String) -> Void>

    /// - Parameters:
    ///   - color: see ``Terminal/wantsColor(_:descriptor:)``; JSON never has any.
    ///   - now: seconds since 1970; only JSON lines carry the time.
    public init(
        format: LogFormat = .text, least: LogLevel = .info, color: Bool = false, run: String = "",
        now: @escaping @Sendable () -> Int = { Int(time(nil)) },
        sink: @escaping @Sendable (String) -> Void = Terminal.standardError
    ) {
        self.format = format
        self.least = least
        self.color = color && format == .text
        self.run = run
        self.now = now
        self.sink = Mutex(sink)
    }

    public func say(_ entry: LogEntry) {
        guard entry.level >= least else { return }
        let line = format == .json ? json(entry) : text(entry)
        sink.withLock { $0(line + "\n") }
    }

    public func say(_ level: LogLevel, _ code: String, _ message: String, _ fields: [(String, String)] = []) {
        say(LogEntry(level, code, message, fields))
    }

    /// A diagnostic with its excerpt as text, or with its place and help as fields.
    public func say(_ diagnostic: Diagnostic, _ fields: [(String, String)] = []) {
        let level: LogLevel =
            switch diagnostic.severity {
            case .note: .info
            case .warning: .warning
            case .error: .error
            }
        guard level >= least else { return }
        if format == .text {
            let text = DiagnosticPrinter(color: color).render(diagnostic)
            sink.withLock { $0(text + "\n") }
            return
        }
        var more = fields
        if let place = diagnostic.location { more.append(("place", place.description)) }
        if !diagnostic.help.isEmpty { more.append(("help", diagnostic.help)) }
        say(LogEntry(level, diagnostic.code, diagnostic.message, more))
    }

    /// The line that says what a run's event is about; `nil` for progress that only a bar shows.
    public static func entry(for event: RunEvent) -> LogEntry? {
        switch event {
        case .stageStarted(let stage, let stale, let total, let reasons):
            let why = reasons.isEmpty ? "" : " (" + ReasonText.list(reasons) + ")"
            return LogEntry(.info, "stage.started", "\(stage): \(stale) of \(total)\(why)", [("stage", stage)])
        case .unitDone(let stage, let unit, let done, let of):
            return LogEntry(
                .debug, "unit.done", "\(stage): \(unit) (\(done) of \(of))", [("stage", stage), ("unit", unit)])
        case .unitFailed(let stage, let unit, let status, let diagnostic):
            return LogEntry(
                .warning, diagnostic.code, "\(stage): \(diagnostic.message)",
                [("stage", stage), ("unit", unit), ("status", status.rawValue)])
        case .unitRetried(let stage, let unit, let attempt, let after, let diagnostic):
            return LogEntry(
                .warning, "unit.retried",
                "\(stage): `\(unit)` is tried again in \(ConfigScalar.duration(after)): \(diagnostic.message)",
                [("stage", stage), ("unit", unit), ("attempt", String(attempt))])
        case .stageFinished(let row):
            let level: LogLevel = row.status == .failed ? .error : row.status == .reused ? .debug : .info
            return LogEntry(
                level, "stage.finished",
                "\(row.stage): \(row.status.rawValue), \(row.computed) computed, \(row.reused) reused, \(row.failed) failed",
                [("stage", row.stage), ("status", row.status.rawValue), ("milliseconds", String(row.milliseconds))])
        }
    }

    private func text(_ entry: LogEntry) -> String {
        let message = entry.message.replacing("\n", with: " ")
        switch entry.level {
        case .debug, .info: return message
        case .warning: return (color ? "\u{1B}[1;33mwarning\u{1B}[0m" : "warning") + "[\(entry.code)]: \(message)"
        case .error: return (color ? "\u{1B}[1;31merror\u{1B}[0m" : "error") + "[\(entry.code)]: \(message)"
        }
    }

    private func json(_ entry: LogEntry) -> String {
        var pairs = [("time", UTC.text(now())), ("level", entry.level.rawValue), ("code", entry.code)]
        if !run.isEmpty { pairs.append(("run", run)) }
        pairs += entry.fields.filter { field in !pairs.contains { $0.0 == field.0 } && field.0 != "message" }
        pairs.append(("message", entry.message))
        return "{" + pairs.map { SchemaValue.quoted($0.0) + ":" + SchemaValue.quoted($0.1) }.joined(separator: ",")
            + "}"
    }
}

/// What the terminal is and wants.
public enum Terminal {
    /// - Parameter environment: `NO_COLOR` (any value) and `TERM=dumb` switch colour off; otherwise a terminal gets it.
    public static func wantsColor(_ environment: [String: String], descriptor: Int32 = 2) -> Bool {
        if let value = environment["NO_COLOR"], !value.isEmpty { return false }
        if environment["TERM"] == "dumb" { return false }
        return isatty(descriptor) == 1
    }

    /// Columns, 80 where nobody knows.
    public static func width(_ descriptor: Int32 = 2) -> Int {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Writes whole text to the standard error. A closed or full one is nobody's error here.
    public static let standardError: @Sendable (String) -> Void = { text in
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let n = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            if n < 0 {
                if errno == EINTR { continue }
                return
            }
            bytes = bytes.dropFirst(n)
        }
    }
}
