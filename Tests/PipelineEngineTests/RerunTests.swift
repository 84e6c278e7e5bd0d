import Diagnostics
import PipelineEngine
import Testing

private func fourteen() -> ToyWorld {
    ToyWorld(Dictionary(uniqueKeysWithValues: (0..<14).map { ("sources/\(Character(UnicodeScalar(97 + UInt8($0)))).txt", "text \($0)") }))
}

@Test func A20_planSaysExactlyWhatWouldRun() throws {
    let world = fourteen()
    #expect(try world.plan() == ["ingest: 14 of 14 (first run)", "normalize: 14 of 14 (first run)", "report: 1 of 1 (first run)"])
    #expect(world.record.log.isEmpty)
    let first = try world.execute()
    #expect(first.summary.status == .done)
    #expect(first.summary.exitCode == .done)
    #expect(try world.plan() == ["nothing to do"])
    world.sources["sources/a.txt"] = "other"
    #expect(try world.plan() == [
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
    #expect(try world.plan().first == "ingest: 2 of 14, 1 withdrawn (source changed: sources/a.txt; new source: sources/z.txt; source withdrawn: sources/b.txt)")
    let log = try world.execute().log
    #expect(log == [
        "withdrawn ingest/sources/b.txt", "computed ingest/sources/a.txt", "computed ingest/sources/z.txt",
        "withdrawn normalize/sources/b.txt", "computed normalize/sources/a.txt", "computed normalize/sources/z.txt",
        "computed report/report",
    ])
    #expect(world.record.payloads["report/report"]?.contains("b.txt") == false)
}
