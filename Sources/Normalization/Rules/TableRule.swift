import Facts
import Lexicons

/// Reads flattened tables: bare numbers whose unit stands in the caption, a column head, a unit column or the row's label.
///
/// A table is a run of paragraphs of role `row`; the caption is the nearest paragraph above it.
struct TableRule: Sendable {
    let scanner: QuantityScanner

    struct Cell: Sendable { var range: Range<Int>; var text: String; var isNumber: Bool
        var isNone: Bool { ["不适用", "-", "—", "--", "——"].contains(text) }
        /// A number, what stands for one, or 减少0.19个百分点.
        var isValue: Bool { isNumber || isNone || text.ends("百分点") }
    }

    /// Units that a caption, head or label names: `单位：亿元、%` gives 亿元 and %.
    private struct Column { var unit = ""; var isGrowth = false; var isShare = false; var isRank = false; var period = ""; var title = ""; var isUnit = false
        /// 比年初增减额: by how much, in the unit of the values.
        var isGain = false
    }

    struct Context { var subject: String; var entity: Entity?; var place: String; var period: String }

    /// Drafts of the table that begins at block `first`.
    ///
    /// - Returns: the drafts and the index past the table's last row.
    func drafts(
        blocks: [ArticleText.Block], from first: Int, in r: Reading, context: Context
    ) -> (drafts: [Draft], next: Int) {
        var next = first
        while next < blocks.count, blocks[next].role == .row { next += 1 }
        let rows = joined((extent(first, next)).map { cells(blocks[$0].range, r) }.filter { !$0.isEmpty })
        // caption: up to three paragraphs above
        var captionUnits: [String] = []
        var captionTitle = ""
        var captionPeriod = ""
        for k in stride(from: first - 1, through: max(0, first - 3), by: -1) {
            let text = r.string(blocks[k].range)
            guard text.unicodeScalars.count <= 60 else { break }
            if let units = units(afterLabel: text), captionUnits.isEmpty { captionUnits = units }
            if captionTitle.isEmpty, !text.begins("单位"), !text.begins("（单位"), !text.begins("單位") { captionTitle = text }
            if captionPeriod.isEmpty { captionPeriod = period(in: blocks[k].range, r) }
        }
        // 绝对额单位：亿元, below the table
        if captionUnits.isEmpty, next < blocks.count, case let below = r.string(blocks[next].range), below.scalarCount <= 30, let told = units(afterLabel: below) { captionUnits = told }
        // head: rows before the first with a number
        let firstData = rows.firstIndex { $0.dropFirst().contains(where: \.isNumber) } ?? rows.count
        var columns: [Column] = Array(repeating: Column(), count: rows.map(\.count).max() ?? 0)
        let captionIsGrowth = captionTitle.holds("增长") || captionTitle.holds("增速") || captionTitle.holds("涨跌幅") || captionTitle.holds("涨幅")
        var year = captionPeriod.utf8.count == 4 ? captionPeriod : ""
        for row in rows.prefix(firstData) { title(&columns, by: row, over: rows.count > firstData ? rows[firstData] : [], context, year, r) }
        var drafts: [Draft] = []
        // 年末常住人口, 城镇, 乡村: parts of the row that names an indicator
        var whole = ""
        for (n, line) in rows.enumerated().dropFirst(firstData) {
            var row = line
            // SoC 类 万颗 44,349.66: a blank inside a label, before the column of units
            if columns.count > 2, columns[1].isUnit, row.count == columns.count + 1, row.prefix(3).allSatisfy({ !$0.isValue }) { row = [joining(row[0], row[1])] + row.dropFirst(2) }
            // 本报告期末 上年度末, among the rows: other columns from here on
            if row.count >= 2, !row.contains(where: \.isNumber), n + 1 < rows.count, rows[n + 1].contains(where: \.isNumber), !row[0].text.begins("其中"), row.allSatisfy({ !$0.isNone && difference($0, r) == nil }) {
                // 九、2024 年分季度主要财务数据: a caption between two tables
                if row.count <= 2, case let told = period(in: extent(row[0].range.lowerBound, row[row.count - 1].range.upperBound), r), told.utf8.count == 4 { year = told }
                columns = Array(repeating: Column(), count: columns.count)
                title(&columns, by: row, over: rows[n + 1], context, year, r)
                continue
            }
            guard let label = row.first(where: { !$0.isNumber }) else { continue }
            // 合计, under 序号 项目名称 投资总额: without a number of its own
            let shift = columns.first?.isRank == true && !row[0].isNumber && row.count == columns.count - 1 ? 1 : 0
            var rowUnit = parenthesised(label.text) ?? ""
            for (k, cell) in row.enumerated() where !cell.isNumber && (columns[safe: k]?.isUnit == true || k > 0 && isUnitWord(cell.text)) { rowUnit = cell.text }
            let name = labelName(label.text)
            for (k, cell) in row.enumerated() where cell.isNumber || k > 0 && difference(cell, r) != nil {
                var column = k + shift < columns.count ? columns[k + shift] : Column()
                if column.isRank { continue }
                // 总资产 247,756,923,862.35 255,168,195,159.90 -2.90: no sum stands so small beside others
                if column.title.isEmpty, k >= 2, !cell.text.holds(","), row[1].text.holds(","), row[1].text.utf8.count > cell.text.utf8.count + 6 { column.isGrowth = true; column.period = columns[1].period }
                var unit = column.unit
                let growth = column.isGrowth || difference(cell, r) != nil || (unit.isEmpty && rowUnit.isEmpty && captionIsGrowth && captionUnits.first?.begins("%") != false)
                // 本期价格（元）, of a 吨
                if !rowUnit.isEmpty, columns.contains(where: \.isUnit), !growth || column.isGain, column.title.holds("价"), Self.money.contains(unit) { unit += "/" + rowUnit }
                if unit.isEmpty { unit = growth || column.isShare ? "%" : rowUnit }
                if unit.isEmpty { unit = captionUnits.first(where: { growth == ($0 == "%" || $0 == "％") }) ?? captionUnits.first ?? "" }
                // 营业收入 4,923,542,448.73: to the cent, so in yuan
                if unit.isEmpty, let said = self.indicator(column.title, r) ?? self.indicator(name, r), said.category == .revenue || said.category == .other || said.category == .investment, Self.isToTheCent(cell.text) { unit = "元" }
                guard let q = difference(cell, r) ?? quantity(cell, unit: unit, r) else { continue }
                let token = r.tokenIndex(at: cell.range.lowerBound)
                let d = Draft(quantity: q, token: token, clause: extent(token, token), sentence: extent(token, token), said: [])
                d.rule = "table"
                d.doubts.insert(.table)
                d.subject = context.subject
                d.subjectEntity = context.entity
                d.place = context.place
                // 品种　2023年产量　2022年产量　同比: of the year in front
                if growth || column.isGain, column.period.isEmpty { column.period = Self.current(columns, at: k + shift) }
                // 3月末　比年初增减额
                if column.isGain, column.title.begins("比年初") || column.title.begins("较年初"), column.period.utf8.count == 7 { column.period = column.period.prefix(4) + "-01/" + column.period }
                d.period = !column.period.isEmpty ? column.period : !captionPeriod.isEmpty ? captionPeriod : context.period
                let indicator = indicator(name, r) ?? (columnTitleIsGeneral(column.title) ? indicator(whole, r) : nil) ?? indicator(column.title, r) ?? indicator(captionTitle, r)
                // 比上年同期增长, under the row whose growth it is
                if q.dimension == .percent, !whole.isEmpty, indicator.map({ !name.holds($0.name) }) ?? true, Self.growth.contains(where: { name.holds($0) }) {
                    d.category = .change
                    d.direction = q.low.isNegative ? "down" : "up"
                    d.metric = whole
                } else if growth, q.dimension == .percent || q.dimension == .point {
                    d.category = .change
                    d.direction = q.low.isNegative ? "down" : "up"
                    // the growth of what the value column states of the thing
                    let value = columns.first { !$0.isGrowth && !$0.isUnit && !$0.isShare && !$0.isRank && !columnTitleIsGeneral($0.title) && self.indicator($0.title, r) != nil }
                    if self.indicator(name, r) == nil, let own = indicatorName(column.title, r), Self.growth.contains(where: { column.title.holds($0) }), own.scalarCount >= 2, column.title.begins(own) {
                        // 营业成本比上年增减（%）
                        d.metric = own
                        d.item = name
                    } else if let value, self.indicator(name, r) == nil {
                        d.metric = metricName(value.title)
                        d.item = name
                    } else if self.indicator(name, r) == nil, let said = measure(captionTitle, r) {
                        d.metric = said
                        d.item = Self.totals.contains { name.begins($0) } ? "" : name
                    } else {
                        d.metric = name
                    }
                } else if column.isShare {
                    d.category = .share
                    d.metric = column.title
                    d.item = name
                } else if q.dimension == .money, let money = self.indicator(column.title, r), money.category == .investment || money.category == .funding, !name.holds("投资") {
                    // 补充流动资金, under 拟投入募集资金: what the money is for
                    d.category = money.category
                    d.metric = metricName(column.title)
                    if !Self.totals.contains(where: { name.begins($0) }) { d.item = name }
                    if money.basis == .planned { d.basis = .planned }
                } else {
                    d.category = category(indicator, q)
                    let nameIsIndicator = self.indicator(name, r) != nil
                    if !nameIsIndicator, !whole.isEmpty, columnTitleIsGeneral(column.title) {
                        d.metric = whole
                        d.item = name
                    } else if !nameIsIndicator, columnTitleIsGeneral(column.title), let said = measure(captionTitle, r) {
                        // 主要产品的产能利用率如下: years in the head, things in front
                        d.metric = said
                        d.item = Self.totals.contains { name.begins($0) } ? "" : name
                        if indicator == nil, q.dimension == .count || q.dimension == .mass { d.category = .production }
                    } else if nameIsIndicator || columnTitleIsGeneral(column.title) {
                        d.metric = name
                        if nameIsIndicator { whole = name }
                    } else {
                        d.metric = metricName(column.title).isEmpty ? captionTitle : metricName(column.title)
                        d.item = name
                    }
                }
                if column.isGain, q.dimension != .percent {
                    d.category = .change
                    d.direction = q.low.isNegative ? "down" : "up"
                }
                if d.category != .change, q.dimension == .percent, d.metric.holds("占") || d.metric.ends("比例") || d.metric.ends("比重") { d.category = .share }
                if indicator?.basis == .planned || q.dimension == .money && Self.estimates.contains(where: { captionTitle.holds($0) }) || Self.intended.contains(where: { column.title.begins($0) }) { d.basis = .planned }
                if d.category == .capacity, q.dimension == .mass, !q.unit.holds("/") { d.extendUnit(by: "/a") }
                d.evidence = [SlotEvidence(slot: "unit", rule: "table-unit"), SlotEvidence(slot: "metric", rule: "table-label")]
                drafts.append(d)
            }
        }
        return (drafts, next)
    }

