import Facts
import Lexicons

/// Plans, programmes and platforms that the text names: titles in 《》, and quoted names before 工程, 行动, 平台 …
struct ProgrammeEnricher: DocumentEnricher {
    static let name = "programmes"
    private let lexicons: LexiconSet
    private let cues: EnrichmentCuesTable

    init(lexicons: LexiconSet) {
        self.lexicons = lexicons
        cues = lexicons.enrichmentCues
    }

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        let finder = try work.organisations(deadline: deadline)
        let gazetteer = lexicons.gazetteer
        let text = work.text
        var seen: Set<String> = []
        for (ordinal, range) in text.articles {
            try deadline.check()
            let article = work.article(ordinal)
            let context = article.map { gazetteer.mentions(in: $0.title + "，" + $0.place).map(\.code) } ?? []
            for found in names(text, range) {
                guard seen.insert("\(ordinal)|\(found.name)").inserted,
                    let start = text.source(of: found.range.lowerBound)
                else { continue }
                let sentence = text.sentence(at: found.range.lowerBound)
                let around =
                    max(
                        sentence.lowerBound, found.range.lowerBound - 60)..<min(
                        sentence.upperBound, found.range.upperBound + 60)
                let nearby = text.scalars.withUnsafeBufferPointer { scalars in
                    gazetteer.mentions(in: scalars, range: found.range, context: context)
                        + gazetteer.mentions(
                            in: scalars, range: around.lowerBound..<found.range.lowerBound, context: context
                        ).reversed()
                }
                let code = nearby.first?.code ?? context.last
                let purpose = ProgrammePurpose(text: text, name: found.range, kind: found.kind)
                work.result.programmes.append(
                    Programme(
                        article: ordinal, name: found.name, kind: found.kind,
                        level: level(text, found.range, around, code),
                        place: code.map { gazetteer.divisions.chain(code: $0) } ?? "",
                        placeCode: code.map(String.init) ?? "",
                        horizon: Horizon.read(found.name).isEmpty
                            ? Horizon.read(text.string(around)) : Horizon.read(found.name),
                        holder: holder(text, around.lowerBound..<found.range.lowerBound, finder),
                        holds: purpose.holds, audience: purpose.audience, start: start))
            }
        }
    }

    private func names(_ text: ReadingText, _ article: Range<Int>) -> [(name: String, kind: String, range: Range<Int>)]
    {
        var result: [(name: String, kind: String, range: Range<Int>)] = []
        text.scalars.withUnsafeBufferPointer { scalars in
            var i = article.lowerBound
            while i < article.upperBound {
                let open = scalars[i]
                let close: UInt32 = open == 0x300A ? 0x300B : open == 0x201C ? 0x201D : open == 0x2018 ? 0x2019 : 0
                guard close != 0 else {
                    // named without marks: 技术合同线上登记系统
                    if let ending = cues.match(.programmePlain, in: scalars, at: i, limit: article.upperBound) {
                        let start = lead(
                            scalars, i,
                            result.last.map { max($0.range.upperBound, article.lowerBound) } ?? article.lowerBound)
                        if i - start >= 4 {
                            result.append((text.string(start..<ending.end), ending.cue.value, start..<ending.end))
                        }
                        i = ending.end
                    } else {
                        i += 1
                    }
                    continue
                }
                var end = i + 1
                while end < article.upperBound, end - i < 60, scalars[end] != close, scalars[end] != 0x0A { end += 1 }
                guard end < article.upperBound, scalars[end] == close, end - i > 2 else {
                    i += 1
                    continue
                }
                if open == 0x300A {
                    let name = text.string((i + 1)..<end)
                    if let kind = lastKind(scalars, (i + 1)..<end) { result.append((name, kind, (i + 1)..<end)) }
                } else if end - i <= 14, let (tail, kind) = tail(scalars, end + 1, article.upperBound) {
                    let start = lead(scalars, i, article.lowerBound)
                    result.append((text.string(start..<tail), kind, start..<tail))
                    end = tail - 1
                } else if end - i > 5, end - i <= 20, let kind = lastKind(scalars, (i + 1)..<end, atEnd: true) {
                    result.append((text.string((i + 1)..<end), kind, (i + 1)..<end))
                }
                i = end + 1
            }
        }
        return result
    }

    /// Where a name begins whose quoted part or ending stands at `end`: 包头市稀土产业高质量发展“十四五”专项规划.
    private func lead(_ text: UnsafeBufferPointer<UInt32>, _ end: Int, _ floor: Int) -> Int {
        var start = end
        let least = max(floor, end - 24)
        while start > least, text[start - 1] >= 0x4E00, text[start - 1] <= 0x9FFF { start -= 1 }
        var j = start
        while j < end {
            if let word = cues.match(.programmeLead, in: text, at: j, limit: end) {
                start = word.end
                j = word.end
            } else {
                j += 1
            }
        }
        return start
    }

    /// The kind that the last ending inside a title gives it.
    private func lastKind(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, atEnd: Bool = false) -> String? {
        var kind: String?
        for i in range {
            guard let found = cues.match(.programme, in: text, at: i, limit: range.upperBound) else { continue }
            if atEnd, found.end != range.upperBound { continue }
            kind = found.cue.value
        }
        return kind
    }

    /// The rest of a name behind its quoted part: 工程 of “七个二”工程, 管控服务平台 of “e行”管控服务平台.
    private func tail(_ text: UnsafeBufferPointer<UInt32>, _ start: Int, _ limit: Int) -> (end: Int, kind: String)? {
        var i = start
        let last = min(limit, start + 8)
        while i < last, text[i] >= 0x4E00, text[i] <= 0x9FFF {
            if let found = cues.match(.programme, in: text, at: i, limit: limit) { return (found.end, found.cue.value) }
            i += 1
        }
        return nil
    }

    private func level(_ text: ReadingText, _ name: Range<Int>, _ around: Range<Int>, _ code: Int?) -> String {
        // 自治区 in 内蒙古自治区包头市 says nothing of the level: a name's own words and place come first
        let (own, before) = text.scalars.withUnsafeBufferPointer { scalars in
            (
                cues.first(.level, in: scalars, range: name)?.cue.value,
                cues.first(.level, in: scalars, range: max(around.lowerBound, name.lowerBound - 16)..<name.lowerBound)?
                    .cue.value
            )
        }
        if let own { return own }
        guard let code, let division = lexicons.divisions.division(code: code) else { return before ?? "" }
        if let before, before == "国家" { return before }
        switch division.level {
        case .province: return "省级"
        case .prefecture: return "市级"
        case .county: return "县区"
        }
    }

    private func holder(_ text: ReadingText, _ before: Range<Int>, _ finder: OrganisationFinder) -> String {
        guard before.count > 2 else { return "" }
        let verb = text.scalars.withUnsafeBufferPointer { cues.first(.holderVerb, in: $0, range: before) }
        guard let verb else { return "" }
        return finder.mentions(in: before.lowerBound..<verb.start).last?.identity.name ?? ""
    }
}

