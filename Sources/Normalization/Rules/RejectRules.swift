import Facts
import Lexicons

/// Figures that are no facts though they are well-formed quantities.
struct RejectRules: Sendable {
    /// - Returns: why, or `nil` for a fact.
    func reason(for draft: Draft, phrase: Phrase, head: String, in r: Reading) -> String? {
        let q = draft.figure, unit = draft.quantity.unit
        // most units that are asked for are one character: 个
        let one: UInt32 = unit.utf8.count == 3 ? unit.unicodeScalars.first?.value ?? 0 : 0
        // (3596-TW): a stock code
        if q.numeral.end + 2 < r.text.count, r.text[q.numeral.end] == "-", r.text[q.numeral.end + 1] == "T", r.text[q.numeral.end + 2] == "W" { return "code" }
        // （300088，收盘价50.70元）
        if q.kind == .number, q.numeral.count == 6, !extent(q.numeral.start, q.numeral.end).contains(where: { r.text[$0] == "." }), q.span.start > 0, Scalars.opensBracket(r.text[q.span.start - 1]), q.span.end < r.text.count, !Scalars.isHan(r.text[q.span.end]) { return "code" }
        if q.dimension == .duration, phrase.indicator == nil || phrase.range.isEmpty, phrase.change.isEmpty, !isTimeNoun(phrase, r), !isTold(q, r) { return "time-span" }
        // 三年成长计划, 五年攻坚行动: the name of a scheme
        if q.dimension == .duration, isScheme(q, r) { return "time-span" }
        // 亿元企业2家, 千万元项目3个: a class without a number of its own
        if q.kind == .money, q.numeral.count <= 2, isMagnitude(r.text[q.numeral.start]), q.comparator == .eq, ["企业", "项目", "村", "户", "工程", "园区", "工业企业", "产业集群", "龙头企业", "骨干企业", "规模企业"].contains(where: { head.begins($0) }), countsBehind(draft, r) { return "class" }
        // 过1亿元|项目19个, 超10亿元|企业3家: a class by its threshold
        if q.kind == .money, q.span.start > 0, q.comparator == .gt || Self.passes(r.text[q.span.start - 1]), Self.classed.beginning(of: head) != nil, countsBehind(draft, r) { return "class" }
        // 100亿级项目1个、1至10亿级项目9个
        if r.text[q.span.end - 1] == "级", ["项目", "企业", "产业", "园区", "集群"].contains(where: { head.begins($0) }), countsBehind(draft, r) { return "class" }
        // 分三大门类看
        if one == "个", head.begins("门类") || head.begins("行业类") { return "grouping" }
        // 连跨两个千亿台阶: a way of saying how far
        if q.kind == .money || q.kind == .count || q.kind == .number, isHan(r, q.numeral.start), head.ends("台阶") || head.begins("台阶") || head.begins("大台阶") { return "manner" }
        // 万元工业增加值能耗: what is measured per 万元
        if q.numeral.count == 1, q.span.start == q.numeral.start, q.kind == .money, q.comparator == .eq, r.text[q.numeral.start] == "万" || r.text[q.numeral.start] == "亿" { return "class" }
        // 东经111°31′
        if unit.equals("deg"), isCoordinate(q, r) { return "coordinate" }
        // 三十里铺, 五里店: a place
        if q.dimension == .length, q.span.end < r.text.count, r.text[q.span.end - 1] == "里", isHan(r, q.numeral.start), Self.villages.contains(r.text, extent(q.span.end, q.span.end + 1)) { return "name" }
        // 两升一降: how many rise
        if q.dimension == .volume, unit.equals("m3"), r.text[q.span.end - 1] == "升", isHan(r, q.numeral.start), q.span.end + 1 < r.text.count, r.text[q.span.end + 1] == "降" || r.text[q.span.end + 1] == "平" || q.span.start > 0 && r.text[q.span.start - 1] == "降" { return "name" }
        // 1000-1999元行业占比16.9%, 价格在6000-9999元的…: a band of prices
        if q.kind == .money, q.dimension == .money, isBand(q, r) { return "threshold" }
        // 跌两年、涨一年: how long
        if q.dimension == .duration, q.span.start > 0, r.text[q.span.start - 1] == "跌" || r.text[q.span.start - 1] == "涨" { return "time-span" }
        // 将在未来十多年内迎来爆发式增长
        if q.dimension == .duration, q.span.start >= 2, Self.ahead.contains(r.text, extent(q.span.start - 2, q.span.start)) { return "time-span" }
        // 十年间从15%跌至9%
        if q.dimension == .duration, q.span.end < r.text.count, r.text[q.span.end] == "间" || r.text[q.span.end] == "間", isHan(r, q.numeral.start) { return "time-span" }
        // 百公里8元
        if q.dimension == .length, q.numeral.count == 1, r.text[q.numeral.start] == "百", r.text[q.span.end - 1] == "里", draft.token + 1 < r.tokens.count, r.tokens[draft.token + 1].kind == .quantity || head.begins("油耗") || head.begins("电耗") { return "denominator" }
        // 每斤6毛一斤, 一瓦组件: what a price is for
        if q.low == .one, q.high == .one, q.comparator == .eq, isHan(r, q.numeral.start), phrase.indicator == nil || phrase.range.isEmpty, q.dimension == .mass || q.dimension == .power || q.dimension == .area || q.dimension == .energy { return "one" }
        // 3人制, 150方坯
        if q.kind == .count, q.span.end < r.text.count, one == "人" && r.text[q.span.end] == "制" || one == "方" && r.text[q.span.end] == "坯" { return "name" }
        // 1997年以来增长最快的一年
        if q.dimension == .duration, q.low == .one, isHan(r, q.numeral.start), q.span.start > 0, r.text[q.span.start - 1] == "的" { return "one" }
        // 是经济总量大幅跃升的五年。
        if q.dimension == .duration, isHan(r, q.numeral.start), q.span.start > 0, r.text[q.span.start - 1] == "的", q.span.end >= r.text.count || r.text[q.span.end] == "。" || r.text[q.span.end] == "，", r.view(extent(r.start(of: draft.sentence), q.span.start)).holds("是") { return "time-span" }
        // 价格一周|上涨23%
        if q.dimension == .duration, q.low == .one, isHan(r, q.numeral.start), q.span.end + 1 < r.text.count, Self.moves.contains(r.text, extent(q.span.end, q.span.end + 2)) { return "time-span" }
        // 产量连续|5年|超过10万吨
        if q.dimension == .duration, q.span.start >= 2, r.text[q.span.start - 1] == "续", r.text[q.span.start - 2] == "连" { return "time-span" }
        // 固定资产投资五年累计完成406.5亿元
        if q.dimension == .duration, q.span.end + 1 < r.text.count, Self.spanning.contains(r.text, extent(q.span.end, q.span.end + 2)) { return "time-span" }
        // 前8位, 居第三位, 三次产业, 单位：亿元
        if q.kind == .count {
            // 每 10 股: past the blank of a printed page
            let isApart = q.span.start > 1 && r.text[q.span.start - 1] == " " && Scalars.isHan(r.text[q.span.start - 2])
            let before = q.span.start > 0 ? r.text[q.span.start - (isApart ? 2 : 1)] : 0
            // 目前|近100家|企业复工: no rank
            let isRanked = before == "前" && !(q.span.start >= 2 && Self.times.contains(r.text, extent(q.span.start - 2, q.span.start)))
            if isRanked || before == "第" || before == "居" || before == "列" && !isTrain(q, r) && !(q.span.start >= 2 && r.text[q.span.start - 2] == "系") { return "rank" }
            // 每年检验|1次|, 每两年检验1次: how often
            if one == "次", q.low == .one, q.high == .one, Self.every.anyIn(r.written, extent(max(r.start(of: draft.clause), q.span.start - 8), q.span.start)) { return "denominator" }
            if one == "次", q.span.end + 1 < r.text.count, r.text[q.span.end] == "产", r.text[q.span.end + 1] == "业" { return "name" }
            if one == "位", before == "全" || before == "首" { return "rank" }
            // 十种有色金属: a class of metals
            if one == "种", q.low == ExactDecimal(10), head.begins("有色金属") { return "name" }
            if r.text[q.span.end - 1] == "大", Self.groupsCounted.beginning(of: head) != nil { return "grouping" }
            // 繁峙、五台、垣曲等县: a county
            if one == "台", isHan(r, q.numeral.start), before == "、", q.span.end < r.text.count, r.text[q.span.end] == "、" || r.text[q.span.end] == "等" || r.text[q.span.end] == "县", head.isEmpty { return "name" }
            // 增速后三名：…
            if one == "名" || one == "位", before == "后", isHan(r, q.numeral.start) { return "rank" }
            // 以上|三市|的产量, 上述三大基地: those just named
            if before == "上", q.span.start >= 2, r.text[q.span.start - 2] == "以", isHan(r, q.numeral.start), q.numeral.count == 1 { return "grouping" }
            // 十六届|人大一次会议, 五届六次、七次、八次|全会
            if one == "届", Self.assemblies.anyIn(r.written, extent(q.span.end, min(r.text.count, q.span.end + 14))) { return "ordinal" }
            if one == "次", isHan(r, q.numeral.start), before == "届" || before == "、" && q.span.start >= 2 && r.text[q.span.start - 2] == "次" && Self.assemblies.anyIn(r.written, extent(q.span.end, min(r.text.count, q.span.end + 10))) { return "ordinal" }
            if before == "式" { return "manner" }
            // 区四套班子, 改革二字
            if one == "套", head.begins("班子") || head.begins("领导班子") { return "name" }
            if one == "字", isHan(r, q.numeral.start), q.numeral.count == 1 { return "name" }
            // ，二类150N主流价格: a class by its number
            if one == "类", isHan(r, q.numeral.start), q.numeral.count == 1, q.span.end < r.text.count, case let next = r.text[q.span.end], Scalars.digit(next) != nil || Scalars.isLetter(next) { return "rank" }
            // 二次|结构施工, 二次|装修: a kind of work
            if one == "次", isHan(r, q.numeral.start), q.numeral.count == 1, Self.again.anyBegins(r.text, extent(q.span.end, min(r.text.count, q.span.end + 3))) { return "name" }
            // 六县|市, 四县|两区: what a city is made of
            if isHan(r, q.numeral.start), one == "县" || one == "区" || one == "市" || one == "旗", q.span.end < r.text.count, Self.isDivision(r.text[q.span.end]) || Scalars.hanNumeral(r.text[q.span.end]) != nil && q.span.end + 1 < r.text.count && Self.isDivision(r.text[q.span.end + 1]) { return "name" }
            // 周四|盘后, 星期三|场: a day of the week
            if isHan(r, q.numeral.start), q.numeral.count == 1, before == "周" || before == "週" || before == "期" && q.span.start >= 2 && r.text[q.span.start - 2] == "星" { return "weekday" }
            // 台中三廠第3季完工: the third works
            if one == "廠" || one == "厂", isHan(r, q.numeral.start), q.numeral.count == 1 { return "name" }
            // 另外两个增长点, 三个方面
            if one == "个" || one == "個", isHan(r, q.numeral.start), Self.aspects.anyBegins(r.written, extent(q.span.end, min(r.text.count, q.span.end + 4))) { return "grouping" }
            // 三家合计占62%, 两项合计: of those just named
            if one == "家" || one == "项" || one == "人", isHan(r, q.numeral.start), q.span.end + 2 < r.text.count, Self.sums.contains(r.text, extent(q.span.end, q.span.end + 2)) { return "grouping" }
            // 本次两项投资, 上述三家企业, 这两个项目
            if isHan(r, q.numeral.start), q.numeral.count == 1, q.span.start >= 2, before == "次" && r.text[q.span.start - 2] == "本" || before == "述" && r.text[q.span.start - 2] == "上" || before == "这" { return "grouping" }
            // 。两家企业按六四比例合资: those just named
            if one == "家", isHan(r, q.numeral.start), q.numeral.count == 1, head.begins("企业") || head.begins("公司"), before == "。" || before == "\n", q.span.end + 2 < r.text.count, Self.goesOn(r.text[q.span.end + 2]) { return "grouping" }

            // 最近三个会计年度
            if r.view(extent(q.span.end, min(r.text.count, q.span.end + 4))).equals("会计年度") { return "time-span" }
            // 每10股派发红利3元
            if before == "每", one == "股" { return "denominator" }
            // 全国四大石材产区之一
            if r.text[q.span.end - 1] == "大", head.ends("之一"), ["产区", "城市", "港口", "市场", "优势", "支柱", "名", "煤田", "基地", "粮仓", "产地"].contains(where: { head.holds($0) }) { return "rank" }
            if isHan(r, q.numeral.start) {
                if one == "类", ["地区", "区", "资源", "优质", "水质", "标准"].contains(where: { head.begins($0) }) { return "rank" }
                // 五大新兴产业: what is grouped, not counted
                if r.text[q.span.end - 1] == "大", Self.groups.contains(where: { head.ends($0) }) || isHeadOfList(q, head, r) { return "grouping" }
                if one == "省" || one == "市" || one == "县" || one == "国", head.begins("交界") { return "name" }
                if one == "面", before == "东" || before == "南" || before == "西" || before == "北" { return "name" }
            }
        }
        if q.span.start >= 3, r.text[q.span.start - 1] == "：" || r.text[q.span.start - 1] == ":", r.text[q.span.start - 2] == "位", r.text[q.span.start - 3] == "单" { return "unit-label" }
        // 合同金额（人民币万元）
        if q.kind == .money, q.numeral.count == 1, q.span.start > 0, q.span.end < r.text.count, r.text[q.span.start - 1] == "（", r.text[q.span.end] == "）" { return "unit-label" }
        // 以9票同意、0票反对: how a board voted
        if q.kind == .count, one == "票", Self.votes.contains(r.text, extent(q.span.end, min(r.text.count, q.span.end + 2))) { return "vote" }
        // 17座千万人口城市, 千万级人口城市: a class by size
        if q.low.magnitude >= ExactDecimal(10_000), case let kind = one == "人" ? unit + head : head, Self.cities.contains(where: { kind.begins($0) }) { return "class" }
        // 150N均价7763元/吨: a grade of oil
        if unit.equals("N"), Self.grades.anyIn(r.written, extent(r.start(of: draft.sentence), r.end(of: draft.sentence))) { return "name" }
        // 完成超230个|50户以上|木质房屋村寨的改造: a bound of what is counted in front
        if q.kind == .count, q.comparator == .ge, r.text[q.span.end - 1] == "上", draft.token > draft.sentence.lowerBound, case let counted = r.tokens[draft.token - 1], counted.kind == .quantity, counted.end == q.span.start, !head.isEmpty { return "threshold" }
        // 20个项目中有5个|总投资|超过10亿元
        if q.kind == .money, q.comparator == .gt || q.comparator == .ge, draft.token > draft.sentence.lowerBound + 1, case let counted = r.tokens[draft.token - 1].kind == .quantity ? draft.token - 1 : draft.token - 2, counted > draft.sentence.lowerBound, r.tokens[counted].kind == .quantity, r.quantities[Int(r.tokens[counted].index)].kind == .count, q.span.start - r.tokens[counted].end <= 6, case let start = r.quantities[Int(r.tokens[counted].index)].span.start, start >= 2, r.text[start - 1] == "有", r.text[start - 2] == "中" { return "threshold" }
        // 5亿元（3000万美元）以上项目: a bound told in two currencies
        if q.kind == .money, isBoundInBrackets(q, r) { return "threshold" }
        // 横径|70mm以上|的苹果: a size that sorts
        if q.dimension == .length, q.comparator == .ge || q.comparator == .le, q.span.end < r.text.count, r.text[q.span.end] == "的", r.text[q.span.end - 2] == "以", q.high < .one { return "threshold" }
        // 其中|超千亿元|的4个、超500亿元的8个
        if q.kind == .money, phrase.indicator == nil, phrase.range.isEmpty, q.comparator == .gt || q.comparator == .ge, q.span.end < r.text.count, r.text[q.span.end] == "的", draft.token + 1 < r.tokens.count, case let next = r.tokens[draft.token + 1], next.kind == .quantity, next.start == q.span.end + 1, r.quantities[Int(next.index)].kind == .count { return "class" }
        // 再引进5个|超10亿元|的新能源项目
        if q.kind == .money, q.comparator == .gt || q.comparator == .ge, draft.token > draft.sentence.lowerBound, case let before = r.tokens[draft.token - 1], before.kind == .quantity, before.end == q.span.start, r.quantities[Int(before.index)].kind == .count, head.ends("项目") || head.ends("企业") { return "threshold" }
        // 3000万吨-5000万吨企业5家
        // 50—100亿元国内合作项目比上届多6个
        if q.comparator == .range, q.dimension != .count, head.begins("企业") || q.kind == .money && Self.bodies.anyIn(head), countsBehind(draft, r) { return "threshold" }
        if isThreshold(draft, phrase, head, r) || isAlternativeBound(draft, r) { return "threshold" }
        if q.kind == .count, q.low == .one, q.high == .one, isHan(r, q.numeral.start) { return "one" }
        return nil
    }

