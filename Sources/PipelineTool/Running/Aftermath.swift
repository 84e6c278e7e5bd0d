import Diagnostics
import Foundation
import PipelineEngine
import Store

/// Who hears of a run afterwards: people, only of news; the node exporter, always.
struct Aftermath {
    let project: Project
    let file: PipelineFile
    let saying: SayingOptions

    private var notify: ConfigNode? { file.root["notify"] }
    private var command: String { "assay run \(file.name) --root \(project.root)" }
    /// Beside the store, so that news is known also when the store cannot be opened.
    private var statePath: String { project.state(of: file.name) + "/news.json" }

    /// - Parameter late: warnings about sources, which stand also where nothing ran.
    func unchanged(_ session: PipelineSession, _ late: [Diagnostic]) {
        measure(.done, nil, session)
        tell(.done, late)
    }

    func ended(_ session: PipelineSession, _ summary: RunSummary, _ code: ExitCode, _ late: [Diagnostic] = []) {
        measure(code, summary, session)
        tell(code, summary.diagnostics + summary.stages.flatMap(\.diagnostics) + late)
    }

    func failed(_ code: ExitCode, _ diagnostics: [Diagnostic]) {
        measure(code, nil, nil)
        tell(code, diagnostics)
    }

    private func measure(_ code: ExitCode, _ summary: RunSummary?, _ session: PipelineSession?) {
        guard let path = notify?["prometheus"]?.string else { return }
        let counts = session.flatMap { try? StoreCounts.all($0.store) } ?? [:]
        do {
            try PrometheusTextfile(path: path.hasPrefix("/") ? path : project.folder(of: file.name) + "/" + path).write(
                pipeline: file.name, exitCode: code, milliseconds: summary?.milliseconds ?? 0, stages: summary?.stages ?? [],
                quarantined: counts["documents_quarantined"] ?? 0, counts: counts, now: Int(time(nil)))
        } catch {
            StandardError.print([error.diagnostic])
        }
    }

    private func tell(_ code: ExitCode, _ diagnostics: [Diagnostic]) {
        let addresses = notify?["mail"]?.strings ?? [], program = notify?["command"]?.string
        guard !addresses.isEmpty || program != nil else { return }
        let known = (try? FileBytes.read(statePath)).flatMap { JSON.decode(NewsState.self, from: $0) } ?? NewsState()
        let (news, state) = News.compare(
            known, pipeline: file.name, exitCode: code, diagnostics: diagnostics, command: command, now: UTC.text())
        if let news {
            for address in addresses { send(["mail", "-s", news.subject, address], news.body) }
            if let program { send(["/bin/sh", "-c", program], "\(news.subject)\n\n\(news.body)") }
        }
        do {
            try FileBytes.makeFolders(project.state(of: file.name))
            try FileBytes.replace(statePath, with: JSON.encode(state) + [0x0A], durable: false)
        } catch {
            StandardError.print([error.diagnostic])
        }
    }

    /// Hands a message to a program; that it cannot be sent is said, and is no failure of the run.
    private func send(_ command: [String], _ message: String) {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: command[0].hasPrefix("/") ? command[0] : "/usr/bin/" + command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = pipe
        do {
            try process.run()
            try pipe.fileHandleForWriting.write(contentsOf: Data(message.utf8))
            try pipe.fileHandleForWriting.close()
            process.waitUntilExit()
        } catch {
            StandardError.print([
                Diagnostic(
                    .warning, code: "notify.unsent", "`\(command[0])` could not be run: \(error.localizedDescription)",
                    help: "install it (Debian: bsd-mailx), or use `notify.command`")
            ])
        }
    }
}
