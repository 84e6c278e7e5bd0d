import Facts
import Lexicons

/// One thing about a figure's surroundings, and the steps that it is told in: each step is a feature `name:step`.
struct Circumstance: Sendable {
    /// Where its steps begin in a list of all steps of all circumstances.
    let first: Int
    let name: String
    let steps: [String]

    /// No circumstance has more steps.
    private static let most = 32

    /// Every circumstance; ``Circumstances`` calls them by their ``Kind``.
    static let all: [Circumstance] = Kind.allCases.map { kind in
        let (name, steps) = described(kind)
        return Circumstance(first: kind.rawValue * most, name: name, steps: steps)
    }

    /// Steps of all circumstances, those that no circumstance has among them.
    static let stepCount = Kind.allCases.count * most

    /// The place of a step in a list of all steps.
    @inline(__always)
    static func place(of kind: Kind, _ step: Int) -> Int { kind.rawValue * most + step }

    enum Kind: Int, CaseIterable {
        case subjectShare, subjects, placeInText, asBefore, subjectIs, subjectLength, metricLength, metricIs, indicatorGap, behind, paragraph, unread,
            subjectStands, namesBetween, periodIs, dimension, comparator, figures, facts, itemIs
    }

    private static func described(_ kind: Kind) -> (name: String, steps: [String]) {
        switch kind {
        case .subjectShare: ("subject-share", Steps.tenths.names)
        case .subjects: ("subjects", Steps.several.names)
        case .placeInText: ("place-in-text", Steps.thirds.names)
        case .asBefore: ("as-before", ["none", "s", "m", "sm", "p", "sp", "mp", "smp", "c", "sc", "mc", "smc", "pc", "spc", "mpc", "smpc"])
        case .subjectIs: ("subject-is", Nature.allCases.map(\.name))
        case .subjectLength: ("subject-length", Steps.lengths.names)
        case .metricLength: ("metric-length", Steps.lengths.names)
        case .metricIs: ("metric-is", MetricRelation.allCases.map(\.name))
        case .indicatorGap: ("indicator-gap", Steps.gaps.names + ["elsewhere"])
        case .behind: ("behind", Follower.allCases.map(\.name))
        case .paragraph: ("paragraph", Steps.hundreds.names)
        case .unread: ("unread", Steps.few.names)
        case .subjectStands: ("subject-stands", Stand.allCases.map(\.name))
        case .namesBetween: ("names-between", Steps.few.names)
        case .periodIs: ("period-is", Time.allCases.map(\.name))
        case .dimension: ("dimension", Dimension.allCases.map { "\($0)" })
        case .comparator: ("comparator", Comparator.allCases.map(\.rawValue))
        case .figures: ("figures", Steps.few.names)
        case .facts: ("facts", Steps.dozens.names)
        case .itemIs: ("item-is", ["none", "of-metric", "other"])
        }
    }

    /// What kind of name owns a figure.
    enum Nature: Int, CaseIterable {
        case none, shortPlace, place, nation, world, whole, project, anaphor, knownFirm, name, fullName, firm, body, zone
    }

    /// What a metric is beside the indicator of its phrase.
    enum MetricRelation: Int, CaseIterable {
        case empty, noIndicator, indicator, endsInIndicator, beginsWithIndicator, holdsIndicator, other, doubtful
    }

    /// What a period is, beside the day of the document.
    enum Time: Int, CaseIterable { case none, past, yearBefore, sameYear, later, span, month, day, noDate }

    /// What stands right behind a figure.
    enum Follower: Int, CaseIterable { case mark, de, word, other }

    /// Where the subject of a figure was read.
    enum Stand: Int, CaseIterable { case nowhere, behind, around, inClause, inSentence, inParagraph, far }

    /// Numbers told by the first limit that they do not pass.
    struct Steps: Sendable {
        private let limits: [Int]

        var names: [String] { limits.map { "\($0)" } + ["more"] }
        var count: Int { limits.count + 1 }

        func step(_ n: Int) -> Int {
            var k = 0
            while k < limits.count, n > limits[k] { k += 1 }
            return k
        }