    /// 四大支柱行业|电子、电气和汽车, 两大乳企伊利、蒙牛: the names follow.
    private func isHeadOfList(_ q: Draft.Figure, _ head: String, _ r: Reading) -> Bool {
        guard let end = Self.groups.compactMap({ word in head.offset(of: word).map { $0 + word.utf8.count } }).min(), end < head.utf8.count else { return false }
        var i = q.span.end
        while i < r.text.count, i - q.span.end < 16, Scalars.isHan(r.text[i]) { i += 1 }
        return i < r.text.count && r.text[i] == "、"
    }

    private static let aspects: AffixList = ["增长点", "亮点", "特点", "原因", "方面", "阶段", "层面", "维度", "部分", "难题", "问题", "看点", "因素", "关键词", "信号"]
    private static let times: WordSet = ["目前", "此前", "日前", "之前", "以前", "提前", "当前", "先前", "年前", "眼前"]
    private static let sums: WordSet = ["合计", "合共", "共计", "加起", "均为"]

    private func isMagnitude(_ c: UInt32) -> Bool { c == "亿" || c == "千" || c == "百" || c == "万" }

    /// 1亿元人民币或1000万美元以上项目, 超亿元或超千万美元项目: the first of two bounds of one class.
    private func isAlternativeBound(_ d: Draft, _ r: Reading) -> Bool {
        guard d.quantity.dimension == .money, d.quantity.span.end < r.text.count, r.text[d.quantity.span.end] == "或" else { return false }
        let j = r.tokenIndex(at: d.quantity.span.end + 1)
        guard j < r.tokens.count, r.tokens[j].kind == .quantity, r.tokens[j].start == d.quantity.span.end + 1, case let other = r.quantities[Int(r.tokens[j].index)], other.dimension == .money, other.comparator == .ge || other.comparator == .gt else { return false }
        let behind = r.view(extent(r.tokens[j].end, min(r.text.count, r.tokens[j].end + 6)))
        return behind.begins("）") || behind.begins(")") || behind.holds("项目") || behind.holds("企业")
    }

