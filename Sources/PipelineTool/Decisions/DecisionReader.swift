import Diagnostics
import Facts
import Ingestion
import Store

/// Turns rows of 复核 into decisions that `overrides.csv` can hold.
struct DecisionReader {
    let layouts: [ReviewLayout]
    let values: TypedValue
    let store: Store
    /// File as messages call it.
    let name: String
    /// Stand in where a row does not say who decided, and when.
    let reviewer: String
    let day: String

    private(set) var decisions: [Overrides.Decision] = []
    private(set) var warnings: [Diagnostic] = []
    private(set) var faults: [Diagnostic] = []

    init(layouts: [ReviewLayout], values: TypedValue, store: Store, name: String, reviewer: String, day: String) {
        self.layouts = layouts
        self.values = values
        self.store = store
        self.name = name
        self.reviewer = reviewer
        self.day = day
    }

    mutating func read(_ rows: [ReviewedRow]) throws {
        var places: [String: String] = [:]
        for row in rows {
            let corrected = Overrides.corrections.filter { !row[$0].isEmpty }
            if row["decision"].isEmpty {
                if !corrected.isEmpty {
                    fault(row, "a corrected value without a decision", "choose \(word("correct")) in the same row, or clear the light yellow cells")
                }
                continue
            }
            guard let decision = code(row["decision"], of: "decision"), Overrides.decisions.contains(decision) else {
                let words = layouts.flatMap { $0.words(of: "decision") }
                fault(row, "`\(row["decision"])` is no decision", "choose one of \(Array(Set(words)).sorted().joined(separator: ", "))")
                continue
            }
            if decision == "correct", corrected.isEmpty {
                fault(row, "\(word("correct")) without a corrected value", "fill in what is right, or choose another decision")
                continue
            }
            if decision != "correct", !corrected.isEmpty {
                fault(row, "\(word(decision)) with a corrected value", "choose \(word("correct")), or clear the corrected value")
                continue
            }
            guard let made = try make(row, decision) else { continue }
            if let other = places[made.key] {
                if let earlier = decisions.first(where: { $0.key == made.key }), earlier.values != made.values {
                    fault(row, "another decision on the same figure stands at \(other)", "keep one of the two")
                }
                continue
            }
            places[made.key] = row.place
            decisions.append(made)
        }
    }

    private mutating func make(_ row: ReviewedRow, _ word: String) throws -> Overrides.Decision? {
        let before = faults.count
        var decision = Overrides.Decision(values: Overrides.columns.map { _ in "" }, line: 0)
        decision["decision"] = word
        guard let unit = try tie(&decision, to: row) else { return nil }
        if word == "correct" { correct(&decision, row, machineUnit: unit) }
        decision["comment"] = row["comment"]
        decision["reviewer"] = row["reviewer"].isEmpty ? reviewer : row["reviewer"]
        decision["reviewed_at"] = day
        if !row["reviewed_at"].isEmpty {
            // a day that lost its format on the way is a bare count of days
            let serial = Double(row["reviewed_at"]).flatMap { WorkbookCell.day(serial: $0)?.description }
            if let typed = serial ?? TypedPeriod.read(row["reviewed_at"]), CalendarDay(typed) != nil {
                decision["reviewed_at"] = typed
            } else {
                fault(row, "`\(row["reviewed_at"])` is no day", "write it as 2021-02-01")
            }
        }
        if faults.count == before { faults += Overrides.faults(decision, place(row)).map { recoded($0) } }
        return faults.count == before ? decision : nil
    }

    /// Ties a decision to its figure's words: those of the store, or where the figure is gone, those of the row.
    ///
    /// - Returns: the figure's unit, `nil` where the row does not say what it is about.
    private mutating func tie(_ decision: inout Overrides.Decision, to row: ReviewedRow) throws -> String? {
        let known = row["fact_id"].isEmpty ? nil : try store.read { try $0.fact(row["fact_id"]) }
        if let known {
            let quote = Quote(known.record)
            decision["document"] = known.document
            decision["quote"] = known.record.sentence
            decision["surface"] = known.record.fact.surface
            decision["before"] = quote.before
            decision["after"] = quote.after
            if let shown = Self.unmarked(row["sentence"], row["surface"]), shown.sentence != quote.sentence {
                fault(row, "the row `\(row["fact_id"])` holds another sentence than the store", "sort and filter whole rows only; begin again with the published workbook")
                return nil
            }
            return known.record.fact.unit
        }
        guard let quote = Self.unmarked(row["sentence"], row["surface"]), !row["document"].isEmpty else {
            fault(
                row, row["fact_id"].isEmpty ? "a decision without the id of its figure" : "there is no figure `\(row["fact_id"])` any more, and the row lacks its sentence",
                "begin again with the newest published workbook")
            return nil
        }
        decision["document"] = row["document"]
        decision["quote"] = quote.sentence
        decision["surface"] = row["surface"]
        decision["before"] = quote.before
        decision["after"] = quote.after
        warnings.append(Diagnostic(
            .warning, code: "review.source-changed",
            "the source of `\(row["surface"])` has changed since this workbook was made; the decision is kept and waits for its sentence",
            at: place(row), help: "the next run says whether it still holds; decide again in the newest workbook where it does not"))
        return row["machine_unit"]
    }

