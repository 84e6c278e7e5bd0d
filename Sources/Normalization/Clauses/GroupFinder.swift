import Facts

/// Finds groups that own figures and have no name: 四川、贵州、江苏三省, 前五家企业, 山东一家硫酸法企业.
struct GroupFinder: Sendable {
    private static let longest = 12
    private static let bodies = ["企业", "公司", "工厂", "厂商", "车企", "房企", "药企", "酒企", "钢厂", "券商", "银行", "机构", "作坊", "合作社", "电站", "门店", "供应商", "经销商", "冷厂", "窑厂", "茶厂"].map { $0.unicodeScalars.map(\.value) }

    /// Groups of a text, each without the names inside it.
    func find(in text: UnsafeBufferPointer<UInt32>, entities: [Entity]) -> [Entity] {
        var found: [Entity] = []
        var k = 0
        for i in text.indices {
            switch text[i] {
            case "家":
                if let group = ranked(text, i) ?? unnamed(text, i, before: &k, entities) { append(group, to: &found) }
            case "省", "市", "县", "国", "地":
                if let group = listed(text, i, &k, entities) { append(group, to: &found) }
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
        guard let end = body(text, from: i + 1) else { return nil }
        return group(start, end)
    }

    /// 山东|一家硫酸法企业, 浙江诸暨一家工厂.
    private func unnamed(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, before k: inout Int, _ entities: [Entity]) -> Entity? {
        guard i > 1, text[i - 1] == "一", let place = place(endingAt: i - 1, &k, entities) else { return nil }
        guard let end = body(text, from: i + 1) else { return nil }
        return group(place, end)
    }

    /// 四川、贵州、江苏|三省.
    private func listed(_ text: UnsafeBufferPointer<UInt32>, _ i: Int, _ k: inout Int, _ entities: [Entity]) -> Entity? {
        guard i > 1, text[i - 1] >= 0x4E00, let count = Self.count(text[i - 1]), count >= 2, var start = place(endingAt: i - 1, &k, entities) else { return nil }
        var names = 1
        while start > 0, text[start - 1] == "、" || text[start - 1] == "和" || text[start - 1] == "与", let before = entities[..<k].last(where: { $0.end == start - 1 && ($0.kind == .place || $0.kind == .organisation) }) {
            start = before.start
            names += 1
        }
        // 合肥、芜湖、蚌埠三市分别出资: each its own
        guard names == count, i + 1 < text.count, text[i + 1] != "分", text[i + 1] != "各", text[i + 1] != "依" else { return nil }
        return group(start, i + 1)
    }

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
            if Self.bodies.contains(where: { $0.count <= end - start && text[extent(end - $0.count, end)].elementsEqual($0) }) { return end }
        }
        return nil
    }

    private func isNumeral(_ c: UInt32) -> Bool { c >= 0x30 && c <= 0x39 || Self.count(c) != nil }

    private static func count(_ c: UInt32) -> Int? {
        switch c {
        case "两", "二": return 2
        case "三": return 3
        case "四": return 4
        case "五": return 5
        case "六": return 6
        case "七": return 7
        case "八": return 8
        case "九": return 9
        case "十": return 10
        default: return nil
        }
    }
}
