import Facts
import Lexicons

/// Decides what a figure is a figure of, from its unit, its phrase and the verb that governs it.
struct CategoryRule: Sendable {
    /// - Returns: the category and the rule's name; `nil` where the figure is no fact.
    func category(of draft: Draft, phrase: Phrase, head: String, in r: Reading) -> (Category, String)? {
        let q = draft.figure
        let indicator = phrase.indicator
        if draft.from != nil { return (.change, "from-to") }
        if q.dimension == .multiple || q.kind == .multiple {
            // 市盈率22.33倍, 收入倍差1.9倍
            if indicator?.category == .other || indicator?.category == .share, phrase.change.isEmpty, draft.relation.isEmpty, !isOfTime(draft, r), let c = indicator?.category { return (c, "ratio") }
            return (indicator?.category == .technical && phrase.change.isEmpty && draft.relation.isEmpty ? .technical : .change, "multiple")
        }
        switch q.dimension {
        case .percent, .point:
            return percent(draft, phrase, head, r)
        case .money:
            return money(draft, phrase, head, r)
        case .rate:
            return rate(draft, phrase, head, r)
        default: break
        }
        if !phrase.change.isEmpty, phrase.reached.isEmpty, !phrase.verb.contains(.new) {
            // 提升|445个|村级卫生所综合功能: as many as are made better
            if q.dimension == .count, phrase.range.isEmpty, !head.isEmpty, q.span.start > 1, r.text[q.span.start - 1] == "升", r.text[q.span.start - 2] == "提" { return (.count, "classifier") }
            // 65只个股中业绩增长的|有27只: as many as grew
            if q.dimension == .count, countsThoseThat(before: q.span.start, r) { return (.count, "classifier") }
            return (.change, "change-by-amount")
        }
        if phrase.share != nil, q.kind == .count { return (.count, "account-for-count") }
        if q.dimension == .count, Self.outputs.contains(where: { head.begins($0) }), !head.ends("项目"), !head.ends("工程") { return (.capacity, "head") }
        // 30厘米×30厘米
        if q.dimension == .length, isSide(q, r) { return (.technical, "size-of-thing") }
        // 签约面积4.9万平方米，…；签约金额7.7亿元: homes sold
        if q.dimension == .area, isOfHomes(draft, phrase, r) { return (.production, "homes-sold") }
        switch q.dimension {
        case .duration:
            return (indicator?.category == .technical ? .technical : .other, "duration")
        case .area:
            if let c = known(indicator, [.production, .resource, .technical, .capacity]) { return (c, "area-indicator") }
            // 出口陶瓷砖6.14亿平方米
            if let name = indicator?.name, name.begins("出口") || name.begins("进口") { return (.production, "things-traded") }
            // 0.16平方厘米单元电池: nothing anyone stands on
            if q.high < .one, !head.isEmpty { return (.technical, "size-of-thing") }
            // 扩建3500万平方米|高比容腐蚀箔生产线项目: what it makes
            if indicator.map({ $0.category == .investment }) ?? true, q.low >= Self.large, r.words(behind: q.span.end, reach: 20, upTo: "，。；、\n").holds("线项目") { return (.capacity, "size-of-project") }
            return (.resource, "area")
        case .energy:
            if let c = known(indicator, [.production, .resource, .capacity, .other]) { return (c, "energy-indicator") }
            if head.holds("产能") || head.holds("生产线") || head.ends("项目") || head.ends("基地") || head.holds("储能") { return (.capacity, "size-of-project") }
            // 惠州（4GWh）、南京（30GWh）: of plants or stations
            if indicator == nil, phrase.verb.isDisjoint(with: [.use, .need, .make]), r.text[q.span.end - 1] == "h", isSized(draft, r) { return (.capacity, "size-of-project") }
            return (phrase.verb.contains(.use) ? .resource : phrase.verb.contains(.need) ? .other : .production, "energy")
        case .power, .voltage, .current, .charge:
            if let c = known(indicator, [.capacity, .resource, .technical, .production]) { return (c, "power-indicator") }
            // 组件出口177GW
            if q.dimension == .power, let name = indicator?.name, name.begins("出口") || name.begins("进口") { return (.production, "things-traded") }
            return (q.dimension == .power ? .capacity : .technical, "power")
        case .mass, .volume:
            return mass(draft, phrase, head, r)
        case .count:
            // 产品生产厂家就有两百多家: bodies are counted
            let unit = draft.quantity.unit
            if unit.equals("家") || unit.equals("名") || unit.equals("户") && indicator?.category == .production { return (.count, "classifier") }
            // 1.5万标箱集装箱船: what one carries
            if unit.equals("TEU") || unit.equals("标箱") || unit.equals("标准箱"), phrase.indicator == nil, head.holds("船") { return (.technical, "size-of-thing") }
            // 拟上24条全自动生产线
            if q.low < ExactDecimal(1000), unit.equals("条") || unit.equals("條") || unit.equals("座"), ["生产线", "产线", "生產線", "產線"].contains(where: { head.ends($0) || head.begins($0) }) || head.ends("工厂") { return (.count, "classifier") }
            // 动车组需求总量约为2500列
            if indicator?.category == .other, let name = indicator?.name, name.holds("需求") { return (.other, "count-indicator") }
            // 形成100万台缸盖铸造能力, 百万辆乘用车生产基地
            if indicator == nil || indicator?.category == .count, Self.made.contains(unit), q.low >= ExactDecimal(1000), phrase.change.isEmpty, head.ends("能力") || head.scalarCount > 4 && ["生产基地", "生产线", "制造基地", "产能扩建项目"].contains(where: { head.ends($0) }) { return (.capacity, "head") }
            // 外送24个省份: how many places
            if Self.regions.contains(where: { head.begins($0) }) { return (.count, "classifier") }
            if let c = known(indicator, [.capacity, .production, .technical, .share]), c != .share {
                return (c == .technical && draft.quantity.unit.count == 1 ? .technical : c, "count-indicator")
            }
            // 59万辆的销量
            if indicator == nil, phrase.change.isEmpty, head.scalarCount <= 8, !unit.equals("个"), ["销量", "产量", "出货量", "销售量", "交付量", "出口量"].contains(where: { head.ends($0) }) { return (.production, "head") }
            // 出口52.3万辆: trade in pieces
            if indicator?.category == .revenue, Self.made.contains(draft.quantity.unit) || draft.quantity.unit.equals("个") && (indicator?.name == "进口" || indicator?.name == "出口") { return (.production, "things-traded") }
            if indicator == nil, Self.made.contains(unit), Self.soldWords.anyIn(r.written, extent(r.start(of: draft.clause), q.span.start)) { return (.production, "things-sold") }
            if phrase.verb.contains(.make), Self.made.contains(draft.quantity.unit), !Self.works.contains(where: { r.string(phrase.range).ends($0) || head.ends($0) }) { return (.production, "things-made") }
            if indicator?.category == .resource, unit.equals("千卡") || Self.made.contains(unit) && indicator?.name.holds("消费") == true { return (.resource, "count-indicator") }
            return (.count, "classifier")
        case .length:
            // 绸缎出口37.74亿米, 产量3亿米: goods by their length
            if let indicator, q.low.magnitude >= ExactDecimal(1_000_000), indicator.category == .revenue || indicator.category == .production, indicator.name.holds("出口") || indicator.name.holds("进口") || indicator.name.holds("产量") || indicator.name.holds("销量") { return (.production, "things-traded") }
            if !head.isEmpty, indicator == nil || phrase.verb.contains(.make) || indicator?.category == .production { return (.technical, "size-of-thing") }
            if let c = known(indicator, [.technical, .resource, .other, .production]) { return (c, "length-indicator") }
            // 平台长|120米、宽|46米
            if MetricRule.side(before: q.span.start, r) != nil { return (.technical, "size-of-thing") }
            return (.other, "length")
        case .index: return (.other, "index-points")
        // 货运周转量452亿吨公里
        case .flow where draft.quantity.unit.ends("公里"): return (.production, "turnover")
        case .none:
            if let c = indicator?.category { return (c, "indicator") }
            return nil
        default:
            if let c = known(indicator, [.technical, .other, .capacity, .resource]) { return (c, "property") }
            return (.technical, "physical-unit")
        }
    }

