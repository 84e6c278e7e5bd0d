import Facts
import Lexicons

/// What single lines are: questions, items of a digest or a list by their names, headings, who speaks.
extension ArticleReader {
    /// 问：…？, 问题2：…？: a line of an interview.
    func asks(_ block: ArticleText.Block, _ r: Reading) -> Bool {
        guard block.range.count >= 6, block.range.count <= 200, r.text[block.range.lowerBound] == "问" || r.text[block.range.lowerBound] == "Q" || r.view(extent(block.range.lowerBound, block.range.lowerBound + 3)).equals("记者：") else { return false }
        let last = r.text[block.range.upperBound - 1]
        return last == "？" || last == "?"
    }

    /// 到2027年具体目标：, a line over goals.
    func opensGoals(_ block: ArticleText.Block, _ r: Reading) -> Bool {
        guard (4...40).contains(block.range.count), r.text[block.range.upperBound - 1] == "：" || r.text[block.range.upperBound - 1] == ":" else { return false }
        let line = r.string(block.range)
        return line.ends("目标：") || line.ends("目标:") || line.ends("目标是：") || line.ends("目标任务：") || line.ends("目标如下：") || line.ends("工作任务：") || line.ends("重点任务：") || line.ends("总体要求：")
    }

    /// 2010年水利建设的主要任务是：…, at the head of a paragraph.
    func setsTasks(_ block: ArticleText.Block, _ r: Reading) -> Bool {
        let head = extent(block.range.lowerBound, min(block.range.upperBound, block.range.lowerBound + 40))
        guard let stop = head.first(where: { r.text[$0] == "：" || r.text[$0] == ":" || r.text[$0] == "。" }), r.text[stop] != "。" else { return false }
        return Self.tasks.anyEnds(r.written, extent(head.lowerBound, stop))
    }

    private static let tasks: AffixList = ["任务是", "任务为", "任务分别是", "任务包括", "任务分别为", "主要任务", "目标任务", "目标是", "目标为", "预期目标", "奋斗目标", "工作目标", "工作任务", "重点任务", "任务要求", "总体要求是"]

    /// 浙江临海：从“小作坊”…, 中利集团：拟出售…股权: the name that an item of a digest begins with.
    func itemLine(_ block: ArticleText.Block, _ r: Reading) -> Entity? {
        var start = block.range.lowerBound
        while start < block.range.upperBound, !Scalars.isHan(r.text[start]), !Scalars.isLetter(r.text[start]), start - block.range.lowerBound < 4 { start += 1 }
        let k = r.entityIndex(endingAfter: start)
        guard block.range.count <= 120, k < r.entities.count, case let e = r.entities[k], e.start - start <= 1, e.end < block.range.upperBound, r.text[e.end] == "：" || r.text[e.end] == ":" else { return nil }
        return e
    }

    /// Whether numbered lines of a text begin with firms' names and colons, most of them known.
    func isDigest(_ blocks: [ArticleText.Block], _ r: Reading) -> Bool {
        var lines = 0, known = 0
        for block in blocks where digestName(block, r) != nil {
            lines += 1
            if let name = itemLine(block, r), name.kind == .organisation, name.isKnownFirm { known += 1 }
        }
        return lines >= 4 && known * 2 > lines
    }

    /// 17、|*ST邦讯|：…: what stands between a number and a colon at the head of a line.
    func digestName(_ block: ArticleText.Block, _ r: Reading) -> Entity? {
        var i = block.range.lowerBound
        let stop = min(block.range.upperBound, i + 16)
        while i < stop, (0x30...0x39).contains(r.text[i]) { i += 1 }
        guard i > block.range.lowerBound, i < stop, r.text[i] == "、" || r.text[i] == "." || r.text[i] == "．" else { return nil }
        let start = i + 1
        i = start
        while i < stop, Scalars.isHan(r.text[i]) || Scalars.isLetter(r.text[i]) || r.text[i] == "*" { i += 1 }
        guard i < stop, r.text[i] == "：" || r.text[i] == ":", (2...8).contains(i - start) else { return nil }
        return Entity(kind: .organisation, start: start, end: i, isKnownFirm: true)
    }

