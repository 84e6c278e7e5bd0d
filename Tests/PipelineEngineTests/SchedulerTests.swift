import Diagnostics
import Dispatch
import Glibc
import PipelineEngine
import Synchronization
import Testing

/// Counts how many are at it at the same time, and how much they weigh together.
private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0, weight: 0, heaviest: 0))
    func enter(_ weight: Int = 0) {
        state.withLock {
            $0.now += 1
            $0.weight += weight
            $0.most = max($0.most, $0.now)
            $0.heaviest = max($0.heaviest, $0.weight)
        }
    }
    func leave(_ weight: Int = 0) {
        state.withLock {
            $0.now -= 1
            $0.weight -= weight
        }
    }
    var most: Int { state.withLock { $0.most } }
    var heaviest: Int { state.withLock { $0.heaviest } }
}

private let two = """
    version: 1
    name: toy
    limits: { memory: 1G, document: 5s }
    sources: { press: { path: sources } }
    stages:
      left: { kind: ingest, sources: [press] }
      right: { kind: ingest, sources: [press], limits: { jobs: 1 } }
      both: { kind: normalize, needs: [left, right] }

    """

private func numbered(_ count: Int, weight: Int = 1 << 10) -> @Sendable (Upstream) -> [Unit] {
    { _ in
        (0..<count).map {
            Unit(id: "u\(1000 + $0)", inputs: [FingerprintPart(key: "i", value: "\($0)")], weight: weight)
        }
    }
}

private func execute(
    _ yaml: String, _ stages: [String: ToyStage], record: MemoryRecord = MemoryRecord(),
    request: RunRequest = RunRequest(jobs: 4),
    cancellation: Cancellation = Cancellation(), onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
) throws -> RunSummary {
    PipelineRun(file: try parse(yaml), implementations: stages, record: record, request: request)
        .execute(cancellation: cancellation, onEvent: onEvent)
}

private func same(_ unit: Unit) -> UnitOutput { UnitOutput(of: unit, digest: unit.inputs[0].digest, payload: unit.id) }

/// One stage named `one`.
private func single(_ extra: String = "", limits: String = "memory: 1G, document: 5s") -> String {
    "version: 1\nname: toy\nlimits: { \(limits) }\nsources: { press: { path: sources } }\nstages:\n  one: { kind: ingest, sources: [press]\(extra) }\n"
}

@Test func A33_jobsAndStageLimitsAreHonouredAndIndependentStagesOverlap() throws {
    let all = Gauge()
    let left = Gauge()
    let right = Gauge()
    let overlap = Gauge()
    func stage(_ own: Gauge) -> ToyStage {
        ToyStage(
            list: numbered(20),
            body: { unit, _ in
                all.enter()
                own.enter()
                overlap.enter()
                usleep(3000)
                all.leave()
                own.leave()
                overlap.leave()
                return same(unit)
            })
    }
    let both = ToyStage(list: { try $0.unitPerItem() }, body: { unit, _ in same(unit) })
    let summary = try execute(
        two, ["left": stage(left), "right": stage(right), "both": both], request: RunRequest(jobs: 3))
    #expect(summary.status == .done)
    #expect(summary.stage("both")?.units == 20)
    #expect(all.most == 3)
    #expect(right.most == 1)
    #expect(left.most >= 2)
}

@Test(arguments: [1, 2, 3, 8, 16]) func A33_resultsComeInInputOrderForAnyNumberOfJobs(_ jobs: Int) throws {
    let record = MemoryRecord()
    let stage = ToyStage(
        list: numbered(100),
        body: { unit, _ in
            // The first of each ten is the slowest.
            usleep(unit.id.hasSuffix("0") ? 4000 : 100)
            return same(unit)
        })
    let summary = try execute(single(), ["one": stage], record: record, request: RunRequest(jobs: jobs))
    #expect(summary.status == .done)
    #expect(record.log.filter { $0.hasPrefix("computed") } == (0..<100).map { "computed one/u\(1000 + $0)" })
    // Known from a run with one job.
    #expect(record.summary(of: "one")?.outputs.description == "490418fffca12e525cde5aa6f710109f")
}

@Test func A34_weightsStayWithinTheMemoryBudget() throws {
    let gauge = Gauge()
    let weight = 64 << 20
    let stage = ToyStage(
        list: numbered(24, weight: weight),
        body: { unit, _ in
            gauge.enter(weight)
            usleep(2000)
            gauge.leave(weight)
            return same(unit)
        })
    // Of 512M some is taken by the process itself.
    #expect(try execute(single(), ["one": stage], request: RunRequest(jobs: 16, memory: 512 << 20)).status == .done)
    #expect(gauge.heaviest <= 512 << 20)
    #expect(gauge.most >= 2)
    #expect(gauge.most <= 8)
}

