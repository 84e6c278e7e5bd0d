import Facts
import Foundation

/// What was typed, with the defaults of `make bench`.
struct BenchOptions {
    var folder = ""
    var megabytes = 50
    var documents = 15_000
    var hostileScalars = 1_000_000
    /// Milliseconds that a hostile text may take before it is given up.
    var patience = 60_000
    /// The hostile text that `profile` reads instead of pages.
    var text = ""
    var only: Set<String> = []
    /// Folders of marked documents, each with its `dates.tsv`.
    var gold: [URL] = []
    /// The clone whose sample and gold are read.
    var root = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)

    init(_ arguments: some Sequence<String>) {
        var key = ""
        for argument in arguments {
            switch key {
            case "--pages": folder = argument
            case "--root": root = URL(fileURLWithPath: argument)
            case "--megabytes": megabytes = Int(argument) ?? megabytes
            case "--documents": documents = Int(argument) ?? documents
            case "--hostile": hostileScalars = Int(argument) ?? hostileScalars
            case "--patience": patience = Int(argument) ?? patience
            case "--text": text = argument
            case "--gold": gold = argument.split(separator: ",").map { URL(fileURLWithPath: String($0)) }
            case "--only": only = Set(argument.split(separator: ",").map(String.init))
            default: break
            }
            key = argument.hasPrefix("--") ? argument : ""
        }
    }

    func does(_ what: String) -> Bool { only.isEmpty || only.contains(what) }

    /// The texts of the folder given, of `$ASSAY_PAGES`, else the sample's own sources.
    func pages() -> [SourceText] {
        let named = folder.isEmpty ? ProcessInfo.processInfo.environment["ASSAY_PAGES"] ?? "" : folder
        let start =
            named.isEmpty
            ? root.appendingPathComponent("Pipelines/industry-brief/sources") : URL(fileURLWithPath: named)
        let files =
            FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)?.allObjects.compactMap {
                $0 as? URL
            } ?? []
        return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.compactMap { file in
            guard let text = try? String(contentsOf: file, encoding: .utf8), text.utf8.count > 500 else { return nil }
            return SourceText(text)
        }
    }
}
