import Facts
import Lexicons

/// Names of firms in Latin letters, which no table holds and no suffix ends.
extension EntityFinder {
    /// 印度厂商|Suryatek, 韩国的|Hanvolt、NK Energy|上半年…: capitalised words behind what calls them a firm or says from where it is,
    /// and wherever they stand again.
    func latin(in text: UnsafeBufferPointer<UInt32>, tokens: [Token], capitals: [Int]) -> [Entity] {
        var runs: [Range<Int>] = []
        var next = 0
        for i in capitals where i >= next && (i == 0 || !Self.isLatin(text[i - 1])) {
            let end = Self.endOfName(text, i)
            if end - i >= 4, extent(i, end).contains(where: { text[$0] >= 0x61 && text[$0] <= 0x7A }), end >= text.count || !Self.isLatin(text[end]) { runs.append(i..<end) }
            next = end
        }
        guard !runs.isEmpty else { return [] }
        var names: Set<NameKey> = []
        var last: Range<Int>?
        for run in runs {
            // 、NK Energy, 和日本的Norcell: the list goes on
            let continues = last.map { run.lowerBound - $0.upperBound == 1 && (text[run.lowerBound - 1] == "、" || text[run.lowerBound - 1] == "和" || text[run.lowerBound - 1] == "与") } ?? false
            if continues || Self.callsFirm(text, before: run.lowerBound) || isFrom(text, tokens, before: run.lowerBound) && actsBehind(text, tokens, run.upperBound)
                || !isTeller(text, run.upperBound) && (opensSentence(text, run.lowerBound) || text[max(0, run.lowerBound - 1)] == "的") && (isTwoWords(text, run) || ownsBehind(text, tokens, run.upperBound))
            {
                names.insert(NameKey(text, run))
                last = run
            }
        }
        return runs.filter { names.contains(NameKey(text, $0)) }.map { Entity(kind: .organisation, start: $0.lowerBound, end: $0.upperBound, isKnownFirm: true) }
    }

    /// Orion Foundry: two words of four letters and more.
    private func isTwoWords(_ text: UnsafeBufferPointer<UInt32>, _ run: Range<Int>) -> Bool {
        let words = String(scalars: text[run]).split(separator: " ")
        return words.count == 2 && words.allSatisfy { $0.count >= 4 && $0.dropFirst().allSatisfy(\.isLowercase) } && run.upperBound < text.count && Scalars.isHan(text[run.upperBound])
    }

    /// ChipLens Research 5月19日发布的榜单显示: who tells.
    private func isTeller(_ text: UnsafeBufferPointer<UInt32>, _ end: Int) -> Bool {
        let behind = String(scalars: text[extent(end, min(text.count, end + 18))])
        return ["发布", "統計", "统计", "数据", "預計", "预计", "预测", "報告", "报告", "榜单", "调研", "分析", "认为", "指出"].contains { behind.holds($0) }
    }

    private static func isLatin(_ c: UInt32) -> Bool { Scalars.isLetter(c) || c >= 0x30 && c <= 0x39 || c == "-" }

    /// Up to three words of letters, each with a capital: NK Energy.
    private static func endOfName(_ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Int {
        var end = start
        var words = 0
        while end < text.count {
            while end < text.count, Scalars.isLetter(text[end]) { end += 1 }
            words += 1
            guard words < 3, end + 1 < text.count, text[end] == " ", text[end + 1] >= 0x41, text[end + 1] <= 0x5A else { break }
            end += 1
        }
        return end
    }

    /// 厂商, 巨头 in front.
    static func callsFirm(_ text: UnsafeBufferPointer<UInt32>, before position: Int) -> Bool {
        guard position >= 2 else { return false }
        switch (text[position - 2], text[position - 1]) {
        case ("厂", "商"), ("公", "司"), ("巨", "头"), ("龙", "头"), ("企", "业"), ("车", "企"), ("集", "团"), ("药", "企"), ("矿", "企"), ("电", "商"), ("药", "厂"), ("大", "厂"), ("车", "厂"), ("矿", "商"), ("制", "商"): return true
        default: return false
        }
    }

    /// 韩国的, 日本: a country in front.
    private func isFrom(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], before position: Int) -> Bool {
        let end = position > 0 && text[position - 1] == "的" ? position - 1 : position
        let j = tokens.firstIndex(past: { $0.end < end })
        return j < tokens.count && tokens[j].end == end && tokens[j].kind == .word && (tokens[j].roles.contains(.world) || tokens[j].roles.contains(.nation))
    }

    /// Whether a time, a verb or the next of a list follows.
    private func actsBehind(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ end: Int) -> Bool {
        guard end < text.count else { return false }
        if text[end] == "、" || text[end] == "和" || text[end] == "与" || text[end] == "则" || text[end] == "将" || text[end] == "把" { return true }
        return token(tokens, at: end).map { $0.kind == .period || $0.kind == .word && $0.indicator < 0 && !$0.roles.isDisjoint(with: [.planned, .forecast, .up, .down, .event, .verb, .adverb]) } ?? false
    }

    /// Whether a time, a change or what a firm has follows.
    private func ownsBehind(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ end: Int) -> Bool {
        token(tokens, at: end).map { $0.kind == .period || !$0.roles.isDisjoint(with: [.up, .down]) || ShortName.accounts.contains(text, $0.start..<$0.end) || Self.sold.contains(text, $0.start..<$0.end) } ?? false
    }

    private func token(_ tokens: [Token], at position: Int) -> Token? {
        let j = tokens.firstIndex(past: { $0.start < position })
        return j < tokens.count && tokens[j].start == position ? tokens[j] : nil
    }

    /// What goods that firms make have, behind the firm's name.
    private static let sold: WordSet = ["出货量", "销量", "交付量", "市占率"]
}
