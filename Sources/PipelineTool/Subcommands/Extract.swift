import ArgumentParser
import Diagnostics
import Facts
import Foundation
import Ingestion
import Lexicons
import Normalization
import PipelineEngine

/// `assay extract`: documents in, facts out, without pipeline or store.
struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Print the facts of documents, without any pipeline.",
        discussion: """
            Example:
              echo 投资1.2亿元 | assay extract --date 2021-01-08 -

            Exit status: 0, 64 for a wrong option, 65 where a FILE is unreadable, 66 where one is missing.
            """)

    @Option(help: ArgumentHelp("Day that 今年, 目前 and the like are resolved against (default: found in the document).", valueName: "YYYY-MM-DD"))
    var date: String?

    @OptionGroup var output: FormatOptions

    @Flag(help: "Print every quantity recognised, fact or not.")
    var quantities = false

    @Flag(help: "Take every line of the input as a document of its own.")
    var eachLine = false

    @Option(help: "Most documents in work at once (default: one per core).")
    var jobs: Int?

    @Argument(help: ArgumentHelp("Documents; `-` is standard input.", valueName: "file"))
    var files: [String]

    func validate() throws {
        if let date, CalendarDay(date) == nil {
            throw ValidationError("`\(date)` is no day; write --date 2021-01-08")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
        if files.isEmpty { throw ValidationError("name at least one FILE, or `-` for standard input") }
    }

    func run() throws {
        let reader = DocumentReader(lexicons: try LexiconSet(source: .locate()), quantities: quantities, date: date)
        let printer = RowPrinter(format: output.format, columns: reader.columns)
        try StandardOutput.shared.write(printer.header.utf8)
        let worst = eachLine ? try readLines(reader, printer) : try readFiles(reader, printer)
        try StandardOutput.shared.flush()
        if let worst { throw QuietExit(worst) }
    }

    private var width: Int { jobs ?? OrderedParallel.defaultJobs }

    /// - Returns: the status of the first unreadable file, once all others are printed.
    private func readFiles(_ reader: DocumentReader, _ printer: RowPrinter) throws -> ExitCode? {
        var status: ExitCode?
        var rest = files[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(width * 4))
            rest = rest.dropFirst(batch.count)
            let answers = OrderedParallel.map(batch, jobs: width) { path in
                Result { printer.text(of: try reader.rows(ofFile: path)) }
            }
            for answer in answers {
                switch answer {
                case .success(let text): try StandardOutput.shared.write(text.utf8)
                case .failure(let error):
                    let failure = CommandFailure(reading: error)
                    StandardError.print(failure.diagnostics)
                    if status != .noInput { status = failure.code }
                }
            }
            try StandardOutput.shared.flush()
        }
        return status
    }

    private func readLines(_ reader: DocumentReader, _ printer: RowPrinter) throws -> ExitCode? {
        var status: ExitCode?
        for path in files {
            var number = 0
            do {
                var partial: [UInt8] = []
                func emit(_ lines: [[UInt8]]) throws {
                    let first = number
                    number += lines.count
                    // 256 lines an item: small enough to balance, large enough to drown the bookkeeping
                    let groups = stride(from: 0, to: lines.count, by: 256).map { ($0, Array(lines[$0..<min($0 + 256, lines.count)])) }
                    let answers = OrderedParallel.map(groups, jobs: width) { start, lines in
                        Result {
                            var text = ""
                            for (i, line) in lines.enumerated() {
                                text += printer.text(of: try reader.rows(ofLine: line, number: first + start + i + 1))
                            }
                            return text
                        }
                    }
                    for answer in answers { try StandardOutput.shared.write(try answer.get().utf8) }
                }
                try InputFile.forEachChunk(of: path) { chunk in
                    var lines: [[UInt8]] = []
                    var start = chunk.startIndex
                    while let end = chunk[start...].firstIndex(of: 0x0A) {
                        lines.append(partial + chunk[start..<end])
                        partial = []
                        start = end + 1
                    }
                    partial += chunk[start...]
                    try emit(lines)
                }
                if !partial.isEmpty { try emit([partial]) }
            } catch let error as ReaderGone {
                throw error
            } catch {
                let failure = CommandFailure(reading: error)
                StandardError.print(failure.diagnostics)
                if status != .noInput { status = failure.code }
            }
        }
        return status
    }
}

/// Reads one document into printable rows; immutable, so that all cores share one.
struct DocumentReader: Sendable {
    private let ingestor: Ingestor
    private let normalizer: Normalizer
    private let wantsQuantities: Bool
    private let options: IngestOptions
    private let day: CalendarDay?

    init(lexicons: LexiconSet, quantities: Bool, date: String?) {
        ingestor = Ingestor(lexicons: lexicons)
        normalizer = Normalizer(lexicons: lexicons)
        wantsQuantities = quantities
        options = IngestOptions(date: date ?? "auto")
        day = date.flatMap { CalendarDay($0) }
    }

    var columns: [OutputColumn] { wantsQuantities ? QuantityRow.columns : FactRow.columns }

    func rows(ofFile path: String) throws -> [[OutputValue]] {
        let bytes = try InputFile.bytes(of: path)
        do {
            let document = try ingestor.read(bytes, name: path, options: options, deadline: .never)
            return try rows(of: document, named: .text(path))
        } catch var diagnostic as Diagnostic where diagnostic.code == "ingest.not-text" && Self.isWorkbook(bytes) {
            diagnostic.message = "`\(path)` is not text: it is a workbook"
            diagnostic.help = "decisions in a report's workbook are taken over by `assay review apply`; save a table as CSV to read its text"
            throw diagnostic
        }
    }

    /// A ZIP archive whose list of contents, at its end, names a workbook.
    private static func isWorkbook(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: [0x50, 0x4B]) else { return false }
        let name = Array("xl/workbook".utf8)
        let end = bytes.suffix(1 << 16)
        return end.indices.contains { end[$0] == name[0] && end[$0...].starts(with: name) }
    }

    /// Reads one line, UTF-8, as a document of one paragraph.
    func rows(ofLine line: [UInt8], number: Int) throws -> [[OutputValue]] {
        var bytes = line[...]
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let text = SourceText(String(decoding: bytes, as: UTF8.self))
        let paragraph = Paragraph(role: .body, pieces: [TextSpan(0, text.count)])
        let document = Document(
            name: String(number), text: text, date: day, dateOrigin: day == nil ? "" : "given",
            articles: text.count == 0 ? [] : [Article(ordinal: 0, paragraphs: [paragraph])])
        return try rows(of: document, named: .integer(number))
    }

    private func rows(of document: Document, named name: OutputValue) throws -> [[OutputValue]] {
        if wantsQuantities {
            return normalizer.quantities(in: document.text).map {
                QuantityRow.values(of: $0, in: document.text, document: name)
            }
        }
        return try normalizer.facts(in: document).map { FactRow.values(of: $0, document: name) }
    }
}

extension CommandFailure {
    /// What a FILE that cannot be read means for the caller: 65, unless it is missing or forbidden.
    init(reading error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let diagnostic as Diagnostic:
            self.init(ExitCode.of(diagnostic) == .unavailable ? .unavailable : .dataError, [diagnostic])
        case let list as DiagnosticList: self.init(.dataError, list.diagnostics)
        default: self.init(.dataError, code: "input.unreadable", "\(error)", help: "convert the file to UTF-8 text")
        }
    }
}
