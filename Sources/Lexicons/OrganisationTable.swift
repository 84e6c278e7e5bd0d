import Diagnostics

/// Organisations with their aliases and stable ids (`organisations.tsv`).
///
/// A row with a known id and no name adds aliases to that organisation: so an analyst's table, kept under
/// version control, says that two names are one body, and ids never change.
public struct OrganisationTable: Sendable {
    public static let fileName = "organisations.tsv"

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case enterprise, university, institute, government, finance, association, international
    }

    public struct Organisation: Sendable, Hashable {
        /// Stable, never reused: `cas`.
        public let id: String
        public let name: String
        public let kind: Kind
        /// Division of the seat; 0 where none is given.
        public let code: Int
    }

    public let organisations: [Organisation]
    @usableFromInline let words: WordTrie

    /// - Throws: ``DiagnosticList`` with every fault: an id or a name claimed twice, an unknown kind.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["id", "name", "aliases", "kind", "code", "source"],
            key: { $0.field($1, "name").isEmpty ? "" : $0.field($1, "id") })
        var faults: [Diagnostic] = []
        var list: [Organisation] = []
        var byID: [String: Int] = [:]
        var claimed: [String: Int] = [:]
        var trie = WordTrie()
        for table in tables {
            for row in table.rows {
                let id = table.field(row, "id")
                let name = table.field(row, "name")
                func fault(_ code: String, _ message: String, _ column: String, _ help: String) {
                    faults.append(
                        Diagnostic(
                            code: code, message, at: row.location(column: table.column(column) ?? 0), excerpt: row.text,
                            help: help))
                }
                if id.isEmpty {
                    fault("lexicon.empty-field", "the organisation has no id", "id", "give it a short lasting id")
                }
                func claim(_ words: [String], for index: Int) {
                    for word in words where !word.isEmpty {
                        if let line = claimed[word] {
                            fault(
                                "lexicon.duplicate", "`\(word)` is claimed by two rows", "aliases",
                                "keep it on line \(line) alone")
                        }
                        claimed[word] = row.line
                        trie.insert(word, value: index)
                    }
                }
                let aliases = table.field(row, "aliases").split(separator: "、").map(String.init)
                if name.isEmpty, let known = byID[id] {
                    claim(aliases, for: known)
                    continue
                }
                if name.isEmpty {
                    fault(
                        "lexicon.empty-field", "the organisation has no name", "name",
                        "write its full name, or the id of a row above to add aliases to it")
                }
                let codeText = table.field(row, "code")
                if !codeText.isEmpty, codeText.utf8.count != 6 || Int(codeText) == nil {
                    fault(
                        "lexicon.bad-code", "`\(codeText)` is no division code", "code",
                        "write six digits or leave it empty")
                }
                guard let kind = Kind(rawValue: table.field(row, "kind")) else {
                    fault(
                        "lexicon.unknown-kind", "`\(table.field(row, "kind"))` is no kind of organisation", "kind",
                        "use one of " + Kind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
                    continue
                }
                claim([name] + aliases, for: list.count)
                byID[id] = list.count
                list.append(Organisation(id: id, name: name, kind: kind, code: Int(codeText) ?? 0))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        organisations = list
        words = trie
    }

    /// The organisation that `name` means, by full name or alias.
    public func organisation(named name: String) -> Organisation? { words.value(of: name).map { organisations[$0] } }

    @inlinable @inline(__always)
    public func mayBegin(_ scalar: UInt32) -> Bool { words.mayBegin(scalar) }

    /// The first position of `range` where a name may begin, else its end.
    @inlinable
    public func firstPossible(in text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Int {
        words.firstPossible(in: text, range)
    }

    /// The row of the longest name or alias that begins at `start`.
    @inlinable @inline(__always)
    public func row(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> (row: Int, end: Int)? {
        words.longestMatch(in: text, at: start, limit: limit).map { ($0.value, $0.end) }
    }

    /// The longest name or alias that begins at `start`.
    public func longestMatch(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int
    ) -> (organisation: Organisation, end: Int)? {
        words.longestMatch(in: text, at: start, limit: limit).map { (organisations[$0.value], $0.end) }
    }
}
