import Diagnostics

/// The administrative divisions of China with their GB/T 2260 codes (`divisions.tsv`).
///
/// Codes are six-digit integers (`150200`). Besides its full name a division has short names
/// (包头) and weak ones (滨江), which hold only once the text has named its parent or province.
public struct DivisionTable: Sendable {
    public static let fileName = "divisions.tsv"

    public enum Level: String, Sendable, Codable, CaseIterable, Comparable {
        case province, prefecture, county
        private var depth: Int { self == .province ? 0 : self == .prefecture ? 1 : 2 }
        public static func < (a: Level, b: Level) -> Bool { a.depth < b.depth }
    }

    public struct Division: Sendable, Hashable {
        public let code: Int
        public let name: String
        public let level: Level
        /// Code of the division above; 0 for a province.
        public let parentCode: Int
        /// Whether the division still exists; false for one that a later list no longer holds.
        public let isCurrent: Bool
    }

    /// One division that a name may mean.
    public struct Candidate: Sendable, Hashable {
        public let code: Int
        /// Holds only where the text has named the division's parent or province.
        public let isWeak: Bool

        public init(code: Int, isWeak: Bool = false) {
            self.code = code
            self.isWeak = isWeak
        }
    }

    /// A name found in a text.
    public struct Match: Sendable, Hashable {
        /// Never empty; in order of level, then code.
        public let candidates: [Candidate]
        /// Offset past the name.
        public let end: Int
        /// Whether a short name was found (包头, not 包头市).
        public let isShort: Bool
    }

    /// All divisions in the table's order.
    public let divisions: [Division]
    private let index: CodeIndex
    /// Row of the division above each, or -1.
    private let above: [Int]
    /// The full chain of names of each division.
    private let chains: [String]
    @usableFromInline let words: WordTrie
    /// Candidates of all names, one name after the other.
    private let candidates: [Candidate]
    private let entries: ContiguousArray<Entry>

    /// One name: where its candidates stand.
    private struct Entry {
        let first: Int
        let count: Int
        let isShort: Bool
        /// The one division that the name means whatever the text, else -1.
        let only: Int
    }

