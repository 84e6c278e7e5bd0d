/// A decoded text as Unicode scalars, so that every offset is an array index.
///
/// The scalars are those of the decoded file: a byte-order mark left out, CR kept.
public struct SourceText: Sendable {
    public let scalars: ContiguousArray<UInt32>

    public init(scalars: ContiguousArray<UInt32>) { self.scalars = scalars }

    public init(_ string: some StringProtocol) {
        var scalars = ContiguousArray<UInt32>()
        scalars.reserveCapacity(string.utf8.count / 2)
        for scalar in string.unicodeScalars { scalars.append(scalar.value) }
        self.scalars = scalars
    }

    public var count: Int { scalars.count }

    /// The text of `span`, clamped to what is there.
    public subscript(span: TextSpan) -> String {
        let start = max(0, min(span.start, scalars.count))
        let end = max(start, min(span.end, scalars.count))
        return String(scalars: scalars[start..<end])
    }

    public var string: String { self[TextSpan(0, scalars.count)] }
}

extension String {
    /// A string of scalar values; anything that is no scalar becomes U+FFFD.
    public init(scalars: some Collection<UInt32>) {
        var view = String.UnicodeScalarView()
        for value in scalars { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
        self = String(view)
    }
}
