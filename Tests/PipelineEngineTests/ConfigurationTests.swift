import Diagnostics
import Foundation
import PipelineEngine
import Testing

let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures").path

/// `Fixtures/Broken/expected.tsv`: file, number of faults, first line of each fault joined by ` | `.
struct BrokenCase: CustomTestStringConvertible, Sendable {
    let file: String, count: Int, lines: String
    var testDescription: String { file }

    static let all: [BrokenCase] = {
        let text =
            (try? FileBytes.read(fixtures + "/Broken/expected.tsv")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").compactMap { line in
            let f = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return f.count == 3 ? BrokenCase(file: f[0], count: Int(f[1]) ?? -1, lines: f[2]) : nil
        }
    }()

    static func faults(of file: String) throws -> [Diagnostic] {
        let bytes = try FileBytes.read(fixtures + "/Broken/" + file)
        do {
            _ = try PipelineFile.parse([(file, bytes)], schema: toySchema)
            return []
        } catch {
            return error.diagnostics
        }
    }

    static func firstLines(_ faults: [Diagnostic]) -> [String] {
        faults.map { fault in
            String(DiagnosticPrinter().render(fault).split(separator: "\n").first ?? "")
                + (fault.help.isEmpty ? "" : " = \(fault.help)")
        }
    }
}

@Test(arguments: BrokenCase.all) func A02_brokenFilesAreReportedAtTheirPlace(_ broken: BrokenCase) throws {
    let faults = try BrokenCase.faults(of: broken.file)
    #expect(BrokenCase.firstLines(faults).joined(separator: " | ") == broken.lines)
    #expect(faults.count == broken.count)
}

@Test func A02_thereAreAtLeastFortyBrokenFiles() throws {
    #expect(BrokenCase.all.count >= 40)
    // Every file of the folder is in the table.
    let files = FolderWalk.files(under: fixtures + "/Broken", matching: [GlobPattern("*.yml")]).files.map(\.path)
    #expect(files == BrokenCase.all.map(\.file))
    if ProcessInfo.processInfo.environment["ASSAY_RECORD"] != nil {
        let text = try files.map { file -> String in
            let lines = BrokenCase.firstLines(try BrokenCase.faults(of: file))
            return "\(file)\t\(lines.count)\t\(lines.joined(separator: " | "))\n"
        }.joined()
        try FileBytes.replace(fixtures + "/Broken/expected.tsv", with: Array(text.utf8))
    }
}

@Test func A03_fiveMistakesAreFiveDiagnostics() {
    let found = faults(
        """
        version: 1
        name: brief
        limits: { memroy: 1G }
        sources:
          press: { path: sources, date: 2021-13-01 }
        stages:
          ingest: { kind: ingest, sources: [pres] }
          normalize: { kind: normalize, needs: [ingest], limits: { document: 60 } }
          report: { kind: render, needs: [normalize], template: t, output: [xlsx] }

        """)
    #expect(
        found.map { "\($0.location?.line ?? 0) \($0.code) \($0.help)" } == [
            "3 pipeline.unknown-key did you mean `memory`?",
            "5 pipeline.day write it like `2021-01-08`",
            "7 pipeline.unknown-source did you mean `press`?",
            "8 pipeline.duration give a unit: `60s`, `60m` …",
            "9 pipeline.unknown-key did you mean `outputs`?",
        ])
    #expect(ExitCode.configuration.rawValue == 78)
}

@Test func A02_theExcerptIsMarkedByDisplayWidth() throws {
    let found = faults("version: 1\nname: t\nstages:\n  读入: { kind: ingest, 说明: 稀土 }\n")
    let fault = try #require(found.first { $0.code == "pipeline.unknown-key" })
    #expect(
        DiagnosticPrinter().render(fault) == """
            pipeline.yml:4:23: error[pipeline.unknown-key]: stage `读入` has no key `说明`
              |
            4 |   读入: { kind: ingest, 说明: 稀土 }
              |                         ^^^^
              = help: known keys: kind, needs, description, limits, retries, sources
            """)
}