    /// Whether the sentence is about plants or stations.
    private func isSized(_ d: Draft, _ r: Reading) -> Bool {
        let j = d.token - 1
        guard j >= d.sentence.lowerBound, r.tokens[j].mark == .open || r.text[d.quantity.span.start - 1] == "/" else { return false }
        let last = r.end(of: d.sentence)
        let words = r.string(extent(r.start(of: d.sentence), last))
        return words.holds("基地") || words.holds("电站") || words.holds("产能") || words.holds("工厂") || words.holds("项目")
    }

    /// 需求量是2023年的|3.5倍: of the same thing at another time.
    private func isOfTime(_ d: Draft, _ r: Reading) -> Bool {
        let at = d.quantity.span.start - 1
        guard at > 0, r.text[at] == "的" else { return false }
        var j = d.token - 1
        while j >= d.clause.lowerBound, at - r.tokens[j].end <= 2 {
            if r.tokens[j].kind == .period { return true }
            j -= 1
        }
        return false
    }

    /// 当月卖出新能源汽车32万辆.
    static let soldWords: AffixList = ["卖出", "售出", "卖了", "卖掉", "热销", "賣出"]

    /// 同比变动幅度约为93.89%.
    private static let changes: AffixList = ["变动", "变动幅度", "变动比例", "变动率", "变化率", "变化幅度", "变动比率", "涨价幅度", "提价幅度", "上调幅度", "下调幅度"]

    private static let regions = ["省份", "国家和地区", "国家", "地级市", "城市"]
    private static let outputs = ["产能", "生产能力", "的产能", "的生产能力"]

