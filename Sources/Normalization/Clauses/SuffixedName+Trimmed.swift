import Facts
import Lexicons

/// What stands in front of a name and is no part of it, and what only looks like one.
extension SuffixedName {
    /// The name from `from` on, without what leads to it and is no part of it; 公司 alone where nothing of a name is left.
    func trimmed(from: Int) -> Entity? {
        var start = from
        // nominal words that never begin a name
        while start < suffix.start, EntityFinder.neverBegins(text[start]) { start += 1 }
        // 均为|工业项目
        if start + 1 < suffix.start, text[start] == "均", text[start + 1] == "为" || text[start + 1] == "系" { start += 2 }
        // 二期|一貫作業鋼廠: a stage of a works is no body
        if !isProject, !isFirm, suffix.start - start >= 2, text[start + 1] == "期", "一二三四五六首".unicodeScalars.contains(where: { $0.value == text[start] }) { return nil }
        // 涪陵作为国家新型工业化基地: what is told of a place is not its name
        if !isFirm, let i = extent(start + 1, suffix.start - 1).last(where: { Self.isTelling(text[$0], text[$0 + 1]) }) { start = i + 2 }
        // 确定|某某有限公司|中标: who is chosen
        if isFirm, let word = Self.choosing.match(in: text, at: start, limit: suffix.start - 2) { start = word.end }
        // 是全国唯一专业化经营…的企业: what is told of one, no name
        if !isProject, !isFirm, extent(start, suffix.start - 1).contains(where: { text[$0] == "唯" && text[$0 + 1] == "一" }) { return nil }
        // 1.某某项目, （2）某某公司: the number of the list
        var digits = start
        while digits < suffix.start, text[digits] >= 0x30, text[digits] <= 0x39 { digits += 1 }
        if digits > start, digits < suffix.start, text[digits] == "." || text[digits] == "．" || text[digits] == "、" || Scalars.closesBracket(text[digits]) { start = digits + 1 }
        // （二）|市科技局, （12）|某某公司
        if Scalars.opensBracket(text[start]), let close = extent(start + 1, min(suffix.start, start + 5)).first(where: { Scalars.closesBracket(text[$0]) }), close > start + 1, extent(start + 1, close).allSatisfy({ Scalars.hanNumeral(text[$0]) != nil || Scalars.isASCIIDigit(text[$0]) }) { start = close + 1 }
        // （2）|公司
        if !isProject, isStrong, start == suffix.start, suffix.end - suffix.start == 2, text[suffix.start] == "公" { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
        // 即|某某集团1020万吨、…: what a list begins with
        if !isProject, text[start] == "即", suffix.start - start >= 3 { start += 1 }
        // 落户某开发区的|锦辉(荆州)科技有限公司
        if isFirm || suffix.end - suffix.start == 3 && text[suffix.end - 1] == "社", suffix.start - start > 4, let i = extent(start + 1, suffix.start - 2).last(where: { text[$0] == "的" }) { start = i + 1 }
        // 由某集团投资的|年产20万吨某某项目: who builds it is not its name
        if isProject, let i = extent(start + 2, suffix.start - 3).last(where: { text[$0] == "的" && Self.builds(text[$0 - 2], text[$0 - 1]) && !text[extent(start, $0)].contains("“") }) { start = i + 1 }
        // 苏州市吴江区汾湖高新区的|国际新材料产业基地: where it lies
        if isProject, let i = extent(start + 8, suffix.end - 5).last(where: { text[$0] == "的" && ShortName.endsRegion(text[$0 - 1]) }), !text[extent(start, i)].contains("“") { start = i + 1 }
        // 在某市投资建设|年产5万吨某某项目: where and by whom it is built is not its name
        if isProject, suffix.start - start > 8, let i = extent(start + 2, suffix.start - 2).first(where: { text[$0] == "年" && text[$0 + 1] == "产" && (Self.builds(text[$0 - 2], text[$0 - 1]) || text[$0 - 1] == "的") }) { start = i }
        // 旗下|金冠铜业分公司
        if !isProject, suffix.end - start > 5, text[start] == "旗" || text[start] == "属" || text[start] == "下", text[start + 1] == "下" || text[start + 1] == "属" { start += 2 }
        // 投资建设某某项目: what is done with it
        if isProject, let word = Self.doings.match(in: text, at: start, limit: suffix.start - 3) { start = word.end }
        // 将形成|年产|项目产品5亿平方米生产能力: the head of what is made
        if isProject, suffix.start - start <= 4, suffix.start >= 2, text[suffix.start - 2] == "年", text[suffix.start - 1] == "产" { return nil }
        // 公司此次|半导体照明光源产业化项目
        if isProject, let word = Self.ours.match(in: text, at: start, limit: suffix.start - 3) { start = word.end }
        // 新培育|农民合作社: what is new has no name
        if !isProject, !isFirm, suffix.end - suffix.start == 3, text[suffix.end - 1] == "社" {
            if let word = Self.newly.match(in: text, at: start, limit: suffix.start - 2) { start = word.end }
            if !hasPlace, Self.kindsOfCooperative.contains(text, extent(start, suffix.start)) { return nil }
        }
        // 一期绿色示范项目: the time word took its number
        if start > 0, text[start] == "期", "一二三四五首".unicodeScalars.contains(where: { $0.value == text[start - 1] }) { start -= 1 }
        // 湖北养殖小龙虾的|基地: described, not named
        if isProject, suffix.start - start >= 2, text[suffix.start - 1] == "的", text[suffix.end - 1] == "地", !text[extent(start, suffix.start)].contains("“") { return nil }
        // 某某产业的|有关项目, |上述项目: which are not named
        if isProject, suffix.start - start >= 2, Self.unnamed.contains(text, extent(suffix.start - 2, suffix.start)), text[suffix.end - 1] == "目" { return nil }
        // 某州的代表项目: a rank, no name
        if isProject, suffix.start - start >= 2, text[suffix.start - 1] == "表", text[suffix.start - 2] == "代" { return nil }
        // 公司的|一期项目: the firm's
        if isProject, suffix.start - start >= 4, text[start + 2] == "的" || text[start + 2] == "首", text[start] == "公" && text[start + 1] == "司" || text[start] == "企" && text[start + 1] == "业" { return Entity(kind: .organisationAnaphor, start: start, end: start + 2) }
        // 公司拟以|公司: one firm that does something with another
        if !isProject, isStrong, suffix.start - start >= 3, text[start] == "公", text[start + 1] == "司" { return nil }
        // 报告期末公司, 全资子公司: no names
        if !isProject, isStrong, let tail = text[extent(start, suffix.end)].last, tail == "司" || tail == "团" {
            if Self.dependents.contains(text, extent(start, suffix.end)) || suffix.end - start >= 4 && (text[suffix.end - 3] == "子" || text[suffix.end - 3] == "孙") { return nil }
            // 归属母公司股东: of accounts
            if suffix.end - start == 5, text[start] == "归", text[start + 2] == "母" { return nil }
            // 这标志着|公司, 作为|公司第一大股东, 本次交易系|公司, 预告显示|公司: words that lead to 公司
            if suffix.end - suffix.start == 2, suffix.start >= 2, Self.leadsToFirm(text[suffix.start - 2], text[suffix.start - 1]) { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
            // 备战精选层|公司, 归属于挂牌|公司股东: kinds of firms
            if suffix.end - suffix.start == 2, !hasPlace, Self.kindsOfFirm.anyEnds(text, extent(start, suffix.start)) { return nil }
            if Self.times.contains(text, extent(start, suffix.start)) || text[suffix.start - 1] == "后" && suffix.end - suffix.start == 2 && extent(start, suffix.start - 1).contains(where: { text[$0] == "建" || text[$0] == "投" || text[$0] == "达" || text[$0] == "完" }) { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
        }
        // 这家做升降桌起家的|公司
        if !isProject, isStrong, !isFirm, suffix.start > 0, text[suffix.start - 1] == "的", let tail = text[extent(suffix.start, suffix.end)].last, tail == "司" || tail == "业" { return Entity(kind: .organisationAnaphor, start: suffix.start, end: suffix.end) }
        // 成本线, 先进的生产基地: described, not named, without a place, a number or quotes
        if isProject, suffix.end - suffix.start == 1 || Self.described.contains(text, suffix.start..<suffix.end), !hasPlace, !(start..<suffix.start).contains(where: { text[$0] >= 0x30 && text[$0] <= 0x39 || text[$0] == "“" }), !opensLine(start, suffix.end) { return nil }
        // 合作银行, 爆发初期银行: kinds, not names
        if isStrong, !hasPlace, suffix.end - suffix.start == 2, text[suffix.end - 1] == "行", text[suffix.end - 2] == "银", suffix.start >= 2, Self.kindsOfBank.contains(text, extent(suffix.start - 2, suffix.start)) { return nil }
        let own = suffix.start - start
        // 隔膜项目 at the head of a clause
        let opens = isProject && (start == 0 || k > 0 && tokens[k - 1].end <= start && tokens[k - 1].kind == .mark && (tokens[k - 1].endsClause || tokens[k - 1].mark == .space))
        guard own >= (isProject && !hasPlace && !opens ? 3 : 2), suffix.end - start >= (isProject && !opens ? 5 : 4) || hasPlace else { return nil }
        if isProject, !hasPlace, own <= 4, Self.projectKinds.contains(text, start..<suffix.start) { return nil }
        if !isProject, !hasPlace, text[suffix.end - 1] == "府" { return nil }
        // descriptions, not names: 相关企业, 重点项目, 一批…
        if isStrong, !hasPlace, !isFirm, Self.isGeneric(text[start]) { return nil }
        return Entity(
            kind: isProject ? .project : .organisation, start: start, end: suffix.end, code: code,
            isPrincipal: !isProject && !Self.minor.contains(text, suffix.start..<suffix.end))
    }

    /// 沈抚新城机器人产业基地|规划用地…: long enough for a name, at the head of a line.
    private func opensLine(_ start: Int, _ end: Int) -> Bool {
        (start == 0 || Scalars.isSpace(text[start - 1])) && end - start >= 8 && text[end - 1] == "地" && text[end - 2] == "基" && !extent(start, end).contains { text[$0] == "的" }
    }

    private static func isTelling(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case ("作", "为"), ("成", "为"), ("属", "于"), ("位", "于"), ("落", "户"), ("签", "约"), ("举", "行"), ("拥", "有"), ("打", "造"): return true
        default: return false
        }
    }

    /// The last two scalars before 公司 where they are no end of a name.
    private static func leadsToFirm(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case (_, "系") where a != "体" && a != "派" && a != "谱", ("志", "着"), ("作", "为"), ("成", "为"), ("显", "示"), ("表", "明"), ("意", "味"), ("味", "着"), ("随", "着"), ("受", "益"), ("得", "益"), ("由", "于"), ("因", "为"), ("鉴", "于"), ("如", "果"), ("认", "为"), ("披", "露"), ("指", "出"), ("说", "明"), ("导", "致"), ("使", "得"), ("有", "利"), ("截", "至"): return true
        default: return false
        }
    }

    /// 投资, 建设, 签约: before 的 and a project's name.
    private static func builds(_ a: UInt32, _ b: UInt32) -> Bool {
        switch (a, b) {
        case ("投", "资"), ("建", "设"), ("签", "约"), ("实", "施"), ("投", "建"), ("承", "建"), ("兴", "建"), ("引", "进"), ("打", "造"), ("运", "营"), ("落", "户"), ("援", "建"), ("开", "发"), ("推", "进"), ("新", "建"), ("在", "建"), ("规", "划"), ("布", "局"), ("合", "作"): return true
        default: return false
        }
    }

    private static func isGeneric(_ c: UInt32) -> Bool {
        switch c {
        case "相", "多", "众", "各", "几", "其", "此", "那", "很", "许", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "不", "大", "中", "小", "重": return true
        default: return false
        }
    }

    private static let dependents: WordSet = ["全资子公司", "控股子公司", "下属公司", "旗下公司", "子公司", "三级子公司", "旗下三级子公司", "全资孙公司", "参股公司", "母公司", "合资公司", "上市公司", "关联公司", "项目公司", "标的公司", "目标公司", "合资项目公司", "资项目公司", "跨国公司", "外资公司", "头部公司", "龙头公司", "民营公司", "国有公司", "业绩预告公司", "预告公司"]
    private static let times: WordSet = ["报告期末", "报告期内", "报告期", "本报告期", "本期", "期末", "期内", "年末", "目前", "同期"]
    private static let kindsOfFirm: AffixList = ["挂牌", "精选层", "创新层", "基础层", "科创板", "创业板", "预增", "预减", "预亏", "被担保", "被投资", "参股", "拟上市", "竞争"]
    private static let described: WordSet = ["基地", "生产线", "产线"]
    private static let doings: WordsAhead = ["作为", "成为", "列为", "依托", "围绕", "投资建设", "投资新建", "关于投资", "拟投资建设", "建设", "新建", "扩建", "投资", "拟建", "实施", "推进", "启动"]
    private static let choosing: WordsAhead = ["最终确定", "确定", "确认", "选定", "通知", "委托", "聘请", "授权"]
    private static let ours: WordsAhead = ["公司此次", "公司本次", "此次", "本次"]
    private static let newly: WordsAhead = ["新培育", "新发展", "新组建", "新成立", "新增", "培育", "发展", "组建", "成立", "创建", "全县", "全市", "全区", "各类"]
    private static let kindsOfCooperative: WordSet = ["农民", "农民专业", "专业", "农业", "农机", "种植", "养殖", "各类", "农村", "示范", "省级示范", "国家级示范", "市级示范", "股份", "土地股份", "种养"]
    /// What points at projects and does not name them.
    private static let unnamed: WordSet = ["有关", "相关", "其他", "其它", "上述", "下列", "以上", "部分"]
    /// What stands before 项目 or 工程 in a kind of project, not in a name.
    private static let projectKinds: WordSet = [
        "签约", "开工", "在建", "新建", "续建", "投产", "落户", "引进", "入园", "上述", "这些", "全部", "重点", "重大", "工业", "产业", "建设", "投资", "亿元", "招商", "合作", "科技", "农业", "民生", "基础设施", "技改", "扶贫", "示范", "试点", "储备", "前期", "竣工", "入库",
        "申报", "省级", "国家级", "市级", "外资", "内资", "高新", "优质", "年度", "首批", "其他", "其余", "两个", "三个", "单个", "制造业", "服务业", "科研", "研发", "改造", "技术改造", "产业化", "招商引资", "社会民生", "公共", "市政", "配套", "主体", "附属", "土建", "安装", "二期", "一期", "三期", "首期", "政府", "企业", "民营",
        "新兴", "特色", "主导", "优势", "数字", "战略性新兴", "富民", "绿色", "实体", "康养", "文化",
        "基建", "能源", "新能源", "交通", "水利", "环保", "生态", "文旅", "旅游", "教育", "医疗", "保障", "专项", "计划", "攻关", "实施", "签约的", "推介", "洽谈", "意向", "协议", "拟建", "筹建", "新开工", "集中开工", "集中签约", "民间投资", "房地产", "商业", "物流", "现代", "战略", "支柱", "主导", "龙头", "百亿", "千亿", "十亿", "超亿元", "亿元以上",
    ]
    private static let kindsOfBank: WordSet = ["合作", "初期", "贷款", "开户", "多家", "各家", "部分", "代销", "主办", "授信", "原有", "新增", "大型", "国有", "外资"]
    private static let minor: WordSet = [
        "研究中心", "创新中心", "实验室", "工作站", "产业园", "产业园区", "科技园", "园区", "电站", "水电站", "风电场", "核电站", "机场", "港口", "医院", "学校",
        "中学", "小学", "幼儿园", "水厂", "煤矿", "矿业", "联盟", "示范区", "学会", "口岸", "合作区",
    ]
}
