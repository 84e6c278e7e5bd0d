import Diagnostics
import Foundation
import PipelineEngine
import Store

/// The last words of a run: what it read, what it found, and where the report lies.
struct RunReport {
    let session: PipelineSession
    let saying: SayingOptions

    var quarantined: Int {
        get throws { try count("documents_quarantined") + count("facts_quarantined") }
    }

    private func count(_ name: String) throws -> Int {
        try session.store.read { try $0.value("SELECT value FROM counts WHERE name = ?", [.text(name)]).integer }
    }

    func nothingToDo() throws {
        if saying.json {
            try StandardOutput.shared.line(try json(status: "unchanged", folder: standing))
        } else if !saying.quiet {
            try StandardOutput.shared.line("nothing to do")
        }
    }

    private var standing: String? { session.publisher.published.map { session.publisher.folder + "/" + $0 } }

    func done(_ summary: RunSummary, folder: String?) throws {
        if saying.json { return try StandardOutput.shared.line(try json(status: summary.status.rawValue, folder: folder)) }
        if saying.quiet { return }
        let out = StandardOutput.shared
        let read = try count("documents_read"), refused = try count("documents_quarantined")
        try out.line("read        \(read) documents, \(try count("articles")) articles" + (refused > 0 ? "; \(refused) in quarantine" : ""))
        try out.line(
            "found       \(try count("facts")) facts (\(try count("facts_repeated")) of them repeats), "
                + "\(try count("implied")) implied figures, \(try count("conflicts")) conflicts")
        let withheld = try count("facts_quarantined")
        if withheld > 0 { try out.line("withheld    \(withheld) facts by expectations, shown on the sheet 隔离") }
        for line in try failedChecks() { try out.line("check       \(line)") }
        guard let folder else { return }
        for path in Self.files(in: folder) { try out.line("wrote       \(session.project.shown(path))") }
    }

    private func failedChecks() throws -> [String] {
        try session.store.read { reader in
            try reader.rows("SELECT check_id, message FROM checks WHERE status IN ('warn', 'error') ORDER BY n")
                .map { "\($0[0].text): \($0[1].text)" }
        }
    }

    /// Workbooks and pages first, then the folder of CSV files.
    static func files(in folder: String) -> [String] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let files = names.filter { $0.hasSuffix(".xlsx") || $0.hasSuffix(".html") || $0.hasSuffix(".csv") }
        let folders = names.filter { Project.isFolder(folder + "/" + $0) }
        return (files + folders.map { $0 + "/" }).map { folder + "/" + $0 }
    }

    /// Cause, place and the command to repeat, in at most forty lines.
    func failure(_ summary: RunSummary) -> CommandFailure {
        var diagnostics = Array(summary.diagnostics.prefix(8))
        if diagnostics.isEmpty { diagnostics = [Diagnostic(code: "run.failed", "the run failed")] }
        let more = summary.diagnostics.count - diagnostics.count
        let published = session.publisher.published == nil ? "nothing is published" : "the published report stays as it was"
        diagnostics.append(Diagnostic(
            .note, code: "run.kept-back", (more > 0 ? "and \(more) more; " : "") + published,
            help: "after mending: assay run \(session.file.name) --root \(session.project.root)"))
        return CommandFailure(summary.exitCode, diagnostics)
    }

    private func json(status: String, folder: String?) throws -> String {
        struct Answer: Encodable {
            var pipeline: String
            var status: String
            var counts: [String: Int]
            var folder: String
            var files: [String]
        }
        let answer = Answer(
            pipeline: session.file.name, status: status, counts: try StoreCounts.all(session.store), folder: folder ?? "",
            files: folder.map(Self.files) ?? [])
        return String(decoding: JSON.encode(answer), as: UTF8.self)
    }
}
