import Facts

/// Spans as the store writes them: `812-815 900-903`.
public enum SpanText {
    public static func write(_ spans: [TextSpan]) -> String {
        spans.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
    }

    /// Parts that are no span are left out.
    public static func read(_ text: some StringProtocol) -> [TextSpan] {
        text.split(separator: " ").compactMap { part in
            let ends = part.split(separator: "-")
            guard ends.count == 2, let start = Int(ends[0]), let end = Int(ends[1]) else { return nil }
            return TextSpan(start, end)
        }
    }
}
