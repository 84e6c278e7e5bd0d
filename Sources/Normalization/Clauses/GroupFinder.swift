import Facts

/// Finds groups that own figures and have no name: 四川、贵州、江苏三省, 前五家企业, 山东一家硫酸法企业.
struct GroupFinder: Sendable {
    private static let longest = 12
    private static let bodies = ["企业", "公司", "工厂", "厂商", "车企", "房企", "药企", "酒企", "钢厂", "券商", "银行", "机构", "作坊", "合作社", "电站", "门店", "供应商", "经销商", "冷厂", "窑厂", "茶厂"].map { $0.unicodeScalars.map(\.value) }

    /// Groups of a text, each without the names inside it.
    func find(in text: UnsafeBufferPointer<UInt32>, entities: [Entity], marks: Landmarks) -> [Entity] {
        var found: [Entity] = []
        var k = 0
        for i in marks.groups {
            switch text[i] {
            case "家":
                if let group = ranked(text, i) ?? unnamed(text, i, before: &k, entities) ?? quoted(text, i) { append(group, to: &found) }
            case "、":
                if let group = listed(text, i, &k, entities) { append(group, to: &found) }
            case "业":
                if let group = kind(text, i) ?? industry(text, i) { append(group, to: &found) }
            default: break
            }
        }
        return found
    }

    private func append(_ group: Entity, to found: inout [Entity]) {
        if let last = found.last, last.end > group.start { return }
        found.append(group)
    }

    private func group(_ start: Int, _ end: Int) -> Entity { Entity(kind: .organisation, start: start, end: end, isGroup: true) }

