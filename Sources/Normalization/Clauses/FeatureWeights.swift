/// Weights by `slot:rule`, found by the bytes of both.
///
/// Five are looked up for every fact; dictionaries of strings would hash and compare each as normalised text.
struct FeatureWeights: Sendable {
    private var slots: [Int32]
    private var features: [(bytes: [UInt8], weight: Double)] = []
    private let mask: UInt32

    init(_ weights: [String: Double]) {
        var size = 64
        while size < weights.count * 4 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = UInt32(size - 1)
        // in one order, so that every run looks the same
        for (feature, weight) in weights.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(feature.utf8)
            var i = Int(bytes.reduce(Self.seed, Self.mixed) & mask)
            while slots[i] >= 0 { i = (i + 1) & Int(mask) }
            slots[i] = Int32(features.count)
            features.append((bytes, weight))
        }
    }

    /// The weight of `slot:rule`, 0 where there is none.
    subscript(slot: String, rule: String) -> Double {
        // both are native strings, whose bytes lie in one piece
        slot.utf8.withContiguousStorageIfAvailable { slot in
            rule.utf8.withContiguousStorageIfAvailable { rule in weight(slot, rule) } ?? 0
        } ?? 0
    }

    private func weight(_ slot: UnsafeBufferPointer<UInt8>, _ rule: UnsafeBufferPointer<UInt8>) -> Double {
        var hash = Self.seed
        for byte in slot { hash = Self.mixed(hash, byte) }
        hash = Self.mixed(hash, UInt8(ascii: ":"))
        for byte in rule { hash = Self.mixed(hash, byte) }
        var i = Int(hash & mask)
        while slots[i] >= 0 {
            let n = Int(slots[i])
            if Self.matches(features[n].bytes, slot, rule) { return features[n].weight }
            i = (i + 1) & Int(mask)
        }
        return 0
    }

    private static func matches(_ bytes: [UInt8], _ slot: UnsafeBufferPointer<UInt8>, _ rule: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == slot.count + 1 + rule.count else { return false }
        for k in 0..<slot.count where bytes[k] != slot[k] { return false }
        guard bytes[slot.count] == UInt8(ascii: ":") else { return false }
        for k in 0..<rule.count where bytes[slot.count + 1 + k] != rule[k] { return false }
        return true
    }

    private static let seed: UInt32 = 0x811C_9DC5
    @inline(__always)
    private static func mixed(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        let h = (hash ^ UInt32(byte)) &* 0x0100_0193
        return h ^ h >> 15
    }
}
