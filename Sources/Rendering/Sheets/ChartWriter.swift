import CXlsxWriter
import Foundation

/// Draws a block's charts from the cells that were written.
struct ChartWriter {
    let writer: WorkbookWriter
    let block: PreparedBlock
    let layout: SheetLayout.Block
    let worksheet: WorksheetSession

    /// The charts with enough rows to say something, in a table that stands on one sheet.
    static func drawn(_ block: PreparedBlock) -> [ChartDefinition] {
        block.definition.charts.filter { block.rowCount >= max(1, $0.minRows) }
    }

    static let colors: [UInt32] = [0x1F4E79, 0xC55A11, 0x538135, 0x7F6000, 0x7030A0, 0x2E75B6]
    static let width = 560.0

    /// Pixels: bars need a line for each category.
    static func height(_ chart: ChartDefinition, rows: Int) -> Double {
        switch chart.kind {
        case .stackedBar: max(220, 96 + 22 * Double(min(rows, chart.maxRows)))
        case .bar: max(220, 96 + max(22, 13 * Double(chart.series.count)) * Double(min(rows, chart.maxRows)))
        default: 300
        }
    }

    /// Worksheet rows of 24 pixels that a chart and the space below it take.
    static func rows(_ chart: ChartDefinition, rows: Int) -> Int {
        Int((height(chart, rows: rows) / 24).rounded(.up)) + 1
    }

    func write() throws {
        guard layout.place.parts.count == 1, !layout.isGrouped || block.rowCount > 0,
            let part = layout.place.parts.first
        else { return }
        for (number, chart) in Self.drawn(block).enumerated() { try draw(chart, number, part) }
    }

