import Lexicons

/// One unit of a lexed paragraph. Scalars between tokens are nominal material.
struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        /// A word of the vocabulary.
        case word
        /// A figure; `index` into the quantities.
        case quantity
        /// A time expression; `index` into the periods.
        case period
        /// A named body, project or place; `index` into the entities.
        case entity
        /// A place name not (yet) part of an entity; `index` into the places.
        case place
        case mark
    }

    enum Mark: Int32, Sendable {
        case comma, listComma, semicolon, stop, colon, open, close, quoteOpen, quoteClose, line, tab, dash, space
    }

    var kind: Kind
    /// Which mark it is, where it is one.
    let mark: Mark?
    var traits: WordTraits
    /// The latest token before this one that may tell time or basis, or -1: what rules look back for.
    var earlierCue: Int32 = -1
    // 32 bits each: a document's tokens stay near while its rules look at them over and over
    private let first: Int32
    private let past: Int32
    var roles: CueRoles
    /// Row of the indicator table, or -1.
    var indicator: Int32
    var index: Int32

    var start: Int { Int(first) }
    var end: Int { Int(past) }

    init(kind: Kind, traits: WordTraits = [], start: Int, end: Int, roles: CueRoles = [], indicator: Int32 = -1, index: Int32 = -1) {
        self.kind = kind
        mark = kind == .mark ? Mark(rawValue: index) : nil
        self.traits = traits
        first = Int32(truncatingIfNeeded: start)
        past = Int32(truncatingIfNeeded: end)
        self.roles = roles
        self.indicator = indicator
        self.index = index
    }

    /// Whether it may tell time or basis of the figures behind it.
    var mayTell: Bool {
        switch kind {
        case .period: return true
        case .word: return !roles.isDisjoint(with: [.target, .planned, .forecast, .actual])
        case .mark: return mark == .semicolon
        default: return false
        }
    }

    /// Ends a clause.
    var endsClause: Bool {
        switch mark {
        case .comma, .semicolon, .stop, .colon, .line, .tab: return true
        default: return false
        }
    }

    /// Ends a sentence.
    var endsSentence: Bool { mark == .stop || mark == .line }
}
