import Diagnostics
import Facts

/// One value of a row, computed and ready for any output.
struct RowValue: Sendable {
    var value: FormulaValue
    /// The value's own digits, where it came from the store as an exact decimal.
    var digits: String = ""
    /// Whether the store gave a double, whose digits say nothing about how exact it is.
    var isReal = false
    /// Whether a formula gave it.
    var isComputed = false
    /// The formula that applied, for printing.
    var tree: Expression?
}

/// A table's query, walked once: how many rows, how wide, which sums. Rows of small answers are kept,
/// those of large ones are read again.
final class PreparedBlock {
    let definition: BlockDefinition
    let sheetID: String
    let language: ReportLanguage
    let codes: [String: [String: Localized]]
    private let data: any DataSet
    private let positions: [String: Int]
    /// For each column its place in the query's rows, -1 for formulas.
    private let sources: [Int]
    private let hasFormulas: Bool
    private let order: FormulaOrder
    private(set) var evaluator = ExpressionEvaluator()
    private(set) var rowCount = 0
    /// Rows that only open or close a group: one for each group.
    private(set) var groupCount = 0
    private(set) var index = RowIndex()
    /// The values of the column that parts the totals, as they first come.
    private(set) var totalKeys: [String] = []
    /// Width units of the widest value in each column.
    private(set) var contentWidths: [Double]
    /// Whether any row has something in the column.
    private var isFilled: [Bool]
    private var measuresLooks = true
    private var isCountedLater = false
    private var kept: RowTable? = RowTable(columns: [])
    static let keptRows = 4_000

    var columns: [ColumnDefinition] { definition.columns }

