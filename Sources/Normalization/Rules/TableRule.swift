import Facts
import Lexicons

/// Reads flattened tables: bare numbers whose unit stands in the caption, a column head, a unit column or the row's label.
///
/// A table is a run of paragraphs of role `row`; the caption is the nearest paragraph above it.
struct TableRule: Sendable {
    let scanner: QuantityScanner

    /// What the head says of a column.
    struct Column {
        /// 2010年12月31日/2010年度: the day of what stands at its end, and the time of what flows in it.
        var flow = ""
        var unit = ""; var isGrowth = false; var isShare = false; var isRank = false; var period = ""; var title = ""; var isUnit = false
        /// 比年初增减额: by how much, in the unit of the values.
        var isGain = false
        /// The lowest of several levels: 住宅, under 投资额.
        var part = ""

        /// Whether it holds values themselves, not their growth, share, rank or unit.
        var isPlain: Bool { !isGrowth && !isUnit && !isShare && !isRank }
        /// 元 or 美元 of a title that says RMB or USD alone.
        var currency: String { title.holds("RMB") || title.holds("人民币") ? "元" : title.holds("USD") || title.holds("美元") ? "美元" : "" }
    }

    struct Context { var subject: String; var entity: Entity?; var place: String; var period: String
        /// Those that the caption of the table before it names.
        var units: [String]
    }

    /// What the paragraphs around a table say: `单位：亿元、%` gives 亿元 and %.
    struct Caption { var units: [String] = []; var title = ""; var period = ""
        var isGrowth: Bool { ["增长", "增速", "涨跌幅", "涨幅"].contains { title.holds($0) } }
    }

    /// A table as far as it has been read.
    struct Standing {
        var context: Context
        var caption: Caption
        var columns: [Column]
        /// The year that a caption tells for the quarters of the columns.
        var year = ""
        /// The row that names an indicator, whose parts follow (年末常住人口, 城镇, 乡村), and its unit.
        var whole = "", wholeUnit = ""
        /// Values that end a row with a cell for every column.
        var values = 0
        /// Whether labels are the places that the table compares: 地区, 县（市、区）.
        var comparesPlaces = false
        /// The column of the firms whose figures the rows hold: 企业名称.
        var owners: Int?
        /// Whether heads name things and labels what is told of them: 项目 | 境内 | 境外 over 营业收入.
        var isTurned = false
    }

    /// Drafts of the table that begins at block `first`.
    ///
    /// - Returns: the drafts, the index past the table's last row, and the units of its caption.
    func drafts(
        blocks: [ArticleText.Block], from first: Int, in r: Reading, context: Context
    ) -> (drafts: [Draft], next: Int, units: [String]) {
        var next = first
        while next < blocks.count, blocks[next].role == .row { next += 1 }
        let rows = TableGrid(scanner: scanner, r: r).rows(extent(first, next).map { blocks[$0].range })
        var caption = caption(of: blocks, from: first, to: next, r)
        if caption.units.isEmpty { caption.units = context.units }
        var t = Standing(context: context, caption: caption, columns: Array(repeating: Column(), count: rows.map(\.count).max() ?? 0))
        t.year = caption.period.utf8.count == 4 ? caption.period : ""
        // who is named first by a label of the table is not whom the table is about
        if let e = context.entity, rows.contains(where: { row in row.first.map { $0.range.contains(e.start) && row.count > 1 } ?? false }) {
            (t.context.subject, t.context.entity, t.context.place) = ("", nil, "")
        }
        var drafts: [Draft] = []
        // head: rows before the first with a number
        let firstData = rows.firstIndex { $0.dropFirst().contains { $0.isNumber || isFigure($0) } } ?? rows.count
        var isInHead = false
        for (n, row) in rows.enumerated() {
            // 本报告期末 上年度末, among the rows: other columns from here on
            let isAmong = n >= firstData && isHead(row) && (rows[safe: n + 1].map { $0.contains(where: \.isNumber) || isHead($0) } ?? false)
            guard n < firstData || isAmong else {
                if isInHead { t.isTurned = isTurned(t.columns, r) }
                isInHead = false
                drafts += read(row, &t, r)
                continue
            }
            if isAmong {
                // 九、2024 年分季度主要财务数据: a caption between two tables
                if row.count <= 2, case let told = period(in: extent(row[0].range.lowerBound, row[row.count - 1].range.upperBound), r), told.utf8.count == 4 { t.year = told }
                if !isInHead { t.columns = Array(repeating: Column(), count: t.columns.count) }
                (t.whole, t.wholeUnit, t.values) = ("", "", 0)
            }
            isInHead = true
            title(&t, by: row, r)
        }
        return (drafts, next, caption.units)
    }

