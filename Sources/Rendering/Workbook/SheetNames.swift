/// Sheet names that Excel accepts: at most 31 UTF-16 units, none of `[ ] : * ? / \`, no apostrophe at an end,
/// not empty, not `History`, and no two alike in any case.
public struct SheetNames: Sendable {
    private var taken: Set<String> = []

    public init() {}

    /// `name` with what Excel refuses replaced by full-width twins, and cut at a character.
    public static func safe(_ name: String) -> String {
        let twins: [Character: Character] = [
            "[": "［", "]": "］", ":": "：", "*": "＊", "?": "？", "/": "／", "\\": "＼",
        ]
        var text = String(
            name.compactMap { character -> Character? in
                if let twin = twins[character] { return twin }
                guard let scalar = character.unicodeScalars.first else { return nil }
                return scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFFFE || scalar.value == 0xFFFF
                    ? nil : character
            })
        text = cut(text, to: 31)
        while text.hasPrefix("'") || text.hasPrefix(" ") { text.removeFirst() }
        while text.hasSuffix("'") || text.hasSuffix(" ") { text.removeLast() }
        if text.isEmpty { return "_" }
        return text.lowercased() == "history" ? text + "_" : text
    }

    /// A safe name that no other sheet has: the second `产能` becomes `产能 (2)`. Stable for the same order of calls.
    public mutating func claim(_ name: String) -> String {
        let base = Self.safe(name)
        var candidate = base
        var number = 2
        while !taken.insert(candidate.lowercased()).inserted {
            let suffix = " (\(number))"
            candidate = Self.cut(base, to: 31 - suffix.utf16.count) + suffix
            number += 1
        }
        return candidate
    }

    private static func cut(_ text: String, to units: Int) -> String {
        var out = ""
        var count = 0
        for character in text {
            count += character.utf16.count
            if count > units { break }
            out.append(character)
        }
        return out
    }
}
