import Diagnostics
import PipelineEngine

/// `overrides.csv` while decisions are laid into it.
///
/// Rows stay in their order; one on the same figure is replaced in its place, a new one comes behind. Nothing else goes.
struct DecisionBook {
    private(set) var rows: [Overrides.Decision]
    private(set) var added = 0
    private(set) var unchanged = 0
    /// Earlier decisions that others now stand for.
    private(set) var replaced: [(old: Overrides.Decision, new: Overrides.Decision)] = []

    init(_ overrides: Overrides) { rows = overrides.all }

    var isChanged: Bool { added > 0 || !replaced.isEmpty }

    mutating func lay(_ decisions: [Overrides.Decision]) {
        for decision in decisions {
            guard let index = rows.lastIndex(where: { Self.isSame($0, decision) }) else {
                rows.append(decision)
                added += 1
                continue
            }
            let old = rows[index]
            if Self.says(old) == Self.says(decision) {
                unchanged += 1
                continue
            }
            replaced.append((old, decision))
            rows[index] = decision
        }
    }

    /// Rows written before context was kept, or by hand, have none; the sentence then has to do.
    private static func isSame(_ old: Overrides.Decision, _ new: Overrides.Decision) -> Bool {
        if old.key == new.key { return true }
        guard old["before"].isEmpty, old["after"].isEmpty else { return false }
        return ["document", "quote", "surface"].allSatisfy { Quote.ink(old[$0]) == Quote.ink(new[$0]) }
    }

    /// What was decided; the day alone makes no other decision, nor who merely saved the file again.
    private static func says(_ decision: Overrides.Decision) -> [String] {
        (["decision"] + Overrides.corrections + ["comment"]).map { decision[$0] }
    }

    /// With a byte-order mark, so that a spreadsheet program shows Chinese.
    var bytes: [UInt8] {
        var text = "\u{FEFF}" + RowPrinter.csvLine(Overrides.columns)
        for row in rows { text += RowPrinter.csvLine(row.values) }
        return Array(text.utf8)
    }
}
