import Facts
import Lexicons

/// One figure on its way to a fact: slot after slot by the rules.
extension ArticleReader {
    /// 突破万亿元|大关: what names nothing.
    private static let thresholds: WordSet = ["大关", "关口", "门槛"]

    func fill(
        _ d: Draft, _ block: ArticleText.Block, _ r: Reading, _ discourse: SubjectRule.Discourse,
        _ period: PeriodRule.Context, _ basis: BasisRule.Context, _ drafts: [Draft], _ firstDraft: Int
    ) {
        let previous = drafts.count > firstDraft ? drafts[drafts.count - 1] : nil
        if let previous, lists.continues(d, after: previous, r) {
            inherit(d, from: previous, r, index: drafts.count - 1)
            return
        }
        if let previous, restates(d, previous, r) {
            inherit(d, from: previous, r, index: drafts.count - 1)
            d.coordinatedWith = nil
            d.rule = previous.rule
            return
        }
        let phrase = phrases.phrase(of: d, in: r)
        withoutOwner(phrase, of: d, previous, r)
        let head = phrases.head(of: d, in: r)
        let base = phrase.change.isEmpty || phrase.indicator != nil ? previous : grown(d, drafts, from: firstDraft, r) ?? previous
        carryIndicator(to: phrase, of: d, head, previous, base, r)
        let over = indicatorOver(d, phrase, r)
        if let over { phrase.indicator = r.indicator(r.tokens[over]) }
        d.phrase = phrase
        var headText = head.map(r.string) ?? ""
        if Self.thresholds.contains(headText) { headText = "" }
        guard rejects.reason(for: d, phrase: phrase, head: headText, in: r) == nil else { return }
        UnitRule().complete(d, phrase: phrase, head: headText, in: r)
        UnitRule().localize(d, in: r)
        guard !d.quantity.unit.isEmpty else { return }
        guard let (found, rule) = categories.category(of: d, phrase: phrase, head: headText, in: r) else { return }
        // 出货量3327.7万部，增长59%。|其中，5G手机|2871.7万部: parts of what the sentence before told
        let reach = d.clause.lowerBound <= d.sentence.lowerBound + 2 && tellsParts(d, r) ? max(0, firstDraft - 4) : firstDraft
        var (category, told, topic) = kin(found, rule, of: d, phrase, head, previous, drafts, firstDraft, reach, discourse, r)
        let isRespectiveCapacity = rule.equals("mass") && phrase.indicator == nil && phrase.respectively && phrase.change.isEmpty && previous?.category == .capacity && previous?.sentence == d.sentence && previous?.quantity.unit.ends("/a") == true
        if isRespectiveCapacity { category = .capacity }
        d.category = category
        d.rule = rule
        if exceedsGoal(d, r) { exceed(d) }
        // 上涨50元|至3800元/吨: of the same measure
        if category == .change, d.quantity.dimension == .money, d.token + 1 < r.tokens.count, let level = levelBehind(d, r), level.begins(d.quantity.unit + "/") { d.quantity.unit = level; d.quantity.dimension = .rate }
        DirectionRule().complete(d, phrase: phrase, in: r)
        UnitRule().perYear(d, phrase: phrase, in: r)

        let dimension = d.quantity.dimension
        let similar = latest(of: drafts, from: reach) { $0 == category && $1 == dimension }
        let metric = metrics.metric(of: d, phrase: phrase, head: headText, previous: base, similar: similar == drafts.count - 1 ? base : similar.map { drafts[$0] }, in: r)
        // 惠州（4GWh）、南京（30GWh）
        d.metric = metric.metric.isEmpty && category == .capacity && (dimension == .power || dimension == .energy || d.quantity.unit.ends("/a")) ? "产能" : metric.metric
        d.item = metric.item
        // 分经济类型看，国有企业增长10.9%: of what was told to grow before
        if category == .change, let measure = sectorMeasure(d, phrase, block, drafts, r) { (d.metric, d.item) = (measure, r.string(phrase.range)) }
        // 平均客座率66%。其中，国内航线|下降10.8个百分点: parts of what was told
        if category == .change, metric.rule.equals("noun-before"), let measure = measureDivided(d, phrase, drafts, from: reach, r) {
            d.metric = measure
            d.item = r.string(phrase.range)
        }
        // 出口集成电路803亿元；汽车|4.1万辆|: of the trade that the sentence tells of
        if category == .production, metric.rule.equals("thing-made") || metric.rule.equals("metric-unknown") || metric.rule.equals("noun-before"), phrase.indicator == nil, phrase.verb.isEmpty, let side = tradedBeside(d, drafts, from: firstDraft, discourse, r) { d.metric = side }
        // 交付26263辆。天弋汽车|25287辆|: of what was told of others
        else if category == .production, d.metric.isEmpty || metric.rule.equals("thing-made") || metric.rule.equals("metric-unknown"), CategoryRule.made.contains(d.quantity.unit), phrase.verb.isEmpty, let last = drafts.suffix(8).last(where: { $0.category == .production && $0.quantity.unit == d.quantity.unit && MetricRule.sold.contains($0.metric) }), d.quantity.span.start - last.quantity.span.end < 200 { d.metric = last.metric }
        if category == .production, d.metric.isEmpty, d.quantity.dimension == .count { d.metric = "销量" }
        // 27个项目分布在各县市区。其中，宜都市3个，枝江市3个: what was counted before
        if category == .count, d.metric.isEmpty, headText.isEmpty, let last = drafts.suffix(16).last(where: { $0.category == .count && $0.quantity.unit == d.quantity.unit && !$0.metric.isEmpty }), d.quantity.span.start - last.quantity.span.end < 160 { (d.metric, d.item) = (last.metric, last.item) }
        if let topic, phrase.range.isEmpty, metric.metric.isEmpty || metric.rule.equals("metric-carried") {
            d.metric = topic
            let k = r.entityIndex(endingAfter: d.quantity.span.start - 1)
            if k < r.entities.count, r.entities[k].end == d.quantity.span.start, r.entities[k].kind == .nation || r.entities[k].kind == .world || r.entities[k].kind == .place { d.item = r.string(extent(r.entities[k].start, r.entities[k].end)) }
        }
        if let topic, case let thing = r.string(phrase.range), !thing.isEmpty, metric.metric == thing || metric.item == thing || thing.ends(metric.metric) {
            d.metric = topic
            d.item = thing
        }
        // 归属于上市公司股东的净利润 亏损：4,900万元-5,900万元 盈利：9,212万元
        let forecastRow = forecastRow(d, r)
        if let forecastRow {
            d.metric = forecastRow.metric
            d.item = ""
        }
        // 整体吞吐量增加6%|至|8750万个|标准货柜: the level of what grew
        if category == .count, !headText.isEmpty, let previous, previous.sentence == d.sentence, previous.category == .change, previous.from == nil, !previous.metric.isEmpty, d.quantity.span.start - previous.quantity.span.end == 1, r.text[previous.quantity.span.end] == "至" || r.text[previous.quantity.span.end] == "到" { (d.metric, d.item) = (previous.metric, headText) }
        // 年度|销售目标|2600亿元
        if let goal = goalNamed(before: d, r) { d.metric = goal }
        if category == .share, let rate = rateBeing(d, r) { (d.metric, d.item) = (rate, "") }
        if let part = partOfStructure(d, r) { (d.metric, d.item) = part }
        let bracketed = category == .other ? bracketedPart(d, drafts, r) : nil
        if let bracketed { (d.category, d.metric, d.item) = (bracketed.told.category, bracketed.told.metric, bracketed.item) }
        if let over {
            d.metric = r.string(extent(r.tokens[over].start, r.tokens[over].end))
            d.item = r.string(phrase.range)
        }
        if let told {
            let works = category == .investment && told.metric.ends("完成投资") ? worksDone(before: d, r) : nil
            d.metric = works == nil ? told.metric : "完成投资"
            d.item = works ?? previous?.item ?? ""
        }
        // 泰山玻纤、国际复材分别为140万吨和120万吨, behind the capacity of another
        if isRespectiveCapacity, let previous { (d.metric, d.item) = (previous.metric, previous.item) }
        // 6、归属于母公司股东的净利润。2013年为121.39亿元
        if d.metric.isEmpty, !d.rule.equals("from-to"), let j = r.indicatorIndex(before: d.sentence.lowerBound, after: max(0, d.sentence.lowerBound - 8)), d.quantity.span.start - r.tokens[j].end < 24, let said = r.indicator(r.tokens[j]),
            drafts.last.map({ $0.quantity.span.end < r.tokens[j].start }) ?? true
        {
            d.metric = r.string(extent(r.tokens[j].start, r.tokens[j].end))
            if category == .other, d.quantity.dimension == .money { d.category = said.category }
        }
        if d.quantity.dimension == .duration, let term = rejects.termBehind(d.quantity.span, r) { d.metric = term; d.item = "" }
        // 从签约到投产仅用了|13天|
        if d.quantity.dimension == .duration, phrase.indicator == nil, phrase.range.isEmpty, rejects.isTaken(d.quantity.span, r) { d.metric = "用时"; d.item = "" }
        if d.metric.isEmpty, d.quantity.dimension == .duration { d.metric = "用时" }
        // 三季度较二季度下降0.3个百分点: of what the sentence before told
        if d.metric.isEmpty, category == .change || category == .share, let last = drafts.last, d.quantity.span.start - last.quantity.span.end < 120 {
            d.metric = last.metric
            d.item = last.item
        }
        // 同比增长24%，达1659亿美元: money of an indicator said before
        if category == .other, rule == "money", let named = categories.category(named: metric.metric, in: r) { d.category = named }
        if !metric.sure { d.doubts.insert(.metric) }
        remeasure(d, phrase, previous, r)

        let subject = standardInBrackets(d, discourse, r) ?? own(d, phrase, headText, by: metric.rule, previous, drafts, discourse, r)
        // 某某基金首期规模50亿元
        if d.category == .other, rule == "money", subject.name.ends("基金") { d.category = .funding }
        items.complete(d, previous: previous, in: r)
        if subject.carried { d.doubts.insert(.carriedSubject) }
        if subject.name.isEmpty { d.doubts.insert(.subject) }
        let (when, why) = date(d, phrase, by: metric.rule, previous, behind: drafts.last, told, forecastRow, block, discourse, period, basis, r)
        if let told = bracketed?.told { (d.period, d.basis) = (told.period, told.basis) }
        if when.carried { d.doubts.insert(.carriedPeriod) }
        d.evidence = [
            SlotEvidence(slot: "text", rule: discourse.genre), SlotEvidence(slot: "metric", rule: metric.rule), SlotEvidence(slot: "subject", rule: subject.rule),
            SlotEvidence(slot: "period", rule: when.rule), SlotEvidence(slot: "basis", rule: why),
        ]
        if subject.rule.begins("subject-of-article") { d.evidence.append(SlotEvidence(slot: "article", rule: discourse.articleBy)) }
        if when.rule.equals("period-of-article") { d.evidence.append(SlotEvidence(slot: "time", rule: period.articleBy)) }
        PlaceRule().complete(d, discourse: discourse, subjects: subjects, in: r)
    }

