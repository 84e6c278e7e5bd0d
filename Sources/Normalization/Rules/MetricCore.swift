import Facts
import Lexicons

/// The words of a phrase that name the measure, and those that name what is measured.
extension MetricRule {
    /// The metric inside a phrase: what follows the last 的, kept together with its indicator.
    func core(of range: Range<Int>, _ p: Phrase, _ r: Reading) -> (metric: Range<Int>, item: String) {
        var a = range.lowerBound, b = range.upperBound
        let indicatorStart = p.indicatorRange?.lowerBound ?? b
        while a < b, a < indicatorStart, isEdge(r.text[a]) { a += 1 }
        while b > a, isEdge(r.text[b - 1]) { b -= 1 }
        guard a < b else { return (extent(a, a), "") }
        let k = r.entityIndex(endingAfter: a)
        // 好当|家集团: the tail of a firm's name
        if k < r.entities.count, r.entities[k].kind == .organisation, !r.entities[k].isGroup, r.entities[k].start < a, r.entities[k].end >= b { return (extent(b, b), "") }
        // a name in front is the subject, not part of the indicator
        if k < r.entities.count, r.entities[k].start <= a, r.entities[k].end < b - 1, r.entities[k].kind != .project || r.entities[k].end - r.entities[k].start >= 6 && r.entities[k].end == p.indicatorRange?.lowerBound {
            a = r.entities[k].end
            while a < b, isEdge(r.text[a]) { a += 1 }
        }
        // 其|他服务业增加值
        if a < b, a > 0, r.text[a - 1] == "其", r.text[a] == "他" || r.text[a] == "它" { a -= 1 }
        // 合|资公司注册资本
        if a < b, a > 0, r.text[a] == "资", r.text[a - 1] == "合", let at = p.indicatorRange, at.lowerBound > a, at.upperBound <= b { a = at.lowerBound }
        // 该箱包厂|总投资
        if a < b, r.text[a] == "该", let at = p.indicatorRange, at.lowerBound > a + 1, at.upperBound <= b { a = at.lowerBound }
        // 3个|项目|总投资: what was just counted
        if b - a > 3, let at = p.indicatorRange, at.lowerBound == a + 2, Self.countedBodies.contains(r.written, extent(a, a + 2)), case let j = r.tokenIndex(at: a) - 1, j >= 0, r.tokens[j].end == a, r.tokens[j].kind == .quantity { a += 2 }
        var item = ""
        var start = a
        var i = b - 1
        while i > a {
            if r.text[i] == "的", b - i - 1 >= 2 {
                start = i + 1
                item = r.string(extent(a, i))
                break
            }
            i -= 1
        }
        // 年产能|达到|片剂50亿片: the thing stands behind
        if let at = p.indicatorRange, at.upperBound + 2 < b, at.lowerBound >= start, r.text[at.upperBound] == "达" || r.text[at.upperBound] == "为" {
            let from = r.text[at.upperBound + 1] == "到" ? at.upperBound + 2 : at.upperBound + 1
            return (extent(at.lowerBound, at.upperBound), r.string(extent(from, b)))
        }
        // 新能源产业|实现|产值: the verb parts the sector from the indicator
        if let at = p.indicatorRange, at.lowerBound >= start + 4, at.upperBound <= b, Self.reaching.contains(r.text, extent(at.lowerBound - 2, at.lowerBound)) {
            return (extent(at.lowerBound, b), r.string(extent(start, at.lowerBound - 2)))
        }
        // a dangling verb or adverb in front of the noun
        if item.isEmpty, let at = p.indicatorRange, at.lowerBound > start, at.upperBound <= b {
            item = r.string(extent(start, at.lowerBound))
            if Self.building.contains(item) { item = ""; start = at.lowerBound }
        }
        return (extent(start, b), item)
    }

