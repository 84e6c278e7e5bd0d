import Foundation
import Testing

/// Every required row of the feature list has a test that is named for it.
@Suite struct FeatureRowTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var number: String
        var feature: String
        var isGap: Bool
        var testDescription: String { "\(number) \(feature)" }
    }

    static let rows: [Row] = {
        let text = (try? String(contentsOfFile: Tool.repository + "/Tests/features.tsv", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Row(number: cells[0], feature: cells.count > 1 ? cells[1] : "", isGap: cells.last == "gap")
        }
    }()

    /// Rows that functions are named for: `A02` of `func A02_theWholeFormOfADiagnostic`.
    static let tested: Set<String> = {
        var found: Set<String> = []
        for file in ArchitectureTests.swiftFiles(Tool.repository + "/Tests") {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { continue }
            for match in text.matches(of: /func ([A-C][0-9]{2})_[A-Za-z]/) { found.insert(String(match.1)) }
        }
        return found
    }()

    @Test func theListIsWhole() {
        #expect(Self.rows.count { $0.number.hasPrefix("A") } == 47)
        #expect(Self.rows.count { $0.number.hasPrefix("B") } == 27)
        #expect(Self.rows.count { $0.number.hasPrefix("C") } == 3)
        #expect(Set(Self.rows.map(\.number)).count == Self.rows.count)
        #expect(Self.rows.allSatisfy { $0.number.wholeMatch(of: /[ABC][0-9]{2}/) != nil && !$0.feature.isEmpty })
    }

    @Test(arguments: rows)
    func everyRowHasATest(_ row: Row) {
        let isTested = Self.tested.contains(row.number)
        if row.isGap {
            withKnownIssue("\(row.number) \(row.feature) has no test yet") { #expect(isTested) }
        } else {
            #expect(isTested, "no `func \(row.number)_…` below Tests/: \(row.feature)")
        }
    }
}
