import Diagnostics
import Foundation
import PipelineEngine
import Store

/// A pipeline made ready to be looked at or run: its file, its store, its inputs and its stages.
struct PipelineSession {
    let project: Project
    let file: PipelineFile
    let store: Store
    let record: StoreRunRecord
    let inputs: PipelineInputs
    let shelf: LexiconShelf
    let stages: [String: any StageCatalog.Stage]
    let publisher: Publisher
    var request: RunRequest

    /// - Parameter store: open for writing to run, or as it lies on disk to look.
    /// - Throws: ``DiagnosticList`` and ``CommandFailure`` for whatever must be mended before any work.
    init(_ loader: PipelineLoader, file: PipelineFile, store: Store, request: RunRequest) throws {
        project = loader.project
        self.file = file
        self.store = store
        self.request = request
        shelf = LexiconShelf(source: try loader.project.lexicons(of: file.name))
        let folder = loader.project.folder(of: file.name)
        publisher = Publisher(folder: loader.project.reports(of: file.name), run: request.run)
        let reading = StoreRunRecord(store: store, stages: [:])
        inputs = try PipelineInputs(file, folder: folder, record: reading)
        let catalog = StageCatalog(
            store: store, shelf: shelf, inputs: inputs, project: loader.project, pipeline: file.name,
            staging: publisher.staging)
        stages = try catalog.stages(of: file)
        record = StoreRunRecord(store: store, stages: stages)
    }

    var run: PipelineRun {
        PipelineRun(file: file, implementations: stages.mapValues { $0 as any StageImplementation }, record: record, request: request)
    }

    /// Render stages, in the order of the file.
    var renderStages: [String] { file.stages.filter { $0.kind == "render" }.map(\.name) }

    /// Chooses stages, and those whose report was made but never published (a kill in between).
    mutating func select(_ options: SelectionOptions) throws {
        let (chosen, forced) = try options.stages(of: file) { try run.modifiedStages() }
        request.stages = chosen
        request.force = forced.union(try unpublished().filter { chosen?.contains($0) ?? true })
        request.documents = options.document.map { GlobPattern($0) }
        if !request.documents.isEmpty {
            let names = inputs.entries(of: file.sources.map(\.name)).map(\.name)
            for pattern in request.documents where !names.contains(where: pattern.matches) {
                throw CommandFailure(
                    .noInput, code: "selection.no-document", "no document matches `\(pattern)`",
                    help: "names are paths below the pipeline's folder, as in `assay plan --verbose`")
            }
        }
    }

    /// Render stages that are done by the record while no published report holds their files.
    func unpublished() throws -> [String] {
        let mark = PublishedMark(try record.memory(PublishedMark.key))
        let isThere = mark.run.map { publisher.published == $0 && FileBytes.exists(publisher.latest) } ?? false
        return try renderStages.filter { name in
            guard let summary = try record.summary(of: name), summary.failed == 0 else { return false }
            return !isThere || mark.outputs[name] != summary.outputs.description
        }
    }
}

/// Which run is published, and what each render stage had made for it.
struct PublishedMark {
    static let key = "published"
    var run: String?
    var outputs: [String: String] = [:]

    init(run: String, outputs: [String: String]) {
        self.run = run
        self.outputs = outputs
    }

    init(_ bytes: [UInt8]?) {
        let lines = String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
        run = lines.first
        for line in lines.dropFirst() {
            let halves = line.split(separator: "\t").map(String.init)
            if halves.count == 2 { outputs[halves[0]] = halves[1] }
        }
    }

    var bytes: [UInt8] {
        let lines = outputs.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
        return Array(([run ?? ""] + lines).joined(separator: "\n").utf8)
    }
}
