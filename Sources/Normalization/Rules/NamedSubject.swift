import Facts
import Lexicons

/// What a subject is called: names as written, divisions in full, what 公司, 该项目 and 全市 stand for.
extension SubjectRule {
    func answer(_ e: Entity, _ discourse: Discourse, _ r: Reading, _ rule: String, _ carried: Bool) -> Answer {
        switch e.kind {
        case .organisation, .project:
            let name = r.string(extent(e.start, e.end))
            return Answer(name: discourse.longNames.isEmpty ? name : discourse.longNames[name] ?? name, entity: e, rule: rule, carried: carried)
        case .place:
            // 秦皇岛港, 广州港
            if e.end < r.text.count, r.text[e.end] == "港", e.end + 1 >= r.text.count || r.text[e.end + 1] != "口" && r.text[e.end + 1] != "区" { return Answer(name: r.string(extent(e.start, e.end + 1)), entity: e, rule: rule, carried: carried) }
            return Answer(name: placeName(e, r), entity: e, rule: rule, carried: carried)
        case .nation:
            let words = r.view(extent(e.start, e.end))
            // 中国电子行业…，但|行业|效益下滑: the nation's own, in its text
            if e.isGroup, words.equals("行业"), let nation = discourse.article, nation.kind == .nation, !nation.isGroup { return answer(nation, discourse, r, rule, carried) }
            if e.isGroup { return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: carried) }
            if r.isTraditional && words.holds("大陸") || words.equals("中国大陆") { return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: carried) }
            // 国内 as the text says it: at the figure, or where it is what the text is about
            if words.equals("国内") || words.equals("國內"), !Self.notOfCountry.anyBegins(r.written, extent(e.end, min(r.text.count, e.end + 2))), !carried || discourse.article?.start == e.start && e.end > e.start && !discourse.isReport { return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: carried) }
            let isNamed = words.equals("我国") || words.equals("中国") || words.equals("我國") || words.equals("中國")
            return Answer(name: isNamed ? (r.isTraditional ? "中國" : "中国") : r.isTraditional ? "全國" : "全国", entity: e, rule: rule, carried: carried)
        case .world:
            let s = r.string(extent(e.start, e.end))
            return Answer(name: s.begins("全球") || s.equals("全世界") ? "全球" : s, entity: e, rule: rule, carried: carried)
        case .whole:
            // 本港, 本澳, 全台: the island as the text writes it
            if r.isTraditional, let own = discourse.article?.kind == .place ? discourse.article : discourse.island, own.code.flatMap({ r.divisions.division(code: $0)?.level }) == .province || own.label != nil { return answer(own, discourse, r, rule + "+whole", carried) }
            if let zone = discourse.zone, isZone(zone, r), r.text[e.end - 1] == "区", discourse.article?.code.flatMap({ r.divisions.division(code: $0)?.level }) != .province {
                return Answer(name: r.string(extent(zone.start, zone.end)), entity: zone, rule: rule + "+zone", carried: carried)
            }
            // 全乡 of a text about 张店乡
            for case let own? in [discourse.sentence, discourse.paragraph, discourse.article] where (own.kind == .place && own.code == nil || own.kind == .organisation && r.text[own.end - 1] == "村") && own.end > own.start && r.text[own.end - 1] == r.text[e.end - 1] { return answer(own, discourse, r, rule + "+whole", carried) }
            // 《郑州市…方案》提出，到2022年全市…: of the city named in the sentence
            if let own = named(before: e, r) { return Answer(name: placeName(own, r), entity: own, rule: rule + "+whole", carried: carried) }
            // 山西省有关部门统计，…但前11个月全省…: of the province that opens the sentence
            if let own = opening(before: e, r) { return Answer(name: placeName(own, r), entity: own, rule: rule + "+whole", carried: carried) }
            if let place = wholePlace(e, discourse, r) { return Answer(name: place, entity: discourse.place ?? discourse.article, rule: rule + "+whole", carried: carried) }
            return Answer(name: r.string(extent(e.start, e.end)), entity: nil, rule: rule, carried: true)
        case .organisationAnaphor:
            let meant = firm(meantBy: e, discourse, r, rule, carried)
            // 本公司与|广西某某网络|共发生…: not the one it deals with
            return isPartner(meant.name, behind: e, r) ? Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: true) : meant
        case .projectAnaphor:
            if let p = projectBefore(e, r) ?? discourse.project { return answer(p, discourse, r, rule + "+anaphor", true) }
            if let body = bodyBefore(e, r) { return answer(body, discourse, r, rule + "+anaphor", true) }
            if let p = discourse.paragraph, p.kind == .place || p.kind == .organisation { return answer(p, discourse, r, rule + "+anaphor", true) }
            if let a = discourse.article, a.kind == .organisation, discourse.firm == nil { return answer(a, discourse, r, rule + "+anaphor", true) }
            if let o = discourse.organisation { return answer(o, discourse, r, rule + "+anaphor", true) }
            return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: true)
        }
    }

    /// Whom 公司, 集团, 园区, 企业 stand for.
    private func firm(meantBy e: Entity, _ discourse: Discourse, _ r: Reading, _ rule: String, _ carried: Bool) -> Answer {
        if r.text[e.end - 1] == "者" {
            guard let one = oneOfTwo(e, discourse, r) else { let s = standing(discourse, r); return Answer(name: s.name, entity: s.entity, rule: rule, carried: true) }
            return answer(one, discourse, r, rule + "+pair", true)
        }
        // 园区 in a park's own text
        if e.end - e.start == 2, r.text[e.start] == "园", r.text[e.end - 1] == "区", let a = discourse.article, a.kind == .organisation, r.text[a.end - 1] == "园" || r.text[a.end - 1] == "区" { return answer(a, discourse, r, rule + "+anaphor", true) }
        if let told = teller(before: e, r) { return answer(told, discourse, r, rule + "+anaphor", true) }
        if e.end - e.start <= 3, let own = firm(opening: e, r) { return answer(own, discourse, r, rule + "+anaphor", true) }
        if let s = discourse.sentence, s.kind == .organisation, s.isKnownFirm, !s.isGroup, s.start < e.start, r.text[e.end - 1] == "司" || r.text[e.end - 1] == "团" { return answer(s, discourse, r, rule + "+anaphor", true) }
        // 公司 of a text that names only others
        if let a = discourse.article, a.kind == .organisationAnaphor, e.end - e.start <= 3, r.text[e.end - 1] == "司" { return Answer(name: r.string(extent(a.start, a.end)), entity: a, rule: rule, carried: true) }
        // 潍柴动力（股票代码：000338）公布…。|该公司|现有总股本87亿股: whom the sentence before opens with
        if r.text[e.start] == "该", let s = discourse.paragraph, s.kind == .organisation, s.isKnownFirm, !s.isGroup, s.start < e.start, e.start - s.start < 160, r.text[e.end - 1] == "司" { return answer(s, discourse, r, rule + "+anaphor", true) }
        if let o = discourse.firm, discourse.firmOpens { return answer(o, discourse, r, rule + "+anaphor", true) }
        if !discourse.issuer.isEmpty { return Answer(name: discourse.issuer, entity: discourse.organisation, rule: rule + "+issuer", carried: carried) }
        if let word = r.text[e.start...].prefix(2).first, word == "我", let s = discourse.speaker { return answer(s, discourse, r, rule + "+speaker", true) }
        if let o = discourse.firm { return answer(o, discourse, r, rule + "+anaphor", true) }
        // 园区占地2600亩: not a firm that is named later
        if let o = discourse.organisation, isFirm(o, r), o.start < e.start, r.text[e.end - 1] != "区", r.text[e.start] != "我" || discourse.article == nil { return answer(o, discourse, r, rule + "+anaphor", true) }
        // 本集團, of a firm that the text does not name
        if r.text[e.start] == "本", discourse.article?.kind == .place { return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: true) }
        if let a = discourse.article, a.kind == .organisation || a.kind == .place { return answer(a, discourse, r, rule + "+anaphor", true) }
        return Answer(name: r.string(extent(e.start, e.end)), entity: e, rule: rule, carried: true)
    }

    private func isPartner(_ name: String, behind e: Entity, _ r: Reading) -> Bool {
        guard e.end < r.text.count, r.text[e.end] == "与" || r.text[e.end] == "和" || r.text[e.end] == "同", case let k = r.entityIndex(endingAfter: e.end), k < r.entities.count, r.entities[k].start - e.end <= 3 else { return false }
        let other = r.string(extent(r.entities[k].start, r.entities[k].end))
        return name == other || name.ends(other) || r.longNames[other] == name
    }

    /// 甲公司与乙公司合资，前者出资4.2亿元: of the two firms last named the first, or the second.
    private func oneOfTwo(_ e: Entity, _ discourse: Discourse, _ r: Reading) -> Entity? {
        var second: Entity?
        func name(_ o: Entity) -> String { answer(o, discourse, r, "", true).name }
        var k = r.entityIndex(endingAfter: e.start) - 1
        while k >= 0, e.start - r.entities[k].end <= 300 {
            let o = r.entities[k]
            k -= 1
            guard o.kind == .organisation, !o.isGroup, o.end <= e.start, isFirm(o, r) else { continue }
            guard let other = second else { second = o; continue }
            if name(o) != name(other) { return r.text[e.start] == "前" ? o : other }
        }
        return nil
    }

    /// Parts of a project, told of among what it builds.
    private static let equipment: AffixList = ["生产线", "产线", "装置", "机组", "设备", "车间"]
    /// 国内|生产总值, 国内|外, 国内|大循环.
    static let notOfCountry: AffixList = ["生产", "生產", "外", "游客", "遊客", "旅游", "旅遊", "国际", "國際", "大循", "循环", "消费", "增值", "经济", "改革", "贸易"]

    /// 而碧桂园公布，…集团共实现销售额: the firm that announces in the same sentence.
    private func teller(before e: Entity, _ r: Reading) -> Entity? {
        var k = r.entityIndex(endingAfter: e.start) - 1
        while k >= 0, e.start - r.entities[k].end <= 40 {
            let o = r.entities[k]
            if o.kind == .organisation, isFirm(o, r), r.text[o.end - 1] != "券", tellsOf(r.view(extent(o.end, min(r.text.count, o.end + 2)))),
                !extent(o.end, e.start).contains(where: { r.text[$0] == "。" || r.text[$0] == "\n" || r.text[$0] == "；" })
            { return o }
            k -= 1
        }
        return nil
    }

    private func tellsOf(_ words: TextView) -> Bool { words.begins("公布") || words.begins("公告") || words.begins("宣布") || words.begins("披露") || words.begins("表示") || words.begins("透露") }

    /// 老牌企业|康达动力|的生产线投用，企业产能…, 某某有限公司|是…企业，公司…: the firm that the sentence of 企业, 公司 begins with.
    private func firm(opening e: Entity, _ r: Reading) -> Entity? {
        var start = e.start
        while start > 0, e.start - start < 80, r.text[start - 1] != "。", r.text[start - 1] != "\n", r.text[start - 1] != "；" { start -= 1 }
        var k = r.entityIndex(endingAfter: start)
        // 在吉林市，昊丝新材的…
        while k < r.entities.count, r.entities[k].kind == .place, r.entities[k].end < e.start { k += 1 }
        guard e.start - start < 80, k < r.entities.count, case let o = r.entities[k], o.start - start <= 6 || o.start - start <= 12 && r.text[o.start - 1] == "，", o.end < e.start, o.kind == .organisation, o.isKnownFirm, !o.isGroup, o.end < r.text.count, r.text[o.end] == "的" || r.text[o.end] == "是" else { return nil }
        return o
    }

    /// The division of the same kind that the sentence of 全市, 全省 begins with.
    private func opening(before e: Entity, _ r: Reading) -> Entity? {
        var start = e.start
        while start > 0, e.start - start < 80, r.text[start - 1] != "。", r.text[start - 1] != "\n", r.text[start - 1] != "；" { start -= 1 }
        let k = r.entityIndex(endingAfter: start)
        guard e.start - start < 80, k < r.entities.count, case let p = r.entities[k], p.start - start <= 4, p.end < e.start, p.kind == .place, r.text[p.end - 1] == r.text[e.end - 1], let code = p.code, let division = r.divisions.division(code: code), division.name.unicodeScalars.last?.value == r.text[e.end - 1] else { return nil }
        return p
    }

    /// The division of the same level that a title between 《 and 》 names in the sentence before 全市, 全省.
    private func named(before e: Entity, _ r: Reading) -> Entity? {
        var i = e.start - 1
        var close: Int?
        while i >= 0, e.start - i < 80 {
            switch r.text[i] {
            case "。", "\n": return nil
            case "》": close = i
            case "《" where close != nil:
                let k = r.entityIndex(endingAfter: i)
                guard k < r.entities.count, case let p = r.entities[k], p.start <= i + 2, p.kind == .place || p.code != nil, let code = p.code, let division = r.divisions.division(code: code), let last = division.name.unicodeScalars.last, last.value == r.text[e.end - 1] else { return nil }
                return Entity(kind: .place, start: p.start, end: p.end, code: code)
            default: break
            }
            i -= 1
        }
        return nil
    }

    /// 该县实施了某某开发项目，项目规划…: the one just named.
    func projectBefore(_ e: Entity, _ r: Reading) -> Entity? {
        var k = r.entityIndex(endingAfter: e.start) - 1
        while k >= 0, e.start - r.entities[k].end <= 60 {
            let p = r.entities[k]
            if extent(p.end, e.start).contains(where: { r.text[$0] == "。" || r.text[$0] == "\n" || r.text[$0] == "；" }) { return nil }
            if p.kind == .project, isProper(p, r) || p.end - p.start >= 7, !Self.equipment.anyEnds(r.written, extent(p.start, p.end)) { return p }
            k -= 1
        }
        return nil
    }

    /// 某某智算中心在…投用。|该项目|总投资34亿元: the centre, park or plant that opened the sentence before.
    private func bodyBefore(_ e: Entity, _ r: Reading) -> Entity? {
        guard e.start > 0, r.text[e.start] == "该", r.text[e.start - 1] == "。" else { return nil }
        var start = e.start - 1
        while start > 0, e.start - start < 80, r.text[start - 1] != "。", r.text[start - 1] != "\n" { start -= 1 }
        var k = r.entityIndex(endingAfter: start)
        while k < r.entities.count, r.entities[k].end < e.start {
            let o = r.entities[k]
            k += 1
            // 某某中心…。该中心
            let isNamedAgain = e.end - e.start == 2 && r.text[o.end - 1] == r.text[e.end - 1]
            guard o.kind == .organisation, !o.isPrincipal || isNamedAgain, !o.isGroup, o.end - o.start >= 6, o.start >= start, o.start == start || r.text[o.start - 1] == "，" || isNamedAgain else { continue }
            return o
        }
        return nil
    }

    /// A zone with a name of its own that is no division: 塞北管理区, 赣州经开区.
    private func isZone(_ e: Entity, _ r: Reading) -> Bool {
        guard e.end - e.start >= 4, r.text[e.end - 1] == "区", r.text[e.start] != "国", r.text[e.start] != "省" || r.text[e.start + 1] != "级" else { return false }
        switch r.text[e.end - 2] {
        case "理", "新", "开", "发", "范", "园", "验", "创": return true
        default: return false
        }
    }

    /// Whether `code` is of a division that holds the one written there.
    private func isRegion(_ code: Int, around e: Entity, _ r: Reading) -> Bool {
        let k = r.entityIndex(endingAfter: e.start)
        guard k < r.entities.count, r.entities[k].start == e.start, let own = r.entities[k].code, own != code else { return false }
        return r.divisions.lies(own, in: code)
    }

    /// The name of a place as a subject: the last division named, in full (南昌 → 南昌市); a park as written.
    func placeName(_ e: Entity, _ r: Reading) -> String {
        if let label = e.label { return label.rawValue }
        guard let code = e.code, let division = r.divisions.division(code: code) else { return r.string(extent(e.start, e.end)) }
        if r.isTraditional {
            // as the text writes it, where that is its name and not that of a town in it
            let said = String(unspaced: r.text, e.start..<e.end)
            return division.name.begins(said) || said.ends(division.name) || said.isEmpty || !isRegion(code, around: e, r) ? r.string(extent(e.start, e.end)) : division.name
        }
        guard r.written[e.end - 1] == "区" || r.written[e.end - 1] == "园" else { return division.name }
        let written = r.string(extent(e.start, e.end))
        if written.ends("区"), !division.name.ends(written), !written.ends(division.name) { return written }
        if written.ends("园") || written.ends("园区") { return written }
        return division.name
    }

    /// 全市 in an article about 包头稀土高新区 is 包头市; 全省 its province.
    private func wholePlace(_ e: Entity, _ discourse: Discourse, _ r: Reading) -> String? {
        guard let code = ownCode(discourse, r), let division = whole(e, code, r) else { return nil }
        // 屏東縣, as the text writes it
        guard r.isTraditional else { return division.name }
        let named = r.entities.filter { $0.kind == .place && $0.code == division.code && $0.end > $0.start }
        let own = named.first { $0.end - $0.start == division.name.unicodeScalars.count } ?? named.first
        return own.map { r.string(extent($0.start, $0.end)) } ?? division.name
    }

    /// The division of the article, or of the item under a heading that names one elsewhere.
    private func ownCode(_ discourse: Discourse, _ r: Reading) -> Int? {
        if let item = discourse.section, item.kind == .place, let code = item.code, let article = discourse.articleCode, !r.divisions.lies(code, in: article), !r.divisions.lies(article, in: code) { return code }
        return discourse.articleCode ?? discourse.place?.code
    }

    func wholeCode(_ e: Entity, _ discourse: Discourse, _ r: Reading) -> Int? {
        guard let code = ownCode(discourse, r) else { return nil }
        return whole(e, code, r)?.code ?? code
    }

    /// The division that 全市, 全县 mean: the nearest of that kind from `code` upwards.
    private func whole(_ e: Entity, _ code: Int, _ r: Reading) -> DivisionTable.Division? {
        let word = r.view(extent(e.start, e.end))
        guard let last = word.last else { return nil }
        switch last {
        case "省",
            "区" where word.holds("自治"), "疆", "台":
            return r.divisions.nearest(from: code) { $0.level == .province }
        case "市", "县", "州", "盟", "旗", "区", "里":
            let suffix = last == "里" ? "市" : last, isAnyRegion = last != "区" || word.holds("全区")
            func fits(_ d: DivisionTable.Division) -> Bool { d.name.unicodeScalars.last?.value == suffix && (isAnyRegion || d.level != .province) }
            if let own = r.divisions.nearest(from: code, where: fits) { return own }
            // a county's text whose title names the province alone
            if let named = r.firstNamed.lazy.compactMap({ r.divisions.nearest(from: $0, where: fits) }).first { return named }
            let division = r.divisions.division(code: code)
            // 全区 of a text that names a city alone
            return last == "区" && word.equals("全区") && (division?.level == .prefecture || division?.level == .province) || last == "县" && division?.level != .county ? nil : division
        default: return r.divisions.division(code: code)
        }
    }
}
