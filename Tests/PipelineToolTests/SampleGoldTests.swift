import Foundation
import Testing

/// The facts of the samples against the facts marked in them by hand; the floors only rise.
@Suite struct SampleGoldTests {
    @Test func theSampleReachesItsRecordedFloors() throws {
        let root = try Sample.root.get().path
        let answer = try Tool.run(["facts", "industry-brief", "--format", "jsonl", "--root", root])
        var predicted: [String: [GoldScore.Row]] = [:]
        for row in try GoldScore.rows(answer.out) { predicted[GoldScore.stem(row["document"] as? String ?? ""), default: []].append(row) }
        let folder = Tool.repository + "/Pipelines/industry-brief/expected"
        var score = GoldScore()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".facts.jsonl") {
            let stem = String(name.dropLast(".facts.jsonl".count))
            let gold = try GoldScore.rows(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
            let marks = (try? String(contentsOfFile: "\(folder)/\(stem).nonfacts.jsonl", encoding: .utf8)) ?? ""
            let aside = try GoldScore.rows(marks).filter { $0["borderline"] as? Bool == true }
            let isHTML = (predicted[stem] ?? []).contains { ($0["document"] as? String)?.hasSuffix(".html") == true }
            score.add(gold: gold, predicted: predicted[stem] ?? [], aside: aside, byOrder: isHTML)
        }
        #expect(score.gold >= 250)
        let floors = try String(contentsOfFile: folder + "/floors.tsv", encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
        for row in floors where row.count >= 2 {
            let floor = try #require(Double(row[1]))
            let found = try #require(score.measures[row[0]], "no measure `\(row[0])`")
            #expect(found >= floor, "\(row[0]) is \(found), the recorded floor is \(floor)")
        }
        print("sample gold: " + score.measures.sorted { $0.key < $1.key }.map { "\($0.key) \((($0.value * 10000).rounded() / 10000))" }.joined(separator: ", "))
    }
}

/// Scores facts against marks: layer 1 is place, value and unit; strict adds category, basis, period, subject, metric.
struct GoldScore {
    typealias Row = [String: Any]

    private(set) var gold = 0
    private var predicted = 0
    private var matched = 0
    private var strict = 0

    static func rows(_ text: String) throws -> [Row] {
        try text.split(separator: "\n").compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? Row }
    }

    static func stem(_ document: String) -> String {
        let name = document.split(separator: "/").last.map(String.init) ?? document
        return name.split(separator: ".").dropLast().joined(separator: ".")
    }

    var measures: [String: Double] {
        func f1(_ right: Int) -> Double { gold + predicted == 0 ? 0 : 2 * Double(right) / Double(gold + predicted) }
        return [
            "layer1_f1": f1(matched), "strict_f1": f1(strict), "precision": predicted == 0 ? 0 : Double(matched) / Double(predicted),
            "recall": gold == 0 ? 0 : Double(matched) / Double(gold), "facts": Double(gold),
        ]
    }

    /// - Parameter byOrder: compare by surface and order where offsets count differently (HTML).
    mutating func add(gold marks: [Row], predicted rows: [Row], aside: [Row], byOrder: Bool) {
        var used: Set<Int> = []
        var hits = 0
        for mark in marks {
            let candidates = rows.indices.filter { !used.contains($0) && Self.sameQuantity(mark, rows[$0], byOrder: byOrder) }
            // among several, the one that agrees in most slots
            guard let best = candidates.max(by: { Self.agreement(mark, rows[$0]) < Self.agreement(mark, rows[$1]) }) else { continue }
            used.insert(best)
            hits += 1
            if Self.isStrict(mark, rows[best]) { strict += 1 }
        }
        let excused = rows.indices.count { index in
            !used.contains(index) && aside.contains { byOrder ? Self.text($0["surface"]) == Self.text(rows[index]["surface"]) : Self.overlaps($0, rows[index]) }
        }
        gold += marks.count
        predicted += rows.count - excused
        matched += hits
    }

    private static func values(_ mark: Row, _ field: String) -> [Any] {
        let accept = (mark["accept"] as? Row)?[field]
        return [mark[field] ?? ""] + ((accept as? [Any]) ?? accept.map { [$0] } ?? [])
    }

    private static func overlaps(_ a: Row, _ b: Row) -> Bool {
        guard let s = a["start"] as? Int, let e = a["end"] as? Int, let t = b["start"] as? Int, let f = b["end"] as? Int else { return false }
        return s < f && t < e
    }

    private static func sameQuantity(_ mark: Row, _ row: Row, byOrder: Bool) -> Bool {
        guard byOrder ? text(mark["surface"]) == text(row["surface"]) : overlaps(mark, row) else { return false }
        func near(_ a: Any, _ b: Any?) -> Bool {
            guard let x = number(a), let y = number(b) else { return false }
            return abs(x - y) <= 1e-9 * max(abs(x), abs(y))
        }
        return values(mark, "low").contains { near($0, row["low"]) } && values(mark, "high").contains { near($0, row["high"]) }
            && values(mark, "unit").contains { text($0) == text(row["unit"]) }
    }

    private static let exact = ["category", "basis", "period"], loose = ["subject", "metric"]

    private static func agreement(_ mark: Row, _ row: Row) -> Int {
        (exact + loose + ["item", "place", "comparator"]).count { agrees(mark, row, $0) }
    }

    private static func isStrict(_ mark: Row, _ row: Row) -> Bool { (exact + loose).allSatisfy { agrees(mark, row, $0) } }

    private static func agrees(_ mark: Row, _ row: Row, _ field: String) -> Bool {
        let found = text(row[field])
        return values(mark, field).contains { want in
            let want = text(want)
            if want == found { return true }
            guard loose.contains(field) || field == "item" || field == "place", min(want.count, found.count) >= 2 else { return false }
            return want.contains(found) || found.contains(want)
        }
    }

    private static func number(_ value: Any?) -> Double? { (value as? NSNumber)?.doubleValue ?? (value as? String).flatMap(Double.init) }

    private static func text(_ value: Any?) -> String {
        let plain = (value as? String) ?? value.map { "\($0)" } ?? ""
        return plain.precomposedStringWithCompatibilityMapping.lowercased().filter { $0.isLetter || $0.isNumber || "%‰/.".contains($0) }
    }
}