@Test func A34_aSlowWriterHoldsBackTheWorkers() throws {
    // Weight is held until the result is written: with room for four, at most four are made but unwritten.
    let made = Mutex(0)
    let written = Mutex(0)
    let most = Mutex(0)
    let weight = 100 << 20
    let stage = ToyStage(
        list: numbered(40, weight: weight),
        body: { unit, _ in
            let ahead =
                made.withLock {
                    $0 += 1
                    return $0
                } - written.withLock { $0 }
            most.withLock { $0 = max($0, ahead) }
            return same(unit)
        })
    let summary = try execute(single(), ["one": stage], request: RunRequest(jobs: 8, memory: 500 << 20)) { event in
        if case .unitDone = event {
            usleep(2000)
            written.withLock { $0 += 1 }
        }
    }
    #expect(summary.status == .done)
    #expect(most.withLock { $0 } <= 9)
}

@Test func A34_aUnitHeavierThanTheBudgetRunsAlone() throws {
    let gauge = Gauge()
    let stage = ToyStage(
        list: { _ in
            (0..<6).map {
                Unit(
                    id: "u\($0)", inputs: [FingerprintPart(key: "i", value: "\($0)")],
                    weight: $0 == 3 ? 8 << 30 : 1 << 20)
            }
        },
        body: { unit, _ in
            gauge.enter(unit.weight)
            usleep(2000)
            gauge.leave(unit.weight)
            return same(unit)
        })
    #expect(try execute(single(), ["one": stage]).stage("one")?.computed == 6)
    #expect(gauge.heaviest == 8 << 30)
}

private struct Passing: TransientError {
    var isTransient: Bool { true }
}

@Test func A31_onlyPassingErrorsAreTriedAgain() throws {
    let tries = Mutex([String: Int]())
    let record = MemoryRecord()
    let stage = ToyStage(
        list: numbered(4),
        body: { unit, context in
            let n = tries.withLock {
                $0[unit.id, default: 0] += 1
                return $0[unit.id] ?? 0
            }
            #expect((n - 1) % 4 + 1 == context.attempt)
            if unit.id == "u1001", n < 3 { throw Passing() }
            if unit.id == "u1002" { throw Diagnostic(code: "toy.bad", "bad") }
            if unit.id == "u1003" { throw Passing() }
            return same(unit)
        })
    let summary = try execute(single(", retries: { times: 3, backoff: 10ms }"), ["one": stage], record: record)
    #expect(tries.withLock { $0 } == ["u1000": 1, "u1001": 3, "u1002": 1, "u1003": 4])
    let units = Dictionary(record.units(of: "one").map { ($0.unit, $0) }, uniquingKeysWith: { a, _ in a })
    #expect(units["u1001"]?.status == .done)
    #expect(units["u1001"]?.attempts == 3)
    #expect(units["u1002"]?.status == .failed)
    #expect(units["u1003"]?.status == .transient)
    #expect(summary.stage("one")?.attempts == 9)
    #expect(summary.quarantined == 2)
    // The next run tries by itself what may pass by then, and only that.
    _ = try execute(single(", retries: { times: 3, backoff: 10ms }"), ["one": stage], record: record)
    #expect(tries.withLock { $0 } == ["u1000": 1, "u1001": 3, "u1002": 1, "u1003": 8])
}

@Test func A31_theWaitDoublesEachTime() throws {
    let waits = Mutex([Int]())
    let stage = ToyStage(list: numbered(1), body: { _, _ in throw Passing() })
    _ = try execute(single(", retries: { times: 3, backoff: 10ms }"), ["one": stage]) { event in
        if case .unitRetried(_, _, _, let after, _) = event { waits.withLock { $0.append(after) } }
    }
    #expect(waits.withLock { $0 } == [10, 20, 40])
}

@Test func A32_oneSlowDocumentGoesToQuarantineAloneAndTheOthersAreDone() throws {
    let record = MemoryRecord()
    let stage = ToyStage(
        list: numbered(50),
        body: { unit, context in
            if unit.id == "u1007" { while true { try context.check() } }
            return same(unit)
        })
    let summary = try execute(single(limits: "memory: 1G, document: 100ms"), ["one": stage], record: record)
    #expect(summary.status == .done)
    #expect(summary.stage("one").map { [$0.computed, $0.failed] } == [49, 1])
    let slow = try #require(record.units(of: "one").first { $0.unit == "u1007" })
    #expect(slow.status == .overdue)
    #expect(slow.diagnostics.map(\.code) == ["unit.overdue"])
    #expect(slow.milliseconds >= 100)
}

