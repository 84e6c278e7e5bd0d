import Diagnostics
import Foundation
import PipelineEngine
import Testing
import Yams

/// YAML as a generic validator would see it: numbers, booleans and all.
private func plain(_ node: Node) -> Any {
    switch node {
    case .mapping(let mapping):
        var out: [String: Any] = [:]
        for (key, value) in mapping {
            if key.string == "<<", let more = plain(value) as? [String: Any] {
                out.merge(more) { a, _ in a }
            } else {
                out[key.string ?? ""] = plain(value)
            }
        }
        return out
    case .sequence(let sequence): return sequence.map(plain)
    case .scalar(let scalar):
        guard scalar.style == .plain else { return scalar.string }
        if let int = Int(scalar.string) { return NSNumber(value: int) }
        if let double = Double(scalar.string), scalar.string.first?.isNumber ?? false { return NSNumber(value: double) }
        switch scalar.string {
        case "true": return NSNumber(value: true)
        case "false": return NSNumber(value: false)
        case "", "~", "null": return NSNull()
        default: return scalar.string
        }
    case .alias: return ""
    }
}

private func load(_ text: String) -> Any? { (try? Yams.compose(yaml: text)).flatMap { $0 }.map(plain) }

@Test func A04_theExampleValidates() throws {
    let validator = try MiniSchemaValidator(PipelineFile.jsonSchema(toySchema))
    #expect(validator.isValid(try #require(load(goodPipeline))))
    #expect(validator.isValid(try #require(load(ToyWorld.yaml))))
    let schema = String(decoding: PipelineFile.jsonSchema(toySchema), as: UTF8.self)
    #expect(schema.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""))
}

/// What no schema can say: names that must resolve, circles, kinds that must fit, days of the
/// calendar, zones of the system, and faults of YAML that a reader other than ours lets pass.
private let beyondSchema: Set<String> = [
    "04-unknown-stage-in-needs.yml", "06-unknown-source.yml", "23-cycle.yml", "24-needs-itself.yml",
    "36-chinese-stage-name-misspelt.yml",
    "37-windows-line-ends.yml", "39-kinds-do-not-fit.yml", "40-ends-a-pipeline.yml", "42-day-does-not-exist.yml",
    "43-no-such-timezone.yml", "50-second-document.yml", "54-tag.yml",
]

@Test(arguments: BrokenCase.all) func A04_brokenFilesFailInTheSchemaToo(_ broken: BrokenCase) throws {
    let validator = try MiniSchemaValidator(PipelineFile.jsonSchema(toySchema))
    // Not text or not YAML at all: no validator gets that far.
    guard let text = String(validating: try FileBytes.read(fixtures + "/Broken/" + broken.file), as: UTF8.self),
        let value = load(text)
    else { return }
    #expect(validator.isValid(value) == beyondSchema.contains(broken.file))
}

@Test func A23_theManifestFitsItsSchema() throws {
    let world = ToyWorld(["sources/a.txt": "one", "sources/b.txt": "poison"])
    var request = RunRequest(command: ["assay", "run", "toy"], toolVersion: "0.1")
    request.jobs = 2
    let run = try world.run(request)
    let summary = run.execute()
    let manifest = RunManifest(
        run: run, summary: summary, started: "2026-03-01T04:30:00Z",
        inputs: [
            SourceFile(
                source: "press", path: "sources/a.txt", fullPath: "/x/sources/a.txt", size: 3, digest: .of("one"))
        ],
        outputs: [PublishedFile(path: "brief.xlsx", bytes: 10, sha256: SHA256Digest.of(Array("x".utf8)))],
        counts: ["facts": 3])
    let validator = try MiniSchemaValidator(RunManifest.jsonSchema())
    let value = try JSONSerialization.jsonObject(with: Data(manifest.bytes))
    #expect(validator.isValid(value))
    #expect(JSON.decode(RunManifest.self, from: manifest.bytes) == manifest)
    #expect(manifest.stages.map(\.computed) == [2, 1, 1])
    #expect(manifest.stages.map(\.failed) == [0, 1, 0])
    var broken = try #require(value as? [String: Any])
    broken["run"] = "yesterday"
    #expect(!validator.isValid(broken))
}
