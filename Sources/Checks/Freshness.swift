import Diagnostics
import Foundation

/// When something new is expected of a source, and what it means where nothing comes.
///
/// Asked at a time of day, it looks back from the last such moment on a day that counts; days that do
/// not count are stepped over. So `within: 1d, by: 09:00, days: weekdays` asks on Monday at 10:00
/// for something since Friday 09:00, and on Sunday nothing more than on Friday.
public struct Freshness: Sendable, Hashable {
    public var withinMilliseconds: Int
    /// Minutes after midnight; `nil` to look back from any moment.
    public var minuteOfDay: Int?
    public var weekdaysOnly: Bool
    public var level: Expectation.Level

    public init(withinMilliseconds: Int, minuteOfDay: Int? = nil, weekdaysOnly: Bool = false, level: Expectation.Level = .warn) {
        self.withinMilliseconds = withinMilliseconds
        self.minuteOfDay = minuteOfDay
        self.weekdaysOnly = weekdaysOnly
        self.level = level
    }

    /// The moment since which something should have come.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - zone: the pipeline's, never the machine's.
    public func since(now: Int, zone: TimeZone) -> Int {
        let within = withinMilliseconds / 1000
        guard let minuteOfDay else { return now - within }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        func moment(_ day: Date) -> Date? {
            calendar.date(bySettingHour: minuteOfDay / 60, minute: minuteOfDay % 60, second: 0, of: day)
        }
        func before(_ day: Date) -> Date { calendar.date(byAdding: .day, value: -1, to: day) ?? day.addingTimeInterval(-86_400) }
        func counts(_ day: Date) -> Bool { !weekdaysOnly || !Self.weekend.contains(calendar.component(.weekday, from: day)) }
        let present = Date(timeIntervalSince1970: Double(now))
        var day = present
        if let due = moment(day), due > present { day = before(day) }
        while !counts(day) { day = before(day) }
        for _ in 0..<min(within / 86_400, 3_660) {
            day = before(day)
            while !counts(day) { day = before(day) }
        }
        return Int((moment(day) ?? day).timeIntervalSince1970) - within % 86_400
    }

    /// - Parameter newest: seconds since 1970 of what came last; `nil` for nothing at all.
    /// - Returns: `nil` where the source is in time. The text stays the same as long as nothing comes,
    ///   so that nobody is told twice.
    public func diagnostic(
        source: String, newest: Int?, now: Int, zone: TimeZone, at location: SourceLocation? = nil
    ) -> Diagnostic? {
        let since = since(now: now, zone: zone)
        if let newest, newest >= since { return nil }
        let last = newest.map { "nothing has come for source `\(source)` since \(Self.text($0, zone))" }
        return Diagnostic(
            level == .error ? .error : .warning, code: "source.late", last ?? "nothing has ever come for source `\(source)`",
            at: location, help: "look at what delivers it, or change its `freshness`")
    }

    /// Sunday and Saturday, as Foundation counts.
    private static let weekend = [1, 7]

    private static func text(_ seconds: Int, _ zone: TimeZone) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(seconds)))
        func two(_ n: Int?) -> String { String((n ?? 0) + 100).suffix(2).description }
        let day = "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
        return parts.hour == 0 && parts.minute == 0 ? day : "\(day) \(two(parts.hour)):\(two(parts.minute))"
    }
}
