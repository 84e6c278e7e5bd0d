import Foundation

/// A folder of marked documents: `dates.tsv` and, for each name in it, text, facts and non-facts.
package struct GoldSet: Sendable {
    package struct Entry: Sendable {
        package let name: String
        package let date: String
        package let bytes: [UInt8]
        package let facts: [GoldFact]
        package let nonfacts: [GoldFact]
    }

    package let entries: [Entry]

    package init(folder: URL) throws {
        let dates = try String(contentsOf: folder.appendingPathComponent("dates.tsv"), encoding: .utf8)
        entries = try dates.split(whereSeparator: \.isNewline).compactMap { line in
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count >= 2 else { return nil }
            let nonfacts = folder.appendingPathComponent("\(fields[0]).nonfacts.jsonl")
            return Entry(
                name: fields[0], date: fields[1],
                bytes: [UInt8](try Data(contentsOf: folder.appendingPathComponent("\(fields[0]).txt"))),
                facts: try GoldFact.read(folder.appendingPathComponent("\(fields[0]).facts.jsonl")),
                nonfacts: FileManager.default.fileExists(atPath: nonfacts.path) ? try GoldFact.read(nonfacts) : [])
        }
    }
}
