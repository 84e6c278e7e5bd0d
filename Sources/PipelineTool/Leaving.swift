import ArgumentParser
import Diagnostics
import Foundation
import PipelineEngine

// The engine's words; other modules have types of the same names.
typealias ExitCode = PipelineEngine.ExitCode
typealias Unit = PipelineEngine.Unit
typealias UnitContext = PipelineEngine.UnitContext

/// Diagnostics with the code that the program leaves with.
struct CommandFailure: Error {
    var code: ExitCode
    var diagnostics: [Diagnostic]

    init(_ code: ExitCode, _ diagnostics: [Diagnostic]) {
        self.code = code
        self.diagnostics = diagnostics
    }

    init(_ exit: ExitCode, code: String, _ message: String, help: String = "") {
        self.init(exit, [Diagnostic(code: code, message, help: help)])
    }
}

/// Leaves with a code, everything said already.
struct QuietExit: Error {
    var code: ExitCode
    init(_ code: ExitCode) { self.code = code }
}

/// The way out of the program, the same for every verb.
enum Leaving {
    /// Parses the command line, runs its verb and leaves; the one place that exits.
    static func run(_ command: (some ParsableCommand).Type) -> Never {
        ProcessMemory.limitArenas()
        SignalWatch.unblock()
        signal(SIGPIPE, SIG_IGN)
        do {
            if CommandLine.arguments.dropFirst() == ["--generate-manual"] {
                try StandardOutput.shared.write(ManualPage(help: command._dumpHelp()).text.utf8)
                try StandardOutput.shared.flush()
                exit(ExitCode.done.rawValue)
            }
            var verb = try command.parseAsRoot(try verbFirst(CommandLine.arguments.dropFirst(), of: command))
            try verb.run()
            try StandardOutput.shared.flush()
            exit(ExitCode.done.rawValue)
        } catch is ReaderGone {
            exit(ExitCode.done.rawValue)
        } catch {
            try? StandardOutput.shared.flush()
            exit(report(error, of: command))
        }
    }

    /// `assay --root DIR run x` means `assay run --root DIR x`: what stands before the verb goes behind it.
    private static func verbFirst(_ arguments: ArraySlice<String>, of command: (some ParsableCommand).Type) throws -> [String] {
        // a shell asks for proposals
        if arguments.first?.hasPrefix("---") == true { return Array(arguments) }
        let verbs = Set(command.configuration.subcommands.map { $0._commandName })
        if let first = arguments.first, !first.hasPrefix("-"), first != "help", !verbs.contains(first) {
            let near = Suggestion.nearest(to: first, among: verbs.sorted()).map { "did you mean `\($0)`?" }
            throw CommandFailure(
                .usage, code: "usage.unknown-verb", "there is no verb `\(first)`", help: near ?? "`assay --help` lists them")
        }
        guard let verb = arguments.firstIndex(where: verbs.contains), verb > arguments.startIndex,
            arguments[arguments.startIndex].hasPrefix("-")
        else { return Array(arguments) }
        // `review apply` is a verb of two words
        let own = command.configuration.subcommands.first { $0._commandName == arguments[verb] }
        let seconds = Set((own?.configuration.subcommands ?? []).map { $0._commandName })
        let end = verb + 1 < arguments.endIndex && seconds.contains(arguments[verb + 1]) ? verb + 2 : verb + 1
        return Array(arguments[verb..<end] + arguments[..<verb] + arguments[end...])
    }

    /// Prints `error` the one way there is, and names the code to leave with.
    private static func report(_ error: any Error, of command: (some ParsableCommand).Type) -> Int32 {
        switch error {
        case let quiet as QuietExit: return quiet.code.rawValue
        case let failure as CommandFailure:
            StandardError.print(failure.diagnostics)
            return failure.code.rawValue
        case let list as DiagnosticList:
            StandardError.print(list.diagnostics)
            return (list.diagnostics.first.map(ExitCode.of) ?? .software).rawValue
        case let diagnostic as Diagnostic:
            StandardError.print([diagnostic])
            return ExitCode.of(diagnostic).rawValue
        case let error as SystemError:
            StandardError.print([error.diagnostic])
            return error.exitCode.rawValue
        default:
            let code = command.exitCode(for: error).rawValue
            let message = command.fullMessage(for: error)
            if code == 0 { print(message) } else if !message.isEmpty { StandardError.line(message) }
            return code
        }
    }
}

extension ExitCode {
    /// The code that belongs to a diagnostic's stable name.
    static func of(_ diagnostic: Diagnostic) -> ExitCode {
        switch diagnostic.code {
        case "store.newer", "store.older": return .configuration
        case "store.permission": return .noPermission
        case "store.cannot-create": return .cannotCreate
        case "store.locked", "lock.held", "lock.busy", "run.locked": return .locked
        case "pipeline.not-found": return .noInput
        case "ingest.needs-program": return .unavailable
        default: break
        }
        switch diagnostic.code.prefix(while: { $0 != "." }) {
        case "lexicon", "pipeline", "config", "template", "check", "plan", "overrides": return .configuration
        case "store", "render", "workbook", "csv", "publish", "output": return .ioError
        case "ingest", "spreadsheet", "review": return .dataError
        case "source", "input": return .noInput
        case "usage", "select", "selection": return .usage
        default: return .software
        }
    }
}
