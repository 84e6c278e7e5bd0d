import Diagnostics
import Facts

/// Text of a source as a reader extracts it, with what its format says about it.
struct ReadSource {
    var text: ContiguousArray<UInt32>
    var encoding: String
    /// Roles of lines by the offset of their first scalar, where the format has mark-up for them.
    var roles: [Int: ParagraphRole] = [:]
    /// Whether each line is a paragraph, so that nothing needs unwrapping.
    var linesAreParagraphs = false
    var title = ""
    var date: CalendarDay?
    var notes: [Diagnostic] = []
}

/// Reads one format.
protocol SourceReader: Sendable {
    /// Whether the bytes are of this format; the name decides only where they do not.
    func recognises(_ bytes: UnsafeBufferPointer<UInt8>, name: String) -> Bool

    func read(_ bytes: UnsafeBufferPointer<UInt8>, name: String, deadline: Deadline) throws -> ReadSource
}
