import Diagnostics
import Enrichment
import Foundation
import Testing

@Suite struct CatalogTests {
    private func types(in folder: String, except: Set<String>) throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Shipped.root.appendingPathComponent("Sources/Enrichment/" + folder).path)
        return Set(files.filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }).subtracting(except)
    }

    @Test func everyEnricherFileIsInTheCatalog() throws {
        #expect(try types(in: "Enrichers", except: []) == Set(Enricher.catalogedTypes))
    }

    @Test func everyImpliedRuleFileIsInTheCatalog() throws {
        let tools: Set = ["ImpliedBench", "ImpliedRuleCatalog", "Quotient", "RoundingInterval"]
        #expect(try types(in: "Implied", except: tools) == Set(Enricher.catalogedImpliedRules))
    }

    @Test func anUnknownEnricherIsNamedWithItsNeighbour() throws {
        let error = #expect(throws: DiagnosticList.self) {
            _ = try Enricher(lexicons: Shipped.lexicons.get(), with: ["place", "implied"])
        }
        let first = try #require(error?.diagnostics.first)
        #expect(error?.diagnostics.count == 1)
        #expect(first.code == "enrich.unknown-enricher")
        #expect(first.message == "there is no enricher `place`")
        #expect(first.help.hasPrefix("did you mean `places`?"))
    }

    @Test func whatAnEnricherNeedsRunsWithIt() throws {
        let page = MarkedDocument(
            "包头市投资⟦3亿元⟧。", [.init("300000000", "CNY", .investment, metric: "投资", subject: "包头市", place: "内蒙古自治区包头市")])
        let found = try Enricher(lexicons: Shipped.lexicons.get(), with: ["repeats"]).enrich(
            page.facts, in: page.document)
        #expect(found.meanings[0].placeCode == "150200")
        #expect(found.meanings[0].industryCode.isEmpty)
    }
}
