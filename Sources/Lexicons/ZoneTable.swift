import Diagnostics

/// Parks, new areas and customary regions with the division they lie in (`zones.tsv`), and phrases
/// that hold a place name but name no place (长安汽车).
public struct ZoneTable: Sendable {
    public static let fileName = "zones.tsv"

    public struct Zone: Sendable, Hashable {
        public let name: String
        /// Code of the division that it lies in; `nil` for a phrase that names no place.
        public let code: Int?
    }

    public let zones: [Zone]
    @usableFromInline let words: WordTrie

    /// - Throws: ``DiagnosticList`` with every fault: no name, a name claimed twice, a kind or code that is none.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["name", "aliases", "code", "kind", "source"], key: { $0.field($1, "name") })
        var faults: [Diagnostic] = []
        var zones: [Zone] = []
        var claimed: [String: Int] = [:]
        var trie = WordTrie()
        for table in tables {
            for row in table.rows {
                let name = table.field(row, "name")
                let kind = table.field(row, "kind")
                let codeText = table.field(row, "code")
                func fault(_ code: String, _ message: String, _ column: String, _ help: String) {
                    faults.append(
                        Diagnostic(
                            code: code, message, at: row.location(column: table.column(column) ?? 0), excerpt: row.text,
                            help: help))
                }
                let code = codeText.utf8.count == 6 ? Int(codeText) : nil
                if name.isEmpty { fault("lexicon.empty-field", "the zone has no name", "name", "write its name") }
                switch kind {
                case "zone" where code == nil:
                    fault(
                        "lexicon.bad-code", "`\(codeText)` is no division code", "code",
                        "write the six digits of its division")
                case "phrase" where !codeText.isEmpty:
                    fault(
                        "lexicon.bad-code", "a phrase names no place, but has the code `\(codeText)`", "code",
                        "leave it empty")
                case "zone", "phrase": break
                default: fault("lexicon.unknown-kind", "`\(kind)` is no kind", "kind", "use `zone` or `phrase`")
                }
                if table.field(row, "source").isEmpty {
                    fault("lexicon.empty-field", "the row names no source", "source", "say where it comes from")
                }
                for word in [name] + table.field(row, "aliases").split(separator: "、").map(String.init)
                where !word.isEmpty {
                    if let line = claimed[word] {
                        fault(
                            "lexicon.duplicate", "`\(word)` is claimed by two rows", "name",
                            "keep it on line \(line) alone")
                    }
                    claimed[word] = row.line
                    trie.insert(word, value: zones.count)
                }
                zones.append(Zone(name: name, code: code))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        self.zones = zones
        words = trie
    }

    @inlinable @inline(__always)
    public func mayBegin(_ scalar: UInt32) -> Bool { words.mayBegin(scalar) }

    /// The longest zone or phrase that begins at `start`.
    public func longestMatch(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> (zone: Zone, end: Int)?
    {
        find(in: text, at: start, limit: limit).map { (zones[$0.index], $0.end) }
    }

    @inline(__always)
    func find(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> (index: Int, end: Int)? {
        words.longestMatch(in: text, at: start, limit: limit).map { ($0.value, $0.end) }
    }
}
