import Facts
import Lexicons

/// What the heads of a table say of its columns: what they hold, in which unit, of which time.
extension TableRule {
    /// Whether a row among others is a head: titles alone.
    func isHead(_ row: [TableCell]) -> Bool {
        row.count >= 2 && !row[0].text.begins("其中") && row.allSatisfy { $0.isEmpty || !$0.isValue } && !row.dropFirst().contains(where: isFigure)
    }

    /// 20,592,200股, and no bound or age that a head names: 500万元以下, 1年以内.
    func isFigure(_ cell: TableCell) -> Bool { quantity(whole: cell).map { $0.comparator == .eq && $0.dimension != .duration } ?? false }

    /// Which column each cell of a level of a head is over: 平均售价 | 平均售价, under 产品 | 2022年 | 2021年 | 变动比例, is below the times.
    private func columns(below t: Standing, of row: [TableCell]) -> [Int] {
        let timed = t.columns.indices.filter { !t.columns[$0].period.isEmpty }
        guard row.count < t.columns.count, timed.count == row.count, timed.first ?? 0 > 0, t.columns.allSatisfy({ !$0.title.isEmpty }) else { return Array(row.indices) }
        return timed
    }

    /// What a level of a head says of the columns below it.
    func title(_ t: inout Standing, by row: [TableCell], _ r: Reading) {
        for (k, cell) in zip(columns(below: t, of: row), row) where k < t.columns.count && !cell.isEmpty {
            var column = t.columns[k]
            if !column.title.isEmpty { column.part = cell.text.replacing(" ", with: "") }
            // 2019年 over 金额, 本期发生额 over 收入: when, and not what
            let named = withoutTime(cell, r)
            column.title = Self.isTime(column.title) || Self.terms.contains(column.title.replacing(" ", with: "")) ? named : column.title + named
            if let u = parenthesised(cell.text) { column.unit = u }
            if cell.text == "单位" || cell.text == "计量单位" || cell.text == "單位" { column.isUnit = true }
            if Self.gains.contains(where: { cell.text.ends($0) }) { column.isGain = true } else if Self.growth.contains(where: { cell.text.holds($0) }) { column.isGrowth = true }
            if cell.text.holds("比重") || cell.text.holds("占比") || cell.text.holds("份额") || cell.text.begins("占") && cell.text.holds("比例") { column.isShare = true }
            if cell.text.holds("排名") || cell.text.holds("位次") || cell.text == "序号" { column.isRank = true }
            if Self.isAmountOfChange(column) { column.isGrowth = false; column.isGain = true }
            var p = period(titled: cell, t.context, r)
            // 第一季度, under 2024年分季度主要财务数据
            if !t.year.isEmpty, p.utf8.count > 4, cell.text.holds("季度") || cell.text.holds("月"), !cell.text.holds("年"), !cell.text.holds("报告期") { p = p.split(separator: "/").map { t.year + $0.dropFirst(4) }.joined(separator: "/") }
            // 本年比上年增减: of the year in front
            if column.isGrowth || column.isGain, !cell.text.unicodeScalars.contains(where: { ("0"..."9").contains($0) }), !cell.text.holds("累计"), !cell.text.holds("本月"), !cell.text.holds("当月") { p = "" }
            if !p.isEmpty { column.period = p }
            if let flow = flow(titled: cell, r) { column.flow = flow }
            // 本月 去年同月 … 本年累计 上年同期累计: of the column in front
            if let earlier = earlier(than: t.columns[..<k], titled: cell.text) { column.period = earlier }
            // 投资额（亿元）| 住宅: in the unit of the title that spans both
            if k > 0, column.unit.isEmpty, !column.part.isEmpty, t.columns[k - 1].title.begins(String(column.title.dropLast(cell.text.count))) { column.unit = t.columns[k - 1].unit }
            t.columns[k] = column
            if Self.firms.contains(column.title.replacing(" ", with: "")), k <= 1 { t.owners = k }
            if k == 0 { t.comparesPlaces = t.context.entity?.kind != .organisation && Self.places.contains(column.title.replacing(" ", with: "")) }
        }
    }

    /// 2023年7-9月|产量（万吨）: what is measured, without its time; a title that is a time alone stays.
    private func withoutTime(_ cell: TableCell, _ r: Reading) -> String {
        let j = r.tokenIndex(at: cell.range.lowerBound)
        guard j < r.tokens.count, r.tokens[j].kind == .period, r.tokens[j].start == cell.range.lowerBound, r.tokens[j].end + 2 <= cell.range.upperBound, case let rest = r.string(extent(r.tokens[j].end, cell.range.upperBound)), indicator(rest, r) != nil else { return cell.text }
        return rest
    }