    /// What sells between two prices: in front of a share or of 价格段, or behind 价格在.
    private func isBand(_ q: Draft.Figure, _ r: Reading) -> Bool {
        guard q.comparator == .range || q.comparator == .ge || q.comparator == .le else { return false }
        let behind = extent(q.span.end, min(r.text.count, q.span.end + 8))
        if Self.bands.anyIn(r.written, behind) { return true }
        let before = r.view(extent(max(0, q.span.start - 3), q.span.start))
        return (before.ends("价格在") || before.ends("售价在") || before.ends("价位在")) && q.span.end < r.text.count && r.text[q.span.end] != "，" && r.text[q.span.end] != "。" && r.text[q.span.end] != "；"
    }

    private static let bands: AffixList = ["行业占比", "市场占比", "价格段", "价位段", "价格带", "价位", "价格区间", "销额占比", "销量占比", "机型", "高端市场", "低端市场", "价格档"]

    /// A few words behind the time stand 计划, 行动 or 规划.
    private func isScheme(_ q: Draft.Figure, _ r: Reading) -> Bool {
        guard q.span.end > q.span.start, r.text[q.span.end - 1] == "年" else { return false }
        var i = q.span.end
        while i + 1 < r.text.count, i - q.span.end <= 6, Scalars.isHan(r.text[i]), r.text[i] != "的", r.text[i] != "内" {
            switch (r.text[i], r.text[i + 1]) {
            case ("计", "划"), ("行", "动"), ("规", "划"), ("方", "案"): return true
            default: i += 1
            }
        }
        return false
    }

