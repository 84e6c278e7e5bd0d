import Facts
import Lexicons

/// Names without a suffix that the text itself introduces: （以下简称“浙智专委”）, 宁德时代（300750）, a title's 某某：….
struct AliasFinder: Sendable {
    struct Found: Sendable {
        /// Each further mention, as an entity of the same kind.
        var entities: [Entity] = []
        /// Long name by short name.
        var longNames: [String: String] = [:]
    }

    private static let defining: [[UInt32]] = ["以下简称", "下称", "简称", "以下統稱", "以下簡稱"].map { $0.unicodeScalars.map(\.value) }

    func find(in text: UnsafeBufferPointer<UInt32>, tokens: [Token], entities: [Entity]) -> Found {
        var found = Found()
        var names: [(scalars: [UInt32], code: Int?)] = []
        for (k, t) in tokens.enumerated() where t.mark == .open {
            if let alias = defined(text, from: t.end) {
                let index = nearest(entities, endingAt: t.start)
                let short = String(scalars: text[alias])
                if let index {
                    found.longNames[short] = String(scalars: text[extent(entities[index].start, entities[index].end)])
                }
                if short != "公司", short != "本公司", short != "发行人", alias.count >= 2 { names.append((Array(text[alias]), index.flatMap { entities[$0].code })) }
            } else if isStockCode(text, from: t.end) {
                // the nominal run before the bracket is the firm's short name
                var start = k > 0 ? tokens[k - 1].end : 0
                if k > 0, tokens[k - 1].kind == .word, tokens[k - 1].roles.contains(.weakSuffix) || tokens[k - 1].roles.contains(.plain) || tokens[k - 1].roles.contains(.verb) || tokens[k - 1].kind == .place {
                    start = k > 1 ? tokens[k - 2].end : 0
                }
                if k > 1, tokens[k - 1].kind == .place { start = min(start, tokens[k - 1].start) }
                while start < t.start, text[start] == " " || text[start] == "\n" || text[start] == 0x3000 { start += 1 }
                let count = t.start - start
                if count >= 2, count <= 8 {
                    names.append((Array(text[extent(start, t.start)]), nil))
                }
            }
        }
        guard !names.isEmpty else { return found }
        names.sort { $0.scalars.count > $1.scalars.count }
        var i = 0
        var e = 0
        while i < text.count {
            while e < entities.count, entities[e].end <= i { e += 1 }
            if e < entities.count, entities[e].start <= i { i = entities[e].end; continue }
            var hit = false
            for name in names where text[i] == name.scalars[0] && i + name.scalars.count <= text.count {
                if zip(name.scalars, text[extent(i, (i + name.scalars.count))]).allSatisfy({ $0 == $1 }) {
                    found.entities.append(Entity(kind: .organisation, start: i, end: i + name.scalars.count, code: name.code))
                    i += name.scalars.count
                    hit = true
                    break
                }
            }
            if !hit { i += 1 }
        }
        return found
    }

    /// The alias behind 以下简称, without its quotation marks.
    private func defined(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> Range<Int>? {
        for word in Self.defining where start + word.count < text.count {
            guard zip(word, text[extent(start, (start + word.count))]).allSatisfy({ $0 == $1 }) else { continue }
            var a = start + word.count
            while a < text.count, text[a] == "“" || text[a] == "：" || text[a] == "「" || text[a] == "‘" || text[a] == "为" || text[a] == "\"" { a += 1 }
            var b = a
            while b < text.count, b - a < 16, !(text[b] == "”" || text[b] == "）" || text[b] == ")" || text[b] == "」" || text[b] == "’" || text[b] == "\"" || text[b] == "，") { b += 1 }
            return b > a && b - a < 16 ? extent(a, b) : nil
        }
        return nil
    }

    /// 300750, 600111.SH, SZ300750, 证券代码：…
    private func isStockCode(_ text: UnsafeBufferPointer<UInt32>, from start: Int) -> Bool {
        var i = start
        var digits = 0
        while i < text.count, i - start < 14 {
            let c = text[i]
            if c >= 0x30, c <= 0x39 { digits += 1 } else if c == "）" || c == ")" { return digits == 6 || digits == 5 || digits == 4 && i - start >= 7 } else if !(c == "." || c >= 0x41 && c <= 0x5A || c == ":" || c == "：" || c == " ") { return false }
            i += 1
        }
        return false
    }

    private func nearest(_ entities: [Entity], endingAt position: Int) -> Int? {
        var k = entities.count - 1
        while k >= 0 {
            if entities[k].end <= position {
                return position - entities[k].end <= 2 && (entities[k].kind == .organisation || entities[k].kind == .project || entities[k].kind == .place) ? k : nil
            }
            k -= 1
        }
        return nil
    }
}
