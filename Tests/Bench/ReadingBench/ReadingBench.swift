import Diagnostics
import Facts
import Foundation
import Ingestion
import Lexicons
import Normalization

/// `ReadingBench [--root CLONE] [--pages FOLDER] [--megabytes 50] [--documents 15000] [--only WHAT]`
///
/// Prints what `make bench` promises of reading: MB of UTF-8 per second of one core for quantities
/// and for facts, growth with length, hostile texts, and the reliability of confidences.
/// WHAT is any of `speed`, `length`, `hostile`, `reliability`, joined by commas; `profile` reads facts
/// alone, for a profiler to look at; `features --gold FOLDER,FOLDER` prints what `fit-confidence` reads.
@main struct ReadingBench {
    static func main() {
        do { try run(BenchOptions(CommandLine.arguments.dropFirst())) } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ options: BenchOptions) throws {
        let lexicons = try LexiconSet(source: LexiconSource.locate())
        let bench = ReadingBench(lexicons: lexicons, options: options)
        if options.does("speed") || options.does("length") { try bench.speed() }
        if options.only.contains("profile") { try bench.profile() }
        if options.does("hostile") { try bench.hostile() }
        if options.only.contains("features") { try FeatureDump(lexicons: lexicons, folders: options.gold).show() }
        if options.does("reliability") { try ReliabilityTable(lexicons: lexicons, root: options.root).show() }
    }

    let lexicons: LexiconSet
    let options: BenchOptions
    let normalizer: Normalizer
    let ingestor: Ingestor

    init(lexicons: LexiconSet, options: BenchOptions) {
        self.lexicons = lexicons
        self.options = options
        normalizer = Normalizer(lexicons: lexicons)
        ingestor = Ingestor(lexicons: lexicons)
    }

    private static let date = CalendarDay(year: 2021, month: 1, day: 8)

    private func measure(_ name: String, _ bytes: Int, _ work: () throws -> Int) rethrows -> Double {
        var found = 0
        let seconds = try Stopwatch.seconds { found = try work() }
        let rate = Double(bytes) / 1e6 / max(seconds, 1e-9)
        print(
            "  \(name.padding(toLength: 44, withPad: " ", startingAt: 0)) \(rate.shown(1)) MB/s  \(seconds.shown(2)) s  \(found) found"
        )
        return seconds
    }

    private func factsAlone(_ documents: [Document]) throws -> Int {
        try documents.reduce(0) { try $0 + normalizer.facts(in: $1).count }
    }

    /// Quantities, facts of articles already split, and facts from bytes, many documents and one.
    func speed() throws {
        let pages = options.pages()
        guard !pages.isEmpty else { return print("no pages found") }
        var generator = CorpusGenerator(pages: pages, divisions: lexicons.divisions, seed: 20_210_108)
        let texts = generator.documents(count: options.documents, bytes: options.megabytes * 1_000_000)
        let bytes = texts.reduce(0) { $0 + $1.utf8Count }
        let one = SourceText(scalars: ContiguousArray(texts.lazy.map(\.scalars).joined()))
        print("reading \(Double(bytes) / 1e6) MB of UTF-8, one core, processor time")
        if options.does("speed") {
            _ = measure("quantities, \(texts.count) documents", bytes) {
                texts.reduce(0) { $0 + normalizer.quantities(in: $1).count }
            }
            _ = measure("quantities, one document", bytes) { normalizer.quantities(in: one).count }
            var documents: [Document] = []
            let raw = texts.map { Array($0.string.utf8) }
            _ = try measure("pages to articles, \(texts.count) documents", bytes) {
                documents = try raw.enumerated().map {
                    try ingestor.read($1, name: "\($0).txt", options: IngestOptions(date: "2021-01-08"))
                }
                return documents.count
            }
            _ = try measure("facts, \(texts.count) documents", bytes) { try factsAlone(documents) }
            _ = try measure("facts, one document, each line a paragraph", bytes) {
                try factsAlone([Ingestor.plain(text: one, name: "one", date: Self.date)])
            }
        }
        if options.does("length") { try length(one) }
    }

    /// Facts of the generated documents, or of the hostile text named by `--text`.
    private func profile() throws {
        var texts = HostileInputs.all(scalars: options.hostileScalars).filter { $0.name == options.text }.map(\.text)
        if texts.isEmpty {
            var generator = CorpusGenerator(pages: options.pages(), divisions: lexicons.divisions, seed: 3)
            texts = generator.documents(count: options.documents, bytes: options.megabytes * 1_000_000)
        }
        let documents = texts.map { Ingestor.plain(text: $0, name: "one", date: Self.date) }
        _ = try measure("facts", texts.reduce(0) { $0 + $1.utf8Count }) { try factsAlone(documents) }
    }