@Test func A32_aStageHasADeadlineToo() throws {
    let record = MemoryRecord()
    let stage = ToyStage(
        list: numbered(100),
        body: { unit, context in
            usleep(20_000)
            try context.check()
            return same(unit)
        })
    let summary = try execute(single(", limits: { stage: 150ms }"), ["one": stage], record: record)
    #expect(summary.status == .failed)
    #expect(summary.exitCode == .software)
    #expect(summary.diagnostics.map(\.code) == ["stage.overdue"])
    // No unit is to blame; what is done is kept, and nothing takes the stage for done.
    #expect(record.units(of: "one").allSatisfy { $0.status == .done })
    let done = record.units(of: "one").count
    #expect((1..<100).contains(done))
    #expect(record.summary(of: "one") == nil)
    let again = try execute(single(), ["one": stage], record: record)
    #expect(again.stage("one").map { [$0.reused, $0.computed] } == [done, 100 - done])
}

@Test func A32_aStuckUnitEndsTheRunWithRestartAndIsLeftOutNextTime() throws {
    let record = MemoryRecord()
    let isOver = Cancellation()
    let stage = ToyStage(
        list: numbered(10),
        body: { unit, _ in
            if unit.id == "u1004" { while !isOver.isCancelled {} }
            return same(unit)
        })
    let yaml = single(limits: "memory: 1G, document: 50ms")
    let first = try execute(yaml, ["one": stage], record: record, request: RunRequest(jobs: 2, graceMilliseconds: 50))
    isOver.cancel()
    #expect(first.status == .restart)
    #expect(first.stuck == ["u1004"])
    #expect(record.units(of: "one").first { $0.unit == "u1004" }?.status == .stuck)
    let second = try execute(yaml, ["one": stage], record: record)
    #expect(second.exitCode == .done)
    #expect(second.stage("one")?.failed == 1)
    #expect(record.units(of: "one").count == 10)
}

@Test func A35_aCancelledRunKeepsWhatIsDoneAndLeavesInTime() throws {
    let record = MemoryRecord()
    let cancellation = Cancellation()
    let isOver = Cancellation()
    let stage = ToyStage(
        list: numbered(200),
        body: { unit, context in
            if unit.id == "u1000" { while !isOver.isCancelled { usleep(1000) } }
            usleep(1000)
            return same(unit)
        })
    DispatchQueue(label: "cancel").asyncAfter(deadline: .now() + .milliseconds(100)) {
        cancellation.cancel(signal: SIGTERM)
    }
    let took = try milliseconds {
        let summary = try execute(
            single(), ["one": stage], record: record, request: RunRequest(jobs: 4, leaveMilliseconds: 400),
            cancellation: cancellation)
        #expect(summary.status == .interrupted)
        #expect(summary.exitCode == .terminated)
    }
    isOver.cancel()
    #expect(took < 1500)
    // The first unit never came; those behind it were written all the same.
    let done = record.units(of: "one")
    #expect(done.count > 3)
    #expect(!done.contains { $0.unit == "u1000" })
    #expect(record.summary(of: "one") == nil)
    let again = try execute(single(), ["one": stage], record: record)
    #expect(again.stage("one").map { $0.reused + $0.computed } == 200)
    #expect(again.stage("one")?.reused == done.count)
}

@Test func A35_unitsThatNoticeAreNeitherDoneNorFailed() throws {
    let record = MemoryRecord()
    let cancellation = Cancellation()
    let stage = ToyStage(
        list: numbered(8),
        body: { unit, context in
            if unit.id != "u1000" { while true { try context.check() } }
            return same(unit)
        })
    DispatchQueue(label: "cancel").asyncAfter(deadline: .now() + .milliseconds(80)) {
        cancellation.cancel(signal: SIGINT)
    }
    let took = try milliseconds {
        let summary = try execute(single(), ["one": stage], record: record, cancellation: cancellation)
        #expect(summary.exitCode == .interrupted)
    }
    #expect(took < 1300)
    #expect(record.units(of: "one").map(\.unit) == ["u1000"])
    #expect(record.state.withLock { $0.ends.map(\.status) } == [.interrupted])
}

@Test func A36_aRecordThatCannotBeWrittenEndsTheRunWith74() throws {
    let record = MemoryRecord()
    record.state.withLock { $0.failOnCommit = true }
    let stage = ToyStage(list: numbered(8), body: { unit, _ in same(unit) })
    let summary = try execute(single(), ["one": stage], record: record)
    #expect(summary.status == .failed)
    #expect(summary.exitCode == .ioError)
    #expect(summary.diagnostics.map(\.message) == ["cannot write `store.sqlite`: No space left on device"])
}

