import Facts

/// Finds stated numbers of things in one article, and the lists that belong to them.
struct ListingReader {
    let text: UnsafeBufferPointer<UInt32>
    let article: Range<Int>

    /// 4个世界级先进制造业集群: the number, and what is counted.
    struct Statement {
        var value: Int
        var number: Range<Int>
        var noun: Range<Int>
        /// 大, which promises a list.
        var isGreat: Bool
    }

    /// Names found, as few and as many as they may be: 和 in the last name may join two or stand inside one.
    struct List {
        var least: Int
        var most: Int
        var names: String
        /// 等 or 包括: there may be more than are named.
        var isOpen: Bool

        func agreement(with stated: Int) -> Listing.Agreement {
            if most == 0 { return .notCheckable }
            if stated >= least, stated <= most { return .same }
            return isOpen && most < stated ? .notCheckable : .other
        }
    }

    private static let classifiers = Set("个项家类种条所名位座步件批款".unicodeScalars.map(\.value))
    private static let digits: [UInt32: Int] = Dictionary(
        uniqueKeysWithValues: zip("一二三四五六七八九".unicodeScalars.map(\.value), 1...9))
    private static let ten: UInt32 = 0x5341
    /// What may not stand before the number: it would be part of a larger one, an ordinal, or an item of a list itself.
    private static let barred = Set("0123456789.．一二三四五六七八九百千万亿零十第两数几和与及、或至—－-~～每%".unicodeScalars.map(\.value))
    private static let stops = Set("，。；：！？,;:!?（）()《》“”‘’\"、\n 　".unicodeScalars.map(\.value))
    /// 五个百分点, 三个月: measures, of which no text gives a list.
    private static let measures = ["百分点", "百分比", "基点", "月", "小时", "工作日", "交易日", "星期", "年头", "季度", "世纪"]
    /// A name holds none of these: the list is not told of the number behind it.
    private static let verbs = [
        "建设", "实施", "推进", "完成", "引进", "新增", "签约", "投资", "共有", "建成", "达到", "启动", "开展", "派驻", "安装", "打造", "拥有", "涉及",
        "获得", "占据", "通过", "落地", "带动", "加快", "加强", "推动", "组织", "突破", "依托", "围绕",
    ]
    /// Words before the first name that are none of it.
    private static let leads = [
        "形成了", "形成", "推出了", "推出", "投向", "突破了", "包括", "包含", "涵盖", "围绕", "聚焦", "实施", "建设", "组建了", "新组建了", "发展", "打造", "在", "为", "是", "的", "了", "到",
    ]

    func statements() -> [Statement] {
        var result: [Statement] = []
        var i = article.lowerBound
        while i < article.upperBound {
            guard let (value, end) = number(at: i), value >= 2, value <= 30, end < article.upperBound,
                i == article.lowerBound || !Self.barred.contains(text[i - 1])
            else {
                i += 1
                continue
            }
            let mark = text[end]
            let isGreat = mark == 0x5927
            guard isGreat || Self.classifiers.contains(mark) else {
                i = end
                continue
            }
            var stop = end + 1
            while stop < article.upperBound, stop - end <= 16, !Self.stops.contains(text[stop]) { stop += 1 }
            // 四步 is whole; 三大 and 三个 count what follows
            let isMeasure = Self.measures.contains { matches($0, at: end + 1) }
            if !isMeasure, stop - end > 2 || mark == 0x6B65 {
                result.append(Statement(value: value, number: i..<(end + 1), noun: (end + 1)..<stop, isGreat: isGreat))
            }
            i = end + 1
        }
        return result
    }

    private func number(at start: Int) -> (value: Int, end: Int)? {
        var i = start
        var value = 0
        while i < article.upperBound, i - start < 3, let digit = arabic(text[i]) {
            value = value * 10 + digit
            i += 1
        }
        if i > start { return i < article.upperBound && arabic(text[i]) != nil ? nil : (value, i) }
        if let tens = Self.digits[text[i]] {
            i += 1
            guard i < article.upperBound, text[i] == Self.ten else { return (tens, i) }
            value = tens * 10
        } else if text[i] == Self.ten {
            value = 10
        } else {
            return nil
        }
        i += 1
        if i < article.upperBound, let ones = Self.digits[text[i]] { return (value + ones, i + 1) }
        return (value, i)
    }

