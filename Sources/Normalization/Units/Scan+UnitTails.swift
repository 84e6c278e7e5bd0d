import Facts
import Lexicons

/// What goes on behind a unit: 3年半, 12元5角3分, 5毛.
extension Scan {
    /// 半, 角 and 分 behind a unit.
    func withTail(_ unit: UnitReading, n: Numeral) -> UnitReading {
        var unit = unit
        var j = unit.end
        if at(j) == Mark.half, unit.addition == nil, unit.reason.isEmpty, unit.kind != .percent,
            !isOne(of: "导導挂掛成径徑岛島自公固封开開潜决决官山球坡透干连数壁空途夜路场月年天身湿壳联", at: j + 1) || unit.unit == "个"
        {
            let loose = unit.dimension == .duration || unit.kind == .multiple || at(unit.end - 1) == 0x65A4 || unit.unit == "个"
            let end = !Scalars.isHan(at(j + 1))
            if let half = ExactDecimal(coefficient: 5, exponent: -1), loose || end {
                if unit.unit == "个" || unit.unit == "個" {
                    // 3个半月
                    if isOne(of: "月", at: j + 1) { unit.unit = "个月"; unit.dimension = .duration; unit.kind = .measure; unit.isClassifier = false; j += 1 }
                    else if reads("小时", at: j + 1) || reads("钟头", at: j + 1) { unit.unit = "小时"; unit.dimension = .duration; unit.kind = .measure; unit.isClassifier = false; j += 2 }
                    else if reads("百分点", at: j + 1) { unit.unit = "pp"; unit.dimension = .point; unit.kind = .point; unit.isClassifier = false; j += 3 }
                    else if Scalars.isHan(at(j + 1)), isOne(of: "导成径自", at: j + 1) { return unit }
                }
                unit.addition = half
                unit.end = j + 1
            }
            return unit
        }
        guard unit.kind == .money, unit.unit == "CNY" else { return unit }
        // 12元5角3分, 3块5
        let isKuai = at(unit.end - 1) == 0x5757 || at(unit.end - 1) == 0x584A
        let isYuan = at(unit.end - 1) == 0x5143 || at(unit.end - 1) == 0x5706 || at(unit.end - 1) == 0x5713
        guard isKuai || isYuan else { return unit }
        var jiao: Int64?, fen: Int64?
        j = unit.end
        if isYuan, classAt(j) == ScalarClass.hanDigit, valueAt(j) == 0 { j += 1 }  // 元零五分
        if let d = oneDigit(j) {
            let c = at(j + 1)
            if c == 0x89D2 || c == 0x6BDB {
                jiao = d
                j += 2
            } else if c == Mark.parts, at(j + 2) != Mark.of {
                fen = d
                j += 2
            } else if isKuai, !unitBegins(at: j + 1), classAt(j + 1) != ScalarClass.hanSmall, classAt(j + 1) != ScalarClass.hanBig {
                jiao = d
                j += 1
            }
            if jiao != nil {
                var k = j
                if classAt(k) == ScalarClass.hanDigit, valueAt(k) == 0 { k += 1 }
                if let d = oneDigit(k), at(k + 1) == Mark.parts, at(k + 2) != Mark.of {
                    fen = d
                    j = k + 2
                }
            }
        } else if isYuan || isKuai, isDigit(j), isDigit(j + 1), at(j + 2) == Mark.parts, at(j + 3) != Mark.of {
            fen = (Scalars.digit(at(j)) ?? 0) * 10 + (Scalars.digit(at(j + 1)) ?? 0)
            j += 3
        }
        if jiao == nil, fen == nil {
            if isYuan, at(unit.end) == 0x6574 { unit.end += 1 }  // 元整
            return unit
        }
        unit.addition = ExactDecimal(coefficient: (jiao ?? 0) * 10 + (fen ?? 0), exponent: -2)
        unit.end = at(j) == 0x6574 ? j + 1 : j
        if at(unit.end) == 0x94B1, isKuai { unit.end += 1 }  // 钱
        return unit
    }

    func oneDigit(_ i: Int) -> Int64? {
        if let d = Scalars.digit(at(i)), !isDigit(i + 1), at(i + 1) != 0x2E { return d }
        if classAt(i) == ScalarClass.hanDigit, classAt(i + 1) != ScalarClass.hanDigit { return valueAt(i) }
        return nil
    }

    /// 5角, 5毛钱, 8分钱.
    func subunit(after n: Numeral, at j: Int) -> UnitReading? {
        guard n.high < .hundred || n.marks.contains(.multiplied) else { return nil }
        var end = j
        var exponent = -1
        switch at(j) {
        case 0x6BDB:
            if isOne(of: "利坯巾病衣织重细绒泽皮竹笔", at: j + 1) { return nil }
            end = j + 1
        case 0x89D2:
            if isOne(of: "度色落逐形大楼膜质", at: j + 1) { return nil }
            end = j + 1
        case Mark.parts:
            guard at(j + 1) == 0x94B1 else { return nil }
            exponent = -2
            end = j + 1
        default: return nil
        }
        if at(end) == 0x94B1 { end += 1 }
        // 5角3分, 两毛五
        var addition: ExactDecimal?
        if exponent == -1, let d = oneDigit(end), !Scalars.isHan(at(end + 1)), !isDigit(end + 1), at(end) != 0x96F6 {
            addition = ExactDecimal(coefficient: d, exponent: -1)
            end += 1
        } else
        if exponent == -1, let d = oneDigit(end), at(end + 1) == Mark.parts, at(end + 2) != Mark.of {
            addition = ExactDecimal(coefficient: d, exponent: -1)
            end += 2
        }
        guard let factor = ExactDecimal(coefficient: 1, exponent: exponent) else { return nil }
        return UnitReading(
            end: end, unit: "CNY", factor: factor, hasFactor: true, dimension: .money, kind: .money, addition: addition, length: end - j)
    }
}
