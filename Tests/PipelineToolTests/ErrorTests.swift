import Foundation
import Testing

/// What, where, how to mend; and the code that a scheduler sees.
@Suite struct ErrorTests {
    @Test func A03_allMistakesAtOnceWithTheirPlaces() throws {
        let project = try SmallProject()
        try project.edit("Pipelines/brief/pipeline.yml") {
            $0.replacing("outputs: [xlsx, csv]", with: "output: [xlsx], langs: zh").replacing("kind: enrich", with: "kind: enrish")
                .replacing("needs: [ingest]", with: "needs: [ingets]").replacing("date: 2021-01-08", with: "date: 2021-02-30")
        }
        let answer = try project.assay("run", "brief")
        #expect(answer.code == 78)
        for text in [
            "Pipelines/brief/pipeline.yml:4:", "did you mean `enrich`?", "did you mean `ingest`?", "did you mean `outputs`?", "`langs`",
        ] { #expect(answer.err.contains(text), "\(text) is missing in\n\(answer.err)") }
        #expect(answer.err.components(separatedBy: "error[").count - 1 >= 5)
        #expect(try project.assay("validate", "brief").code == 78)
    }

    @Test func brokenYAMLIsPlaced() throws {
        let project = try SmallProject(pipeline: "version: 1\nname: brief\nstages: [unclosed\n")
        let answer = try project.assay("run", "brief")
        #expect(answer.code == 78)
        #expect(answer.err.contains("Pipelines/brief/pipeline.yml:"))
    }

    @Test func aFaultInAQueryIsPlaced() throws {
        let project = try SmallProject()
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("low_real <= high_real", with: "low_real <= hihg_real") }
        let answer = try project.assay("validate", "brief")
        #expect(answer.code == 78)
        #expect(answer.err.contains("Pipelines/brief/pipeline.yml:13:46: error[check.sql]"), "\(answer.err)")
        #expect(answer.err.contains("no such column: hihg_real"))
    }

    @Test(arguments: [
        (["run", "breif"], 66, "did you mean `brief`?"), (["run", "--only", "normalise"], 64, "did you mean `normalize`?"),
        (["run", "--jobs", "0"], 64, "--jobs"), (["run", "--bogus"], 64, "bogus"), (["runn"], 64, "runn"),
        (["run", "--document", "nothing*"], 66, "no document matches"), (["facts"], 66, "has not run yet"),
        (["run", "--set", "limits.memori=1G"], 78, "did you mean `memory`?"),
    ] as [([String], Int32, String)])
    func wrongWordsAreNamed(_ arguments: [String], _ code: Int32, _ text: String) throws {
        let project = try SmallProject()
        let answer = try Tool.run(arguments + ["--root", project.root])
        #expect(answer.code == code, "\(answer.err)")
        #expect(answer.err.contains(text), "\(answer.err)")
        #expect(answer.out.isEmpty)
    }

    @Test func A36_aMissingProjectOrSourceIs66() throws {
        let empty = try Scratch()
        let nowhere = try Tool.run(["run"], in: empty.path)
        #expect(nowhere.code == 66)
        #expect(nowhere.err.contains("--root or ASSAY_ROOT"))
        let project = try SmallProject(documents: [:])
        let answer = try project.assay("run", "brief")
        #expect(answer.code == 66)
        #expect(answer.err.contains("pipeline.yml:4:3: error[source.missing]: source `press` matches no file: `sources/*.txt`"), "\(answer.err)")
    }

    @Test func A36_aFailedExpectationIs1AndKeepsTheReport() throws {
        let project = try SmallProject()
        #expect(try project.assay("run", "brief").code == 0)
        let before = try project.published()
        try project.edit("Pipelines/brief/pipeline.yml") { $0.replacing("low_real <= high_real", with: "low_real < 100") }
        let answer = try project.assay("run", "brief")
        #expect(answer.code == 1)
        #expect(answer.err.contains("check.value-order") && answer.err.contains("the published report stays as it was"))
        #expect(answer.err.split(separator: "\n").count <= 40)
        #expect(try project.published() == before)
        #expect(try project.assay("check", "brief").code == 1)
    }

    @Test func A36_quarantineIs3UnderStrictAnd65WhenNothingIsLeft() throws {
        var documents = SmallProject.documents
        documents["empty.txt"] = ""
        let project = try SmallProject(documents: documents)
        let usual = try project.assay("run", "brief")
        #expect(usual.code == 0 && usual.out.contains("1 in quarantine"), "\(usual.out)")
        #expect(try String(decoding: #require(try project.published()["csv/quarantine.csv"]), as: UTF8.self).contains("empty.txt"))
        try project.edit("Pipelines/brief/sources/a.txt") { $0 + "再投资1亿元。\n" }
        #expect(try project.assay("run", "brief", "--strict").code == 3)
        let hopeless = try SmallProject(documents: ["x.txt": "", "y.txt": ""])
        let answer = try hopeless.assay("run", "brief")
        #expect(answer.code == 65)
        #expect(!hopeless.scratch.exists("Reports/brief/latest"))
    }

