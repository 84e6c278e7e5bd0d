import Facts
import Lexicons

/// What is found: in order, with lists given their unit and bounds joined.
extension Scan {
    mutating func reject(from start: Int, to end: Int, kind: QuantityKind, value: ExactDecimal, reason: String) {
        emit(Quantity(span: TextSpan(start, end), numeral: TextSpan(start, end), kind: kind, low: value, high: value, reason: reason))
    }

    /// Appends, and gives a list's earlier bare numbers the unit of its last: 分别为2、3、5万吨.
    mutating func emit(_ quantity: consuming Quantity, numeral: Numeral? = nil, factor: ExactDecimal? = nil) {
        guard quantity.span.start >= floor, quantity.span.end > quantity.span.start else { return }
        if quantity.span.start < titleEnd, quantity.reason.isEmpty, !statesFact(from: quantity.numeral.start, to: quantity.span.end) { quantity.reason = "name" }
        let joins = pendingFrom >= 0 && joined(quantity)
        // 不低于1.2/3.4亿元, 超过12%/15%: the bound in front holds for each
        if boundEnd == quantity.span.start - 1, quantity.comparator == .eq, quantity.reason.isEmpty, at(boundEnd) == 0x2F || at(boundEnd) == 0xFF0F, let last = found.last, last.span.end == boundEnd,
            last.unit.isEmpty || last.unit == quantity.unit
        {
            quantity.comparator = last.comparator
            boundEnd = quantity.span.end
        }
        if joins, let numeral, !quantity.unit.isEmpty || !quantity.reason.isEmpty || quantity.kind == .ordinal {
            share(&quantity, numeral: numeral, factor: factor)
            pendingFrom = -1
        } else if joins, quantity.kind == .date || quantity.kind == .ordinal {
            for k in pendingFrom..<found.count where found[k].unit.isEmpty {
                found[k].reason = quantity.reason
                found[k].kind = quantity.kind
            }
            pendingFrom = -1
        }
        if bounds(quantity) { return }
        if quantity.kind == .point, quantity.reason.isEmpty { givePoints(to: quantity) }
        floor = quantity.span.end
        let isBare = quantity.kind == .number && quantity.unit.isEmpty && (quantity.reason.isEmpty || quantity.reason == "lexical") && numeral != nil
        found.append(quantity)
        if isBare {
            if !(joins && pendingFrom >= 0) { pendingFrom = found.count - 1 }
        } else {
            pendingFrom = -1
        }
    }

    /// 5.4个、1.9个和5.7个百分点: the points are said once.
    private mutating func givePoints(to last: Quantity) {
        var k = found.count - 1
        var end = last.span.start
        while k >= 0, found[k].unit == "个", found[k].reason.isEmpty, end - found[k].span.end == 1, isOne(of: "、和及与", at: found[k].span.end), found[k].numeral.end + 1 == found[k].span.end {
            (found[k].unit, found[k].kind, found[k].dimension) = (last.unit, last.kind, last.dimension)
            end = found[k].span.start
            k -= 1
        }
    }

    /// Joins 5000万元以上1亿元以下 into one range; `true` where it did.
    mutating func bounds(_ quantity: Quantity) -> Bool {
        guard quantity.reason.isEmpty, !found.isEmpty, quantity.comparator != .eq, quantity.low == quantity.high else { return false }
        let last = found[found.count - 1]
        guard last.reason.isEmpty, last.low == last.high,
            last.unit == quantity.unit || (last.kind == .number && last.unit.isEmpty && last.comparator != .eq)
        else { return false }
        let opens = last.comparator == .gt || last.comparator == .ge
        let closes = quantity.comparator == .lt || quantity.comparator == .le
        let reversed = (last.comparator == .lt || last.comparator == .le) && (quantity.comparator == .gt || quantity.comparator == .ge)
        guard opens && closes || reversed, quantity.span.start - last.span.end <= 5 else { return false }
        for k in last.span.end..<quantity.span.start where !isOne(of: "，, 、且并但而同时的或", at: k) { return false }
        let low = reversed ? quantity.low : last.low, high = reversed ? last.low : quantity.low
        guard low < high else { return false }
        var merged = quantity
        merged.low = low
        merged.high = high
        merged.comparator = .range
        merged.span.start = last.span.start
        merged.numeral.start = last.numeral.start
        found[found.count - 1] = merged
        floor = merged.span.end
        pendingFrom = -1
        return true
    }