    /// Ten times the text may take eleven times the time.
    private func length(_ one: SourceText) throws {
        let long = min(one.count, 5_000_000)
        let short = SourceText(scalars: ContiguousArray(one.scalars[0..<(long / 10)]))
        let tenfold = SourceText(scalars: ContiguousArray(one.scalars[0..<(long / 10 * 10)]))
        print("ten times the text takes")
        func ratio(_ name: String, _ work: (SourceText) throws -> Int) rethrows {
            _ = try work(short)
            let a = try Stopwatch.seconds { _ = try work(short) }
            let b = try Stopwatch.seconds { _ = try work(tenfold) }
            print(
                "  \(name.padding(toLength: 44, withPad: " ", startingAt: 0)) \((b / max(a, 1e-9)).shown(2)) times the time"
            )
        }
        ratio("quantities") { normalizer.quantities(in: $0).count }
        try ratio("facts, one article") { try factsAlone([Ingestor.plain(text: $0, name: "one", date: Self.date)]) }
        try ratio("facts from bytes") {
            try factsAlone([
                ingestor.read(Array($0.string.utf8), name: "one.txt", options: IngestOptions(date: "2021-01-08"))
            ])
        }
    }

    /// Texts that invite backtracking, beside ordinary pages.
    ///
    /// A text counts as slow where it takes over twice the time per byte of an ordinary page and its rate is
    /// under half of what is asked of pages. Texts of nothing but figures cost more a byte than pages do, which
    /// have one in a hundred bytes: the last columns tell how many bytes there are to a figure and what each costs.
    func hostile() throws {
        let pages = options.pages()
        guard !pages.isEmpty else { return print("no pages found") }
        var generator = CorpusGenerator(pages: pages, divisions: lexicons.divisions, seed: 7)
        let ordinary = SourceText(
            scalars: ContiguousArray(generator.documents(count: 100, bytes: 1_000_000).map(\.scalars).joined()))
        _ = rates(ordinary)
        let normal = rates(ordinary)
        print("hostile texts of \(options.hostileScalars) characters, beside an ordinary page (at most twice its time, or half of \(Self.quantityBar.shown(0)) and \(Self.factBar.shown(0)) MB/s)")
        print(
            "  " + Self.cell("", 30) + Self.cell("quantities", 22) + Self.cell("facts", 22)
                + Self.cell("bytes a figure", 18) + "ns a figure")
        show("ordinary", normal, beside: normal)
        show("ordinary without a stop", rates(HostileInputs.withoutStops(ordinary)), beside: normal)
        for (name, text) in HostileInputs.all(scalars: options.hostileScalars) { show(name, rates(text), beside: normal) }
    }

    private static let quantityBar = 50.0, factBar = 10.0

    private struct Rates { var bytes, quantities, facts: Double; var found: Int }

    private func rates(_ text: SourceText) -> Rates {
        var found = 0
        let quantities = Stopwatch.seconds { found = normalizer.quantities(in: text).count }
        let document = Ingestor.plain(text: text, name: "x", date: Self.date)
        let facts = Stopwatch.seconds {
            _ = try? normalizer.facts(in: document, deadline: .after(milliseconds: options.patience))
        }
        return Rates(bytes: Double(text.utf8Count), quantities: quantities, facts: facts, found: found)
    }

    private func show(_ name: String, _ r: Rates, beside normal: Rates) {
        var slow: [String] = []
        func column(_ what: String, _ seconds: Double, _ usual: Double, bar: Double) -> String {
            let rate = r.bytes / 1e6 / max(seconds, 1e-9), times = seconds / r.bytes * usual
            if times > 2, rate < bar / 2 { slow.append(what) }
            return Self.cell("\(rate.shown(1)) MB/s (\(times.shown(2)))", 22)
        }
        let columns =
            column("quantities", r.quantities, normal.bytes / normal.quantities, bar: Self.quantityBar)
            + column("facts", r.facts, normal.bytes / normal.facts, bar: Self.factBar)
        let figures =
            r.found == 0
            ? Self.cell("no figure", 18) + Self.cell("", 12)
            : Self.cell((r.bytes / Double(r.found)).shown(1), 18) + Self.cell((r.facts / Double(r.found) * 1e9).shown(0), 12)
        print("  " + Self.cell(name, 30) + columns + figures + (slow.isEmpty ? "" : "SLOW: " + slow.joined(separator: ", ")))
    }

    /// Padded to `width` columns, two to a Chinese character.
    private static func cell(_ text: String, _ width: Int) -> String {
        let taken = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        return text + String(repeating: " ", count: max(1, width - taken))
    }
}
