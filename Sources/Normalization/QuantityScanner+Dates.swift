import Facts

/// Dates and times of day: recognised so that their figures are nothing else.
extension Scan {
    /// A date, clock time, score or telephone number that begins with `n`.
    mutating func special(_ n: Numeral) -> Int? {
        let c = at(n.end)
        switch c {
        case Mark.year, Mark.month, Mark.day, Mark.number, Mark.numberTraditional, 0x5B63, 0x4E16, 0x65EC:
            if let end = dateEnd(from: n, continuing: false) { return takeDate(n, end) }
        case Mark.hour, Mark.hourTraditional:
            if let end = clockWords(n) { return takeTime(n, end) }
        case Mark.point, Mark.pointTraditional:
            if let end = clockWords(n) { return takeTime(n, end) }
        case 0x3A, 0xFF1A:
            if let end = colon(n) { return end }
        case 0x20:
            if n.digits == 4, at(n.end + 1) == Mark.year, let end = dateEnd(from: n, continuing: false) { return takeDate(n, end) }
            if n.marks.contains(.arabic), let value = n.low.integer, value >= 1, value <= 31, let month = tables.months.longestMatch(in: text, at: n.end + 1, limit: upper), !Scalars.isLetter(at(month.end)) {
                var end = month.end
                if at(end) == 0x20 || at(end) == 0x2C {
                    var k = end
                    while at(k) == 0x20 || at(k) == 0x2C { k += 1 }
                    if k <= end + 2, isDigit(k) {
                        let year = readDigits(at: k, grouping: false)
                        if year.digits == 4, !year.marks.contains(.decimal) { end = year.end }
                    }
                }
                return takeDate(n, end)
            }
        default:
            break
        }
        if Scalars.isDash(c) || c == 0x81F3 || c == 0x5230 || c == 0x2F || c == Mark.enumeration || c == 0x548C {
            if let end = rangeOfDates(n) { return takeDate(n, end) }
        }
        if Scalars.isMinus(c), n.marks.contains(.arabic), let end = telephone(n) {
            reject(from: n.start, to: end, kind: .number, value: .zero, reason: "phone")
            return end
        }
        return nil
    }

    mutating func takeDate(_ n: Numeral, _ end: Int) -> Int {
        reject(from: n.start, to: end, kind: .date, value: n.low, reason: "date")
        return end
    }

    mutating func takeTime(_ n: Numeral, _ end: Int) -> Int {
        reject(from: n.start, to: end, kind: .time, value: n.low, reason: "clock")
        return end
    }

    func isYear(_ n: Numeral) -> Bool {
        guard let value = n.low.integer, n.comparator == .eq || n.marks.contains(.pair) else { return false }
        if n.marks.contains(.arabic) {
            if n.digits == 4 { return value >= 1000 && value < 3000 }
            return n.digits == 2 && n.marks.contains(.leadingZero)
        }
        guard n.marks.contains(.positional) else { return false }
        let length = n.end - n.start
        return length == 4 ? value >= 1000 && value < 3000 : length == 2
    }

    /// The end of the date that `n` opens.
    func dateEnd(from n: Numeral, continuing: Bool) -> Int? {
        guard let value = n.low.integer, n.low == n.high || n.marks.contains(.pair), !n.marks.contains(.openEnded) else { return nil }
        var j = n.end
        if at(j) == 0x20 { j += 1 }
        switch at(j) {
        case Mark.year:
            if isYear(n) { return yearTail(j + 1) }
            if at(j + 1) == 0x4EE3 { return j + 2 }  // 50年代
            if n.marks.contains(.arabic), n.digits == 2 || n.digits == 1, isDigit(j + 1) {
                let month = readDigits(at: j + 1, grouping: false)
                if at(month.end) == Mark.month, n.digits == 2, month.digits <= 2 { return yearTail(j + 1) }
            }
            return nil
        case Mark.month:
            guard value >= 1, value <= 12 else { return nil }
            return monthTail(j + 1)
        case Mark.day:
            guard value >= 1, value <= 31, !isYen(j) else { return nil }
            return dayTail(j + 1)
        case Mark.number, Mark.numberTraditional:
            guard continuing, value >= 1, value <= 31 else { return nil }
            return j + 1
        case 0x5B63:  // 季
            guard value >= 1, value <= 4, at(j + 1) == 0x5EA6 else { return nil }
            return j + 2
        case 0x4E16:  // 世
            guard at(j + 1) == 0x7EAA || at(j + 1) == 0x7D00, value <= 30 else { return nil }
            var k = j + 2
            if let decade = readNumber(at: k), at(decade.end) == Mark.year, at(decade.end + 1) == 0x4EE3 { k = decade.end + 2 }
            while isOne(of: "初末中叶期", at: k) { k += 1 }
            return k
        case 0x65EC:
            return j + 1
        default:
            return nil
        }
    }

