import Dispatch

/// A moment after which a reader, rule or enricher gives up. Checked as work goes on.
public struct Deadline: Sendable {
    private let nanoseconds: UInt64

    public static let never = Deadline(nanoseconds: .max)
    public static func after(milliseconds: Int) -> Deadline {
        Deadline(nanoseconds: DispatchTime.now().uptimeNanoseconds &+ UInt64(max(0, milliseconds)) &* 1_000_000)
    }
    private init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    /// - Throws: ``DeadlineExceeded`` past the deadline.
    public func check() throws {
        if nanoseconds != .max, DispatchTime.now().uptimeNanoseconds > nanoseconds { throw DeadlineExceeded() }
    }
}

public struct DeadlineExceeded: Error, Sendable, CustomStringConvertible {
    public init() {}
    public var description: String { "took longer than its deadline" }
}