    /// 贵研铂业拟4.346亿元投建…, over 贵研铂业公告，…: a headline among items of news, and whose it is.
    func newsLine(_ blocks: [ArticleText.Block], _ n: Int, _ r: Reading) -> Entity? {
        let block = blocks[n]
        guard (6...60).contains(block.range.count), n + 1 < blocks.count, r.text[block.range.upperBound - 1] != "。", r.text[block.range.upperBound - 1] != "；", r.text[block.range.upperBound - 1] != "：" else { return nil }
        func opening(_ range: Range<Int>) -> Entity? {
            let k = r.entityIndex(endingAfter: range.lowerBound)
            guard k < r.entities.count, case let e = r.entities[k], e.start - range.lowerBound <= 1, e.kind == .organisation else { return nil }
            return e
        }
        guard let e = opening(block.range), e.isKnownFirm, let again = opening(blocks[n + 1].range), r.string(extent(e.start, e.end)) == r.string(extent(again.start, again.end)) else { return nil }
        return e
    }

    /// 宁夏中卫　新一批算力中心投用: lines of a digest that say where before what, three or more of them, and the place of each.
    func placedHeadlines(_ blocks: [ArticleText.Block], _ r: Reading) -> [Int: Entity] {
        var found: [Int: Entity] = [:]
        for (n, block) in blocks.enumerated() where n + 1 < blocks.count && (8...40).contains(block.range.count) && blocks[n + 1].range.count > block.range.count {
            guard let gap = extent(block.range.lowerBound + 2, min(block.range.lowerBound + 9, block.range.upperBound - 5)).first(where: { r.text[$0] == 0x3000 || r.text[$0] == " " || r.text[$0] == "｜" || r.text[$0] == "|" }) else { continue }
            guard block.range.allSatisfy({ r.text[$0] != "。" && r.text[$0] != "；" && r.text[$0] != "，" && r.text[$0] != "：" }) else { continue }
            let k = r.entityIndex(endingAfter: block.range.lowerBound)
            guard k < r.entities.count, case let e = r.entities[k], e.start - block.range.lowerBound <= 1, e.end == gap || e.end == gap - 1, e.kind == .place else { continue }
            found[n] = e
        }
        return found.count >= 3 ? found : [:]
    }

    /// 6月24日，山东省人民政府办公厅发布了《山东省…规划》，规划明确：: whose plan the lines below tell.
    func planned(by block: ArticleText.Block, _ r: Reading) -> Entity? {
        guard let last = block.range.last, r.text[last] == "：" || r.text[last] == ":", block.range.count <= 200, r.string(block.range).holds("《") else { return nil }
        let k = r.entityIndex(endingAfter: block.range.lowerBound)
        guard k < r.entities.count, case var place = r.entities[k], place.start - block.range.lowerBound <= 14, place.code != nil, place.kind == .place || isAuthority(place, r), Self.issuing.anyIn(r.written, extent(place.end, block.range.upperBound)) else { return nil }
        place.kind = .place
        return place
    }

    private static let issuing: AffixList = ["发布", "印发", "出台", "审议通过", "联合印发"]

    /// 5.智慧冷链物流园：…, 2.普朗铜矿二期：…: an item of a list of projects begins with its name.
    func numberedName(_ block: ArticleText.Block, _ r: Reading) -> Entity? {
        var i = block.range.lowerBound
        let stop = min(block.range.upperBound, i + 40)
        while i < stop, r.text[i] == " " || r.text[i] == 0x3000 || Scalars.opensBracket(r.text[i]) { i += 1 }
        let digits = i
        while i < stop, Self.isNumeral(r.text[i]) { i += 1 }
        guard i > digits, i - digits <= 2 else { return nil }
        let marks = i
        while i < stop, r.text[i] == "." || r.text[i] == "．" || r.text[i] == "、" || Scalars.closesBracket(r.text[i]) || r.text[i] == " " { i += 1 }
        guard i > marks else { return nil }
        let start = i
        while i < stop, r.text[i] != "：", r.text[i] != ":", r.text[i] != "。" || i - start > 16 {
            if r.text[i] == "，" || r.text[i] == "。" || r.text[i] == "；" { return nil }
            i += 1
        }
        guard i < stop, i - start >= 5, Self.works.anyEnds(r.string(extent(start, i))) else { return nil }
        let k = r.entityIndex(endingAfter: start)
        let e = k < r.entities.count && r.entities[k].start < i ? r.entities[k] : nil
        return Entity(kind: .project, start: start, end: i, code: e?.code)
    }

