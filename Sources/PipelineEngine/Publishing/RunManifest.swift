import Diagnostics

/// What a run read, made and skipped: `manifest.json` beside the report, and in the record.
///
/// The only published file that knows run ids, times and durations.
public struct RunManifest: Sendable, Codable, Hashable {
    /// Of this form; raised when a reader would have to change.
    public static let currentVersion = 1

    public struct Input: Sendable, Codable, Hashable {
        public var source: String
        public var path: String
        public var bytes: Int
        /// xxh128 of the bytes.
        public var digest: Digest

        public init(source: String, path: String, bytes: Int, digest: Digest) {
            self.source = source
            self.path = path
            self.bytes = bytes
            self.digest = digest
        }
    }

    public struct Table: Sendable, Codable, Hashable {
        /// `lexicon`, `template`, `model`, `overrides`.
        public var kind: String
        public var name: String
        public var digest: Digest
        /// Stages that read it.
        public var stages: [String]

        public init(kind: String, name: String, digest: Digest, stages: [String]) {
            self.kind = kind
            self.name = name
            self.digest = digest
            self.stages = stages
        }
    }

    public var manifestVersion: Int
    public var tool: String
    public var toolVersion: String
    public var pipeline: String
    public var run: String
    public var status: RunStatus
    public var exitCode: Int32
    public var started: String
    public var ended: String
    public var milliseconds: Int
    public var command: [String]
    public var jobs: Int
    public var memoryLimit: Int
    /// The most the process took.
    public var memoryPeak: Int
    public var inputs: [Input]
    public var outputs: [PublishedFile]
    public var tables: [Table]
    public var stages: [StageRun]
    public var counts: [String: Int]
    public var diagnostics: [Diagnostic]

    /// - Parameters:
    ///   - fingerprints: the stages' own parts, for the tables that they read.
    ///   - counts: totals of the record, `facts: 1043`; the stages' own counts are in ``stages``.
    public init(
        run: PipelineRun, summary: RunSummary, started: String, ended: String = UTC.text(), inputs: [SourceFile],
        outputs: [PublishedFile], counts: [String: Int] = [:]
    ) {
        manifestVersion = Self.currentVersion
        tool = "assay"
        toolVersion = run.request.toolVersion
        pipeline = run.file.name
        self.run = summary.run
        status = summary.status
        exitCode = summary.exitCode.rawValue
        self.started = started
        self.ended = ended
        milliseconds = summary.milliseconds
        command = run.request.command
        jobs = run.jobs
        memoryLimit = run.memory
        memoryPeak = ProcessMemory.peak()
        self.inputs = inputs.map { Input(source: $0.source, path: $0.path, bytes: $0.size, digest: $0.digest) }
        self.outputs = outputs
        tables = run.tables()
        stages = summary.stages
        self.counts = counts
        diagnostics = summary.diagnostics
    }

    /// Indented, keys in order, a newline at the end.
    public var bytes: [UInt8] { JSON.encode(self, pretty: true) + [0x0A] }

    /// JSON Schema (draft 2020-12) of the manifest. Names what every reader may rely on.
    public static func jsonSchema() -> [UInt8] {
        func string(_ pattern: String? = nil) -> SchemaValue {
            .object([("type", .string("string"))] + (pattern.map { [("pattern", .string($0))] } ?? []))
        }
        func list(_ item: SchemaValue) -> SchemaValue { .object([("type", .string("array")), ("items", item)]) }
        func shape(_ properties: [(String, SchemaValue)], optional: Set<String> = []) -> SchemaValue {
            .object([
                ("type", .string("object")),
                ("required", .array(properties.map(\.0).filter { !optional.contains($0) }.map(SchemaValue.string))),
                ("properties", .object(properties)), ("additionalProperties", .bool(false)),
            ])
        }
        func words<T: RawRepresentable>(_ values: [T]) -> SchemaValue where T.RawValue == String {
            .object([("enum", .array(values.map { .string($0.rawValue) }))])
        }
        let count = SchemaValue.object([("type", .string("integer")), ("minimum", .integer(0))])
        let counts = SchemaValue.object([
            ("type", .string("object")), ("additionalProperties", .object([("type", .string("integer"))])),
        ])
        let digest = string("^[0-9a-f]{32}$")
        let moment = string("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")
        let place = shape([("file", string()), ("line", count), ("column", count), ("length", count)])
        let diagnostic = shape(
            [
                ("severity", words(Severity.allCases)), ("code", string()), ("message", string()), ("location", place),
                ("excerpt", string()), ("label", string()), ("help", string()),
            ], optional: ["location", "excerpt"])
        let stage = shape(
            [
                ("run", string()), ("stage", string()), ("kind", string()), ("version", count),
                ("status", words([StageStatus.ran, .reused, .stopped, .failed, .blocked, .interrupted, .skipped])),
                ("units", count), ("computed", count), ("reused", count), ("accepted", count), ("withdrawn", count),
                ("failed", count),
                ("attempts", count), ("milliseconds", count), ("reasons", list(string())), ("counts", counts),
                ("diagnostics", list(.object([("$ref", .string("#/$defs/diagnostic"))]))), ("outputs", digest),
                ("acceptReason", string()),
            ], optional: ["outputs", "acceptReason"])
        let body = shape([
            ("manifestVersion", .object([("const", .integer(currentVersion))])), ("tool", string()),
            ("toolVersion", string()),
            ("pipeline", string()), ("run", string("^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}$")),
            ("status", words([RunStatus.done, .unchanged, .stopped, .failed, .interrupted, .restart])),
            ("exitCode", .object([("enum", .array(ExitCode.allCases.map { .integer(Int($0.rawValue)) }))])),
            ("started", moment), ("ended", moment), ("milliseconds", count), ("command", list(string())),
            ("jobs", count),
            ("memoryLimit", count), ("memoryPeak", count),
            ("inputs", list(shape([("source", string()), ("path", string()), ("bytes", count), ("digest", digest)]))),
            ("outputs", list(shape([("path", string()), ("bytes", count), ("sha256", string("^[0-9a-f]{64}$"))]))),
            (
                "tables",
                list(shape([("kind", string()), ("name", string()), ("digest", digest), ("stages", list(string()))]))
            ),
            ("stages", list(stage)), ("counts", counts),
            ("diagnostics", list(.object([("$ref", .string("#/$defs/diagnostic"))]))),
        ])
        guard case .object(let entries) = body else { return [] }
        let whole = SchemaValue.object(
            [
                ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
                ("title", .string("Assay run manifest")),
            ] + entries + [("$defs", .object([("diagnostic", diagnostic)]))])
        return Array((whole.text(indent: 0) + "\n").utf8)
    }
}

extension PipelineRun {
    /// Tables, templates and models that the stages read, with who reads them.
    func tables() -> [RunManifest.Table] {
        var out: [String: RunManifest.Table] = [:]
        for spec in file.stages {
            for part in implementations[spec.name]?.parts ?? [] where !part.label.isEmpty {
                let key = part.label + "\u{0}" + part.name
                if out[key] == nil {
                    out[key] = .init(kind: part.label, name: part.name, digest: part.digest, stages: [])
                }
                out[key]?.stages.append(spec.name)
            }
        }
        return out.sorted { $0.key < $1.key }.map(\.value)
    }
}
