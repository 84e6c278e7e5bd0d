import Facts
import Lexicons

/// Cues and indicators compiled into one automaton.
struct Vocabulary: Sendable {
    struct Word: Sendable {
        var roles: CueRoles
        var indicator: Int32
        var traits: WordTraits
    }

    private let trie: WordTrie
    private let words: [Word]
    let indicators: [IndicatorTable.Indicator]

    init(lexicons: LexiconSet) {
        var trie = WordTrie()
        var words: [Word] = []
        for (word, roles) in lexicons.cues.cues {
            trie.insert(word, value: words.count)
            words.append(Word(roles: roles, indicator: -1, traits: WordTraits.of(word)))
        }
        for (row, indicator) in lexicons.indicators.indicators.enumerated() {
            if let known = trie.value(of: indicator.name) {
                words[known].indicator = Int32(row)
            } else {
                trie.insert(indicator.name, value: words.count)
                words.append(Word(roles: [], indicator: Int32(row), traits: WordTraits.of(indicator.name)))
            }
            // ＧＤＰ成長率, as the island's press sets it
            if let wide = Self.wide(indicator.name), trie.value(of: wide) == nil {
                trie.insert(wide, value: words.count)
                words.append(Word(roles: [], indicator: Int32(row), traits: WordTraits.of(indicator.name)))
            }
        }
        self.trie = trie
        self.words = words
        indicators = lexicons.indicators.indicators
    }

    /// The name with its Latin letters in full width; `nil` where it has none.
    private static func wide(_ name: String) -> String? {
        guard name.unicodeScalars.contains(where: { Scalars.isLetter($0.value) && $0.isASCII }) else { return nil }
        return String(scalars: name.unicodeScalars.map { Scalars.isLetter($0.value) && $0.isASCII ? $0.value + 0xFEE0 : $0.value })
    }

    @inline(__always)
    func mayBegin(_ scalar: UInt32) -> Bool { trie.mayBegin(scalar) }

    func mayBegin(pair bit: Int) -> Bool { trie.mayBegin(pair: bit) }

    /// Whether `scalar` alone is a word.
    func isWord(_ scalar: UInt32) -> Bool { trie.isWord(scalar) }

    @inline(__always)
    func match(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> (word: Word, end: Int)? {
        guard let match = trie.longestMatch(in: text, at: start, limit: limit) else { return nil }
        return (words[match.value], match.end)
    }
}
