import Facts
import Lexicons

/// Which of the names between two places a clause tells of: by where they stand, what they are and what stands beside them.
extension SubjectRule {
    /// The best subject between two positions: a name that opens the clause, or leans on the phrase of the figure.
    ///
    /// - Parameter phrase: start of the figure's phrase, where there is one.
    func pick(_ r: Reading, from: Int, to: Int, _ discourse: Discourse, phrase: Range<Int>? = nil, isMeasured: Bool = false) -> Entity? {
        var k = r.entityIndex(endingAfter: from)
        guard k < r.entities.count, r.entities[k].start < to else { return nil }
        // 上海钢联数据显示，…: a source
        if phrase == nil, to - from <= 24, isSource(r, from, to) { return nil }
        // 只有|某某股份|上涨1.65%
        let only = Self.only.contains(r.text, extent(from, min(to, from + 2))) ? from + 2 : from
        var opening = opening(r, only, to)
        let byCountry = dividesByCountry(before: from, discourse, r)
        let topic = discourse.sentence ?? discourse.paragraph ?? discourse.section ?? discourse.article
        let topicIsFirm = topic?.kind == .organisation || topic?.kind == .organisationAnaphor && !discourse.isReport
        var best: Entity?
        var bestScore = 0
        while k < r.entities.count, r.entities[k].start < to {
            let e = r.entities[k]
            k += 1
            guard e.start >= from, e.end <= to else { continue }
            if e.kind == .place || e.kind == .organisation, isFieldValue(e, r) { continue }
            if byCountry, e.kind == .place || e.kind == .nation || e.kind == .world { continue }
            // 水泥产能接近新疆总产能的30%: the whole, not the owner
            if phrase != nil, e.kind == .place, e.start > opening, r.text[to - 1] == "的", r.text[e.start - 1] == "近" || r.text[e.start - 1] == "过" || r.text[e.start - 1] == "达" || r.text[e.start - 1] == "到" { continue }
            // 是全市开发区平均水平的1.7倍, 不到铜冠锐箔的二十分之一: what it is compared with
            if phrase != nil, to > e.end, r.text[to - 1] == "的", e.start > 0, Self.measures(r.text[e.start - 1]), e.kind == .organisation || e.kind == .organisationAnaphor ? to == e.end + 1 : r.view(extent(e.end, to)).holds("平均") { continue }
            // 比全国、|全省|高出6.7、4.7个百分点
            if e.kind == .whole || e.kind == .nation || e.kind == .place || e.kind == .world, e.start > from, isComparedWith(e, r) { continue }
            // 在我省三大中心城市中，进出口增速排第一: among whom
            if e.kind == .whole, r.text[to - 1] == "中", isWhere(e, r) { continue }
            // 建设年产4万吨PBAT生产线2条
            if let phrase, e.kind == .project, e.end >= phrase.upperBound - 1, e.end <= to, to - e.end <= 1, !isMeasured, phrase.upperBound >= to - 1 { continue }
            // 其中项目投资下降1.0%, of a region's investment
            if e.kind == .projectAnaphor, discourse.article?.kind == .place || discourse.article?.kind == .whole, e.end - e.start == 2, r.view(extent(e.end, min(r.text.count, e.end + 2))).equals("投资"), phrase.map({ $0.upperBound <= e.end + 3 }) ?? true || Self.parts.anyEnds(r.written, extent(max(0, e.start - 4), e.start)) { continue }
            // 甲园区标准化厂房、乙生产线等|12个重点项目集中开工: members of the list that is counted
            if phrase != nil || e.kind != .place, to > e.end, r.text[to - 1] == "等", extent(e.end, to).contains(where: { r.text[$0] == "、" }) { continue }
            // Wind|数据显示, 紫风投资（|紫金矿业|全资子公司发起）出资: who tells, what brackets add
            if e.kind == .organisation, Self.showing.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 5))) || phrase != nil && isAside(e, from, to, r) { continue }
            // 设有北京、上海、|厦门|七家分公司: where the firm of the text has them
            if e.kind == .place, topicIsFirm, e.start > from, r.text[e.start - 1] == "、", e.end == to || Self.possessing.anyBegins(r.written, extent(e.end, min(to, e.end + 2))) { continue }
            // 共落子惠州（4GWh）、|南京|（30GWh）: where the firm of the text makes them
            if e.kind == .place, topicIsFirm || best?.kind == .organisation, e.end < to, Scalars.opensBracket(r.text[e.end]), !extent(e.end + 1, to).contains(where: { Scalars.closesBracket(r.text[$0]) }) { continue }
            // 共有|某某园区|标准厂房、乙生产线等: the first of a list
            if e.kind == .organisation || e.kind == .place, e.start >= 2, Self.holding.contains(r.text, extent(e.start - 2, e.start)), extent(e.end, to).contains(where: { r.text[$0] == "、" }) { continue }
            // 呼伦贝尔|20万吨/年铅锌、会泽|30吨/年锗: where the firm of the text makes them
            if e.kind == .place, topicIsFirm, !isMeasured, phrase != nil, e.end == to, to < r.text.count, (0x30...0x39).contains(r.text[to]) { continue }
            // 在|商务部|指导下: who helped
            if e.start > 0, r.text[e.start - 1] == "在", Self.helping.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 6))) { continue }
            // 全球|单机规模最大…的2座…项目: among whom it is the first
            if e.kind == .nation || e.kind == .world, isAmongWhom(e, to: to, r) { continue }
            // 畜禽规模化牧场达1094个: a thing counted
            if phrase == nil, e.kind == .organisation && !e.isKnownFirm || e.kind == .project, isCounted(e, r) { continue }
            // 其中上市公司6家、国家级“小巨人”企业14家
            if e.kind == .organisationAnaphor, e.end - e.start > 2, isCounted(e, r) { continue }
            // 项目投资, 企业法人单位 in a region's report: kinds, and nothing named before
            if discourse.isReport, e.kind == .projectAnaphor || e.kind == .organisationAnaphor, isKind(e, r) { continue }
            // the thing counted is not its owner: 重点实验室4个
            if let phrase, !phrase.isEmpty, e.start >= phrase.lowerBound, e.end >= phrase.upperBound - 1, !(isMeasured && (e.isKnownFirm || e.kind == .place || e.kind == .organisation && e.isPrincipal && isFirm(e, r))) { continue }
            // 企业营业成本加大，经济效益下滑，…: firms at large, in a text on a place
            if phrase == nil, e.kind == .organisationAnaphor, e.end - e.start == 2, r.text[e.start] == "企", discourse.article?.kind == .place || discourse.article?.kind == .whole, Self.burdens.anyBegins(r.written, extent(e.end, min(to, e.end + 6))) { continue }
            // 开源证券上调公司盈利预测: who predicts, where a firm is told of
            if e.kind == .organisation, r.text[e.end - 1] == "券", discourse.article?.kind == .organisation, discourse.article?.start != e.start || phrase == nil && r.view(extent(e.end, min(r.text.count, e.end + 2))).equals("认为") { continue }
            // 卓创资讯预计四季度价格还有300元的上行空间: who reckons
            if e.kind == .organisation, isTeller(e, discourse, r) { continue }
            // 香港同店銷售下跌6.8%, 欧洲客户占了七成: a market of the firm told of
            if e.kind == .place || e.kind == .nation || e.kind == .world, topicIsFirm, Self.markets.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 4))) { continue }
            // 深圳及廣州現有門店28間
            if e.kind == .place, topicIsFirm, k < r.entities.count, r.entities[k].kind == .place, r.entities[k].start == e.end + 1, Self.markets.anyBegins(r.written, extent(r.entities[k].end, min(r.text.count, r.entities[k].end + 4))) { continue }
            // 在全国拥有9个基地, 海外收入占比42%: of the firm told of
            if e.kind == .nation && (isWhere(e, r) || r.isTraditional && r.text[e.end - 1] == "地") || e.kind == .world && r.text[e.end - 1] == "外", topicIsFirm { continue }
            // 美国|埃森石油|持有: where the firm is from
            if e.kind == .world || e.kind == .nation, k < r.entities.count, r.entities[k].kind == .organisation, r.entities[k].start == e.end, r.entities[k].end <= to {
                if e.start <= opening { opening = max(opening, e.end) }
                continue
            }
            // 加拿大专利1项、国内发明专利6项: where what the text tells of is patented
            if e.kind == .world || e.kind == .nation || e.kind == .place, phrase != nil, isWherePatented(e, r) { continue }
            // 海外订单比重: of whom the text tells
            if e.kind == .world, r.text[e.end - 1] == "外", Self.abroad.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 2))), Self.partsOfSales.anyIn(r.written, extent(e.end, min(r.text.count, e.end + 6))) { continue }
            // 新设海外仓3个
            if e.kind == .world, e.end < r.text.count, r.text[e.end - 1] == "外", r.text[e.end] == "仓" || r.text[e.end] == "倉" { continue }
            // 某集团…，在全球|40个国家|拥有…员工; not 在全球450万辆的总销量中
            if e.kind == .world, let phrase, discourse.sentence?.kind == .organisation, isWhere(e, r), !extent(phrase.lowerBound, min(r.text.count, to + 12)).contains(where: { r.text[$0] == "的" }) { continue }
            // 日本需求大增 7月|我国|铝合金出口: whose trade it is stands at the figure
            if e.kind == .nation, let phrase, best?.kind == .world, r.text[e.start] == "我", abs(e.end - phrase.lowerBound) <= 1 || e.start == phrase.lowerBound { best = nil; bestScore = 0 }
            // 全球僱員3,860名: of the firm told of
            if e.kind == .world, topicIsFirm, Self.staff.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 4))) { continue }
            // 天衡磁材位于江西龙南的1.2万吨项目: whose it is stands before
            if e.kind == .place, e.end < r.text.count, r.text[e.end] == "的", best?.kind == .organisation, isWhere(e, r) || r.text[e.start - 1] != "，", e.start > opening { continue }
            // 在荆门高新区新征土地420亩: where the firm of the sentence does it
            if e.kind == .organisation, !e.isKnownFirm, topicIsFirm, r.text[e.end - 1] == "区" || r.text[e.end - 1] == "园", isWhere(e, r), let own = discourse.sentence, own.start < e.start { continue }
            if e.kind == .place, topicIsFirm {
                if isWhere(e, r) || isSeat(e, r) || isPart(e, r) { continue }
                // 同时推进|青海海东|10万吨颗粒硅基地: where it builds
                if phrase != nil, isSite(e, from, before: k, r) { continue }
                // 转让其持有的|广东|中德60%的股权: the beginning of another firm's name
                if e.isShort, e.start > opening, isBeginningOfName(e, r) { continue }
            }
            let leans = phrase.map { e.start <= $0.lowerBound && e.end > $0.lowerBound || abs(e.end - $0.lowerBound) <= 1 || e.kind != .organisation && leads(e, to: $0.lowerBound, r) } ?? false
            var s = score(e, r, opens: e.start <= opening || isHead(e, r) || isVillage(e, opening, r), leans: leans)
            if let phrase, e.kind == .organisation && e.isPrincipal || e.kind == .place, isNext(e, from, phrase, r) { s += 12 }
            // the first of equals stays: it is the topic
            if s > bestScore { best = e; bestScore = s }
        }
        if let e = best, e.kind == .organisation, let told = toldOf(by: e, to: to, r) { return told }
        if let e = best, e.kind == .organisation, let built = builtBy(e, to: to, r) { return built }
        if let e = best, isListed(e, to: to, r) { return nil }
        if let e = best, e.kind == .project, let next = listed(behind: e, around: to, r) { return next }
        return best
    }

    /// The second of those that 比 compares with.
    private func isComparedWith(_ e: Entity, _ r: Reading) -> Bool {
        guard r.text[e.start - 1] == "、" || r.text[e.start - 1] == "和" || r.text[e.start - 1] == "与" else { return false }
        var i = e.start - 2
        while i >= 0, e.start - i <= 12 {
            switch r.text[i] {
            case "比", "较": return true
            case "，", "。", "；", "：", "\n": return false
            default: i -= 1
            }
        }
        return false
    }

    /// 隔膜项目和|年产10万吨电解液项目: the next project of a list, where the size is in its name.
    private func listed(behind e: Entity, around position: Int, _ r: Reading) -> Entity? {
        let k = r.entityIndex(endingAfter: position)
        guard k < r.entities.count, case let next = r.entities[k], next.kind == .project, next.start <= position, next.start == e.end + 1 else { return nil }
        switch r.text[e.end] {
        case "、", "和", "及", "与": return next
        default: return nil
        }
    }

    /// 国内|发明专利, 首创|国内…工艺: where rights or a first are held, and nobody's figure.
    func isWherePatented(_ e: Entity, _ r: Reading) -> Bool {
        Self.patents.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 4))) || e.kind == .place && Self.offices.anyIn(r.written, extent(e.end, min(r.text.count, e.end + 7))) || e.start >= 2 && Self.firsts.contains(r.text, extent(e.start - 2, e.start))
    }

    /// Whether the name stands in a bracket that opened behind another name and closes before the figure.
    private func isAside(_ e: Entity, _ from: Int, _ to: Int, _ r: Reading) -> Bool {
        guard let open = extent(max(from, e.start - 2), e.start).last(where: { r.text[$0] == "（" }), open - from >= 3 else { return false }
        guard let close = extent(e.end, to).first(where: { r.text[$0] == "）" }), close - e.end >= 4 else { return false }
        return extent(open - 3, open).allSatisfy { Scalars.isHan(r.text[$0]) }
    }

    private static let possessing: AffixList = ["拥有", "设有", "建有", "布局", "设立", "等地"]
    static let only: WordSet = ["只有", "仅有", "唯有"]
    private static let holding: WordSet = ["共有", "包括", "涉及", "涵盖"]
    private static let showing: AffixList = ["数据显示", "统计显示", "数据表明", "数据统计", "監測顯示", "监测显示"]

    /// 全国|电源规模最大、…的: whether the superlative of a description follows.
    private func isAmongWhom(_ e: Entity, to: Int, _ r: Reading) -> Bool {
        let behind = extent(e.end, min(to, e.end + 9))
        guard let most = behind.first(where: { r.text[$0] == "最" }), most + 2 < r.text.count, !Self.lowest.contains(r.text, extent(most + 1, most + 3)), !behind.prefix(while: { $0 < most }).contains(where: { r.text[$0] == "，" || r.text[$0] == "。" || r.text[$0] == "的" || r.text[$0] == "是" || r.text[$0] == "为" || r.text[$0] == "有" }) else { return false }
        return extent(most, min(r.text.count, to + 4)).contains { r.text[$0] == "的" }
    }

    private static let lowest: WordSet = ["低生", "低工", "低保"]
    private static let helping: AffixList = ["指导下", "支持下", "领导下", "帮助下", "推动下", "统筹下", "的指导下", "的支持下", "的领导下", "的帮助下", "关心支持下", "大力支持下"]

    /// What stands before what a figure is measured against: 是, 不到, 约为.
    static func measures(_ c: UInt32) -> Bool {
        switch c {
        case "是", "为", "到", "过", "于", "约", "仅", "达", "当": return true
        default: return false
        }
    }

    /// An institute, a broker or a price agency, before what it only says of others.
    func isTeller(_ e: Entity, _ discourse: Discourse, _ r: Reading) -> Bool {
        guard let a = discourse.article, a.start != e.start, reckons(e, r) else { return false }
        return a.kind != .organisation || r.string(extent(a.start, a.end)) != r.string(extent(e.start, e.end))
    }

    /// Whether it is one whose trade is to reckon, and does.
    func reckons(_ e: Entity, _ r: Reading) -> Bool {
        guard Self.reckoning.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 5))) else { return false }
        let name = r.string(extent(e.start, e.end))
        return Self.tellers.anyEnds(name) || Self.agencies.contains(name)
    }

    private static let parts: AffixList = ["其中", "其中，", "其中,"]
    private static let reckoning: AffixList = ["预计", "预测", "认为", "统计", "数据", "指出", "估算", "测算", "监测", "报告", "调研", "分析", "則認為", "则认为", "預計", "預測", "預估", "发布的", "相对谨慎"]
    private static let tellers: AffixList = ["证券", "期货", "研究院", "研究所", "研究中心", "咨询", "资讯", "證券", "投顧", "智库", "Research", "Insights"]
    private static let agencies: WordSet = ["上海钢联", "百川盈孚", "生意社", "GGII", "IFR", "SMM", "IDC", "EVTank", "TrendForce", "集邦咨询", "奥维云网", "惠誉", "穆迪", "标普", "高盛", "摩根大通", "摩根士丹利", "花旗", "瑞银", "高工锂电", "高工机器人", "乘联会", "中汽协", "隆众资讯", "我的钢铁网"]
    private static let abroad: AffixList = ["订单", "訂單", "收入", "營收", "营收", "业务", "業務", "销售", "銷售"]
    private static let offices: AffixList = ["联络处", "办事处", "代表处", "招商处", "招商分局", "联络站"]
    private static let firsts: WordSet = ["首创", "填补", "領先", "领先"]
    private static let patents: AffixList = ["专利", "发明专利", "实用新型", "授权专利", "專利", "發明專利"]
    private static let partsOfSales: AffixList = ["比重", "占比", "佔比", "占", "佔"]
    private static let markets: AffixList = ["客运", "货运", "航线", "航班", "旅客", "运力", "同店", "客户", "客戶", "市场占", "市場佔", "门店", "門市", "现有门店", "現有門店", "店铺", "店舖", "业务收入", "業務收入", "分部", "订单占", "市场收入", "市场营收", "市场实现", "市场销售", "市場收入"]
    private static let staff: AffixList = ["分店", "店舖", "店铺", "员工", "雇员", "僱員", "门店", "職員", "职员", "仓储", "网点", "加工能力", "生产基地", "营销网", "销售网", "服务网", "终端", "经销商"]

    /// 按国别分，俄罗斯…: what a sentence names are parts of the whole told of.
    private func dividesByCountry(before position: Int, _ discourse: Discourse, _ r: Reading) -> Bool {
        let known = discourse.division
        var i = position
        while i > 0, position - i < 120, r.text[i - 1] != "。", r.text[i - 1] != "\n" {
            if i == known.upTo, position - known.start < 120 { i = known.start; break }
            i -= 1
        }
        if i == known.start, known.upTo > known.start {
            discourse.division.upTo = max(position, known.upTo)
            return known.divides
        }
        let divides = Self.divisions.anyBegins(r.written, extent(i, min(r.text.count, i + 8)))
        if position - i < 120, position > i { discourse.division = (i, position, divides) }
        return divides
    }

    private static let divisions: AffixList = ["按国别", "分国别", "从国别", "按市场分", "分市场", "从市场看", "按贸易伙伴", "从贸易伙伴", "按目的地", "按来源地", "按来源国", "从出口市场", "从主要市场", "按出口市场", "主要贸易伙伴", "主要贸易市场", "贸易伙伴方面", "按客源地", "市场方面", "地區方面", "地区方面", "就訂單來源", "就订单来源", "就出口市场", "就主要出口市場", "按主要地區", "分市场"]

    /// 某某数据显示, 据某某统计: a clause that only says who tells.
    private func isSource(_ r: Reading, _ from: Int, _ to: Int) -> Bool {
        guard to - from >= 6, r.text[to - 1] == "示" || r.text[to - 1] == "明", r.text[to - 2] == "显" || r.text[to - 2] == "表" else { return false }
        return Self.sources.anyIn(r.written, extent(to - 4, to))
    }

    private static let sources: AffixList = ["数据显示", "数据表明", "统计显示", "监测显示", "报告显示", "调查显示", "研究显示", "调研显示", "报价显示"]

    /// 本制糖期全国|已累计|产糖: only words that lead on stand between.
    private func leads(_ e: Entity, to position: Int, _ r: Reading) -> Bool {
        guard position > e.end, position - e.end <= (e.kind == .organisationAnaphor ? 10 : 6) else { return false }
        var j = r.tokenIndex(at: e.end)
        var end = e.end
        while j < r.tokens.count, r.tokens[j].start < position {
            // 公司|2015年|营业总收入
            if r.tokens[j].start - end <= 1, r.tokens[j].kind == .period || r.tokens[j].mark == .space, e.kind == .organisationAnaphor { end = r.tokens[j].end; j += 1; continue }
            guard r.tokens[j].start == end, r.tokens[j].kind == .word, r.tokens[j].indicator < 0, !r.tokens[j].roles.isDisjoint(with: [.adverb, .copula, .actual, .make, .new]) else { return false }
            end = r.tokens[j].end
            j += 1
        }
        return end == position
    }

    /// 其中|香港|138间: a part of what the firm has.
    private func isPart(_ e: Entity, _ r: Reading) -> Bool {
        let j = r.tokenIndex(at: e.start) - 1
        return j >= 0 && r.tokens[j].end == e.start && r.tokens[j].kind == .word && r.tokens[j].roles.contains(.among) || e.start >= 2 && (r.text[e.start - 2] == "其" || r.text[e.start - 2] == "当") && r.text[e.start - 1] == "中"
    }

    /// 项目, 企业 without 该 or 本.
    private func isKind(_ e: Entity, _ r: Reading) -> Bool {
        guard e.end - e.start == 2 else { return false }
        switch (r.text[e.start], r.text[e.start + 1]) {
        case ("项", "目"), ("企", "业"), ("公", "司"), ("集", "团"), ("园", "区"): return true
        default: return false
        }
    }

    /// 建设地点：某某园区, 实施主体：某某公司: what a label asks for, and not what the text is about.
    func isFieldValue(_ e: Entity, _ r: Reading) -> Bool {
        guard e.start >= 4 else { return false }
        var i = e.start - 1
        // 项目地点：⏎山东省枣庄市…
        if r.text[i] == "\n", i > 3, r.text[i - 1] == "：" || r.text[i - 1] == ":" { i -= 1 }
        while i > 2, e.start - i < 16, r.text[i] != "：", r.text[i] != ":" {
            if r.text[i] == "，" || r.text[i] == "。" || r.text[i] == "\n" || r.text[i] == "；" { return false }
            i -= 1
        }
        guard r.text[i] == "：" || r.text[i] == ":" else { return false }
        return Self.labels.anyEnds(r.written, extent(max(0, i - 6), i))
    }

    private static let labels: AffixList = ["地点", "地址", "住所", "位置", "选址", "所在地", "注册地", "代表人", "实施主体", "建设单位", "股东", "出资方式", "资金来源", "交易对方", "对手方", "控制人", "受托方", "设计单位", "施工单位", "监理单位", "中标人", "招标人"]

    func isPeriod(at position: Int, _ r: Reading) -> Bool {
        let j = r.tokenIndex(at: position)
        return j < r.tokens.count && r.tokens[j].start == position && r.tokens[j].kind == .period
    }

    /// 广东|中德: two scalars that no table knows lean on a short place.
    private func isBeginningOfName(_ e: Entity, _ r: Reading) -> Bool {
        var j = r.tokenIndex(at: e.end)
        while j < r.tokens.count, r.tokens[j].kind == .word, r.tokens[j].indicator < 0, r.tokens[j].end - e.end <= 5, !r.tokens[j].roles.isDisjoint(with: [.weakSuffix, .plain]) || r.tokens[j].end - r.tokens[j].start == 1 { j += 1 }
        let next = j < r.tokens.count ? r.tokens[j].start : r.text.count
        return (2...5).contains(next - e.end) && extent(e.end, next).allSatisfy { Scalars.isHan(r.text[$0]) }
    }

    /// 深圳坪山总部: the firm's own.
    private func isSeat(_ e: Entity, _ r: Reading) -> Bool {
        guard e.end + 1 < r.text.count else { return false }
        switch (r.text[e.end], r.text[e.end + 1]) {
        case ("总", "部"), ("工", "厂"), ("基", "地"), ("厂", "区"), ("新", "厂"), ("分", "公"), ("子", "公"), ("全", "资"), ("控", "股"), ("孙", "公"): return true
        default: return false
        }
    }

    /// 居全国第四, 超过全国平均, 全国首个: the country as a measure.
    func isMeasure(_ e: Entity, _ r: Reading) -> Bool {
        if e.end < r.text.count {
            switch r.text[e.end] {
            case "第", "平", "首", "前", "最", "唯", "领", "排", "先", "各": return true
            // 保持全国|一流水平
            case "一" where e.end + 1 < r.text.count && r.text[e.end + 1] == "流": return true
            default: break
            }
        }
        guard e.start > 0 else { return false }
        switch r.text[e.start - 1] {
        // 对全国31个省的抽样调查: of whom it tells
        case "对": return !Self.surveys.anyIn(r.written, extent(e.end, min(r.text.count, e.end + 30)))
        case "居", "于", "占", "比", "较", "为", "过", "向", "列": return true
        default: return false
        }
    }

    private static let surveys: AffixList = ["抽样调查", "调查", "監測", "监测", "统计", "普查"]

    /// 在乐山: where something happens.
    func isWhere(_ e: Entity, _ r: Reading) -> Bool {
        let j = r.tokenIndex(at: e.start) - 1
        return j >= 0 && r.tokens[j].end == e.start && r.tokens[j].traits.contains(.locates)
    }

    /// 甲投资50亿元的项目、|乙|投资20亿元的项目: behind a figure the next one's owner.
    private func isNext(_ e: Entity, _ from: Int, _ phrase: Range<Int>, _ r: Reading) -> Bool {
        guard e.start > from, e.end >= phrase.lowerBound - 1, e.start <= phrase.lowerBound else { return false }
        let j = r.tokenIndex(at: e.start) - 1
        guard j > 0, r.tokens[j].mark == .listComma || r.tokens[j].mark == .semicolon else { return false }
        return extent(r.tokenIndex(at: from), j).contains { r.tokens[$0].kind == .quantity }
    }

    /// 畜禽规模化牧场达|1094个.
    func isCounted(_ e: Entity, _ r: Reading) -> Bool {
        var j = r.tokenIndex(at: e.end)
        var position = e.end
        while j < r.tokens.count, r.tokens[j].start - position <= 1 {
            let t = r.tokens[j]
            if t.kind == .quantity { return r.quantities[Int(t.index)].dimension == .count }
            guard t.kind == .word, !t.roles.isDisjoint(with: [.copula, .adverb]) else { return false }
            position = t.end
            j += 1
        }
        return false
    }

    /// EVTank预计2024年全球动力电池出货量: who predicts for the world is not its subject.
    private func toldOf(by e: Entity, to: Int, _ r: Reading) -> Entity? {
        let j = r.tokenIndex(at: e.end)
        guard j < r.tokens.count, r.tokens[j].start - e.end <= 1, r.tokens[j].traits.contains(.publishes) else { return nil }
        var k = r.entityIndex(endingAfter: r.tokens[j].end)
        while k < r.entities.count, r.entities[k].end <= to {
            switch r.entities[k].kind {
            case .nation, .world, .whole: return r.entities[k]
            default: k += 1
            }
        }
        return nil
    }

    /// 由某集团投资的|某某项目: what is built is told of.
    private func builtBy(_ e: Entity, to: Int, _ r: Reading) -> Entity? {
        guard e.start > 0, r.text[e.start - 1] == "由" else { return nil }
        let k = r.entityIndex(endingAfter: e.end)
        guard k < r.entities.count, case let p = r.entities[k], p.kind == .project, p.start > e.end, p.start - e.end <= 10, p.end <= to, r.text[p.start - 1] == "的", isProper(p, r) else { return nil }
        return p
    }

    /// 位于某镇的|某某项目: what a description leads up to.
    private func isHead(_ e: Entity, _ r: Reading) -> Bool {
        guard e.start > 0 else { return false }
        // 以薄膜电池见长的美国厂商|Solvanta, 持股35%的冷冻调理厂|瓴华食品
        if e.kind == .organisation, e.isKnownFirm, let j = kindWord(before: e, r) { return j == 0 || r.text[j - 1] == "的" || r.tokens[max(0, r.tokenIndex(at: j) - 1)].endsClause && r.tokens[max(0, r.tokenIndex(at: j) - 1)].end == j }
        // 2.控股子公司|洛阳嵩岳轨道装备有限公司|与…签订
        if e.kind == .organisation, e.start >= 3, Self.kin.anyEnds(r.string(extent(max(0, e.start - 6), e.start))), isFirm(e, r) {
            let from = numbering(r, lineStart(of: e.start, r), e.start)
            return e.start - from <= 7 || r.tokens[max(0, r.tokenIndex(at: e.start - 5) - 1)].endsClause
        }
        guard r.text[e.start - 1] == "的" else { return false }
        // 有“药都”之称的樟树市, 共建十年的阜合产业园区，
        if e.kind == .place || e.kind == .organisation, isDescribedHead(e, r) { return true }
        switch e.kind {
        case .organisation: return isFirm(e, r)
        case .project: return isProper(e, r) || Self.onceRunning.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 5)))
        default: return false
        }
    }

    /// Whether nothing but what describes it stands before a name in its clause: what it is called, or words without a name of their own.
    private func isDescribedHead(_ e: Entity, _ r: Reading) -> Bool {
        var start = e.start - 1
        while start > 0, e.start - start < 24, !Self.opensDescription(r.text[start - 1]) { start -= 1 }
        guard start == 0 || Self.opensDescription(r.text[start - 1]) else { return false }
        let words = extent(start, e.start)
        if Self.callings.anyIn(r.written, words) { return true }
        guard e.end < r.text.count, r.text[e.end] == "，", e.kind == .organisation && words.count >= 4 || e.kind == .place && words.count >= 7 && (start == 0 || r.text[start - 1] == "\n" || r.text[start - 1] == "。") else { return false }
        let k = r.entityIndex(endingAfter: start)
        return !(k < r.entities.count && r.entities[k].end < e.start) && !words.contains { (0x30...0x39).contains(r.text[$0]) }
    }

    private static func opensDescription(_ c: UInt32) -> Bool {
        switch c {
        case "，", "。", "；", "\n", "：": return true
        default: return false
        }
    }

    private static let callings: AffixList = ["之称", "美誉", "誉为", "素有", "之乡", "之都", "号称", "被称"]

    /// Where 美国厂商, 台湾冷冻调理厂 in front of a name begins.
    private func kindWord(before e: Entity, _ r: Reading) -> Int? {
        guard e.start >= 3, EntityFinder.callsFirm(r.text, before: e.start) || r.text[e.start - 1] == "厂" || r.text[e.start - 1] == "户" && r.text[e.start - 2] == "客" else { return nil }
        var from = e.start - 1
        while from > 0, e.start - from < 12, Scalars.isHan(r.text[from - 1]), r.text[from - 1] != "的", r.text[from - 1] != "在", r.text[from - 1] != "与", r.text[from - 1] != "和" { from -= 1 }
        return from
    }

    /// 张易镇|贺家村, at the head of a clause.
    private func isVillage(_ e: Entity, _ opening: Int, _ r: Reading) -> Bool {
        // 深秋的上饶市婺源县|石门坞村
        if e.end - e.start >= 3, r.text[e.end - 1] == "村", case let k = r.entityIndex(endingAfter: e.start - 1), k < r.entities.count, case let place = r.entities[k], place.end == e.start, place.kind == .place, place.start <= opening || r.text[place.start - 1] == "的" { return true }
        return e.end - e.start >= 3 && e.start - opening <= 3 && r.text[e.end - 1] == "村" && e.start > 0 && (r.text[e.start - 1] == "镇" || r.text[e.start - 1] == "乡")
    }

    /// 甲公司等5家企业, 某某项目等11个项目: one of several owns no figure of all.
    private func isListed(_ e: Entity, to: Int, _ r: Reading) -> Bool {
        // 华科汽车、华灿光电等总投资超15亿元的项目38个
        if e.kind == .organisation, e.start > 0, e.end < to, r.text[e.end] == "等", r.text[e.start - 1] == "、" || r.text[e.start - 1] == "和" { return true }
        var i = e.end
        var goesOn = false
        while i < to, i - e.end < (goesOn ? 60 : 40) {
            if r.text[i] == "、" { goesOn = true }
            if r.text[i] == "，" || r.text[i] == "；" { return false }
            if r.text[i] == "等" {
                let j = r.tokenIndex(at: i + 1)
                if j < r.tokens.count, r.tokens[j].start - i <= (e.kind == .place ? 1 : 6), r.tokens[j].kind == .quantity { return true }
                if e.kind == .organisation || e.kind == .project, j < r.tokens.count, r.tokens[j].start - i <= 4, !r.tokens[j].roles.isDisjoint(with: [.organisationAnaphor, .projectAnaphor, .projectSuffix]) { return true }
            }
            i += 1
        }
        return false
    }

    /// Where the topic may begin: behind time words, adverbs and connectives at the head of the clause.
    private func opening(_ r: Reading, _ from: Int, _ to: Int) -> Int {
        var position = numbering(r, from, to)
        var j = r.tokenIndex(at: position)
        // 引进的|某某项目|投资3500万元
        if position + 3 < to, r.text[position + 2] == "的", Self.introduced.contains(r.text, extent(position, position + 2)) { return position + 4 }
        while j < r.tokens.count, r.tokens[j].start < to {
            let t = r.tokens[j]
            guard t.start - position <= 1 else { break }
            switch t.kind {
            case .period: break
            case .mark where t.mark == .space || t.mark == .dash || t.mark == .quoteOpen || t.mark == .line || t.mark == .open || t.mark == .listComma: break
            case .word where t.indicator < 0 && !t.roles.isDisjoint(with: [.adverb, .copula, .among, .conjunction, .actual, .preposition, .forecast])
                && t.roles.isDisjoint(with: [.verb, .whole, .nation, .world, .organisationAnaphor, .projectAnaphor]): 
                break
            default: return position + 1
            }
            position = t.end
            j += 1
        }
        return position + 1
    }

    private static let burdens: AffixList = ["营业成本", "经营", "成本", "效益", "融资", "信心", "复工", "生产经营"]
    private static let introduced: WordSet = ["引进", "新建", "在建", "签约", "落户", "投产", "新上", "实施"]

    /// Behind the number or bullet of a list: 1.某某项目, ●某某公司.
    private func numbering(_ r: Reading, _ from: Int, _ to: Int) -> Int {
        var i = from
        var closed = from
        while i < to, i - from < 6 {
            switch r.text[i] {
            case 0x30...0x39, "（", "(", " ", 0x3000, "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": break
            case ".", "．", "、", ")", "）", "●", "■", "◆", "•", "·", "▲", "△", "★", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "-", "*": closed = i + 1
            default: return closed
            }
            i += 1
        }
        return closed
    }

    /// Whether a word of building stands right before a place, or before the one that it lies in.
    ///
    /// - Parameter k: index of the entity behind `e`.
    private func isSite(_ e: Entity, _ from: Int, before k: Int, _ r: Reading) -> Bool {
        func follows(_ start: Int) -> Bool { start >= 2 && Self.building.contains(r.text, extent(start - 2, start)) }
        if follows(e.start) { return true }
        guard e.start > from, k >= 2, case let region = r.entities[k - 2], region.kind == .place, region.end == e.start else { return false }
        return follows(region.start)
    }

    /// What a firm is to the one that tells.
    private static let kin: AffixList = ["全资子公司", "控股子公司", "全资孙公司", "控股孙公司", "下属公司", "子公司", "孙公司", "分公司"]

    /// Where the line or the member of a list begins, looked for 24 scalars back.
    private func lineStart(of position: Int, _ r: Reading) -> Int {
        var i = position
        while i > 0, position - i < 24, r.text[i - 1] != "\n", r.text[i - 1] != "。", r.text[i - 1] != "；" { i -= 1 }
        return i
    }

    private static let building: WordSet = ["推进", "建设", "新建", "投建", "扩建", "兴建", "布局", "启动", "关停", "在建", "上马", "建成"]

    func isFirm(_ e: Entity, _ r: Reading) -> Bool { e.isKnownFirm || e.end > e.start && Self.endsFirm(r.text[e.end - 1]) }

    /// 工业和信息化部, 国家能源局: it tells of the whole country.
    func isMinistry(_ e: Entity, _ r: Reading) -> Bool {
        guard e.kind == .organisation, !e.isGroup, e.end > e.start, case let name = extent(e.start, e.end) else { return false }
        return Self.ministries.contains(r.written, name) || r.view(name).begins("国家") && e.code == nil && isAuthority(e, r)
    }

    private static let ministries: WordSet = ["工业和信息化部", "工信部", "海关总署", "商务部", "财政部", "农业农村部", "科技部", "发展改革委员会", "国家发改委", "人力资源社会保障部", "交通运输部", "自然资源部"]

    /// 统计局, 调查队, 办公室: they tell, and rarely own.
    func isAuthority(_ e: Entity, _ r: Reading) -> Bool {
        guard e.end > e.start else { return false }
        switch r.text[e.end - 1] {
        case "局", "署", "委", "厅", "队", "办", "部", "室", "府": return true
        // 人行|成都分行|, 中国人民银行某某支行: who tells
        case "行": return e.end - e.start >= 4 && (r.text[e.end - 2] == "分" || r.text[e.end - 2] == "支") && Self.centralBank.anyIn(r.written, extent(max(0, e.start - 4), e.end))
        case "关": return e.end - e.start >= 3 && r.text[e.end - 2] == "海"
        default: return false
        }
    }

    private static let centralBank: AffixList = ["人民银行", "人行", "央行"]

    func isNameless(_ e: Entity, _ r: Reading) -> Bool {
        guard e.end - e.start >= 3 else { return false }
        switch (r.text[e.start], r.text[e.start + 1]) {
        // 这一实验装置项目
        case ("一", _) where e.start > 0 && (r.text[e.start - 1] == "这" || r.text[e.start - 1] == "那" || r.text[e.start - 1] == "该"): return true
        case ("子", "公"), ("一", "条"), ("一", "个"), ("一", "座"), ("某", _), ("两", "个"), ("两", "条"): return true
        default: break
        }
        // 高新区|重点工业项目|开工仪式: projects of a class
        return e.kind == .project && (r.text[e.end - 3] == "大" || extent(max(e.start, e.end - 8), e.end - 3).contains { r.text[$0] == "重" && (r.text[$0 + 1] == "点" || r.text[$0 + 1] == "大") }) && !extent(e.start, e.end).contains { r.text[$0] < 0x2E80 || r.text[$0] == "“" }
    }

    /// A project with a name of its own, not 重大项目建设 or 闲置低效项目.
    func isProper(_ e: Entity, _ r: Reading) -> Bool {
        if e.code != nil { return true }
        for i in e.start..<e.end where r.text[i] < 0x2E80 || r.text[i] == "“" || r.text[i] == "”" { return true }
        return e.end - e.start >= 10
    }

    private static func endsFirm(_ c: UInt32) -> Bool { c == "司" || c == "团" || c == "厂" || c == "行" || c == "社" }
}
