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
        self = scalars.withContiguousStorageIfAvailable(String.init(encoding:)) ?? Array(scalars).withUnsafeBufferPointer(String.init(encoding:))
    }

    /// Written as UTF-8 at once, in a piece as long as it must be; appending scalars one by one costs ten times as much.
    private init(encoding scalars: UnsafeBufferPointer<UInt32>) {
        var length = 0
        for c in scalars { length += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 || c > 0x10FFFF ? 3 : 4 }
        self.init(unsafeUninitializedCapacity: length) { bytes in
            var n = 0
            for value in scalars {
                let c = value > 0x10FFFF || value & 0xFFFF_F800 == 0xD800 ? 0xFFFD : value
                if c < 0x80 {
                    bytes[n] = UInt8(truncatingIfNeeded: c)
                    n += 1
                    continue
                }
                if c < 0x800 {
                    bytes[n] = UInt8(truncatingIfNeeded: 0xC0 | c >> 6)
                    n += 1
                } else {
                    if c < 0x10000 {
                        bytes[n] = UInt8(truncatingIfNeeded: 0xE0 | c >> 12)
                        n += 1
                    } else {
                        bytes[n] = UInt8(truncatingIfNeeded: 0xF0 | c >> 18)
                        bytes[n + 1] = UInt8(truncatingIfNeeded: 0x80 | c >> 12 & 0x3F)
                        n += 2
                    }
                    bytes[n] = UInt8(truncatingIfNeeded: 0x80 | c >> 6 & 0x3F)
                    n += 1
                }
                bytes[n] = UInt8(truncatingIfNeeded: 0x80 | c & 0x3F)
                n += 1
            }
            return n
        }
    }
}
