import Diagnostics
import Foundation

/// Renders a report: the one door into this room.
///
/// ```swift
/// let template = try ReportTemplate.parse(text: yaml, file: "Templates/industry-brief.yml")  // throws DiagnosticList
/// for query in template.queries { … }                 // `assay validate`: prepare each, at query.location
/// for sheet in template.sheets { for block in sheet.blocks {   // … and compare its columns
///     diagnostics += block.missingColumns(among: preparedColumns, sheet: sheet.id)
/// } }
///
/// struct StoreData: ReportData {                      // the tool's side: runs SQL, read-only
///     func dataSet(_ query: ReportQuery) throws -> any DataSet   // named parameters: query.parameters ("key" for :key)
///     func article(document: String, ordinal: Int) throws -> ReportArticle?   // text for the HTML page
/// }
///
/// var options = RenderOptions()                       // language, outputs, CSV dialect, limits
/// options.language = .zh
/// options.outputs = [.xlsx, .csv, .html]
/// options.sourcePrefix = "../../../Pipelines/industry-brief/"   // put before each `path` of a file link
/// let properties = ReportProperties(title: …, created: latestSourceDay, custom: [("digest", …), ("sources", "14"), …])
/// let report = try ReportRenderer().render(template, data: StoreData(), properties: properties, options: options, to: folder)
/// for file in report.files { … }                      // industry-brief.xlsx, csv/<id>.csv, csv/datapackage.json, industry-brief.html
/// ```
///
/// - Throws: ``DiagnosticList`` for a query that lacks a column or a row source that fails, ``WorkbookError``
///   (workbook, sheet, cell) and ``CSVError`` for what could not be written. Nothing is published by this room: the
///   caller renders into a folder beside and switches.
/// - Note: the bytes depend on template, rows, properties and options alone. Clock, time zone, locale, host, folder,
///   and number of jobs change nothing. Temporary files stand in `.rendering-<name>` inside `folder` and are removed.
/// - Note: one rendering stays on the queue that called it; different renderings may run side by side.
public struct ReportRenderer: Sendable {
    /// Counts in the fingerprint of a render stage: raised when the same input gives other bytes.
    public static let version = 4

    public init() {}

    public func render(
        _ template: ReportTemplate, data: some ReportData, properties: ReportProperties,
        options: RenderOptions = RenderOptions(),
        to folder: String
    ) throws -> RenderedReport {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let report = try PreparedReport(
            template, data: data, language: options.language, looks: options.outputs.contains { $0 != .csv })
        var properties = properties
        if properties.title.isEmpty { properties.title = template.title[options.language] }
        var files: [RenderedFile] = []
        var warnings: [Diagnostic] = []
        if options.outputs.contains(.xlsx) {
            let name = template.name + ".xlsx"
            let path = folder + "/" + name
            let writer = try WorkbookWriter(
                report, path: path, temporaryFolder: folder + "/.rendering-" + template.name, options: options)
            do {
                try writer.write(properties)
            } catch {
                try? manager.removeItem(atPath: path)
                throw error
            }
            let size = (try? manager.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
            files.append(RenderedFile(path: name, rows: report.shown.reduce(0) { $0 + $1.rowCount }, bytes: size))
            warnings += writer.warnings
        }
        if options.outputs.contains(.csv) {
            files += try CSVReport(report: report, options: options, properties: properties).write(to: folder)
        }
        if options.outputs.contains(.html) {
            files.append(
                try HTMLReport(report: report, data: data, options: options, properties: properties).write(to: folder))
        }
        return RenderedReport(files: files, warnings: warnings)
    }
}