    /// Takes out of a phrase who made the figure or has it: no part of its name.
    private func withoutOwner(_ phrase: Phrase, of d: Draft, _ previous: Draft?, _ r: Reading) {
        // 总投资6000万元富仕纺织|5万锭|集聚纺纱扩建项目
        if let previous, previous.sentence == d.sentence, let e = previous.subjectEntity, e.kind == .project, subjects.isSize(d, in: e), phrase.range.lowerBound >= e.start, phrase.indicator == nil, phrase.range.upperBound == d.quantity.span.start {
            phrase.range = extent(d.quantity.span.start, d.quantity.span.start)
        }
        // 县属企业完成1094万吨, 乡镇煤矿完成3031万吨: who made them, no count
        if let said = phrase.indicator, said.category == .count {
            switch d.quantity.dimension {
            case .mass, .volume, .energy, .power,
                .money where said.name.ends("企业"):
                phrase.indicator = nil
                phrase.indicatorRange = nil
            default: break
            }
        }
        // 坡关村|有|284户: who has them is no name of theirs
        if d.quantity.dimension == .count, phrase.range.count >= 3, phrase.range.upperBound < r.text.count, r.text[phrase.range.upperBound] == "有", phrase.range.upperBound + 1 == d.quantity.span.start, case let k = r.entityIndex(endingAfter: phrase.range.lowerBound), k < r.entities.count, r.entities[k].kind == .organisation, r.entities[k].start <= phrase.range.lowerBound, r.entities[k].end == phrase.range.upperBound {
            phrase.range = extent(phrase.range.upperBound, phrase.range.upperBound)
        }
    }

