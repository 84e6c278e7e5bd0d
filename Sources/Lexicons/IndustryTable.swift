import Diagnostics

/// Industries by GB/T 4754—2017 with the words that place a figure in them (`industries.tsv`).
public struct IndustryTable: Sendable {
    public static let fileName = "industries.tsv"

    public struct Industry: Sendable, Hashable {
        /// Two digits for a division, three for a group.
        public let code: String
        public let name: String
        /// The strategic emerging industry, empty for none.
        public let emerging: String
    }

    public let industries: [Industry]
    private let words: WordTrie

    /// - Throws: ``DiagnosticList`` with every fault: a code of another length, a word claimed twice.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["code", "name", "keywords", "emerging", "source"],
            key: { $0.field($1, "name").isEmpty ? "" : $0.field($1, "code") })
        var faults: [Diagnostic] = []
        var list: [Industry] = []
        var byCode: [String: Int] = [:]
        var claimed: [String: Int] = [:]
        var trie = WordTrie()
        for table in tables {
            for row in table.rows {
                let code = table.field(row, "code")
                if !(2...4).contains(code.utf8.count) || Int(code) == nil {
                    faults.append(
                        Diagnostic(
                            code: "lexicon.bad-code", "`\(code)` is no industry code", at: row.location(),
                            excerpt: row.text,
                            help: "write two to four digits, as in GB/T 4754—2017"))
                }
                // a row with a known code and no name adds words to that industry
                let adds = table.field(row, "name").isEmpty ? byCode[code] : nil
                for word in table.field(row, "keywords").split(separator: "、").map(String.init) {
                    if let line = claimed[word] {
                        faults.append(
                            Diagnostic(
                                code: "lexicon.duplicate", "`\(word)` is claimed by two industries",
                                at: row.location(column: 2),
                                excerpt: row.text, help: "keep it on line \(line) or here"))
                    }
                    claimed[word] = row.line
                    trie.insert(word, value: adds ?? list.count)
                }
                if adds != nil { continue }
                byCode[code] = list.count
                list.append(
                    Industry(code: code, name: table.field(row, "name"), emerging: table.field(row, "emerging")))
            }
        }
        guard faults.isEmpty else { throw DiagnosticList(faults) }
        industries = list
        words = trie
    }

    /// The industry whose longest word stands in `text`; of equal words the last, since the head of a Chinese noun comes last.
    public func industry(in text: String) -> Industry? {
        words.bestMatch(in: text).map { industries[$0] }
    }
}

extension WordTrie {
    /// The value of the longest word anywhere in `text`, the last of equally long ones.
    func bestMatch(in text: String) -> Int? {
        ContiguousArray(text.unicodeScalars.map(\.value)).withUnsafeBufferPointer { scalars in
            var best: (length: Int, value: Int)?
            for i in 0..<scalars.count where mayBegin(scalars[i]) {
                guard let found = longestMatch(in: scalars, at: i, limit: scalars.count) else { continue }
                if found.end - i >= best?.length ?? 0 { best = (found.end - i, found.value) }
            }
            return best?.value
        }
    }
}
