/// Names that a line opens with or consists of, which the text below tells of: items of a digest, towns, villages.
extension AliasFinder {
    /// 中利集团：拟出售股权 over a paragraph that begins with 中利集团: items of a digest.
    func headed(in text: UnsafeBufferPointer<UInt32>, lines: [Range<Int>]) -> [[UInt32]] {
        var found: [[UInt32]] = []
        for line in lines {
            var start = line.lowerBound
            let end = line.upperBound
            var next = end
            while next < text.count, text[next] == "\n" || text[next] == " " || text[next] == 0x3000 || text[next] == "\r" { next += 1 }
            while start < end, text[start] == " " || text[start] == 0x3000 || Self.isBullet(text[start]) { start += 1 }
            if let name = titled(text, start..<end, next) { found.append(name) }
            var colon = start
            while colon < end, colon - start <= 8, text[colon] != "：", text[colon] != ":" { colon += 1 }
            if colon - start >= 2, colon - start <= 8, colon < end, end - start <= 60, next + (colon - start) < text.count, text[colon] == "：" || text[colon] == ":",
                (start..<colon).allSatisfy({ text[$0] == text[next + $0 - start] && (text[$0] >= 0x4E00 && text[$0] <= 0x9FFF || Scalars.isLetter(text[$0])) }),
                !ShortName.common.contains(text, start..<colon), !ShortName.isOffice(text[colon - 1]), !ShortName.isDesk(text[colon - 1])
            {
                found.append(Array(text[start..<colon]))
            }
        }
        return found
    }

    /// 童话小镇 over 童话小镇位于…, 十堰体育馆 over 体育馆于…: a line that is a name, told of below.
    private func titled(_ text: UnsafeBufferPointer<UInt32>, _ line: Range<Int>, _ next: Int) -> [UInt32]? {
        guard (4...16).contains(line.count), line.allSatisfy({ text[$0] >= 0x4E00 && text[$0] <= 0x9FFF || Scalars.isLetter(text[$0]) }), !ShortName.isOffice(text[line.upperBound - 1]) else { return nil }
        for length in [line.count, 4, 3] where length <= line.count && next + length + 2 <= text.count {
            let from = line.upperBound - length
            guard (0..<length).allSatisfy({ text[from + $0] == text[next + $0] }) else { continue }
            let behind = next + length
            guard Self.introductions.contains(text, behind..<behind + 2) || text[behind] == "于" || text[behind] == "由" else { continue }
            return Array(text[line])
        }
        return nil
    }

    private static let introductions: WordSet = ["位于", "坐落", "地处", "占地", "规划", "始建", "成立", "是一", "是以", "总投", "项目", "现有", "拥有", "建于"]

    /// ★, ●: before an item.
    private static func isBullet(_ c: UInt32) -> Bool {
        switch c {
        case "★", "☆", "●", "■", "◆", "▲", "▶", "※": return true
        default: return false
        }
    }

    /// 张易镇|贺套村|为…, 婺源县|石门坞村，…: villages named behind their township or county, where a clause tells of them.
    func villages(in text: UnsafeBufferPointer<UInt32>, entities: [Entity], marks: Landmarks) -> [[UInt32]] {
        var found: [[UInt32]] = []
        func village(from start: Int) {
            for length in [3, 4] where start + length < text.count - 2 && text[start + length - 1] == "村" && extent(start, start + length - 1).allSatisfy({ Self.namesVillage(text[$0]) }) {
                let next = start + length
                if Self.introductions.contains(text, next..<min(text.count, next + 2)) || text[next] == "为" || text[next] == "有" || text[next] == "，" || text[next] == "共" { found.append(Array(text[extent(start, next)])) }
            }
        }
        // 坡关村有284户
        for i in marks.villages where i >= 2 && i < text.count - 2 && text[i + 1] == "有" {
            for length in [2, 3] where i >= length && extent(i - length, i).allSatisfy({ Self.namesVillage(text[$0]) && text[$0] != "全" && text[$0] != "该" && text[$0] != "本" && text[$0] != "个" }) && (i == length || text[i - length - 1] == "\n" || text[i - length - 1] == "。" || Scalars.isSpace(text[i - length - 1])) && (0x30...0x39).contains(text[i + 2]) { found.append(Array(text[extent(i - length, i + 1)])) }
        }
        for i in marks.towns where i >= 2 && i < text.count - 4 {
            if Scalars.isHan(text[i - 1]), Scalars.isHan(text[i - 2]) { village(from: i + 1) }
        }
        for e in entities where e.kind == .place && e.end < text.count && (text[e.end - 1] == "县" || text[e.end - 1] == "市" || text[e.end - 1] == "区") { village(from: e.end) }
        return found
    }

    /// A scalar that may stand in a village's name, not one of 行政村, 农村, 各村.
    private static func namesVillage(_ c: UInt32) -> Bool {
        switch c {
        case "的", "各", "行", "农", "乡": return false
        default: return Scalars.isHan(c)
        }
    }

    /// 坦洲镇处于…, 南区土地面积48平方公里: towns and districts without a row of their own, which a line opens with.
    func towns(in text: UnsafeBufferPointer<UInt32>, lines: [Range<Int>]) -> [[UInt32]] {
        var found: [[UInt32]] = []
        for line in lines {
            var start = line.lowerBound
            let end = line.upperBound
            while start < end, Scalars.isSpace(text[start]) { start += 1 }
            for length in 2...5 where start + length + 2 <= end {
                let last = start + length - 1
                guard Self.isTown(text[last], length), extent(start, last).allSatisfy({ Scalars.isHan(text[$0]) }), !ShortName.isCommonFirst(text[start]), !Self.isOfWhole(text[start]) else { continue }
                let next = extent(last + 1, min(end, last + 5))
                if Self.situations.anyBegins(text, next) { found.append(Array(text[extent(start, last + 1)])) }
            }
        }
        return found
    }

    /// 全镇, 本区, 园区, 开区: no name of its own.
    private static func isOfWhole(_ c: UInt32) -> Bool {
        switch c {
        case "全", "本", "园", "开": return true
        default: return false
        }
    }

    private static func isTown(_ c: UInt32, _ length: Int) -> Bool {
        switch c {
        case "镇", "乡": return length >= 3
        case "区": return length <= 3
        default: return false
        }
    }

    private static let situations: AffixList = ["位于", "地处", "处于", "紧邻", "土地面积", "总面积", "辖区面积", "下辖", "现辖", "毗邻", "坐落"]
}
