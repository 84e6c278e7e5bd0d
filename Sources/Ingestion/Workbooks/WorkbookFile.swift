import Diagnostics
import Facts

/// One cell as it lies in a workbook.
public enum WorkbookCell: Sendable, Hashable {
    case text(String)
    /// The digits of the nearest 15-digit decimal, without exponent.
    case number(String)
    /// A number in a percent format: 0.05, shown as 5%, is `5`.
    case percent(String)
    /// A number in a date format, or an ISO date.
    case day(CalendarDay)
    case truth(Bool)
    /// `#N/A` and its like.
    case fault(String)

    /// The day that a bare number counts, from 1927 to 2119; `nil` for numbers that are rather something else.
    public static func day(serial: Double) -> CalendarDay? {
        (10_000...80_000).contains(serial) ? WorkbookNumber.day(serial, startsIn1904: false) : nil
    }

    /// As a person would type it.
    public var text: String {
        switch self {
        case .text(let text), .fault(let text): text
        case .number(let digits): digits
        case .percent(let digits): digits + "%"
        case .day(let day): day.description
        case .truth(let truth): truth ? "TRUE" : "FALSE"
        }
    }
}

/// One row of a sheet; empty cells are left out.
public struct WorkbookRow: Sendable {
    /// As the spreadsheet program counts, from 1.
    public var number: Int
    /// By column, from 0.
    public var cells: [Int: WorkbookCell]
}

/// Reads `.xlsx` files, whoever saved them.
///
/// Strings may be shared or in the cell, references may be missing, sheets may lie in any part: only what the
/// format's relations say counts. Formulas are read by their cached values. Texts come back as typed: `_xHHHH_`
/// undone, runs of a rich text joined, phonetic readings left out.
///
/// - Throws: ``Diagnostic``: `spreadsheet.damaged`, `spreadsheet.too-large`, `spreadsheet.locked`,
///   `spreadsheet.other-format`, `spreadsheet.no-sheet`.
public final class WorkbookFile {
    public struct Properties: Sendable, Hashable {
        /// Day and time of the last saving, ISO 8601, as the program that saved it wrote it.
        public var modified = ""
        public var modifiedBy = ""
        /// Properties that the file's maker added, by name.
        public var custom: [String: String] = [:]
    }

    /// Names of the sheets, in order.
    public let sheets: [String]
    public let properties: Properties

    private let container: ZipContainer
    private let name: String
    private let parts: [String]
    private let formats: [WorkbookStyles.Format]
    private let startsIn1904: Bool
    private lazy var strings = Result { try WorkbookStrings.shared(in: container, part: stringsPart, place: name) }
    private let stringsPart: String

    public convenience init(_ bytes: [UInt8], name: String) throws {
        try self.init(bytes, name: name, limits: ZipContainer.Limits())
    }

