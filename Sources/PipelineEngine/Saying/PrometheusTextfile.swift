/// Writes what a run came to for the node exporter's textfile collector.
///
/// The file is replaced by `rename`, after success, failure and interruption alike. The time of the
/// last success is taken over from the file when this run was none.
public struct PrometheusTextfile: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// - Parameter now: seconds since 1970.
    public func write(
        pipeline: String, exitCode: ExitCode, milliseconds: Int, stages: [StageRun], quarantined: Int,
        counts: [String: Int],
        now: Int
    ) throws(SystemError) {
        let old = (try? FileBytes.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let text = Self.text(
            pipeline: pipeline, exitCode: exitCode, milliseconds: milliseconds, stages: stages,
            quarantined: quarantined,
            counts: counts, now: now, lastSuccess: Self.lastSuccess(in: old, pipeline: pipeline))
        try FileBytes.replace(path, with: Array(text.utf8), durable: false)
    }

    static func lastSuccess(in text: String, pipeline: String) -> Int? {
        let name = "assay_last_success_timestamp_seconds{pipeline=\"\(escaped(pipeline))\"} "
        return text.split(separator: "\n").first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count)) }
    }

    static func text(
        pipeline: String, exitCode: ExitCode, milliseconds: Int, stages: [StageRun], quarantined: Int,
        counts: [String: Int],
        now: Int, lastSuccess: Int?
    ) -> String {
        var out = ""
        let label = "pipeline=\"\(escaped(pipeline))\""
        func metric(_ name: String, _ help: String, _ rows: [(String, String)]) {
            if rows.isEmpty { return }
            out += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
            for (labels, value) in rows { out += "\(name){\(label)\(labels)} \(value)\n" }
        }
        let succeeded = exitCode == .done || exitCode == .quarantined
        metric("assay_last_run_timestamp_seconds", "When the last run ended.", [("", "\(now)")])
        if let moment = succeeded ? now : lastSuccess {
            metric("assay_last_success_timestamp_seconds", "When a run last ended well.", [("", "\(moment)")])
        }
        metric("assay_last_run_success", "1 if the last run ended well.", [("", succeeded ? "1" : "0")])
        metric("assay_last_run_exit_code", "Exit code of the last run.", [("", "\(exitCode.rawValue)")])
        metric("assay_last_run_duration_seconds", "How long the last run took.", [("", seconds(milliseconds))])
        metric("assay_quarantined_units", "Documents in quarantine.", [("", "\(quarantined)")])
        func each(_ value: (StageRun) -> String) -> [(String, String)] {
            stages.map { (",stage=\"\(escaped($0.stage))\"", value($0)) }
        }
        metric(
            "assay_stage_duration_seconds", "How long each stage of the last run took.",
            each { seconds($0.milliseconds) })
        metric(
            "assay_stage_computed_units", "Units that each stage of the last run computed.", each { "\($0.computed)" })
        metric("assay_stage_failed_units", "Units of each stage in quarantine.", each { "\($0.failed)" })
        metric(
            "assay_count", "Counts of the report.",
            counts.sorted { $0.key < $1.key }.map {
                (",name=\"\(escaped($0.key))\"", "\($0.value)")
            })
        return out
    }

    private static func seconds(_ milliseconds: Int) -> String {
        let rest = milliseconds % 1000
        return "\(milliseconds / 1000)." + String(repeating: "0", count: rest < 10 ? 2 : rest < 100 ? 1 : 0) + "\(rest)"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