    /// Behind 东经 or 北纬, or before minutes of arc.
    private func isCoordinate(_ q: Draft.Figure, _ r: Reading) -> Bool {
        if q.span.start >= 2, Self.meridians.contains(r.text, extent(q.span.start - 2, q.span.start)) { return true }
        var i = q.span.end
        while i < r.text.count, i - q.span.end < 5, (0x30...0x39).contains(r.text[i]) || r.text[i] == "." { i += 1 }
        return i > q.span.end && i < r.text.count && (r.text[i] == "′" || r.text[i] == "'" || r.text[i] == "’" || r.text[i] == "分")
    }

    private static let meridians: WordSet = ["东经", "北纬", "西经", "南纬"]
    private static let villages: WordSet = ["铺", "店", "屯", "堡", "庙", "岗", "墩", "甸", "坪", "桥"]
    private static let cities = ["人口城市", "人口大县", "人口大市", "人口大省", "级人口"]
    private static let votes: WordSet = ["同意", "反对", "弃权", "赞成", "贊成", "反對", "棄權", "回避", "赞同"]

    /// 历时28个月, 仅用205天, 只需10秒.
    private func isTold(_ q: Draft.Figure, _ r: Reading) -> Bool {
        if isTaken(q.span, r) || Self.asking.anyEnds(r.string(extent(max(0, q.span.start - 3), q.span.start))) { return true }
        // 长达八个月的挂果期
        return termBehind(q.span, r) != nil
    }