    /// The time of the value that a growth stands behind: of several values in a row the first, which is the newest.
    private static func current(_ columns: [Column], at index: Int) -> String {
        var k = min(index, columns.count) - 1
        while k >= 0, columns[k].period.isEmpty { k -= 1 }
        while k > 0, !columns[k - 1].period.isEmpty, !columns[k - 1].isGain, !columns[k - 1].isGrowth { k -= 1 }
        return k >= 0 ? columns[k].period : columns.first { !$0.period.isEmpty }?.period ?? ""
    }

    /// What a row of a head says of the columns below it.
    private func title(_ columns: inout [Column], by row: [Cell], over data: [Cell], _ context: Context, _ year: String, _ r: Reading) {
        // a head with one cell less than the rows lacks the label's
        let lacksLabel = row.count < columns.count && row.count + 1 == data.count || row.count < data.count && ["本报告期", "本期", "期末", "年末"].contains { row[0].text.begins($0) }
        let shift = lacksLabel ? 1 : 0
        for (k, cell) in row.enumerated() where k + shift < columns.count {
            var column = columns[k + shift]
            column.title += cell.text
            if let u = parenthesised(cell.text) { column.unit = u }
            if cell.text == "单位" || cell.text == "计量单位" || cell.text == "單位" { column.isUnit = true }
            if Self.gains.contains(where: { cell.text.ends($0) }) { column.isGain = true } else if Self.growth.contains(where: { cell.text.holds($0) }) { column.isGrowth = true }
            if cell.text.holds("比重") || cell.text.holds("占比") || cell.text.holds("份额") { column.isShare = true }
            if cell.text.holds("排名") || cell.text.holds("位次") || cell.text == "序号" { column.isRank = true }
            if Self.isAmountOfChange(column) { column.isGrowth = false; column.isGain = true }
            var p = period(titled: cell, context, r)
            // 第一季度, under 2024年分季度主要财务数据
            if !year.isEmpty, p.utf8.count > 4, cell.text.holds("季度") || cell.text.holds("月"), !cell.text.holds("年"), !cell.text.holds("报告期") { p = p.split(separator: "/").map { year + $0.dropFirst(4) }.joined(separator: "/") }
            if !p.isEmpty { column.period = p }
            columns[k + shift] = column
        }
    }

