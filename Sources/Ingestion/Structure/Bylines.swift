import Facts
import Lexicons

/// Recognises lines that name who wrote: `◎本报记者 张三 通讯员 李四`, `□ 本报记者 王五`.
///
/// Such a line holds nothing but marks, roles, agencies and names of two to four characters.
struct Bylines {
    let page: Page

    private static let strong = ["记者", "記者", "通讯员", "通訊員", "评论员", "实习生", "作者", "撰", "主笔", "执笔", "特派员", "特派員"]
        .map(\.scalarValues)

    func isByline(_ start: Int, _ end: Int) -> Bool {
        guard end - start <= 80, end - start >= 3 else { return false }
        var i = start
        var names = 0
        var marks = 0
        var strongRoles = 0
        var everyNameIsLikely = true
        while i < end {
            let c = page.text[i]
            if Characters.isSpace(c) || isSeparator(c) {
                i += 1
                continue
            }
            if let next = page.words.end(of: .bylineMark, in: page.text, at: i, limit: end) {
                marks += 1
                i = next
                continue
            }
            if let next = role(at: i, end) {
                if isStrong(i, next) || followedBySeparator(next, end) { strongRoles += 1 }
                i = next
                continue
            }
            if let next = page.words.end(of: .agency, in: page.text, at: i, limit: end) {
                i = next
                continue
            }
            guard let next = name(at: i, end) else { return false }
            names += 1
            everyNameIsLikely = everyNameIsLikely && isLikelyName(i, next)
            i = next
        }
        guard names <= 12 else { return false }
        // □ 张三 李四: a mark and nothing but names
        if marks > 0, names > 0, names <= 4, everyNameIsLikely { return true }
        return strongRoles > 0 && (names > 0 || marks > 0)
    }

    /// A surname with one or two characters behind it.
    private func isLikelyName(_ start: Int, _ end: Int) -> Bool {
        guard let surname = page.words.end(of: .surname, in: page.text, at: start, limit: end) else { return false }
        return (1...2).contains(end - surname) && (start..<end).allSatisfy { Characters.isHan(page.text[$0]) }
    }

    private func isSeparator(_ c: UInt32) -> Bool {
        switch c {
        case 0x2F, 0xFF0F, 0x7C, 0xFF5C, 0x3001, 0xFF1A, 0x3A, 0xFF08, 0xFF09, 0x28, 0x29, 0x4E28, 0x2022, 0x26:
            return true
        default: return false
        }
    }

    private func role(at start: Int, _ end: Int) -> Int? {
        var at = start
        if page.text[at] == 0x9A7B || page.text[at] == 0x99D0 {
            // 驻江苏记者: the place between 驻 and the role is part of the role
            for skip in 1...6 where at + skip < end {
                if let next = page.words.end(of: .bylineRole, in: page.text, at: at + skip, limit: end),
                    isStrong(at + skip, next)
                {
                    return next
                }
            }
            return nil
        }
        if let agency = page.words.end(of: .agency, in: page.text, at: at, limit: end), agency < end,
            let next = page.words.end(of: .bylineRole, in: page.text, at: agency, limit: end)
        {
            at = agency
            _ = at
            return next
        }
        guard let next = page.words.end(of: .bylineRole, in: page.text, at: start, limit: end) else { return nil }
        // 文 and 图 are roles only beside a separator
        if next - start == 1, !followedBySeparator(next, end), start == 0 || !followedBySeparator(start - 1, end) {
            return nil
        }
        return next
    }

    private func followedBySeparator(_ at: Int, _ end: Int) -> Bool {
        guard at < end else { return false }
        let c = page.text[at]
        return c == 0x2F || c == 0xFF0F || c == 0xFF1A || c == 0x3A || c == 0x4E28 || c == 0xFF5C || c == 0x7C
    }

    private func isStrong(_ start: Int, _ end: Int) -> Bool {
        Self.strong.contains { page.contains($0, start, end) != nil }
    }

    /// The end of a name: two to four Han, or a foreign name with `·`.
    private func name(at start: Int, _ end: Int) -> Int? {
        var i = start
        var foreign = false
        while i < end {
            let c = page.text[i]
            if c == 0xB7 || c == 0x2022 || c == 0x30FB {
                foreign = true
                i += 1
                continue
            }
            guard Characters.isHan(c), c != 0x4E28 else { break }
            if i > start, role(at: i, end) != nil { break }
            i += 1
        }
        let length = i - start
        guard length >= 2, length <= (foreign ? 14 : 4) else {
            // a surname set apart from a one-character name: 张 三
            guard length == 1, i + 1 < end, Characters.isSpace(page.text[i]), Characters.isHan(page.text[i + 1]) else {
                return nil
            }
            var j = i
            while j < end, Characters.isSpace(page.text[j]) { j += 1 }
            guard j < end, Characters.isHan(page.text[j]), j + 1 == end || !Characters.isHan(page.text[j + 1]) else {
                return nil
            }
            return j + 1
        }
        if page.words.matches(.opener, in: page.text, start, i) { return nil }
        return i
    }
}
