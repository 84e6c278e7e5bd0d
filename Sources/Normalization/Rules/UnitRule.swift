import Facts
import Lexicons

/// Units that the words around a figure complete: yuan for 千亿 of output, persons for a population, per year for a capacity.
struct UnitRule: Sendable {
    func complete(_ d: Draft, phrase: Phrase, head: String, in r: Reading) {
        if d.quantity.unit.equals("平方") {
            d.quantity.unit = "m2"
            d.quantity.dimension = .area
            d.quantity.kind = .measure
        }
        // 每股盈利5.45分
        if d.quantity.unit.equals("分"), phrase.indicator?.name.holds("每股") == true, let low = d.quantity.low.divided(by: .hundred, digits: 6), let high = d.quantity.high.divided(by: .hundred, digits: 6) {
            (d.quantity.low, d.quantity.high) = (low, high)
            set(d, "CNY", .money, .money)
        }
        // 3.6万吨垂直挤压机: tonnes of force
        if d.quantity.unit.equals("t"), Self.presses.contains(where: { head.ends($0) || head.holds($0) }), phrase.indicator == nil {
            d.quantity.unit = "tf"
            d.quantity.dimension = .force
        }
        guard d.quantity.unit.isEmpty, d.quantity.kind == .number else { return }
        // 综合消费物价指数（128.81）
        if r.isIndexInBrackets(d.quantity.span) { return set(d, "点", .index, .measure) }
        let magnitude = d.quantity.low.magnitude
        // 千亿级产业集群, 打造百亿产业
        if magnitude >= ExactDecimal(100_000_000), Self.grounds.contains(where: { head.holds($0) }) || r.text[d.quantity.span.end - 1] == "级" && Self.classes.contains(where: { r.words(behind: d.quantity.span.end, reach: 18, upTo: "，。；、的\n").ends($0) }) {
            set(d, "CNY", .money, .money)
            if d.quantity.comparator == .eq { d.quantity.comparator = .approx }
            return
        }
        // 虧損3,695.7萬（港元，下同）
        if magnitude >= ExactDecimal(10_000), let currency = currencyBehind(d.quantity.span.end, r) { set(d, currency, .money, .money); return }
        // 120亿！某股份又有大动作
        if magnitude >= ExactDecimal(100_000_000), d.quantity.span.end < r.text.count, r.text[d.quantity.span.end] == "！" || r.text[d.quantity.span.end] == "!", phrase.range.isEmpty { set(d, "CNY", .money, .money); return }
        if let indicator = phrase.indicator {
            switch indicator.category {
            case .revenue, .investment, .funding:
                if magnitude >= ExactDecimal(10000) { set(d, "CNY", .money, .money) }
            case .count:
                if indicator.name.ends("人口") || indicator.name.holds("就业") || indicator.name.ends("人员") { set(d, "人", .count, .count) }
            // 旅客吞吐量突破200万大关
            case .production where indicator.unit == "人次" && magnitude >= ExactDecimal(10000): set(d, "人次", .count, .count)
            case .other where indicator.unit == "x", .share where indicator.unit == "x": set(d, "x", .multiple, .multiple)
            case .other:
                if magnitude >= ExactDecimal(10000), ["贷款", "存款", "余额", "资产", "债", "授信", "费用", "成本", "支出", "损失", "收益", "市值"].contains(where: { indicator.name.holds($0) }) { set(d, "CNY", .money, .money) }
                if indicator.name.ends("指数") || indicator.name.begins("PMI") || indicator.name.ends("PMI") { set(d, "点", .index, .measure) }
            case .technical where indicator.unit == "x": set(d, "x", .multiple, .multiple)
            default: break
            }
        }
        guard d.quantity.unit.isEmpty, magnitude >= Self.least else { return }
        // 用户达5758万, 8.8万农村贫困人口脱贫, 超过550万企业客户
        let before = r.string(phrase.range)
        if Self.people.contains(where: { head.begins($0) || head.ends($0) || before.ends($0) }) || before.ends("用户保有量") || before.ends("用户总数") || before.ends("用户数") {
            set(d, ["电话", "移动", "宽带", "3G", "4G", "5G", "电信", "燃气", "用电", "入网"].contains { before.holds($0) || head.holds($0) } ? "户" : "人", .count, .count)
        } else if Self.bodies.contains(where: { head.begins($0) }) {
            set(d, "家", .count, .count)
        } else if magnitude >= ExactDecimal(10000), Self.moneys.contains(where: { head.begins($0) || head.ends($0) }) || Self.spending.contains(where: { before.ends($0) }) || Self.paying.contains(where: { Self.ends(r, d.quantity.span.start, with: $0) }) {
            // 十个亿的风险补偿资金, 人才资金有四个多亿, 最高可以贷到三千万
            set(d, "CNY", .money, .money)
        } else if magnitude >= ExactDecimal(100_000_000), Self.outlays.contains(where: { r.string(extent(d.quantity.span.end, min(r.text.count, d.quantity.span.end + 3))).begins($0) }) {
            // 49亿加码锂矿
            set(d, "CNY", .money, .money)
        } else if magnitude >= ExactDecimal(10000), !phrase.verb.isDisjoint(with: [.invest, .fund]), head.isEmpty, before.isEmpty {
            set(d, "CNY", .money, .money)
        }
    }

