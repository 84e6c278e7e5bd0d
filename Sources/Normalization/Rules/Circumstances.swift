import Facts
import Lexicons

/// What stands around a figure and tells how sure its fact is, beside the rules that filled its slots.
///
/// How far away its subject stands and what other names stand between, what the reader could not read in the
/// clause, how the fact agrees with those around it. Every circumstance is a feature `name:step` of
/// ``ConfidenceRule``; numbers are told in steps.
struct Circumstances {
    private let reading: Reading
    private let blocks: [ArticleText.Block]
    private let facts: Int
    /// Facts by their subject.
    private let subjects: [String: Int]
    /// Block of the figure last looked at: figures come in order, but for those of tables.
    private var block = 0

    /// Scalars left of a figure that are looked at, and names: a clause without end costs no more.
    private static let reach = 60, names = 32

    init(of drafts: [Draft], blocks: [ArticleText.Block], in reading: Reading) {
        self.reading = reading
        self.blocks = blocks
        var subjects: [String: Int] = [:]
        var facts = 0
        for d in drafts where d.category != nil {
            subjects[d.subject, default: 0] += 1
            facts += 1
        }
        self.subjects = subjects
        self.facts = facts
    }

    /// The circumstances of one fact; `previous` is the fact before it in the article.
    mutating func features(of d: Draft, previous: Draft?, _ body: (_ name: String, _ step: String) -> Void) {
        let start = d.quantity.span.start
        body("subject-share", Self.step(10 * (subjects[d.subject] ?? 0) / max(1, facts), Self.tenths))
        body("subjects", Self.step(subjects.count, Self.several))
        body("place-in-text", Self.step(10 * start / max(1, reading.text.count), Self.thirds))
        if let previous { body("as-before", agreement(d, previous)) }
        body("subject-is", nature(of: d.subjectEntity))
        body("subject-length", Self.step(d.subject.scalarCount, Self.lengths))
        body("metric-length", Self.step(d.metric.scalarCount, Self.lengths))
        body("metric-is", relation(of: d))
        if let phrase = d.phrase, phrase.indicator != nil {
            body("indicator-gap", phrase.indicatorRange.map { Self.step(start - $0.upperBound, Self.gaps) } ?? "elsewhere")
        }
        if d.doubts.contains(.metric) { body("metric-is", "doubtful") }
        body("behind", behind(d))
        let paragraph = paragraph(at: start)
        body("paragraph", Self.step(paragraph.count, Self.hundreds))
        guard !d.doubts.contains(.table) else { return }
        body("unread", Self.step(unread(before: d), Self.few))
        subjectStands(d, paragraph, body)
    }

    // MARK: - the subject

    /// What kind of name owns the figure: a known firm, a full name, a body, a guess.
    private func nature(of e: Entity?) -> String {
        guard let e else { return "none" }
        switch e.kind {
        case .place: return e.isShort ? "short-place" : "place"
        case .nation: return "nation"
        case .world: return "world"
        case .whole: return "whole"
        case .project: return "project"
        case .organisationAnaphor, .projectAnaphor: return "anaphor"
        case .organisation:
            if e.isKnownFirm { return "known-firm" }
            guard e.end > e.start, e.end <= reading.text.count else { return "name" }
            switch reading.text[e.end - 1] {
            case "司": return "full-name"
            case "团", "厂": return "firm"
            case "局", "会", "院", "部", "厅", "委", "所": return "body"
            default: return e.code != nil ? "zone" : "name"
            }
        }
    }

    /// Where the subject was read, and how many other names stand between it and the figure.
    private func subjectStands(_ d: Draft, _ paragraph: Range<Int>, _ body: (_ name: String, _ step: String) -> Void) {
        let start = d.quantity.span.start
        guard let e = d.subjectEntity, e.end > e.start else { return body("subject-stands", "nowhere") }
        let stands =
            e.start >= start ? "behind" : e.end > start ? "around" : e.start >= reading.start(of: d.clause) ? "in-clause"
            : e.start >= reading.start(of: d.sentence) ? "in-sentence" : e.start >= paragraph.lowerBound ? "in-paragraph" : "far"
        body("subject-stands", stands)
        let floor = max(e.start < start ? e.end : start, paragraph.lowerBound)
        var others = 0
        var k = reading.entityIndex(endingAfter: start) - 1
        var seen = 0
        while k >= 0, seen < Self.names, reading.entities[k].start >= floor {
            let other = reading.entities[k]
            switch other.kind {
            case .organisation, .project, .place: if other.isPrincipal, !isSame(other, e) { others += 1 }
            default: break
            }
            k -= 1
            seen += 1
        }
        body("names-between", Self.step(others, Self.few))
    }

