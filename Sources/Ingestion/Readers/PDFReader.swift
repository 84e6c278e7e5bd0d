import Diagnostics
import Facts

/// Reads PDF through `pdftotext` of poppler-utils, where that program is installed.
struct PDFReader: SourceReader {
    /// A PDF that calls itself text is a mistake of whoever filed it, and is refused as such.
    func recognises(_ bytes: UnsafeBufferPointer<UInt8>, name: String) -> Bool {
        let suffix = name.lowercased().split(separator: ".").last ?? ""
        return MagicBytes.isPDF(bytes) && !["txt", "text", "htm", "html", "md", "csv"].contains(suffix)
    }

    func read(_ bytes: UnsafeBufferPointer<UInt8>, name: String, deadline: Deadline) throws -> ReadSource {
        let input = Array(bytes)
        // -layout keeps the rows of tables; columns of running text are better read one by one
        var output = try run(["-layout"], input, name: name, deadline: deadline)
        if try isColumns(output, deadline) { output = try run([], input, name: name, deadline: deadline) }
        let decoded = try output.withUnsafeBufferPointer { try TextDecoder(name: name, deadline: deadline).decode($0) }
        let lost = decoded.scalars.reduce(0) { $0 + ($1 == 0xFFFD ? 1 : 0) }
        if Double(lost) > TextDecoder.tolerance * Double(decoded.scalars.count) {
            throw Diagnostic(
                code: "ingest.pdf-fonts",
                "`\(name)` has fonts whose characters cannot be told: \(lost) of \(decoded.scalars.count) are unknown",
                help: "print it to PDF again with embedded Unicode maps, or convert its pages by OCR")
        }
        return ReadSource(text: decoded.scalars, encoding: "UTF-8", notes: decoded.notes)
    }

    private func run(_ options: [String], _ input: [UInt8], name: String, deadline: Deadline) throws -> [UInt8] {
        let arguments = ["pdftotext"] + options + ["-q", "-enc", "UTF-8", "-nopgbrk", "-", "-"]
        switch try OutsideProgram.run(arguments, input: input, deadline: deadline) {
        case .absent:
            throw Diagnostic(
                code: "ingest.needs-program", "`\(name)` is a PDF document, and `pdftotext` is not installed",
                help: "install the package poppler-utils")
        case .finished(let status, let output):
            if status == 0 { return output }
            throw Diagnostic(
                code: "ingest.pdf", "`pdftotext` could not read `\(name)` (status \(status))",
                help: "open the file in a viewer; a password or damage must be removed first")
        }
    }

    /// Whether many lines hold running text on both sides of a wide gap.
    private func isColumns(_ output: [UInt8], _ deadline: Deadline) throws -> Bool {
        let text = try output.withUnsafeBufferPointer { try UTF8Decoder.decode($0, deadline: deadline).scalars }
        return try text.withUnsafeBufferPointer { buffer in
            let lines = try LineSplitter.lines(of: buffer, deadline: deadline)
            var sides = 0
            for line in lines.prefix(4_000) {
                var han = 0
                var gap = 0
                var longCells = 0
                for i in line.start..<line.end {
                    if Characters.isSpace(buffer[i]) {
                        gap += 1
                        continue
                    }
                    if gap >= 2 {
                        if han >= 10 { longCells += 1 }
                        han = 0
                    }
                    gap = 0
                    if Characters.isHan(buffer[i]) { han += 1 }
                }
                if han >= 10 { longCells += 1 }
                if longCells >= 2 { sides += 1 }
            }
            return lines.count >= 10 && sides * 10 >= min(lines.count, 4_000) * 3
        }
    }
}