    /// 一是|三北防护林封滩育林工程|。: a sentence that names one of several works, and nothing else.
    func enumeratedName(_ range: Range<Int>, _ r: Reading) -> Entity? {
        let start = r.start(of: range), end = r.end(of: range)
        var i = start
        while i < end, Scalars.isSpace(r.text[i]) { i += 1 }
        guard (6...32).contains(end - i), Scalars.hanNumeral(r.text[i]) != nil, r.text[i + 1] == "是", !range.contains(where: { r.tokens[$0].kind == .quantity || r.tokens[$0].endsClause }) else { return nil }
        guard Self.works.anyEnds(r.string(extent(i + 2, end))) else { return nil }
        let k = r.entityIndex(endingAfter: i + 2)
        return Entity(kind: .project, start: i + 2, end: end, code: k < r.entities.count && r.entities[k].start < end ? r.entities[k].code : nil)
    }

    private static func isNumeral(_ c: UInt32) -> Bool {
        switch c {
        case 0x30...0x39, "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": return true
        default: return false
        }
    }

    private static let works: AffixList = ["项目", "工程", "一期", "二期", "三期", "四期", "首期", "产业园", "物流园", "科技园", "工业园", "加工园", "基地", "生产线", "电站", "电厂", "工厂", "中心", "矿山", "煤矿", "铜矿", "铁矿", "铅锌矿", "锂矿", "综合体", "产业城"]

    /// Whether a heading is of a lower level, by its number.
    func isWithin(_ block: ArticleText.Block, _ r: Reading) -> Bool {
        var i = block.range.lowerBound
        while i < block.range.upperBound, r.text[i] == " " || r.text[i] == 0x3000 { i += 1 }
        guard i < block.range.upperBound else { return true }
        switch r.text[i] {
        case "（", "(", 0x30...0x39, "①", "②", "③", "④", "⑤", "⑥", "●", "■", "◆", "▲", "—": return true
        default: return false
        }
    }

    /// 福建重要的林区, over a text about 龙岩市: the larger place is no new subject.
    func contains(_ e: Entity, _ article: Entity?, _ r: Reading) -> Bool {
        guard e.kind == .place, let code = e.code, let own = article?.code, code != own else { return false }
        return r.divisions.lies(own, in: code)
    }

    /// A line above 该项目…: what it says is the project's name.
    func namedByHeading(_ blocks: [ArticleText.Block], _ n: Int, _ r: Reading) -> Entity? {
        let block = blocks[n]
        guard (4...30).contains(block.range.count), n + 1 < blocks.count, !Self.ofContents.anyEnds(r.string(block.range)) else { return nil }
        let j = r.tokenIndex(at: blocks[n + 1].range.lowerBound)
        guard j < r.tokens.count, r.tokens[j].start - blocks[n + 1].range.lowerBound <= 1, r.tokens[j].roles.contains(.projectAnaphor),
            r.tokens[j].end - r.tokens[j].start >= 2, r.text[r.tokens[j].start] == "该" || r.text[r.tokens[j].start] == "本" || r.text[r.tokens[j].start] == "此"
        else { return nil }
        var k = r.tokenIndex(at: block.range.lowerBound)
        while k < r.tokens.count, r.tokens[k].start < block.range.upperBound {
            if r.tokens[k].kind == .quantity || r.tokens[k].endsSentence { return nil }
            k += 1
        }
        return Entity(kind: .project, start: block.range.lowerBound, end: block.range.upperBound, code: r.entities.first { $0.start >= block.range.lowerBound && $0.end <= block.range.upperBound && $0.code != nil }?.code)
    }