    /// Up to three paragraphs above a table, and the one below.
    private func caption(of blocks: [ArticleText.Block], from first: Int, to next: Int, _ r: Reading) -> Caption {
        var caption = Caption()
        for k in stride(from: first - 1, through: max(0, first - 3), by: -1) {
            let text = r.string(blocks[k].range)
            // …增长13%。分业务看（单位：亿元）：
            if k == first - 1, text.scalarCount > 60, text.ends("：") || text.ends(":"), case let tail = String(text.unicodeScalars.suffix(24)), let units = units(afterLabel: tail) {
                caption.units = units
                if let stop = tail.lastIndex(of: "。") { caption.title = String(tail[tail.index(after: stop)...]) }
                break
            }
            guard text.unicodeScalars.count <= 60 else { break }
            if let units = units(afterLabel: text), caption.units.isEmpty { caption.units = units }
            // 各县（市）财政收入（亿元）
            if k == first - 1, caption.units.isEmpty, let unit = parenthesised(text), text.ends("）") || text.ends(")") { caption.units = [unit] }
            if caption.title.isEmpty, !text.begins("单位"), !text.begins("（单位"), !text.begins("單位") { caption.title = text }
            // 2026/09/14 09:30: when it was published
            if caption.period.isEmpty, case let told = period(in: blocks[k].range, r), CalendarDay(told) == nil || text.holds("截至") { caption.period = told }
        }
        // 绝对额单位：亿元, below the table
        if caption.units.isEmpty, next < blocks.count, case let below = r.string(blocks[next].range), below.scalarCount <= 30, let told = units(afterLabel: below) { caption.units = told }
        return caption
    }

