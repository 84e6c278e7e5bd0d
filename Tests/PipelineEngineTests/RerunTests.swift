import Diagnostics
import PipelineEngine
import Testing

private func fourteen() -> ToyWorld {
    ToyWorld(
        Dictionary(
            uniqueKeysWithValues: (0..<14).map {
                ("sources/\(Character(UnicodeScalar(97 + UInt8($0)))).txt", "text \($0)")
            }))
}

@Test func A20_planSaysExactlyWhatWouldRun() throws {
    let world = fourteen()
    #expect(
        try world.plan() == [
            "ingest: 14 of 14 (first run)", "normalize: 14 of 14 (first run)", "report: 1 of 1 (first run)",
        ])
    #expect(world.record.log.isEmpty)
    let first = try world.execute()
    #expect(first.summary.status == .done)
    #expect(first.summary.exitCode == .done)
    #expect(try world.plan() == ["nothing to do"])
    world.sources["sources/a.txt"] = "other"
    #expect(
        try world.plan() == [
            "ingest: 1 of 14 (source changed: sources/a.txt)",
            "normalize: 1 of 14 (source changed: sources/a.txt)",
            "report: 1 of 1 (source changed: sources/a.txt)",
        ])
}

@Test func A10_secondRunDoesNothing() throws {
    let world = fourteen()
    try world.execute()
    let again = try world.execute()
    #expect(again.log == [])
    #expect(again.summary.status == .unchanged)
    #expect(again.summary.stages.map(\.status) == [.reused, .reused, .reused])
    #expect(again.summary.stages.map(\.units) == [14, 14, 1])
}

@Test func A15_unchangedOutputStopsWhatFollows() throws {
    let world = fourteen()
    try world.execute()
    world.sources["sources/c.txt"] = "text   2\n"
    #expect(try world.execute().log == ["computed ingest/sources/c.txt"])
    world.sources["sources/c.txt"] = "text 3"
    // Another text of the same length: normalize runs, the report does not.
    #expect(try world.execute().log == ["computed ingest/sources/c.txt", "computed normalize/sources/c.txt"])
    #expect(try world.plan() == ["nothing to do"])
}

@Test func A16_onlyWhatChangedIsComputedAndWhatIsGoneIsWithdrawn() throws {
    let world = fourteen()
    try world.execute()
    world.sources["sources/a.txt"] = "changed text"
    world.sources["sources/b.txt"] = nil
    world.sources["sources/z.txt"] = "new"
    #expect(
        try world.plan().first
            == "ingest: 2 of 14, 1 withdrawn (source changed: sources/a.txt; new source: sources/z.txt; source withdrawn: sources/b.txt)"
    )
    let log = try world.execute().log
    #expect(
        log == [
            "withdrawn ingest/sources/b.txt", "computed ingest/sources/a.txt", "computed ingest/sources/z.txt",
            "withdrawn normalize/sources/b.txt", "computed normalize/sources/a.txt", "computed normalize/sources/z.txt",
            "computed report/report",
        ])
    #expect(world.record.payloads["report/report"]?.contains("b.txt") == false)
}

/// `goodPipeline` with toy stages behind it.
private func designWorld(_ yaml: String = goodPipeline) -> ToyWorld {
    var world = ToyWorld(["sources/a.txt": "one", "sources/b.txt": "two"])
    world.yaml = yaml
    world.stages["enrich"] = ToyStage(
        grain: .corpus, list: { [$0.corpusUnit()] },
        body: { unit, _ in
            UnitOutput(of: unit, digest: unit.inputs[0].digest, payload: "")
        })
    world.stages["check"] = world.stages["enrich"]
    return world
}

