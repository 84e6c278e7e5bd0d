import Foundation

/// Programs that tests look through; a test that needs one is skipped, visibly, where it is missing.
enum Programs {
    /// Python with openpyxl, python-calamine, frictionless and PyYAML.
    static var python: String? { ProcessInfo.processInfo.environment["ASSAY_PYTHON"] }
    static var unzip: String? { find("unzip") }
    static var soffice: String? { find("soffice") }

    static func find(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Returns: what the program prints.
    static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let scratch = try Scratch()
        // files instead of pipes: no answer is too long for them
        for name in ["out", "err"] {
            _ = FileManager.default.createFile(atPath: scratch.path + "/" + name, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: scratch.path + "/out")
        process.standardError = FileHandle(forWritingAtPath: scratch.path + "/err")
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                description: "\(program) \(process.terminationStatus): " + (try scratch.text("out"))
                    + (try scratch.text("err")))
        }
        return try scratch.text("out")
    }

    static func script(_ name: String, _ arguments: [String]) throws -> String {
        try run(python ?? "python3", [Brief.folder.appendingPathComponent("Fixtures/" + name).path] + arguments)
    }

    /// One part of a workbook, unpacked.
    static func part(_ name: String, of workbook: String) throws -> String {
        try run(unzip ?? "unzip", ["-p", workbook, name])
    }

    /// Recalculates every formula of a workbook and writes it again.
    static func recalculated(_ workbook: String, into scratch: Scratch) throws -> String {
        let profile = scratch.path + "/profile"
        try FileManager.default.createDirectory(atPath: profile + "/user", withIntermediateDirectories: true)
        let settings = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
            <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
            </oor:items>
            """
        try Data(settings.utf8).write(to: URL(fileURLWithPath: profile + "/user/registrymodifications.xcu"))
        let out = scratch.path + "/recalculated"
        _ = try run(
            soffice ?? "soffice",
            [
                "--headless", "-env:UserInstallation=file://" + profile, "--convert-to", "xlsx", "--outdir", out,
                workbook,
            ])
        return out + "/" + (workbook as NSString).lastPathComponent
    }

    /// What LibreOffice shows in each cell of the first sheet, as CSV.
    static func shown(_ workbook: String, into scratch: Scratch) throws -> String {
        _ = try run(
            soffice ?? "soffice",
            [
                "--headless", "-env:UserInstallation=file://" + scratch.path + "/profile", "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", scratch.path + "/shown",
                workbook,
            ])
        let name = ((workbook as NSString).lastPathComponent as NSString).deletingPathExtension
        return try scratch.text("shown/\(name).csv")
    }
}
