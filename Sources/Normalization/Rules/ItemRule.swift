import Facts
import Lexicons

/// The thing measured, looked at once more when category, metric and subject stand.
///
/// What stands in front of an indicator is not always a thing (年产值, 归属于上市公司股东的净利润, 新增用户), and a thing is
/// often part of the indicator's own words (水产品产量, 生猪出栏, 年产永磁电机).
struct ItemRule: Sendable {
    func complete(_ d: Draft, previous: Draft?, in r: Reading) {
        if let clean = Self.behindMarks(d.metric) { d.metric = clean }
        // 财政收入迈|过千亿大关: the verb's other half is the comparator
        if d.metric.scalarCount > 2, d.metric.ends("迈") || d.metric.ends("跨") { d.metric = d.metric.dropping(last: "迈") }
        if d.rule.equals("compared-with"), let what = d.metric.before("低于") ?? d.metric.before("高于"), !what.isEmpty { d.metric = what }
        let earlier = previous?.sentence == d.sentence ? Earlier(previous) : nil
        // 高于全国4.3个百分点: by how much, of the indicator before
        if d.category == .change, let earlier, !earlier.metric.isEmpty, Self.comparing.beginning(of: d.metric) != nil {
            if d.direction.isEmpty { d.direction = d.metric.begins("低于") || d.metric.begins("慢于") ? "down" : "up" }
            d.metric = earlier.metric
            d.item = earlier.item
            return
        }
        // 川砾建材投资3.2亿元: who invests is no kind of investment
        if d.category == .investment, d.metric.ends("投资"), !d.subject.isEmpty, d.metric.begins(d.subject) {
            d.metric = "投资"
            d.item = ""
        }
        // 生产阴极铜138万吨: the output of it
        if d.category == .production, d.metric.begins("生产"), d.metric.scalarCount >= 4, !d.metric.ends("量"), !d.metric.ends("任务") {
            let thing = d.metric.dropping(first: "生产")
            if d.item.isEmpty || d.item == thing || d.item == d.metric { d.item = thing }
            d.metric = "产量"
        }
        // 卖出鲜菇540吨: what is done with it
        if d.category == .production, d.metric == "产量", let verb = Self.sold.beginning(of: d.item), d.item.scalarCount >= verb.scalarCount + 2 {
            (d.metric, d.item) = (verb, d.item.dropping(first: verb))
            return
        }
        if d.category == .count { return count(d, earlier, r) }
        // 关区出口锂电池2.84亿美元: what crosses the border stands behind the verb
        if let traded = traded(d) {
            d.item = traded
            return
        }
        if !d.item.isEmpty { d.item = thing(d.item, of: d) }
        if d.item.equals(d.metric), Self.bare.contains(d.item) { d.item = "" }
        if d.item.isEmpty, d.quantity.dimension == .length, Self.lines.anyEnds(d.metric) { d.item = stripped(d.metric) }
        if d.item.isEmpty, Self.isMeasured(d.category) { d.item = named(in: d, earlier, r) }
        guard d.item.isEmpty, let earlier else { return }
        if earlier.category == .count, Self.agreed.contains(d.metric), Self.agreements.anyEnds(earlier.item) { d.item = earlier.item }
        if Self.trade.contains(d.metric), !earlier.item.isEmpty, earlier.metric.ends(d.metric + earlier.item) { d.item = earlier.item }
    }

    private func traded(_ d: Draft) -> String? {
        guard d.category == .revenue || d.category == .production || d.category == .change, d.item.isEmpty || d.metric.holds(d.item),
            Self.crossing.anyIn(d.metric), !d.metric.holds("进出口")
        else { return nil }
        for verb in ["出口", "进口", "進口"] {
            guard let thing = d.metric.behind(verb) else { continue }
            if thing.scalarCount >= 2, !Self.tradeMeasures.anyEnds(thing) { return thing }
        }
        return nil
    }

    /// What the figure before it in the sentence says.
    private struct Earlier {
        var category: Category?
        var metric: String
        var item: String