    /// The second of two times in a title that a stroke parts, where the first is a day.
    private func flow(titled cell: TableCell, _ r: Reading) -> String? {
        guard cell.text.holds("/") || cell.text.holds("／") else { return nil }
        var told: [String] = []
        var j = r.tokenIndex(at: cell.range.lowerBound)
        while j < r.tokens.count, r.tokens[j].start < cell.range.upperBound {
            if r.tokens[j].kind == .period { told.append(r.periodValues[Int(r.tokens[j].index)]) }
            j += 1
        }
        guard told.count == 2, CalendarDay(told[0]) != nil, CalendarDay(told[1]) == nil, !told[1].isEmpty else { return nil }
        return told[1]
    }

    /// The time of 去年同月 or 上年同期累计: a year before the column of the month, or of the months, in front.
    private func earlier(than columns: ArraySlice<Column>, titled text: String) -> String? {
        let isMonth = ["去年同月", "上年同月", "去年当月"].contains { text.begins($0) }, isSum = ["上年同期累计", "去年同期累计", "上年累计", "去年累计"].contains { text.begins($0) }
        guard isMonth || isSum, let current = columns.last(where: { $0.isPlain && (isMonth ? $0.period.utf8.count == 7 : $0.period.utf8.count == 15 || $0.title.holds("累计")) && !$0.period.isEmpty }) else { return nil }
        return PeriodResolver.yearBefore(current.period)
    }

    private static let firms: Set<String> = ["企业", "企业名称", "公司", "公司名称", "公司简称", "证券简称", "股票名称", "厂家", "厂商", "车企", "子公司", "子公司名称", "被投资单位", "承建单位", "投资方", "单位名称", "中标单位", "获得单位", "项目获得单位", "项目单位", "投资主体", "实施主体"]
    private static let places: Set<String> = ["地级市", "设区市", "城市名称", "省区", "省（区、市）", "地区", "地区名称", "省份", "省市", "城市", "地市", "市州", "市县", "县市", "县区", "区县", "县（市、区）", "市（州）", "乡镇", "镇街"]

    /// 本报告期 of a report on a quarter, 年初至报告期末, 上年同期, 上年度末.
    private func period(titled cell: TableCell, _ context: Context, _ r: Reading) -> String {
        let text = cell.text
        if ["上年同期", "去年同期", "上期", "上年"].contains(where: { text.begins($0) }), !text.ends("末") { return PeriodResolver.yearBefore(context.period) }
        if ["上年度末", "上年末", "上年期末", "期初余额", "年初余额"].contains(where: { text.begins($0) }) { return Self.lastDay(PeriodResolver.yearBefore(String(context.period.prefix(4)))) }
        // 2023年10月产销快报
        if text.holds("本月") || text.holds("当月"), context.period.utf8.count == 7 { return context.period }
        if text.begins("年初至") || text.begins("年初到") || text.holds("累计") {
            let end = context.period.split(separator: "/").last.map(String.init) ?? ""
            return end.utf8.count == 7 ? end.prefix(4) + "-01/" + end : context.period
        }
        if text.begins("本报告期初") || text.begins("报告期初") || text.begins("期初余额") { return Self.lastDay(PeriodResolver.yearBefore(String(context.period.prefix(4)))) }
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

    /// 比上期价格涨跌（元）: an amount, where its unit is money.
    private static func isAmountOfChange(_ column: Column) -> Bool { column.isGrowth && money.contains(column.unit) }

    private static let terms: Set<String> = ["本期发生额", "上期发生额", "本期金额", "上期金额", "本期数", "上期数", "本期", "上期", "本年", "上年", "本年度", "上年度", "本报告期", "上年同期"]

    /// 2019年, 1—6月.
    static func isTime(_ title: String) -> Bool {
        title.unicodeScalars.allSatisfy { Scalars.digit($0.value) != nil || Scalars.hanNumeral($0.value) != nil || ofTimes($0.value) }
    }

    private static func ofTimes(_ c: UInt32) -> Bool {
        switch c {
        case "年", "月", "—", "-", "季", "度", "上", "半", "前", " ": return true
        default: return false
        }
    }

    private static let gains = ["增减额", "增加额", "减少额", "增减量", "增加量", "增减绝对额", "增减数", "增量"]
    static let growth = ["增长", "增速", "增幅", "同比", "比上年", "涨跌", "涨幅", "降幅", "±%", "增减", "环比", "年增", "月增", "变动比", "变动幅", "变动率", "变化率"]
}