    /// 仅用了13天, 历时两年: how long something took.
    func isTaken(_ span: TextSpan, _ r: Reading) -> Bool { Self.taking.anyEnds(r.string(extent(max(0, span.start - 3), span.start))) }

    private static let taking: AffixList = ["历时", "用时", "耗时", "仅用", "用了"]
    private static let asking: AffixList = ["只需", "仅需", "只要", "需时"]

    /// The noun of time that 的 joins to a span of time: 八个月|的|挂果期.
    func termBehind(_ span: TextSpan, _ r: Reading) -> String? {
        guard span.end < r.text.count, r.text[span.end] == "的" else { return nil }
        let words = r.words(behind: span.end + 1, reach: 8, upTo: "，。；：、\n")
        return (2...5).contains(words.scalarCount) && Self.terms.anyEnds(words) ? words : nil
    }

    private static let terms: AffixList = ["期", "周期", "寿命", "工期", "假期"]

    /// 中欧班列|8730列.
    private func isTrain(_ q: Draft.Figure, _ r: Reading) -> Bool { q.span.start >= 2 && (r.text[q.span.start - 2] == "班" || r.text[q.span.start - 2] == "专") }

    private func isTimeNoun(_ p: Phrase, _ r: Reading) -> Bool {
        let s = r.string(p.range)
        return ["期", "时间", "时限", "時限", "耗时", "用时", "交期", "小时数", "小时", "天数", "时长", "周期", "年限", "寿命", "日数"].contains { s.ends($0) }
    }

