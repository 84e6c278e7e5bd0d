import Checks
import Diagnostics
import PipelineEngine
import Rendering
import Store

/// Where the engine meets the rooms: one line a kind of stage.
struct StageCatalog: Sendable {
    typealias Stage = StageImplementation & StoredStage & Sendable

    let store: Store
    let shelf: LexiconShelf
    let inputs: PipelineInputs
    let project: Project
    let pipeline: String
    let staging: String

    /// - Throws: ``DiagnosticList`` of what the stages' options say wrongly.
    func stages(of file: PipelineFile) throws -> [String: any Stage] {
        var stages: [String: any Stage] = [:]
        var faults: [Diagnostic] = []
        for spec in file.stages {
            do {
                stages[spec.name] = try stage(spec)
            } catch let list as DiagnosticList {
                faults += list.diagnostics
            } catch let diagnostic as Diagnostic {
                faults.append(diagnostic)
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        let method = ReadingMethod(file.stages.compactMap { spec in stages[spec.name].map { (kind: spec.kind, stage: $0) } })
        for (name, stage) in stages {
            guard var render = stage as? RenderStage else { continue }
            render.method = method
            stages[name] = render
        }
        return stages
    }

    private func stage(_ spec: StageSpec) throws -> any Stage {
        switch spec.kind {
        case "ingest": return IngestStage(shelf: shelf, inputs: inputs, sources: spec.strings("sources"))
        case "normalize": return NormalizeStage(store: store, shelf: shelf)
        case "enrich":
            let path = project.overrides(of: pipeline)
            let overrides = try Overrides(path: path, shown: project.shown(path))
            return EnrichStage(store: store, shelf: shelf, with: spec.strings("with"), overrides: overrides)
        case "check":
            return CheckStage(store: store, expectations: try (spec.options["expect"]?.elements ?? []).map(Expectation.init))
        case "render": return try render(spec)
        default:
            throw Diagnostic(code: "pipeline.unknown-kind", "there is no kind of stage `\(spec.kind)`", at: spec.location)
        }
    }

    private func render(_ spec: StageSpec) throws -> any Stage {
        let name = spec.string("template") ?? ""
        let template = try project.template(name, at: spec.options["template"]?.location, shipped: shelf.source)
        var options = RenderOptions()
        options.language = ReportLanguage(rawValue: spec.string("lang") ?? "") ?? .zh
        options.outputs = Set(spec.strings("outputs").compactMap(RenderOptions.Output.init))
        options.sourcePrefix = "../../../Pipelines/\(pipeline)/"
        return RenderStage(
            store: store, template: template, options: options, staging: staging, reports: project.reports(of: pipeline),
            toolVersion: ToolVersion.current, pipeline: pipeline, method: ReadingMethod([]))
    }
}

/// The program's version, as `assay version` prints it.
enum ToolVersion {
    static let current = "0.1.0"
}
