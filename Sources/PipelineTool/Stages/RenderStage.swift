import Diagnostics
import Facts
import PipelineEngine
import Rendering
import Store

/// `render`: a report's files, written beside for publication with all others of the run.
struct RenderStage: StageImplementation, StoredStage {
    let store: Store
    let template: TemplateFile
    let options: RenderOptions
    /// Where the run's reports are put together.
    let staging: String
    /// Where published reports lie, for what changed since the last one.
    let reports: String
    let toolVersion: String
    let pipeline: String
    /// How the facts of this run are read, for what changed since the last report.
    var method: ReadingMethod

    var version: Int { ReportRenderer.version }
    var grain: StageGrain { .corpus }
    var parts: [FingerprintPart] { [.file(template.name, label: "template", digest: template.digest)] }

    func units(_ upstream: Upstream) throws -> [Unit] { [upstream.corpusUnit(template.name)] }

    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput {
        let report = try template.parsed()
        let digest = unit.inputs.first?.digest ?? Digest(high: 0, low: 0)
        let changes = try store.read { try ReportChanges.sincePublished(reports, reader: $0, method: method) }
        try store.write { writer in
            try RunInfo(pipeline: pipeline, toolVersion: toolVersion, digest: digest).write(to: writer)
            try ReportChanges.write(changes, to: writer)
        }
        let rendered = try store.read { reader in
            let properties = try RunInfo.properties(from: reader, template: report, language: options.language)
            return try ReportRenderer().render(
                report, data: StoreReportData(reader: reader), properties: properties, options: options, to: staging)
        }
        try context.check()
        var content = DigestStream()
        for file in rendered.files {
            content.update(file.path)
            content.update(try Digest.ofFile(staging + "/" + file.path))
        }
        return UnitOutput(
            of: unit, digest: content.finish(), size: rendered.files.reduce(0) { $0 + $1.bytes },
            payload: RenderedFiles(stage: context.stage.name, paths: rendered.files.map(\.path)),
            counts: ["files": rendered.files.count, "rows": rendered.files.reduce(0) { $0 + $1.rows }],
            diagnostics: rendered.warnings)
    }

    func withdraw(_ unit: String, from writer: StoreWriter) throws {}
}

/// Names of the files that a render stage made, so that a later run knows what belongs to it.
struct RenderedFiles: StagePayload {
    var stage: String
    var paths: [String]

    static func key(_ stage: String) -> String { "rendered.\(stage)" }

    func write(to writer: StoreWriter, changed: Bool) throws {
        try writer.run(
            "INSERT OR REPLACE INTO memory (name, bytes) VALUES (?, ?)",
            [.text(Self.key(stage)), .blob(Array(paths.joined(separator: "\n").utf8))])
    }
}

/// What the sheet 运行 and the document properties say: nothing from the clock, the host or the folder.
struct RunInfo {
    let pipeline: String
    let toolVersion: String
    let digest: Digest

    func write(to writer: StoreWriter) throws {
        let reader = writer.reader
        let rows: [(String, String)] = [
            ("pipeline", pipeline), ("tool_version", toolVersion), ("report_digest", digest.description),
            ("sources", try reader.value("SELECT count(*) FROM document").text),
            ("latest_source_date", try reader.value("SELECT max(date) FROM document").text),
            ("earliest_source_date", try reader.value("SELECT min(date) FROM document WHERE date <> ''").text),
            ("facts", try reader.value("SELECT value FROM counts WHERE name = 'facts'").text),
        ]
        try writer.run("DELETE FROM run_fact")
        try writer.insert(
            into: "run_fact", ["name", "n", "value"], rows.enumerated().map { [.text($1.0), StoreValue($0), .text($1.1)] })
    }

    static func properties(
        from reader: StoreReader, template: ReportTemplate, language: ReportLanguage
    ) throws -> ReportProperties {
        var properties = ReportProperties(title: template.title[language], subject: template.description[language])
        let rows = try reader.rows("SELECT name, value FROM run_info ORDER BY n").map { ($0[0].text, $0[1].text) }
        properties.created = rows.first { $0.0 == "latest_source_date" }.flatMap { CalendarDay($0.1) }
        properties.custom = rows.filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
        return properties
    }
}

/// A template's file: found, read, and parsed when somebody needs it.
struct TemplateFile: Sendable {
    let name: String
    let path: String
    /// As diagnostics call it.
    let shown: String
    let bytes: [UInt8]

    var digest: Digest { Digest.of(bytes) }

    /// - Throws: ``DiagnosticList`` of every mistake.
    func parsed() throws -> ReportTemplate {
        try ReportTemplate.parse(text: String(decoding: bytes, as: UTF8.self), file: shown)
    }
}
