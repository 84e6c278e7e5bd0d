import Facts

/// A place named in a text.
public struct PlaceMention: Sendable, Hashable {
    /// Scalars of the whole name: 浙江省兰溪市, 包头稀土高新区.
    public let span: TextSpan
    /// Code of the most specific division named, of the zone's division for a park.
    public let code: Int
    /// Whether only a short name stands there (包头, not 包头市).
    public let isShort: Bool
    /// Whether a park or new area is named that lies in the division.
    public let isZone: Bool
}

/// Finds places in texts: divisions by full and short name, one after the other (江西南昌), parks and
/// new areas, each with the code of its division.
public struct Gazetteer: Sendable {
    public let divisions: DivisionTable
    public let zones: ZoneTable

    public init(divisions: DivisionTable, zones: ZoneTable) {
        self.divisions = divisions
        self.zones = zones
    }

    /// Endings that make a zone of the words behind a division: 包头…高新区.
    private static let zoneEndings = WordTrie(words: [
        "高新技术产业开发区", "经济技术开发区", "高新技术开发区", "高新技术产业园区", "经济开发区", "产业园区", "工业园区", "开发区", "高新区", "经开区", "工业园",
        "产业园", "科技园", "化工园区", "保税区", "自贸区", "新区", "园区",
    ].map { ($0, 0) })

    /// Words that never stand inside a zone's name.
    private static func stopsZone(_ scalar: UInt32) -> Bool {
        guard scalar >= 0x2E80, let c = Unicode.Scalar(scalar) else { return true }
        switch c {
        case "的", "在", "和", "与", "及", "等", "是", "有", "到", "为", "从", "向", "对", "年", "月", "日", "了", "将", "已", "被", "把", "由", "各", "全",
            "、", "，", "。", "；", "：", "！", "？", "（", "）", "“", "”", "《", "》":
            return true
        default: return false
        }
    }

    /// Whether any place or phrase begins with `scalar`.
    @inlinable
    public func mayBegin(_ scalar: UInt32) -> Bool { divisions.mayBegin(scalar) || zones.mayBegin(scalar) }

    /// Whether any place or phrase may begin with the two scalars of ``WordTrie/pairBit(_:_:)``.
    public func mayBegin(pair bit: Int) -> Bool { divisions.words.mayBegin(pair: bit) || zones.words.mayBegin(pair: bit) }

    /// Whether `scalar` alone is a place or phrase.
    public func isName(_ scalar: UInt32) -> Bool { divisions.words.isWord(scalar) || zones.words.isWord(scalar) }

    /// 2017年|忠县|…, 在|沛县|…: a county of two scalars where no word can hold it, 索县 of 探索县域.
    private func lone(_ name: DivisionTable.Name, in text: UnsafeBufferPointer<UInt32>, at start: Int) -> Int? {
        guard name.end - start == 2, text[start + 1] == Self.county, case let named = divisions.candidates(of: name), named.count == 1, let code = named.first?.code else { return nil }
        guard start == 0 || text[start - 1] < 0x3400 || text[start - 1] > 0x9FFF || Self.leads(text[start - 1]), !Self.isWord(text[start]) else { return nil }
        return name.end < text.count && Self.followsCounty(text[name.end]) ? nil : code
    }

    private static let county: UInt32 = 0x53BF