    /// - Throws: ``DiagnosticList`` where the query lacks a column that the template shows.
    init(
        _ definition: BlockDefinition, sheetID: String, data: any DataSet, language: ReportLanguage,
        codes: [String: [String: Localized]]
    ) throws {
        self.definition = definition
        self.sheetID = sheetID
        self.data = data
        self.language = language
        self.codes = codes
        let missing = definition.missingColumns(among: data.columns, sheet: sheetID)
        if !missing.isEmpty { throw DiagnosticList(missing) }
        positions = Dictionary(data.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        guard let order = FormulaOrder(definition.columns) else {
            throw DiagnosticList([
                Diagnostic(
                    code: "template.formula-circle", "formulas of `\(definition.id)` need each other in a circle",
                    at: definition.location)
            ])
        }
        self.order = order
        hasFormulas = definition.columns.contains { $0.formula != nil }
        let positions = positions
        sources = definition.columns.map { $0.formula == nil ? positions[$0.key] ?? -1 : -1 }
        longest = Array(repeating: 0, count: definition.columns.count)
        contentWidths = Array(repeating: 0, count: definition.columns.count)
        isFilled = Array(repeating: false, count: definition.columns.count)
    }

    // MARK: walking

    /// Calls `body` with every row, in the query's order, computed as far as level `level`.
    ///
    /// - Parameter first: so many rows, where those below are of no interest.
    func forEachRow(
        level: Int? = nil, first: Int = .max, _ body: (_ raw: DataRow, _ values: [RowValue]) throws -> Void
    ) throws {
        if let kept, rowCount > 0 {
            for at in 0..<min(first, kept.count) { try body(kept[at], compute(kept[at], level: level)) }
            return
        }
        var cursor = try data.makeCursor()
        var walked = 0
        while walked < first, let raw = try cursor.next() {
            walked += 1
            try body(raw, compute(raw, level: level))
        }
    }

    /// Where each column stands in the query's rows; `nil` where a column is worked out.
    var plainSources: [Int]? { hasFormulas || sources.contains { $0 < 0 } ? nil : sources }

    /// Calls `body` with every row as the query gives it.
    func forEachRawRow(_ body: (_ raw: DataRow) throws -> Void) throws {
        if let kept, rowCount > 0 {
            for at in 0..<kept.count { try body(kept[at]) }
            return
        }
        var counted = 0
        try data.forEachRow {
            counted += 1
            try body($0)
        }
        if isCountedLater { rowCount = counted }
    }

    /// Walks the rows as often as column totals need: once for most tables.
    func measure(looks: Bool) throws {
        measuresLooks = looks
        // a plain table of a report that is CSV alone is counted as it is written
        if !looks, plainSources != nil, definition.key == nil, definition.group == nil, definition.totals == nil {
            isCountedLater = true
            kept = nil
            return
        }
        var summed: Set<Aggregate> = []
        for name in (definition.totals?.sum ?? []) { summed.insert(Aggregate(column: name, key: definition.totals?.by)) }
        var known: Set<Aggregate> = []
        let last = order.levels.count - 1
        for level in 0...last {
            // totals that level + 1 needs, and on the last walk those of the totals row
            let wanted = (level < last ? order.sums[level + 1] : summed).subtracting(known)
            known.formUnion(wanted)
            let first = level == 0
            var counted = 0
            var lastGroup: String?
            if let sources = plainSources, wanted.isEmpty {
                try forEachRawRow { raw in
                    counted += 1
                    note(raw, counted, &lastGroup)
                    if looks, counted <= Self.measuredRows || isLonger(raw, sources) {
                        widen(raw, compute(raw, level: nil), row: counted)
                    }
                }
                rowCount = counted
                break
            }
            try forEachRow(level: level) { raw, values in
                counted += 1
                if first { note(raw, counted, &lastGroup) }
                for sum in wanted { add(sum, values) }
                if level == last, looks { widen(raw, values, row: counted) }
            }
            if first { rowCount = counted }
            for sum in wanted where sum.key == nil && evaluator.sums.totals[sum.column] == nil {
                evaluator.sums.totals[sum.column] = 0
            }
        }
        index.finish()
    }

    /// What the first walk remembers of a row.
    private func note(_ raw: DataRow, _ counted: Int, _ lastGroup: inout String?) {
        if counted > Self.keptRows { kept = nil }
        kept?.append(raw)
        if let key = definition.key { index.add(text(key, raw), row: counted - 1) }
        if let group = definition.group {
            let name = text(group.by, raw)
            if name != lastGroup { groupCount += 1 }
            lastGroup = name
        }
        if let by = definition.totals?.by {
            let name = text(by, raw)
            if !name.isEmpty, !totalKeys.contains(name) { totalKeys.append(name) }
        }
    }

    private func isLonger(_ raw: DataRow, _ sources: [Int]) -> Bool {
        for (at, source) in sources.enumerated() where source < raw.count && raw.byteCount(source) > longest[at] {
            if !columns[at].hidden { return true }
        }
        return false
    }

    private func add(_ sum: Aggregate, _ values: [RowValue]) {
        guard let at = columns.firstIndex(where: { $0.key == sum.column }), case .number(let value) = values[at].value
        else { return }
        var key: String?
        if let name = sum.key {
            guard let keyAt = columns.firstIndex(where: { $0.key == name }),
                let text = ExpressionEvaluator.keyText(values[keyAt].value)
            else { return }
            key = text
        }
        evaluator.sums.add(value, to: sum, key: key)
    }

    /// Bytes of the longest value in each column.
    private var longest: [Int]
    private static let measuredRows = 2_000

    /// The first rows are measured one by one; past them only values longer than any before can be wider.
    private func widen(_ raw: DataRow, _ values: [RowValue], row: Int) {
        for (at, column) in columns.enumerated() where !column.hidden {
            let bytes = sources[at] >= 0 && sources[at] < raw.count ? raw.byteCount(sources[at]) : 0
            if row > Self.measuredRows, bytes <= longest[at], isFilled[at] { continue }
            if bytes > longest[at] { longest[at] = bytes }
            // no column grows past its maximum, so long text need not be measured to its end
            let text = shown(column, values[at], raw)
            if !isFilled[at] { isFilled[at] = column.link.map { !key(of: $0, raw).isEmpty } ?? !text.isEmpty }
            let width = text.utf8.count > 600 ? 400 : SheetWidths.units(text)
            if width > contentWidths[at] { contentWidths[at] = width }
        }
    }

    private func key(of link: LinkDefinition, _ raw: DataRow) -> String {
        switch link.target {
        case .row(_, let key): text(key, raw)
        case .file(let path): text(path, raw)
        }
    }

    /// A column that the template hides, and one that no row fills: read past by the eye, still there to be shown.
    func isHidden(_ at: Int) -> Bool {
        let column = columns[at]
        if column.hidden { return true }
        return rowCount > 0 && measuresLooks && !isFilled[at] && !column.editable && column.choices.isEmpty
    }

    // MARK: values

    func cell(_ name: String, _ raw: DataRow) -> DataCell {
        guard let at = positions[name], at < raw.count else { return .null }
        return raw[at]
    }

    func text(_ name: String, _ raw: DataRow) -> String { cell(name, raw).text }

    private func compute(_ raw: DataRow, level: Int?) -> [RowValue] {
        var values: [RowValue] = []
        values.reserveCapacity(sources.count)
        let columns = definition.columns
        for at in columns.indices {
            let source = sources[at]
            if source >= 0 {
                values.append(source < raw.count ? Self.value(of: raw[source], columns[at]) : RowValue(value: .missing))
            } else if let fallback = columns[at].formula?.fallback {
                var value = Self.value(of: cell(fallback, raw), columns[at])
                value.isReal = true
                values.append(value)
            } else {
                values.append(RowValue(value: .missing, isComputed: true))
            }
        }
        guard hasFormulas else { return values }
        let places = columnPlaces
        func read(_ name: String) -> FormulaValue { places[name].map { values[$0].value } ?? .missing }
        for names in order.levels.prefix((level ?? order.levels.count) + 1) {
            for name in names {
                guard let at = places[name], let formula = columns[at].formula else { continue }
                var tree = formula.otherwise
                if let by = formula.by {
                    let chosen = text(by, raw)
                    tree = formula.cases.first { $0.value == chosen }?.tree ?? formula.otherwise
                }
                if let own = formula.expression { tree = rowFormula(text(own, raw)) }
                if let tree, evaluator.value(of: tree, in: read) == .missing, formula.fallback != nil { continue }
                guard let tree else { continue }
                values[at] = RowValue(value: evaluator.value(of: tree, in: read), isComputed: true, tree: tree)
            }
        }
        return values
    }

    /// A row's own formula; nothing where it does not parse or names a column that the query does not give.
    private func rowFormula(_ text: String) -> Expression? {
        if let known = rowFormulas[text] { return known }
        let tree = try? ExpressionParser.parse(text)
        let plain = Set(columns.filter { $0.formula == nil }.map(\.key))
        let usable = tree.flatMap { $0.aggregates.isEmpty && $0.rowColumns.isSubset(of: plain) ? $0 : nil }
        if rowFormulas.count < 1_000 { rowFormulas[text] = .some(usable) }
        return usable
    }

    private var rowFormulas: [String: Expression?] = [:]

    private lazy var columnPlaces: [String: Int] = Dictionary(
        columns.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { a, _ in a })

    static func value(of cell: DataCell, _ column: ColumnDefinition) -> RowValue {
        if cell.isEmpty { return RowValue(value: .missing) }
        if column.format.isNumeric, let number = cell.number {
            return RowValue(value: .number(number), digits: cell.text, isReal: cell.isReal)
        }
        return RowValue(value: .text(cell.text), digits: "")
    }

    func unit(_ column: ColumnDefinition, _ raw: DataRow) -> String { column.unitColumn.map { text($0, raw) } ?? "" }

    func display(_ column: ColumnDefinition, _ value: RowValue, _ raw: DataRow) -> ValueDisplay? {
        guard case .number(let number) = value.value, column.format.isNumeric else { return nil }
        let exact = value.isComputed || value.isReal ? nil : ExactDecimal(value.digits)
        return ValueDisplay.of(number, exact: exact, column: column, unit: unit(column, raw), language: language)
    }

    /// A code's word, or the text itself.
    func worded(_ column: ColumnDefinition, _ text: String) -> String {
        guard let table = column.codes, let words = codes[table] else { return text }
        if let word = words[text] { return word[language] }
        // a list of codes is worded one by one
        guard text.contains(",") else { return text }
        return text.split(separator: ",").map { words[String($0)]?[language] ?? String($0) }.joined(
            separator: language == .zh ? "、" : ", ")
    }

    /// What a person sees in the cell.
    func shown(_ column: ColumnDefinition, _ value: RowValue, _ raw: DataRow) -> String {
        if let link = column.link, !link.text.isEmpty { return link.text[language] }
        if let display = display(column, value, raw) { return display.text }
        switch value.value {
        case .missing: return ""
        case .number(let number): return ExcelNumber.text(number)
        case .text(let text): return worded(column, text)
        case .truth(let truth): return truth ? "TRUE" : "FALSE"
        }
    }

    /// The rows of totals: one, or one for each value of the column that parts them.
    func totals() -> [(label: String, key: String?, sums: [String: Double])] {
        guard let totals = definition.totals else { return [] }
        let label = totals.label[language]
        guard let by = totals.by else { return [(label, nil, evaluator.sums.totals)] }
        let column = columns.first { $0.key == by }
        return totalKeys.map { key in
            var sums: [String: Double] = [:]
            for name in totals.sum { sums[name] = evaluator.sums.byKey[Aggregate(column: name, key: by)]?[key.lowercased()] ?? 0 }
            let word = column.map { worded($0, key) } ?? key
            return (label + (language == .zh ? "：" : ": ") + word, key, sums)
        }
    }

    /// How a total is shown: money as money, whole numbers as they are.
    func display(ofTotal number: Double, _ column: ColumnDefinition) -> ValueDisplay {
        let isShort = number == number.rounded() && abs(number) < 1e4
        return ValueDisplay.of(
            number, exact: isShort ? ExactDecimal(ExcelNumber.text(number)) : nil, column: column,
            unit: column.format == .quantity ? "" : "CNY", language: language)
    }

    /// The style of the first condition that holds for each column.
    func styles(_ values: [RowValue]) -> [ConditionDefinition.Style?] {
        var out = [ConditionDefinition.Style?](repeating: nil, count: columns.count)
        guard !definition.conditions.isEmpty else { return out }
        let places = columnPlaces
        for condition in definition.conditions {
            let holds = evaluator.value(of: condition.when) { name in places[name].map { values[$0].value } ?? .missing
            }
            guard holds == .truth(true) else { continue }
            for (at, column) in columns.enumerated()
            where out[at] == nil && (condition.columns.isEmpty || condition.columns.contains(column.key)) {
                out[at] = condition.style
            }
        }
        return out
    }

    /// The sentence cut at its figure.
    func marked(_ column: ColumnDefinition, _ raw: DataRow) -> (String, String, String)? {
        guard let startName = column.markStart, let surfaceName = column.markSurface,
            let start = cell(startName, raw).number.flatMap({ Int(exactly: $0) })
        else { return nil }
        let sentence = Array(text(column.key, raw).unicodeScalars)
        let surface = Array(text(surfaceName, raw).unicodeScalars)
        guard start >= 0, !surface.isEmpty, start + surface.count <= sentence.count,
            Array(sentence[start..<(start + surface.count)]) == surface
        else { return nil }
        func string(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
        return (
            string(sentence[..<start]), string(sentence[start..<(start + surface.count)]),
            string(sentence[(start + surface.count)...])
        )
    }
}

extension BlockDefinition {
    /// The query's columns that this table reads.
    public var neededColumns: [String] {
        var names: [String] = []
        for column in columns {
            if column.formula == nil { names.append(column.key) }
            if let name = column.cellNote { names.append(name) }
            if let name = column.unitColumn, columns.first(where: { $0.key == name })?.formula == nil {
                names.append(name)
            }
            for name in [column.formula?.by, column.formula?.expression, column.formula?.fallback] {
                if let name { names.append(name) }
            }
            if let name = column.markStart { names.append(name) }
            if let name = column.markSurface { names.append(name) }
            switch column.link?.target {
            case .row(_, let key)?: names.append(key)
            case .file(let path)?: names.append(path)
            case nil: break
            }
        }
        if let key { names.append(key) }
        if let group { names.append(group.by) }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// What the query with `columns` lacks, each with a diagnostic at the query.
    public func missingColumns(among found: [String], sheet: String) -> [Diagnostic] {
        guard let sql else { return [] }
        return neededColumns.filter { !found.contains($0) }.map { name in
            let near = Suggestion.nearest(to: name, among: found).map { ", did you mean `\($0)`?" } ?? ""
            return Diagnostic(
                code: "template.query-column", "the query of `\(id)` gives no column `\(name)`\(near)",
                at: columns.first { $0.key == name }?.location ?? sql.location,
                help: "it gives \(found.joined(separator: ", "))")
        }
    }
}
