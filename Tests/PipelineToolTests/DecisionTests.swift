import Foundation
import Testing

/// What people decide, and what became of the facts.
@Suite struct DecisionTests {
    private func project() throws -> SmallProject {
        let project = try SmallProject(documents: ["c.txt": "某项目总投资30亿元。另一项目总投资5亿元。\n"])
        #expect(try project.assay("run", "brief", "--quiet").code == 0)
        return project
    }

    private let header = "document,quote,surface,decision,low,high,unit,category,metric,subject,item,basis,period,place,comment,reviewer,reviewed_at\n"

    @Test func C17_aCorrectionHoldsAndTheMachinesValueStaysBeside() throws {
        let project = try project()
        try project.scratch.write(
            "Pipelines/brief/overrides.csv", header + "sources/c.txt,某项目总投资30亿元。,30亿元,correct,3200000000,,,,,,,,,,查过公告,李,2021-02-01\n")
        let run = try project.assay("run", "brief")
        #expect(run.code == 0 && run.err.contains("enrich: 1 of 1"), "\(run.err)")
        let facts = String(decoding: try #require(try project.published()["csv/facts.csv"]), as: UTF8.self)
        #expect(facts.contains(",3200000000,") && facts.contains(",3000000000,李,"))
        let why = try project.assay("explain", "30亿元", "brief").out
        #expect(why.contains("machine_low") && why.contains("李"), "\(why)")
        let diff = try project.assay("diff", "brief", "--format", "csv")
        #expect(diff.code == 2)
        #expect(diff.out.contains("changed,") && diff.out.contains("3000000000,3200000000"), "\(diff.out)")
        let changes = String(decoding: try #require(try project.published()["csv/changes.csv"]), as: UTF8.self)
        #expect(changes.contains("override") && changes.contains("3200000000"), "\(changes)")
    }

    @Test func C17_aRejectedFactGoesAndAStaleDecisionIsSaid() throws {
        let project = try project()
        try project.scratch.write(
            "Pipelines/brief/overrides.csv", header + "sources/c.txt,另一项目总投资5亿元。,5亿元,reject,,,,,,,,,,,,,\n"
                + "sources/c.txt,这句话不在原文里。,7亿元,reject,,,,,,,,,,,,,\n")
        let run = try project.assay("run", "brief", "--verbose", "--log-format", "json")
        #expect(run.code == 0)
        let facts = String(decoding: try #require(try project.published()["csv/facts.csv"]), as: UTF8.self)
        #expect(facts.contains("30亿元") && !facts.contains(",5亿元,"))
        #expect(try project.assay("runs", "brief", "--of", try #require(try project.runID()), "--json").code == 0)
    }

    @Test func aWrongDecisionFileIsPlaced() throws {
        let project = try project()
        try project.scratch.write("Pipelines/brief/overrides.csv", header + "sources/c.txt,x,y,maybe,1.2亿,,,,,,,,,,,,\n")
        let answer = try project.assay("run", "brief")
        #expect(answer.code == 78)
        #expect(answer.err.contains("Pipelines/brief/overrides.csv:2: error[overrides.value]: `maybe` is no decision"), "\(answer.err)")
        #expect(answer.err.contains("`1.2亿` in column `low` is no number"))
    }

    @Test func decisionsAreTakenOverFromCSV() throws {
        let project = try project()
        let line = try #require(try project.assay("facts", "brief", "--ids", "--format", "jsonl").out.split(separator: "\n").first)
        let id = try #require((try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["fact_id"] as? String)
        try project.scratch.write("review.csv", "\u{FEFF}fact_id,decision,low,comment,reviewer\r\n\(id),correct,3100000000,\"见公告, 第3页\",王\r\n")
        for expected in ["1 decision taken over", "nothing to take over"] {
            let taken = try project.assay("review", "apply", project.scratch.file("review.csv"), "brief")
            #expect(taken.code == 0 && taken.out.hasPrefix(expected), "\(taken.out)\(taken.err)")
        }
        #expect(try project.scratch.read("Pipelines/brief/overrides.csv").contains("\"见公告, 第3页\""))
        _ = try project.assay("run", "brief", "--quiet")
        #expect(String(decoding: try #require(try project.published()["csv/facts.csv"]), as: UTF8.self).contains("3100000000"))
    }
}

extension SmallProject {
    func runID() throws -> String? {
        try assay("runs", "brief", "--json").out.split(separator: "\n").first.flatMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["run"] as? String
        }
    }
}
