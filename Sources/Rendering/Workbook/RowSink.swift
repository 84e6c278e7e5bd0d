/// One cell ready to be written.
package enum SheetCell: Sendable, Hashable {
    case blank
    case text(String)
    case number(Double)
    /// Excel's text without `=`, and what it gives.
    case formula(String, FormulaValue)
    /// An address as libxlsxwriter takes it (`internal:`, `external:`) and the text shown.
    case link(String, text: String)
    /// A sentence whose middle part stands out.
    case marked(String, String, String)
}

/// The one door through which table rows reach a sheet. A faster writer takes the place of the present one by
/// conforming to this.
///
/// Rows come in order, each once; a row's cells come together, from column 0.
package protocol RowSink: AnyObject {
    /// - Parameters:
    ///   - height: points; `nil` for the sheet's own.
    ///   - level: depth in the outline, 0 outside groups.
    func write(row: Int, cells: [SheetCell], styles: [CellStyle], height: Double?, level: Int) throws
}