    /// The facts of a row.
    private func read(_ row: [TableCell], _ t: inout Standing, _ r: Reading) -> [Draft] {
        if let told = time(of: row, r) { return read(row, at: told, t, r) }
        guard var label = row.first(where: { !$0.isNumber && !$0.isEmpty }) else { return [] }
        let columns = t.columns
        // 制造业 | 销售量 | kg: the measure, of the thing in front
        var thing = ""
        let labels = row.prefix { !$0.isValue }.filter { !scanner.isUnit($0.text) }
        if labels.count >= 2, labels[1...].count == 1, indicator(labels[0].text, r) == nil, indicator(labels[1].text, r) != nil { (label, thing) = (labels[1], labelName(labels[0].text)) }
        // 合计, under 序号 项目名称 投资总额: without a number of its own
        var shift = columns.first?.isRank == true && !row[0].isNumber && row.count == columns.count - 1 ? 1 : 0
        // cells that several rows share are told once: 类型 | 研发管线 | 适应症 | 投资总额, and of the next row the last two
        let values = row.reversed().prefix(while: \.isValue).count
        if row.count == columns.count, t.values == 0 { t.values = values }
        if row.count < columns.count, values == t.values, values > 0, columns.count - values >= 3 || columns.suffix(values).allSatisfy({ !$0.period.isEmpty }), row.count > values, columns.last?.title.isEmpty == false { shift = columns.count - row.count }
        var rowUnit = parenthesised(label.text) ?? ""
        for (k, cell) in row.enumerated() where !cell.isNumber && (columns[safe: k]?.isUnit == true || k > 0 && scanner.isUnit(cell.text)) { rowUnit = cell.text }
        let name = labelName(label.text)
        let own = indicator(name, r)
        // 其中：住宅, 办公楼 under 房地产开发投资（亿元）: in its unit
        let isPart = own == nil && !t.whole.isEmpty && (label.text.begins("其中") || rowUnit.isEmpty && !t.wholeUnit.isEmpty)
        // 获得时间, and 预计投产时间 for what the row plans
        let timed = columns.indices.first { columns[$0].title.ends("时间") || columns[$0].title.ends("日期") }
        var due = "", isAhead = false
        if let timed, let cell = row[safe: timed - shift] {
            due = period(in: cell.range, r)
            isAhead = ["预计", "计划", "投产", "建成", "竣工", "完工"].contains { columns[timed].title.holds($0) }
        }
        // 截至2019年底，本公司募集资金使用及结存情况如下: what came in and went out
        let isSpent = Self.spent.contains { t.caption.title.holds($0) }
        var drafts: [Draft] = []
        for (k, cell) in row.enumerated() {
            var column = columns[safe: k + shift] ?? Column()
            let difference = k > 0 ? difference(cell, r) : nil
            let told = k > 0 ? difference ?? quantity(whole: cell, unit: column.currency) : nil
            guard cell.isNumber || told != nil, !column.isRank else { continue }
            // 总资产 247,756,923,862.35 255,168,195,159.90 -2.90: no sum stands so small beside others
            if column.title.isEmpty, k >= 2, !cell.text.holds(","), row[1].text.holds(","), row[1].text.utf8.count > cell.text.utf8.count + 6 { column.isGrowth = true; column.period = columns[1].period }
            var unit = column.unit
            let growth = column.isGrowth || difference != nil || (unit.isEmpty && rowUnit.isEmpty && t.caption.isGrowth && t.caption.units.first?.begins("%") != false)
            // 本期价格（元）, of a 吨
            if !rowUnit.isEmpty, columns.contains(where: \.isUnit), !growth || column.isGain, column.title.holds("价"), Self.money.contains(unit) { unit += "/" + rowUnit }
            if unit.isEmpty { unit = growth || column.isShare ? "%" : rowUnit }
            if unit.isEmpty, isPart { unit = t.wholeUnit }
            if unit.isEmpty { unit = t.caption.units.first(where: { growth == ($0 == "%" || $0 == "％") }) ?? t.caption.units.first ?? "" }
            // 营业收入 4,923,542,448.73: to the cent, so in yuan
            if unit.isEmpty, let said = self.indicator(column.title, r) ?? own, said.category == .revenue || said.category == .other || said.category == .investment, Self.isToTheCent(cell.text) { unit = "元" }
            guard let q = told ?? quantity(cell, unit: unit) else { continue }
            let d = draft(of: q, at: cell, t, r)
            // 品种　2023年产量　2022年产量　同比: of the year in front
            if growth || column.isGain, column.period.isEmpty { column.period = Self.current(columns, at: k + shift) }
            // 3月末　比年初增减额
            if column.isGain, column.title.begins("比年初") || column.title.begins("较年初"), column.period.utf8.count == 7 { column.period = column.period.prefix(4) + "-01/" + column.period }
            // 2020年 2025年 年均增长
            if growth, column.title.holds("年均"), let span = Self.years(columns[..<(k + shift)]) { column.period = span }
            if !column.flow.isEmpty, Self.flows.contains(where: { name.holds($0) }) { column.period = column.flow }
            d.period = !column.period.isEmpty ? column.period : !t.caption.period.isEmpty ? t.caption.period : t.context.period
            // 累计已回购股数, below 预计回购金额: a measure of its own
            let isOwn = own == nil && told != nil && Self.measures.contains { name.ends($0) }
            let said = own ?? (isOwn ? nil : columnTitleIsGeneral(column.title) ? indicator(t.whole, r) : nil) ?? indicator(column.title, r) ?? indicator(t.caption.title, r)
            tell(d, label: name, own, said, column, at: k + shift, growth: growth, isPart: isPart, t, r)
            if isOwn, columnTitleIsGeneral(column.title) {
                (d.metric, d.item) = (name, "")
                if q.dimension == .count { d.category = .count }
            }
            // 门店家数（家）, under 核心商圈 | 社区商圈 | 合计: the measure is the row's
            if own == nil, !isPart, !growth, column.unit.isEmpty, parenthesised(label.text) != nil, !column.title.isEmpty, !columnTitleIsGeneral(column.title), column.period.isEmpty, !(indicatorName(column.title, r).map { column.title.ends($0) } ?? false) {
                d.metric = name
                d.item = TableGrid.totals.contains { column.title.begins($0) } ? "" : column.title
            }
            if column.isGain, q.dimension != .percent {
                d.category = .change
                d.direction = q.low.isNegative ? "down" : "up"
            }
            if d.category != .change, q.dimension == .percent, d.metric.holds("占") || d.metric.ends("比例") || d.metric.ends("比重") { d.category = .share }
            if said?.basis == .planned && !t.comparesPlaces && !isSpent || q.dimension == .money && Self.estimates.contains(where: { t.caption.title.holds($0) }) && !isSpent || Self.intended.contains(where: { column.title.begins($0) }) { d.basis = .planned }
            // 2025年, in a plan of 2021
            if d.basis == .actual, let date = r.documentDate, let last = Int(column.period.split(separator: "/").last?.prefix(4) ?? ""), last > date.year {
                d.basis = columns.contains { $0.title.ends("属性") } || Self.aims.contains { t.caption.title.holds($0) } ? .target : .forecast
            }
            if !due.isEmpty, column.period.isEmpty, d.basis == .planned || !isAhead { d.period = due }
            if d.category == .capacity, q.dimension == .mass, !q.unit.holds("/") { d.extendUnit(by: "/a") }
            if !thing.isEmpty, d.item.isEmpty { d.item = thing }
            if t.comparesPlaces || own == nil && t.context.entity?.kind != .organisation && isNamed(label, name, r) { compare(d, label, r) }
            if let k = t.owners, let owner = row[safe: k - (row.count < columns.count ? shift : 0)], !owner.isValue, !TableGrid.totals.contains(where: { owner.text.begins($0) }) { give(d, to: owner, r) }
            // 住宅, under 投资额
            if d.item.isEmpty, isThing(column, r) { d.item = column.part }
            drafts.append(d)
        }
        if own != nil || parenthesised(label.text) != nil, drafts.contains(where: { $0.quantity.dimension != .percent && $0.quantity.dimension != .point }) || t.wholeUnit.isEmpty, !drafts.isEmpty, !Self.growth.contains(where: { name.holds($0) }) { (t.whole, t.wholeUnit) = (name, rowUnit) }
        return drafts
    }

