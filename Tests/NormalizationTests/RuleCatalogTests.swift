import Facts
import Foundation
import Normalization
import Testing

@Suite struct RuleCatalogTests {
    private static let folder = SpecLexicons.source.shipped.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Normalization/Rules")

    /// A rule that nobody lists is a rule that `explain` cannot name.
    @Test func everyRuleFileIsInTheCatalog() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let rules = Set(files.filter { $0.hasSuffix(".swift") && $0.contains("Rule") }.map { String($0.dropLast(6)) })
        #expect(rules == Set(RuleCatalog.all.map(\.name)))
    }

    @Test func everyRuleSaysInOneSentenceWhatItDoes() {
        for rule in RuleCatalog.all {
            #expect(rule.sentence.count > 20 && !rule.sentence.hasSuffix("."), "\(rule.name)")
        }
        #expect(Set(RuleCatalog.all.map(\.name)).count == RuleCatalog.all.count)
    }

    @Test func everySlotThatReadingFillsHasItsRules() {
        let slots = [
            "category", "metric", "subject", "item", "basis", "period", "place", "from", "direction", "relation",
            "unit", "confidence",
        ]
        for slot in slots { #expect(!RuleCatalog.rules(filling: slot).isEmpty, "\(slot)") }
        #expect(RuleCatalog.rules(filling: "subject").map(\.name) == ["TableRule", "SubjectRule", "CoordinationRule"])
        #expect(RuleCatalog.rules(filling: "colour").isEmpty)
    }
}
