import Diagnostics

/// Positions in value chains with the words that place a figure there (`chain.tsv`).
public struct ChainTable: Sendable {
    public static let fileName = "chain.tsv"

    public struct Link: Sendable, Hashable {
        /// 稀土, 锂电 …
        public let chain: String
        /// From 1, the raw material, onwards.
        public let position: Int
        public let name: String
        /// `稀土·永磁材料`.
        public var label: String { "\(chain)·\(name)" }
    }

    public let links: [Link]
    private let words: WordTrie

    /// - Throws: ``DiagnosticList`` with every fault: a position that is no number, a word claimed twice.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["chain", "position", "link", "keywords", "source"],
            key: { $0.field($1, "position").isEmpty ? "" : "\($0.field($1, "chain"))·\($0.field($1, "link"))" })
        var faults: [Diagnostic] = []
        var list: [Link] = []
        var claimed: [String: Int] = [:]
        var trie = WordTrie()
        for table in tables {
            for row in table.rows {
                // a row of a known link without position adds words to it
                let label = "\(table.field(row, "chain"))·\(table.field(row, "link"))"
                let adds = table.field(row, "position").isEmpty ? list.firstIndex { $0.label == label } : nil
                guard let position = adds.map({ list[$0].position }) ?? Int(table.field(row, "position")), position > 0
                else {
                    faults.append(
                        Diagnostic(
                            code: "lexicon.bad-position", "`\(table.field(row, "position"))` is no position in a chain",
                            at: row.location(column: 1), excerpt: row.text, help: "count from 1, the raw material"))
                    continue
                }
                for word in table.field(row, "keywords").split(separator: "、").map(String.init) {
                    if let line = claimed[word] {
                        faults.append(
                            Diagnostic(
                                code: "lexicon.duplicate", "`\(word)` is claimed by two links",
                                at: row.location(column: 3),
                                excerpt: row.text, help: "keep it on line \(line) or here"))
                    }
                    claimed[word] = row.line
                    trie.insert(word, value: adds ?? list.count)
                }
                if adds != nil { continue }
                list.append(Link(chain: table.field(row, "chain"), position: position, name: table.field(row, "link")))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        links = list
        words = trie
    }

    /// The link whose longest word stands in `text`, the last of equally long ones.
    public func link(in text: String) -> Link? { words.bestMatch(in: text).map { links[$0] } }
}