    /// 本报告期 of a report on a quarter, 年初至报告期末, 上年同期, 上年度末.
    private func period(titled cell: Cell, _ context: Context, _ r: Reading) -> String {
        let text = cell.text
        if ["上年同期", "去年同期", "上期", "上年"].contains(where: { text.begins($0) }), !text.ends("末") { return Self.yearBefore(context.period) }
        if ["上年度末", "上年末", "上年期末", "期初余额", "年初余额"].contains(where: { text.begins($0) }) { return Self.lastDay(Self.yearBefore(String(context.period.prefix(4)))) }
        // 2023年10月产销快报
        if text.begins("本月") || text.begins("当月"), context.period.utf8.count == 7 { return context.period }
        if text.begins("年初至") || text.begins("年初到") || text.begins("本年累计") || text.begins("累计") || text.begins("今年累计") {
            let end = context.period.split(separator: "/").last.map(String.init) ?? ""
            return end.utf8.count == 7 ? end.prefix(4) + "-01/" + end : context.period
        }
        if text.begins("本报告期末") || text.begins("报告期末") || text.begins("期末余额") { return Self.lastDay(context.period) }
        return !context.period.isEmpty && (text.holds("报告期") || text == "本期") ? context.period : period(in: cell.range, r)
    }

    /// The day that a year or a stretch of months ends on.
    private static func lastDay(_ period: String) -> String {
        let end = period.split(separator: "/").last.map(String.init) ?? ""
        if end.utf8.count == 4 { return end + "-12-31" }
        guard end.utf8.count == 7, let year = Int(end.prefix(4)), let month = Int(end.suffix(2)) else { return period }
        let days = month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        return end + "-" + CalendarDay.two(days)
    }

