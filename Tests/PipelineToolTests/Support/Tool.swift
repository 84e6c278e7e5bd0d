import Foundation
import Testing

/// The built program, run as its users run it.
enum Tool {
    struct Answer {
        var code: Int32
        var out: String
        var err: String
    }

    /// The repository: the nearest folder above this file that holds Package.swift.
    static let repository: String = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            if FileManager.default.fileExists(atPath: folder.path + "/Package.swift") { return folder.path }
        }
        return FileManager.default.currentDirectoryPath
    }()

    /// `assay` beside the test bundle, where `swift build` puts it.
    static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("assay").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : repository + "/.build/release/assay"
    }()

    /// - Parameter environment: `nil` inherits ours without ASSAY_ variables.
    static func run(
        _ arguments: [String], in folder: String = "/", input: String = "", environment: [String: String]? = nil
    ) throws -> Answer {
        try run(path, arguments, in: folder, input: input, environment: environment)
    }

    static func run(
        _ program: String, _ arguments: [String], in folder: String = "/", input: String = "",
        environment: [String: String]? = nil
    ) throws -> Answer {
        let scratch = try Scratch()
        let out = scratch.file("out"), err = scratch.file("err"), given = scratch.file("in")
        try Data(input.utf8).write(to: URL(fileURLWithPath: given))
        let child = try Child(program, arguments, in: folder, environment: environment ?? inherited, input: given, out: out, err: err)
        let code = child.wait()
        return Answer(
            code: code, out: try String(contentsOfFile: out, encoding: .utf8), err: try String(contentsOfFile: err, encoding: .utf8))
    }

    /// A process left running, for tests that kill it.
    static func start(_ arguments: [String]) throws -> Child {
        try Child(path, arguments, in: "/", environment: inherited, input: "/dev/null", out: "/dev/null", err: "/dev/null")
    }

    static let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ASSAY_") }
}

/// A child process by `posix_spawn`: unlike `Foundation.Process` its end is seen at once also where
/// other tests start children at the same time.
struct Child {
    let pid: pid_t

    // `env -C` changes the folder and becomes the program: the process is the same

    init(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String], input: String, out: String,
        err: String
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var words: [UnsafeMutablePointer<CChar>?] = (["/usr/bin/env", "-C", folder, program] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var pid = pid_t()
        let failure = posix_spawn(&pid, "/usr/bin/env", &actions, nil, &words, &variables)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
        self.pid = pid
    }

    /// - Returns: the exit code, or 128 and the signal that ended it.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 { if errno != EINTR { return -1 } }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    func send(_ signal: Int32) { kill(pid, signal) }
}

/// A folder that goes with the test.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + (NSTemporaryDirectory().hasSuffix("/") ? "" : "/") + "assay-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }
}

/// A project with one small pipeline, `brief`, over a few documents.
struct SmallProject {
    let scratch: Scratch
    var root: String { scratch.path }

    static let documents = [
        "a.txt": "2020年，宁德市锂电新能源产业产值达到2758亿元，同比增长38.6%，占全市工业产值的51%。\n",
        "b.txt": "南昌市2020年登记技术合同1892项，成交额72.92亿元，占全省的31.24%。\n",
        "c.txt": "项目总投资30亿元，设计产能16万吨/年，达产后年产值200亿元。\n",
    ]

    static let pipeline = """
        version: 1
        name: brief
        sources:
          press: { path: "sources/*.txt", date: 2021-01-08 }
        stages:
          ingest:    { kind: ingest, sources: [press] }
          normalize: { kind: normalize, needs: [ingest] }
          enrich:    { kind: enrich, needs: [normalize] }
          check:
            kind: check
            needs: [enrich]
            expect:
              - { id: value-order, sql: "low_real <= high_real", severity: error }
          report:    { kind: render, needs: [check], template: industry-brief, outputs: [xlsx, csv] }

        """

    init(documents: [String: String] = documents, pipeline: String = pipeline) throws {
        scratch = try Scratch()
        for (name, text) in documents { try scratch.write("Pipelines/brief/sources/" + name, text) }
        try FileManager.default.createDirectory(atPath: scratch.file("Pipelines/brief/sources"), withIntermediateDirectories: true)
        try scratch.write("Pipelines/brief/pipeline.yml", pipeline)
        try FileManager.default.createSymbolicLink(
            atPath: scratch.file("Templates"), withDestinationPath: Tool.repository + "/Templates")
    }

    func assay(_ arguments: String..., environment: [String: String]? = nil) throws -> Tool.Answer {
        try Tool.run(arguments + ["--root", root], environment: environment)
    }

    func edit(_ name: String, _ change: (String) -> String) throws { try scratch.write(name, change(try scratch.read(name))) }

    /// Names and contents of the published report, the manifest left out.
    func published() throws -> [String: Data] { try Self.published(root) }

    static func published(_ root: String) throws -> [String: Data] {
        let folder = root + "/Reports/brief/latest"
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: URL(fileURLWithPath: folder).resolvingSymlinksInPath().path) {
            if name == "manifest.json" { continue }
            if let data = FileManager.default.contents(atPath: folder + "/" + name) { files[name] = data }
        }
        return files
    }

    var runFolders: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: scratch.file("Reports/brief"))) ?? [])
            .filter { $0.hasPrefix("2") }
    }
}