@Test func A36_aStageThatCannotRunBlocksWhatNeedsItOnly() throws {
    let record = MemoryRecord()
    let good = ToyStage(list: numbered(3), body: { unit, _ in same(unit) })
    let bad = ToyStage(
        list: { _ in throw SystemError("open", "sources", number: EACCES) }, body: { unit, _ in same(unit) })
    let summary = try execute(two, ["left": good, "right": bad, "both": good], record: record)
    #expect(summary.status == .failed)
    #expect(summary.exitCode == .noPermission)
    #expect(summary.stages.map(\.status) == [.ran, .failed, .blocked])
    #expect(record.units(of: "left").count == 3)
}

@Test func A36_aFailedReportIsTriedAgainNextTime() throws {
    let record = MemoryRecord()
    let isFull = Mutex(true)
    let stage = ToyStage(
        grain: .corpus, list: numbered(1),
        body: { unit, _ in
            if isFull.withLock({ $0 }) { throw SystemError("write", "brief.xlsx", number: ENOSPC) }
            return same(unit)
        })
    let first = try execute(single(), ["one": stage], record: record)
    #expect(first.exitCode == .ioError)
    #expect(first.stages.map(\.status) == [.failed])
    isFull.withLock { $0 = false }
    #expect(try execute(single(), ["one": stage], record: record).exitCode == .done)
}

@Test func A36_codesAreThoseOfSysexits() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78, 130, 143])
    #expect(SystemError("open", "x", number: EACCES).exitCode == .noPermission)
    #expect(SystemError("write", "x", number: ENOSPC).exitCode == .ioError)
    #expect(SystemError("open", "x", number: ENOENT).exitCode == .noInput)
}

@Test func A16_oneOfManyCostsLittle() throws {
    let record = MemoryRecord()
    let changed = Mutex("")
    func stages() -> [String: ToyStage] {
        [
            "one": ToyStage(
                outside: { .of(changed.withLock { $0 }) },
                list: { _ in
                    (0..<10_000).map { i in
                        let id = "d\(100_000 + i)"
                        return Unit(
                            id: id,
                            inputs: [
                                FingerprintPart(
                                    key: "source.\(id)", value: id == "d100500" ? changed.withLock { $0 } : id,
                                    label: "source", name: id)
                            ], weight: 1000)
                    }
                }, body: { unit, _ in same(unit) })
        ]
    }
    #expect(try execute(single(), stages(), record: record).stage("one")?.computed == 10_000)
    changed.withLock { $0 = "other" }
    let took = try milliseconds {
        let again = try execute(single(), stages(), record: record)
        #expect(again.stage("one").map { [$0.computed, $0.reused] } == [1, 9999])
    }
    #expect(took < 10_000)
}

@Test func A32_aReportThatSpinsForEverFailsTheRunInsteadOfBeginningAgain() throws {
    let record = MemoryRecord()
    let isOver = Cancellation()
    let stage = ToyStage(
        grain: .corpus, list: numbered(1),
        body: { unit, _ in
            while !isOver.isCancelled {}
            return same(unit)
        })
    for extra in [", limits: { document: 50ms }", ", limits: { stage: 50ms }"] {
        let summary = try execute(
            single(extra), ["one": stage], record: record, request: RunRequest(jobs: 1, graceMilliseconds: 50))
        #expect(summary.status == .failed)
        #expect(summary.exitCode == .software)
        #expect(summary.stuck == [])
    }
    isOver.cancel()
    // The next night tries again.
    #expect(
        try execute(
            single(), ["one": ToyStage(grain: .corpus, list: numbered(1), body: { unit, _ in same(unit) })],
            record: record
        ).status == .done)
}

@Test func A32_aUnitThatIgnoresTheStagesDeadlineIsNotBlamed() throws {
    let record = MemoryRecord()
    let isOver = Cancellation()
    let stage = ToyStage(
        list: numbered(6),
        body: { unit, _ in
            if unit.id == "u1002" { while !isOver.isCancelled {} }
            return same(unit)
        })
    let good = ToyStage(
        list: numbered(3),
        body: { unit, _ in
            usleep(40_000)
            return same(unit)
        })
    let yaml = two.replacing(
        "left: { kind: ingest, sources: [press] }",
        with: "left: { kind: ingest, sources: [press], limits: { stage: 60ms } }")
    let summary = try execute(
        yaml, ["left": stage, "right": good, "both": good], record: record,
        request: RunRequest(jobs: 2, graceMilliseconds: 50))
    isOver.cancel()
    #expect(summary.status == .failed)
    #expect(summary.diagnostics.map(\.code) == ["stage.overdue"])
    #expect(!record.units(of: "left").contains { $0.unit == "u1002" })
    #expect(summary.stages.map(\.status) == [.failed, .ran, .blocked])
}
