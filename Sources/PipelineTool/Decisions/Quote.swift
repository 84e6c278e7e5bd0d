import Store

/// A figure with its sentence and the words around it: what a decision is tied to.
///
/// White space counts for nothing, so a sentence that is broken into other lines stays the same.
struct Quote: Sendable, Hashable {
    /// Inked scalars of context on either side. Longer than most words that tell two figures of one sentence apart.
    static let reach = 12

    var sentence: String
    var surface: String
    var before: String
    var after: String

    /// - Parameter start: where the figure stands in the sentence, in scalars.
    init(sentence: String, surface: String, start: Int, length: Int) {
        let scalars = Array(sentence.unicodeScalars)
        let from = min(max(0, start), scalars.count), to = min(max(from, start + length), scalars.count)
        self.sentence = Self.ink(sentence)
        self.surface = Self.ink(surface)
        before = Self.text(Self.inked(scalars[..<from]).suffix(Self.reach))
        after = Self.text(Self.inked(scalars[to...]).prefix(Self.reach))
    }

    init(_ record: FactRecord) {
        self.init(sentence: record.sentence, surface: record.fact.surface, start: record.quoteStart, length: record.quoteLength)
    }

    /// Which figures a decision is about: all that read the same, else the one whose surroundings do.
    ///
    /// - Returns: places in `quotes`; `isMoved` where the sentence has changed beyond the words around the figure.
    static func find(_ decision: Overrides.Decision, among quotes: [Quote]) -> (found: [Int], isMoved: Bool) {
        let surface = ink(decision["surface"]), sentence = ink(decision["quote"])
        let before = ink(decision["before"]), after = ink(decision["after"])
        let hasContext = !before.isEmpty || !after.isEmpty
        let same = quotes.indices.filter { quotes[$0].surface == surface }
        let around = same.filter { quotes[$0].before == before && quotes[$0].after == after }
        let exact = (hasContext ? around : same).filter { quotes[$0].sentence == sentence }
        if !exact.isEmpty { return (exact, false) }
        // one place alone, with words enough to know it by; a sentence cut in two keeps the nearer ones
        let near = around.isEmpty ? same.filter { isNear(quotes[$0], before: before, after: after) } : around
        guard hasContext, near.count == 1, let place = near.first,
            max(min(before.count, quotes[place].before.count), min(after.count, quotes[place].after.count)) >= reach / 2
        else { return ([], false) }
        return (near, true)
    }

    private static func isNear(_ quote: Quote, before: String, after: String) -> Bool {
        (quote.before.hasSuffix(before) || before.hasSuffix(quote.before)) && (quote.after.hasPrefix(after) || after.hasPrefix(quote.after))
    }

    static func ink(_ text: String) -> String { Self.text(inked(text.unicodeScalars)) }

    private static func inked(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        scalars.filter { $0.value > 0x20 && $0.value != 0x3000 && $0.value != 0xA0 }
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
