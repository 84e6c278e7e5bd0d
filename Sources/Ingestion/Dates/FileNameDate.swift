import Facts

/// Days in file names: `2021-01-08`, `20210108`, `2021年1月8日`, or where a pattern says.
enum FileNameDate {
    static func day(of path: String) -> CalendarDay? {
        let scalars = ContiguousArray(base(path).unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { text in
            if let found = DateReader(text: text).firstDay(0, text.count) { return found.day }
            var i = 0
            while i < text.count {
                var j = i
                while j < text.count, Characters.digit(text[j]) != nil { j += 1 }
                if j - i == 8 || (j - i == 14), let day = compact(text, i) { return day }
                // 2021_01_08
                if j - i == 4, j + 6 <= text.count, text[j] == 0x5F, text[j + 3] == 0x5F,
                    let day = calendarDay(text, year: i, month: j + 1, day: j + 4)
                {
                    return day
                }
                i = max(j, i + 1)
            }
            return nil
        }
    }

    /// Reads `{yyyy}`, `{mm}` and `{dd}` where `pattern` has them; `*` stands for anything.
    static func day(of path: String, pattern: String) -> CalendarDay? {
        let name = Array((pattern.contains("/") ? path : base(path)).unicodeScalars.map(\.value))
        var tokens: [Token] = []
        var rest = Substring(pattern)
        while !rest.isEmpty {
            if let field = [("{yyyy}", 4), ("{mm}", 2), ("{dd}", 2)].first(where: { rest.hasPrefix($0.0) }) {
                tokens.append(.field(field.0, field.1))
                rest = rest.dropFirst(field.0.count)
            } else if rest.hasPrefix("*") {
                tokens.append(.anything)
                rest = rest.dropFirst()
            } else {
                tokens.append(.literal(rest.unicodeScalars.first?.value ?? 0))
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        // the pattern may stand anywhere in the name
        for start in 0...name.count {
            if let fields = match(tokens[...], name[start...]), let y = fields["{yyyy}"], let m = fields["{mm}"],
                let d = fields["{dd}"],
                let day = CalendarDay(year: y, month: m, day: d)
            {
                return day
            }
        }
        return nil
    }

    private enum Token {
        case field(String, Int)
        case literal(UInt32)
        case anything
    }

    private static func match(_ tokens: ArraySlice<Token>, _ name: ArraySlice<UInt32>) -> [String: Int]? {
        guard let token = tokens.first else { return [:] }
        switch token {
        case .literal(let c):
            guard name.first == c else { return nil }
            return match(tokens.dropFirst(), name.dropFirst())
        case .field(let field, let width):
            guard name.count >= width else { return nil }
            var value = 0
            for c in name.prefix(width) {
                guard let digit = Characters.digit(c) else { return nil }
                value = value * 10 + digit
            }
            guard var fields = match(tokens.dropFirst(), name.dropFirst(width)) else { return nil }
            fields[field] = value
            return fields
        case .anything:
            // file names are short: the first fit is found quickly
            for skip in 0...min(name.count, 255) {
                if let fields = match(tokens.dropFirst(), name.dropFirst(skip)) { return fields }
            }
            return nil
        }
    }

    private static func base(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private static func compact(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> CalendarDay? {
        calendarDay(text, year: i, month: i + 4, day: i + 6)
    }

    private static func calendarDay(_ text: UnsafeBufferPointer<UInt32>, year: Int, month: Int, day: Int)
        -> CalendarDay?
    {
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= text.count else { return nil }
            return (0..<count).reduce(Int?.some(0)) { sum, k in
                sum.flatMap { s in Characters.digit(text[start + k]).map { s * 10 + $0 } }
            }
        }
        guard let y = number(year, 4), (1900...2100).contains(y), let m = number(month, 2), let d = number(day, 2)
        else { return nil }
        return CalendarDay(year: y, month: m, day: d)
    }
}