@Test func A13_cosmeticEditsRunNothing() throws {
    var world = designWorld()
    try world.execute()
    let cosmetic = [
        goodPipeline.replacing("timezone:", with: "# 时区\ntimezone:"),
        goodPipeline.replacing("confidence: 0.6", with: "confidence:   0.60"),
        goodPipeline.replacing(
            "template: industry-brief, outputs: [xlsx, csv, html]",
            with: "outputs: [ 'xlsx', \"csv\", html ], template: 'industry-brief'"),
        goodPipeline.replacing(
            "rules: { investment: { confidence: 0.6 } }", with: "rules:\n      investment:\n        confidence: 0.6"),
        // A default written out, and limits, which change no output.
        goodPipeline.replacing("confidence: 0.6", with: "confidence: 0.6, enabled: true"),
        goodPipeline.replacing("jobs: 2, memory: 1G", with: "jobs: 7, memory: 2048M"),
        goodPipeline.replacing(
            "enrich:    { kind: enrich, ", with: "enrich: { kind: enrich, limits: { jobs: 1 }, retries: 3, "),
        goodPipeline.replacing("\n", with: "\r\n"),
    ]
    for text in cosmetic {
        #expect(text != goodPipeline)
        world.yaml = text
        #expect(try world.plan() == ["nothing to do"])
        #expect(try world.execute().log == [])
    }
}

@Test func A11_onlyTheStageWhoseOptionChangedRuns() throws {
    var world = designWorld()
    try world.execute()
    world.yaml = goodPipeline.replacing("outputs: [xlsx, csv, html]", with: "outputs: [xlsx, csv]")
    #expect(
        try world.plan() == ["report: 1 of 1 (report.outputs [xlsx, csv, html] -> [xlsx, csv] (pipeline.yml:19:81))"])
    #expect(try world.execute().log == ["computed report/report"])
}

@Test func A09_modifiedStagesAreKnownWithoutAFlag() throws {
    var world = designWorld()
    #expect(try world.run().modifiedStages() == ["ingest", "normalize", "enrich", "check", "report"])
    try world.execute()
    #expect(try world.run().modifiedStages() == [])
    world.yaml = goodPipeline.replacing("with: [places, ", with: "with: [")
    #expect(try world.run().modifiedStages() == ["enrich"])
    let run = try world.run()
    let selected = try Selection(select: ["state:modified+"]).stages(
        in: run.graph, modified: { try run.modifiedStages() })
    #expect(selected == ["enrich", "check", "report"])
    // The same stages run without any flag (the toy's output does not change, so its consumers stay).
    #expect(try world.plan().map { $0.prefix { $0 != ":" } } == ["enrich", "check", "report"])
}

@Test func A21_whyNamesTheChangedKeyOldAndNewWithItsPlace() throws {
    var world = designWorld()
    try world.execute()
    world.yaml = goodPipeline.replacing("confidence: 0.6", with: "confidence: 0.7")
    #expect(
        try world.run().why("normalize").lines == [
            "normalize.rules.investment.confidence 0.6 -> 0.7 (pipeline.yml:12:40)"
        ])
    // What comes after runs for the same reason.
    #expect(
        try world.run().why("report").lines == ["normalize.rules.investment.confidence 0.6 -> 0.7 (pipeline.yml:12:40)"]
    )
    #expect(try world.run().why("ingest").lines.first?.hasPrefix("ingest: up to date") == true)
    #expect(
        try world.plan().first
            == "normalize: 2 of 2 (normalize.rules.investment.confidence 0.6 -> 0.7 (pipeline.yml:12:40))")
    try world.execute()
    let after = try world.run().why("normalize").lines
    #expect(after.first?.contains("up to date") == true)
    #expect(after.first?.contains("confidence 0.6 -> 0.7") == true)
}

@Test func A21_whyOfADocument() throws {
    let world = designWorld()
    try world.execute()
    world.sources["sources/a.txt"] = "longer than before"
    #expect(
        try world.run().why("sources/a.txt").lines == [
            "ingest sources/a.txt: source changed: sources/a.txt",
            "normalize sources/a.txt: source changed: sources/a.txt",
        ])
    #expect(throws: Diagnostic.self) { try world.run().why("sources/aa.txt") }
}