    /// 玖龙纸业北海项目, alone on its line over what is told of it.
    func projectLine(_ blocks: [ArticleText.Block], _ n: Int, _ r: Reading) -> Entity? {
        let block = blocks[n]
        guard n > 0, n + 1 < blocks.count, (6...30).contains(block.range.count), blocks[n + 1].role == .body || blocks[n + 1].role == .lead, blocks[n + 1].range.count >= 10, Self.projectEnds.anyEnds(r.written, block.range) else { return nil }
        // 黄河上游100兆瓦并网光伏项目: a size says that it is one
        let isSized = block.range.contains { (0x30...0x39).contains(r.text[$0]) }
        guard block.range.allSatisfy({ Scalars.isHan(r.text[$0]) || Scalars.isLetter(r.text[$0]) || (0x30...0x39).contains(r.text[$0]) || r.text[$0] == "（" || r.text[$0] == "）" || r.text[$0] == "(" || r.text[$0] == ")" }), !Self.kinds.contains(r.written, block.range) else { return nil }
        // an owner or a place stands in its name
        let k = r.entityIndex(endingAfter: block.range.lowerBound)
        let isTakenUp = Self.takesUp.anyBegins(r.written, extent(blocks[n + 1].range.lowerBound, min(r.text.count, blocks[n + 1].range.lowerBound + 4)))
        guard isTakenUp && block.range.count >= 8 || isSized && !Scalars.isSpace(r.text[block.range.lowerBound]) && !(0x30...0x39).contains(r.text[block.range.lowerBound]) || k < r.entities.count && r.entities[k].start - block.range.lowerBound <= 1 && (r.entities[k].kind == .organisation || r.entities[k].kind == .place || r.entities[k].kind == .project && subjects.isProper(r.entities[k], r)) else { return nil }
        let place = r.entities[k...].prefix { $0.start < block.range.upperBound }.first { $0.code != nil }
        return Entity(kind: .project, start: block.range.lowerBound, end: block.range.upperBound, code: place?.code)
    }

    /// 本工程位于…, 项目总投资…: the line above names it.
    private static let takesUp: AffixList = ["本工程", "本项目", "该工程", "该项目", "项目位于", "项目总投", "工程位于", "工程总投", "项目占地", "项目建设"]
    private static let projectEnds: AffixList = ["项目", "工程", "项目）", "项目)"]

    /// What headings that say what a part is on end with.
    private static let ofContents: AffixList = ["情况", "说明", "分析", "概况", "影响", "措施", "原因", "风险", "进展", "内容"]

    /// The body or place whose representative is quoted in a paragraph.
    func speaker(_ range: Range<Int>, _ r: Reading) -> Entity? {
        for j in range where r.tokens[j].kind == .word && r.tokens[j].roles.contains(.person) {
            if let body = body(whoseOffice: j, r, orPlace: true), speaks(j, range, r) { return body }
        }
        return knownSpeaker(range, r)
    }

    /// 魏某某表示，…: whose office the text gave before, 某集团董事长魏某某.
    private func knownSpeaker(_ range: Range<Int>, _ r: Reading) -> Entity? {
        guard let first = range.first(where: { r.tokens[$0].kind == .word && r.tokens[$0].roles.contains(.quote) }), case let start = r.start(of: range), case let end = r.tokens[first].start, (2...4).contains(end - start), extent(start, end).allSatisfy({ Scalars.isHan(r.text[$0]) }) else { return nil }
        let length = end - start
        var i = start - length
        while i > 4, start - i < 4000 {
            if r.text[i] == r.text[start], extent(1, length).allSatisfy({ r.text[i + $0] == r.text[start + $0] }) {
                let j = r.tokenIndex(at: i) - 1
                if j >= 0, r.tokens[j].end == i, r.tokens[j].roles.contains(.person), let body = body(whoseOffice: j, r, orPlace: false) { return body }
            }
            i -= 1
        }
        return nil
    }

    /// The last body, or place, close before a person's office that belongs to it: 松湖所|炭基材料团队|负责人, what stands between is its own part.
    private func body(whoseOffice person: Int, _ r: Reading, orPlace: Bool) -> Entity? {
        let start = r.tokens[person].start
        var last: Entity?
        var k = r.entityIndex(endingAfter: start - 12)
        while k < r.entities.count, r.entities[k].end <= start {
            if r.entities[k].kind == .organisation || orPlace && r.entities[k].kind == .place { last = r.entities[k] }
            k += 1
        }
        return last.flatMap { isOffice(extent($0.end, start), $0, r) ? $0 : nil }
    }

