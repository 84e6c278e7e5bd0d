import Facts
import Lexicons

/// One article on its way to facts: its text, tokens, figures and names, and what was said so far.
///
/// The rules of this folder each fill one slot. They read this value and the figure at hand and
/// write into a ``Draft``; none of them knows the source file. A class, for it is handed to every rule
/// and every closure: a reference, and not a dozen of them.
final class Reading {
    /// What the rules match: simplified where the text is traditional.
    let text: UnsafeBufferPointer<UInt32>
    /// What the rules quote, scalar for scalar.
    let written: UnsafeBufferPointer<UInt32>
    let isTraditional: Bool
    /// TWD or HKD where bare 元 means them, else empty.
    let islandCurrency: String
    let tokens: [Token]
    /// The latest token before each that names an indicator, or -1: a text without any is not searched again for every figure.
    let earlierIndicators: [Int32]
    private let tokensByPlace: PlaceIndex?
    private let entitiesByPlace: PlaceIndex?
    let quantities: [Quantity]
    let periods: [PeriodMention]
    /// ISO value of each period mention, in order.
    let periodValues: [String]
    let entities: [Entity]
    /// Long name by the short one the text introduces (以下简称).
    let longNames: [String: String]
    let vocabulary: Vocabulary
    private let indicators: [IndicatorTable.Indicator]
    let divisions: DivisionTable
    let documentDate: CalendarDay?
    /// The first divisions that the text names, each once.
    let firstNamed: [Int]

    init(
        text: UnsafeBufferPointer<UInt32>, written: UnsafeBufferPointer<UInt32>, isTraditional: Bool, islandCurrency: String, tokens: [Token],
        quantities: [Quantity], periods: [PeriodMention], periodValues: [String], entities: [Entity], longNames: [String: String],
        vocabulary: Vocabulary, divisions: DivisionTable, documentDate: CalendarDay?, firstNamed: [Int]
    ) {
        self.text = text
        self.written = written
        self.isTraditional = isTraditional
        self.islandCurrency = islandCurrency
        self.tokens = tokens
        earlierIndicators = Lexer.earlierIndicators(of: tokens)
        tokensByPlace = PlaceIndex(length: text.count, count: tokens.count) { tokens[$0].start }
        entitiesByPlace = PlaceIndex(length: text.count, count: entities.count) { entities[$0].end - 1 }
        self.quantities = quantities
        self.periods = periods
        self.periodValues = periodValues
        self.entities = entities
        self.longNames = longNames
        self.vocabulary = vocabulary
        indicators = vocabulary.indicators
        self.divisions = divisions
        self.documentDate = documentDate
        self.firstNamed = firstNamed
    }

    /// The words of `range`, white space and line breaks dropped.
    func string(_ range: Range<Int>) -> String {
        range.isEmpty ? "" : String(unspaced: written, range)
    }

    /// What stands within `reach` scalars behind `position`, up to the first of `marks`.
    func words(behind position: Int, reach: Int, upTo marks: String) -> String {
        string(range(behind: position, reach: reach, upTo: marks))
    }

    /// Where those words stand.
    func range(behind position: Int, reach: Int, upTo marks: String) -> Range<Int> {
        let reached = extent(position, min(text.count, position + reach))
        return extent(position, reached.first { i in marks.unicodeScalars.contains { $0.value == written[i] } } ?? reached.upperBound)
    }

    /// The same words, to be looked at only.
    func view(_ range: Range<Int>) -> TextView { TextView(written, range) }

    func indicator(_ token: Token) -> IndicatorTable.Indicator? {
        token.indicator >= 0 ? indicators[Int(token.indicator)] : nil
    }

    /// Index of the latest token before `token`, but behind `floor`, that names an indicator.
    func indicatorIndex(before token: Int, after floor: Int) -> Int? {
        guard earlierIndicators.indices.contains(token) else { return nil }
        let index = Int(earlierIndicators[token])
        return index > floor ? index : nil
    }

    /// Where the text of these tokens begins: behind the token before them.
    func start(of tokens: Range<Int>) -> Int { tokens.lowerBound > 0 ? self.tokens[tokens.lowerBound - 1].end : 0 }

