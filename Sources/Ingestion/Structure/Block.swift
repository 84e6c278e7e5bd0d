import Facts

/// What a block of a page seems to be before articles are known.
enum BlockKind: UInt8 {
    /// Running text.
    case body
    /// Short, without a final stop: a headline, a section heading, or a cut piece of text.
    case titleLike
    /// Numbered or marked heading: `一、…`, `（二）…`, `第三章 …`.
    case numberedHeading
    /// `——写在…` under a headline.
    case subtitle
    case byline
    /// A date of issue, alone or with a label.
    case dateLine
    case caption
    case tableCaption
    case row
    case furniture
    /// `（下转第三版）`, `（上接第一版）`.
    case jump
    /// A list item: `- …`, `• …`, `①…`.
    case item
}

/// One block of a page: a paragraph, a headline, a table row.
struct Block {
    var kind: BlockKind
    var pieces: [TextSpan]
    var indent: Int
    var blanks: Int
    /// Role that a reader knows from mark-up; wins over what the words suggest.
    var hint: ParagraphRole?

    init(kind: BlockKind, pieces: [TextSpan], indent: Int = 0, blanks: Int = 0, hint: ParagraphRole? = nil) {
        self.kind = kind
        self.pieces = pieces
        self.indent = indent
        self.blanks = blanks
        self.hint = hint
    }

    var start: Int { pieces.first?.start ?? 0 }
    var end: Int { pieces.last?.end ?? 0 }
    var count: Int { pieces.reduce(0) { $0 + $1.count } }
    /// Whether it holds running text that may be cut by a column break.
    var isRunning: Bool { kind == .body || kind == .item }
}
