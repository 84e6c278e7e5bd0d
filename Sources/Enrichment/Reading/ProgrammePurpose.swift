import Facts

/// What a programme holds or does and for whom, as the words around its name say.
///
/// Read are the sentence of the name, and the next two where they speak of it again (该规划, 专项规划还提出). Nothing is put
/// into other words.
struct ProgrammePurpose {
    private(set) var holds = ""
    private(set) var audience = ""

    private static let most = 90
    private static let contents = [
        "提出了", "提出", "明确了", "明确", "规定", "要求", "包括", "涵盖", "包含", "汇集", "汇聚", "突出", "围绕", "聚焦", "实现", "便可", "即可", "可实现",
        "使得", "用于", "旨在",
    ]
    private static let users = ["面向", "针对", "服务于", "帮助", "助力", "惠及"]
    private static let services = ["搭建", "提供", "打造", "创造", "解决", "开展", "减免", "送去"]
    private static let means = ["通过", "利用", "使用", "借助", "登录"]

    init(text: ReadingText, name: Range<Int>, kind: String) {
        let sentence = text.sentence(at: name.lowerBound)
        let rest = text.string(name.upperBound..<sentence.upperBound)
        let before = text.string(text.clauseStart(at: name.lowerBound)..<name.lowerBound)
        holds = Self.contents(of: rest)
        audience = Self.users(of: rest)
        if audience.isEmpty { audience = Self.usersBefore(before) }
        let short = String(text.string(name).suffix(4))
        var next = text.sentenceIndex(at: name.lowerBound) + 1
        while holds.isEmpty, next < text.sentenceCount, next <= text.sentenceIndex(at: name.lowerBound) + 2 {
            let following = text.string(text.sentence(next))
            guard let mention = following.range(ofFirst: [short, "该" + kind, "本" + kind, "这一" + kind]) else { break }
            // the last mention before the cue: 该专项规划立足…；专项规划还提出了…
            holds = Self.contents(of: following[mention.upperBound...])
            if audience.isEmpty { audience = Self.users(of: following[mention.upperBound...]) }
            next += 1
        }
    }

    private static func contents(of text: some StringProtocol) -> String {
        guard let cue = text.range(ofFirst: contents) else { return "" }
        var told = text[cue.upperBound...]
        while let first = told.first, "了，,：:的到".contains(first), told.count > 2 { told = told.dropFirst() }
        return cut(told)
    }

    /// 面向企业、园区提供…, 为稀土产业技术开发等创新活动搭建….
    private static func users(of text: some StringProtocol) -> String {
        if let cue = text.range(ofFirst: users) {
            let told = text[cue.upperBound...]
            var stop = told.firstIndex { "，。；！？\n".contains($0) } ?? told.endIndex
            if let verb = told[..<stop].range(ofFirst: services) { stop = verb.lowerBound }
            return plain(told[..<stop])
        }
        var from = text.startIndex
        while let mark = text[from...].firstIndex(of: "为") {
            from = text.index(after: mark)
            if mark > text.startIndex, "作成以称认因视定化改变分名列".contains(text[text.index(before: mark)]) { continue }
            let told = text[from...]
            let stop = told.firstIndex { "，。；！？\n".contains($0) } ?? told.endIndex
            if let verb = told[..<stop].range(ofFirst: services), verb.lowerBound > told.startIndex {
                return plain(told[..<verb.lowerBound])
            }
        }
        return ""
    }

    /// 维护人员通过手机移动端“e行”管控服务平台; 面向中小企业的….
    private static func usersBefore(_ text: String) -> String {
        if let cue = text.range(ofFirst: users) {
            let told = text[cue.upperBound...]
            let stop = told.range(ofFirst: ["的"] + services)?.lowerBound ?? told.endIndex
            return stop == told.endIndex ? "" : plain(told[..<stop])
        }
        guard let cue = text.range(ofFirst: means), cue.lowerBound > text.startIndex else { return "" }
        let told = plain(text[..<cue.lowerBound])
        return people.contains { told.hasSuffix($0) } ? told : ""
    }

    private static let people = [
        "人员", "用户", "客户", "企业", "群众", "居民", "农户", "农民", "市民", "职工", "员工", "单位", "机构", "医生", "患者", "学生", "教师", "公司", "商户",
    ]

    private static func plain(_ text: some StringProtocol) -> String {
        let words = String(text.drop { "了，、着".contains($0) })
        return words.count > 60 ? "" : words
    }

    /// As far as the sentence goes, or to its last clause that fits; what is said of whom comes apart.
    private static func cut(_ text: some StringProtocol) -> String {
        var result = ""
        var whole = ""
        for character in text {
            if "。！？；\n”".contains(character), !(character == "”" && result.contains("“")) { return result }
            if character == "，" { whole = result }
            result.append(character)
            if result.count > most { return whole.isEmpty ? String(result.dropLast()) + "…" : whole }
        }
        return result
    }
}

extension StringProtocol {
    /// The earliest of some words, the longest where two begin together.
    func range(ofFirst words: [String]) -> Range<Index>? {
        var i = startIndex
        while i < endIndex {
            var best: Index?
            for word in words where self[i...].hasPrefix(word) {
                let end = index(i, offsetBy: word.count)
                if best.map({ end > $0 }) ?? true { best = end }
            }
            if let best { return i..<best }
            i = index(after: i)
        }
        return nil
    }
}
