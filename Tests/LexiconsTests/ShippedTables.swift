import Foundation
import Lexicons

/// The tables as they stand in the sources, for tests.
enum ShippedTables {
    static let source = LexiconSource(
        shipped: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Lexicons/Resources"))

    /// A new folder holding one table of the given text.
    static func folder(_ name: String, _ text: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-lexicon-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        return folder
    }
}
