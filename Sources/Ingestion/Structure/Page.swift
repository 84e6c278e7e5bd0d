import Facts
import Lexicons

/// What the structure of one document is read from: its scalars and the tables of words.
struct Page {
    let text: UnsafeBufferPointer<UInt32>
    let words: PageWordsTable
    let pairs: CharacterPairsTable
    let deadline: Deadline

    func string(_ start: Int, _ end: Int) -> String {
        guard start >= 0, start < end, end <= text.count else { return "" }
        return String(scalars: text[start..<end])
    }

    func text(of pieces: [TextSpan]) -> String { pieces.map { string($0.start, $0.end) }.joined() }

    /// Whether a word of `kind` begins at `start`.
    func begins(_ kind: PageWordsTable.Kind, _ start: Int, _ limit: Int) -> Bool {
        words.end(of: kind, in: text, at: start, limit: limit) != nil
    }

    /// First offset of `c` in `start..<end`.
    func first(_ c: UInt32, _ start: Int, _ end: Int) -> Int? {
        var i = start
        while i < end {
            if text[i] == c { return i }
            i += 1
        }
        return nil
    }

    func contains(_ word: [UInt32], _ start: Int, _ end: Int) -> Int? {
        guard let head = word.first, end - start >= word.count else { return nil }
        var i = start
        while i + word.count <= end {
            if text[i] == head, (1..<word.count).allSatisfy({ text[i + $0] == word[$0] }) { return i }
            i += 1
        }
        return nil
    }
}

extension String {
    /// Scalar values of a word, for comparison with a page.
    var scalarValues: [UInt32] { unicodeScalars.map(\.value) }
}
