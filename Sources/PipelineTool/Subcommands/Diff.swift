import ArgumentParser
import Diagnostics
import PipelineEngine

/// `assay diff`: what became of the facts between two published reports.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show which facts two published reports do not share, and why.",
        discussion: """
            Without runs: the published report against the newest one with other facts.
            Example:
              assay diff industry-brief --format csv

            Exit status: 0 where the facts are the same, 2 where they are not.
            """)

    @Argument(help: "The pipeline; may be left out where there is only one.")
    var pipeline: String?

    @Option(help: ArgumentHelp("The older run.", valueName: "run"))
    var from: String?

    @Option(help: ArgumentHelp("The newer run.", valueName: "run"))
    var to: String?

    @OptionGroup var place: ProjectOptions

    @Option(help: "How to print: table, csv or jsonl.")
    var format = OutputFormat.table

    func run() throws {
        let project = try place.project()
        let name = try project.pipeline(pipeline)
        let reports = PublishedRuns(folder: project.reports(of: name)).all
        let new = try pick(to, reports) ?? reports.first
        guard let new, let now = FactSnapshot(new) else {
            throw CommandFailure(.noInput, code: "diff.none", "there is no published report with a CSV of its facts", help: "`assay run \(name)` first")
        }
        let old = try pick(from, reports) ?? reports.first { $0.run < new.run && $0.factsDigest != new.factsDigest }
        let changes = old.flatMap(FactSnapshot.init).map(now.changes) ?? []
        let columns = ["change", "cause", "document", "metric", "subject", "item", "period", "old_value", "new_value", "unit", "fact_id"]
        let printer = RowPrinter(format: format, columns: columns.map { OutputColumn($0, inTable: $0 != "fact_id") })
        let rows = changes.map { change -> [OutputValue] in
            [
                change.change.rawValue, change.cause, change.document, change.metric, change.subject, change.item, change.period,
                change.oldValue, change.newValue, change.unit, change.factID,
            ].map { .text($0) }
        }
        try StandardOutput.shared.write((printer.header + printer.text(of: rows)).utf8)
        if !changes.isEmpty { throw QuietExit(.changesFound) }
    }

    private func pick(_ run: String?, _ reports: [PublishedRuns.Report]) throws -> PublishedRuns.Report? {
        guard let run else { return nil }
        guard let report = reports.first(where: { $0.run.hasPrefix(run) }) else {
            throw CommandFailure(
                .noInput, code: "diff.unknown-run", "there is no published report `\(run)`",
                help: reports.isEmpty ? "" : "there are \(reports.prefix(5).map(\.run).joined(separator: ", "))")
        }
        return report
    }
}