    private func isEdge(_ c: UInt32) -> Bool {
        switch c {
        case "的", " ", "“", "”", "\"", "，", "、", "\n", 0x3000, "—", "-", "·", "●", "■", "◆", "了", "其", "是", "：", ":", "和", "及", "与", "等", "也", "均", "已", "《", "》", "（", "）": return true
        default: return false
        }
    }

    /// 碳酸锂生产企业|有|合纵锂业、银锂、迈特新能源等3家: what the members of the list are.
    func listedKind(_ d: Draft, _ r: Reading) -> String? {
        var listed = false
        var i = d.quantity.span.start - 1
        let start = r.start(of: d.clause)
        while i > start + 2, d.quantity.span.start - i < 60 {
            switch r.text[i] {
            case "、": listed = true
            case 0x30...0x39: return nil
            case "有" where listed && r.text[i - 1] != "拥" && r.text[i - 1] != "国" && r.text[i - 1] != "所":
                var a = i
                let k = r.entityIndex(endingAfter: start)
                let floor = k < r.entities.count && r.entities[k].end < i && r.entities[k].start < i ? r.entities[k].end : start
                while a > floor, Scalars.isHan(r.text[a - 1]), r.text[a - 1] != "的", r.text[a - 1] != "前" { a -= 1 }
                let name = r.string(extent(a, i))
                return (2...14).contains(name.scalarCount) && Self.members.contains(where: { name.ends($0) }) ? name : nil
            // 园区入驻企业|包括|甲公司、乙公司等40余家
            case "括" where listed && r.text[i - 1] == "包":
                let name = r.string(extent(max(start, i - 9), i - 1))
                return Self.members.first { name.ends($0) }
            default: break
            }
            i -= 1
        }
        return nil
    }

    private static let members = ["企业", "公司", "单位", "项目", "园区", "机构", "品牌", "产品", "工厂", "基地", "学校", "高校", "集团", "平台", "车企", "厂家", "品种", "种类", "作物", "药材", "水果", "蔬菜"]

    /// Whether the noun behind the figure names what is counted.
    func prefersHead(_ d: Draft, _ r: Reading, _ p: Phrase, _ core: String, _ head: String) -> Bool {
        guard !head.isEmpty else { return false }
        // a noun before with a verb before it has been counted already: 拥有企业115家
        let end = d.quantity.span.end
        guard end < r.text.count else { return false }
        // 高校和研究院所的负责人近200余人齐聚一堂
        if d.quantity.unit.equals("人") || d.quantity.unit.equals("名"), Self.persons.contains(where: { core.ends($0) }), r.text[end] != "的" { return false }
        switch r.text[end] {
        case "，", "。", "、", "；", "\n", "（", "(", "）", ")", ",", ";": return false
        default: break
        }
        if p.indicator?.category == .count, !p.range.isEmpty, p.indicatorRange?.upperBound == p.range.upperBound { return false }
        return true
    }

    func carries(_ p: Phrase) -> Bool {
        if !p.change.isEmpty || !p.reached.isEmpty { return true }
        if p.verb.isEmpty || p.verb.contains(.copula) { return true }
        return false
    }

    func indicatorIn(_ text: String, _ r: Reading) -> String? {
        let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b in
            var i = 0
            while i < b.count {
                if let (word, end) = r.vocabulary.match(in: b, at: i, limit: b.count) {
                    if word.indicator >= 0 { return String(scalars: b[extent(i, end)]) }
                    i = end
                } else { i += 1 }
            }
            return nil
        }
    }

    private static let persons = ["人", "员", "代表", "者", "嘉宾", "专家", "职工", "学生", "农户", "教师"]
    private static let countedBodies: WordSet = ["项目", "企业"]
    private static let reaching: WordSet = ["实现", "完成", "达到", "创造", "贡献"]
    private static let building: WordSet = ["完成", "累计完成", "预计完成", "预计实现", "发生", "共发生", "建设", "新建", "扩建", "改建", "投资建设", "建成", "形成", "实现"]
}