    /// One side of a plate: 30厘米×30厘米.
    private func isSide(_ q: Draft.Figure, _ r: Reading) -> Bool {
        func isTimes(_ i: Int) -> Bool { r.text.indices.contains(i) && (r.text[i] == "×" || r.text[i] == "*" || r.text[i] == "✕") }
        if isTimes(q.span.start - 1) || isTimes(q.span.end) { return true }
        // 单晶硅片（210mm/160μm）
        return q.span.start > 0 && r.text[q.span.start - 1] == "（" && q.span.end < r.text.count && r.text[q.span.end] == "/"
    }

    private func known(_ indicator: IndicatorTable.Indicator?, _ allowed: [Category]) -> Category? {
        guard let c = indicator?.category, allowed.contains(c) else { return nil }
        return c
    }

    private func percent(_ d: Draft, _ p: Phrase, _ head: String, _ r: Reading) -> (Category, String)? {
        let indicator = p.indicator
        if !p.change.isEmpty, p.share == nil || p.hasRate || p.part == nil, p.reached.isEmpty { return (.change, "growth") }
        if p.hasRate || isAlternative(d, r) { return (.change, "rate-of-growth") }
        if p.reached.isEmpty, isComparison(d, r) { return (.change, "growth-without-verb") }
        if p.reached.isEmpty, isGrowthHead(d, r) { return (.change, "growth-noun-follows") }
        if p.share != nil { return (.share, "part-of-whole") }
        // 占公司2010年末经审计净资产的21.3%
        if d.quantity.dimension == .percent, p.change.isEmpty, r.text[max(0, d.quantity.span.start - 1)] == "的", extent(d.clause.lowerBound, d.token).contains(where: { r.tokens[$0].roles.contains(.share) && r.tokens[$0].indicator < 0 && r.text[r.tokens[$0].start] == "占" }), !extent(d.clause.lowerBound, d.token).contains(where: { r.tokens[$0].kind == .quantity }) { return (.share, "part-of-whole") }
        // 2019年增速变缓至3%, 增速的中位数为22.7%
        if indicator?.category != .share, Self.growths.anyIn(r.written, extent(p.range.isEmpty ? min(r.start(of: d.clause), max(r.start(of: d.sentence), d.quantity.span.start - 12)) : r.start(of: d.clause), d.quantity.span.start)) { return (.change, "rate-of-growth") }
        if p.indicator == nil || p.reached.isEmpty, isComparedWith(p, r) { return (.change, "compared-with") }
        // +35%, -8%: a sign makes it a change
        let sign = d.quantity.span.start > 0 && Self.isSign(r.text[d.quantity.span.start - 1]) ? r.text[d.quantity.span.start - 1] : r.text[d.quantity.span.start]
        // 毛利率为-24.44%: what it stands at
        let stands = indicator.map { $0.category == .share && $0.name.ends("率") } == true && p.change.isEmpty && !p.range.isEmpty
        if Self.isSign(sign), d.quantity.comparator != .range, !stands { return (.change, "signed-percent") }
        if d.quantity.dimension == .point { return (.change, "percentage-points") }
        if p.verb.contains(.fund) { return (.funding, "rate-of-subsidy") }
        // 工业投资增长为|31.6%: an amount is no percentage that it could grow to
        if !p.reached.isEmpty, known(indicator, [.production, .revenue, .investment]) != nil, indicator?.name.ends("率") == false { return (.change, "growth") }
        if let c = indicator?.category {
            switch c {
            // 银行贷款70%: a part of the money
            // 占财政支出的75%
            case .funding where indicator?.name.ends("支出") == true: return (.share, "percent-of-indicator")
            case .other where indicator.map { ($0.name.holds("贷款") || $0.name.holds("资金")) && !$0.name.ends("率") } ?? false: return (.share, "percent-of-indicator")
            case .share, .technical, .funding, .other, .price: return (c, "indicator")
            case .capacity, .production, .revenue, .count, .investment, .resource:
                // 产量20%以上增速 is growth; 收入的30% a part
                return (.share, "percent-of-indicator")
            case .change: return (.change, "indicator")
            }
        }
        let phraseText = r.string(p.range)
        if phraseText.ends("增长率") || phraseText.ends("增速") || phraseText.ends("增幅") || phraseText.ends("降幅") || Self.changes.anyEnds(phraseText) { return (.change, "rate-of-growth") }
        if Self.properties.anyEnds(phraseText) { return (.technical, "rate-suffix") }
        if phraseText.ends("率") || phraseText.ends("度") || phraseText.ends("比例") { return (.share, "rate-suffix") }
        if !head.isEmpty || !phraseText.isEmpty { return (.share, "bare-percent") }
        return (.share, "bare-percent")
    }

    /// 能耗低于行业平均水平15%.
    private func isComparedWith(_ p: Phrase, _ r: Reading) -> Bool {
        guard p.range.count >= 4, p.range.contains(where: { r.text[$0] == "于" }) else { return false }
        let text = r.string(p.range)
        return (text.holds("低于") || text.holds("高于")) && ["平均", "平均水平", "水平", "均值", "同期", "标准", "产品", "同行"].contains { text.ends($0) }
    }

