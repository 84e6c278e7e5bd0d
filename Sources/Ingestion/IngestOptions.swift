import Facts

/// How one source is read.
public struct IngestOptions: Sendable, Hashable {
    /// `auto`, a day (`2021-01-08`), or a pattern over the file name with `{yyyy}`, `{mm}`, `{dd}`.
    public var date: String

    public init(date: String = "auto") { self.date = date }
}

extension IngestOptions {
    /// The day that a file's name gives under ``date``; `nil` where it gives none, and for a fixed day.
    public func day(named path: String) -> CalendarDay? {
        if date == "auto" { return FileNameDate.day(of: path) }
        return date.contains("{") ? FileNameDate.day(of: path, pattern: date) : nil
    }
}
