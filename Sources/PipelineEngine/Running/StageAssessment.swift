import Diagnostics

/// What a stage's outputs look like to the stages that need it.
struct StageView: Sendable {
    var outputs: Digest
    /// Loads items when somebody asks; most runs never do.
    var items: @Sendable () throws -> [OutputItem]
    /// Units that run or ran, with why; only those whose output differs or may differ.
    var causes: [String: String] = [:]
    /// Why units went away.
    var withdrawn: [String] = []
    /// Set when consumers must not run.
    var blocked: Diagnostic?

    static func digest(of items: [OutputItem]) -> Digest {
        var stream = DigestStream()
        for item in items {
            stream.update(item.id)
            stream.update(item.digest)
        }
        return stream.finish()
    }

    static func sorted(_ items: [OutputItem]) -> [OutputItem] {
        items.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }
}

/// A unit that must run, and why.
struct StaleUnit: Sendable {
    let unit: Unit
    let fingerprint: Digest
    let previous: UnitRecord?
    let reason: String
}

/// A stage compared with the record: what must run.
struct StageAssessment: Sendable {
    let spec: StageSpec
    let version: Int
    let fingerprint: Fingerprint
    let key: Digest
    /// Set when the whole stage is as it was; nothing else was looked at then.
    let unchanged: StageSummary?
    let total: Int
    let stale: [StaleUnit]
    /// Stale, but left alone (`--document`).
    let leftAlone: Int
    /// Records that stay as they are.
    let reused: [UnitRecord]
    let withdrawn: [UnitRecord]

    var needsWork: Bool { !stale.isEmpty || !withdrawn.isEmpty }
    /// Names of the stale units.
    var staleUnits: Set<String> { Set(stale.map(\.unit.id)) }
    /// Why each withdrawn unit went away.
    var reasonsGone: [String] {
        withdrawn.map { record in
            guard let part = record.inputs.first else { return "withdrawn: \(record.unit)" }
            return FingerprintChange(old: part, new: nil).description
        }
    }
}

/// Compares stages with the record. The same for a preview and for a run.
struct StageAssessor: Sendable {
    let record: any RunRecord
    let request: RunRequest

    static func fingerprint(_ spec: StageSpec, _ stage: any StageImplementation) -> Fingerprint {
        Fingerprint(
            spec.parts + stage.parts + [
                FingerprintPart(key: "kind", value: spec.kind, name: "\(spec.name).kind"),
                FingerprintPart(key: "version", value: "\(stage.version)", name: "\(spec.kind) version"),
            ])
    }

    func assess(
        _ spec: StageSpec, _ stage: any StageImplementation, views: [String: StageView]
    ) throws -> StageAssessment {
        let fingerprint = Self.fingerprint(spec, stage)
        let upstream = upstream(spec, views)
        var stream = DigestStream()
        stream.update(fingerprint.digest)
        stream.update(upstream.digest)
        stream.update(try stage.outsideDigest() ?? Digest(high: 0, low: 0))
        let key = stream.finish()
        let forced = request.force.contains(spec.name)
        let summary = try record.summary(of: spec.name)
        if let summary, summary.key == key, !forced, summary.transient == 0,
            summary.failed == 0 || !(request.retryFailed || stage.grain == .corpus)
        {
            return StageAssessment(
                spec: spec, version: stage.version, fingerprint: fingerprint, key: key, unchanged: summary,
                total: summary.units, stale: [], leftAlone: 0, reused: [], withdrawn: [])
        }
        return try compare(spec, stage, fingerprint, key, upstream, views, forced: forced)
    }

    private func compare(
        _ spec: StageSpec, _ stage: any StageImplementation, _ fingerprint: Fingerprint, _ key: Digest,
        _ upstream: Upstream, _ views: [String: StageView], forced: Bool
    ) throws -> StageAssessment {
        let units = try stage.units(upstream)
        let records = try record.units(of: spec.name)
        var known = Dictionary(records.map { ($0.unit, $0) }, uniquingKeysWith: { a, _ in a })
        var explainer = Explainer(
            spec: spec, current: fingerprint, views: views, record: record, firstRun: records.isEmpty)
        var stale: [StaleUnit] = []
        var reused: [UnitRecord] = []
        var leftAlone = 0
        var seen: Set<String> = []
        for unit in units {
            guard seen.insert(unit.id).inserted else {
                throw Diagnostic(
                    code: "stage.duplicate-unit", "stage `\(spec.name)` has two units named `\(unit.id)`",
                    help: "give the two sources different names")
            }
            let own = Fingerprint(unit.inputs + [FingerprintPart(key: "stage", digest: fingerprint.digest)])
            let before = known.removeValue(forKey: unit.id)
            let isFailed = before.map { !$0.isUsable } ?? false
            var reason: String?
            if forced {
                reason = "forced"
            } else if let before, before.fingerprint == own.digest {
                if before.status == .transient || (isFailed && (request.retryFailed || stage.grain == .corpus)) {
                    let cause = before.diagnostics.last.map { ": \($0.message)" } ?? ""
                    reason = "failed last time\(cause)"
                }
            } else {
                reason = try explainer.reason(unit, before)
            }
            guard let reason else {
                if let before { reused.append(before) }
                continue
            }
            if stage.grain == .record, !request.documents.isEmpty,
                !request.documents.contains(where: { $0.matches(unit.id) })
            {
                leftAlone += 1
                if let before { reused.append(before) }
                continue
            }
            stale.append(StaleUnit(unit: unit, fingerprint: own.digest, previous: before, reason: reason))
        }
        let gone = known.values.sorted { $0.unit.utf8.lexicographicallyPrecedes($1.unit.utf8) }
        return StageAssessment(
            spec: spec, version: stage.version, fingerprint: fingerprint, key: key, unchanged: nil, total: units.count,
            stale: stale, leftAlone: leftAlone, reused: reused, withdrawn: gone)
    }

