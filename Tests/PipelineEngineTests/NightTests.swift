import Diagnostics
import Dispatch
import Glibc
import PipelineEngine
import SeededRandom
import Testing

private func digests(_ folder: ScratchFolder) throws -> [PublishedFile] {
    try Publisher.files(of: folder.path + "/Reports/latest")
}

private func corpus(
    _ folder: ScratchFolder, _ count: Int = 40,
    _ text: (Int) -> String = { "slow \($0)" + String(repeating: "x", count: $0) }
) throws {
    for i in 0..<count { try folder.write("sources/文件\(i + 100).txt", text(i)) }
}

@Suite(.serialized) struct Nights {
    @Test func A27_theLockDiesWithItsOwner() throws {
        let folder = ScratchFolder()
        let helper = Helper(["ROLE": "hold", "FOLDER": folder.path])
        #expect(Helper.wait(for: folder.path + "/held"))
        let path = folder.path + "/run.lock"
        let me = LockOwner.current(command: ["assay", "run", "toy"])
        #expect(RunLock.isHeld(path))
        #expect(RunLock.holder(of: path)?.pid == helper.pid)
        #expect(throws: Diagnostic.self) { try RunLock.acquire(path, name: "pipeline toy", owner: me) }
        kill(helper.pid, SIGKILL)
        _ = waitFor(helper.pid)
        let took = try milliseconds {
            guard case .held(let lock) = try RunLock.acquire(path, name: "pipeline toy", owner: me) else {
                Issue.record("skipped")
                return
            }
            #expect(RunLock.holder(of: path)?.pid == getpid())
            lock.release()
        }
        #expect(took < 1000)
    }

