import PipelineEngine

/// With what facts were read: the tables' digests and the versions of the stages that make facts.
struct ReadingMethod: Sendable, Hashable {
    private var parts: [String: String] = [:]

    private static let kinds: Set<String> = ["ingest", "normalize", "enrich"]

    /// Of a published report.
    init(_ manifest: RunManifest) {
        for table in manifest.tables where table.kind == "lexicon" { parts[table.name] = table.digest.description }
        for stage in manifest.stages { note(stage.kind, stage.version) }
    }

    /// Of the run in work.
    init(_ stages: [(kind: String, stage: any StageImplementation)]) {
        for (kind, stage) in stages {
            for part in stage.parts where part.label == "lexicon" { parts[part.name] = part.digest.description }
            note(kind, stage.version)
        }
    }

    private mutating func note(_ kind: String, _ version: Int) {
        if Self.kinds.contains(kind) { parts[kind] = String(version) }
    }
}
