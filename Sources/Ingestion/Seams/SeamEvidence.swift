import Facts
import Lexicons

/// Weighs whether the text of one block goes on in another.
///
/// Scores are sums of small evidences; what a unit is worth was set by reading pages, not fitted.
struct SeamEvidence {
    let page: Page
    let grams: GramIndex?

    // MARK: - The two ends

    /// Whether a block ends within a sentence.
    func isOpen(_ block: Block) -> Bool {
        guard block.isRunning, !Endings.isComplete(page.text, block.start, block.end) else { return false }
        let last = page.text[block.end - 1]
        // a closing quote at the end may close the sentence of a slogan
        return block.count >= 12 || last == Characters.comma || last == Characters.pause
    }

    /// How surely a block begins within a sentence: above 1 likely, below 0 unlikely.
    func tailness(_ block: Block, balance: Endings.Balance, afterComplete: Bool, usualIndent: Int) -> Double {
        let text = page.text
        let start = block.start
        let end = block.end
        let first = text[start]
        var score = afterComplete ? -1.5 : 0.5
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
        if Numbering.isHeadingNumber(text, start, end) || Numbering.isItemMark(text, start, end) { score -= 4 }
        if first == 0x201C || first == 0x300C { score -= quotesATerm(block) ? 0.5 : 4.5 }
        if page.begins(.opener, start, end),
            clause > 1 || page.words.end(of: .opener, in: text, at: start, limit: end) ?? 0 > start + 1
        {
            score -= 4
        }
        if let grams, start + 1 < end, Characters.isHan(first), Characters.isHan(text[start + 1]) {
            // a pair that is no word and stands nowhere else on the page is a seam's right side
            if page.pairs.weight(first, text[start + 1]) == 0, grams.count([first, text[start + 1]]) <= 1 {
                score += 1
            }
        }
        return score
    }

    /// `“七个二”工程` quotes a term; what somebody says is longer or ends a sentence within its quotes.
    private func quotesATerm(_ block: Block) -> Bool {
        let limit = min(block.end, block.start + 12)
        guard let close = page.first(0x201D, block.start, limit) ?? page.first(0x300D, block.start, limit) else {
            return false
        }
        return !Characters.isPunctuation(page.text[close - 1])
    }

    // MARK: - The pair

    /// Evidence of the words across the seam and of the quotes that it joins.
    func joint(
        _ head: Block, _ headBalance: Endings.Balance, _ tail: Block, _ tailBalance: Endings.Balance
    ) -> Double {
        quotes(headBalance, tailBalance) + lexical(head, tail)
    }

    private func quotes(_ head: Endings.Balance, _ tail: Endings.Balance) -> Double {
        var score = 0.0
        let open = head.open.last
        let closed = tail.unopened.first
        switch (open, closed) {
        case (nil, nil): break
        case (let a?, let b?): score += a == b ? 5 : -4
        case (_?, nil): score -= 2.5
        case (nil, _?): score -= 4
        }
        return score
    }

    private func lexical(_ head: Block, _ tail: Block) -> Double {
        let text = page.text
        let a = text[head.end - 1]
        let b = text[tail.start]
        if Characters.isDigit(a) {
            if page.begins(.measure, tail.start, tail.end) { return 2.5 }
            return Characters.isDigit(b) ? 1 : -1.5
        }
        if a == Characters.comma || a == Characters.pause { return Characters.isPunctuation(b) ? -3 : 0.5 }
        guard Characters.isWordly(a), Characters.isWordly(b) else {
            return Characters.isPunctuation(b) && Characters.isWordly(a) ? 1 : 0
        }
        var score = 0.0
        // 目前 opens a sentence, whatever pair its first character would make
        let opens = page.begins(.opener, tail.start, tail.end)
        let listed = opens ? 0 : page.pairs.weight(a, b)
        score += listed == 2 ? 2 : listed == 1 ? 1.2 : 0
        // 的, 后, 等 lean on whatever stands before them
        if page.begins(.mid, tail.start, tail.end),
            page.words.end(of: .opener, in: text, at: tail.start, limit: tail.end) == nil
        {
            score += 0.8
        }
        guard let grams else { return score == 0 ? -0.3 : score }
        var longest = 0
        for left in 1...3 where head.end - left >= head.start {
            for right in 1...(4 - left) where tail.start + right <= tail.end {
                let joined = Array(text[(head.end - left)..<head.end]) + Array(text[tail.start..<(tail.start + right)])
                guard joined.allSatisfy({ Characters.isWordly($0) }) else { continue }
                if grams.count(joined) > 0 { longest = max(longest, left + right) }
            }
        }
        switch longest {
        case 4: score += 4
        case 3: score += 2.2
        case 2:
            // how often what ends the head goes on so elsewhere on the page
            let pair = Double(grams.count([a, b]))
            let all = Double(max(1, grams.count([a])))
            score += 0.8 + min(1.2, 6 * pair / all)
        default: score -= listed == 0 ? 0.7 : 0.3
        }
        return score
    }
}
