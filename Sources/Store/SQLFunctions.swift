import Facts
import GRDB

/// Exact arithmetic on decimal text inside SQL.
///
/// `exact_sum(x)` adds a group; `exact_add`, `exact_sub`, `exact_mul` take two numbers,
/// `exact_div(a, b, digits)` rounds half away from zero, `exact_cmp` gives -1, 0 or 1. NULL and empty text are
/// nothing: skipped in a sum, NULL as the answer elsewhere, as is division by zero. A text that is
/// no number, and a result that does not fit, are errors: never a rounded value.
///
/// `half_digit(surface, value, unit, comparator)` is half a unit of the last digit with which a figure was written,
/// NULL for a bound, which is no rounded value.
enum SQLFunctions {
    static func register(in db: Database) {
        db.add(function: binary("exact_add") { $0.adding($1) })
        db.add(function: binary("exact_sub") { $0.subtracting($1) })
        db.add(function: binary("exact_mul") { $0.multiplied(by: $1) })
        db.add(function: DatabaseFunction("exact_cmp", argumentCount: 2, pure: true) { values in
            guard let a = try decimal(values[0]), let b = try decimal(values[1]) else { return nil }
            return a == b ? 0 : a < b ? -1 : 1
        })
        db.add(function: DatabaseFunction("exact_div", argumentCount: 3, pure: true) { values in
            guard let a = try decimal(values[0]), let b = try decimal(values[1]), let digits = Int.fromDatabaseValue(values[2])
            else { return nil }
            if b.isZero { return nil }
            guard (0...18).contains(digits), let quotient = a.divided(by: b, digits: digits) else {
                throw refusal("exact_div(\(a), \(b), \(digits)) does not fit")
            }
            return quotient.description
        })
        db.add(function: DatabaseFunction("half_digit", argumentCount: 4, pure: true) { values in
            guard let value = try decimal(values[1]), let surface = String.fromDatabaseValue(values[0]),
                ["eq", "approx"].contains(String.fromDatabaseValue(values[3]) ?? "")
            else { return nil }
            return PrintedDigits.halfUnit(of: value, in: surface, unit: String.fromDatabaseValue(values[2]) ?? "").description
        })
        db.add(function: DatabaseFunction("exact_sum", argumentCount: 1, pure: true, aggregate: ExactSum.self))
    }

    private static func binary(
        _ name: String, _ operation: @escaping @Sendable (ExactDecimal, ExactDecimal) -> ExactDecimal?
    ) -> DatabaseFunction {
        DatabaseFunction(name, argumentCount: 2, pure: true) { values in
            guard let a = try decimal(values[0]), let b = try decimal(values[1]) else { return nil }
            guard let result = operation(a, b) else { throw refusal("\(name)(\(a), \(b)) does not fit") }
            return result.description
        }
    }

    static func decimal(_ value: DatabaseValue) throws -> ExactDecimal? {
        switch value.storage {
        case .null: return nil
        case .int64(let integer): return ExactDecimal(coefficient: integer)
        case .string(let text):
            if text.isEmpty { return nil }
            guard let number = ExactDecimal(text) else { throw refusal("`\(text)` is no exact decimal") }
            return number
        case .double, .blob: throw refusal("exact arithmetic takes decimal text; use low, not low_real")
        }
    }

    static func refusal(_ message: String) -> DatabaseError { DatabaseError(resultCode: .SQLITE_ERROR, message: message) }

    private struct ExactSum: DatabaseAggregate {
        private var sum: ExactDecimal?
        mutating func step(_ values: [DatabaseValue]) throws {
            guard let value = try SQLFunctions.decimal(values[0]) else { return }
            guard let sum else { self.sum = value; return }
            guard let next = sum.adding(value) else { throw SQLFunctions.refusal("exact_sum does not fit") }
            self.sum = next
        }
        func finalize() throws -> (any DatabaseValueConvertible)? { sum?.description }
    }
}