    /// Whether the words between a body and a person only name an office of the body.
    private func isOffice(_ range: Range<Int>, _ e: Entity, _ r: Reading) -> Bool {
        if range.contains(where: { r.text[$0] == "。" || r.text[$0] == "，" || r.text[$0] == "；" || r.text[$0] == "\n" }) { return false }
        return range.count <= 5 || e.kind == .organisation && range.allSatisfy { Scalars.isHan(r.text[$0]) && r.text[$0] != "的" && r.text[$0] != "了" && r.text[$0] != "在" }
    }

    /// 副市长张三介绍, 主任说：: not 北京专家来出诊.
    private func speaks(_ j: Int, _ range: Range<Int>, _ r: Reading) -> Bool {
        var k = j + 1
        while k < range.upperBound, r.tokens[k].start - r.tokens[j].end <= 16 {
            let t = r.tokens[k]
            if t.mark == .colon || t.mark == .quoteOpen || t.kind == .word && (t.roles.contains(.quote) || t.traits.contains(.tells) || t.traits.contains(.publishes)) { return true }
            if t.endsSentence || t.kind == .quantity { return false }
            k += 1
        }
        // a name alone under which the answer stands
        return k >= range.upperBound
    }

    /// A line that is only a name (▲某某工程二期项目) heads the lines below it.
    func headline(_ range: Range<Int>, _ block: ArticleText.Block, _ r: Reading) -> Entity? {
        guard block.range.count <= 64, !range.contains(where: { r.tokens[$0].endsSentence && r.tokens[$0].mark != .line }) else { return nil }
        var k = r.entityIndex(endingAfter: block.range.lowerBound)
        var last: Entity?
        while k < r.entities.count, r.entities[k].end <= block.range.upperBound { last = r.entities[k]; k += 1 }
        guard let last, block.range.upperBound - last.end <= 2, last.start - block.range.lowerBound <= 6 else { return nil }
        return (last.kind == .project || last.kind == .organisation) && !subjects.isFieldValue(last, r) ? last : nil
    }

    /// 在园区的江川工量具公司，记者看到…; 走进某某公司生产车间: the firm that a reporter tells of.
    func scene(_ block: ArticleText.Block, _ r: Reading) -> Entity? {
        var k = r.entityIndex(endingAfter: block.range.lowerBound)
        while k < r.entities.count, r.entities[k].start < min(block.range.upperBound, block.range.lowerBound + 30) {
            let e = r.entities[k]
            k += 1
            guard e.kind == .organisation, !e.isGroup, e.start > block.range.lowerBound, subjects.isFirm(e, r) else { continue }
            guard Self.arrivals.anyIn(r.written, extent(block.range.lowerBound, e.start)), Self.sights.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 8))) else { continue }
            return e
        }
        return nil
    }

    private static let arrivals = visits + ["在", "位于"]
    private static let sights: AffixList = ["，记者", "，只见", "，工人", "，一条", "，一台", "，机器", "，一排", "车间", "生产车间", "的生产车间", "的车间", "厂区", "智能车间", "智能工厂", "展厅", "生产线", "现场", "里，", "内，", "的厂房", "采访时", "，机械"]

    /// 标的公司最近一年的主要财务数据如下：, over a table: the firm that its figures are of.
    func tableOwner(above n: Int, _ blocks: [ArticleText.Block], _ r: Reading) -> Entity? {
        var k = n - 1
        while k >= 0, n - k <= 3 {
            let range = blocks[k].range
            if range.count <= 14, r.view(range).holds("单位") { k -= 1; continue }
            guard range.count <= 90, Self.accounts.anyIn(r.written, range) else { return nil }
            let e = r.entityIndex(endingAfter: range.lowerBound)
            guard e < r.entities.count, case let owner = r.entities[e], owner.kind == .organisation, owner.start - range.lowerBound <= 4, owner.end < range.upperBound else { return nil }
            return owner
        }
        return nil
    }

    private static let accounts: AffixList = ["财务数据", "财务指标", "财务状况", "财务情况", "经营数据", "经营情况", "经营业绩", "主要数据"]
}
