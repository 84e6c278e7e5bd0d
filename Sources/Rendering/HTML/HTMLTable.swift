/// One table of the page.
struct HTMLTable {
    let report: PreparedReport
    let block: PreparedBlock
    let sheet: PreparedSheet
    let options: RenderOptions

    private var zh: Bool { report.language == .zh }
    private var columns: [(at: Int, column: ColumnDefinition)] {
        block.columns.enumerated().filter { !block.isHidden($0) && !$1.label[report.language].allSatisfy(\.isWhitespace) }.map {
            (at: $0, column: $1)
        }
    }

    func write(to page: PageFile) throws {
        let name = block.definition.title.isEmpty ? sheet.name : block.definition.title[report.language]
        let id = "t-" + HTMLText.anchor(block.definition.id + sheet.id.dropFirst(sheet.definition.id.count))
        guard block.rowCount > 0 else {
            return try page.write(
                "<p class=\"note\">\(zh ? "（本期没有这类数据）" : "(nothing of this kind in the sources)")</p>\n")
        }
        if block.rowCount > 8 {
            let label = zh ? "筛选" : "Filter"
            let shown = min(block.rowCount, options.pageRows)
            try page.write(
                "<div class=\"tools\"><label>\(label) <input type=\"search\" id=\"f-\(id)\" autocomplete=\"off\"></label><output id=\"n-\(id)\" for=\"f-\(id)\">\(shown) / \(shown)</output></div>\n"
            )
        }
        if block.rowCount > options.pageRows {
            let file = "csv/" + block.definition.id + ".csv"
            try page.write(
                "<p class=\"note\">"
                    + (zh
                        ? "共 \(block.rowCount) 行，此处列出前 \(options.pageRows) 行；全部见 \(file)"
                        : "\(block.rowCount) rows, the first \(options.pageRows) here; all of them in \(file)")
                    + "</p>\n")
        }
        try page.write(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(HTMLText.escaped(name))\"><table id=\"\(id)\" data-sortable><thead><tr>"
        )
        for (_, column) in columns {
            let note = column.note.isEmpty ? "" : " title=\"\(HTMLText.escaped(column.note[report.language]))\""
            try page.write(
                "<th scope=\"col\" aria-sort=\"none\"\(note)><button type=\"button\">\(HTMLText.escaped(column.label[report.language]))</button></th>"
            )
        }
        try page.write("</tr></thead><tbody>\n")
        try block.forEachRow(first: options.pageRows) { raw, values in try page.write(row(raw, values)) }
        try page.write("</tbody>")
        try page.write(totals())
        try page.write("</table></div>\n")
    }

    private func row(_ raw: DataRow, _ values: [RowValue]) -> String {
        let styles = block.styles(values)
        // evidence rows can be led to without scripts
        var anchor = ""
        if sheet.definition.kind == .evidence, let key = block.definition.key {
            anchor = " id=\"e-\(HTMLText.anchor(block.text(key, raw)))\""
        }
        var out = "<tr\(anchor)>"
        for (at, column) in columns {
            let value = values[at]
            var classes: [String] = []
            var attributes = ""
            if case .number(let number) = value.value {
                classes.append("n")
                attributes = " data-v=\"\(ExcelNumber.text(number))\""
            }
            if value.isComputed, value.value != .missing { classes.append("d") }
            if column.format == .marked || column.wrap || block.text(column.key, raw).unicodeScalars.count > 24 {
                classes.append("w")
            }
            if let style = styles[at] { classes.append("c-\(style.rawValue)") }
            if !classes.isEmpty { attributes += " class=\"\(classes.joined(separator: " "))\"" }
            out += "<td\(attributes)>\(content(column, value, raw))</td>"
        }
        return out + "</tr>\n"
    }

    private func content(_ column: ColumnDefinition, _ value: RowValue, _ raw: DataRow) -> String {
        if let parts = column.format == .marked ? block.marked(column, raw) : nil {
            return HTMLText.escaped(parts.0) + "<mark>" + HTMLText.escaped(parts.1) + "</mark>"
                + HTMLText.escaped(parts.2)
        }
        let text = HTMLText.escaped(block.shown(column, value, raw))
        switch column.link?.target {
        case .row(let id, let key)?:
            let wanted = block.text(key, raw)
            guard let target = report.target(id), target.block.index.row(of: wanted) != nil else {
                return value.value == .missing || column.link?.text.isEmpty == false ? "" : text
            }
            let isEvidence = target.sheet.definition.kind == .evidence
            return "<a href=\"#\(isEvidence ? "e-" : "s-")\(HTMLText.anchor(isEvidence ? wanted : id))\""
                + (isEvidence ? " data-fact=\"\(HTMLText.escaped(wanted))\"" : "") + ">\(text.isEmpty ? "→" : text)</a>"
        case .file(let path)?:
            let file = block.text(path, raw)
            return file.isEmpty ? text : "<a href=\"\(HTMLText.address(options.sourcePrefix + file))\">\(text)</a>"
        case nil:
            // the figure itself leads to its sentence too
            if sheet.definition.kind == .evidence, column.key == "surface", let key = block.definition.key {
                return
                    "<a href=\"#e-\(HTMLText.anchor(block.text(key, raw)))\" data-fact=\"\(HTMLText.escaped(block.text(key, raw)))\">\(text)</a>"
            }
            let isFigure = [.money, .quantity, .percent, .multiple, .decimal].contains(column.format)
            if isFigure, case .number = value.value, !value.isComputed, let fact = factKey(raw) {
                return "<a href=\"#e-\(HTMLText.anchor(fact))\" data-fact=\"\(HTMLText.escaped(fact))\">\(text)</a>"
            }
            return text
        }
    }

    /// The evidence of the row's own figures: the key of its first link to an evidence sheet.
    private func factKey(_ raw: DataRow) -> String? {
        for column in block.columns {
            guard case .row(let id, let key)? = column.link?.target, let target = report.target(id),
                target.sheet.definition.kind == .evidence
            else { continue }
            guard key == "fact_id" else { return nil }
            let wanted = block.text(key, raw)
            return target.block.index.row(of: wanted) == nil ? nil : wanted
        }
        return nil
    }

    private func totals() -> String {
        guard let totals = block.definition.totals else { return "" }
        let label = columns.first { !totals.sum.contains($0.column.key) && $0.column.key != totals.by }?.at
        var out = "<tfoot>"
        for line in block.totals() {
            out += "<tr>"
            for (at, column) in columns {
                if totals.sum.contains(column.key) {
                    let shown = block.display(ofTotal: line.sums[column.key] ?? 0, column).text
                    out += "<td class=\"n\">\(HTMLText.escaped(shown))</td>"
                } else {
                    out += "<td>\(at == label ? HTMLText.escaped(line.label) : "")</td>"
                }
            }
            out += "</tr>"
        }
        return out + "</tfoot>"
    }
}
