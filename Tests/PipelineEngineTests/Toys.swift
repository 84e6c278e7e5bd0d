import Diagnostics
import Dispatch
import Glibc
import PipelineEngine
import Synchronization
import Testing

/// Kinds such as the tool declares, for tests of files and plans.
let toySchema = PipelineSchema(kinds: [
    StageKindDeclaration(
        name: "ingest", doc: "reads documents",
        options: [
            OptionDeclaration("sources", .list(.source, least: 1, unique: true), required: true, doc: "what is read")
        ],
        output: "articles", perDocument: true),
    StageKindDeclaration(
        name: "normalize", doc: "finds facts",
        options: [
            OptionDeclaration(
                "rules",
                .map(
                    .object([
                        OptionDeclaration("confidence", .decimal, standard: "0.5", doc: "least confidence"),
                        OptionDeclaration("enabled", .boolean, standard: "true", doc: "whether the rule runs"),
                    ])), doc: "settings of single rules")
        ],
        inputs: ["articles"], output: "facts", perDocument: true),
    StageKindDeclaration(
        name: "enrich", doc: "gives facts meaning",
        options: [
            OptionDeclaration(
                "with", .list(.choice(["places", "organisations", "industries", "repeats", "implied"]), unique: true),
                standard: "places", doc: "what is added")
        ],
        inputs: ["facts"], output: "tables"),
    StageKindDeclaration(
        name: "check", doc: "compares with expectations",
        options: [
            OptionDeclaration(
                "expect",
                .list(
                    .object([
                        OptionDeclaration("id", .name, required: true, doc: "name"),
                        OptionDeclaration("on", .text, required: true, doc: "view"),
                        OptionDeclaration("sql", .text, required: true, doc: "condition that must hold"),
                        OptionDeclaration(
                            "severity", .choice(["note", "warn", "error"]), standard: "error", doc: "what failing means"
                        ),
                        OptionDeclaration(
                            "rows", .choice(["keep", "quarantine"]), standard: "keep",
                            doc: "what happens to failing rows"),
                        OptionDeclaration(
                            "warn_if", .matching("> *[0-9]+(\\.[0-9]+)?%?", form: "a threshold such as `>0` or `>1%`"),
                            doc: "threshold"),
                    ]), least: 1), required: true, doc: "expectations")
        ],
        inputs: ["*"], passesThrough: true),
    StageKindDeclaration(
        name: "render", doc: "writes the report",
        options: [
            OptionDeclaration("template", .name, required: true, doc: "file in Templates/"),
            OptionDeclaration(
                "outputs", .list(.choice(["xlsx", "csv", "html"]), least: 1, unique: true), standard: "xlsx",
                doc: "formats"),
        ],
        inputs: ["facts", "tables"]),
])

let goodPipeline = """
    version: 1
    name: industry-brief
    timezone: Asia/Shanghai            # the machine's own zone is never used
    limits: { jobs: 2, memory: 1G, document: 60s }
    sources:
      press: { path: "sources/**/*.{txt,html}", date: auto }
    stages:
      ingest:    { kind: ingest, sources: [press] }
      normalize:
        kind: normalize
        needs: [ingest]
        rules: { investment: { confidence: 0.6 } }
      enrich:    { kind: enrich, needs: [normalize], with: [places, organisations, industries, repeats, implied] }
      check:
        kind: check
        needs: [enrich]
        expect:
          - { id: share-range, on: facts, sql: "category <> 'share' or high <= 100", severity: warn, rows: quarantine }
      report:    { kind: render, needs: [check], template: industry-brief, outputs: [xlsx, csv, html] }

    """

func parse(_ text: String, file: String = "pipeline.yml") throws(DiagnosticList) -> PipelineFile {
    try PipelineFile.parse([(file, Array(text.utf8))], schema: toySchema)
}

func faults(_ text: String, file: String = "pipeline.yml") -> [Diagnostic] {
    do {
        _ = try parse(text, file: file)
        return []
    } catch {
        return error.diagnostics
    }
}