    func upstream(_ spec: StageSpec, _ views: [String: StageView]) -> Upstream {
        var stream = DigestStream()
        for name in spec.needs {
            stream.update(name)
            stream.update(views[name]?.outputs ?? Digest(high: 0, low: 0))
        }
        return Upstream(stages: spec.needs, digest: stream.finish()) { name in
            guard spec.needs.contains(name), let view = views[name] else { return [] }
            return try view.items().map { Upstream.Item(stage: name, item: $0, cause: view.causes[$0.id]) }
        }
    }

    /// What is recorded of a stage that this run does not touch, or that is as it was.
    func recordedView(_ stage: String, grain: StageGrain?) throws -> StageView? {
        let record = self.record
        let load: @Sendable () throws -> [OutputItem] = {
            StageView.sorted(try record.units(of: stage).filter(\.isUsable).flatMap(\.items))
        }
        if let summary = try record.summary(of: stage) {
            var view = StageView(outputs: summary.outputs, items: load)
            view.blocked = summary.stops
            if grain == .corpus, summary.failed > 0 {
                view.blocked =
                    view.blocked
                    ?? Diagnostic(
                        code: "stage.failed-before", "stage `\(stage)` failed when it last ran",
                        help: "`assay run --from \(stage)` runs it again")
            }
            return view
        }
        let records = try record.units(of: stage)
        if records.isEmpty { return nil }
        let items = StageView.sorted(records.filter(\.isUsable).flatMap(\.items))
        var view = StageView(outputs: StageView.digest(of: items), items: { items })
        if let stopped = records.first(where: { $0.status == .stopped }) {
            view.blocked = stopped.diagnostics.last { $0.severity == .error } ?? stopped.diagnostics.last
        }
        return view
    }
}

/// Says why a unit must run.
struct Explainer {
    let spec: StageSpec
    let current: Fingerprint
    let views: [String: StageView]
    let record: any RunRecord
    let firstRun: Bool
    private var stageChanges: [Digest: String] = [:]

    init(spec: StageSpec, current: Fingerprint, views: [String: StageView], record: any RunRecord, firstRun: Bool) {
        self.spec = spec
        self.current = current
        self.views = views
        self.record = record
        self.firstRun = firstRun
    }

    mutating func reason(_ unit: Unit, _ before: UnitRecord?) throws -> String {
        guard let before else {
            if firstRun { return "first run" }
            for part in unit.inputs { if let cause = cause(of: part) { return cause } }
            return unit.inputs.first.map { FingerprintChange(old: nil, new: $0).description } ?? "new: \(unit.id)"
        }
        if before.stageFingerprint != current.digest {
            if let known = stageChanges[before.stageFingerprint] { return known }
            let text: String
            if let old = try record.fingerprint(before.stageFingerprint) {
                text = ReasonText.list(current.changes(since: old).map(\.description))
            } else {
                text = "stage changed: \(spec.name)"
            }
            stageChanges[before.stageFingerprint] = text
            return text
        }
        let changes = Fingerprint(unit.inputs).changes(since: Fingerprint(before.inputs))
        var reasons: [String] = []
        for change in changes {
            if let part = change.new, let cause = cause(of: part) {
                reasons.append(cause)
            } else if change.key == "input" {
                let causes = corpusCauses()
                reasons += causes.isEmpty ? ["\(spec.needs.joined(separator: ", ")) changed"] : causes
            } else {
                reasons.append(change.description)
            }
        }
        return ReasonText.list(reasons)
    }

    /// Why the upstream unit behind an input runs or ran.
    private func cause(of part: FingerprintPart) -> String? { views[part.label]?.causes[part.name] }

    private func corpusCauses() -> [String] {
        spec.needs.flatMap { name -> [String] in
            guard let view = views[name] else { return [] }
            return view.causes.sorted { $0.key < $1.key }.map(\.value) + view.withdrawn
        }
    }
}

/// Reasons put together: equal ones once, of one sort in one phrase, at most three names.
enum ReasonText {
    static func list(_ reasons: [String]) -> String {
        var order: [String] = []
        var names: [String: [String]] = [:]
        var seen: Set<String> = []
        for reason in reasons where seen.insert(reason).inserted {
            let halves = reason.split(separator: ": ", maxSplits: 1).map(String.init)
            let sort = halves[0]
            if names[sort] == nil {
                order.append(sort)
                names[sort] = []
            }
            if halves.count == 2 { names[sort]?.append(halves[1]) }
        }
        return order.map { sort in
            let list = names[sort] ?? []
            if list.isEmpty { return sort }
            let more = list.count > 3 ? " and \(list.count - 3) more" : ""
            return sort + ": " + list.prefix(3).joined(separator: ", ") + more
        }.joined(separator: "; ")
    }

    /// The most frequent first.
    static func ranked(_ reasons: [String]) -> [String] {
        var counts: [String: Int] = [:]
        var first: [String: Int] = [:]
        for (i, reason) in reasons.enumerated() {
            counts[reason, default: 0] += 1
            if first[reason] == nil { first[reason] = i }
        }
        return counts.keys.sorted { (-(counts[$0] ?? 0), first[$0] ?? 0) < (-(counts[$1] ?? 0), first[$1] ?? 0) }
    }
}