    /// 2018, 2017年第一季度: the time that a row tells of, where it opens the row and other values follow.
    private func time(of row: [TableCell], _ r: Reading) -> String? {
        guard let first = row.first, let time = time(in: first, r), row.dropFirst().contains(where: \.isNumber), row.dropFirst().allSatisfy({ $0.isValue || quantity(whole: $0) != nil }) else { return nil }
        return time
    }

    /// A year, or a cell that is one time word.
    private func time(in cell: TableCell, _ r: Reading) -> String? {
        if cell.text.utf8.count == 4, cell.isNumber, let year = Int(cell.text), (1949...2099).contains(year) { return cell.text }
        guard !cell.isNumber, cell.text.unicodeScalars.last.map({ ["年", "月", "度", "季"].contains($0) }) == true, cell.text.scalarCount <= 12 else { return nil }
        let j = r.tokenIndex(at: cell.range.lowerBound)
        guard j < r.tokens.count, r.tokens[j].kind == .period, r.tokens[j].start == cell.range.lowerBound, r.tokens[j].end >= cell.range.upperBound else { return nil }
        return r.periodValues[Int(r.tokens[j].index)]
    }

    /// The facts of a row that a time opens.
    private func read(_ row: [TableCell], at period: String, _ t: Standing, _ r: Reading) -> [Draft] {
        var drafts: [Draft] = []
        for (k, cell) in row.enumerated().dropFirst() {
            let column = t.columns[safe: k] ?? Column()
            let difference = difference(cell, r)
            let told = difference ?? quantity(whole: cell)
            guard cell.isNumber || told != nil, !column.isRank else { continue }
            let growth = column.isGrowth || difference != nil || column.title.isEmpty && t.caption.isGrowth && t.caption.units.first.map { $0 == "%" } ?? true
            let unit = !column.unit.isEmpty ? column.unit : growth || column.isShare ? "%" : t.caption.units.first { $0 != "%" } ?? ""
            guard let q = told ?? quantity(cell, unit: unit) else { continue }
            let d = draft(of: q, at: cell, t, r)
            d.period = period
            let said = indicator(column.title, r) ?? indicator(t.caption.title, r)
            let value = t.columns.first { $0.isPlain && self.indicator($0.title, r) != nil }
            d.metric = indicatorName(column.title, r) ?? (growth || column.title.isEmpty ? value.flatMap { indicatorName($0.title, r) } ?? measure(t.caption.title, r) : nil) ?? (labelName(column.title).isEmpty ? labelName(t.caption.title) : labelName(column.title))
            if growth, q.dimension == .percent || q.dimension == .point {
                d.category = .change
                d.direction = q.low.isNegative ? "down" : "up"
            } else {
                d.category = column.isShare ? .share : category(said, q)
            }
            drafts.append(d)
        }
        return drafts
    }