    private static func leads(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar) {
        case "年", "月", "日", "在", "与", "和", "从", "到", "赴", "市", "省", "是": return true
        default: return false
        }
    }

    /// 任|县长, 成|县城: a word of its own before 县.
    private static func isWord(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar) {
        case "任", "应", "成", "和", "开", "新", "单", "高", "安", "容", "云", "理", "达", "古": return true
        default: return false
        }
    }

    /// 县域, 县级, 县长: a level of government.
    private static func followsCounty(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar) {
        case "域", "级", "际", "情", "长", "城", "内", "外", "里", "直", "属", "处", "乡", "镇", "区", "市", "志", "份": return true
        default: return false
        }
    }

    /// The place that begins at `start`, with context decided.
    ///
    /// - Parameter context: codes named before, most recent last.
    /// - Returns: `nil` where no place begins; `code` is `nil` for a phrase to step over, or a name that the
    ///   context does not decide.
    public func match(
        in text: UnsafeBufferPointer<UInt32>, at start: Int, limit: Int, context: [Int] = []
    ) -> (code: Int?, end: Int, isShort: Bool, isZone: Bool)? {
        let first = text[start]
        let zone = zones.mayBegin(first) ? zones.find(in: text, at: start, limit: limit) : nil
        let division = divisions.mayBegin(first) ? divisions.name(in: text, at: start, limit: limit) : nil
        if let zone, zone.end >= division?.end ?? 0 {
            let code = zones.zones[zone.index].code
            return (code, zone.end, false, code != nil)
        }
        guard let division else { return nil }
        let isShort = divisions.isShort(division)
        guard var code = divisions.resolve(division, context: context) else {
            // 朝阳 alone decides nothing, but 朝阳凌源 does
            if let next = following(division.end, in: text, limit: limit),
                let pair = divisions.candidates(of: division).first(where: { c in
                    divisions.candidates(of: next).contains { divisions.isWithin($0.code, c.code) && $0.code != c.code }
                })
            {
                return extend(pair.code, from: division.end, isShort: isShort, in: text, limit: limit)
            }
            if let county = lone(division, in: text, at: start) { return (county, division.end, false, false) }
            return (nil, division.end, isShort, false)
        }
        // a wider name just before a narrower one fixes the wider: 吉林吉林市 is the city in the province
        if divisions.isAmbiguous(division), let next = following(division.end, in: text, limit: limit),
            !divisions.candidates(of: next).contains(where: { divisions.isWithin($0.code, code) }),
            let other = divisions.candidates(of: division).first(where: { c in
                divisions.candidates(of: next).contains { divisions.isWithin($0.code, c.code) && $0.code != c.code }
            })
        {
            code = other.code
        }
        return extend(code, from: division.end, isShort: isShort, in: text, limit: limit)
    }

    private func following(_ start: Int, in text: UnsafeBufferPointer<UInt32>, limit: Int) -> DivisionTable.Name? {
        guard start < limit, divisions.mayBegin(text[start]) else { return nil }
        return divisions.name(in: text, at: start, limit: limit)
    }

    /// Goes on through narrower divisions and to the end of a zone's name.
    private func extend(
        _ code: Int, from end: Int, isShort: Bool, in text: UnsafeBufferPointer<UInt32>, limit: Int
    ) -> (code: Int?, end: Int, isShort: Bool, isZone: Bool) {
        var code = code
        var end = end
        var isShort = isShort
        while let next = following(end, in: text, limit: limit),
            let inside = divisions.candidates(of: next).first(where: { $0.code != code && divisions.isWithin($0.code, code) })
        {
            code = inside.code
            end = next.end
            isShort = divisions.isShort(next)
        }
        if end < limit, zones.mayBegin(text[end]), let zone = zones.find(in: text, at: end, limit: limit),
            let inside = zones.zones[zone.index].code, divisions.isWithin(inside, code) || divisions.isWithin(code, inside)
        {
            return (divisions.isWithin(inside, code) ? inside : code, zone.end, false, true)
        }
        if let zoneEnd = zoneEnd(from: end, in: text, limit: limit) { return (code, zoneEnd, false, true) }
        return (code, end, isShort, false)
    }

    private func zoneEnd(from start: Int, in text: UnsafeBufferPointer<UInt32>, limit: Int) -> Int? {
        var i = start
        let last = min(limit, start + 8)
        while i < last {
            if let ending = Self.zoneEndings.longestMatch(in: text, at: i, limit: limit) { return ending.end }
            if Self.stopsZone(text[i]) { return nil }
            if let other = following(i, in: text, limit: limit), !divisions.isShort(other) { return nil }
            i += 1
        }
        return nil
    }

    /// All places of a range in order, ambiguous names decided by those before them.
    ///
    /// - Parameter context: codes known beforehand, most recent last.
    /// - Returns: never overlapping; a name that no context decides is left out.
    public func mentions(
        in text: UnsafeBufferPointer<UInt32>, range: Range<Int>, context: [Int] = []
    ) -> [PlaceMention] {
        var result: [PlaceMention] = []
        var known = Array(context.suffix(24))
        var i = range.lowerBound
        while i < range.upperBound {
            guard let found = match(in: text, at: i, limit: range.upperBound, context: known) else {
                i += 1
                continue
            }
            if let code = found.code {
                result.append(
                    PlaceMention(
                        span: TextSpan(i, found.end), code: code, isShort: found.isShort, isZone: found.isZone))
                if known.last != code {
                    known.append(code)
                    if known.count > 48 { known.removeFirst(24) }
                }
            }
            i = max(i + 1, found.end)
        }
        return result
    }

    /// The same over a string.
    public func mentions(in text: String, context: [Int] = []) -> [PlaceMention] {
        ContiguousArray(text.unicodeScalars.map(\.value)).withUnsafeBufferPointer {
            mentions(in: $0, range: 0..<$0.count, context: context)
        }
    }

    /// The division that a place written out means: 内蒙古自治区包头市, 浙江金华兰溪, 包头稀土高新区.
    ///
    /// - Returns: the code of the most specific place in it; `nil` where none is known.
    public func code(of place: String, context: [Int] = []) -> Int? {
        var best: Int?
        for mention in mentions(in: place, context: context) {
            if let known = best, !divisions.isWithin(mention.code, known) { continue }
            best = mention.code
        }
        return best
    }
}
