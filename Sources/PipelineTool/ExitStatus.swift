import ArgumentParser
import Diagnostics
import Foundation

/// What the program tells its caller, by the numbers of `sysexits.h`.
enum ExitStatus: Int32 {
    case done = 0
    case checksFailed = 1
    case changesFound = 2
    case quarantined = 3
    case usage = 64
    case badData = 65
    case missingInput = 66
    case unavailable = 69
    case software = 70
    case cannotCreate = 73
    case inputOutput = 74
    case locked = 75
    case noPermission = 77
    case configuration = 78
}

/// Diagnostics with the status that the program leaves with.
struct Failure: Error {
    var status: ExitStatus
    var diagnostics: [Diagnostic]

    init(_ status: ExitStatus, _ diagnostics: [Diagnostic]) {
        self.status = status
        self.diagnostics = diagnostics
    }

    init(_ status: ExitStatus, code: String, _ message: String, help: String = "") {
        self.init(status, [Diagnostic(code: code, message, help: help)])
    }
}

/// Leaves with a status, everything said already.
struct QuietExit: Error {
    var status: Int32
    init(_ status: ExitStatus) { self.status = status.rawValue }
    init(raw: Int32) { self.status = raw }
}

extension ExitStatus {
    /// Parses the command line, runs its verb and leaves; the one place that exits.
    static func leave(running command: (some ParsableCommand).Type) -> Never {
        signal(SIGPIPE, SIG_IGN)
        do {
            var verb = try command.parseAsRoot()
            try verb.run()
            try StandardOutput.shared.flush()
            exit(0)
        } catch is ReaderGone {
            exit(0)
        } catch {
            try? StandardOutput.shared.flush()
            exit(report(error, for: command))
        }
    }

    /// Prints `error` the one way there is, and names the status to leave with.
    private static func report(_ error: any Error, for command: (some ParsableCommand).Type) -> Int32 {
        switch error {
        case let quiet as QuietExit: return quiet.status
        case let failure as Failure:
            StandardError.print(failure.diagnostics)
            return failure.status.rawValue
        case let list as DiagnosticList:
            StandardError.print(list.diagnostics)
            return (list.diagnostics.first.map(status(of:)) ?? .software).rawValue
        case let diagnostic as Diagnostic:
            StandardError.print([diagnostic])
            return status(of: diagnostic).rawValue
        default:
            let code = command.exitCode(for: error).rawValue
            let message = command.fullMessage(for: error)
            if code == 0 { print(message) } else { StandardError.line(message) }
            return code
        }
    }

    /// The status that belongs to a diagnostic's stable code.
    static func status(of diagnostic: Diagnostic) -> ExitStatus {
        let room = diagnostic.code.prefix { $0 != "." }
        switch diagnostic.code {
        case "store.newer": return .configuration
        case "store.locked", "run.locked", "engine.locked", "lock.held": return .locked
        case let code where code.hasSuffix(".permission"): return .noPermission
        case let code where code.hasSuffix(".missing-program"): return .unavailable
        case let code where code.hasSuffix(".cannot-create"): return .cannotCreate
        default: break
        }
        switch room {
        case "lexicon", "pipeline", "config", "template", "check", "plan": return .configuration
        case "store", "render", "workbook", "csv", "publish": return .inputOutput
        case "ingest", "source": return .badData
        case "input": return .missingInput
        case "usage", "selection": return .usage
        default: return .software
        }
    }
}
