import ArgumentParser
import PipelineEngine
import Rendering

/// `assay schema`: JSON Schemas for editors and readers.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print a JSON Schema (2020-12): of pipeline files, templates or run manifests.",
        discussion: """
            Example:
              assay schema pipeline
            """)

    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case pipeline, template, manifest
    }

    @Argument(help: "pipeline, template or manifest.")
    var subject = Subject.pipeline

    @Flag(help: "Print JSON for machines; a schema always is.")
    var json = false

    func run() throws {
        switch subject {
        case .pipeline: try StandardOutput.shared.line(trimmed(PipelineFile.jsonSchema(StageKinds.schema)))
        case .template: try StandardOutput.shared.line(trimmed(Array(ReportTemplate.jsonSchema.utf8)))
        case .manifest: try StandardOutput.shared.line(trimmed(RunManifest.jsonSchema()))
        }
    }

    private func trimmed(_ bytes: [UInt8]) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
