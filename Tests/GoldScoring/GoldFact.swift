import Foundation

/// A value of a gold line: text, number, list or what else JSON has.
package enum GoldValue: Sendable, Decodable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([GoldValue])
    case fields([String: GoldValue])
    case none

    package init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if one.decodeNil() {
            self = .none
        } else if let value = try? one.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? one.decode(Double.self) {
            self = .number(value)
        } else if let value = try? one.decode(String.self) {
            self = .text(value)
        } else if let value = try? one.decode([GoldValue].self) {
            self = .list(value)
        } else {
            self = .fields(try one.decode([String: GoldValue].self))
        }
    }

    var number: Double? {
        switch self {
        case .number(let value): return value
        case .text(let text):
            return Double(text.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: ",", with: ""))
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .text(let value): return value
        case .number(let value):
            return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
        default: return ""
        }
    }
}

/// One line of `*.facts.jsonl` or `*.nonfacts.jsonl`: a figure as a person marked it.
package struct GoldFact: Sendable {
    package let start: Int
    package let end: Int
    private let fields: [String: GoldValue]
    private let accepted: [String: [GoldValue]]

    /// - Throws: what `JSONDecoder` says of a line that is no object.
    package static func read(_ file: URL) throws -> [GoldFact] {
        let decoder = JSONDecoder()
        return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map { line in
            GoldFact(try decoder.decode([String: GoldValue].self, from: Data(line.utf8)))
        }
    }

    init(_ fields: [String: GoldValue]) {
        self.fields = fields
        start = fields["start"]?.number.map { Int($0) } ?? 0
        end = fields["end"]?.number.map { Int($0) } ?? 0
        var accepted: [String: [GoldValue]] = [:]
        if case .fields(let lists)? = fields["accept"] {
            for (slot, value) in lists {
                if case .list(let values) = value { accepted[slot] = values } else { accepted[slot] = [value] }
            }
        }
        self.accepted = accepted
    }

    /// Whether a careful reader may call it a fact or not.
    var isBorderline: Bool { if case .flag(true)? = fields["borderline"] { true } else { false } }
    var hasFrom: Bool { fields["from"] != nil }

    func accepts(_ slot: String) -> [GoldValue] { accepted[slot] ?? [] }
    func number(_ slot: String) -> Double? { fields[slot]?.number }
    /// The value marked and all that are equally right.
    func texts(_ slot: String) -> [String] { [fields[slot]?.text ?? ""] + accepts(slot).map(\.text) }
    func numbers(_ slot: String) -> [Double] { ([fields[slot]].compactMap { $0 } + accepts(slot)).compactMap(\.number) }
}
