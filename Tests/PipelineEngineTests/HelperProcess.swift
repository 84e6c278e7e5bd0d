import Diagnostics
import Dispatch
import Foundation
import Glibc
import PipelineEngine
import Synchronization
import Testing

/// Some promises can only be kept, or broken, by a process of their own: locks that die with it,
/// signals, kills. The test program starts itself again in a role.
struct Helper {
    let pid: pid_t

    /// - Parameter variables: `ROLE` and whatever the role needs.
    init(_ variables: [String: String]) {
        var environment = ProcessInfo.processInfo.environment
        for (name, value) in variables { environment["ASSAY_TEST_" + name] = value }
        let words: [String] = ["/proc/self/exe", "--testing-library", "swift-testing", "--filter", "helperProcess"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        var values: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") }
        arguments.append(nil)
        values.append(nil)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, variables["ERRORS"] ?? "/dev/null", O_WRONLY | O_CREAT, 0o644)
        var pid: pid_t = 0
        let failed = posix_spawn(&pid, "/proc/self/exe", &actions, nil, arguments, values)
        self.pid = failed == 0 ? pid : -1
        for p in arguments + values { free(p) }
        posix_spawn_file_actions_destroy(&actions)
    }

    /// Waits until a file is there. Gives up after ten seconds.
    static func wait(for path: String) -> Bool {
        for _ in 0..<1000 {
            if FileBytes.exists(path) { return true }
            usleep(10_000)
        }
        return false
    }
}

private func variable(_ name: String) -> String { ProcessInfo.processInfo.environment["ASSAY_TEST_" + name] ?? "" }

@Test(.enabled(if: ProcessInfo.processInfo.environment["ASSAY_TEST_ROLE"] != nil)) func helperProcess() throws {
    let folder = variable("FOLDER")
    switch variable("ROLE") {
    case "hold":
        let outcome = try RunLock.acquire(
            folder + "/run.lock", name: "pipeline toy", owner: .current(command: ["assay", "run", "toy"]))
        try FileBytes.replace(folder + "/held", with: [], durable: false)
        sleep(60)
        _ = outcome
    case "night": _exit(try night(folder))
    default: break
    }
}

/// A whole run, as the tool makes one: lock, sources on disk, three stages, publication.
///
/// Documents that say `slow` take 50 ms, `spin` never end, `sleep` do not look at the clock.
private func night(_ folder: String) throws -> Int32 {
    let lock: RunLock
    do {
        guard
            case .held(let held) = try RunLock.acquire(
                folder + "/run.lock", name: "pipeline toy", owner: .current(command: ["night"]))
        else { return 0 }
        lock = held
    } catch {
        return ExitCode.locked.rawValue
    }
    let record = MemoryRecord(path: folder + "/record.json")
    let file = try parse(
        ToyWorld.yaml.replacing(
            "document: 5s", with: "document: " + (variable("DEADLINE").isEmpty ? "60s" : variable("DEADLINE"))))
    let listing = try SourceIndex(folder: folder, record: record).list(file.sources)
    var request = RunRequest(jobs: 4, graceMilliseconds: 200, leaveMilliseconds: 1500)
    request.command = ["night"]
    let publisher = Publisher(folder: folder + "/Reports", run: request.run)
    let stages: [String: ToyStage] = [
        "ingest": ToyStage(
            outside: { listing.digest },
            list: { _ in
                listing.files.map { Unit(id: $0.path, inputs: [.file($0.path, label: "source", digest: $0.digest)]) }
            },
            body: { unit, context in
                let text = String(decoding: try FileBytes.read(folder + "/" + unit.id), as: UTF8.self)
                if text.contains("slow") { usleep(5_000) }
                if text.contains("sleep") { sleep(30) }
                if text.contains("spin") { while true {} }
                if text.contains("late") { while true { try context.check() } }
                return UnitOutput(of: unit, digest: .of(text), payload: text)
            }),
        "normalize": ToyStage(
            list: { try $0.unitPerItem() },
            body: { unit, _ in
                let text = record.payloads["ingest/" + unit.id] ?? ""
                return UnitOutput(of: unit, digest: .of("\(text.utf8.count)"), payload: "\(text.utf8.count)")
            }),
        "report": ToyStage(
            grain: .corpus, list: { [$0.corpusUnit("report")] },
            body: { unit, _ in
                let all = record.payloads.filter { $0.key.hasPrefix("normalize/") }.sorted { $0.key < $1.key }
                let text = all.map { "\($0.key),\($0.value)\r\n" }.joined()
                try publisher.prepare()
                for name in ["brief.csv", "brief.html", "data/brief.json"] {
                    try FileBytes.makeFolders(publisher.staging + "/data")
                    try FileBytes.replace(
                        publisher.staging + "/" + name, with: Array("\(name)\n\(text)".utf8), durable: false)
                }
                if try publisher.isUnchanged() { try publisher.discard() } else { _ = try publisher.publish() }
                return UnitOutput(of: unit, digest: .of(text), payload: nil)
            }),
    ]
    let cancellation = Cancellation()
    let watch = SignalWatch(cancellation)
    let run = PipelineRun(file: file, implementations: stages, record: record, request: request)
    try FileBytes.replace(folder + "/running", with: [], durable: false)
    let summary = run.execute(cancellation: cancellation)
    if summary.status == .restart {
        let error = ProcessRestart.perform(keeping: lock)
        Terminal.standardError("\(error)\n")
        return 70
    }
    if summary.status == .interrupted { try? publisher.discard() }
    try SourceIndex.remember(listing, in: record)
    _ = watch
    return summary.exitCode.rawValue
}
