/// Text for cron and systemd that runs a pipeline every night and understands its exit codes.
public struct ScheduleText: Sendable {
    public var pipeline: String
    /// Absolute path of the program.
    public var program: String
    /// Absolute path of the folder that holds `Pipelines/`.
    public var root: String
    public var hour: Int
    public var minute: Int
    public var timezone: String

    public init(
        pipeline: String, program: String, root: String, hour: Int = 4, minute: Int = 30,
        timezone: String = "Asia/Shanghai"
    ) {
        self.pipeline = pipeline
        self.program = program
        self.root = root
        self.hour = hour
        self.minute = minute
        self.timezone = timezone
    }

    private var at: String { (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)" }

    /// Lines for `crontab -e`. Cron mails whatever is printed, and a quiet run prints only on failure.
    public var crontab: String {
        // In a crontab `%` ends the command.
        let command = "\(quoted(program)) --root \(quoted(root)) run \(quoted(pipeline)) --quiet --if-locked skip"
            .replacing("%", with: "\\%")
        return """
            # \(pipeline), every day at \(at) by \(timezone)
            CRON_TZ=\(timezone)
            \(minute) \(hour) * * * \(command)

            """
    }

    /// `assay-<pipeline>.service`. Exit code 1 (a check held the report back) and 75 (another run is
    /// at it) are no failures of the machine.
    public var service: String {
        """
        [Unit]
        Description=assay run \(pipeline)
        Documentation=man:assay(1)

        [Service]
        Type=oneshot
        ExecStart=\(systemd(program)) --root \(systemd(root)) run \(systemd(pipeline)) --quiet --if-locked fail
        SuccessExitStatus=75
        RestartPreventExitStatus=1 64 65 66 69 73 77 78
        TimeoutStopSec=5
        KillSignal=SIGTERM
        Nice=10

        """
    }

    /// `assay-<pipeline>.timer`.
    public var timer: String {
        """
        [Unit]
        Description=assay run \(pipeline), every day

        [Timer]
        OnCalendar=*-*-* \(at):00 \(timezone)
        Persistent=true

        [Install]
        WantedBy=timers.target

        """
    }

    private func quoted(_ text: String) -> String {
        let plain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-+=:@".unicodeScalars.contains($0)
        }
        return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    private func systemd(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("%", with: "%%")
            .replacing("$", with: "$$")
        return escaped.contains(" ") || escaped != text ? "\"" + escaped + "\"" : text
    }
}
