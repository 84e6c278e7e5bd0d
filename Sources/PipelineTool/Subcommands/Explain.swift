import ArgumentParser
import Diagnostics
import Facts
import Foundation
import PipelineEngine
import Store

/// `assay explain`: where one fact comes from, slot by slot.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show where a fact comes from: sentence, rules, slots.",
        discussion: """
            FACT is an id from `assay facts --ids` or the sheet 事实, its beginning, or the
            figure as it is written.
            Example:
              assay explain 101万元 industry-brief
            """)

    @Argument(help: "Id of the fact, its beginning, or the figure as written.")
    var fact: String

    @Argument(help: "The pipeline; may be left out where there is only one.", completion: Completion.pipelines)
    var pipeline: String?

    @OptionGroup var place: ProjectOptions
    @OptionGroup var saying: SayingOptions

    func run() throws {
        let store = try ReadStore.open(try place.project(), pipeline)
        try store.read { reader in
            let ids = try reader.rows(
                """
                SELECT fact_id FROM fact f JOIN document d ON d.id = f.document_id
                WHERE substr(fact_id, 1, length(?1)) = ?1 OR surface = ?1 ORDER BY d.name, n LIMIT 9
                """, [.text(fact)]
            ).map { $0[0].text }
            guard let id = ids.first, let found = try reader.fact(id) else {
                throw CommandFailure(
                    .noInput, code: "explain.unknown-fact", "there is no fact `\(fact)`", help: "ids are printed by `assay facts --ids`")
            }
            if ids.count > 1, !saying.quiet { StandardError.line("also \(ids.dropFirst().joined(separator: ", "))") }
            let explanation = try FactExplanation(found.record, document: found.document, reader: reader)
            try StandardOutput.shared.write((saying.json ? explanation.json + "\n" : explanation.text).utf8)
        }
    }
}

/// A fact's whole derivation, as lines.
struct FactExplanation {
    private let record: FactRecord
    private let document: String
    private let place: (line: Int, column: Int)
    private let slots: [(name: String, value: String)]
    private let meaning: [(name: String, value: String)]
    private let evidence: [(slot: String, rule: String, text: String)]
    private let implied: [String]

    init(_ record: FactRecord, document name: String, reader: StoreReader) throws {
        self.record = record
        document = name
        let source = try reader.document(named: name)
        let before = source.map { $0.text.scalars.prefix(record.fact.span.start) } ?? []
        let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        let column = record.fact.span.start - (before.lastIndex(of: 0x0A) ?? -1)
        place = (line, column)
        let fact = record.fact
        slots = [
            ("value", fact.low == fact.high ? fact.low.description : "\(fact.low) to \(fact.high)"),
            ("comparator", fact.comparator.rawValue), ("unit", fact.unit), ("category", fact.category.rawValue),
            ("metric", fact.metric), ("subject", fact.subject), ("item", fact.item), ("basis", fact.basis.rawValue),
            ("period", fact.period), ("place", fact.place), ("from", fact.from?.description ?? ""),
            ("direction", fact.direction), ("relation", fact.relation),
        ].filter { !$0.1.isEmpty }
        evidence = fact.evidence.map { slot in
            (slot.slot, slot.rule, slot.span.flatMap { span in source.map { $0.text[span] } } ?? "")
        }
        let columns = [
            "place_code", "province", "prefecture", "county", "subject_id", "subject_name", "industry_code", "industry",
            "chain_link", "tags", "flags", "repeat_group", "overridden", "machine_low", "machine_high", "reviewer",
        ]
        let row = try reader.rows(
            "SELECT \(columns.joined(separator: ", ")) FROM all_facts WHERE fact_id = ?", [.text(record.id)]).first
        let isOverridden = row?[12].integer == 1
        meaning = zip(columns, row ?? []).map { ($0, $1.text) }.filter { name, value in
            !value.isEmpty && (isOverridden || !["overridden", "machine_low", "machine_high", "reviewer"].contains(name))
        }
        implied = try reader.rows(
            "SELECT label, value, unit, formula, low, high FROM implied WHERE base_fact = ?1 OR rate_fact = ?1 ORDER BY document, n",
            [.text(record.id)]
        ).map { "\($0[0].text) = \($0[1].text) \($0[2].text)  [\($0[4].text), \($0[5].text)]  \($0[3].text)" }
    }

    var text: String {
        let start = record.quoteStart, end = record.quoteStart + record.quoteLength
        let scalars = Array(record.sentence.unicodeScalars)
        var sentence = String.UnicodeScalarView()
        for (i, scalar) in scalars.enumerated() {
            if i == start { sentence.append("⟦") }
            sentence.append(scalar)
            if i == end - 1 { sentence.append("⟧") }
        }
        var lines = [
            "fact \(record.id)",
            "  \(document):\(place.line):\(place.column)  scalars \(record.fact.span.start)–\(record.fact.span.end)",
            "  \(String(sentence))", "",
            "  rule \(record.fact.rule), confidence \(FactRow.confidence(record.fact.confidence))", "",
        ]
        let width = (slots + meaning).map(\.name.count).max() ?? 0
        for (name, value) in slots {
            let from = evidence.filter { $0.slot == name || ($0.slot == "low" && name == "value") }
                .map { $0.text.isEmpty ? $0.rule : "\($0.rule): \($0.text.split(whereSeparator: \.isNewline).joined())" }
            let why = from.isEmpty ? "" : "   ← " + from.joined(separator: "; ")
            lines.append("  \(name.padding(toLength: width, withPad: " ", startingAt: 0))  \(value)\(why)")
        }
        let shown = Set(slots.map(\.name))
        for entry in evidence where !shown.contains(entry.slot) && entry.slot != "low" {
            lines.append("  \(entry.slot): \(entry.rule)\(entry.text.isEmpty ? "" : ": \(entry.text)")")
        }
        if !meaning.isEmpty {
            lines.append("")
            for (name, value) in meaning { lines.append("  \(name.padding(toLength: width, withPad: " ", startingAt: 0))  \(value)") }
        }
        if !implied.isEmpty { lines += ["", "  implies"] + implied.map { "    \($0)" } }
        return lines.joined(separator: "\n") + "\n"
    }

    var json: String {
        func object(_ pairs: [(String, String)]) -> String {
            "{" + pairs.map { JSONText.quoted($0.0) + ": " + JSONText.quoted($0.1) }.joined(separator: ", ") + "}"
        }
        let because = evidence.map { object([("slot", $0.slot), ("rule", $0.rule), ("text", $0.text)]) }
        return """
            {"fact_id": \(JSONText.quoted(record.id)), "document": \(JSONText.quoted(document)), "line": \(place.line), \
            "column": \(place.column), "start": \(record.fact.span.start), "end": \(record.fact.span.end), \
            "surface": \(JSONText.quoted(record.fact.surface)), "sentence": \(JSONText.quoted(record.sentence)), \
            "rule": \(JSONText.quoted(record.fact.rule)), "confidence": \(FactRow.confidence(record.fact.confidence)), \
            "slots": \(object(slots.map { ($0.name, $0.value) })), "meaning": \(object(meaning.map { ($0.name, $0.value) })), \
            "evidence": [\(because.joined(separator: ", "))], "implied": [\(implied.map(JSONText.quoted).joined(separator: ", "))]}
            """
    }
}

