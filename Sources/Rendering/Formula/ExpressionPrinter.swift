/// Prints a formula as Excel reads it, in the file format's English notation.
package struct ExpressionPrinter {
    /// Worksheet columns of the block, by key.
    var columns: [String: Int]
    var place: BlockPlace
    /// The formula's own row, counted from 0.
    var row: Int
    /// `$E4` instead of `E4`: for rules that cover several columns.
    var absoluteColumns: Bool
    /// What a code is shown as, so that a comparison with a code meets the cell's own text.
    var shown: (_ column: String, _ code: String) -> String

    package init(
        columns: [String: Int], place: BlockPlace, row: Int, absoluteColumns: Bool = false,
        shown: @escaping (_ column: String, _ code: String) -> String = { $1 }
    ) {
        self.columns = columns
        self.place = place
        self.row = row
        self.absoluteColumns = absoluteColumns
        self.shown = shown
    }

    /// - Returns: the formula without its leading `=`.
    package func print(_ tree: Expression) -> String { print(tree, within: 0) }

    private func print(_ tree: Expression, within outer: Int) -> String {
        switch tree {
        case .number(let value): return ExcelNumber.text(value)
        case .text(let text): return Self.literal(text)
        case .column(let name): return cell(name)
        case .negated(let inner): return "-" + print(inner, within: 4)
        case .binary(let op, let left, let right):
            let level = op.precedence
            var (l, r) = (print(left, within: level), print(right, within: level + 1))
            if op.isComparison {
                if case .column(let name) = left, case .text(let code) = right { r = Self.literal(shown(name, code)) }
                if case .column(let name) = right, case .text(let code) = left { l = Self.literal(shown(name, code)) }
            }
            let text = l + op.rawValue + r
            return level < outer ? "(" + text + ")" : text
        case .call(let function, let arguments): return call(function, arguments)
        }
    }

    private func call(_ function: Expression.Function, _ arguments: [Expression]) -> String {
        switch function {
        case .sum, .subtotal:
            guard case .column(let name)? = arguments.first, let column = columns[name] else { return "0" }
            let ranges = place.ranges(column: column)
            // SUBTOTAL leaves the subtotals between the rows out, SUM would count them twice
            if function == .subtotal || place.hasSubtotals {
                let code = function == .subtotal ? "109" : "9"
                return ranges.map { "SUBTOTAL(\(code),\($0))" }.joined(separator: "+")
            }
            return "SUM(" + ranges.joined(separator: ",") + ")"
        case .sumif:
            guard arguments.count == 3, case .column(let key) = arguments[0], case .column(let name) = arguments[2],
                let keyColumn = columns[key], let column = columns[name]
            else { return "0" }
            var wanted = print(arguments[1], within: 0)
            if case .text(let code) = arguments[1] { wanted = Self.literal(shown(key, code)) }
            let text = zip(place.ranges(column: keyColumn), place.ranges(column: column))
                .map { "SUMIF(\($0),\(wanted),\($1))" }
            return text.count == 1 ? text[0] : "(" + text.joined(separator: "+") + ")"
        default:
            return function.rawValue.uppercased() + "(" + arguments.map { print($0, within: 0) }.joined(separator: ",")
                + ")"
        }
    }

    private func cell(_ name: String) -> String {
        guard let column = columns[name] else { return "0" }
        return (absoluteColumns ? "$" : "") + CellReference.cell(row: row, column: column)
    }

    static func literal(_ text: String) -> String {
        "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
