import Checks
import Diagnostics
import Foundation
import Ingestion
import PipelineEngine

/// Which sources have had nothing new for longer than their `freshness` allows.
///
/// A document came on the day in its file's name, else when its file was last written. The clock
/// decides here what is said, never what a report holds.
struct SourceArrivals {
    let file: PipelineFile
    let inputs: PipelineInputs

    /// - Parameter now: seconds since 1970.
    /// - Returns: one diagnostic for each late source, in the order of the file.
    func late(now: Int = Int(time(nil))) -> [Diagnostic] {
        let zone = TimeZone(identifier: file.timezone) ?? TimeZone(secondsFromGMT: 0) ?? .current
        return file.sources.compactMap { spec in
            guard let node = spec.options["freshness"], let expected = Freshness(node) else { return nil }
            let newest = inputs.entries(of: [spec.name]).compactMap { arrival(of: $0, zone) }.max()
            return expected.diagnostic(source: spec.name, newest: newest, now: now, zone: zone, at: node.location)
        }
    }

    private func arrival(of entry: PipelineInputs.Entry, _ zone: TimeZone) -> Int? {
        guard let file = entry.file else { return nil }
        guard let day = IngestOptions(date: entry.date).day(named: entry.name) else { return file.modified / 1_000_000_000 }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let midnight = calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day))
        return midnight.map { Int($0.timeIntervalSince1970) }
    }
}

extension Freshness {
    /// Reads a source's `freshness`, already checked: a duration, or an object.
    init?(_ node: ConfigNode) {
        if let text = node.string {
            guard let within = ConfigScalar.milliseconds(text) else { return nil }
            self.init(withinMilliseconds: within)
            return
        }
        guard let within = node["within"]?.string.flatMap(ConfigScalar.milliseconds) else { return nil }
        let clock = (node["by"]?.string ?? "00:00").split(separator: ":").compactMap { Int($0) }
        self.init(
            withinMilliseconds: within, minuteOfDay: (clock.first ?? 0) * 60 + (clock.last ?? 0),
            weekdaysOnly: node["days"]?.string == "weekdays",
            level: Expectation.Level(rawValue: node["severity"]?.string ?? "") ?? .warn)
    }
}
