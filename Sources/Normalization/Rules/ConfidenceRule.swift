import Facts
import Foundation
import Lexicons

/// The probability that value and strict slots are right, from the rules that filled them.
///
/// - Note: the weights are fitted on marked documents; `make bench` prints the reliability table.
struct ConfidenceRule: Sendable {
    let table: ConfidenceTable

    /// - Returns: 0.01 to 0.99, two decimals.
    func confidence(of d: Draft) -> Double {
        var odds = table.base + table.weight(of: "rule:" + d.rule) + table.weight(of: "category:" + (d.category?.rawValue ?? ""))
        for e in d.evidence { odds += table.weight(of: "\(e.slot):\(Self.feature(e.rule))") }
        if d.coordinatedWith != nil { odds += table.weight(of: "listed") }
        if d.doubts.contains(.title) { odds += table.weight(of: "title") }
        if d.doubts.contains(.unit) { odds += table.weight(of: "unit-completed") }
        let p = 1 / (1 + exp(-odds))
        return (min(0.99, max(0.01, p)) * 100).rounded() / 100
    }

    /// The rule without the words it read: `basis-cue-力争` is `basis-cue`.
    static func feature(_ rule: String) -> String {
        rule.hasPrefix("basis-cue-") ? (rule.hasSuffix("-of-project") ? "basis-cue-of-project" : "basis-cue") : rule
    }
}
