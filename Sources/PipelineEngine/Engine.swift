// The engine: pipeline files, plans, fingerprints, runs, locks, publication. It knows no Chinese, no
// Excel and no SQLite; stages and the record come in through two protocols.
//
// How the tool uses it, in the order of a run:
//
//   let schema = PipelineSchema(kinds: [StageKindDeclaration(…)], sourceOptions: […])      what may be written
//   let file   = try PipelineFile.read(path, overlays:, environment:, flags:, schema:)     throws DiagnosticList (78)
//   let graph  = StageGraph(file)
//   let names  = try Selection(only:…).stages(in: graph, kinds:, modified:)                [String], file order
//   let lock   = try RunLock.acquire(path, name: "pipeline x", ifLocked:, owner: .current(command:))   Diagnostic run.locked (75)
//   let index  = SourceIndex(folder: pipelineFolder, record: record)
//   let list   = try index.list(file.sources)            readdir + fstatat; digests of changed files only
//   let run    = PipelineRun(file:, implementations: [stageName: StageImplementation], record: RunRecord, request: RunRequest(…))
//   try run.preview().lines                              `nothing to do` | `normalize: 1 of 14 (source changed: sources/a.txt)`
//   let cancellation = Cancellation(); let watch = SignalWatch(cancellation)
//   let summary = run.execute(cancellation:, onEvent:)   summary.status, .exitCode, .stages, .quarantined
//   if summary.status == .restart { throw ProcessRestart.perform(keeping: lock) }
//   try SourceIndex.remember(list, in: record)
//
// A StageImplementation answers: version, parts (lexicon tables, templates, models as FingerprintPart.file),
// grain (.record: one unit a document, failures go to quarantine; .corpus: a failure blocks what follows),
// outsideDigest() (ingest: the listing's digest), units(upstream) and run(unit, in: context) -> UnitOutput.
// `Upstream.unitPerItem()` and `Upstream.corpusUnit()` are the two usual shapes of units().
// UnitOutput.payload is handed, untouched, to RunRecord.commit([UnitChange]) in one transaction.
// UnitOutput.stops (a Diagnostic) keeps later stages from running: exit code 1.
//
// RunRecord (the store implements it): memory/remember (small blobs), summary(of:), units(of:),
// fingerprint(_:), begin, open(stage, fingerprint:), commit([UnitChange]), finish(StageRun, summary:), end.
// Writing calls come from one queue, one after another; reading calls from any.
//
// Publishing: Publisher(folder: "Reports/x", run:) prepare() · write into .staging · isUnchanged() → discard() | publish().
// gc: RetentionPlan.make(folder:, retention:, needed:, maxBytes:) → .removed · .apply()
//
// Beside that: PipelineFile.jsonSchema(schema), .origins(), .drawing(format) · PipelineRun.why(name), .accept(),
// .modifiedStages() · RunManifest (JSON and its schema) · Log, ProgressBar, PrometheusTextfile, News, ScheduleText.
//
// Threads: every queue of a run is serial, for Dispatch gives serial queues threads of their own; a concurrent
// queue has as many as there are processors, and one unit that spins would starve the clock that watches it.
