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
    /// What may begin with each scalar of the basic plane: most begin nothing and cost one load.
    private let beginnings: ContiguousArray<UInt8>
    /// What may begin with two scalars, two bits by ``WordTrie/pairBit(_:_:)``: nine of ten words that a scalar may begin end here.
    private let pairs: ContiguousArray<UInt8>
    private static let mark: UInt8 = 1, latin: UInt8 = 2, word: UInt8 = 4, place: UInt8 = 8
    /// `word` and `place` of one scalar alone, this far to the left.
    private static let alone: UInt8 = 2

    /// How often two scalars stand side by side inside words.
    private let inWords: CharacterPairsTable

    init(vocabulary: Vocabulary, gazetteer: Gazetteer, pairs inWords: CharacterPairsTable) {
        self.vocabulary = vocabulary
        self.gazetteer = gazetteer
        self.inWords = inWords
        beginnings = ContiguousArray((0..<0x10000).map { (c: UInt32) in
            (Self.mark(c) != nil ? Self.mark : 0) | (Scalars.isLetter(c) ? Self.latin : 0) | (vocabulary.mayBegin(c) ? Self.word : 0)
                | (c >= 0x2E80 && gazetteer.mayBegin(c) ? Self.place : 0)
                | (vocabulary.isWord(c) ? Self.word << Self.alone : 0) | (gazetteer.isName(c) ? Self.place << Self.alone : 0)
        })
        // packed, so that all of it stays near
        var pairs = ContiguousArray<UInt8>(repeating: 0, count: 0x4000)
        for bit in 0..<0x10000 {
            let begins = (vocabulary.mayBegin(pair: bit) ? Self.word : 0) | (gazetteer.mayBegin(pair: bit) ? Self.place : 0)
            pairs[bit >> 2] |= (begins >> 2) << (UInt8(bit & 3) * 2)
        }
        self.pairs = pairs
    }

    /// `word` and `place`, where one may begin with the pair.
    @inline(__always)
    private func beginning(withPair bit: Int) -> UInt8 { (pairs[bit >> 2] >> (UInt8(bit & 3) * 2) & 3) << 2 }

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
        tokens.reserveCapacity(range.count / 2)
        var i = range.lowerBound
        var q = 0, p = 0
        let end = range.upperBound
        // up to `stop` no figure and no time expression begins; `limit` bounds what may be matched
        var stop = i, limit = end
        while i < end {
            if i >= stop {
                while p < periods.count, periods[p].span.start < i { p += 1 }
                while q < quantities.count, quantities[q].span.start < i { q += 1 }
                if p < periods.count, periods[p].span.start == i {
                    let mentionEnd = periods[p].span.end
                    // 3年以上 inside a longer figure loses to the figure
                    if !(q < quantities.count && quantities[q].span.start == i && quantities[q].span.end > mentionEnd
                        && quantities[q].reason.isEmpty && quantities[q].kind != .date)
                    {
                        tokens.append(Token(kind: .period, start: i, end: mentionEnd, index: Int32(p)))
                        i = mentionEnd
                        continue
                    }
                }
                if q < quantities.count, quantities[q].span.start == i {
                    // looked at in place, for a copy counts references
                    let figureEnd = quantities[q].span.end, kind = quantities[q].kind, isRejected = quantities[q].isRejected
                    let overlapsPeriod = p < periods.count && periods[p].span.start < figureEnd && periods[p].span.start >= i
                    // 一般公共预算收入, 三产增加值, 2023年|四川省: a longer word or name takes a numeral that is no figure
                    let isWord = text[i] > 0x2E80 && (isRejected || kind == .ordinal || isNominal(q, of: quantities, text))
                        && (vocabulary.match(in: text, at: i, limit: end).map { $0.end > figureEnd || $0.end == figureEnd && isRejected && figureEnd - i >= 3 } ?? false
                            || gazetteer.match(in: text, at: i, limit: end, context: context).map { $0.end >= figureEnd && $0.code != nil } ?? false)
                    if !isWord, !overlapsPeriod || !isRejected && kind != .date && kind != .time && periods[p].span.start > i {
                        if !isRejected, kind != .date, kind != .time, kind != .ordinal, !isNominal(q, of: quantities, text) {
                            tokens.append(Token(kind: .quantity, start: i, end: figureEnd, index: Int32(q)))
                        }
                        i = figureEnd
                        continue
                    }
                }
                let period = p < periods.count ? periods[p].span.start : end
                // 零 of 零售 bounds no word
                var ahead = q
                while ahead < quantities.count, ahead - q < 8, quantities[ahead].span.start > i || ahead > q, text[quantities[ahead].span.start] > 0x2E80,
                    quantities[ahead].isRejected || quantities[ahead].kind == .ordinal || isNominal(ahead, of: quantities, text)
                { ahead += 1 }
                let figure = ahead < quantities.count ? quantities[ahead].span.start : end
                limit = min(end, period > i ? period : end, figure > i ? figure : end)
                stop = period > i && figure > i ? limit : i + 1
            }
            let c = text[i]
            var begins = c < 0x10000 ? beginnings[Int(c)] : Self.word | Self.place
            if begins & (Self.word | Self.place) != 0, c < 0x10000 {
                let pair = i + 1 < limit ? beginning(withPair: WordTrie.pairBit(c, text[i + 1])) : 0
                begins &= pair | begins >> Self.alone | Self.mark | Self.latin
            }
            // 营收20亿元 - 销量8万吨: items of a digest
            if c == 0x2D, i > 0, i + 2 < end, text[i - 1] == 0x20, text[i + 1] == 0x20, Scalars.isHan(text[i + 2]) {
                // 担保总额28.9亿元 [6] - 截至目前，…: behind the number of a note the next item begins
                let mark: Token.Mark = i > 1 && text[i - 2] == 0x5D ? .stop : .comma
                tokens.append(Token(kind: .mark, start: i, end: i + 1, index: mark.rawValue))
                i += 1
                continue
            }
            if c == 0x2E, Self.endsEnglish(text, i, end) {
                tokens.append(Token(kind: .mark, start: i, end: i + 1, index: Token.Mark.stop.rawValue))
                i += 1
                continue
            }
            if begins == 0 { i += 1; continue }
            if c == 0x2C, Self.isLocant(text, i, end) { i += 1; continue }
            if begins & Self.mark != 0, let mark = Self.mark(c) {
                tokens.append(Token(kind: .mark, start: i, end: i + 1, index: mark.rawValue))
                i += 1
                continue
            }
            if begins & Self.latin != 0 {
                // Latin words are matched whole
                var wordEnd = i + 1
                while wordEnd < limit, Scalars.isLetter(text[wordEnd]) { wordEnd += 1 }
                if let (word, matched) = vocabulary.match(in: text, at: i, limit: limit), matched >= limit || !Scalars.isLetter(text[matched]) || !Scalars.isLetter(text[matched - 1]) {
                    tokens.append(Token(kind: .word, traits: word.traits, start: i, end: matched, roles: word.roles, indicator: word.indicator))
                    i = matched
                } else {
                    i = wordEnd
                }
                continue
            }
            var word = begins & Self.word != 0 ? vocabulary.match(in: text, at: i, limit: limit) : nil
            // 在|建平县: not 在建
            if c == "在", let read = word, read.end == i + 2, text[i + 1] == "建", let place = gazetteer.match(in: text, at: i + 1, limit: limit, context: context), !place.isShort, place.end > i + 3 { word = vocabulary.match(in: text, at: i, limit: i + 1) }
            if begins & Self.place != 0, let place = gazetteer.match(in: text, at: i, limit: limit, context: context),
                place.end > i, place.code != nil, place.end >= word?.end ?? 0, !Self.isLevel(text, place.end, end), !(place.isShort && (Self.isStreet(text, place.end, end) || isInsideWord(text, i, place.end, tokens.last))),
                !isVerb(word, place.end, tokens.last, i)
            {
                // a river keeps its name, and lies in no town of it
                let code = place.isShort && Self.isRiver(text, place.end, end) ? nil : place.code
                if let code {
                    context.append(code)
                    if context.count > 48 { context.removeFirst(24) }
                }
                tokens.append(Token(kind: .place, start: i, end: place.end, index: Int32(places.count)))
                places.append(Place(code: code, isZone: place.isZone, isShort: place.isShort))
                i = place.end
                continue
            }
            if let (word, wordEnd) = word {
                tokens.append(Token(kind: .word, traits: word.traits, start: i, end: wordEnd, roles: word.roles, indicator: word.indicator))
                i = wordEnd
                continue
            }
            i += 1
        }
        tokens.withUnsafeMutableBufferPointer { tokens in
            var cue: Int32 = -1
            for j in tokens.indices {
                tokens[j].earlierCue = cue
                if tokens[j].mayTell { cue = Int32(truncatingIfNeeded: j) }
            }
        }
        return tokens
    }

    /// The latest token before each that names an indicator, or -1.
    static func earlierIndicators(of tokens: [Token]) -> [Int32] {
        var latest: Int32 = -1
        return tokens.indices.map { j in
            defer { if tokens[j].indicator >= 0 { latest = Int32(truncatingIfNeeded: j) } }
            return latest
        }
    }

    /// Traits as `written`: in a traditional text only the words written alike have those of the simplified word.
    static func setTraits(of tokens: inout [Token], written: UnsafeBufferPointer<UInt32>, _ text: UnsafeBufferPointer<UInt32>) {
        for j in tokens.indices where tokens[j].kind == .word {
            let range = tokens[j].start..<tokens[j].end
            if range.contains(where: { written[$0] != text[$0] }) { tokens[j].traits = WordTraits.of(String(unspaced: written, range)) }
        }
    }

    /// A bare Chinese numeral of a name: 上海百涛, 万和.
    ///
    /// Looked at in place, for a copy of a quantity counts references.
    private func isNominal(_ q: Int, of quantities: [Quantity], _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        guard quantities[q].kind == .number, quantities[q].span.count <= 2, quantities[q].unit.isEmpty else { return false }
        let first = text[quantities[q].span.start]
        return first > 0x2E80 && first < 0xFF00 && quantities[q].low < ExactDecimal(100_000_000)
    }

    /// 新建区域, 新建县级: a verb and its object, not the county of that name.
    private func isVerb(_ word: (word: Vocabulary.Word, end: Int)?, _ placeEnd: Int, _ last: Token?, _ i: Int) -> Bool {
        guard let word, word.word.roles.contains(.verb), placeEnd - word.end <= 1 else { return false }
        return !(last?.kind == .place && last?.end == i)
    }

    /// `in 2023. The`: a full stop among Latin words.
    @inline(__always)
    private static func endsEnglish(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ end: Int) -> Bool {
        guard i > 0, i + 2 < end, text[i + 1] == 0x20 || text[i + 1] == 0x0A, text[i + 2] >= 0x41, text[i + 2] <= 0x5A else { return false }
        let before = text[i - 1]
        return Scalars.isLetter(before) && i > 1 && Scalars.isLetter(text[i - 2]) || before >= 0x30 && before <= 0x39 || before == "%"
    }

    /// 县域, 市级, 区内: a level of government, not a division that happens to end there.
    private static func isLevel(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ end: Int) -> Bool {
        guard i < end, i > 0, text[i - 1] == "县" || text[i - 1] == "市" || text[i - 1] == "区" || text[i - 1] == "縣" else { return false }
        return text[i] == "域" || text[i] == "级" || text[i] == "級" || text[i] == "情" || text[i] == "际"
    }

    /// 健|康保|险: the end of one word and the beginning of another, where neither is known.
    private func isInsideWord(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ placeEnd: Int, _ last: Token?) -> Bool {
        guard placeEnd - i == 2, i > last?.end ?? 0, placeEnd < text.count else { return false }
        // 财|政和|金融
        if text[i + 1] == "和" || text[i + 1] == "与" || text[i + 1] == "及", inWords.weight(text[i - 1], text[i]) > 0 { return true }
        return inWords.weight(text[i - 1], text[i]) > 0 && inWords.weight(text[i + 1], text[placeEnd]) > 0 && inWords.weight(text[i], text[i + 1]) == 0
    }

    /// 营口|道146号, 北京|路28号: a street.
    private static func isStreet(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ end: Int) -> Bool {
        guard i + 1 < end, text[i] == "路" || text[i] == "道" || text[i] == "街" else { return false }
        return Scalars.digit(text[i + 1]) != nil
    }

    /// 黑河|干流, 湘潭|河段: a river, not the town of its name.
    private static func isRiver(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ end: Int) -> Bool {
        guard i + 1 < end else { return false }
        switch (text[i], text[i + 1]) {
        case ("盆", "地"), ("高", "原"), ("山", "脉"), ("平", "原"), ("干", "流"), ("支", "流"), ("流", "域"), ("河", "段"): return true
        default: return false
        }
    }

    @inline(__always)
    /// 1,4-丁二醇: a comma inside a name of chemistry.
    private static func isLocant(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ end: Int) -> Bool {
        guard i > 0, Scalars.digit(text[i - 1]) != nil, i + 3 < end, Scalars.digit(text[i + 1]) != nil else { return false }
        var k = i + 1
        // three more at most: a text of digits and commas is not walked from each
        while k + 2 < end, k - i < 7, Scalars.digit(text[k]) != nil, text[k + 1] == 0x2C { k += 2 }
        return k + 2 < end && Scalars.digit(text[k]) != nil && text[k + 1] == 0x2D && Scalars.isHan(text[k + 2])
    }

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