        init(_ draft: Draft?) {
            category = draft?.category
            metric = draft?.metric ?? ""
            item = draft?.item ?? ""
        }
    }

    // MARK: What is counted

    private func count(_ d: Draft, _ earlier: Earlier?, _ r: Reading) {
        if Self.totals.contains(d.item) {
            // 累计净增各类经营主体155万户、总量达474万户
            d.item = earlier.map { $0.category == .count ? $0.item : "" } ?? ""
            return
        }
        if let members = classOfWhole(d, r) {
            d.item = members
            return
        }
        var item = Self.counted.beginning(of: d.item) == d.item ? d.metric : d.item
        if let word = Self.counted.beginning(of: item), item.scalarCount >= word.scalarCount + 2 { item = item.dropping(first: word) }
        if item.scalarCount == 1, d.metric.begins(item), d.metric.scalarCount > 1 { item = d.metric }
        d.item = Self.behindMarks(item) ?? item
    }

    /// 国家高新技术企业中，稀土企业23家: the class of which they are part.
    private func classOfWhole(_ d: Draft, _ r: Reading) -> String? {
        let comma = d.clause.lowerBound - 1
        guard comma >= d.sentence.lowerBound, r.tokens[comma].mark == .comma else { return nil }
        let end = r.tokens[comma].start - 1
        var start = r.start(of: d.sentence)
        guard end > start, r.text[end] == "中" else { return nil }
        var j = comma - 1
        while j >= d.sentence.lowerBound {
            let t = r.tokens[j]
            if t.endsClause || t.kind == .quantity { return nil }
            if t.kind == .period || t.kind == .place || t.kind == .entity && t.end < end - 1 { start = max(start, t.end); break }
            j -= 1
        }
        var i = end - 1
        while i > start {
            if r.text[i] == "的" { start = i + 1; break }
            i -= 1
        }
        guard end - start >= 3, end - start <= 16 else { return nil }
        let name = r.string(extent(start, end))
        return Self.classes.anyEnds(name) ? name : nil
    }

    // MARK: What is no thing

    private func thing(_ text: String, of d: Draft) -> String {
        if Self.accounting.anyIn(text) { return "" }
        var item = Self.behindMarks(text) ?? text
        if let main = item.behind("主营产品") { item = main }
        item = stripped(item)
        if item.isEmpty || Self.general.contains(item) && !d.metric.begins("用") { return "" }
        // 某某项目总投资: the project is whose money it is
        if d.category == .investment || d.category == .resource || d.category == .other, Self.projects.anyEnds(item) { return "" }
        if d.category == .capacity {
            // 磷酸铁锂|项目总投资
            if let made = item.before("项目"), made.scalarCount >= 2 { item = made }
            for word in ["项目", "生产线", "基地", "工程", "装置"] where item.ends(word) && item.scalarCount > word.scalarCount + 1 { item = item.dropping(last: word) }
        }
        if item.scalarCount == 1, !Self.elements.contains(item) { return "" }
        return item
    }

    private func stripped(_ text: String) -> String {
        var item = text
        while true {
            if let word = Self.leading.beginning(of: item) {
                item = item.dropping(first: word)
            } else if let word = Self.trailing.ending(of: item) {
                item = item.dropping(last: word)
            } else {
                return item
            }
        }
    }

    // MARK: What the words of the indicator name

    private func named(in d: Draft, _ earlier: Earlier?, _ r: Reading) -> String {
        if let thing = thing(in: d.metric) { return thing }
        if d.metric.equals("发电量") || d.metric.equals("用电量") { return "" }
        if Self.bare.contains(stripped(d.metric)) || Self.bare.contains(d.metric) {
            if let thing = thingBefore(d, r) { return thing }
            // 蔬菜播种面积3938公顷，产量106551吨
            if let earlier, !earlier.item.isEmpty, Self.isMeasured(earlier.category) { return earlier.item }
        }
        if d.category == .resource, Self.grounds.anyEnds(d.metric) { return stripped(d.metric) }
        if d.category == .capacity, let project = project(d, r), let thing = productOfProject(project) { return thing }
        return ""
    }

