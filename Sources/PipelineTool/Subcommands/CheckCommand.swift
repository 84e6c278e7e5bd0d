import ArgumentParser
import Diagnostics
import PipelineEngine
import Store

/// `assay check`: how the expectations of the last run came out, with the rows that fail.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Show how the expectations came out, with the rows that fail.",
        discussion: """
            Example:
              assay check industry-brief

            Exit status: 0, or 1 where an expectation of severity error fails.
            """)

    @OptionGroup var options: PipelineOptions
    @OptionGroup var saying: SayingOptions

    @Option(help: "How many failing rows to show of each expectation.")
    var rows = 5

    func run() throws {
        let session = try PipelineLook(options).session()
        let outcomes = try session.store.read { reader in
            try reader.rows("SELECT check_id, severity, status, failing, total, message FROM checks ORDER BY n")
        }
        let columns = ["check_id", "severity", "status", "failing", "total", "message"].map { OutputColumn($0, inTable: true) }
        let shown = outcomes.map { row in
            row.map { value -> OutputValue in
                if case .integer(let number) = value { return .integer(Int(number)) }
                return .text(value.text)
            }
        }
        let out = StandardOutput.shared
        try out.write(RowPrinter(format: saying.json ? .jsonl : .table, columns: columns).text(of: shown).utf8)
        if !saying.json { try showRows(session, failing: Set(outcomes.filter { ["warn", "error"].contains($0[2].text) }.map { $0[0].text })) }
        if !saying.quiet { StandardError.print(SourceArrivals(file: session.file, inputs: session.inputs).late()) }
        if outcomes.contains(where: { $0[2].text == "error" }) { throw QuietExit(.checksFailed) }
    }

    private func showRows(_ session: PipelineSession, failing: Set<String>) throws {
        for case let stage as CheckStage in session.stages.values {
            for expectation in stage.expectations where failing.contains(expectation.id) {
                try StandardOutput.shared.line("\(expectation.id): rows that fail")
                try session.store.read { reader in
                    let cursor = try reader.cursor(expectation.failing(selecting: "*") + " LIMIT \(max(0, rows))")
                    while let row = try cursor.next() {
                        let cells = zip(cursor.columns, row).filter { !$1.text.isEmpty }.map { "\($0)=\($1.text)" }
                        try StandardOutput.shared.line("  " + cells.prefix(14).joined(separator: " · "))
                    }
                }
            }
        }
    }
}