    /// Gives a phrase without an indicator the one that was said before or stands beside it.
    private func carryIndicator(to phrase: Phrase, of d: Draft, _ head: Range<Int>?, _ previous: Draft?, _ base: Draft?, _ r: Reading) {
        // 达到72.92亿元: the indicator is the one said before
        if phrase.indicator == nil, phrase.range.isEmpty, phrase.share == nil, d.quantity.dimension != .duration, d.quantity.dimension != .count || head == nil && !countsWhatWasCounted(d, previous) || CategoryRule.made.contains(d.quantity.unit), phrase.verb.isDisjoint(with: [.fund, .invest, .make, .use, .need, .new]), !hasOwnNoun(head, d, r) {
            if phrase.change.isEmpty, phrase.reached.isEmpty, let previous, let between = lastIndicator(before: d, after: previous.token, r) {
                phrase.indicator = between
            } else if let previous = base {
                switch d.quantity.dimension {
                case .percent, .point, .multiple: phrase.indicator = previous.phrase?.indicator
                default: if previous.quantity.dimension == d.quantity.dimension || previous.category == .change || !phrase.change.isEmpty { phrase.indicator = previous.phrase?.indicator }
                }
            } else {
                phrase.indicator = lastIndicator(before: d, r)
            }
        }
        // 一般公共预算收入增长4.6%，总量首次突破1900亿元: the sum of what grew
        if phrase.indicator == nil, d.quantity.dimension == .money, let previous, previous.sentence == d.sentence, previous.category == .change, let said = previous.phrase?.indicator, said.category == .revenue, Self.sums.anyBegins(r.written, phrase.range) {
            phrase.indicator = said
        }
        if d.quantity.dimension == .duration, phrase.range.isEmpty, let label = label(before: phrase.range.lowerBound, d, r) {
            phrase.indicator = r.indicator(r.tokens[label])
            phrase.range = extent(r.tokens[label].start, r.tokens[label].end)
            phrase.indicatorRange = phrase.range
        }
        if d.quantity.dimension == .percent, phrase.change.isEmpty, phrase.range.isEmpty, let change = forecastChange(d, r) ?? againInPercent(d, previous, r) { phrase.change = change }
    }

