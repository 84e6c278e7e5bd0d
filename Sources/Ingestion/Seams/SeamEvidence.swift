import Facts
import Lexicons

/// Weighs whether the text of one block goes on in another.
///
/// Scores are sums of small evidences, each about the logarithm of how much likelier it makes a
/// join; they were set by reading pages and by cutting whole articles into columns at random.
struct SeamEvidence {
    let page: Page
    let grams: GramIndex?

    // MARK: - The two ends

    /// Whether a block ends within a sentence.
    func isOpen(_ block: Block) -> Bool {
        guard block.isRunning, !Endings.isComplete(page.text, block.start, block.end) else { return false }
        let last = page.text[block.end - 1]
        // 本报记者 某某摄 closes a text under a picture
        if page.words.start(of: .captionEnd, in: page.text, endingAt: block.end, floor: block.start) != nil {
            return false
        }
        if isField(block) { return false }
        // a closing quote at the end may close the sentence of a slogan
        return block.count >= 12 || last == Characters.comma || last == Characters.pause
    }

    /// 注册资本：13.7亿元, alone on its line: a form's field goes on in no other line.
    private func isField(_ block: Block) -> Bool {
        guard block.count <= 30, block.pieces.count == 1 else { return false }
        let line = page.text[block.start..<block.end]
        guard let colon = line.prefix(11).firstIndex(where: { $0 == 0xFF1A || $0 == 0x3A }), colon - block.start >= 2, line[..<colon].allSatisfy({ Characters.isHan($0) }) else { return false }
        switch Unicode.Scalar(page.text[colon - 1]) {
        case "说", "道", "称", "示", "绍", "是", "为", "认", "說", "問", "问": return false
        default: return !line.contains { $0 == Characters.comma || $0 == Characters.pause || $0 == Characters.stop }
        }
    }

    /// What stands before a block, with what that says of its being a continuation.
    enum Before: Double {
        /// Text that breaks off: this goes on with something.
        case open = 2.5
        /// A caption, furniture, the head of the page.
        case other = 0.5
        case heading = -1.5
        /// Text that ends: a column seldom begins here.
        case complete = -2
    }

    /// How surely a block begins within a sentence: above 1 likely, below 0 unlikely.
    func tailness(_ block: Block, balance: Endings.Balance, after: Before, usualIndent: Int) -> Double {
        let text = page.text
        let start = block.start
        let end = block.end
        let first = text[start]
        var score = after.rawValue
        if !balance.unopened.isEmpty { score += 3 }
        if Characters.isPunctuation(first) || Characters.isCloser(first) || first == 0x25 || first == 0xFF05 {
            score += 3
        }
        if usualIndent >= 2 { score += block.indent >= 2 ? -4 : 2 }
        // a clause of one or two characters: 家，… 运，… 品——
        var clause = 0
        while start + clause < end, clause < 4, Characters.isWordly(text[start + clause]) { clause += 1 }
        if clause <= 2, start + clause < end, Characters.isPunctuation(text[start + clause]) {
            score += clause == 1 ? 2.5 : 1.5
        }
        if clause == 3, start + 3 < end, text[start + 3] == Characters.stop { score += 1.5 }
        if page.begins(.mid, start, end), page.words.end(of: .opener, in: text, at: start, limit: end) == nil {
            score += 1
        }
        if Numbering.isHeadingNumber(text, start, end) || Numbering.isItemMark(text, start, end) || isField(block) { score -= 4 }
        if first == 0x201C || first == 0x300C { score -= quotesATerm(block) ? 0.5 : 6 }
        if page.begins(.opener, start, end),
            clause > 1 || page.words.end(of: .opener, in: text, at: start, limit: end) ?? 0 > start + 1
        {
            score -= 6
        }
        if let grams, start + 1 < end, Characters.isHan(first), Characters.isHan(text[start + 1]) {
            // a paragraph begins with a word; half of all cuts leave a pair that is none
            let isWord = page.pairs.weight(first, text[start + 1]) > 0 || grams.count([first, text[start + 1]]) > 1
            score += isWord ? -0.5 : 1.8
        }
        return score
    }

    /// `“七个二”工程` quotes a term; what somebody says is longer or ends a sentence within its quotes.
    private func quotesATerm(_ block: Block) -> Bool {
        let limit = min(block.end, block.start + 30)
        guard let close = page.first(0x201D, block.start, limit) ?? page.first(0x300D, block.start, limit) else {
            return false
        }
        return !Characters.isPunctuation(page.text[close - 1]) && close + 1 < block.end
            && Characters.isWordly(page.text[close + 1])
    }

    // MARK: - The pair

