import Foundation
import Testing

/// The folders are the architecture; these tests read them.
@Suite struct ArchitectureTests {
    static let allowed: [String: Set<String>] = [
        "Facts": [], "Diagnostics": [], "Lexicons": ["Facts", "Diagnostics"],
        "Ingestion": ["Facts", "Diagnostics", "Lexicons", "CLibXML2", "CLibZip", "CUchardet"],
        "Normalization": ["Facts", "Diagnostics", "Lexicons"],
        "Enrichment": ["Facts", "Diagnostics", "Lexicons"],
        "Checks": ["Facts", "Diagnostics"],
        "Rendering": ["Facts", "Diagnostics", "CXlsxWriter", "Yams"],
        "Store": ["Facts", "Diagnostics", "GRDB", "GRDBSQLite"],
        "PipelineEngine": ["Diagnostics", "CXXHash", "CCrypto", "Yams", "CYaml"],
    ]
    static let system: Set<String> = ["Foundation", "Glibc", "Dispatch", "Synchronization", "FoundationEssentials"]

    static func swiftFiles(_ folder: String) -> [String] {
        let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        return (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".swift") }.map { folder + "/" + $0 }
    }

    static func imports(_ file: String) throws -> [String] {
        try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            var words = line.split(separator: " ").map(String.init)
            guard let at = words.firstIndex(of: "import"), at <= 2, words.prefix(at).allSatisfy({ $0.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains($0) })
            else { return nil }
            words.removeFirst(at + 1)
            if let kind = words.first, ["struct", "class", "enum", "func", "typealias", "protocol"].contains(kind) { words.removeFirst() }
            return words.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
        }
    }

    @Test(arguments: allowed.keys.sorted())
    func roomsNeverReachIntoEachOther(_ room: String) throws {
        let permitted = Self.system.union(Self.allowed[room] ?? [])
        let files = Self.swiftFiles("\(Tool.repository)/Sources/\(room)")
        #expect(!files.isEmpty)
        for file in files {
            for name in try Self.imports(file) where !permitted.contains(name) {
                Issue.record("\(file) imports \(name); \(room) may import \(permitted.sorted())")
            }
        }
    }

    @Test func everyRoomIsKnownHere() throws {
        let rooms = try FileManager.default.contentsOfDirectory(atPath: Tool.repository + "/Sources")
            .filter { !$0.hasPrefix("C") || $0 == "Checks" }
        #expect(Set(rooms) == Set(Self.allowed.keys).union(["PipelineTool"]))
    }

    @Test func onlyTheToolSeesTheStore() throws {
        for room in Self.allowed.keys where room != "Store" {
            for file in Self.swiftFiles("\(Tool.repository)/Sources/\(room)") {
                #expect(try !Self.imports(file).contains("Store"), "\(file)")
            }
        }
        for file in Self.swiftFiles("\(Tool.repository)/Sources/PipelineTool") {
            #expect(try !Self.imports(file).contains("GRDB"), "\(file)")
        }
    }

    @Test func theEngineKnowsNoChineseAndNoExcel() throws {
        for file in Self.swiftFiles(Tool.repository + "/Sources/PipelineEngine") {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(!text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(file)")
        }
    }

    @Test func everyVerbIsInTheCatalog() throws {
        var catalog = try String(contentsOfFile: Tool.repository + "/Sources/PipelineTool/Assay.swift", encoding: .utf8)
        let files = Self.swiftFiles(Tool.repository + "/Sources/PipelineTool/Subcommands")
        // a verb of two words is in the list of the first
        for file in files {
            catalog += try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter { $0.contains("subcommands: [") }.joined()
        }
        for file in files {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            for line in text.split(separator: "\n") where line.hasPrefix("struct ") && line.contains(": ParsableCommand") {
                let name = line.dropFirst(7).prefix { $0 != ":" }
                #expect(catalog.contains("\(name).self"), "\(name) of \(file) is missing in Assay.swift")
            }
        }
    }

    @Test func everyStageIsInTheCatalog() throws {
        let folder = Tool.repository + "/Sources/PipelineTool"
        let catalog = try String(contentsOfFile: folder + "/StageCatalog.swift", encoding: .utf8)
        let kinds = try String(contentsOfFile: folder + "/Stages/StageKinds.swift", encoding: .utf8)
        for file in Self.swiftFiles(folder + "/Stages") where file.hasSuffix("Stage.swift") {
            let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
            #expect(catalog.contains("\(name)("), "\(name) is missing in StageCatalog.swift")
            #expect(kinds.contains("\"\(name.dropLast(5).lowercased())\""), "\(name) is missing in StageKinds.swift")
        }
    }

    @Test func everyTableNamesOriginDateAndLicence() throws {
        let folder = Tool.repository + "/Sources/Lexicons/Resources"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".tsv") {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            let comments = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n").lowercased()
            for word in ["origin", "licen"] { #expect(comments.contains(word), "\(name) does not name its \(word)") }
            let years = comments.split { !("0"..."9").contains($0) }.compactMap { Int($0) }.filter { (1990...2100).contains($0) }
            #expect(!years.isEmpty, "\(name) does not name its date")
        }
    }
}
