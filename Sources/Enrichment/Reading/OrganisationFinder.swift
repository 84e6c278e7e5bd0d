import Facts
import Lexicons

/// The organisations of one document: those of the table, companies by their full legal name, and the short
/// names that the text itself introduces (以下简称…) or uses.
struct OrganisationFinder: Sendable {
    struct Identity: Sendable, Hashable {
        let id: String
        let name: String
    }

    struct Mention: Sendable, Hashable {
        let range: Range<Int>
        let identity: Identity
    }

    private let lexicons: LexiconSet
    /// In reading order, never overlapping.
    private(set) var mentions: [Mention] = []
    /// Names of this document only.
    private var aliases: [String: Identity] = [:]
    /// Full company names of this document by what is left without seat and legal ending, in order of appearance.
    private var companies: [(core: [UInt32], identity: Identity)] = []

    private static let longestName = 30
    private static let abbreviations: [ContiguousArray<UInt32>] = ["以下简称", "下称", "简称"].map {
        ContiguousArray($0.unicodeScalars.map(\.value))
    }

    init(text: ReadingText, lexicons: LexiconSet, deadline: Deadline) throws {
        self.lexicons = lexicons
        let scalars = text.scalars
        var found: [Mention] = []
        try scalars.withUnsafeBufferPointer { buffer in
            var i = 0
            var last = 0
            while i < buffer.count {
                if i & 4095 == 0 { try deadline.check() }
                if lexicons.organisations.mayBegin(buffer[i]),
                    let match = lexicons.organisations.longestMatch(in: buffer, at: i, limit: buffer.count),
                    lexicons.enrichmentCues.match(.companyEnding, in: buffer, at: match.end, limit: buffer.count) == nil
                {
                    let identity = Identity(id: match.organisation.id, name: match.organisation.name)
                    found.append(Mention(range: i..<match.end, identity: identity))
                    i = match.end
                    last = i
                    continue
                }
                if let ending = lexicons.enrichmentCues.match(.companyEnding, in: buffer, at: i, limit: buffer.count),
                    let start = companyStart(endingAt: i, floor: last, in: buffer)
                {
                    let name = String(scalars: buffer[start..<ending.end])
                    let identity = register(company: name)
                    while let previous = found.last, previous.range.upperBound > start { found.removeLast() }
                    found.append(Mention(range: start..<ending.end, identity: identity))
                    i = ending.end
                    last = i
                    continue
                }
                i += 1
            }
            for mention in found { introduceAlias(after: mention, in: buffer) }
        }
        mentions = found
        if !aliases.isEmpty || !companies.isEmpty { addShortMentions(text) }
    }

    private mutating func register(company name: String) -> Identity {
        if let known = lexicons.organisations.organisation(named: name) {
            return Identity(id: known.id, name: known.name)
        }
        let identity = Identity(id: "org:" + name, name: name)
        if aliases[name] == nil {
            aliases[name] = identity
            companies.append((core(of: name), identity))
        }
        return identity
    }

    /// Goes back from a legal ending to where the name begins.
    private func companyStart(endingAt end: Int, floor: Int, in text: UnsafeBufferPointer<UInt32>) -> Int? {
        let least = max(floor, end - Self.longestName)
        var i = end
        while i > least {
            let scalar = text[i - 1]
            let isName =
                (scalar >= 0x4E00 && scalar <= 0x9FFF) || scalar == 0xFF08 || scalar == 0xFF09
                || (scalar >= 0x41 && scalar <= 0x5A) || (scalar >= 0x61 && scalar <= 0x7A)
            if !isName { break }
            if scalar == 0xFF09, i < end {
                // a bracket inside a name must open inside it
                var k = i - 1
                while k > least, text[k] != 0xFF08 { k -= 1 }
                if text[k] != 0xFF08 { break }
            }
            i -= 1
        }
        // the name begins after the last word that no name begins with, unless that word is inside a place
        var start = i
        var j = i
        while j < end - 2 {
            if let place = lexicons.divisions.mayBegin(text[j])
                ? lexicons.divisions.longestMatch(in: text, at: j, limit: end) : nil
            {
                if j > start, place.end - j >= 2 { start = startsName(j, start, text) ? j : start }
                j = place.end
                continue
            }
            if let stop = lexicons.enrichmentCues.match(.companyStop, in: text, at: j, limit: end), end - stop.end >= 2
            {
                start = stop.end
                j = stop.end
                continue
            }
            j += 1
        }
        return end - start >= 2 ? start : nil
    }

    /// A place inside a long run of words is where a company's name begins, if what stands before is no name itself.
    private func startsName(_ place: Int, _ start: Int, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        place - start <= 12
    }

