import Facts
import Lexicons

/// The indicator's name and the thing measured, from the phrase, the verb and the noun behind the figure.
struct MetricRule: Sendable {
    struct Answer { var metric: String; var item: String; var rule: String; var sure: Bool }

    func metric(
        of d: Draft, phrase: Phrase, head headText: String, previous: Draft?, similar: Draft?, in r: Reading
    ) -> Answer {
        // without its unit, whose name would be counted with every copy
        let q = d.figure, unit = d.quantity.unit
        let isRuledByHead = d.rule.equals("head")
        let category = d.category ?? .other

        if category == .price || category == .share, let price = Self.sharePrice(before: d, r) { return Answer(metric: price, item: "", rule: "price-of-sentence", sure: true) }
        // 占据17%市场份额, 拿下73%的市场份额
        if category == .share, let said = Self.marketShares.beginning(of: r.written, extent(q.span.end, min(r.text.count, q.span.end + 6))) {
            return Answer(metric: String(said.drop { $0 == "的" }), item: previous?.sentence == d.sentence && previous?.category != .share ? previous?.item ?? "" : "", rule: "indicator-behind", sure: true)
        }
        // 向特定对象|发行|不超过15亿股, |减持|公司股份700万股
        if category == .count, unit == "股", let deal = dealInShares(before: d, r) { return Answer(metric: deal, item: "", rule: "verb-of-shares", sure: true) }
        if phrase.share != nil, category == .share || category == .count {
            return share(d, phrase, previous, r)
        }
        // 占GDP的比重由45%提高到65%
        if category == .change, d.from != nil, let share = phrase.share, share.lowerBound < phrase.range.upperBound, case let whole = r.string(extent(share.lowerBound, phrase.range.upperBound)), whole.scalarCount >= 4 {
            return Answer(metric: whole, item: phrase.part.map { r.string($0) } ?? "", rule: "share-of-whole", sure: true)
        }
        if category == .count, phrase.range.isEmpty, phrase.verb.isEmpty || phrase.verb.contains(.copula) || unit != "人" && unit != "户", headText.isEmpty, !unit.isEmpty, Self.selfNamed.contains(unit) {
            // 东城区 53.6万人, under 人口地区分布
            if unit == "人", case let before = extent(max(0, q.span.start - 400), q.span.start), Self.population.anyIn(r.written, before) { return Answer(metric: "人口", item: "", rule: "indicator-of-sentence", sure: true) }
            // 减贫1.2万户|3.1万人: the same in other units
            if let previous, previous.category == .count, previous.quantity.span.end == q.span.start, previous.metric != previous.quantity.unit { return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: true) }
            return Answer(metric: unit, item: unit, rule: "unit-names-itself", sure: true)
        }
        if let thing = phrase.thing, let at = phrase.indicatorRange {
            return Answer(metric: r.string(at), item: r.string(thing), rule: "verb-of-making", sure: true)
        }
        // 以275万吨的年产能稳居第一, 以72万吨出货量连续十年…
        if isRuledByHead, category == .capacity || category == .production, phrase.indicator == nil, let said = indicatorIn(headText, r), headText.begins(said) || headText.ends(said) {
            return Answer(metric: said, item: headText.ends(said) ? String(headText.unicodeScalars.dropLast(said.unicodeScalars.count)) : "", rule: "indicator-behind", sure: true)
        }
        // 新建厂房及附属用房|7.8万平方米, behind the land
        if category == .resource, q.dimension == .area, phrase.indicatorRange == nil, unit == "m2", let thing = built(before: d, r) {
            return Answer(metric: Self.floors.contains(where: { thing.holds($0) }) ? "建筑面积" : "面积", item: thing, rule: "floor-built", sure: true)
        }
        // 新建2万平方米的|育苗中心, 启动|10万亩|蔬菜基地项目: the property that the unit measures
        if category == .resource, q.dimension == .area, phrase.indicator == nil, headText.scalarCount >= 2, phrase.range.isEmpty || Self.undertaken.contains(r.text, phrase.range) || Self.zones.anyEnds(r.written, phrase.range), indicatorIn(headText, r) == nil {
            return Answer(metric: "面积", item: headText, rule: "size-of-thing", sure: true)
        }
        // 工业园|首期|2.7平方公里基础设施建设
        if category == .resource, q.dimension == .area, phrase.indicator == nil, Self.stages.contains(r.written, phrase.range) { return Answer(metric: "面积", item: headText, rule: "size-of-thing", sure: true) }
        // 一期|50kt/a磷酸铁
        if category == .capacity, phrase.indicator == nil, unit.holds("/"), Self.stages.contains(r.written, phrase.range) { return Answer(metric: "产能", item: headText, rule: "size-of-project", sure: true) }
        // 合同标的为磷酸铁锂，|数量|5.6万吨
        if category == .production, phrase.indicator == nil, Self.dealtAmounts.contains(r.written, phrase.range) { return Answer(metric: r.string(phrase.range), item: previous?.sentence == d.sentence ? previous?.item ?? "" : "", rule: "noun-before", sure: true) }
        // 提供400余个|岗位
        if category == .count, phrase.indicator.map({ $0.category == .count && !$0.name.ends("岗位") }) ?? true, let post = Self.posts.beginning(of: r.written, extent(q.span.end, min(r.text.count, q.span.end + 4))) { return Answer(metric: post, item: post, rule: "noun-behind", sure: true) }
        // 转让某公司60%的股权, 新合新74.81%股权作价…
        if category == .share, let stake = stake(behind: q.span.end, r) { return Answer(metric: stake, item: stakeHolding(before: q.span.start, d, r), rule: "noun-behind", sure: true) }
        if category == .funding, phrase.verb.contains(.fund), ["奖励", "补助", "补贴", "津贴", "资助", "扶持", "贴息", "经费", "奖金", "配套"].contains(where: { headText.ends($0) }) {
            return Answer(metric: headText, item: "", rule: "noun-behind", sure: true)
        }
        // 以16%的市场份额排名第四, 以1060万部的出货量位居第三
        if category == .share || category == .production && isRuledByHead, q.span.end < r.text.count, r.text[q.span.end] == "的", case let behind = r.string(extent(q.span.end + 1, min(r.text.count, q.span.end + 6))), let said = Self.ranked.first(where: { behind.begins($0) }) {
            return Answer(metric: said, item: phrase.indicator == nil && !phrase.range.isEmpty && isOwner(phrase.range, r) ? "" : previous?.item ?? "", rule: "indicator-behind", sure: true)
        }
        // 以0.1%的国土面积创造了约全国13%的GDP
        if category == .share, q.span.end < r.text.count, r.text[q.span.end] == "的", !headText.isEmpty, headText.scalarCount >= 2, r.text[max(0, q.span.start - 1)] == "以" || phrase.indicator == nil && phrase.range.isEmpty && indicatorIn(headText, r) != nil || isWhole(before: q.span.start, r) && indicatorIn(headText, r) != nil {
            return Answer(metric: headText, item: "", rule: "noun-behind", sure: true)
        }
        // 其中六成多是返乡青年, 产品七成销往长三角
        if category == .share, d.rule.equals("bare-percent"), phrase.indicator == nil, let kind = kindOfPart(behind: q.span.end, r) { return Answer(metric: kind, item: r.string(phrase.range), rule: "noun-behind", sure: true) }
        // 签订的20.36万吨|多晶硅长单销售合同
        if category == .production, q.dimension == .mass, phrase.indicator == nil, phrase.range.isEmpty || d.rule.equals("mass"), let (thing, deal) = contract(behind: q.span.end, r) { return Answer(metric: deal, item: thing, rule: "noun-behind", sure: true) }
        // 某某股份|拟|9670万元|收购兽药企业
        if d.rule.equals("spent-on") || d.rule.equals("paid-for-shares"), phrase.range.isEmpty || r.name(covering: phrase.range)?.kind == .organisation, let verb = CategoryRule.spends(behind: q.span.end, r) { return Answer(metric: ["收购", "受让", "增资", "入股", "认购", "购买"].contains(verb) ? verb : "投资", item: "", rule: "verb-behind", sure: false) }
        // 曜能科技则上升2.3个百分点: an owner, and the indicator said before
        if category != .count, phrase.indicator == nil, phrase.verb.isDisjoint(with: [.invest, .fund, .make, .use]), isOwner(phrase.range, r) || category == .change && isFirm(phrase.range, r) {
            // 上半年业绩将大幅增长，其中尖峰集团预计增长500%以上
            let told = r.view(extent(r.start(of: d.sentence), d.quantity.span.start)).holds("业绩") ? "业绩" : category == .price ? r.indicatorIndex(before: d.clause.lowerBound, after: d.sentence.lowerBound - 1).map { r.string(extent(r.tokens[$0].start, r.tokens[$0].end)) } ?? "" : ""
            return Answer(metric: previous?.metric ?? told, item: previous?.item ?? "", rule: "metric-carried", sure: previous != nil)
        }
        // 驰宏锌锗|豪掷|37亿元扩产能
        if category == .investment, phrase.indicator == nil, let verb = phrase.verbRange, phrase.verb.contains(.invest), isOwner(core(of: phrase.range, phrase, r).metric, r) { return Answer(metric: r.string(verb), item: "", rule: "verb", sure: true) }
        // 某某科技投|1.91亿元|生产…
        if category == .investment, phrase.indicator == nil, d.rule.equals("money-put") { return Answer(metric: "投资", item: "", rule: "verb", sure: true) }
        // 使用不超过5亿元的闲置募集资金|进行现金管理
        if isRuledByHead, q.dimension == .money, phrase.indicator == nil, let said = indicatorIn(headText, r), let before = headText.before(said), before.scalarCount <= 4, headText.scalarCount > before.scalarCount + said.scalarCount { return Answer(metric: before + said, item: "", rule: "indicator-behind", sure: true) }
        // 计提了高达4.8亿元的资产减值损失
        if isRuledByHead, q.dimension == .money || q.dimension == .rate, phrase.indicator == nil, let said = indicatorIn(headText, r), headText.ends(said), headText.scalarCount >= (q.dimension == .rate || headText == said ? 2 : 3) { return Answer(metric: headText, item: "", rule: "indicator-behind", sure: true) }
        if category == .price, let price = priceOfShares(d, phrase, r) { return price }
        // 每公斤能卖到1200元, 宏达传动报17.35元/股
        if d.rule.equals("verb-of-pricing"), phrase.indicator == nil {
            if unit.ends("/股") || unit == "CNY" && Self.shareWords.anyIn(r.written, extent(r.start(of: d.sentence), q.span.start)) { return Answer(metric: "股价", item: "", rule: "verb-of-pricing", sure: true) }
            let thing = r.string(core(of: phrase.range, phrase, r).metric)
            return Answer(metric: "价格", item: (2...10).contains(thing.scalarCount) && !isOwner(phrase.range, r) ? thing : previous?.category == .price ? previous?.item ?? "" : "", rule: "verb-of-pricing", sure: true)
        }
        // 签订了约7.9亿元的|货车销售合同
        if d.rule.equals("contract"), let contract = CategoryRule.contract(behind: d, r) { return Answer(metric: contract, item: "", rule: "noun-behind", sure: true) }
        // 品种5个，为醋酸（涨幅|7.9%|）: of its price, not of what was counted
        if category == .change, let rate = rateInBrackets(before: d, r), previous.map({ $0.category == .count || Self.moves.contains($0.metric) }) ?? true { return Answer(metric: rate, item: "", rule: "indicator-before", sure: false) }
        if d.rule.equals("headline-order") { return Answer(metric: "订单", item: "", rule: "verb-behind", sure: false) }
        if d.rule.equals("headline-money") { return Answer(metric: "投资", item: "", rule: "verb-behind", sure: false) }
        // 41亿元|用于年产11GW…项目, of money raised
        if q.dimension == .money, phrase.indicator == nil || phrase.range.isEmpty, case let behind = r.view(extent(q.span.end, min(r.text.count, q.span.end + 3))), behind.begins("用于") || behind.begins("将用于") || behind.begins("投向") {
            let before = r.string(extent(max(0, q.span.start - 160), q.span.start))
            return Answer(metric: ["募集", "募资", "可转", "发行", "定增"].contains { before.holds($0) } ? "募集资金" : previous?.metric ?? "资金", item: "", rule: "money-used", sure: false)
        }
        // 16GW大尺寸电池产能
        if category == .capacity, q.dimension == .power || q.dimension == .energy, phrase.indicator == nil, let made = r.words(behind: q.span.end, reach: 20, upTo: "，。；、（").before("产能"), !made.holds("项目") {
            return Answer(metric: "产能", item: made, rule: "size-of-project", sure: true)
        }
        if d.rule.equals("project-of-money"), phrase.verbRange == nil, phrase.range.isEmpty, !r.string(extent(max(0, q.span.start - 2), q.span.start)).ends("中标") { return Answer(metric: "投资", item: "", rule: "verb-behind", sure: false) }
        if category == .investment, d.rule.equals("money"), phrase.indicator == nil, phrase.range.isEmpty { return Answer(metric: "投资", item: "", rule: "verb-behind", sure: false) }
        if d.rule.equals("spent-on"), CategoryRule.spends(behind: q.span.end, r) == nil || phrase.indicator == nil && !phrase.verb.isDisjoint(with: [.fund]) { return Answer(metric: "投资", item: "", rule: "verb-behind", sure: false) }
        if d.rule.equals("spent-on"), let verb = CategoryRule.spends(behind: q.span.end, r) {
            return Answer(metric: ["收购", "受让", "增资", "入股", "认购", "购买"].contains(verb) ? verb : "投资", item: "", rule: "verb-behind", sure: false)
        }
        // 去年卖了1.2万台还亏了4700万元
        if category == .revenue, d.rule.equals("verb-of-loss") || phrase.indicator?.name.ends("亏了") == true { return Answer(metric: "亏损", item: "", rule: "indicator-before", sure: true) }
        // 归母净利润却|亏损6681万元，上年同期还|盈利1.4亿元
        if category == .revenue, let at = phrase.indicatorRange, at.count == 2, at == phrase.range, Self.results.contains(r.text, at) {
            if let j = r.indicatorIndex(before: r.tokenIndex(at: at.lowerBound), after: d.clause.lowerBound - 1), case let said = r.string(extent(r.tokens[j].start, r.tokens[j].end)), said.holds("净利") || said.holds("利润") { return Answer(metric: said, item: "", rule: "indicator-of-sentence", sure: true) }
            if let previous, previous.sentence == d.sentence, previous.metric.holds("净利") || previous.metric.holds("利润") { return Answer(metric: previous.metric, item: "", rule: "metric-carried", sure: true) }
        }
        // 年可生产|竹笋、食用菌制品|4500吨
        if category == .capacity, phrase.indicator == nil, let made = Self.madeYearly.beginning(of: r.written, extent(r.start(of: d.clause), q.span.start)), case let thing = r.string(extent(r.start(of: d.clause) + made.scalarCount, q.span.start)), thing.scalarCount <= 20 { return Answer(metric: made, item: thing, rule: "verb-of-making", sure: true) }
        // 每年可回收碳酸锂4000吨
        if category == .capacity, phrase.indicator == nil, case let words = r.string(extent(r.start(of: d.clause), phrase.range.upperBound)), let behind = words.behind("每年可"), behind.count > 2, case let thing = r.string(phrase.range), !thing.isEmpty, case let said = "每年可" + behind.prefix(2), !said.holds(thing) {
            return Answer(metric: said, item: thing, rule: "verb-of-making", sure: true)
        }
        // 而2019年这一数字还只有527万吨
        if phrase.indicator == nil, let similar, Self.sameNumbers.anyIn(r.written, extent(r.start(of: d.clause), q.span.start)) { return Answer(metric: similar.metric, item: similar.item, rule: "metric-carried", sure: true) }
        // 小麦亩产1150斤，按|每斤1.35元|算
        if category == .price, phrase.indicatorRange == nil, phrase.range.isEmpty, let said = phrase.indicator, said.category == .production || said.category == .resource || said.category == .capacity { return Answer(metric: "价格", item: previous?.sentence == d.sentence ? previous?.item ?? "" : "", rule: "money-per-unit", sure: true) }
        // 散单成交在每吨66.5万元左右
        if category == .price, r.view(extent(max(r.start(of: d.clause), q.span.start - 3), q.span.start)).ends("成交在") { return Answer(metric: "成交", item: "", rule: "verb", sure: true) }
        // 使用寿命是|上一代产品|的1.5倍, 成交台数是上届的2.3倍: what stands before 是
        if category == .change, q.dimension == .multiple, phrase.indicator == nil, let told = comparedPart(d, phrase, r) {
            if let metric = told { return Answer(metric: metric, item: "", rule: "part-compared", sure: true) }
            if let previous, previous.sentence == d.sentence, !previous.metric.isEmpty { return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: true) }
        }
        if phrase.indicator == nil, let previous, previous.sentence == d.sentence, !previous.metric.isEmpty, isMeasuredAgainst(phrase, d, category, r) { return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: true) }
        // 全年涨幅达208%, of what the sentence has told no figure
        if category == .change, phrase.indicator == nil, previous == nil, let rate = phrase.rateRange, case let said = r.string(rate), said == "涨幅" || said == "跌幅" || said == "升幅" { return Answer(metric: said, item: "", rule: "indicator-before", sure: true) }
        // 财政收入11.5亿元，比上年同期|增收|3.3亿元
        if category == .change, q.dimension == .money, let previous, previous.sentence == d.sentence, previous.category == .revenue, previous.quantity.dimension == .money, d.quantity.span.start >= 3, r.text[d.quantity.span.start - 3] != "均", Self.growths.contains(r.text, extent(d.quantity.span.start - 2, d.quantity.span.start)) { return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: true) }
        if phrase.indicator == nil || phrase.indicator?.name == "股份", movesShares(d, r) { return Answer(metric: "股价", item: "", rule: "shares-moved", sure: true) }
        let whole = phrase.range
        let core = core(of: whole, phrase, r)
        let coreText = r.string(core.metric)
        // 合肥谷禾农业烘干设备项目|1.9亿元, in a list of projects
        if category == .investment, phrase.indicator == nil, phrase.verb.isDisjoint(with: [.invest, .fund]), coreText.ends("项目") || coreText.ends("基地") || coreText.ends("工程") || coreText.ends("产业园") { return Answer(metric: "投资", item: coreText, rule: "project-priced", sure: true) }

        // 电子设备制造业利润增长1.1倍，有色金属冶炼和压延加工业|增长82.9%
        if category == .change, q.dimension == .percent || q.dimension == .point || q.dimension == .multiple, phrase.indicator.map({ $0.category == .count }) ?? true, !phrase.change.isEmpty, coreText.ends("业"), coreText.scalarCount >= 3, let previous, previous.sentence == d.sentence, previous.category == .change, previous.phrase?.indicator != nil || previous.isRead(by: "sector-of-indicator"), previous.phrase?.respectively != true {
            return Answer(metric: withoutSector(previous), item: r.string(whole), rule: "sector-of-indicator", sure: true)
        }
        // 完成年初预算24.6亿元的59.7%
        if let plan = Self.budget(before: d, r) { return Answer(metric: plan, item: "", rule: "budget", sure: true) }
        if category == .share, let previous, previous.isRead(by: "budget"), d.quantity.span.start - previous.quantity.span.end == 1 { return Answer(metric: "完成" + previous.metric, item: "", rule: "share-of-plan", sure: true) }
        // 新增在库项目114个，|占年度计划|126.7%
        if category == .share, q.span.start - r.start(of: d.clause) <= 8, case let words = r.string(extent(r.start(of: d.clause), q.span.start)), Self.plans.contains(words) { return Answer(metric: words, item: "", rule: "share-of-plan", sure: true) }
        // 完成年度计划的70.67%
        if category == .share, let plan = planFulfilled(d, r) { return Answer(metric: plan, item: "", rule: "share-of-plan", sure: true) }
        // 千亿产业, 百亿级产业集群
        if q.dimension == .money, d.doubts.contains(.unit), phrase.indicator == nil, Self.sizes.contains(where: { headText.begins($0) }) || d.rule.equals("size-of-industry") && r.text[q.span.end - 1] == "级" {
            return Answer(metric: "产值", item: coreText == headText ? "" : headText, rule: "size-of-industry", sure: false)
        }
        // 智能养菌室4栋11520平方米: the size of what was counted
        if let previous, previous.quantity.span.end == q.span.start, previous.category == .count, q.dimension == .area || q.dimension == .length || q.dimension == .mass || q.dimension == .volume, phrase.indicator == nil {
            return Answer(metric: property(q, r), item: previous.item, rule: "property-of-counted", sure: true)
        }
        if q.dimension == .speed, r.view(extent(q.span.start, min(q.span.end, q.span.start + 2))).equals("时速") { return Answer(metric: "时速", item: headText, rule: "property-of-size", sure: true) }
        // 距通化市53公里, 到南昌37公里
        if q.dimension == .length, category == .other || category == .technical, let goal = goal(of: d, r) { return Answer(metric: "距离", item: goal, rule: "distance", sure: true) }
        if q.dimension == .length, category == .technical, phrase.indicator == nil, let side = Self.side(before: q.span.start, r) {
            let thing = whole.upperBound == q.span.start - 1 || whole.upperBound == q.span.start ? r.string(extent(whole.lowerBound, max(whole.lowerBound, min(whole.upperBound, q.span.start - 1)))) : ""
            return Answer(metric: side, item: thing.isEmpty && previous?.category == .technical && previous?.sentence == d.sentence ? previous?.item ?? "" : thing, rule: "side-of-thing", sure: true)
        }
        if unit == "tf" { return Answer(metric: "压力", item: headText, rule: "property-of-size", sure: true) }
        // 10GW电池及组件项目, 5GW组件厂
        if category == .capacity, phrase.indicator == nil, q.dimension == .power || q.dimension == .energy, Self.plants.contains(where: { headText.ends($0) }), !Self.stations.contains(where: { headText.holds($0) }) {
            return Answer(metric: "产能", item: headText, rule: "size-of-project", sure: true)
        }
        // 黄河上游|100兆瓦|并网光伏项目
        if category == .capacity, phrase.indicator == nil, q.dimension == .power, let plant = plant(behind: q.span.end, r), Self.stations.contains(where: { plant.holds($0) }) {
            return Answer(metric: "装机容量", item: headText.isEmpty ? plant : headText, rule: "size-of-project", sure: true)
        }
        // 兰白|千万吨|炼化基地
        if category == .capacity, phrase.indicator == nil, d.rule.equals("size-of-project"), q.dimension == .mass || q.dimension == .volume, phrase.verb.isEmpty || phrase.verb.isDisjoint(with: [.make]), !coreText.isEmpty, !headText.isEmpty {
            return Answer(metric: "产能", item: headText, rule: "size-of-project", sure: true)
        }
        // 首次库仑效率93.7%，较商用产品高6.5个百分点; 为磷酸铁锂电芯的九成
        if let previous, previous.sentence == d.sentence, !previous.metric.isEmpty, category == .share || category == .change, phrase.indicator == nil, isCompared(d, r) {
            return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: true)
        }
        // 0.8毫米厚度的普通钢材, 18米高的储罐
        if category == .technical, q.dimension == .length, let side = Self.side(behind: q.span.end, r) { return Answer(metric: side, item: headText.begins(side) ? headText.behind("的") ?? "" : headText, rule: "property-of-size", sure: true) }
        // 220kV交流电力电缆, 30厘米×30厘米模组
        if category == .technical, phrase.indicator == nil, d.rule.equals("size-of-thing") || q.dimension == .voltage, !headText.isEmpty || d.rule.equals("size-of-thing") {
            return Answer(metric: property(q, r), item: headText, rule: "property-of-size", sure: false)
        }
        if coreText.isEmpty, headText.isEmpty, phrase.indicator == nil, phrase.change.isEmpty, let label = label(of: d, r) { return Answer(metric: label, item: "", rule: "noun-before", sure: true) }
        if category == .count, headText.isEmpty, let kind = listedKind(d, r) { return Answer(metric: kind, item: kind, rule: "kind-of-list", sure: true) }
        // 14个乡镇|234个|行政村: what the figure in front counts is not this one's
        let isCounted = previous.map { $0.category == .count && !headText.isEmpty && $0.metric == coreText && $0.quantity.span.end + coreText.scalarCount == q.span.start } ?? false
        if category == .count, coreText.isEmpty || isCounted || prefersHead(d, r, phrase, coreText, headText) {
            if !headText.isEmpty { return Answer(metric: headText, item: headText, rule: "noun-behind", sure: true) }
        }
        // 建成投产4项、在谈3项, behind their money: of the projects counted before
        if category == .count, headText.isEmpty, coreText.scalarCount <= 1, let counted = similar ?? previous, counted.category == .count, counted.quantity.unit == unit, !counted.metric.isEmpty {
            return Answer(metric: counted.metric, item: counted.item, rule: "metric-carried", sure: false)
        }
        // 完成集装箱吞吐量611万TEU，其中|沿海主要港口|完成574万TEU: of what was told of all
        if phrase.indicator == nil || phrase.indicator?.category == .count, Self.gates.anyEnds(coreText), r.text[q.span.start - 1] == "成" || r.text[q.span.start] == "突", let told = similar ?? previous, told.quantity.unit == unit, !told.metric.isEmpty { return Answer(metric: told.metric, item: r.string(whole), rule: "thing-of-indicator", sure: true) }
        // 直达快线|开行|595航次
        if category == .count, let verb = phrase.verbRange, verb.upperBound == q.span.start, Self.runs.contains(r.written, verb), headText.isEmpty { return Answer(metric: r.string(verb), item: coreText, rule: "verb-of-thing", sure: true) }
        if category == .count, !coreText.isEmpty {
            return Answer(metric: coreText, item: core.item.isEmpty ? coreText : core.item, rule: "noun-before", sure: true)
        }
        // 其中风电2614万千瓦, 电解铝36.1万吨: a thing without an indicator takes the one said before
        if !coreText.isEmpty, phrase.indicator == nil, !(coreText.ends("量") && coreText.scalarCount >= 4), !(d.rule.equals("rate-suffix") && coreText.scalarCount >= 4), coreText.scalarCount >= 2 || ItemRule.elements.contains(coreText), phrase.change.isEmpty {
            // 电芯均价0.38元；碳酸锂报9.1万元: the price of the other thing is not this one's
            let isOtherPrice = category == .price && previous.map { !$0.item.isEmpty && $0.metric.holds($0.item) } == true
            // 占地160亩，建设标准化厂房12万平方米
            let isBuilding = category == .resource && q.dimension == .area && ["厂房", "用房", "办公楼", "研发楼", "宿舍", "车间", "仓库", "大棚", "建筑"].contains { coreText.ends($0) }
            // 生产汽车23415辆；销售汽车|22700辆|
            let isSold = category == .production && phrase.verbRange.map { Self.sellings.contains(r.text, $0) } == true && previous.map { !Self.sold.contains($0.metric) && !$0.metric.holds("销") } == true
            if isSold, let verb = phrase.verbRange { return Answer(metric: r.string(verb), item: coreText, rule: "verb-of-thing", sure: true) }
            // 采取八项措施，|恢复生态植被|570万亩: no part of what was counted
            let isOtherWork = category == .resource && q.dimension == .area && similar?.phrase?.indicator == nil && phrase.verb.isEmpty && coreText.scalarCount >= 5
            if !isOtherPrice, !isBuilding, !isOtherWork, let previous = isThing(coreText) ? similar ?? previous : previous, previous.category == category, previous.quantity.dimension == q.dimension, previous.phrase?.indicator != nil || previous.doubts.isEmpty || previous.isRead(by: "thing-of-indicator") && (q.dimension != .money || phrase.atClauseStart && coreText.scalarCount <= 8), !previous.metric.isEmpty, previous.item != previous.metric, !(category == .resource && !phrase.verb.isEmpty && phrase.verb.isDisjoint(with: [.copula])) {
                // 全体居民人均可支配收入…，城镇居民38904元
                // 平均日产粗钢227万吨；|生铁|198万吨: the indicator without the thing behind it
                let made = previous.phrase?.indicator.flatMap { previous.metric.begins($0.name) && $0.name.scalarCount >= 3 && previous.metric.count > $0.name.count ? $0.name : nil }
                let own = made ?? (coreText.ends("居民") ? previous.metric.behind("居民") ?? previous.metric : previous.metric)
                return Answer(metric: own, item: coreText, rule: "thing-of-indicator", sure: true)
            }
            switch category {
            case .capacity where d.rule.equals("put-into-operation"): return Answer(metric: "产能", item: coreText, rule: "size-of-project", sure: false)
            case .production where q.dimension == .mass || q.dimension == .count || q.dimension == .volume:
                if let verb = phrase.verbRange, phrase.verb.contains(.make), r.string(verb) != "生产" { return Answer(metric: r.string(verb), item: coreText, rule: "verb-of-thing", sure: true) }
                if let previous, previous.category == .production, previous.quantity.unit == unit, Self.sales.contains(previous.metric) { return Answer(metric: previous.metric, item: coreText, rule: "thing-of-indicator", sure: true) }
                if d.rule.equals("things-sold") { return Answer(metric: "销量", item: coreText, rule: "verb-of-thing", sure: true) }
                if let verb = traded(before: core.metric.lowerBound, d, r) { return Answer(metric: verb, item: coreText, rule: "verb-of-thing", sure: true) }
                return Answer(metric: "产量", item: coreText, rule: "thing-made", sure: false)
            // 种植|中药材|4.5万亩
            case .resource where q.dimension == .area && Self.plantings.anyEnds(r.written, extent(max(0, phrase.range.lowerBound - 3), phrase.range.lowerBound)): return Answer(metric: "种植面积", item: coreText, rule: "verb-of-thing", sure: true)
            case .resource where phrase.verb.contains(.use) && phrase.verbRange != nil: return Answer(metric: phrase.verbRange.map(r.string) ?? "", item: coreText, rule: "verb-of-use", sure: true)
            // 养老保险待遇水平|达207元/月
            case .price where Self.rates.anyEnds(coreText): return Answer(metric: coreText, item: "", rule: "noun-before", sure: true)
            case .price: return Answer(metric: "价格", item: coreText, rule: "thing-priced", sure: true)
            default: break
            }
        }
        // 工业用电量
        if coreText.ends("用电量") || coreText.ends("用水量"), let sector = Self.users.beginning(of: coreText) {
            return Answer(metric: String(coreText.unicodeScalars.suffix(3)), item: sector, rule: "indicator-before", sure: true)
        }
        // 第二产业投资: the sector is the item (convention 17)
        if phrase.indicator != nil, core.item.isEmpty, let sector = Self.sectors.beginning(of: coreText), coreText.scalarCount >= sector.unicodeScalars.count + 2 {
            return Answer(metric: String(coreText.unicodeScalars.dropFirst(sector.unicodeScalars.count)), item: sector, rule: "indicator-before", sure: true)
        }
        // 鲁北集团举行|30万吨/年|己内酰胺项目中交仪式: what stands before a rate names no measure of a plant
        if category == .capacity, phrase.indicator == nil, !headText.isEmpty, extent(q.span.start, q.span.end).contains(where: { r.text[$0] == "/" }), !Self.abilities.anyEnds(coreText) { return Answer(metric: "产能", item: headText, rule: "size-of-project", sure: true) }
        if !coreText.isEmpty, coreText.scalarCount >= 2 || phrase.indicator != nil {
            let made = category == .capacity && !headText.isEmpty && phrase.indicator?.name.ends("产") == true && phrase.indicatorRange?.upperBound == core.metric.upperBound
            let item = made || core.item.isEmpty && (category == .production || category == .capacity) ? headText : core.item
            let name = made ? phrase.indicatorRange.map(r.string) ?? coreText : coreText
            return Answer(metric: name, item: item, rule: phrase.indicator != nil ? "indicator-before" : "noun-before", sure: phrase.indicator != nil)
        }
        if category == .capacity, isRuledByHead, phrase.indicator == nil {
            return Answer(metric: headText.holds("产能") ? "产能" : "生产能力", item: coreText, rule: "noun-behind", sure: true)
        }
        // 具备200万千瓦光伏发电能力
        if category == .capacity, phrase.indicator == nil, headText.ends("能力") || headText.ends("容量") {
            return Answer(metric: headText, item: "", rule: "noun-behind", sure: true)
        }
        // nothing of its own: 同比增长8%, 达到72.92亿元
        if let previous, phrase.change.isEmpty, phrase.reached.isEmpty, phrase.verb.isEmpty || phrase.verb.contains(.copula), let between = indicator(after: previous.token, before: d, r) {
            return Answer(metric: between, item: "", rule: "indicator-of-sentence", sure: false)
        }
        // 40万吨/年聚氯乙烯装置, 15万吨环氧乙烷: each size before its own thing
        if !headText.isEmpty, coreText.isEmpty, phrase.change.isEmpty, phrase.reached.isEmpty, q.dimension == .mass || q.dimension == .volume || unit.ends("/a") {
            if category == .capacity { return Answer(metric: "产能", item: headText, rule: "size-of-project", sure: true) }
            if category == .production, let previous, previous.category == .production { return Answer(metric: previous.metric, item: headText, rule: "thing-of-indicator", sure: true) }
        }
        // 完成投资126亿元，300MW|地面光伏…等项目加快推进
        if category == .capacity, q.dimension == .power, phrase.indicator == nil, !headText.isEmpty, phrase.range.isEmpty, previous?.category != .capacity, phrase.change.isEmpty, phrase.reached.isEmpty, !phrase.verb.contains(.make) { return Answer(metric: "装机容量", item: headText, rule: "size-of-project", sure: false) }
        if let previous, !previous.metric.isEmpty, carries(phrase) {
            // 用水量4亿立方米，占总量的12%，比上年增加|20%|: per cent are of the amount, points of its share
            if category == .change, q.dimension == .percent, previous.sentence == d.sentence, isOfWhole(previous), Self.amounts.anyEnds(previous.item) {
                return Answer(metric: previous.item, item: "", rule: "metric-carried", sure: true)
            }
            // 产量合计占全国91%，其中湖北|113.8万吨|: of the amount that the share is of
            if previous.category == .share, category == .production || category == .revenue, phrase.change.isEmpty, q.dimension != .percent {
                if let similar, similar.category == category, similar.quantity.dimension == q.dimension { return Answer(metric: similar.metric, item: similar.item, rule: "metric-carried", sure: true) }
                if isOfWhole(previous) || previous.isRead(by: "share-part"), Self.amounts.anyEnds(previous.item) { return Answer(metric: previous.item, item: "", rule: "metric-carried", sure: true) }
            }
            return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: true)
        }
        // 6000吨|六氟磷酸锂新建产线已于6月投产
        if d.rule.equals("put-into-operation"), headText.isEmpty, let line = line(behind: q.span.end, r) { return Answer(metric: "产能", item: line, rule: "size-of-project", sure: true) }
        if category == .change, phrase.verbRange != nil, d.rule.equals("growth-noun-follows") {
            if let between = indicator(after: previous?.token ?? -1, before: d, r) { return Answer(metric: between, item: "", rule: "indicator-of-sentence", sure: false) }
        }
        if let verb = phrase.verbRange {
            let verbText = r.string(verb)
            // 凭借31%的市场占有率, 降幅达到45%: a verb that names nothing
            if category == .share || category == .change || headText.isEmpty && category != .count, Self.idle.contains(r.text, verb) || (category == .resource || category == .production || category == .revenue || category == .investment) && Self.done.contains(verbText) {
                if let said = indicatorIn(headText, r) { return Answer(metric: said, item: "", rule: "indicator-behind", sure: true) }
                if let said = indicator(after: previous?.token ?? -1, before: d, r) { return Answer(metric: said, item: "", rule: "indicator-of-sentence", sure: false) }
                if let previous, !previous.metric.isEmpty { return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: false) }
            }
            if !headText.isEmpty {
                if category == .technical, q.dimension == .length { return Answer(metric: property(q, r), item: headText, rule: "property-of-size", sure: false) }
                if d.doubts.contains(.unit) { return Answer(metric: headText, item: headText, rule: "noun-behind", sure: false) }
                switch category {
                case .capacity where q.dimension == .power && phrase.indicator == nil: return Answer(metric: "装机容量", item: headText, rule: "size-of-project", sure: false)
                case .capacity where !phrase.verb.contains(.make): return Answer(metric: headText, item: headText, rule: "noun-behind", sure: false)
                case .resource, .production, .change, .price, .other: return Answer(metric: headText, item: headText, rule: "noun-behind", sure: false)
                case .capacity: return Answer(metric: verbText, item: headText, rule: "verb", sure: false)
                default: break
                }
                if let indicator = indicatorIn(headText, r) { return Answer(metric: indicator, item: headText, rule: "indicator-behind", sure: true) }
            }
            return Answer(metric: verbText, item: headText, rule: "verb", sure: phrase.verb.contains(.invest))
        }
        if !headText.isEmpty {
            switch category {
            case .capacity where q.dimension == .power: return Answer(metric: "装机容量", item: headText, rule: "size-of-project", sure: false)
            case .technical: return Answer(metric: property(q, r), item: headText, rule: "property-of-size", sure: false)
            case .capacity: return Answer(metric: "产能", item: headText, rule: "size-of-project", sure: true)
            default: return Answer(metric: headText, item: headText, rule: "noun-behind", sure: category == .count)
            }
        }
        if let previous, !previous.metric.isEmpty { return Answer(metric: previous.metric, item: previous.item, rule: "metric-carried", sure: false) }
        // 经济总量再上新台阶，首次突破130万亿元
        if let said = indicator(after: -1, before: d, r) { return Answer(metric: said, item: "", rule: "indicator-of-sentence", sure: false) }
        return Answer(metric: "", item: "", rule: "metric-unknown", sure: false)
    }

    private static let abilities: AffixList = ["能力", "规模", "規模", "产能", "產能", "量", "产", "處理", "处理"]
    /// What goods and travellers pass through, which do not count themselves.
    static let gates: AffixList = ["港口", "机场", "口岸", "港区", "航线"]
    private static let runs: WordSet = ["开行", "开通", "开行了", "执飞", "累计开行"]
    /// What is paid by the month or the head, by its name.
    private static let rates: AffixList = ["水平", "标准", "待遇", "工资", "养老金", "低保金", "租金"]
    private static let amounts: AffixList = ["量", "额", "值", "收入"]

    /// 资产负债率持续较高，2022年末为66.27%: said between the figure before and this one.
    func indicator(after token: Int, before d: Draft, _ r: Reading) -> String? {
        r.indicatorIndex(before: d.token, after: max(token, d.sentence.lowerBound - 1)).map { r.string(r.tokens[$0].start..<r.tokens[$0].end) }
    }

    /// 客座率, 旅客周转量, 投入: what names a figure by its last scalar.
    static func namesMeasure(_ text: String) -> Bool { measures.anyEnds(text) }

    private static let measures: AffixList = ["额", "率", "度", "值", "量", "数", "费", "税", "价", "投入", "收入", "支出", "利润", "比重", "面积", "能力", "产能", "投资", "出口", "进口", "增速", "幅", "水平"]

    /// 天然气, 成品油; not 净利 or 零售总额, which name figures.
    private func isThing(_ text: String) -> Bool {
        !["额", "率", "度", "值", "利", "标", "量", "数", "费", "税", "款", "出", "入", "价", "比"].contains { text.ends($0) }
    }

    /// Whether a firm or a place is all that the phrase says.
    private func isOwner(_ range: Range<Int>, _ r: Reading) -> Bool {
        guard range.count >= 2, let name = r.name(covering: range) else { return false }
        return name.isKnownFirm || name.kind == .place
    }

    /// 尖峰集团: a firm by its full name alone.
    private func isFirm(_ range: Range<Int>, _ r: Reading) -> Bool {
        guard range.count >= 4, r.text[range.upperBound - 1] == "团" || r.text[range.upperBound - 1] == "司" else { return false }
        let k = r.entityIndex(endingAfter: range.lowerBound)
        return k < r.entities.count && r.entities[k].kind == .organisation && r.entities[k].start == range.lowerBound && r.entities[k].end == range.upperBound
    }

    private static let growths: WordSet = ["增收", "减收", "增支", "减支"]

    /// What a year ends in, where no profit is named.
    static let results: WordSet = ["亏损", "盈利"]
    private static let sameNumbers: AffixList = ["这一数字", "这一数据", "该数值", "该数字", "这个数字", "这一指标", "這一數字", "这一比例", "该比例", "这一数值"]
    private static let extremes: AffixList = ["低点", "高点", "谷底", "低谷", "峰值", "高位", "低位"]
    private static let marketShares: AffixList = ["市场份额", "市场占有率", "的市场份额", "的市场占有率", "的份额", "份额"]
    private static let ranked = ["市场占有率", "市场份额", "占有率", "市占率", "市占", "份额", "渗透率", "占比", "出货量", "销量", "产量", "交付量", "装车量"]
    private static let idle: WordSet = ["争取", "力争", "确保", "达到", "达", "拥有", "凭借", "占据", "位居", "保持", "保持在", "维持", "为", "具有", "收获", "斩获", "以"]
    static let done: WordSet = ["完成", "实现", "录得", "累计完成"]
    private static let sellings: WordSet = ["销售", "交付", "外销", "内销", "发运", "卖出"]
    static let sold: WordSet = ["销量", "交付", "交付量", "出货量", "出货", "销售量", "卖出", "銷量", "出貨量"]
    private static let sales: WordSet = ["销量", "交付", "交付量", "出货量", "出货", "销售量"]

    /// 较X高, 为X的, 是X的: the clause compares and names no indicator.
    private func isCompared(_ d: Draft, _ r: Reading) -> Bool {
        let start = r.start(of: d.clause)
        guard start < d.quantity.span.start, d.quantity.span.start - start <= 16 else { return false }
        switch r.text[start] {
        case "为", "是", "约", "仅", "较", "比": break
        case "不" where r.text[start + 1] == "到", "相" where r.text[start + 1] == "当": break
        default: return false
        }
        let last = r.text[d.quantity.span.start - 1]
        if r.text[start] == "较" || r.text[start] == "比" { return last == "高" || last == "低" || last == "多" || last == "少" || last == "出" }
        return last == "的" && !extent(d.clause.lowerBound, d.token).contains { r.tokens[$0].indicator >= 0 || r.tokens[$0].roles.contains(.share) }
    }

    private static let shareWords: AffixList = ["该股", "該股", "股价", "股價", "收盘", "收盤", "昨收"]

    /// 招标规模：|114万面: the label of a line.
    private func label(of d: Draft, _ r: Reading) -> String? {
        var i = d.quantity.span.start - 1
        while i > 0, r.text[i] == " " { i -= 1 }
        guard i > 2, r.text[i] == "：" || r.text[i] == ":" else { return nil }
        var a = i
        while a > 0, Scalars.isHan(r.text[a - 1]), i - a < 12 { a -= 1 }
        guard i - a >= 2, a == 0 || r.text[a - 1] == "\n" || r.text[a - 1] == " " || r.text[a - 1] == 0x3000 || r.text[a - 1] == "；" || r.text[a - 1] == "、" else { return nil }
        return r.string(extent(a, i))
    }

    /// 完成年度计划, of a clause that is nothing else.
    /// 年初预算 of 完成年初预算|24.6亿元|.
    static func budget(before d: Draft, _ r: Reading) -> String? {
        let start = r.start(of: d.clause), end = d.quantity.span.start
        guard d.quantity.dimension == .money, end > 0, r.text[end - 1] == "算", end - start <= 16, case let words = r.string(extent(start, end)), words.ends("预算") else { return nil }
        return words.behind("完成") ?? words.behind("占")
    }

    private func planFulfilled(_ d: Draft, _ r: Reading) -> String? {
        let start = r.start(of: d.clause)
        guard d.quantity.span.start > start, d.quantity.span.start - start <= 18, r.text[d.quantity.span.start - 1] == "的" else { return nil }
        var words = r.string(extent(start, d.quantity.span.start - 1))
        if words.begins("分别") { words.removeFirst(2) }
        // 前7个月该公司完成上述目标的51.75%
        if !words.begins("完成"), words.ends("目标"), let goal = words.behind("完成"), goal.scalarCount <= 8 { words = "完成" + goal }
        // 为调整预算（下同）的87%
        if words.ends("）") || words.ends(")"), let open = words.lastIndex(where: { $0 == "（" || $0 == "(" }) { words = String(words[..<open]) }
        guard words.begins("完成") || words.begins("占") || words.begins("为"), ["计划", "目标", "任务", "预算", "年初目标"].contains(where: { words.ends($0) }) else { return nil }
        return words
    }

    private static let population: AffixList = ["人口分布", "人口地区分布", "人口如下", "人口数如下", "常住人口"]
    /// 45%、25%的|股权: what a firm holds of another, behind the last percentage of a list.
    /// Whether the phrase tells what a figure is held against or how it is reckoned, and nothing that is measured.
    private func isMeasuredAgainst(_ phrase: Phrase, _ d: Draft, _ category: Category, _ r: Reading) -> Bool {
        let words = r.view(phrase.range)
        // 比第四次人口普查的3.2人减少
        if words.ends("普查") { return true }
        // 较3月低点回升600元/吨
        if category == .change || category == .price, Self.extremes.anyEnds(r.string(phrase.range)) { return true }
        guard category == .change else { return false }
        // 在6.3亿元的|基础上|翻一番
        if words.ends("基础") || words.ends("基础上") { return true }
        // 按自然口径计算下降4.8%
        if words.begins("按") || words.begins("可比价") || words.begins("不变价"), words.ends("计算") || words.ends("口径") { return true }
        // 是全省上市公司平均水平的1.36倍, 高于全国平均水平4个百分点
        switch d.quantity.dimension {
        case .multiple: return words.ends("水平")
        case .point, .percent: return words.ends("平均水平") || words.equals("水平") && Self.levels.contains(r.text, extent(max(0, phrase.range.lowerBound - 2), phrase.range.lowerBound))
        default: return false
        }
    }

    /// Whose 水平 a figure is measured against.
    private static let levels: WordSet = ["全国", "全省", "全市", "全区", "全县", "全州", "行业", "同期", "平均"]
    /// Verbs before an area that name no measure of it.
    private static let undertaken: WordSet = ["启动", "启动了", "实施", "实施了", "推进", "开展", "落实", "打造", "打造了"]
    /// 涨幅 of 醋酸（涨幅|7.9%|）.
    private func rateInBrackets(before d: Draft, _ r: Reading) -> String? {
        let end = d.quantity.span.start
        guard end >= 3, Scalars.opensBracket(r.text[end - 3]) else { return nil }
        return Self.moves.contains(r.text, extent(end - 2, end)) ? r.string(extent(end - 2, end)) : nil
    }

    private static let plans: WordSet = ["占年度计划", "占全年计划", "占年计划", "占年度目标", "占全年目标", "占年度任务", "占计划", "完成年度计划", "完成全年计划"]
    private static let moves: WordSet = ["涨幅", "跌幅", "增幅", "降幅", "升幅"]
    private static let plantings: AffixList = ["种植", "播种", "栽植", "栽种", "新植", "栽培", "种"]
    private static let madeYearly: AffixList = ["年可生产", "年可产", "年可加工", "年能生产", "可年产", "可年生产"]
    /// Whose buildings are told by their floor: 现代制造产业园|30万平方米|标房.
    private static let zones: AffixList = ["产业园", "工业园", "园区", "科技园", "创业园", "物流园", "集聚区"]
    private static let stages: WordSet = ["一期", "二期", "三期", "四期", "首期", "一期为", "二期为"]
    private static let dealtAmounts: WordSet = ["数量", "合同数量", "采购数量", "销售数量", "供应数量", "供货数量"]
    private static let posts: AffixList = ["就业岗位", "工作岗位", "岗位", "就业机会"]
    private static let floors = ["厂房", "用房", "仓", "楼", "车间", "设施", "房屋"]
    private static let erecting = ["新建", "扩建", "改建", "建设", "建成", "增租", "租赁", "租用", "购置"]

    /// Of 某某是某某的N倍: what stands before 是, or an empty optional inside where nothing does; `nil` where the clause is not of that form.
    private func comparedPart(_ d: Draft, _ phrase: Phrase, _ r: Reading) -> String?? {
        let start = r.start(of: d.clause), end = d.quantity.span.start
        guard end - start > 3, r.text[end - 1] == "的", let being = extent(start, end - 1).first(where: { r.text[$0] == "是" }), being - start <= 16, end - being <= 16 else { return nil }
        let words = r.string(extent(start, being)).unicodeScalars.filter { $0 != " " }
        let left = String(String.UnicodeScalarView(words))
        if left.isEmpty || ["大约", "大概", "约", "也", "仍", "已", "更", "分别", "前者", "后者", "两者", "其", "这", "这一数字"].contains(left) { return .some(nil) }
        guard left.scalarCount >= 2, !left.unicodeScalars.contains(where: { (0x30...0x39).contains($0.value) }) else { return nil }
        let indicator = indicatorIn(left, r)
        let j = r.tokenIndex(at: start)
        guard j < r.tokens.count, indicator.map({ left.ends($0) }) ?? (r.tokens[j].kind == .word && !left.holds("的")) else { return nil }
        return .some(indicator ?? left)
    }

    /// 采矿业|增加值: the indicator alone, where a sector of its own stands before it.
    private func withoutSector(_ d: Draft) -> String {
        guard let last = d.metric.lastIndex(of: "业"), case let sector = d.metric[...last], case let name = String(d.metric[d.metric.index(after: last)...]), name.scalarCount >= 2, !name.begins("企业"), !name.begins("务"), !name.begins("绩"), !sector.hasSuffix("规模以上工业"), !sector.hasSuffix("规上工业"), sector != "工业" else { return d.metric }
        return name
    }

    /// What is built, behind the verb of the clause and before its floor.
    private func built(before d: Draft, _ r: Reading) -> String? {
        let words = r.string(extent(max(r.start(of: d.clause), d.quantity.span.start - 30), d.quantity.span.start))
        guard let thing = Self.erecting.lazy.compactMap({ words.behind($0) }).first else { return nil }
        var name = thing
        for word in ["合计", "总计", "共计", "共", "各类", "面积", "达", "为"] where name.ends(word) { name = String(name.dropLast(word.count)) }
        guard (2...18).contains(name.scalarCount), !name.unicodeScalars.contains(where: { (0x30...0x39).contains($0.value) || $0 == "，" || $0 == "；" }) else { return nil }
        return name
    }

    private static let sizes = ["产业", "产业集群", "集群", "级产业", "级集群", "园区", "企业"]
    private static let sectors: AffixList = ["第一产业", "第二产业", "第三产业", "一产", "二产", "三产"]
    private static let users: AffixList = ["工业", "农业", "居民生活", "城乡居民", "居民", "第一产业", "第二产业", "第三产业"]
    private static let selfNamed: WordSet = ["镇", "乡", "村", "县", "区", "市", "街道", "社区", "户", "人", "国", "省", "校", "企业"]
}
