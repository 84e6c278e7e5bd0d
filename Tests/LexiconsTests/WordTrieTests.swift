import Lexicons
import SeededRandom
import Testing

@Suite struct WordTrieTests {
    /// Random words over few scalars, so that they share beginnings, and texts of the same scalars.
    @Test(arguments: 1...40) func theLongestWordIsFoundWhereverOneBegins(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        func below(_ bound: Int) -> Int { random.below(bound) }
        let letters: [UInt32] = [0x61, 0x62, 0x4E00, 0x5E02, 0x533A, 0xFF10, 0x1F600, 0x20BB7].filter { _ in below(4) > 0 } + [0x4E01]
        func run(_ length: Int) -> [UInt32] { (0..<length).map { _ in letters[below(letters.count)] } }
        let words = (0..<below(30) + 1).map { _ in run(below(4) + 1) }
        let trie = WordTrie(words: words.enumerated().map { (String(scalars: $0.element), $0.offset) })
        let text = ContiguousArray(run(200))
        text.withUnsafeBufferPointer { text in
            var begins: [Int] = []
            for i in text.indices {
                let longest = words.filter { $0.count <= text.count - i && text[i..<(i + $0.count)].elementsEqual($0) }.max { $0.count < $1.count }
                let found = trie.longestMatch(in: text, at: i, limit: text.count)
                #expect(found?.end == longest.map { i + $0.count })
                if let found { #expect(words[found.value] == longest) }
                if longest != nil { begins.append(i) }
            }
            // no word is passed over, and where one may begin is told in order
            var possible: [Int] = []
            var i = trie.firstPossible(in: text, 0..<text.count)
            while i < text.count {
                possible.append(i)
                i = trie.firstPossible(in: text, (i + 1)..<text.count)
            }
            #expect(Set(begins).isSubset(of: possible))
            #expect(possible == possible.sorted())
        }
    }
}
