import Diagnostics
import Foundation
import PipelineEngine
import Synchronization
import Testing

private final class Lines: Sendable {
    private let text = Mutex("")
    func add(_ more: String) { text.withLock { $0 += more } }
    var all: String { text.withLock { $0 } }
}

@Test func A39_jsonLinesAreValidAndCarryRunStageRecordAndCode() throws {
    let lines = Lines()
    let log = Log(
        format: .json, least: .debug, color: true, run: "20260301T043000Z-1a2b", now: { 1_772_339_400 },
        sink: { lines.add($0) })
    log.say(.info, "stage.started", "读入 \"引号\"\n\u{1}", [("stage", "ingest"), ("unit", "a\tb"), ("code", "never")])
    log.say(
        Diagnostic(
            .warning, code: "unit.overdue", "too slow", at: SourceLocation(file: "p.yml", line: 3, column: 4),
            help: "raise it"), [("stage", "x")])
    let rows = try lines.all.split(separator: "\n").map {
        try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
    }
    #expect(
        rows == [
            [
                "time": "2026-03-01T04:30:00Z", "level": "info", "code": "stage.started",
                "run": "20260301T043000Z-1a2b", "stage": "ingest", "unit": "a\tb", "message": "读入 \"引号\"\n\u{1}",
            ],
            [
                "time": "2026-03-01T04:30:00Z", "level": "warning", "code": "unit.overdue",
                "run": "20260301T043000Z-1a2b", "stage": "x", "place": "p.yml:3:4", "help": "raise it",
                "message": "too slow",
            ],
        ])
    #expect(!lines.all.contains("\u{1B}"))
}

@Test func A39_colourOnlyOnATerminalThatWantsIt() {
    // Neither is a terminal here; the environment alone can switch it off, never on.
    #expect(!Terminal.wantsColor(["NO_COLOR": "1"]))
    #expect(!Terminal.wantsColor(["TERM": "dumb"]))
    let plain = Lines()
    let colored = Lines()
    Log(sink: { plain.add($0) }).say(.error, "x.y", "bad")
    Log(color: true, sink: { colored.add($0) }).say(.error, "x.y", "bad")
    #expect(plain.all == "error[x.y]: bad\n")
    #expect(colored.all == "\u{1B}[1;31merror\u{1B}[0m[x.y]: bad\n")
}

@Test func A39_everyEventHasACode() {
    let fault = Diagnostic(code: "toy.bad", "bad")
    let events: [RunEvent] = [
        .stageStarted(stage: "normalize", stale: 1, total: 14, reasons: ["source changed: sources/a.txt"]),
        .unitDone(stage: "normalize", unit: "a", done: 1, of: 1),
        .unitFailed(stage: "normalize", unit: "a", status: .failed, diagnostic: fault),
        .unitRetried(stage: "normalize", unit: "a", attempt: 1, after: 2000, diagnostic: fault),
        .stageFinished(
            StageRun(run: "r", stage: "normalize", kind: "normalize", version: 1, status: .ran, computed: 1)),
    ]
    #expect(
        events.compactMap { Log.entry(for: $0)?.code } == [
            "stage.started", "unit.done", "toy.bad", "unit.retried", "stage.finished",
        ])
    #expect(Log.entry(for: events[0])?.message == "normalize: 1 of 14 (source changed: sources/a.txt)")
    #expect(Log.entry(for: events[3])?.message == "normalize: `a` is tried again in 2s: bad")
}

@Test func A52_theBarShowsRateAndTimeLeftOnATerminalOnly() {
    let clock = Mutex(UInt64(1_000_000_000))
    let shown = Lines()
    let hidden = Lines()
    let bar = ProgressBar(isOn: true, width: 60, now: { clock.withLock { $0 } }, write: { shown.add($0) })
    let none = ProgressBar(isOn: false, width: 60, now: { clock.withLock { $0 } }, write: { hidden.add($0) })
    for bar in [bar, none] {
        bar.show(.stageStarted(stage: "归一", stale: 1000, total: 1000, reasons: []))
        clock.withLock { $0 = 6_000_000_000 }
        bar.show(.unitDone(stage: "归一", unit: "a", done: 500, of: 1000))
        bar.show(.stageFinished(StageRun(run: "r", stage: "归一", kind: "k", version: 1, status: .ran)))
        clock.withLock { $0 = 1_000_000_000 }
    }
    #expect(shown.all == "\r\u{1B}[K归一  █████████████░░░░░░░░░░░░░░  500/1000  100/s  5s left\r\u{1B}[K")
    #expect(hidden.all == "")
}