@Test func A12_aLexiconTableOrAStageVersionRerunsItsStageAndCutOffStopsTheRest() throws {
    var world = ToyWorld(["sources/a.txt": "one", "sources/b.txt": "two"])
    world.stages["normalize"]?.parts = [.file("units.tsv", label: "lexicon", digest: .of("v1"))]
    try world.execute()
    world.stages["normalize"]?.parts = [.file("units.tsv", label: "lexicon", digest: .of("v2"))]
    #expect(
        try world.plan() == [
            "normalize: 2 of 2 (lexicon changed: units.tsv)", "report: 1 of 1 (lexicon changed: units.tsv)",
        ])
    #expect(try world.execute().log == ["computed normalize/sources/a.txt", "computed normalize/sources/b.txt"])
    // Another program with the same stage versions does nothing.
    #expect(try world.execute(RunRequest(toolVersion: "9.9")).log == [])
    world.stages["normalize"]?.version = 2
    #expect(try world.plan().first == "normalize: 2 of 2 (normalize version 1 -> 2)")
    #expect(try world.execute().log.count == 2)
}

@Test func A14_acceptKeepsTheOutputAndTheNextChangeStillRuns() throws {
    var world = designWorld()
    try world.execute()
    world.yaml = goodPipeline.replacing("confidence: 0.6", with: "confidence: 0.7")
    world.record.forgetLog()
    let summary = try world.run(RunRequest(accept: (["normalize"], "only documentation"))).accept()
    #expect(summary.stage("normalize")?.accepted == 2)
    #expect(
        world.record.log.filter { $0 != "begin" } == [
            "accepted normalize/sources/a.txt", "accepted normalize/sources/b.txt",
        ])
    #expect(world.record.state.withLock { $0.runs.last?.acceptReason } == "only documentation")
    #expect(try world.plan() == ["nothing to do"])
    world.yaml = goodPipeline.replacing("confidence: 0.6", with: "confidence: 0.8")
    #expect(
        try world.plan().first
            == "normalize: 2 of 2 (normalize.rules.investment.confidence 0.7 -> 0.8 (pipeline.yml:12:40))")
}

@Test func A19_retryRunsWhatFailedAndTheRecordStaysWhole() throws {
    let world = ToyWorld(
        Dictionary(
            uniqueKeysWithValues: (0..<50).map { ("d\($0 + 100)", $0 % 20 == 3 ? "poison \($0)" : "text \($0)") }))
    let first = try world.execute()
    #expect(first.summary.status == .done)
    #expect(first.summary.quarantined == 3)
    #expect(first.summary.stage("normalize")?.computed == 47)
    // The same input would fail again: nothing runs by itself.
    #expect(try world.plan() == ["nothing to do"])
    let quiet = try world.execute()
    #expect(quiet.log == [])
    #expect(quiet.summary.quarantined == 3)
    let retry = try world.execute(RunRequest(retryFailed: true))
    #expect(retry.log == ["failed normalize/d103", "failed normalize/d123", "failed normalize/d143"])
    #expect(retry.summary.stage("normalize").map { [$0.units, $0.reused, $0.failed, $0.computed] } == [50, 47, 3, 0])
    #expect(
        retry.summary.stage("normalize")?.reasons == [
            "failed last time: `d103` is poison", "failed last time: `d123` is poison",
            "failed last time: `d143` is poison",
        ])
    world.sources["d103"] = "cured"
    #expect(try world.execute().summary.quarantined == 2)
}

@Test func A19_aFailedDocumentLosesItsOldOutput() throws {
    let world = ToyWorld(["a": "one", "b": "two"])
    try world.execute()
    world.sources["a"] = "poison"
    let log = try world.execute().log
    #expect(log == ["computed ingest/a", "failed normalize/a", "computed report/report"])
    #expect(world.record.payloads["normalize/a"] == nil)
    #expect(world.record.payloads["report/report"] == "normalize/b=3")
}

