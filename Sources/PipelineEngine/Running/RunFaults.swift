import Diagnostics

/// What went wrong in a run, and what that makes of it.
struct RunFaults {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var worstCode: ExitCode = .done

    mutating func note(_ diagnostic: Diagnostic, _ code: ExitCode) {
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
        // A failed check is the mildest; otherwise the first fault stands.
        if worstCode == .done || worstCode == .checksFailed { worstCode = code }
    }

    /// How a run ends that came to its end with `rows`.
    func status(of rows: [StageRun]) -> RunStatus {
        switch worstCode {
        case .checksFailed: .stopped
        case .done: rows.allSatisfy { $0.status == .reused } ? .unchanged : .done
        default: .failed
        }
    }
}
