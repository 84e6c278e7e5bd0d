/// Where to begin looking for what stands at a place of a text: rules ask for it many times for each figure.
struct PlaceIndex {
    /// For each sixteen scalars, the first of the things that stands there or later.
    private var firsts: [Int32] = []

    /// - Parameter place: where each of `count` things stands in a text of `length` scalars.
    /// - Returns: `nil` where their places do not ascend.
    init?(length: Int, count: Int, place: (Int) -> Int) {
        firsts.reserveCapacity(length / 16 + 1)
        var last = 0
        for k in 0..<count {
            let here = place(k)
            guard here >= last else { return nil }
            last = here
            while firsts.count <= here / 16 { firsts.append(Int32(truncatingIfNeeded: k)) }
        }
        firsts.append(Int32(truncatingIfNeeded: count))
    }

    /// Those before the first do not reach the sixteen scalars that `position` lies in.
    @inline(__always)
    func first(_ position: Int) -> Int { position <= 0 ? 0 : Int(firsts[min(position / 16, firsts.count - 1)]) }
}
