/// Computes formulas in Excel's double arithmetic.
package struct ExpressionEvaluator {
    /// Sums of whole columns, and of `key`'s values below each aggregate.
    package struct Sums {
        package var totals: [String: Double] = [:]
        package var byKey: [Aggregate: [String: Double]] = [:]

        package init() {}

        package mutating func add(_ value: Double, to aggregate: Aggregate, key: String?) {
            if let key {
                byKey[aggregate, default: [:]][key.lowercased(), default: 0] += value
            } else {
                totals[aggregate.column, default: 0] += value
            }
        }
    }

    package var sums = Sums()

    package init() {}

    /// - Returns: ``FormulaValue/missing`` where an input is missing or a divisor is zero, so that no
    ///   error value ever stands in a sheet.
    package func value(of tree: Expression, in row: (String) -> FormulaValue) -> FormulaValue {
        switch tree {
        case .number(let value): return .number(value)
        case .text(let text): return .text(text)
        case .column(let name): return row(name)
        case .negated(let inner):
            guard case .number(let value) = value(of: inner, in: row) else { return .missing }
            return .number(-value)
        case .binary(let op, let left, let right):
            let a = value(of: left, in: row)
            let b = value(of: right, in: row)
            return op.isComparison ? Self.compare(op, a, b) : Self.compute(op, a, b)
        case .call(let function, let arguments): return call(function, arguments, row)
        }
    }

    private static func compute(_ op: Expression.Operator, _ a: FormulaValue, _ b: FormulaValue) -> FormulaValue {
        guard case .number(let x) = a, case .number(let y) = b else { return .missing }
        let result: Double
        switch op {
        case .add: result = x + y
        case .subtract: result = x - y
        case .multiply: result = x * y
        default:
            guard y != 0 else { return .missing }
            result = x / y
        }
        return result.isFinite ? .number(result) : .missing
    }

    private static func compare(_ op: Expression.Operator, _ a: FormulaValue, _ b: FormulaValue) -> FormulaValue {
        let order: Int
        switch (a, b) {
        case (.number(let x), .number(let y)):
            // Excel compares what it shows: 15 digits
            let (p, q) = (ExcelNumber.rounded(x), ExcelNumber.rounded(y))
            order = p < q ? -1 : p > q ? 1 : 0
        case (.text(let x), .text(let y)):
            let (p, q) = (x.lowercased(), y.lowercased())
            order = p < q ? -1 : p > q ? 1 : 0
        case (.missing, .text(let y)): order = y.isEmpty ? 0 : -1
        case (.text(let x), .missing): order = x.isEmpty ? 0 : 1
        case (.missing, .missing): order = 0
        default: return .missing
        }
        switch op {
        case .equal: return .truth(order == 0)
        case .unequal: return .truth(order != 0)
        case .less: return .truth(order < 0)
        case .lessOrEqual: return .truth(order <= 0)
        case .greater: return .truth(order > 0)
        default: return .truth(order >= 0)
        }
    }

    private func call(_ function: Expression.Function, _ arguments: [Expression], _ row: (String) -> FormulaValue)
        -> FormulaValue
    {
        switch function {
        case .sum, .subtotal:
            guard case .column(let name)? = arguments.first else { return .missing }
            return .number(sums.totals[name] ?? 0)
        case .sumif:
            guard arguments.count == 3, case .column(let key) = arguments[0], case .column(let name) = arguments[2]
            else {
                return .missing
            }
            let wanted = value(of: arguments[1], in: row)
            guard let text = Self.keyText(wanted) else { return .missing }
            return .number(sums.byKey[Aggregate(column: name, key: key)]?[text.lowercased()] ?? 0)
        case .if:
            guard arguments.count == 3, case .truth(let holds) = value(of: arguments[0], in: row) else {
                return .missing
            }
            return value(of: arguments[holds ? 1 : 2], in: row)
        case .round:
            guard arguments.count == 2, case .number(let x) = value(of: arguments[0], in: row),
                case .number(let digits) = value(of: arguments[1], in: row), abs(digits) <= 15
            else { return .missing }
            return .number(ExcelNumber.rounded(x, digits: Int(digits)))
        case .min, .max:
            var best: Double?
            for argument in arguments {
                guard case .number(let x) = value(of: argument, in: row) else { return .missing }
                best = best.map { function == .min ? Swift.min($0, x) : Swift.max($0, x) } ?? x
            }
            return best.map { .number($0) } ?? .missing
        case .power:
            guard arguments.count == 2, case .number(let base) = value(of: arguments[0], in: row),
                case .number(let exponent) = value(of: arguments[1], in: row)
            else { return .missing }
            let result = Self.power(base, exponent)
            return result.isFinite ? .number(result) : .missing
        }
    }

    static func keyText(_ value: FormulaValue) -> String? {
        switch value {
        case .text(let text): text
        case .number(let number): ExcelNumber.text(number)
        case .missing, .truth: nil
        }
    }
}