    @Test func A26_aSecondRunFailsWaitsOrSkips() throws {
        let folder = ScratchFolder()
        let helper = Helper(["ROLE": "hold", "FOLDER": folder.path])
        #expect(Helper.wait(for: folder.path + "/held"))
        let path = folder.path + "/run.lock"
        let me = LockOwner.current(command: ["b"])
        func attempt(_ ifLocked: IfLocked) throws -> Diagnostic? {
            do {
                switch try RunLock.acquire(path, name: "pipeline toy", ifLocked: ifLocked, owner: me) {
                case .held: return nil
                case .skipped(let diagnostic): return diagnostic
                }
            } catch let diagnostic as Diagnostic {
                return diagnostic
            }
        }
        let refused = try #require(try attempt(.fail))
        let owner = try #require(RunLock.holder(of: path))
        #expect(refused.code == "run.locked")
        #expect(
            refused.message
                == "pipeline toy is being run by process \(helper.pid) on \(owner.host), since \(owner.started): `assay run toy`"
        )
        #expect(try attempt(.skip)?.code == "run.locked")
        let waited = try milliseconds {
            let refused = try attempt(.wait(milliseconds: 300))
            #expect(refused?.code == "run.locked")
        }
        #expect(waited >= 300)
        // Nothing was written into the lock of the other.
        #expect(RunLock.holder(of: path) == owner)
        DispatchQueue(label: "killer").asyncAfter(deadline: .now() + .milliseconds(300)) { kill(helper.pid, SIGKILL) }
        #expect(try attempt(.wait(milliseconds: 10_000)) == nil)
        _ = waitFor(helper.pid)
        #expect(
            [
                IfLocked("wait=10m"), IfLocked("wait"), IfLocked("skip"), IfLocked("fail"), IfLocked("wait=10"),
                IfLocked("later"),
            ]
                == [.wait(milliseconds: 600_000), .wait(milliseconds: nil), .skip, .fail, nil, nil])
    }

    @Test func A28_killedAnywhereTheNextRunEndsWithTheSameBytes() throws {
        let calm = ScratchFolder()
        let wild = ScratchFolder()
        try corpus(calm)
        try corpus(wild)
        #expect(waitFor(Helper(["ROLE": "night", "FOLDER": calm.path]).pid) == 0)
        var random = SeededRandom(seed: 28)
        var killed = 0
        for round in 0..<12 {
            // Something changes now and then, so that there is always work to interrupt.
            if round % 4 == 3 { try wild.write("sources/文件\(round + 100).txt", "slow other \(round)") }
            let helper = Helper(["ROLE": "night", "FOLDER": wild.path])
            usleep(UInt32.random(in: 20_000...250_000, using: &random))
            kill(helper.pid, SIGKILL)
            if waitFor(helper.pid) == 128 + SIGKILL { killed += 1 }
        }
        #expect(killed > 0)
        try corpus(wild)
        #expect(waitFor(Helper(["ROLE": "night", "FOLDER": wild.path]).pid) == 0)
        #expect(try digests(wild) == digests(calm))
        #expect(try digests(calm).map(\.path) == ["brief.csv", "brief.html", "data/brief.json"])
    }

    @Test func A35_terminationLeavesWithinTwoSecondsAnd143() throws {
        let folder = ScratchFolder()
        try corpus(folder, 8) { $0 == 3 ? "sleep" : "text \($0)" }
        let helper = Helper(["ROLE": "night", "FOLDER": folder.path])
        #expect(Helper.wait(for: folder.path + "/running"))
        usleep(100_000)
        let took = milliseconds {
            kill(helper.pid, SIGTERM)
            #expect(waitFor(helper.pid) == 143)
        }
        #expect(took < 2500)
        // What was done by then is kept, nothing is published, and the next run ends it.
        let record = MemoryRecord(path: folder.path + "/record.json")
        #expect(record.units(of: "ingest").count == 7)
        #expect(record.state.withLock { $0.ends.last?.exitCode } == 143)
        #expect(!FileBytes.exists(folder.path + "/Reports/latest"))
        try folder.write("sources/文件103.txt", "text 3")
        #expect(waitFor(Helper(["ROLE": "night", "FOLDER": folder.path]).pid) == 0)
        #expect(try digests(folder).count == 3)
    }

    @Test func A35_interruptionLeavesWith130() throws {
        let folder = ScratchFolder()
        try corpus(folder, 4) { $0 == 0 ? "sleep" : "text" }
        let helper = Helper(["ROLE": "night", "FOLDER": folder.path])
        #expect(Helper.wait(for: folder.path + "/running"))
        usleep(100_000)
        kill(helper.pid, SIGINT)
        // The second signal does not wait.
        usleep(100_000)
        let took = milliseconds {
            kill(helper.pid, SIGINT)
            #expect(waitFor(helper.pid) == 130)
        }
        #expect(took < 1000)
    }

    @Test func A32_aUnitThatSpinsForEverIsLeftOutAndTheRunBeginsAgain() throws {
        let folder = ScratchFolder()
        try corpus(folder, 10) { $0 == 4 ? "spin" : $0 == 6 ? "late" : "text \($0)" }
        let helper = Helper(["ROLE": "night", "FOLDER": folder.path, "DEADLINE": "300ms"])
        #expect(waitFor(helper.pid) == 0)
        let record = MemoryRecord(path: folder.path + "/record.json")
        let statuses = Dictionary(
            record.units(of: "ingest").map { ($0.unit, $0.status) }, uniquingKeysWith: { a, _ in a })
        #expect(statuses["sources/文件104.txt"] == .stuck)
        #expect(statuses["sources/文件106.txt"] == .overdue)
        #expect(statuses.values.count { $0 == .done } == 8)
        #expect(record.state.withLock { $0.ends.map(\.status) } == [.restart, .done])
        let csv = String(decoding: try FileBytes.read(folder.path + "/Reports/latest/brief.csv"), as: UTF8.self)
        #expect(csv.split(separator: "\r\n").count == 8)
    }

    @Test func A29_aReaderSeesOneWholeGenerationAlways() throws {
        let folder = ScratchFolder()
        let reports = folder.path + "/Reports"
        let names = (0..<6).map { "part\($0).csv" }
        func publish(_ generation: Int) throws {
            let publisher = Publisher(folder: reports, run: RunID.make(at: 1_700_000_000 + generation, salt: 1))
            try publisher.prepare()
            for name in names {
                try FileBytes.replace(publisher.staging + "/" + name, with: Array("\(generation)".utf8), durable: false)
            }
            _ = try publisher.publish()
        }
        try publish(0)
        let isOver = Cancellation()
        let counter = DispatchQueue(label: "count")
        let group = DispatchGroup()
        nonisolated(unsafe) var reads = 0
        nonisolated(unsafe) var faults: [String] = []
        for reader in 0..<2 {
            DispatchQueue(label: "reader.\(reader)").async(group: group) {
                while !isOver.isCancelled {
                    // A reader that means to read a whole generation enters the folder once.
                    let fd = open(reports + "/latest", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                    var seen: Set<String> = []
                    for name in names {
                        let file = openat(fd, name, O_RDONLY | O_CLOEXEC)
                        var buffer = [UInt8](repeating: 0, count: 16)
                        let n = read(file, &buffer, 16)
                        seen.insert(
                            n > 0 ? String(decoding: buffer[..<n], as: UTF8.self) : "nothing (\(fd) \(file) \(n))")
                        close(file)
                    }
                    close(fd)
                    let result = seen
                    counter.sync {
                        reads += 1
                        if result.count != 1 || result.contains(where: { $0.hasPrefix("nothing") }) {
                            faults.append("\(result)")
                        }
                    }
                }
            }
        }
        for generation in 1...60 { try publish(generation) }
        isOver.cancel()
        group.wait()
        #expect(faults == [])
        #expect(reads > 100)
        #expect(Publisher(folder: reports, run: "x").published == RunID.make(at: 1_700_000_060, salt: 1))
    }
}

