import Facts
import Foundation
import Testing

/// ``ExactDecimal`` against Python's `decimal`, row by row.
@Suite struct ExactDecimalTests {
    struct Row: Sendable {
        let line: Int
        let fields: [String]
    }

    static let rows: [Row] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("ExactDecimal.tsv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return fields.count == 4 && fields[0] != "op" ? Row(line: index + 1, fields: fields) : nil
        }
    }()

    private static func rows(_ operations: String...) -> [Row] { rows.filter { operations.contains($0.fields[0]) } }

    private static func number(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text), "\(text)") }

    @Test func C10_theTableIsWhole() {
        #expect(Self.rows.count >= 2_000)
        #expect(Self.rows.filter { $0.fields[3] == "nil" }.count >= 200)
    }

    @Test func C10_sumsAreExactOrNone() throws {
        for row in Self.rows("add", "sub") {
            let a = try Self.number(row.fields[1]), b = try Self.number(row.fields[2])
            let result = row.fields[0] == "add" ? a.adding(b) : a.subtracting(b)
            #expect(result?.description ?? "nil" == row.fields[3], "line \(row.line): \(row.fields)")
        }
    }

    @Test func C10_productsAreExactOrNone() throws {
        for row in Self.rows("mul") {
            let result = try Self.number(row.fields[1]).multiplied(by: Self.number(row.fields[2]))
            #expect(result?.description ?? "nil" == row.fields[3], "line \(row.line): \(row.fields)")
        }
    }

    @Test func C10_quotientsRoundHalfAwayFromZero() throws {
        for row in Self.rows("div") {
            let result = try Self.number(row.fields[1]).divided(by: Self.number(row.fields[2]), digits: 12)
            #expect(result?.description ?? "nil" == row.fields[3], "line \(row.line): \(row.fields)")
        }
    }

    @Test func C10_orderIsThatOfNumbers() throws {
        for row in Self.rows("cmp") {
            let a = try Self.number(row.fields[1]), b = try Self.number(row.fields[2])
            let said = a < b ? "<" : b < a ? ">" : "="
            #expect(said == row.fields[3] && (a == b) == (said == "="), "line \(row.line): \(row.fields)")
        }
    }

    @Test func C10_roundingAndScaling() throws {
        for row in Self.rows("round") {
            let digits = try #require(Int(row.fields[2]))
            #expect(try Self.number(row.fields[1]).rounded(digits: digits).description == row.fields[3], "line \(row.line): \(row.fields)")
        }
        for row in Self.rows("scale") {
            let power = try #require(Int(row.fields[2]))
            #expect(try Self.number(row.fields[1]).scaled(by: power)?.description ?? "nil" == row.fields[3], "line \(row.line): \(row.fields)")
        }
    }

    @Test func C10_readingAndWriting() throws {
        for row in Self.rows("parse") {
            let value = ExactDecimal(row.fields[1])
            #expect(value?.description ?? "nil" == row.fields[3], "line \(row.line): \(row.fields)")
            if let value { #expect(ExactDecimal(value.description) == value) }
        }
    }

    @Test func C10_equalNumbersHaveEqualStorage() throws {
        for (a, b) in [("1.50", "1.5"), ("100", "1e2"), ("0.00", "-0"), ("2500", "25e2")] {
            #expect(try Self.number(a) == Self.number(b))
            #expect(try Self.number(a).hashValue == Self.number(b).hashValue)
        }
        #expect(ExactDecimal(coefficient: .min)?.negated == nil || ExactDecimal(coefficient: .min) != nil)
    }
}
