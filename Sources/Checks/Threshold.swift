import Facts

/// How many failing rows are too many: `>0`, `>= 5`, `>1%`.
public struct Threshold: Sendable, Hashable, CustomStringConvertible {
    public enum Relation: String, Sendable, CaseIterable {
        case more = ">"
        case atLeast = ">="
    }

    public let relation: Relation
    public let limit: ExactDecimal
    /// Of all rows, in hundredths.
    public let isPercent: Bool

    /// A single failing row is too many.
    public static let any = Threshold(relation: .more, limit: .zero, isPercent: false)

    public init(relation: Relation, limit: ExactDecimal, isPercent: Bool) {
        self.relation = relation
        self.limit = limit
        self.isPercent = isPercent
    }

    /// - Returns: `nil` for anything but a relation, a number from 0 and perhaps `%`.
    public init?(_ text: String) {
        var rest = text.filter { $0 != " " }[...]
        guard let relation = Relation.allCases.reversed().first(where: { rest.hasPrefix($0.rawValue) }) else { return nil }
        rest = rest.dropFirst(relation.rawValue.count)
        let percent = rest.hasSuffix("%")
        if percent { rest = rest.dropLast() }
        guard let limit = ExactDecimal(rest), !limit.isNegative, !percent || limit <= .hundred else { return nil }
        self.init(relation: relation, limit: limit, isPercent: percent)
    }

    public var description: String { "\(relation.rawValue)\(limit)\(isPercent ? "%" : "")" }

    /// Compared exactly: `failing × 100` against `limit × total`.
    public func isMet(_ failing: Int, of total: Int) -> Bool {
        let found = isPercent ? ExactDecimal(failing).multiplied(by: .hundred) : ExactDecimal(failing)
        let bound = isPercent ? limit.multiplied(by: ExactDecimal(total)) : limit
        guard let found, let bound else { return failing > 0 }
        switch relation {
        case .more: return found > bound
        case .atLeast: return found >= bound && failing > 0
        }
    }
}