    /// Whether a figure is written with a point or a comma.
    private func isPointed(_ span: TextSpan) -> Bool {
        for k in span.start..<min(span.end, span.start + 16) where at(k) == 0x2E || at(k) == 0x2C { return true }
        return false
    }

    /// Whether only a list mark stands between the last quantity and this one.
    func joined(_ quantity: Quantity) -> Bool {
        guard !found.isEmpty else { return false }
        let gap = quantity.span.start - lastEnd
        if gap == 1, isOne(of: "/／", at: lastEnd) {
            // 26.3/32.9亿元 and 120/150/180亿元 are lists; 10/3万元 may be anything
            return found.count - pendingFrom > 1 || isPointed(found[found.count - 1].numeral) || isPointed(quantity.numeral)
                || quantity.kind == .number && at(quantity.numeral.end) == 0x2F
        }
        if gap == 1 { return isOne(of: "、和及与或", at: lastEnd) }
        // 45 and 50 mg: only what is measured is so shared
        guard gap == 5 || gap == 4, reads(" and ", at: lastEnd) && gap == 5 || reads(" or ", at: lastEnd) && gap == 4 else { return false }
        switch quantity.dimension {
        case .mass, .length, .volume, .energy, .power, .percent, .area, .temperature, .pressure: return true
        default: return false
        }
    }

    mutating func share(_ quantity: inout Quantity, numeral: Numeral, factor: ExactDecimal?) {
        if !quantity.reason.isEmpty, quantity.reason != "lexical" {
            for k in pendingFrom..<found.count {
                found[k].reason = quantity.reason
                found[k].kind = quantity.kind
            }
            return
        }
        guard quantity.comparator == .eq || quantity.comparator == .range || quantity.comparator == .approx || quantity.comparator == .gt || quantity.comparator == .ge else { return }
        // 2、3家: two or three
        if found.count - pendingFrom == 1, let a = found[pendingFrom].low.integer, let b = numeral.low.integer, b == a + 1, b <= 9,
            found[pendingFrom].comparator == .eq, quantity.comparator == .eq, at(found[pendingFrom].span.end) == Mark.enumeration, !reads("分别", at: found[pendingFrom].span.start - 2),
            !reads("别为", at: found[pendingFrom].span.start - 2), !isOne(of: "为达有", at: found[pendingFrom].span.start - 1), factor == nil
        {
            quantity.low = found[pendingFrom].low
            quantity.comparator = .range
            quantity.span.start = found[pendingFrom].span.start
            quantity.numeral.start = found[pendingFrom].numeral.start
            if quantity.reason == "lexical" { quantity.reason = "" }
            found.removeLast()
            return
        }
        let power = numeral.marks.contains(.multiplied) ? (carried(numeral).last ?? 0) : 0
        for k in pendingFrom..<found.count {
            let last = classAt(found[k].numeral.end - 1)
            let hasOwn = last == ScalarClass.hanBig || last == ScalarClass.hanSmall
            guard var low = found[k].low.scaled(by: hasOwn ? 0 : power), var high = found[k].high.scaled(by: hasOwn ? 0 : power) else { continue }
            if let factor {
                guard let a = low.multiplied(by: factor), let b = high.multiplied(by: factor) else { continue }
                low = a
                high = b
            }
            found[k].low = low
            found[k].high = high
            found[k].unit = quantity.unit
            found[k].kind = quantity.kind
            found[k].dimension = quantity.dimension
            found[k].reason = ""
        }
    }
}
