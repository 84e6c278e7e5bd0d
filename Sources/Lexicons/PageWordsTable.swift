import Diagnostics

/// Words by which Ingestion takes a page apart: bylines, dispatches, furniture, captions, openers.
public struct PageWordsTable: Sendable {
    public static let fileName = "page-words.tsv"

    /// What a word tells about the line it stands in.
    public enum Kind: String, Sendable, CaseIterable {
        case bylineMark = "byline-mark"
        case bylineRole = "byline-role"
        case agency, dispatch, learnt, opener, mid
        case furnitureStart = "furniture-start"
        case furnitureWhole = "furniture-whole"
        case columnEnd = "column-end"
        case captionEnd = "caption-end"
        case captionStart = "caption-start"
        case jump
        case dateLabel = "date-label"
        case province
        case divisionEnd = "division-end"
        case measure, surname, filed, bound, counted
    }

    private struct Entry: Sendable {
        let word: ContiguousArray<UInt32>
        let kind: Kind
    }

    /// Words by first and by last scalar, longest first.
    private let byFirst: [UInt32: [Entry]]
    private let byLast: [UInt32: [Entry]]

    /// - Throws: ``DiagnosticList`` with every row of an unknown kind or without a word.
    public init(source: LexiconSource) throws(any Error) {
        var words: [Entry] = []
        var faults: [Diagnostic] = []
        let tables = try source.table(Self.fileName, columns: ["word", "kind", "source"]) { table, row in
            table.field(row, "word") + "/" + table.field(row, "kind")
        }
        for table in tables {
            guard let word = table.column("word"), let kind = table.column("kind") else { continue }
            for row in table.rows {
                guard let known = Kind(rawValue: row.fields[kind]) else {
                    let near = Suggestion.nearest(to: row.fields[kind], among: Kind.allCases.map(\.rawValue))
                    faults.append(
                        Diagnostic(
                            code: "lexicon.page-words.kind", "`\(row.fields[kind])` is no kind of page word",
                            at: row.location(column: kind), excerpt: row.text,
                            help: near.map { "did you mean `\($0)`?" }
                                ?? "the kinds are \(Kind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))"))
                    continue
                }
                if row.fields[word].isEmpty {
                    faults.append(
                        Diagnostic(
                            code: "lexicon.page-words.word", "the row has no word", at: row.location(),
                            excerpt: row.text,
                            help: "write the word in the first column"))
                    continue
                }
                words.append(Entry(word: ContiguousArray(row.fields[word].unicodeScalars.map(\.value)), kind: known))
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        words.sort { $0.word.count > $1.word.count }
        byFirst = Dictionary(grouping: words) { $0.word.first ?? 0 }
        byLast = Dictionary(grouping: words) { $0.word.last ?? 0 }
    }

    /// The offset past the longest word of `kind` that begins at `start`, or `nil`.
    public func end(of kind: Kind, in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> Int? {
        guard start >= 0, start < limit, let entries = byFirst[text[start]] else { return nil }
        for entry in entries where entry.kind == kind && entry.word.count <= limit - start {
            if stands(entry.word, in: text, at: start) { return start + entry.word.count }
        }
        return nil
    }

    /// The offset where the longest word of `kind` begins that ends exactly at `end`, or `nil`.
    public func start(of kind: Kind, in text: UnsafeBufferPointer<UInt32>, endingAt end: Int, floor: Int) -> Int? {
        guard end > floor, end > 0, let entries = byLast[text[end - 1]] else { return nil }
        for entry in entries where entry.kind == kind && entry.word.count <= end - floor {
            if stands(entry.word, in: text, at: end - entry.word.count) { return end - entry.word.count }
        }
        return nil
    }

    private func stands(_ word: ContiguousArray<UInt32>, in text: UnsafeBufferPointer<UInt32>, at start: Int) -> Bool {
        for i in 0..<word.count where text[start + i] != word[i] { return false }
        return true
    }

    /// Whether `text[start..<end]` is exactly a word of `kind`.
    public func matches(_ kind: Kind, in text: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Bool {
        self.end(of: kind, in: text, at: start, limit: end) == end
    }
}