    private func draft(of q: Quantity, at cell: TableCell, _ t: Standing, _ r: Reading) -> Draft {
        let token = r.tokenIndex(at: cell.range.lowerBound)
        let d = Draft(quantity: q, token: token, clause: extent(token, token), sentence: extent(token, token), said: [])
        d.rule = "table"
        d.doubts.insert(.table)
        d.subject = t.context.subject
        d.subjectEntity = t.context.entity
        d.place = t.context.place
        d.evidence = [SlotEvidence(slot: "unit", rule: "table-unit"), SlotEvidence(slot: "metric", rule: "table-label")]
        return d
    }

    /// What a cell tells of: category, metric and item, from the row's label, the column's title and the caption.
    private func tell(
        _ d: Draft, label name: String, _ own: IndicatorTable.Indicator?, _ said: IndicatorTable.Indicator?, _ column: Column, at index: Int, growth: Bool, isPart: Bool, _ t: Standing, _ r: Reading
    ) {
        let q = d.quantity
        let thing = TableGrid.totals.contains { name.begins($0) } ? "" : name
        func change(of metric: String, _ item: String = "") {
            d.category = .change
            d.direction = q.low.isNegative ? "down" : "up"
            d.metric = metric
            d.item = item
        }
        // 比上年同期增长, under the row whose growth it is
        if q.dimension == .percent, !t.whole.isEmpty, said.map({ !name.holds($0.name) }) ?? true, Self.growth.contains(where: { name.holds($0) }) {
            return change(of: t.whole)
        }
        if growth, q.dimension == .percent || q.dimension == .point {
            if own != nil { return change(of: name) }
            // 营业成本比上年增减（%）
            if let told = indicatorName(column.title, r), Self.growth.contains(where: { column.title.holds($0) }), told.scalarCount >= 2, column.title.begins(told) { return change(of: told, thing) }
            if isPart { return change(of: t.whole, thing) }
            // 2025年毛利率 | 变动（百分点）: of what is told in percent
            if q.dimension == .point, let rate = t.columns.first(where: { !$0.isGrowth && ($0.title.holds("率") || $0.title.holds("占比") || $0.title.holds("比重")) }) { return change(of: indicatorName(rate.title, r) ?? labelName(rate.title), thing) }
            // 粮食（万吨） | 粮食增速, 增加值 | 增速: of the value it stands behind
            if let measured = measured(by: column, in: t.columns) { return change(of: measured, thing) }
            // the growth of what the value column states of the thing
            if let value = t.columns.first(where: { $0.isPlain && !columnTitleIsGeneral($0.title) && self.indicator($0.title, r) != nil }) { return change(of: labelName(value.title), thing) }
            if !t.whole.isEmpty, !t.wholeUnit.isEmpty { return change(of: t.whole, thing) }
            if let said = measure(t.caption.title, r) { return change(of: said, thing) }
            return change(of: name)
        }
        // 投入进度 | 45.20%
        if column.isShare || q.dimension == .percent && Self.progress.contains(where: { column.title.ends($0) }) {
            (d.category, d.metric, d.item) = (.share, labelName(column.title), name)
            return
        }
        // 补充流动资金, under 拟投入募集资金: what the money is for
        if q.dimension == .money, let money = self.indicator(column.title, r), money.category == .investment || money.category == .funding, !name.holds("投资") {
            (d.category, d.metric, d.item) = (money.category, labelName(column.title), thing)
            if money.basis == .planned, !t.comparesPlaces { d.basis = .planned }
            return
        }
        d.category = category(said, q)
        if isPart {
            (d.metric, d.item) = (t.whole, thing)
            if let whole = self.indicator(t.whole, r) { d.category = category(whole, q) }
        } else if own == nil, !t.whole.isEmpty, columnTitleIsGeneral(column.title) {
            (d.metric, d.item) = (t.whole, name)
        } else if own == nil, columnTitleIsGeneral(column.title), let told = measure(t.caption.title, r) {
            // 主要产品的产能利用率如下: years in the head, things in front
            (d.metric, d.item) = (told, thing)
            if said == nil, q.dimension == .count || q.dimension == .mass { d.category = .production }
        } else if own == nil, columnTitleIsGeneral(column.title), let value = t.columns.prefix(index).last(where: { $0.isPlain && !columnTitleIsGeneral($0.title) }), let measure = indicator(value.title, r) {
            // 新签合同额 | 上年同期: of the value it stands behind
            (d.metric, d.item) = (labelName(value.title), thing)
            d.category = category(measure, q)
        } else if own != nil || columnTitleIsGeneral(column.title) {
            d.metric = name
            if own != nil, t.isTurned, !TableGrid.totals.contains(where: { column.title.begins($0) }) { d.item = column.title }
        } else {
            (d.metric, d.item) = (labelName(column.title).isEmpty ? t.caption.title : labelName(column.title), name)
        }
    }