    /// Evidence of the words across the seam and of the quotes that it joins.
    func joint(
        _ head: Block, _ headBalance: Endings.Balance, _ tail: Block, _ tailBalance: Endings.Balance
    ) -> Double {
        quotes(headBalance, tailBalance) + lexical(head, tail)
    }

    private func quotes(_ head: Endings.Balance, _ tail: Endings.Balance) -> Double {
        switch (head.open.last, tail.unopened.first) {
        case (nil, nil): return 0
        case (let a?, let b?): return a == b ? 5 : -4
        // a speech of several paragraphs is opened in each and closed in the last
        case (_?, nil): return -2
        case (nil, _?): return -4
        }
    }

    private func lexical(_ head: Block, _ tail: Block) -> Double {
        let text = page.text
        let a = text[head.end - 1]
        let b = text[tail.start]
        if let score = figures(head, tail) { return score }
        if a == Characters.comma || a == Characters.pause { return Characters.isPunctuation(b) ? -3 : 0.4 }
        guard Characters.isWordly(a), Characters.isWordly(b) else {
            return Characters.isPunctuation(b) && Characters.isWordly(a) ? 1.2 : 0
        }
        var score = 0.0
        // 目前 opens a sentence, whatever pair its first character would make
        let opens = page.begins(.opener, tail.start, tail.end)
        let listed = opens ? 0 : page.pairs.weight(a, b)
        // 的, 后, 等 lean on whatever stands before them, 有限公司 on a name
        if !opens, page.begins(.mid, tail.start, tail.end) { score += 0.8 }
        if page.begins(.bound, tail.start, tail.end) { score += 2 }
        let pairing = listed == 2 ? 2.2 : listed == 1 ? 1.2 : 0
        guard let grams else { return score + pairing - (pairing == 0 ? 0.5 : 0) }
        switch longestCrossing(head, tail, grams) {
        case 4: return score + 5.5
        case 3: return score + max(3.6, pairing + 1)
        case 2:
            // how often what ends the head goes on so elsewhere on the page
            let pair = Double(grams.count([a, b]))
            let all = Double(max(1, grams.count([a])))
            return score + pairing + 0.8 + min(1.5, 6 * pair / all)
        default: return score + pairing - (listed == 0 ? 1 : 0.2)
        }
    }

    /// Length of the longest string across the seam that stands elsewhere on the page, up to four.
    private func longestCrossing(_ head: Block, _ tail: Block, _ grams: GramIndex) -> Int {
        let text = page.text
        var longest = 0
        for left in 1...3 where head.end - left >= head.start {
            for right in 1...(4 - left) where tail.start + right <= tail.end && left + right > longest {
                let joined = Array(text[(head.end - left)..<head.end]) + Array(text[tail.start..<(tail.start + right)])
                guard joined.allSatisfy({ Characters.isWordly($0) }) else { continue }
                if grams.count(joined) > 0 { longest = left + right }
            }
        }
        return longest
    }

    /// 到, 达, 至, 为, 约, 近, 过, 占, 共, 有, 超, 增, 降, 第: what a figure often follows.
    private static let wantsFigure = Set("到达至为约近过占共有超增降第资额长率值量".unicodeScalars.map(\.value))

    /// Evidence where a figure stands at the seam, or `nil`.
    private func figures(_ head: Block, _ tail: Block) -> Double? {
        let text = page.text
        let a = text[head.end - 1]
        let b = text[tail.start]
        let isPoint = { (c: UInt32) in c == 0x2E || c == 0xFF0E }
        if isPoint(a), head.count > 1, Characters.isDigit(text[head.end - 2]) { return Characters.isDigit(b) ? 5 : -4 }
        if Characters.isDigit(a) {
            if isPoint(b), tail.count > 1, Characters.isDigit(text[tail.start + 1]) { return 5 }
            // 2011|年: four digits want their year
            if b == 0x5E74 { return 4 }
            if page.begins(.counted, tail.start, tail.end) || page.begins(.measure, tail.start, tail.end) { return 3 }
            if Characters.isDigit(b) { return 1.2 }
            return Characters.isPunctuation(b) ? 0 : -2.5
        }
        // 达到|50面: a figure follows any word, and these want one
        if Characters.isDigit(b), Characters.isHan(a) { return Self.wantsFigure.contains(a) ? 1.8 : 0 }
        // 亿元 and 个百分点 want a figure before them
        if page.begins(.counted, tail.start, tail.end) {
            let numeral =
                Numbering.isHanNumeral(a) || a == 0x51E0 || a == 0x6570 || a == 0x591A || a == 0x4F59 || a == 0x5343
                || a == 0x4E07
            return numeral ? 2.5 : -3.5
        }
        return nil
    }
}
