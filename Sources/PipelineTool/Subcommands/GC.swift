import ArgumentParser
import Diagnostics
import PipelineEngine

/// `assay gc`: removes old reports.
struct GC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Remove old reports; never the published one.",
        discussion: """
            Example:
              assay gc industry-brief --keep-last 5 --keep 14d --dry-run
            """)

    @OptionGroup var options: PipelineOptions
    @OptionGroup var saying: SayingOptions

    @Option(help: "How many of the newest stay (default: the pipeline's `publish.keep_last`).")
    var keepLast: Int?

    @Option(help: ArgumentHelp("How long reports stay, as in 14d (default: the pipeline's `publish.keep`).", valueName: "duration"))
    var keep: String?

    @Option(help: ArgumentHelp("Remove older ones until the rest fits, as in 20G.", valueName: "size"))
    var maxSize: String?

    @Flag(help: "Say what would go; remove nothing.")
    var dryRun = false

    func validate() throws {
        if let keep, ConfigScalar.milliseconds(keep) == nil { throw ValidationError("--keep takes a duration such as 14d, not `\(keep)`") }
        if let maxSize, ConfigScalar.bytes(maxSize) == nil { throw ValidationError("--max-size takes a size such as 20G, not `\(maxSize)`") }
        if let keepLast, keepLast < 1 { throw ValidationError("--keep-last takes a number from 1") }
    }

    func run() throws {
        let loader = try options.loader()
        let file = try loader.load()
        guard case .held(let lock) = try RunLock.acquire(
            loader.project.lock(of: file.name), name: "pipeline \(file.name)", owner: .current(command: CommandLine.arguments))
        else { return }
        defer { withExtendedLifetime(lock) {} }
        var retention = file.retention
        if let keepLast { retention.keepLast = keepLast }
        if let keep, let milliseconds = ConfigScalar.milliseconds(keep) { retention.keepMilliseconds = milliseconds }
        let folder = loader.project.reports(of: file.name)
        // the report before the published one is what `diff` compares with
        let plan = try RetentionPlan.make(
            folder: folder, retention: retention, needed: PublishedRuns(folder: folder).needed,
            maxBytes: maxSize.flatMap(ConfigScalar.bytes))
        if !dryRun { try plan.apply() }
        let rows = plan.folders.map { folder -> [OutputValue] in
            [.text(folder.run), .integer(folder.bytes), .text(folder.kept.map { "kept: \($0)" } ?? (dryRun ? "would go" : "removed"))]
        }
        if saying.quiet { return }
        let columns = [OutputColumn("run", inTable: true), OutputColumn("bytes", inTable: true), OutputColumn("what", inTable: true)]
        try StandardOutput.shared.write(RowPrinter(format: saying.json ? .jsonl : .table, columns: columns).text(of: rows).utf8)
    }
}
