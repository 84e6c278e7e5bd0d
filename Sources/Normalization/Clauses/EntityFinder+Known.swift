import Facts
import Lexicons

/// Bodies that the table of organisations names.
extension EntityFinder {
    /// Bodies of the table that no longer name covers: 宁德时代, 中科院.
    func known(in text: UnsafeBufferPointer<UInt32>, tokens: [Token]) -> [Entity] {
        var found: [Entity] = []
        var i = organisations.firstPossible(in: text, 0..<text.count)
        while i < text.count {
            guard let match = organisations.row(in: text, at: i, limit: text.count) else {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 商务部|门: any department
            if text[match.end - 1] == "部", match.end < text.count, text[match.end] == "门" || text[match.end] == "門" {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 网易|财经9月9日讯: who tells
            if match.end + 1 < text.count, Self.desks.contains(text, extent(match.end, match.end + 2)), extent(match.end, min(text.count, match.end + 14)).contains(where: { text[$0] == "讯" || text[$0] == "電" || text[$0] == "电" || text[$0] == "报" }) {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 新建|行政村: a name across two words is none
            if match.end - i <= 2, splits(tokens, i) || splits(tokens, match.end) {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            // 中国稀土|产量: the nation's
            if match.end - i == 4, text[i] == "中", text[i + 1] == "国", Self.ofNation.anyBegins(text, extent(match.end, min(text.count, match.end + 2))) {
                i = organisations.firstPossible(in: text, (i + 1)..<text.count)
                continue
            }
            let organisation = organisations.organisations[match.row]
            // 财政部, 中钢协: what they tell of is not where they sit
            let isNational = organisation.kind == .government || organisation.kind == .association
            found.append(Entity(
                kind: .organisation, start: i, end: match.end, code: organisation.code > 0 && !isNational ? organisation.code : nil,
                isPrincipal: true, isKnownFirm: organisation.kind == .enterprise))
            i = organisations.firstPossible(in: text, match.end..<text.count)
        }
        return found
    }

    /// 重庆|格力: the firm of that place, where nothing says that it is there.
    func seated(_ firm: Entity, _ found: [Entity], _ text: UnsafeBufferPointer<UInt32>) -> Entity {
        guard firm.isKnownFirm, firm.end - firm.start <= 4 else { return firm }
        let low = found.firstIndex(past: { $0.end < firm.start })
        guard low < found.count, case let place = found[low], place.end == firm.start, place.kind == .place, place.isShort, place.end - place.start == 2, place.start > 0 else { return firm }
        switch text[place.start - 1] {
        case "在", "于", "向", "从", "由", "对", "与", "和", "、", "是", "为", "省", "市": return firm
        default:
            var own = firm
            own.start = place.start
            own.code = place.code ?? firm.code
            return own
        }
    }

    /// Whether `position` lies inside a word.
    private func splits(_ tokens: [Token], _ position: Int) -> Bool {
        let low = tokens.firstIndex(past: { $0.end <= position })
        return low < tokens.count && tokens[low].start < position && tokens[low].kind == .word
    }

    private static let desks: WordSet = ["财经", "新闻", "科技", "证券", "体育", "汽车", "房产", "网讯", "财讯"]
    /// What a trade of the nation has, behind its name: 中国稀土|产量.
    private static let ofNation: AffixList = ["产量", "产能", "出口", "进口", "价格", "市场", "行业", "产业", "储量", "资源", "消费", "需求", "供应", "产品"]
}
