import Diagnostics

extension Expression {
    /// Reads a formula.
    ///
    /// - Throws: ``FormulaFault`` with the offset of the first thing that is no formula.
    package static func parsed(_ text: String) throws(FormulaFault) -> Expression { try ExpressionParser.parse(text) }
}

/// Reads a formula by recursive descent; comparison below sums below products below signs.
struct ExpressionParser {
    private enum Token: Equatable {
        case number(Double)
        case text(String)
        case name(String)
        case sign(String)
        case end
    }
    private struct Lexeme {
        var token: Token
        var offset: Int
        var length: Int
    }

    private var lexemes: [Lexeme] = []
    private var index = 0
    /// Deep nesting is refused before it can exhaust the stack.
    private var depth = 0
    private static let deepest = 60

    static func parse(_ text: String) throws(FormulaFault) -> Expression {
        var parser = ExpressionParser()
        parser.lexemes = try lex(text)
        let tree = try parser.comparison()
        let rest = parser.current
        guard rest.token == .end else {
            throw FormulaFault(
                message: "`\(describe(rest.token))` is not expected here", help: "write an operator between two values",
                offset: rest.offset, length: rest.length)
        }
        return tree
    }

    private var current: Lexeme { lexemes[min(index, lexemes.count - 1)] }

    private mutating func take(_ sign: String) -> Bool {
        guard current.token == .sign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func comparison() throws(FormulaFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else {
            throw FormulaFault(
                message: "the formula is nested too deeply", help: "split it over two columns", offset: current.offset,
                length: 1)
        }
        let left = try sum()
        for op in [Expression.Operator.unequal, .lessOrEqual, .greaterOrEqual, .equal, .less, .greater]
        where take(op.rawValue) {
            return .binary(op, left, try sum())
        }
        return left
    }

    private mutating func sum() throws(FormulaFault) -> Expression {
        var left = try product()
        while true {
            if take("+") {
                left = .binary(.add, left, try product())
            } else if take("-") {
                left = .binary(.subtract, left, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(FormulaFault) -> Expression {
        var left = try signed()
        while true {
            if take("*") {
                left = .binary(.multiply, left, try signed())
            } else if take("/") {
                left = .binary(.divide, left, try signed())
            } else {
                return left
            }
        }
    }

    private mutating func signed() throws(FormulaFault) -> Expression {
        take("-") ? .negated(try value()) : try value()
    }

    private mutating func value() throws(FormulaFault) -> Expression {
        let lexeme = current
        index += 1
        switch lexeme.token {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .sign("("):
            let inner = try comparison()
            try close(after: lexeme)
            return inner
        case .name(let name):
            guard take("(") else { return .column(name) }
            return try call(name, lexeme)
        default:
            throw FormulaFault(
                message: lexeme.token == .end
                    ? "the formula stops too early" : "`\(Self.describe(lexeme.token))` is not expected here",
                help: "a value is a number, a column's key, a \"text\" or a function", offset: lexeme.offset,
                length: lexeme.length)
        }
    }

    private mutating func close(after opening: Lexeme) throws(FormulaFault) {
        guard take(")") else {
            throw FormulaFault(
                message: "a `)` is missing", help: "close what was opened here", offset: opening.offset,
                length: opening.length)
        }
    }

    private mutating func call(_ name: String, _ lexeme: Lexeme) throws(FormulaFault) -> Expression {
        let known = Expression.Function.allCases.map(\.rawValue)
        guard let function = Expression.Function(rawValue: name) else {
            let near = Suggestion.nearest(to: name, among: known).map { ", did you mean `\($0)`?" } ?? ""
            throw FormulaFault(
                message: "`\(name)` is not a function of formulas\(near)",
                help: "allowed are \(known.joined(separator: ", "))", offset: lexeme.offset, length: lexeme.length)
        }
        var arguments: [Expression] = []
        if !take(")") {
            repeat { arguments.append(try comparison()) } while take(",")
            try close(after: lexeme)
        }
        guard function.arguments.contains(arguments.count) else {
            let wanted = function.arguments
            let count =
                wanted.lowerBound == wanted.upperBound
                ? "\(wanted.lowerBound)" : "\(wanted.lowerBound) to \(wanted.upperBound)"
            throw FormulaFault(
                message: "`\(name)` takes \(count) value\(count == "1" ? "" : "s"), found \(arguments.count)", help: "",
                offset: lexeme.offset, length: lexeme.length)
        }
        if function.isAggregate {
            let columns = function == .sumif ? [arguments[0], arguments[2]] : [arguments[0]]
            for argument in columns {
                if case .column = argument { continue }
                throw FormulaFault(
                    message: "`\(name)` sums a whole column, not an expression",
                    help: "give the expression a column of its own and sum that", offset: lexeme.offset,
                    length: lexeme.length)
            }
        }
        return .call(function, arguments)
    }

    // MARK: words

    private static func describe(_ token: Token) -> String {
        switch token {
        case .number(let value): ExcelNumber.text(value)
        case .text(let text): "\"\(text)\""
        case .name(let text), .sign(let text): text
        case .end: ""
        }
    }

    private static func lex(_ text: String) throws(FormulaFault) -> [Lexeme] {
        let scalars = Array(text.unicodeScalars)
        var lexemes: [Lexeme] = []
        var at = 0
        func isDigit(_ s: Unicode.Scalar) -> Bool { s.value >= 48 && s.value <= 57 }
        func isLetter(_ s: Unicode.Scalar) -> Bool { s.properties.isAlphabetic || s == "_" }
        while at < scalars.count {
            let start = at
            let scalar = scalars[at]
            if scalar.properties.isWhitespace {
                at += 1
                continue
            }
            if isDigit(scalar) {
                while at < scalars.count, isDigit(scalars[at]) || scalars[at] == "." { at += 1 }
                let word = String(String.UnicodeScalarView(scalars[start..<at]))
                guard let value = ExcelNumber.value(of: word) else {
                    throw FormulaFault(
                        message: "`\(word)` is not a number", help: "", offset: start, length: at - start)
                }
                lexemes.append(Lexeme(token: .number(value), offset: start, length: at - start))
            } else if isLetter(scalar) {
                while at < scalars.count, isLetter(scalars[at]) || isDigit(scalars[at]) { at += 1 }
                let word = String(String.UnicodeScalarView(scalars[start..<at]))
                lexemes.append(Lexeme(token: .name(word), offset: start, length: at - start))
            } else if scalar == "\"" {
                at += 1
                while at < scalars.count, scalars[at] != "\"" { at += 1 }
                guard at < scalars.count else {
                    throw FormulaFault(
                        message: "a text is not closed", help: "end it with \"", offset: start, length: 1)
                }
                let word = String(String.UnicodeScalarView(scalars[(start + 1)..<at]))
                at += 1
                lexemes.append(Lexeme(token: .text(word), offset: start, length: at - start))
            } else {
                let pair = at + 1 < scalars.count ? String(String.UnicodeScalarView(scalars[at...(at + 1)])) : ""
                if ["<>", "<=", ">="].contains(pair) {
                    lexemes.append(Lexeme(token: .sign(pair), offset: at, length: 2))
                    at += 2
                } else if "+-*/(),=<>".unicodeScalars.contains(scalar) {
                    lexemes.append(Lexeme(token: .sign(String(scalar)), offset: at, length: 1))
                    at += 1
                } else {
                    let plain: [Unicode.Scalar: String] = [
                        "×": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "，": ",", "^": "power(a, b)", "%": "/ 100",
                    ]
                    throw FormulaFault(
                        message: "`\(scalar)` is not an operator of formulas",
                        help: plain[scalar].map { "write `\($0)`" } ?? "allowed are + - * / ( ) , = <> < <= > >=",
                        offset: at,
                        length: 1)
                }
            }
        }
        lexemes.append(Lexeme(token: .end, offset: max(0, scalars.count - 1), length: 1))
        return lexemes
    }
}