    /// The sentence of a row without its marks 【】, and where the figure stands in it.
    static func unmarked(_ sentence: String, _ surface: String) -> Quote? {
        if sentence.isEmpty || surface.isEmpty { return nil }
        let scalars = Array(sentence.unicodeScalars)
        if let open = scalars.firstIndex(of: "【"), let close = scalars[open...].firstIndex(of: "】") {
            let figure = String(String.UnicodeScalarView(scalars[(open + 1)..<close]))
            if Quote.ink(figure) == Quote.ink(surface) {
                let whole = String(String.UnicodeScalarView(scalars[..<open] + scalars[(open + 1)..<close] + scalars[(close + 1)...]))
                return Quote(sentence: whole, surface: figure, start: open, length: close - open - 1)
            }
        }
        guard let range = sentence.range(of: surface) else { return nil }
        let start = sentence.unicodeScalars.distance(from: sentence.startIndex, to: range.lowerBound)
        return Quote(sentence: sentence, surface: surface, start: start, length: surface.unicodeScalars.count)
    }

    private mutating func correct(_ decision: inout Overrides.Decision, _ row: ReviewedRow, machineUnit: String) {
        for key in ["metric", "subject", "item", "place"] { decision[key] = row[key] }
        for key in ["category", "basis"] where !row[key].isEmpty {
            if let code = code(row[key], of: key) {
                decision[key] = code
            } else {
                fault(row, "`\(row[key])` in \(label(key)) is not a word of the report", "write one of \(layouts.first?.words(of: key).joined(separator: ", ") ?? "")")
            }
        }
        if !row["period"].isEmpty {
            if let period = TypedPeriod.read(row["period"]) {
                decision["period"] = period
            } else {
                fault(row, "`\(row["period"])` in \(label("period")) is no period", "write it as 2020, 2020-12, 2020-12-22 or 2018/2020")
            }
        }
        var units: [String] = []
        for key in ["low", "high"] where !row[key].isEmpty {
            guard let reading = values.read(row[key], unit: row["unit"], machineUnit: machineUnit) else {
                fault(row, "`\(row[key])` in \(label(key)) is no figure", "write plain digits, or as in 1.2亿元")
                continue
            }
            units.append(reading.unit)
            decision[key] = (key == "low" ? reading.low : reading.high).description
            if key == "low", row["high"].isEmpty, reading.high != reading.low { decision["high"] = reading.high.description }
        }
        if !row["unit"].isEmpty, units.isEmpty {
            if let unit = values.unit(row["unit"]) { units = [unit] } else {
                fault(row, "`\(row["unit"])` in \(label("unit")) is no unit", "write it as the sheet 事实 does, as in 元 or 吨/年")
            }
        }
        if let unit = units.first(where: { !$0.isEmpty }), unit != machineUnit { decision["unit"] = unit }
        if Set(units.filter { !$0.isEmpty }).count > 1 { fault(row, "both ends of a range in different units", "write both in one unit") }
    }

    private func code(_ word: String, of column: String) -> String? { layouts.lazy.compactMap { $0.code(word, of: column) }.first }

    private func word(_ code: String) -> String {
        let words = ["accept": "采纳", "correct": "更正", "reject": "剔除", "not a fact": "非事实"]
        return words[code].map { "`\($0)` (\(code))" } ?? "`\(code)`"
    }

    private func label(_ key: String) -> String {
        let labels = layouts.flatMap { layout in layout.keys.filter { $0.value == key && $0.key != key }.map(\.key) }
        return labels.isEmpty ? "`\(key)`" : Array(Set(labels)).sorted().map { "`\($0)`" }.joined(separator: " / ")
    }

    private func place(_ row: ReviewedRow) -> SourceLocation { SourceLocation(file: "\(name), \(row.place)") }

    private func recoded(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        diagnostic.code = "review.value"
        return diagnostic
    }

    private mutating func fault(_ row: ReviewedRow, _ message: String, _ help: String) {
        faults.append(Diagnostic(code: "review.value", message, at: place(row), help: help))
    }
}
