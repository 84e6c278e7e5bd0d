/// Repeatable random numbers for tests and benches (xorshift64, Marsaglia 2003).
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    public mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// A number from 0 up to, without, `bound`, which is above 0.
    public mutating func below(_ bound: Int) -> Int { Int((next() >> 33) % UInt64(bound)) }
}
