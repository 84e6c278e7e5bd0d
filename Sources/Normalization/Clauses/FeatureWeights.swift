/// Weights by `slot:rule`, found by the bytes of both.
///
/// Five are looked up for every fact; dictionaries of strings would hash and compare each as normalised text.
struct FeatureWeights: Sendable {
    private struct Feature {
        let start: Int
        let slot: Int
        let rule: Int
        let weight: Double
    }

    private var slots: [Int32]
    private var features: [Feature] = []
    /// Slot and rule of every feature, one behind the other.
    private var bytes: [UInt8] = []
    private let mask: UInt32

    init(_ weights: [String: Double]) {
        var size = 64
        while size < weights.count * 4 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = UInt32(size - 1)
        // in one order, so that every run looks the same
        for (feature, weight) in weights.sorted(by: { $0.key < $1.key }) {
            guard let colon = feature.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let slot = Array(feature.utf8[..<colon]), rule = Array(feature.utf8[feature.utf8.index(after: colon)...])
            var i = slot.withUnsafeBytes { slot in rule.withUnsafeBytes { rule in Int(Self.hash(slot, rule) & mask) } }
            while slots[i] >= 0 { i = (i + 1) & Int(mask) }
            slots[i] = Int32(features.count)
            features.append(Feature(start: bytes.count, slot: slot.count, rule: rule.count, weight: weight))
            bytes += slot
            bytes += rule
        }
    }

    /// The weight of `slot:rule`, 0 where there is none.
    subscript(slot: String, rule: String) -> Double {
        // both are native strings, whose bytes lie in one piece
        slot.utf8.withContiguousStorageIfAvailable { slot in
            rule.utf8.withContiguousStorageIfAvailable { rule in
                weight(UnsafeRawBufferPointer(slot), UnsafeRawBufferPointer(rule))
            } ?? 0
        } ?? 0
    }

    private func weight(_ slot: UnsafeRawBufferPointer, _ rule: UnsafeRawBufferPointer) -> Double {
        var i = Int(Self.hash(slot, rule) & mask)
        while slots[i] >= 0 {
            let f = features[Int(slots[i])]
            let found = f.slot == slot.count && f.rule == rule.count && bytes.withUnsafeBytes { all in
                Self.equal(all, f.start, slot) && Self.equal(all, f.start + f.slot, rule)
            }
            if found { return f.weight }
            i = (i + 1) & Int(mask)
        }
        return 0
    }

    /// Whether `part` stands at `start`; eight bytes at a time, for the names of rules are long.
    @inline(__always)
    private static func equal(_ all: UnsafeRawBufferPointer, _ start: Int, _ part: UnsafeRawBufferPointer) -> Bool {
        var k = 0
        while k + 8 <= part.count {
            guard all.loadUnaligned(fromByteOffset: start + k, as: UInt64.self) == part.loadUnaligned(fromByteOffset: k, as: UInt64.self) else { return false }
            k += 8
        }
        while k < part.count {
            guard all[start + k] == part[k] else { return false }
            k += 1
        }
        return true
    }

    /// A few bytes tell the rules apart: hashing all of them would cost more than the comparison that follows.
    @inline(__always)
    private static func hash(_ slot: UnsafeRawBufferPointer, _ rule: UnsafeRawBufferPointer) -> UInt32 {
        let n = rule.count
        var hash = UInt32(truncatingIfNeeded: slot.count &* 31 &+ n)
        guard n > 0 else { return hash }
        hash = (hash ^ UInt32(rule[0])) &* 0x0100_0193
        hash = (hash ^ UInt32(rule[n / 2])) &* 0x0100_0193
        hash = (hash ^ UInt32(rule[n * 3 / 4])) &* 0x0100_0193
        hash = (hash ^ UInt32(rule[n - 1])) &* 0x0100_0193
        return hash ^ hash >> 15
    }
}
