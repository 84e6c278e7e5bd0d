import ArgumentParser
import Diagnostics
import Foundation
import Lexicons
import PipelineEngine
import Store

/// `assay doctor`: is everything here that a run needs?
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look whether everything is here that runs need, and say how to mend what is not.",
        discussion: """
            Example:
              assay doctor --store industry-brief

            Exit status: 0, 69 where a program is absent, 73 where a folder cannot be
            written, 74 where a store is damaged, 78 where tables are.
            """)

    @OptionGroup var place: ProjectOptions
    @OptionGroup var saying: SayingOptions

    @Option(name: .customLong("store"), help: ArgumentHelp("Check the whole store of this pipeline.", valueName: "pipeline"))
    var storeOf: String?

    func run() throws {
        var findings = Findings()
        findings.add("tables", .configuration) {
            let source = try LexiconSource.locate()
            _ = try LexiconSet(source: source)
            return source.shipped.path
        }
        findings.add("project", .noInput) { try place.project().root }
        if let project = try? place.project() {
            findings.add("folder", .cannotCreate) { try Self.probe(project.root) }
            for pipeline in project.pipelines where storeOf == nil || storeOf == pipeline {
                findings.add("store of \(pipeline)", .ioError) { try Self.store(project, pipeline, whole: storeOf != nil) }
            }
        }
        findings.add("temporary folder", .cannotCreate) { try Self.temporaryFolder() }
        findings.add("sqlite", .ioError) { try Self.sqlite() }
        let readsPDF = (try? place.project()).map(Self.readsPDF) ?? false
        findings.add("pdftotext", .unavailable, isNeeded: readsPDF) { try Self.program("pdftotext", package: "poppler-utils", for: "PDF sources") }
        findings.add("Chinese font", .unavailable, isNeeded: false) { try Self.chineseFont() }
        let out = StandardOutput.shared
        for finding in findings.all {
            if saying.json {
                let columns = ["check", "status", "detail", "help"].map { OutputColumn($0) }
                let row: [OutputValue] = [.text(finding.name), .text(finding.status), .text(finding.detail), .text(finding.help)]
                try out.write(RowPrinter(format: .jsonl, columns: columns).text(of: [row]).utf8)
            } else if !saying.quiet || finding.status != "ok" {
                let name = finding.name.padding(toLength: 26, withPad: " ", startingAt: 0)
                try out.line("\(finding.status.padding(toLength: 8, withPad: " ", startingAt: 0))\(name)\(finding.detail)")
                if !finding.help.isEmpty { try out.line("        = help: \(finding.help)") }
            }
        }
        if let code = findings.worst { throw QuietExit(code) }
    }

    private struct Findings {
        var all: [(name: String, status: String, detail: String, help: String)] = []
        var worst: ExitCode?

        mutating func add(_ name: String, _ code: ExitCode, isNeeded: Bool = true, _ look: () throws -> String) {
            do {
                all.append((name, "ok", try look(), ""))
            } catch {
                let diagnostic = (error as? Diagnostic) ?? (error as? DiagnosticList)?.diagnostics.first
                    ?? (error as? CommandFailure)?.diagnostics.first ?? (error as? SystemError)?.diagnostic
                all.append((name, isNeeded ? "error" : "missing", diagnostic?.message ?? "\(error)", diagnostic?.help ?? ""))
                if isNeeded, worst == nil { worst = (error as? SystemError)?.exitCode ?? code }
            }
        }
    }

    /// Writes, locks and removes a file where runs keep their state.
    private static func probe(_ root: String) throws -> String {
        let folder = root + "/.assay", path = folder + "/.probe-\(getpid())"
        try FileBytes.makeFolders(folder)
        try FileBytes.replace(path, with: Array("probe".utf8))
        defer { unlink(path) }
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError("open", path) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Diagnostic(
                code: "doctor.no-locks", "the file system of `\(root)` has no locks", help: "put the project on a local disk")
        }
        let free = try freeBytes(folder)
        guard free > 200 << 20 else {
            throw Diagnostic(
                code: "doctor.disk", "only \(free >> 20) MB are free on the disk of `\(root)`", help: "free some space; `assay gc` removes old reports")
        }
        return "\(root): writable, locks work, \(free >> 30) GB free"
    }

    /// Workbooks are put together there, so it needs room; one in memory takes from what runs may use.
    private static func temporaryFolder() throws -> String {
        let path = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let probe = "\(path)/.assay-probe-\(getpid())"
        try FileBytes.replace(probe, with: Array("probe".utf8), durable: false)
        unlink(probe)
        let free = try freeBytes(path)
        guard free > 100 << 20 else {
            throw Diagnostic(
                code: "doctor.temporary", "only \(free >> 20) MB are free in `\(path)`", help: "free some space, or set TMPDIR to another folder")
        }
        let inMemory = fileSystem(of: path) == "tmpfs" ? "; in memory, so big workbooks take it from there" : ""
        return "\(path): writable, \(free >> 20) MB free\(inMemory)"
    }

    private static func freeBytes(_ path: String) throws -> Int {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { throw SystemError("look at the disk of", path) }
        return Int(disk.f_bavail) * Int(disk.f_frsize)
    }

    /// The kind of file system below a path: that of the longest mount point above it.
    private static func fileSystem(of path: String) -> String {
        let mounts = String(decoding: (try? FileBytes.read("/proc/self/mounts")) ?? [], as: UTF8.self)
        var best = (point: "", kind: "")
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count > 2, fields[1].utf8.count >= best.point.utf8.count else { continue }
            if path == fields[1] || path.hasPrefix(fields[1] == "/" ? "/" : fields[1] + "/") { best = (fields[1], fields[2]) }
        }
        return best.kind
    }

    private static func sqlite() throws -> String {
        let version = try Store.inMemory().read { try $0.value("SELECT sqlite_version()").text }
        let parts = version.split(separator: ".").compactMap { Int($0) }
        guard parts.count > 1, (parts[0], parts[1]) >= (3, 38) else {
            throw Diagnostic(code: "doctor.sqlite", "SQLite \(version) is too old", help: "install SQLite 3.38 or later")
        }
        return version
    }

    /// Whether a source of any pipeline names PDF files.
    private static func readsPDF(_ project: Project) -> Bool {
        project.pipelines.contains { name in
            let file = try? PipelineLoader(project: project, name: name).load()
            return file?.sources.contains { $0.paths.contains { $0.lowercased().contains("pdf") } } ?? false
        }
    }

    private static func store(_ project: Project, _ pipeline: String, whole: Bool) throws -> String {
        guard let store = try Store.openReadOnly(at: project.store(of: pipeline)) else { return "none yet" }
        if whole, let fault = try store.integrityFaults().first {
            throw Diagnostic(
                code: "store.unreadable", "`\(project.shown(project.store(of: pipeline)))` is damaged: \(fault)",
                help: "move it away and run again; decisions are kept in overrides.csv")
        }
        let facts = try store.read { try $0.value("SELECT count(*) FROM fact").integer }
        return "\(facts) facts" + (whole ? ", sound" : "")
    }

    private static func program(_ name: String, package: String, for use: String) throws -> String {
        for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
            let path = "\(folder)/\(name)"
            if access(path, X_OK) == 0 { return path }
        }
        throw Diagnostic(code: "doctor.missing-program", "`\(name)` is not here; \(use) go to quarantine", help: "apt-get install \(package)")
    }

    private static func chineseFont() throws -> String {
        let folders = ["/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/wqy", "/usr/share/fonts/truetype/arphic"]
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if let font = names.sorted().first(where: { $0.contains("CJK") || folder.contains("wqy") || folder.contains("arphic") }) {
                return "\(folder)/\(font)"
            }
        }
        throw Diagnostic(
            code: "doctor.no-font", "no Chinese font; pictures of reports made here would show boxes (reports themselves are fine)",
            help: "apt-get install fonts-noto-cjk")
    }
}