    private static let progress = ["进度", "完成率", "完成比例", "投入比例", "使用比例"]

    /// The title of the value that a column of growth tells of, where the columns tell of different things.
    private func measured(by column: Column, in columns: [Column]) -> String? {
        let values = columns.dropFirst().filter { $0.isPlain && !$0.isGain && $0.period.isEmpty && !$0.unit.isEmpty }
        guard values.count >= 2, let at = columns.firstIndex(where: { $0.title == column.title && $0.isGrowth }) else { return nil }
        var stem = labelName(column.title)
        for word in ["同比增长", "同比增速", "增长率", "增速", "增幅", "增长", "同比"] where stem.ends(word) { stem = String(stem.dropLast(word.count)) }
        if !stem.isEmpty, let own = values.first(where: { $0.title.holds(stem) }) { return labelName(own.title) }
        guard stem.isEmpty, let left = columns[..<at].last(where: { $0.isPlain && !$0.isGain }) else { return nil }
        return labelName(left.title)
    }

    /// A row of a table on firms.
    private func give(_ d: Draft, to owner: TableCell, _ r: Reading) {
        d.subject = labelName(owner.text)
        d.subjectEntity = r.entities.first { $0.kind == .organisation && owner.range.contains($0.start) }
        if let code = d.subjectEntity?.code { d.place = r.divisions.chain(code: code) }
        if d.item == d.subject { d.item = "" }
    }

    /// Whether a label is a name and nothing else: (1) 防城.
    private func isNamed(_ label: TableCell, _ name: String, _ r: Reading) -> Bool {
        guard let e = r.entities.first(where: { label.range.contains($0.start) && $0.end <= label.range.upperBound }) else { return false }
        return e.kind == .place && r.string(extent(e.start, e.end)).equals(name)
    }

    /// Whether the lowest title of a column is what it counts: no measure, growth, unit or time.
    private func isThing(_ column: Column, _ r: Reading) -> Bool {
        !column.part.isEmpty && parenthesised(column.part) == nil && column.part.scalarCount <= 8 && !columnTitleIsGeneral(column.part) && indicator(column.part, r) == nil
            && !Self.growth.contains { column.part.holds($0) } && !Self.sums.contains(column.part.unicodeScalars.last ?? " ") && !TableGrid.totals.contains { column.part.begins($0) }
    }

    /// A row of a table on places: whose figures they are.
    private func compare(_ d: Draft, _ label: TableCell, _ r: Reading) {
        let name = label.text.replacing(" ", with: "")
        if Self.nation.contains(where: { name.begins($0) }) {
            d.subject = "全国"
            d.place = ""
        } else if !TableGrid.totals.contains(where: { name.begins($0) }) {
            d.subject = labelName(name)
            if let place = r.entities.first(where: { $0.kind == .place && label.range.contains($0.start) && $0.end <= label.range.upperBound }), let code = place.code {
                d.subjectEntity = place
                d.place = r.divisions.chain(code: code)
            }
        }
        d.item = ""
    }

