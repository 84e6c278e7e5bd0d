import Diagnostics
import Foundation
import PipelineEngine
import Store

/// Records as text. Units come by the ten thousand, so theirs is tab-separated; the rest is JSON.
enum RecordText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    static func items(_ items: [OutputItem]) -> String {
        items.map { "\($0.digest)\t\($0.size)\t\($0.id)" }.joined(separator: "\n")
    }

    static func readItems(_ text: String) -> [OutputItem] {
        lines(of: text).compactMap { line in
            let fields = fields(of: line, most: 3)
            guard fields.count == 3, let digest = Digest(hex: fields[0]) else { return nil }
            return OutputItem(id: fields[2], digest: digest, size: Int(fields[1]) ?? 0)
        }
    }

    static func parts(_ parts: [FingerprintPart]) -> String {
        parts.map { part in
            let place = part.location.map { "\($0.line)\t\($0.column)\t\($0.length)\t\($0.file)" } ?? ""
            return [part.digest.description, part.key, part.value, part.label, part.name].map(flat).joined(separator: "\t")
                + (place.isEmpty ? "" : "\t" + flat(place, keepTabs: true))
        }.joined(separator: "\n")
    }

    static func readParts(_ text: String) -> [FingerprintPart] {
        lines(of: text).compactMap { line in
            let fields = fields(of: line, most: 9)
            guard fields.count >= 5, let digest = Digest(hex: fields[0]) else { return nil }
            var place: SourceLocation?
            if fields.count == 9 {
                place = SourceLocation(
                    file: fields[8], line: Int(fields[5]) ?? 0, column: Int(fields[6]) ?? 0, length: Int(fields[7]) ?? 1)
            }
            return FingerprintPart(
                key: fields[1], digest: digest, value: fields[2], label: fields[3], name: fields[4], location: place)
        }
    }

    /// By bytes: a carriage return before the line end would make one character of both.
    private static func lines(of text: String) -> [Substring.UTF8View] { text.utf8.split(separator: 0x0A) }

    private static func fields(of line: Substring.UTF8View, most: Int) -> [String] {
        line.split(separator: 0x09, maxSplits: most - 1, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    static func readCounts(_ text: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for part in text.split(separator: " ") {
            let halves = part.split(separator: "=")
            if halves.count == 2, let value = Int(halves[1]) { counts[String(halves[0])] = value }
        }
        return counts
    }

    /// A row of `unit`, columns as ``StoreRunRecord`` selects them.
    static func unit(_ row: [StoreValue]) throws -> UnitRecord {
        guard let status = UnitStatus(rawValue: row[2].text), let fingerprint = Digest(hex: row[3].text),
            let stage = Digest(hex: row[4].text)
        else {
            throw Diagnostic(
                code: "store.unreadable", "the record of unit `\(row[1].text)` is damaged",
                help: "move the store away and run again")
        }
        return UnitRecord(
            stage: row[0].text, unit: row[1].text, status: status, fingerprint: fingerprint, stageFingerprint: stage,
            inputs: readParts(row[5].text), items: readItems(row[6].text), counts: readCounts(row[7].text),
            attempts: row[8].integer, milliseconds: row[9].integer, reason: row[10].text, run: row[11].text,
            diagnostics: row[12].text.isEmpty ? [] : try decode([Diagnostic].self, row[12].text))
    }

    /// Names with tabs or line ends in them would break the lines; such a file name still gets a record.
    private static func flat(_ text: String) -> String { flat(text, keepTabs: false) }

    private static func flat(_ text: String, keepTabs: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0x0A || ($0 == 0x09 && !keepTabs) }) else { return text }
        return String(text.unicodeScalars.map { $0 == "\n" || ($0 == "\t" && !keepTabs) ? "\u{FFFD}" : Character($0) })
    }
}
