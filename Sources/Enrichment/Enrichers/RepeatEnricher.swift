import Facts
import Lexicons

/// Keys that bring the mentions of one fact together and set disagreeing figures side by side.
///
/// The grouping itself is the store's: equal keys across all documents. Within a document a milestone
/// (突破70亿元) takes the key of the exact figure that it announces.
struct RepeatEnricher: DocumentEnricher {
    static let name = "repeats"
    static let needs = ["places", "organisations"]

    init(lexicons: LexiconSet) {}

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        var byIdentity: [String: [Int]] = [:]
        let aspects = try aspects(work, deadline)
        for (i, fact) in work.facts.enumerated() {
            if i & 255 == 0 { try deadline.check() }
            let meaning = work.result.meanings[i]
            let metric = Self.plainMetric(fact.metric)
            guard !metric.isEmpty, !meaning.subjectID.isEmpty || !meaning.placeCode.isEmpty else { continue }
            let holder = meaning.subjectID.isEmpty ? "place:" + meaning.placeCode : meaning.subjectID
            let identity = [holder, metric, fact.unit, Self.kind(fact)].joined(separator: "|")
            // headline and body seldom name the item of a sum alike; of things counted or made the item tells which
            let item = fact.unit == "CNY" ? "" : fact.item
            work.result.meanings[i].repeatKey = Self.key(
                [identity, item, fact.low.description, fact.high.description, fact.from?.description ?? ""])
            byIdentity[identity, default: []].append(i)
            if isComparable(fact) {
                work.result.meanings[i].conflictKey = Self.key([
                    identity, fact.category.rawValue, fact.item, fact.period, fact.basis.rawValue, aspects[i],
                ])
            }
        }
        dropAmbiguous(&work)
        for (_, members) in byIdentity where members.count > 1 {
            try deadline.check()
            joinMilestones(members, &work)
            flagConflicts(members, &work)
        }
    }

    /// A change or a share of 20% is no 20% of anything else; other categories are the same figure seen differently.
    private static func kind(_ fact: Fact) -> String {
        fact.category == .change || fact.category == .share ? fact.category.rawValue : ""
    }

    /// Fields joined by a separator that no text holds.
    private static func key(_ parts: [String]) -> String { parts.joined(separator: "|") }

    /// Exact values of one body, indicator and period are one value; a rate, a rounded figure or one without period need not be.
    private func isComparable(_ fact: Fact) -> Bool {
        guard fact.comparator == .eq, fact.low == fact.high, !fact.period.isEmpty else { return false }
        switch fact.category {
        case .investment, .funding, .revenue, .capacity, .production, .count, .price: return true
        default: return false
        }
    }

    /// What the words before each figure say that it counts, in the facts' order.
    private func aspects(_ work: EnrichmentWork, _ deadline: Deadline) throws -> [String] {
        let reader = FigureAspect(work.text)
        var found = Array(repeating: "", count: work.facts.count)
        var last: (end: Int, aspect: String)?
        for (turn, i) in work.order.enumerated() {
            if turn & 255 == 0 { try deadline.check() }
            guard let place = work.places[i] else { continue }
            found[i] = reader.before(place, after: last?.end, inherited: last?.aspect ?? "")
            last = (place.upperBound, found[i])
        }
        return found
    }

    /// No sentence contradicts itself: where two of its figures have equal slots, the slots do not tell them apart
    /// (荧光粉…500吨，合计32200吨), and neither says anything against a figure elsewhere.
    private func dropAmbiguous(_ work: inout EnrichmentWork) {
        var first: [String: (fact: Int, value: ExactDecimal)] = [:]
        var sentence = -1
        var ambiguous: [Int] = []
        for i in work.order {
            guard let place = work.places[i] else { continue }
            let own = work.text.sentenceIndex(at: place.lowerBound)
            if own != sentence { first = [:] }
            sentence = own
            let key = work.result.meanings[i].conflictKey
            if key.isEmpty { continue }
            if let known = first[key] {
                if known.value != work.facts[i].low { ambiguous += [known.fact, i] }
            } else {
                first[key] = (i, work.facts[i].low)
            }
        }
        for i in ambiguous { work.result.meanings[i].conflictKey = "" }
    }

    private func joinMilestones(_ members: [Int], _ work: inout EnrichmentWork) {
        // one pass over the exact figures in order of value keeps this near-linear
        let exact = members.filter { work.facts[$0].comparator == .eq && work.facts[$0].low == work.facts[$0].high }
            .sorted { (work.facts[$0].high, $0) < (work.facts[$1].high, $1) }
        guard !exact.isEmpty else { return }
        for i in members {
            let fact = work.facts[i]
            switch fact.comparator {
            case .gt, .ge, .near, .approx: break
            default: continue
            }
            var low = 0
            var high = exact.count
            let bound =
                fact.comparator == .near || fact.comparator == .approx
                ? fact.high.multiplied(by: Self.slightlyBelow) ?? fact.high : fact.high
            while low < high {
                let middle = (low + high) / 2
                if work.facts[exact[middle]].high < bound { low = middle + 1 } else { high = middle }
            }
            guard low < exact.count, let limit = fact.high.multiplied(by: Self.slightlyAbove) else { continue }
            let match = work.facts[exact[low]]
            guard match.high <= limit, compatible(match.period, fact.period), compatible(match.item, fact.item) else {
                continue
            }
            work.result.meanings[i].repeatKey = work.result.meanings[exact[low]].repeatKey
            if !work.result.meanings[i].flags.contains("milestone") {
                work.result.meanings[i].flags = (work.result.meanings[i].flags + ["milestone"]).sorted()
            }
        }
    }

    private static let slightlyAbove = ExactDecimal("1.15") ?? .one
    private static let slightlyBelow = ExactDecimal("0.9") ?? .one

    private func compatible(_ a: String, _ b: String) -> Bool { a.isEmpty || b.isEmpty || a == b }

    private func flagConflicts(_ members: [Int], _ work: inout EnrichmentWork) {
        var first: [String: ExactDecimal] = [:]
        var conflicting: Set<String> = []
        for i in members {
            let key = work.result.meanings[i].conflictKey
            if key.isEmpty { continue }
            if let value = first[key] {
                if value != work.facts[i].low { conflicting.insert(key) }
            } else {
                first[key] = work.facts[i].low
            }
        }
        for i in members where conflicting.contains(work.result.meanings[i].conflictKey) {
            work.result.meanings[i].flags = Set(work.result.meanings[i].flags + ["conflict"]).sorted()
        }
    }

    /// An indicator's name without what only says how the figure is told: 预计可实现年产值 → 年产值.
    static func plainMetric(_ metric: String) -> String {
        var text = Substring(metric)
        for word in ["预计", "计划", "可实现", "实现", "累计", "全年", "合计"] where text.hasPrefix(word) && text.count > word.count {
            text = text.dropFirst(word.count)
        }
        return String(text)
    }
}