@Test func A07_oneStageRunsByItself() throws {
    let world = ToyWorld(["a": "one"])
    let early = try world.execute(RunRequest(stages: ["normalize"]))
    #expect(early.summary.exitCode == .noInput)
    #expect(early.summary.diagnostics.map(\.code) == ["run.not-yet"])
    try world.execute()
    #expect(try world.execute(RunRequest(stages: ["report"], force: ["report"])).log == ["computed report/report"])
    world.sources["a"] = "another"
    #expect(try world.execute(RunRequest(stages: ["normalize", "report"])).log == [])
    #expect(try world.execute(RunRequest(stages: ["ingest"])).log == ["computed ingest/a"])
    #expect(try world.plan() == ["normalize: 1 of 1 (ingest changed: a)", "report: 1 of 1 (ingest changed: a)"])
}

@Test func A07_documentsAreSelectedByPattern() throws {
    let world = ToyWorld(["2020/a": "one", "2021/b": "two", "2021/c": "three"])
    try world.execute()
    for name in ["2020/a", "2021/b", "2021/c"] { world.sources[name] = "changed \(name) to something else" }
    let some = try world.execute(RunRequest(documents: [GlobPattern("2021/*")]))
    #expect(some.log.filter { $0.contains("ingest") } == ["computed ingest/2021/b", "computed ingest/2021/c"])
    // The one that was left alone is still to be done.
    #expect(try world.execute().log.filter { $0.contains("ingest") } == ["computed ingest/2020/a"])
    #expect(try world.plan() == ["nothing to do"])
}

@Test func A15_anUnfinishedStageIsNeverTakenForDone() throws {
    let world = ToyWorld(["a": "one", "b": "two"])
    try world.execute()
    // Only `a` is taken over, then the old state of the sources comes back.
    world.sources["a"] = "changed"
    world.sources["b"] = "changed too"
    try world.execute(RunRequest(documents: [GlobPattern("a")]))
    world.sources["a"] = "one"
    world.sources["b"] = "two"
    #expect(try world.execute().log.contains("computed ingest/a"))
    #expect(world.record.payloads["normalize/a"] == "3")
}

@Test func A36_aCheckThatStopsKeepsTheReportFromRunning() throws {
    var world = ToyWorld(["a": "one"])
    let sources = world.sources
    world.yaml = ToyWorld.yaml.replacing(
        "  report: { kind: render, needs: [normalize]",
        with:
            "  check: { kind: check, needs: [normalize], expect: [{ id: a, on: facts, sql: x }] }\n  report: { kind: render, needs: [check]"
    )
    world.stages["check"] = ToyStage(
        grain: .corpus, list: { [$0.corpusUnit()] },
        body: { unit, _ in
            let isBad = sources["a"]?.contains("bad") ?? false
            return UnitOutput(
                of: unit, digest: unit.inputs[0].digest, payload: "",
                stops: isBad ? Diagnostic(code: "check.failed", "expectation `a` does not hold") : nil)
        })
    #expect(try world.execute().summary.exitCode == .done)
    world.sources["a"] = "bad text"
    let stopped = try world.execute()
    #expect(stopped.summary.exitCode == .checksFailed)
    #expect(stopped.summary.status == .stopped)
    #expect(stopped.summary.stages.map(\.status) == [.ran, .ran, .stopped, .blocked])
    #expect(!stopped.log.contains("computed report/report"))
    // Nothing changed: the same answer, without running the check again.
    let again = try world.execute()
    #expect(again.log == [])
    #expect(again.summary.exitCode == .checksFailed)
    #expect(again.summary.diagnostics.map(\.code) == ["check.failed"])
    // Nor by naming the report alone.
    #expect(try world.execute(RunRequest(stages: ["report"], force: ["report"])).summary.exitCode == .checksFailed)
    world.sources["a"] = "good text"
    let mended = try world.execute()
    #expect(mended.summary.exitCode == .done)
    #expect(mended.log.contains("computed report/report"))
}
