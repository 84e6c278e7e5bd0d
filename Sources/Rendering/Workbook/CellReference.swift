/// Addresses as formulas and links write them.
enum CellReference {
    /// `A`, `Z`, `AA` … for columns counted from 0.
    static func column(_ index: Int) -> String {
        var name = ""
        var rest = index
        repeat {
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }

    /// `B7` for row 6, column 1; both counted from 0.
    static func cell(row: Int, column: Int) -> String { "\(self.column(column))\(row + 1)" }

    /// `$B$3:$B$9`.
    static func absolute(rows: Range<Int>, columns: ClosedRange<Int>) -> String {
        "$\(column(columns.lowerBound))$\(rows.lowerBound + 1):$\(column(columns.upperBound))$\(max(rows.upperBound, rows.lowerBound + 1))"
    }

    /// A sheet's name inside a formula: always quoted, apostrophes doubled.
    static func quoted(_ sheet: String) -> String {
        "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}

/// Where a block's rows lie: on one sheet, or on several parts of it.
package struct BlockPlace: Sendable {
    package struct Part: Sendable {
        var sheet: String
        /// Worksheet rows of the data, counted from 0.
        var rows: Range<Int>

        package init(sheet: String, rows: Range<Int>) {
            self.sheet = sheet
            self.rows = rows
        }
    }
    var parts: [Part]
    /// Whether subtotal rows stand between the data rows.
    var hasSubtotals: Bool

    package init(parts: [Part], hasSubtotals: Bool = false) {
        self.parts = parts
        self.hasSubtotals = hasSubtotals
    }

    /// The ranges of one column, as arguments of a function; a sheet's name only where there are several.
    func ranges(column: Int) -> [String] {
        parts.map { part in
            let range = CellReference.absolute(rows: part.rows, columns: column...column)
            return parts.count == 1 ? range : CellReference.quoted(part.sheet) + "!" + range
        }
    }
}
