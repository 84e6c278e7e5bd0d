import ArgumentParser
import Diagnostics
import PipelineEngine

/// `assay diff`: what became of the facts between two published reports.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show which facts two published reports do not share, and why.",
        discussion: """
            Without runs: the published report against the newest one with other facts.
            With one: the published report against that one.
            Example:
              assay diff industry-brief --format csv

            Exit status: 0 where the facts are the same, 2 where they are not.
            """)

    @Argument(help: ArgumentHelp(
        "The pipeline, where there are several; then the older run and the newer one, by the beginning of their names, or @latest and @previous.",
        valueName: "pipeline or run"))
    var names: [String] = []

    @OptionGroup var place: ProjectOptions
    @OptionGroup var output: FormatOptions

    func validate() throws {
        let runs = names.count(where: Self.isRun)
        guard runs <= 2, names.count - runs <= 1 else { throw ValidationError("name one pipeline and at most two runs") }
    }

    /// `20260301T…`, its beginning, or a word with `@`; pipelines may be named after years.
    private static func isRun(_ name: String) -> Bool {
        if name.hasPrefix("@") { return true }
        let digits = name.prefix { ("0"..."9").contains($0) }
        return digits.count == 8 && (digits.count == name.count || name.dropFirst(8).first == "T")
    }

    func run() throws {
        let project = try place.project()
        let name = try project.pipeline(names.first { !Self.isRun($0) })
        let reports = PublishedRuns(folder: project.reports(of: name)).all
        let runs = names.filter(Self.isRun)
        let (from, to) = (runs.first, runs.count > 1 ? runs.last : nil)
        let new = try pick(to, reports) ?? reports.first
        guard let new, let now = FactStream(new) else {
            throw CommandFailure(.noInput, code: "diff.none", "there is no published report with a CSV of its facts", help: "`assay run \(name)` first")
        }
        let old = try pick(from, reports) ?? reports.first { $0.run < new.run && $0.factsDigest != new.factsDigest }
        let changes = try old.flatMap(FactStream.init).map { try now.changes(since: $0) } ?? []
        let columns = ["change", "cause", "document", "metric", "subject", "item", "period", "old_value", "new_value", "unit", "fact_id"]
        let printer = RowPrinter(format: output.format, columns: columns.map { OutputColumn($0, inTable: $0 != "fact_id") })
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
        if run == "@latest" { return reports.first }
        if run == "@previous" { return reports.dropFirst().first }
        guard let report = reports.first(where: { $0.run.hasPrefix(run) }) else {
            throw CommandFailure(
                .noInput, code: "diff.unknown-run", "there is no published report `\(run)`",
                help: reports.isEmpty ? "" : "there are \(reports.prefix(5).map(\.run).joined(separator: ", "))")
        }
        return report
    }
}
