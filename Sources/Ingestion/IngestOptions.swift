/// How one source is read.
public struct IngestOptions: Sendable, Hashable {
    /// `auto`, a day (`2021-01-08`), or a pattern over the file name with `{yyyy}`, `{mm}`, `{dd}`.
    public var date: String

    public init(date: String = "auto") { self.date = date }
}
