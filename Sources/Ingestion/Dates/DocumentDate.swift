import Facts

/// The day of a document and how it was found.
struct DocumentDate {
    var day: CalendarDay?
    /// `given`, `dateline`, `html-meta`, `file-name` or empty.
    var origin: String
}

/// Finds the day that relative periods of a document are resolved against.
///
/// Order for `auto`: a date line of the text (`发布日期：…`, a line with the day alone, the day of a
/// dispatch with its year, the date under a report), HTML metadata, the file name, and last the
/// days that the opening sentences of articles speak of, where one of them has a year.
struct DocumentDateFinder {
    let page: Page
    let name: String

    func find(
        option: String, blocks: ContiguousArray<Block>, articles: [Article], metadata: CalendarDay?
    ) -> DocumentDate {
        if let given = CalendarDay(option) { return DocumentDate(day: given, origin: "given") }
        if option != "auto", !option.isEmpty {
            let day = FileNameDate.day(of: name, pattern: option)
            return DocumentDate(day: day, origin: day == nil ? "" : "file-name")
        }
        if let day = dateLine(blocks) { return DocumentDate(day: day, origin: "dateline") }
        if let metadata { return DocumentDate(day: metadata, origin: "html-meta") }
        if let day = FileNameDate.day(of: name) { return DocumentDate(day: day, origin: "file-name") }
        if let day = newestReported(articles) { return DocumentDate(day: day, origin: "dateline") }
        return DocumentDate(day: nil, origin: "")
    }

    /// A line with a full date among the first ten or the last five blocks.
    private func dateLine(_ blocks: ContiguousArray<Block>) -> CalendarDay? {
        let dates = DateReader(text: page.text)
        let dispatches = Dispatches(page: page)
        for (i, block) in blocks.prefix(10).enumerated() {
            switch block.kind {
            case .dateLine:
                if let day = dates.firstDay(block.start, block.end) { return day.day }
            case .subtitle, .titleLike, .furniture, .byline, .numberedHeading, .caption:
                // ——2021年1月25日在…第四次会议上; 2021年1月8日 星期五 第5版; （某市统计局　2021年7月15日）
                guard i < 6, block.count <= 60, let day = dates.firstDay(block.start, block.end) else { continue }
                let isFrame = block.kind == .furniture || block.kind == .byline
                if isFrame || day.span.start - block.start <= 4 || block.end - day.span.end <= 2 { return day.day }
            case .body:
                if block.count <= 60, let day = dates.firstDay(block.start, min(block.end, block.start + 6)), i < 6,
                    page.contains("上".scalarValues, block.end - 2, block.end) != nil
                {
                    return day.day
                }
                if let dispatch = dispatches.dispatch(block.start, min(block.end, block.start + 60)),
                    let day = dates.firstDay(block.start, dispatch.end)
                {
                    return day.day
                }
            default: break
            }
        }
        for block in blocks.suffix(5).reversed() where block.kind == .dateLine {
            if let day = dates.firstDay(block.start, block.end) { return day.day }
        }
        // （发稿日期：2020年12月25日） inside the first or last paragraphs
        for block in Array(blocks.suffix(3).reversed()) + Array(blocks.prefix(3)) {
            for span in [
                TextSpan(max(block.start, block.end - 40), block.end),
                TextSpan(block.start, min(block.end, block.start + 40)),
            ] {
                if let day = labelled(span, dates) { return day }
            }
        }
        return nil
    }

    private func labelled(_ span: TextSpan, _ dates: DateReader) -> CalendarDay? {
        guard !span.isEmpty else { return nil }
        for i in span.start..<span.end {
            guard let label = page.words.end(of: .dateLabel, in: page.text, at: i, limit: span.end), label < span.end,
                page.text[label] == Characters.colon || page.text[label] == 0x3A,
                let day = dates.firstDay(label, min(span.end, label + 16))
            else { continue }
            return day.day
        }
        return nil
    }

    /// The newest day that opening sentences report. A day without a year gets the year that puts
    /// it at most six weeks after the newest full day of the page; further away, none is sure.
    private func newestReported(_ articles: [Article]) -> CalendarDay? {
        guard articles.count <= 500 else { return nil }
        let dates = DateReader(text: page.text)
        var full: [CalendarDay] = []
        var partial: [(month: Int, day: Int)] = []
        for article in articles {
            guard let lead = ArticleDate.lead(of: article) else { continue }
            let end = min(lead.end, lead.start + 120)
            if let day = dates.firstDay(lead.start, end) { full.append(day.day) }
            if let day = dates.firstMonthDay(lead.start, min(lead.end, lead.start + 60)) {
                partial.append((day.month, day.day))
            }
        }
        guard let newest = full.max() else { return nil }
        var best = newest
        for day in partial {
            for year in [newest.year, newest.year + 1] {
                guard let candidate = CalendarDay(year: year, month: day.month, day: day.day), candidate >= newest,
                    ArticleDate.days(from: newest, to: candidate) <= 45
                else { continue }
                best = max(best, candidate)
                break
            }
        }
        return best
    }
}