    /// 减少22.84亿元，|约25.8%|。, 减少5.92亿元或|26.07%|: the same change in percent.
    private func againInPercent(_ d: Draft, _ previous: Draft?, _ r: Reading) -> String? {
        guard let previous, previous.sentence == d.sentence, previous.category == .change, previous.from == nil, previous.quantity.dimension != .percent, previous.token == d.token - 2, case let t = r.tokens[d.token - 1], t.mark == .comma || t.end - t.start == 1 && r.text[t.start] == "或", t.end == d.quantity.span.start, d.token + 1 >= r.tokens.count || r.tokens[d.token + 1].kind == .mark && r.tokens[d.token + 1].start == d.quantity.span.end else { return nil }
        return previous.direction
    }

    /// The category that the figures around it give to one that its own words leave open: parts of what was told, members of a list.
    ///
    /// - Returns: the category; the figure before whose money this is (`told`); the trade that it is a part of (`topic`).
    private func kin(
        _ found: Category, _ rule: String, of d: Draft, _ phrase: Phrase, _ head: Range<Int>?, _ previous: Draft?, _ drafts: [Draft], _ firstDraft: Int, _ reach: Int,
        _ discourse: SubjectRule.Discourse, _ r: Reading
    ) -> (category: Category, told: Draft?, topic: String?) {
        // 电子产品157.8亿美元, in a sentence of orders: the same money
        var category = found
        var isPartOfTold = false
        if category == .other, rule == "money", phrase.indicator == nil, !phrase.range.isEmpty, !["费", "款", "债", "本", "资产", "额度", "损失"].contains(where: { r.string(phrase.range).ends($0) }),
            let k = latest(of: drafts, from: reach, { $1 == .money && $0 != .change }), let kin = drafts[k].category, kin == .revenue || kin == .investment || kin == .funding
        {
            category = kin
            isPartOfTold = k < firstDraft
        }
        // 电子信息类9个，|86.4亿元: the money of what was counted, behind money told of others
        var told: Draft?
        if category == .other, rule == "money", phrase.indicator == nil, let previous, previous.category == .count, previous.sentence == d.sentence, d.quantity.span.start - r.start(of: d.clause) <= 3, phrase.range.isEmpty || Self.totals.contains(r.written, phrase.range),
            let k = latest(of: drafts, from: firstDraft, { $1 == .money && $0 != .change }), let kin = drafts[k].category, kin == .revenue || kin == .investment || kin == .funding
        {
            category = kin
            told = drafts[k]
        }
        // 年产8万吨铜管、5000吨组件、|6000千米|贯通地线等项目: as much of each a year
        if category == .technical || category == .other || category == .production || category == .resource, d.quantity.dimension == .length || d.quantity.dimension == .mass || d.quantity.dimension == .area, phrase.indicator == nil, let previous, previous.category == .capacity, previous.sentence == d.sentence, previous.quantity.unit.ends("/a"), previous.clause.lowerBound == d.clause.lowerBound, d.quantity.span.start - previous.quantity.span.end <= 24, r.text[d.quantity.span.start - 1] == "、" || r.text[d.quantity.span.start - 1] == "和" {
            category = .capacity
        }
        // 税收收入11.2亿元，完成年初预算|20.7亿元|的54%
        if category == .other, let previous, bases.isBudget(d, r), previous.quantity.dimension == .money || previous.category == .change, let kin = previous.category == .change ? drafts.last(where: { $0.category != .change && $0.quantity.dimension == .money })?.category : previous.category { category = kin }
        // 公路建设完成投资53.5亿元。港口建设|完成|3.9亿元: as much put in, said short
        if category == .other, rule == "money", phrase.indicator == nil, phrase.change.isEmpty, worksDone(before: d, r) != nil, let last = drafts.suffix(6).last(where: { $0.category == .investment && $0.metric.ends("完成投资") }) {
            category = .investment
            told = last
        }
        // 加工贸易下降5.2%，为|93.4亿元|, beside money of others
        if category == .other, rule == "money", phrase.indicator == nil, phrase.range.isEmpty, let previous, previous.category == .change, previous.sentence == d.sentence, d.quantity.span.start - previous.quantity.span.end <= 4, let k = latest(of: drafts, from: firstDraft, { $1 == .money && $0 != .change }), let kin = drafts[k].category, kin == .revenue || kin == .investment { category = kin }
        // 深圳翼飞科技（工业级无人机，4.9亿元）, of a signing
        if category == .other, rule == "money", phrase.indicator == nil, phrase.range.isEmpty, discourse.genre == "text-signing", subjects.bracket(around: d, r) != nil { category = .investment }
        // 进口方面，手提包6.1亿元: of the trade that the sentence is about
        let topic = phrase.indicator == nil && ((category == .other || isPartOfTold) && rule == "money" || category == .change) ? tradeTopic(d, drafts, discourse, r) : nil
        if topic != nil, category == .other { category = .revenue }
        // 销量55万辆，其中纯电动车26万辆: the parts of what was made
        if category == .count, rule == "classifier", phrase.indicator == nil, !phrase.range.isEmpty, CategoryRule.made.contains(d.quantity.unit) || MetricRule.gates.anyEnds(r.string(phrase.range)),
            drafts[max(0, min(firstDraft, drafts.count - 6))...].contains(where: {
                $0.category == .production && ($0.quantity.unit == d.quantity.unit || $0.sentence == d.sentence && CategoryRule.made.contains($0.quantity.unit)) && d.quantity.span.start - $0.quantity.span.end < 120
            })
        {
            category = .production
        }
        // 工业新产品…，新能源汽车|6.33万辆|，增长2.1倍
        if category == .count && rule == "classifier" && CategoryRule.made.contains(d.quantity.unit) || category == .other && rule == "length", phrase.indicator == nil, !phrase.range.isEmpty, phrase.verb.isEmpty, head == nil, d.quantity.low >= ExactDecimal(1000), growsBehind(d, r), Self.outputs.anyIn(r.written, extent(max(0, r.start(of: d.sentence) - 40), d.quantity.span.start)) { category = .production }
        // 比亚迪以|26.1万辆|排名第一
        if category == .count, rule == "classifier", phrase.indicator == nil, CategoryRule.made.contains(d.quantity.unit), d.quantity.span.start > 0, r.text[d.quantity.span.start - 1] == "以", PhraseRule.ranks.anyBegins(r.written, extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 3))) { category = .production }
        // 交付安置房|17244套|: homes that a place provides
        if category == .production, d.quantity.unit == "套" || d.quantity.unit == "户", Self.provided.anyEnds(r.written, phrase.range) { category = .count }
        // 累计销售27150辆，上年同期为|14820辆|
        if category == .count, rule == "classifier", phrase.indicator == nil, phrase.range.isEmpty, head == nil, let previous, previous.category == .production, previous.sentence == d.sentence, previous.quantity.unit == d.quantity.unit, CategoryRule.made.contains(d.quantity.unit) { category = .production }
        // 集成电路803亿元；汽车|4.1万辆|, of a trade told in money
        if category == .count, rule == "classifier", phrase.indicator == nil, !phrase.range.isEmpty, phrase.verb.isEmpty, CategoryRule.made.contains(d.quantity.unit), head == nil, drafts.count > firstDraft, let money = drafts[firstDraft...].last(where: { $0.category == .revenue && $0.quantity.dimension == .money }), Self.sides.contains(where: { money.metric.holds($0) }) { category = .production }
        // 年产锌产品18万吨、铅产品10万吨: the verb reaches through the list
        if category == .production || category == .count, phrase.indicator == nil, phrase.verb.isEmpty || phrase.verb.contains(.make) && phrase.verbRange?.lowerBound == previous.map({ $0.quantity.span.end + 1 }), phrase.change.isEmpty, let previous, previous.category == .capacity, previous.quantity.dimension == d.quantity.dimension || previous.quantity.unit.begins(d.quantity.unit),
            let behind = phrase.range.isEmpty ? nil : phrase.range.lowerBound - 1, behind == previous.quantity.span.end, r.text[behind] == "、" || r.text[behind] == "和"
        {
            category = .capacity
        }
        // 总产能8万吨，其中PCB铜箔3.5万吨; 产能达到煤制油124万吨、煤制气17亿立方米
        if category == .production, rule.equals("mass"), phrase.indicator == nil, phrase.verb.isEmpty, phrase.change.isEmpty, let previous, previous.category == .capacity, previous.sentence == d.sentence, previous.quantity.unit.ends("/a"),
            case let gap = r.string(extent(previous.quantity.span.end, d.quantity.span.start)), gap.begins("、") || gap.begins("，其中") || gap.begins("（其中") || gap.begins("，") && gap.scalarCount <= 8
        {
            category = .capacity
        }
        // 建设50kt/a磷酸铁，|4.8万吨|硫酸铵: what stands beside a capacity in the list is one
        if category == .technical, rule.equals("size-of-thing"), d.quantity.dimension == .mass, let previous, previous.category == .capacity, previous.sentence == d.sentence, previous.quantity.unit.ends("/a"), case let gap = r.string(extent(previous.quantity.span.end, d.quantity.span.start)), gap.scalarCount <= 14, gap.ends("、") || gap.ends("，") || gap.ends(",") || gap.ends("和"), !gap.dropLast().contains(where: { "，,、。；".contains($0) }) {
            category = .capacity
        }
        return (category, told, topic)
    }

    /// Gives a figure its owner, where the words or the figures before it name another than the one in charge.
    private func own(
        _ d: Draft, _ phrase: Phrase, _ headText: String, by metricRule: String, _ previous: Draft?, _ drafts: [Draft], _ discourse: SubjectRule.Discourse, _ r: Reading
    ) -> SubjectRule.Answer {
        var subject = subjects.subject(of: d, phrase: phrase, previous: previous, discourse: discourse, in: r)
        // 我国动力电池产量206.4GWh。|其中三元电池82.9GWh: parts of the country's
        if subject.carried, subject.entity?.kind == .organisation || subject.entity?.kind == .organisationAnaphor, let last = drafts.last, last.subjectEntity?.kind == .nation, d.sentence.lowerBound - last.sentence.upperBound <= 1 || last.sentence == d.sentence,
            opening(of: d, r).equals("其中")
        {
            subject = SubjectRule.Answer(name: last.subject, entity: last.subjectEntity, rule: "subject-of-sentence", carried: true)
        }
        // 宁德时代17.26GWh、中创新航2.83GWh: the thing before the figure is another owner
        if metricRule == "thing-of-indicator", let previous, previous.subjectEntity?.kind == .organisation, previous.subjectEntity?.isKnownFirm == true,
            d.item.scalarCount <= 8, !d.item.ends("水平"), let e = previous.subjectEntity, e.end <= previous.quantity.span.start, previous.quantity.span.start - e.end <= 2 || previous.isRead(by: "subject-in-list"), !subject.rule.equals("subject-in-clause"), !isWord(d.phrase?.range, r), previous.metric != d.item
        {
            subject = SubjectRule.Answer(name: d.item, entity: nil, rule: "subject-in-list", carried: false)
            d.item = previous.item
        }
        // 三星营收52亿美元: a firm's figure names its owner in front; trades have 营业收入 too
        if !subject.rule.equals("subject-in-clause"), phrase.share == nil, d.category != .share || phrase.indicator?.name.ends("率") == true, let at = phrase.indicatorRange,
            at.lowerBound - phrase.range.lowerBound >= 2, at.lowerBound - phrase.range.lowerBound <= 6, let name = phrase.indicator?.name, ShortName.accounts.contains(name), !name.begins("营业"),
            !(discourse.article?.kind == .organisation && (name.ends("毛利率") || name.ends("净利率")) && !isNamed(phrase.range.lowerBound, at.lowerBound, r))
        {
            let owner = r.string(extent(phrase.range.lowerBound, at.lowerBound))
            if owner == d.item, !owner.ends("品牌厂"), !["产业", "合计", "综合", "最新", "单季", "整体", "行业", "全年", "业务", "季度", "期内", "年度", "累计", "板块", "分部", "事业部", "渠道", "市场", "海外", "境外", "境内", "国内", "产品", "损益", "公司", "股东", "归属", "归母", "每股", "集群", "指引", "区间", "企业", "工业", "承诺"].contains(where: { owner.holds($0) }) {
                subject = SubjectRule.Answer(name: owner, entity: d.quantity.dimension == .money && d.category == .revenue ? Entity(kind: .organisation, start: phrase.range.lowerBound, end: at.lowerBound, isKnownFirm: true) : nil, rule: "subject-before-indicator", carried: false)
                d.item = ""
                if d.metric.begins(owner) { d.metric = r.string(extent(at.lowerBound, phrase.range.upperBound)) }
            }
        }
        // 道指跌0.72%, 高途涨近20%, among shares
        if d.category == .change, phrase.indicator == nil, d.quantity.dimension == .percent, let moved = shareMoved(d, phrase, r) {
            if let name = moved.name { subject = SubjectRule.Answer(name: name, entity: nil, rule: "subject-in-clause", carried: false) }
            d.metric = moved.metric
            d.item = ""
        }
        // 金川公司30万吨铜冶炼、|华星|20万吨轮胎等项目建成投产: whose project it is
        if d.category == .capacity, d.rule.equals("put-into-operation") || d.rule.equals("power") || d.rule.equals("size-of-project"), phrase.indicator == nil, (2...4).contains(phrase.range.count), phrase.range.upperBound == d.quantity.span.start, !headText.isEmpty, isNamelike(phrase.range, r), !subject.rule.equals("subject-described") {
            let name = r.string(phrase.range)
            if d.item == name || d.item.isEmpty || d.item == headText {
                d.item = headText
                if d.metric == name { d.metric = d.quantity.dimension == .power ? "装机容量" : "产能" }
                subject = SubjectRule.Answer(name: name, entity: Entity(kind: .organisation, start: phrase.range.lowerBound, end: phrase.range.upperBound, isKnownFirm: true), rule: "subject-in-list", carried: false)
            }
        }
        // 金川公司|30万吨铜冶炼: an owner is no product
        if d.category == .capacity, !d.item.isEmpty, d.item == subject.name { d.item = headText }
        d.subject = subject.name
        d.subjectEntity = subject.entity
        // 出货量…下降22.6%，苹果|下降11.3%: an owner is no indicator
        if d.category == .change, phrase.indicator == nil, !d.metric.isEmpty, d.metric.equals(d.subject), let previous, previous.sentence == d.sentence, previous.category == .change, !previous.metric.isEmpty {
            d.metric = previous.metric
            d.item = previous.item
        }
        return subject
    }

    /// 比全省（|7.4%|）和全国平均水平（|6.3%|）分别高1.7个百分点: the growth of those that are compared with, each its own.
    private func standardInBrackets(_ d: Draft, _ discourse: SubjectRule.Discourse, _ r: Reading) -> SubjectRule.Answer? {
        let open = d.quantity.span.start - 1
        guard d.quantity.dimension == .percent, d.category == .share || d.category == .change, r.isBracketed(d.quantity.span), case let k = r.entityIndex(endingAfter: open) - 1, k >= 0 else { return nil }
        let e = r.entities[k], level = extent(e.end, open)
        guard level.isEmpty || Self.levels.contains(r.text, level), e.kind == .whole || e.kind == .place || e.kind == .nation else { return nil }
        let start = max(r.start(of: d.sentence), e.start - 40)
        guard extent(start, e.start).contains(where: { r.text[$0] == "比" || r.text[$0] == "较" }) else { return nil }
        if d.category == .share { (d.category, d.direction) = (.change, d.quantity.low.isNegative ? "down" : "up") }
        let answer = subjects.answer(e, discourse, r, "subject-in-list", false)
        (d.subject, d.subjectEntity) = (answer.name, answer.entity)
        return answer
    }

    private static let levels: WordSet = ["的平均水平", "平均水平", "水平", "平均"]

    /// 销售目标 of 年度销售目标|2600亿元|, where no indicator stands there.
    private func goalNamed(before d: Draft, _ r: Reading) -> String? {
        let end = d.quantity.span.start
        guard d.quantity.dimension == .money || d.quantity.dimension == .mass || d.quantity.dimension == .count, !d.metric.holds("目标"), end - r.start(of: d.clause) >= 4, r.text[end - 2] == "目", r.text[end - 1] == "标", case let j = r.tokenIndex(at: end - 3), j < r.tokens.count, r.tokens[j].end == end - 2 || r.tokens[j].end == end && r.tokens[j].indicator < 0, r.tokens[j].kind == .word, r.tokens[j].end - r.tokens[j].start >= 2, r.tokens[j].roles.isDisjoint(with: [.adverb, .copula, .conjunction]) else { return nil }
        return r.string(extent(r.tokens[j].start, end))
    }

    /// 毛利率 of 毛利率为收益之|9.5%|: the rate that the clause opens with.
    private func rateBeing(_ d: Draft, _ r: Reading) -> String? {
        let start = r.start(of: d.clause), end = d.quantity.span.start
        guard end - start <= 24, end > start, r.text[end - 1] == "之" || r.text[end - 1] == "的", let being = extent(start, end).first(where: { r.text[$0] == "为" }), being - start >= 2, r.text[being - 1] == "率" else { return nil }
        return r.string(extent(start, being))
    }

    /// 港口建设 of 港口建设|完成|3.9亿元: works that open the clause, and nothing else.
    private func worksDone(before d: Draft, _ r: Reading) -> String? {
        let start = r.start(of: d.clause), end = d.quantity.span.start
        guard end > start, end - start <= 24, r.text[end - 1] == "成", case let words = r.string(extent(start, end)), let works = words.before("完成"), works.ends("建设"), works + "完成" == words else { return nil }
        return works
    }

    /// 比计划目标3000亿元|超过1070亿元: by how much, behind what it is measured by.
    private func exceedsGoal(_ d: Draft, _ r: Reading) -> Bool {
        let j = d.token - 1
        guard j >= d.clause.lowerBound, r.tokens[j].kind == .quantity, case let goal = r.quantities[Int(r.tokens[j].index)], goal.dimension == d.quantity.dimension, goal.unit == d.quantity.unit else { return false }
        guard r.text[r.start(of: d.clause)] == "比" || r.text[r.start(of: d.clause)] == "较" else { return false }
        let gap = r.string(extent(r.tokens[j].end, d.quantity.numeral.start))
        return gap == "超过" || gap == "超额" || gap == "超出" || gap == "多" || gap == "超"
    }

    private func exceed(_ d: Draft) {
        (d.category, d.rule, d.direction) = (.change, "over-goal", "up")
        d.quantity.span = TextSpan(d.quantity.numeral.start, d.quantity.span.end)
        d.quantity.comparator = .eq
    }

    /// The unit of the figure that 至 or 到 joins to this one.
    private func levelBehind(_ d: Draft, _ r: Reading) -> String? {
        let end = d.quantity.span.end
        guard end < r.text.count, r.text[end] == "至" || r.text[end] == "到", case let j = r.tokenIndex(at: end + 1), j < r.tokens.count, r.tokens[j].kind == .quantity, r.tokens[j].start - end <= 2 else { return nil }
        return r.quantities[Int(r.tokens[j].index)].unit
    }

    /// 120万吨产能、|100亿元|产值: a measure of its own stands behind.
    private func hasOwnNoun(_ head: Range<Int>?, _ d: Draft, _ r: Reading) -> Bool {
        guard let head, d.quantity.dimension == .money || d.quantity.dimension == .mass else { return false }
        return categories.category(named: r.string(head), in: r) != nil
    }

    /// 建设周期|：24个月: the indicator that a colon joins to the figure.
    private func label(before position: Int, _ d: Draft, _ r: Reading) -> Int? {
        let j = r.tokenIndex(at: position) - 1
        guard j > d.sentence.lowerBound, r.tokens[j].mark == .colon, position - r.tokens[j].end <= 1, r.tokens[j - 1].end == r.tokens[j].start, r.tokens[j - 1].kind == .word, r.tokens[j - 1].indicator >= 0 else { return nil }
        return j - 1
    }

    /// 产能|为|氢氧化锂2.5万吨、磷酸铁8万吨: the token of the indicator that a list of things stands under.
    private func indicatorOver(_ d: Draft, _ phrase: Phrase, _ r: Reading) -> Int? {
        guard phrase.indicator == nil, (2...12).contains(phrase.range.count), phrase.change.isEmpty, phrase.reached.isEmpty, phrase.share == nil, phrase.verb.isDisjoint(with: [.invest, .fund, .make, .use, .need, .new]) else { return nil }
        var j = r.tokenIndex(at: phrase.range.lowerBound) - 1
        guard j >= d.sentence.lowerBound, r.tokens[j].end == phrase.range.lowerBound else { return nil }
        if r.tokens[j].mark == .colon, j > d.sentence.lowerBound, r.tokens[j - 1].end == r.tokens[j].start { j -= 1 } else if !isOfBeing(r.tokens[j], r) { return nil }
        if isOfBeing(r.tokens[j], r), j > d.sentence.lowerBound { j -= 1 }
        guard r.tokens[j].kind == .word, let said = r.indicator(r.tokens[j]), r.tokens[j + 1].start == r.tokens[j].end else { return nil }
        switch (d.quantity.dimension, said.category) {
        case (.mass, .capacity), (.mass, .production), (.volume, .capacity), (.volume, .production), (.energy, .capacity), (.energy, .production), (.power, .capacity),
            (.money, .revenue), (.money, .investment), (.percent, .share): return j
        case (.count, .capacity), (.count, .production): return CategoryRule.made.contains(d.quantity.unit) ? j : nil
        default: return nil
        }
    }

    private func isOfBeing(_ t: Token, _ r: Reading) -> Bool { t.kind == .word && t.end - t.start == 1 && (r.text[t.start] == "为" || r.text[t.start] == "是") }

    /// Two to four scalars that open a member of a list and that no table knows.
    private func isNamelike(_ range: Range<Int>, _ r: Reading) -> Bool {
        guard range.lowerBound > 0, extent(range.lowerBound, range.upperBound).allSatisfy({ Scalars.isHan(r.text[$0]) }) else { return false }
        switch r.text[range.lowerBound - 1] {
        case "，", "、", "；", "。", "：", "\n": break
        default: return false
        }
        var j = r.tokenIndex(at: range.lowerBound)
        while j < r.tokens.count, r.tokens[j].start < range.upperBound {
            if r.tokens[j].end - r.tokens[j].start > 1 || r.tokens[j].kind != .word || r.tokens[j].indicator >= 0 { return false }
            j += 1
        }
        return !Self.stages.contains(r.written, range) && !ShortName.common.contains(r.written, range)
    }

    private static let stages: WordSet = ["配套", "新增", "其余", "包括", "建设", "投资", "年产", "一期", "二期", "三期", "首期", "其中", "另有", "同时", "新上", "甲醇", "尿素", "水泥", "轮胎", "钢材"]

    /// Whether a body's name is all that stands there: 轮胎模具毛利率 is of a thing.
    private func isNamed(_ start: Int, _ end: Int, _ r: Reading) -> Bool { r.name(covering: extent(start, end)) != nil }

    private static let provided: AffixList = ["安置房", "租赁住房", "公租房", "廉租房", "保障房", "保障性住房", "棚改房", "公共租赁房", "安置住房"]
    private static let sums: AffixList = ["总量", "总额", "总规模", "规模"]

    /// Whether words of the vocabulary stand in the phrase: 汇兑损失, 卖出; a name has none.
    private func isWord(_ range: Range<Int>?, _ r: Reading) -> Bool {
        guard let range else { return false }
        var j = r.tokenIndex(at: range.lowerBound)
        while j < r.tokens.count, r.tokens[j].start < range.upperBound {
            let t = r.tokens[j]
            if t.kind == .word, t.indicator >= 0 || !t.roles.isDisjoint(with: [.verb, .up, .down]) { return true }
            j += 1
        }
        return ["率", "额", "费", "损失", "利润", "收入"].contains { r.string(range).ends($0) }
    }

    /// The latest draft that fits.
    @inline(__always)

    private static let totals: WordSet = ["合计", "合計", "共", "总计", "共计", "合计投资"]

    /// What of a stock market rose or fell by a percentage, where a clause is nothing but its name, 涨 or 跌 and the figure.
    private func shareMoved(_ d: Draft, _ phrase: Phrase, _ r: Reading) -> (name: String?, metric: String)? {
        let start = r.start(of: d.clause), end = d.quantity.span.start
        guard end - start <= 14, end - start >= 3, extent(end - 3, end).contains(where: { r.text[$0] == "涨" || r.text[$0] == "跌" || r.text[$0] == "漲" }), Self.shares.anyIn(r.written, extent(r.start(of: d.sentence), r.end(of: d.sentence))) else { return nil }
        let k = r.entityIndex(endingAfter: start)
        if k < r.entities.count, r.entities[k].start - start <= 1, r.entities[k].end <= end { return (nil, "股价") }
        guard (2...8).contains(phrase.range.count), phrase.range.lowerBound - start <= 1 else { return nil }
        let name = r.string(phrase.range)
        return (name, name.ends("指") || name.ends("指数") || name.ends("指數") ? "指数" : "股价")
    }

    private static let shares: AffixList = ["股", "道指", "指数", "指數", "涨停", "跌停"]
}
