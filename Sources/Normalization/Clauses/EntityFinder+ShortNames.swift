import Facts
import Lexicons

/// Short names of firms: a trade behind two scalars or behind a place, the name at the head of an item, a subsidiary's.
extension EntityFinder {
    /// 控股子公司|四川瀚锂|全年实现…: the short name behind what the firm is to another.
    func subsidiary(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Entity? {
        let end = tokens[k].end
        guard end - tokens[k].start >= 2, text[end - 1] == "司", end >= 3, text[end - 3] == "子" || text[end - 3] == "孙" || text[end - 3] == "股" || text[end - 3] == "资" else { return nil }
        var j = k + 1
        var stop = end
        while j < tokens.count, tokens[j].start - end <= 8 {
            let t = tokens[j]
            stop = t.start
            // 全资子公司|盘江普定
            let isPart = t.kind == .place && (t.start == end || t.start - stop <= 3 && t.start - end <= 4) || t.kind == .word && t.end - t.start == 2 && !t.roles.isDisjoint(with: [.weakSuffix, .plain]) && t.roles.isDisjoint(with: [.verb, .copula, .adverb])
            guard isPart, !t.roles.contains(.invest) else { break }
            stop = t.end
            j += 1
        }
        // 全资子公司西咸华岳|负责具体|实施, 向全资子公司|增资的|公告
        if let does = Self.dealings.position(in: text, extent(end, stop)) {
            guard does - end >= 3, extent(end, does).allSatisfy({ Scalars.isHan(text[$0]) }) else { return nil }
            return Entity(kind: .organisation, start: end, end: does, isKnownFirm: true)
        }
        guard stop - end >= 3, stop - end <= 8, text[stop - 1] != "的", j < tokens.count, tokens[j].kind == .period || tokens[j].kind == .word && (tokens[j].indicator >= 0 || !tokens[j].roles.isDisjoint(with: [.verb, .copula, .adverb, .planned])),
            (end..<stop).allSatisfy({ text[$0] >= 0x4E00 && text[$0] <= 0x9FFF })
        else { return nil }
        return Entity(kind: .organisation, start: end, end: stop, isKnownFirm: true)
    }

    /// What a subsidiary does, in words that no table holds or that stand in names too.
    private static let dealings: AffixList = ["负责", "具体", "主要", "专业", "承担", "作为", "提供", "从事"]

    /// 快充|动力|电池: the kind of a thing; 分行业看，…，包袋|鞋业|增长22.5%: a trade among trades.
    static func namesTrade(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Bool {
        let trade = tokens[k]
        if text[trade.end - 1] == "力", trade.end + 1 < text.count, text[trade.end] == "电" && text[trade.end + 1] == "池" || text[trade.end] == "系" && text[trade.end + 1] == "统" { return true }
        return text[trade.end - 1] == "业" && k + 1 < tokens.count && tokens[k + 1].start == trade.end && !tokens[k + 1].roles.isDisjoint(with: [.up, .down])
            && amongTrades.anyIn(text, extent(max(0, trade.start - 60), trade.start))
    }

    /// 科陆电子预计…, 国瓷材料：…: two scalars and a trade at the head of a clause, before what only an owner does.
    func shortName(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Entity? {
        let suffix = tokens[k]
        guard suffix.end - suffix.start >= 2, suffix.end - suffix.start <= 4, k + 1 < tokens.count else { return nil }
        if Self.namesTrade(text, tokens, k) { return nil }
        // 是池州|现代化|建设的重要一年: no firm's name
        if text[suffix.end - 1] == "设", suffix.start > 0, text[suffix.start - 1] == "化" || suffix.end + 1 < text.count && text[suffix.end] == "的" && text[suffix.end + 1] == "重" { return nil }
        // 规模|食品|加工企业: firms by their size
        if suffix.start >= 2, text[suffix.start - 2] == "规", text[suffix.start - 1] == "模" || text[suffix.start - 1] == "上" { return nil }
        // 航道|建设|完成1.1亿元: works
        if text[suffix.end - 1] == "设", tokens[k + 1].start == suffix.end, tokens[k + 1].end >= suffix.end + 2, text[suffix.end] == "完", text[suffix.end + 1] == "成" { return nil }
        // 合肥|皖屿|新能源用该材料…: place, name, trade
        var p = k - 1
        // 常州|同|泽精工: a scalar of the name that is a word elsewhere
        while p > 0, tokens[p].kind == .word, tokens[p].end - tokens[p].start == 1, suffix.start - tokens[p].start <= 3, !Self.joins(text[tokens[p].start]) { p -= 1 }
        if p >= 0, tokens[p].kind == .place, case let gap = suffix.start - tokens[p].end, gap == 2 || gap == 3, p < 1 || opensClause(tokens[p - 1], tokens[p].start) || Self.leadsTo(text, tokens[p - 1], tokens[p].start) || Self.callsFirm(text, before: tokens[p].start), !Self.trades.contains(text, tokens[p].end..<suffix.start),
            (tokens[p].end..<suffix.start).allSatisfy({ text[$0] >= 0x4E00 && text[$0] <= 0x9FFF }), tokens[k + 1].start == suffix.end || text[suffix.end] == "的" || text[suffix.end] >= 0x4E00 && text[suffix.end - 1] == "业"
        {
            return Entity(kind: .organisation, start: tokens[p].start, end: suffix.end, isKnownFirm: true)
        }
        // 新光维|医疗, again and again
        if let name = repeated(text, tokens, k) { return name }
        guard suffix.end - suffix.start <= 3, !Self.goods.contains(text, suffix.start..<suffix.end) else { return nil }
        let start: Int
        var isLed = false
        if k > 0, tokens[k - 1].kind == .place, tokens[k - 1].end == suffix.start, tokens[k - 1].end - tokens[k - 1].start == 2 {
            guard k < 2 || opensClause(tokens[k - 2], tokens[k - 1].start) else { return nil }
            start = tokens[k - 1].start
        } else {
            // 扬子江|船业
            let isLong = k > 0 && tokens[k - 1].end == suffix.start - 3 && text[suffix.end - 1] == "业" && !Self.neverBegins(text[suffix.start - 3]) && (suffix.start - 3..<suffix.start).allSatisfy { text[$0] >= 0x4E00 && text[$0] <= 0x9FFF }
            start = suffix.start - (isLong ? 3 : 2)
            // 封测厂立晶科技, 硅料龙头通威股份, 叫秦钛科技
            let led = start > 0 && (text[start - 1] == "厂" || text[start - 1] == "商" || text[start - 1] == "头" || text[start - 1] == "叫" || (text[start - 1] == "团" || text[start - 1] == "业") && Self.callsFirm(text, before: start))
            let visited = text[suffix.end - 1] != "区" && (start > 1 && (text[start - 1] == "进" || text[start - 1] == "到") && (text[start - 2] == "走" || text[start - 2] == "来") || start > 0 && text[start - 1] == "的" && Self.visits(text, before: start - 1))
            // 排名第二的晶源科技, 港股保晶能源
            let ranked = start > 1 && text[start - 1] == "的" && Self.rankedTrades.contains(text, suffix.start..<suffix.end) && Self.describes(text, before: start - 1)
                || start > 1 && text[start - 1] == "股" && (text[start - 2] == "港" || text[start - 2] == "美" || text[start - 2] == "A")
            // 体量最大的是美宁食品二期
            let named = start > 2 && text[start - 1] == "是" && text[start - 2] == "的" && Self.rankedTrades.contains(text, suffix.start..<suffix.end)
            if led || visited || ranked || named { isLed = true } else if k > 0 { guard tokens[k - 1].end == start, opensClause(tokens[k - 1], start) else { return nil } } else { guard start == 0 else { return nil } }
        }
        // 1.|矿产开发业: the number of a heading
        guard start >= 0, text[start] > 0x39 || text[start] < 0x30 || text[suffix.start - 1] != ".", !Self.trades.contains(text, start..<suffix.start), !Self.slogans.contains(text, start..<suffix.start), text[suffix.start - 1] != "的" else { return nil }
        // 本集团|销售|水泥: what the body in front does
        if k > 0, tokens[k - 1].kind == .word, tokens[k - 1].start == start, tokens[k - 1].end == suffix.start, !tokens[k - 1].roles.isDisjoint(with: [.verb, .make, .use]), tokens[k - 1].roles.isDisjoint(with: [.weakSuffix, .plain]) { return nil }
        let next = tokens[k + 1]
        // 栖岳新材的某某项目
        if !isLed, text[suffix.end] == "的", k == 0 ? start == 0 : opensClause(tokens[k - 1], start) { return Entity(kind: .organisation, start: start, end: suffix.end, isKnownFirm: true) }
        guard next.start == suffix.end || isLed else { return nil }
        switch next.kind {
        case _ where isLed: break
        case .period: break
        case .mark where next.mark == .colon || next.mark == .open: break
        // 杭电股份披露, 长飞光纤、亨通光电、中天科技预计
        case .mark where (next.mark == .listComma || next.mark == .comma) && isShares(text, suffix): break
        case .word where next.traits.contains(.publishes) || next.traits.contains(.tells) || next.roles.contains(.person) || isShares(text, suffix): break
        // 精达股份|是国内最大的…
        case .word where next.end - next.start == 1 && text[next.start] == "是" && (isShares(text, suffix) || text[suffix.start] == "集"): break
        case .word where (next.roles.contains(.make) || next.roles.contains(.invest) || text[next.start] == "年") && text[suffix.end - 1] == "业": break
        case .word where next.indicator < 0 && (!next.roles.isDisjoint(with: [.planned, .forecast, .event, .verb]) || next.traits.contains(.locates)): break
        // 盛威汽车仍是断层领先, 天弋汽车25287辆: at the head of a sentence
        case .word where opensSentence(text, start) && next.indicator < 0 && !next.roles.isDisjoint(with: [.adverb, .copula]) && next.end - next.start <= 2: break
        case .quantity where opensSentence(text, start) && text[suffix.end - 1] == "车": break
        case .word where next.indicator >= 0 && opensSentence(text, start) && Self.firmTrades.contains(text, suffix.start..<suffix.end): break
        // 新势力阵营里，星程汽车以30453辆坐稳头名
        case .word where next.end - next.start == 1 && (text[next.start] == "以" || text[next.start] == "则"): break
        // 川砾建材投资3.2亿元
        case .word where next.roles.contains(.invest) && k + 2 < tokens.count && tokens[k + 2].kind == .quantity && tokens[k + 2].start - next.end <= 2: break
        default: return nil
        }
        return Entity(kind: .organisation, start: start, end: suffix.end, isKnownFirm: true)
    }

    /// 发力|新材料, what headlines call for.
    private static let slogans: WordSet = ["发力", "做强", "做优", "做大", "聚焦", "抢占", "布局", "打造", "助推", "深耕", "领跑", "迈向", "瞄准", "竞逐", "加码", "押注", "走进", "探访", "解码", "锚定", "激活", "推动", "促进", "壮大", "培育", "加快", "支持", "发展", "看好", "抢滩", "逐鹿", "进军", "转型", "赋能", "引领"]

    /// Three scalars and a trade at the head of a clause, of a name that the text says three times and more, once as only a firm is told of.
    private func repeated(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Entity? {
        let suffix = tokens[k]
        var j = k - 1
        while j >= 0, tokens[j].kind == .word, suffix.start - tokens[j].start <= 4, tokens[j].end - tokens[j].start == 1, tokens[j].indicator < 0, !Self.joins(text[tokens[j].start]) { j -= 1 }
        guard j < 0 || opensClause(tokens[j], tokens[j].end), case let start = j < 0 ? 0 : tokens[j].end, suffix.start - start == 3, !Self.trades.contains(text, start..<start + 2), !Self.trades.contains(text, start + 1..<start + 3), extent(start, suffix.start).allSatisfy({ Scalars.isHan(text[$0]) && !Self.joins(text[$0]) }) else { return nil }
        var count = 0, isFirm = false
        let length = suffix.end - start
        // near by, so that a long text is not read again for every name
        var i = max(0, start - 4000)
        let stop = min(text.count, start + 4000)
        while i + length <= stop, count < 3 || !isFirm {
            guard text[i] == text[start], (1..<length).allSatisfy({ text[i + $0] == text[start + $0] }) else { i += 1; continue }
            count += 1
            i += length
            isFirm = isFirm || Self.ofFirms.match(in: text, at: i, limit: text.count) != nil
        }
        return count >= 3 && isFirm ? Entity(kind: .organisation, start: start, end: suffix.end, isKnownFirm: true) : nil
    }

    private static let ofFirms: WordsAhead = ["招股", "公司", "股份", "集团", "科技", "创始人", "董事长", "总经理", "成立", "发布", "宣布", "完成", "上市"]

    /// ——广东|椰林饮品：刺梨汁灌装基地: the name at the head of an item, before its colon.
    func listed(_ text: UnsafeBufferPointer<UInt32>, _ tokens: [Token], _ k: Int) -> Entity? {
        let place = tokens[k]
        guard place.end - place.start <= 3, place.start > 0, Self.opensItem(text[place.start - 1]) else { return nil }
        var end = place.end
        while end < text.count, end - place.end <= 7, text[end] >= 0x4E00, text[end] <= 0x9FFF { end += 1 }
        guard end - place.end >= 3, end < text.count, text[end] == "：" || text[end] == ":", !Self.endsBody(text[end - 1]) else { return nil }
        var j = k + 1
        while j < tokens.count, tokens[j].start < end {
            let t = tokens[j]
            if t.end - t.start >= 2, t.kind != .word || !t.roles.isDisjoint(with: [.verb, .up, .down, .adverb, .conjunction, .preposition, .projectSuffix]) { return nil }
            if t.end - t.start == 1, Self.joins(text[t.start]) { return nil }
            j += 1
        }
        return Entity(kind: .organisation, start: place.start, end: end, isKnownFirm: true)
    }

    private static func opensItem(_ c: UInt32) -> Bool {
        switch c {
        case "\n", "—", "-", "●", "■", "◆", "·", "•", "▲", "★", ".", "、", "）", ")", 0x3000: return true
        default: return false
        }
    }

    /// Ends of names of places, offices and sections, which are no firms.
    private static func endsBody(_ c: UInt32) -> Bool {
        switch c {
        case "市", "县", "区", "省", "镇", "乡", "村", "局", "部", "会", "厅", "委", "方", "面", "讯", "道", "者", "段", "站", "路", "片", "带", "圈", "群": return true
        default: return false
        }
    }

    /// Words that join two names and belong to none.
    private static func joins(_ c: UInt32) -> Bool {
        switch c {
        case "与", "和", "及", "在", "的", "是", "为", "对", "向", "由", "将", "等", "以", "从", "到", "被", "把", "有", "内", "外", "省", "市", "县", "区", "年", "月", "个", "各", "本", "该", "其": return true
        default: return false
        }
    }

    /// 由|东莞钜鸿传动, 是|深圳衡岳新能源: a word of grammar in front of a name that a place opens.
    private static func leadsTo(_ text: UnsafeBufferPointer<UInt32>, _ t: Token, _ position: Int) -> Bool {
        guard t.kind == .word, t.end == position, t.end - t.start <= 2 else { return false }
        switch text[t.end - 1] {
        case "由", "是", "与", "和", "向", "对", "给", "为", "及", "会", "方", "有": return true
        default: return false
        }
    }

    func opensSentence(_ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        start == 0 || text[start - 1] == "。" || text[start - 1] == "\n" || text[start - 1] == "；" || text[start - 1] == "！"
    }

    /// 排名第二|的, 主攻单晶|的: what tells a firm from others.
    private static func describes(_ text: UnsafeBufferPointer<UInt32>, before position: Int) -> Bool {
        var i = position - 2
        while i >= 0, position - i <= 14 {
            switch (text[i], text[i + 1]) {
            case ("排", "名"), ("位", "列"), ("位", "居"), ("主", "攻"), ("主", "营"), ("专", "注"), ("总", "部"), ("位", "于"), ("来", "自"), ("同", "在"), ("地", "处"), ("从", "事"), ("老", "牌"), ("同", "业"), ("同", "行"), ("上", "市"), ("控", "股"), ("旗", "下"): return true
            case ("，", _), ("。", _), ("；", _), ("\n", _): return false
            default: i -= 1
            }
        }
        return false
    }

    /// 走进位于园区|的: where a reporter goes.
    private static func visits(_ text: UnsafeBufferPointer<UInt32>, before position: Int) -> Bool {
        var i = position - 2
        while i >= 0, position - i <= 20 {
            switch (text[i], text[i + 1]) {
            case ("走", "进"), ("来", "到"), ("走", "入"), ("步", "入"), ("来", "自"): return true
            case ("，", _), ("。", _), ("\n", _): return false
            default: i -= 1
            }
        }
        return false
    }

    private func opensClause(_ t: Token, _ position: Int) -> Bool {
        t.end == position && (t.kind == .mark && (t.endsClause || t.mark == .space || t.mark == .quoteOpen || t.mark == .listComma || t.mark == .dash) || t.kind == .period || t.kind == .word && t.roles.contains(.among))
    }

    private func isShares(_ text: UnsafeBufferPointer<UInt32>, _ suffix: Token) -> Bool { text[suffix.start] == "股" && text[suffix.end - 1] == "份" }

    private static let amongTrades: AffixList = ["分行业", "行业看", "行业中", "业增加值", "业总产值"]
    /// Trades that are things too: they end a firm's name only where a place opens it.
    static let goods: WordSet = ["包装", "气体", "塑胶", "橡胶", "皮革", "家具", "门窗", "卫浴", "厨具", "涂料", "服装", "针织", "羽绒", "玩具", "箱包", "农牧", "种苗", "花卉", "水产", "渔业", "铸造", "锻造", "锻压", "轴承", "齿轮", "液压", "弹簧", "刀具", "五金", "消防", "安防", "照明", "触控", "化纤", "树脂", "颜料", "助剂", "试剂", "器械", "调味品", "调味", "果业", "菌业", "蔬业", "粮业", "家纺", "毛纺", "丝绸", "砂轮", "磨具", "电驱", "灯饰", "饮品", "康养", "畜牧", "气瓶", "电芯", "印染", "印务", "焦化", "能化", "物联", "乳品", "光电子"]
    /// Trades that end names of firms and rarely anything else.
    private static let firmTrades: WordSet = ["汽车", "科技", "股份", "重工", "实业"]
    private static let rankedTrades: WordSet = ["科技", "股份", "重工", "实业", "机械", "电子", "光电", "能源", "石油", "材料", "医药", "化工", "精密", "食品", "药业", "矿业", "纺织", "光伏", "动力"]
    /// What stands before a trade in the name of a trade, not of a firm: 功能材料, 正极材料.
    private static let trades: WordSet = ["社会", "养老", "医疗", "失业", "工伤", "生育", "高压", "低压", "中压", "行业", "具身", "创新", "发展", "推动", "推进", "促进", "支持", "培育", "壮大", "做强", "聚焦", "围绕", "强化", "优化", "细化", "深化", "加强", "扩大", "纯电", "插混", "混动", "电动", "家用", "国产", "进口", "二手", "出口", "新车", "高档", "豪华", "整车", "燃油", "自主", "合资", "功能", "风电", "光伏", "氢能", "储能", "军工", "海工", "农机", "环保", "矿山", "轨道", "成套", "医疗", "关键", "核心", "重大", "技术", "冶金", "石化", "化工", "节能", "电工", "信息", "锂电", "机械", "纺织", "建材", "家居", "智慧", "数据", "低空", "商用", "稀土", "磁性", "新能", "能源", "生物", "医药", "种业", "养殖", "畜牧", "水产", "正极", "负极", "永磁", "电池", "复合", "金属", "建筑", "原辅", "新型", "先进", "高端", "精细", "石油", "煤炭", "清洁", "绿色", "传统", "商业", "民用", "工程", "农业", "智能", "消费", "汽车", "光伏", "风力", "水力", "火力", "核能", "现代", "文化", "乡村", "全域", "人工", "工业", "移动", "数字", "航空", "电力", "国际", "跨境", "储氢", "抛光", "催化", "耐磨", "无机", "有机", "高分", "特种", "专用", "通用", "数控", "轻工", "食品", "现场", "全省", "全市", "全国"]
}
