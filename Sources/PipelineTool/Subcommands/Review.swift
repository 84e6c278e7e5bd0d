import ArgumentParser
import Diagnostics
import Foundation
import PipelineEngine
import Store

/// `assay review`: what needs a person, and what the person decided.
struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "List the facts that need a person, or take decisions over.",
        discussion: """
            With --apply: takes decisions out of the sheet 复核 saved as CSV (or of
            csv/review.csv with the decision columns filled) over into overrides.csv.
            Example:
              assay review industry-brief --first 5
            """)

    @Argument(help: "The pipeline; may be left out where there is only one.", completion: Completion.pipelines)
    var pipeline: String?

    @Option(help: ArgumentHelp("Take the decisions of FILE over.", valueName: "file.csv"))
    var apply: String?

    @Option(help: "How many to list, what matters most first.")
    var first = 20

    @OptionGroup var place: ProjectOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        let project = try place.project()
        let name = try project.pipeline(pipeline)
        let store = try ReadStore.open(project, name)
        if let apply { return try take(apply, project, name, store) }
        let columns = ["fact_id", "reason", "surface", "machine_category", "machine_metric", "machine_subject", "confidence", "document"]
        let rows = try store.read { reader in
            try reader.rows(
                "SELECT \(columns.joined(separator: ", ")) FROM review WHERE decision = '' ORDER BY priority DESC, document, n LIMIT ?",
                [StoreValue(max(0, first))])
        }
        let printer = RowPrinter(format: saying.json ? .jsonl : .table, columns: columns.map { OutputColumn($0, inTable: true) })
        try StandardOutput.shared.write(printer.text(of: rows.map { $0.map { .text($0.text) } }).utf8)
    }

    private func take(_ path: String, _ project: Project, _ name: String, _ store: Store) throws {
        let bytes = try InputFile.bytes(of: path)
        if bytes.starts(with: [0x50, 0x4B]) {
            throw CommandFailure(
                .dataError, code: "review.workbook", "`\(path)` is a workbook; decisions are read from CSV",
                help: "save the sheet 复核 as CSV UTF-8 and name that file")
        }
        let table = CSVText(String(decoding: bytes, as: UTF8.self))
        guard table.column("fact_id") != nil, table.column("decision") != nil else {
            throw CommandFailure(
                .dataError, code: "review.columns", "`\(path)` lacks the columns `fact_id` and `decision`",
                help: "begin with csv/review.csv of the published report")
        }
        var lines: [String] = []
        for row in table.rows where !table.field(row, "decision").isEmpty {
            let id = table.field(row, "fact_id")
            let found = try store.read { reader in
                try reader.rows("SELECT document, sentence, surface FROM all_facts WHERE fact_id = ?", [.text(id)]).first
            }
            guard let found else {
                StandardError.print([Diagnostic(
                    .warning, code: "review.unknown-fact", "there is no fact `\(id)` any more", at: SourceLocation(file: path, line: row.line),
                    help: "decide again in the newest report")])
                continue
            }
            let values = Overrides.columns.map { column -> String in
                switch column {
                case "document": return found[0].text
                case "quote": return found[1].text
                case "surface": return found[2].text
                default: return table.field(row, column)
                }
            }
            lines.append(RowPrinter.csvLine(values))
        }
        let target = project.folder(of: name) + "/overrides.csv"
        let known = FileBytes.exists(target) ? String(decoding: try FileBytes.read(target), as: UTF8.self) : RowPrinter.csvLine(Overrides.columns)
        let fresh = lines.filter { !known.contains($0) }
        try FileBytes.replace(target, with: Array((known + fresh.joined()).utf8))
        if !saying.quiet {
            try StandardOutput.shared.line("\(fresh.count) decisions taken over into \(project.shown(target)); `assay run \(name)` honours them")
        }
    }
}