@Test func A40_theTextfileKeepsTheLastSuccess() throws {
    let folder = ScratchFolder()
    let file = PrometheusTextfile(path: folder.path + "/assay.prom")
    let stage = StageRun(
        run: "r", stage: "normalize", kind: "normalize", version: 1, status: .ran, computed: 3, failed: 1,
        milliseconds: 1050)
    func write(_ code: ExitCode, _ now: Int) throws -> String {
        try file.write(
            pipeline: "brief \"x\"", exitCode: code, milliseconds: 2005, stages: [stage], quarantined: 1,
            counts: ["facts": 7], now: now)
        return String(decoding: try FileBytes.read(file.path), as: UTF8.self)
    }
    let failedFirst = try write(.checksFailed, 50)
    #expect(!failedFirst.contains("last_success"))
    let good = try write(.done, 100)
    #expect(good.contains("assay_last_success_timestamp_seconds{pipeline=\"brief \\\"x\\\"\"} 100\n"))
    #expect(good.contains("assay_stage_duration_seconds{pipeline=\"brief \\\"x\\\"\",stage=\"normalize\"} 1.050\n"))
    let bad = try write(.ioError, 200)
    #expect(bad.contains("assay_last_success_timestamp_seconds{pipeline=\"brief \\\"x\\\"\"} 100\n"))
    #expect(bad.contains("assay_last_run_success{pipeline=\"brief \\\"x\\\"\"} 0\n"))
    #expect(bad.contains("assay_last_run_exit_code{pipeline=\"brief \\\"x\\\"\"} 74\n"))
    // The exposition format: each sample belongs to the TYPE line before it, and each name has one.
    var name = ""
    var types: [String] = []
    for line in bad.split(separator: "\n") {
        if line.hasPrefix("# TYPE ") {
            name = String(line.split(separator: " ")[2])
            types.append(name)
        } else if !line.hasPrefix("#") {
            #expect(line.hasPrefix(name + "{") && line.split(separator: " ").last.map { Double($0) != nil } == true)
        }
    }
    #expect(Set(types).count == types.count)
    #expect(FolderWalk.files(under: folder.path, matching: [GlobPattern("**")]).files.count == 1)
}

@Test func A38_thirtyNightsOfTheSameWarningAreOneMail() {
    var state = NewsState()
    var mails: [String] = []
    func night(_ code: ExitCode, _ warnings: [String]) {
        let (news, next) = News.compare(
            state, pipeline: "brief", exitCode: code,
            diagnostics: warnings.map { Diagnostic(code == .done ? .warning : .error, code: "source.late", $0) },
            command: "assay run brief",
            now: "2026-03-\(mails.count)")
        state = next
        if let news { mails.append("\(news.kind.rawValue): \(news.subject)") }
    }
    for _ in 0..<30 { night(.done, ["no page for today"]) }
    #expect(mails == ["warning: assay: brief: a new warning"])
    night(.done, ["no page for today", "another"])
    for _ in 0..<5 { night(.dataError, ["nothing usable"]) }
    night(.ioError, ["disk full"])
    night(.done, ["no page for today"])
    night(.done, ["no page for today"])
    night(.done, [])
    night(.done, ["no page for today"])
    #expect(
        mails == [
            "warning: assay: brief: a new warning", "warning: assay: brief: a new warning",
            "failure: assay: brief failed: nothing usable left, or a file of `extract` unreadable",
            "failure: assay: brief failed: input or output failed, disk full, or store unreadable",
            "recovery: assay: brief works again", "warning: assay: brief: a new warning",
        ])
}

@Test func A37_aFailureIsOneBlockOfAtMostFortyLinesWithTheCommandToRepeat() {
    let many = (0..<100).map {
        Diagnostic(
            code: "pipeline.unknown-key", "no key `a\($0)`", at: SourceLocation(file: "p.yml", line: $0 + 1, column: 1),
            excerpt: "a\($0): 1", help: "mend it")
    }
    let block = News.failureBlock(many, exitCode: .configuration, command: "assay run brief")
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 40)
    #expect(lines.first == "p.yml:1:1: error[pipeline.unknown-key]: no key `a0`")
    #expect(
        lines.suffix(3) == [
            "and 93 more", "exit code 78: configuration, or a store of a newer version", "again: assay run brief",
        ])
}

@Test func A37_scheduleTextFitsCronAndSystemd() {
    let text = ScheduleText(
        pipeline: "industry-brief", program: "/opt/assay bin/assay", root: "/srv/100%/报告", hour: 4, minute: 5)
    #expect(
        text.crontab == """
            # industry-brief, every day at 04:05 by Asia/Shanghai
            CRON_TZ=Asia/Shanghai
            5 4 * * * '/opt/assay bin/assay' --root '/srv/100\\%/报告' run industry-brief --quiet --if-locked skip

            """)
    #expect(
        text.service.contains(
            "ExecStart=\"/opt/assay bin/assay\" --root \"/srv/100%%/报告\" run industry-brief --quiet --if-locked fail\n")
    )
    #expect(text.timer.contains("OnCalendar=*-*-* 04:05:00 Asia/Shanghai\n"))
}
