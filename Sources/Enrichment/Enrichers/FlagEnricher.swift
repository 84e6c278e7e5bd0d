import Facts
import Lexicons

/// Marks figures that can hardly be right. Values are kept as written (`facts.md` convention 11).
struct FlagEnricher: DocumentEnricher {
    static let name = "flags"
    private let bounds: PlausibilityTable
    private let cues: EnrichmentCuesTable

    init(lexicons: LexiconSet) {
        bounds = lexicons.plausibility
        cues = lexicons.enrichmentCues
    }

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        for (i, fact) in work.facts.enumerated() {
            if i & 255 == 0 { try deadline.check() }
            var flags: Set<String> = Set(work.result.meanings[i].flags)
            if fact.category == .share, fact.unit == "%", fact.high > .hundred { flags.insert("share_over_100") }
            switch fact.category {
            case .capacity, .investment, .count, .production, .resource, .funding:
                if fact.low.isNegative { flags.insert("negative_value") }
            default: break
            }
            if isSuspect(fact, i, work) { flags.insert("unit_suspect") }
            work.result.meanings[i].flags = flags.sorted()
        }
    }

    private func isSuspect(_ fact: Fact, _ i: Int, _ work: EnrichmentWork) -> Bool {
        guard fact.category != .change else { return false }
        for bound in bounds.bounds(unit: fact.unit) {
            if !bound.about.isEmpty,
                !bound.about.contains(where: { fact.metric.contains($0) || fact.item.contains($0) })
            {
                continue
            }
            var low = fact.low
            var high = fact.high
            if !bound.per.isEmpty {
                guard let place = work.places[i],
                    let amount = bound.per == "kWh"
                        ? EnergyAmount.need(before: place.lowerBound, work.text, cues) : nil,
                    let a = low.divided(by: amount, digits: 9), let b = high.divided(by: amount, digits: 9)
                else { continue }
                (low, high) = (a, b)
            }
            if let least = bound.low, low < least { return true }
            if let most = bound.high, high > most { return true }
        }
        return false
    }
}

/// Reads an amount of energy that is no fact of its own, because a need is told per that amount.
enum EnergyAmount {
    private static let units: [(ContiguousArray<UInt32>, Int)] = [
        ("千瓦时", 0), ("千瓦小时", 0), ("兆瓦时", 3), ("吉瓦时", 6), ("太瓦时", 9), ("瓦时", -3), ("kWh", 0), ("MWh", 3), ("GWh", 6),
        ("TWh", 9), ("Wh", -3), ("度电", 0),
    ].map { (ContiguousArray($0.0.unicodeScalars.map(\.value)), $0.1) }

    /// The amount that a need is told for, in kWh: 1亿瓦时 in 1亿瓦时将需要220万吨.
    static func need(before position: Int, _ text: ReadingText, _ cues: EnrichmentCuesTable) -> ExactDecimal? {
        let sentence = text.sentence(at: position)
        return text.scalars.withUnsafeBufferPointer { scalars in
            guard let need = cues.first(.aimWord, in: scalars, range: sentence.lowerBound..<position) else {
                return nil
            }
            return last(in: scalars, range: sentence.lowerBound..<need.start)
        }
    }

    /// The last amount of a range, in kWh.
    static func last(in text: UnsafeBufferPointer<UInt32>, range: Range<Int>) -> ExactDecimal? {
        var i = range.upperBound
        while i > range.lowerBound {
            i -= 1
            for (unit, power) in units where i + unit.count <= range.upperBound {
                guard unit.indices.allSatisfy({ text[i + $0] == unit[$0] }) else { continue }
                if let value = number(endingAt: i, in: text, floor: range.lowerBound)?.scaled(by: power) {
                    return value
                }
            }
        }
        return nil
    }

    private static func number(endingAt end: Int, in text: UnsafeBufferPointer<UInt32>, floor: Int) -> ExactDecimal? {
        var i = end
        var power = 0
        while i > floor {
            if text[i - 1] == 0x4EBF { power += 8 } else if text[i - 1] == 0x4E07 { power += 4 } else { break }
            i -= 1
        }
        var digits: [UInt8] = []
        while i > floor, digits.count < 20 {
            let scalar = text[i - 1]
            if scalar >= 0x30, scalar <= 0x39 {
                digits.append(UInt8(scalar))
            } else if scalar >= 0xFF10, scalar <= 0xFF19 {
                digits.append(UInt8(scalar - 0xFF10 + 0x30))
            } else if scalar == 0x2E || scalar == 0xFF0E {
                digits.append(0x2E)
            } else {
                break
            }
            i -= 1
        }
        return ExactDecimal(String(decoding: digits.reversed(), as: UTF8.self))?.scaled(by: power)
    }
}
