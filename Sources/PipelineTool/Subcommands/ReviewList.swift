import ArgumentParser
import Diagnostics
import Store

/// `assay review list`, which is also `assay review`: what is still to be decided, what matters most first.
struct ReviewList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the facts that need a person.",
        discussion: """
            Example:
              assay review list industry-brief --first 5
            """)

    @Argument(help: "The pipeline; may be left out where there is only one.", completion: Completion.pipelines)
    var pipeline: String?

    @Option(help: "How many to list, what matters most first.")
    var first = 20

    @OptionGroup var place: ProjectOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        let project = try place.project()
        let store = try ReadStore.open(project, try project.pipeline(pipeline))
        let columns = ["fact_id", "reason", "surface", "machine_category", "machine_metric", "machine_subject", "confidence", "document"]
        let rows = try store.read { reader in
            try reader.rows(
                """
                SELECT \(columns.joined(separator: ", ")) FROM review WHERE decision = '' OR fact_id = ''
                ORDER BY priority DESC, document, n LIMIT ?
                """, [StoreValue(max(0, first))])
        }
        let printer = RowPrinter(format: saying.json ? .jsonl : .table, columns: columns.map { OutputColumn($0, inTable: true) })
        try StandardOutput.shared.write(printer.text(of: rows.map { $0.map { .text($0.text) } }).utf8)
    }
}
