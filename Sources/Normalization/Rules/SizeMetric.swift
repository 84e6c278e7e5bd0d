import Facts
import Lexicons

/// What a size is of and what is done with an amount: sides of things, plants, lines, contracts, trade.
extension MetricRule {
    /// What a production line behind a size makes.
    func line(behind position: Int, _ r: Reading) -> String? {
        let words = r.words(behind: position, reach: 24, upTo: "，。；：\n、")
        guard let end = ["新建产线", "扩建产线", "生产线", "产线", "装置", "项目"].compactMap({ word in words.before(word) }).min(by: { $0.utf8.count < $1.utf8.count }), !end.isEmpty else { return nil }
        return end
    }

    /// What a contract behind a mass is on, and what is done with it.
    func contract(behind position: Int, _ r: Reading) -> (thing: String, deal: String)? {
        let words = r.words(behind: position, reach: 30, upTo: "，。；：\n（、")
        for (word, deal) in [("长单销售", "销售量"), ("销售合同", "销售量"), ("销售协议", "销售量"), ("采购合同", "采购量"), ("采购协议", "采购量"), ("供货合同", "供货量"), ("供货协议", "供货量"), ("长单", "采购量")] {
            if let thing = words.before(word), thing.scalarCount >= 2 {
                return (["的", "长单"].reduce(thing) { $0.ends($1) ? String($0.dropLast($1.count)) : $0 }, deal)
            }
        }
        return nil
    }

    /// 长, 宽, 高, 深, 厚, right before a length.
    static func side(before position: Int, _ r: Reading) -> String? {
        var i = position
        if i > 0, r.text[i - 1] == "约" || r.text[i - 1] == "为" || r.text[i - 1] == "达" { i -= 1 }
        guard i > 0 else { return nil }
        guard isSide(r.text[i - 1]) else { return nil }
        // 全长, 增高, 延长, 提高: other words
        if i > 1, Self.other.contains(r.text, extent(i - 2, i)) { return nil }
        return r.string(extent(i - 1, i))
    }

    /// The side named behind a length: 18米|高|的储罐, 0.8毫米|厚度.
    static func side(behind position: Int, _ r: Reading) -> String? {
        let words = r.string(extent(position, min(r.text.count, position + 2)))
        if let side = sides.beginning(of: words) { return side }
        guard words.ends("的"), isSide(r.text[position]) else { return nil }
        return r.string(extent(position, position + 1))
    }

    private static func isSide(_ c: UInt32) -> Bool {
        switch c {
        case "长", "宽", "高", "深", "厚": return true
        default: return false
        }
    }

    private static let sides: AffixList = ["厚度", "宽度", "高度", "长度", "直径", "深度"]
    static let other: WordSet = ["全长", "总长", "增长", "延长", "加长", "增高", "提高", "最高", "升高", "更高", "加深", "水深", "拓宽", "加宽", "加厚", "较长", "较高"]

    /// The place that a length is the distance to.
    func goal(of d: Draft, _ r: Reading) -> String? {
        let end = d.quantity.span.start, from = max(r.start(of: d.clause), end - 12)
        guard from < end, let mark = extent(from, end).last(where: { r.text[$0] == "距" || r.text[$0] == "离" || r.text[$0] == "到" }), end - mark >= 3 else { return nil }
        if r.text[mark] == "到", case let k = r.entityIndex(endingAfter: mark), k >= r.entities.count || r.entities[k].start != mark + 1 { return nil }
        let words = r.string(extent(r.text[mark] == "距" && r.text[mark + 1] == "离" ? mark + 2 : mark + 1, end))
        return words.ends("约") || words.ends("仅") ? String(words.dropLast()) : words
    }

    /// 并网光伏项目, 风电场: what stands behind a power, up to its kind.
    func plant(behind position: Int, _ r: Reading) -> String? {
        let words = r.string(extent(position, min(r.text.count, position + 16)))
        let clause = words.unicodeScalars.prefix { !Self.endsPlant($0.value) }
        let name = String(clause)
        guard let end = Self.built.compactMap({ word in name.offset(of: word).map { $0 + word.utf8.count } }).min() else { return nil }
        return String(decoding: name.utf8.prefix(end), as: UTF8.self)
    }

    private static func endsPlant(_ c: UInt32) -> Bool {
        switch c {
        case "，", "。", "；", "：", "\n", "、", "的", "（": return true
        default: return false
        }
    }

    static let plants = ["项目", "厂", "工厂", "基地", "生产线", "产线"]
    private static let built = plants + ["电站", "电厂", "机组", "工程", "风电场"]
    static let stations = ["电站", "风电", "发电", "光伏项目", "水电", "核电", "火电", "储能", "机组"]

    /// 买方向卖方采购|多晶硅料|22万吨: what is done with the thing.
    func traded(before position: Int, _ d: Draft, _ r: Reading) -> String? {
        let words = r.string(extent(max(r.start(of: d.clause), position - 4), position))
        if let verb = Self.trades.ending(of: words) { return verb }
        // 我国|出口|此类产品284万吨, 出口|活鱼和冻品
        let clause = r.string(extent(max(r.start(of: d.clause), position - 8), position))
        return Self.crossings.first { word in clause.behind(word).map { !$0.holds("，") && $0.scalarCount <= 5 } ?? false }
    }

    private static let crossings = ["出口", "进口", "進口"]
    private static let trades: AffixList = ["卖出", "售出", "卖掉", "采购", "销售", "供应", "供货", "交付", "供给", "提供", "输送", "进口", "出口", "购买", "订购", "采购量", "销售量", "发货", "发运", "外销", "内销"]

    /// Convention 17: the property that a size measures.
    func property(_ q: Draft.Figure, _ r: Reading) -> String {
        switch q.dimension {
        // 12英寸晶圆
        case .length where q.span.end > q.span.start && (r.text[q.span.end - 1] == "寸" || r.text[q.span.end - 1] == "吋"): return "尺寸"
        case .area: return "面积"
        case .volume: return "容积"
        case .length: return "长度"
        case .mass: return "重量"
        case .power: return "功率"
        case .speed: return "速度"
        case .temperature: return "温度"
        case .voltage: return "电压"
        case .count: return "箱量"
        default: return ""
        }
    }
}
