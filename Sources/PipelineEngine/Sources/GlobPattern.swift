/// A pattern over paths: `**` any folders, `*` anything but `/`, `?` one character, `[a-z]`, `{txt,html}`.
///
/// Matching is by scalars, so Chinese names count as they read. A name that begins with a dot is
/// matched by a pattern that says the dot only. `\` takes the next character as it is.
public struct GlobPattern: Sendable, Hashable, CustomStringConvertible {
    /// One element of a path's component.
    enum Token: Sendable, Hashable {
        case scalar(UInt32)
        case one
        case many
        case set([ClosedRange<UInt32>], negated: Bool)
    }
    enum Component: Sendable, Hashable {
        /// `**`: any number of folders, also none.
        case anyFolders
        case tokens([Token])
    }

    public let text: String
    /// Alternatives after `{…}` is unfolded.
    let alternatives: [[Component]]

    public init(_ text: String) {
        self.text = text
        alternatives = Self.unfold(Array(text.unicodeScalars), limit: 256).map(Self.components)
    }

    public var description: String { text }

    /// Whether there is anything but plain characters.
    public static func isPattern(_ text: String) -> Bool {
        text.unicodeScalars.contains { "*?[{".unicodeScalars.contains($0) }
    }

    /// - Parameter path: with `/` between components, without a leading `./`.
    public func matches(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).map { $0.unicodeScalars.map(\.value) }
        return alternatives.contains { Self.match($0[...], parts[...]) }
    }

    // MARK: Compiling

    private static func unfold(_ scalars: [Unicode.Scalar], limit: Int) -> [[Unicode.Scalar]] {
        var depth = 0
        var open: Int?
        var commas: [Int] = []
        var i = 0
        var inSet = false
        while i < scalars.count {
            switch scalars[i] {
            case "\\": i += 1
            case "[" where !inSet && scalars[i...].contains("]"): inSet = true
            case "]": inSet = false
            case "{" where !inSet:
                if depth == 0 {
                    open = i
                    commas = []
                }
                depth += 1
            case "," where depth == 1 && !inSet: commas.append(i)
            case "}" where depth > 0 && !inSet:
                depth -= 1
                if depth == 0, let start = open {
                    var out: [[Unicode.Scalar]] = []
                    var from = start + 1
                    for stop in commas + [i] {
                        let joined = Array(scalars[..<start]) + scalars[from..<stop] + scalars[(i + 1)...]
                        for one in unfold(joined, limit: limit - out.count) where out.count < limit { out.append(one) }
                        from = stop + 1
                    }
                    return out
                }
            default: break
            }
            i += 1
        }
        return [scalars]
    }

    private static func components(_ scalars: [Unicode.Scalar]) -> [Component] {
        var out: [Component] = []
        for part in scalars.split(separator: "/") where !part.elementsEqual(["."] as [Unicode.Scalar]) {
            if part.elementsEqual(["*", "*"] as [Unicode.Scalar]) {
                if out.last != .anyFolders { out.append(.anyFolders) }
            } else {
                out.append(.tokens(tokens(Array(part))))
            }
        }
        return out
    }

    private static func tokens(_ part: [Unicode.Scalar]) -> [Token] {
        var out: [Token] = []
        var i = 0
        while i < part.count {
            switch part[i] {
            case "\\" where i + 1 < part.count:
                i += 1
                out.append(.scalar(part[i].value))
            case "*": if out.last != .many { out.append(.many) }
            case "?": out.append(.one)
            case "[":
                guard let close = part[(i + 1)...].dropFirst().firstIndex(of: "]") else {
                    out.append(.scalar(part[i].value))
                    break
                }
                var body = Array(part[(i + 1)..<close])
                let negated = body.first == "!" || body.first == "^"
                if negated { body.removeFirst() }
                var ranges: [ClosedRange<UInt32>] = []
                var j = 0
                while j < body.count {
                    if j + 2 < body.count, body[j + 1] == "-", body[j].value <= body[j + 2].value {
                        ranges.append(body[j].value...body[j + 2].value)
                        j += 3
                    } else {
                        ranges.append(body[j].value...body[j].value)
                        j += 1
                    }
                }
                out.append(.set(ranges, negated: negated))
                i = close
            default: out.append(.scalar(part[i].value))
            }
            i += 1
        }
        return out
    }

    // MARK: Matching

    private static func match(_ pattern: ArraySlice<Component>, _ path: ArraySlice<[UInt32]>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        switch first {
        case .anyFolders:
            // At the end it takes everything below, and at least something.
            if pattern.count == 1 { return !path.isEmpty && path.allSatisfy { $0.first != 0x2E } }
            if match(pattern.dropFirst(), path) { return true }
            guard let head = path.first, head.first != 0x2E else { return false }
            return match(pattern, path.dropFirst())
        case .tokens(let tokens):
            guard let head = path.first, matches(tokens, head) else { return false }
            return match(pattern.dropFirst(), path.dropFirst())
        }
    }

    static func matches(_ tokens: [Token], _ name: [UInt32]) -> Bool {
        if name.first == 0x2E, tokens.first != .scalar(0x2E) { return false }
        // Greedy with one point of return: linear but for stars, and never exponential.
        var t = 0
        var n = 0
        var star = -1
        var mark = 0
        while n < name.count {
            if t < tokens.count, case .many = tokens[t] {
                star = t
                mark = n
                t += 1
            } else if t < tokens.count, accepts(tokens[t], name[n]) {
                t += 1
                n += 1
            } else if star >= 0 {
                t = star + 1
                mark += 1
                n = mark
            } else {
                return false
            }
        }
        while t < tokens.count, case .many = tokens[t] { t += 1 }
        return t == tokens.count
    }

    private static func accepts(_ token: Token, _ scalar: UInt32) -> Bool {
        switch token {
        case .scalar(let s): s == scalar
        case .one, .many: true
        case .set(let ranges, let negated): ranges.contains { $0.contains(scalar) } != negated
        }
    }
}