/// How far a plan reaches, from its title or the words around it.
enum Horizon {
    private static let plans = [("十二五", "2011/2015"), ("十三五", "2016/2020"), ("十四五", "2021/2025"), ("十五五", "2026/2030")]

    static func read(_ text: String) -> String {
        let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
        var years: [(Int, Int)] = []
        var i = 0
        while i + 4 <= scalars.count {
            let four = scalars[i..<(i + 4)]
            let isStart = i == 0 || !(scalars[i - 1] >= 0x30 && scalars[i - 1] <= 0x39)
            if isStart, four.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let year = Int(String(scalars: four)),
                (1990...2070).contains(year),
                i + 4 == scalars.count || !(scalars[i + 4] >= 0x30 && scalars[i + 4] <= 0x39)
            {
                years.append((year, i))
                i += 4
            } else {
                i += 1
            }
        }
        for pair in zip(years, years.dropFirst()) where pair.1.1 - pair.0.1 <= 7 && pair.0.0 < pair.1.0 {
            let between = String(scalars: scalars[(pair.0.1 + 4)..<pair.1.1])
            if between.allSatisfy({ "年-—–－~～至到".contains($0) }) { return "\(pair.0.0)/\(pair.1.0)" }
        }
        for (word, interval) in plans where text.contains(word) { return interval }
        for (year, at) in years where at > 0 && scalars[at - 1] == 0x5230 { return String(year) }
        return ""
    }
}