@Test func A29_aRunThatPublishesNothingNewMakesNoFolder() throws {
    let folder = ScratchFolder()
    func run(_ seconds: Int, _ text: String) throws -> Bool {
        let publisher = Publisher(folder: folder.path, run: RunID.make(at: seconds, salt: 1))
        try publisher.prepare()
        try FileBytes.replace(publisher.staging + "/brief.csv", with: Array(text.utf8), durable: false)
        try FileBytes.replace(
            publisher.staging + "/manifest.json", with: Array("{\"run\": \(seconds)}".utf8), durable: false)
        if try publisher.isUnchanged() {
            try publisher.discard()
            return false
        }
        _ = try publisher.publish()
        return true
    }
    #expect(try run(1_700_000_000, "a"))
    #expect(try !run(1_700_000_001, "a"))
    #expect(try run(1_700_000_002, "b"))
    let names = FolderWalk.files(under: folder.path, matching: [GlobPattern("*/brief.csv")]).files.map(\.path)
    #expect(names.count == 3)  // two runs, and `latest`
}

@Test func A29_theRemainsOfAKilledRunAreCleared() throws {
    let folder = ScratchFolder()
    try folder.write(".staging-20260101T000000Z-0000/half.xlsx", "PK")
    try folder.write(".latest.part", "")
    let publisher = Publisher(folder: folder.path, run: "20260102T000000Z-0000")
    try publisher.prepare()
    #expect(!FileBytes.exists(folder.path + "/.staging-20260101T000000Z-0000"))
    #expect(publisher.published == nil)
    #expect(try !publisher.isUnchanged())
}

@Test func A29_aReportThatWasNeverSwitchedToIsRemoved() throws {
    let folder = ScratchFolder()
    let old = RunID.make(at: 1_700_000_000, salt: 1)
    let half = RunID.make(at: 1_700_000_100, salt: 1)
    let other = RunID.make(at: 1_700_000_200, salt: 1)
    // Killed after the folder got its name and before `latest` was switched.
    for run in [old, half, other] { try folder.write("\(run)/brief.csv", run) }
    symlink(old, folder.path + "/latest")
    try folder.write(".publishing", half)
    try Publisher(folder: folder.path, run: "20260102T000000Z-0000").prepare()
    #expect(!FileBytes.exists(folder.path + "/" + half))
    #expect(FileBytes.exists(folder.path + "/" + old))
    // Newer than the published one because somebody set `latest` back: not ours to remove.
    #expect(FileBytes.exists(folder.path + "/" + other))
    // Killed after the switch: it is published.
    try folder.write(".publishing", old)
    try Publisher(folder: folder.path, run: "20260102T000000Z-0000").prepare()
    #expect(FileBytes.exists(folder.path + "/latest/brief.csv"))
}

@Test func A30_retentionKeepsWhatIsPublishedNeededYoungOrAmongTheLast() throws {
    let folder = ScratchFolder()
    let day = 86_400
    let now = 1_700_000_000
    let runs = [0, 1, 2, 10, 40, 50, 60].map { RunID.make(at: now - $0 * day, salt: 7) }
    for run in runs { try folder.write("\(run)/brief.csv", "0123456789") }
    try folder.write("notes/keep.txt", "not a run")
    symlink(runs[5], folder.path + "/latest")
    let plan = try RetentionPlan.make(
        folder: folder.path, retention: Retention(keepLast: 2, keepMilliseconds: 14 * day * 1000), now: now,
        needed: [runs[6]])
    #expect(plan.folders.map(\.run) == runs)
    #expect(
        plan.folders.map { $0.kept ?? "goes" } == [
            "among the last 2", "among the last 2", "younger than 14d", "younger than 14d", "goes", "published",
            "needed",
        ])
    #expect(plan.removed.map(\.bytes) == [10])
    try plan.apply()
    #expect(!FileBytes.exists(folder.path + "/" + runs[4]))
    #expect(FileBytes.exists(folder.path + "/latest/brief.csv"))
    #expect(FileBytes.exists(folder.path + "/notes/keep.txt"))
    let small = try RetentionPlan.make(
        folder: folder.path, retention: Retention(keepLast: 5, keepMilliseconds: 0), now: now, maxBytes: 20)
    #expect(small.removed.map(\.run) == [runs[2], runs[3], runs[6]])
}

@Test func A30_runNamesSortByTimeAndReadBack() {
    let name = RunID.make(at: 1_772_339_400, salt: 0x1A2B)
    #expect(name == "20260301T043000Z-1a2b")
    #expect(RunID.seconds(of: name) == 1_772_339_400)
    #expect(RunID.seconds(of: "latest") == nil)
    #expect(RunID.seconds(of: "2026-03-01T04:30:00Z") == nil)
}