    init(_ bytes: [UInt8], name: String, limits: ZipContainer.Limits) throws {
        self.name = name
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw Diagnostic(
                code: "spreadsheet.other-format", "`\(name)` is a workbook of an old format, or protected by a password",
                help: "open it, remove a password for opening, and save it as .xlsx")
        }
        guard bytes.starts(with: [0x50, 0x4B]) else {
            throw ZipContainer.damaged(name, bytes.isEmpty ? "it is empty" : "it is no .xlsx file")
        }
        container = try ZipContainer(bytes, name: name, limits: limits)
        if container.holds("content.xml"), container.holds("mimetype") {
            throw Diagnostic(
                code: "spreadsheet.other-format", "`\(name)` is an OpenDocument file",
                help: "save it as Excel 2007–365 (.xlsx)")
        }
        let relations = WorkbookRelations(container: container, place: name)
        guard let book = try relations.target(ofType: "officeDocument", from: ""), let bytes = try container.bytes(of: book) else {
            throw ZipContainer.damaged(name, "it holds no workbook")
        }
        var sheets: [String] = [], parts: [String] = [], is1904 = false
        let targets = try relations.targets(from: book)
        let xml = try XMLPull(bytes, place: name)
        while let node = try xml.next() {
            guard case .start(let element) = node else { continue }
            let attributes = xml.attributes()
            if element == "workbookPr" { is1904 = ["1", "true"].contains(attributes["date1904"] ?? "") }
            if element == "sheet", let title = attributes["name"], let target = targets[attributes["id"] ?? ""] {
                sheets.append(title)
                parts.append(target.part)
            }
        }
        self.sheets = sheets
        self.parts = parts
        startsIn1904 = is1904
        stringsPart = targets.values.first { $0.type == "sharedStrings" }?.part ?? ""
        let styles = targets.values.first { $0.type == "styles" }?.part ?? ""
        formats = try WorkbookStyles.formats(in: container, part: styles, place: name)
        properties = try WorkbookProperties.read(relations, container: container, place: name)
    }

    /// Walks the rows of a sheet in the order of the file.
    ///
    /// - Parameter body: gives `false` to stop.
    public func forEachRow(of sheet: String, _ body: (WorkbookRow) throws -> Bool) throws {
        guard let index = sheets.firstIndex(of: sheet), let bytes = try container.bytes(of: parts[index]) else {
            throw Diagnostic(
                code: "spreadsheet.no-sheet", "`\(name)` has no sheet `\(sheet)`", help: "it has \(sheets.joined(separator: ", "))")
        }
        let xml = try XMLPull(bytes, place: "\(name), \(sheet)")
        var row: WorkbookRow?
        var last = 0, column = -1
        while let node = try xml.next() {
            switch node {
            case .start("row"):
                last = Int(xml.attributes()["r"] ?? "") ?? last + 1
                row = WorkbookRow(number: last, cells: [:])
                column = -1
            case .start("c"):
                let attributes = xml.attributes()
                column = attributes["r"].flatMap(Self.column) ?? column + 1
                if let cell = try cell(attributes, xml) { row?.cells[column] = cell }
            case .end("row"):
                if let done = row, try !body(done) { return }
                row = nil
            case .end("sheetData"): return
            default: continue
            }
        }
    }

    private func cell(_ attributes: [String: String], _ xml: XMLPull) throws -> WorkbookCell? {
        var value = "", inline: String?
        while let node = try xml.next(), node != .end("c") {
            if node == .start("v") { value = try xml.textContent(of: "v") }
            if node == .start("is") { inline = WorkbookStrings.plain(try xml.textContent(of: "is", without: ["rPh", "phoneticPr"])) }
            if node == .start("f") { _ = try xml.textContent(of: "f") }
        }
        switch attributes["t"] ?? "n" {
        case "s":
            let all = try strings.get()
            guard let index = Int(value), all.indices.contains(index) else { return nil }
            return all[index].isEmpty ? nil : .text(all[index])
        case "inlineStr":
            guard let inline, !inline.isEmpty else { return nil }
            return .text(inline)
        case "str": return value.isEmpty ? nil : .text(WorkbookStrings.plain(value))
        case "b": return .truth(value == "1" || value == "true")
        case "e": return .fault(value)
        case "d": return CalendarDay(value.prefix(10)).map { .day($0) } ?? (value.isEmpty ? nil : .text(value))
        default:
            if value.isEmpty { return nil }
            guard let number = Double(value), number.isFinite else { return .text(value) }
            let style = attributes["s"].flatMap { Int($0) } ?? 0
            switch formats.indices.contains(style) ? formats[style] : .plain {
            case .plain: return .number(WorkbookNumber.digits(number))
            case .percent: return .percent(WorkbookNumber.digits(number * 100))
            case .date: return WorkbookNumber.day(number, startsIn1904: startsIn1904).map { .day($0) } ?? .number(WorkbookNumber.digits(number))
            }
        }
    }

    /// `27` for `AB7`, counted from 0.
    static func column(_ reference: String) -> Int? {
        var value = 0
        for byte in reference.utf8.prefix(while: { $0 >= 65 }) {
            let letter = Int(byte & 0xDF) - 64
            guard (1...26).contains(letter), value < 20_000 else { return nil }
            value = value * 26 + letter
        }
        return value > 0 ? value - 1 : nil
    }
}
