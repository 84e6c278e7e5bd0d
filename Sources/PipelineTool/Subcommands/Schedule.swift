import ArgumentParser
import Foundation
import Lexicons
import PipelineEngine

/// `assay schedule`: what to put into cron or systemd.
struct Schedule: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Print a crontab line, or a systemd service and timer.",
        discussion: """
            Example:
              assay schedule industry-brief --at 04:30
            """)

    enum Form: String, CaseIterable, ExpressibleByArgument {
        case crontab, service, timer, all
    }

    @OptionGroup var options: PipelineOptions

    @Option(help: ArgumentHelp("Time of day.", valueName: "HH:MM"))
    var at = "04:30"

    @Option(help: "crontab, service, timer or all.")
    var form = Form.all

    @Flag(help: "Print JSON for machines.")
    var json = false

    func validate() throws { _ = try time() }

    private func time() throws -> (hour: Int, minute: Int) {
        let halves = at.split(separator: ":").compactMap { Int($0) }
        guard halves.count == 2, (0...23).contains(halves[0]), (0...59).contains(halves[1]) else {
            throw ValidationError("--at takes a time such as 04:30, not `\(at)`")
        }
        return (halves[0], halves[1])
    }

    func run() throws {
        let loader = try options.loader()
        let file = try loader.load()
        let (hour, minute) = try time()
        let text = ScheduleText(
            pipeline: file.name, program: LexiconSource.runningExecutable().path, root: loader.project.root, hour: hour,
            minute: minute, timezone: file.timezone)
        let out = StandardOutput.shared
        if json {
            let parts = ["crontab": text.crontab, "service": text.service, "timer": text.timer]
            return try out.line(String(decoding: JSON.encode(parts), as: UTF8.self))
        }
        func part(_ name: String, _ body: String) throws {
            if form == .all { try out.line("# \(name)") }
            try out.write(body.hasSuffix("\n") ? body.utf8 : (body + "\n").utf8)
            if form == .all { try out.line("") }
        }
        if form == .all || form == .crontab { try part("crontab -e", text.crontab) }
        if form == .all || form == .service { try part("/etc/systemd/system/assay-\(file.name).service", text.service) }
        if form == .all || form == .timer { try part("/etc/systemd/system/assay-\(file.name).timer", text.timer) }
    }
}