    /// 10日元 is money, 1日元旦 a day.
    private func isYen(_ i: Int) -> Bool {
        isOne(of: "元圆圓", at: i + 1) && !isOne(of: "旦宵月首", at: i + 2)
    }

    func yearTail(_ i: Int) -> Int {
        var j = i
        if isOne(of: "度", at: j) { j += 1 }
        if isOne(of: "底初末", at: j) { return j + 1 }
        if reads("上半年", at: j) || reads("下半年", at: j) { return j + 3 }
        var k = j
        if at(k) == 0x20 { k += 1 }
        if at(k) == Mark.ordinal { k += 1 }
        if let next = readPlain(at: k) {
            if at(next.end) == Mark.month || at(next.end) == 0x5B63 || at(next.end) == 0x20 && at(next.end + 1) == Mark.month, let end = dateEnd(from: next, continuing: true) { return end }
            if Scalars.isDash(at(next.end)) || at(next.end) == 0x81F3 || at(next.end) == 0x5230, let second = readPlain(at: next.end + 1), at(second.end) == Mark.month || at(second.end) == 0x5B63,
                let end = dateEnd(from: second, continuing: true)
            { return end }
        }
        // 2018年—2020年
        if Scalars.isDash(at(j)) || at(j) == 0x81F3 || at(j) == 0x5230, let second = readPlain(at: j + 1), at(second.end) == Mark.year, isYear(second) { return yearTail(second.end + 1) }
        return j
    }

    func monthTail(_ i: Int) -> Int {
        var j = i
        if isOne(of: "份", at: j) { j += 1 }
        if isOne(of: "底初末", at: j) { return j + 1 }
        if reads("上旬", at: j) || reads("中旬", at: j) || reads("下旬", at: j) { return j + 2 }
        var k = j
        if at(k) == 0x20 { k += 1 }
        if let day = readPlain(at: k), let value = day.low.integer, value >= 1, value <= 31 {
            var e = day.end
            if at(e) == 0x20 { e += 1 }
            if at(e) == Mark.day || at(e) == Mark.number || at(e) == Mark.numberTraditional { return dayTail(e + 1) }
            if Scalars.isDash(at(day.end)) || at(day.end) == 0x81F3 || at(day.end) == 0x5230 || at(day.end) == Mark.enumeration, let second = readPlain(at: day.end + 1), at(second.end) == Mark.day || at(second.end) == Mark.number { return dayTail(second.end + 1) }
        }
        if Scalars.isDash(at(j)) || at(j) == 0x81F3 || at(j) == 0x5230, let second = readPlain(at: j + 1), at(second.end) == Mark.month, let end = dateEnd(from: second, continuing: true) { return end }
        return j
    }

    func dayTail(_ i: Int) -> Int {
        if Scalars.isDash(at(i)) || at(i) == 0x81F3 || at(i) == 0x5230, let second = readPlain(at: i + 1) {
            if at(second.end) == Mark.day { return second.end + 1 }
            if at(second.end) == Mark.month, let end = dateEnd(from: second, continuing: true) { return end }
        }
        return i
    }

    /// A number without multipliers.
    func readPlain(at i: Int) -> Numeral? {
        if isDigit(i) {
            let n = readDigits(at: i, grouping: false)
            return n.marks.contains(.decimal) || n.digits > 4 ? nil : n
        }
        switch classAt(i) {
        case ScalarClass.hanDigit, ScalarClass.hanTens: return readHan(at: i)
        case ScalarClass.hanSmall: return valueAt(i) == 1 ? readHan(at: i) : nil
        default: return nil
        }
    }

    /// 2018—2020年, 1—5月, 25-26日, 2020-12-28, 2020/12/28.
    func rangeOfDates(_ n: Numeral) -> Int? {
        guard let first = n.low.integer, !n.marks.contains(.openEnded) else { return nil }
        let c = at(n.end)
        var k = n.end + 1
        if Scalars.isDash(c), Scalars.isDash(at(k)) { k += 1 }
        guard let m = readPlain(at: k), let second = m.low.integer else { return nil }
        if n.digits == 4, first > 1000, first < 3000, c == 0x2D || c == 0x2F || c == 0x2013 || c == 0xFF0D {
            // 2020-12-28
            if m.digits <= 2, second >= 1, second <= 12, at(m.end) == c, isDigit(m.end + 1) {
                let d = readDigits(at: m.end + 1, grouping: false)
                if d.digits <= 2, !d.marks.contains(.decimal), let day = d.low.integer, day >= 1, day <= 31 { return d.end }
            }
            if m.digits == 2, second >= 1, second <= 12, !Scalars.isLetter(at(m.end)), first >= 1900, first < 2100, !unitBegins(at: m.end) || at(m.end) == Mark.month { return at(m.end) == Mark.month ? m.end + 1 : m.end }
        }
        switch at(m.end) {
        case Mark.year:
            guard n.digits == 4 || (n.marks.contains(.positional) && n.end - n.start == 4), isYear(n), isYear(m) || (m.digits == 2 && m.marks.contains(.arabic)) else { return nil }
            return yearTail(m.end + 1)
        case Mark.month:
            guard first >= 1, first <= 12, second >= 1, second <= 12, n.low < ExactDecimal(13) else { return nil }
            return monthTail(m.end + 1)
        case Mark.day:
            guard first >= 1, first <= 31, second >= 1, second <= 31, !isYen(m.end) else { return nil }
            return dayTail(m.end + 1)
        case 0x5B63 where at(m.end + 1) == 0x5EA6:
            guard first >= 1, first <= 4, second >= 1, second <= 4 else { return nil }
            return m.end + 2
        default:
            // 2018-2020 alone
            guard n.digits == 4, m.digits == 4, first >= 1900, second > first, second <= 2100, Scalars.isDash(c), !unitBegins(at: m.end), !Scalars.isDash(at(m.end)),
                classAt(m.end) != ScalarClass.hanBig
            else { return nil }
            return m.end
        }
    }

