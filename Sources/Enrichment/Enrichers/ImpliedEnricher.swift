import Facts
import Lexicons

/// Figures that the text implies without stating them: the rules of ``ImpliedRuleCatalog`` over each article.
struct ImpliedEnricher: DocumentEnricher {
    static let name = "implied"
    static let needs = ["places", "organisations"]
    private let rules: [any ImpliedRule]

    init(lexicons: LexiconSet) { rules = ImpliedRuleCatalog.all.map { $0.init(lexicons: lexicons) } }

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        let bench = ImpliedBench(work)
        var figures: [ImpliedFigure] = []
        for rule in rules { figures += try rule.figures(bench, deadline: deadline) }
        // a headline and its body imply the same figure
        var seen: Set<String> = []
        work.result.implied =
            figures
            .sorted {
                ($0.baseFact, $0.rateFact, $0.kind.rawValue) < ($1.baseFact, $1.rateFact, $1.kind.rawValue)
            }
            .filter {
                seen.insert(
                    [$0.kind.rawValue, $0.value, $0.unit, $0.subject, $0.metric, $0.item, $0.period, $0.formula].joined(
                        separator: "|")
                ).inserted
            }
    }
}