    /// 海水产品产量 → 海水产品; 年产永磁电机 → 永磁电机.
    private func thing(in metric: String) -> String? {
        let start = Self.making.beginning(of: metric)
        var text = start.map { metric.dropping(first: $0) } ?? metric
        let end = Self.measures.ending(of: text)
        if let end { text = text.dropping(last: end) }
        guard start != nil || end != nil else { return nil }
        text = stripped(text)
        guard text.scalarCount <= 16, !Self.general.contains(text) else { return nil }
        return text.scalarCount > 1 || Self.elements.contains(text) ? text : nil
    }

    /// Scalars of the measure that ends a name: 2 of 蔬菜产量; `nil` where a name has none, or is nothing else.
    static func measureLength(_ name: String) -> Int? {
        endings.ending(of: name).map(\.scalarCount).flatMap { $0 < name.scalarCount ? $0 : nil }
    }

    /// 新能源乘用车|国内|销量, 动力电池|累计|装车量, 三元电池|上半年|产量: in front of the words that only lead to the indicator.
    private func thingBefore(_ d: Draft, _ r: Reading) -> String? {
        guard let start = d.phrase?.range.lowerBound else { return nil }
        var j = r.tokenIndex(at: start) - 1
        var end = start
        while j >= d.clause.lowerBound, r.tokens[j].end == end,
            r.tokens[j].kind == .period || r.tokens[j].kind == .word && r.tokens[j].indicator < 0 && !r.tokens[j].roles.isDisjoint(with: [.nation, .world, .adverb, .actual])
        {
            end = r.tokens[j].start
            j -= 1
        }
        guard end < start else { return nil }
        while j >= d.clause.lowerBound {
            let t = r.tokens[j]
            if t.kind != .word || t.end - t.start > 1 && !t.roles.isDisjoint(with: Self.breaking) || t.roles.contains(.among) { break }
            j -= 1
        }
        let range = extent(j >= 0 ? r.tokens[j].end : 0, end)
        guard range.count >= 2, range.count <= 14 else { return nil }
        let name = stripped(r.string(range))
        return name.scalarCount >= 2 && !Self.general.contains(name) ? name : nil
    }

    /// The project that the sentence has named: 某某公司光伏组件项目，总投资20亿元，年产5GW.
    private func project(_ d: Draft, _ r: Reading) -> String? {
        if d.subject.ends("项目") { return d.subject }
        let first = r.start(of: d.sentence)
        var k = r.entityIndex(endingAfter: d.quantity.span.start) - 1
        while k >= 0, r.entities[k].start >= first {
            if r.entities[k].kind == .project { return r.string(extent(r.entities[k].start, r.entities[k].end)) }
            k -= 1
        }
        return nil
    }

    /// 某某有限公司光伏组件项目: what it is to make.
    private func productOfProject(_ name: String) -> String? {
        guard let behind = name.behind("公司") else { return nil }
        var product = behind.dropping(last: "项目")
        if let work = Self.works.ending(of: product) { product = product.dropping(last: work) }
        let length = product.scalarCount
        return length >= 2 && length <= 12 ? product : nil
    }

    // MARK: Words

    private static func isMeasured(_ category: Category?) -> Bool {
        switch category {
        case .production, .capacity, .resource, .price, .change, .share: return true
        default: return false
        }
    }

    /// What follows the last mark that closes without having been opened: 项目”总投资 → 总投资.
    private static func behindMarks(_ text: String) -> String? {
        // Chinese characters begin with other bytes than marks do
        guard text.withBytes({ $0.contains { $0 < 0x80 || $0 == 0xE2 || $0 == 0xE3 || $0 == 0xEF } }) else { return nil }
        var cut: String.Index?
        var open = 0
        let scalars = text.unicodeScalars
        var i = scalars.startIndex
        while i < scalars.endIndex {
            let next = scalars.index(after: i)
            switch scalars[i] {
            case "“", "「", "（", "(", "《", "[": open += 1
            case "”", "」", "）", ")", "》", "]":
                if open > 0 { open -= 1 } else { cut = next }
                // [3][5]: a reference
                if scalars[i] == "]" { cut = next }
            case "▲", "●", "■", "◆", "★", "-": cut = next
            case "–" where i == scalars.startIndex || cut == i: cut = next
            default: break
            }
            i = next
        }
        guard let cut, cut < text.endIndex else { return nil }
        return String(text[cut...])
    }