    /// Labels broken over lines as one, and so the cells of a head that are.
    private func joined(_ rows: [[Cell]]) -> [[Cell]] {
        let whole = joinedLabels(rows)
        var joined: [[Cell]] = []
        var heads: [[Cell]] = []
        for row in whole {
            if !row.contains(where: \.isValue) { heads.append(row); continue }
            let cells = heads.reduce(1) { $0 + $1.count } - heads.count
            if heads.count >= 2, cells == row.count || cells == row.count - 1 {
                var head = heads[0]
                for more in heads.dropFirst() {
                    head[head.count - 1] = joining(head[head.count - 1], more[0])
                    head += more.dropFirst()
                }
                heads = [head]
            }
            // 第一季度| （1-3 月份）
            for h in heads.indices {
                for k in heads[h].indices.dropFirst().reversed() where Self.isSpanInBrackets(heads[h][k].text) {
                    heads[h][k - 1] = joining(heads[h][k - 1], heads[h][k])
                    heads[h].remove(at: k)
                }
            }
            // 本报告期比上年同期| 增减: a blank slipped into a cell
            if heads.count == 1 {
                while heads[0].count > row.count, let k = heads[0].indices.dropFirst().last(where: { Self.rests.beginning(of: heads[0][$0].text) != nil }) {
                    heads[0][k - 1] = joining(heads[0][k - 1], heads[0][k])
                    heads[0].remove(at: k)
                }
            }
            joined += heads
            heads = []
            joined.append(row)
        }
        return joined + heads
    }

