import Dispatch
import Foundation
import Synchronization

/// Maps items on all cores and hands the results on in the order of the items.
enum OrderedParallel {
    static var defaultJobs: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// - Parameter jobs: most items in work at once, at least 1.
    /// - Returns: one result per item, in order, whatever `jobs` is.
    static func map<Item: Sendable, Output: Sendable>(
        _ items: [Item], jobs: Int, _ transform: @Sendable (Item) -> Output
    ) -> [Output] {
        if jobs <= 1 || items.count <= 1 { return items.map(transform) }
        let next = Atomic<Int>(0)
        let slots = Mutex<[Output?]>(Array(repeating: nil, count: items.count))
        DispatchQueue.concurrentPerform(iterations: min(jobs, items.count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < items.count else { return }
                let output = transform(items[index])
                slots.withLock { $0[index] = output }
            }
        }
        return slots.withLock { $0 }.compactMap { $0 }
    }
}
