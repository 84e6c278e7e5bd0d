import Foundation
import PipelineEngine

/// The reports that lie in `Reports/<pipeline>/`, newest first.
struct PublishedRuns {
    struct Report {
        var run: String
        var folder: String
        var manifest: RunManifest
        /// Of the facts alone; equal for reports that differ in look only.
        var factsDigest: String

        var factsFile: String { folder + "/csv/facts.csv" }
    }

    let folder: String

    /// Reports with a readable manifest.
    var all: [Report] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { RunID.seconds(of: $0) != nil }.sorted(by: >).compactMap { run in
            let path = folder + "/" + run
            guard let bytes = try? FileBytes.read(path + "/" + Publisher.manifestName),
                let manifest = JSON.decode(RunManifest.self, from: bytes)
            else { return nil }
            let facts = manifest.outputs.first { $0.path == "csv/facts.csv" }
            return Report(run: run, folder: path, manifest: manifest, factsDigest: facts?.sha256 ?? "")
        }
    }

    /// Runs that must not go: the newest report with other facts than the published one.
    var needed: Set<String> {
        let reports = all
        guard let newest = reports.first, let before = reports.first(where: { $0.factsDigest != newest.factsDigest }) else { return [] }
        return [before.run]
    }
}
