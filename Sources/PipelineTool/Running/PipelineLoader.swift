import Diagnostics
import Foundation
import PipelineEngine

/// Reads a pipeline file with everything that is laid over it from outside.
struct PipelineLoader {
    let project: Project
    let name: String
    /// Files laid over the pipeline's own, in order.
    var overlays: [String] = []
    /// `--set limits.jobs=2` and the flags that stand for a key.
    var flags: [ConfigOverride] = []
    /// `--source FOLDER`.
    var source: String?
    /// `--lang en`.
    var language: String?
    var environment = ProcessInfo.processInfo.environment

    /// - Throws: ``DiagnosticList`` of every mistake, ``CommandFailure`` 66 for a variable that is not set.
    func load() throws -> PipelineFile {
        let first = try read(flags)
        let more = try sourceFlags(first) + languageFlags(first)
        return more.isEmpty ? first : try read(flags + more)
    }

    private func read(_ flags: [ConfigOverride]) throws -> PipelineFile {
        let file = try PipelineFile.read(
            project.file(of: name), overlays: overlays, environment: environment, flags: flags, schema: StageKinds.schema,
            shown: project.shown)
        guard file.name == name else {
            let place = file.root["name"]?.location
            throw Diagnostic(
                code: "pipeline.name", "the pipeline in folder `\(name)` is named `\(file.name)`", at: place,
                help: "give folder and pipeline one name")
        }
        return file
    }

    /// Source paths may begin with `${VARIABLE}`; `--source FOLDER` stands in for it, or for the whole path.
    private func sourceFlags(_ file: PipelineFile) throws -> [ConfigOverride] {
        let given = source.map(Project.absolute)
        var flags: [ConfigOverride] = [], unset: [Diagnostic] = []
        for spec in file.sources {
            var paths: [String] = [], changed = false
            for path in spec.paths {
                guard let (variable, rest) = Self.variable(in: path) else {
                    paths.append(given ?? path)
                    changed = changed || given != nil
                    continue
                }
                changed = true
                if let folder = given ?? environment[variable].flatMap({ $0.isEmpty ? nil : Project.absolute($0) }) {
                    paths.append(folder + rest)
                } else {
                    unset.append(Diagnostic(
                        code: "source.unset", "source `\(spec.name)` reads from `${\(variable)}`, which is not set",
                        at: spec.location, help: "set \(variable) to a folder, or give one with --source FOLDER"))
                }
            }
            if changed {
                let list = "[" + paths.map(JSONText.quoted).joined(separator: ", ") + "]"
                flags.append(ConfigOverride(path: ["sources", spec.name, "path"], value: list, origin: .flag("--source")))
            }
        }
        if !unset.isEmpty { throw CommandFailure(.noInput, unset) }
        return flags
    }

    private func languageFlags(_ file: PipelineFile) -> [ConfigOverride] {
        guard let language else { return [] }
        return file.stages.filter { $0.kind == "render" }.map {
            ConfigOverride(path: ["stages", $0.name, "lang"], value: language, origin: .flag("--lang"))
        }
    }

    /// `ASSAY_PAGES` and `/000_*.txt` of `${ASSAY_PAGES}/000_*.txt`.
    private static func variable(in path: String) -> (name: String, rest: String)? {
        guard path.hasPrefix("${"), let close = path.firstIndex(of: "}") else { return nil }
        return (String(path.dropFirst(2)[..<close]), String(path[path.index(after: close)...]))
    }
}