/// A record in memory, with a log of what was written. With a path it is also a file, replaced whole
/// after each writing call, so that it outlives a process that is killed.
final class MemoryRecord: RunRecord {
    struct State: Codable {
        var memory: [String: [UInt8]] = [:]
        var summaries: [String: StageSummary] = [:]
        var units: [String: [String: UnitRecord]] = [:]
        var payloads: [String: String] = [:]
        var fingerprints: [Digest: Fingerprint] = [:]
        var log: [String] = []
        var commits: [[String]] = []
        var runs: [StageRun] = []
        var ends: [RunEnd] = []
        var failOnCommit = false
    }
    let state: Mutex<State>
    let path: String?

    init(path: String? = nil) {
        self.path = path
        let bytes = path.flatMap { try? FileBytes.read($0) }
        state = Mutex(bytes.flatMap { JSON.decode(State.self, from: $0) } ?? State())
    }

    private func save() throws {
        guard let path else { return }
        let bytes = state.withLock { JSON.encode($0) }
        try FileBytes.replace(path, with: bytes, durable: false)
    }

    var log: [String] { state.withLock { $0.log } }
    var payloads: [String: String] { state.withLock { $0.payloads } }
    func forgetLog() {
        state.withLock {
            $0.log = []
            $0.commits = []
        }
    }

    func memory(_ key: String) -> [UInt8]? { state.withLock { $0.memory[key] } }
    func remember(_ bytes: [UInt8]?, as key: String) throws {
        state.withLock { $0.memory[key] = bytes }
        try save()
    }
    func summary(of stage: String) -> StageSummary? { state.withLock { $0.summaries[stage] } }
    func units(of stage: String) -> [UnitRecord] { state.withLock { $0.units[stage].map { Array($0.values) } ?? [] } }
    func fingerprint(_ digest: Digest) -> Fingerprint? { state.withLock { $0.fingerprints[digest] } }
    func begin(_ run: RunStart) { state.withLock { $0.log.append("begin") } }
    func open(_ stage: String, fingerprint: Fingerprint) throws {
        state.withLock {
            $0.summaries[stage] = nil
            $0.fingerprints[fingerprint.digest] = fingerprint
        }
        try save()
    }
    func commit(_ changes: [UnitChange]) throws {
        try state.withLock { state in
            if state.failOnCommit { throw SystemError("write", "store.sqlite", number: ENOSPC) }
            state.commits.append(changes.map { "\($0.stage)/\($0.unit)" })
            for change in changes {
                let name = "\(change.stage)/\(change.unit)"
                switch change {
                case .computed(let record, let payload):
                    state.units[change.stage, default: [:]][change.unit] = record
                    state.payloads[name] = payload as? String
                    state.log.append("computed \(name)")
                case .failed(let record):
                    state.units[change.stage, default: [:]][change.unit] = record
                    state.payloads[name] = nil
                    state.log.append("\(record.status) \(name)")
                case .accepted(let record):
                    state.units[change.stage, default: [:]][change.unit] = record
                    state.log.append("accepted \(name)")
                case .withdrawn:
                    state.units[change.stage]?[change.unit] = nil
                    state.payloads[name] = nil
                    state.log.append("withdrawn \(name)")
                }
            }
        }
        try save()
    }
    func finish(_ stage: StageRun, summary: StageSummary?) throws {
        state.withLock {
            $0.summaries[stage.stage] = summary
            $0.runs.append(stage)
        }
        try save()
    }
    func end(_ run: RunEnd) throws {
        state.withLock { $0.ends.append(run) }
        try save()
    }
}

/// Documents that a toy pipeline reads, by name.
final class ToySources: Sendable {
    let texts: Mutex<[String: String]>
    init(_ texts: [String: String]) { self.texts = Mutex(texts) }
    subscript(_ name: String) -> String? {
        get { texts.withLock { $0[name] } }
        set { texts.withLock { $0[name] = newValue } }
    }
    var all: [(String, String)] { texts.withLock { $0.sorted { $0.key < $1.key } } }
}

/// A stage made of closures.
struct ToyStage: StageImplementation {
    var version = 1
    var parts: [FingerprintPart] = []
    var grain = StageGrain.record
    var outside: @Sendable () -> Digest? = { nil }
    var list: @Sendable (Upstream) throws -> [Unit]
    var body: @Sendable (Unit, UnitContext) throws -> UnitOutput

