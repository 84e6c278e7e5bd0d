import Diagnostics
import PipelineEngine

/// The files that a pipeline reads, under the names that documents carry.
///
/// A document is named by its path below the pipeline's folder; one from elsewhere by its path
/// below the folder that its source names, so that a report does not depend on where that lies.
struct PipelineInputs: Sendable {
    struct Entry: Sendable {
        var name: String
        var source: String
        /// `nil` for a file that cannot be read.
        var file: SourceFile?
        var fault: SystemError?
        /// As the reader takes it: `auto`, a day, or a pattern.
        var date: String
        /// The source's options, for the fingerprint.
        var options: [FingerprintPart]
        /// Whether the file lies below the pipeline's folder.
        var isInside: Bool
    }

    let listing: SourceListing
    private let all: [Entry]
    private let index: [String: Int]
    private let twice: [String]

    /// Looks at the disk; writes nothing.
    init(_ file: PipelineFile, folder: String, record: any RunRecord) throws {
        let used = Set(file.stages.filter { $0.kind == "ingest" }.flatMap { $0.strings("sources") })
        let specs = file.sources.filter { used.contains($0.name) }
        listing = try SourceIndex(folder: folder, record: record).list(specs)
        var all: [Entry] = []
        for found in listing.files {
            guard let spec = file.source(found.source) else { continue }
            all.append(Entry(spec, found.path, file: found, fault: nil))
        }
        for fault in listing.unreadable {
            guard let spec = specs.first else { continue }
            all.append(Entry(spec, fault.path, file: nil, fault: fault))
        }
        var index: [String: Int] = [:], twice: [String] = []
        for (i, entry) in all.enumerated() {
            if index.updateValue(i, forKey: entry.name) != nil { twice.append(entry.name) }
        }
        self.all = all
        self.index = index
        self.twice = twice
    }

    var digest: Digest { listing.digest }
    func entry(_ name: String) -> Entry? { index[name].map { all[$0] } }
    func entries(of sources: [String]) -> [Entry] { all.filter { sources.contains($0.source) } }

    /// - Throws: ``CommandFailure`` 66 for sources that match nothing, 78 for two files of one name.
    func check() throws {
        if !listing.missing.isEmpty {
            throw CommandFailure(.noInput, listing.missing.map { spec in
                Diagnostic(
                    code: "source.missing",
                    "source `\(spec.name)` matches no file: \(spec.paths.map { "`\($0)`" }.joined(separator: ", "))",
                    at: spec.location, help: "put documents there, mend `path`, or say `optional: true`")
            })
        }
        if let name = twice.first {
            throw CommandFailure(
                .configuration, code: "source.same-name", "two sources have a file `\(name)`",
                help: "let their patterns begin at a common folder")
        }
    }
}

extension PipelineInputs.Entry {
    init(_ spec: SourceSpec, _ path: String, file: SourceFile?, fault: SystemError?) {
        var name = path
        var isInside = true
        if path.hasPrefix("/") {
            isInside = false
            let roots = spec.paths.filter { $0.hasPrefix("/") }.map(Self.fixedFolder)
            if let root = roots.filter({ path.hasPrefix($0) }).max(by: { $0.utf8.count < $1.utf8.count }) {
                name = String(path.dropFirst(root.count))
            }
        }
        self.init(
            name: name, source: spec.name, file: file, fault: fault, date: Self.date(spec.options["date"]),
            options: spec.fingerprint.filter { !$0.key.hasSuffix("path") && !$0.key.hasSuffix("optional") }, isInside: isInside)
    }

    /// `/data/pages/` of `/data/pages/000_*.txt`.
    private static func fixedFolder(_ pattern: String) -> String {
        var folder = ""
        for part in pattern.split(separator: "/").dropLast() {
            if GlobPattern.isPattern(String(part)) { break }
            folder += "/" + part
        }
        return folder + "/"
    }

    private static func date(_ node: ConfigNode?) -> String {
        guard let node, !node.isNull else { return "auto" }
        if let pattern = node["pattern"]?.string { return pattern.lowercased() }
        return node.string ?? "auto"
    }
}
