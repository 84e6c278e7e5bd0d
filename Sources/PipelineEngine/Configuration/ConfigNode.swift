import Diagnostics

/// Where a configured value comes from, for `config --origin`.
public enum ConfigOrigin: Sendable, Hashable {
    case file(SourceLocation)
    /// The variable's name.
    case environment(String)
    /// The flag as typed, `--jobs`.
    case flag(String)
    /// Not written anywhere; the declaration's default.
    case standard

    public var description: String {
        switch self {
        case .file(let place): place.description
        case .environment(let name): "environment \(name)"
        case .flag(let name): "flag \(name)"
        case .standard: "default"
        }
    }
}

/// A piece of configuration that knows its place: text, a list, or keys with values.
public struct ConfigNode: Sendable, Hashable {
    public indirect enum Content: Sendable, Hashable {
        /// `plain` is false for quoted and block text, which is never a number, a boolean or empty.
        case scalar(String, plain: Bool)
        case list([ConfigNode])
        case map([Entry])
        /// Already reported; nobody complains about it again.
        case invalid
    }

    public struct Entry: Sendable, Hashable {
        public var key: String
        public var keyOrigin: ConfigOrigin
        public var value: ConfigNode

        public init(key: String, keyOrigin: ConfigOrigin, value: ConfigNode) {
            self.key = key
            self.keyOrigin = keyOrigin
            self.value = value
        }
    }

    public var content: Content
    public var origin: ConfigOrigin
    /// Where an alias or a merge brought this node in, when it stands elsewhere.
    public var usedAt: SourceLocation?

    public init(_ content: Content, origin: ConfigOrigin, usedAt: SourceLocation? = nil) {
        self.content = content
        self.origin = origin
        self.usedAt = usedAt
    }

    public var location: SourceLocation? {
        switch origin {
        case .file(let place): place
        case .environment(let name): SourceLocation(file: name)
        case .flag(let name): SourceLocation(file: name)
        case .standard: nil
        }
    }

    // MARK: Reading. The file is checked before anyone reads: a wrong type answers nil.

    public subscript(_ key: String) -> ConfigNode? { entries.first { $0.key == key }?.value }

    public var entries: [Entry] {
        if case .map(let entries) = content { entries } else { [] }
    }

    /// Elements of a list; a lone scalar counts as a list of one.
    public var elements: [ConfigNode] {
        switch content {
        case .list(let nodes): nodes
        case .scalar: isNull ? [] : [self]
        case .map, .invalid: []
        }
    }

    /// The text of a scalar, as written without quotes.
    public var string: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    public var strings: [String] { elements.compactMap(\.string) }

    public var isNull: Bool {
        if case .scalar(let text, true) = content { text.isEmpty || text == "~" || text == "null" } else { false }
    }

    public var int: Int? { string.flatMap { Int($0) } }

    public var bool: Bool? { string.flatMap(ConfigScalar.boolean) }

    public var milliseconds: Int? { string.flatMap(ConfigScalar.milliseconds) }

    public var bytes: Int? { string.flatMap(ConfigScalar.bytes) }

    var kindName: String {
        switch content {
        case .scalar: isNull ? "nothing" : "text"
        case .list: "a list"
        case .map: "keys with values"
        case .invalid: "something unreadable"
        }
    }
}

/// Readings of single values, the same for files, variables and flags.
public enum ConfigScalar {
    /// YAML 1.2: `true` and `false` only; `yes` and `on` are text.
    public static func boolean(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    /// `60s`, `1500ms`, `10m`, `1.5h`, `14d`, `2h30m`.
    ///
    /// - Returns: milliseconds, or `nil` for anything else, also for a bare number and for more than 100 years.
    public static func milliseconds(_ text: String) -> Int? {
        let units: [(String, Int)] = [
            ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000),
        ]
        var rest = Substring(text)
        var total = 0
        var last = Int.max
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            rest = rest.dropFirst(number.count)
            let word = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(word.count)
            guard let unit = units.first(where: { $0.0 == word })?.1, unit < last else { return nil }
            last = unit
            guard let value = scaled(number, by: unit), case (let sum, let over) = total.addingReportingOverflow(value),
                !over
            else { return nil }
            total = sum
        }
        return total <= 100 * 366 * 86_400_000 ? total : nil
    }

    /// `512M`, `1G`, `1.5G`, `64K`, `96MB`, `1GiB`; powers of 1024.
    public static func bytes(_ text: String) -> Int? {
        let number = text.prefix { ("0"..."9").contains($0) || $0 == "." }
        var word = text.dropFirst(number.count).uppercased()
        if word.hasSuffix("IB") {
            word.removeLast(2)
        } else if word.hasSuffix("B"), word.count == 2 {
            word.removeLast()
        }
        let factor: Int
        switch word {
        case "K": factor = 1 << 10
        case "M": factor = 1 << 20
        case "G": factor = 1 << 30
        case "T": factor = 1 << 40
        default: return nil
        }
        guard let value = scaled(number, by: factor), value > 0 else { return nil }
        return value
    }

    /// Digits with at most three behind the point, times a factor, exactly.
    private static func scaled(_ number: Substring, by factor: Int) -> Int? {
        let halves = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, let whole = Int(first) else { return nil }
        let (product, over) = whole.multipliedReportingOverflow(by: factor)
        if over { return nil }
        guard halves.count == 2 else { return product }
        let fraction = halves[1]
        guard (1...3).contains(fraction.count), let digits = Int(fraction) else { return nil }
        let divisor = [1, 10, 100, 1000][fraction.count]
        let (part, tooMuch) = digits.multipliedReportingOverflow(by: factor)
        if tooMuch { return nil }
        let (sum, overSum) = product.addingReportingOverflow(part / divisor)
        return overSum ? nil : sum
    }

    /// `90s`, `2h30m`: the shortest form of a number of milliseconds.
    public static func duration(_ milliseconds: Int) -> String {
        if milliseconds < 1000 || milliseconds % 1000 != 0 { return "\(milliseconds)ms" }
        var rest = milliseconds / 1000
        var out = ""
        for (word, size) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] where rest >= size {
            out += "\(rest / size)\(word)"
            rest %= size
        }
        return out
    }

    public static func size(_ bytes: Int) -> String {
        for (word, shift) in [("T", 40), ("G", 30), ("M", 20), ("K", 10)]
        where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
            return "\(bytes >> shift)\(word)"
        }
        return "\(bytes)"
    }

    /// A decimal without leading and trailing zeros: `0.70` and `.7` are `0.7`.
    public static func decimal(_ text: String) -> String? {
        var body = Substring(text)
        var sign = ""
        if body.hasPrefix("-") {
            sign = "-"
            body = body.dropFirst()
        } else if body.hasPrefix("+") {
            body = body.dropFirst()
        }
        let halves = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, body.contains(where: { ("0"..."9").contains($0) }),
            halves.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } })
        else { return nil }
        let whole = first.drop { $0 == "0" }
        var fraction = halves.count == 2 ? halves[1] : ""
        while fraction.last == "0" { fraction.removeLast() }
        let text = (whole.isEmpty ? "0" : String(whole)) + (fraction.isEmpty ? "" : "." + fraction)
        return text == "0" ? "0" : sign + text
    }
}