    /// 项目 | 境内 | 境外: titles that name no measure, growth, unit or time.
    private func isTurned(_ columns: [Column], _ r: Reading) -> Bool {
        guard let first = columns.first, ["项目", "指标", "科目"].contains(first.title) else { return false }
        let titles = columns.dropFirst().filter { !$0.title.isEmpty }
        return titles.count >= 2 && titles.allSatisfy {
            $0.isPlain && !$0.isGain && $0.period.isEmpty && $0.unit.isEmpty && !columnTitleIsGeneral($0.title) && indicator($0.title, r) == nil && !Self.sums.contains($0.title.unicodeScalars.last ?? " ")
        }
    }

    private static let sums: Set<Unicode.Scalar> = ["额", "量", "值", "数", "率", "价", "期", "末"]
    private static let nation = ["全国", "合计全国"]

    /// The time of the value that a growth stands behind: of several values in a row the first, which is the newest.
    private static func current(_ columns: [Column], at index: Int) -> String {
        var k = min(index, columns.count) - 1
        // 新签合同额 上年同期 同比增减: the first has the table's own time
        if k > 0, columns[k].title.begins("上年") || columns[k].title.begins("去年"), columns[k - 1].isPlain, columns[k - 1].period.isEmpty, !columns[k - 1].title.isEmpty, k >= 2 { return "" }
        while k >= 0, columns[k].period.isEmpty { k -= 1 }
        while k > 0, !columns[k - 1].period.isEmpty, !columns[k - 1].isGain, !columns[k - 1].isGrowth { k -= 1 }
        return k >= 0 ? columns[k].period : columns.first { !$0.period.isEmpty }?.period ?? ""
    }

    /// From the year after the first of the last two columns that a year heads to the last.
    private static func years(_ columns: ArraySlice<Column>) -> String? {
        let told = columns.filter { $0.isPlain && $0.period.utf8.count == 4 }.compactMap { Int($0.period) }.suffix(2)
        guard let first = told.first, let last = told.last, first < last else { return nil }
        return CalendarDay.four(first + 1) + "/" + CalendarDay.four(last)
    }

    private static let aims = ["目标", "规划", "发展指标", "主要指标"]

    private static let flows = ["收入", "利润", "成本", "费用", "现金流", "净利", "收益", "支出", "亏损"]
    private static let estimates = ["投资概算", "投资估算", "投资构成", "投资计划", "募集资金使用", "资金用途", "资金投向"]
    private static let measures = ["数", "数量", "金额", "总额", "比例", "价格", "期限"]
    private static let spent = ["结存", "实际使用", "存放", "到位情况"]
    private static let intended = ["拟", "计划", "预计", "规划", "在建", "本次新增", "扩建后", "新增产能", "达产后", "建成后"]
    /// A sum of hundreds of thousands or more with two decimals.
    private static func isToTheCent(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count >= 9 && bytes[bytes.count - 3] == 0x2E && bytes.count(where: { $0 == 0x2E }) == 1
    }

    /// The units in which a table tells a price or what it moved by.
    static let money: Set<String> = ["元", "万元", "美元"]

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
        title.isEmpty || title == "金额" || ["绝对数", "绝对值", "绝对量", "指标值", "总量", "数值", "累计", "本月", "本期", "实绩", "完成", "全年", "去年同期", "去年同月", "上年同月", "上年同期", "同比"].contains { title.holds($0) } || Self.isTime(title)
    }

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

    func indicator(_ text: String, _ r: Reading) -> IndicatorTable.Indicator? {
        let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b in
            var i = 0
            var found: IndicatorTable.Indicator?
            while i < b.count {
                if let (word, end) = r.vocabulary.match(in: b, at: i, limit: b.count) {
                    // 乡村 is not 村
                    if word.indicator >= 0, end - i >= 2 || b.count == 1 { found = r.vocabulary.indicators[Int(word.indicator)] }
                    i = end
                } else { i += 1 }
            }
            return found
        }
    }

    func period(in range: Range<Int>, _ r: Reading) -> String {
        var j = r.tokenIndex(at: range.lowerBound)
        while j < r.tokens.count, r.tokens[j].start < range.upperBound {
            if r.tokens[j].kind == .period, !r.periods[Int(r.tokens[j].index)].isBaseline { return r.periodValues[Int(r.tokens[j].index)] }
            j += 1
        }
        return ""
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { index >= 0 && index < count ? self[index] : nil }
}