    /// The scalar that ends a run of tokens: the start of the token behind it.
    func end(of tokens: Range<Int>) -> Int { tokens.upperBound < self.tokens.count ? self.tokens[tokens.upperBound].start : text.count }

    /// Whether a figure follows token `j` at once: 较2012年的24.67%|下降|0.21个百分点, the verb of the next figure.
    func leadsToFigure(_ j: Int, in sentence: Range<Int>) -> Bool {
        j + 1 < sentence.upperBound && tokens[j + 1].kind == .quantity && tokens[j + 1].start - tokens[j].end <= 1
    }

    /// Whether a word of these roles stands right behind a figure: 较去年同期13.6%|增加|0.3个百分点.
    func leads(behind d: Draft, _ roles: CueRoles) -> Bool {
        let j = d.token + 1
        return j < d.sentence.upperBound && tokens[j].start == d.quantity.span.end && !tokens[j].roles.isDisjoint(with: roles)
    }

    /// The word behind a figure, in its clause, that puts something into operation: 5万吨将于年底投产.
    /// - Parameter acrossList: goes on over commas, as long as a size of the same kind stands close behind each: 甲30万吨甲醇，乙16万吨炭黑项目投产.
    func startOfOperation(behind d: Draft, acrossList: Bool = false) -> Int? {
        var j = d.token + 1
        while j < d.sentence.upperBound, j - d.token < (acrossList ? 40 : 14) {
            if tokens[j].endsClause {
                guard acrossList, tokens[j].mark == .comma else { return nil }
                var k = j + 1
                while k < d.sentence.upperBound, tokens[k].kind == .word, tokens[k].end - tokens[j].end <= 6 { k += 1 }
                guard k < d.sentence.upperBound, tokens[k].kind == .quantity, tokens[k].start - tokens[j].end <= 6, quantities[Int(tokens[k].index)].dimension == d.quantity.dimension else { return nil }
            }
            if tokens[j].kind == .word, !tokens[j].traits.isDisjoint(with: [.saysRunning, .runsProject]) { return j }
            j += 1
        }
        return nil
    }

    /// Index of the first token at or after `position`.
    func tokenIndex(at position: Int) -> Int {
        guard var k = tokensByPlace?.first(position) else { return tokens.firstIndex(past: { $0.start < position }) }
        while k < tokens.count, tokens[k].start < position { k += 1 }
        return k
    }

    /// Index of the first entity that ends after `position`.
    func entityIndex(endingAfter position: Int) -> Int {
        // names may lie within names
        guard var k = entitiesByPlace?.first(position) else { return entities.firstIndex(past: { $0.end <= position }) }
        while k < entities.count, entities[k].end <= position { k += 1 }
        return k
    }

    /// Whether a stretch is all that two brackets hold.
    func isBracketed(_ span: TextSpan) -> Bool {
        span.start > 0 && span.end < text.count && Scalars.opensBracket(text[span.start - 1]) && Scalars.closesBracket(text[span.end])
    }

    /// 综合消费物价指数（|128.81|）.
    func isIndexInBrackets(_ span: TextSpan) -> Bool {
        isBracketed(span) && span.start >= 4 && text[span.start - 2] == "数" && text[span.start - 3] == "指"
    }

    /// The name that covers all of a stretch.
    func name(covering range: Range<Int>) -> Entity? {
        let k = entityIndex(endingAfter: range.lowerBound)
        return k < entities.count && entities[k].start <= range.lowerBound && entities[k].end >= range.upperBound ? entities[k] : nil
    }
}

/// A fact in the making. Ranges are scalars of the article's text.
///
/// A class, for every figure is read beside the one before it: copies of its words would cost more than the rules.
final class Draft {
    var quantity: Quantity
    /// Index of its token.
    var token: Int
    /// Token range of its clause and its sentence.
    var clause: Range<Int>
    var sentence: Range<Int>
    /// Roles of all words of the sentence together.
    var said: CueRoles

