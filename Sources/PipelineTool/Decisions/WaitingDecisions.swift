import Diagnostics
import Store

/// Decisions that no longer stand on what they were made for, as the store holds them after a run.
struct WaitingDecisions {
    /// Warnings, in the order of documents; every run says them until a person has decided again.
    let diagnostics: [Diagnostic]

    /// - Parameter file: `overrides.csv` as messages call it.
    init(_ store: Store, file: String) throws {
        diagnostics = try store.read { reader in
            try reader.rows("""
                SELECT state, document, surface, reviewer, reviewed_at FROM overrides
                WHERE state IN ('stale', 'gone', 'moved') ORDER BY document, n
                """
            ).compactMap { row in
                Self.diagnostic(
                    row[0].text, document: row[1].text, surface: row[2].text,
                    who: [row[3].text, row[4].text].filter { !$0.isEmpty }.joined(separator: ", "), file: file)
            }
        }
    }

    /// What a person reads: the first ones, and how many more.
    var told: [Diagnostic] {
        let most = 8
        if diagnostics.count <= most { return diagnostics }
        return diagnostics.prefix(most) + [
            Diagnostic(
                .note, code: "overrides.more", "and \(diagnostics.count - most) more decisions wait",
                help: "the sheets 复核 and 决定 list them all")
        ]
    }

    private static func diagnostic(_ state: String, document: String, surface: String, who: String, file: String) -> Diagnostic? {
        let whose = "the decision on `\(surface)`" + (who.isEmpty ? "" : " (\(who))")
        let again = "decide again on the sheet 复核, then remove the row"
        let (message, help) =
            switch state {
            case "stale": ("\(whose) no longer finds its sentence in `\(document)`; it waits", "look at the document, \(again)")
            case "gone": ("\(whose) waits: there is no document `\(document)`", "bring the document back, or remove the row")
            default: ("the sentence around `\(surface)` in `\(document)` has changed; \(whose) still holds", "look whether it is still right, and decide again")
            }
        return Diagnostic(.warning, code: "overrides.\(state)", message, at: SourceLocation(file: file), help: help)
    }
}
