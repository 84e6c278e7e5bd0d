import ArgumentParser
import Diagnostics
import PipelineEngine
import Store

/// `assay runs`: what was run when, and how it ended.
struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List the runs of a pipeline, or the stages of one.",
        discussion: """
            Example:
              assay runs industry-brief --last 5
            """)

    @Argument(help: "The pipeline; may be left out where there is only one.", completion: Completion.pipelines)
    var pipeline: String?

    @Option(help: ArgumentHelp("Show the stages of this run.", valueName: "run"))
    var of: String?

    @Option(help: "How many runs to show, newest first.")
    var last = 20

    @OptionGroup var place: ProjectOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        let store = try ReadStore.open(try place.project(), pipeline)
        let columns: [OutputColumn], rows: [[StoreValue]]
        if let of {
            columns = ["stage", "status", "units", "computed", "reused", "failed", "withdrawn", "milliseconds", "reasons"]
                .map { OutputColumn($0, inTable: true) }
            rows = try store.read { reader in
                try reader.rows(
                    """
                    SELECT stage, status, record ->> 'units', record ->> 'computed', record ->> 'reused', record ->> 'failed',
                        record ->> 'withdrawn', record ->> 'milliseconds', coalesce(record ->> '$.reasons[0]', '')
                    FROM stage_run WHERE run = ? ORDER BY n
                    """, [.text(of)])
            }
            if rows.isEmpty {
                throw CommandFailure(.noInput, code: "runs.unknown", "there is no run `\(of)`", help: "`assay runs` lists them")
            }
        } else {
            columns = ["run", "status", "exit_code", "started", "ended", "tool_version", "command"]
                .map { OutputColumn($0, inTable: $0 != "tool_version") }
            rows = try store.read { reader in
                try reader.rows(
                    """
                    SELECT run, status, coalesce(exit_code, ''), started, ended, tool_version,
                        (SELECT group_concat(value, ' ') FROM json_each(command))
                    FROM run ORDER BY run DESC LIMIT ?
                    """, [StoreValue(max(1, last))])
            }
        }
        let printer = RowPrinter(format: saying.json ? .jsonl : .table, columns: columns)
        let shown = rows.map { row in row.map { value -> OutputValue in
            if case .integer(let number) = value { return .integer(Int(number)) }
            return .text(value.text)
        } }
        try StandardOutput.shared.write(printer.text(of: shown).utf8)
    }
}
