import Facts
import Lexicons

/// One pass over a text: the cursor's view of it and the quantities found so far.
struct Scan {
    let tables: ScanTables
    let text: UnsafeBufferPointer<UInt32>
    let lower: Int
    let upper: Int
    var found: [Quantity] = []
    /// Where the bare numbers of a list (2、3、5万吨) begin in ``found``, waiting for their unit.
    var pendingFrom = -1
    /// Nothing before this offset may be claimed again.
    var floor: Int
    /// Up to here a bare number is a pH.
    var acidUntil = -1
    /// Where the last figure ends that a comparator in front bounds: what a stroke joins to it is bounded too.
    var boundEnd = -1
    /// The end of the 《…》 that the cursor is in.
    var titleEnd = 0

    init(tables: ScanTables, text: UnsafeBufferPointer<UInt32>, range: Range<Int>) {
        self.tables = tables
        self.text = text
        lower = max(0, range.lowerBound)
        upper = min(text.count, range.upperBound)
        floor = lower
    }

    /// Where the last quantity ends, else the range's start; read in place, for a copy counts references.
    @inline(__always) var lastEnd: Int { found.isEmpty ? lower : found[found.count - 1].span.end }

    /// The scalar at `i`, 0 outside the range.
    @inline(__always) func at(_ i: Int) -> UInt32 { i >= lower && i < upper ? text[i] : 0 }

    @inline(__always) func classAt(_ i: Int) -> UInt8 {
        let c = at(i)
        return c < 0x10000 ? tables.classes[Int(c)] : 0
    }

    @inline(__always) func valueAt(_ i: Int) -> Int64 {
        let c = at(i)
        return c < 0x10000 ? Int64(tables.values[Int(c)]) : 0
    }

    @inline(__always) func isDigit(_ i: Int) -> Bool { Scalars.digit(at(i)) != nil }

    /// Whether the text at `i` reads `word`.
    func reads(_ word: StaticString, at i: Int) -> Bool {
        guard i >= lower else { return false }
        var j = i
        let matched = word.withUTF8Buffer { bytes -> Bool in
            var k = 0
            while k < bytes.count {
                let b = UInt32(bytes[k])
                var scalar = b
                if b >= 0xE0, k + 2 < bytes.count {
                    scalar = (b & 0xF) << 12 | (UInt32(bytes[k + 1]) & 0x3F) << 6 | (UInt32(bytes[k + 2]) & 0x3F)
                    k += 3
                } else if b >= 0xC0, k + 1 < bytes.count {
                    scalar = (b & 0x1F) << 6 | (UInt32(bytes[k + 1]) & 0x3F)
                    k += 2
                } else {
                    k += 1
                }
                if at(j) != scalar { return false }
                j += 1
            }
            return true
        }
        return matched
    }

    /// Whether the scalar at `i` is one of `set`.
    func isOne(of set: StaticString, at i: Int) -> Bool {
        let c = at(i)
        if c == 0 { return false }
        return set.withUTF8Buffer { bytes -> Bool in
            var k = 0
            while k < bytes.count {
                let b = UInt32(bytes[k])
                if b >= 0xE0, k + 2 < bytes.count {
                    if c == (b & 0xF) << 12 | (UInt32(bytes[k + 1]) & 0x3F) << 6 | (UInt32(bytes[k + 2]) & 0x3F) { return true }
                    k += 3
                } else if b >= 0xC0, k + 1 < bytes.count {
                    if c == (b & 0x1F) << 6 | (UInt32(bytes[k + 1]) & 0x3F) { return true }
                    k += 2
                } else {
                    if c == b { return true }
                    k += 1
                }
            }
            return false
        }
    }

    /// Whether a unit of at least two scalars begins at `i` (千瓦, 百分点): then 千 is no multiplier.
    @inline(__always) func longUnitBegins(at i: Int) -> Bool {
        guard let match = tables.units.longestMatch(in: text, at: i, limit: upper) else { return false }
        guard match.end - i >= 2 else { return false }
        // 五千|欧元, 三千|克朗: another word
        let barred = tables.entries[match.value].notBefore
        return barred.isEmpty || !barred.contains(at(match.end))
    }

    @inline(__always) func unitBegins(at i: Int) -> Bool {
        tables.units.longestMatch(in: text, at: i, limit: upper) != nil
    }
}
