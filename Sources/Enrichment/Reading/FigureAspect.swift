/// What the words before a figure say that it counts: all so far (累计), those newly come (新增), a part (其中), an average
/// of each day (日均), those above a bound (1000万元以上的).
///
/// Slots hold the indicator and the item; figures of different aspects are different figures of the same slots.
struct FigureAspect {
    private static let totals = ["累计", "合计", "总计", "共计", "总共", "合共"].map(scalars)
    private static let fresh = ["新增", "净增", "新认定", "新获", "新建", "新签", "新引进", "新注册", "新设", "新登记", "新开工", "新投产", "新发"].map(scalars)
    private static let numerals = Set("0123456789一二两三四五六七八九十百千万亿".unicodeScalars.map(\.value))
    private static let parts = ["其中"].map(scalars)
    private static let rates = [
        "日均", "每天", "每日", "周均", "每周", "月均", "每月", "季均", "每季", "年均", "人均", "户均", "每人", "每户", "平均", "均",
    ].map(scalars)
    /// Longest first: 及以上 ends where 以上 ends.
    private static let bounds = ["以上", "以下", "以内", "以外"].map(scalars)
    /// How far back a bound's own figure stands: 1000万元以上.
    private static let reach = 8

    private let text: ReadingText

    init(_ text: ReadingText) { self.text = text }

    /// - Parameters:
    ///   - place: where the figure stands in the text.
    ///   - after: where the figure before it ends, if there is one.
    ///   - inherited: that figure's aspect, which also holds for the next of a list (分别为3家、5家).
    /// - Returns: empty for a figure that the words before say nothing of.
    func before(_ place: Range<Int>, after: Int?, inherited: String) -> String {
        let clause = text.clauseStart(at: place.lowerBound)
        var start = clause
        if let after, after > clause, after <= place.lowerBound {
            if (after..<place.lowerBound).allSatisfy({ Self.isListMark(text.scalars[$0]) }) { return inherited }
            start = after
        }
        var names: [String] = []
        if holds(Self.totals, start..<place.lowerBound) { names.append("total") }
        if holds(Self.fresh, start..<place.lowerBound) { names.append("new") }
        if holds(Self.parts, enumerationStart(place.lowerBound)..<place.lowerBound) { names.append("part") }
        // 均 alone is an average right before the figure; further off it is part of many words
        let verb = skippingFillers(place.lowerBound, from: start)
        let rate = Self.rates.first { word in
            ends(word, at: verb) || word.count > 1 && finds(word, start..<place.lowerBound) != nil
        }
        if let rate { names.append("rate:" + String(scalars: rate)) }
        // a bound's figure may be a fact of its own, so it is looked for in the whole clause
        if let bound = bound(clause..<place.lowerBound) { names.append("bound:" + bound) }
        return names.joined(separator: " ")
    }

    private static func scalars(_ word: String) -> ContiguousArray<UInt32> { ContiguousArray(word.unicodeScalars.map(\.value)) }

    /// 其中 holds for all that follows it up to a semicolon, within its sentence (其中，A3家，B5家).
    private func enumerationStart(_ position: Int) -> Int {
        let floor = max(text.sentence(at: position).lowerBound, position - 200)
        var at = position
        while at > floor, text.scalars[at - 1] != 0xFF1B, text.scalars[at - 1] != 0x3B { at -= 1 }
        return at
    }

    /// 、和与及 and spaces: what stands between the members of a list.
    private static func isListMark(_ scalar: UInt32) -> Bool {
        [0x3001, 0x548C, 0x4E0E, 0x53CA, 0x20, 0x3000].contains(scalar)
    }

    /// 日均为252次, 日均达到252次: back over the verb before the figure.
    private func skippingFillers(_ end: Int, from start: Int) -> Int {
        var at = end
        while at > start, [0x4E3A, 0x8FBE, 0x5230, 0x7EA6, 0x8D85, 0x8FC7, 0x8FD1].contains(text.scalars[at - 1]) { at -= 1 }
        return at
    }

    private func ends(_ word: ContiguousArray<UInt32>, at end: Int) -> Bool {
        end >= word.count && text.scalars[(end - word.count)..<end].elementsEqual(word)
    }

    private func holds(_ words: [ContiguousArray<UInt32>], _ range: Range<Int>) -> Bool {
        words.contains { finds($0, range) != nil }
    }

    /// The last place of `word` in `range`.
    private func finds(_ word: ContiguousArray<UInt32>, _ range: Range<Int>) -> Int? {
        var at = range.upperBound - word.count
        while at >= range.lowerBound {
            if text.scalars[at..<(at + word.count)].elementsEqual(word) { return at }
            at -= 1
        }
        return nil
    }

    /// `1000万元以上`; 规模以上 has no figure and is part of a name.
    private func bound(_ range: Range<Int>) -> String? {
        for word in Self.bounds {
            guard let at = finds(word, range) else { continue }
            var start = at
            var digit: Int?
            while start > range.lowerBound, at - start < Self.reach {
                start -= 1
                if Self.numerals.contains(text.scalars[start]) { digit = start }
            }
            if let digit { return text.string(digit..<(at + word.count)) }
        }
        return nil
    }
}