    /// 前五家企业, 排名前10家企业.
    private func ranked(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> Entity? {
        var start = i
        while start > 0, i - start < 3, isNumeral(text[start - 1]) { start -= 1 }
        guard start < i, start > 0, text[start - 1] == "前" else { return nil }
        start -= 1
        if start >= 2, text[start - 1] == "名", text[start - 2] == "排" { start -= 2 }
        let end = body(text, from: i + 1) ?? i + 1
        // 完工量前10家企业|集中度: of the trade
        if end + 1 < text.count, text[end] == "集", text[end + 1] == "中" { return nil }
        return group(start, end)
    }

    /// 山东|一家硫酸法企业, 浙江诸暨一家工厂.
    private func unnamed(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, before k: inout Int, _ entities: [Entity]) -> Entity? {
        guard i > 1, text[i - 1] == "一", let place = place(endingAt: i - 1, &k, entities) else { return nil }
        guard let end = body(text, from: i + 1) else { return nil }
        return group(place, end)
    }

    /// 7家|上市公司.
    private func quoted(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> Entity? {
        var start = i
        while start > 0, i - start < 4, isNumeral(text[start - 1]) { start -= 1 }
        guard start < i, opensClause(text, start) else { return nil }
        var end = i + 1
        while end + 4 <= text.count, end - i <= 8 {
            if matches(text, end, Self.listedFirms) { return group(start, end + 4) }
            guard text[end] >= 0x41 && text[end] <= 0x5A || Scalars.isHan(text[end]), text[end] != "的" else { return nil }
            end += 1
        }
        return nil
    }

    /// 四川、贵州、江苏|三省, 云南、甘肃等西部五省区, 信义光能、福莱特、旗滨集团|三家: names, and a word for all of them.
    private func listed(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ k: inout Int, _ entities: [Entity]) -> Entity? {
        while k < entities.count, entities[k].start < i { k += 1 }
        // the last 、 of the list: a name behind it, and none behind that
        guard k > 0, k < entities.count, entities[k].start == i + 1, isName(entities[k]) else { return nil }
        let last = entities[k]
        guard last.end < text.count, text[last.end] != "、", text[last.end] != "和" else { return nil }
        var start = i + 1, names = 1, n = k
        while n > 0, entities[n - 1].end == start - 1, isName(entities[n - 1]), entities[n - 1].kind == last.kind, text[start - 1] == "、" {
            n -= 1
            start = entities[n].start
            names += 1
        }
        guard names >= 2 else { return nil }
        // 两大乳企|伊利、蒙牛|手里的奶源
        if last.kind == .organisation, let big = extent(max(1, start - 6), start).last(where: { text[$0] == "大" }), Self.count(text[big - 1]) == names, (2...5).contains(start - big - 1), extent(big, start).allSatisfy({ Scalars.isHan(text[$0]) }), Self.kindEnds(text[start - 1]) { return group(big - 1, last.end) }
        var end = last.end
        let isOpen = text[end] == "等"
        var told: Int?
        if isOpen { end += 1 }
        while end < text.count, end - last.end <= 8, Scalars.isHan(text[end]) || Self.isDigit(text[end]) {
            // 陕西、山东、甘肃、山西|4个主产省
            if Self.isDigit(text[end]) {
                told = (told ?? 0) * 10 + Int(text[end] - 0x30)
                end += 1
                continue
            }
            if let n = Self.count(text[end]), told == nil { told = n }
            if told == names || isOpen && (told != nil || text[end] == "省" && end + 1 < text.count && text[end + 1] == "份"), let stop = sum(text, end, last.kind) {
                // 合肥、芜湖、蚌埠三市分别出资: each its own
                guard stop < text.count, text[stop] != "分", text[stop] != "各", text[stop] != "依", text[stop] != "均" else { return nil }
                return group(start, stop)
            }
            end += 1
        }
        return nil
    }

    private func isName(_ e: Entity) -> Bool { e.kind == .place || e.kind == .organisation && !e.isGroup }

    /// The end of 省, 省区, 省份, 市, 地 or, of firms, 家 and 家企业.
    private func sum(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ kind: Entity.Kind) -> Int? {
        let next: UInt32 = i + 1 < text.count ? text[i + 1] : 0
        switch text[i] {
        case "省" where kind == .place: return next == "区" || next == "份" ? i + 2 : i + 1
        case "市" where kind == .place && next != "场", "县" where kind == .place, "国" where kind == .place: return i + 1
        case "地" where kind == .place && next != "区" && next != "方" && next != "级": return i + 1
        case "家" where kind == .organisation: return body(text, from: i + 1) ?? i + 1
        // 西安、兰州|两个铁路局集团公司
        case "个" where kind == .place:
            var end = i + 1
            while end < text.count, end - i <= 10, Scalars.isHan(text[end]), text[end] != "的" {
                end += 1
                switch text[end - 1] {
                case "司" where text[end - 2] == "公", "局" where end >= text.count || text[end] != "集", "市" where end >= text.count || text[end] != "场", "县", "省": return end
                default: break
                }
            }
            return nil
        default: return nil
        }
    }

    /// 头部企业, 样本企业, at the head of a clause.
    private func kind(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> Entity? {
        // 3月上旬，|重点统计钢铁企业
        if i >= 6, text[i - 1] == "企", let start = extent(max(0, i - 9), i - 4).first(where: { matches(text, $0, Self.surveyed) }), opensClause(text, start) || text[start - 1] == "旬" || text[start - 1] == "月" || text[start - 1] == "日", extent(start, i).allSatisfy({ Scalars.isHan(text[$0]) }) { return group(start, i + 1) }
        guard i >= 3, text[i - 1] == "企", Self.kinds.contains(where: { matches(text, i - 3, $0) }), opensClause(text, i - 3), i + 1 < text.count else { return nil }
        switch text[i + 1] {
        case "数", "达", "占", "总", "有", "为", "家", "，", "、", "和", "等": return nil
        default: return group(i - 3, i + 1)
        }
    }

    /// 行业 or 全行业 that opens a clause, before what is told of it.
    private func industry(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> Entity? {
        guard i >= 1, text[i - 1] == "行", i + 1 < text.count else { return nil }
        let start = i >= 2 && text[i - 2] == "全" ? i - 2 : i - 1
        guard opensClause(text, start) || start > 0 && (text[start - 1] == "月" || text[start - 1] == "年" || text[start - 1] == "季" || text[start - 1] == "度") else { return nil }
        switch text[i + 1] {
        case "协", "龙", "内", "标", "领", "前", "第", "排", "首", "监", "主", "分", "集", "准", "人", "巨", "发", "，", "、", "的": return nil
        default: return Entity(kind: .nation, start: start, end: i + 1, isGroup: true)
        }
    }

    private func opensClause(_ text: UnsafeBufferPointer<UInt32>, _ i: Int) -> Bool {
        guard i > 0 else { return true }
        switch text[i - 1] {
        case "，", "。", "；", "：", "“", "\n", "、", "但", "而", "国", "业": return true
        default: return Scalars.isSpace(text[i - 1])
        }
    }

    private func matches(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ word: [UInt32]) -> Bool {
        i >= 0 && i + word.count <= text.count && text[extent(i, i + word.count)].elementsEqual(word)
    }

    private static let surveyed = "重点统计".unicodeScalars.map(\.value)
    private static let listedFirms = "上市公司".unicodeScalars.map(\.value)
    private static let kinds = ["头部企业", "样本企业", "中小企业", "二线企业"].map { $0.unicodeScalars.map(\.value) }

    /// Where the places that end at a position begin: 浙江|诸暨.
    private func place(endingAt end: Int, _ k: inout Int, _ entities: [Entity]) -> Int? {
        while k < entities.count, entities[k].start < end { k += 1 }
        guard let last = entities[..<k].last, last.end == end, last.kind == .place else { return nil }
        guard k >= 2, entities[k - 2].end == last.start, entities[k - 2].kind == .place else { return last.start }
        return entities[k - 2].start
    }

    /// The end of what kind of body it is: 硫酸法企业.
    private func body(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
        var end = start
        while end < text.count, end - start < Self.longest, text[end] >= 0x4E00 && text[end] < 0xA000 || text[end] >= 0x41 && text[end] <= 0x5A, text[end] != "的" || end == start {
            end += 1
            if Self.bodies.contains(where: { $0.count <= end - start && matches(text, end - $0.count, $0) }) { return end }
        }
        return nil
    }

    private func isNumeral(_ c: UInt32) -> Bool { Self.isDigit(c) || Self.count(c) != nil }

    /// 乳企, 巨头, 公司, 厂商: the kind of what is named.
    private static func kindEnds(_ c: UInt32) -> Bool { c == "企" || c == "头" || c == "司" || c == "商" || c == "团" || c == "厂" }

    private static func isDigit(_ c: UInt32) -> Bool { c >= 0x30 && c <= 0x39 }

    /// How many a numeral tells of, two or more.
    private static func count(_ c: UInt32) -> Int? { Scalars.hanNumeral(c).flatMap { $0 >= 2 ? $0 : nil } }
}