@Test func A01_theExampleOfTheDesignIsRead() throws {
    let file = try parse(goodPipeline)
    #expect(file.name == "industry-brief")
    #expect(file.limits == PipelineLimits(jobs: 2, memory: 1 << 30, documentMilliseconds: 60_000))
    #expect(file.stages.map(\.name) == ["ingest", "normalize", "enrich", "check", "report"])
    #expect(file.stages.map(\.kind) == ["ingest", "normalize", "enrich", "check", "render"])
    #expect(file.stage("report")?.strings("outputs") == ["xlsx", "csv", "html"])
    #expect(file.stage("report")?.string("template") == "industry-brief")
    #expect(file.source("press")?.paths == ["sources/**/*.{txt,html}"])
    #expect(file.stage("normalize")?.option("rules.investment.confidence")?.string == "0.6")
    #expect(file.stage("check")?.options["expect"]?.elements.first?["id"]?.string == "share-range")
}

@Test func A02_mergesAndAliasesBringTheirValuesIn() throws {
    let file = try parse(
        """
        version: 1
        name: t
        sources: { a: { path: &where [x, y] }, b: { path: *where } }
        stages:
          one: { kind: ingest, sources: [a] }
          two: &base
            kind: normalize
            needs: [one]
            limits: { document: 5s, jobs: 2 }
          three:
            <<: *base
            limits: { document: 7s }

        """)
    #expect(file.source("b")?.paths == ["x", "y"])
    #expect(file.stage("three")?.kind == "normalize")
    // A merge lays keys under those written out; it does not look inside them.
    #expect(file.stage("three")?.limits == StageLimits(documentMilliseconds: 7000))
}

@Test func A02_aBillionLaughsAreStopped() {
    var text = "version: 1\nname: t\na0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for i in 1...12 {
        text += "a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    #expect(faults(text).contains { $0.code == "pipeline.too-deep" })
}

@Test func A05_originOfEachValueIsKnown() throws {
    let file = try PipelineFile.parse(
        [("pipeline.yml", Array(goodPipeline.utf8))],
        environment: [
            "ASSAY_MEMORY": "2G", "ASSAY_STAGES__REPORT__TEMPLATE": "brief", "ASSAY_ROOT": "/x", "HOME": "/y",
        ],
        flags: [.flag("--jobs", "limits.jobs", "7")], schema: toySchema)
    let lines = file.origins().map { "\($0.key) = \($0.value)  (\($0.origin.description))" }
    #expect(file.limits.jobs == 7)
    #expect(file.limits.memory == 2 << 30)
    for line in [
        "limits.document = 60s  (pipeline.yml:4:42)",
        "limits.jobs = 7  (flag --jobs)",
        "limits.memory = 2G  (environment ASSAY_MEMORY)",
        "name = industry-brief  (pipeline.yml:2:7)",
        "stages.report.template = brief  (environment ASSAY_STAGES__REPORT__TEMPLATE)",
        "stages.report.outputs = [xlsx, csv, html]  (pipeline.yml:19:81)",
        "stages.normalize.rules.investment.confidence = 0.6  (pipeline.yml:12:40)",
        "publish.keep_last = 5  (default)",
        "sources.press.optional = false  (default)",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(lines == lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
}

@Test func A05_aBadFlagIsNamed() {
    func lines(_ environment: [String: String], _ flags: [ConfigOverride]) -> [String] {
        do {
            _ = try PipelineFile.parse(
                [("p.yml", Array(goodPipeline.utf8))], environment: environment, flags: flags, schema: toySchema)
            return []
        } catch {
            return BrokenCase.firstLines(error.diagnostics)
        }
    }
    #expect(
        lines([:], [.flag("--jobs", "limits.jobs", "many")]) == [
            "--jobs: error[pipeline.type]: `jobs` must be a whole number from 1 to 1024, not `many`"
        ])
    #expect(
        lines(["ASSAY_MEMORY": "5"], []) == [
            "ASSAY_MEMORY: error[pipeline.size]: `memory` is `5`, not a size = give a unit: `5M`, `5G` …"
        ])
    #expect(
        lines(["ASSAY_LIMITS__JBOS": "5"], []) == [
            "ASSAY_LIMITS__JBOS: error[pipeline.unknown-key]: `limits` has no key `jbos` = did you mean `jobs`?"
        ])
    #expect(lines([:], [.flag("--set", "name.x", "5")]).first?.contains("config.path") == true)
}

