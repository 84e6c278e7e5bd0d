import Foundation

/// The same report as one page that needs nothing else: tables that sort and filter, charts, and the article behind
/// each figure. Without scripts the page still reads, and figures lead to their row of evidence.
struct HTMLReport {
    let report: PreparedReport
    let data: any ReportData
    let options: RenderOptions
    let properties: ReportProperties

    private var zh: Bool { report.language == .zh }

    func write(to folder: String) throws -> RenderedFile {
        let name = report.template.name + ".html"
        let page = try PageFile(path: folder + "/" + name)
        var rows = 0
        try page.write(head())
        for sheet in report.shown where sheet.definition.kind != .contents || !sheet.blocks.isEmpty {
            try page.write("<section id=\"s-\(HTMLText.anchor(sheet.id))\"><h2>\(HTMLText.escaped(sheet.name))</h2>\n")
            if !sheet.note.isEmpty { try page.write("<p class=\"note\">\(HTMLText.escaped(sheet.note))</p>\n") }
            for (index, block) in sheet.blocks.enumerated() {
                let title = sheet.isSingleTable ? "" : sheet.definition.blocks[index].title[report.language]
                if !title.isEmpty { try page.write("<h3>\(HTMLText.escaped(title))</h3>\n") }
                for text in sheet.paragraphs[index] { try page.write("<p>\(HTMLText.escaped(text))</p>\n") }
                guard let block else { continue }
                rows += block.rowCount
                let isPair = !sheet.isSingleTable && !ChartWriter.drawn(block).isEmpty
                if isPair { try page.write("<div class=\"pair\"><div>\n") }
                try HTMLTable(report: report, block: block, sheet: sheet, options: options).write(to: page)
                if isPair { try page.write("</div>\n") }
                try charts(block, page)
                if isPair { try page.write("</div>\n") }
            }
            try page.write("</section>\n")
        }
        try page.write("</main>\n")
        try HTMLEvidence(report: report, data: data, options: options).write(to: page)
        try page.write("<script>\n\(HTMLAssets.script)\n</script>\n</body>\n</html>\n")
        try page.close()
        return RenderedFile(path: name, rows: rows, bytes: page.bytes)
    }

    private func head() -> String {
        let title = HTMLText.escaped(properties.title)
        var links = ""
        for sheet in report.shown {
            let count =
                sheet.definition.kind == .text || sheet.definition.kind == .contents
                ? "" : " <small>\(sheet.rowCount)</small>"
            links +=
                "<li><a href=\"#s-\(HTMLText.anchor(sheet.id))\">\(HTMLText.escaped(sheet.name))</a>\(count)</li>\n"
        }
        // in the words of the template where it has them, as the sheets have
        let words = report.template.codes["run"] ?? [:]
        let facts = properties.custom.map {
            HTMLText.escaped(words[$0.name]?[report.language] ?? $0.name) + " " + HTMLText.escaped($0.value)
        }.joined(separator: " · ")
        return """
            <!DOCTYPE html>
            <html lang="\(zh ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
            <title>\(title)</title>
            <style>
            \(HTMLAssets.style)
            </style>
            </head>
            <body>
            <a class="skip" href="#content">\(zh ? "跳到正文" : "skip to content")</a>
            <header><h1>\(title)</h1><p>\(HTMLText.escaped(report.template.description[report.language]))</p><p><small>\(facts)</small></p></header>
            <nav aria-label="\(zh ? "目录" : "contents")"><ul>
            \(links)</ul></nav>
            <main id="content">

            """
    }

    private func charts(_ block: PreparedBlock, _ page: PageFile) throws {
        let drawn = ChartWriter.drawn(block)
        guard !drawn.isEmpty else { return }
        try page.write("<div class=\"figures\">\n")
        for chart in drawn {
            var categories: [String] = []
            var values = chart.series.map { _ in [Double]() }
            let places = chart.series.map { one in block.columns.firstIndex { $0.key == one.column } }
            guard let label = block.columns.firstIndex(where: { $0.key == chart.categories }) else { continue }
            try block.forEachRow { raw, row in
                guard categories.count < chart.maxRows else { return }
                categories.append(block.shown(block.columns[label], row[label], raw))
                for (at, place) in places.enumerated() {
                    var number = 0.0
                    if let place, case .number(let value) = row[place].value { number = value }
                    values[at].append(number)
                }
            }
            try page.write(
                SVGChart(
                    kind: chart.kind, title: chart.title[report.language], xTitle: chart.xTitle[report.language],
                    yTitle: chart.yTitle[report.language],
                    alt: chart.alt[report.language], categories: categories,
                    series: zip(chart.series, values).map { (label: $0.label[report.language], values: $1) }
                ).draw())
        }
        try page.write("</div>\n")
    }
}

/// The page being written, buffered.
final class PageFile {
    private let file: UnsafeMutablePointer<FILE>
    private let path: String
    private var buffer: [UInt8] = []
    private(set) var bytes = 0

    init(path: String) throws {
        guard let file = fopen(path, "wb") else { throw CSVError(path: path, reason: String(cString: strerror(errno))) }
        self.file = file
        self.path = path
    }

    deinit { fclose(file) }

    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= 1 << 16 { try flush() }
    }

    private func flush() throws {
        guard fwrite(buffer, 1, buffer.count, file) == buffer.count else {
            throw CSVError(path: path, reason: String(cString: strerror(errno)))
        }
        bytes += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    func close() throws {
        try flush()
        guard fflush(file) == 0 else { throw CSVError(path: path, reason: String(cString: strerror(errno))) }
    }
}
