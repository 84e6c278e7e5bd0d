import Dispatch
import Glibc

/// Memory that units may hold together: what they weigh by their own account, and what the process
/// really takes.
struct MemoryBudget {
    private let limit: Int
    private let forUnits: Int
    private var reserved = 0
    private var seen = 0
    private var seenAt: UInt64 = 0

    /// - Parameter limit: of the whole process; what it takes now is not for units.
    init(limit: Int) {
        self.limit = limit
        forUnits = max(limit - ProcessMemory.resident(), limit / 4)
    }

    /// A unit heavier than the whole budget is let through alone, when nothing is running or waiting to
    /// be written.
    mutating func reserve(_ weight: Int) -> Bool {
        let weight = max(0, weight)
        if reserved > 0 {
            if weight > forUnits - reserved { return false }
            // Weights are guesses. Within a quarter of the limit nothing new starts until something has been written.
            let now = DispatchTime.now().uptimeNanoseconds
            if now &- seenAt > 10_000_000 {
                seenAt = now
                seen = ProcessMemory.resident()
                if seen > limit / 4 * 3 {
                    ProcessMemory.giveBack()
                    seen = ProcessMemory.resident()
                }
            }
            if seen > limit / 4 * 3 { return false }
        }
        reserved += weight
        return true
    }

    mutating func release(_ weight: Int) { reserved = max(0, reserved - max(0, weight)) }
}

/// What the process takes, from `/proc`.
public enum ProcessMemory {
    /// Bytes in memory now; 0 where the system does not tell.
    public static func resident() -> Int {
        guard let bytes = try? FileBytes.read("/proc/self/statm") else { return 0 }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// The most it ever took (VmHWM), in bytes.
    public static func peak() -> Int {
        guard let bytes = try? FileBytes.read("/proc/self/status") else { return 0 }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return (line.split(separator: " ").dropFirst().first { !$0.isEmpty }.flatMap { Int($0) } ?? 0) * 1024
        }
        return 0
    }

    /// Returns free memory to the system, where the C library can.
    public static func giveBack() {
        typealias Trim = @convention(c) (Int) -> Int32
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }

    /// Keeps the C library from setting memory apart for every thread, which a budget would never see
    /// again. Call once, before the first thread.
    public static func limitArenas(_ count: Int32 = 2) {
        typealias Option = @convention(c) (Int32, Int32) -> Int32
        // M_ARENA_MAX of <malloc.h>, which Swift's Glibc leaves out.
        guard let symbol = dlsym(nil, "mallopt") else { return }
        _ = unsafeBitCast(symbol, to: Option.self)(-8, count)
    }
}
