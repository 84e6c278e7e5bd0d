import Diagnostics

/// Something that should hold of a table: which rows fail it is asked of the store, what that
/// means is decided here.
public struct Expectation: Sendable, Hashable {
    /// What happens to rows that fail.
    public enum RowPolicy: String, Sendable, CaseIterable {
        /// They stay as they are.
        case keep
        /// They stay and carry the expectation's id among their flags.
        case flag
        /// They are taken out of the facts and shown in quarantine with the reason.
        case quarantine
    }

    public enum Level: String, Sendable, CaseIterable {
        case warn, error
    }

    public var id: String
    /// View that it is about.
    public var table: String
    /// SQL condition that every row should meet; a row for which it is NULL meets it.
    public var condition: String
    public var level: Level
    public var warnIf: Threshold
    public var errorIf: Threshold?
    public var rows: RowPolicy
    /// Said to people where it fails; empty to build one from the condition.
    public var message: String
    /// Least number of rows for the expectation to say anything.
    public var leastRows: Int

    public init(
        id: String, table: String, condition: String, level: Level = .warn, warnIf: Threshold = .any,
        errorIf: Threshold? = nil, rows: RowPolicy = .keep, message: String = "", leastRows: Int = 0
    ) {
        self.id = id
        self.table = table
        self.condition = condition
        self.level = level
        self.warnIf = warnIf
        self.errorIf = errorIf
        self.rows = rows
        self.message = message
        self.leastRows = leastRows
    }

    /// The query for the rows that fail.
    public func failing(selecting columns: String) -> String { "SELECT \(columns) FROM \(table) WHERE NOT (\(condition))" }

    /// What the numbers of failing rows and of all rows mean.
    public func outcome(failing: Int, total: Int) -> CheckOutcome {
        let status: CheckStatus
        if total < max(1, leastRows) {
            status = .notCheckable
        } else if let errorIf {
            status = errorIf.isMet(failing, of: total) ? .error : warnIf.isMet(failing, of: total) ? .warn : .pass
        } else if warnIf.isMet(failing, of: total) {
            status = level == .error ? .error : .warn
        } else {
            status = .pass
        }
        return CheckOutcome(
            id: id, level: level, status: status, failing: failing, total: total,
            message: status == .pass ? "" : text(status, failing, total))
    }

    private func text(_ status: CheckStatus, _ failing: Int, _ total: Int) -> String {
        if status == .notCheckable { return "nothing to check: \(total) rows in `\(table)`" }
        let what = message.isEmpty ? "expected `\(condition)`" : message
        return "\(failing) of \(total) rows of `\(table)`: \(what)"
    }
}

public enum CheckStatus: String, Sendable, CaseIterable {
    case pass, warn, error
    case notCheckable = "not_checkable"
}

/// How one expectation came out.
public struct CheckOutcome: Sendable, Hashable {
    public var id: String
    public var level: Expectation.Level
    public var status: CheckStatus
    public var failing: Int
    public var total: Int
    /// Empty for a pass.
    public var message: String

    public init(id: String, level: Expectation.Level, status: CheckStatus, failing: Int, total: Int, message: String) {
        self.id = id
        self.level = level
        self.status = status
        self.failing = failing
        self.total = total
        self.message = message
    }

    /// For the summary of a run; `nil` for a pass and for nothing to check.
    public var diagnostic: Diagnostic? {
        switch status {
        case .pass, .notCheckable: nil
        case .warn: Diagnostic(.warning, code: "check.\(id)", message)
        case .error:
            Diagnostic(code: "check.\(id)", message, help: "look at the rows (`assay check`), then mend the source or the expectation")
        }
    }
}
