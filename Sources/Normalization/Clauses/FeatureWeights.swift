import Lexicons

/// Weights of features, each of two halves, `slot:rule`: the halves are looked up once as names, and pairs of names by number.
///
/// Twenty are asked for of every fact, and most of their halves more than once; dictionaries of strings would
/// hash and compare each as normalised text.
struct FeatureWeights: Sendable {
    /// Half of a feature's name; ``none`` where no feature has it.
    struct Name: Equatable, Sendable {
        fileprivate let number: Int32

        static var none: Name { Name(number: -1) }
    }

    private struct Pair { var key: Int64, row: Int32 }

    private var pairs: [Pair]
    private let pairMask: Int
    /// Names by the hash of their bytes; -1 where none stands.
    private var slots: [Int32]
    private let mask: UInt32
    /// Where each name lies in ``bytes``.
    private var names: [Range<Int>] = []
    private var bytes: [UInt8] = []

    /// What each feature adds to the odds, and to the hidden units, ``stride`` vectors a row; the first row is nothing.
    private(set) var weights: [Float] = [0]
    private(set) var hidden: [SIMD8<Float>] = Array(repeating: .zero, count: Self.stride)
    static let stride = ConfidenceTable.units / 8

    static func vectors(_ units: SIMD32<Float>) -> [SIMD8<Float>] { [units.lowHalf.lowHalf, units.lowHalf.highHalf, units.highHalf.lowHalf, units.highHalf.highHalf] }

    init(_ weights: [String: ConfidenceTable.Row]) {
        var size = 64
        while size < weights.count * 4 { size *= 2 }
        pairs = Array(repeating: Pair(key: -1, row: 0), count: size)
        pairMask = size - 1
        slots = Array(repeating: -1, count: size)
        mask = UInt32(size - 1)
        // in one order, so that every run looks the same
        for (feature, row) in weights.sorted(by: { $0.key < $1.key }) {
            guard let colon = feature.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let slot = add(feature[..<colon]), rule = add(feature[feature.utf8.index(after: colon)...])
            let key = Self.key(slot, rule)
            var i = Self.start(key, pairMask)
            while pairs[i].key >= 0 { i = (i + 1) & pairMask }
            pairs[i] = Pair(key: key, row: Int32(self.weights.count))
            self.weights.append(row.weight)
            hidden += Self.vectors(row.hidden)
        }
    }

    private mutating func add(_ word: Substring) -> Name {
        let word = String(word), known = name(word)
        guard known == .none else { return known }
        var i = word.withBytes { Int(Self.hash($0) & mask) }
        while slots[i] >= 0 { i = (i + 1) & Int(mask) }
        let new = Name(number: Int32(names.count))
        slots[i] = new.number
        names.append(bytes.count..<(bytes.count + word.utf8.count))
        bytes += word.utf8
        return new
    }

    /// The name that `word` is.
    func name(_ word: String) -> Name {
        word.withBytes { word in
            var i = Int(Self.hash(word) & mask)
            while slots[i] >= 0 {
                if stands(word, names[Int(slots[i])]) { return Name(number: slots[i]) }
                i = (i + 1) & Int(mask)
            }
            return .none
        }
    }

    /// The place of a feature's row, 0 where it has none.
    @inline(__always)
    func row(_ slot: Name, _ rule: Name) -> Int32 {
        guard slot != .none, rule != .none else { return 0 }
        let key = Self.key(slot, rule)
        var i = Self.start(key, pairMask)
        while pairs[i].key >= 0 {
            if pairs[i].key == key { return pairs[i].row }
            i = (i + 1) & pairMask
        }
        return 0
    }

    private func stands(_ word: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Bool {
        guard word.count == name.count else { return false }
        return bytes.withUnsafeBytes { all in
            // eight bytes at a time, for the names of rules are long
            let word = UnsafeRawBufferPointer(word)
            var k = 0
            while k + 8 <= word.count {
                guard all.loadUnaligned(fromByteOffset: name.lowerBound + k, as: UInt64.self) == word.loadUnaligned(fromByteOffset: k, as: UInt64.self) else { return false }
                k += 8
            }
            if k > 0 {
                // the last eight, some of them once more
                k = word.count - 8
                return all.loadUnaligned(fromByteOffset: name.lowerBound + k, as: UInt64.self) == word.loadUnaligned(fromByteOffset: k, as: UInt64.self)
            }
            while k < word.count {
                guard all[name.lowerBound + k] == word[k] else { return false }
                k += 1
            }
            return true
        }
    }

    @inline(__always)
    private static func key(_ slot: Name, _ rule: Name) -> Int64 { Int64(slot.number) << 32 | Int64(rule.number) }

    @inline(__always)
    private static func start(_ key: Int64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    }

    /// A few bytes tell the rules apart: hashing all of them would cost more than the comparison that follows.
    @inline(__always)
    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let n = word.count
        var hash = UInt32(truncatingIfNeeded: n)
        guard n > 0 else { return hash }
        hash = (hash ^ UInt32(word[0])) &* 0x0100_0193
        hash = (hash ^ UInt32(word[n / 2])) &* 0x0100_0193
        hash = (hash ^ UInt32(word[n * 3 / 4])) &* 0x0100_0193
        hash = (hash ^ UInt32(word[n - 1])) &* 0x0100_0193
        return hash ^ hash >> 15
    }
}
