/// Prints diagnostics for people, with an excerpt and carets aligned by display width.
public struct DiagnosticPrinter: Sendable {
    public var color: Bool
    public init(color: Bool = false) { self.color = color }

    public func render(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.location.map { $0.description + ": " } ?? ""
        var lines = [place + paint(diagnostic.severity) + "[\(diagnostic.code)]: " + diagnostic.message]
        if let location = diagnostic.location, location.line > 0, let excerpt = diagnostic.excerpt {
            let number = String(location.line)
            let gutter = String(repeating: " ", count: number.count)
            lines.append("\(gutter) |")
            lines.append("\(number) | \(excerpt)")
            if location.column > 0 {
                let scalars = Array(excerpt.unicodeScalars)
                let before = scalars.prefix(location.column - 1)
                let marked = scalars.dropFirst(location.column - 1).prefix(max(1, location.length))
                let pad = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: DisplayWidth.of($0)) }.joined()
                let carets = String(repeating: "^", count: max(1, marked.reduce(0) { $0 + DisplayWidth.of($1) }))
                lines.append("\(gutter) | \(pad)\(carets)" + (diagnostic.label.isEmpty ? "" : " " + diagnostic.label))
            }
        }
        if !diagnostic.help.isEmpty { lines.append("  = help: \(diagnostic.help)") }
        return lines.joined(separator: "\n")
    }

    private func paint(_ severity: Severity) -> String {
        guard color else { return severity.rawValue }
        let code = switch severity { case .error: "31"; case .warning: "33"; case .note: "36" }
        return "\u{1B}[1;\(code)m\(severity.rawValue)\u{1B}[0m"
    }
}