    private static let rests: AffixList = ["增减", "变动", "末增减", "同期增减", "比上年", "幅度", "（%", "(%", "（％"]

    private static func isSpanInBrackets(_ text: String) -> Bool {
        (text.begins("（") || text.begins("(")) && (text.ends("）") || text.ends(")")) && text.holds("月") && text.unicodeScalars.contains { (0x30...0x39).contains($0.value) }
    }

    private func joining(_ a: Cell, _ b: Cell) -> Cell { Cell(range: extent(a.range.lowerBound, b.range.upperBound), text: a.text + b.text, isNumber: false) }

    /// Whether a line of words is the beginning of the label that the next row ends: 归属于上市公司股东的净利|润.
    private func isBroken(_ a: String, before b: String) -> Bool {
        if b.unicodeScalars.count <= 3, !Self.totals.contains(where: { b.begins($0) }) { return true }
        if Self.unfinished.contains(where: { a.ends($0) }) { return true }
        return ["归属于", "经营活动", "加权平均", "扣除"].contains { a.begins($0) } || ["项目", "工程", "基地", "生产线"].contains { b.ends($0) } && !["项目", "工程", "基地", "生产线", "：", ":"].contains { a.ends($0) }
    }

    private static let unfinished = ["的", "及", "和", "与", "、", "（", "(", "（%", "扣除", "产生", "净"]
    private static let totals = ["合计", "总计", "小计", "其中"]

    /// A label alone on its line, and the values of the line below it, as one row.
    private func joinedLabels(_ rows: [[Cell]]) -> [[Cell]] {
        var joined: [[Cell]] = []
        var labels: [Cell] = []
        for row in rows {
            if let first = labels.first, row.count >= 2, row.allSatisfy(\.isValue) {
                joined.append([labels.dropFirst().reduce(first, joining)] + row)
                labels = []
            } else if let first = labels.last, row.count >= 2, !row[0].isNumber, row.dropFirst().allSatisfy(\.isValue), isBroken(first.text, before: row[0].text) {
                joined += labels.dropLast().map { [$0] }
                joined.append([joining(first, row[0])] + row.dropFirst())
                labels = []
            } else if row.count == 2, row[0].isNumber, row[0].text.utf8.count <= 2, !row[1].isNumber, !row[1].isNone {
                // 1 年产1,200吨某某提取|物智能化工厂项目 41,863.52: the number goes with the row
                joined += labels.map { [$0] }
                labels = [row[1]]
            } else if row.count == 1, !row[0].isNumber {
                labels.append(row[0])
                if labels.count > 2 { joined.append([labels.removeFirst()]) }
            } else {
                joined += labels.map { [$0] }
                labels = []
                joined.append(row)
            }
        }
        return joined + labels.map { [$0] }
    }

    /// 减少0.19个百分点, in a cell.
    private func difference(_ cell: Cell, _ r: Reading) -> Quantity? {
        guard !cell.isNumber, cell.text.ends("百分点"), let verb = ["增加", "减少", "上升", "下降", "提高", "降低"].first(where: { cell.text.begins($0) }) else { return nil }
        let scalars = ContiguousArray(cell.text.unicodeScalars.dropFirst(2).map(\.value))
        return scalars.withUnsafeBufferPointer { b -> Quantity? in
            guard var q = scanner.quantities(in: b, range: 0..<b.count).first, q.dimension == .point, q.span == TextSpan(0, b.count) else { return nil }
            if ["减少", "下降", "降低"].contains(verb) { (q.low, q.high) = (q.high.negated, q.low.negated) }
            var start = cell.range.lowerBound + 2
            while start < cell.range.upperBound, isSpace(r.text[start]) { start += 1 }
            q.span = TextSpan(start, cell.range.upperBound)
            q.numeral = q.span
            return q
        }
    }

    /// The same period of the year before.
    private static func yearBefore(_ period: String) -> String {
        period.split(separator: "/").map { part in
            guard let year = Int(part.prefix(4)), year > 1 else { return String(part) }
            return CalendarDay.four(year - 1) + part.dropFirst(4)
        }.joined(separator: "/")
    }

