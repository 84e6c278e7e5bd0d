import Facts
import Foundation
import Lexicons

/// A document written with its figures marked ⟦in place⟧, so that nobody counts offsets.
struct MarkedDocument {
    let document: Document
    let facts: [Fact]

    /// - Parameters:
    ///   - marked: paragraphs, one a line, every figure in ⟦⟧.
    ///   - slots: what each figure means, in order.
    init(
        _ marked: String, title: String = "", place: String = "", date: String = "2021-01-08", _ slots: [Slots]
    ) {
        var scalars: [UInt32] = []
        var spans: [TextSpan] = []
        var paragraphs: [Paragraph] = []
        var open = 0
        var paragraphStart = 0
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": open = scalars.count
            case "⟧": spans.append(TextSpan(open, scalars.count))
            case "\n":
                paragraphs.append(Paragraph(role: .body, pieces: [TextSpan(paragraphStart, scalars.count)]))
                scalars.append(scalar.value)
                paragraphStart = scalars.count
            default: scalars.append(scalar.value)
            }
        }
        paragraphs.append(Paragraph(role: .body, pieces: [TextSpan(paragraphStart, scalars.count)]))
        let text = SourceText(scalars: ContiguousArray(scalars))
        document = Document(
            name: "test.txt", text: text, date: CalendarDay(date),
            articles: [Article(ordinal: 0, title: title, place: place, paragraphs: paragraphs)])
        facts = zip(spans, slots).map { span, slot in
            Fact(
                surface: text[span], span: span, low: slot.low, high: slot.high, comparator: slot.comparator,
                unit: slot.unit,
                category: slot.category, metric: slot.metric, subject: slot.subject, item: slot.item, basis: slot.basis,
                period: slot.period, place: slot.place, from: slot.from, direction: slot.direction,
                relation: slot.relation)
        }
    }

    struct Slots {
        var low: ExactDecimal
        var high: ExactDecimal
        var unit: String
        var category: Category
        var comparator: Facts.Comparator = .eq
        var metric = "", subject = "", item = "", period = "", place = "", direction = "", relation = ""
        var basis = Basis.actual
        var from: ExactDecimal?

        init(
            _ value: String, _ unit: String, _ category: Category, _ comparator: Facts.Comparator = .eq,
            metric: String = "",
            subject: String = "", item: String = "", basis: Basis = .actual, period: String = "", place: String = "",
            from: String? = nil, direction: String = "", relation: String = "", high: String? = nil
        ) {
            low = ExactDecimal(value) ?? .zero
            self.high = high.flatMap { ExactDecimal($0) } ?? low
            self.unit = unit
            self.category = category
            self.comparator = comparator
            self.metric = metric
            self.subject = subject
            self.item = item
            self.basis = basis
            self.period = period
            self.place = place
            self.from = from.flatMap { ExactDecimal($0) }
            self.direction = direction
            self.relation = relation
        }
    }
}

enum Shipped {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
    static let lexicons = Result {
        try LexiconSet(source: LexiconSource(shipped: root.appendingPathComponent("Sources/Lexicons/Resources")))
    }
}