    /// The currency that a bracket behind a figure opens with.
    private func currencyBehind(_ end: Int, _ r: Reading) -> String? {
        guard end + 3 < r.text.count, Scalars.opensBracket(r.text[end]) else { return nil }
        let words = extent(end + 1, min(r.text.count, end + 5))
        return Self.currencies.first { r.view(words).begins($0.word) }?.code
    }

    private static let currencies: [(word: StaticString, code: String)] = [("港元", "HKD"), ("港币", "HKD"), ("人民币", "CNY"), ("美元", "USD"), ("新台币", "TWD"), ("港幣", "HKD"), ("人民幣", "CNY"), ("新台幣", "TWD")]

    /// What the words around a number make persons, bodies or money from; less is completed by an indicator alone.
    static let least = ExactDecimal(1000)
    private static let people = [
        "人口", "用户", "借款人", "投资者", "劳动力", "员工", "职工", "学生", "人员", "群众", "农民", "农民工", "居民", "游客", "党员", "会员", "观众", "网民", "粉丝", "旅客", "消费者", "从业者", "毕业生", "老人",
        "贫困人口", "贫困群众", "农村人口", "城镇人口", "困难群众", "儿童", "患者", "村民", "移民", "志愿者", "注册用户",
    ]
    private static let presses = ["挤压机", "压力机", "液压机", "压机", "锻压机", "模锻机"]
    private static let moneys = ["资金", "风险补偿资金", "专项资金", "基金", "贷款", "投资", "补贴", "补助", "奖金", "奖励", "融资", "订单", "产值", "税收", "利润"]
    private static let spending = ["资金", "基金", "贷款", "投资", "补贴", "补助", "奖金", "融资", "订单", "产值", "税收", "利润", "营收", "收入", "身价", "造价", "成本"]
    private static let paying = ["贷到", "贷了", "拿出", "投了", "投入", "花了", "融到", "融资", "募到", "赚了", "挣了", "豪掷", "豪擲", "砸下", "狂砸", "斥资", "斥資", "募资", "拿出不少于", "补了"]

    private static let perShare: AffixList = ["每股面值", "每股发行", "每股价格", "每股作价", "每股净资产", "每股认购"]
    private static let outlays = ["建", "打造", "加码", "押注", "投建", "扩产", "建厂", "收购", "控股", "入股", "定增", "增资", "拿下", "落子"]

    private static func ends(_ r: Reading, _ position: Int, with word: String) -> Bool {
        let n = word.unicodeScalars.count
        return position >= n && r.string(extent(position - n, position)) == word
    }

    private static let bodies = ["企业", "商户", "中小企业", "小微企业"]
    private static let classes = ["产业链", "产业", "集群", "产业带", "基地", "园区"]
    private static let grounds = ["产业链", "产业", "集群", "企业", "基地", "园区", "产值", "市场", "赛道", "县", "镇", "项目"]

    private func set(_ d: Draft, _ unit: String, _ dimension: Dimension, _ kind: QuantityKind) {
        d.quantity.unit = unit
        d.quantity.dimension = dimension
        d.quantity.kind = kind
        d.doubts.insert(.unit)
    }

    /// In traditional text a classifier stays as written, and 元 is the press's own.
    func localize(_ d: Draft, in r: Reading) {
        guard r.isTraditional else { return }
        asWritten(d, in: r)
        islandCurrency(d, in: r)
    }

