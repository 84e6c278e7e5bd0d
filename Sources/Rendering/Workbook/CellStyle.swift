/// How a cell looks. Equal styles share one format of the workbook.
package struct CellStyle: Hashable, Sendable {
    enum Align: Hashable, Sendable { case general, left, center, right }
    enum Border: Hashable, Sendable { case none, row, total, box }

    var numberFormat: String?
    var bold = false
    var italic = false
    var underline = false
    var size = 10.0
    var color: UInt32?
    var fill: UInt32?
    var align = Align.general
    var wrap = false
    var top = false
    var border = Border.none
    var locked = true
    var indent: UInt8 = 0

    package static let plain = CellStyle()

    static let fontName = "Microsoft YaHei"

    /// Every pair of text and ground has a contrast of at least 4.5.
    enum Ink {
        static let title: UInt32 = 0x1F3864
        static let headerFill: UInt32 = 0x1F4E79
        static let headerText: UInt32 = 0xFFFFFF
        static let muted: UInt32 = 0x595959
        static let link: UInt32 = 0x0B5394
        static let line: UInt32 = 0xD0D7DE
        static let band: UInt32 = 0xF4F7FA
        static let totalFill: UInt32 = 0xE4ECF4
        static let inputFill: UInt32 = 0xFFF9E5
        static let figure: UInt32 = 0x9C0006
        static let derivedText: UInt32 = 0x1F4E79
    }

    static let title = CellStyle(bold: true, size: 15, color: Ink.title)
    static let note = CellStyle(size: 9, color: Ink.muted)
    static let blockTitle = CellStyle(bold: true, size: 12, color: Ink.title)
    static let paragraph = CellStyle(wrap: true, top: true)
    static let header = CellStyle(
        bold: true, color: Ink.headerText, fill: Ink.headerFill, align: .center, wrap: true, border: .box)
    /// A header that runs over several columns, as its text does.
    static let wideHeader = CellStyle(bold: true, color: Ink.headerText, fill: Ink.headerFill, align: .left, indent: 1)
    static let body = CellStyle(border: .row)
    static let link = CellStyle(underline: true, color: Ink.link, border: .row)
    static let bareLink = CellStyle(underline: true, size: 9, color: Ink.link)
    static let total = CellStyle(bold: true, fill: Ink.totalFill, border: .total)
}