    /// - Throws: ``DiagnosticList`` with every fault: a code that is not six digits or stands twice, an
    ///   unknown level, a parent that is missing or not above.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(
            Self.fileName, columns: ["code", "name", "level", "parent", "short", "weak", "use", "until", "source"])
        var faults: [Diagnostic] = []
        var read: [DivisionRow] = []
        var origins: [TSVTable.Row] = []
        var index: [Int: Int] = [:]
        read.reserveCapacity(4096)
        index.reserveCapacity(4096)
        for table in tables {
            let columns = DivisionRow.Columns(table)
            for row in table.rows {
                switch DivisionRow.read(columns, row) {
                case .failure(let fault): faults.append(fault)
                case .success(let division):
                    if let first = index[division.division.code] {
                        faults.append(
                            Diagnostic(
                                code: "lexicon.duplicate", "`\(division.division.code)` is claimed by two rows",
                                at: row.location(),
                                excerpt: row.text,
                                label: "also claimed at \(origins[first].file):\(origins[first].line)",
                                help: "keep one of the rows"))
                        continue
                    }
                    index[division.division.code] = read.count
                    read.append(division)
                    origins.append(row)
                }
            }
        }
        for (i, row) in read.enumerated() where row.division.parentCode != 0 {
            if let parent = index[row.division.parentCode], read[parent].division.level < row.division.level {
                continue
            }
            faults.append(
                Diagnostic(
                    code: "lexicon.unknown-parent",
                    "`\(row.division.parentCode)` is no division above `\(row.division.name)`",
                    at: origins[i].location(column: 3), excerpt: origins[i].text,
                    help: "give the code of its prefecture or province"))
        }
        guard faults.isEmpty else {
            throw DiagnosticList(faults.sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) })
        }
        divisions = read.map(\.division)
        self.index = CodeIndex(index)
        let all = divisions
        let above = all.map { index[$0.parentCode] ?? -1 }
        self.above = above
        chains = all.indices.map { row in
            var name = all[row].name, next = above[row]
            for _ in 0..<3 where next >= 0 {
                name = all[next].name + name
                next = above[next]
            }
            return name
        }
        let compiled = Self.compile(read, index)
        words = compiled.words
        var candidates: [Candidate] = []
        entries = ContiguousArray(compiled.entries.map { entry in
            defer { candidates.append(contentsOf: entry.candidates) }
            let sole = entry.candidates.count == 1 ? entry.candidates.first : nil
            return Entry(
                first: candidates.count, count: entry.candidates.count, isShort: entry.isShort,
                only: sole.map { $0.isWeak ? -1 : $0.code } ?? -1)
        })
        self.candidates = candidates
    }

    private static func compile(
        _ rows: [DivisionRow], _ index: [Int: Int]
    ) -> (words: WordTrie, entries: [(candidates: [Candidate], isShort: Bool)]) {
        var trie = WordTrie()
        var numbers = WordNumbers(expected: rows.count * 2)
        var entries: [(candidates: [Candidate], isShort: Bool)] = []
        entries.reserveCapacity(rows.count * 2)
        func claim(_ word: String, _ code: Int, short: Bool, weak: Bool) {
            let candidate = Candidate(code: code, isWeak: weak)
            if let n = numbers.insert(word, entries.count) {
                if entries[n].candidates.contains(where: { $0.code == code }) { return }
                entries[n].candidates.append(candidate)
                entries[n].isShort = entries[n].isShort && short
            } else {
                trie.insert(word, value: entries.count)
                entries.append(([candidate], short))
            }
        }
        for row in rows {
            let code = row.division.code
            if row.onlyWithinParent {
                if let parent = index[row.division.parentCode] {
                    for name in [rows[parent].division.name] + rows[parent].short {
                        claim(name + row.division.name, code, short: false, weak: false)
                    }
                }
            } else {
                // 索县 stands in 探索县域, 成县 in 形成县级: so short a name needs its province named
                claim(row.division.name, code, short: false, weak: row.division.name.unicodeScalars.count <= 2)
            }
            // a former full name (襄樊市) says as much as a full name
            for name in row.short { claim(name, code, short: !endsLikeADivision(name), weak: false) }
            for name in row.weak { claim(name, code, short: true, weak: true) }
        }
        func rank(_ candidate: Candidate) -> (Int, Level, Int) {
            guard let i = index[candidate.code] else { return (2, .county, candidate.code) }
            return (rows[i].division.isCurrent ? 0 : 1, rows[i].division.level, candidate.code)
        }
        for n in entries.indices where entries[n].candidates.count > 1 {
            entries[n].candidates.sort { rank($0) < rank($1) }
        }
        return (trie, entries)
    }

    private static func endsLikeADivision(_ name: String) -> Bool {
        guard let last = name.unicodeScalars.last else { return false }
        return "省市县区旗".unicodeScalars.contains(last)
    }

    /// The division of a code, `nil` where the table has none.
    public func division(code: Int) -> Division? {
        guard let i = index[code] else { return nil }
        return divisions[i]
    }

    /// The division of a code and those above it, the division first.
    public func lineage(code: Int) -> [Division] {
        guard var i = index[code] else { return [] }
        var result = [divisions[i]]
        while result.count < 4, above[i] >= 0 {
            i = above[i]
            result.append(divisions[i])
        }
        return result
    }

    /// Whether `code` is the division `other` or lies in it.
    public func lies(_ code: Int, in other: Int) -> Bool { nearest(from: code) { $0.code == other } != nil }

    /// The codes of ``lineage(code:)``, one after the other; makes no list of them.
    public func forEachUpwards(from code: Int, _ body: (_ code: Int, _ depth: Int) -> Void) {
        guard var i = index[code] else { return }
        var depth = 0
        while true {
            body(divisions[i].code, depth)
            guard depth < 3, above[i] >= 0 else { return }
            i = above[i]
            depth += 1
        }
    }

    /// The division of a code, or the nearest above it, that fits.
    public func nearest(from code: Int, where fits: (Division) -> Bool) -> Division? {
        guard var i = index[code] else { return nil }
        var steps = 1
        while !fits(divisions[i]) {
            guard steps < 4, above[i] >= 0 else { return nil }
            i = above[i]
            steps += 1
        }
        return divisions[i]
    }

    /// The division above or at `code` of a level.
    public func ancestor(of code: Int, at level: Level) -> Division? {
        nearest(from: code) { $0.level == level }
    }

    /// Whether `code` is `ancestor` or lies in it.
    public func isWithin(_ code: Int, _ ancestor: Int) -> Bool {
        if code == ancestor { return true }
        guard var i = index[code] else { return false }
        for _ in 0..<3 {
            if divisions[i].parentCode == ancestor { return true }
            guard above[i] >= 0 else { return false }
            i = above[i]
        }
        return false
    }

    /// The full chain of names: `内蒙古自治区包头市`, `浙江省金华市兰溪市`, `北京市海淀区`; empty for an unknown code.
    public func chain(code: Int) -> String { index[code].map { chains[$0] } ?? "" }

    /// Whether any name begins with `scalar`.
    @inlinable @inline(__always)
    public func mayBegin(_ scalar: UInt32) -> Bool { words.mayBegin(scalar) }

    /// The longest name that begins at `start`, before any context is known.
    public func longestMatch(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> Match? {
        guard let found = name(in: text, at: start, limit: limit) else { return nil }
        return Match(candidates: Array(candidates(of: found)), end: found.end, isShort: isShort(found))
    }

    /// A name found in a text, by number: most are looked at and dropped, so nothing is copied.
    struct Name {
        let number: Int
        let end: Int
    }

    @inline(__always)
    func name(in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int) -> Name? {
        words.longestMatch(in: text, at: start, limit: limit).map { Name(number: $0.value, end: $0.end) }
    }

    func candidates(of name: Name) -> ArraySlice<Candidate> {
        let entry = entries[name.number]
        return candidates[entry.first..<(entry.first + entry.count)]
    }

    func isShort(_ name: Name) -> Bool { entries[name.number].isShort }

    func isAmbiguous(_ name: Name) -> Bool { entries[name.number].count > 1 }

    func resolve(_ name: Name, context: [Int]) -> Int? {
        let only = entries[name.number].only
        return only >= 0 ? only : resolve(candidates(of: name), context: context)
    }

    /// Chooses among the divisions that a name may mean.
    ///
    /// - Parameter context: codes named before, most recent last (24 are looked at). A candidate inside the latest of them wins, then
    ///   one that holds it, then one in the same province.
    /// - Returns: `nil` where the context does not decide and the candidates are of one level, or all weak.
    public func resolve(_ candidates: [Candidate], context: [Int]) -> Int? { resolve(candidates[...], context: context) }

    func resolve(_ candidates: ArraySlice<Candidate>, context: [Int]) -> Int? {
        if candidates.count == 1, let only = candidates.first, !only.isWeak { return only.code }
        let recent = context.suffix(24).reversed()
        for named in recent {
            if let inside = candidates.first(where: { isWithin($0.code, named) }) { return inside.code }
            if let around = candidates.first(where: { !$0.isWeak && isWithin(named, $0.code) }) { return around.code }
        }
        for named in recent {
            let sameProvince = candidates.filter { $0.code / 10_000 == named / 10_000 }
            if let first = sameProvince.first { return first.code }
        }
        let strong = candidates.filter { !$0.isWeak }
        guard let first = strong.first, let top = division(code: first.code) else { return nil }
        let rivals = strong.dropFirst().contains {
            guard let other = division(code: $0.code) else { return false }
            return other.level == top.level && other.isCurrent == top.isCurrent
        }
        return rivals ? nil : first.code
    }
}

