import Diagnostics
import Foundation
import PipelineEngine
import Store

/// Puts the reports of a run before their readers, or takes them back where they say nothing new.
struct Publication {
    let session: PipelineSession
    let summary: RunSummary
    /// UTC, when the run began.
    let started: String

    /// - Returns: the folder of the published report: the new one, or the one that stands.
    /// - Throws: ``SystemError`` where the disk refuses.
    func finish() throws -> String? {
        let publisher = session.publisher
        guard FileBytes.exists(publisher.staging) else { return standing }
        let rendered = session.renderStages.filter { summary.stage($0)?.computed ?? 0 > 0 }
        guard !rendered.isEmpty, summary.status == .done else {
            try publisher.discard()
            return standing
        }
        try keepOthers(rendered)
        var outputs: [String: String] = [:]
        for name in session.renderStages {
            if let known = try session.record.summary(of: name) { outputs[name] = known.outputs.description }
        }
        if try publisher.isUnchanged(), let published = publisher.published {
            try publisher.discard()
            try remember(published, outputs)
            try FactHistory.note(published, in: session.store)
            return standing
        }
        let manifest = RunManifest(
            run: session.run, summary: summary, started: started, inputs: session.inputs.listing.files,
            outputs: try Publisher.files(of: publisher.staging), counts: try StoreCounts.all(session.store))
        try FileBytes.replace(publisher.staging + "/" + Publisher.manifestName, with: manifest.bytes)
        let folder = try publisher.publish()
        try remember(session.request.run, outputs)
        try FactHistory.note(session.request.run, in: session.store)
        return folder
    }

    private var standing: String? { session.publisher.published.map { session.publisher.folder + "/" + $0 } }

    private func remember(_ run: String, _ outputs: [String: String]) throws {
        try session.record.remember(PublishedMark(run: run, outputs: outputs).bytes, as: PublishedMark.key)
    }

    /// Files of render stages that did not run come along from the published report.
    private func keepOthers(_ rendered: [String]) throws {
        for name in session.renderStages where !rendered.contains(name) {
            let paths = String(decoding: try session.record.memory(RenderedFiles.key(name)) ?? [], as: UTF8.self)
            for path in paths.split(separator: "\n").map(String.init) {
                let from = session.publisher.latest + "/" + path, to = session.publisher.staging + "/" + path
                guard FileBytes.exists(from), !FileBytes.exists(to) else { continue }
                let folder = to.split(separator: "/").dropLast().joined(separator: "/")
                try FileBytes.makeFolders("/" + folder)
                try FileBytes.replace(to, with: try FileBytes.read(from), durable: false)
            }
        }
    }
}

/// The view `counts`, as the manifest and `--json` carry it.
enum StoreCounts {
    static func all(_ store: Store) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        try store.read { reader in
            try reader.forEach("SELECT name, value FROM counts") { counts[$0[0].text] = $0[1].integer }
        }
        return counts
    }
}
