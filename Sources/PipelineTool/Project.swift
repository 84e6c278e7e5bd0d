import Diagnostics
import Foundation
import Lexicons
import PipelineEngine

/// A folder with `Pipelines/`, and where everything in it lies.
struct Project: Sendable {
    let root: String

    /// - Parameter given: `--root`, else `ASSAY_ROOT`, else the nearest folder upward that holds `Pipelines/`.
    /// - Throws: ``CommandFailure`` 66.
    static func find(_ given: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Project {
        if let chosen = given ?? environment["ASSAY_ROOT"].flatMap({ $0.isEmpty ? nil : $0 }) {
            let root = absolute(chosen)
            guard isFolder(root + "/Pipelines") else {
                throw CommandFailure(
                    .noInput, code: "project.no-pipelines", "there is no folder `Pipelines` in `\(chosen)`",
                    help: "name the folder that holds it with --root or ASSAY_ROOT, or run `assay init NAME`")
            }
            return Project(root: root)
        }
        var folder = FileManager.default.currentDirectoryPath
        while true {
            if isFolder(folder + "/Pipelines") { return Project(root: folder) }
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { break }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        throw CommandFailure(
            .noInput, code: "project.not-found", "neither this folder nor any above it holds `Pipelines/`",
            help: "go there, or name the folder with --root or ASSAY_ROOT")
    }

    /// Names of the pipelines, ordered.
    var pipelines: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Pipelines")) ?? []
        return names.filter { FileBytes.exists(folder(of: $0) + "/pipeline.yml") }.sorted()
    }

    func folder(of pipeline: String) -> String { root + "/Pipelines/" + pipeline }
    func file(of pipeline: String) -> String { folder(of: pipeline) + "/pipeline.yml" }
    func overrides(of pipeline: String) -> String { folder(of: pipeline) + "/overrides.csv" }
    func state(of pipeline: String) -> String { root + "/.assay/" + pipeline }
    func store(of pipeline: String) -> String { state(of: pipeline) + "/store.sqlite" }
    func lock(of pipeline: String) -> String { state(of: pipeline) + "/lock" }
    func reports(of pipeline: String) -> String { root + "/Reports/" + pipeline }

    /// A path as people know it: from the project's folder where it lies there.
    func shown(_ path: String) -> String { path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path }

    /// The pipeline meant: the one named, or the only one there is.
    ///
    /// - Throws: ``CommandFailure`` 66 for an unknown one, 64 where none is named and there are several.
    func pipeline(_ name: String?) throws -> String {
        let known = pipelines
        guard let name else {
            if let only = known.first, known.count == 1 { return only }
            if known.isEmpty {
                throw CommandFailure(
                    .noInput, code: "project.empty", "`\(shown(root + "/Pipelines"))` holds no pipeline",
                    help: "run `assay init NAME`")
            }
            throw CommandFailure(
                .usage, code: "usage.which-pipeline", "which pipeline?", help: "name one of \(known.joined(separator: ", "))")
        }
        if known.contains(name) { return name }
        // a path to the pipeline's folder or file means that pipeline
        let last = name.split(separator: "/").last.map(String.init) ?? name
        if last == "pipeline.yml", let folder = name.split(separator: "/").dropLast().last, known.contains(String(folder)) {
            return String(folder)
        }
        if name.contains("/"), known.contains(last) { return last }
        let near = Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
        throw CommandFailure(
            .noInput, code: "project.unknown-pipeline", "there is no pipeline `\(name)`",
            help: near ?? (known.isEmpty ? "run `assay init NAME`" : "there are \(known.joined(separator: ", "))"))
    }

    /// The tables with the pipeline's own laid over them.
    func lexicons(of pipeline: String) throws -> LexiconSource {
        let overlay = folder(of: pipeline) + "/lexicons"
        return try LexiconSource.locate(overlay: Self.isFolder(overlay) ? URL(fileURLWithPath: overlay) : nil)
    }

    /// A template of the project, else of the installation.
    ///
    /// - Throws: ``Diagnostic`` `template.not-found` at `location`.
    func template(_ name: String, at location: SourceLocation?, shipped: LexiconSource) throws -> TemplateFile {
        let folders = [root + "/Templates", shipped.shipped.deletingLastPathComponent().path + "/templates"] + Self.checkout
        for folder in folders {
            let path = "\(folder)/\(name).yml"
            if FileBytes.exists(path) {
                return TemplateFile(name: name, path: path, shown: shown(path), bytes: try FileBytes.read(path))
            }
        }
        let known = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
            .filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
        let near = Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
        throw Diagnostic(
            code: "template.not-found", "there is no template `\(name)` in `Templates/`", at: location,
            help: near ?? (known.isEmpty ? "put `\(name).yml` there" : "there are \(known.joined(separator: ", "))"))
    }

    /// `Templates/` of the checkout that the program was built in, where it still lies in its build folder.
    private static var checkout: [String] {
        let binary = LexiconSource.runningExecutable().path
        guard let build = binary.range(of: "/.build/") else { return [] }
        return [String(binary[..<build.lowerBound]) + "/Templates"]
    }

    static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    static func absolute(_ path: String) -> String {
        var parts: [Substring] = []
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
