import Diagnostics

/// Traditional characters with their simplified forms, one scalar for one, so that offsets hold.
///
/// For matching only: what is printed is the text as written.
public struct TraditionalTable: Sendable {
    public static let fileName = "traditional.tsv"
    /// Simplified form by scalar below U+10000; 0 where there is none.
    private let forms: ContiguousArray<UInt16>

    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["traditional", "simplified"]) { $0.field($1, "traditional") }
        var forms = ContiguousArray<UInt16>(repeating: 0, count: 0x10000)
        var faults: [Diagnostic] = []
        for table in tables {
            for row in table.rows {
                guard let from = Self.only(table.field(row, "traditional")), let to = Self.only(table.field(row, "simplified")) else {
                    faults.append(Diagnostic(
                        code: "lexicon.not-one-character", "a row pairs one character with one", at: row.location(), excerpt: row.text,
                        help: "write a single character in each column"))
                    continue
                }
                forms[Int(from)] = to
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        self.forms = forms
    }

    /// The one scalar of a word, below U+10000.
    private static func only(_ word: String) -> UInt16? {
        var scalars = word.unicodeScalars.makeIterator()
        guard let first = scalars.next(), scalars.next() == nil else { return nil }
        return UInt16(exactly: first.value)
    }

    /// The simplified text, or `nil` where hardly anything is traditional.
    ///
    /// - Returns: as many scalars as `text` has.
    public func simplified(_ text: UnsafeBufferPointer<UInt32>) -> ContiguousArray<UInt32>? {
        // a handful in the first thousand decides; a single one may be a name
        var count = 0
        for scalar in text.prefix(4000) where scalar < 0x10000 && forms[Int(scalar)] != 0 { count += 1 }
        guard count * 200 >= min(text.count, 4000), count >= 2 else { return nil }
        var result = ContiguousArray(text)
        for i in result.indices where result[i] < 0x10000 {
            let form = forms[Int(result[i])]
            if form != 0 { result[i] = UInt32(form) }
        }
        return result
    }
}
