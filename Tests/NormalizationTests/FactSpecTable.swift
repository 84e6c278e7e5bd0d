import Facts
import Foundation
import Testing

/// One row of `Specs/facts.tsv`: a text with one figure marked ⟦…⟧ and what that figure means.
struct FactSpec: Sendable, CustomTestStringConvertible {
    let line: Int
    let group: String
    let shown: String
    let document: Document
    let spans: [TextSpan]
    /// Values by slot; only slots that the row speaks of.
    let expected: [(slot: String, values: [String])]
    let isGap: Bool

    var testDescription: String { "\(group): \(shown) (facts.tsv:\(line))" }
    var isNoFact: Bool { expected.first { $0.slot == "category" }?.values == ["-"] }

    private static let slots = [
        "category", "metric", "subject", "item", "basis", "period", "place", "low", "from", "direction", "relation",
    ]

    static let all: [FactSpec] = {
        let file = SpecFiles.folder.appendingPathComponent("facts.tsv")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        var sawHeader = false
        var rows: [FactSpec] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            if !sawHeader {
                sawHeader = true
                continue
            }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 3 + slots.count else { continue }
            rows.append(FactSpec(line: index + 1, fields: fields))
        }
        return rows
    }()

    private init(line: Int, fields: [String]) {
        self.line = line
        group = fields[0]
        shown = fields[2]
        let page = FactPage(fields[2])
        spans = page.spans
        document = page.document(date: CalendarDay(fields[1]))
        expected = zip(Self.slots, fields[3...]).compactMap { slot, value in
            value.isEmpty ? nil : (slot, value.split(separator: "|").map(String.init))
        }
        isGap = fields.count > 3 + Self.slots.count && fields[3 + Self.slots.count] == "gap"
    }

    /// - Returns: what is wrong, empty where all is right.
    func faults(of facts: [Fact]) -> [String] {
        if isNoFact {
            return facts.filter { f in spans.contains { $0.overlaps(f.span) } }.map {
                "`\($0.surface)` is no fact, but was read as \($0.category) by \($0.rule)"
            }
        }
        guard let span = spans.first, let fact = facts.first(where: { $0.span.overlaps(span) }) else {
            return ["no fact was read"]
        }
        return expected.compactMap { slot, values in
            let said = Self.value(of: slot, fact)
            return values.contains { Self.agrees($0 == "-" ? "" : $0, said, slot) }
                ? nil : "\(slot) is `\(said)`, not `\(values.joined(separator: "` or `"))`"
        }
    }

    private static func value(of slot: String, _ f: Fact) -> String {
        switch slot {
        case "category": f.category.rawValue
        case "metric": f.metric
        case "subject": f.subject
        case "item": f.item
        case "basis": f.basis.rawValue
        case "period": f.period
        case "place": f.place
        case "low": f.low.description
        case "from": f.from?.description ?? ""
        case "direction": f.direction
        default: f.relation
        }
    }

    /// Names agree where one holds the other, as in the gold; everything else is exact.
    private static func agrees(_ wanted: String, _ said: String, _ slot: String) -> Bool {
        if wanted == said { return true }
        guard ["metric", "subject", "item"].contains(slot),
            min(wanted.unicodeScalars.count, said.unicodeScalars.count) >= 2
        else { return false }
        return wanted.contains(said) || said.contains(wanted)
    }
}

/// A page in one line: ¶ between paragraphs, `#` a heading, `T:` the title, `|` a row with ␉ between cells.
struct FactPage {
    private(set) var scalars: ContiguousArray<UInt32> = []
    private(set) var paragraphs: [Paragraph] = []
    private(set) var spans: [TextSpan] = []
    private(set) var title = ""

    init(_ marked: String) {
        for part in marked.split(separator: "¶") {
            let start = scalars.count
            var role = ParagraphRole.body
            var rest = part
            for (prefix, of) in [("#", ParagraphRole.heading), ("T:", .title), ("|", .row)] where part.hasPrefix(prefix)
            {
                role = of
                rest = part.dropFirst(prefix.count)
            }
            var open = start
            for scalar in rest.unicodeScalars {
                switch scalar {
                case "⟦": open = scalars.count
                case "⟧": spans.append(TextSpan(open, scalars.count))
                case "␉": scalars.append(0x09)
                default: scalars.append(scalar.value)
                }
            }
            paragraphs.append(Paragraph(role: role, pieces: [TextSpan(start, scalars.count)]))
            if role == .title { title = String(scalars: scalars[start...]) }
            scalars.append(0x0A)
        }
    }

    func document(date: CalendarDay?) -> Document {
        Document(
            name: "row", text: SourceText(scalars: scalars), date: date, dateOrigin: "given",
            articles: [Article(ordinal: 0, title: title, paragraphs: paragraphs)])
    }
}
