import Dispatch

/// A stage in motion: what runs, what has come, what is written, and what it leaves to the record and to its consumers.
struct StageProgress {
    enum Phase { case waiting, preparing, running, finishing, finished }

    /// What a unit came to; empty where it was dropped.
    struct Result {
        var change: UnitChange?
        var record: UnitRecord?
    }

    struct InFlight {
        let token: Int
        let index: Int
        let began: UInt64
        let ownDeadline: Bool
        let worker: Int
    }

    var phase = Phase.waiting
    var found: StageAssessment?
    var next = 0
    var committed = 0
    var results: [Int: Result] = [:]
    var attempts: [Int: Int] = [:]
    var retryReady: [Int] = []
    var retryWaiting = 0
    var running: [Int: InFlight] = [:]
    var isWriting = false
    var records: [UnitRecord] = []
    var row: StageRun?
    var began: UInt64 = 0
    var deadline: UInt64 = .max
    var isOverdue = false
    var done = 0

    /// Takes the results that follow the last one written without a gap, at most 256.
    ///
    /// - Parameter gaps: all that came, also those behind a gap.
    mutating func takeResults(gaps: Bool) -> [(index: Int, result: Result)] {
        var batch: [(index: Int, result: Result)] = []
        if gaps {
            batch = results.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            results = [:]
        } else {
            while batch.count < 256, let result = results.removeValue(forKey: committed + batch.count) {
                batch.append((committed + batch.count, result))
            }
        }
        return batch
    }

    /// What the units of this run came to, in the stage's row.
    func fill(_ row: inout StageRun, _ found: StageAssessment) {
        let ran = found.staleUnits
        row.units = found.total
        row.withdrawn = found.withdrawn.count
        row.reused = found.reused.count { $0.isUsable }
        row.computed = records.count { ran.contains($0.unit) && $0.isUsable }
        row.failed = records.count { !$0.isUsable }
        row.attempts = attempts.values.reduce(0, +)
        row.milliseconds = Int((DispatchTime.now().uptimeNanoseconds &- began) / 1_000_000)
        row.reasons = ReasonText.ranked(found.stale.map(\.reason) + found.reasonsGone)
        row.diagnostics = records.filter { ran.contains($0.unit) }.flatMap(\.diagnostics)
    }

    /// What consumers see of the stage now that it is through, with why each output that differs was made again.
    func view(_ found: StageAssessment, _ summary: StageSummary) -> StageView {
        let items = StageView.sorted(records.filter(\.isUsable).flatMap(\.items))
        var view = StageView(outputs: summary.outputs, items: { items })
        view.blocked = summary.stops
        view.withdrawn = found.reasonsGone
        let ran = found.staleUnits
        let before = Dictionary(
            found.stale.compactMap { stale in stale.previous.map { (stale.unit.id, $0) } },
            uniquingKeysWith: { a, _ in a })
        for record in records where ran.contains(record.unit) {
            let old = Dictionary(
                (before[record.unit]?.items ?? []).map { ($0.id, $0.digest) }, uniquingKeysWith: { a, _ in a })
            for item in record.items where old[item.id] != item.digest { view.causes[item.id] = record.reason }
            if !record.isUsable, before[record.unit]?.isUsable ?? false {
                view.withdrawn.append("failed: \(record.unit)")
            }
        }
        return view
    }
}