    /// What a thing is like, told in percent.
    private static let properties: AffixList = ["透明度", "湿度", "浓度", "精度", "透光率"]
    /// What stands before 投 where it is no part of another word: a name, or what says that it is meant.
    private static func invests(_ c: UInt32) -> Bool {
        switch c {
        case "招", "中", "未", "已", "所", "融", "风", "创", "城", "建", "国", "交": return false
        default: return Scalars.isHan(c)
        }
    }

    private func isOfHomes(_ d: Draft, _ p: Phrase, _ r: Reading) -> Bool {
        Self.homes.anyEnds(r.written, p.range) && r.view(extent(r.start(of: d.sentence), d.quantity.span.start)).holds("签约面积")
    }

    private static let homes: AffixList = ["签约面积", "签约金额", "签约额", "签约销售金额", "签约销售额"]
    private static let growths: AffixList = ["增速", "增幅", "涨幅", "跌幅", "降幅", "增長率", "增长率"]

    private static func isSign(_ c: UInt32) -> Bool { c == "+" || c == "-" || c == "−" || c == "＋" || c == "－" }

    /// 年增190万吨或11%: the same growth in percent.
    private func isAlternative(_ d: Draft, _ r: Reading) -> Bool {
        let j = d.token - 1
        guard j > d.sentence.lowerBound, r.tokens[j].end == d.quantity.span.start, r.text[r.tokens[j].start] == "或", r.tokens[j - 1].kind == .quantity, r.tokens[j - 1].end == r.tokens[j].start else { return false }
        var k = j - 2
        while k >= d.sentence.lowerBound, r.tokens[j - 1].start - r.tokens[k].end <= 4 {
            if !r.tokens[k].roles.isDisjoint(with: [.up, .down]) { return true }
            k -= 1
        }
        return false
    }

    /// 同比15.6%, 环比-5.6%: growth without its verb.
    private func isComparison(_ d: Draft, _ r: Reading) -> Bool {
        var j = d.token - 1
        while j >= d.clause.lowerBound, d.quantity.span.start - r.tokens[j].end <= 1 {
            let t = r.tokens[j]
            if t.end - t.start == 2, r.text[t.start + 1] == "比", r.text[t.start] == "同" || r.text[t.start] == "环" { return true }
            guard t.kind == .word, t.roles.contains(.copula), t.end - t.start == 1 else { return false }
            j -= 1
        }
        return false
    }

    /// 20%以上的增速, 以20%的速度增长; of a list the words stand behind the last.
    private func isGrowthHead(_ d: Draft, _ r: Reading) -> Bool {
        var j = d.token + 1
        var n = 0
        var end = d.quantity.span.end
        while j < d.sentence.upperBound, n < 3 {
            let t = r.tokens[j]
            if t.kind == .quantity, r.quantities[Int(t.index)].dimension == .percent, t.start - end <= 2 { end = t.end; j += 1; continue }
            if t.mark == .listComma || t.roles.contains(.conjunction) && t.end - t.start == 1 {
                guard j + 1 < d.sentence.upperBound, r.tokens[j + 1].kind == .quantity, r.quantities[Int(r.tokens[j + 1].index)].dimension == .percent else { return false }
                j += 1
                continue
            }
            if t.endsClause || t.kind == .quantity { return false }
            if t.start - end > 5 { return false }
            if t.roles.contains(.rate) { return true }
            // 较2012年的24.67%下降0.21个百分点: the verb of the next figure
            if !t.roles.isDisjoint(with: [.up, .down]) { return !r.leadsToFigure(j, in: d.sentence) }
            j += 1
            n += 1
        }
        return false
    }

