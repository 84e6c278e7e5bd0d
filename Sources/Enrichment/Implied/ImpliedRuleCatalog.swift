import Facts
import Lexicons

/// One way in which figures imply another.
protocol ImpliedRule: Sendable {
    init(lexicons: LexiconSet)
    /// Near-linear in the number of facts.
    func figures(_ bench: ImpliedBench, deadline: Deadline) throws -> [ImpliedFigure]
}

enum ImpliedRuleCatalog {
    static let all: [any ImpliedRule.Type] = [
        ImpliedByGrowth.self,
        ImpliedByShare.self,
        ImpliedByFromTo.self,
        ImpliedIntensity.self,
        ImpliedAverage.self,
        ImpliedPartOfCount.self,
        ImpliedPerEnergy.self,
    ]
}

extension Enricher {
    /// Type names of the catalog of rules, for the test that compares them with the files.
    package static var catalogedImpliedRules: [String] { ImpliedRuleCatalog.all.map { String(describing: $0) } }
}
