import Facts
import Lexicons

/// Divides a text into tokens: figures, time expressions, places, words of the vocabulary, marks.
///
/// One pass, longest match, left to right; what no table knows stays between the tokens as
/// nominal material. Figures and time expressions bound every match, so that 万 of a figure is
/// never read as part of a word.
struct Lexer: Sendable {
    let vocabulary: Vocabulary
    let gazetteer: Gazetteer

    struct Place: Sendable {
        var code: Int?
        var isZone: Bool
        var isShort: Bool
    }

    /// Places found so far decide between namesakes, most recent last.
    func tokens(
        in text: UnsafeBufferPointer<UInt32>, range: Range<Int>, quantities: [Quantity], periods: [PeriodMention],
        places: inout [Place], context: inout [Int]
    ) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(range.count / 3)
        var i = range.lowerBound
        var q = 0, p = 0
        let end = range.upperBound
        while i < end {
            while p < periods.count, periods[p].span.start < i { p += 1 }
            while q < quantities.count, quantities[q].span.start < i { q += 1 }
            if p < periods.count, periods[p].span.start == i {
                let mention = periods[p]
                // 3年以上 inside a longer figure loses to the figure
                if !(q < quantities.count && quantities[q].span.start == i && quantities[q].span.end > mention.span.end
                    && quantities[q].reason.isEmpty && quantities[q].kind != .date)
                {
                    tokens.append(Token(kind: .period, start: i, end: mention.span.end, index: Int32(p)))
                    i = mention.span.end
                    continue
                }
            }
            if q < quantities.count, quantities[q].span.start == i {
                let quantity = quantities[q]
                let overlapsPeriod = p < periods.count && periods[p].span.start < quantity.span.end && periods[p].span.start >= i
                if !overlapsPeriod || quantity.reason.isEmpty && quantity.kind != .date && quantity.kind != .time && periods[p].span.start > i {
                    if !quantity.isRejected, quantity.kind != .date, quantity.kind != .time, quantity.kind != .ordinal, !isNominal(quantity, text) {
                        tokens.append(Token(kind: .quantity, start: i, end: quantity.span.end, index: Int32(q)))
                    }
                    i = quantity.span.end
                    continue
                }
            }
            let c = text[i]
            if let mark = Self.mark(c) {
                tokens.append(Token(kind: .mark, start: i, end: i + 1, index: mark.rawValue))
                i += 1
                continue
            }
            var limit = end
            if p < periods.count, periods[p].span.start > i { limit = min(limit, periods[p].span.start) }
            if q < quantities.count, quantities[q].span.start > i { limit = min(limit, quantities[q].span.start) }
            if Self.isLatin(c) {
                // Latin words are matched whole
                var stop = i + 1
                while stop < limit, Self.isLatin(text[stop]) { stop += 1 }
                if let (word, matched) = vocabulary.match(in: text, at: i, limit: limit), matched >= limit || !Self.isLatin(text[matched]) || !Self.isLatin(text[matched - 1]) {
                    tokens.append(Token(kind: .word, start: i, end: matched, roles: word.roles, indicator: word.indicator))
                    i = matched
                } else {
                    i = stop
                }
                continue
            }
            let word = vocabulary.match(in: text, at: i, limit: limit)
            if c >= 0x2E80, let place = gazetteer.match(in: text, at: i, limit: limit, context: context),
                place.end > i, place.code != nil, place.end >= word?.end ?? 0, !Self.isLevel(text, place.end, end),
                !isVerb(word, place.end, tokens.last, i)
            {
                if let code = place.code {
                    context.append(code)
                    if context.count > 48 { context.removeFirst(24) }
                }
                tokens.append(Token(kind: .place, start: i, end: place.end, index: Int32(places.count)))
                places.append(Place(code: place.code, isZone: place.isZone, isShort: place.isShort))
                i = place.end
                continue
            }
            if let (word, stop) = word {
                tokens.append(Token(kind: .word, start: i, end: stop, roles: word.roles, indicator: word.indicator))
                i = stop
                continue
            }
            i += 1
        }
        return tokens
    }

    /// A bare Chinese numeral of a name: 上海百涛, 万和.
    private func isNominal(_ q: Quantity, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        q.kind == .number && q.unit.isEmpty && q.span.count <= 2 && text[q.span.start] > 0x2E80 && text[q.span.start] < 0xFF00 && q.low < ExactDecimal(100_000_000)
    }

    /// 新建区域, 新建县级: a verb and its object, not the county of that name.
    private func isVerb(_ word: (word: Vocabulary.Word, end: Int)?, _ placeEnd: Int, _ last: Token?, _ i: Int) -> Bool {
        guard let word, word.word.roles.contains(.verb), placeEnd - word.end <= 1 else { return false }
        return !(last?.kind == .place && last?.end == i)
    }

    /// 县域, 市级, 区内: a level of government, not a division that happens to end there.
    private static func isLevel(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ end: Int) -> Bool {
        guard i < end, i > 0, text[i - 1] == "县" || text[i - 1] == "市" || text[i - 1] == "区" || text[i - 1] == "縣" else { return false }
        return text[i] == "域" || text[i] == "级" || text[i] == "級" || text[i] == "情" || text[i] == "际"
    }

    @inline(__always)
    private static func isLatin(_ c: UInt32) -> Bool { (c >= 0x41 && c <= 0x5A) || (c >= 0x61 && c <= 0x7A) }

    @inline(__always)
    private static func mark(_ c: UInt32) -> Token.Mark? {
        switch c {
        case "，", ",": return .comma
        case "、", "､": return .listComma
        case "；", ";": return .semicolon
        case "。", "！", "？", "!", "?", "…": return .stop
        case "：", ":": return .colon
        case "（", "(", "〔", "[", "【", "《", "〈": return .open
        case "）", ")", "〕", "]", "】", "》", "〉": return .close
        case "“", "‘", "「", "『": return .quoteOpen
        case "”", "’", "」", "』", "\"": return .quoteClose
        case "\n", "\r": return .line
        case "\t", "|": return .tab
        case "—", "–", "－", "─": return .dash
        case " ", 0x3000, 0xA0: return .space
        default: return nil
        }
    }
}
