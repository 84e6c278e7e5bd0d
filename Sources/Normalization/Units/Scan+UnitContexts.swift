import Facts
import Lexicons

/// Spellings that need a look around: 块, 级, 度.
extension Scan {
    /// 3块5 is money, 128块电池 is not; 三面 and the like need more than one character.
    func block(_ unit: UnitReading, start: Int, n: Numeral) -> UnitReading? {
        var unit = unit
        guard at(start) == 0x5757 || at(start) == 0x584A else { return unit }
        func money() {
            unit.unit = "CNY"
            unit.kind = .money
            unit.dimension = .money
            unit.isClassifier = false
        }
        let j = unit.end
        let single = (isDigit(j) && !isDigit(j + 1)) || (classAt(j) == ScalarClass.hanDigit && classAt(j + 1) != ScalarClass.hanDigit && valueAt(j) > 0)
        if single {
            let after = at(j + 1)
            let isMao = after == 0x6BDB || after == 0x89D2 || after == Mark.parts && at(j + 2) != Mark.of
            if isMao || !(unitBegins(at: j + 1) || classAt(j + 1) == ScalarClass.hanSmall || classAt(j + 1) == ScalarClass.hanBig || after == 0x2E)
                || (after == 0x94B1 || after == 0x5143)
            {
                money()
                return unit
            }
        }
        // 三块零四
        if classAt(j) == ScalarClass.hanDigit, valueAt(j) == 0, oneDigit(j + 1) != nil, at(j + 2) == Mark.parts && at(j + 3) != Mark.of || !Scalars.isHan(at(j + 2)) {
            money()
            return unit
        }
        // 3.04块; 七块 alone
        if n.marks.contains(.decimal) && !n.marks.contains(.multiplied) || (n.start == lower && (j == upper || Scalars.isBreak(at(j)))) {
            money()
            return unit
        }
        var k = n.start - 1
        while k >= max(lower, n.start - 5) {
            if isOne(of: "价卖售花价赚元涨降", at: k) { money(); return unit }
            if isOne(of: "，。；,;、\n", at: k) { break }
            k -= 1
        }
        // 最多三块: nothing countable stands near
        if endsBlock(j), !n.marks.contains(.multiplied), at(n.start) != Mark.one || !n.marks.contains(.single) {
            k = n.start - 1
            let bottom = max(lower, n.start - 6)
            var countable = false
            while k >= bottom, !isOne(of: "，。；,;、\n", at: k) {
                if isOne(of: "地田土板屏碑牌池砖磚表奖獎石布煤金银銀铜冰成为為分建设切第同这這那另共总總", at: k) { countable = true; break }
                k -= 1
            }
            if !countable { money(); return unit }
        }
        if reads("每斤", at: n.start - 2) || reads("一斤", at: n.start - 2) || reads("每公斤", at: n.start - 3) { money() }
        return unit
    }

    /// 算力总规模达13.2万P, 8600P智能算力.
    func tellsOfComputing(around start: Int, _ end: Int) -> Bool {
        var k = start - 1
        while k >= max(lower, start - 30), at(k) != 0x3002, !Scalars.isBreak(at(k)) {
            if at(k) == 0x7B97 { return true }
            k -= 1
        }
        return (end..<min(upper, end + 6)).contains { at($0) == 0x7B97 }
    }

    /// Whether 块 is the last word: 三块。 三块以上, 两块到三块.
    private func endsBlock(_ j: Int) -> Bool {
        let c = at(j)
        if !Scalars.isHan(c) { return !Scalars.isDash(c) && !isDigit(j) && !Scalars.isBlank(c) && !Scalars.isLetter(c) && c != Mark.enumeration && !Scalars.isCloseQuote(c) }
        if reads("以上", at: j) || reads("以下", at: j) || reads("以内", at: j) || reads("左右", at: j) { return !Scalars.isHan(at(j + 2)) }
        guard c == 0x5230 || c == 0x81F3, let m = readNumber(at: j + 1), at(m.end) == 0x5757 || at(m.end) == 0x584A else { return false }
        return !Scalars.isHan(at(m.end + 1)) || oneDigit(m.end + 1) != nil
    }

    /// Whether a straight quotation mark before `i` on its line waits for its second.
    func quotationOpen(before i: Int) -> Bool {
        var open = false
        var k = i - 1
        let bottom = max(lower, i - 60)
        while k >= bottom, !Scalars.isBreak(at(k)) {
            if at(k) == 0x22, !isDigit(k - 1) { open.toggle() }
            if at(k) == 0x201C { return true }
            if at(k) == 0x201D { break }
            k -= 1
        }
        return open
    }

    /// 千亿级, 万吨级.
    func grade(_ unit: UnitReading, n: Numeral) -> UnitReading {
        var unit = unit
        unit.unit = ""
        unit.kind = .number
        unit.dimension = .none
        return unit
    }

    /// What 度 measures here.
    func degree(_ unit: UnitReading, n: Numeral) -> UnitReading? {
        var unit = unit
        if isOne(of: "电電", at: unit.end) || n.power >= 4 && n.marks.contains(.multiplied) { return unit }
        if at(unit.end) == 0x89D2 {
            unit.unit = "deg"
            return unit
        }
        var k = n.start - 1
        let bottom = max(lower, n.start - 14)
        while k >= bottom {
            let c = at(k)
            if c == 0x3002 || c == 0xFF1B || Scalars.isBreak(c) { break }
            if (c == 0x6E29 || c == 0x6EAB) && (reads("华氏", at: k - 2) || reads("華氏", at: k - 2)) || reads("華氏", at: k) {
                unit.unit = "degF"
                unit.dimension = .temperature
                return unit
            }
            if c == 0x6E29 || c == 0x6EAB || reads("零下", at: k) || reads("零上", at: k) || reads("摄氏", at: k) || reads("攝氏", at: k) || reads("发烧", at: k) || reads("烤箱", at: k) {
                unit.unit = "degC"
                unit.dimension = .temperature
                return unit
            }
            if reads("华氏", at: k) {
                unit.unit = "degF"
                unit.dimension = .temperature
                return unit
            }
            if c == 0x7535 || c == 0x96FB { return unit }
            if c == 0x89D2 || c == 0x5761 || reads("旋转", at: k) || reads("东经", at: k) || reads("北纬", at: k) || reads("倾斜", at: k) || c == 0x7EAC || c == 0x7ECF && isOne(of: "东西", at: k - 1) {
                unit.unit = "deg"
                unit.dimension = .angle
                return unit
            }
            k -= 1
        }
        if n.marks.contains(.han), n.marks.contains(.single) { return nil }
        unit.unit = "度"
        unit.dimension = .angle
        return unit
    }
}
