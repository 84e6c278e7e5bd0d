import Diagnostics
import Facts

public enum NumeralRole: String, Sendable, CaseIterable {
    /// A Chinese digit; the value is 0 to 9.
    case digit
    /// 十, 百, 千; the value is the power of ten.
    case small
    /// 廿, 卅; the value is the number of tens.
    case tens
    /// 万, 亿, 兆; the value is the power of ten.
    case big
    case word, scale, plural, abbreviation, part, group
    case tensWord = "tens-word"
    case ordinalWord = "ordinal-word"
    case partPlural = "part-plural"
    case pluralGroup = "plural-group"
}

public struct NumeralWord: Sendable, Hashable {
    public let word: String
    public let value: ExactDecimal
    public let role: NumeralRole
}

/// Chinese numerals and English number words (`numerals.tsv`).
public struct NumeralTable: Sendable {
    public static let fileName = "numerals.tsv"
    public let rows: [NumeralWord]

    /// - Throws: ``DiagnosticList`` of unknown roles, values that are no decimals, words claimed
    ///   twice, and Chinese numerals of more than one character.
    public init(source: LexiconSource) throws(any Error) {
        let tables = try source.table(Self.fileName, columns: ["numeral", "value", "role", "source"])
        var faults: [Diagnostic] = []
        var claims = WordClaims()
        var rows: [NumeralWord] = []
        for table in tables {
            for row in table.rows {
                let word = table.field(row, "numeral")
                func fault(_ column: String, _ code: String, _ message: String, _ help: String) {
                    faults.append(Diagnostic(
                        code: code, message, at: row.location(column: table.column(column) ?? 0), excerpt: row.text, help: help))
                }
                guard let role = NumeralRole(rawValue: table.field(row, "role")) else {
                    fault(
                        "role", "lexicon.unknown-role", "`\(table.field(row, "role"))` is no role of a numeral",
                        "one of " + NumeralRole.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
                    continue
                }
                guard let value = ExactDecimal(table.field(row, "value")) else {
                    fault("value", "lexicon.bad-value", "`\(table.field(row, "value"))` is no exact decimal", "write it in digits")
                    continue
                }
                if [.digit, .small, .tens, .big].contains(role), word.unicodeScalars.count != 1 {
                    fault("numeral", "lexicon.long-numeral", "`\(word)` is not one character", "give each character a row")
                    continue
                }
                if let clash = claims.claim(word, by: row, for: role.rawValue) { faults.append(clash) }
                rows.append(NumeralWord(word: word, value: value, role: role))
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        self.rows = rows
    }
}
