/// A rule of `Rules/`, as `explain` and a reader of the code find it.
public struct RuleDescription: Sendable, Hashable {
    /// The type's name, which is its file's.
    public let name: String
    /// What it fills or decides, in the words of a fact's fields.
    public let slots: [String]
    /// What it does, in one sentence.
    public let sentence: String
}

/// Every rule, in the order in which a figure passes them.
public enum RuleCatalog {
    public static let all: [RuleDescription] = [
        RuleDescription(
            name: "TableRule", slots: ["low", "high", "unit", "metric", "item", "subject", "period"],
            sentence:
                "reads the numbers of a flattened table with the unit of its caption, its column head, its unit column or its row label"
        ),
        RuleDescription(
            name: "FromToRule", slots: ["from", "direction", "start", "end"],
            sentence: "joins the two figures of a change from A to B into one fact whose value is B"
        ),
        RuleDescription(
            name: "PhraseRule", slots: ["metric", "direction"],
            sentence: "finds the noun phrase, the indicator and the verb that a figure leans on, to its left"
        ),
        RuleDescription(
            name: "RejectRules", slots: [],
            sentence: "leaves out thresholds, ranks, spans of time and other figures that state no fact"),
        RuleDescription(
            name: "UnitRule", slots: ["unit"],
            sentence: "completes a unit that only the words around a figure tell: yuan, persons, per year"),
        RuleDescription(
            name: "CategoryRule", slots: ["category", "rule"],
            sentence: "decides what a figure is a figure of, by its unit, its phrase and its verb"),
        RuleDescription(
            name: "DirectionRule", slots: ["direction", "relation", "low", "high"],
            sentence: "gives a change its direction, a decline or loss its sign, and tells a ratio from an increment"),
        RuleDescription(
            name: "MetricRule", slots: ["metric", "item"],
            sentence:
                "names the indicator and the thing measured, by the phrase, the verb and the noun behind the figure"),
        RuleDescription(
            name: "SubjectRule", slots: ["subject"],
            sentence:
                "finds whose figure it is: a name in the clause, else what sentence, paragraph, heading or article is about"
        ),
        RuleDescription(
            name: "ItemRule", slots: ["item"],
            sentence: "looks at the thing measured once more: what is no thing goes, what the indicator's own words name comes in"),
        RuleDescription(
            name: "PeriodRule", slots: ["period"],
            sentence:
                "takes the nearest time word before the figure in its sentence, else the one that reaches this far"),
        RuleDescription(
            name: "BasisRule", slots: ["basis"],
            sentence: "tells what is done from what is planned, aimed at or predicted, by the wording and its scope"),
        RuleDescription(
            name: "PlaceRule", slots: ["place"],
            sentence: "gives the most specific division that the figure belongs to"),
        RuleDescription(
            name: "CoordinationRule", slots: ["subject", "item", "metric"],
            sentence:
                "lets the figures of a list share their words, and pairs the names before 分别 with the figures after it"),
        RuleDescription(
            name: "ConfidenceRule", slots: ["confidence"],
            sentence: "says how sure value and slots are, by what the rules had to assume and what stands around the figure"),
    ]

    /// The rules that have a say in one slot of a fact (`subject`, `period`), in the order in which they act.
    public static func rules(filling slot: String) -> [RuleDescription] { all.filter { $0.slots.contains(slot) } }
}
