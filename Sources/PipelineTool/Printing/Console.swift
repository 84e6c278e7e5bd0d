import Diagnostics
import Foundation
import PipelineEngine
import Synchronization

/// The program reading our output has gone (`assay extract … | head`): no error of ours.
struct ReaderGone: Error {}

/// Standard output: data only, buffered, in whole lines.
final class StandardOutput: Sendable {
    static let shared = StandardOutput()
    private let buffer = Mutex<[UInt8]>([])

    func write(_ bytes: some Sequence<UInt8>) throws {
        try buffer.withLock { buffer in
            buffer.append(contentsOf: bytes)
            if buffer.count >= 1 << 16 { try Self.drain(&buffer) }
        }
    }

    func line(_ text: String) throws { try write((text + "\n").utf8) }

    func flush() throws { try buffer.withLock { try Self.drain(&$0) } }

    private static func drain(_ buffer: inout [UInt8]) throws {
        var rest = buffer[...]
        buffer = []
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EPIPE {
                throw ReaderGone()
            } else if errno != EINTR {
                throw CommandFailure(
                    .ioError, code: "output.unwritable", "cannot write to standard output: \(String(cString: strerror(errno)))",
                    help: "look at the disk or the program that reads it")
            }
        }
    }
}

/// Standard error: talk, one line at a time.
enum StandardError {
    static let isTerminal = isatty(STDERR_FILENO) == 1

    static func line(_ text: String) { write(text + "\n") }

    static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written <= 0, errno != EINTR { return }
            bytes = bytes.dropFirst(max(0, written))
        }
    }

    /// Machines that asked for JSON get it here too.
    private static let isJSON = {
        let words = CommandLine.arguments
        return words.contains("--json") || words.contains("--log-format=json")
            || zip(words, words.dropFirst()).contains { $0 == "--log-format" && $1 == "json" }
    }()

    static func print(_ diagnostics: [Diagnostic]) {
        if isJSON {
            let log = Log(format: .json, least: .debug)
            for diagnostic in diagnostics { log.say(diagnostic) }
            return
        }
        let color = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
        let printer = DiagnosticPrinter(color: color)
        for diagnostic in diagnostics { line(printer.render(diagnostic)) }
    }
}
