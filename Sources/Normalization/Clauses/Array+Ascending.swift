extension Array {
    /// Index of the first element that `isBefore` does not hold for; those that it holds for come first.
    @inline(__always)
    func firstIndex(past isBefore: (Element) -> Bool) -> Int {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