    private func money(_ d: Draft, _ p: Phrase, _ head: String, _ r: Reading) -> (Category, String)? {
        if isOfHomes(d, p, r) { return (.revenue, "homes-sold") }
        // 前三季净利预亏约4500万元
        if !p.change.isEmpty, r.view(extent(max(r.start(of: d.clause), d.quantity.span.start - 3), d.quantity.span.start)).holds("预亏") { return (.revenue, "indicator") }
        // 吨焦平均亏32元, 卖一吨就亏2500元, 合计亏掉1.46亿元
        if DirectionRule.loses(before: d.quantity.span.start, from: r.start(of: d.clause), r) { return (.revenue, "verb-of-loss") }
        if !p.change.isEmpty, p.reached.isEmpty { return (.change, "change-by-amount") }
        // 把2.3亿元投在偃师区, 拿出32亿元，…建设…基地
        if isPutIn(d, r) { return (.investment, "spent-on") }
        if Self.isConsideration(d, r) { return (.investment, "paid-for-shares") }
        // 100%股权价值为5亿美元: what something is reckoned to be worth
        if p.indicator.map({ $0.name.ends("价值") }) ?? true, Self.worths.anyEnds(r.written, p.range) { return (.other, "money-noun") }
        // 总规模100亿元的产业基金
        if head.ends("基金"), p.indicator?.name.ends("规模") == true { return (.funding, "head") }
        if let c = p.indicator?.category {
            switch c {
            // 以现金收购…全部股份，交易金额9.6亿元: what a firm is bought for
            case .revenue where p.indicator.map { $0.name.begins("交易") || $0.name.begins("成交") } ?? false && Self.purchases.anyIn(r.written, extent(r.start(of: d.sentence), d.quantity.span.start)): return (.investment, "paid-for-shares")
            // 与资产相关的政府补助|总金额|为3057万元: of what its words name
            case .revenue where p.indicator.map { Self.bareSums.contains($0.name) } ?? false:
                let name = r.string(p.range)
                return name.holds("补助") || name.holds("补贴") || name.holds("奖励") ? (.funding, "indicator") : (c, "indicator")
            case .investment, .funding, .revenue, .price, .other: return (c, "indicator")
            case .share where p.indicator.map { $0.name.holds("股") || $0.name.holds("出资") || $0.name.holds("权益") || $0.name.holds("持有") } ?? false: return (.investment, "paid-for-shares")
            case .share: break
            case .resource: return (.other, "cost")
            // 1.28亿元用于某某生产项目
            case .production, .capacity:
                let behind = r.view(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 2)))
                return behind.equals("用于") ? (.investment, "spent-on") : (.revenue, "value-of-output")
            case .change: return (.change, "indicator")
            case .technical, .count: break
            }
        }
        if d.doubts.contains(.unit), p.indicator == nil, ["产业", "集群", "级产业", "级集群"].contains(where: { head.begins($0) }) || r.text[d.quantity.span.end - 1] == "级" { return (.revenue, "size-of-industry") }
        // 签订了7.9亿元的货车|销售合同
        if Self.contract(behind: d, r) != nil { return (.revenue, "contract") }
        if p.verb.contains(.fund) { return (.funding, "verb-of-funding") }
        if p.verb.contains(.invest) { return (.investment, "verb-of-investing") }
        // 现场签约超300亿元
        if p.indicator == nil, let at = p.verbRange, at.upperBound - at.lowerBound >= 2, r.text[at.upperBound - 2] == "签" && r.text[at.upperBound - 1] == "约" { return (.investment, "verb-of-signing") }
        // 头潮菇卖了1.6万元
        if p.indicator == nil, d.quantity.low >= Self.cheap, Self.soldFor.anyEnds(r.string(extent(max(r.start(of: d.clause), d.quantity.span.start - 3), d.quantity.span.start))) { return (.revenue, "verb-of-selling") }
        if head.ends("引导资金") || head.ends("专项资金") || head.ends("扶持资金") || head.ends("奖励资金") || head.ends("发展资金") { return (.funding, "head") }
        if head.holds("基金") || head.holds("补贴") || head.holds("奖补") || head.ends("资助") || head.ends("資助") || head.ends("補助") || head.ends("補貼") { return (.funding, "head") }
        // 每案上限提高到500萬元, of what is granted
        if p.indicator == nil || p.indicator?.category == .funding, r.view(p.range).ends("上限"), Self.granted.anyIn(r.written, extent(r.start(of: d.sentence), d.quantity.span.start)) { return (.funding, "money-noun") }
        if let c = indicatorIn(head, r) { return (c, "head") }
        let text = r.string(p.range)
        if text.ends("资金") { return (text.holds("募集") || text.holds("到位") || text.holds("投入") ? .investment : .funding, "money-noun") }
        if text.holds("基金") || text.holds("奖补") || text.holds("补贴") || text.ends("经费") || text.ends("补") || text.ends("奖") || text.ends("补偿") { return (.funding, "money-noun") }
        // 每吨的上调幅度达到50至150元
        if text.ends("幅度") || text.ends("涨幅") || text.ends("跌幅") || text.ends("降幅") || text.ends("升幅") { return (.change, "rate-of-growth") }
        if text.ends("价") || text.ends("价格") || text.ends("报价") { return (.price, "money-noun") }
        // 项目投资计划总金额
        if text.ends("金额") || text.ends("总额"), Self.aids.anyIn(r.written, extent(max(r.start(of: d.clause), p.range.lowerBound - 6), p.range.upperBound)) { return (.funding, "money-noun") }
        if text.holds("投资"), text.ends("额") || text.ends("规模") || text.ends("计划") { return (.investment, "money-noun") }
        if text.ends("额") || text.ends("收入") || text.ends("值") || text.ends("利") || text.ends("税") { return (.revenue, "money-noun") }
        if text.ends("投资") || text.ends("投入") { return (.investment, "money-noun") }
        // 某某科技投|1.91亿元
        if p.indicator == nil, d.quantity.span.start > 1, r.text[d.quantity.span.start - 1] == "投", Self.invests(r.text[d.quantity.span.start - 2]) { return (.investment, "money-put") }
        // 合肥谷岭农业烘干设备项目|1.9亿元
        if p.indicator == nil, p.verb.isEmpty, text.scalarCount >= 6, text.ends("项目") || text.ends("工程") || text.ends("产业园") { return (.investment, "project-of-money") }
        if text.ends("费") || text.ends("款") || text.ends("债") { return (.other, "money-noun") }
        if head.ends("项目") || head.ends("工程") { return (.investment, "project-of-money") }
        if d.quantity.high < Self.dear, Self.sells.anyEnds(r.string(extent(max(r.start(of: d.clause), d.quantity.span.start - 4), d.quantity.span.start))) { return (.price, "verb-of-pricing") }
        // 县财政又拿出500万元
        if p.indicator == nil, case let words = r.string(extent(r.start(of: d.clause), d.quantity.span.start)), words.holds("财政"), Self.grants.anyEnds(words) { return (.funding, "verb-of-funding") }
        if p.verb.contains(.make) { return (.revenue, "verb-of-selling") }
        if p.range.isEmpty || d.phrase?.indicator == nil, Self.spends(behind: d.quantity.span.end, r) != nil { return (.investment, "spent-on") }
        // 1204亿！光伏…签下大单: what a headline shouts
        if d.quantity.span.end < r.text.count, r.text[d.quantity.span.end] == "！" || r.text[d.quantity.span.end] == "!", Self.orders.anyIn(r.written, extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 30))) { return (.revenue, "headline-order") }
        // 100亿元！某股份投建新材料项目
        if d.quantity.span.end < r.text.count, r.text[d.quantity.span.end] == "！" || r.text[d.quantity.span.end] == "!", case let rest = r.string(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 30))), ["投建", "投资", "扩产", "扩建", "开工", "落户", "签约"].contains(where: { rest.holds($0) }) { return (.investment, "headline-money") }
        return (.other, "money")
    }

    /// 把2.3亿元|投在偃师区, 拿出|32亿元，新建…: money that goes into something.
    private func isPutIn(_ d: Draft, _ r: Reading) -> Bool {
        let before = extent(max(r.start(of: d.clause), d.quantity.span.start - 4), d.quantity.span.start)
        let behind = extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 24))
        if Self.takes.anyEnds(r.written, before) { return Self.puts.anyBegins(r.written, behind) }
        return Self.hasPut.anyEnds(r.written, before) || Self.provides.anyEnds(r.written, before) && Self.sites.anyIn(r.written, behind)
    }

    /// 以4.95亿美元|作为对价.
    static func isConsideration(_ d: Draft, _ r: Reading) -> Bool {
        r.view(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 4))).equals("作为对价")
    }

    /// 货车销售合同 of 签订了|7.9亿元|的货车销售合同.
    static func contract(behind d: Draft, _ r: Reading) -> String? {
        guard r.view(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 26))).holds("合同") else { return nil }
        let words = r.words(behind: d.quantity.span.end, reach: 24, upTo: "，。；：、\n（")
        let name = words.begins("的") ? String(words.dropFirst()) : words
        return sales.anyEnds(name) ? name : nil
    }

    private static let sales: AffixList = ["销售合同", "维保合同", "采购合同", "供货合同", "总承包合同", "施工合同", "买卖合同", "服务合同", "维修合同", "订购合同"]
    private static let worths: AffixList = ["股权价值", "权益价值", "评估价值", "账面价值", "资产价值", "评估值", "账面值"]
    private static let bareSums = ["金额", "总金额", "总额"]
    static let aids: AffixList = ["政府补助", "财政补贴", "财政补助", "政府补贴", "补助资金"]
    private static let takes: AffixList = ["把", "将"]
    private static let hasPut: AffixList = ["投了", "砸了", "投下了", "再砸", "决心投", "决定投", "又砸", "掏出", "期投", "追加"]
    private static let provides: AffixList = ["拿出", "投下", "砸下", "砸"]

    /// Square metres that a line makes and no hall has.
    private static let large = ExactDecimal(200_000)
    private static let granted: AffixList = ["资助", "資助", "补助", "補助", "补贴", "補貼", "津贴", "津貼", "奖励", "獎勵"]
    private static let purchases: AffixList = ["收购", "收購", "股权", "股權", "增资", "入股"]
    private static let sites: AffixList = ["建", "厂", "廠", "产线", "產線", "项目", "項目", "基地", "征地", "土地", "扩产"]
    private static let orders: AffixList = ["订单", "大单", "长单", "销售合同", "訂單"]
    private static let puts: AffixList = ["投在", "投向", "投到", "投进", "投入", "用于建", "用在", "砸向"]
    /// What one thing costs: sums from here on are sales.
    private static let dear = ExactDecimal(100_000)
    /// 一斤才卖|三块二, 昨日收在|86.4元.
    private static let sells: AffixList = ["卖", "卖到", "才卖", "只卖", "可卖", "能卖", "卖出", "售", "售价", "收在", "昨收", "收报", "报收", "报", "给到", "卖价", "价", "身价", "呎价", "呎價"]
    /// Below it stands what one thing costs.
    private static let cheap = ExactDecimal(5000)
    private static let soldFor: AffixList = ["卖了", "卖出", "卖得", "售得", "进账", "挣了", "赚了"]
    private static let quoted: AffixList = ["报", "收报", "报收", "收于", "报价", "收在", "报于"]
    private static let grants: AffixList = ["拿出", "安排", "拨付", "下达", "列支", "投入", "出资", "落实", "筹措", "筹集"]

    /// 拟4.3亿元|投建…基地, 3亿元|收购…股权: what the money is spent on.
    static func spends(behind position: Int, _ r: Reading) -> String? {
        // a headline may break there
        let from = position < r.text.count && Scalars.isSpace(r.text[position]) ? position + 1 : position
        let words = r.string(extent(from, min(r.text.count, from + 4)))
        return spending.first { words.begins($0) }
    }

    private static let spending = ["投资建设", "投建", "投资", "加码", "押注", "建设", "新建", "扩建", "打造", "布局", "收购", "受让", "增资", "入股", "认购", "购买", "建"]

    /// What an indicator's name says of money.
    func category(named metric: String, in r: Reading) -> Category? { indicatorIn(metric, r) }

    private func indicatorIn(_ head: String, _ r: Reading) -> Category? {
        guard !head.isEmpty else { return nil }
        let scalars = ContiguousArray(head.unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b in
            var found: Category?
            var i = 0
            while i < b.count {
                if let (word, end) = r.vocabulary.match(in: b, at: i, limit: b.count) {
                    if word.indicator >= 0 { found = r.vocabulary.indicators[Int(word.indicator)].category }
                    i = end
                } else {
                    i += 1
                }
            }
            switch found {
            case .investment, .funding, .revenue, .price, .other: return found
            default: return nil
            }
        }
    }

    private func rate(_ d: Draft, _ p: Phrase, _ head: String, _ r: Reading) -> (Category, String)? {
        let unit = d.quantity.unit
        if !p.change.isEmpty, p.reached.isEmpty { return (.change, "change-by-amount") }
        if unit.begins("CNY"), p.verb.contains(.fund) || ["补贴", "补助", "奖", "津贴", "资助"].contains(where: { head.holds($0) }) { return (.funding, "rate-of-subsidy") }
        if unit.begins("CNY/股") || unit.begins("CNY/人") {
            if MetricRule.sharePrice(before: d, r) != nil { return (.price, "price-of-sentence") }
            if let c = p.indicator?.category, c == .funding || c == .revenue || c == .price || c == .investment { return (c, "indicator") }
            // 截至收盘，报17.35元/股
            if p.indicator == nil, Self.quoted.anyEnds(r.string(extent(max(r.start(of: d.clause), d.quantity.span.start - 3), d.quantity.span.start))) { return (.price, "verb-of-pricing") }
            // 以12元/股的价格
            if head.holds("价") { return (.price, "head") }
            // 以12.5元/股|增发9600万股
            if unit.ends("/股"), MetricRule.issue(behind: d.quantity.span.end, r) != nil { return (.price, "verb-of-shares") }
            return (.revenue, "per-head")
        }
        if let slash = unit.firstIndex(of: "/"), unit[..<slash].count == 3, unit[..<slash].allSatisfy({ $0.isASCII && $0.isUppercase }) {
            // 压榨亏损35元/吨
            if p.indicator?.name.ends("亏损") == true { return (.revenue, "indicator") }
            if let c = p.indicator?.category, c == .funding || c == .investment || c == .revenue && ["/mu", "/ha", "/m2", "/a", "/d", "/月", "/户", "/km"].contains(where: { unit.ends($0) }) { return (c, "indicator") }
            return (.price, "money-per-unit")
        }
        if unit.ends("/a") || unit.ends("/d") || unit.ends("/月") {
            if let c = p.indicator?.category, c == .capacity || c == .production || c == .resource || c == .count { return (c, "indicator") }
            return (unit.begins("t/") || unit.begins("m3/") || unit.begins("m2/") || unit.begins("k") || Self.made.contains(String(unit.prefix { $0 != "/" })) ? .capacity : .count, "per-time")
        }
        if unit.ends("/mu") || unit.ends("/ha") { return (.production, "yield") }
        if let c = p.indicator?.category { return (c, "indicator") }
        return (.technical, "rate")
    }

    /// 增长的|有|27只, 下滑的|达|13家.
    private func countsThoseThat(before position: Int, _ r: Reading) -> Bool {
        var i = position
        while i > 1, position - i < 3, Self.isOfBeing(r.text[i - 1]) { i -= 1 }
        return i > 0 && r.text[i - 1] == "的"
    }

    private static func isOfBeing(_ c: UInt32) -> Bool {
        switch c {
        case "有", "达", "達", "為", "为", "仅", "只", "共", "也", "就": return true
        default: return false
        }
    }

    private func mass(_ d: Draft, _ p: Phrase, _ head: String, _ r: Reading) -> (Category, String)? {
        if !p.change.isEmpty, p.reached.isEmpty { return (.change, "change-by-amount") }
        if let c = known(p.indicator, [.capacity, .production, .resource, .technical, .other, .revenue]) {
            return (c == .revenue ? .production : c, "indicator")
        }
        if head.holds("产能") || head.holds("生产能力") { return (.capacity, "head") }
        // 4.2亿吨|铝土矿储量
        if p.indicator == nil, head.ends("储量") || head.ends("资源量") || head.ends("儲量") { return (.resource, "head") }
        // 拥有|铅锌资源|分别为2260万吨, |增储|132万吨
        if p.indicator == nil, case let words = r.view(p.range), words.ends("资源") || words.ends("资源量") || words.ends("储量") || words.ends("增储") { return (.resource, "indicator") }
        // 日烘鲜花能力达到6吨
        if p.indicator == nil, case let words = r.view(p.range), words.ends("能力") || words.ends("线规模") || words.ends("装置") { return (.capacity, "ability") }
        // 72万吨出货量
        if p.indicator == nil, Self.shipped.contains(where: { head.begins($0) }) { return (.production, "head") }
        // 每年可回收碳酸锂4000吨
        if Self.yearly.anyIn(r.written, extent(r.start(of: d.clause), d.quantity.span.start)) { return (.capacity, "verb-of-making") }
        // 两条日产2500吨的水泥熟料线
        if p.indicator == nil, Self.lines.anyEnds(head), r.string(extent(r.start(of: d.clause), d.quantity.span.start)).ends("日产") { return (.capacity, "size-of-project") }
        // 项目中的一期|10万吨建成
        if p.indicator == nil, Self.phases.anyEnds(r.string(extent(max(0, d.quantity.span.start - 3), d.quantity.span.start))), Self.built.anyBegins(r.written, extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 3))) { return (.capacity, "put-into-operation") }
        // 一期5万吨将于2021年底投产: what is put into operation is a capacity
        if p.indicator == nil, let j = r.startOfOperation(behind: d), r.tokens[j].indicator < 0 { return (.capacity, "put-into-operation") }
        if p.indicator == nil, p.verb.isEmpty, p.atClauseStart || r.text[max(0, d.quantity.span.start - 1)] == "、", r.startOfOperation(behind: d, acrossList: true) != nil { return (.capacity, "put-into-operation") }
        if p.verb.contains(.need) { return (.resource, "need") }
        if p.verb.contains(.use) { return (.resource, "verb-of-use") }
        if p.verb.contains(.make) { return (.production, "verb-of-making") }
        // 600万吨高档稀土钢项目: the size of a project is a capacity
        let head = head.ends("建设") || head.ends("改造") ? String(head.dropLast(2)) : head
        if head.ends("项目") || head.ends("生产线") || head.ends("产线") || head.ends("基地") || head.ends("工程") || head.ends("装置") || head.holds("项目") || head.holds("生产线") {
            return (.capacity, "size-of-project")
        }
        if reachesProject(d, r) { return (.capacity, "size-of-project") }
        if !head.isEmpty, p.range.isEmpty, p.verb.isEmpty { return (.technical, "size-of-thing") }
        return (.production, "mass")
    }

    private static let built: AffixList = ["建成", "已建成"]
    private static let phases: AffixList = ["一期", "二期", "三期", "首期", "一期的", "二期的"]
    private static let shipped = ["出货量", "销量", "产量", "销售量", "交付量", "出口量", "进口量", "的出货量", "的销量", "的产量"]
    private static let yearly: AffixList = ["每年可", "年可回收", "年可处理", "年可生产", "年可加工", "年可消纳"]
    private static let lines: AffixList = ["线", "装置", "窑", "厂", "项目", "车间", "高炉", "工程"]

    /// What makes things is not made by them: 精深加工生产线1条.
    private static let works = ["生产线", "产线", "流水线", "大棚", "车间", "基地", "中心", "平台", "工厂", "厂"]

    /// 30万吨合成氨52万吨尿素项目: the project stands behind other sizes of it.
    private func reachesProject(_ d: Draft, _ r: Reading) -> Bool {
        var i = d.quantity.span.end
        while i + 1 < r.text.count, i - d.quantity.span.end < 24 {
            switch r.text[i] {
            case "，", "。", "；", "、", "：", ",", ";", "\n", "的": return false
            case "项" where r.text[i + 1] == "目": return i > d.quantity.span.end
            default: i += 1
            }
        }
        return false
    }

    /// Classifiers of things that come off a line; counting them after a verb of making is production.
    static let made: WordSet = ["棒", "锭", "辆", "台", "套", "部", "件", "只", "片", "块", "张", "架", "艘", "支", "瓶", "箱", "盒", "双", "条", "颗", "粒", "头", "羽", "株", "台套", "kg", "桶", "组", "枚", "根", "卷", "打", "枝", "輛", "臺", "隻", "張", "條", "顆", "頭", "組", "雙", "輌"]
}
