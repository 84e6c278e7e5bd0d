import Facts

/// What a cell, a label or a caption says by itself: a value, a name, a unit.
extension TableRule {
    /// $6.36 万亿, ~24%, 60%+: a cell that says its own unit.
    func quantity(whole cell: TableCell, unit: String = "") -> Quantity? {
        guard !cell.isValue, cell.text.scalarCount <= 20, cell.text.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) else { return nil }
        var words = Substring(cell.text)
        var comparator: Comparator?
        if let mark = words.first, let told = Self.bounds[mark] { (comparator, words) = (told, words.dropFirst()) }
        if words.last == "+" { (comparator, words) = (.ge, words.dropLast()) }
        let scalars = ContiguousArray((String(words) + unit).unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b -> Quantity? in
            let found = scanner.quantities(in: b, range: 0..<b.count)
            guard found.count == 1, var q = found.first, q.reason.isEmpty, !q.unit.isEmpty, q.span == TextSpan(0, b.count), q.kind != .date, q.kind != .time else { return nil }
            q.span = TextSpan(cell.range.lowerBound, cell.range.upperBound)
            q.numeral = q.span
            if let comparator { q.comparator = comparator }
            return q
        }
    }

    private static let bounds: [Character: Comparator] = [">": .gt, "＞": .gt, "≥": .ge, "<": .lt, "＜": .lt, "≤": .le, "~": .approx, "～": .approx, "≈": .approx]

    /// 减少0.19个百分点, in a cell.
    func difference(_ cell: TableCell, _ r: Reading) -> Quantity? {
        guard !cell.isNumber, cell.text.ends("百分点"), let verb = ["增加", "减少", "上升", "下降", "提高", "降低"].first(where: { cell.text.begins($0) }) else { return nil }
        let scalars = ContiguousArray(cell.text.unicodeScalars.dropFirst(2).map(\.value))
        return scalars.withUnsafeBufferPointer { b -> Quantity? in
            guard var q = scanner.quantities(in: b, range: 0..<b.count).first, q.dimension == .point, q.span == TextSpan(0, b.count) else { return nil }
            if ["减少", "下降", "降低"].contains(verb) { q.negate() }
            var start = cell.range.lowerBound + 2
            while start < cell.range.upperBound, TableGrid.isSpace(r.text[start]) { start += 1 }
            q.span = TextSpan(start, cell.range.upperBound)
            q.numeral = q.span
            return q
        }
    }

    func quantity(_ cell: TableCell, unit: String) -> Quantity? {
        var text = cell.text
        if text.holds("－") || text.holds("−") { text = text.replacing("－", with: "-").replacing("−", with: "-") }
        var negative = false
        if text.begins("-") { negative = true; text.removeFirst() }
        if text.begins("+") { text.removeFirst() }
        if text.ends("%") || text.ends("％") {
            guard let value = ExactDecimal(grouped: text.dropLast()) else { return nil }
            let v = negative ? value.negated : value
            return Quantity(span: TextSpan(cell.range.lowerBound, cell.range.upperBound), numeral: TextSpan(cell.range.lowerBound, cell.range.upperBound), kind: .percent, low: v, high: v, unit: "%", dimension: .percent)
        }
        guard !unit.isEmpty else { return nil }
        let scalars = ContiguousArray((text + unit).unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { b -> Quantity? in
            guard var q = scanner.quantities(in: b, range: 0..<b.count).first, q.reason.isEmpty, !q.unit.isEmpty else { return nil }
            if negative { q.negate() }
            q.span = TextSpan(cell.range.lowerBound, cell.range.upperBound)
            q.numeral = q.span
            return q
        }
    }

    /// A label without its unit, numbering and 其中.
    func labelName(_ text: String) -> String {
        var s = Self.withoutNumber(text)
        for lead in ["其中", "#", "——"] where s.begins(lead) { s = String(s.dropFirst(lead.count).drop { $0 == "：" || $0 == ":" || $0 == " " }) }
        s = Self.withoutNumber(s)
        if let open = s.firstIndex(where: { $0 == "（" || $0 == "(" }), open > s.startIndex { s = String(s[..<open]) }
        while s.last == " " { s.removeLast() }
        return s
    }

    /// 防城 of (1) 防城, 外贸货物吞吐量 of ①外贸货物吞吐量, 内河港口 of 2 ､内河港口.
    private static func withoutNumber(_ text: String) -> String {
        let all = Array(text.unicodeScalars)
        var i = 0
        func skipBlanks() { while i < all.count, all[i] == " " { i += 1 } }
        if let first = all.first, (0x2460...0x2473).contains(first.value) {
            i = 1
        } else {
            let isOpen = all.first == "(" || all.first == "（"
            if isOpen { i = 1 }
            let start = i
            while i < all.count, i - start < 3, ("0"..."9").contains(all[i]) || "一二三四五六七八九十".unicodeScalars.contains(all[i]) { i += 1 }
            guard i > start else { return text }
            if isOpen {
                guard i < all.count, all[i] == ")" || all[i] == "）" else { return text }
                i += 1
            } else {
                skipBlanks()
                guard i < all.count, ["、", "､", ".", "．"].contains(all[i]), i + 1 < all.count, !("0"..."9").contains(all[i + 1]) else { return text }
                i += 1
            }
        }
        skipBlanks()
        guard i < all.count else { return text }
        var rest = String.UnicodeScalarView()
        rest.append(contentsOf: all[i...])
        return String(rest)
    }

    func units(afterLabel text: String) -> [String]? {
        guard text.holds("单位") || text.holds("單位"), let at = text.range(of: "单位：") ?? text.range(of: "单位:") ?? text.range(of: "單位：") else { return nil }
        let rest = text[at.upperBound...].prefix { $0 != "）" && $0 != ")" && $0 != "。" }
        return rest.split(whereSeparator: { "、,，;； ".contains($0) }).map(String.init)
    }

    func parenthesised(_ text: String) -> String? {
        guard let open = text.lastIndex(where: { $0 == "（" || $0 == "(" }),
            let close = text[open...].firstIndex(where: { $0 == "）" || $0 == ")" })
        else { return nil }
        let inner = String(text[text.index(after: open)..<close]).replacing(" ", with: "").replacing("／", with: "/")
        return scanner.isUnit(inner) ? inner : nil
    }
}
