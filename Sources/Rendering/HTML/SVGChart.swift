/// Draws a chart as inline SVG from numbers that are at hand.
struct SVGChart {
    var kind: ChartDefinition.Kind
    var title: String
    var xTitle: String
    var yTitle: String
    var alt: String
    var categories: [String]
    var series: [(label: String, values: [Double])]

    private static let colors = ["#1F4E79", "#C55A11", "#538135", "#7F6000", "#7030A0", "#2E75B6"]

    func draw() -> String {
        switch kind {
        case .bar, .stackedBar: bars()
        case .column, .stackedColumn, .line: columns()
        case .pie: pie()
        }
    }

    private func frame(_ width: Int, _ height: Int, _ body: String) -> String {
        """
        <figure class="chart"><svg role="img" aria-label="\(HTMLText.escaped(alt))" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)">
        <title>\(HTMLText.escaped(title))</title>
        <text x="\(width / 2)" y="18" class="ct">\(HTMLText.escaped(title))</text>
        \(body)\(legend(width, height))</svg></figure>

        """
    }

    private func legend(_ width: Int, _ height: Int) -> String {
        guard series.count > 1 else { return "" }
        var out = ""
        var x = 20
        for (at, one) in series.enumerated() {
            out +=
                "<rect x=\"\(x)\" y=\"\(height - 16)\" width=\"10\" height=\"10\" fill=\"\(Self.colors[at % Self.colors.count])\"/>"
            out += "<text x=\"\(x + 15)\" y=\"\(height - 7)\" class=\"cl\">\(HTMLText.escaped(one.label))</text>"
            x += 40 + one.label.unicodeScalars.count * 12
        }
        return out
    }

    /// Round steps that cover `most`; whole ones for what is counted.
    static func scale(_ most: Double, whole: Bool = false) -> (step: Double, count: Int) {
        guard most > 0, most.isFinite else { return (1, 1) }
        if whole, most <= 6 { return (1, max(1, Int(most.rounded(.up)))) }
        var power = 1.0
        while power * 10 <= most, power < 1e300 { power *= 10 }
        while power > most, power > 1e-300 { power /= 10 }
        for factor in [0.2, 0.5, 1, 2, 5, 10] where most / (power * factor) <= 6 {
            let step = power * factor
            return (step, max(1, Int((most / step).rounded(.up))))
        }
        return (power * 10, 1)
    }

    private static func number(_ value: Double) -> String { ExcelNumber.text(ExcelNumber.rounded(value, digits: 6)) }
    private static func at(_ value: Double) -> String { ExcelNumber.fixed(value, decimals: 1) }

    private var isStacked: Bool { kind == .stackedBar || kind == .stackedColumn }

    private var isWhole: Bool { series.allSatisfy { $0.values.allSatisfy { $0 == $0.rounded() } } }

    private var most: Double {
        categories.indices.map { row in
            isStacked
                ? series.reduce(0) { $0 + max(0, $1.values[row]) } : series.map { max(0, $0.values[row]) }.max() ?? 0
        }.max() ?? 0
    }

    private func bars() -> String {
        let left = 220.0
        let plot = 380.0
        let rowHeight = 26.0
        let (step, count) = Self.scale(most, whole: isWhole)
        let full = step * Double(count)
        let bottom = 36 + rowHeight * Double(categories.count)
        var out = ""
        for tick in 0...count {
            let x = left + plot * Double(tick) / Double(count)
            out += "<line x1=\"\(Self.at(x))\" y1=\"32\" x2=\"\(Self.at(x))\" y2=\"\(Self.at(bottom))\" class=\"cg\"/>"
            out +=
                "<text x=\"\(Self.at(x))\" y=\"\(Self.at(bottom + 14))\" class=\"cm\">\(Self.number(step * Double(tick)))</text>"
        }
        for (row, category) in categories.enumerated() {
            let top = 36 + rowHeight * Double(row)
            out +=
                "<text x=\"\(Self.at(left - 8))\" y=\"\(Self.at(top + 15))\" class=\"ce\">\(HTMLText.escaped(Self.short(category, 17)))</text>"
            var x = left
            for (at, one) in series.enumerated() {
                let thick = isStacked ? rowHeight - 8 : (rowHeight - 8) / Double(series.count)
                let length = plot * max(0, one.values[row]) / full
                let y = isStacked ? top + 3 : top + 3 + thick * Double(at)
                out +=
                    "<rect x=\"\(Self.at(isStacked ? x : left))\" y=\"\(Self.at(y))\" width=\"\(Self.at(length))\" height=\"\(Self.at(thick))\" fill=\"\(Self.colors[at % Self.colors.count])\"><title>\(HTMLText.escaped(category)): \(Self.number(one.values[row]))</title></rect>"
                x += length
            }
            if series.count == 1, let value = series.first?.values[row] {
                out +=
                    "<text x=\"\(Self.at(left + plot * max(0, value) / full + 5))\" y=\"\(Self.at(top + 15))\" class=\"cl\">\(Self.number(ExcelNumber.rounded(value, digits: 2)))</text>"
            }
        }
        out +=
            "<text x=\"\(Self.at(left + plot / 2))\" y=\"\(Self.at(bottom + 30))\" class=\"cm\">\(HTMLText.escaped(yTitle))</text>"
        return frame(660, Int(bottom) + 40 + (series.count > 1 ? 20 : 0), out)
    }

