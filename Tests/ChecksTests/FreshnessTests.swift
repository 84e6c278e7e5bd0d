import Checks
import Foundation
import Testing

@Suite struct FreshnessTests {
    static let shanghai = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

    static func moment(_ text: String) -> Int {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = shanghai
        format.dateFormat = "yyyy-MM-dd HH:mm"
        return format.date(from: text).map { Int($0.timeIntervalSince1970) } ?? 0
    }

    /// 2020-12-28 is a Monday.
    static let daily = Freshness(withinMilliseconds: 86_400_000, minuteOfDay: 9 * 60)
    static let workdays = Freshness(withinMilliseconds: 86_400_000, minuteOfDay: 9 * 60, weekdaysOnly: true)
    static let anyTime = Freshness(withinMilliseconds: 36 * 3_600_000)

    @Test(arguments: [
        ("daily", "2020-12-28 10:00", "2020-12-27 09:00"), ("daily", "2020-12-28 08:59", "2020-12-26 09:00"),
        ("workdays", "2020-12-28 10:00", "2020-12-25 09:00"), ("workdays", "2020-12-28 08:00", "2020-12-24 09:00"),
        ("workdays", "2020-12-27 20:00", "2020-12-24 09:00"), ("workdays", "2020-12-29 09:00", "2020-12-28 09:00"),
        ("any time", "2020-12-28 10:00", "2020-12-26 22:00"),
    ])
    func A43_somethingIsExpectedSince(_ name: String, _ now: String, _ since: String) {
        let rule = name == "daily" ? Self.daily : name == "workdays" ? Self.workdays : Self.anyTime
        #expect(rule.since(now: Self.moment(now), zone: Self.shanghai) == Self.moment(since))
    }

    @Test func A43_aLateSourceIsSaidInTheSameWordsEachNight() {
        let friday = Self.moment("2020-12-25 00:00")
        let nights = ["2020-12-28 10:00", "2020-12-29 10:00", "2020-12-30 10:00"].map { now in
            Self.workdays.diagnostic(source: "press", newest: friday, now: Self.moment(now), zone: Self.shanghai)?.message
        }
        #expect(nights == Array(repeating: "nothing has come for source `press` since 2020-12-25", count: 3))
        let monday = Self.moment("2020-12-28 00:00")
        #expect(Self.workdays.diagnostic(source: "press", newest: monday, now: Self.moment("2020-12-28 10:00"), zone: Self.shanghai) == nil)
        let weekend = Self.moment("2020-12-27 12:00")
        #expect(Self.workdays.diagnostic(source: "press", newest: friday, now: weekend, zone: Self.shanghai) == nil)
        #expect(Self.daily.diagnostic(source: "press", newest: nil, now: weekend, zone: Self.shanghai)?.message
            == "nothing has ever come for source `press`")
    }

    @Test func A43_severityIsTheRules() {
        var strict = Self.daily
        strict.level = .error
        #expect(strict.diagnostic(source: "a", newest: nil, now: 0, zone: Self.shanghai)?.severity == .error)
        #expect(Self.daily.diagnostic(source: "a", newest: nil, now: 0, zone: Self.shanghai)?.severity == .warning)
    }
}