/// One row of the table, checked by itself.
struct DivisionRow {
    let division: DivisionTable.Division
    let short: [String]
    let weak: [String]
    let onlyWithinParent: Bool

    /// Where the columns stand, looked up once a table.
    struct Columns {
        let code, name, level, parent, short, weak, use, until, source: Int

        init(_ table: TSVTable) {
            func at(_ name: String) -> Int { table.column(name) ?? 0 }
            code = at("code")
            name = at("name")
            level = at("level")
            parent = at("parent")
            short = at("short")
            weak = at("weak")
            use = at("use")
            until = at("until")
            source = at("source")
        }
    }

    static func read(_ columns: Columns, _ row: TSVTable.Row) -> Result<DivisionRow, Diagnostic> {
        func fault(_ code: String, _ message: String, _ column: Int, _ help: String) -> Result<DivisionRow, Diagnostic>
        {
            .failure(Diagnostic(code: code, message, at: row.location(column: column), excerpt: row.text, help: help))
        }
        let codeText = row.fields[columns.code]
        let name = row.fields[columns.name]
        guard codeText.utf8.count == 6, let code = Int(codeText), code > 0 else {
            return fault(
                "lexicon.bad-code", "`\(codeText)` is no division code", columns.code,
                "write six digits, as in GB/T 2260")
        }
        guard !name.isEmpty else {
            return fault("lexicon.empty-field", "the division has no name", columns.name, "write its name")
        }
        let levelText = row.fields[columns.level]
        guard let level = DivisionTable.Level(rawValue: levelText) else {
            return fault(
                "lexicon.unknown-level", "`\(levelText)` is no level", columns.level,
                "use `province`, `prefecture` or `county`")
        }
        let parentText = row.fields[columns.parent]
        guard parentText.isEmpty == (level == .province), parentText.isEmpty || Int(parentText) != nil else {
            return fault(
                "lexicon.unknown-parent", "`\(parentText)` cannot be the parent of a \(level.rawValue)", columns.parent,
                level == .province ? "leave it empty" : "give the code of its prefecture or province")
        }
        let use = row.fields[columns.use]
        guard use.isEmpty || use == "within" else {
            return fault(
                "lexicon.unknown-use", "`\(use)` is no use of a name", columns.use, "leave it empty or write `within`")
        }
        guard !row.fields[columns.source].isEmpty else {
            return fault("lexicon.empty-field", "the row names no source", columns.source, "say where it comes from")
        }
        return .success(
            DivisionRow(
                division: DivisionTable.Division(
                    code: code, name: name, level: level, parentCode: Int(parentText) ?? 0,
                    isCurrent: row.fields[columns.until].isEmpty),
                short: names(row.fields[columns.short]), weak: names(row.fields[columns.weak]),
                onlyWithinParent: use == "within"))
    }

    private static func names(_ field: String) -> [String] {
        if field.isEmpty { return [] }
        // most divisions have one short name
        return field.unicodeScalars.contains("、") ? field.split(separator: "、").map(String.init) : [field]
    }
}
