/// A range that is empty, not a trap, where the end lies before the start.
func extent(_ start: Int, _ end: Int) -> Range<Int> { start..<max(start, end) }