    private static let estimates = ["投资概算", "投资估算", "投资构成", "投资计划", "募集资金使用", "资金用途", "资金投向"]
    private static let intended = ["拟", "计划", "预计", "规划", "在建"]
    /// A sum of millions with two decimals.
    private static func isToTheCent(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count >= 12 && bytes[bytes.count - 3] == 0x2E && text.holds(",")
    }

    /// 比上期价格涨跌（元）: an amount, where its unit is money.
    private static func isAmountOfChange(_ column: Column) -> Bool { column.isGrowth && money.contains(column.unit) }

    /// The units in which a table tells a price or what it moved by.
    private static let money: Set<String> = ["元", "万元", "美元"]

    private static let gains = ["增减额", "增加额", "减少额", "增减量", "增加量", "增减绝对额", "增减数", "增量"]
    private static let growth = ["增长", "增速", "增幅", "同比", "比上年", "涨跌", "涨幅", "降幅", "±%", "增减", "环比", "年增", "月增", "变动比", "变动幅", "变动率", "变化率"]

    private func category(_ indicator: IndicatorTable.Indicator?, _ q: Quantity) -> Category {
        if let indicator { return indicator.category == .share && q.dimension != .percent ? .other : indicator.category }
        switch q.dimension {
        case .money: return .revenue
        case .mass, .energy, .volume: return .production
        case .count: return .count
        case .percent: return .share
        case .area: return .resource
        case .power: return .capacity
        case .rate: return q.unit.begins("CNY/") ? .price : .technical
        default: return .other
        }
    }

    private func columnTitleIsGeneral(_ title: String) -> Bool {
        title.isEmpty || ["绝对数", "绝对值", "绝对量", "指标值", "总量", "数值", "累计", "本月", "本期", "实绩", "完成", "全年", "去年同期", "上年同期", "同比"].contains { title.holds($0) } || title.allSatisfy { $0.isNumber || "年月—-季度上半前".contains($0) }
    }

    private func metricName(_ title: String) -> String { labelName(title) }

    /// The indicator's own words in a text, the last where there are several.
    private func indicatorName(_ text: String, _ r: Reading) -> String? {
        guard let found = indicator(text, r), text.holds(found.name) else { return nil }
        return found.name
    }

    /// What a caption says is counted: 产能利用率, 销售数据.
    private func measure(_ caption: String, _ r: Reading) -> String? {
        if caption.holds("产销") { return nil }
        if caption.holds("销售数据") || caption.holds("销售情况") || caption.holds("销售快报") || caption.holds("销量") { return "销量" }
        if caption.holds("生产数据") || caption.holds("生产情况") || caption.holds("产量") { return "产量" }
        return indicatorName(caption, r)
    }