    /// 8时30分, 下午3点半.
    func clockWords(_ n: Numeral) -> Int? {
        guard let hour = n.low.integer, hour >= 0, hour <= 24, n.low == n.high || n.marks.contains(.pair), !n.marks.contains(.openEnded) else { return nil }
        var j = n.end + 1
        if reads("钟", at: j) || reads("整", at: j) || reads("许", at: j) || reads("半", at: j) { return j + 1 }
        if reads("左右", at: j) { return j }
        if classAt(j) == ScalarClass.hanDigit && valueAt(j) == 0 { j += 1 }
        if let minutes = readPlain(at: j), let value = minutes.low.integer, value < 60 {
            if at(minutes.end) == Mark.parts, at(minutes.end + 1) != Mark.of { return minutes.end + 1 }
            if at(minutes.end) == 0x523B { return minutes.end + 1 }
            if n.marks.contains(.han), !unitBegins(at: minutes.end) { return nil }
        }
        return n.end + 1
    }

    /// 14:30 and 3:2.
    mutating func colon(_ n: Numeral) -> Int? {
        guard n.marks.contains(.arabic), isDigit(n.end + 1), let first = n.low.integer else { return nil }
        let m = readArabic(at: n.end + 1)
        if m.marks.contains(.unreadable) { return nil }
        if n.digits <= 2, first <= 24, m.digits == 2, !m.marks.contains(.decimal), let minute = m.low.integer, minute < 60, readUnit(after: m, at: m.end) == nil || !unitBegins(at: m.end) {
            var end = m.end
            if at(end) == 0x3A || at(end) == 0xFF1A, isDigit(end + 1) { end = readDigits(at: end + 1, grouping: false).end }
            if Scalars.isDash(at(end)) || at(end) == 0x81F3, isDigit(end + 1) {
                let next = readDigits(at: end + 1, grouping: false)
                if at(next.end) == 0x3A || at(next.end) == 0xFF1A, isDigit(next.end + 1) { end = readDigits(at: next.end + 1, grouping: false).end }
            }
            reject(from: n.start, to: end, kind: .time, value: n.low, reason: "clock")
            return end
        }
        if at(n.end) == 0xFF1A, n.digits == 4 { return nil }
        // 投资：3:5亿 is not written; a unit behind means two figures
        if let unit = readUnit(after: m, at: m.end), unit.reason.isEmpty, at(n.end) == 0xFF1A { return nil }
        var end = m.end
        while at(end) == 0x3A, isDigit(end + 1) { end = readDigits(at: end + 1, grouping: false).end }
        reject(from: n.start, to: end, kind: .number, value: n.low, reason: "score")
        return end
    }

    /// 0471-1234567, 400-800-1234, 138-0013-8000.
    func telephone(_ n: Numeral) -> Int? {
        var j = n.end
        var total = n.digits
        var groups = 1
        var second = 0, third = 0
        while Scalars.isMinus(at(j)), isDigit(j + 1), groups < 4 {
            let part = readDigits(at: j + 1, grouping: false)
            if part.marks.contains(.decimal) { return nil }
            if groups == 1 { second = part.digits } else if groups == 2 { third = part.digits }
            total += part.digits
            groups += 1
            j = part.end
        }
        guard groups >= 2, total >= 10, total <= 14, !isDigit(j) else { return nil }
        // +1-212-555-0100
        if at(n.start - 1) == 0x2B, n.digits <= 3 { return j }
        if n.marks.contains(.leadingZero), n.digits == 3 || n.digits == 4, groups <= 3, second >= 7 || groups == 3 { return j }
        if groups == 3, n.digits == 3 || n.digits == 4, second >= 3, third >= 3 { return j }
        return nil
    }
}
