import Facts

/// The published fields of a fact, one list for `extract` and `facts`.
enum FactRow {
    static let columns = [
        OutputColumn("document"), OutputColumn("surface", inTable: true), OutputColumn("start"), OutputColumn("end"),
        OutputColumn("pieces", optional: true), OutputColumn("low", inTable: true), OutputColumn("high"),
        OutputColumn("comparator", inTable: true), OutputColumn("unit", inTable: true),
        OutputColumn("category", inTable: true), OutputColumn("metric", inTable: true),
        OutputColumn("subject", inTable: true), OutputColumn("item", inTable: true), OutputColumn("basis", inTable: true),
        OutputColumn("period", inTable: true), OutputColumn("place", inTable: true), OutputColumn("from"),
        OutputColumn("direction"), OutputColumn("relation"), OutputColumn("rule"), OutputColumn("confidence"),
    ]

    static func values(of fact: Fact, document: OutputValue) -> [OutputValue] {
        [
            document, .text(fact.surface), .integer(fact.span.start), .integer(fact.span.end),
            .spans(fact.pieces.map { ($0.start, $0.end) }), .number(fact.low.description), .number(fact.high.description),
            .text(fact.comparator.rawValue), .text(fact.unit), .text(fact.category.rawValue), .text(fact.metric),
            .text(fact.subject), .text(fact.item), .text(fact.basis.rawValue), .text(fact.period), .text(fact.place),
            .number(fact.from?.description ?? ""), .text(fact.direction), .text(fact.relation), .text(fact.rule),
            .number(confidence(fact.confidence)),
        ]
    }

    /// Two decimals at most, plain digits.
    static func confidence(_ value: Double) -> String {
        let hundredths = Int((min(1, max(0, value)) * 100).rounded())
        return ExactDecimal(coefficient: Int64(hundredths), exponent: -2)?.description ?? "0"
    }
}

/// The published fields of a quantity, fact or not.
enum QuantityRow {
    static let columns = [
        OutputColumn("document"), OutputColumn("surface", inTable: true), OutputColumn("start", inTable: true),
        OutputColumn("end", inTable: true), OutputColumn("low", inTable: true), OutputColumn("high", inTable: true),
        OutputColumn("comparator", inTable: true), OutputColumn("unit", inTable: true), OutputColumn("kind", inTable: true),
        OutputColumn("reason", inTable: true, optional: true),
    ]

    static func values(of quantity: Quantity, in text: SourceText, document: OutputValue) -> [OutputValue] {
        [
            document, .text(text[quantity.span]), .integer(quantity.span.start), .integer(quantity.span.end),
            .number(quantity.low.description), .number(quantity.high.description), .text(quantity.comparator.rawValue),
            .text(quantity.unit), .text(quantity.kind.rawValue), .text(quantity.reason),
        ]
    }
}
