import CXlsxWriter
import Diagnostics

/// An error of libxlsxwriter with the place where it happened.
public struct WorkbookError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        case outOfMemory
        case cannotCreate
        case temporaryFile
        case zip
        case notSupported
        case sheetName
        case textTooLong
        case outOfRange
        case tooManyLinks
        case badValue
    }

    public var kind: Kind
    public var workbook: String
    /// Empty where the error is the workbook's own.
    public var sheet: String
    /// `B7`, a range, or empty.
    public var cell: String
    /// libxlsxwriter's own words.
    public var reason: String

    public var description: String {
        let place = [workbook, sheet, cell].filter { !$0.isEmpty }.joined(separator: " · ")
        return "\(place): \(reason)"
    }

    public var diagnostic: Diagnostic {
        Diagnostic(
            code: "workbook.\(kind)", "cannot write the workbook: \(reason)", at: SourceLocation(file: workbook),
            help: sheet.isEmpty
                ? "look at the folder's space and rights"
                : "the place is sheet `\(sheet)`" + (cell.isEmpty ? "" : ", \(cell)"))
    }

    init?(_ code: lxw_error, workbook: String, sheet: String = "", cell: String = "") {
        guard code != LXW_NO_ERROR else { return nil }
        let text = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
        let kind: Kind =
            switch code {
            case LXW_ERROR_MEMORY_MALLOC_FAILED: .outOfMemory
            case LXW_ERROR_CREATING_XLSX_FILE: .cannotCreate
            case LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE: .temporaryFile
            case LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_PARAMETER_ERROR, LXW_ERROR_ZIP_BAD_ZIP_FILE,
                LXW_ERROR_ZIP_INTERNAL_ERROR, LXW_ERROR_ZIP_FILE_ADD, LXW_ERROR_ZIP_CLOSE:
                .zip
            case LXW_ERROR_FEATURE_NOT_SUPPORTED: .notSupported
            case LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED, LXW_ERROR_INVALID_SHEETNAME_CHARACTER,
                LXW_ERROR_SHEETNAME_START_END_APOSTROPHE, LXW_ERROR_SHEETNAME_ALREADY_USED:
                .sheetName
            case LXW_ERROR_32_STRING_LENGTH_EXCEEDED, LXW_ERROR_128_STRING_LENGTH_EXCEEDED,
                LXW_ERROR_255_STRING_LENGTH_EXCEEDED, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED,
                LXW_ERROR_WORKSHEET_MAX_URL_LENGTH_EXCEEDED:
                .textTooLong
            case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: .outOfRange
            case LXW_ERROR_WORKSHEET_MAX_NUMBER_URLS_EXCEEDED: .tooManyLinks
            default: .badValue
            }
        self.init(kind: kind, workbook: workbook, sheet: sheet, cell: cell, reason: text)
    }

    init(kind: Kind, workbook: String, sheet: String = "", cell: String = "", reason: String) {
        self.kind = kind
        self.workbook = workbook
        self.sheet = sheet
        self.cell = cell
        self.reason = reason
    }
}