    private func columns() -> String {
        let left = 60.0
        let top = 34.0
        let width = 560.0
        let height = 200.0
        let (step, count) = Self.scale(most, whole: isWhole)
        let full = step * Double(count)
        var out = ""
        for tick in 0...count {
            let y = top + height - height * Double(tick) / Double(count)
            out +=
                "<line x1=\"\(Self.at(left))\" y1=\"\(Self.at(y))\" x2=\"\(Self.at(left + width))\" y2=\"\(Self.at(y))\" class=\"cg\"/>"
            out +=
                "<text x=\"\(Self.at(left - 6))\" y=\"\(Self.at(y + 4))\" class=\"ce\">\(Self.number(step * Double(tick)))</text>"
        }
        let slot = width / Double(max(1, categories.count))
        for (row, category) in categories.enumerated() {
            let x = left + slot * Double(row)
            out +=
                "<text x=\"\(Self.at(x + slot / 2))\" y=\"\(Self.at(top + height + 16))\" class=\"cm\">\(HTMLText.escaped(Self.short(category, max(3, Int(slot / 12)))))</text>"
            guard kind != .line else { continue }
            var base = top + height
            for (at, one) in series.enumerated() {
                let wide = isStacked ? slot * 0.6 : slot * 0.7 / Double(series.count)
                let tall = height * max(0, one.values[row]) / full
                let from = isStacked ? x + slot * 0.2 : x + slot * 0.15 + wide * Double(at)
                base = isStacked ? base - tall : top + height - tall
                out +=
                    "<rect x=\"\(Self.at(from))\" y=\"\(Self.at(base))\" width=\"\(Self.at(wide))\" height=\"\(Self.at(tall))\" fill=\"\(Self.colors[at % Self.colors.count])\"><title>\(HTMLText.escaped(category)) · \(HTMLText.escaped(one.label)): \(Self.number(one.values[row]))</title></rect>"
            }
        }
        if kind == .line {
            for (at, one) in series.enumerated() {
                let points = one.values.enumerated().map { row, value in
                    Self.at(left + slot * (Double(row) + 0.5)) + ","
                        + Self.at(top + height - height * max(0, value) / full)
                }
                out +=
                    "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\" stroke=\"\(Self.colors[at % Self.colors.count])\" stroke-width=\"2\"/>"
            }
        }
        out +=
            "<text x=\"14\" y=\"\(Self.at(top + height / 2))\" class=\"cm\" transform=\"rotate(-90 14 \(Self.at(top + height / 2)))\">\(HTMLText.escaped(yTitle))</text>"
        out +=
            "<text x=\"\(Self.at(left + width / 2))\" y=\"\(Self.at(top + height + 34))\" class=\"cm\">\(HTMLText.escaped(xTitle))</text>"
        return frame(640, 300, out)
    }

    private func pie() -> String {
        let values = series.first?.values.map { max(0, $0) } ?? []
        let total = values.reduce(0, +)
        guard total > 0 else { return "" }
        var out = ""
        // stacked shares of one bar say the same as slices and are read more exactly
        var x = 30.0
        for (row, value) in values.enumerated() {
            let wide = 600 * value / total
            out +=
                "<rect x=\"\(Self.at(x))\" y=\"40\" width=\"\(Self.at(wide))\" height=\"40\" fill=\"\(Self.colors[row % Self.colors.count])\"/>"
            let y = 104 + 20 * row
            out +=
                "<rect x=\"30\" y=\"\(y - 10)\" width=\"10\" height=\"10\" fill=\"\(Self.colors[row % Self.colors.count])\"/>"
            out +=
                "<text x=\"46\" y=\"\(y)\" class=\"cl\">\(HTMLText.escaped(categories[row])) \(ExcelNumber.fixed(value / total * 100, decimals: 1))%</text>"
            x += wide
        }
        return frame(660, 110 + 20 * values.count, out)
    }

    private static func short(_ text: String, _ most: Int) -> String {
        text.count <= most ? text : text.prefix(most - 1) + "…"
    }
}
