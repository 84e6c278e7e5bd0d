/// A CSV text in memory, by its header.
struct CSVText {
    typealias Row = CSVParser.Row

    let header: [String]
    let rows: [Row]

    init(_ text: String) {
        var parser = CSVParser()
        var all = text.utf8.compactMap { parser.next($0) }
        if let last = parser.finish() { all.append(last) }
        header = all.first?.fields ?? []
        rows = Array(all.dropFirst())
    }

    func column(_ name: String) -> Int? { header.firstIndex(of: name) }

    /// Empty where the table lacks the column or the row is short.
    func field(_ row: Row, _ name: String) -> String {
        guard let index = column(name), index < row.fields.count else { return "" }
        return row.fields[index]
    }
}
