import Facts
import Foundation
import Lexicons
import Normalization
import Testing

/// The lexicons of the working copy, found from this file.
enum SpecLexicons {
    static let source = LexiconSource(
        shipped: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Lexicons/Resources"))
    static let scanner = Result { QuantityScanner(try QuantityLexicons(source: source)) }
}

/// One row of `Specs/*.tsv`: a text with one figure marked ⟦…⟧ and what that figure is.
struct QuantitySpec: Sendable, CustomTestStringConvertible {
    let file: String
    let line: Int
    let text: SourceText
    let span: TextSpan
    let low: String
    let high: String
    let comparator: String
    let unit: String
    let kind: String
    let isGap: Bool
    let shown: String

    var testDescription: String { "\(shown) (\(file):\(line))" }
}

/// One row of `Specs/not-*.tsv`: a text, or its part ⟦…⟧, in which no figure may be accepted.
struct RejectionSpec: Sendable, CustomTestStringConvertible {
    let file: String
    let line: Int
    let text: SourceText
    let span: TextSpan
    let reason: String
    let isGap: Bool
    let shown: String

    var testDescription: String { "\(shown) (\(file):\(line))" }
}

enum SpecFiles {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Specs")

    private static func rows(_ wanted: (String) -> Bool) -> [(file: String, line: Int, fields: [String])] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        var result: [(file: String, line: Int, fields: [String])] = []
        for name in names where name.hasSuffix(".tsv") && name.hasPrefix("quantity-") && wanted(name) {
            guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else { continue }
            var sawHeader = false
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if line.isEmpty || line.hasPrefix("#") { continue }
                if !sawHeader {
                    sawHeader = true
                    continue
                }
                result.append((name, index + 1, line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)))
            }
        }
        return result
    }

    /// The text without marks, and the marked span; all of it where nothing is marked.
    static func unmark(_ field: String) -> (text: SourceText, span: TextSpan) {
        var scalars = ContiguousArray<UInt32>()
        var start: Int?, end: Int?
        for scalar in field.replacingOccurrences(of: "\\n", with: "\n").replacingOccurrences(of: "\\r", with: "\r").unicodeScalars {
            if scalar == "⟦" { start = scalars.count } else if scalar == "⟧" { end = scalars.count } else { scalars.append(scalar.value) }
        }
        return (SourceText(scalars: scalars), TextSpan(start ?? 0, end ?? scalars.count))
    }

    static let quantities: [QuantitySpec] = rows { !$0.hasPrefix("quantity-not-") }.map { row in
        let f = row.fields + Array(repeating: "", count: max(0, 7 - row.fields.count))
        let (text, span) = unmark(f[0])
        return QuantitySpec(
            file: row.file, line: row.line, text: text, span: span, low: f[1], high: f[2], comparator: f[3], unit: f[4], kind: f[5],
            isGap: f[6] == "gap", shown: f[0])
    }

    static let rejections: [RejectionSpec] = rows { $0.hasPrefix("quantity-not-") }.map { row in
        let f = row.fields + Array(repeating: "", count: max(0, 3 - row.fields.count))
        let (text, span) = unmark(f[0])
        return RejectionSpec(file: row.file, line: row.line, text: text, span: span, reason: f[1], isGap: f[2] == "gap", shown: f[0])
    }
}
