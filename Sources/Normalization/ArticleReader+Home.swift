import Facts
import Lexicons

/// Where a text is at home that does not say it in its title: by the divisions it names, its 全市 and 我县, its words and characters.
extension ArticleReader {
    private static let taiwans = ["經濟部", "外銷訂單", "新台幣", "主計總處", "財政部統計處", "年增", "稼動率", "營收", "台股", "法人", "兆元", "證交所"]
    private static let hongKongs = ["港元", "本港", "按年", "港交所", "港仙", "特區政府", "股東應佔", "訪港"]

    /// The division that most of a text's places lie in, for one that names itself nowhere: a part of a work report.
    func homeDivision(besides article: Entity?, _ r: Reading) -> Entity? {
        guard article == nil || article?.kind == .nation || article?.kind == .place else { return nil }
        // each division once, in order of appearance: its mentions and the first of them
        var named: [(code: Int, count: Int, entity: Entity)] = []
        var known: [Int: Int] = [:]
        var places = 0, nations = 0
        for e in r.entities.prefix(2000) {
            if e.kind == .nation, !e.isGroup, !subjects.isMeasure(e, r) { nations += 1 }
            guard e.kind == .place, e.isPrincipal, let code = e.code else { continue }
            places += 1
            if let k = known[code] { named[k].count += 1 } else {
                known[code] = named.count
                named.append((code, 1, e))
            }
        }
        guard places >= 4, places > nations else { return nil }
        var counts: [Int: (count: Int, own: Int, parts: Int, entity: Entity)] = [:]
        for place in named {
            r.divisions.forEachUpwards(from: place.code) { code, depth in
                var known = counts[code] ?? (0, 0, 0, place.entity)
                known.count += place.count
                if depth == 0 { known.own += place.count } else { known.parts += 1 }
                counts[code] = known
            }
        }
        // the smallest that holds three in four of those that do not hold it, and is named itself or by several of its parts
        let holding = counts.filter { code, known in
            guard known.own > 0 || known.parts >= 3 else { return false }
            var above = 0
            r.divisions.forEachUpwards(from: code) { code, depth in
                if depth > 0 { above += counts[code]?.own ?? 0 }
            }
            return known.count * 4 >= (places - above) * 3
        }
        guard let home = holding.min(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else { return nil }
        // 兰州 of a text on 甘肃: one of several parts
        if let code = article?.code, code == home.key || counts[code].map({ $0.count * 2 >= places }) ?? false { return nil }
        if let code = article?.code, r.divisions.lineage(code: home.key).contains(where: { $0.code == code }), article?.kind == .place, !isReport(r) { return nil }
        return Entity(kind: .place, start: home.value.entity.start, end: home.value.entity.end, code: home.key)
    }

    /// 全乡, 全镇 of a text that names a township, which no table of divisions holds.
    func township(_ r: Reading) -> Entity? {
        guard let whole = r.entities.prefix(1000).first(where: { $0.kind == .whole && (r.text[$0.end - 1] == "乡" || r.text[$0.end - 1] == "镇") }) else { return nil }
        let suffix = r.text[whole.end - 1]
        var counts: [NameKey: (count: Int, start: Int)] = [:]
        var i = 2
        while i < min(r.text.count, 4000) {
            if r.text[i] == suffix, Scalars.isHan(r.text[i - 1]), Scalars.isHan(r.text[i - 2]), r.text[i - 1] != "全", r.text[i - 1] != "该", r.text[i - 1] != "我" {
                counts[NameKey(r.written, extent(i - 2, i + 1)), default: (0, i - 2)].count += 1
            }
            i += 1
        }
        guard let best = counts.values.max(by: { ($0.count, $1.start) < ($1.count, $0.start) }), best.count >= 2 else { return nil }
        let known = r.entities.first { $0.kind == .place && $0.start <= best.start && $0.end >= best.start + 3 }
        return Entity(kind: .place, start: best.start, end: best.start + 3, code: known?.code)
    }

    /// A village named in the opening of a text that goes on about it: 村里, 小村, 全村.
    func village(_ r: Reading) -> Entity? {
        guard let named = r.entities.prefix(12).first(where: { $0.kind == .organisation && r.text[$0.end - 1] == "村" && $0.start < 200 }) else { return nil }
        let own = Entity(kind: .place, start: named.start, end: named.end)
        let later = extent(own.end, r.text.count).count { r.text[$0] == "村" }
        let others = r.entities.prefix(400).count { $0.kind == .organisation && subjects.isFirm($0, r) }
        return later >= 4 && others <= 2 ? own : nil
    }

    /// Who speaks in a report, by the level of its division.
    private static let offices: [(StaticString, UInt32)] = [("代表市人民政府", "市"), ("代表县人民政府", "县"), ("代表区人民政府", "区"), ("代表市政府", "市"), ("代表县政府", "县"), ("代表省人民政府", "省")]

    /// 我县, 全区 of a text whose title names no such division: the one that it names most.
    func ownDivision(_ article: Entity?, _ r: Reading) -> Entity? {
        var levels: [UInt32: Int] = [:]
        for e in r.entities.prefix(2000) where e.kind == .whole { levels[r.text[e.end - 1], default: 0] += 1 }
        // 我代表市人民政府，向大会报告工作
        let head = r.view(extent(0, min(r.text.count, 300)))
        if head.holds("代表") {
            for (office, level) in Self.offices where head.holds(office) { levels = [level: 1] }
        }
        guard let level = levels.filter({ $0.key == "县" || $0.key == "市" || $0.key == "区" || $0.key == "省" }).max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return nil }
        let suffix = String(Character(Unicode.Scalar(level) ?? " "))
        // 全区 over several cities of 宁夏: the autonomous region
        if level == "区", let region = autonomousRegion(r) { return region }
        // 重庆市 is a province and a city
        func owner(_ code: Int) -> Int? { r.divisions.lineage(code: code).first { $0.name.ends(suffix) && ($0.level != .province || level == "市" || level == "省") }?.code }
        if let code = article?.code, owner(code) != nil { return nil }
        var counts: [Int: (count: Int, entity: Entity)] = [:]
        for e in r.entities.prefix(2000) where e.kind == .place && e.isPrincipal {
            if let code = e.code.flatMap(owner) { counts[code, default: (0, e)].count += 1 }
        }
        // 《海南省某某办法》, 海南省某某中心: named in the names of others alone; a firm's seat is not named
        if counts.isEmpty {
            for e in r.entities.prefix(2000) where e.kind == .organisation && !e.isKnownFirm {
                if let code = e.code.flatMap(owner), let name = r.divisions.division(code: code)?.name, r.string(extent(e.start, e.end)).holds(name) { counts[code, default: (0, e)].count += 1 }
            }
        }
        guard let best = counts.max(by: { ($0.value.count, $1.value.entity.start) < ($1.value.count, $0.value.entity.start) }), best.value.count >= 2 || counts.count == 1 else { return nil }
        return Entity(kind: .place, start: best.value.entity.start, end: best.value.entity.end, code: best.key)
    }