    private func arabic(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x30...0x39: Int(scalar - 0x30)
        case 0xFF10...0xFF19: Int(scalar - 0xFF10)
        default: nil
        }
    }

    // MARK: - Lists

    /// A、B、C等三个…, A、B和C三大…, “A、B、C”三步.
    func before(_ stated: Statement) -> List? {
        var end = stated.number.lowerBound
        let isOpen = end > article.lowerBound && text[end - 1] == 0x7B49
        if isOpen { end -= 1 }
        var isQuoted = false
        if end > article.lowerBound, text[end - 1] == 0x201D || text[end - 1] == 0x2019 {
            isQuoted = true
            end -= 1
        }
        var start = end
        var depth = 0
        while start > article.lowerBound, end - start < 200 {
            let scalar = text[start - 1]
            if scalar == 0xFF09 || scalar == 0x29 {
                depth += 1
            } else if scalar == 0xFF08 || scalar == 0x28 {
                if depth == 0 { break }
                depth -= 1
            } else if depth == 0, scalar != 0x3001, Self.stops.contains(scalar) {
                break
            }
            start -= 1
        }
        var names = split(start..<end, at: 0x3001)
        guard !names.isEmpty, end > start else { return nil }
        if let first = names.first { names[0] = trimmed(first) }
        let isClosed = isOpen || stated.isGreat || isQuoted
        guard let list = list(names, isOpen: isOpen), list.most >= (isClosed ? 2 : 3) else { return nil }
        let agrees = list.agreement(with: stated.value) == .same
        // with 和 alone, or with nothing that ties list and number, only a count that fits shows that they belong together
        if names.count < 2 || !isClosed { return agrees ? list : nil }
        if !agrees, !isOpen, let last = names.last, last.count > 8 || holdsVerb(last) { return nil }
        return list
    }

    /// 三大工程：A、B、C; 三个方面，分别是A、B和C; 五个产业，包括A、B.
    func behind(_ stated: Statement) -> List? {
        var i = stated.noun.upperBound
        let closed = ["：", ":", "——", "，即", "即", "，分别是", "，分别为", "分别是", "分别为"]
        let open = ["，包括", "包括", "，涵盖", "（", "，其中"]
        var isOpen = false
        if let cue = closed.first(where: { matches($0, at: i) }) {
            i += cue.unicodeScalars.count
            if let next = ["分别是", "分别为", "即", "是"].first(where: { matches($0, at: i) }) { i += next.unicodeScalars.count }
        } else if let cue = open.first(where: { matches($0, at: i) }), cue != "，其中" {
            i += cue.unicodeScalars.count
            isOpen = true
        } else {
            return nil
        }
        var end = i
        var hasSemicolon = false
        var comma: Int?
        while end < article.upperBound, end - i < 400, text[end] != 0x3002, text[end] != 0x0A {
            if text[end] == 0xFF1B { hasSemicolon = true }
            if text[end] == 0xFF0C, comma == nil { comma = end }
            end += 1
        }
        if !hasSemicolon, let comma { end = comma }
        var names = split(i..<end, at: hasSemicolon ? 0xFF1B : 0x3001)
        if let last = names.last, let etc = last.lastIndex(where: { text[$0] == 0x7B49 }), last.upperBound - etc <= 4 {
            names[names.count - 1] = last.lowerBound..<etc
            isOpen = true
        }
        guard names.count > 1 else { return nil }
        return list(names, isOpen: isOpen)
    }

    /// 五项任务。一是… 二是…, or paragraphs headed 一、 （一） 1.: how far the numbers go.
    func numbered(_ stated: Statement) -> List? {
        let numerals = Array("一二三四五六七八九".unicodeScalars.map { String($0) }) + ["十"]
        let styles: [(head: @Sendable (Int) -> [String], startsParagraph: Bool)] = [
            ({ n in n <= 10 ? [numerals[n - 1] + "是"] : [] }, false),
            ({ n in n <= 10 ? ["第" + numerals[n - 1] + "，", "其" + numerals[n - 1] + "，"] : [] }, false),
            ({ n in n <= 10 ? [numerals[n - 1] + "、"] : [] }, true),
            ({ n in n <= 10 ? ["（" + numerals[n - 1] + "）"] : [] }, true),
            ({ n in ["\(n). ", "\(n)．", "\(n)、", "（\(n)）", "\(n)）"] }, true),
        ]
        for style in styles {
            var position = stated.noun.upperBound
            var count = 0
            var names: [String] = []
            while true {
                let reach = min(article.upperBound, position + (count == 0 ? 40 : 1500))
                guard let found = find(style.head(count + 1), from: position, to: reach, style.startsParagraph) else { break }
                count += 1
                names.append(string(found..<min(found + 12, nameEnd(found))))
                position = found
            }
            if count > 1 {
                return List(least: count, most: count, names: names.joined(separator: "、"), isOpen: style.startsParagraph)
            }
        }
        return nil
    }

    /// 七大基地 with no list that could be counted.
    func promised(_ stated: Statement) -> List? {
        stated.isGreat ? List(least: 0, most: 0, names: "", isOpen: true) : nil
    }

    private func list(_ names: [Range<Int>], isOpen: Bool) -> List? {
        guard !names.contains(where: { $0.isEmpty }),
            names.filter({ arabic(text[$0.lowerBound]) != nil }).count * 2 <= names.count, let last = names.last
        else { return nil }
        let joined = conjunctions(in: last)
        return List(
            least: names.count, most: names.count + joined,
            names: names.map(string).joined(separator: "、"), isOpen: isOpen)
    }

    private func conjunctions(in range: Range<Int>) -> Int {
        var count = 0
        var i = range.lowerBound + 1
        while i < range.upperBound - 1 {
            if text[i] == 0x548C || text[i] == 0x4E0E || text[i] == 0x53CA {
                count = 1
                break
            }
            i += 1
        }
        return count
    }

    private func split(_ range: Range<Int>, at mark: UInt32) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var depth = 0
        var start = range.lowerBound
        for i in range {
            switch text[i] {
            case 0xFF08, 0x28, 0x300A, 0x201C: depth += 1
            case 0xFF09, 0x29, 0x300B, 0x201D: depth -= 1
            case mark where depth <= 0:
                parts.append(start..<i)
                start = i + 1
            default: break
            }
        }
        if start < range.upperBound { parts.append(start..<range.upperBound) }
        return parts
    }

    /// A first name without the verb before it: 基本形成绿色石化.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var best = range.lowerBound
        for i in range {
            for lead in Self.leads where matches(lead, at: i) {
                let end = i + lead.unicodeScalars.count
                if end > best, end + 1 < range.upperBound { best = end }
            }
        }
        // 以钢铁、…等六大产业为主导
        if text[best] == 0x4EE5, best + 2 < range.upperBound { best += 1 }
        // 2017年稀土永磁
        var i = best
        while i < range.upperBound, arabic(text[i]) != nil { i += 1 }
        if i > best, i + 1 < range.upperBound, text[i] == 0x5E74 { best = i + 1 }
        return best..<range.upperBound
    }

    private func holdsVerb(_ range: Range<Int>) -> Bool {
        let name = string(range)
        return Self.verbs.contains { name.contains($0) }
    }

    private func find(_ heads: [String], from: Int, to: Int, _ startsParagraph: Bool) -> Int? {
        guard from < to else { return nil }
        for i in from..<to {
            if startsParagraph, i > article.lowerBound, text[i - 1] != 0x0A { continue }
            for head in heads where matches(head, at: i) { return i + head.unicodeScalars.count }
        }
        return nil
    }

    private func nameEnd(_ start: Int) -> Int {
        var i = start
        while i < article.upperBound, !Self.stops.contains(text[i]) { i += 1 }
        return i
    }

    private func matches(_ word: String, at position: Int) -> Bool {
        var i = position
        for scalar in word.unicodeScalars {
            guard i < article.upperBound, text[i] == scalar.value else { return false }
            i += 1
        }
        return true
    }

    private func string(_ range: Range<Int>) -> String { String(scalars: text[range]) }
}