    /// A classifier stays as written: 筆, not 笔.
    private func asWritten(_ d: Draft, in r: Reading) {
        guard d.quantity.dimension == .count else { return }
        let unit = Array(d.quantity.unit.unicodeScalars.map(\.value))
        let span = d.quantity.span
        var i = span.end - unit.count
        while i >= span.start {
            if zip(unit, r.text[extent(i, i + unit.count)]).allSatisfy({ $0 == $1 }) {
                d.quantity.unit = r.string(extent(i, i + unit.count))
                return
            }
            i -= 1
        }
    }

    /// 元 in the press of Taiwan and Hong Kong is its own.
    private func islandCurrency(_ d: Draft, in r: Reading) {
        guard d.quantity.unit.begins("CNY"), !r.islandCurrency.isEmpty else { return }
        let surface = r.string(extent(max(0, d.quantity.span.start - 3), d.quantity.span.end))
        guard !surface.holds("人民") else { return }
        // 若以美元計算，第三季營收為235億
        if !surface.holds("元"), r.view(extent(r.start(of: d.sentence), d.quantity.span.start)).holds("以美元计") || r.view(extent(r.start(of: d.sentence), d.quantity.span.start)).holds("以美金计") {
            d.quantity.unit = "USD" + d.quantity.unit.dropFirst(3)
            return
        }
        d.quantity.unit = r.islandCurrency + d.quantity.unit.dropFirst(3)
    }

    /// Measures that rules name themselves, as traditional text writes them.
    static let traditional = [
        "产能": "產能", "产量": "產量", "销量": "銷量", "面积": "面積", "建筑面积": "建築面積", "长度": "長度", "装机容量": "裝機容量", "价格": "價格", "股价": "股價", "投资": "投資", "产值": "產值", "订单": "訂單",
        "亏损": "虧損", "距离": "距離", "压力": "壓力", "时速": "時速", "用时": "用時", "生产能力": "生產能力", "募集资金": "募集資金", "资金": "資金", "数量": "數量", "指数": "指數", "容积": "容積", "完成投资": "完成投資",
    ]

    /// What bare 元 means in traditional press: TWD where the text speaks of Taiwan, HKD where it names 港元, MOP where it is on 澳門, else as on the mainland.
    static func islandCurrency(of plain: UnsafeBufferPointer<UInt32>) -> String {
        var taiwan = 0, hongKong = 0, macau = 0
        var i = 0
        while i + 1 < plain.count {
            let a = plain[i], b = plain[i + 1]
            if a == "台", b == "币" || b == "湾" || b == "积" || b == "股" || b == "北" || b == "中" || b == "南" { taiwan += 1 }
            if a == "-", b == "T" || b == "K" { taiwan += 1 }
            // words of Taiwan's press alone: 殖利率, 純益, 上櫃
            if a == "殖", b == "利" { taiwan += 1 }
            if a == "纯", b == "益" { taiwan += 1 }
            if a == "上", b == "柜" { taiwan += 1 }
            switch (a, b) {
            case ("全", "台"), ("屏", "东"), ("高", "雄"), ("新", "竹"), ("嘉", "义"), ("花", "莲"), ("彰", "化"), ("苗", "栗"): taiwan += 1
            default: break
            }
            if a == "港", b == "元" || b == "币" || b == "交" || b == "股" || b == "府" { hongKong += 1 }
            // 香港商报网: who prints it
            if a == "香", b == "港", !(i + 2 < plain.count && (plain[i + 2] == "商" || plain[i + 2] == "文")) { hongKong += 1 }
            if a == "H", b == "K" { hongKong += 1 }
            if a == "澳", b == "门" || b == "币" { macau += 1 }
            i += 1
        }
        if macau >= 2, macau > taiwan, macau > hongKong { return "MOP" }
        return taiwan == 0 && hongKong == 0 ? "" : taiwan >= hongKong ? "TWD" : "HKD"
    }

