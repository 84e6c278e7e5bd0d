import Facts
import Lexicons

/// What happened when, where and with whom: sentences that hold a day and a verb of events (签约, 投运, 开工).
struct EventEnricher: DocumentEnricher {
    static let name = "events"
    private let lexicons: LexiconSet
    private let cues: EnrichmentCuesTable

    init(lexicons: LexiconSet) {
        self.lexicons = lexicons
        cues = lexicons.enrichmentCues
    }

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        let finder = try work.organisations(deadline: deadline)
        let gazetteer = lexicons.gazetteer
        let text = work.text
        var seen: Set<String> = []
        for (ordinal, range) in text.articles {
            let article = work.article(ordinal)
            var context = article.map { gazetteer.mentions(in: $0.title + "，" + $0.place).map(\.code) } ?? []
            var position = range.lowerBound
            while position < range.upperBound {
                try deadline.check()
                let sentence = text.sentence(at: position)
                position = max(sentence.upperBound, position + 1)
                let places = text.scalars.withUnsafeBufferPointer {
                    gazetteer.mentions(in: $0, range: sentence, context: context)
                }
                context = Array((context + places.map(\.code)).suffix(24))
                guard sentence.count >= 8, sentence.count <= 400 else { continue }
                guard let cue = Self.cue(text, sentence, cues), let start = text.source(of: sentence.lowerBound) else {
                    continue
                }
                let days = text.scalars.withUnsafeBufferPointer {
                    DayReader.days(in: $0, range: sentence, before: work.document.date)
                }
                // a dateline's day stands before the event's own
                guard let day = days.last(where: { $0.range.upperBound <= cue.start }) ?? days.first else { continue }
                let coming = Self.isFuture(day.iso, work.document.date)
                let kind = coming ? cue.kind + "（预告）" : cue.kind
                guard seen.insert("\(ordinal)|\(day.iso)|\(kind)").inserted else { continue }
                let mentions = finder.mentions(in: sentence)
                let code = Self.place(places, mentions, text) ?? context.last
                let parties = mentions.map(\.identity.name)
                var once: Set<String> = []
                work.result.events.append(
                    Event(
                        article: ordinal, date: day.iso, kind: kind, event: Self.clause(text, sentence, cue.start),
                        place: code.map { gazetteer.divisions.chain(code: $0) } ?? "",
                        placeCode: code.map(String.init) ?? "",
                        parties: parties.filter { once.insert($0).inserted }, start: start))
            }
        }
    }

    /// The verb that says what happened; 举行 and 发布 only where nothing says more.
    private static func cue(
        _ text: ReadingText, _ sentence: Range<Int>, _ cues: EnrichmentCuesTable
    ) -> (kind: String, start: Int)? {
        text.scalars.withUnsafeBufferPointer { scalars in
            var weak: (kind: String, start: Int)?
            var i = sentence.lowerBound
            while i < sentence.upperBound {
                guard let found = cues.match(.event, in: scalars, at: i, limit: sentence.upperBound) else {
                    i += 1
                    continue
                }
                let kind = found.cue.value
                if kind != "会议与活动", kind != "发布" { return (kind, i) }
                if weak == nil { weak = (kind, i) }
                i = found.end
            }
            return weak
        }
    }

    /// Where it happened: a place after 在 or 于, else one that is no part of an organisation's name, else any.
    private static func place(
        _ places: [PlaceMention], _ organisations: ArraySlice<OrganisationFinder.Mention>, _ text: ReadingText
    ) -> Int? {
        let free = places.filter { place in
            !organisations.contains { $0.range.lowerBound < place.span.end && place.span.start < $0.range.upperBound }
        }
        let said = free.last { place in
            place.span.start > 0
                && (text.scalars[place.span.start - 1] == 0x5728 || text.scalars[place.span.start - 1] == 0x4E8E)
        }
        return (said ?? free.last ?? places.last)?.code
    }

    private static func isFuture(_ iso: String, _ today: CalendarDay?) -> Bool {
        guard let today else { return false }
        return iso > String(today.description.prefix(iso.count))
    }

    /// The sentence around the verb, without what stands before the last bracket of a dateline; at most 120 scalars.
    private static func clause(_ text: ReadingText, _ sentence: Range<Int>, _ verb: Int) -> String {
        var start = sentence.lowerBound
        for i in sentence where i < verb && text.scalars[i] == 0xFF09 && i - sentence.lowerBound < 40 { start = i + 1 }
        var end = sentence.upperBound
        while end > start, ReadingText.endsSentence(text.scalars[end - 1]) { end -= 1 }
        if end - start > 120 { end = min(end, max(text.clauseEnd(at: verb), start + 40)) }
        return text.string(start..<min(end, start + 160)).trimmed
    }
}

extension String {
    /// Without spaces, ideographic ones too, at both ends.
    var trimmed: String {
        var view = Substring(self).unicodeScalars
        while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
        while let last = view.last, last.properties.isWhitespace { view.removeLast() }
        return String(String.UnicodeScalarView(view))
    }
}
