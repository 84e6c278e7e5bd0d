import Foundation

/// Processor time of the calling thread, so that a busy machine does not spoil a measure.
enum Stopwatch {
    static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = now()
        try work()
        return now() - start
    }

    private static func now() -> Double {
        var t = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t)
        return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9
    }
}

extension Double {
    func shown(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}
