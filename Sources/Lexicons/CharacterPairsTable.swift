import Diagnostics

/// Pairs of characters that stand beside each other inside common Chinese words.
///
/// Ingestion asks it whether the last character of one column piece and the first of another
/// make a word together (`产|业`), where the page itself does not say.
public struct CharacterPairsTable: Sendable {
    public static let fileName = "character-pairs.tsv"

    /// Sorted keys `first << 32 | second << 8 | weight`.
    private let keys: ContiguousArray<UInt64>

    /// - Throws: ``DiagnosticList`` with every row whose first column is not one character.
    public init(source: LexiconSource) throws(any Error) {
        var keys: ContiguousArray<UInt64> = []
        keys.reserveCapacity(32_000)
        var faults: [Diagnostic] = []
        for table in try source.table(Self.fileName, columns: ["first", "frequent", "common", "source"]) {
            guard let first = table.column("first"), let frequent = table.column("frequent"),
                let common = table.column("common")
            else { continue }
            for row in table.rows {
                let scalars = row.fields[first].unicodeScalars
                guard scalars.count == 1, let a = scalars.first else {
                    faults.append(
                        Diagnostic(
                            code: "lexicon.pairs.first", "`\(row.fields[first])` is not one character",
                            at: row.location(column: first), excerpt: row.text, help: "give one character a row"))
                    continue
                }
                for (column, weight) in [(frequent, UInt64(2)), (common, UInt64(1))] {
                    for b in row.fields[column].unicodeScalars {
                        keys.append(UInt64(a.value) << 32 | UInt64(b.value) << 8 | weight)
                    }
                }
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        keys.sort()
        self.keys = keys
    }

    /// How common the pair is inside words: 2 frequent, 1 common, 0 not listed.
    public func weight(_ first: UInt32, _ second: UInt32) -> Int {
        let key = UInt64(first) << 32 | UInt64(second) << 8
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        guard low < keys.count, keys[low] >> 8 == key >> 8 else { return 0 }
        return Int(keys[low] & 0xFF)
    }
}