    private mutating func introduceAlias(after mention: Mention, in text: UnsafeBufferPointer<UInt32>) {
        var i = mention.range.upperBound
        guard i < text.count, text[i] == 0xFF08 || text[i] == 0x28 else { return }
        i += 1
        for word in Self.abbreviations where i + word.count < text.count {
            guard word.indices.allSatisfy({ text[i + $0] == word[$0] }) else { continue }
            i += word.count
            let closers: Set<UInt32> = [0xFF09, 0x29, 0x201D, 0x300D, 0xFF0C, 0x3001]
            while i < text.count, [0x201C, 0x300C, 0xFF1A, 0x3A, 0x22].contains(text[i]) { i += 1 }
            let start = i
            while i < text.count, i - start < 16, !closers.contains(text[i]), text[i] != 0x22 { i += 1 }
            if i - start >= 2 { aliases[String(scalars: text[start..<i])] = mention.identity }
            return
        }
    }

    /// Finds the introduced aliases and the short names of companies where they stand.
    private mutating func addShortMentions(_ text: ReadingText) {
        var words: [(String, Int)] = []
        var identities: [Identity] = []
        for (word, identity) in aliases.sorted(by: { $0.key < $1.key }) {
            words.append((word, identities.count))
            identities.append(identity)
        }
        let trie = WordTrie(words: words)
        var extra: [Mention] = []
        text.scalars.withUnsafeBufferPointer { buffer in
            var i = 0
            var next = 0
            while i < buffer.count {
                while next < mentions.count, mentions[next].range.upperBound <= i { next += 1 }
                if next < mentions.count, mentions[next].range.contains(i) {
                    i = mentions[next].range.upperBound
                    continue
                }
                if trie.mayBegin(buffer[i]), let found = trie.longestMatch(in: buffer, at: i, limit: buffer.count) {
                    extra.append(Mention(range: i..<found.end, identity: identities[found.value]))
                    i = found.end
                } else {
                    i += 1
                }
            }
        }
        guard !extra.isEmpty else { return }
        mentions = (mentions + extra).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// What is left of a company's name without its seat and legal ending: 泰丰先行锂电科技.
    private func core(of name: String) -> [UInt32] {
        var scalars = name.unicodeScalars.map(\.value)
        for ending in lexicons.enrichmentCues.words(.companyEnding) where scalars.count > ending.scalars.count + 1 {
            if scalars.suffix(ending.scalars.count).elementsEqual(ending.scalars) {
                scalars.removeLast(ending.scalars.count)
                break
            }
        }
        while scalars.count > 3 {
            let cut = scalars.withUnsafeBufferPointer {
                lexicons.divisions.longestMatch(in: $0, at: 0, limit: $0.count)?.end
            }
            guard let cut, scalars.count - cut >= 2 else { break }
            scalars.removeFirst(cut)
            if scalars.first == 0x5E02 || scalars.first == 0x7701 { scalars.removeFirst() }
        }
        return scalars
    }

    /// Who `name` is: by table, by what the text introduced, or as the short name of one company of the text.
    func identity(of name: String) -> Identity? {
        if let known = lexicons.organisations.organisation(named: name) {
            return Identity(id: known.id, name: known.name)
        }
        if let known = aliases[name] { return known }
        var short = name.unicodeScalars.map(\.value)
        for ending in lexicons.enrichmentCues.words(.shortEnding) + lexicons.enrichmentCues.words(.companyEnding)
        where short.count > ending.scalars.count + 1 && short.suffix(ending.scalars.count).elementsEqual(ending.scalars)
        {
            short.removeLast(ending.scalars.count)
            if let known = lexicons.organisations.organisation(named: String(scalars: short)) {
                return Identity(id: known.id, name: known.name)
            }
            break
        }
        guard short.count >= 2, short.count <= 12 else { return nil }
        let stripped = core(of: name)
        var found: Identity?
        for (core, identity) in companies {
            let fits =
                core.starts(with: short) || core.starts(with: stripped)
                || (short.count >= 3 && Self.isSubsequence(short, of: core) && core.starts(with: short.prefix(2)))
            guard fits else { continue }
            if let found, found != identity { return nil }
            found = identity
        }
        return found
    }

    private static func isSubsequence(_ short: [UInt32], of long: [UInt32]) -> Bool {
        var i = 0
        for scalar in long where i < short.count && short[i] == scalar { i += 1 }
        return i == short.count
    }

    /// Mentions inside a range of the reading text.
    func mentions(in range: Range<Int>) -> ArraySlice<Mention> {
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if mentions[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < mentions.count, mentions[end].range.upperBound <= range.upperBound { end += 1 }
        return mentions[low..<end]
    }
}