    private func isHan(_ r: Reading, _ i: Int) -> Bool { i < r.text.count && r.text[i] > 0x2E80 && !(r.text[i] >= 0xFF10 && r.text[i] <= 0xFF19) }

    /// 亿元以上项目, 年主营业务收入2000万元及以上的工业企业, 持股5%以上股东: a bound that names a class.
    private func isThreshold(_ d: Draft, _ p: Phrase, _ head: String, _ r: Reading) -> Bool {
        let q = d.figure
        // 主营业务收入超500亿元的企业达到11家, 利税过千万元工业企业149家
        if q.kind == .money || q.kind == .number && q.low >= ExactDecimal(100_000_000), q.comparator == .gt || q.comparator == .ge, !hasBound(r, q), Self.classes.prefix(3).contains(where: { head.ends($0) || head.begins($0) }), countsBehind(d, r) { return true }
        guard q.comparator == .ge || q.comparator == .le || q.comparator == .gt || q.comparator == .lt else { return false }
        // 产量超3万吨的县有|20个, 年收入超20万元的就有200余户: what the class is that is counted
        if q.dimension != .count, q.dimension != .percent, !p.range.isEmpty, countsClass(d, r) { return true }
        guard q.span.end >= 2, hasBound(r, q) else { return false }
        // 其中5亿元以上|3个
        if q.kind == .money, p.range.isEmpty || p.verb.contains(.invest) || p.indicator?.category == .revenue, d.token + 1 < d.sentence.upperBound, case let next = r.tokens[d.token + 1], next.kind == .quantity, next.start == q.span.end, r.quantities[Int(next.index)].kind == .count { return true }
        guard q.kind == .money || q.dimension == .percent || q.dimension == .mass || q.dimension == .power || q.dimension == .count || q.dimension == .area || q.dimension == .volume || q.dimension == .energy else { return false }
        let next = d.token + 1
        // something nominal must lean on it
        guard q.span.end < r.text.count else { return false }
        let c = r.text[q.span.end]
        if c == "，" || c == "。" || c == "、" || c == "；" || c == "\n" || c == "）" { return false }
        if next < r.tokens.count, r.tokens[next].start == q.span.end, r.tokens[next].kind != .word { return false }
        guard !head.isEmpty else { return false }
        if q.dimension == .percent || q.kind == .count {
            // 20%以上的增速, 5家以上企业 state a figure; 持股5%以上股东 does not
            return head.begins("股东") || head.begins("股份的股东")
        }
        guard p.change.isEmpty, p.reached.isEmpty else { return false }
        return Self.classes.contains { head.holds($0) }
    }

