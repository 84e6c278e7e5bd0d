/// Did-you-mean: the known word nearest to what was typed.
public enum Suggestion {
    /// - Returns: the candidate at the smallest edit distance, at most a third of its length (and at least 1) away.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        var best: (distance: Int, word: String)?
        for candidate in candidates {
            let d = distance(word.lowercased(), candidate.lowercased())
            let allowed = max(1, max(word.count, candidate.count) / 3)
            if d <= allowed, best == nil || d < best?.distance ?? .max { best = (d, candidate) }
        }
        return best?.word
    }

    /// Damerau–Levenshtein distance (adjacent transpositions count one), over characters.
    public static func distance(_ a: String, _ b: String) -> Int {
        let x = Array(a), y = Array(b)
        if x.isEmpty || y.isEmpty { return max(x.count, y.count) }
        var before = [Int](), previous = Array(0...y.count)
        for i in 1...x.count {
            var row = [i] + Array(repeating: 0, count: y.count)
            for j in 1...y.count {
                let cost = x[i - 1] == y[j - 1] ? 0 : 1
                row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
                if i > 1, j > 1, x[i - 1] == y[j - 2], x[i - 2] == y[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            before = previous
            previous = row
        }
        return previous[y.count]
    }
}