    var category: Category?
    var metric = ""
    var item = ""
    var subject = ""
    var subjectEntity: Entity?
    var basis: Basis = .actual
    var period = ""
    var place = ""
    var from: ExactDecimal?
    var direction = ""
    var relation = ""
    var rule = ""
    /// What makes the reading less sure, for the confidence rule.
    var doubts: Doubts = []
    var evidence: [SlotEvidence] = []
    /// The phrase left of the figure, where there is one.
    var phrase: Phrase?
    /// The figure before it in a list that shares its words.
    var coordinatedWith: Int?

    init(quantity: Quantity, token: Int, clause: Range<Int>, sentence: Range<Int>, said: CueRoles) {
        self.quantity = quantity
        self.token = token
        self.clause = clause
        self.sentence = sentence
        self.said = said
    }

    /// The figure without its unit, whose name would be counted with every copy.
    struct Figure {
        let span: TextSpan, numeral: TextSpan
        let kind: QuantityKind
        let dimension: Dimension
        let comparator: Comparator
        let low: ExactDecimal, high: ExactDecimal
    }

    var figure: Figure {
        Figure(
            span: quantity.span, numeral: quantity.numeral, kind: quantity.kind, dimension: quantity.dimension, comparator: quantity.comparator,
            low: quantity.low, high: quantity.high)
    }

    /// Whether one of these rules filled a slot.
    func isRead(by rule: String) -> Bool { evidence.contains { $0.rule.equals(rule) } }
    func isRead(by rule: String, _ other: String) -> Bool { evidence.contains { $0.rule.equals(rule) || $0.rule.equals(other) } }

    /// Adds `/a`, `/d` to the unit; not with `+=` in place, for then every look at a quantity would be watched for a second one.
    func extendUnit(by suffix: String) {
        let unit = quantity.unit + suffix
        quantity.unit = unit
    }

    struct Doubts: OptionSet {
        let rawValue: UInt8
        static var metric: Doubts { Doubts(rawValue: 1 << 0) }
        static var subject: Doubts { Doubts(rawValue: 1 << 1) }
        static var carriedSubject: Doubts { Doubts(rawValue: 1 << 2) }
        static var carriedPeriod: Doubts { Doubts(rawValue: 1 << 3) }
        static var unit: Doubts { Doubts(rawValue: 1 << 4) }
        static var table: Doubts { Doubts(rawValue: 1 << 5) }
        static var title: Doubts { Doubts(rawValue: 1 << 6) }
    }
}

/// What stands directly left of a figure. A class, for every rule is given it.
final class Phrase {
    /// The noun phrase, without the words that only lead to the figure.
    var range: Range<Int>
    /// Its last indicator, and where it stands.
    var indicator: IndicatorTable.Indicator?
    var indicatorRange: Range<Int>?
    /// Growth or decline between phrase and figure.
    var change = ""
    /// `增至`: a level reached, with its direction.
    var reached = ""
    var hasRate = false
    /// 涨幅, 增速: the noun that names the change.
    var rateRange: Range<Int>?
    /// 占 left of the phrase: the phrase is the whole.
    var share: Range<Int>?
    /// What stands left of 占.
    var part: Range<Int>?
    /// The verb that governs the figure, and its roles.
    var verb: CueRoles = []
    var verbRange: Range<Int>?
    var respectively = false
    /// The phrase begins where its clause begins.
    var atClauseStart = false
    var perYear = false
    /// The thing made, between 年产 and the figure.
    var thing: Range<Int>?

    init(range: Range<Int>) { self.range = range }
}

extension Draft {
    /// The tokens of the clause behind a comma that follows the figure at once; none where it tells a figure of its own.
    func clauseBehind(_ r: Reading) -> Range<Int> {
        guard token + 1 < sentence.upperBound, r.tokens[token + 1].mark == .comma else { return 0..<0 }
        let first = token + 2
        var j = first
        while j < sentence.upperBound, !r.tokens[j].endsClause, r.tokens[j].start - r.tokens[token + 1].end < 24 {
            if r.tokens[j].kind == .quantity { return 0..<0 }
            j += 1
        }
        return extent(first, j)
    }
}
