/// A template's formula: one tree that prints Excel's text and computes the cached value.
///
/// The language is small on purpose, so that both always agree: numbers, texts in double quotes,
/// column names, `+ - * / ( )`, the comparisons `= <> < <= > >=`, and ``Function``.
public indirect enum Expression: Sendable, Hashable {
    case number(Double)
    case text(String)
    case column(String)
    case negated(Expression)
    case binary(Operator, Expression, Expression)
    case call(Function, [Expression])

    public enum Operator: String, Sendable, CaseIterable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case equal = "="
        case unequal = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        var precedence: Int {
            switch self {
            case .multiply, .divide: 3
            case .add, .subtract: 2
            default: 1
            }
        }
        var isComparison: Bool { precedence == 1 }
    }

    /// The functions of a formula. `sum`, `sumif` and `subtotal` look at whole columns, the others at one row.
    public enum Function: String, Sendable, CaseIterable {
        /// `sum(column)`: the column's total over every row of the sheet and its parts.
        case sum
        /// `sumif(key, value, column)`: the total over the rows whose `key` equals `value`.
        case sumif
        /// `subtotal(column)`: the total of the rows a filter leaves visible.
        case subtotal
        case `if`, round, min, max
        /// `power(base, exponent)`: for the growth still needed to reach a target.
        case power

        var arguments: ClosedRange<Int> {
            switch self {
            case .sum, .subtotal: 1...1
            case .sumif, .if: 3...3
            case .round, .power: 2...2
            case .min, .max: 2...8
            }
        }
        var isAggregate: Bool { self == .sum || self == .sumif || self == .subtotal }
    }

    /// The columns read from the formula's own row.
    var rowColumns: Set<String> {
        switch self {
        case .number, .text: return []
        case .column(let name): return [name]
        case .negated(let inner): return inner.rowColumns
        case .binary(_, let left, let right): return left.rowColumns.union(right.rowColumns)
        case .call(.sum, _), .call(.subtotal, _): return []
        case .call(.sumif, let arguments): return arguments.count == 3 ? arguments[1].rowColumns : []
        case .call(_, let arguments): return arguments.reduce(into: []) { $0.formUnion($1.rowColumns) }
        }
    }

    /// The whole-column sums that the formula reads.
    var aggregates: Set<Aggregate> {
        switch self {
        case .number, .text, .column: return []
        case .negated(let inner): return inner.aggregates
        case .binary(_, let left, let right): return left.aggregates.union(right.aggregates)
        case .call(let function, let arguments):
            switch (function, arguments.first, arguments.last) {
            case (.sum, .column(let name)?, _), (.subtotal, .column(let name)?, _):
                return [Aggregate(column: name, key: nil)]
            case (.sumif, .column(let key)?, .column(let name)?):
                return arguments[1].aggregates.union([Aggregate(column: name, key: key)])
            default: return arguments.reduce(into: []) { $0.formUnion($1.aggregates) }
            }
        }
    }

    /// Every column named anywhere.
    var allColumns: Set<String> {
        aggregates.reduce(into: rowColumns) { all, sum in
            all.insert(sum.column)
            if let key = sum.key { all.insert(key) }
        }
    }
}

/// A sum over a whole column, or over the rows with one value of `key`.
package struct Aggregate: Hashable, Sendable {
    package var column: String
    package var key: String?

    package init(column: String, key: String?) {
        self.column = column
        self.key = key
    }
}

/// What a formula gives.
public enum FormulaValue: Sendable, Hashable {
    /// Nothing: an input is missing. The cell stays empty instead of showing an error.
    case missing
    case number(Double)
    case text(String)
    case truth(Bool)
}

/// Why a formula could not be read; `offset` and `length` count scalars of the formula's text.
package struct FormulaFault: Error, Hashable, Sendable {
    package var message: String
    package var help: String
    package var offset: Int
    package var length: Int
}
