import ArgumentParser
import Diagnostics
import Facts
import Foundation
import Normalization
import PipelineEngine
import Rendering
import Store

/// `assay review apply WORKBOOK`: decisions out of the sheet 复核 into `overrides.csv`.
struct ReviewApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Take the decisions of a workbook over into overrides.csv.",
        discussion: """
            WORKBOOK is the published workbook with the light yellow columns of the sheet
            复核 filled in, saved by any spreadsheet program; csv/review.csv serves too.
            A decision is tied to the words of its sentence, so it outlives a report.
            One on the same figure is replaced, no other is touched. The next run
            honours them; what the machine had read stays beside.
            Example:
              assay review apply Reports/industry-brief/latest/industry-brief.xlsx
            """,
        aliases: ["import"])

    @Argument(help: ArgumentHelp("The workbook, or csv/review.csv, as a person left it.", valueName: "workbook"))
    var workbook: String

    @Argument(help: "The pipeline; the workbook itself says which it is of.", completion: Completion.pipelines)
    var pipeline: String?

    @Option(help: ArgumentHelp("Who decided, where a row does not say.", valueName: "name"))
    var reviewer: String?

    @Flag(help: "Say what would be taken over, and write nothing.")
    var dryRun = false

    @OptionGroup var place: ProjectOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        let project = try place.project()
        let bytes = try InputFile.bytes(of: workbook)
        // the columns' labels are the template's, and a workbook names its pipeline in its properties
        let guess = try pipeline.map { try project.pipeline($0) }
        let layouts = try Self.layouts(project, guess.map { [$0] } ?? project.pipelines)
        let reviewed = try ReviewedRows(bytes, name: workbook, layouts: layouts)
        if let guess, !reviewed.pipeline.isEmpty, reviewed.pipeline != guess {
            throw CommandFailure(
                .dataError, code: "review.other-pipeline", "`\(workbook)` is of the pipeline `\(reviewed.pipeline)`, not `\(guess)`",
                help: "name that pipeline, or its workbook")
        }
        let name = try guess ?? project.pipeline(reviewed.pipeline.isEmpty ? nil : reviewed.pipeline)
        let own = try Self.layouts(project, [name])
        let shelf = LexiconShelf(source: try project.lexicons(of: name))
        var words: [String: String] = [:]
        for layout in own { words.merge(layout.unitWords) { first, _ in first } }
        var reader = DecisionReader(
            layouts: own, values: TypedValue(scanner: QuantityScanner(lexicons: try shelf.lexicons()), unitWords: words),
            store: try ReadStore.open(project, name), name: workbook, reviewer: reviewer ?? Self.person(reviewed), day: Self.day(reviewed))
        try reader.read(reviewed.rows)
        if !reader.faults.isEmpty { throw CommandFailure(.dataError, reader.faults) }

        let target = project.overrides(of: name)
        var book = DecisionBook(try Overrides(path: target, shown: project.shown(target)))
        book.lay(reader.decisions)
        if book.isChanged, !dryRun { try FileBytes.replace(target, with: book.bytes) }
        StandardError.print(reader.warnings + book.replaced.map { Self.note($0.old, $0.new) })
        try say(book, target: project.shown(target), pipeline: name)
    }

    private func say(_ book: DecisionBook, target: String, pipeline: String) throws {
        if saying.json {
            let text = """
                {"pipeline": \(JSONText.quoted(pipeline)), "file": \(JSONText.quoted(target)), "new": \(book.added), \
                "changed": \(book.replaced.count), "unchanged": \(book.unchanged), "written": \(book.isChanged && !dryRun)}
                """
            return try StandardOutput.shared.line(text)
        }
        if saying.quiet { return }
        let count = book.added + book.replaced.count
        let decisions = count == 1 ? "1 decision" : "\(count) decisions"
        let details = "\(book.added) new, \(book.replaced.count) changed, \(book.unchanged) as before"
        try StandardOutput.shared.line(
            dryRun
                ? "\(decisions) would be taken over into \(target) (\(details))"
                : count == 0
                    ? "nothing to take over (\(details))"
                    : "\(decisions) taken over into \(target) (\(details)); `assay run \(pipeline)` honours \(count == 1 ? "it" : "them")")
    }

    private static func note(_ old: Overrides.Decision, _ new: Overrides.Decision) -> Diagnostic {
        func told(_ decision: Overrides.Decision) -> String {
            let value = [decision["low"], decision["high"]].filter { !$0.isEmpty }.joined(separator: "–")
            let who = [decision["reviewer"], decision["reviewed_at"]].filter { !$0.isEmpty }.joined(separator: ", ")
            return decision["decision"] + (value.isEmpty ? "" : " \(value)") + (who.isEmpty ? "" : " (\(who))")
        }
        return Diagnostic(
            .note, code: "review.replaced", "`\(new["surface"])` in `\(new["document"])`: \(told(new)) stands for \(told(old))")
    }

    private static func layouts(_ project: Project, _ pipelines: [String]) throws -> [ReviewLayout] {
        var layouts: [ReviewLayout] = []
        var known: Set<String> = []
        for pipeline in pipelines {
            // only the templates' names matter here; a source's variable need not be set
            var loader = PipelineLoader(project: project, name: pipeline)
            loader.source = "/"
            guard let file = try? loader.load() else { continue }
            let shipped = try project.lexicons(of: pipeline)
            for stage in file.stages where stage.kind == "render" {
                guard let name = stage.string("template"), known.insert(name).inserted else { continue }
                let template = try project.template(name, at: stage.options["template"]?.location, shipped: shipped)
                if let layout = ReviewLayout(try template.parsed()) { layouts.append(layout) }
            }
        }
        if layouts.isEmpty {
            throw CommandFailure(
                .configuration, code: "review.no-sheet", "no template of \(pipelines.joined(separator: ", ")) has a sheet for review",
                help: "give the template a sheet with `kind: review`")
        }
        return layouts
    }

    /// Who saved the file, else who runs this.
    private static func person(_ reviewed: ReviewedRows) -> String {
        // a file that nobody has saved since names its maker
        if !reviewed.savedBy.isEmpty, reviewed.savedBy != ReportProperties().author { return reviewed.savedBy }
        let environment = ProcessInfo.processInfo.environment
        return environment["USER"] ?? environment["LOGNAME"] ?? NSUserName()
    }

    /// The day on which the file was saved, else today.
    private static func day(_ reviewed: ReviewedRows) -> String {
        if !reviewed.savedOn.isEmpty { return reviewed.savedOn }
        var now = time(nil), parts = tm()
        localtime_r(&now, &parts)
        return CalendarDay(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))?.description ?? ""
    }
}
