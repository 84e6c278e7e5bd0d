import Facts
import Lexicons

/// Units below a stroke: 元/吨, 吨每天, tons per year.
extension Scan {
    /// Whether a stroke, 每, 一 or a blank stands at `i`: all that ``withRate(_:)`` begins with.
    @inline(__always) func rateMayFollow(_ i: Int) -> Bool {
        switch at(i) {
        case 0x2F, 0xFF0F, 0x2571, 0x2215, Mark.each, 0x4E00, 0x94B1, 0x20: return true
        default: return false
        }
    }

    /// /, and what stands for it in print: ／, ╱, ∕.
    private func isStroke(_ c: UInt32) -> Bool { c == 0x2F || c == 0xFF0F || c == 0x2571 || c == 0x2215 }

    /// What stands below the stroke: 元/吨, 吨每天, tons per year.
    func withRate(_ unit: UnitReading) -> UnitReading {
        guard unit.reason.isEmpty, unit.kind != .multiple, unit.dimension != .duration else { return unit }
        var unit = unit
        var level = 0
        while level < 2 {
            let j = unit.end
            var k = j
            var worded = false
            switch at(k) {
            case 0x2F, 0xFF0F, 0x2571, 0x2215: k += 1
            case Mark.each:
                k += 1
                worded = true
            // 3元一斤, 4毛钱一斤
            case 0x4E00 where unit.kind == .money && level == 0, 0x94B1 where unit.kind == .money && level == 0 && at(k + 1) == 0x4E00:
                if at(k) == 0x94B1 { k += 1 }
                guard let match = tables.units.longestMatch(in: text, at: k + 1, limit: upper), case let e = tables.entries[match.value], e.dimension == .mass || e.dimension == .area || e.dimension == .volume else { return unit }
                k += 1
                worded = true
            case 0x20:
                if reads("per ", at: k + 1) { k += 5 } else if reads("a ", at: k + 1) { k += 3; worded = true } else if reads("an ", at: k + 1) { k += 4; worded = true } else if at(k + 1) == 0x2F { k += 2 } else { return unit }
            default: return unit
            }
            if at(k) == 0x20 { k += 1 }
            if at(k) == Mark.each { k += 1 }
            if isStroke(at(k - 1)), isDigit(k) { return unit }
            guard let match = tables.units.longestMatch(in: text, at: k, limit: upper) else { return unit }
            let e = tables.entries[match.value]
            guard !e.rateName.isEmpty, !(e.endsInLetter && Scalars.isLetter(at(match.end))), !e.notBefore.contains(at(match.end)) || e.kind == .count && unit.kind == .money else { return unit }
            if worded, e.kind == .count, unit.kind != .money { return unit }
            // a year earlier, a week ago: a time, no rate
            if worded, at(j) == 0x20, e.dimension == .duration {
                for word: StaticString in [" earlier", " ago", " later", " before", " after", "-old", "-ago"] where reads(word, at: match.end) { return unit }
            }
            if worded, at(j) == 0x20, e.dimension != .duration && unit.kind != .money { return unit }
            if unit.isClassifier, e.kind == .count, worded { return unit }
            if unit.kind == .percent || unit.kind == .point {
                guard e.dimension == .duration else { return unit }
                return unit  // 5%/年 keeps its unit
            }
            unit.end = match.end
            unit.length = match.end
            if unit.dimension == .length, e.rateName == "h" || e.rateName == "s" || e.rateName == "min" || e.rateName == "ms" {
                // a speed: metres per hour, minute, second to km/h
                let text = e.rateName == "h" ? "0.001" : e.rateName == "min" ? "0.06" : e.rateName == "s" ? "3.6" : "3600"
                if let f = ExactDecimal(text), let g = unit.factor.multiplied(by: f) {
                    unit.factor = g
                    unit.hasFactor = true
                    unit.unit = "km/h"
                    unit.dimension = .speed
                }
                return unit
            }
            if e.rateFactor != .one, let f = unit.factor.multiplied(by: e.rateFactor) {
                unit.factor = f
                unit.hasFactor = true
            }
            unit.unit = unit.unit + "/" + e.rateName
            unit.dimension = .rate
            if unit.kind != .money { unit.kind = .measure }
            unit.isClassifier = false
            level += 1
        }
        return unit
    }
}