    private static let comparing: AffixList = ["高于", "低于", "快于", "慢于", "好于", "优于", "超时序", "超序时", "序时", "序进度"]
    private static let sold: AffixList = ["卖出", "售出", "卖掉"]
    private static let trade: WordSet = ["出口", "进口", "进出口"]
    private static let crossing: AffixList = ["出口", "进口", "進口"]
    private static let tradeMeasures: AffixList = ["总值", "总额", "额", "量", "值", "增速", "产品", "商品", "贸易", "市场", "业务", "收入", "退税", "企业", "均价", "价格", "比重", "占比", "订单", "规模", "出口", "进口", "金额"]
    private static let agreed: WordSet = ["成交额", "合同额", "合同金额", "金额", "成交金额", "年计划投资", "技术合同成交额"]
    private static let agreements: AffixList = ["合同", "项目", "协议"]
    private static let totals: WordSet = ["总量", "总数", "数量", "合计", "合计数量", "现", "总计", "累计"]
    private static let counted: AffixList = ["新增入统", "新增", "净增", "累计", "新建", "新批", "新引进", "新签约", "现有", "共有", "总"]
    private static let classes: AffixList = ["企业", "公司", "中心", "机构", "工作站", "实验室", "研究院", "园区", "产品", "基地", "平台", "专利", "人员", "合作社", "高校", "项目"]
    private static let accounting: AffixList = ["归属于", "归属於", "扣除", "股东", "股東", "权益持有人", "募集资金", "非经常性", "常性损益", "活动产生", "一般公共预算", "扣非", "每股", "一次性"]
    private static let general: WordSet = [
        "生产能力", "能力", "产能", "生产规模",
        "项目", "公司", "企业", "产品", "本公司", "集团", "路线", "工程", "业务", "全社会", "国民", "全员劳动", "户籍", "常住", "内部", "营业", "资本", "合同", "股票", "债券", "银行", "季度", "投资", "公告", "基本", "财政投入", "人均", "贸易", "國民",
        "叠加", "叠加现有", "單季", "實質", "資本", "工业", "农业", "行业", "企業", "公司", "千亿台阶", "台阶", "空气质量", "服务业", "社会", "居民", "国家", "全口径", "分别", "人", "用于建设", "规模", "规模以上", "财务内部", "费用", "期利息", "建设期利息", "外幣兌換", "避險工具", "調整", "调整", "普通股", "优质", "主要", "综合", "城镇", "城乡", "農村", "环境",
    ]
    private static let projects: AffixList = ["项目", "工程", "产业园", "项目以及", "基地", "新廠", "新厂"]
    private static let leading: AffixList = [
        "新增", "单月", "单季", "单位", "平均", "年均", "累计", "合计", "最终", "首届", "本届", "該", "该", "本", "它", "其", "现", "已", "拟使用", "拟", "使用", "本次", "本期", "预计", "计划", "实现", "完成", "境内", "全年", "全部", "当年", "当月", "一期", "二期", "三期", "远期",
        "近期", "设计", "調度", "调度", "▲", "现有", "总", "總", "年", "月", "国内", "全国", "一条", "一座", "建设", "含量", "主营产品", "相配套的", "相配套",
    ]
    private static let trailing: AffixList = ["累计", "合计", "平均", "当年", "单月", "出货", "出貨", "推广", "新增", "国内", "总", "總", "年", "月", "现", "的", "占", "占比", "进展", "设计", "一期", "二期"]
    private static let making: AffixList = [
        "设计年产", "可年产", "预计年产", "形成年产", "达产后年产", "建成后年产",
        "年可生产", "年可加工", "年可处理", "年可分离", "年可回收", "年产", "年產", "月产", "日产", "年加工", "年处理", "日处理", "年配套", "年生产", "年回收", "年发", "累计进口", "进口", "出口", "進口", "新造", "改造", "新建改造", "新建", "生产", "加工", "已征", "征", "年消化", "年利用",
    ]
    private static let measures: AffixList = [
        "累计产量", "总产量", "總產量", "产量", "產量", "总产", "产能", "產能", "销售量", "总销量", "销量", "銷量", "出货量", "出貨量", "出货", "装机容量", "裝置容量", "装机规模", "装机量", "裝機量", "装机", "出栏", "存栏", "总播种面积", "播种面积", "种植面积", "栽种面积",
        "推广面积", "养殖面积", "发电量", "利用量", "需求量", "消费量", "出口量", "进口量", "出口", "进口", "库存", "储量", "资源量", "保有量", "装车量", "交付量", "供应量", "价格", "均价", "报价", "存栏量", "出栏量", "并网规模", "规模", "单产", "亩产", "出货比重", "出貨比重", "占有率", "回收量", "采购量",
    ]
    private static let sums: AffixList = ["增加值", "总产值", "产值", "投资", "收入", "出口额", "进口额", "进出口额", "销售额", "成交额", "零售额", "利润", "税收", "占比", "比重"]
    private static let lines: AffixList = ["公路", "铁路", "道路", "高铁", "管网", "管线", "绿道", "步道", "河道", "堤防"]
    private static let grounds: AffixList = ["农田", "林", "果园", "茶园", "大棚", "耕地", "厂房", "牧草", "梯田", "温室"]
    private static let breaking: CueRoles = [.verb, .preposition, .copula, .adverb, .conjunction, .organisationAnaphor, .projectAnaphor]
    private static let endings = measures + sums
    /// Indicators that name no thing of their own.
    private static let bare: WordSet = ["产量", "产能", "销量", "销售量", "存栏", "出栏", "播种面积", "种植面积", "发电量", "单产", "亩产", "总产量", "规模", "并网规模", "出口", "进口", "出口量", "进口量", "需求量", "产出", "均价", "价格", "装机", "交付量", "装车量", "装车", "库存"]
    private static let works: AffixList = ["生产", "制造", "研发", "加工", "精深", "回收", "回收利用", "综合利用", "建设", "扩建", "产业化", "生产线"]
    static let elements: WordSet = [
        "铜", "铝", "锂", "金", "银", "煤", "电", "油", "气", "水", "钢", "铁", "镁", "锌", "铅", "镍", "钴", "锡", "钼", "钨", "锑", "铟", "锗", "镓", "铀", "钛", "硅", "磷", "猪", "牛", "羊", "鱼", "虾", "茶", "糖", "盐", "酒", "车", "船", "粮", "棉", "麻", "药", "纸", "布", "丝", "果", "菜", "蛋", "奶", "肉",
        "銅", "鋁", "鋰", "銀", "電", "氣", "鋼", "鐵", "鎂", "鋅", "鉛", "鎳", "鈷", "錫", "豬", "魚", "鹽", "車", "紙",
    ]
}

extension String {
    /// - Precondition: it begins with `word`.
    fileprivate func dropping(first word: String) -> String { String(self[utf8.index(startIndex, offsetBy: word.utf8.count)...]) }
    /// What follows the first `word`; `nil` without one.
    func behind(_ word: String) -> String? {
        offset(of: word).map { String(self[utf8.index(startIndex, offsetBy: $0 + word.utf8.count)...]) }
    }
    /// What follows the first of `words` that it holds.
    func behindFirst(of words: [String]) -> String? {
        for word in words { if let rest = behind(word) { return rest } }
        return nil
    }
    func before(_ word: String) -> String? {
        offset(of: word).map { String(self[..<utf8.index(startIndex, offsetBy: $0)]) }
    }
    fileprivate func dropping(last word: String) -> String {
        ends(word) ? String(self[..<utf8.index(endIndex, offsetBy: -word.utf8.count)]) : self
    }
}