    private func isSame(_ a: Entity, _ b: Entity) -> Bool {
        if a.kind == .place, b.kind == .place { return a.code == b.code }
        guard a.end - a.start == b.end - b.start, b.end <= reading.text.count else { return false }
        return (0..<(a.end - a.start)).allSatisfy { reading.text[a.start + $0] == reading.text[b.start + $0] }
    }

    // MARK: - the metric

    /// Whether the metric is just an indicator of the table.
    private func relation(of d: Draft) -> String {
        if d.metric.isEmpty { return "empty" }
        guard let name = d.phrase?.indicator?.name else { return "no-indicator" }
        if d.metric == name { return "indicator" }
        if d.metric.ends(name) { return "ends-in-indicator" }
        if d.metric.begins(name) { return "begins-with-indicator" }
        return d.metric.holds(name) ? "holds-indicator" : "other"
    }

    /// What stands right behind the figure.
    private func behind(_ d: Draft) -> String {
        guard d.quantity.span.end < reading.text.count else { return "mark" }
        let c = reading.text[d.quantity.span.end]
        switch c {
        case "，", "。", "；", "、", "：", ",", ".", ";", "）", ")", "！", "\n": return "mark"
        case "的": return "de"
        default: return Scalars.isHan(c) ? "word" : "other"
        }
    }

    /// Han scalars left of the figure in its clause that are of no word, name or phrase.
    private func unread(before d: Draft) -> Int {
        let start = d.quantity.span.start
        let floor = max(reading.start(of: d.clause), start - Self.reach)
        var count = 0
        var end = start
        var j = min(d.token, reading.tokens.count) - 1
        // from the right, gap after gap
        while end > floor {
            let from = j >= 0 ? max(floor, reading.tokens[j].end) : floor
            var i = from
            while i < end {
                if Scalars.isHan(reading.text[i]), d.phrase?.range.contains(i) != true, !isNamed(i) { count += 1 }
                i += 1
            }
            guard j >= 0 else { break }
            end = min(end, reading.tokens[j].start)
            j -= 1
        }
        return count
    }

    private func isNamed(_ i: Int) -> Bool {
        let k = reading.entityIndex(endingAfter: i)
        return k < reading.entities.count && reading.entities[k].start <= i
    }

    // MARK: - around it

    private mutating func paragraph(at position: Int) -> Range<Int> {
        if block >= blocks.count || blocks[block].range.lowerBound > position { block = 0 }
        while block < blocks.count, blocks[block].range.upperBound <= position { block += 1 }
        return block < blocks.count ? blocks[block].range : position..<position
    }

    /// Which slots say the same as those of the fact before.
    private func agreement(_ d: Draft, _ previous: Draft) -> String {
        var same = 0
        if d.subject == previous.subject { same |= 1 }
        if d.metric == previous.metric { same |= 2 }
        if d.period == previous.period { same |= 4 }
        if d.category == previous.category { same |= 8 }
        return Self.agreements[same]
    }

    private static let agreements = ["none", "s", "m", "sm", "p", "sp", "mp", "smp", "c", "sc", "mc", "smc", "pc", "spc", "mpc", "smpc"]

    // MARK: - steps

    private struct Steps {
        let limits: [Int]
        let names: [String]

        init(_ limits: Int...) {
            self.limits = limits
            names = limits.map { "\($0)" } + ["more"]
        }
    }

    private static let tenths = Steps(0, 1, 3, 5, 7, 9)
    private static let thirds = Steps(0, 2, 5, 8)
    private static let several = Steps(1, 2, 4, 7, 11)
    private static let few = Steps(0, 1, 2, 4, 7, 12)
    private static let lengths = Steps(0, 1, 2, 3, 4, 6, 9, 13)
    private static let gaps = Steps(0, 2, 5, 10)
    private static let hundreds = Steps(40, 100, 200, 400)

    /// The first limit that `n` does not pass, by name.
    private static func step(_ n: Int, _ steps: Steps) -> String {
        var k = 0
        while k < steps.limits.count, n > steps.limits[k] { k += 1 }
        return steps.names[k]
    }
}