    private func draw(_ chart: ChartDefinition, _ number: Int, _ part: BlockPlace.Part) throws {
        let language = writer.report.language
        let kind: lxw_chart_type =
            switch chart.kind {
            case .bar: LXW_CHART_BAR
            case .stackedBar: LXW_CHART_BAR_STACKED
            case .column: LXW_CHART_COLUMN
            case .stackedColumn: LXW_CHART_COLUMN_STACKED
            case .line: LXW_CHART_LINE
            case .pie: LXW_CHART_PIE
            }
        guard let categories = block.columns.firstIndex(where: { $0.key == chart.categories }) else { return }
        let handle = try writer.session.addChart(kind)
        let rows = part.rows.lowerBound..<min(part.rows.upperBound, part.rows.lowerBound + chart.maxRows)
        func range(_ column: Int) -> String {
            "=" + CellReference.quoted(part.sheet) + "!" + CellReference.absolute(rows: rows, columns: column...column)
        }
        for (at, series) in chart.series.enumerated() {
            guard let column = block.columns.firstIndex(where: { $0.key == series.column }),
                let drawn = chart_add_series(handle, range(categories), range(column))
            else { continue }
            chart_series_set_name(drawn, series.label[language])
            if chart.kind == .pie {
                try withFont(size: 9) { chart_series_set_labels_font(drawn, $0) }
                chart_series_set_labels_percentage(drawn)
            } else if chart.kind == .line {
                var line = lxw_chart_line()
                line.color = Self.colors[at % Self.colors.count]
                line.width = 2.25
                chart_series_set_line(drawn, &line)
                chart_series_set_marker_type(drawn, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
            } else {
                var fill = lxw_chart_fill()
                fill.color = Self.colors[at % Self.colors.count]
                chart_series_set_fill(drawn, &fill)
                if chart.series.count == 1 {
                    chart_series_set_labels(drawn)
                    try withFont(size: 8) { chart_series_set_labels_font(drawn, $0) }
                }
            }
        }
        let step = try step(of: chart)
        chart_title_set_name(handle, chart.title[language])
        try withFont(size: 12, bold: true) { chart_title_set_name_font(handle, $0) }
        if chart.kind != .pie {
            for type in [LXW_CHART_AXIS_TYPE_X, LXW_CHART_AXIS_TYPE_Y] {
                guard let axis = chart_axis_get(handle, type) else { continue }
                // libxlsxwriter's X is the horizontal axis, which in bar charts is the value axis
                let isBar = chart.kind == .bar || chart.kind == .stackedBar
                let isCategory = (type == LXW_CHART_AXIS_TYPE_X) != isBar
                let title = isCategory ? chart.xTitle : chart.yTitle
                if !title.isEmpty {
                    chart_axis_set_name(axis, title[language])
                    try withFont(size: 9) { chart_axis_set_name_font(axis, $0) }
                }
                try withFont(size: 9) { chart_axis_set_num_font(axis, $0) }
                // bars run downwards from the first row, as the table above does
                if isCategory, isBar {
                    chart_axis_set_reverse(axis)
                    chart_axis_set_crossing_max(axis)
                }
                chart_axis_major_gridlines_set_visible(axis, isCategory ? 0 : 1)
                if !isCategory {
                    var line = lxw_chart_line()
                    line.color = CellStyle.Ink.line
                    line.width = 0.75
                    chart_axis_major_gridlines_set_line(axis, &line)
                    chart_axis_set_num_format(axis, "General")
                    if let step { chart_axis_set_major_unit(axis, step) }
                }
                if isCategory, isBar { chart_axis_set_interval_unit(axis, 1) }
                if isCategory { chart_axis_set_label_position(axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue)) }
            }
            chart_set_series_gap(handle, 60)
        }
        chart_legend_set_position(
            handle,
            UInt8(
                (chart.kind == .pie
                    ? LXW_CHART_LEGEND_RIGHT : chart.series.count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE)
                    .rawValue))
        if chart.series.count > 1 || chart.kind == .pie { try withFont(size: 9) { chart_legend_set_font(handle, $0) } }
        var place = lxw_chart_options()
        place.x_scale = Self.width / 480
        place.y_scale = Self.height(chart, rows: block.rowCount) / 288
        place.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
        let alt = strdup(CellText.safe(chart.alt[language]).text)
        defer { free(alt) }
        place.description = alt
        // flush with a page break, its upper edge would be printed at the foot of the page before
        place.y_offset = 3
        let beside = layout.chartColumn > 0
        let above = Self.drawn(block).prefix(number).reduce(0) { $0 + Self.rows($1, rows: block.rowCount) }
        let row = beside ? layout.chartRow + above : layout.chartRow
        if !beside { place.x_offset = Int32(Double(number) * (Self.width + 16)) }
        try worksheet.check(
            worksheet_insert_chart_opt(worksheet.sheet, UInt32(row), UInt16(layout.chartColumn), handle, &place),
            "chart \(chart.title[language])")
    }

    /// Whole ticks where what is drawn is counted and little: a program's own would be halves and fifths. Larger
    /// numbers are left to the program, which looks at the cells as they are then.
    private func step(of chart: ChartDefinition) throws -> Double? {
        let drawn = chart.series.compactMap { one in block.columns.firstIndex { $0.key == one.column } }
        let isStacked = chart.kind == .stackedBar || chart.kind == .stackedColumn
        var most = 0.0
        var isWhole = true
        try block.forEachRow(first: chart.maxRows) { _, values in
            var height = 0.0
            for at in drawn {
                guard case .number(let value) = values[at].value else { continue }
                isWhole = isWhole && value == value.rounded()
                height = isStacked ? height + max(0, value) : max(height, value)
            }
            most = max(most, height)
        }
        guard isWhole, most > 0 else { return nil }
        let scale = SVGChart.scale(most, whole: true)
        return most <= 12 ? max(1, scale.step) : nil
    }

    private func withFont(size: Double, bold: Bool = false, _ use: (UnsafeMutablePointer<lxw_chart_font>) -> Void)
        throws
    {
        let name = strdup(CellStyle.fontName)
        defer { free(name) }
        var font = lxw_chart_font()
        font.name = name
        font.size = size
        font.bold = bold ? 1 : UInt8(LXW_EXPLICIT_FALSE.rawValue)
        use(&font)
    }
}
