import Diagnostics

/// What the people who get mail know already: kept from run to run, so that they hear only of news.
public struct NewsState: Sendable, Codable, Hashable {
    /// Of the last run; 0 before the first.
    public var exitCode: Int32
    /// Warnings that were reported and have not gone away since.
    public var warnings: [String]
    /// UTC; when the present row of failures began.
    public var failingSince: String?

    public init(exitCode: Int32 = 0, warnings: [String] = [], failingSince: String? = nil) {
        self.exitCode = exitCode
        self.warnings = warnings
        self.failingSince = failingSince
    }
}

/// Something worth a message.
public struct News: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// It worked before and failed now, or fails in another way.
        case failure
        case recovery
        /// A warning that the last run did not have.
        case warning
    }

    public var kind: Kind
    /// One line, for the subject.
    public var subject: String
    /// At most 40 lines.
    public var body: String

    /// Compares a run with what is known.
    ///
    /// - Parameters:
    ///   - warnings: of this run, each with its code and place; a warning is news once.
    ///   - command: to repeat the run, for the message.
    /// - Returns: the message, `nil` when there is nothing new, and what is known from now on.
    public static func compare(
        _ known: NewsState, pipeline: String, exitCode: ExitCode, diagnostics: [Diagnostic], command: String,
        now: String
    ) -> (news: News?, state: NewsState) {
        let failed = exitCode != .done && exitCode != .quarantined
        let warnings = diagnostics.filter {
            $0.severity == .warning || exitCode == .quarantined && $0.severity == .error
        }
        let names = Array(Set(warnings.map(name))).sorted()
        let before = ExitCode(rawValue: known.exitCode) ?? .software
        let hadFailed = before != .done && before != .quarantined
        var state = NewsState(exitCode: exitCode.rawValue, warnings: names)
        if failed {
            // A failed run may not get as far as its warnings: those known stay known.
            state.warnings = Array(Set(names + known.warnings)).sorted()
            state.failingSince = hadFailed ? known.failingSince ?? now : now
            if hadFailed, before == exitCode { return (nil, state) }
            return (
                News(
                    kind: .failure, subject: "assay: \(pipeline) failed: \(exitCode.meaning)",
                    body: failureBlock(
                        diagnostics.filter { $0.severity == .error }, exitCode: exitCode, command: command)), state
            )
        }
        if hadFailed {
            let since = known.failingSince.map { ", after failing since \($0)" } ?? ""
            return (
                News(
                    kind: .recovery, subject: "assay: \(pipeline) works again",
                    body: "the run of \(now) ended well\(since)\n"), state
            )
        }
        let fresh = warnings.filter { !known.warnings.contains(name($0)) }
        if fresh.isEmpty { return (nil, state) }
        return (
            News(
                kind: .warning,
                subject: "assay: \(pipeline): \(fresh.count == 1 ? "a new warning" : "\(fresh.count) new warnings")",
                body: failureBlock(fresh, exitCode: exitCode, command: nil)), state
        )
    }

    private static func name(_ diagnostic: Diagnostic) -> String { diagnostic.code + " " + diagnostic.message }

    /// What went wrong, where, and the command that repeats it, in at most 40 lines.
    public static func failureBlock(_ diagnostics: [Diagnostic], exitCode: ExitCode, command: String?) -> String {
        let printer = DiagnosticPrinter()
        var lines: [String] = []
        var left = 0
        let most = 40 - (command == nil ? 1 : 3)
        for diagnostic in diagnostics {
            let text = printer.render(diagnostic).split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            if left > 0 || lines.count + text.count > most { left += 1 } else { lines += text }
        }
        if left > 0 { lines.append("and \(left) more") }
        if let command {
            lines.append("exit code \(exitCode.rawValue): \(exitCode.meaning)")
            lines.append("again: \(command)")
        }
        return lines.prefix(40).joined(separator: "\n") + "\n"
    }
}
