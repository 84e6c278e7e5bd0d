import ArgumentParser
import Diagnostics
import Facts
import PipelineEngine
import Store

/// `assay facts`: the facts of a pipeline, from its store.
struct FactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "Print the facts that a pipeline found.",
        discussion: """
            Example:
              assay facts industry-brief --format csv --document '*.html'
            """)

    @Argument(help: "The pipeline; may be left out where there is only one.", completion: Completion.pipelines)
    var pipeline: String?

    @OptionGroup var place: ProjectOptions

    @OptionGroup var output: FormatOptions

    @Option(help: ArgumentHelp("Only documents whose name matches; may be given again.", valueName: "glob"))
    var document: [String] = []

    @Flag(help: "Print with each fact the id that `assay explain` takes.")
    var ids = false

    @Flag(help: "Print when each fact was first and last in a published report, also those that are gone.")
    var history = false

    func run() throws {
        let store = try ReadStore.open(try place.project(), pipeline)
        if history { return try printHistory(store) }
        let columns = (ids ? [OutputColumn("fact_id", inTable: true)] : []) + FactRow.columns
        let printer = RowPrinter(format: output.format, columns: columns)
        let patterns = document.map { GlobPattern($0) }
        try StandardOutput.shared.write(printer.header.utf8)
        try store.read { reader in
            for row in try reader.rows("SELECT name FROM document ORDER BY name") {
                let name = row[0].text
                guard patterns.isEmpty || patterns.contains(where: { $0.matches(name) }) else { continue }
                let rows = try reader.facts(of: name).map { record in
                    (ids ? [.text(record.id)] : []) + FactRow.values(of: record.fact, document: .text(name))
                }
                try StandardOutput.shared.write(printer.text(of: rows).utf8)
            }
        }
    }

    private func printHistory(_ store: Store) throws {
        let names = [
            "document", "category", "metric", "subject", "item", "period", "basis", "unit", "low", "high", "first_seen", "last_seen",
            "withdrawn",
        ]
        let printer = RowPrinter(format: output.format, columns: names.map { OutputColumn($0, inTable: $0 != "basis") })
        let patterns = document.map { GlobPattern($0) }
        var rows: [[OutputValue]] = []
        try store.read { reader in
            try reader.forEach("SELECT \(names.joined(separator: ", ")) FROM history ORDER BY \(names.joined(separator: ", "))") { row in
                guard patterns.isEmpty || patterns.contains(where: { $0.matches(row[0].text) }) else { return }
                rows.append(row.map { .text($0.text) })
            }
        }
        try StandardOutput.shared.write((printer.header + printer.text(of: rows)).utf8)
    }
}

/// The store of a pipeline that has run.
enum ReadStore {
    /// - Throws: ``CommandFailure`` 66 where the pipeline never ran.
    static func open(_ project: Project, _ pipeline: String?) throws -> Store {
        let name = try project.pipeline(pipeline)
        guard let store = try Store.openReadOnly(at: project.store(of: name)) else {
            throw CommandFailure(
                .noInput, code: "store.none", "pipeline `\(name)` has not run yet", help: "`assay run \(name)` first")
        }
        return store
    }
}
