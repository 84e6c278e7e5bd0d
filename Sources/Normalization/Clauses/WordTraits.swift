/// What single words mean to single rules, looked up once when the vocabulary is made.
///
/// A role (``CueRoles``) is a kind of word that an analyst may extend in the table; a trait names the few
/// words that a rule tells apart by their letters, so that no rule compares strings while it reads.
struct WordTraits: OptionSet, Sendable {
    let rawValue: UInt16

    /// What follows is compared with, asked or addressed, and no topic: 比全省…, 据统计局….
    static var barsSubject: WordTraits { WordTraits(rawValue: 1 << 0) }
    /// 在, 位于: what follows is where it happens.
    static var locates: WordTraits { WordTraits(rawValue: 1 << 1) }
    /// 由: what follows acts.
    static var agent: WordTraits { WordTraits(rawValue: 1 << 2) }
    /// What stands before is a source: 统计局获悉.
    static var tells: WordTraits { WordTraits(rawValue: 1 << 3) }
    /// What stands before is a source where it is an institute: 研究院预测.
    static var publishes: WordTraits { WordTraits(rawValue: 1 << 4) }
    /// A signing or ground-breaking that an opening tells of.
    static var opensProject: WordTraits { WordTraits(rawValue: 1 << 5) }
    /// From here on a project is only begun, or runs.
    static var beginsProject: WordTraits { WordTraits(rawValue: 1 << 6) }
    static var runsProject: WordTraits { WordTraits(rawValue: 1 << 7) }
    /// 已, 累计, 完成: what is told has happened.
    static var saysDone: WordTraits { WordTraits(rawValue: 1 << 8) }
    /// 竣工, 投产: the thing told of runs.
    static var saysRunning: WordTraits { WordTraits(rawValue: 1 << 9) }
    /// 计划, 协议: nouns too, where no verb or figure follows.
    static var planNoun: WordTraits { WordTraits(rawValue: 1 << 10) }
    static var actually: WordTraits { WordTraits(rawValue: 1 << 11) }
    /// 打造: with a sum of money, a size aimed at.
    static var makesInto: WordTraits { WordTraits(rawValue: 1 << 12) }

    /// What a firm does with its news: 发布公告, 披露.
    static var announces: WordTraits { WordTraits(rawValue: 1 << 13) }

    /// 拥有, 建有: what is there, whatever the clause before aimed at.
    static var possesses: WordTraits { WordTraits(rawValue: 1 << 14) }

    /// 建成, 投用: behind a time, when a thing is there.
    static var completes: WordTraits { WordTraits(rawValue: 1 << 15) }

    static func of(_ word: String) -> WordTraits {
        var traits = table[word] ?? []
        if word.begins("已") { traits.insert(.saysDone) }
        return traits
    }

    private static let table: [String: WordTraits] = {
        let lists: [(WordTraits, [String])] = [
            (.barsSubject, [
                "比", "较", "高于", "低于", "超", "超过", "居", "位居", "跃居", "稳居", "列", "向", "对", "与", "和", "从", "销往", "运往", "给", "为", "被", "同", "说", "表示", "据",
                "跟", "以", "是", "也是", "系", "属", "属于", "成为", "作为", "入选", "根据", "经", "按", "按照", "依据", "针对", "受", "因", "随着", "包括", "如", "例如", "以及", "及",
            ]),
            (.locates, ["在", "于", "位于", "落户"]),
            (.agent, ["由"]),
            (.tells, ["了解到", "获悉", "了解", "介绍", "表示", "统计", "数据", "消息", "数据显示"]),
            (.publishes, ["发布", "公布", "预计", "预测", "认为", "指出", "估计", "测算", "调查", "分析", "披露", "宣布", "透露", "公告", "预估", "報告", "报告"]),
            (.opensProject, ["签约", "共签约", "现场签约", "签约仪式", "开工", "奠基", "开工仪式", "签下", "签字", "集中开工"]),
            (.beginsProject, [
                "签约", "共签约", "现场签约", "签订", "签署", "签约仪式", "开工", "开工建设", "奠基", "拟建", "拟投资", "开工仪式", "动工", "签下", "计划投资", "拟新建", "在建", "筹建", "签字",
            ]),
            (.runsProject, ["投产", "投运", "落成", "竣工", "通车", "建成投产", "投入使用", "投入运营", "正式投产", "点火"]),
            (.saysDone, ["累计", "完成", "实现了"]),
            (.saysRunning, ["竣工", "投产", "投运", "落成", "建成投产", "正式投产", "投入使用", "投入运营"]),
            (.planNoun, ["计划", "规划", "协议", "安排", "预算", "概算", "意向"]),
            (.actually, ["实际"]),
            (.makesInto, ["打造"]),
            (.possesses, ["拥有", "建有", "设有", "现有", "已有", "共有", "集聚了", "聚集了", "汇聚了", "形成了", "已建成"]),
            (.completes, ["启用", "试产", "量产", "动工建成", "建成", "投用", "完工", "投产", "投运", "竣工", "建成投产", "试车", "达产", "量产", "投入使用"]),
            (.announces, ["发布", "公告", "披露", "宣布", "公布", "透露"]),
        ]
        var table: [String: WordTraits] = [:]
        for (trait, words) in lists { for word in words { table[word, default: []].insert(trait) } }
        return table
    }()
}