    /// Convention 10 and 14: what the verb or the indicator says per year is in the unit.
    func perYear(_ d: Draft, phrase: Phrase, in r: Reading) {
        // 最高时速达到486.1公里
        if d.quantity.unit.equals("m"), phrase.indicator?.name.ends("时速") == true || phrase.indicator?.name == "速度",
            let low = d.quantity.low.divided(by: ExactDecimal(1000), digits: 6), let high = d.quantity.high.divided(by: ExactDecimal(1000), digits: 6)
        {
            (d.quantity.low, d.quantity.high) = (low, high)
            d.quantity.unit = "km/h"
            d.quantity.dimension = .speed
            d.category = .technical
        }
        guard !d.quantity.unit.utf8.contains(UInt8(ascii: "/")) else { return }
        // 小麦亩产1150斤
        if d.category == .production, d.quantity.dimension == .mass, let name = phrase.indicator?.name, name.ends("亩产") { d.extendUnit(by: "/mu"); return }
        // 每10股派发现金红利3.5元
        if d.quantity.dimension == .money, let shares = sharesBefore(d, r) { d.extendUnit(by: shares); return }
        // 每股收益0.5元: convention 18
        if d.quantity.dimension == .money, let name = phrase.indicator?.name, name.holds("每股") || name == "EPS" { d.extendUnit(by: "/股"); return }
        // 每股面值1元, 每股发行价格为12.08元
        if d.quantity.dimension == .money, Self.perShare.anyIn(r.written, extent(max(r.start(of: d.clause), d.quantity.span.start - 10), d.quantity.span.start)) { d.extendUnit(by: "/股"); return }
        // 人均公园绿地面积14.25平方米
        if d.quantity.dimension == .area, phrase.indicator?.name.holds("人均") == true || r.view(phrase.range).holds("人均") || d.metric.holds("人均") { d.extendUnit(by: "/人"); return }
        // 平均日产粗钢227万吨
        if d.category == .production, d.quantity.dimension == .mass || d.quantity.dimension == .volume, let name = phrase.indicator?.name, name.begins("日产") || name.begins("平均日产") || name.begins("日均产") { d.extendUnit(by: "/d"); return }
        // 人均可支配收入3.2万元
        if d.quantity.dimension == .money, phrase.indicator?.name.holds("人均") == true || d.metric.holds("人均") || r.view(phrase.range).holds("人均") { d.extendUnit(by: "/人"); return }
        // 达产后每年下线无人机3000架: what will be made a year
        if d.category == .production, d.quantity.dimension == .count || d.quantity.dimension == .mass, !d.said.isDisjoint(with: [.planned]), case let words = r.view(extent(r.start(of: d.clause), d.quantity.span.start)), words.holds("每年"), words.holds("产后") || words.holds("建成后") || words.holds("投用后") {
            d.category = .capacity
        }
        if d.category == .capacity {
            switch d.quantity.dimension {
            case .mass, .volume, .count, .area, .length:
                if phrase.indicator?.name.begins("月") == true { d.extendUnit(by: "/月"); break }
                // 每天的产能是9万双
                let words = r.view(extent(max(r.start(of: d.clause), d.quantity.span.start - 12), d.quantity.span.start))
                if words.holds("每天") || words.holds("每日") || words.holds("日均") { d.extendUnit(by: "/d"); break }
                // 建设日产5000吨水泥生产线
                if words.ends("日产") || words.holds("日处理") { d.extendUnit(by: "/d"); break }
                if words.holds("每月") { d.extendUnit(by: "/月"); break }
                // 日熔化量达550吨
                if phrase.indicator == nil, !phrase.range.isEmpty, r.text[phrase.range.lowerBound] == "日" { d.extendUnit(by: "/d") } else if phrase.indicator?.name.holds("库容") != true, phrase.indicator?.name.begins("日") != true { d.extendUnit(by: "/a") } else if phrase.indicator?.name.begins("日") == true { d.extendUnit(by: "/d") }
            case .energy, .power:
                if phrase.indicator?.name.holds("产能") == true || phrase.indicator?.name.holds("年产") == true { d.extendUnit(by: "/a") }
            default: break
            }
        } else if d.category == .production, d.quantity.dimension == .mass || d.quantity.dimension == .volume, case let words = r.view(phrase.range), words.holds("日处理量") || words.holds("日产量") {
            d.extendUnit(by: "/d")
        } else if phrase.perYear, d.category == .count, d.quantity.kind == .count {
            d.extendUnit(by: "/a")
        }
    }

    /// /10股, where 每10股 stands in front of what is paid on them.
    private func sharesBefore(_ d: Draft, _ r: Reading) -> String? {
        let start = max(r.start(of: d.clause), d.quantity.span.start - 16)
        let words = r.view(extent(start, d.quantity.span.start))
        guard words.holds("每10股") || words.holds("每 10 股") || words.holds("每十股"), words.holds("派") || words.holds("红利") || words.holds("股利") || words.holds("分红") || words.holds("税款") || words.holds("缴") else { return nil }
        return "/10股"
    }
}
