/// A place in a file that a person edits. Lines and columns count from 1, columns in scalars.
public struct SourceLocation: Sendable, Hashable, Codable {
    public var file: String
    public var line: Int
    public var column: Int
    /// Scalars that the caret line underlines, at least 1.
    public var length: Int

    public init(file: String, line: Int = 0, column: Int = 0, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
    }

    /// `file:line:column`, as far as known.
    public var description: String {
        line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}

public enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
    case note, warning, error
    public static func < (a: Severity, b: Severity) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// Something a person must know: what, where, how to mend.
public struct Diagnostic: Error, Sendable, Hashable, Codable {
    public var severity: Severity
    /// Stable, dotted, never reused: `pipeline.unknown-key`.
    public var code: String
    /// Lower case, without blame, the offending text in backticks.
    public var message: String
    public var location: SourceLocation?
    /// The line of text that ``location`` points at, for the excerpt.
    public var excerpt: String?
    /// Stands behind the carets.
    public var label: String
    /// How to mend it.
    public var help: String

    public init(
        _ severity: Severity = .error, code: String, _ message: String, at location: SourceLocation? = nil,
        excerpt: String? = nil, label: String = "", help: String = ""
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
        self.excerpt = excerpt
        self.label = label
        self.help = help
    }
}

/// Several diagnostics thrown together, so that all mistakes are reported in one go.
public struct DiagnosticList: Error, Sendable {
    public var diagnostics: [Diagnostic]
    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