    private func countsBehind(_ d: Draft, _ r: Reading) -> Bool {
        var k = d.token + 1
        while k < d.sentence.upperBound, k - d.token < 8 {
            let t = r.tokens[k]
            if t.endsClause { return false }
            if t.kind == .quantity { return r.quantities[Int(t.index)].kind == .count }
            k += 1
        }
        return false
    }

    /// Whether 的 and 有, 达, 共 or 为 with a count stand behind the figure in its clause.
    private func countsClass(_ d: Draft, _ r: Reading) -> Bool {
        let end = d.quantity.span.end
        guard end < r.text.count, r.text[end] == "的" else { return false }
        var k = d.token + 1
        while k < d.sentence.upperBound, r.tokens[k].start - end <= 20 {
            let t = r.tokens[k]
            if t.endsClause { return false }
            if t.kind == .quantity { return r.quantities[Int(t.index)].kind == .count && Self.tallies(r.text[t.start - 1]) }
            k += 1
        }
        return false
    }

    private static func tallies(_ c: UInt32) -> Bool { c == "有" || c == "达" || c == "到" || c == "共" || c == "为" }

    /// Whether the figure ends in 以上 or 以下.
    private func hasBound(_ r: Reading, _ q: Draft.Figure) -> Bool {
        guard q.span.count >= 2 else { return false }
        switch (r.written[q.span.end - 2], r.written[q.span.end - 1]) {
        case ("以", "上"), ("以", "下"), ("及", "以"): return true
        default: return false
        }
    }