    @Test func A42_failingRowsAreWithheldWithTheirReason() throws {
        let project = try SmallProject(documents: ["a.txt": "该市稀土产量占全国的120%，投资5亿元。\n"])
        try project.edit("Pipelines/brief/pipeline.yml") {
            $0.replacing("- { id: value-order", with: "- { id: share-range, sql: \"category <> 'share' OR high_real <= 100\", rows: quarantine, message: 超过一 }\n      - { id: value-order")
        }
        let answer = try project.assay("run", "brief")
        #expect(answer.code == 0, "\(answer.err)")
        #expect(answer.out.contains("withheld    1 facts"), "\(answer.out)")
        let files = try project.published()
        let facts = String(decoding: try #require(files["csv/facts.csv"]), as: UTF8.self)
        let quarantine = String(decoding: try #require(files["csv/quarantine.csv"]), as: UTF8.self)
        #expect(!facts.contains("120%") && facts.contains("5亿元"))
        #expect(quarantine.contains("share-range") && quarantine.contains("120%"))
    }

    @Test func A26_aSecondRunIsRefusedAndNamesTheFirst() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        let holder = try Tool.run("/bin/bash", ["-c", "exec 9>>'\(project.root)/.assay/brief/lock'; flock 9; '\(Tool.path)' run brief --root '\(project.root)' --if-locked skip; echo skipped $?; '\(Tool.path)' run brief --root '\(project.root)'; echo failed $?"])
        #expect(holder.out.contains("skipped 0") && holder.out.contains("failed 75"), "\(holder.out)\(holder.err)")
        #expect(holder.err.contains("run.locked") && holder.err.contains("--if-locked wait=10m"))
    }

    @Test func aDamagedLockedOrNewerStoreIsNamed() throws {
        let project = try SmallProject()
        _ = try project.assay("run", "brief")
        let store = project.scratch.file(".assay/brief/store.sqlite")
        let newer = try Tool.run("/usr/bin/env", ["python3", "-c", "import sqlite3;sqlite3.connect('\(store)').execute('PRAGMA user_version = 99')"])
        if newer.code == 0 {
            let answer = try project.assay("run", "brief")
            #expect(answer.code == 78)
            #expect(answer.err.contains("store.newer"))
        }
        try Data(String(repeating: "no store ", count: 500).utf8).write(to: URL(fileURLWithPath: store))
        for side in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + side) }
        let damaged = try project.assay("run", "brief")
        #expect(damaged.code == 74)
        #expect(damaged.err.contains("store.sqlite") && damaged.err.contains("move the file away"))
    }

    @Test func A35_SIGTERMLeavesAConsistentStateAnd143() throws {
        var documents: [String: String] = [:]
        for i in 0..<300 { documents["d\(i).txt"] = String(repeating: "项目\(i)总投资\(i + 1)亿元，设计产能16万吨/年，同比增长38.6%。\n", count: 40) }
        let project = try SmallProject(documents: documents)
        let process = try Tool.start(["run", "brief", "--root", project.root, "--quiet"])
        // the staging folder is made once signals are watched
        let reports = project.scratch.file("Reports/brief")
        for _ in 0..<600 {
            if ((try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []).contains(where: { $0.hasPrefix(".staging") }) { break }
            Thread.sleep(forTimeInterval: 0.05)
        }
        Thread.sleep(forTimeInterval: 0.3)
        let asked = Date()
        process.send(SIGTERM)
        let code = process.wait()
        #expect(code == 143)
        // leaving takes two seconds; the rest is for a busy machine
        #expect(Date().timeIntervalSince(asked) < 20)
        let left = (try? FileManager.default.contentsOfDirectory(atPath: project.scratch.file("Reports/brief"))) ?? []
        #expect(!left.contains { $0.hasPrefix(".staging") })
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
    }

    @Test func A37_cronIsSilentOnSuccess() throws {
        let project = try SmallProject()
        let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        for _ in 0..<2 {
            let answer = try project.assay("run", "brief", "--quiet", environment: environment)
            #expect(answer.code == 0)
            #expect(answer.out.isEmpty && answer.err.isEmpty, "\(answer.err)")
        }
        let before = try Tool.run(["--root", project.root, "run", "brief", "--quiet"], environment: environment)
        #expect(before.code == 0 && before.out.isEmpty)
    }

    @Test func aMovedInstallationRuns() throws {
        let scratch = try Scratch()
        let manager = FileManager.default
        for folder in ["bin", "share/assay"] { try manager.createDirectory(atPath: scratch.file(folder), withIntermediateDirectories: true) }
        _ = try Tool.run("/bin/cp", [Tool.path, scratch.file("bin/assay")])
        try manager.copyItem(atPath: Tool.repository + "/Sources/Lexicons/Resources", toPath: scratch.file("share/assay/lexicons"))
        try manager.copyItem(atPath: Tool.repository + "/Templates", toPath: scratch.file("share/assay/templates"))
        let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        let made = try Tool.run(scratch.file("bin/assay"), ["init", "新区简报", "--root", scratch.file("data")], environment: environment)
        #expect(made.code == 0, "\(made.err)")
        let run = try Tool.run(scratch.file("bin/assay"), ["run", "--root", scratch.file("data"), "--quiet"], environment: environment)
        #expect(run.code == 0 && run.err.isEmpty, "\(run.err)")
        #expect(scratch.exists("data/Reports/新区简报/latest/industry-brief.xlsx"))
        try manager.removeItem(atPath: scratch.file("share"))
        let lost = try Tool.run(scratch.file("bin/assay"), ["extract", "-"], input: "投资1亿元", environment: environment)
        #expect(lost.code == 78)
        #expect(lost.err.contains("lexicon.not-found") && lost.err.contains("ASSAY_SHARE"))
    }
}
