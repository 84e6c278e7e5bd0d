import Diagnostics
import PipelineEngine

/// What a run read, made and skipped: the one published file that names the run and its times.
struct RunManifest {
    private struct Content: Encodable {
        struct Input: Encodable {
            var document: String
            var source: String
            var bytes: Int
            var digest: String
        }

        var version = 1
        var pipeline: String
        var run: String
        var status: String
        var tool_version: String
        var command: [String]
        var milliseconds: Int
        var inputs: [Input]
        var outputs: [PublishedFile]
        var stages: [StageRun]
        var quarantined: Int
    }

    private let content: Content

    init(session: PipelineSession, summary: RunSummary, files: [PublishedFile]) {
        content = Content(
            pipeline: session.file.name, run: summary.run, status: summary.status.rawValue,
            tool_version: ToolVersion.current, command: session.request.command, milliseconds: summary.milliseconds,
            inputs: session.inputs.entries(of: session.file.sources.map(\.name)).compactMap { entry in
                entry.file.map {
                    Content.Input(document: entry.name, source: entry.source, bytes: $0.size, digest: $0.digest.description)
                }
            }, outputs: files, stages: summary.stages, quarantined: summary.quarantined)
    }

    var bytes: [UInt8] { JSON.encode(content, pretty: true) + [0x0A] }
}
