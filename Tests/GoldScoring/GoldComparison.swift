import Facts
import Foundation

/// When a fact that was read equals one that was marked.
///
/// Layer 1: the spans overlap, `low` and `high` are equal within 1e-9 of their size, the unit is the
/// same. Layer 2: `category`, `comparator`, `basis`, `period` are the same; `metric`, `subject`, `item`,
/// `place` are the same once only letters, digits and symbols are left, or one holds the other, which
/// has at least two characters. `accept` lists equally right values of any slot.
package enum GoldComparison {
    package static let slots = ["category", "metric", "subject", "item", "basis", "period", "comparator", "place"]
    package static let strictSlots = ["category", "basis", "period", "subject", "metric"]
    private static let textSlots: Set<String> = ["metric", "subject", "item", "place"]

    static func overlap(_ gold: GoldFact, _ fact: Fact) -> Int {
        max(0, min(gold.end, fact.span.end) - max(gold.start, fact.span.start))
    }

    static func isSameQuantity(_ gold: GoldFact, _ fact: Fact) -> Bool {
        guard overlap(gold, fact) > 0 else { return false }
        let low = Double(fact.low.description)
        let high = Double(fact.high.description)
        var bounds = [(gold.number("low"), gold.number("high"))]
        let lows = gold.accepts("low").map(\.number)
        let highs = gold.accepts("high").map(\.number)
        if !lows.isEmpty || !highs.isEmpty {
            let a = lows.isEmpty ? highs.map { _ in gold.number("low") } : lows
            let b = highs.isEmpty ? a.map { _ in gold.number("high") } : highs
            bounds.append(contentsOf: zip(a, b))
        }
        guard bounds.contains(where: { isSame($0.0, low) && isSame($0.1, high) }) else { return false }
        return gold.texts("unit").contains { unitKey($0) == unitKey(fact.unit) }
    }

    package static func isRight(_ slot: String, _ gold: GoldFact, _ fact: Fact) -> Bool {
        let said = value(of: slot, fact)
        if textSlots.contains(slot) {
            let key = textKey(said)
            return gold.texts(slot).contains { holds(textKey($0), key) }
        }
        let key = exactKey(said)
        return gold.texts(slot).contains { exactKey($0) == key }
    }

    static func isFromRight(_ gold: GoldFact, _ fact: Fact) -> Bool {
        gold.numbers("from").contains { isSame($0, fact.from.flatMap { Double($0.description) }) }
    }

    package static func value(of slot: String, _ fact: Fact) -> String {
        switch slot {
        case "category": return fact.category.rawValue
        case "comparator": return fact.comparator.rawValue
        case "basis": return fact.basis.rawValue
        case "period": return fact.period
        case "metric": return fact.metric
        case "subject": return fact.subject
        case "item": return fact.item
        case "place": return fact.place
        case "from": return fact.from?.description ?? ""
        case "direction": return fact.direction
        case "relation": return fact.relation
        case "unit": return fact.unit
        default: return ""
        }
    }

    /// Equal, or one holds the other, as text slots are compared.
    package static func isSameText(_ a: String, _ b: String) -> Bool { holds(textKey(a), textKey(b)) }

    private static func isSame(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return false }
        return a == b || abs(a - b) <= 1e-9 * max(abs(a), abs(b))
    }

    private static func holds(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        if a == b { return true }
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        guard short.count >= 2 else { return false }
        return (0...(long.count - short.count)).contains { long[$0..<($0 + short.count)].elementsEqual(short) }
    }

    private static func textKey(_ s: String) -> [Unicode.Scalar] {
        s.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars.filter { scalar in
            guard scalar != "`" else { return false }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
                return true
            default: return false
            }
        }
    }

    private static func exactKey(_ s: String) -> String { unitKey(s).lowercased() }

    private static func unitKey(_ s: String) -> String {
        let normal = s.precomposedStringWithCompatibilityMapping.unicodeScalars.filter { !$0.properties.isWhitespace }
        return String(String.UnicodeScalarView(normal)).replacingOccurrences(of: "\u{2044}", with: "/")
    }
}