    private static let ahead: WordSet = ["未来", "今后", "過去", "过去", "最近", "往后"]
    private static let moves: WordSet = ["上涨", "上升", "下跌", "下降"]
    private static let bodies: AffixList = ["项目", "企业"]
    private static let classed: AffixList = ["项目", "企业", "镇", "乡", "村", "县", "园区", "产业集群", "集群"]
    private static func passes(_ c: UInt32) -> Bool { c == "过" || c == "超" || c == "逾" }
    private static func isDivision(_ c: UInt32) -> Bool { c == "县" || c == "区" || c == "市" || c == "旗" }
    private static let again: AffixList = ["构造", "结构", "装修", "加工", "开发", "创业", "污染", "供水", "能源", "设备", "深加工", "分配", "利用", "电池", "回收", "配线", "搬运", "转移", "招标"]
    private static let spanning: WordSet = ["累计", "共计", "合计", "平均", "年均", "以来", "前还"]
    private static let every: AffixList = ["每年", "每两年", "每三年", "每月", "每季度", "每周", "每半年"]
    private static let assemblies: AffixList = ["人大", "全会", "人民代表大会", "党代会", "代表大会", "政协", "委员会"]

    /// Whether 以上 or 以下 stands behind the bracket that follows a sum of money or holds it.
    private func isBoundInBrackets(_ q: Draft.Figure, _ r: Reading) -> Bool {
        guard q.span.end < r.text.count else { return false }
        var close = q.span.end
        if Scalars.opensBracket(r.text[close]) {
            while close < r.text.count, close - q.span.end < 16, !Scalars.closesBracket(r.text[close]) { close += 1 }
        } else if !r.isBracketed(q.span) { return false }
        guard close + 2 < r.text.count, Scalars.closesBracket(r.text[close]), r.text[close + 1] == "以" else { return false }
        return r.text[close + 2] == "上" || r.text[close + 2] == "下"
    }

    /// 8大领域|287个项目, 七大优势产业增加值: grouped, whatever is told of them behind.
    private static let groupsCounted: AffixList = ["领域", "系列", "优势产业", "主导产业", "支柱产业", "重点产业", "产业板块"]
    private static let groups = ["产业", "产业集群", "行业", "领域", "板块", "系列", "优势", "方面", "任务", "战略", "支柱", "目标", "主题", "行动", "体系", "短板", "抓手", "主业", "业务", "特征", "特点", "亮点", "趋势", "指数", "乳企", "车企", "药企", "钢企", "房企", "航司", "运营商", "电商"]
    /// What follows a subject: 两家企业|按…, |与….
    private static func goesOn(_ c: UInt32) -> Bool {
        switch c {
        case "按", "与", "和", "将", "均", "都", "共", "各", "分", "还", "以", "在", "合", "就": return true
        default: return false
        }
    }

    private static let grades: AffixList = ["基础油", "牌号", "均价", "主流价"]
    private static let classes = ["项目", "企业", "工业", "工程", "机组", "单位", "锅炉", "客户", "集群", "产业", "订单", "合同", "家庭", "装置", "电站", "股东", "园区", "城市", "县", "乡镇", "村", "大户", "门店", "车间", "产品", "设备", "重点", "稀土", "稅", "纳税", "大型", "省", "重大", "合作", "亩", "以上", "品牌"]
}
