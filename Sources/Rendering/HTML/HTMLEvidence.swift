/// What stands behind the figures: for each its place, and the articles they come from.
///
/// Read from the evidence sheet's query by these columns: its key, `surface`, `sentence`, `quote_start`,
/// `document`, `article`, `start`, `end`. Missing ones leave the sentence alone to be shown.
struct HTMLEvidence {
    let report: PreparedReport
    let data: any ReportData
    let options: RenderOptions

    private var zh: Bool { report.language == .zh }

    func write(to page: PageFile) throws {
        guard let sheet = report.shown.first(where: { $0.definition.kind == .evidence }),
            case let block?? = sheet.blocks.first,
            let key = block.definition.key
        else { return }
        try page.write(
            """
            <dialog id="evidence-dialog" aria-labelledby="evidence-title"><header><div><h2 id="evidence-title"></h2><p></p></div><button type="button">\(zh ? "关闭" : "Close")</button></header><div class="body"></div></dialog>
            <script type="application/json" id="evidence-data">{"facts":{
            """)
        var articles: [(document: String, ordinal: Int)] = []
        var places: [String: Int] = [:]
        var count = 0
        try block.forEachRow { raw, _ in
            let id = block.text(key, raw)
            count += 1
            guard count <= Self.mostFacts, !id.isEmpty, block.index.row(of: id) == count - 1 else { return }
            let document = block.text("document", raw)
            let ordinal = block.cell("article", raw).number.flatMap { Int(exactly: $0) } ?? -1
            let name = document + "\u{0}\(ordinal)"
            if places[name] == nil {
                places[name] = articles.count
                articles.append((document, ordinal))
            }
            func offset(_ column: String) -> Int { block.cell(column, raw).number.flatMap { Int(exactly: $0) } ?? -1 }
            let fact = JSONText.object([
                ("a", .integer(places[name] ?? -1)), ("document", .string(document)),
                ("start", .integer(offset("start"))), ("end", .integer(offset("end"))),
                ("surface", .string(block.text("surface", raw))), ("sentence", .string(block.text("sentence", raw))),
                ("quote", .integer(offset("quote_start"))),
            ])
            try page.write((count > 1 ? ",\n" : "") + JSONText.quoted(id) + ":" + fact.compact)
        }
        try page.write("},\n\"articles\":[")
        for (at, place) in articles.enumerated() {
            let article = place.ordinal < 0 ? nil : try data.article(document: place.document, ordinal: place.ordinal)
            try page.write((at > 0 ? ",\n" : "") + (article.map { json($0).compact } ?? "null"))
        }
        try page.write("]}</script>\n")
    }

    /// More figures than a page can carry lead to their row alone.
    private static let mostFacts = 20_000

    private func json(_ article: ReportArticle) -> JSONText {
        .object([
            ("title", .string(article.title)), ("byline", .string(article.byline)), ("date", .string(article.date)),
            (
                "paragraphs",
                .array(
                    article.paragraphs.map { paragraph in
                        .object([
                            ("r", .string(paragraph.role.rawValue)), ("t", .string(paragraph.text)),
                            ("p", .array(paragraph.pieces.map { .array([.integer($0.start), .integer($0.end)]) })),
                        ])
                    })
            ),
        ])
    }
}
