import Dispatch

/// Who runs units: at most so many at a time.
///
/// One serial queue a job, because Dispatch gives serial queues threads of their own. A concurrent
/// queue shares as many threads as there are processors, and units that wait for a program, or
/// spin for ever, would keep everybody else from running.
struct WorkerPool {
    private let jobs: Int
    private var queues: [DispatchQueue]
    private var free: [Int]
    /// Units that run now; one that was given up does not count.
    private(set) var busy = 0

    init(jobs: Int) {
        self.jobs = jobs
        queues = (0..<jobs).map(Self.queue)
        free = Array((0..<jobs).reversed())
    }

    var hasFree: Bool { busy < jobs && !free.isEmpty }

    /// A worker for one unit, to be given back or given up.
    mutating func take() -> (index: Int, queue: DispatchQueue)? {
        guard let index = free.popLast() else { return nil }
        busy += 1
        return (index, queues[index])
    }

    mutating func giveBack(_ index: Int) {
        busy -= 1
        free.append(index)
    }

    /// A worker whose unit cannot be ended stays taken.
    ///
    /// - Parameter replaced: whether a new one takes its place, for others must not wait for it.
    mutating func giveUp(replaced: Bool) {
        busy -= 1
        guard replaced else { return }
        free.append(queues.count)
        queues.append(Self.queue(queues.count))
    }

    private static func queue(_ index: Int) -> DispatchQueue { DispatchQueue(label: "assay.worker.\(index)") }
}