        static let tenths = Steps(limits: [0, 1, 3, 5, 7, 9])
        static let thirds = Steps(limits: [0, 2, 5, 8])
        static let several = Steps(limits: [1, 2, 4, 7, 11])
        static let few = Steps(limits: [0, 1, 2, 4, 7, 12])
        static let lengths = Steps(limits: [0, 1, 2, 3, 4, 6, 9, 13])
        static let gaps = Steps(limits: [0, 2, 5, 10])
        static let dozens = Steps(limits: [6, 15, 30, 60])
        static let hundreds = Steps(limits: [40, 100, 200, 400])
    }
}

extension RawRepresentable where RawValue == Int, Self: CaseIterable {
    /// The case as tables write it: `shortPlace` is `short-place`.
    fileprivate var name: String {
        "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}

/// What stands around a figure and tells how sure its fact is, beside the rules that filled its slots.
///
/// How far away its subject stands and what other names stand between, what the reader could not read in the
/// clause, how the fact agrees with those around it.
struct Circumstances {
    typealias Steps = Circumstance.Steps

    private let reading: Reading
    private let blocks: [ArticleText.Block]
    private let facts: Int
    /// Facts by their subject.
    private let subjects: WordCounts
    /// Facts and scalars of the subject last looked at.
    private var subject = (facts: 0, length: 0)
    /// Block of the figure last looked at: figures come in order, but for those of tables.
    private var block = 0

    /// Facts before it in its sentence.
    private var inSentence = 0

    // made once: a list of all cases is new whenever it is asked for
    private static let dimensions = Dimension.allCases, comparators = Comparator.allCases

    /// Scalars left of a figure that are looked at, and names: a clause without end costs no more.
    private static let reach = 60, names = 32

    init(of drafts: [Draft], blocks: [ArticleText.Block], in reading: Reading) {
        self.reading = reading
        self.blocks = blocks
        var subjects = WordCounts()
        var facts = 0
        for d in drafts where d.category != nil {
            subjects.add(d.subject)
            facts += 1
        }
        self.subjects = subjects
        self.facts = facts
    }

    /// The circumstances of one fact; `previous` is the fact before it in the article.
    mutating func features(of d: Draft, previous: Draft?, into sink: inout some FeatureSink) {
        let start = d.quantity.span.start
        let agreement = previous.map { self.agreement(d, $0) } ?? 0
        // most have the subject of the fact before
        if agreement & 1 == 0 { subject = (subjects.count(of: d.subject), d.subject.scalarCount) }
        sink.add(.subjectShare, Steps.tenths.step(10 * subject.facts / max(1, facts)))
        sink.add(.subjects, Steps.several.step(subjects.words))
        sink.add(.placeInText, Steps.thirds.step(10 * start / max(1, reading.text.count)))
        if previous != nil { sink.add(.asBefore, agreement) }
        sink.add(.subjectIs, nature(of: d.subjectEntity).rawValue)
        sink.add(.subjectLength, Steps.lengths.step(subject.length))
        sink.add(.metricLength, Steps.lengths.step(d.metric.scalarCount))
        sink.add(.metricIs, relation(of: d).rawValue)
        if let phrase = d.phrase, phrase.indicator != nil {
            sink.add(.indicatorGap, phrase.indicatorRange.map { Steps.gaps.step(start - $0.upperBound) } ?? Steps.gaps.count)
        }
        if d.doubts.contains(.metric) { sink.add(.metricIs, Circumstance.MetricRelation.doubtful.rawValue) }
        sink.add(.behind, behind(d).rawValue)
        let paragraph = paragraph(at: start)
        sink.add(.paragraph, Steps.hundreds.step(paragraph.count))
        sink.add(.periodIs, time(of: d.period).rawValue)
        sink.add(.dimension, Self.dimensions.firstIndex(of: d.quantity.dimension) ?? 0)
        sink.add(.comparator, Self.comparators.firstIndex(of: d.quantity.comparator) ?? 0)
        sink.add(.facts, Steps.dozens.step(facts))
        sink.add(.itemIs, d.item.isEmpty ? 0 : d.metric.holds(d.item) ? 1 : 2)
        inSentence = previous?.sentence == d.sentence ? inSentence + 1 : 0
        sink.add(.figures, Steps.few.step(inSentence))
        guard !d.doubts.contains(.table) else { return }
        sink.add(.unread, Steps.few.step(unread(before: d)))
        subjectStands(d, paragraph, into: &sink)
    }

    // MARK: - the subject

    /// What kind of name owns the figure: a known firm, a full name, a body, a guess.
    private func nature(of e: Entity?) -> Circumstance.Nature {
        guard let e else { return .none }
        switch e.kind {
        case .place: return e.isShort ? .shortPlace : .place
        case .nation: return .nation
        case .world: return .world
        case .whole: return .whole
        case .project: return .project
        case .organisationAnaphor, .projectAnaphor: return .anaphor
        case .organisation:
            if e.isKnownFirm { return .knownFirm }
            guard e.end > e.start, e.end <= reading.text.count else { return .name }
            switch reading.text[e.end - 1] {
            case "司": return .fullName
            case "团", "厂": return .firm
            case "局", "会", "院", "部", "厅", "委", "所": return .body
            default: return e.code != nil ? .zone : .name
            }
        }
    }

    /// Where the subject was read, and how many other names stand between it and the figure.
    private func subjectStands(_ d: Draft, _ paragraph: Range<Int>, into sink: inout some FeatureSink) {
        let start = d.quantity.span.start
        guard let e = d.subjectEntity, e.end > e.start else { return sink.add(.subjectStands, Circumstance.Stand.nowhere.rawValue) }
        let stands: Circumstance.Stand =
            e.start >= start ? .behind : e.end > start ? .around : e.start >= reading.start(of: d.clause) ? .inClause
            : e.start >= reading.start(of: d.sentence) ? .inSentence : e.start >= paragraph.lowerBound ? .inParagraph : .far
        sink.add(.subjectStands, stands.rawValue)
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
        sink.add(.namesBetween, Steps.few.step(others))
    }

    private func isSame(_ a: Entity, _ b: Entity) -> Bool {
        if a.kind == .place, b.kind == .place { return a.code == b.code }
        guard a.end - a.start == b.end - b.start, b.end <= reading.text.count else { return false }
        return (0..<(a.end - a.start)).allSatisfy { reading.text[a.start + $0] == reading.text[b.start + $0] }
    }

    private func time(of period: String) -> Circumstance.Time {
        if period.isEmpty { return .none }
        if period.utf8.contains(UInt8(ascii: "/")) { return .span }
        switch period.utf8.count {
        case 7: return .month
        case 4:
            guard let date = reading.documentDate, let year = Int(period) else { return .noDate }
            return year == date.year ? .sameYear : year == date.year - 1 ? .yearBefore : year > date.year ? .later : .past
        default: return .day
        }
    }

    // MARK: - the metric

    /// Whether the metric is just an indicator of the table.
    private func relation(of d: Draft) -> Circumstance.MetricRelation {
        if d.metric.isEmpty { return .empty }
        guard let name = d.phrase?.indicator?.name else { return .noIndicator }
        if d.metric.equals(name) { return .indicator }
        if d.metric.ends(name) { return .endsInIndicator }
        if d.metric.begins(name) { return .beginsWithIndicator }
        return d.metric.holds(name) ? .holdsIndicator : .other
    }

    /// What stands right behind the figure.
    private func behind(_ d: Draft) -> Circumstance.Follower {
        guard d.quantity.span.end < reading.text.count else { return .mark }
        let c = reading.text[d.quantity.span.end]
        switch c {
        case "，", "。", "；", "、", "：", ",", ".", ";", "）", ")", "！", "\n": return .mark
        case "的": return .de
        default: return Scalars.isHan(c) ? .word : .other
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
    private func agreement(_ d: Draft, _ previous: Draft) -> Int {
        var same = 0
        if d.subject.equals(previous.subject) { same |= 1 }
        if d.metric.equals(previous.metric) { same |= 2 }
        if d.period.equals(previous.period) { same |= 4 }
        if d.category == previous.category { same |= 8 }
        return same
    }
}
