/// What the process says when it leaves. Numbers from 64 on are those of `sysexits.h`.
public enum ExitCode: Int32, Sendable, CaseIterable, Codable {
    /// Done, or nothing to do.
    case done = 0
    /// Ran to the end, but an error-severity expectation kept the report from being published.
    case checksFailed = 1
    /// `plan --detailed-exitcode` or `diff` found changes.
    case changesFound = 2
    /// Published, but something was quarantined; only under `--strict`.
    case quarantined = 3
    /// Command line.
    case usage = 64
    /// Nothing usable left, or a FILE of `extract` unreadable.
    case dataError = 65
    /// A named source or FILE is missing or late; nothing matches.
    case noInput = 66
    /// A needed program is absent.
    case unavailable = 69
    /// Our fault.
    case software = 70
    case cannotCreate = 73
    /// I/O, disk full, or store unreadable.
    case ioError = 74
    /// Locked by another run.
    case locked = 75
    case noPermission = 77
    /// Configuration, or a store of a newer version.
    case configuration = 78
    /// SIGINT.
    case interrupted = 130
    /// SIGTERM.
    case terminated = 143

    /// One line for `--help` and the documentation.
    public var meaning: String {
        switch self {
        case .done: "done, or nothing to do"
        case .checksFailed: "an expectation of severity error kept the report from being published"
        case .changesFound: "`plan --detailed-exitcode` or `diff` found changes"
        case .quarantined: "published, but something was quarantined (`--strict` only)"
        case .usage: "command line"
        case .dataError: "nothing usable left, or a file of `extract` unreadable"
        case .noInput: "a named source or file is missing or late; nothing matches"
        case .unavailable: "a needed program is absent"
        case .software: "a fault of this program"
        case .cannotCreate: "cannot create a file"
        case .ioError: "input or output failed, disk full, or store unreadable"
        case .locked: "locked by another run"
        case .noPermission: "permission denied"
        case .configuration: "configuration, or a store of a newer version"
        case .interrupted: "interrupted (SIGINT)"
        case .terminated: "terminated (SIGTERM)"
        }
    }
}
