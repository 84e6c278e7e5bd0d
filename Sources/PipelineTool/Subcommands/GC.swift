import ArgumentParser
import Diagnostics
import Foundation
import PipelineEngine
import Store

/// `assay gc`: removes old reports.
struct GC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Remove old reports and the memory of old runs; never what is published or needed.",
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
        let forgotten = try forget(loader, file, retention, Set(plan.folders.filter { $0.kept != nil }.map(\.run)))
        let rows = plan.folders.map { folder -> [OutputValue] in
            [.text(folder.run), .integer(folder.bytes), .text(folder.kept.map { "kept: \($0)" } ?? (dryRun ? "would go" : "removed"))]
        }
        if !saying.quiet, forgotten > 0 { StandardError.line("\(forgotten) runs \(dryRun ? "would be" : "are") forgotten") }
        if saying.quiet { return }
        let columns = [OutputColumn("run", inTable: true), OutputColumn("bytes", inTable: true), OutputColumn("what", inTable: true)]
        try StandardOutput.shared.write(RowPrinter(format: saying.json ? .jsonl : .table, columns: columns).text(of: rows).utf8)
    }

    /// Rows of runs in the store go by the rule of their reports; a run whose report stays is known.
    ///
    /// - Returns: how many went, or would.
    private func forget(_ loader: PipelineLoader, _ file: PipelineFile, _ retention: Retention, _ kept: Set<String>) throws -> Int {
        let path = loader.project.store(of: file.name)
        guard FileBytes.exists(path) else { return 0 }
        let store = try Store.open(at: path)
        let runs = try store.read { try $0.rows("SELECT run FROM run ORDER BY run DESC").map { $0[0].text } }
        let now = Int(time(nil))
        let old = runs.enumerated().filter { place, run in
            guard place >= retention.keepLast, !kept.contains(run), let began = RunID.seconds(of: run) else { return false }
            return (now - began) * 1000 > retention.keepMilliseconds
        }.map(\.element)
        if dryRun || old.isEmpty { return old.count }
        try store.write { writer in
            for run in old { try writer.run("DELETE FROM run WHERE run = ?", [.text(run)]) }
        }
        try store.checkpoint()
        return old.count
    }
}