    func outsideDigest() -> Digest? { outside() }
    func units(_ upstream: Upstream) throws -> [Unit] { try list(upstream) }
    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput { try body(unit, context) }
}

/// Reads `ToySources`, strips blanks, counts letters, joins everything: ingest, normalize, report.
struct ToyWorld {
    static let yaml = """
        version: 1
        name: toy
        limits: { jobs: 4, memory: 1G, document: 5s }
        sources: { press: { path: sources } }
        stages:
          ingest: { kind: ingest, sources: [press] }
          normalize: { kind: normalize, needs: [ingest] }
          report: { kind: render, needs: [normalize], template: t }

        """
    var yaml = Self.yaml
    let sources: ToySources
    let record = MemoryRecord()
    var stages: [String: ToyStage]

    init(_ texts: [String: String]) {
        let sources = ToySources(texts)
        self.sources = sources
        stages = [
            "ingest": ToyStage(
                outside: {
                    Digest.of(sources.all.map { $0.0 + "\u{0}" + $0.1 }.joined(separator: "\u{1}"))
                },
                list: { _ in
                    sources.all.map { name, text in
                        Unit(
                            id: name,
                            inputs: [
                                FingerprintPart(key: "source.\(name)", digest: .of(text), label: "source", name: name)
                            ])
                    }
                },
                body: { unit, _ in
                    let text = (sources[unit.id] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
                    return UnitOutput(of: unit, digest: .of(text), payload: text, counts: ["articles": 1])
                }),
            "normalize": ToyStage(
                list: { try $0.unitPerItem() },
                body: { [record] unit, _ in
                    let text = record.payloads["ingest/\(unit.id)"] ?? ""
                    if text.contains("poison") { throw Diagnostic(code: "toy.poison", "`\(unit.id)` is poison") }
                    let count = "\(text.count)"
                    return UnitOutput(of: unit, digest: .of(count), payload: count, counts: ["facts": text.count])
                }),
            "report": ToyStage(
                grain: .corpus,
                list: { [$0.corpusUnit("report")] },
                body: { [record] unit, _ in
                    let all = record.payloads.filter { $0.key.hasPrefix("normalize/") }.sorted { $0.key < $1.key }
                        .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
                    return UnitOutput(of: unit, digest: .of(all), payload: all)
                }),
        ]
    }

    func run(_ request: RunRequest = RunRequest()) throws -> PipelineRun {
        PipelineRun(file: try parse(yaml), implementations: stages, record: record, request: request)
    }

    /// Runs and says what was computed.
    @discardableResult
    func execute(_ request: RunRequest = RunRequest()) throws -> (summary: RunSummary, log: [String]) {
        record.forgetLog()
        let summary = try run(request).execute()
        return (summary, record.log.filter { $0 != "begin" })
    }

    func plan(_ request: RunRequest = RunRequest()) throws -> [String] { try run(request).preview().lines }
}

/// A folder under the system's temporary one, removed at the end.
final class ScratchFolder {
    let path: String
    init() {
        var template = Array("/tmp/assay-test-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }
    func write(_ name: String, _ text: String) throws {
        let full = path + "/" + name
        if let slash = full.lastIndex(of: "/") { try FileBytes.makeFolders(String(full[..<slash])) }
        try FileBytes.replace(full, with: Array(text.utf8), durable: false)
    }
    deinit { _ = shell("chmod -R u+rwX '\(path)'; rm -rf '\(path)'") }
}

@discardableResult
func shell(_ command: String) -> Int32 {
    let pid = spawn(["/bin/sh", "-c", command])
    return waitFor(pid)
}

func spawn(_ arguments: [String]) -> pid_t {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for p in pointers { free(p) } }
    var pid: pid_t = 0
    let failed = posix_spawn(&pid, arguments[0], nil, nil, pointers, environ)
    return failed == 0 ? pid : -1
}

/// Exit code, or 128 and the signal.
func waitFor(_ pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
}

func milliseconds(_ body: () throws -> Void) rethrows -> Int {
    let start = DispatchTime.now().uptimeNanoseconds
    try body()
    return Int((DispatchTime.now().uptimeNanoseconds - start) / 1_000_000)
}
