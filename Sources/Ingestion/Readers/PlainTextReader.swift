import Diagnostics
import Facts

/// Reads plain text in any encoding that ``TextDecoder`` knows.
struct PlainTextReader: SourceReader {
    func recognises(_ bytes: UnsafeBufferPointer<UInt8>, name: String) -> Bool { true }

    func read(_ bytes: UnsafeBufferPointer<UInt8>, name: String, deadline: Deadline) throws -> ReadSource {
        if let kind = MagicBytes.kind(of: bytes) {
            throw Diagnostic(
                code: "ingest.not-text", "`\(name)` is not text: it is \(kind)",
                help: "keep text, HTML and PDF files in the source folder, or narrow its pattern")
        }
        let decoded = try Mojibake(name: name).repair(TextDecoder(name: name, deadline: deadline).decode(bytes))
        return ReadSource(text: decoded.scalars, encoding: decoded.encoding, notes: decoded.notes)
    }
}