@Test func A06_overlaysAreMergedKeyByKey() throws {
    let night = "limits: { jobs: 8 }\nstages:\n  report: { outputs: [csv] }\n"
    let local =
        "limits:\n  memory: 4G\nsources: { extra: { path: 更多, optional: true } }\nstages: { ingest: { sources: [press, extra] } }\n"
    let file = try PipelineFile.parse(
        [
            ("pipeline.yml", Array(goodPipeline.utf8)), ("night.yml", Array(night.utf8)),
            ("local.yml", Array(local.utf8)),
        ], schema: toySchema)
    #expect(file.limits == PipelineLimits(jobs: 8, memory: 4 << 30, documentMilliseconds: 60_000))
    #expect(file.stage("report")?.strings("outputs") == ["csv"])
    #expect(file.stage("report")?.string("template") == "industry-brief")
    #expect(file.stage("ingest")?.strings("sources") == ["press", "extra"])
    let origins = Dictionary(file.origins().map { ($0.key, $0.origin.description) }, uniquingKeysWith: { a, _ in a })
    #expect(origins["limits.jobs"] == "night.yml:1:17")
    #expect(origins["limits.memory"] == "local.yml:2:11")
    #expect(origins["limits.document"] == "pipeline.yml:4:42")
    #expect(origins["sources.extra.path"] == "local.yml:3:27")
}

@Test func A06_aFaultInAnOverlayIsPlacedThere() {
    do {
        _ = try PipelineFile.parse(
            [
                ("pipeline.yml", Array(goodPipeline.utf8)),
                ("night.yml", Array("limits: { jbos: 8 }\nstages: { reprot: { outputs: [csv] } }\n".utf8)),
            ],
            schema: toySchema)
        Issue.record("accepted")
    } catch {
        #expect(
            BrokenCase.firstLines(error.diagnostics) == [
                "night.yml:1:11: error[pipeline.unknown-key]: `limits` has no key `jbos` = did you mean `jobs`?",
                "night.yml:2:19: error[pipeline.missing-key]: stage `reprot` lacks `kind` = `kind`: what the stage does",
            ])
    }
}

@Test func A02_aMissingFileIsSaid() {
    do {
        _ = try PipelineFile.read("/nowhere/pipeline.yml", overlays: ["/nowhere/night.yml"], schema: toySchema)
        Issue.record("accepted")
    } catch {
        #expect(error.diagnostics.map(\.code) == ["pipeline.not-found", "pipeline.not-found"])
    }
}

@Test(arguments: [
    ("60s", 60_000), ("10m", 600_000), ("1h30m", 5_400_000), ("1500ms", 1500), ("1.5h", 5_400_000),
    ("14d", 1_209_600_000), ("2w", 1_209_600_000),
])
func A32_durationsAreRead(_ text: String, _ value: Int) { #expect(ConfigScalar.milliseconds(text) == value) }

@Test(arguments: [
    "", "60", "s", "1h2h", "1m1h", "-5s", "1..5s", "1.2345s", "５s", "99999999999999999999s", "200000w", "1 h",
])
func A32_whatIsNoDurationIsRefused(_ text: String) { #expect(ConfigScalar.milliseconds(text) == nil) }

@Test(arguments: [
    ("512M", 512 << 20), ("1G", 1 << 30), ("1.5G", 3 << 29), ("64K", 64 << 10), ("96MB", 96 << 20), ("1GiB", 1 << 30),
    ("2t", 2 << 40),
])
func A34_sizesAreRead(_ text: String, _ value: Int) { #expect(ConfigScalar.bytes(text) == value) }

@Test(arguments: ["", "512", "M", "1.2345G", "0M", "-1G", "1X", "99999999999G", "1G2"])
func A34_whatIsNoSizeIsRefused(_ text: String) { #expect(ConfigScalar.bytes(text) == nil) }