    /// The autonomous region of which a text names two cities or more, or itself most.
    private func autonomousRegion(_ r: Reading) -> Entity? {
        var cities: [Int: (codes: Set<Int>, entity: Entity)] = [:]
        for e in r.entities.prefix(2000) where e.kind == .place {
            guard let code = e.code else { continue }
            let lineage = r.divisions.lineage(code: code)
            guard let region = lineage.first(where: { $0.level == .province && $0.name.ends("自治区") }) else { continue }
            cities[region.code, default: ([], e)].codes.insert(lineage.first { $0.level == .prefecture }?.code ?? region.code)
        }
        // 自治区主席: one of its cities is enough
        let saysRegion = r.entities.prefix(2000).contains { $0.kind == .whole && $0.end - $0.start == 3 && r.text[$0.start] == "自" }
        guard let best = cities.max(by: { ($0.value.codes.count, $1.key) < ($1.value.codes.count, $0.key) }), best.value.codes.count >= (saysRegion ? 1 : 2) else { return nil }
        return Entity(kind: .place, start: best.value.entity.start, end: best.value.entity.end, code: best.key)
    }

    /// 对|香港|出口38亿元: where goods go to or come from.
    func isTradePartner(_ e: Entity, _ r: Reading) -> Bool {
        e.kind == .place && e.start > 0 && SubjectRule.isPartnerMark(r.text[e.start - 1]) && Self.trading.anyBegins(r.text, extent(e.end, min(r.text.count, e.end + 5)))
    }

    private static let trading: AffixList = ["出口", "进口", "贸易", "进出口", "的出口", "的进口", "的贸易"]

    /// Whether a text in traditional characters uses words of the mainland's offices and statistics, and names neither island.
    func isOfMainland(_ r: Reading) -> Bool {
        let head = extent(0, min(r.text.count, 4000))
        return r.islandCurrency.isEmpty && Self.mainlands.anyIn(r.written, head)
    }

    private static let mainlands: AffixList = ["同比", "環比", "規模以上", "國務院", "黨中央", "發改委", "工信部", "工業和信息化", "生態環境部", "國家統計局", "全省", "我省", "我市", "人民日報", "新華社", "新華網", "衛生計生委", "黨委", "市委書記", "縣委", "中國制", "一帶一路", "脫貧", "鄉村振興"]

    /// Press in traditional characters writes of Taiwan, or of Hong Kong where it names it more.
    func island(_ r: Reading) -> Entity? {
        let places = r.entities.filter { $0.kind == .place }
        let hongKong = places.filter { ($0.code ?? 0) / 10_000 == 81 }.count
        let taiwan = places.filter { ($0.code ?? 0) / 10_000 == 71 }.count
        // 外銷訂單, 稼動率: words of one island's press
        func words(_ list: [String]) -> Int { let all = r.string(extent(0, min(r.text.count, 4000))); return list.filter { all.holds($0) }.count }
        let ofHongKong = hongKong + words(Self.hongKongs) * 2, ofTaiwan = taiwan + words(Self.taiwans) * 2
        // a text of mainland places alone, printed in traditional characters
        if ofHongKong + ofTaiwan == 0, places.contains(where: { $0.code != nil && !$0.isShort }) { return nil }
        return ofHongKong > ofTaiwan
            ? Entity(kind: .place, start: 0, end: 0, code: 810_000, label: .hongKong)
            : Entity(kind: .place, start: 0, end: 0, code: 710_000, label: .taiwan)
    }
}