    private func indicator(_ text: String, _ r: Reading) -> IndicatorTable.Indicator? {
        let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b in
            var i = 0
            var found: IndicatorTable.Indicator?
            while i < b.count {
                if let (word, end) = r.vocabulary.match(in: b, at: i, limit: b.count) {
                    if word.indicator >= 0 { found = r.vocabulary.indicators[Int(word.indicator)] }
                    i = end
                } else { i += 1 }
            }
            return found
        }
    }

    /// A label without its unit, numbering and 其中.
    private func labelName(_ text: String) -> String {
        var s = text
        if let open = s.firstIndex(where: { $0 == "（" || $0 == "(" }) { s = String(s[..<open]) }
        for lead in ["其中：", "其中:", "其中", "#", "一、", "二、", "三、", "四、", "五、", "1.", "2.", "3.", "4.", "5.", "——"] where s.begins(lead) {
            s = String(s.dropFirst(lead.count))
        }
        return s
    }

    private func units(afterLabel text: String) -> [String]? {
        guard text.holds("单位") || text.holds("單位"), let at = text.range(of: "单位：") ?? text.range(of: "单位:") ?? text.range(of: "單位：") else { return nil }
        let rest = text[at.upperBound...].prefix { $0 != "）" && $0 != ")" && $0 != "。" }
        return rest.split(whereSeparator: { "、,，;； ".contains($0) }).map(String.init)
    }

    private func parenthesised(_ text: String) -> String? {
        guard let open = text.lastIndex(where: { $0 == "（" || $0 == "(" }),
            let close = text[open...].firstIndex(where: { $0 == "）" || $0 == ")" })
        else { return nil }
        let inner = String(text[text.index(after: open)..<close]).replacing(" ", with: "").replacing("／", with: "/")
        return isUnitWord(inner) ? inner : nil
    }

    /// Whether `1` before the word makes a quantity with a unit.
    private func isUnitWord(_ word: String) -> Bool {
        guard let first = word.utf8.first, !(0x30...0x39).contains(first), word.unicodeScalars.count <= 10 else { return false }
        let scalars = ContiguousArray(("1" + word).unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b in
            let found = scanner.quantities(in: b, range: 0..<b.count)
            return found.count == 1 && found[0].span == TextSpan(0, b.count) && !found[0].unit.isEmpty && found[0].reason.isEmpty
        }
    }

    private func quantity(_ cell: Cell, unit: String, _ r: Reading) -> Quantity? {
        var text = cell.text
        if text.holds("－") || text.holds("−") { text = text.replacing("－", with: "-").replacing("−", with: "-") }
        var negative = false
        if text.begins("-") { negative = true; text.removeFirst() }
        if text.begins("+") { text.removeFirst() }
        if text.ends("%") || text.ends("％") {
            guard let value = decimal(text.dropLast()) else { return nil }
            let v = negative ? value.negated : value
            return Quantity(span: TextSpan(cell.range.lowerBound, cell.range.upperBound), numeral: TextSpan(cell.range.lowerBound, cell.range.upperBound), kind: .percent, low: v, high: v, unit: "%", dimension: .percent)
        }
        guard !unit.isEmpty else { return nil }
        let scalars = ContiguousArray((text + unit).unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b -> Quantity? in
            guard var q = scanner.quantities(in: b, range: 0..<b.count).first, q.reason.isEmpty, !q.unit.isEmpty else { return nil }
            if negative { (q.low, q.high) = (q.high.negated, q.low.negated) }
            q.span = TextSpan(cell.range.lowerBound, cell.range.upperBound)
            q.numeral = q.span
            return q
        }
    }

    private func period(in range: Range<Int>, _ r: Reading) -> String {
        var j = r.tokenIndex(at: range.lowerBound)
        while j < r.tokens.count, r.tokens[j].start < range.upperBound {
            if r.tokens[j].kind == .period, !r.periods[Int(r.tokens[j].index)].isBaseline { return r.periodValues[Int(r.tokens[j].index)] }
            j += 1
        }
        return ""
    }

    /// Cells of a row: divided by tabs or bars, else by runs of two or more spaces.
    private func cells(_ range: Range<Int>, _ r: Reading) -> [Cell] {
        var cells: [Cell] = []
        var start = range.lowerBound
        var i = start
        // 指    标, between tabs: wide blanks inside a cell
        let byTabs = range.count { r.text[$0] == "\t" } >= 2
        var blanks: [Int] = []
        func close(_ end: Int) {
            var a = start, b = end
            while a < b, isSpace(r.text[a]) { a += 1 }
            while b > a, isSpace(r.text[b - 1]) { b -= 1 }
            guard a < b else {
                if byTabs, !cells.isEmpty { blanks.append(a) }
                return
            }
            // a cell left empty keeps its column
            cells += blanks.map { Cell(range: extent($0, $0), text: "—", isNumber: false) }
            blanks = []
            let text = r.string(extent(a, b))
            cells.append(Cell(range: extent(a, b), text: text, isNumber: isNumber(text)))
        }
        let single = singleSpaced(range, r)
        // 每股收益（元 / 股）: no cell ends within brackets
        var open = 0
        while i < range.upperBound {
            let c = r.text[i]
            if c == "（" || c == "(" { open += 1 } else if c == "）" || c == ")" { open = max(0, open - 1) }
            if open > 0, c == " ", i + 1 < range.upperBound, !isSpace(r.text[i + 1]) { i += 1; continue }
            if c == "\t" || c == "\n" || isBar(c) || !byTabs && (c == 0x3000 || c == " " && (single || i + 1 < range.upperBound && isSpace(r.text[i + 1]))) {
                close(i)
                i += 1
                while i < range.upperBound, !byTabs, isSpace(r.text[i]) || isBar(r.text[i]) { i += 1 }
                start = i
                open = 0
                continue
            }
            i += 1
        }
        close(range.upperBound)
        // 扣除非经常性损益| 的净利润（元） -22,808,811.48: a blank slipped into a label
        if single, cells.count >= 3, !cells[0].isNumber, !cells[1].isNumber, cells[1].text.begins("的") || Self.unfinished.contains(where: { cells[0].text.ends($0) }), cells[2].isNumber {
            cells[0] = joining(cells[0], cells[1])
            cells.remove(at: 1)
        }
        // 增加| 0.87| 个百分点
        if single, var k = cells.indices.dropFirst(2).first(where: { cells[$0].text == "个百分点" }) {
            while k < cells.count {
                if cells[k].text == "个百分点", k >= 2, cells[k - 1].isNumber, cells[k - 2].text.scalarCount == 2 {
                    cells[k - 2] = Cell(range: extent(cells[k - 2].range.lowerBound, cells[k].range.upperBound), text: cells[k - 2].text + cells[k - 1].text + cells[k].text, isNumber: false)
                    cells.removeSubrange((k - 1)...k)
                    k -= 1
                } else {
                    k += 1
                }
            }
        }
        // 数 模 混 合: a label written wide
        if single, cells.count >= 2, cells.count <= 8, cells.allSatisfy({ $0.text.scalarCount == 1 && !$0.isValue }) {
            return [Cell(range: extent(cells[0].range.lowerBound, cells[cells.count - 1].range.upperBound), text: cells.map(\.text).joined(), isNumber: false)]
        }
        // 毛利率（%）|营业收入比上年增减（%）, in a head
        if single, cells.count >= 3, !cells.contains(where: \.isValue) { cells = cells.flatMap { parted($0, r) } }
        return cells
    }

    /// A cell of a head parted where words follow a closed bracket.
    private func parted(_ cell: Cell, _ r: Reading) -> [Cell] {
        var parts: [Cell] = []
        var start = cell.range.lowerBound
        for i in cell.range where r.text[i] == "）" && i + 1 < cell.range.upperBound && Scalars.isHan(r.text[i + 1]) {
            parts.append(Cell(range: extent(start, i + 1), text: r.string(extent(start, i + 1)), isNumber: false))
            start = i + 1
        }
        parts.append(Cell(range: extent(start, cell.range.upperBound), text: r.string(extent(start, cell.range.upperBound)), isNumber: false))
        return parts
    }

    /// A row whose cells single spaces divide: a word, then numbers only.
    private func singleSpaced(_ range: Range<Int>, _ r: Reading) -> Bool {
        !range.contains { r.text[$0] == "\t" || r.text[$0] == "\n" || isBar(r.text[$0]) || isSpace(r.text[$0]) && $0 + 1 < range.upperBound && isSpace(r.text[$0 + 1]) }
    }

    private func isBar(_ c: UInt32) -> Bool { c == "|" || c == "｜" }

    private func isSpace(_ c: UInt32) -> Bool { c == " " || c == 0x3000 || c == "\t" || c == 0xA0 || c == "\r" || c == "\n" }

    private func isNumber(_ text: String) -> Bool {
        // most cells that are none begin with a letter or a Chinese character
        guard text.withBytes({ own in own.first.map { $0 >= 0x2B && $0 <= 0x39 || $0 == 0xE2 || $0 == 0xEF } ?? false }) else { return false }
        var t = Substring(text)
        if let f = t.first, "-+−－".contains(f) { t = t.dropFirst() }
        if let l = t.last, l == "%" || l == "％" { t = t.dropLast() }
        return decimal(t) != nil && t.first?.isNumber == true
    }

    private func decimal(_ text: Substring) -> ExactDecimal? { text.holds(",") ? ExactDecimal(text.replacing(",", with: "")) : ExactDecimal(text) }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { index >= 0 && index < count ? self[index] : nil }
}
