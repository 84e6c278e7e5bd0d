import ArgumentParser
import Foundation
import PipelineEngine

/// Where the project is, for every verb that needs one.
struct ProjectOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder that holds Pipelines/ (default: ASSAY_ROOT, else the nearest one upward).", valueName: "dir"))
    var root: String?

    func project() throws -> Project { try Project.find(root) }
}

/// How much is said, and in what form.
struct SayingOptions: ParsableArguments {
    @Flag(name: [.short, .long], help: "Say nothing unless something is wrong.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say more.")
    var verbose = false

    @Flag(help: "Print JSON for machines.")
    var json = false

    @Option(help: "What is said on the way: text, or json (one object a line).")
    var logFormat = LogFormat.text
}

extension LogFormat: ExpressibleByArgument {}

/// For verbs that print rows in a form of one's choice: `--json` is the form that every verb has.
struct FormatOptions: ParsableArguments {
    @Option(name: .customLong("format"), help: "How to print: table, csv or jsonl.")
    var chosen = OutputFormat.table

    @Flag(help: "Print JSON for machines: one object a line, as --format jsonl does.")
    var json = false

    var format: OutputFormat { json ? .jsonl : chosen }
}

/// Which pipeline, with what laid over its file.
struct PipelineOptions: ParsableArguments {
    @Argument(help: "The pipeline; may be left out where there is only one.", completion: Completion.pipelines)
    var pipeline: String?

    @OptionGroup var place: ProjectOptions

    @Option(help: ArgumentHelp("Read documents from FOLDER instead.", valueName: "folder"))
    var source: String?

    @Option(help: ArgumentHelp("Lay FILE over the pipeline file; may be given again.", valueName: "file"))
    var overlay: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("Set a key, as in limits.jobs=2; may be given again.", valueName: "key=value"))
    var settings: [String] = []

    @Option(help: "Language of the report: zh or en.")
    var lang: String?

    @Option(help: "Most units in work at once.")
    var jobs: Int?

    @Option(help: ArgumentHelp("Memory to stay under, as in 512M.", valueName: "size"))
    var memory: String?

    func validate() throws {
        if let lang, !["zh", "en"].contains(lang) { throw ValidationError("--lang takes zh or en, not `\(lang)`") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 1024") }
        if let memory, ConfigScalar.bytes(memory) == nil { throw ValidationError("--memory takes a size such as 512M, not `\(memory)`") }
        for setting in settings where setting.firstIndex(of: "=") == nil {
            throw ValidationError("--set takes key=value, not `\(setting)`")
        }
    }

    func loader() throws -> PipelineLoader {
        let project = try place.project()
        var loader = PipelineLoader(project: project, name: try project.pipeline(pipeline))
        loader.overlays = overlay.map(Project.absolute)
        loader.source = source
        loader.language = lang
        loader.flags = settings.compactMap { setting in
            guard let equals = setting.firstIndex(of: "=") else { return nil }
            return .flag("--set", String(setting[..<equals]), String(setting[setting.index(after: equals)...]))
        }
        if let jobs { loader.flags.append(.flag("--jobs", "limits.jobs", String(jobs))) }
        if let memory { loader.flags.append(.flag("--memory", "limits.memory", memory)) }
        return loader
    }
}

/// Which stages and documents.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only these stages, run again even if up to date.", valueName: "stages"), completion: Completion.stages)
    var only: [String] = []

    @Option(help: ArgumentHelp("These stages and all after them.", valueName: "stages"), completion: Completion.stages)
    var from: [String] = []

    @Option(help: ArgumentHelp("These stages and all before them.", valueName: "stages"), completion: Completion.stages)
    var to: [String] = []

    @Option(help: ArgumentHelp("Not these stages.", valueName: "stages"), completion: Completion.stages)
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Stages by a graph expression, as in 'enrich+' or 'kind:render'.", valueName: "expression"), completion: Completion.stages)
    var select: [String] = []

    @Option(help: ArgumentHelp("Only documents whose name matches; may be given again.", valueName: "glob"))
    var document: [String] = []

    @Flag(help: "Run what is selected even if it is up to date.")
    var force = false

    /// The stages meant, `nil` for all; and those that run whatever the record says.
    func stages(of file: PipelineFile, modified: () throws -> Set<String>) throws -> (chosen: Set<String>?, forced: Set<String>) {
        let selection = Selection(only: words(only), from: words(from), to: words(to), exclude: words(exclude), select: select)
        let graph = StageGraph(file)
        let kinds = file.stages.map(\.kind)
        let names = try selection.stages(in: graph, kinds: kinds, modified: modified)
        var forced: Set<String> = []
        if force { forced.formUnion(names) }
        if !only.isEmpty { forced.formUnion(try Selection(only: words(only)).stages(in: graph, kinds: kinds)) }
        return (selection.isEverything ? nil : Set(names), forced.intersection(names))
    }

    /// `--only ingest,render` names two stages.
    private func words(_ list: [String]) -> [String] { list.flatMap { $0.split(separator: ",").map(String.init) } }
}
